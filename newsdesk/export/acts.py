"""An editor's acts in words, for the log and for what a command says after it."""

from __future__ import annotations

from collections.abc import Callable

from newsdesk.decisions import (
    Act,
    Add,
    Appraise,
    Correct,
    Decision,
    GradeOrigin,
    GradeSource,
    MarkParty,
    MergeOrigins,
    Move,
    Note,
    OnFigure,
    PartOrigin,
    SetDesk,
    Strike,
    Triage,
    Undo,
    is_clearing,
)
from newsdesk.ledger.words import interval_text, line_name, scope_names, value_text
from newsdesk.model import Figure, UpdateRef

Handle = Callable[[UpdateRef], str]
"""The short name of an update."""


def act_in_words(act: Act, handle: Handle) -> str:
    """What was done to what: "accepted 1a2b3c4d", "set escaped · foreign (in-amenas) to 20"."""
    match act:
        case Undo(number):
            return f"undid {number}"
        case GradeSource(source, grade):
            return f"graded source {source} {grade}"
        case SetDesk():
            return _desk(act)
        case MergeOrigins() | PartOrigin() | MarkParty() | GradeOrigin():
            return f"{_voice(act)} ({act.incident})"
        case Triage() | Move() | Note():
            return _update(act, handle(UpdateRef(act.source, act.update)))
        case _:
            return _figure(act, handle(UpdateRef(act.source, act.update)))


def _desk(act: SetDesk) -> str:
    where = f"{line_name(act.line)} ({act.incident})"
    if is_clearing(act):
        return f"cleared the desk figure of {where}"
    number = _number(act)
    return f"set {where} to {f'{act.rule}, now {number}' if act.rule else number}"


def _number(act: SetDesk) -> str:
    bare = act.low is None and act.high is None
    return interval_text(*((act.value, act.value) if bare else (act.low, act.high)))


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


def _update(act: Triage | Move | Note, name: str) -> str:
    match act:
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
            return f"corrected {figure_in_words(figure)} to {figure_in_words(becomes)} in {name}"
        case Strike(figure=figure):
            return f"struck {figure_in_words(figure)} in {name}"
        case Add(figure=figure):
            return f"added {figure_in_words(figure)} in {name}"


def note_text(decision: Decision) -> str:
    """The words of a note; empty for any other act."""
    return decision.act.text if isinstance(decision.act, Note) else ""


def figure_in_words(figure: Figure) -> str:
    """A figure in a few words: "escaped ≥15 foreign"."""
    return " ".join([figure.measure.value.replace("_", " "), value_text(figure), *scope_names(figure.scope)])
