"""The incidents of a desk: opened, split, merged, closed and named by its editor, or brought by a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING

import msgspec

from newsdesk import decisions as log
from newsdesk import text
from newsdesk.decisions import Decision
from newsdesk.desk import names
from newsdesk.desk.announcements import IncidentsChanged
from newsdesk.desk.deciding import Deciding
from newsdesk.incidents.suggestions import Suggestion
from newsdesk.model import Incident, IncidentStatus, Update, UpdateRef
from newsdesk.store import Change

if TYPE_CHECKING:
    from newsdesk.desk.leading import Leading


class Stories(Deciding):
    """Acts on incidents. All are decisions, but for the record that an incident.toml brings."""

    @cached_property
    def leading(self) -> Leading:
        """What leads arriving updates to their stories."""
        from newsdesk.desk.leading import Leading

        return Leading(self)

    def put_incident(self, incident: Incident) -> None:
        """Take an incident that came with its feeds, or what its file says now; an editor's are `new_incident`.

        Raises CallWrong for a country that is none.
        """
        names.country(incident.country)
        there = {one.id: one for one in (*self._store.incidents(), incident)}
        joining = self._joining(self.standing().watched(there.values()), (incident.id,))
        self._commit(Change(incidents=(incident,), updates=joining))
        self._announce(IncidentsChanged())

    def new_incident(
        self,
        title: str,
        *,
        watch: Sequence[str] = (),
        country: str = "",
        place: str = "",
        started: datetime | None = None,
        updates: Sequence[UpdateRef] = (),
        reason: str = "",
    ) -> Incident:
        """Open an incident by hand, and split these updates off into it. Raises CallWrong for a title that is taken.

        What is split off has the country, the place and the voices of the story it was in, unless they are given.
        A headline that became the title is no watch words: no other text says all of it.
        """
        incident = names.new_incident(
            title,
            watch=watch,
            country=names.country(country),
            place=place,
            started=started,
            known=self._every_incident(),
        )
        moved = [self.update(ref) for ref in dict.fromkeys(updates)]
        if moved:
            incident = self._with_voices(incident, moved)
        if not watch and incident.title in map(names.headline, moved):
            incident = msgspec.structs.replace(incident, watch=())
        moves = [log.Move(update.source, update.id, incident.id) for update in moved]
        self.decide_all([log.OpenIncident(incident), *moves], reason)
        return incident

    def _with_voices(self, incident: Incident, moved: Sequence[Update]) -> Incident:
        """An incident with what it has from the one that most of its updates were in."""
        former = Counter(self.incident_of(update) for update in moved).most_common(1)[0][0]
        story = next((one for one in self.incidents() if one.id == former), Incident(id="", title=""))
        return msgspec.structs.replace(
            incident,
            country=incident.country or story.country,
            place=incident.place or story.place,
            started=incident.started or min(update.versions[0].at for update in moved),
            aliases=story.aliases,
            universal=story.universal,
            parties=story.parties,
        )

    def accept_suggestion(self, suggestion: str, title: str = "", reason: str = "") -> Incident:
        """Open an incident of a suggestion, with its updates; what is like them will follow. Raises CallWrong."""
        one = self._suggestion(suggestion)
        opened = names.new_incident(
            title or self._free_title(one.title),
            watch=(),
            country=one.country,
            place=one.place,
            started=one.started,
            known=self._every_incident(),
        )
        opened = msgspec.structs.replace(opened, watch=())
        moves = [log.Move(*ref, opened.id) for ref in one.updates]
        self.decide(log.Several((log.OpenIncident(opened), *moves)), reason)
        return opened

    def dismiss_suggestion(self, suggestion: str, reason: str = "") -> Decision:
        """Suggest a group no more, however it grows. Raises CallWrong."""
        return self.decide(log.Dismiss(self._suggestion(suggestion).id), reason)

    def _suggestion(self, name: str) -> Suggestion:
        return names.pick(name, self.suggestions(), "suggestion", lambda one: (one.id, one.id[1:], one.title))

    def _free_title(self, title: str) -> str:
        """A headline as a title that no incident has."""
        taken = {one.title.casefold() for one in self.incidents()}
        wanted = names.short_title(title, 110)
        return next(
            one
            for number in count(1)
            if (one := wanted if number == 1 else f"{wanted} ({number})").casefold() not in taken
        )

    def describe(
        self,
        incident: str,
        *,
        title: str | None = None,
        country: str | None = None,
        place: str | None = None,
        watch: Sequence[str] | None = None,
        universal: Sequence[str] | None = None,
        reason: str = "",
    ) -> Decision:
        """Say what an incident is called, where it is, which words lead to it, what everyone in it is; its id stays.

        What is null stays as it is. An open one is given what new watch words would have led to it, as one act.
        `universal` are roles as people write them, such as miners. Raises CallWrong for what is none of these.
        """
        story = self.incident(incident)
        change = log.describing(
            msgspec.structs.replace(
                story,
                title=story.title if title is None else names.short_title(title),
                country=story.country if country is None else names.country(country),
                place=story.place if place is None else text.line(place, 120),
                watch=story.watch if watch is None else names.watch_rows(watch),
                universal=story.universal if universal in (None, story.universal) else names.roles(universal or ()),
            )
        )
        change = msgspec.structs.replace(change, former=story.country)
        leads = change.watch != story.watch and story.status is not IncidentStatus.CLOSED
        joining = self._joining_after(self._next_decision(change), (story.id,)) if leads else ()
        return self.decide_all([change, *self._moves(joining, story.id)], reason)

    def set_status(self, incident: str, status: IncidentStatus, reason: str = "") -> Decision:
        """Say that a story is open, quiet or closed; a closed one takes nothing new by its words.

        One that is opened again is given what its words would have led to it meanwhile, as one act.
        """
        story = self.incident(incident)
        change = log.SetStatus(story.id, status)
        reopens = story.status is IncidentStatus.CLOSED and status is not IncidentStatus.CLOSED
        parts = self.standing().parts_of(story.id)
        joining = self._joining_after(self._next_decision(change), parts) if reopens else ()
        return self.decide_all([change, *self._moves(joining, story.id)], reason)

    def _moves(self, joining: Sequence[Update], incident: str) -> list[log.Move]:
        """The acts that put updates where their words lead; what an editor has put somewhere stays there."""
        moved = self.standing().moved
        return [log.Move(*update.ref, incident) for update in joining if update.ref not in moved]

    def count_desk_figures(self, incident: str) -> int:
        """How many figures of an incident its editor runs with; a merge carries none of them over."""
        return sum(name == incident for name, _ in self.standing().desk)

    def merge_incidents(self, incident: str, into: str, reason: str = "") -> Decision:
        """Take an incident for part of another: its updates and watch words are the other's."""
        return self.decide(log.MergeIncidents(self.incident(incident).id, self.incident(into).id), reason)
