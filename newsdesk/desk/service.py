"""The desk: runs the pipeline, stores what was decided, and announces what changed.

All writing goes through `Desk`; screens and commands hold no logic of their own. It knows neither of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from newsdesk import decisions as log
from newsdesk import ledger as ledgers
from newsdesk.decisions import Act, Decision, Rule, Standing
from newsdesk.desk import names
from newsdesk.desk.announcements import Announcement, Decided, IncidentsChanged, SourcesChanged
from newsdesk.desk.index import Index, Listing
from newsdesk.errors import CallWrong
from newsdesk.incidents import Watch
from newsdesk.ledger.records import Gathered, Ledger
from newsdesk.model import Figure, Grade, Health, Incident, LineKey, Number, Source, State, Update, UpdateRef
from newsdesk.store import Change, Store

Clock = Callable[[], datetime]
Listener = Callable[[Announcement], None]


def now() -> datetime:
    """The time, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


class Desk:
    """One newsroom's records and every act on them. Queries are answered from memory; acts return when stored."""

    def __init__(
        self,
        store: Store,
        *,
        clock: Clock = now,
        editor: str = "editor",
        patience: timedelta = timedelta(hours=12),
        folder: Path | None = None,
    ) -> None:
        self.clock = clock
        """The moment that decisions and sightings are stamped with."""
        self.folder = folder
        """Where snapshots go; null for a desk that keeps none."""
        self.editor = editor
        self.patience = patience
        self._store = store
        self._listeners: list[Listener] = []
        self._standing: Standing | None = None
        self._ledgers: dict[tuple[str, datetime | None, datetime | None], Ledger] = {}
        self._claims: dict[str, Gathered] = {}
        self._index = Index(store.updates())

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        clock: Clock = now,
        editor: str = "editor",
        patience: timedelta = timedelta(hours=12),
        read_only: bool = False,
        keep_snapshots: bool = True,
    ) -> Self:
        """Open the desk in a folder, creating it where there is none. Raises DeskLocked or DeskDamaged."""
        from newsdesk.store.tiny import TinyStore

        store = TinyStore.open(folder, holder=editor, read_only=read_only)
        return cls(store, clock=clock, editor=editor, patience=patience, folder=folder if keep_snapshots else None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the desk; what was stored stays."""
        self._store.close()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every change; the returned function ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # ── what there is ─────────────────────────────────────────────────────────────────────────────

    def sources(self, *, removed: bool = False) -> list[Source]:
        """The sources in the order they were added; with `removed`, those too that were removed."""
        grades = self.standing().grades
        return [names.lettered(source, grades) for source in self._store.sources() if removed or not source.removed]

    def source(self, source: str) -> Source:
        """A source by its id or title, whatever the case. Raises CallWrong."""
        return names.pick(source, self.sources(), "source", lambda one: (one.id, one.title))

    def health(self, source: str) -> Health:
        """How a source went last; `never` before the first time."""
        return self._store.healths().get(source, Health(source=source))

    def incidents(self) -> list[Incident]:
        """All incidents, in the order they were opened."""
        return list(self._store.incidents())

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
    ) -> Listing:
        """Updates that fit every condition, newest first; `find` is looked for in their words, blind to case."""
        standing, moved = self.standing(), self.standing().moved
        refs = [
            row.ref
            for row in self._index.newest_first()
            if (incident is None or moved.get(row.ref, row.incident) == incident)
            and (source is None or row.ref.source == source)
            and (state is None or standing.state(row.ref) is state)
            and (as_of is None or row.first <= as_of)
            and (not edited or row.versions > 1)
        ]
        if find:
            wanted = find.casefold()
            refs = [ref for ref in refs if wanted in self.update(ref).latest.text.casefold()]
        return Listing(refs, self.update)

    def counts(self) -> Counter[str]:
        """How many updates each source gave, by its id."""
        return self._index.counts()

    def incident_of(self, update: Update) -> str | None:
        """The incident an update belongs to: where an editor moved it, else where its words led."""
        return self.standing().moved.get(update.ref, update.incident)

    def state(self, ref: UpdateRef) -> State:
        """Where an update stands in triage."""
        return self.standing().state(ref)

    def figures(self, update: Update, version: int = -1) -> tuple[Figure, ...]:
        """The figures of a version (the newest by default) as they stand: corrected, struck and added by editors."""
        number = version % len(update.versions)
        return self.standing().figures(update.ref, number, update.versions[number].reading.figures)

    def standing(self, known_at: datetime | None = None) -> Standing:
        """What stands after all decisions, or after those made by a moment."""
        if known_at is not None:
            return log.standing([decision for decision in self._store.decisions() if decision.at <= known_at])
        if self._standing is None:
            self._standing = log.standing(self._store.decisions())
        return self._standing

    def ledger(self, incident: str, *, as_of: datetime | None = None, known_at: datetime | None = None) -> Ledger:
        """All lines of an incident as of a moment, gravest first. Raises CallWrong for an unknown incident.

        Without `as_of` the present is the newest claim: an old story opened today is not stale for being old.
        """
        key = (incident, as_of, known_at)
        if key not in self._ledgers:
            story = self.incident(incident)
            self._ledgers[key] = ledgers.build(
                self._claims_of(story, known_at),
                story,
                as_of=as_of,
                known_at=known_at,
                standing=self.standing(known_at),
                patience=self.patience,
            )
        return self._ledgers[key]

    def _claims_of(self, story: Incident, known_at: datetime | None) -> Gathered:
        """All claims of an incident, of whatever moment; what is known now is gathered once for every moment."""
        if known_at is None and story.id in self._claims:
            return self._claims[story.id]
        claims = ledgers.claims(
            self._store.updates() if known_at else self.updates(incident=story.id),
            {source.id: source for source in self._store.sources()},
            self.standing(known_at),
            story,
            known_at=known_at,
        )
        if known_at is None:
            self._claims[story.id] = claims
        return claims

    def log(self) -> Sequence[Decision]:
        """Every decision, oldest first."""
        return self._store.decisions()

    # ── an editor's hand ──────────────────────────────────────────────────────────────────────────

    def decide(self, act: Act, reason: str = "") -> Decision:
        """Store one act, durably, and announce it. Raises CallWrong where it names nothing that is there."""
        names.check_act(act, self)
        made = self._store.decisions()
        number = made[-1].id + 1 if made else 1
        decision = Decision(id=number, at=self.clock(), by=self.editor, act=act, reason=reason)
        self._commit(Change(decisions=(decision,)))
        self._announce(Decided(decision))
        return decision

    def triage(self, ref: UpdateRef, state: State, reason: str = "") -> Decision:
        """Accept, hold or reject an update, or put it back to new."""
        return self.decide(log.Triage(ref.source, ref.id, state), reason)

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
        """Open an incident, or change one; updates without a story that its words lead to join it."""
        self._commit(Change(incidents=(incident,)))
        watch = Watch(self.incidents())
        joined = [
            msgspec.structs.replace(update, incident=found)
            for update in self._store.updates()
            if update.incident is None and (found := watch.find(update.latest.text, update.latest.at))
        ]
        self._commit(Change(updates=tuple(joined)))
        self._announce(IncidentsChanged())

    def new_incident(
        self,
        title: str,
        *,
        watch: Sequence[str] = (),
        country: str = "",
        place: str = "",
        started: datetime | None = None,
    ) -> Incident:
        """Open an incident by hand. Raises CallWrong for a title that is empty or taken."""
        incident = names.new_incident(
            title, watch=watch, country=country, place=place, started=started, known=self.incidents()
        )
        self.put_incident(incident)
        return incident

    # ── for the pipeline in this package only ─────────────────────────────────────────────────────

    def known(self, ref: UpdateRef) -> Update | None:
        """The stored update of that name, if any."""
        return self._store.update(ref)

    def store(self, change: Change, *announcements: Announcement) -> None:
        """Commit what the pipeline made, then announce it."""
        self._commit(change)
        for announcement in announcements:
            self._announce(announcement)

    def _commit(self, change: Change) -> None:
        if not change:
            return
        if change.sources:
            kept = names.unlettered(change.sources, self.standing().grades, self._store.sources())
            change = msgspec.structs.replace(change, sources=kept)
        self._store.commit(change)
        self._ledgers.clear()
        self._claims.clear()
        self._index.put(change.updates)
        if any(isinstance(decision.act, log.Undo) for decision in change.decisions):
            self._standing = None
        elif self._standing is not None:
            for decision in change.decisions:
                log.apply(self._standing, decision)

    def _announce(self, announcement: Announcement) -> None:
        for listener in tuple(self._listeners):
            listener(announcement)
