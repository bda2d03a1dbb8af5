"""What is looked at: time, search, incident, panes, sizes; by keys alone, and nothing is decided by looking."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from newsdesk.model import State
from newsdesk.settings import Settings
from newsdesk.store import Change
from newsdesk.tui.render.wire import update_row
from newsdesk.tui.scene import View
from newsdesk.tui.screens import desk as screen
from newsdesk.tui.widgets.bars import Banner, Tabs
from newsdesk.tui.widgets.incident_pane import Card
from tests.desk import test_copies as copies
from tests.tui import story
from tests.tui.hand import Hand, at

FOUR = datetime(2031, 3, 14, 16, 0, tzinfo=UTC)


async def test_the_keys_begin_on_the_gravest_line_at_words_that_count() -> None:
    async with at(story.ferry_desk()) as hand:
        assert hand.room.current == "figures"
        assert hand.room.figures.row_key == hand.room.desk.ledger(story.FERRY.id).lines[0].key
        assert hand.room.figures.claim is not None


@pytest.fixture
def leave(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Every incident is a large one, whose figures are not laid side by side before this is set."""
    given = asyncio.Event()

    class Wait:
        when_due = staticmethod(given.wait)

    monkeypatch.setattr(screen, "FIRST", 3)
    monkeypatch.setattr(screen, "Breath", Wait)
    return given


async def go_on(hand: Hand, leave: asyncio.Event) -> None:
    leave.set()
    async with asyncio.timeout(10):
        while hand.room.scene.reading or any(worker.group == screen.GATHERING for worker in hand.app.workers):
            await hand.pilot.pause(0.01)


async def test_figures_that_come_late_take_the_keys_from_nobody_at_work(leave: asyncio.Event) -> None:
    async with at(story.ferry_desk(), settings=Settings(alerts=())) as hand:
        await hand.press("j")
        ref = hand.in_hand.ref
        await go_on(hand, leave)
        assert hand.room.current == "updates"
        assert hand.in_hand.ref == ref


async def test_figures_that_come_late_take_the_keys_from_no_mouse_either(leave: asyncio.Event) -> None:
    async with at(story.ferry_desk(), settings=Settings(alerts=())) as hand:
        await hand.pilot.click(hand.room.updates.rows, offset=(5, 3))
        await go_on(hand, leave)
        assert hand.room.current == "updates"


async def test_keys_pressed_on_an_empty_desk_leave_the_first_figures_theirs() -> None:
    desk = story.empty_desk()
    async with at(desk, settings=Settings(alerts=())) as hand:
        await hand.press("j")
        desk.put_sources(story.sources())
        desk.store(Change(incidents=(story.FERRY,), updates=story.updates()))
        hand.room.rebuild()
        assert hand.room.current == "figures"


async def test_figures_that_come_late_move_no_keys_though_none_was_pressed(leave: asyncio.Event) -> None:
    """The first key may be on its way: it is meant for the row that stood under the cursor."""
    async with at(story.ferry_desk(), settings=Settings(alerts=())) as hand:
        ref = hand.in_hand.ref
        await go_on(hand, leave)
        assert hand.room.current == "updates"
        assert hand.in_hand.ref == ref


async def test_who_carries_whose_words_is_told_when_it_is_known_and_no_key_waits_for_it(
    leave: asyncio.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "AT_HAND", 1)
    desk = copies.desk(copies.update("wire", 0, copies.STORY), copies.update("herald", 10, copies.STORY))
    async with at(desk, settings=Settings(alerts=())) as hand:
        await hand.press("i")
        await hand.type("All updates")
        await hand.press("enter")
        assert "2 outlets with these words" in hand.prose
        leave.clear()
        desk.rename_source("herald", "The Herald")
        await hand.press("j", "k")
        assert hand.in_hand.ref == hand.room.scene.updates[0].ref
        assert "with these words" not in hand.prose
        leave.set()
        async with asyncio.timeout(10):
            while any(worker.group == screen.CARRYING for worker in hand.app.workers):
                await hand.pilot.pause(0.01)
        assert "2 outlets with these words: Northern Wire first, The Herald" in hand.prose


async def test_updates_are_there_and_take_keys_before_the_figures_and_no_number_stands_in_their_place(
    leave: asyncio.Event,
) -> None:
    async with at(story.ferry_desk(), settings=Settings(alerts=())) as hand:
        assert len(hand.room.scene.updates) == 11
        assert hand.shown("#no-figures") == "Laying the figures side by side …"
        assert not any(card.region.area for card in hand.room.query(Card))
        assert "conflict" not in hand.shown("StatusBar")
        await hand.press("j", "a")
        assert hand.room.desk.state(hand.room.scene.updates[1].ref) is State.ACCEPTED
        assert hand.room.scene.reading
        await go_on(hand, leave)
        assert hand.room.current == "updates"
        assert hand.room.figures.claim is not None
        assert "2 conflicts" in hand.shown("StatusBar")


async def test_figures_that_are_there_stay_while_they_are_laid_side_by_side_anew(leave: asyncio.Event) -> None:
    async with at(story.ferry_desk()) as hand:
        await go_on(hand, leave)
        leave.clear()
        hand.room.desk.rename_source("herald", "The Herald")
        await hand.press("tab")
        assert hand.room.figures.claim is not None
        assert "2 conflicts" in hand.shown("StatusBar")
        await go_on(hand, leave)
        assert hand.room.scene.ledger is hand.room.desk.ledger(story.FERRY.id)


async def test_of_another_incident_no_figures_are_shown_before_its_own(leave: asyncio.Event) -> None:
    desk = story.ferry_desk()
    desk.new_incident("Elsewhere", updates=[update.ref for update in desk.updates()][:6])
    async with at(desk, settings=Settings(alerts=())) as hand:
        await go_on(hand, leave)
        leave.clear()
        former = hand.room.view
        await hand.press("i")
        await hand.type("Calder")
        await hand.press("enter")
        assert hand.room.view != former
        assert hand.room.scene.ledger is None
        assert hand.room.scene.reading
        await go_on(hand, leave)
        assert hand.room.scene.ledger is hand.room.desk.ledger(story.FERRY.id)


async def test_everything_goes_back_to_a_moment_and_a_banner_says_so() -> None:
    async with at(story.ferry_desk()) as hand:
        banner = hand.room.query_one(Banner)
        assert banner.region.area == 0
        await hand.press("t")
        await hand.type("16:00")
        await hand.press("enter")
        assert hand.room.view.as_of == FOUR
        assert banner.region.area == 140
        assert all(update.versions[0].at <= FOUR for update in hand.room.scene.updates)
        assert len(hand.room.scene.updates) == 8
        await hand.press("escape")
        assert hand.room.scene.view.as_of is None
        assert banner.region.area == 0
        assert len(hand.room.scene.updates) == 11


async def test_as_of_a_moment_an_update_reads_as_it_did_then() -> None:
    async with at(story.ferry_desk(), as_of=datetime(2031, 3, 14, 12, 30, tzinfo=UTC)) as hand:
        await hand.go_to("updates")
        assert hand.in_hand.ref.source == "herald"
        assert hand.in_hand.version == 0
        assert "Herald: four decks burned" in hand.reading


async def test_a_moment_that_is_none_or_to_come_cannot_be_gone_to() -> None:
    async with at(story.ferry_desk()) as hand:
        beyond = ("0001-01-01T00:00+05:00", "9999-12-31T23:59-05:00")
        for typed in ("23:00", "when the fire began", "31 Feb 10:00", *beyond):
            await hand.press("t")
            await hand.type(typed)
            await hand.press("enter")
            assert hand.screen is not hand.room
            await hand.press("escape")
            assert hand.room.view.as_of is None


async def test_finding_narrows_the_list_while_typing_and_escape_shows_all_again() -> None:
    async with at(story.ferry_desk()) as hand:
        await hand.press("/", "e", "i", "g", "h", "t")
        assert [update.id for update in hand.room.scene.updates] == ["coastal-1631"]
        await hand.press("enter")
        assert hand.in_hand.ref.id == "coastal-1631"
        await hand.press("escape")
        assert len(hand.room.scene.updates) == 11
        assert hand.in_hand.ref.id == "coastal-1631"
        assert hand.shown("#updates .pane-head") == "UPDATES  newest first · 11 new of 11"
        hand.room.rebuild()
        assert hand.in_hand.ref.id == "coastal-1631"


async def test_keys_typed_into_the_search_decide_nothing() -> None:
    desk = story.ferry_desk()
    async with at(desk) as hand:
        await hand.press("/", "a", "x", "h", "q")
        assert hand.room.view.find == "axhq"
        assert not desk.log()


async def test_another_incident_is_picked_and_so_is_everything() -> None:
    async with at(story.ferry_desk()) as hand:
        await hand.press("i")
        await hand.type("tarn")
        await hand.press("enter")
        assert hand.room.view.incident == story.FLOOD.id
        assert len(hand.room.scene.updates) == 0
        await hand.press("i")
        await hand.type("all")
        await hand.press("enter")
        assert hand.room.scene.view.incident is None
        assert len(hand.room.scene.updates) == 11


async def test_a_new_incident_is_opened_and_looked_at() -> None:
    desk = story.ferry_desk()
    async with at(desk) as hand:
        await hand.press("N")
        await hand.type("Mill fire in Ashdown")
        await hand.press("down")
        await hand.type("ashdown mill, mill fire")
        await hand.submit()
        opened = desk.incident("Mill fire in Ashdown")
        assert opened.watch == ("ashdown mill", "mill fire")
        assert hand.room.view.incident == opened.id


@pytest.mark.parametrize("size", [(160, 48), (100, 30), (60, 20), (200, 18)])
async def test_the_tab_key_goes_through_every_pane_and_back_at_every_size(size: tuple[int, int]) -> None:
    async with at(story.ferry_desk(), size) as hand:
        seen = []
        for _ in range(5):
            await hand.press("tab")
            pane = hand.room.panes[hand.room.current]
            assert pane.keyed.has_focus
            assert pane.keyed.region.area > 0
            seen.append(hand.room.current)
        assert seen == ["updates", "words", "sources", "incident", "figures"]
        await hand.press("shift+tab")
        assert hand.room.current == "incident"


@pytest.mark.parametrize("size", [(20, 5), (40, 10), (300, 90)])
async def test_no_size_of_terminal_breaks_the_desk(size: tuple[int, int]) -> None:
    async with at(story.ferry_desk(), size) as hand:
        for key in ("tab", "j", "enter", "escape", "d", "escape", "?", "escape", "i", "escape"):
            await hand.press(key)
        await hand.pilot.resize_terminal(100, 30)
        await hand.pilot.resize_terminal(*size)
        assert hand.app.return_code is None


async def test_the_key_that_leaves_other_programs_says_how_this_one_is_left() -> None:
    async with at(story.ferry_desk()) as hand:
        await hand.press("ctrl+c")
        assert hand.toasts == ["q leaves newsdesk; everything is stored."]


async def test_where_it_is_narrow_one_pane_fills_the_screen_and_tabs_name_the_others() -> None:
    async with at(story.ferry_desk(), (60, 20)) as hand:
        assert [pane.NAME for pane in hand.room.panes.values() if pane.region.area] == ["figures"]
        assert hand.room.query_one(Tabs).display
        await hand.press("enter")
        assert [pane.NAME for pane in hand.room.panes.values() if pane.region.area] == ["words"]


async def test_the_cards_are_gone_through_and_lead_to_their_words() -> None:
    async with at(story.ferry_desk()) as hand:
        await hand.go_to("incident")
        await hand.press("right")
        assert [card.number for card in hand.room.query(Card) if card.here] == [2]
        assert "killed · all" in hand.shown("#words .pane-head")


async def test_the_cursor_stays_on_its_update_when_newer_ones_arrive() -> None:
    desk = story.ferry_desk()
    async with at(desk) as hand:
        await hand.go_to("updates")
        await hand.press("j", "j")
        before = hand.in_hand.ref
        newer = tuple(
            story.update("tide", "16:41", f"Radio Tide {number}", "No more is known.", name=f"tide-{number}")
            for number in range(3)
        )
        desk.store(Change(updates=newer))
        hand.room.rebuild()
        await hand.pilot.pause()
        assert hand.in_hand.ref == before
        assert hand.room.updates.rows.cursor == 5


async def test_the_cursor_of_the_table_stays_on_its_line_when_lines_change_places() -> None:
    desk = story.ferry_desk()
    async with at(desk) as hand:
        await hand.press("down")
        before = hand.room.figures.row_key
        for update in desk.updates(source="nine"):
            desk.triage(update.ref, State.REJECTED)
        await hand.pilot.pause()
        assert hand.room.figures.row_key == before


async def test_other_colours_are_chosen_by_key() -> None:
    async with at(story.ferry_desk()) as hand:
        await hand.press("ctrl+t")
        await hand.type("newsprint")
        await hand.pilot.pause(0.3)
        await hand.press("down", "enter")
        await hand.pilot.pause(0.2)
        assert hand.app.theme == "newsprint"


async def test_the_help_is_left_by_escape_and_the_desk_by_q() -> None:
    async with at(story.ferry_desk()) as hand:
        await hand.press("?")
        assert hand.screen is not hand.room
        await hand.press("j", "k", "G", "escape")
        assert hand.screen is hand.room
        await hand.press("q")
        assert hand.app.return_code == 0


async def test_a_text_out_of_the_list_is_still_read_from_its_cell() -> None:
    async with at(story.ferry_desk()) as hand:
        await hand.press("/", "h", "e", "r", "a", "l", "d", "enter")
        assert len(hand.room.scene.updates) == 1
        await hand.go_to("figures")
        assert hand.room.words.read is not None
        assert hand.room.words.read.update not in hand.room.scene.updates


async def test_versions_are_marked_and_counted() -> None:
    desk = story.ferry_desk()
    ref = next(update.ref for update in desk.updates(source="herald"))
    assert len(desk.update(ref).versions) == 2
    async with at(desk) as hand:
        await hand.go_to("updates")
        while hand.in_hand.ref != ref:
            await hand.press("j")
        head = hand.shown("#words .pane-head")
        assert "v2 of 2" in head


async def test_an_incident_with_no_figures_says_so() -> None:
    desk = story.ferry_desk()
    async with at(desk) as hand:
        await hand.press("i")
        await hand.type("tarn")
        await hand.press("enter")
        assert hand.room.figures.has_class("-none")
        assert "No figure has been read" in hand.shown("#no-figures")


async def test_on_a_narrow_screen_the_range_stays_beside_whatever_origin_the_cursor_is_on() -> None:
    desk = story.ferry_desk()
    large = []
    for source, number in (("coastal", "At least 1130457"), ("tide", "More than 3600912")):
        body = f"{number} people were displaced"
        large.append(story.update(source, "16:50", "x", f"{body}.", (body, "displaced"), name=source))
    desk.store(Change(updates=tuple(large)))
    async with at(desk, (60, 20)) as hand:
        await hand.go_to("figures")
        cells = hand.room.figures.cells
        for _ in cells._columns.widths:
            assert "range" in "".join(segment.text for segment in cells.render_line(1))
            await hand.press("right")


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (("/", *"zebra", "enter"), "No update has zebra: esc shows all."),
        (("t",), "Nothing had been published by then."),
    ],
)
async def test_an_empty_list_says_why_and_offers_what_leads_on(keys: tuple[str, ...], told: str) -> None:
    async with at(story.ferry_desk()) as hand:
        await hand.press(*keys)
        if keys == ("t",):
            await hand.type("1 Jan 2031 10:00")
            await hand.press("enter")
        await hand.go_to("updates")
        assert hand.shown("#no-updates") == told
        assert "accept" not in hand.shown("#keys")
        await hand.press("escape")
        assert not hand.room.updates.has_class("-none")
        assert "accept" in hand.shown("#keys")


async def test_without_an_incident_the_pane_says_how_to_come_by_one() -> None:
    desk = story.ferry_desk()
    async with at(desk, (60, 20)) as hand:
        hand.room.picked = True
        hand.room.look(View(incident=None))
        await hand.go_to("incident")
        assert hand.shown("#facts") == "All updates  i picks an incident, N opens one"
        assert "N new incident" in hand.shown("#keys")


@pytest.mark.parametrize("key", ["O", "1"])
async def test_where_one_pane_fills_the_screen_a_key_for_the_list_shows_the_list(key: str) -> None:
    async with at(story.ferry_desk(), (60, 20)) as hand:
        await hand.go_to("figures")
        await hand.press(key)
        assert hand.room.current == "updates"
    async with at(story.ferry_desk()) as hand:
        await hand.go_to("figures")
        await hand.press(key)
        assert hand.room.current == "figures"


async def test_a_copy_says_in_its_row_whose_words_it_has() -> None:
    desk = copies.desk(copies.update("wire", 0, copies.STORY), copies.update("herald", 10, copies.STORY))
    async with at(desk) as hand:
        while hand.room.scene.reading:
            await hand.pilot.pause(0.02)
        first, second = (update_row(hand.room.scene, row, 80, here=False).plain for row in (0, 1))
        assert "= Northern Wire Ferry" in first
        assert "=" not in second
