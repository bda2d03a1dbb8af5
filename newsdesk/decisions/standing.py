"""What stands after a log of decisions, and how it is asked for: states, places, figures as editors have them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from newsdesk.decisions.acts import (
    Decision,
    Describe,
    Premise,
    Rule,
)
from newsdesk.decisions.stories import joined
from newsdesk.model import Figure, Grade, Incident, IncidentStatus, LineKey, Measure, Number, Question, State, UpdateRef


class FigureRef(NamedTuple):
    """Names a figure by its words, so that a decision on it survives a new reading of the same words."""

    source: str
    update: str
    version: int
    start: int
    end: int
    measure: Measure


class QuestionRef(NamedTuple):
    """Names an open question by its words."""

    source: str
    update: str
    version: int
    start: int
    end: int


def question_ref(update: UpdateRef, version: int, question: Question) -> QuestionRef:
    """The name of an open question; `version` counts from 0."""
    return QuestionRef(update.source, update.id, version, question.start, question.end)


def figure_ref(update: UpdateRef, version: int, figure: Figure) -> FigureRef:
    """The name of a figure; `version` counts from 0."""
    return FigureRef(update.source, update.id, version, figure.start, figure.end, figure.measure)


class DeskFigure(Struct, frozen=True, kw_only=True):
    """The number the newsroom runs with on a line."""

    value: Number | None
    low: Number | None
    high: Number | None
    by: str
    at: datetime
    reason: str
    rule: Rule | None = None
    follows: str = ""
    """The origin whose number a rule gives; only a ledger can say."""
    premises: tuple[Premise, ...] = ()


class Appraisal(NamedTuple):
    """A credibility digit that an editor gave."""

    digit: int
    by: str
    at: datetime
    reason: str


class Standing(Struct):
    """What stands after a log of decisions. A derived value: never stored, always folded."""

    states: dict[UpdateRef, State] = field(default_factory=dict)
    triaged: dict[UpdateRef, int] = field(default_factory=dict)
    """The version that was looked at when that was decided."""
    starred: set[UpdateRef] = field(default_factory=set)
    own_words: set[UpdateRef] = field(default_factory=set)
    """The updates whose words an editor took for their outlet's own."""
    moved: dict[UpdateRef, str | None] = field(default_factory=dict)
    notes: dict[UpdateRef, tuple[Decision, ...]] = field(default_factory=dict)
    corrected: dict[FigureRef, Figure] = field(default_factory=dict)
    struck: set[FigureRef] = field(default_factory=set)
    added: dict[UpdateRef, tuple[tuple[int, Figure], ...]] = field(default_factory=dict)
    settled: set[QuestionRef] = field(default_factory=set)
    """Questions that are open no more."""
    desk: dict[tuple[str, LineKey], DeskFigure] = field(default_factory=dict)
    appraised: dict[FigureRef, Appraisal] = field(default_factory=dict)
    voices: dict[tuple[str, str], str] = field(default_factory=dict)
    """Incident and name → the name of its voice; itself where it was parted from others. Never a circle."""
    parties: dict[tuple[str, str], bool] = field(default_factory=dict)
    """Incident and origin → whether an editor said that it is a party."""
    letters: dict[tuple[str, str], Grade] = field(default_factory=dict)
    """Incident and origin → the letter that an editor gave it there."""
    grades: dict[str, Grade] = field(default_factory=dict)
    """Source → the letter that an editor gave it."""
    removed: dict[str, bool] = field(default_factory=dict)
    """Source → whether an editor said that it is polled and listed no more."""
    paused: dict[str, bool] = field(default_factory=dict)
    """Source → whether an editor said that it is not polled for now."""
    names: dict[str, str] = field(default_factory=dict)
    """Source → the title that an editor gave it."""
    opened: dict[str, Incident] = field(default_factory=dict)
    """The incidents that editors opened."""
    described: dict[str, Describe] = field(default_factory=dict)
    """Incident → what an editor said of it since."""
    spoken_for: set[str] = field(default_factory=set)
    """Parts of an incident that was described after they had become that: its words are theirs."""
    statuses: dict[str, IncidentStatus] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    """Incident → the one it is part of since. Never a circle."""
    dismissed: set[str] = field(default_factory=set)
    """Groups of updates that are suggested no more."""

    def state(self, ref: UpdateRef) -> State:
        """Where an update stands; new until someone decides."""
        return self.states.get(ref, State.NEW)

    def incident_of(self, ref: UpdateRef, led: str | None) -> str | None:
        """The incident an update belongs to: where an editor moved it, else where its words `led`, merges followed."""
        return self.heir(self.moved.get(ref, led) if self.moved else led)

    def heir(self, incident: str | None) -> str | None:
        """The incident that one became part of, at whatever remove; itself where it did not."""
        while incident in self.merged:
            incident = self.merged[incident]
        return incident

    def parts_of(self, incident: str) -> set[str]:
        """The incident, and those that were merged into it."""
        return {incident, *(one for one in self.merged if self.heir(one) == incident)}

    def incidents(self, known: Iterable[Incident]) -> list[Incident]:
        """The incidents that stand, of those that files brought and those that editors opened, in that order.

        One that became part of another is gone from the list; the other has its watch words, aliases and parties.
        """
        every = self._every(known)
        parts: dict[str | None, list[Incident]] = {}
        for name in self.merged.keys() & every.keys():
            parts.setdefault(self.heir(name), []).append(every[name])
        return [joined(one, parts.get(name, ())) for name, one in every.items() if name not in self.merged]

    def watched(self, known: Iterable[Incident]) -> list[Incident]:
        """The incidents whose words lead updates to them: one that became part of another leads on while that is open.

        What it led to is the other's, and its own again once they are parted.
        """
        every = self._every(known)
        wholes = {name: every.get(self.heir(name) or "", one) for name, one in every.items()}
        theirs = {(self.heir(name), row) for name in self.spoken_for & every.keys() for row in every[name].watch}
        return [
            replace(
                one,
                status=wholes[name].status,
                watch=tuple(row for row in one.watch if (name, row) not in theirs),
            )
            for name, one in every.items()
        ]

    def _every(self, known: Iterable[Incident]) -> dict[str, Incident]:
        return {
            one.id: replace(self._described(one), status=self.statuses.get(one.id, one.status))
            for one in (*known, *self.opened.values())
        }

    def _described(self, one: Incident) -> Incident:
        """An incident as an editor described it; a part of one described since has what is left of its words there."""
        said = self.described.get(one.id)
        if one.id in self.spoken_for:
            whole = self.described.get(self.heir(one.id) or "")
            left = set(whole.watch) if whole is not None else set()
            own = said.watch if said is not None else one.watch
            return replace(one, watch=tuple(row for row in own if row in left), universal=())
        if said is None:
            return one
        return replace(
            one,
            title=said.title,
            country=said.country,
            place=said.place,
            watch=said.watch,
            universal=said.universal,
        )

    def figures(self, ref: UpdateRef, version: int, read: Sequence[Figure]) -> tuple[Figure, ...]:
        """The figures of one version as they stand: corrected, without the struck, with the added, by place."""
        kept = [
            self.corrected.get(name, figure)
            for figure in read
            if (name := figure_ref(ref, version, figure)) not in self.struck
        ]
        kept += [figure for at, figure in self.added.get(ref, ()) if at == version]
        return tuple(sorted(kept, key=lambda figure: (figure.start, figure.end)))

    def touched(self, ref: UpdateRef, version: int, figure: Figure) -> str:
        """What editors did to a figure that stands: "corrected", "added", or nothing."""
        if (version, figure) in self.added.get(ref, ()):
            return "added"
        there = (*ref, version)
        corrected = any(name[:3] == there and becomes == figure for name, becomes in self.corrected.items())
        return "corrected" if corrected else ""

    def questions(self, ref: UpdateRef, version: int, read: Sequence[Question]) -> tuple[Question, ...]:
        """The questions of one version that nobody has settled."""
        return tuple(one for one in read if question_ref(ref, version, one) not in self.settled)
