"""Lists of subscriptions that other readers export and import: OPML in and out of the sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import msgspec
import typer

from newsdesk import text
from newsdesk.cli.options import DeskFolder, named, place, require_file
from newsdesk.cli.output import say, say_data
from newsdesk.cli.session import looked_at, opened
from newsdesk.errors import CallWrong
from newsdesk.model import Source

if TYPE_CHECKING:
    from newsdesk.feeds.opml import Outline

PRIVATE = "it is on this machine or a private network; import it with --local"
A_FILE = "it names a file; open it with: newsdesk review"


def import_sources(
    file: Annotated[
        Path, typer.Argument(parser=place, metavar="FILE", help="An OPML list, as every feed reader exports.")
    ],
    local: Annotated[
        bool, typer.Option("--local", help="Take addresses on this machine and on private networks too.")
    ] = False,
    desk: DeskFolder = None,
) -> None:
    """Add the feeds of an OPML list, up to 20,000. What is refused is told; exit 1 if nothing else was in it."""
    from newsdesk.feeds import opml

    require_file(file, "Name an OPML list.")
    listed = opml.read(file.read_bytes())
    with opened(desk) as service:
        brought = gather(listed.outlines, service.sources(removed=True), local=local)
        service.put_sources(brought.added)
    refused = [*listed.refused, *brought.refused]
    say(f"Added {len(brought.added)}, refused {len(refused)}, there already {len(brought.there)}.")
    for what, why in [*refused, *brought.there]:
        say(f"{text.line(what, 200)}: {why}")
    if refused and not brought.added and not brought.there:
        raise typer.Exit(1)


class Brought(NamedTuple):
    """What a list brings: new sources, and what is none of them with its reason."""

    added: list[Source]
    there: list[tuple[str, str]]
    refused: list[tuple[str, str]]


def gather(outlines: Sequence[Outline], known: Sequence[Source], *, local: bool) -> Brought:
    """The sources that outlines become beside those known, removed ones too; each is compared by its address only."""
    brought = Brought([], [], [])
    by_address = {source.address: source for source in known if source.address}
    taken = {source.id for source in known}
    numbers: Counter[str] = Counter()
    for outline in outlines:
        if not outline.address or (outline.local and not local):
            brought.refused.append((outline.address or outline.file, PRIVATE if outline.address else A_FILE))
            continue
        try:
            source = _source(outline, by_address.get(outline.address))
        except CallWrong as error:
            brought.there.append((outline.address, error.what))
            continue
        if outline.address not in by_address:
            source = msgspec.structs.replace(source, id=_free(source.id, taken, numbers))
        brought.added.append(source)
        by_address[source.address] = source
        taken.add(source.id)
    return brought


def _source(outline: Outline, there: Source | None) -> Source:
    """The source of an outline, with the letter it brings. Raises CallWrong where it is there already."""
    from newsdesk.desk.names import new_source

    source = new_source(outline.address, outline.title, [there] if there else [])
    return msgspec.structs.replace(source, grade=outline.grade or source.grade)


def _free(name: str, taken: set[str], numbers: Counter[str]) -> str:
    """The name, or the name with a number that is free; `numbers` remembers the last, as thousands may share a host."""
    candidate = name
    while candidate in taken:
        numbers[name] += 1
        candidate = f"{name}-{numbers[name] + 1}"
    return candidate


def export_sources(
    file: Annotated[
        Path | None, typer.Argument(parser=place, metavar="[FILE]", help="Where to; without one, it is printed.")
    ] = None,
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
    say(f"Wrote {count} sources to {named(file)}.")
