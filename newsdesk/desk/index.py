"""What the desk must know of every update without looking into it: when, whose, where. Kept in memory, in step.

A desk of 50,000 updates answers "which, in what order" from here and reads only those that are looked at.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from typing import NamedTuple, overload

from newsdesk.incidents.differences import last_shift
from newsdesk.model import Update, UpdateRef


class Row(NamedTuple):
    """An update in brief."""

    ref: UpdateRef
    at: datetime
    """Of its newest version."""
    first: datetime
    """Of its oldest version."""
    versions: int
    shifted: int
    """The number of the newest version that brought other figures than the one before it; 0 where none did."""
    incident: str | None
    """Where its words led."""
    group: str
    """The group of like updates that it is in."""
    vanished: bool
    figures: int
    """Figures that the reader found in its newest version."""
    questions: int
    """Numbers that the reader left open in its newest version."""


class Index:
    """All updates in brief, by name and in the order of their newest versions."""

    def __init__(self, updates: Iterable[Update]) -> None:
        self._rows = {update.ref: _row(update) for update in updates}
        self._arrived = list(self._rows)
        self._order = sorted((row.at, ref) for ref, row in self._rows.items())
        self._of: dict[str, list[UpdateRef]] = {}
        self._led: dict[str | None, dict[UpdateRef, None]] = {}
        for ref, row in self._rows.items():
            self._of.setdefault(ref.source, []).append(ref)
            self._led.setdefault(row.incident, {})[ref] = None

    def put(self, updates: Iterable[Update]) -> None:
        """Take new updates, and those that changed."""
        for update in updates:
            row = _row(update)
            former = self._rows.get(row.ref)
            self._rows[row.ref] = row
            if former is None:
                self._arrived.append(row.ref)
                self._of.setdefault(row.ref.source, []).append(row.ref)
            else:
                del self._led[former.incident][row.ref]
                del self._order[bisect_left(self._order, (former.at, former.ref))]
            self._led.setdefault(row.incident, {})[row.ref] = None
            insort(self._order, (row.at, row.ref))

    def arrived(self) -> list[UpdateRef]:
        """Every update's name, in the order in which they were first stored; not to be changed."""
        return self._arrived

    def newest_first(self) -> Iterator[Row]:
        """Every row, newest version first."""
        return map(self._rows.__getitem__, self.refs())

    def refs(self) -> list[UpdateRef]:
        """Every name, newest version first."""
        return [ref for _, ref in reversed(self._order)]

    def led_to(self, incidents: Iterable[str]) -> Iterator[UpdateRef]:
        """The names of the updates whose words led to one of these incidents."""
        return (ref for incident in incidents for ref in self._led.get(incident, ()))

    def row(self, ref: UpdateRef) -> Row | None:
        """One row by the update's name."""
        return self._rows.get(ref)

    def counts(self) -> Counter[str]:
        """How many updates each source gave, by its id."""
        return Counter({source: len(refs) for source, refs in self._of.items()})

    def of(self, source: str) -> Iterator[Row]:
        """The rows of one source, in the order of their arrival."""
        return (self._rows[ref] for ref in self._of.get(source, ()))


class Listing(Sequence[Update]):
    """Updates of which each is read when it is looked at."""

    def __init__(self, refs: Sequence[UpdateRef], read: Callable[[UpdateRef], Update]) -> None:
        self.refs = refs
        """The names alone, in order."""
        self._read = read

    @cached_property
    def names(self) -> frozenset[UpdateRef]:
        """The names, to look among."""
        return frozenset(self.refs)

    def place(self, ref: UpdateRef) -> int | None:
        """Where an update stands in the list, from 0; null where it does not."""
        return self.refs.index(ref) if ref in self.names else None

    def __len__(self) -> int:
        return len(self.refs)

    @overload
    def __getitem__(self, at: int) -> Update: ...
    @overload
    def __getitem__(self, at: slice) -> Listing: ...
    def __getitem__(self, at: int | slice) -> Update | Listing:
        return Listing(self.refs[at], self._read) if isinstance(at, slice) else self._read(self.refs[at])


def _row(update: Update) -> Row:
    versions = update.versions
    shifted = last_shift(update) if len(versions) > 1 else 0
    return Row(
        update.ref,
        update.latest.at,
        versions[0].at,
        len(versions),
        shifted,
        update.incident,
        update.group,
        update.vanished is not None,
        len(update.latest.reading.figures),
        len(update.latest.reading.questions),
    )
