"""What an editor is alerted to: a line that moved or fell into conflict, sources that fail, updates with some words.

Compares what stands with what was seen last, and knows no clock and no screen. One change is told once, however many
rules it fits; what an editor's own act moved is seen and not told.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, time
from typing import TYPE_CHECKING, NamedTuple

from newsdesk import text
from newsdesk.decisions import Decision, Move, OnIncident, OnUpdate, subject
from newsdesk.desk.announcements import SourceTaken
from newsdesk.desk.query import parse
from newsdesk.errors import CallWrong, SettingsWrong
from newsdesk.ledger import words
from newsdesk.ledger.records import Line, Verdict
from newsdesk.model import IncidentStatus, LineKey, Measure, Number, Outcome, UpdateRef
from newsdesk.settings import AlertRule

if TYPE_CHECKING:
    from newsdesk.desk.answers import Answers

MOST = 3
"""Changes of one incident, or titles, that are told in full; the others are counted."""


class Alert(NamedTuple):
    """One thing to be told, and how: any of bell, toast and desktop."""

    words: str
    to: frozenset[str]


class Stand(NamedTuple):
    """How a line stood when it was seen."""

    range: str
    low: Number | None
    high: Number | None
    conflict: bool


class Change(NamedTuple):
    """What happened to a line: nothing stood before where `before` is null."""

    key: LineKey
    before: Stand | None
    after: Stand

    @property
    def distance(self) -> Number:
        """How far the range moved, at the end that moved most; a first number moved from nothing."""
        after = (self.after.low, self.after.high)
        before = (self.before.low, self.before.high) if self.before is not None else (0, 0)
        return max(
            (abs(b - a) for a, b in zip(before, after, strict=True) if a is not None and b is not None), default=0
        )

    @property
    def into_conflict(self) -> bool:
        """Whether the origins disagree now and did not before."""
        return self.after.conflict and not (self.before is not None and self.before.conflict)

    def __str__(self) -> str:
        before = f"{self.before.range} → " if self.before is not None and self.before.range != self.after.range else ""
        ends = ", now in conflict" if self.into_conflict else ""
        return f"{words.line_name(self.key)} {before}{self.after.range}{ends}"


def fits(rule: AlertRule, change: Change) -> bool:
    """Whether a rule asks for the change of a line."""
    if rule.measure and rule.measure != change.key.measure:
        return False
    return change.into_conflict if rule.when == "conflict" else rule.when == "moved" and change.distance > rule.by


def is_quiet(hours: str, now: datetime) -> bool:
    """Whether a moment is within quiet hours as the settings have them, "22:00-06:30", in UTC; the end is outside."""
    if not hours:
        return False
    start, end = (time.fromisoformat(part) for part in hours.split("-"))
    at = now.time()
    return start <= at < end if start <= end else at >= start or at < end


def check(rules: Iterable[AlertRule]) -> None:
    """Refuse a rule that names no measure, or whose words are no query. Raises SettingsWrong."""
    for number, rule in enumerate(rules):
        at = f"alerts.{number}"
        if rule.measure and rule.measure not in list(Measure):
            near = difflib.get_close_matches(rule.measure, list(Measure), n=1)
            raise SettingsWrong(
                f"{text.line(rule.measure, 40)} is no measure.",
                f"Did you mean {near[0]}?" if near else "Such as killed, injured or missing.",
                at=f"{at}.measure",
            )
        if not rule.to:
            raise SettingsWrong("an alert tells somebody.", "Give it one of toast, bell, desktop.", at=f"{at}.to")
        try:
            query = parse(rule.find)
        except CallWrong as wrong:
            raise SettingsWrong(wrong.what, wrong.hint, at=f"{at}.find") from wrong
        if rule.when == "found" and not query:
            raise SettingsWrong('a rule for "found" says what is to be found.', 'Such as find = "gas plant".', at=at)


class _Found(NamedTuple):
    """How an update that was looked for is to be told, and what it was found by."""

    to: frozenset[str] = frozenset()
    by: tuple[str, ...] = ()


class Alerts:
    """The rules of one person on one desk, and what was seen last."""

    def __init__(self, desk: Answers, rules: Sequence[AlertRule]) -> None:
        check(rules)
        self._desk = desk
        self._rules = rules
        self._lines: dict[str, dict[LineKey, Stand]] = {}
        self._failing: set[str] = set()
        self._found: set[UpdateRef] = set()
        self._on_lines = any(rule.when in ("moved", "conflict") for rule in rules)

    def begin(self) -> Iterator[None]:
        """See everything as it is, in steps; nothing of it is told."""
        self._failing = {one.id for one in self._desk.sources() if self._fails(one.id)}
        for story in self._desk.incidents():
            if self._on_lines and story.status is not IncidentStatus.CLOSED:
                # It may be undone or merged between two steps.
                with suppress(CallWrong):
                    yield from self._desk.gather(story.id)
                    self._lines[story.id] = self._stands(story.id)
                yield

    def decided(self, decisions: Sequence[Decision]) -> None:
        """See what an editor's own acts moved, in the incidents that they were on."""
        if self._on_lines and decisions:
            there = {story.id for story in self._desk.incidents()}
            for incident in set[str]().union(*map(self._touched, decisions)) & there:
                self._lines[incident] = self._stands(incident)

    def raised(self, taken: Sequence[SourceTaken]) -> Iterator[Alert | None]:
        """What is to be told of what arrived, in steps; null for a step that gives nothing to tell."""
        arrived = [ref for one in taken for ref in (*one.new, *one.changed)]
        found = self._find(arrived)
        if self._on_lines:
            for incident in self._stories_of(arrived):
                with suppress(CallWrong):
                    yield from self._moved(incident, found)
        yield from self._told_found(found)
        yield from self._failed({one.source for one in taken})

    # ── lines ─────────────────────────────────────────────────────────────────────────────────────

    def _moved(self, incident: str, found: dict[UpdateRef, _Found]) -> Iterator[Alert | None]:
        yield from self._desk.gather(incident)
        title, lines = self._desk.incident(incident).title, self._desk.ledger(incident).lines
        before = self._lines.get(incident)
        self._lines[incident] = {line.key: _stand(line) for line in lines}
        if before is None:
            # The story itself is new: whoever opened it looks at it, and is told of what changes from now on.
            return
        changes, to = [], frozenset[str]()
        for line in lines:
            change = Change(line.key, before.get(line.key), _stand(line))
            ways = [rule.to for rule in self._rules if self._is_on(rule, incident, title) and fits(rule, change)]
            if ways:
                changes.append(change)
                refs = {said.claim.update for said in line.origins}
                to = to.union(*ways, *(found.pop(ref).to for ref in refs & found.keys()))
        if changes:
            yield Alert(text.line(f"{title}: {_listed([str(one) for one in changes])}", 300), to)

    def _stands(self, incident: str) -> dict[LineKey, Stand]:
        return {line.key: _stand(line) for line in self._desk.ledger(incident).lines}

    def _stories_of(self, refs: Iterable[UpdateRef]) -> list[str]:
        places = map(self._desk.incident_by, refs)
        return list(dict.fromkeys(place for place in places if place is not None))

    def _touched(self, decision: Decision) -> set[str]:
        acts = subject(decision, self._desk.log()).acts
        refs = [UpdateRef(act.source, act.update) for act in acts if isinstance(act, OnUpdate)]
        into = {act.incident for act in acts if isinstance(act, OnIncident | Move) and act.incident is not None}
        return into.union(self._stories_of(refs))

    @staticmethod
    def _is_on(rule: AlertRule, incident: str, title: str) -> bool:
        return not rule.incident or rule.incident.casefold() in (incident.casefold(), title.casefold())

    # ── words, sources ────────────────────────────────────────────────────────────────────────────

    def _find(self, arrived: Collection[UpdateRef]) -> dict[UpdateRef, _Found]:
        """The updates that a rule looks for and that were never told."""
        fresh = [ref for ref in arrived if ref not in self._found]
        found: dict[UpdateRef, _Found] = {}
        for rule in self._rules:
            if rule.when == "found":
                for ref in self._desk.fitting(rule.find, fresh):
                    if self._is_in(rule, ref):
                        former = found.get(ref, _Found())
                        found[ref] = _Found(former.to.union(rule.to), (*former.by, rule.find))
        self._found |= found.keys()
        return found

    def _is_in(self, rule: AlertRule, ref: UpdateRef) -> bool:
        incident = self._desk.incident_by(ref)
        title = self._desk.incident(incident).title if incident is not None else ""
        return self._is_on(rule, incident or "", title)

    def _told_found(self, found: dict[UpdateRef, _Found]) -> Iterator[Alert]:
        if found:
            titles = [self._desk.update(ref).latest.title for ref in found]
            sought = _listed(list(dict.fromkeys(find for one in found.values() for find in one.by)))
            told = f"Found {words.counted(len(found), 'update')} for {sought}: {_listed(titles)}"
            yield Alert(text.line(told, 300), frozenset[str]().union(*(one.to for one in found.values())))

    def _failed(self, sources: set[str]) -> Iterator[Alert]:
        # One may have been removed while it was polled.
        failing = {one.id: one.title for one in self._desk.sources() if one.id in sources and self._fails(one.id)}
        fresh, self._failing = failing.keys() - self._failing, (self._failing - sources) | failing.keys()
        ways = [rule.to for rule in self._rules if rule.when == "failing"]
        if fresh and ways:
            names = [f"{failing[one]}: {self._desk.health(one).message}" for one in sorted(fresh)]
            told = f"{words.counted(len(fresh), 'source')} failing: {_listed(names)}"
            yield Alert(text.line(told, 300), frozenset[str]().union(*ways))

    def _fails(self, source: str) -> bool:
        return self._desk.health(source).outcome is Outcome.FAILED


def _stand(line: Line) -> Stand:
    return Stand(line.range, line.low, line.high, line.verdict is Verdict.CONFLICT)


def _listed(parts: Sequence[str]) -> str:
    more = f"; and {len(parts) - MOST} more" if len(parts) > MOST else ""
    return "; ".join(parts[:MOST]) + more
