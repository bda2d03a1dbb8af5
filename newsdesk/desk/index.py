"""What the desk must know of every update without looking into it: when, whose, where. Kept in memory, in step.

A desk of 50,000 updates answers "which, in what order" from here and reads only those that are looked at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from datetime import datetime
from functools import cached_property
from typing import overload

from newsdesk.incidents.differences import last_shift
from newsdesk.model import BriefUpdate, Update, UpdateRef


class Index:
    """All updates in brief, by name and in the order of their newest versions."""

    def __init__(self, updates: Iterable[BriefUpdate], read: Callable[[UpdateRef], Update | None]) -> None:
        """`read` gives the words of the few that have several versions: which of them brought other figures?"""
        self._rows = {row.ref: row for row in updates}
        self._shifted: dict[UpdateRef, int] = {}
        for row in self._rows.values():
            if row.versions > 1 and (update := read(row.ref)) is not None:
                self._shifted[row.ref] = last_shift(update)
        self._arrived = list(self._rows)
        self._order = sorted((row.at, ref) for ref, row in self._rows.items())
        self._newest = [ref for _, ref in reversed(self._order)]
        """The names in that order turned round."""
        self._of: dict[str, list[UpdateRef]] = {}
        self._led: dict[str | None, dict[UpdateRef, None]] = {}
        for ref, row in self._rows.items():
            self._of.setdefault(ref.source, []).append(ref)
            self._led.setdefault(row.incident, {})[ref] = None

    def put(self, updates: Iterable[Update]) -> None:
        """Take new updates, and those that changed."""
        for update in updates:
            row = BriefUpdate.of(update)
            former = self._rows.get(row.ref)
            self._rows[row.ref] = row
            if row.versions > 1:
                self._shifted[row.ref] = last_shift(update)
            if former is None:
                self._arrived.append(row.ref)
                self._of.setdefault(row.ref.source, []).append(row.ref)
            else:
                del self._led[former.incident][row.ref]
                at = bisect_left(self._order, (former.at, former.ref))
                del self._order[at], self._newest[len(self._newest) - 1 - at]
            self._led.setdefault(row.incident, {})[row.ref] = None
            at = bisect_left(self._order, (row.at, row.ref))
            self._order.insert(at, (row.at, row.ref))
            self._newest.insert(len(self._newest) - at, row.ref)

    def arrived(self) -> list[UpdateRef]:
        """Every update's name, in the order in which they were first stored; not to be changed."""
        return self._arrived

    def newest_first(self) -> Iterator[BriefUpdate]:
        """Every row, newest version first."""
        return map(self._rows.__getitem__, self._newest)

    def refs(self) -> list[UpdateRef]:
        """Every name, newest version first."""
        return self._newest.copy()

    def names(self) -> Set[UpdateRef]:
        """Every name, to look among; goes with what arrives."""
        return self._rows.keys()

    def led_to(self, incidents: Iterable[str]) -> Iterator[UpdateRef]:
        """The names of the updates whose words led to one of these incidents."""
        return (ref for incident in incidents for ref in self._led.get(incident, ()))

    def row(self, ref: UpdateRef) -> BriefUpdate | None:
        """One row by the update's name."""
        return self._rows.get(ref)

    def shifted(self, ref: UpdateRef) -> int:
        """The number of an update's newest version that brought other figures than the one before it; else 0."""
        return self._shifted.get(ref, 0)

    def counts(self, as_of: datetime | None = None) -> Counter[str]:
        """How many updates each source gave, or had given by a moment, by its id."""
        if as_of is not None:
            return Counter(ref.source for ref, row in self._rows.items() if row.first <= as_of)
        return Counter({source: len(refs) for source, refs in self._of.items()})

    def of(self, source: str) -> Iterator[BriefUpdate]:
        """The rows of one source, in the order of their arrival."""
        return (self._rows[ref] for ref in self._of.get(source, ()))


class Listing(Sequence[Update]):
    """Updates of which each is read when it is looked at."""

    def __init__(
        self,
        refs: Sequence[UpdateRef],
        read: Callable[[UpdateRef], Update],
        names: Set[UpdateRef] | None = None,
        *,
        decided: int = 0,
    ) -> None:
        self.refs = refs
        """The names alone, in order."""
        self._read = read
        self._names = names
        self.decided = decided
        """How many decisions were known when it was made."""

    @cached_property
    def names(self) -> Set[UpdateRef]:
        """The names, to look among."""
        return frozenset(self.refs) if self._names is None else self._names

    def place(self, ref: UpdateRef) -> int | None:
        """Where an update stands in the list, from 0; null where it does not."""
        try:
            return self.refs.index(ref)
        except ValueError:
            return None

    def __len__(self) -> int:
        return len(self.refs)

    @overload
    def __getitem__(self, at: int) -> Update: ...
    @overload
    def __getitem__(self, at: slice) -> Listing: ...
    def __getitem__(self, at: int | slice) -> Update | Listing:
        return Listing(self.refs[at], self._read) if isinstance(at, slice) else self._read(self.refs[at])
