"""Leads each arriving update to its story: by the watch words of incidents, and by likeness to what came before.

Keeps the grouping of newsdesk.incidents in step with the desk: what arrived, and where editors have put it since.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from newsdesk.breath import Breath
from newsdesk.desk import names
from newsdesk.incidents import Watch
from newsdesk.incidents.grouping import EPOCH, WINDOW, Grouping, choose
from newsdesk.incidents.traits import traits
from newsdesk.model import Incident, IncidentStatus, Update, UpdateRef

if TYPE_CHECKING:
    from newsdesk.desk.answers import Answers

_GROUP = "~"
"""Begins the name of every group and of no incident."""


class Leading:
    """One for each desk. To be held (`async with`) from weighing a feed until what it brings is stored."""

    def __init__(self, desk: Answers) -> None:
        self._desk = desk
        self._grouping = Grouping()
        self._unstored: list[UpdateRef] = []
        self._regrouped: dict[UpdateRef, str] = {}
        self._lock = asyncio.Lock()
        self._watch = Watch(())
        self._open: dict[str, Incident] = {}

    async def __aenter__(self) -> Leading:
        await self._lock.acquire()
        try:
            await self._catch_up()
        except BaseException:
            self._lock.release()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        self._lock.release()

    async def lead(self, updates: list[Update]) -> list[Update]:
        """Updates, each in the incident or the group that it belongs to; one that was known stays in its incident."""
        led: list[Update] = []
        breath = Breath()
        for update in updates:
            led.append(self._lead_known(update) if self._desk.known(update.ref) else self._lead_new(update))
            await breath.when_due()
        return led

    def led_again(self, updates: list[Update]) -> list[Update]:
        """Updates that were led before something was decided: in what has them, or has taken them in, since."""
        self._watch = self._desk.watch()
        return [self._lead_again(update) for update in updates]

    def _lead_again(self, update: Update) -> Update:
        stored = self._desk.known(update.ref)
        if stored is not None and stored.incident is not None and update.incident is None:
            update = msgspec.structs.replace(update, incident=stored.incident, group=stored.group)
        return self._lead_known(update)

    def regrouped(self, updates: list[Update]) -> tuple[list[Update], list[Update]]:
        """The updates that were led, and those stored before whose groups were found to be one with others since."""
        moved, self._regrouped = self._regrouped, {}
        fresh = {update.ref for update in updates}
        stored = [self._desk.update(ref) for ref in moved if ref not in fresh]
        led = [one if one.ref not in moved else msgspec.structs.replace(one, group=moved[one.ref]) for one in updates]
        return led, [msgspec.structs.replace(one, group=moved[one.ref]) for one in stored]

    def _lead_known(self, update: Update) -> Update:
        if self._desk.incident_of(update) is not None:
            return update
        found = self._watch.find(update.latest.text, update.latest.at)
        return msgspec.structs.replace(update, incident=found) if found else update

    def _lead_new(self, update: Update) -> Update:
        latest = update.latest
        known_by = traits(latest.text)
        led = self._watch.find(latest.text, latest.at)
        nearest = self._grouping.nearest(update.source, known_by, latest.at, lambda place: self._takes(place, update))
        story = self._desk.standing().heir(led)
        if story is not None and not self._grouping.holds(story):
            # Nothing is known of what it is like: its words alone can lead.
            nearest = []
        place = choose(nearest, story, self._open.__contains__) or _GROUP + names.handle(update.ref)
        self._grouping.add(update.ref, known_by, latest.at, place)
        self._unstored.append(update.ref)
        if place in self._open:
            return msgspec.structs.replace(update, incident=led if place == story else place)
        for other in [one.place for one in nearest[1:2] if one.place.startswith(_GROUP)]:
            place = self._join(place, other)
        return msgspec.structs.replace(update, group=place)

    def _takes(self, place: str, update: Update) -> bool:
        """Whether a place may be given an update: any group, and an incident that is open then."""
        if place.startswith(_GROUP):
            return True
        incident = self._open.get(place)
        return incident is not None and (incident.ended is None or update.latest.at <= incident.ended)

    def _join(self, group: str, other: str) -> str:
        """Make two groups one where they tell of the same; returns the name of the first as it is then."""
        if not self._grouping.are_one(group, other):
            return group
        older = self._grouping.older(group, other)
        for ref in self._grouping.holds(other if older == group else group):
            self._grouping.put(ref, older)
            self._regrouped[ref] = older
        return older

    async def _catch_up(self) -> None:
        """Take what arrived without us, and put everything where it stands now."""
        desk = self._desk
        self._watch = desk.watch()
        self._open = {one.id: one for one in desk.incidents() if one.status is not IncidentStatus.CLOSED}
        arrived = desk.arrived()
        if not self._is_in_step(arrived):
            self._grouping = Grouping(max(0, len(arrived) // EPOCH * EPOCH - WINDOW))
        self._unstored, self._regrouped = [], {}
        breath = Breath()
        for ref in self._grouping.refs():
            self._grouping.put(ref, desk.place(ref))
            await breath.when_due()
        for ref in arrived[self._grouping.arrived :]:
            first = desk.update(ref).versions[0]
            self._grouping.add(ref, traits(first.text), first.at, desk.place(ref))
            await breath.when_due()

    def _is_in_step(self, arrived: list[UpdateRef]) -> bool:
        """Whether what was led is what was stored, in the same order."""
        count = self._grouping.arrived
        stored = all(self._desk.known(ref) is not None for ref in self._unstored)
        return stored and 0 < count <= len(arrived) and arrived[count - 1] == self._grouping.last()
