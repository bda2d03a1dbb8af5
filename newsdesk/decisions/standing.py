"""What stands after a log of decisions: a pure fold, in which undo is a decision like any other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from newsdesk.decisions.acts import (
    Add,
    Appraise,
    Correct,
    Decision,
    Describe,
    Dismiss,
    GradeOrigin,
    GradeSource,
    MarkParty,
    MergeIncidents,
    MergeOrigins,
    Move,
    Note,
    OnSource,
    OnStory,
    OnVoice,
    OpenIncident,
    OwnWords,
    PartOrigin,
    PauseSource,
    Premise,
    RemoveSource,
    RenameSource,
    Rule,
    SetDesk,
    SetStatus,
    Settle,
    Star,
    Strike,
    Triage,
    Undo,
)
from newsdesk.decisions.stories import joined
from newsdesk.model import Figure, Grade, Incident, IncidentStatus, LineKey, Measure, Number, Question, State, UpdateRef

_Said = TypeVar("_Said")


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
    for act in decision.acts:
        match act:
            case Correct() | Strike() | Add():
                _apply_to_figure(result, act)
            case Appraise():
                _apply_appraisal(result, decision, act)
            case SetDesk():
                _apply_desk(result, decision, act)
            case Triage() | Move() | Note() | Star() | OwnWords() | Settle():
                _apply_to_update(result, decision, act)
            case OpenIncident() | Describe() | SetStatus() | MergeIncidents():
                _apply_to_story(result, act)
            case MergeOrigins() | PartOrigin() | MarkParty() | GradeOrigin():
                _apply_to_voice(result, act)
            case GradeSource() | RemoveSource() | PauseSource() | RenameSource() | Dismiss():
                _apply_to_rest(result, act)
            case Undo():
                pass


def _apply_to_update(
    result: Standing, decision: Decision, act: Triage | Move | Note | Star | OwnWords | Settle
) -> None:
    ref = UpdateRef(act.source, act.update)
    match act:
        case Triage(state=state, version=version):
            result.states[ref], result.triaged[ref] = state, version
        case Move(incident=incident):
            result.moved[ref] = incident
        case Note():
            result.notes[ref] = (*result.notes.get(ref, ()), replace(decision, act=act))
        case Star(starred=marked):
            (result.starred.add if marked else result.starred.discard)(ref)
        case Settle(version=version, question=question):
            result.settled.add(question_ref(ref, version, question))
        case OwnWords(own=own):
            (result.own_words.add if own else result.own_words.discard)(ref)


def _apply_to_story(result: Standing, act: OnStory) -> None:
    match act:
        case OpenIncident(incident):
            result.opened[incident.id] = incident
        case Describe(incident):
            _apply_country(result, act)
            result.described[incident] = act
            result.spoken_for |= result.parts_of(incident) - {incident}
        case SetStatus(incident, status):
            result.statuses[incident] = status
        case MergeIncidents(incident, into):
            _apply_part(result, incident, result.heir(into))


def _apply_country(result: Standing, act: Describe) -> None:
    """Whoever was local is of the former country now, their desk figures too; those of the new one are local."""
    if act.country == act.former:
        return
    names = {"local": act.former or "local", act.country: "local"}
    there = [(key, figure) for (incident, key), figure in result.desk.items() if incident == act.incident]
    for key, _ in there:
        del result.desk[act.incident, key]
    for key, figure in there:
        scope = tuple(sorted(names.get(facet, facet) for facet in key.scope))
        result.desk[act.incident, replace(key, scope=scope)] = figure


def _apply_part(result: Standing, incident: str, into: str | None) -> None:
    """What editors said of the voices of one incident holds in the other, where nothing against it was said there."""
    if into is None or into == incident or incident in result.merged:
        return
    result.merged[incident] = into
    for (_, name), voice in _carried(result.voices, incident, into).items():
        if voice == name or name not in _steps(result.voices, into, voice):
            result.voices[into, name] = voice
    result.parties |= _carried(result.parties, incident, into)
    result.letters |= _carried(result.letters, incident, into)


def _carried(said: dict[tuple[str, str], _Said], incident: str, into: str) -> dict[tuple[str, str], _Said]:
    theirs = [(name, what) for (owner, name), what in said.items() if owner == incident]
    return {(into, name): what for name, what in theirs if (into, name) not in said}


def _apply_to_rest(result: Standing, act: OnSource | Dismiss) -> None:
    match act:
        case GradeSource(source, grade):
            result.grades[source] = grade
        case RemoveSource(source, removed):
            result.removed[source] = removed
        case PauseSource(source, paused):
            result.paused[source] = paused
        case RenameSource(source, title):
            result.names[source] = title
        case Dismiss(group):
            result.dismissed.add(group)


def _apply_to_voice(result: Standing, act: OnVoice) -> None:
    match act:
        case MergeOrigins(incident, name, into):
            _apply_merge(result.voices, incident, name, into)
        case PartOrigin(incident, name):
            result.voices[incident, name] = name
        case MarkParty(incident, origin, party):
            result.parties[incident, origin] = party
        case GradeOrigin(incident, origin, grade):
            result.letters[incident, origin] = grade


def _apply_merge(voices: dict[tuple[str, str], str], incident: str, name: str, into: str) -> None:
    """The last word wins: a merge the other way round, at whatever remove, is taken back."""
    for at in _steps(voices, incident, into):
        if at != name and voices.get((incident, at)) == name:
            del voices[incident, at]
            break
    voices[incident, name] = into


def _steps(voices: dict[tuple[str, str], str], incident: str, name: str) -> Iterator[str]:
    """A name, and one by one those whose voice it is; each once."""
    been: set[str] = set()
    while name not in been:
        been.add(name)
        yield name
        name = voices.get((incident, name), name)


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
