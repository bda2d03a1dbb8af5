"""`newsdesk copy`: the sentence to publish on a line."""

from __future__ import annotations

from newsdesk.cli.calls import Commands
from newsdesk.cli.incidents import only_incident
from newsdesk.cli.lines import LineName, OfIncident, find_line
from newsdesk.cli.options import AsOf, DeskFolder
from newsdesk.cli.output import say
from newsdesk.cli.session import looked_at


def copy(line: LineName, incident: OfIncident = None, as_of: AsOf = None, desk: DeskFolder = None) -> None:
    """Print the sentence to publish on a line. The desk figure or the newest number leads; each has source and time."""
    from newsdesk.ledger import copy_line

    with looked_at(desk) as service:
        book = service.ledger(only_incident(service, incident).id, as_of=as_of)
    say(copy_line(find_line(book, line), as_of))


COMMANDS: Commands = {"copy": copy}
