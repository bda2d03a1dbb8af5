"""From the cell of the table to the exact words in the source, in one key."""

from __future__ import annotations

import msgspec
import pytest

from newsdesk.ledger import words
from newsdesk.store import Change
from newsdesk.tui import keys
from newsdesk.tui.render import reading
from newsdesk.tui.render.reading import SPOT, Read
from newsdesk.tui.scene import View, in_table, survey
from newsdesk.tui.subject import LineSubject, UpdateSubject
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
