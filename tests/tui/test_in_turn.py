"""Keys that come all at once, as over a slow line: what one opens takes the next ones."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import Input

from newsdesk.desk import Desk
from newsdesk.tui import in_turn
from tests.tui import story
from tests.tui.hand import NAMED, Hand, at


@pytest.fixture
def desk() -> Desk:
    """A fresh desk on the ferry fire."""
    return story.ferry_desk()


async def at_once(hand: Hand, keys: list[str]) -> None:
    """Press keys that all come in one reading of the terminal."""
    for key in keys:
        hand.app.post_message(events.Key(NAMED.get(key, key), key if len(key) == 1 else None))
    for _ in range(40):
        await hand.pilot.pause(0.01)


@pytest.mark.parametrize("key", ["/", "n"])
async def test_letters_behind_a_key_that_opens_a_line_are_in_it_and_no_acts(desk: Desk, key: str) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        before = len(desk.log())
        await at_once(hand, [key, *"axxa"])
        line = hand.screen.focused
        assert isinstance(line, Input)
        assert line.value == "axxa"
        assert len(desk.log()) == before


async def test_what_is_typed_behind_the_end_of_a_line_is_in_the_next_one(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("figures")
        await at_once(hand, ["d", *["backspace"] * 12, *"19", "enter", *"fast"])
        number, reason = (line.value for line in hand.screen.query(Input))
        assert (number, reason) == ("19", "fast")


async def test_acts_and_moves_at_once_are_done_one_after_another(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        before = len(desk.log())
        await at_once(hand, ["home", "a", "a", "x", "u"])
        assert [type(one.acts[0]).__name__ for one in desk.log()[before:]] == ["Triage", "Triage", "Triage", "Undo"]


async def test_what_is_pressed_behind_an_answer_is_no_act(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        before = len(desk.log())
        await at_once(hand, ["n", *"ring", "enter", "a"])
        assert [type(one.acts[0]).__name__ for one in desk.log()[before:]] == ["Note"]


async def test_a_key_whose_end_nobody_tells_holds_the_next_one_for_a_moment_only(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_turn, "PATIENCE", 0.05)
    monkeypatch.setattr(in_turn.KeyDone, "bubble", False)
    async with at(desk) as hand:
        await hand.go_to("updates")
        before = len(desk.log())
        await at_once(hand, ["home", "a", "a"])
        assert len(desk.log()) == before + 2
