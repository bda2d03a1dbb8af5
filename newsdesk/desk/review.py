"""Saved feeds, opened offline in the order of their capture; nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from newsdesk import text
from newsdesk.desk import names, pipeline
from newsdesk.desk.announcements import SourceTaken
from newsdesk.desk.pipeline import Progress
from newsdesk.desk.service import Desk
from newsdesk.errors import CallWrong, FeedFailed
from newsdesk.feeds import files
from newsdesk.feeds.files import Capture
from newsdesk.feeds.leash import Leash
from newsdesk.feeds.parse import parse
from newsdesk.model import Feed, Source

_NUMBER = re.compile(r"-?\d+$")


class NotOpened(NamedTuple):
    """A file that gave nothing, of a source that is not on the desk: nothing was added."""

    source: str
    """What its source would be called."""
    name: str
    """The file's, in clean words."""
    failure: FeedFailed


async def review(
    desk: Desk, paths: Sequence[Path], progress: Progress | None = None
) -> AsyncIterator[SourceTaken | NotOpened]:
    """Take saved files and folders into the desk, yielding each capture as it is stored. Raises CallWrong."""
    captures = files.captures(paths)
    incidents = [pipeline.read_incident(path) for path in paths if path.is_dir()]
    if not captures:
        where = ", ".join(text.line(str(path), 200) for path in paths)
        raise CallWrong(
            f"There is no saved feed in {where}.", "Feeds are files that end in .xml, .rss, .atom, .rdf or .json."
        )
    for incident in incidents:
        if incident is not None:
            desk.put_incident(incident)
    leash = Leash()
    try:
        for number, capture in enumerate(captures, 1):
            yield await _take(desk, capture, leash)
            if progress is not None:
                progress(number, len(captures), capture.path.name)
    finally:
        leash.close()


async def _take(desk: Desk, capture: Capture, leash: Leash) -> SourceTaken | NotOpened:
    at = desk.clock()
    seen = capture.captured or at
    try:
        feed = await read_feed(capture, leash)
    except FeedFailed as error:
        source = _known(desk, capture.source)
        if source is None:
            return NotOpened(capture.source, text.line(capture.path.name, 80), error)
        return pipeline.failed(desk, source, error, desk.health(source.id), at)
    capture = _joined(desk, _apart(desk, capture, feed), feed)
    source = _known(desk, capture.source) or put_source(desk, capture, feed)
    health = msgspec.structs.replace(desk.health(source.id), checked=seen, succeeded=seen)
    dated = capture.captured is not None
    return await pipeline.take(desk, source, feed, seen=seen, leash=leash, health=health, dated=dated)


def _known(desk: Desk, source: str) -> Source | None:
    return next((one for one in desk.sources() if one.id == source), None)


def _apart(desk: Desk, capture: Capture, feed: Feed) -> Capture:
    """The capture, under its folder's name as well where a file of the same name was another publisher's feed."""
    known = _known(desk, capture.source)
    if known is None or not known.link or not feed.link or known.title in (capture.title, feed.title):
        return capture
    if _address(known.link) == _address(feed.link):
        return capture
    return msgspec.structs.replace(capture, source=f"{text.slug(capture.path.resolve().parent.name)}-{capture.source}")


def _joined(desk: Desk, capture: Capture, feed: Feed) -> Capture:
    """The capture, as one more of the feed that was saved before under another number: post.xml, post-2.xml."""
    if _known(desk, capture.source) or not (feed.title and feed.link):
        return capture
    for one in desk.sources():
        numbered = _NUMBER.sub("", one.id) == _NUMBER.sub("", capture.source)
        titled = one.title in (feed.title, names.beside(feed.title, one.id))
        same = titled and capture.title in ("", one.title)
        if numbered and same and _address(one.link) == _address(feed.link):
            return msgspec.structs.replace(capture, source=one.id)
    return capture


def _address(link: str) -> str:
    """A link without what changes while its publisher stays the same."""
    parts = urlsplit(link)
    asked = f"?{parts.query}" if parts.query else ""
    return (parts.hostname or "").removeprefix("www.") + parts.path.rstrip("/") + asked


async def read_feed(capture: Capture, leash: Leash) -> Feed:
    """The feed of a saved file. Raises FeedFailed for one that cannot be read or is none."""
    return await leash.run(parse, files.read(capture.path))


def put_source(desk: Desk, capture: Capture, feed: Feed) -> Source:
    """A source for a saved file: named by its folder's OPML, else by the feed, else by the file."""
    own = names.apart(feed.title, capture.source, desk.sources()) if feed.title else ""
    title = capture.title or own or capture.source
    source = Source(id=capture.source, title=title, link=feed.link, kind=feed.kind)
    desk.put_sources([source])
    return source
