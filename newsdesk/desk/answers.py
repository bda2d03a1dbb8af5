"""What the desk can be asked. Answered from memory; nothing here changes anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from newsdesk import ledger as ledgers
from newsdesk.collector import paused
from newsdesk.decisions import Decision, OpenIncident
from newsdesk.desk import names
from newsdesk.desk.carried import Carried
from newsdesk.desk.index import Listing, Row
from newsdesk.desk.query import Order, parse
from newsdesk.desk.records import Records
from newsdesk.desk.search import Search, ordered
from newsdesk.errors import CallWrong
from newsdesk.incidents import Watch
from newsdesk.incidents.grouping import WINDOW
from newsdesk.incidents.suggestions import Suggestion, suggest
from newsdesk.ledger.records import Gathered, Ledger
from newsdesk.model import Figure, Health, Incident, Question, Source, State, Update, UpdateRef


class Asked(NamedTuple):
    """An open question where it stands."""

    update: Update
    number: int
    """Among those of the update's newest version, from 1."""
    question: Question


class Output(NamedTuple):
    """What a source gave."""

    updates: int
    daily: float
    """Updates a day in the seven days up to its newest, or since its first where that is less."""
    figures: int
    """In the newest versions of its updates."""


DAY, WEEK = timedelta(days=1), timedelta(days=7)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Answers(Records):
    """Queries on a desk."""

    def sources(self, *, removed: bool = False) -> list[Source]:
        """The sources in the order they were added; with `removed`, those too that were removed."""
        return [source for source in self._every_source() if removed or not source.removed]

    def source(self, source: str) -> Source:
        """A source by its id or title, whatever the case. Raises CallWrong."""
        return names.pick(source, self.sources(), "source", lambda one: (one.id, one.title))

    def health(self, source: str) -> Health:
        """How a source went last; `never` before the first time."""
        return self._store.healths().get(source, Health(source=source))

    def incidents(self, known_at: datetime | None = None) -> list[Incident]:
        """All incidents that stand, or stood at a moment; those that came with their feeds first."""
        return self.standing(known_at).incidents(self._store.incidents())

    def watch(self) -> Watch:
        """What leads an update to its incident."""
        return Watch(self.standing().watched(self._store.incidents()))

    def _every_incident(self) -> list[Incident]:
        """Those too that were undone or merged: their names stay taken."""
        opened = (one.opened for each in self._store.decisions() for one in each.acts if isinstance(one, OpenIncident))
        return [*self._store.incidents(), *opened]

    def incident(self, incident: str) -> Incident:
        """An incident by its id or title. Raises CallWrong."""
        return names.pick(incident, self.incidents(), "incident", lambda one: (one.id, one.title))

    def update(self, ref: UpdateRef) -> Update:
        """An update by its name. Raises CallWrong."""
        found = self._store.update(ref)
        if found is None:
            raise CallWrong(f"There is no update {ref.id} of {ref.source}.", "List them with: newsdesk updates list")
        return found

    def find_update(self, handle: str) -> Update:
        """An update by its handle (see `names.handle`), or by "source/id". Raises CallWrong."""
        return names.find_update(handle, self._store.updates())

    def updates(
        self,
        *,
        incident: str | None = None,
        source: str | None = None,
        state: State | None = None,
        find: str = "",
        edited: bool = False,
        as_of: datetime | None = None,
        order: Order = Order.TIME,
    ) -> Listing:
        """Updates that fit every condition, newest first; `find` is a query. Raises CallWrong for one that is none."""
        if incident is None and as_of is None and not (find or source or state or edited):
            return self.listing(self._index.refs(), order=order, names=self._index.names())
        rows = [
            row
            for row in self._rows(incident, as_of)
            if (source is None or row.ref.source == source)
            and (state is None or self.state(row.ref) is state)
            and (not edited or row.versions > 1)
        ]
        refs = [row.ref for row in rows]
        if find:
            search = Search(self, parse(find), rows)
            search.step()
            refs = search.found
        return self.listing(refs, incident=incident, as_of=as_of, order=order)

    def search(self, find: str, *, incident: str | None = None, as_of: datetime | None = None) -> Search:
        """The answer to a query, for who cannot wait for it in one piece. Raises CallWrong for one that is none."""
        return Search(self, parse(find), list(self._rows(incident, as_of)))

    def fitting(self, find: str, refs: Iterable[UpdateRef]) -> list[UpdateRef]:
        """Those of some updates that fit a query, in their order. Raises CallWrong for one that is none."""
        search = Search(self, parse(find), [row for ref in refs if (row := self._index.row(ref)) is not None])
        search.step()
        return search.found

    def listing(
        self,
        refs: Sequence[UpdateRef],
        *,
        incident: str | None = None,
        as_of: datetime | None = None,
        order: Order = Order.TIME,
        names: Set[UpdateRef] | None = None,
    ) -> Listing:
        """Updates by their names, which come newest first, in an order; the gravest lines are those of the incident."""
        if order is not Order.TIME:
            titles = {one.id: one.title for one in self.sources(removed=True)}
            refs = ordered(refs, order, titles, self.ledger(incident, as_of=as_of) if incident else None)
        return Listing(refs, self.update, names)

    def _rows(self, incident: str | None, as_of: datetime | None = None) -> Iterable[Row]:
        """What there is in brief of an incident's updates, or of all, that were out at a moment; newest first."""
        if incident is None:
            rows: Iterable[Row] = self._index.newest_first()
        else:
            standing, row_of = self.standing(), self._index.row
            led = self._index.led_to(standing.parts_of(incident))
            among = (row for ref in {*led, *standing.moved} if (row := row_of(ref)) is not None)
            there = (row for row in among if standing.incident_of(row.ref, row.incident) == incident)
            rows = sorted(there, key=lambda row: (row.at, row.ref), reverse=True)
        return rows if as_of is None else (row for row in rows if row.first <= as_of)

    def recent(self, source: str, since: datetime) -> list[Update]:
        """The updates of a source whose newest version is not older, and those that have vanished."""
        return [self.update(row.ref) for row in self._index.of(source) if row.at >= since or row.vanished]

    def moments(self, incident: str | None) -> list[datetime]:
        """When the updates of an incident, or of all, first came and last changed; oldest first, each once."""
        return sorted({at for row in self._rows(incident) for at in (row.first, row.at)})

    def counts(self) -> Counter[str]:
        """How many updates each source gave, by its id."""
        return self._index.counts()

    def output(self, source: str) -> Output:
        """What a source gave: counted from what is stored, its figures as they were read."""
        rows = list(self._index.of(source))
        came = [row.first for row in rows]
        last, begun = max(came, default=EPOCH), min(came, default=EPOCH)
        days = min(max((last - begun) / DAY, 1.0), WEEK / DAY)
        return Output(len(rows), sum(last - WEEK < at for at in came) / days, sum(row.figures for row in rows))

    def incident_of(self, update: Update) -> str | None:
        """The incident an update belongs to: where an editor moved it, else where its words led, if that is there."""
        found = self.standing().incident_of(update.ref, update.incident)
        return found if found in self._stories() else None

    def arrived(self) -> list[UpdateRef]:
        """The names of all updates in the order in which they were first stored; not to be changed."""
        return self._index.arrived()

    def place(self, ref: UpdateRef) -> str | None:
        """The incident of an update, else its group; null where an editor put it out of every incident."""
        row, standing = self._index.row(ref), self.standing()
        if row is None or (ref in standing.moved and standing.moved[ref] is None):
            return None
        found = standing.incident_of(ref, row.incident)
        return found if found in self._stories() else row.group or None

    def suggestions(self) -> list[Suggestion]:
        """The groups of late arrivals that look like incidents and that no editor has dismissed; largest first."""
        if self._suggested is None:
            groups: dict[str, list[UpdateRef]] = {}
            moved, row_of = self.standing().moved, self._index.row
            for ref in self.arrived()[-WINDOW:]:
                row = row_of(ref)
                if row is None or not row.group:
                    continue
                # The most were never led nor moved.
                place = self.place(ref) if row.incident or ref in moved else row.group
                if place is not None and place not in self._stories() and place not in self.standing().dismissed:
                    groups.setdefault(place, []).append(ref)
            found = (self._suggest(name, refs) for name, refs in groups.items() if refs[1:])
            self._suggested = sorted((one for one in found if one), key=lambda one: (-len(one.updates), one.id))
        return self._suggested

    def _suggest(self, group: str, refs: Sequence[UpdateRef]) -> Suggestion | None:
        """What a group would be; read anew only where it has other updates, or other versions of them."""
        stamp = tuple(row.versions for ref in refs if (row := self._index.row(ref)))
        former = self._weighed.get(group)
        if former is None or former[:2] != (refs, stamp):
            former = self._weighed[group] = (refs, stamp, suggest(group, [self.update(ref) for ref in refs]))
        return former[2]

    def state(self, ref: UpdateRef) -> State:
        """Where an update stands in triage: one accepted is new again when its publisher changes its figures."""
        return State.NEW if ref in self.reopened() else self.standing().state(ref)

    def reopened(self) -> frozenset[UpdateRef]:
        """The updates that were accepted and wait again: their publisher has changed their figures since."""
        if self._again is None:
            standing, row_of = self.standing(), self._index.row
            self._again = frozenset(
                ref
                for ref, version in standing.triaged.items()
                if standing.states[ref] is State.ACCEPTED and (row := row_of(ref)) and row.shifted > version
            )
        return self._again

    def figures(self, update: Update, version: int = -1) -> tuple[Figure, ...]:
        """The figures of a version (the newest by default) as they stand: corrected, struck and added by editors."""
        number = version % len(update.versions)
        return self.standing().figures(update.ref, number, update.versions[number].reading.figures)

    def questions(self, update: Update, version: int = -1) -> tuple[Question, ...]:
        """The numbers of a version (the newest by default) that the reader left open and nobody has settled."""
        number = version % len(update.versions)
        return self.standing().questions(update.ref, number, update.versions[number].reading.questions)

    def open_questions(self, incident: str | None = None) -> list[Asked]:
        """What is open in the newest versions of an incident's updates, or of all; newest update first."""
        asking = (self.update(row.ref) for row in self._rows(incident) if row.questions)
        return [Asked(update, *one) for update in asking for one in enumerate(self.questions(update), 1)]

    def ledger(self, incident: str, *, as_of: datetime | None = None, known_at: datetime | None = None) -> Ledger:
        """All lines of an incident as of a moment, gravest first. Raises CallWrong for an unknown incident.

        Without `as_of` the present is the newest claim: an old story opened today is not stale for being old.
        """
        key = (incident, as_of, known_at, self.patience)
        if key not in self._ledgers:
            story = self._story(incident, known_at)
            self._ledgers[key] = ledgers.build(
                self._claims_of(story, known_at),
                story,
                as_of=as_of,
                known_at=known_at,
                standing=self.standing(known_at),
                patience=self.patience,
                year=(as_of or self.clock()).year,
            )
        return self._ledgers[key]

    def _story(self, incident: str, known_at: datetime | None) -> Incident:
        """An incident as it stood at a moment; one opened since is there, and held nothing. Raises CallWrong."""
        there = {one.id: one for one in self.incidents()}
        if known_at is not None:
            there |= {one.id: one for one in self.incidents(known_at)}
        among = list(there.values())
        return names.pick(incident, among, "incident", lambda one: (one.id, one.title))

    def _claims_of(self, story: Incident, known_at: datetime | None) -> Gathered:
        """All claims of an incident, of whatever moment; what is known now is gathered once for every moment."""
        if known_at is not None and story.id not in (one.id for one in self.incidents(known_at)):
            return Gathered()
        return self._gathered(story, known_at)[0]

    def gather(self, incident: str) -> Iterator[None]:
        """Gather in steps what the ledger of an incident takes longest for. Raises CallWrong for an unknown incident.

        What is stored meanwhile ends it early: the ledger then gathers for itself.
        """
        story = self._story(incident, None)
        if story.id not in self._claims:
            began, carried = self._commits, self._nothing_carried()
            for _ in carried.take(self.updates(incident=story.id)):
                yield
                if self._commits != began:
                    return
            self._claims[story.id] = self._claims_in(story, self.updates(incident=story.id), carried), carried

    def _gathered(self, story: Incident, known_at: datetime | None = None) -> tuple[Gathered, Carried]:
        if known_at is not None:
            return self._gathered_at(story, known_at)
        with paused():
            for _ in self.gather(story.id):
                pass
        return self._claims[story.id]

    def _gathered_at(self, story: Incident, known_at: datetime) -> tuple[Gathered, Carried]:
        place = self.standing(known_at).incident_of
        inside = [update for update in self._store.updates() if place(update.ref, update.incident) == story.id]
        carried = self._nothing_carried(known_at)
        with paused():
            for _ in carried.take(inside):
                pass
        return self._claims_in(story, inside, carried, known_at), carried

    def _nothing_carried(self, known_at: datetime | None = None) -> Carried:
        titles = {source.id: source.title for source in self._every_source()}
        return Carried(titles, self._store.update, known_at)

    def copy_of(self, update: Update) -> UpdateRef | None:
        """The earlier update whose words the newest version copies, within its incident; null for words of its own."""
        incident = self.incident_of(update)
        if incident is None or update.ref in self.standing().own_words:
            return None
        original = self._gathered(self.incident(incident))[1].original(update.ref, len(update.versions) - 1)
        return original.ref if original is not None else None

    def copies(self, update: Update) -> list[UpdateRef]:
        """Every update with the words of this one, the first in print first; empty where it stands alone."""
        incident = self.incident_of(update)
        if incident is None:
            return []
        found = self._gathered(self.incident(incident))[1].carriers(update.ref, len(update.versions) - 1)
        return found if len(found) > 1 else []

    def log(self) -> Sequence[Decision]:
        """Every decision, oldest first."""
        return self._store.decisions()
