"""What the screen shows at one moment, asked from the desk at once and then only read.

Pure: the desk's answers in, one frozen record out. Panes are handed a scene and draw it; none asks the desk itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from newsdesk.decisions import FigureRef, Standing, figure_ref
from newsdesk.desk import Desk
from newsdesk.desk.index import Listing
from newsdesk.desk.looks import News
from newsdesk.desk.query import Order
from newsdesk.ledger.records import PAST, Check, Claim, Ledger, Line, OriginClaim, Status, Verdict
from newsdesk.model import (
    Figure,
    Health,
    Incident,
    IncidentStatus,
    LineKey,
    Outcome,
    Source,
    State,
    Update,
    UpdateRef,
)
from newsdesk.settings import Settings
from newsdesk.tui.keys import TABLE, Key

LATE = Settings().late
"""A source that was not reached for longer than this is shown as stale, until a person sets other rounds."""


class View(Struct, frozen=True, kw_only=True):
    """What a person looks at."""

    incident: str | None = None
    """Null: every update, whatever its incident."""
    as_of: datetime | None = None
    find: str = ""
    """A query; see newsdesk.desk.query."""
    order: Order = Order.TIME


class SourceRow(Struct, frozen=True, kw_only=True):
    """A source with how it does."""

    source: Source
    health: Health
    count: int
    """Updates it gave until the view's moment, of whatever incident."""
    late: bool = False

    @property
    def failing(self) -> bool:
        """Whether its last round failed; one that is paused has none."""
        return self.health.outcome is Outcome.FAILED and not self.source.paused


class Placed(NamedTuple):
    """The line on which a figure stands, and what its origin says there with it."""

    line: Line
    said: OriginClaim


class Scene(Struct, frozen=True, kw_only=True):
    """All that the panes draw."""

    view: View
    table: Sequence[Key] = TABLE
    """The acts with this person's keys, which the panes name."""
    now: datetime
    """The moment that ages count from: the view's, or the desk's clock."""
    incident: Incident | None = None
    ledger: Ledger | None = None
    updates: Listing
    """As the view filters and orders them; an editor's act on one of them leaves the list as it is."""
    strayed: frozenset[UpdateRef] = frozenset()
    """Those of them that what was decided since has put outside what the view asks for: in sight, and not counted."""
    whole: Listing
    """All that the view is of, newest first, whatever it filters: what is counted."""
    sources: tuple[SourceRow, ...] = ()
    outlets: dict[str, str] = {}
    """The titles of sources by their ids, the removed ones too: what they said stays."""
    standing: Standing
    reopened: frozenset[UpdateRef] = frozenset()
    """Accepted updates whose publishers have changed their figures since."""
    places: dict[FigureRef, Placed] = {}
    """Where a figure in print stands."""
    copied: dict[UpdateRef, UpdateRef] = {}
    """The updates that copy another, each with the first in print of its words."""
    news: News | None = None
    """What moved since the editor last looked; null at the first look, and in the past."""
    questions: int = 0
    """Numbers of the view's incident that the reader left open."""
    suggested: int = 0
    """Stories that nobody has opened or dismissed."""
    year: int
    """The year that a row of the list takes for granted: the one that all of them are of, else that of now."""
    years: bool = False
    """Whether some of the updates are of another."""
    new: int = 0
    """Updates that nobody has triaged, of all that the view is of."""
    reading: bool = False
    """The figures of the incident are still being laid side by side."""
    empty: bool = False
    """Nothing at all is on the desk."""

    @property
    def conflicts(self) -> int:
        """Lines whose origins truly disagree."""
        return sum(line.verdict is Verdict.CONFLICT for line in self.ledger.lines) if self.ledger else 0

    @property
    def failing(self) -> int:
        """Sources whose last round failed."""
        return sum(row.failing for row in self.sources)

    def is_party(self, source: Source) -> bool:
        """Whether a source is a party to the event: by any name that the ledger has for one, until then by the file."""
        own = self.ledger.parties if self.ledger else self.incident.parties if self.incident else ()
        merged = [one.name for party in own for one in self.ledger.names.get(party, ())] if self.ledger else []
        return not {source.title, source.id}.isdisjoint((*own, *merged))

    def line(self, key: LineKey) -> Line | None:
        """The line of that key, if it is there now."""
        return next((line for line in self.ledger.lines if line.key == key), None) if self.ledger else None

    def check(self, check: Check) -> Check | None:
        """A check as it stands now: the one of its kind on its line; null where all adds up."""
        there = self.ledger.checks if self.ledger else ()
        alike = [one for one in there if (one.kind, one.status, one.key) == (check.kind, check.status, check.key)]
        return check if check in alike else next(iter(alike), None)

    def source(self, source: str) -> SourceRow | None:
        """The row of that source, if it is listed."""
        return next((row for row in self.sources if row.source.id == source), None)

    def state(self, ref: UpdateRef) -> State:
        """Where an update stands in triage."""
        return State.NEW if ref in self.reopened else self.standing.state(ref)

    def version(self, update: Update) -> int:
        """The number of the version that stood at the view's moment."""
        return update.version_at(self.view.as_of)

    def figures(self, update: Update, version: int) -> tuple[Figure, ...]:
        """The figures of a version as they stand after corrections."""
        return self.standing.figures(update.ref, version, update.versions[version].reading.figures)

    def line_of(self, update: Update, version: int, figure: Figure) -> Line | None:
        """The line on which a figure stands; where the ledger shows other words for it, the one of what it counts."""
        there = self.placed(update, version, figure)
        if there is not None:
            return there.line
        key = LineKey(figure.measure, tuple(sorted(figure.scope)), figure.side)
        return self.line(key)

    def placed(self, update: Update, version: int, figure: Figure) -> Placed | None:
        """Where a figure stands, if it stands on a line."""
        return self.places.get(figure_ref(update.ref, version, figure))

    def copied_from(self, ref: UpdateRef) -> str:
        """The outlet whose words an update copies; empty where its words are its own."""
        first = self.copied.get(ref)
        return self.outlet(first.source) if first is not None else ""

    def outlet(self, source: str) -> str:
        """The name of an update's source as the table shows it."""
        return self.outlets.get(source, source)


def default_incident(desk: Desk) -> str | None:
    """The incident to look at while nobody has picked one: the open one that was opened last."""
    found = [one.id for one in desk.incidents() if one.status is not IncidentStatus.CLOSED]
    return found[-1] if found else None


def followed(desk: Desk, view: View, *, picked: bool) -> View:
    """A view on what its incident is by now: merged into another, it is that; gone, or never picked, the default."""
    incident = desk.standing().heir(view.incident)
    gone = incident is not None and incident not in (one.id for one in desk.incidents())
    if gone or (incident is None and not picked):
        incident = default_incident(desk)
    return view if incident == view.incident else replace(view, incident=incident)


def survey(
    desk: Desk,
    view: View,
    listed: Listing | None = None,
    whole: Listing | None = None,
    *,
    quick: bool = False,
    late: timedelta = LATE,
    table: Sequence[Key] = TABLE,
) -> Scene:
    """Ask the desk for everything the panes draw; `listed` and `whole` spare a pass over the updates where they hold.

    A quick one leaves what takes long, the figures of an incident and all that follows from them, to the next.
    """
    incident = next((one for one in desk.incidents() if one.id == view.incident), None)
    ledger = desk.ledger(incident.id, as_of=view.as_of) if incident and not quick else None
    if listed is None:
        listed = desk.updates(incident=view.incident, find=view.find, as_of=view.as_of, order=view.order)
    now = view.as_of or desk.clock()
    sources = source_rows(desk, now, late, view.as_of)
    if whole is None:
        whole = listed
        if view.find or view.order is not Order.TIME:
            whole = desk.updates(incident=view.incident, as_of=view.as_of)
    ends = {one.latest.at.year for one in (*whole[:1], *whole[-1:])}
    year = next(iter(ends)) if len(ends) == 1 else now.year
    return Scene(
        view=view,
        table=table,
        now=now,
        year=year,
        incident=incident,
        ledger=ledger,
        updates=listed,
        strayed=desk.strayed(view.find, listed),
        whole=whole,
        sources=sources,
        outlets={source.id: source.title for source in desk.sources(removed=True)},
        standing=desk.standing(),
        reopened=desk.reopened(),
        places=dict(_places(ledger)) if ledger else {},
        copied=desk.copied(incident.id) if ledger is not None and incident else {},
        news=desk.news(incident.id) if ledger is not None and incident and view.as_of is None else None,
        questions=len(desk.open_questions(incident.id, as_of=view.as_of)) if incident else 0,
        suggested=0 if quick else len(desk.suggestions()),
        years=not ends <= {year},
        new=new_among(desk, whole),
        reading=incident is not None and quick,
        empty=not sources and not whole and not desk.incidents(),
    )


def with_acts(desk: Desk, scene: Scene) -> Scene:
    """A scene with what an editor has just done to its updates; its ledger is still the one from before."""
    return replace(scene, standing=desk.standing(), reopened=desk.reopened(), new=new_among(desk, scene.whole))


def with_former_figures(scene: Scene, former: Scene) -> Scene:
    """A scene whose figures are still being read, with those there were of the same incident at the same moment."""
    if (
        not scene.reading
        or former.ledger is None
        or (scene.incident, scene.view.as_of) != (former.incident, former.view.as_of)
    ):
        return scene
    known = {name: getattr(former, name) for name in ("ledger", "places", "copied", "news")}
    return replace(scene, **known, reading=False)


def new_among(desk: Desk, listed: Listing) -> int:
    """How many of these updates wait for triage."""
    triaged = {ref for ref, state in desk.standing().states.items() if state is not State.NEW} - desk.reopened()
    return len(listed) - len(triaged & listed.names)


def source_rows(desk: Desk, now: datetime, late: timedelta, as_of: datetime | None = None) -> tuple[SourceRow, ...]:
    """Sources with their health: the failing first, then the late, then the others in their order.

    The store knows what each had given by a moment, and only of the last round how it went.
    """
    counts = desk.counts(as_of)
    rows = [
        SourceRow(
            source=source,
            health=(health := desk.health(source.id)),
            count=counts[source.id],
            late=health.succeeded is not None
            and bool(source.address)
            and not source.paused
            and now - health.succeeded > late,
        )
        for source in desk.sources()
    ]
    return tuple(sorted(rows, key=lambda row: (not row.failing, not row.late)))


def _places(ledger: Ledger) -> Iterator[tuple[FigureRef, Placed]]:
    for line in reversed(ledger.lines):
        for said in line.origins:
            yield place(said.claim), Placed(line, said)


def place(claim: Claim) -> FigureRef:
    """The name of the figure that a claim is."""
    return figure_ref(claim.update, claim.version, claim.figure)


def in_table(line: Line) -> dict[str, OriginClaim]:
    """What each origin's cell of a line shows: the first, and so the weightiest, of its claims that is not past."""
    cells: dict[str, OriginClaim] = {}
    for said in line.origins:
        if said.status not in PAST:
            cells.setdefault(said.origin, said)
    return cells


WEIGHT = {Status.CURRENT: 6, Status.GARBLED: 6, Status.STALE: 2, Status.BESIDE: 1}
"""How much a cell that stands so speaks for its origin's column."""


def columns(ledger: Ledger) -> tuple[list[str], list[str]]:
    """The origins that the table gives a column, those that count on most lines first, and the parties apart."""
    weight: dict[str, int] = {}
    parties: set[str] = set()
    for rank, line in enumerate(ledger.lines):
        for origin, said in in_table(line).items():
            told = WEIGHT[said.status] * (2 if line.severity > 0 else 1)
            weight[origin] = weight.get(origin, 0) + told * 1000 + len(ledger.lines) - rank
            if said.party:
                parties.add(origin)
    order = sorted(weight, key=lambda origin: (-weight[origin], origin))
    return [name for name in order if name not in parties], [name for name in order if name in parties]
