"""An editor's acts in words, for the log and for what a command says after it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from newsdesk.decisions import (
    Act,
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
    OneAct,
    OnFigure,
    OnSource,
    OnStory,
    OpenIncident,
    OwnWords,
    PartOrigin,
    PauseSource,
    RemoveSource,
    RenameSource,
    SetDesk,
    SetStatus,
    Settle,
    Several,
    Star,
    Strike,
    Triage,
    Undo,
    is_clearing,
)
from newsdesk.ledger.words import (
    desk_text,
    figure_beside_text,
    kinds,
    line_name,
    listed,
    measure_name,
    scope_names,
    value_text,
    where,
)
from newsdesk.model import Figure, UpdateRef

Handle = Callable[[UpdateRef], str]
"""The short name of an update."""


def act_in_words(act: Act, handle: Handle) -> str:
    """What was done to what: "accepted 1a2b3c4d", "set escaped · foreign (in-amenas) to 20"."""
    match act:
        case Undo(number):
            words = f"undid {number}"
        case Several(acts):
            words = _several(acts, handle)
        case GradeSource() | RemoveSource() | PauseSource() | RenameSource():
            words = _source(act)
        case Dismiss(group):
            words = f"dismissed the suggestion {group}"
        case SetDesk():
            words = _desk(act)
        case OpenIncident() | Describe() | SetStatus() | MergeIncidents():
            words = _story(act)
        case MergeOrigins() | PartOrigin() | MarkParty() | GradeOrigin():
            words = f"{_voice(act)} ({act.incident})"
        case Triage() | Move() | Note() | Star() | OwnWords() | Settle():
            words = _update(act, handle(UpdateRef(act.source, act.update)))
        case _:
            words = _figure(act, handle(UpdateRef(act.source, act.update)))
    return words


def _several(acts: tuple[OneAct, ...], handle: Handle) -> str:
    """ "accepted 12 updates", "opened Flood as flood and moved 3 updates to flood"; what stands alone, by itself."""
    told: list[str] = []
    for kind, group in groupby(acts, key=_kind):
        every = list(group)
        if kind and len(every) > 1:
            told.append(act_in_words(every[0], _counted(len(every))))
        else:
            told += [act_in_words(one, handle) for one in every]
    return " and ".join(told)


def _counted(number: int) -> Handle:
    """Names a number of updates in the place of one."""
    return lambda _: f"{number} updates"


def _kind(act: OneAct) -> str:
    """What acts have in common that are told as one; empty where each is told by itself."""
    match act:
        case Triage(state=state):
            return f"triage {state}"
        case Move(incident=incident):
            return f"move {incident}"
        case Star(starred=starred):
            return f"star {starred}"
        case _:
            return ""


def _source(act: OnSource) -> str:
    match act:
        case GradeSource(source, grade):
            return f"graded source {source} {grade}"
        case RemoveSource(source, removed):
            return f"{'removed' if removed else 'added'} source {source}"
        case PauseSource(source, paused):
            return f"{'paused' if paused else 'resumed'} source {source}"
        case RenameSource(source, title):
            return f"renamed source {source} to {title}"


def _story(act: OnStory) -> str:
    match act:
        case OpenIncident(opened=one):
            return f"opened {one.title} as {one.id}"
        case Describe():
            return _described(act)
        case SetStatus(incident=name, status=status):
            return f"marked {name} as {status}"
        case MergeIncidents(incident=name, into=into):
            return f"took {name} for part of {into}"


def _described(act: Describe) -> str:
    """ "described siege: Gas plant siege; Tolmin, Slovenia; all of them workers; watches for gas plant"."""
    parts = [
        act.title,
        where(act.place, act.country),
        f"all of them {listed(kinds(act.universal))}" if act.universal else "",
        f"watches for {' or '.join(act.watch)}" if act.watch else "watches for no words",
    ]
    return f"described {act.incident}: {'; '.join(part for part in parts if part)}"


def _desk(act: SetDesk) -> str:
    where = f"{line_name(act.line)} ({act.incident})"
    if is_clearing(act):
        return f"cleared the desk figure of {where}"
    number = desk_text(act)
    return f"set {where} to {f'{act.rule}, now {number}' if act.rule else number}"


def _voice(act: MergeOrigins | PartOrigin | MarkParty | GradeOrigin) -> str:
    match act:
        case MergeOrigins(name=name, into=into):
            return f"took {name} for the voice of {into}"
        case PartOrigin(name=name):
            return f"took {name} for a voice of its own"
        case MarkParty(origin=origin, party=party):
            return f"marked {origin} as {'a' if party else 'no'} party to the event"
        case GradeOrigin(origin=origin, grade=grade):
            return f"graded {origin} {grade}"


def _update(act: Triage | Move | Note | Star | OwnWords | Settle, name: str) -> str:
    match act:
        case Settle(question=question):
            return f"settled “{question.quote}” in {name}"
        case OwnWords(own=own):
            return f"took the words of {name} for {'its own' if own else 'what they are like'}"
        case Star(starred=starred):
            return f"starred {name}" if starred else f"took the star from {name}"
        case Triage(state=state):
            return f"put {name} back to new" if state.value == "new" else f"{state.value} {name}"
        case Move(incident=incident):
            return f"moved {name} {f'to {incident}' if incident else 'out of every incident'}"
        case Note(text=words):
            return f"noted on {name}: {words}"


def _figure(act: OnFigure, name: str) -> str:
    match act:
        case Appraise(figure=figure, digit=digit):
            return f"gave {figure_in_words(figure)} in {name} {f'credibility {digit}' if digit else 'no credibility'}"
        case Correct(figure=figure, becomes=becomes):
            return f"corrected {figure_in_words(figure)} to {becomes_in_words(figure, becomes)} in {name}"
        case Strike(figure=figure):
            return f"struck {figure_in_words(figure)} in {name}"
        case Add(figure=figure):
            return f"added {figure_in_words(figure)} in {name}"


def note_text(decision: Decision) -> str:
    """The words of a note; empty for any other act."""
    return decision.act.text if isinstance(decision.act, Note) else ""


def note_place(decision: Decision, versions: int) -> str:
    """Which version a note was written on, where there are several."""
    if versions < 2 or not isinstance(decision.act, Note):
        return ""
    return f" on version {decision.act.version + 1}"


def figure_in_words(figure: Figure) -> str:
    """A figure in a few words: "escaped ≥15 foreign", "killed 25 (unclear)"."""
    who = scope_names(figure.scope, figure.value != 1)
    beside = figure_beside_text(figure)
    return " ".join([measure_name(figure.measure), value_text(figure), *who, *([f"({beside})"] if beside else [])])


def becomes_in_words(figure: Figure, becomes: Figure) -> str:
    """What a figure was corrected to, with who says so where that is what changed: "killed 25, said by the army"."""
    words = figure_in_words(becomes)
    if becomes.chain == figure.chain:
        return words
    return f"{words}, said by {' citing '.join(becomes.chain) or 'the outlet itself'}"
