"""A desk through any sequence of commits, refusals, reopenings, compactions and looks, against a plain model."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from newsdesk.decisions import Decision
from newsdesk.desk_files import JOURNAL
from newsdesk.errors import DeskFull
from newsdesk.model import Health, Source, Update, UpdateRef
from newsdesk.store import Change, TinyStore, journal
from tests.store.acts import Failing
from tests.store.records import decision, health, source, update

NAMES = st.sampled_from(["reuters", "ap", "a b", "a", ""])
WORDS = st.sampled_from(["20 held", "25 held\n", "Ж" * 40, "x" * 900])
CHANGES = st.builds(
    lambda sources, healths, updates, decisions: (sources, healths, updates, decisions),
    st.lists(st.builds(source, NAMES, WORDS), max_size=2),
    st.lists(st.builds(health, NAMES, WORDS), max_size=2),
    st.lists(st.builds(update, st.sampled_from(["1", "b 1", "ж"]), NAMES, WORDS), max_size=3),
    st.lists(WORDS, max_size=2),
)
CALLS: dict[str, Callable[..., Any]] = {
    "os.pwrite": os.pwrite,
    "os.ftruncate": os.ftruncate,
    "newsdesk.store.journal.sync_data": journal.sync_data,
}
Drawn = tuple[list[Source], list[Health], list[Update], list[str]]


class Desk(RuleBasedStateMachine):
    """The store beside four dictionaries."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.sources: dict[str, Source] = {}
        self.healths: dict[str, Health] = {}
        self.updates: dict[UpdateRef, Update] = {}
        self.decisions: list[Decision] = []
        # Small, so that it is crossed often.
        self.patches = [patch.object(journal, "_WORTH_COMPACTING", 2000), patch.object(journal, "_RESERVE", 700)]
        for patched in self.patches:
            patched.start()
        self.store = TinyStore.open(self.folder)

    def change(self, drawn: Drawn) -> Change:
        sources, healths, updates, reasons = drawn
        first = len(self.decisions) + 1
        decisions = tuple(decision(first + at, reason) for at, reason in enumerate(reasons))
        return Change(sources=tuple(sources), healths=tuple(healths), updates=tuple(updates), decisions=decisions)

    @rule(drawn=CHANGES, call=st.sampled_from(list(CALLS)), refusals=st.lists(st.booleans(), max_size=4))
    def commit(self, drawn: Drawn, call: str, refusals: list[bool]) -> None:
        """Commit on a disk that may refuse: some refusals cost only the reserve, some the commit, none a part of it."""
        change = self.change(drawn)
        errors = [errno.ENOSPC if refused else None for refused in refusals]
        try:
            with patch(call, Failing(CALLS[call], *errors)):
                self.store.commit(change)
        except DeskFull:
            assert any(refusals)
            return
        self.sources |= {made.id: made for made in change.sources}
        self.healths |= {made.source: made for made in change.healths}
        self.updates |= {made.ref: made for made in change.updates}
        self.decisions += change.decisions

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = TinyStore.open(self.folder)

    @rule(left=st.binary(max_size=300).filter(lambda left: b"\n" not in left))
    def kill(self, left: bytes) -> None:
        """Leave what a kill would: the reserve, and a part of a line."""
        end = self.store._journal._contents.end
        self.store.close()
        with (self.folder / JOURNAL).open("r+b") as file:
            file.seek(end)
            file.write(left + bytes(100))
        self.store = TinyStore.open(self.folder)

    @rule()
    def compact(self) -> None:
        self.store.compact()

    @rule()
    def look(self) -> None:
        with closing(TinyStore.open(self.folder, read_only=True)) as reader:
            self.agree(reader)

    @invariant()
    def writer_agrees(self) -> None:
        self.agree(self.store)

    def agree(self, store: TinyStore) -> None:
        assert list(store.sources()) == list(self.sources.values())
        assert store.healths() == self.healths
        assert list(store.updates()) == list(self.updates.values())
        assert list(store.decisions()) == self.decisions
        assert store.update(UpdateRef("a", "b 1")) == self.updates.get(UpdateRef("a", "b 1"))

    def teardown(self) -> None:
        self.store.close()
        for patched in self.patches:
            patched.stop()
        shutil.rmtree(self.folder)


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=25, stateful_step_count=25)
