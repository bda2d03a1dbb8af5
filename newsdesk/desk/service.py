"""The desk: an editor's acts, sources and incidents, stored as decided and announced.

All writing goes through `Desk`; screens and commands hold no logic of their own. It knows neither of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from newsdesk import decisions as log
from newsdesk import ledger as ledgers
from newsdesk import text
from newsdesk.decisions import Act, Decision, OneAct, Rule
from newsdesk.desk import names
from newsdesk.desk.announcements import Decided, IncidentsChanged, SourcesChanged
from newsdesk.desk.answers import Answers
from newsdesk.errors import CallWrong
from newsdesk.incidents import Watch
from newsdesk.model import Figure, Grade, Incident, IncidentStatus, LineKey, Number, Source, State, UpdateRef
from newsdesk.store import Change


class Desk(Answers):
    """One newsroom's records and every act on them. Queries are answered from memory; acts return when stored."""

    # ── an editor's hand ──────────────────────────────────────────────────────────────────────────

    def decide(self, act: Act, reason: str = "") -> Decision:
        """Store one act, durably, and announce it. Raises CallWrong where it names nothing that is there."""
        names.check_act(act, self)
        made = self._store.decisions()
        number = made[-1].id + 1 if made else 1
        decision = Decision(id=number, at=self.clock(), by=self.editor, act=act, reason=reason)
        stories = self.incidents()
        self._commit(Change(decisions=(decision,)))
        self._announce(Decided(decision))
        if self.incidents() != stories:
            self._join()
            self._announce(IncidentsChanged())
        return decision

    def triage(self, ref: UpdateRef, state: State, reason: str = "") -> Decision:
        """Accept, hold or reject an update, or put it back to new."""
        return self.decide(self._triage(ref, state), reason)

    def _triage(self, ref: UpdateRef, state: State) -> log.Triage:
        row = self._index.row(ref)
        return log.Triage(ref.source, ref.id, state, row.versions - 1 if row is not None else 0)

    def decide_all(self, acts: Sequence[OneAct], reason: str = "") -> Decision:
        """Store several acts as one, undone as one. Raises CallWrong where one of them cannot be done; then none is."""
        return self.decide(acts[0] if len(acts) == 1 else log.Several(tuple(acts)), reason)

    def triage_all(self, refs: Iterable[UpdateRef], state: State, reason: str = "") -> Decision:
        """Triage a selection as one act; those that stand so already are left as they are."""
        return self.decide_all([self._triage(ref, state) for ref in refs if self.state(ref) is not state], reason)

    def star(self, ref: UpdateRef, starred: bool) -> Decision:
        """Mark an update to come back to, or take the mark away."""
        return self.decide(log.Star(ref.source, ref.id, starred))

    def move(self, ref: UpdateRef, incident: str | None, reason: str = "") -> Decision:
        """Put an update into an incident, or out of every one."""
        return self.decide(log.Move(ref.source, ref.id, self.incident(incident).id if incident else None), reason)

    def note(self, ref: UpdateRef, words: str) -> Decision:
        """Write an editor's words on an update."""
        if not words.strip():
            raise CallWrong("The note is empty.", "Write a few words.")
        return self.decide(log.Note(ref.source, ref.id, words))

    def correct(self, ref: UpdateRef, version: int, figure: Figure, becomes: Figure, reason: str = "") -> Decision:
        """Read a figure otherwise; the words stay those of the source."""
        return self.decide(log.Correct(ref.source, ref.id, version, figure, becomes), reason)

    def strike(self, ref: UpdateRef, version: int, figure: Figure, reason: str = "") -> Decision:
        """Say that these words are no figure."""
        return self.decide(log.Strike(ref.source, ref.id, version, figure), reason)

    def add(self, ref: UpdateRef, version: int, figure: Figure, reason: str = "") -> Decision:
        """Add a figure that the reader missed; its quote must stand in that version's text."""
        return self.decide(log.Add(ref.source, ref.id, version, figure), reason)

    def appraise(self, ref: UpdateRef, version: int, figure: Figure, digit: int | None, reason: str = "") -> Decision:
        """Give a figure a credibility digit, 1 to 6, or (null) go back to the suggested one."""
        if digit is not None and not 1 <= digit <= 6:
            raise CallWrong(f"{digit} is no credibility.", "Give a digit from 1, confirmed, to 6, cannot be judged.")
        return self.decide(log.Appraise(ref.source, ref.id, version, figure, digit), reason)

    def set_desk(
        self,
        incident: str,
        line: LineKey,
        value: Number | None,
        *,
        low: Number | None = None,
        high: Number | None = None,
        rule: Rule | None = None,
        reason: str = "",
    ) -> Decision:
        """Run with a number on a line; without bounds it is exact, and a null value clears it, unless a rule is given.

        What stands on the line now is kept with it: when that changes, the line asks for attention.
        """
        story = self.incident(incident).id
        low, high = (value, value) if low is None and high is None else (low, high)
        act = log.SetDesk(story, line, value, low, high, rule)
        if not log.is_clearing(act):
            act = ledgers.resting(act, self.ledger(story))
        return self.decide(act, reason)

    def merge_origins(self, incident: str, name: str, into: str, reason: str = "") -> Decision:
        """Within an incident a name is the voice of another; an origin takes its other names along."""
        story = self.incident(incident)
        return self.decide(names.merging(story, name, into, self.ledger(story.id)), reason)

    def part_origin(self, incident: str, name: str, reason: str = "") -> Decision:
        """Within an incident a name is a voice of its own."""
        story = self.incident(incident)
        return self.decide(names.parting(story, name, self.ledger(story.id)), reason)

    def mark_party(self, incident: str, origin: str, party: bool, reason: str = "") -> Decision:
        """An origin is a party to the event, or is none; it need not have spoken yet."""
        story = self.incident(incident).id
        return self.decide(log.MarkParty(story, names.heard_or_new(origin, self.ledger(story)), party), reason)

    def grade_origin(self, incident: str, origin: str, grade: Grade, reason: str = "") -> Decision:
        """Within an incident an origin has this letter."""
        story = self.incident(incident).id
        return self.decide(log.GradeOrigin(story, names.find_voice(origin, self.ledger(story)).origin, grade), reason)

    def grade_source(self, source: str, grade: Grade, reason: str = "") -> Decision:
        """A source has this letter."""
        return self.decide(log.GradeSource(self.source(source).id, grade), reason)

    def undo(self) -> Decision | None:
        """Take back the last act that stands; null where there is none."""
        last = log.last_standing(self._store.decisions())
        return None if last is None else self.decide(log.Undo(last.id))

    def redo(self) -> Decision | None:
        """Take back the last undo, if nothing was decided since; else null."""
        last = log.last_undo(self._store.decisions())
        return None if last is None else self.decide(log.Undo(last.id))

    # ── sources and incidents ─────────────────────────────────────────────────────────────────────

    def put_sources(self, sources: Sequence[Source]) -> None:
        """Add sources, or replace those with the same id."""
        if sources:
            self._commit(Change(sources=tuple(sources)))
            self._announce(SourcesChanged())

    def add_source(self, address: str, title: str = "") -> Source:
        """Add a feed to poll. Raises CallWrong for an address that is none, or is there already."""
        source = names.new_source(address, title, self._store.sources())
        self.put_sources([source])
        return source

    def remove_source(self, source: str) -> Source:
        """Poll and list a source no more; what it said stays."""
        removed = msgspec.structs.replace(self.source(source), removed=True)
        self.put_sources([removed])
        return removed

    def put_incident(self, incident: Incident) -> None:
        """Take an incident that came with its feeds, or what its file says now; an editor's are `new_incident`."""
        self._commit(Change(incidents=(incident,)))
        self._join()
        self._announce(IncidentsChanged())

    def _join(self) -> None:
        """Let the updates that are in no story join the one that their words lead to."""
        watch, there, placed = Watch(self.incidents()), self._stories(), self.standing().incident_of
        rows = self._index.newest_first()
        loose = [self.update(row.ref) for row in rows if placed(row.ref, row.incident) not in there]
        joined = [
            msgspec.structs.replace(update, incident=found)
            for update in loose
            if (found := watch.find(update.latest.text, update.latest.at)) != update.incident
        ]
        self._commit(Change(updates=tuple(joined)))

    def new_incident(
        self,
        title: str,
        *,
        watch: Sequence[str] = (),
        country: str = "",
        place: str = "",
        started: datetime | None = None,
        updates: Iterable[UpdateRef] = (),
        reason: str = "",
    ) -> Incident:
        """Open an incident by hand, and split these updates off into it. Raises CallWrong for a title that is taken."""
        incident = names.new_incident(
            title, watch=watch, country=country, place=place, started=started, known=self._every_incident()
        )
        moves = [log.Move(ref.source, ref.id, incident.id) for ref in updates]
        self.decide_all([log.OpenIncident(incident), *moves], reason)
        return incident

    def retitle(self, incident: str, title: str, reason: str = "") -> Decision:
        """Give an incident another title."""
        return self.decide(log.Retitle(self.incident(incident).id, text.line(title, 120)), reason)

    def set_status(self, incident: str, status: IncidentStatus, reason: str = "") -> Decision:
        """Say that a story is open, quiet or closed."""
        return self.decide(log.SetStatus(self.incident(incident).id, status), reason)

    def merge_incidents(self, incident: str, into: str, reason: str = "") -> Decision:
        """Take an incident for part of another: its updates and watch words are the other's."""
        return self.decide(log.MergeIncidents(self.incident(incident).id, self.incident(into).id), reason)
