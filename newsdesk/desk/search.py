"""Answers a query: which of the desk's updates fit it, and in which order. Reads only what the query asks about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from newsdesk.desk.query import Has, Key, Order, Query
from newsdesk.incidents.corrections import correction
from newsdesk.ledger.records import Ledger, Verdict
from newsdesk.model import BriefUpdate, Incident, IncidentStatus, Source, Update, UpdateRef

if TYPE_CHECKING:
    from newsdesk.desk.answers import Answers


BETWEEN = "\0"
"""Stands in no name."""
NONE = "none"
"""What is asked for where an update is in no incident."""


def called(one: Source | Incident) -> str:
    """Title and id in one, in lower case: a part of either names it."""
    return f"{one.title}{BETWEEN}{one.id}".casefold()


class Search:
    """One query on rows of one desk as it stands; answered in as many steps as the asker likes."""

    def __init__(self, desk: Answers, query: Query, rows: Sequence[BriefUpdate]) -> None:
        self._desk = desk
        self._query = query
        self._rows = rows
        self._at = 0
        self._standing = desk.standing()
        self._titles = {source.id: called(source) for source in desk.sources(removed=True)}
        self._names = {name for names in self._titles.values() for name in names.split(BETWEEN)}
        self._stories = {story.id: called(story) for story in desk.incidents()}
        self._holds: dict[Key | None, Callable[[BriefUpdate, str], bool]] = {
            Key.SOURCE: lambda row, value: self._is_of(value, row.ref.source),
            Key.INCIDENT: lambda row, value: self._is_in(value, self._standing.incident_of(row.ref, row.incident)),
            Key.STATE: lambda row, value: desk.state(row.ref) == value,
            Key.HAS: self._has,
            Key.MEASURE: lambda row, value: any(one.measure == value for one in desk.figures(self._read(row.ref))),
            None: lambda row, value: value in self._read(row.ref).latest.text.casefold(),
        }
        self.found: list[UpdateRef] = []
        """The names of the updates that fit, in the order of the rows, so far."""

    def step(self, rows: int | None = None) -> bool:
        """Look at so many more rows, or at all; true when none is left."""
        till = len(self._rows) if rows is None else self._at + rows
        fits, holds = self._query.fits, self._holds
        self.found += [row.ref for row in self._rows[self._at : till] if fits(row, holds)]
        self._at = till
        return till >= len(self._rows)

    def _read(self, ref: UpdateRef) -> Update:
        return self._desk.update(ref)

    def _is_of(self, value: str, source: str) -> bool:
        names = self._titles.get(source, source)
        return value in names.split(BETWEEN) if value in self._names else value in names

    def _is_in(self, value: str, incident: str | None) -> bool:
        title = self._stories.get(incident or "")
        return value == NONE if title is None else value in title

    def _has(self, row: BriefUpdate, value: str) -> bool:
        ref = row.ref
        holds: dict[str, Callable[[], bool]] = {
            Has.STAR: lambda: ref in self._standing.starred,
            Has.NOTE: lambda: ref in self._standing.notes,
            Has.VANISHED: lambda: row.vanished,
            Has.EDITS: lambda: row.versions > 1,
            Has.CONFLICT: lambda: ref in self._conflicts,
            Has.COPIES: lambda: bool(self._desk.copies(self._read(ref))),
            Has.FIGURES: lambda: bool(self._desk.figures(self._read(ref))),
            Has.QUESTION: lambda: bool(row.questions and self._desk.questions(self._read(ref))),
            Has.CORRECTION: lambda: bool(correction(self._read(ref).latest.text)),
        }
        return holds[value]()

    @cached_property
    def _conflicts(self) -> set[UpdateRef]:
        """The updates that have a figure on a line in conflict, of whatever story that is not closed."""
        stories = [story.id for story in self._desk.incidents() if story.status is not IncidentStatus.CLOSED]
        return {
            claim.claim.update
            for story in stories
            for line in self._desk.ledger(story).lines
            if line.verdict is Verdict.CONFLICT
            for claim in line.origins
        }


def ordered(
    refs: Sequence[UpdateRef], order: Order, titles: dict[str, str], ledger: Ledger | None
) -> Sequence[UpdateRef]:
    """Names that come newest first, in another order; severity is that of the gravest line an update stands on."""
    match order:
        case Order.SOURCE:
            return sorted(refs, key=lambda ref: titles.get(ref.source, ref.source).casefold())
        case Order.SEVERITY if ledger is not None:
            grave: dict[UpdateRef, float] = defaultdict(float)
            for line in ledger.lines:
                for claim in line.origins:
                    grave[claim.claim.update] = max(grave[claim.claim.update], line.severity)
            return sorted(refs, key=lambda ref: -grave.get(ref, 0.0))
    return refs
