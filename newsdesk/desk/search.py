"""Answers a query: which of the desk's updates fit it, and in which order. Reads only what the query asks about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from newsdesk.desk.index import Row
from newsdesk.desk.query import Has, Key, Order, Query
from newsdesk.incidents.corrections import correction
from newsdesk.ledger.records import Ledger, Verdict
from newsdesk.model import IncidentStatus, Update, UpdateRef

if TYPE_CHECKING:
    from newsdesk.desk.answers import Answers


class Search:
    """One query on one desk as it stands."""

    def __init__(self, desk: Answers, query: Query) -> None:
        self._desk = desk
        self._query = query
        self._standing = desk.standing()
        self._titles = {source.id: f"{source.title}\0{source.id}".casefold() for source in desk.sources(removed=True)}
        self._stories = {story.id: f"{story.title}\0{story.id}".casefold() for story in desk.incidents()}

    def fitting(self, rows: Iterable[Row]) -> list[UpdateRef]:
        """The names of the updates that fit, in the order of the rows."""
        return [row.ref for row in rows if self._query.fits(self._facts(row))] if self._query else [r.ref for r in rows]

    def _facts(self, row: Row) -> dict[Key | None, Callable[[str], bool]]:
        ref = row.ref
        return {
            Key.SOURCE: lambda value: value in self._titles.get(ref.source, ref.source),
            Key.INCIDENT: lambda value: self._is_in(value, self._standing.incident_of(ref, row.incident)),
            Key.STATE: lambda value: self._desk.state(ref) == value,
            Key.HAS: lambda value: self._has(row, value),
            Key.MEASURE: lambda value: any(one.measure == value for one in self._desk.figures(self._read(ref))),
            None: lambda value: value in self._read(ref).latest.text.casefold(),
        }

    def _read(self, ref: UpdateRef) -> Update:
        return self._desk.update(ref)

    def _is_in(self, value: str, incident: str | None) -> bool:
        title = self._stories.get(incident or "")
        return value == "none" if title is None else value in title

    def _has(self, row: Row, value: str) -> bool:
        ref = row.ref
        holds: dict[str, Callable[[], bool]] = {
            Has.STAR: lambda: ref in self._standing.starred,
            Has.NOTE: lambda: ref in self._standing.notes,
            Has.VANISHED: lambda: row.vanished,
            Has.EDITS: lambda: row.versions > 1,
            Has.CONFLICT: lambda: ref in self._conflicts,
            Has.FIGURES: lambda: bool(self._desk.figures(self._read(ref))),
            Has.QUESTION: lambda: bool(self._read(ref).latest.reading.questions),
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


def ordered(refs: list[UpdateRef], order: Order, titles: dict[str, str], ledger: Ledger | None) -> list[UpdateRef]:
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
