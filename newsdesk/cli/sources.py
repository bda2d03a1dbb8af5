"""`newsdesk sources`: the feeds that are polled or opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from newsdesk import text
from newsdesk.cli.calls import Commands
from newsdesk.cli.options import DeskFolder, Form, Format, Reason
from newsdesk.cli.output import say, show
from newsdesk.cli.session import looked_at, opened
from newsdesk.cli.subscriptions import export_sources, import_sources
from newsdesk.cli.triage import say_done
from newsdesk.errors import CallWrong
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
    title: Annotated[str, typer.Option(metavar="WORDS", help="The outlet's name; else its feed's own.")] = "",
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


SourceName = Annotated[str, typer.Argument(metavar="SOURCE", help="Its id or title.")]


def show_source(source: SourceName, desk: DeskFolder = None, form: Form = Format.TABLE) -> None:
    """Show what a source gave, and in each incident how often it was first and how often others contradict it."""
    from newsdesk.export import Column, Sheet, shapes
    from newsdesk.ledger.queries import track
    from newsdesk.ledger.words import counted, number_text

    with looked_at(desk) as service:
        found = find_source(service, source)
        health, output = service.health(found.id), service.output(found.id)
        tracks = [(story, track(service.ledger(story.id), found.title)) for story in service.incidents()]
    rows = [(story, one) for story, one in tracks if one.lines]
    columns = (
        Column("incident", name=True),
        *(Column(name, right=True) for name in ("lines", "shared", "first", "contradicted")),
    )
    shape = shapes.source(found, health) | {**output._asdict(), "daily": round(output.daily, 2)}
    if form is Format.TABLE:
        how = "paused" if found.paused else health.outcome.value
        say(f"{found.title}  {found.grade.value}  {how}  {found.address or 'opened from files'}")
        if health.message:
            say(text.line(health.message, 300))
        say(
            f"{counted(output.updates, 'update')}, {number_text(round(output.daily, 1))} a day in its last week; "
            f"{counted(output.figures, 'figure')} read.\n"
        )
    show(
        form,
        shape=lambda: shape | {"incidents": [{"incident": story.id} | shapes.track(one) for story, one in rows]},
        sheet=lambda: Sheet(
            columns, [(story.id, one.lines, one.shared, one.first, one.contradicted) for story, one in rows]
        ),
        empty="No line of an incident has a number of it.",
    )


def check_source(
    address: Annotated[str, typer.Argument(metavar="SOURCE|ADDRESS", help="A source's id or title, or an address.")],
    desk: DeskFolder = None,
) -> None:
    """Fetch a feed now, say what it holds or why it fails, and store nothing."""
    import asyncio

    from newsdesk.desk.probe import probe
    from newsdesk.export.sheets import minute

    if "://" not in address:
        with looked_at(desk) as service:
            found = find_source(service, address)
        if not found.address:
            raise CallWrong(f"{found.title} is opened from files only.", "Open them with: newsdesk review")
        address = found.address
    there = asyncio.run(probe(address))
    say(f"{there.feed.title or address}: {there.in_words(minute)}.")
    for fault in there.feed.faults:
        say(f"Fault: {text.line(fault.message, 200)}")


def pause_source(source: SourceName, reason: Reason = "", desk: DeskFolder = None) -> None:
    """Poll a source no more for a while; it stays listed."""
    with opened(desk) as service:
        done = service.pause_source(source, True, reason)
    say_done(done)


def resume_source(source: SourceName, reason: Reason = "", desk: DeskFolder = None) -> None:
    """Poll a paused source again."""
    with opened(desk) as service:
        done = service.pause_source(source, False, reason)
    say_done(done)


def rename_source(
    source: SourceName,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="Its name in the table, and as a voice.")],
    reason: Reason = "",
    desk: DeskFolder = None,
) -> None:
    """Give a source another title."""
    with opened(desk) as service:
        done = service.rename_source(source, title, reason)
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
    "show": show_source,
    "check": check_source,
    "pause": pause_source,
    "resume": resume_source,
    "rename": rename_source,
    "import": import_sources,
    "export": export_sources,
}
