"""What an editor does to an update: triage, move, note."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from newsdesk import text
from newsdesk.cli.calls import Commands
from newsdesk.cli.options import DeskFolder, Reason, UpdateName
from newsdesk.cli.output import say
from newsdesk.cli.session import opened
from newsdesk.errors import CallWrong
from newsdesk.model import State

if TYPE_CHECKING:
    from newsdesk.decisions import Decision


class Verb(StrEnum):
    """What triage does to an update."""

    ACCEPT = "accept"
    HOLD = "hold"
    REJECT = "reject"
    NEW = "new"


STATES = {Verb.ACCEPT: State.ACCEPTED, Verb.HOLD: State.HELD, Verb.REJECT: State.REJECTED, Verb.NEW: State.NEW}


def triage(
    update: UpdateName,
    verb: Annotated[Verb, typer.Argument(metavar="accept|hold|reject|new", help="What to do; new puts it back.")],
    reason: Reason = "",
    desk: DeskFolder = None,
) -> None:
    """Accept, hold or reject an update, or put it back to new."""
    with opened(desk) as service:
        done = service.triage(service.find_update(update).ref, STATES[verb], reason)
    say_done(done)


def move(
    update: UpdateName,
    incident: Annotated[str | None, typer.Argument(metavar="[INCIDENT]", help="Its id or title.")] = None,
    out: Annotated[bool, typer.Option("--out", help="Out of every incident.")] = False,
    reason: Reason = "",
    desk: DeskFolder = None,
) -> None:
    """Put an update into an incident, or out of every one."""
    if out == (incident is not None):
        raise CallWrong("Where to?", "Name an incident, or give --out.")
    with opened(desk) as service:
        done = service.move(service.find_update(update).ref, incident, reason)
    say_done(done)


def star(
    update: UpdateName,
    off: Annotated[bool, typer.Option("--off", help="Take the star away.")] = False,
    desk: DeskFolder = None,
) -> None:
    """Star an update, to come back to it."""
    with opened(desk) as service:
        done = service.star(service.find_update(update).ref, not off)
    say_done(done)


def note(
    update: UpdateName,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="What to remember.")],
    desk: DeskFolder = None,
) -> None:
    """Write an editor's words on an update."""
    with opened(desk) as service:
        done = service.note(service.find_update(update).ref, text.tidy(" ".join(words)))
    say_done(done)


def say_done(done: Decision, quote: str = "") -> None:
    """Say what was decided, on which words, and its number in the log."""
    from newsdesk.desk.names import handle
    from newsdesk.export.acts import act_in_words

    words = act_in_words(done.act, handle)
    on = f", “{text.line(quote, 200)}”" if quote else ""
    say(f"{done.id}: {words}{on}. Take it back with: newsdesk undo")


COMMANDS: Commands = {"triage": triage, "move": move, "star": star, "note": note}
