"""How much each source gave."""

from __future__ import annotations

from datetime import UTC, datetime

from newsdesk.desk import Desk
from newsdesk.model import Update, Version
from newsdesk.store import Change
from newsdesk.store.memory import MemoryStore

AT = datetime(2031, 3, 14, 16, 0, tzinfo=UTC)


def test_the_updates_of_each_source_are_counted_and_a_silent_one_gave_none() -> None:
    store = MemoryStore()
    versions = (Version(title="Fire", body="", seen=AT, at=AT),)
    updates = tuple(
        Update(source=source, id=name, versions=versions) for source, name in (("a", "1"), ("a", "2"), ("b", "1"))
    )
    store.commit(Change(updates=updates))
    counts = Desk(store).counts()
    assert (counts["a"], counts["b"], counts["c"]) == (2, 1, 0)
