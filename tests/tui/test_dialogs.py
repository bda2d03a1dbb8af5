"""What every dialog that is typed into has in common: how one goes through it, and what happens when it cannot act."""

from __future__ import annotations

import asyncio

import pytest
from rich.cells import cell_len
from textual import events
from textual.command import CommandList
from textual.widgets import Input, Static

from newsdesk.desk import Desk
from newsdesk.settings import Settings
from newsdesk.tui.forms import Answers, note_form
from newsdesk.tui.screens.help import Help
from newsdesk.tui.widgets.row_list import RowList
from tests.tui import story
from tests.tui.hand import Hand, at
from tests.tui.test_stories import later


@pytest.fixture
def desk() -> Desk:
    """A fresh desk on the ferry fire."""
    return story.ferry_desk()


def here(hand: Hand) -> str:
    """The line that is typed into."""
    assert isinstance(hand.screen.focused, Input)
    return hand.screen.focused.name or ""


def preview(hand: Hand) -> str:
    """What stands beneath the lines."""
    return str(hand.screen.query_one("#preview").render())


@pytest.mark.parametrize(
    ("pressed", "lands"),
    [
        (["tab"], "watch"),
        (["tab", "tab"], "country"),
        (["tab", "tab", "tab"], "title"),
        (["shift+tab"], "country"),
        (["down", "up"], "title"),
        (["enter"], "watch"),
    ],
)
async def test_keys_go_from_line_to_line(desk: Desk, pressed: list[str], lands: str) -> None:
    async with at(desk) as hand:
        await hand.press("N", *"Storm", *pressed)
        assert here(hand) == lands
        told = str(hand.screen.query_one(".dialog-keys").render())
        assert "↑↓ other lines   ↵ next line, in the last do it" in told


async def test_enter_passes_no_line_by(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.press("N", *"Storm", "enter", *"gale", "enter", *"FR", "enter")
        assert hand.screen is hand.room
        assert hand.toasts == ["Opened Storm · u takes it back"]
    opened = desk.incidents()[-1]
    assert (opened.title, opened.watch, opened.country) == ("Storm", ("gale",), "FR")


async def test_a_letter_is_no_watch_word(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.press("N", *"Storm", "enter", *"gale, i", "enter")
        assert here(hand) == "watch"
        assert preview(hand).startswith("“i” leads every story here.")
        await hand.press(*"vory", "enter", "enter")
    assert desk.incidents()[-1].watch == ("gale", "ivory")


async def test_what_is_in_the_way_is_told_in_the_dialog_and_the_words_stay(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("words")
        await hand.press("N", *"Tarn valley flood", "enter", *"flood", "enter", "enter")
        assert "Tarn valley flood" in preview(hand)
        assert [line.value for line in hand.screen.query(Input)] == ["Tarn valley flood", "flood", ""]
        await hand.press("s")
        assert hand.screen.query(Input).last().value == "s"
        assert not desk.log()


@pytest.mark.parametrize("key", ["t", "n", "f", "N"])
async def test_a_dialog_does_not_scold_before_anything_is_typed(desk: Desk, key: str) -> None:
    wrong = ("no moment", "is empty", "Not an address", "needs a title")
    async with at(desk) as hand:
        await hand.go_to("updates")
        await hand.press(key)
        assert not any(words in preview(hand) for words in wrong)
        await hand.submit()
        assert any(words in preview(hand) for words in wrong)


@pytest.mark.parametrize(
    ("opened", "key", "times", "done"),
    [
        (["n", *"Seen"], "enter", 2, 1),
        (["n", *"Seen"], "enter", 5, 1),
        (["n"], "escape", 2, 0),
        (["m"], "enter", 2, 1),
        (["A"], "enter", 2, 1),
        (["i"], "escape", 2, 0),
        (["question_mark"], "escape", 2, 0),
    ],
)
async def test_a_key_pressed_twice_in_a_hurry_acts_once_and_leaves_the_dialog_only(
    desk: Desk, opened: list[str], key: str, times: int, done: int
) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        await hand.press(*opened)
        for _ in range(times):
            hand.app.post_message(events.Key(key, None))
        await hand.pilot.pause(0.2)
        while hand.app._held:
            await hand.pilot.pause(0.05)
        assert hand.screen is hand.room
        assert len(desk.log()) == done


async def test_a_setting_picked_twice_in_a_hurry_leads_back_to_the_desk(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.press("comma")
        for _ in range(2):
            hand.app.post_message(events.Key("enter", "\r"))
        await hand.pilot.pause(0.2)
        await hand.press("escape")
        assert hand.screen is hand.room


async def test_a_long_list_is_gone_through_by_pages(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.press("comma")
        rows = hand.screen.query_one(RowList)
        first = rows.cursor
        await hand.press("pagedown")
        assert rows.cursor > first + 3
        await hand.press("pageup")
        assert rows.cursor == first


async def test_what_is_being_done_is_not_begun_again(desk: Desk) -> None:
    begun: list[str] = []

    async def act(answers: Answers) -> str:
        begun.append(answers["note"])
        await asyncio.sleep(0.1)
        return "Done."

    async with at(desk) as hand:
        hand.room.ask(note_form("Anything"), act)
        await hand.pilot.pause()
        await hand.press(*"it", "enter", "enter")
        await hand.pilot.pause(0.3)
        assert hand.toasts == ["Done."]
    assert begun == ["it"]


async def test_a_dialog_that_is_done_beneath_another_is_left_after_it(desk: Desk) -> None:
    go_on = asyncio.Event()

    async def act(_: Answers) -> str:
        await go_on.wait()
        return "Done."

    async with at(desk) as hand:
        hand.room.ask(note_form("Anything"), act)
        await hand.pilot.pause()
        await hand.press(*"it", "enter")
        hand.app.action_help()
        await hand.pilot.pause()
        go_on.set()
        await hand.pilot.pause(0.1)
        assert isinstance(hand.screen, Help), "what is being read stays"
        await hand.press("escape")
        await hand.pilot.pause()
        assert hand.app.screen_stack[-1] is hand.room
        assert hand.toasts == ["Done."]


async def test_the_help_finds_an_act_by_its_words_as_it_says(desk: Desk) -> None:
    async with at(desk, settings=Settings(keys={"app.command_palette": "ctrl+o"})) as hand:
        await hand.go_to("updates")
        await hand.press("?")
        assert "^o finds an act by its words" in str(hand.screen.query_one(".dialog-keys").render())
        await hand.press("ctrl+o")
        await hand.type("accept")
        await hand.pilot.pause(0.5)
        await hand.press("enter")
        await hand.pilot.pause(0.2)
        assert hand.screen is hand.room
        assert len(desk.log()) == 1


async def test_the_longest_dialog_shows_its_keys_on_few_rows_too(desk: Desk) -> None:
    async with at(desk, (60, 20)) as hand:
        await hand.press("comma")
        await hand.type("add an alert")
        await hand.press("enter")
        keys = hand.screen.query_one(".dialog-keys").region
        assert keys.height
        assert hand.screen.query_one(".dialog").region.contains_region(keys)


@pytest.mark.parametrize("theme", ["wire", "newsprint", "nord"])
@pytest.mark.parametrize("opens", ["ctrl+p", "ctrl+t"])
async def test_the_cursor_of_the_palette_is_seen_with_colours_and_without(desk: Desk, opens: str, theme: str) -> None:
    async with at(desk, settings=Settings(theme=theme)) as hand:
        await hand.press(opens, "down")
        await hand.pilot.pause(0.2)
        found = hand.screen.query_one(CommandList)
        here = found.get_visual_style("option-list--option-highlighted")
        other = found.get_visual_style("option-list--option")
        assert here.background is not None
        assert other.background is not None
        assert max(abs(one - two) for one, two in zip(here.background.rgb, other.background.rgb, strict=True)) > 30
        assert here.bold
        assert not other.bold


async def test_the_last_act_of_the_palette_is_seen_whole_on_few_rows_too(desk: Desk) -> None:
    async with at(desk, (60, 20)) as hand:
        await hand.press("ctrl+p", "ctrl+end")
        await hand.pilot.pause(0.3)
        found = hand.screen.query_one(CommandList)
        assert hand.screen.region.contains_region(found.region)
        assert "everything is stored" in found.render_line(found.size.height - 1).text


async def test_lines_that_are_pasted_are_joined(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.press("N")
        await hand.type("Storm\nover the bay")
        assert isinstance(hand.screen.focused, Input)
        assert hand.screen.focused.value == "Storm over the bay"


async def test_what_is_filled_in_is_seen_from_its_first_letter_and_typed_over(desk: Desk) -> None:
    async with at(desk, (60, 20)) as hand:
        await hand.go_to("updates")
        await hand.press("S")
        line = hand.screen.focused
        assert isinstance(line, Input)
        assert len(line.value) > line.size.width
        assert line.scroll_offset.x == 0
        await hand.press("x")
        assert line.value == "x"


async def test_letters_that_nothing_has_are_told_in_the_list(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.press("i", *"zzz")
        assert "None of these has such words." in str(hand.screen.query_one("#missing", Static).render())
        await hand.press("enter", *["backspace"] * 3)
        assert not hand.screen.query_one("#missing", Static).display


OPENED = [
    *(("updates", key) for key in "n m S A F f t N i Q r p W e R M Z , E ?".split()),
    *(("figures", key) for key in "d v g".split()),
    *(("words", key) for key in "c A +".split()),
]
"""Where each dialog is opened, and by which key."""


@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=str)
@pytest.mark.parametrize(("pane", "key"), OPENED, ids=str)
async def test_every_dialog_shows_its_keys_on_few_rows_too(
    desk: Desk, pane: str, key: str, size: tuple[int, int]
) -> None:
    if key == "Q":
        desk.store(later("No count yet", "More than half of the passengers were killed, officials said.", "half"))
    async with at(desk, size) as hand:
        await hand.go_to(pane)
        if key == "E":
            edited = [len(one.versions) > 1 for one in hand.room.scene.updates]
            hand.room.updates.rows.cursor = edited.index(True)
        await hand.press(key)
        await hand.pilot.pause(0.1)
        assert_whole(hand)


async def test_a_list_of_themes_leaves_the_keys_their_row(desk: Desk) -> None:
    async with at(desk, (60, 20)) as hand:
        await hand.press("comma", "enter")
        await hand.pilot.pause(0.1)
        assert_whole(hand)
        await hand.press(*["down"] * 30)
        rows = hand.screen.query_one(RowList)
        assert "atom-one-light" in rows.render_line(rows.size.height - 1).text


def rule(hand: Hand) -> str:
    """What is said of the line that is typed into."""
    return str(hand.screen.query_one("#rule", Static).render())


async def test_what_else_may_be_said_in_a_line_is_told_while_it_is_typed_into(desk: Desk) -> None:
    async with at(desk, (60, 20)) as hand:
        await hand.press("N")
        assert rule(hand) == ""
        await hand.press("down", *"mill")
        assert rule(hand) == "Empty: the title."
        await hand.press("down")
        assert rule(hand) == "Two letters; foreign and local are relative to it."


@pytest.mark.parametrize(("pane", "key"), [("updates", key) for key in "N R S f".split()] + [("words", "+")], ids=str)
async def test_nothing_that_is_said_of_a_line_is_cut_on_few_rows(desk: Desk, pane: str, key: str) -> None:
    async with at(desk, (60, 20)) as hand:
        await hand.go_to(pane)
        await hand.press(key)
        lines = list(hand.screen.query(Input))
        assert all(cell_len(line.placeholder) < line.content_size.width for line in lines)
        for _ in lines:
            await hand.press("down")
            assert hand.screen.query_one("#rule").size.height == 1
            assert_whole(hand)


def assert_whole(hand: Hand) -> None:
    """The dialog's last row, its keys, and all of its list are within it."""
    sheet = hand.screen.query_one(".dialog")
    seen = sheet.region.shrink(sheet.styles.padding)
    keys = hand.screen.query_one(".dialog-keys").region
    assert keys.height
    assert seen.contains_region(keys)
    assert all(rows.region.height >= 3 and rows.region.bottom < keys.y for rows in hand.screen.query(RowList))
