"""The log of decisions: read it, take the last back, redo it."""

from __future__ import annotations

from collections.abc import Sequence

from newsdesk import decisions
from newsdesk.cli.calls import Commands
from newsdesk.cli.options import DeskFolder, Form, Format
from newsdesk.cli.output import say, show
from newsdesk.cli.session import looked_at, opened


def undo(desk: DeskFolder = None) -> None:
    """Take back the last act that stands."""
    with opened(desk) as service:
        done, log = service.undo(), service.log()
    say(f"Took back {_subject(done, log)}. Do it again with: newsdesk redo")


def redo(desk: DeskFolder = None) -> None:
    """Do again what was just taken back. Works if nothing was decided since."""
    with opened(desk) as service:
        done, log = service.redo(), service.log()
    say(f"Did again {_subject(done, log)}.")


def show_log(desk: DeskFolder = None, form: Form = Format.TABLE) -> None:
    """List every decision, oldest first."""
    from newsdesk.export import shapes, sheets

    with looked_at(desk) as service:
        log = service.log()
    undone = decisions.undone(log)
    rows = [(one, _words(one, log), one.id not in undone) for one in log]
    show(
        form,
        shape=lambda: [shapes.decision(*row) for row in rows],
        sheet=lambda: sheets.decisions(rows),
        empty="Nothing has been decided yet.",
    )


def _words(one: decisions.Decision, log: Sequence[decisions.Decision]) -> str:
    """An act in words; to undo an undo is to redo."""
    from newsdesk.desk.names import handle
    from newsdesk.export.acts import act_in_words

    if isinstance(one.act, decisions.Undo) and isinstance(log[one.act.decision - 1].act, decisions.Undo):
        return f"redid {decisions.subject(one, log).id}"
    return act_in_words(one.act, handle)


def _subject(done: decisions.Decision, log: Sequence[decisions.Decision]) -> str:
    """What was taken back or redone, with its number."""
    from newsdesk.desk.names import handle
    from newsdesk.export.acts import act_in_words

    about = decisions.subject(done, log)
    return f"{about.id}: {act_in_words(about.act, handle)}"


COMMANDS: Commands = {"undo": undo, "redo": redo, "log": show_log}
