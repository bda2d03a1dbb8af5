"""What the desk knows of each source, incident and update by itself. Answered from memory; nothing is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from newsdesk.decisions import Decision, OpenIncident
from newsdesk.desk import names
from newsdesk.desk.records import Records
from newsdesk.errors import CallWrong
from newsdesk.model import BriefUpdate, Figure, Health, Incident, Question, Source, State, Update, UpdateRef


class Known(Records):
    """Single records, and where they stand after what editors decided."""

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

    def _every_incident(self) -> list[Incident]:
        """Those too that were undone or merged: their names stay taken."""
        opened = (one.opened for each in self._store.decisions() for one in each.acts if isinstance(one, OpenIncident))
        return [*self._store.incidents(), *opened]

    def titles(self) -> dict[str, str]:
        """What each incident is called, by its id; those too that were undone or merged, which the log still names."""
        said = self.standing().described
        return {one.id: said[one.id].title if one.id in said else one.title for one in self._every_incident()}

    def incident(self, incident: str) -> Incident:
        """An incident by its id or title. Raises CallWrong."""
        return names.pick(incident, self.incidents(), "incident", lambda one: (one.id, one.title))

    def update(self, ref: UpdateRef) -> Update:
        """An update by its name. Raises CallWrong."""
        found = self._store.update(ref)
        if found is None:
            raise CallWrong(f"There is no update {ref.id} of {ref.source}.", "List the updates.")
        return found

    def find_update(self, handle: str) -> Update:
        """An update by its handle (see `names.handle`), or by "source/id". Raises CallWrong."""
        return names.find_update(handle, self._store.updates())

    def _rows(self, incident: str | None, as_of: datetime | None = None) -> Iterable[BriefUpdate]:
        """What there is in brief of an incident's updates, or of all, that were out at a moment; newest first."""
        if incident is None:
            rows: Iterable[BriefUpdate] = self._index.newest_first()
        else:
            standing, row_of = self.standing(), self._index.row
            led = self._index.led_to(standing.parts_of(incident))
            among = (row for ref in {*led, *standing.moved} if (row := row_of(ref)) is not None)
            there = (row for row in among if standing.incident_of(row.ref, row.incident) == incident)
            rows = sorted(there, key=lambda row: (row.at, row.ref), reverse=True)
        if as_of is None:
            return rows
        out = [row for row in rows if row.first <= as_of]
        if all(row.at <= as_of for row in out):
            return out
        return sorted(out, key=lambda row: (self._stood_at(row, as_of), row.ref), reverse=True)

    def _stood_at(self, row: BriefUpdate, as_of: datetime) -> datetime:
        """The time of the version that was the newest at a moment."""
        if row.at <= as_of:
            return row.at
        update = self.update(row.ref)
        return update.versions[update.version_at(as_of)].at

    def counts(self, as_of: datetime | None = None) -> Counter[str]:
        """How many updates each source gave, or had given by a moment, by its id."""
        return self._index.counts(as_of)

    def incident_of(self, update: Update) -> str | None:
        """The incident an update belongs to: where an editor moved it, else where its words led, if that is there."""
        found = self.standing().incident_of(update.ref, update.incident)
        return found if found in self._stories() else None

    def incident_by(self, ref: UpdateRef) -> str | None:
        """The incident of an update by its name alone: nothing is read for it, so that a thousand take no time."""
        row = self._index.row(ref)
        found = self.standing().incident_of(ref, row.incident) if row is not None else None
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

    def state(self, ref: UpdateRef) -> State:
        """Where an update stands in triage: one accepted is new again when its publisher changes its figures."""
        return State.NEW if ref in self.reopened() else self.standing().state(ref)

    def reopened(self) -> frozenset[UpdateRef]:
        """The updates that were accepted and wait again: their publisher has changed their figures since."""
        if self._again is None:
            standing = self.standing()
            self._again = frozenset(
                ref
                for ref, version in standing.triaged.items()
                if standing.states[ref] is State.ACCEPTED and self._index.shifted(ref) > version
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

    def log(self) -> Sequence[Decision]:
        """Every decision, oldest first."""
        return self._store.decisions()
