"""Bytes to a clean feed, with feedparser, which only this module imports.

Knows no network, no disk and no clock. The body goes through one encoding, one survey, the mending of common
faults, feedparser on a byte stream (given bytes or text it would open files and addresses), and the gate. It may
raise FeedFailed only; run it on a leash, since hostile bodies can make it slow.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from newsdesk import text
from newsdesk.errors import FeedFailed
from newsdesk.feeds import encoding, entries, identity, jsonfeed, opml, repair, skeleton
from newsdesk.feeds.entries import Item
from newsdesk.feeds.skeleton import Skeleton
from newsdesk.model import Fault, Feed

MOST_ENTRIES = 5_000
_MOST_ALIKE = 20
"""Faults of one kind that are told one by one."""
_HOSTILE = "It was not read; look for another feed of its publisher."
_NOT_A_FEED = "Look for the feed's address on the page, often under “RSS”."


class Document(Struct, frozen=True, kw_only=True):
    """A body made ready for the parser: UTF-8, whole, within limits."""

    data: bytes
    count: int = 0
    """How many entries the parser must find, at least."""
    faults: tuple[Fault, ...] = ()
    complete: bool = True


class Parsed(Struct, frozen=True, kw_only=True):
    """What the parser made of a body, before items are told apart."""

    title: str
    link: str = ""
    kind: str = ""
    author: str = ""
    """Who speaks where an item names nobody."""
    items: tuple[Item, ...] = ()
    count: int = 0
    """How many items the body holds, within the limit; fewer in `items` means that some were lost."""
    faults: tuple[Fault, ...] = ()
    """Faults of the body as a whole."""
    complete: bool = True


def parse(body: bytes, *, content_type: str = "", address: str = "") -> Feed:
    """Read a feed: RSS 0.9x, 1.0 and 2.0, Atom, CDF or JSON Feed.

    `content_type` is the HTTP header, `address` where the body came from, for relative links. Raises FeedFailed where
    it is no feed, is empty, declares entities, nests too deep, or the parser fails. A feed that was cut off, or of
    which items were lost, comes back with `complete` false and only the whole entries.
    """
    return assemble(parts(body, content_type=content_type, address=address))


def parts(body: bytes, *, content_type: str = "", address: str = "") -> Parsed:
    """Read a feed without yet telling its items apart; raises as `parse` does."""
    if jsonfeed.looks_like_json(body):
        return _read_json(body, address)
    return read(prepare(body, content_type), address)


def prepare(body: bytes, content_type: str = "") -> Document:
    """Make an XML body ready for the parser: decode, refuse what is dangerous, mend, cut to whole items."""
    if not body.strip(b" \t\r\n\0"):
        raise FeedFailed("The feed is empty.", "Its publisher may be repairing it; try later.")
    if body.startswith(b"\x1f\x8b"):
        raise FeedFailed("The feed is compressed more than once.", "Tell its publisher.")
    data, wrong = encoding.to_utf8(body, content_type)
    if b"<!ENTITY" in data:
        raise FeedFailed("The feed declares entities, which is how feeds attack their readers.", _HOSTILE)
    faults: tuple[Fault, ...] = (Fault("encoding", wrong),) if wrong else ()
    found = skeleton.survey(data)
    if found.error and not found.cut_off:
        faults += (Fault("malformed", f"The feed is not well-formed: {found.error}."),)
    if found.error and not found.closing:
        data = repair.resolve(data)
        trimmed = repair.trim(data)
        found = skeleton.survey(trimmed)
        if found.error and not found.closing:
            found = skeleton.survey(data)
        else:
            data = trimmed
    return _within_limits(data, found, faults)


def _within_limits(data: bytes, found: Skeleton, faults: tuple[Fault, ...]) -> Document:
    """Cut a document to its whole items, and to as many as are read."""
    items, count = found.items[:MOST_ENTRIES], found.count
    if found.cut_off:
        # How many of these can be read is known only when they were.
        whole = f"after {len(items):,} whole {'entry' if len(items) == 1 else 'entries'}"
        faults += (Fault("cut_off", f"The feed is cut off {whole if items else 'before the end of its first entry'}."),)
    if count > MOST_ENTRIES:
        faults += (Fault("too_many", f"The feed has {count:,} entries; the first {MOST_ENTRIES:,} were read."),)
    if items and len(items) < count and (found.cut_off or count > MOST_ENTRIES):
        data, count = data[: items[-1][1]] + found.closing, len(items)
    elif found.cut_off and not items:
        data, count = skeleton.before_items(data), 0
    asides = [span for span in found.asides if span[1] <= len(data)]
    return Document(data=_without(data, asides), count=count, faults=faults, complete=not found.cut_off)


def _without(data: bytes, spans: Sequence[skeleton.Span]) -> bytes:
    """The document without asides: feedparser takes captions for the words of the item, and time over the rest."""
    if not spans:
        return data
    pieces = []
    at = 0
    for start, end in spans:
        pieces.append(data[at:start])
        at = end
    return b"".join((*pieces, data[at:]))


def read(document: Document, address: str = "") -> Parsed:
    """Hand a prepared document to feedparser and clean what comes back. Raises FeedFailed where it is no feed."""
    try:
        found = _feedparser(document.data)
    except FeedFailed:
        found = _one_by_one(document.data)
        if not found.items:
            raise
    if not found.kind and not found.items:
        raise _not_a_feed(document)
    link = entries.address(str(entries.get(found.meta, "link") or ""), address)
    atom = found.kind.startswith("atom")
    author = entries.author_of(found.meta) if atom else ""
    return Parsed(
        title=text.line(entries.title_of(found.meta, literal=atom), 300),
        link=link,
        kind=found.kind,
        author=author,
        items=tuple(entries.read(item, link or address, author, literal=atom) for item in found.items[:MOST_ENTRIES]),
        count=document.count,
        faults=document.faults,
        complete=document.complete,
    )


class _Found(NamedTuple):
    """What feedparser returns, as far as it is of use."""

    kind: str
    meta: dict[str, Any]
    items: list[dict[str, Any]]


def _feedparser(data: bytes) -> _Found:
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        # The gate makes plain text of everything; feedparser's own sanitising would only cost time.
        found: Any = feedparser.parse(
            io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # feedparser raises 15 kinds on damaged feeds
        raise FeedFailed("The feed is too damaged to be read.", "Tell its publisher.") from error
    kind = str(entries.get(found, "version") or "")
    if not kind and skeleton.root_of(data).lower() == b"channel":
        kind = "cdf"
    return _Found(kind, found["feed"], found["entries"])


def _one_by_one(data: bytes) -> _Found:
    """Read each item by itself, since one that feedparser cannot read makes it lose all; those it cannot are absent."""
    spans = skeleton.survey(data).items
    if len(spans) < 2:
        return _Found("", {}, [])
    head, tail = data[: spans[0][0]], data[spans[-1][1] :]
    kind, meta = "", {}
    items = []
    for start, end in spans:
        try:
            found = _feedparser(head + data[start:end] + tail)
        except FeedFailed:
            continue
        kind, meta = found.kind, found.meta
        items += found.items
    return _Found(kind, meta, items)


def _not_a_feed(document: Document) -> FeedFailed:
    start = document.data[:2000].lower()
    if b"<html" in start or b"<!doctype html" in start:
        return FeedFailed("This is not a feed: it is a web page.", _NOT_A_FEED)
    if opml.is_list(start):
        return FeedFailed("This is not a feed: it is a list of subscriptions.", "Import it as a list of subscriptions.")
    if start.startswith(b"<") and not document.complete:
        return FeedFailed("The feed is cut off before anything could be read.", "Try later.")
    return FeedFailed("This is not a feed.", "Check that it is the right file or address.")


def _read_json(body: bytes, address: str) -> Parsed:
    found = jsonfeed.read(body, address)
    faults: tuple[Fault, ...] = ()
    if found.count > MOST_ENTRIES:
        faults = (Fault("too_many", f"The feed has {found.count:,} entries; the first {MOST_ENTRIES:,} were read."),)
    base = found.link or address
    return Parsed(
        title=found.title,
        link=found.link,
        kind=found.kind,
        author=found.author,
        items=tuple(entries.read(item, base, found.author) for item in found.items[:MOST_ENTRIES]),
        count=min(found.count, MOST_ENTRIES),
        faults=faults,
    )


def assemble(parsed: Parsed) -> Feed:
    """Tell the items apart, and what was lost; an item that says nothing at all is told, not kept."""
    found, faults = identity.distinct(item for item in parsed.items if _says(item))
    faults += tuple(
        Fault("no_words", "This entry has neither words nor a link; it was left out.", item.entry.id)
        for item in parsed.items
        if not _says(item)
    )
    lost = parsed.count - len(parsed.items)
    if lost > 0:
        faults = (Fault("lost", f"{lost:,} of {parsed.count:,} entries could not be read."), *faults)
    return Feed(
        title=parsed.title,
        link=parsed.link,
        kind=parsed.kind,
        entries=found,
        faults=_shortened((*parsed.faults, *faults)),
        complete=parsed.complete and lost <= 0,
    )


def _says(item: Item) -> bool:
    return bool(item.entry.title or item.entry.body or item.entry.link)


def _shortened(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Tell the first faults of a kind one by one, and only how many more there are."""
    seen: dict[str, int] = {}
    result = []
    for fault in faults:
        seen[fault.code] = seen.get(fault.code, 0) + 1
        if seen[fault.code] <= _MOST_ALIKE:
            result.append(fault)
    more = [
        Fault(code, f"… and {count - _MOST_ALIKE:,} more like this.")
        for code, count in seen.items()
        if count > _MOST_ALIKE
    ]
    return (*result, *more)
