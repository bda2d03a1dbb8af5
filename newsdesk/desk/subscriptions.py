"""Lists of subscriptions that other readers export and import: OPML into the sources of a desk, and out of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from newsdesk import text
from newsdesk.desk import names
from newsdesk.desk.service import Desk
from newsdesk.errors import CallWrong, FeedFailed
from newsdesk.feeds import files, opml
from newsdesk.feeds.opml import Outline, Subscriptions
from newsdesk.model import Source

PRIVATE = "it is on this machine or a private network, so it is paused until you resume it"
A_FILE = "it names a file; open it as a saved feed"


class Brought(NamedTuple):
    """What a list brings: new sources, and what is none of them with its reason."""

    added: list[Source]
    there: list[tuple[str, str]]
    refused: list[tuple[str, str]]
    retitled: list[tuple[str, str]]
    """The title in the list of what another source goes by, and that title with the id beside it."""

    @property
    def paused(self) -> list[Source]:
        """The new ones that are not polled before a person says so."""
        return [source for source in self.added if source.paused]


def gather(outlines: Sequence[Outline], known: Sequence[Source], *, local: bool) -> Brought:
    """The sources that outlines become beside those known, removed ones too; each is compared by its address only.

    A new one on this machine or a private network is paused, unless `local`: a list may be another's, and sends nobody
    there. What is written out comes in again all the same.
    """
    brought = Brought([], [], [], [])
    by_address = {source.address: source for source in known if source.address}
    taken = {source.id for source in known}
    voices = {source.title.casefold(): source.id for source in known}
    numbers: Counter[str] = Counter()
    for outline in outlines:
        if not outline.address:
            brought.refused.append((outline.file, A_FILE))
            continue
        try:
            source = _source(outline, by_address.get(outline.address))
        except CallWrong as error:
            brought.there.append((outline.address, error.what))
            continue
        if outline.address not in by_address:
            paused = outline.local and not local
            source = msgspec.structs.replace(source, id=_free(source.id, taken, numbers), paused=paused)
        if source.title != names.host_of(source.address):
            # As by hand, feeds of one host may go by it until they were read.
            wanted = source.title
            if voices.setdefault(wanted.casefold(), source.id) != source.id:
                source = msgspec.structs.replace(source, title=names.beside(wanted, source.id))
                brought.retitled.append((wanted, source.title))
        brought.added.append(source)
        by_address[source.address] = source
        taken.add(source.id)
    return brought


def _source(outline: Outline, there: Source | None) -> Source:
    """The source of an outline, with the letter it brings. Raises CallWrong where it is there already."""
    source = names.new_source(outline.address, outline.title, [there] if there else [])
    return msgspec.structs.replace(source, grade=outline.grade or source.grade)


def _free(name: str, taken: set[str], numbers: Counter[str]) -> str:
    """The name, or the name with a number that is free; `numbers` remembers the last, as thousands may share a host."""
    candidate = name
    while candidate in taken:
        numbers[name] += 1
        candidate = f"{name}-{numbers[name] + 1}"
    return candidate


def is_list(file: Path) -> bool:
    """Whether a file is a list of subscriptions: by its name, else by how it begins."""
    try:
        return file.suffix.lower() == ".opml" or (file.is_file() and opml.is_list(files.read(file)))
    except (FeedFailed, OSError):
        # What cannot be looked at is told when it is opened.
        return False


def read(file: Path) -> Subscriptions:
    """The OPML list in a file. Raises FeedFailed, naming it."""
    try:
        return opml.read(files.read(file))
    except FeedFailed as failure:
        raise failure.of(text.line(file.name, 80)) from failure


def take(desk: Desk, subscriptions: Subscriptions, *, local: bool = False) -> Brought:
    """Add the feeds of a list; with `local` those on private networks are polled too."""
    brought = gather(subscriptions.outlines, desk.sources(removed=True), local=local)
    desk.put_sources(brought.added)
    return Brought(brought.added, brought.there, [*subscriptions.refused, *brought.refused], brought.retitled)


def write(desk: Desk, file: Path, *, overwrite: bool) -> int:
    """Write the polled sources as an OPML list; returns how many. Raises CallWrong as `put` does."""
    content, count = listed(desk)
    put(file, content, overwrite=overwrite)
    return count


def listed(desk: Desk) -> tuple[bytes, int]:
    """The polled sources as an OPML list, and how many they are."""
    sources = desk.sources()
    return opml.write(sources), sum(bool(source.address) for source in sources)


def put(file: Path, content: bytes, *, overwrite: bool) -> None:
    """Write a file whole or not at all. Raises CallWrong where it may not be overwritten, or a disk refuses."""
    if not file.name or file.is_dir():
        raise CallWrong(f"{file} is a folder.", "Name a file in it.")
    part = file.with_name(f".{file.name}.part")
    try:
        if file.exists() and not overwrite:
            raise CallWrong(f"{file} is there already.", "Name another file, or remove that one first.")
        try:
            part.write_bytes(content)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise CallWrong(f"{file} cannot be written: {error.strerror}.", "Name another file.") from error
