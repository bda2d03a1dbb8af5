"""Nothing an editor did is ever lost: a desk through polls, silent edits, acts, undo, kills and reopenings, and a plain
model beside it."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import AbstractContextManager, nullcontext
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from newsdesk.decisions import Note
from newsdesk.desk import Desk
from newsdesk.desk_files import JOURNAL
from newsdesk.errors import CallWrong, NewsdeskError
from newsdesk.model import Entry, Feed, IncidentStatus, Source, State, UpdateRef
from newsdesk.store.tiny import TinyStore
from tests.desk import here


def refused(nothing: bool) -> AbstractContextManager[object]:
    """Whether taking back, or doing again, has nothing to act on."""
    return pytest.raises(NewsdeskError, match="There is nothing") if nothing else nullcontext()


BEGAN = datetime(2014, 4, 16, 12, tzinfo=UTC)
NAMES = ["1", "2", "3", "4"]
TEXTS = ["Ferry sinks, 2 killed", "Ferry sinks, 23 killed", "Rain is expected", "The rain goes on"]


@dataclass
class Decided:
    """What an editor has done, as plain dictionaries."""

    states: dict[str, State] = field(default_factory=dict)
    notes: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    starred: set[str] = field(default_factory=set)
    moved: dict[str, str | None] = field(default_factory=dict)
    incidents: dict[str, tuple[str, IncidentStatus]] = field(default_factory=dict)


class Newsroom(RuleBasedStateMachine):
    """A desk on disk beside the model: what stands, what stood before each act, and what the publisher printed."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.now = BEGAN
        self.printed: dict[str, str] = {}
        self.seen: dict[str, list[str]] = {}
        self.decided = Decided()
        self.before: list[Decided] = []
        self.after: list[Decided] = []
        self.opened = 0
        self.desk = self.open()
        self.desk.put_sources([Source(id="ap", title="AP")])

    def open(self) -> Desk:
        return Desk(TinyStore.open(self.folder), clock=lambda: self.now, editor="ada")

    # ── the publisher ─────────────────────────────────────────────────────────────────────────────

    @rule(name=st.sampled_from(NAMES), words=st.sampled_from(TEXTS))
    def publish(self, name: str, words: str) -> None:
        self.printed[name] = words

    @rule()
    def poll(self) -> None:
        self.now += timedelta(minutes=1)
        entries = tuple(Entry(id=name, title=words, body="") for name, words in self.printed.items())
        here.take(self.desk, "ap", Feed(title="AP", entries=entries), self.now)
        for name, words in self.printed.items():
            versions = self.seen.setdefault(name, [])
            if versions[-1:] != [words]:
                versions.append(words)

    # ── the editor ────────────────────────────────────────────────────────────────────────────────

    def done(self, former: Decided) -> None:
        self.before.append(former)
        self.after.clear()

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), state=st.sampled_from(State))
    def triage(self, data: st.DataObject, state: State) -> None:
        name, former = data.draw(st.sampled_from(sorted(self.seen))), deepcopy(self.decided)
        if self.desk.state(UpdateRef("ap", name)) is not state:
            self.desk.triage(UpdateRef("ap", name), state)
            self.decided.states[name] = state
            self.done(former)

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), words=st.sampled_from(["called them", "no answer"]))
    def note(self, data: st.DataObject, words: str) -> None:
        name, former = data.draw(st.sampled_from(sorted(self.seen))), deepcopy(self.decided)
        self.desk.note(UpdateRef("ap", name), words)
        self.decided.notes.setdefault(name, []).append((words, len(self.seen[name]) - 1))
        self.done(former)

    @precondition(lambda self: self.seen)
    @rule(data=st.data())
    def star(self, data: st.DataObject) -> None:
        name, former = data.draw(st.sampled_from(sorted(self.seen))), deepcopy(self.decided)
        self.desk.star(UpdateRef("ap", name), name not in self.decided.starred)
        self.decided.starred ^= {name}
        self.done(former)

    @precondition(lambda self: self.seen)
    @rule(data=st.data())
    def split_off(self, data: st.DataObject) -> None:
        names, former = data.draw(st.sets(st.sampled_from(sorted(self.seen)), min_size=1)), deepcopy(self.decided)
        self.opened += 1
        title = f"Story {self.opened}"
        updates = [UpdateRef("ap", name) for name in sorted(names)]
        opened = self.desk.new_incident(title, watch=["no such words"], updates=updates)
        self.decided.incidents[opened.id] = (title, IncidentStatus.OPEN)
        self.decided.moved |= dict.fromkeys(names, opened.id)
        self.done(former)

    @precondition(lambda self: self.decided.incidents)
    @rule(data=st.data())
    def close_or_reopen(self, data: st.DataObject) -> None:
        name, former = data.draw(st.sampled_from(sorted(self.decided.incidents))), deepcopy(self.decided)
        title, status = self.decided.incidents[name]
        other = IncidentStatus.OPEN if status is IncidentStatus.CLOSED else IncidentStatus.CLOSED
        self.desk.set_status(name, other)
        self.decided.incidents[name] = (title, other)
        self.done(former)

    @rule()
    def undo(self) -> None:
        with refused(not self.before):
            self.desk.undo()
        if self.before:
            self.after.append(self.decided)
            self.decided = self.before.pop()

    @rule()
    def redo(self) -> None:
        with refused(not self.after):
            self.desk.redo()
        if self.after:
            self.before.append(self.decided)
            self.decided = self.after.pop()

    @rule()
    def decide_on_what_is_not_there(self) -> None:
        log = len(self.desk.log())
        try:
            self.desk.triage(UpdateRef("ap", "gone"), State.HELD)
        except CallWrong:
            assert len(self.desk.log()) == log

    # ── the machine ───────────────────────────────────────────────────────────────────────────────

    @rule()
    def reopen(self) -> None:
        self.desk.close()
        self.desk = self.open()

    @rule(left=st.binary(max_size=60).filter(lambda left: b"\n" not in left))
    def kill(self, left: bytes) -> None:
        """Leave what a kill would in the midst of a write."""
        self.desk.close()
        with (self.folder / JOURNAL).open("ab") as file:
            file.write(left + bytes(50))
        self.desk = self.open()

    @invariant()
    def nothing_is_lost(self) -> None:
        updates = {update.id: [version.title for version in update.versions] for update in self.desk.updates()}
        assert updates == self.seen
        standing = self.desk.standing()
        assert {ref.id: state for ref, state in standing.states.items()} == self.decided.states
        assert {ref.id for ref in standing.starred} == self.decided.starred
        assert {ref.id: incident for ref, incident in standing.moved.items()} == self.decided.moved
        assert {one.id: (one.title, one.status) for one in self.desk.incidents()} == self.decided.incidents
        notes = {ref.id: [one.act for one in every] for ref, every in standing.notes.items()}
        assert {
            name: [(act.text, act.version) for act in acts if isinstance(act, Note)] for name, acts in notes.items()
        } == self.decided.notes

    def teardown(self) -> None:
        self.desk.close()
        shutil.rmtree(self.folder)


TestNewsroom = Newsroom.TestCase
TestNewsroom.settings = settings(max_examples=25, stateful_step_count=25)
