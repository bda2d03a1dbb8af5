"""An hour of breaking news by keys alone, from an empty desk; the store then holds just what was decided."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsdesk import resources
from newsdesk.decisions import Add, Correct, GradeSource, Move, Note, OpenIncident, SetDesk, Star, Strike, Triage, Undo
from newsdesk.desk import Desk
from newsdesk.ledger.words import line_name
from newsdesk.model import LineKey, State, UpdateRef
from tests.tui.hand import Hand, at
from tests.tui.test_bringing_in import settled

SAMPLE = resources.samples()["in-amenas"]
AFTER = datetime(2013, 1, 21, 12, tzinfo=UTC)


async def bring_in(hand: Hand) -> None:
    """Open the saved feeds of the siege from an empty desk."""
    await hand.press("p")
    await hand.type(str(SAMPLE))
    await hand.press("enter")
    await settled(hand, 60)


async def set_five(hand: Hand) -> list[LineKey]:
    """Go down the table and set a desk figure on each of five lines."""
    await hand.go_to("figures")
    lines: list[LineKey] = []
    while len(lines) < 5:
        line = hand.room.figures.line
        if line is not None and line.range:
            await hand.press("d")
            await hand.press("ctrl+u")
            await hand.type(str(20 + len(lines)))
            await hand.press("down")
            await hand.type(f"what stands on {line_name(line.key)}")
            await hand.press("enter")
            lines.append(line.key)
        await hand.press("j")
    return lines


async def to_a_figure(hand: Hand) -> None:
    """Go down the wire to an update in which a figure was read."""
    await hand.go_to("updates")
    await hand.press("home")
    while hand.room.words.figure is None:
        await hand.press("j")


async def do_each_act_and_take_it_back(hand: Hand, desk: Desk) -> list[type]:
    """Every act of triage and on figures once, each undone; what was done, by kind."""
    done = []
    for keys, answer, reason in (
        ("a", None, None),
        ("h", None, None),
        ("x", None, None),
        ("asterisk", None, None),
        ("n", "Ring the embassy", None),
        ("m", "out of every", None),
        ("A", "completely", None),
        ("s", None, None),
        ("c", "at least 99 foreigners killed", None),
        ("+", "", "31 workers missing"),
        ("S", "Elsewhere", None),
    ):
        await to_a_figure(hand)
        before = len(desk.log())
        quote = hand.room.words.figure.quote if hand.room.words.figure else ""
        await hand.press(keys)
        if answer is not None:
            if keys in ("c", "S"):
                await hand.press("ctrl+u")
            await hand.type(answer or quote)
            if reason is not None:
                await hand.press("down")
                await hand.type(reason)
            await hand.press("enter")
        assert len(desk.log()) == before + 1, (keys, hand.toasts)
        done.append(type(desk.log()[-1].acts[0]))
        await hand.press("u")
        assert isinstance(desk.log()[-1].act, Undo), keys
    return done


async def clear(hand: Hand, count: int) -> set[UpdateRef]:
    """Accept so many updates: one by one, and the last twenty as a selection."""
    await hand.go_to("updates")
    await hand.press("home")
    refs = list(hand.room.scene.updates.refs)[:count]
    for _ in refs[:-20]:
        await hand.press("a")
    await hand.press("space", *["j"] * 18, "V", "a")
    return set(refs)


async def split_two(hand: Hand) -> set[UpdateRef]:
    """Split the two oldest updates off into an incident of their own."""
    await hand.press("end")
    refs = set(list(hand.room.scene.updates.refs)[-2:])
    await hand.press("space", "k", "space", "S")
    await hand.press("ctrl+u")
    await hand.type("The road to the plant")
    await hand.press("down")
    await hand.type("no words lead here")
    await hand.press("enter")
    return refs


@pytest.mark.timeout(240)
async def test_an_hour_by_keys_alone_leaves_just_what_was_decided(tmp_path: Path) -> None:
    with Desk.open(tmp_path, clock=lambda: AFTER, editor="Ada") as desk:
        async with at(desk, (160, 48)) as hand:
            await bring_in(hand)
            held = len(desk.updates())
            undone = await do_each_act_and_take_it_back(hand, desk)
            lines = await set_five(hand)
            cleared = await clear(hand, 60)
            split = await split_two(hand)

    assert undone == [Triage, Triage, Triage, Star, Note, Move, GradeSource, Strike, Correct, Add, OpenIncident]
    with Desk.open(tmp_path, read_only=True) as desk:
        standing = desk.standing()
        siege, road = desk.incidents()
        assert {key for story, key in standing.desk if story == siege.id} == set(lines)
        assert [figure.reason for figure in standing.desk.values()] == [f"what stands on {line_name(k)}" for k in lines]
        assert {ref for ref, state in standing.states.items() if state is not State.NEW} == cleared
        assert len(cleared) == 60
        assert {update.ref for update in desk.updates(incident=road.id)} == split
        assert len(desk.updates()) == held
        taken_back = (
            standing.starred,
            standing.notes,
            standing.struck,
            standing.corrected,
            standing.added,
            standing.grades,
        )
        assert not any(taken_back)
        acts = [act for one in desk.log() for act in one.acts]
        assert sum(isinstance(act, Undo) for act in acts) == len(undone)
        assert sum(isinstance(act, SetDesk) for act in acts) == 5
