"""`newsdesk inspect`: what we make of a feed, file or address, without a desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsdesk import text
from newsdesk.cli.calls import Commands
from newsdesk.cli.options import Form, Format, place, require_file
from newsdesk.cli.output import say, say_json
from newsdesk.errors import FeedFailed

if TYPE_CHECKING:
    from newsdesk.feeds.leash import Leash
    from newsdesk.model import Feed, Reading


def inspect(
    feed: Annotated[str, typer.Argument(metavar="FEED", help="A saved feed, or an http or https address.")],
    form: Form = Format.TABLE,
) -> None:
    """Show what newsdesk makes of a feed. Entries, faults and figures are shown; nothing is stored."""
    import asyncio

    from newsdesk.figures import read
    from newsdesk.model import text_of

    parsed = asyncio.run(_parsed(feed))
    words = [text_of(entry.title, entry.body) for entry in parsed.entries]
    times = [entry.updated or entry.published for entry in parsed.entries]
    readings = [read(said, published=at) for said, at in zip(words, times, strict=True)]
    if form is Format.JSON:
        from newsdesk.export import shapes

        say_json(shapes.inspected(parsed, readings, words))
    elif form is Format.CSV:
        _show_csv(parsed, readings)
    else:
        _tell(parsed, readings)


async def _parsed(name: str) -> Feed:
    from newsdesk.desk.probe import fetched
    from newsdesk.feeds.leash import Leash

    leash = Leash()
    try:
        return await (fetched(name, leash) if "://" in name else _saved(place(name), leash))
    finally:
        leash.close()


async def _saved(path: Path, leash: Leash) -> Feed:
    """The feed in a file. Raises CallWrong where there is none, FeedFailed."""
    from newsdesk.feeds import files
    from newsdesk.feeds.parse import parse

    require_file(path, "Name a saved feed, or an address.")
    try:
        return await leash.run(parse, files.read(path))
    except FeedFailed as failure:
        raise failure.of(text.line(path.name, 80)) from failure


def _show_csv(feed: Feed, readings: list[Reading]) -> None:
    from newsdesk.cli.readings import say_flat

    say_flat((entry.id, reading.figures) for entry, reading in zip(feed.entries, readings, strict=True))


def _tell(feed: Feed, readings: list[Reading]) -> None:
    from newsdesk.cli.readings import show_reading
    from newsdesk.export.sheets import minute
    from newsdesk.ledger.words import counted

    say(f"{feed.title or 'A feed without a title'} · {feed.kind} · {counted(len(feed.entries), 'update')}")
    for fault in feed.faults:
        say(f"Fault {fault.code}: {fault.message}{f' ({fault.entry})' if fault.entry else ''}")
    for entry, reading in zip(feed.entries, readings, strict=True):
        say(f"\n{minute(entry.published) or 'no date'}  {text.line(entry.title or entry.body, 200)}")
        show_reading(reading.figures, reading.questions)


COMMANDS: Commands = {"inspect": inspect}
