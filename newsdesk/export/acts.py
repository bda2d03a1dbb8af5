"""An editor's acts in words, for the log and for what a command says after it."""

from __future__ import annotations

from collections.abc import Callable

from newsdesk.decisions import Act, Add, Correct, Decision, Move, Note, SetDesk, Strike, Triage, Undo
from newsdesk.ledger.words import interval_text, line_name, scope_names, value_text
from newsdesk.model import Figure, UpdateRef

Handle = Callable[[UpdateRef], str]
"""The short name of an update."""


def act_in_words(act: Act, handle: Handle) -> str:
    """What was done to what: "accepted 1a2b3c4d", "run with 20 on escaped · foreign (in-amenas)"."""
    match act:
        case SetDesk():
            return _desk(act)
        case Undo(number):
            return f"undid {number}"
        case Triage(source, update, state):
            name = handle(UpdateRef(source, update))
            return f"put {name} back to new" if state.value == "new" else f"{state.value} {name}"
        case Move(source, update, incident):
            return (
                f"moved {handle(UpdateRef(source, update))} {f'to {incident}' if incident else 'out of every incident'}"
            )
        case Note(source, update, words):
            return f"noted on {handle(UpdateRef(source, update))}: {words}"
        case _:
            return _figure(act, handle(UpdateRef(act.source, act.update)))


def _desk(act: SetDesk) -> str:
    where = f"{line_name(act.line)} ({act.incident})"
    if act.value is None and act.low is None and act.high is None:
        return f"run with no number on {where}"
    return f"run with {interval_text(act.low, act.high)} on {where}"


def _figure(act: Correct | Strike | Add, name: str) -> str:
    match act:
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
