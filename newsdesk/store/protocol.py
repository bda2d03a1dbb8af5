"""What a store promises. Everything is put whole or appended; nothing is ever deleted.

A commit is all or nothing, and done when it returns. Records come back equal to what was put: their numbers are
finite and their texts hold no lone surrogate, as everything that passed the gate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from newsdesk.decisions import Decision, Look
from newsdesk.model import BriefUpdate, Health, Incident, Source, Update, UpdateRef


class Change(Struct, frozen=True, kw_only=True):
    """What one commit writes: decisions are appended, all others replace their like."""

    sources: tuple[Source, ...] = ()
    healths: tuple[Health, ...] = ()
    incidents: tuple[Incident, ...] = ()
    updates: tuple[Update, ...] = ()
    looks: tuple[Look, ...] = ()
    decisions: tuple[Decision, ...] = ()

    def require_continues(self, last: int) -> None:
        """Raise ValueError unless the decisions go on, one by one, from the id of the last that was decided."""
        ids = [decision.id for decision in self.decisions]
        if ids != list(range(last + 1, last + 1 + len(ids))):
            raise ValueError(f"the log goes on with decision {last + 1}, not with {ids}")

    def __bool__(self) -> bool:
        return any((self.sources, self.healths, self.incidents, self.updates, self.looks, self.decisions))


class Store(Protocol):
    """A desk's records. Reads never touch the disk; listings are in the order of first arrival."""

    def sources(self) -> Sequence[Source]:
        """All sources, removed ones too."""
        ...

    def healths(self) -> Mapping[str, Health]:
        """How each source went last, by its id; a source never polled has none."""
        ...

    def incidents(self) -> Sequence[Incident]:
        """All incidents."""
        ...

    def updates(self) -> Sequence[Update]:
        """All updates."""
        ...

    def briefs(self) -> Iterable[BriefUpdate]:
        """All updates without their words, for a third of the time."""
        ...

    def update(self, ref: UpdateRef) -> Update | None:
        """One update by its name."""
        ...

    def looks(self) -> Sequence[Look]:
        """When each editor last looked at each incident."""
        ...

    def decisions(self) -> Sequence[Decision]:
        """The log, oldest first."""
        ...

    def commit(self, change: Change) -> None:
        """Write a change, durably and whole. Raises DeskFull, DeskLocked, DeskDamaged or DeskError where it cannot, and
        ValueError where its decisions do not continue the log; then nothing was changed."""
        ...

    def close(self) -> None:
        """Release the lock and the files. A closed store refuses to commit."""
        ...
