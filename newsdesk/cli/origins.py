"""`newsdesk origins`: whose voice is whose, and how far each can be relied on."""

from __future__ import annotations

from typing import Annotated

import typer

from newsdesk.cli.calls import Commands
from newsdesk.cli.incidents import only_incident
from newsdesk.cli.lines import OfIncident
from newsdesk.cli.options import AsOf, DeskFolder, Form, Format, Reason
from newsdesk.cli.output import show
from newsdesk.cli.session import looked_at, opened
from newsdesk.cli.triage import say_done
from newsdesk.model import Grade

OriginName = Annotated[str, typer.Argument(metavar="NAME", help="Any name it goes by, as `origins list` shows.")]


def list_origins(
    incident: Annotated[
        str | None, typer.Argument(metavar="[INCIDENT]", help="Its id or title; not needed where there is one.")
    ] = None,
    as_of: AsOf = None,
    desk: DeskFolder = None,
    form: Form = Format.TABLE,
) -> None:
    """List who says the figures of an incident, with the names that are one voice and the outlets that printed it."""
    from newsdesk.export import shapes, sheets
    from newsdesk.ledger.queries import voices

    with looked_at(desk) as service:
        found = voices(service.ledger(only_incident(service, incident).id, as_of=as_of))
    show(
        form,
        shape=lambda: [shapes.voice(one) for one in found],
        sheet=lambda: sheets.voices(found),
        empty="Nobody has said a figure yet.",
    )


def merge_origins(
    name: OriginName,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The origin whose voice it is.")],
    incident: OfIncident = None,
    reason: Reason = "",
    desk: DeskFolder = None,
) -> None:
    """Take a name for the voice of another origin. An origin takes its other names along."""
    with opened(desk) as service:
        done = service.merge_origins(only_incident(service, incident).id, name, into, reason)
    say_done(done)


def part_origin(name: OriginName, incident: OfIncident = None, reason: Reason = "", desk: DeskFolder = None) -> None:
    """Take a name for a voice of its own, whatever the rules and the incident's file say."""
    with opened(desk) as service:
        done = service.part_origin(only_incident(service, incident).id, name, reason)
    say_done(done)


def grade_origin(
    name: OriginName,
    letter: Annotated[Grade, typer.Argument(metavar="LETTER", help="A to E, or F for one that cannot be judged.")],
    incident: OfIncident = None,
    reason: Reason = "",
    desk: DeskFolder = None,
) -> None:
    """Say how far an origin can be relied on in an incident: its Admiralty letter."""
    with opened(desk) as service:
        done = service.grade_origin(only_incident(service, incident).id, name, letter, reason)
    say_done(done)


COMMANDS: Commands = {"list": list_origins, "merge": merge_origins, "part": part_origin, "grade": grade_origin}
