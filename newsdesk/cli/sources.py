"""`newsdesk sources`: the feeds that are polled or opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from newsdesk.cli.calls import Commands
from newsdesk.cli.options import DeskFolder, Form, Format, Reason
from newsdesk.cli.output import say, show
from newsdesk.cli.session import looked_at, opened
from newsdesk.cli.subscriptions import export_sources, import_sources
from newsdesk.cli.triage import say_done
from newsdesk.model import Grade, Source

if TYPE_CHECKING:
    from newsdesk.desk import Desk


def list_sources(desk: DeskFolder = None, form: Form = Format.TABLE) -> None:
    """List the sources, and how each went last."""
    from newsdesk.export import shapes, sheets

    with looked_at(desk) as service:
        rows = [(source, service.health(source.id)) for source in service.sources()]
    show(
        form,
        shape=lambda: [shapes.source(*row) for row in rows],
        sheet=lambda: sheets.sources(rows),
        empty="No sources. Add one with: newsdesk sources add ADDRESS",
    )


def add_source(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="The feed's http or https address.")],
    title: Annotated[str, typer.Option(metavar="WORDS", help="The outlet's name; else the host's.")] = "",
    desk: DeskFolder = None,
) -> None:
    """Add a feed to poll."""
    from newsdesk.feeds.hosts import is_local

    with opened(desk) as service:
        added = service.add_source(address, title)
    say(f"Added {added.title} as {added.id}. Poll it with: newsdesk refresh")
    parts = urlsplit(address.strip())
    if is_local(parts.hostname or ""):
        say("Its address is on this machine or a private network.")
    if "@" in parts.netloc:
        say("Its user name and password were left out: newsdesk reads open feeds only.")


def remove_source(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Its id or title.")], desk: DeskFolder = None
) -> None:
    """Poll and list a source no more; what it said stays."""
    with opened(desk) as service:
        done = service.remove_source(source)
    say_done(done)


def grade_source(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Its id or title.")],
    letter: Annotated[Grade, typer.Argument(metavar="LETTER", help="A to E, or F for one that cannot be judged.")],
    reason: Reason = "",
    desk: DeskFolder = None,
) -> None:
    """Say how far a source can be relied on: its Admiralty letter."""
    with opened(desk) as service:
        done = service.grade_source(source, letter, reason)
    say_done(done)


def restore_source(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Its id or title.")], desk: DeskFolder = None
) -> None:
    """Poll and list a source that was removed as before."""
    with opened(desk) as service:
        done = service.restore_source(source)
    say_done(done)


def find_source(service: Desk, name: str) -> Source:
    """A source by its id or title, one that was removed too: what it said stays. Raises CallWrong."""
    from newsdesk.desk.names import pick

    there = sorted(service.sources(removed=True), key=lambda one: one.removed)
    return pick(name, there, "source", lambda one: (one.id, one.title))


COMMANDS: Commands = {
    "list": list_sources,
    "add": add_source,
    "remove": remove_source,
    "restore": restore_source,
    "grade": grade_source,
    "import": import_sources,
    "export": export_sources,
}
