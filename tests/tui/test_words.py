"""From the cell of the table to the exact words in the source, in one key."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import msgspec
import pytest

from newsdesk.desk import Desk
from newsdesk.ledger import words
from newsdesk.ledger.records import OriginClaim
from newsdesk.model import LineKey, Measure, State
from newsdesk.store import Change
from newsdesk.tui import keys
from newsdesk.tui.render import reading
from newsdesk.tui.render.reading import SPOT, Read
from newsdesk.tui.scene import View, in_table, place, survey
from newsdesk.tui.subject import CheckSubject, LineSubject, UpdateSubject
from tests.tui import story
from tests.tui.hand import Hand, at


def spot(hand: Hand) -> str:
    """The words that are marked as those under the cursor."""
    return " ".join(
        line.plain[span.start : span.end]
        for line in hand.room.words.view._lines
        for span in line.spans
        if isinstance(span.style, str) and span.style.endswith(SPOT)
    )


async def test_every_cell_with_a_number_shows_its_own_words_marked_in_place() -> None:
    desk = story.ferry_desk()
    async with at(desk) as hand:
        cells = 0
        for line in desk.ledger(story.FERRY.id).lines:
            for origin, said in in_table(line).items():
                await hand.put_on(line.key, origin)
                assert isinstance(hand.room.subject, UpdateSubject)
                assert hand.room.subject.ref == said.claim.update
                assert spot(hand) == said.claim.figure.quote
                cells += 1
        assert cells >= 10


async def test_enter_goes_to_the_words_and_escape_comes_back_to_the_cell() -> None:
    async with at(story.ferry_desk()) as hand:
        before = hand.room.subject
        await hand.press("enter")
        assert hand.room.current == "words"
        assert hand.room.words.view.has_focus
        await hand.press("enter")
        assert hand.toasts[-1] == "These are its words. o opens the story, esc goes back."
        assert hand.room.current == "words"
        await hand.press("escape")
        assert hand.room.current == "figures"
        assert hand.room.subject == before


async def test_in_the_words_the_keys_go_from_figure_to_figure() -> None:
    async with at(story.ferry_desk()) as hand:
        await hand.go_to("updates")
        await hand.press("enter")
        assert spot(hand) == "the number of dead at 6", "which its row shows"
        await hand.press("down")
        assert spot(hand) == "41 missing"
        await hand.press("k")
        assert spot(hand) == "the number of dead at 6"
        await hand.press("k")
        assert spot(hand) == "At least 15 people were rescued"


async def test_the_record_says_line_value_and_who_says_so_via_whom() -> None:
    async with at(story.ferry_desk()) as hand:
        await hand.go_to("updates")
        rows = [row for row in hand.reading.splitlines() if "·" in row]
        assert "rescued · all" in rows[0]
        assert "at least 15" in rows[0]
        assert "reported by Channel Nine" in hand.reading
        assert "stated by Northern Wire via Channel Nine" in hand.prose
        assert "set aside by the text: coastguard via Channel Nine" in hand.prose


async def test_a_cell_without_an_origin_shows_everybodys_words_on_its_line() -> None:
    async with at(story.ferry_desk()) as hand:
        for _ in range(12):
            await hand.press("left")
        assert isinstance(hand.room.subject, LineSubject)
        assert "“Seven foreign passengers are missing”" in hand.prose
        assert "“About 40 foreign passengers are missing”" in hand.prose


@asynccontextmanager
async def on_a_line(desk: Desk, size: tuple[int, int] = (140, 40)) -> AsyncIterator[tuple[Hand, Sequence[OriginClaim]]]:
    """The keys in the words of the missing foreigners, and who has spoken of them."""
    async with at(desk, size) as hand:
        line = hand.room.scene.line(LineKey(Measure.MISSING, ("foreign",)))
        assert line is not None
        assert len({said.claim.update for said in line.origins}) == 3
        hand.room.figures.go_to(line.key)
        hand.room.figures.cells.put(column=0)
        await hand.press("enter")
        yield hand, line.origins


def quoted(said: OriginClaim) -> str:
    """The words of an origin as a line shows them."""
    return f"“{said.claim.figure.quote}”"


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (160, 48)])
async def test_the_words_of_a_line_have_a_cursor_that_leads_on_to_each_and_back(size: tuple[int, int]) -> None:
    async with on_a_line(story.ferry_desk(), size) as (hand, origins):
        view = hand.room.words.view
        for number, said in enumerate(origins):
            assert spot(hand) == quoted(said)
            assert view.spot is not None
            top, rows = view.scroll_offset.y, view.plain.splitlines()
            assert rows[view.spot].startswith(f"▸ {words.value_text(said)} ")
            last = next(n for n, row in enumerate(rows) if n > view.spot and row.endswith("”"))
            assert top <= view.spot < last < top + view.size.height, "number, origin and quote are in sight at once"
            await hand.press("enter")
            assert hand.room.current == "words"
            assert hand.in_hand == UpdateSubject(said.claim.update, said.claim.version, place(said.claim))
            assert spot(hand) == said.claim.figure.quote
            await hand.press("escape")
            assert spot(hand) == quoted(said), "the cursor is where it was"
            await hand.press("down")
            assert spot(hand) == quoted(origins[min(number + 1, len(origins) - 1)])
        await hand.press("k")
        assert spot(hand) == quoted(origins[-2])
        await hand.press("home")
        assert spot(hand) == quoted(origins[0])
        await hand.press("end")
        assert spot(hand) == quoted(origins[-1])
        await hand.press("escape")
        assert hand.room.current == "figures"
        assert spot(hand) == ""


async def test_the_acts_are_on_the_words_under_the_cursor_of_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, opened = story.ferry_desk(), list[str]()
    async with on_a_line(desk) as (hand, origins):
        monkeypatch.setattr(hand.room, "browse", opened.append)
        await hand.press("down")
        said = origins[1]
        updates = hand.room.updates
        assert hand.room.scene.updates.place(said.claim.update) is not None
        assert updates._in_hand == said.claim.update, "the list marks what will be judged"
        await hand.press("o", "Y")
        assert opened == ["https://news.example/ferry"]
        assert hand.app.clipboard.startswith(quoted(said))
        assert said.origin in hand.app.clipboard
        await hand.press("a")
        assert [desk.state(one.claim.update) for one in origins] == [State.NEW, State.ACCEPTED, State.NEW]
        assert spot(hand) == quoted(said)
        await hand.press("n")
        await hand.type("by phone")
        await hand.press("enter")
        assert list(desk.standing().notes) == [said.claim.update]


async def test_what_is_told_of_an_act_hides_no_words_that_it_was_on() -> None:
    async with on_a_line(story.ferry_desk(), (60, 15)) as (hand, _):
        await hand.press("end")
        view = hand.room.words.view
        before, rows = view.size.height, view.plain.splitlines()
        await hand.press("a")
        await hand.pilot.pause(0.1)
        assert view.size.height < before <= len(rows)
        assert rows[-1] == view.render_line(view.size.height - 1).text.rstrip()


async def test_what_is_rejected_in_the_words_of_a_line_leaves_the_cursor_on_others_of_it() -> None:
    desk = story.ferry_desk()
    async with on_a_line(desk) as (hand, origins):
        await hand.press("end", "x")
        assert [desk.state(one.claim.update) for one in origins] == [State.NEW, State.NEW, State.REJECTED]
        assert quoted(origins[2]) not in hand.prose
        assert spot(hand) == quoted(origins[1])
        await hand.press("x")
        await hand.press("x")
        assert [desk.state(one.claim.update) for one in origins] == [State.REJECTED] * 3
        await hand.press("x")
        assert hand.toasts[-1].startswith("No update is under the cursor.")
        assert len(desk.log()) == 3
        await hand.press("u")
        assert spot(hand) == quoted(origins[0])


async def test_the_cursor_in_the_words_of_a_line_stays_with_its_origin_when_that_speaks_again() -> None:
    desk = story.ferry_desk()
    async with on_a_line(desk) as (hand, origins):
        await hand.press("end")
        title = "More than 30 foreign passengers are missing"
        row = (title, "missing", story.FOREIGN)
        desk.store(Change(updates=(story.update("coastal", "16:41", title, "", row),)))
        hand.room.rebuild()
        await hand.pilot.pause()
        last = origins[-1].origin
        line = hand.room.scene.line(LineKey(Measure.MISSING, ("foreign",)))
        assert line is not None
        assert spot(hand) in {quoted(said) for said in line.origins if said.origin == last}


async def test_no_words_of_a_line_are_judged_from_its_cell() -> None:
    desk = story.ferry_desk()
    async with on_a_line(desk) as (hand, _):
        await hand.press("escape", "a")
        assert hand.toasts[-1].startswith("No update is under the cursor.")
        assert not desk.log()


async def test_the_mouse_chooses_among_the_words_of_a_line() -> None:
    async with on_a_line(story.ferry_desk()) as (hand, origins):
        view = hand.room.words.view
        await hand.press("end")
        row = next(n for n, words in enumerate(view.plain.splitlines()) if "”" in words) - view.scroll_offset.y
        await hand.press("escape")
        await hand.pilot.click(view, offset=(14, row))
        await hand.pilot.pause()
        assert hand.room.current == "words"
        assert spot(hand) == quoted(origins[0])


async def test_the_words_that_a_check_rests_on_lead_to_their_updates_too() -> None:
    async with at(story.ferry_desk()) as hand:
        await hand.press(*"jjjjjj", "enter")
        check = hand.room.subject
        assert isinstance(check, CheckSubject)
        said = check.check.premises[0]
        assert spot(hand) == quoted(said)
        await hand.press("Y")
        assert hand.app.clipboard.startswith(quoted(said))
        await hand.press("enter")
        assert spot(hand) == said.claim.figure.quote
        await hand.press("escape")
        assert hand.room.subject == check


async def test_a_check_whose_words_are_rejected_is_shown_no_more() -> None:
    desk = story.ferry_desk()
    async with at(desk) as hand:
        await hand.press(*"jjjjjj", "enter")
        assert isinstance(hand.room.subject, CheckSubject)
        reason = hand.room.subject.check.reason
        assert " ".join(reason.split()) in hand.prose
        await hand.press("x")
        assert len(desk.log()) == 1
        assert hand.prose == "What did not add up on rescued · all, or followed, does not stand."


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (160, 48)])
async def test_words_of_nothing_say_so_and_offer_no_act_on_them(size: tuple[int, int]) -> None:
    desk = story.ferry_desk()
    async with at(desk, size) as hand:
        await hand.press("/", *"blorg", "enter")
        assert not hand.room.scene.updates
        assert hand.shown("#keys").startswith("esc back")
        await hand.press("enter")
        assert hand.room.current == "words"
        assert hand.prose == "Nothing is under the cursor, so there are no words to read."
        assert hand.shown("#keys").startswith("esc back")
        assert not {"accept", "reject", "correct", "story"}.intersection(hand.shown("#keys").split())
        await hand.press("enter")
        assert hand.toasts == ["There are no words here. esc goes back."]
        await hand.press("escape", "escape")
        assert hand.room.current == "updates"
        assert len(hand.room.scene.updates) == 11
        assert hand.shown("#keys").startswith("a accept")
        await hand.press("enter")
        assert hand.shown("#keys").startswith("a accept")


async def test_a_line_that_nobody_speaks_of_any_more_says_so() -> None:
    async with on_a_line(story.ferry_desk()) as (hand, origins):
        for _ in origins:
            await hand.press("x")
        assert hand.prose == "No number stands on missing · foreign."
        assert hand.shown("#keys").startswith("esc back")
        await hand.press("u")
        assert hand.shown("#keys").startswith("↵ words")


async def test_a_long_text_scrolls_to_the_words() -> None:
    desk = story.ferry_desk()
    text = "\n\n".join(f"Paragraph {number} of no number." for number in ["one"] * 80) + "\n\nNine people were killed."
    long = story.update("tide", "16:41", "A long read", text, ("Nine people were killed", "killed"))
    desk.store(Change(updates=(long,)))
    async with at(desk) as hand:
        await hand.go_to("updates")
        view = hand.room.words.view
        assert view.spot is not None
        assert view.scroll_offset.y <= view.spot < view.scroll_offset.y + view.size.height
        assert view.scroll_offset.y > 0
        await hand.press("j")
        assert view.scroll_offset.y == 0


async def test_a_source_says_in_full_why_it_fails() -> None:
    async with at(story.ferry_desk()) as hand:
        await hand.go_to("sources")
        assert "No answer in 20 seconds." in hand.reading
        assert "3 times in a row" in hand.reading


async def test_a_text_without_a_date_says_so() -> None:
    desk = story.ferry_desk()
    newest = story.updates()[-1]
    undated = msgspec.structs.replace(newest.versions[0], published=None, unsure=True)
    desk.store(Change(updates=(msgspec.structs.replace(newest, versions=(undated,)),)))
    async with at(desk) as hand:
        await hand.go_to("updates")
        assert "undated its feed gives no date; the time is when it was seen" in hand.prose
        assert "~14 Mar 16:40" in hand.shown("#words .pane-head")


@pytest.mark.parametrize("width", range(24, 80, 7))
def test_the_number_of_a_figure_is_whole_whatever_becomes_of_its_name(width: int) -> None:
    desk = story.ferry_desk()
    update = next(one for one in desk.updates() if desk.figures(one))
    figure = desk.figures(update)[0]
    long = msgspec.structs.replace(
        figure, value=4711, low=4711, high=4711, scope=("GB", "foreign", "worker", "passenger", "Calder Bay")
    )
    scene = survey(desk, View(), table=keys.TABLE)
    read = Read(update, len(update.versions) - 1, (long,), (), 0)
    rows = [row.plain for row in reading.update_lines(scene, read, width)]
    assert any(number in row for row in rows for number in (words.value_text(long), words.spoken(long)))
