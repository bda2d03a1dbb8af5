"""The desk: an editor's acts on updates, figures, voices and sources, stored as decided and announced.

All writing goes through `Desk`; screens and commands hold no logic of their own. It knows neither of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from newsdesk import decisions as log
from newsdesk import ledger as ledgers
from newsdesk import text
from newsdesk.decisions import Decision, Rule
from newsdesk.desk import names, refusals
from newsdesk.desk.announcements import Decided, SourcesChanged
from newsdesk.desk.looks import Looks
from newsdesk.model import Figure, Grade, LineKey, Number, Question, Source, State, UpdateRef
from newsdesk.store import Change

if TYPE_CHECKING:
    from newsdesk.feeds.memory import Memory


Seen: TypeAlias = Mapping[UpdateRef, int]
"""Versions of updates that were looked at, by their numbers from 0."""
NEWEST: Seen = MappingProxyType({})
"""Of each the newest was."""


class Desk(Looks):
    """One newsroom's records and every act on them. Queries are answered from memory; acts return when stored."""

    # ── an editor's hand ──────────────────────────────────────────────────────────────────────────

    def triage(self, ref: UpdateRef, state: State, reason: str = "", *, seen: Seen = NEWEST) -> Decision:
        """Accept, hold or reject an update, or put it back to new; `seen` as for a selection."""
        return self.decide(self._triage(ref, state, seen), reason)

    def _triage(self, ref: UpdateRef, state: State, seen: Seen) -> log.Triage:
        return log.Triage(ref.source, ref.id, state, self._looked_at(ref, seen))

    def _looked_at(self, ref: UpdateRef, seen: Seen) -> int:
        """The number of the version that is decided on, from 0: the newest, unless another was looked at."""
        row = self._index.row(ref)
        return seen.get(ref, row.versions - 1 if row is not None else 0)

    def triage_all(self, refs: Iterable[UpdateRef], state: State, reason: str = "", *, seen: Seen = NEWEST) -> Decision:
        """Triage a selection as one act; those that stand so already are left as they are.

        `seen` has the versions that were looked at, where those are not the newest.
        """
        there = list(refs)
        others = [ref for ref in there if self.state(ref) is not state] or there
        return self.decide_all([self._triage(ref, state, seen) for ref in others], reason)

    def star(self, ref: UpdateRef, starred: bool) -> Decision:
        """Mark an update to come back to, or take the mark away."""
        return self.decide(log.Star(ref.source, ref.id, starred))

    def own_words(self, ref: UpdateRef, own: bool) -> Decision:
        """Take an update's words for its outlet's own, whatever they are like; or leave it to their likeness."""
        return self.decide(log.OwnWords(ref.source, ref.id, own))

    def move(self, ref: UpdateRef, incident: str | None, reason: str = "") -> Decision:
        """Put an update into an incident, or out of every one."""
        return self.decide(log.Move(ref.source, ref.id, self.incident(incident).id if incident else None), reason)

    def note(self, ref: UpdateRef, words: str, *, seen: Seen = NEWEST) -> Decision:
        """Write an editor's words on an update; `seen` as for a selection."""
        return self.decide(log.Note(ref.source, ref.id, words, self._looked_at(ref, seen)))

    def correct(self, ref: UpdateRef, version: int, figure: Figure, becomes: Figure, reason: str = "") -> Decision:
        """Read a figure otherwise, in the copies of its words too; the words stay those of the source."""
        acts: list[log.OneAct] = [log.Correct(ref.source, ref.id, version, figure, becomes)]
        for copy, newest, same in self._copied(ref, version, figure):
            own = replace(becomes, quote=same.quote, start=same.start, end=same.end, mentions=same.mentions)
            own = replace(own, chain=same.chain) if becomes.chain == figure.chain else own
            acts.append(log.Correct(copy.source, copy.id, newest, same, own))
        return self.decide_all(acts, reason)

    def strike(self, ref: UpdateRef, version: int, figure: Figure, reason: str = "") -> Decision:
        """Say that these words are no figure, in their copies neither."""
        acts: list[log.OneAct] = [log.Strike(ref.source, ref.id, version, figure)]
        for copy, newest, same in self._copied(ref, version, figure):
            acts.append(log.Strike(copy.source, copy.id, newest, same))
        return self.decide_all(acts, reason)

    def _copied(self, ref: UpdateRef, version: int, figure: Figure) -> Iterator[tuple[UpdateRef, int, Figure]]:
        """Where other updates carry the words of this one and the figure in them: each with its newest version."""
        update, own = self.update(ref), self.standing().own_words
        said = (figure.quote, figure.measure, figure.low, figure.high)
        carried = version == len(update.versions) - 1 and ref not in own
        for copy in self.copies(update) if carried else ():
            if copy == ref or copy in own:
                continue
            other = self.update(copy)
            newest = len(other.versions) - 1
            for one in self.figures(other, newest):
                if (one.quote, one.measure, one.low, one.high) == said:
                    yield copy, newest, one

    def add(self, ref: UpdateRef, version: int, figure: Figure, reason: str = "") -> Decision:
        """Add a figure that the reader missed; its quote must stand in that version's text."""
        return self.decide(log.Add(ref.source, ref.id, version, figure), reason)

    def settle(
        self, ref: UpdateRef, version: int, question: Question, reading: Figure | None, reason: str = ""
    ) -> Decision:
        """Settle an open question with one of its readings, added unless it stands; null: its number is no figure."""
        there = self.figures(self.update(ref), version)
        picked = [] if reading is None or reading in there else [log.Add(ref.source, ref.id, version, reading)]
        return self.decide_all([log.Settle(ref.source, ref.id, version, question), *picked], reason)

    def appraise(self, ref: UpdateRef, version: int, figure: Figure, digit: int | None, reason: str = "") -> Decision:
        """Give a figure a credibility digit, 1 to 6, or (null) go back to the suggested one."""
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
        if log.is_clearing(act):
            set_on = self._set_on(story, line) or [line]
            return self.decide_all([replace(act, line=key) for key in set_on], reason)
        return self.decide(ledgers.resting(act, self.ledger(story)), reason)

    def _set_on(self, incident: str, line: LineKey) -> list[LineKey]:
        """Where a line's desk figures were set: on it, and on what it was before the incident was described anew."""
        same = ledgers.Scopes(self.incident(incident)).same
        return [key for name, key in self.standing().desk if name == incident and same(key) == line]

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

    # ── sources ───────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def memory(self) -> Memory:
        """What each source's last body became, so that the next round parses only what is new in it."""
        from newsdesk.feeds.memory import Memory

        return Memory()

    def put_sources(self, sources: Sequence[Source], *, by_hand: bool = False) -> None:
        """Add sources, or replace those with the same id; one that was removed comes back.

        What a person adds by hand is a decision: undone, it is a source that was removed.
        """
        if not sources:
            return
        there = {source.id: source.removed for source in self.sources(removed=True)}
        back = [log.RemoveSource(source.id, False) for source in sources if there.get(source.id, by_hand)]
        if by_hand:
            sources = [replace(source, removed=source.id not in there) for source in sources]
        made = (self._next_decision(back[0] if len(back) == 1 else log.Several(tuple(back))),) if back else ()
        self._commit(Change(sources=tuple(sources), decisions=made))
        for decision in made:
            self._announce(Decided(decision))
        self._announce(SourcesChanged())

    def add_source(self, address: str, title: str = "") -> Source:
        """Add a feed to poll. Raises CallWrong for an address that is none, and for what is there already.

        Without a title it goes by its host, or its address, until it was read.
        """
        source = names.new_source(address, title, self.sources(removed=True))
        if text.line(title):
            refusals.check_voice(source.title, source.id, self)
        self.put_sources([source], by_hand=True)
        if self.source(source.id).paused:
            # It was when it was removed, or came paused with a list; who types its address wants it polled.
            self.pause_source(source.id, False)
        return source

    def remove_source(self, source: str, reason: str = "") -> Decision:
        """Poll and list a source no more; what it said stays."""
        return self.decide(log.RemoveSource(self.source(source).id, True), reason)

    def pause_source(self, source: str, paused: bool, reason: str = "") -> Decision:
        """Poll a source no more for a while, or again."""
        return self.decide(log.PauseSource(self.source(source).id, paused), reason)

    def rename_source(self, source: str, title: str, reason: str = "") -> Decision:
        """Give a source another title: the name of its column, and of its voice."""
        return self.decide(log.RenameSource(self.source(source).id, text.line(title, 80)), reason)

    def restore_source(self, source: str, reason: str = "") -> Decision:
        """Poll and list a removed source again."""
        there = sorted(self.sources(removed=True), key=lambda one: not one.removed)
        found = names.pick(source, there, "source", lambda one: (one.id, one.title))
        return self.decide(log.RemoveSource(found.id, False), reason)
