"""An hour of breaking news by keys alone, from an empty desk; the store then holds just what was decided."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsdesk import resources
from newsdesk.decisions import (
    Add,
    Appraise,
    Correct,
    Describe,
    GradeOrigin,
    GradeSource,
    MarkParty,
    MergeOrigins,
    Move,
    Note,
    OpenIncident,
    SetDesk,
    SetStatus,
    Settle,
    Standing,
    Star,
    Strike,
    Triage,
    Undo,
)
from newsdesk.desk import Desk
from newsdesk.ledger.words import line_name
from newsdesk.model import LineKey, State, UpdateRef
from tests.tui.hand import Hand, at
from tests.tui.test_bringing_in import settled

SAMPLE = resources.samples()["in-amenas"]
AFTER = datetime(2013, 1, 21, 12, tzinfo=UTC)


async def bring_in(hand: Hand) -> None:
    """Open the saved feeds of the siege from an empty desk."""
    await hand.open_files(SAMPLE)
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


ACTS: tuple[tuple[type, str, str, tuple[str, ...]], ...] = (
    (Triage, "updates", "a", ()),
    (Triage, "updates", "h", ()),
    (Triage, "updates", "x", ()),
    (Star, "updates", "asterisk", ()),
    (Note, "updates", "n", ("Ring the embassy",)),
    (Move, "updates", "m", ("out of every",)),
    (GradeSource, "updates", "A", ("completely",)),
    (Strike, "updates", "s", ()),
    (Correct, "updates", "c", ("at least 99 foreigners killed",)),
    (Add, "updates", "plus", ("{quote}", "31 workers missing")),
    (OpenIncident, "updates", "S", ("Elsewhere",)),
    (Settle, "updates", "Q", ("none of these",)),
    (Appraise, "words", "A", ("2", "a second origin agrees")),
    (SetDesk, "figures", "d", ("20", "a trial")),
    (GradeOrigin, "figures", "A", ("fairly",)),
    (MarkParty, "figures", "v", ("party to the event",)),
    (MergeOrigins, "figures", "v", ("one voice with",)),
    (Describe, "figures", "R", ("The siege", "Tolmin", "SI", "siege", "workers")),
    (SetStatus, "figures", "Z", ("quiet",)),
    (OpenIncident, "figures", "N", ("A storm",)),
)
"""Every act that a key does on the sample: what is stored, in which pane, the key, what is typed line by line."""


async def do_each_act_and_take_it_back(hand: Hand, desk: Desk) -> None:
    """Every act once, each undone, by the keys of the panes they belong to."""
    for kind, pane, key, typed in ACTS:
        await to_a_figure(hand)
        quote = hand.room.words.figure.quote if hand.room.words.figure else ""
        await hand.go_to(pane)
        before = len(desk.log())
        await hand.press(key)
        for number, words in enumerate(typed):
            if number:
                await hand.press("down")
            await hand.press("ctrl+u")
            await hand.type(words.format(quote=quote))
        if typed:
            await hand.submit()
        assert len(desk.log()) == before + 1, (key, hand.toasts)
        assert isinstance(desk.log()[-1].acts[0], kind)
        await hand.press("u")
        assert isinstance(desk.log()[-1].act, Undo), key


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
            await do_each_act_and_take_it_back(hand, desk)
            lines = await set_five(hand)
            cleared = await clear(hand, 60)
            split = await split_two(hand)

    with Desk.open(tmp_path, read_only=True) as desk:
        standing = desk.standing()
        siege, road = desk.incidents()
        assert {key for story, key in standing.desk if story == siege.id} == set(lines)
        assert [figure.reason for figure in standing.desk.values()] == [f"what stands on {line_name(k)}" for k in lines]
        assert {ref for ref, state in standing.states.items() if state is not State.NEW} == cleared
        assert len(cleared) == 60
        assert {update.ref for update in desk.updates(incident=road.id)} == split
        assert len(desk.updates()) == held
        taken_back = Standing(
            states=standing.states,
            triaged=standing.triaged,
            desk=standing.desk,
            opened=standing.opened,
            moved=standing.moved,
        )
        assert standing == taken_back, "nothing else stands"
        acts = [act for one in desk.log() for act in one.acts]
        assert sum(isinstance(act, Undo) for act in acts) == len(ACTS)
        assert sum(isinstance(act, SetDesk) for act in acts) == 5 + 1
