"""`newsdesk sources`: the feeds that are polled or opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from newsdesk import text
from newsdesk.cli.calls import Commands
from newsdesk.cli.options import DeskFolder, Form, Format
from newsdesk.cli.output import say, say_data, show
from newsdesk.cli.session import looked_at, opened
from newsdesk.errors import CallWrong

if TYPE_CHECKING:
    from newsdesk.desk import Desk
    from newsdesk.feeds.opml import Outline


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
    with opened(desk) as service:
        added = service.add_source(address, title)
    say(f"Added {added.title} as {added.id}. Poll it with: newsdesk refresh")


def remove_source(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Its id or title.")], desk: DeskFolder = None
) -> None:
    """Poll and list a source no more; what it said stays."""
    with opened(desk) as service:
        removed = service.remove_source(source)
    say(f"Removed {removed.title}. What it said stays.")


def import_sources(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An OPML list, as every feed reader exports.")],
    desk: DeskFolder = None,
) -> None:
    """Add the feeds of an OPML list. What is refused is told with its reason."""
    from newsdesk.feeds import opml

    if not file.is_file():
        raise CallWrong(f"There is no file {text.line(str(file), 200)}.", "Name an OPML list.")
    listed = opml.read(file.read_bytes())
    refused = list(listed.refused)
    added = 0
    with opened(desk) as service:
        for outline in listed.outlines:
            if why := _add(service, outline):
                refused.append((outline.address or outline.file, why))
            else:
                added += 1
    say(f"Added {added}, refused {len(refused)}.")
    for what, why in refused:
        say(f"{text.line(what, 200)}: {why}")


def _add(service: Desk, outline: Outline) -> str:
    """Add one outline with the grade it brings; why it was not added, or ""."""
    if not outline.address:
        return "it names a file; open it with: newsdesk review"
    try:
        source = service.add_source(outline.address, outline.title)
    except CallWrong as error:
        return error.what
    if outline.grade is not None and outline.grade is not source.grade:
        service.put_sources([msgspec.structs.replace(source, grade=outline.grade)])
    return ""


def export_sources(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Where to; without one, it is printed.")] = None,
    desk: DeskFolder = None,
) -> None:
    """Write the polled sources as an OPML list."""
    from newsdesk.feeds import opml

    with looked_at(desk) as service:
        written = opml.write(service.sources())
        count = sum(bool(source.address) for source in service.sources())
    if file is None:
        say_data(written.decode())
        return
    file.write_bytes(written)
    say(f"Wrote {count} sources to {file}.")


COMMANDS: Commands = {
    "list": list_sources,
    "add": add_source,
    "remove": remove_source,
    "import": import_sources,
    "export": export_sources,
}
