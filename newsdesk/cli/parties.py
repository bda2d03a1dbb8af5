"""`newsdesk parties`: who is a party to the event, so that its figures stand in a band of their own."""

from __future__ import annotations

from typing import Annotated

import typer

from newsdesk.cli.calls import Commands
from newsdesk.cli.incidents import only_incident
from newsdesk.cli.lines import OfIncident
from newsdesk.cli.options import DeskFolder, Form, Format, Reason
from newsdesk.cli.output import show
from newsdesk.cli.session import looked_at, opened
from newsdesk.cli.triage import say_done

PartyName = Annotated[str, typer.Argument(metavar="NAME", help="The origin, by any of its names.")]


def list_parties(
    incident: Annotated[
        str | None, typer.Argument(metavar="[INCIDENT]", help="Its id or title; not needed where there is one.")
    ] = None,
    desk: DeskFolder = None,
    form: Form = Format.TABLE,
) -> None:
    """List the parties to an event, and on how many lines each has spoken."""
    from newsdesk.export import Column, Sheet
    from newsdesk.ledger.queries import parties

    with looked_at(desk) as service:
        rows = parties(service.ledger(only_incident(service, incident).id))
    show(
        form,
        shape=lambda: [{"origin": origin, "lines": lines} for origin, lines in rows],
        sheet=lambda: Sheet((Column("origin", name=True), Column("lines", right=True)), rows),
        empty="No parties. Mark one with: newsdesk parties add NAME",
    )


def add_party(name: PartyName, incident: OfIncident = None, reason: Reason = "", desk: DeskFolder = None) -> None:
    """Mark an origin as a party to the event. It need not have spoken yet."""
    with opened(desk) as service:
        done = service.mark_party(only_incident(service, incident).id, name, True, reason)
    say_done(done)


def remove_party(name: PartyName, incident: OfIncident = None, reason: Reason = "", desk: DeskFolder = None) -> None:
    """Say that an origin is no party to the event."""
    with opened(desk) as service:
        done = service.mark_party(only_incident(service, incident).id, name, False, reason)
    say_done(done)


COMMANDS: Commands = {"list": list_parties, "add": add_party, "remove": remove_party}
