"""The fold of a log of decisions: what stands after them, and what undo and redo would take back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

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
    RemoveSource,
    RenameSource,
    SetDesk,
    SetStatus,
    Settle,
    Star,
    Strike,
    Triage,
    Undo,
)
from newsdesk.decisions.standing import (
    Appraisal,
    DeskFigure,
    Standing,
    figure_ref,
    question_ref,
)
from newsdesk.model import UpdateRef

_Said = TypeVar("_Said")


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
