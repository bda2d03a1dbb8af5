"""What the desk can be asked. Answered from memory; nothing here changes anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from newsdesk.decisions import subject, touched
from newsdesk.desk.index import Listing
from newsdesk.desk.ledgers import Ledgers
from newsdesk.desk.query import Key, Order, not_here, parse
from newsdesk.desk.search import NONE, Search, called, ordered
from newsdesk.incidents import Watch
from newsdesk.incidents.grouping import WINDOW
from newsdesk.incidents.suggestions import Suggestion, newest_first, suggest
from newsdesk.model import BriefUpdate, Incident, Question, Source, State, Update, UpdateRef


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
    """In the newest versions of its updates, or those that were the newest at the moment asked for."""


DAY, WEEK = timedelta(days=1), timedelta(days=7)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Answers(Ledgers):
    """Queries on a desk: which updates, in what order; what a source gave; which groups look like incidents."""

    def watch(self) -> Watch:
        """What leads an update to its incident."""
        return Watch(self.standing().watched(self._store.incidents()))

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

    def check(self, find: str) -> None:
        """Raises CallWrong for a query that is none, and for one that asks for a source or an incident not here."""
        there: dict[Key | None, Sequence[Source | Incident]] = {
            Key.SOURCE: self.sources(removed=True),
            Key.INCIDENT: self.incidents(),
        }
        for term in parse(find).terms:
            known = there.get(term.key, ())
            asked = known and (term.key, term.value) != (Key.INCIDENT, NONE)
            if asked and not any(term.value in called(one) for one in known):
                raise not_here(term, [one.title for one in known])

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
        return Listing(refs, self.update, names, decided=len(self.log()))

    def strayed(self, find: str, listed: Listing) -> frozenset[UpdateRef]:
        """The updates of a list that fit its query no more, by what was decided since it was made."""
        log = self.log()
        later = touched(act for made in log[listed.decided :] for act in subject(made, log).acts) & listed.names
        return frozenset(later.difference(self.fitting(find, later))) if find and later else frozenset()

    def recent(self, source: str, since: datetime) -> list[Update]:
        """The updates of a source whose newest version is not older, and those that have vanished."""
        return [self.update(row.ref) for row in self._index.of(source) if row.at >= since or row.vanished]

    def moments(self, incident: str | None) -> list[datetime]:
        """When the updates of an incident, or of all, first came and last changed; oldest first, each once."""
        return sorted({at for row in self._rows(incident) for at in (row.first, row.at)})

    def output(self, source: str, *, as_of: datetime | None = None) -> Output:
        """What a source gave, or had given by a moment: counted from what is stored, its figures as they were read."""
        rows = [row for row in self._index.of(source) if as_of is None or row.first <= as_of]
        came = [row.first for row in rows]
        last, begun = max(came, default=EPOCH), min(came, default=EPOCH)
        days = min(max((last - begun) / DAY, 1.0), WEEK / DAY)
        return Output(
            len(rows), sum(last - WEEK < at for at in came) / days, sum(self._figures_in(row, as_of) for row in rows)
        )

    def _figures_in(self, row: BriefUpdate, as_of: datetime | None) -> int:
        """How many figures were read in the version of an update that was the newest at a moment."""
        if as_of is None or row.at <= as_of:
            return row.figures
        update = self.update(row.ref)
        return len(update.versions[update.version_at(as_of)].reading.figures)

    def suggestions(self) -> list[Suggestion]:
        """The groups of late arrivals like an incident that no editor has dismissed; the newest day's first."""
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
            self._suggested = newest_first(one for one in found if one)
        return self._suggested

    def _suggest(self, group: str, refs: Sequence[UpdateRef]) -> Suggestion | None:
        """What a group would be; read anew only where it has other updates, or other versions of them."""
        stamp = tuple(row.versions for ref in refs if (row := self._index.row(ref)))
        former = self._weighed.get(group)
        if former is None or former[:2] != (refs, stamp):
            former = self._weighed[group] = (refs, stamp, suggest(group, [self.update(ref) for ref in refs]))
        return former[2]

    def open_questions(self, incident: str | None = None, *, as_of: datetime | None = None) -> list[Asked]:
        """What is open in the newest versions of an incident's updates, or of all; newest update first.

        As of a moment: in those that were published by then.
        """
        rows = (row for row in self._rows(incident, as_of) if row.questions and (as_of is None or row.at <= as_of))
        asking = (self.update(row.ref) for row in rows)
        return [Asked(update, *one) for update in asking for one in enumerate(self.questions(update), 1)]
