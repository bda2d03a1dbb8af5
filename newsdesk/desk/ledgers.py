"""The ledgers of a desk's incidents, whose words their updates carry, and how both are gathered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from newsdesk import ledger as ledgers
from newsdesk.collector import paused
from newsdesk.desk import names
from newsdesk.desk.carried import Carried
from newsdesk.desk.index import Listing
from newsdesk.desk.known import Known
from newsdesk.incidents.copies import Place
from newsdesk.ledger.records import Gathered, Ledger
from newsdesk.model import Incident, Update, UpdateRef

_MOMENTS = 20
"""Ledgers of past moments that are kept: who steps through time goes back a few."""


class Ledgers(Known):
    """What is said in each incident, laid side by side."""

    def ledger(self, incident: str, *, as_of: datetime | None = None, known_at: datetime | None = None) -> Ledger:
        """All lines of an incident as of a moment, gravest first. Raises CallWrong for an unknown incident.

        Without `as_of` the present is the newest claim: an old story opened today is not stale for being old.
        """
        key = (incident, as_of, known_at, self.patience)
        if key not in self._ledgers:
            for former in [one for one in self._ledgers if one[1] is not None][: -_MOMENTS or None]:
                del self._ledgers[former]
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

        What is stored meanwhile is taken in at the end; what makes all claims others begins it anew.
        """
        story: Incident | None = self._story(incident, None)
        while story is not None and story.id not in self._claims:
            sweeps, commits, carried = self._sweeps, self.commits, self._nothing_carried()
            for _ in carried.take(self._inside(story)):
                yield
                if self._sweeps != sweeps:
                    break
            else:
                inside = self._inside(story)
                if self.commits == commits or carried.follow(inside):
                    self._claims[story.id] = self._claims_in(story, inside, carried), carried
            story = next((one for one in self.incidents() if one.id == story.id), None)

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
        titles = {source.id: source.title for source in self._every_source(known_at)}
        return Carried(titles, self._store.update, known_at)

    def copy_of(self, update: Update) -> UpdateRef | None:
        """The earlier update whose words the newest version copies, within its incident; null for words of its own."""
        incident = self.incident_of(update)
        if incident is None or update.ref in self.standing().own_words:
            return None
        original = self._gathered(self.incident(incident))[1].original(update.ref, len(update.versions) - 1)
        return original.ref if original is not None else None

    def copied(self, incident: str) -> dict[UpdateRef, UpdateRef]:
        """The updates of an incident whose newest version copies another, each with the first in print of its words."""
        own = self.standing().own_words
        found = self._gathered(self.incident(incident))[1].copied()
        there = {place.ref: first.ref for place, first in found if self._is_newest(place) and place.ref not in own}
        return {ref: first for ref, first in there.items() if ref != first}

    def _is_newest(self, place: Place) -> bool:
        return place.version == len(self.update(place.ref).versions) - 1

    def copies(self, update: Update) -> list[UpdateRef]:
        """Every update with the words of this one, the first in print first; empty where it stands alone."""
        incident = self.incident_of(update)
        if incident is None:
            return []
        found = self._gathered(self.incident(incident))[1].carriers(update.ref, len(update.versions) - 1)
        return found if len(found) > 1 else []

    def _inside(self, story: Incident) -> Listing:
        """The updates of an incident, each read when it is looked at."""
        return Listing([row.ref for row in self._rows(story.id)], self.update)
