"""Every act of an editor is a decision in a log; what stands is a pure fold of that log.

So undo is a decision too, "known at T" is the fold of what had been decided by T, and nothing an editor
did is ever overwritten. Knows no clock and no disk: times and names come in with the decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct, field

from newsdesk.model import Figure, Grade, LineKey, Measure, Number, Qualifier, State, UpdateRef


class Triage(Struct, frozen=True, tag="triage"):
    """Accept, hold, reject, or put back to new."""

    source: str
    update: str
    state: State


class Move(Struct, frozen=True, tag="move"):
    """Put an update into an incident, or (null) out of every incident."""

    source: str
    update: str
    incident: str | None


class Note(Struct, frozen=True, tag="note"):
    """An editor's words on an update."""

    source: str
    update: str
    text: str


class Correct(Struct, frozen=True, tag="correct"):
    """Read these words otherwise: `figure` as the reader had it (or a former correction), `becomes` as it is."""

    source: str
    update: str
    version: int
    figure: Figure
    becomes: Figure


class Strike(Struct, frozen=True, tag="strike"):
    """These words are no figure."""

    source: str
    update: str
    version: int
    figure: Figure


class Add(Struct, frozen=True, tag="add"):
    """A figure the reader missed. For a call or a press conference the update is the editor's own note."""

    source: str
    update: str
    version: int
    figure: Figure


class Appraise(Struct, frozen=True, tag="appraise"):
    """Give a figure this credibility digit, 1 to 6, in place of the suggested one; null goes back to that."""

    source: str
    update: str
    version: int
    figure: Figure
    digit: int | None


class Rule(StrEnum):
    """A named rule that a desk figure may follow (docs/figures.md, "The verdict on a line")."""

    GREATEST_AUTHORITY = "greatest authority"


class Premise(Struct, frozen=True, kw_only=True):
    """What an origin stood with on a line when the desk's number was decided."""

    origin: str
    value: Number | None
    qualifier: Qualifier
    low: Number | None
    high: Number | None
    at: datetime
    """When it had last been said."""
    update: UpdateRef


class SetDesk(Struct, frozen=True, tag="desk"):
    """Run with this number on a line, or with what a rule gives; neither clears it. The decision's reason says why."""

    incident: str
    line: LineKey
    value: Number | None
    low: Number | None
    high: Number | None
    rule: Rule | None = None
    """With a rule, the number is what it gave when it was set."""
    premises: tuple[Premise, ...] = ()
    """What stood on the line then."""


class MergeOrigins(Struct, frozen=True, tag="merge"):
    """Within an incident a name is the voice of another."""

    incident: str
    name: str
    into: str


class PartOrigin(Struct, frozen=True, tag="part"):
    """Within an incident a name is a voice of its own, whatever the rules and the aliases say."""

    incident: str
    name: str


class MarkParty(Struct, frozen=True, tag="party"):
    """An origin is a party to the event, or is none."""

    incident: str
    origin: str
    party: bool


class GradeOrigin(Struct, frozen=True, tag="grade_origin"):
    """Within an incident an origin has this letter, whatever its source's."""

    incident: str
    origin: str
    grade: Grade


class GradeSource(Struct, frozen=True, tag="grade_source"):
    """A source has this letter, wherever it prints."""

    source: str
    grade: Grade


class Undo(Struct, frozen=True, tag="undo"):
    """Take back one decision; to undo an undo is to redo."""

    decision: int


OnFigure = Correct | Strike | Add | Appraise
OnUpdate = Triage | Move | Note | OnFigure
OnIncident = SetDesk | MergeOrigins | PartOrigin | MarkParty | GradeOrigin
Act = OnUpdate | OnIncident | GradeSource | Undo


class Decision(Struct, frozen=True, kw_only=True):
    """One act, who did it, when, and why. `id` counts up from 1 without gaps."""

    id: int
    at: datetime
    by: str
    act: Act
    reason: str = ""


class FigureRef(NamedTuple):
    """Names a figure by its words, so that a decision on it survives a new reading of the same words."""

    source: str
    update: str
    version: int
    start: int
    end: int
    measure: Measure


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
    moved: dict[UpdateRef, str | None] = field(default_factory=dict)
    notes: dict[UpdateRef, tuple[Decision, ...]] = field(default_factory=dict)
    corrected: dict[FigureRef, Figure] = field(default_factory=dict)
    struck: set[FigureRef] = field(default_factory=set)
    added: dict[UpdateRef, tuple[tuple[int, Figure], ...]] = field(default_factory=dict)
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

    def state(self, ref: UpdateRef) -> State:
        """Where an update stands; new until someone decides."""
        return self.states.get(ref, State.NEW)

    def figures(self, ref: UpdateRef, version: int, read: Sequence[Figure]) -> tuple[Figure, ...]:
        """The figures of one version as they stand: corrected, without the struck, with the added, by place."""
        kept = [
            self.corrected.get(name, figure)
            for figure in read
            if (name := figure_ref(ref, version, figure)) not in self.struck
        ]
        kept += [figure for at, figure in self.added.get(ref, ()) if at == version]
        return tuple(sorted(kept, key=lambda figure: (figure.start, figure.end)))


def standing(decisions: Sequence[Decision]) -> Standing:
    """Fold a log, oldest first, into what stands."""
    result = Standing()
    cancelled = undone(decisions)
    for decision in decisions:
        if decision.id not in cancelled:
            apply(result, decision)
    return result


def undone(decisions: Sequence[Decision]) -> set[int]:
    """Ids of the decisions that do not stand: taken back by an undo that itself stands."""
    cancelled: set[int] = set()
    for decision in reversed(decisions):
        if isinstance(decision.act, Undo) and decision.id not in cancelled:
            cancelled.add(decision.act.decision)
    return cancelled


def last_standing(decisions: Sequence[Decision]) -> Decision | None:
    """The newest decision that an undo would take back."""
    cancelled = undone(decisions)
    return next((d for d in reversed(decisions) if d.id not in cancelled and not isinstance(d.act, Undo)), None)


def last_undo(decisions: Sequence[Decision]) -> Decision | None:
    """The undo that a redo would take back: one with no other act decided since, else nothing."""
    cancelled = undone(decisions)
    for decision in reversed(decisions):
        if isinstance(decision.act, Undo):
            if decision.id not in cancelled and not _is_redo(decision, decisions):
                return decision
        elif decision.id not in cancelled:
            return None
    return None


def _is_redo(decision: Decision, decisions: Iterable[Decision]) -> bool:
    target = decision.act.decision if isinstance(decision.act, Undo) else 0
    return any(d.id == target and isinstance(d.act, Undo) for d in decisions)


def apply(result: Standing, decision: Decision) -> None:
    """Bring one more decision into a standing; undo needs the whole log and is not handled here."""
    match decision.act:
        case Triage(source, update, state):
            result.states[UpdateRef(source, update)] = state
        case Move(source, update, incident):
            result.moved[UpdateRef(source, update)] = incident
        case Note(source, update, _):
            ref = UpdateRef(source, update)
            result.notes[ref] = (*result.notes.get(ref, ()), decision)
        case Correct() | Strike() | Add():
            _apply_to_figure(result, decision.act)
        case Appraise():
            _apply_appraisal(result, decision, decision.act)
        case SetDesk():
            _apply_desk(result, decision, decision.act)
        case MergeOrigins() | PartOrigin() | MarkParty() | GradeOrigin() | GradeSource():
            _apply_to_voice(result, decision.act)
        case Undo():
            pass


def _apply_to_voice(result: Standing, act: MergeOrigins | PartOrigin | MarkParty | GradeOrigin | GradeSource) -> None:
    match act:
        case MergeOrigins(incident, name, into):
            _apply_merge(result.voices, incident, name, into)
        case PartOrigin(incident, name):
            result.voices[incident, name] = name
        case MarkParty(incident, origin, party):
            result.parties[incident, origin] = party
        case GradeOrigin(incident, origin, grade):
            result.letters[incident, origin] = grade
        case GradeSource(source, grade):
            result.grades[source] = grade


def _apply_merge(voices: dict[tuple[str, str], str], incident: str, name: str, into: str) -> None:
    """The last word wins: a merge the other way round, at whatever remove, is taken back."""
    at = into
    while (following := voices.get((incident, at), at)) != at:
        if following == name:
            del voices[incident, at]
            break
        at = following
    voices[incident, name] = into


def _apply_appraisal(result: Standing, decision: Decision, act: Appraise) -> None:
    name = figure_ref(UpdateRef(act.source, act.update), act.version, act.figure)
    if act.digit is None:
        result.appraised.pop(name, None)
    else:
        result.appraised[name] = Appraisal(act.digit, decision.by, decision.at, decision.reason)


def _apply_to_figure(result: Standing, act: Correct | Strike | Add) -> None:
    ref = UpdateRef(act.source, act.update)
    if isinstance(act, Add):
        result.added[ref] = (*result.added.get(ref, ()), (act.version, act.figure))
        return
    added = result.added.get(ref, ())
    target = (act.version, act.figure)
    if target in added:
        becomes = ((act.version, act.becomes),) if isinstance(act, Correct) else ()
        at = added.index(target)
        result.added[ref] = (*added[:at], *becomes, *added[at + 1 :])
        return
    name = next(
        (name for name, figure in result.corrected.items() if figure == act.figure and name[:3] == (*ref, act.version)),
        None,
    )
    name = name or figure_ref(ref, act.version, act.figure)
    if isinstance(act, Correct):
        result.corrected[name] = act.becomes
    else:
        result.struck.add(name)


def _apply_desk(result: Standing, decision: Decision, act: SetDesk) -> None:
    key = (act.incident, act.line)
    if is_clearing(act):
        result.desk.pop(key, None)
        return
    result.desk[key] = DeskFigure(
        value=act.value,
        low=act.low,
        high=act.high,
        by=decision.by,
        at=decision.at,
        reason=decision.reason,
        rule=act.rule,
        premises=act.premises,
    )


def is_clearing(act: SetDesk) -> bool:
    """Whether an act on a desk figure leaves the line without one."""
    return act.rule is None and act.value is None and act.low is None and act.high is None
