"""Lists of subscriptions that other readers export and import: OPML in and out of the sources."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsdesk import text
from newsdesk.cli.failures import with_command
from newsdesk.cli.options import DeskFolder, named, place, require_file
from newsdesk.cli.output import say, say_data
from newsdesk.cli.session import looked_at, opened


def import_sources(
    file: Annotated[
        Path, typer.Argument(parser=place, metavar="FILE", help="An OPML list, as every feed reader exports.")
    ],
    local: Annotated[
        bool, typer.Option("--local", help="Poll addresses on this machine and on private networks too.")
    ] = False,
    desk: DeskFolder = None,
) -> None:
    """Add the feeds of an OPML list, up to 20,000. What is refused is told; exit 1 if nothing else was in it."""
    from newsdesk.desk import subscriptions

    require_file(file, "Name an OPML list.")
    listed = subscriptions.read(file)
    with opened(desk) as service:
        brought = subscriptions.take(service, listed, local=local)
    say(f"Added {len(brought.added)}, refused {len(brought.refused)}, there already {len(brought.there)}.")
    paused = [(source.address, subscriptions.PRIVATE) for source in brought.paused]
    for what, why in [*brought.refused, *paused, *brought.there]:
        say(f"{text.line(what, 200)}: {with_command(why)}")
    for title, ours in brought.retitled:
        say(f"{title}: another source goes by that; this one goes by {ours}")
    if brought.refused and not brought.added and not brought.there:
        raise typer.Exit(1)


def export_sources(
    file: Annotated[
        Path | None, typer.Argument(parser=place, metavar="[FILE]", help="Where to; without one, it is printed.")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Write over a file that is there.")] = False,
    desk: DeskFolder = None,
) -> None:
    """Write the polled sources as an OPML list."""
    from newsdesk.desk import subscriptions
    from newsdesk.feeds import opml

    with looked_at(desk) as service:
        if file is None:
            say_data(opml.write(service.sources()).decode())
            return
        count = subscriptions.write(service, file, overwrite=overwrite)
    say(f"Wrote {count} sources to {named(file)}.")
