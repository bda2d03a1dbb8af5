"""The log of decisions: read it, take the last back, redo it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsdesk import decisions
from newsdesk.cli.calls import Commands
from newsdesk.cli.options import DeskFolder, Form, Format
from newsdesk.cli.output import say, show
from newsdesk.cli.session import looked_at, opened
from newsdesk.errors import NewsdeskError


def undo(desk: DeskFolder = None) -> None:
    """Take back the last act that stands."""
    with opened(desk) as service:
        done, log = service.undo(), service.log()
    if done is None:
        raise NewsdeskError("There is nothing to undo.")
    say(f"Took back {_target(done, log)}. Redo it with: newsdesk redo")


def redo(desk: DeskFolder = None) -> None:
    """Redo what was last taken back. Works if nothing was decided since."""
    with opened(desk) as service:
        before = service.log()
        taken_back = decisions.last_undo(before)
        done = service.redo()
    if done is None or taken_back is None:
        raise NewsdeskError("There is nothing to redo.")
    say(f"Redid {_target(taken_back, before)}.")


def show_log(desk: DeskFolder = None, form: Form = Format.TABLE) -> None:
    """List every decision, oldest first."""
    from newsdesk.export import shapes, sheets

    with looked_at(desk) as service:
        log = service.log()
    undone = decisions.undone(log)
    undos = {one.id: one.act.decision for one in log if isinstance(one.act, decisions.Undo)}
    rows = [(one, _words(one, undos), one.id not in undone) for one in log]
    show(
        form,
        shape=lambda: [shapes.decision(*row) for row in rows],
        sheet=lambda: sheets.decisions(rows),
        empty="Nothing has been decided yet.",
    )


def _words(one: decisions.Decision, undos: Mapping[int, int]) -> str:
    """An act in words; `undos` are the ids of every undo with what each took back: to undo one of them is to redo."""
    from newsdesk.desk.names import handle
    from newsdesk.export.acts import act_in_words

    again = undos.get(undos.get(one.id, 0))
    return f"redid {again}" if again else act_in_words(one.act, handle)


def _target(undo: decisions.Decision, log: Sequence[decisions.Decision]) -> str:
    """What an undo took back, with its number."""
    from newsdesk.desk.names import handle
    from newsdesk.export.acts import act_in_words

    number = undo.act.decision if isinstance(undo.act, decisions.Undo) else undo.id
    return next((f"{one.id}: {act_in_words(one.act, handle)}" for one in log if one.id == number), str(number))


COMMANDS: Commands = {"undo": undo, "redo": redo, "log": show_log}
