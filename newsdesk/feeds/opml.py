"""Lists of subscriptions: OPML in, OPML out.

Knows no disk and no network. listparser reads, on its tolerant HTML parser, which resolves no declared entities and
opens nothing (given text it would fetch addresses: it gets none). What is not polled is told with its reason, never
dropped in silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from msgspec import Struct

from newsdesk import text
from newsdesk.errors import FeedFailed
from newsdesk.feeds.encoding import to_text
from newsdesk.feeds.hosts import is_local
from newsdesk.model import Grade, Source

MOST_OUTLINES = 20_000
MOST_CHARACTERS = 10_000_000
DEEPEST = 50

_GRADE = "newsdesk", "grade"
_HOSTILE = "It was not read; export it anew from the other reader."
_NOT_A_LIST = "Export the list as OPML from the other reader."


class Outline(Struct, frozen=True, kw_only=True):
    """One subscription: an address to poll, or a file beside a bundled list."""

    title: str
    """Empty for an address that the list gives none."""
    address: str = ""
    file: str = ""
    """A relative path, with forward slashes, that stays below the list's folder."""
    local: bool = False
    """Whether the address is visibly on this machine or a private network: not to be polled unasked."""
    grade: Grade | None = None
    """Only where newsdesk wrote the list."""


class Subscriptions(Struct, frozen=True):
    """A list as read, each address once, in its order."""

    outlines: tuple[Outline, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    """What was not taken, as (its address or title, why)."""


def read(body: bytes) -> Subscriptions:
    """Read a list. Raises FeedFailed where it is none, declares entities, or nests too deep."""
    markup, _ = to_text(body)
    if len(markup) > MOST_CHARACTERS:
        raise FeedFailed("The list is larger than 10 MB.", _NOT_A_LIST)
    if "<!entity" in markup.lower():
        raise FeedFailed("The list declares entities, which is how files attack their readers.", _HOSTILE)
    found, more = _harvest(markup)
    outlines: list[Outline] = []
    refused: list[tuple[str, str]] = []
    for feed in found["feeds"]:
        outline = _outline(feed)
        if outline:
            outlines.append(outline)
        else:
            refused.append((_shown(feed), _why_not(str(feed["url"]).strip())))
    refused += [(_shown(other), "it is another list, which is not followed") for other in found["lists"]]
    refused += [(_shown(page), "it is a web page without a feed") for page in found["opportunities"]]
    if more:
        refused.append((f"{more:,} more", f"only the first {MOST_OUTLINES:,} are read"))
    return Subscriptions(tuple(outlines), tuple(refused))


def is_list(start: bytes) -> bool:
    """Whether a file is a list of subscriptions, by how it begins."""
    return b"<opml" in start[:2000].lower()


def write(sources: Iterable[Source]) -> bytes:
    """OPML 2.0 of the sources that have an address; `read` gives back their titles, addresses and grades."""
    rows = [_row(source) for source in sources if source.address and not source.removed]
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">\n<head><title>newsdesk</title></head>\n<body>\n'
    )
    return (head + "".join(rows) + "</body>\n</opml>\n").encode()


def _row(source: Source) -> str:
    attributes = {
        "type": "rss",
        "text": source.title or source.id,
        "title": source.title or source.id,
        "xmlUrl": source.address,
        "htmlUrl": source.link,
        "category": f"/{'/'.join(_GRADE)}/{source.grade.value}",
    }
    named = " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items() if value)
    return f"<outline {named}/>\n"


def _harvest(markup: str) -> tuple[dict[str, Any], int]:
    """What listparser finds, and how many subscriptions there are beyond those."""
    import listparser

    class Handler(listparser.Handler):  # type: ignore[misc]
        """Stops at what no honest list has; it would copy the path of every outline of a nest."""

        more = 0

        def start_opml_outline(self, attributes: dict[str, str]) -> None:
            if len(self.hierarchy) > DEEPEST:
                raise FeedFailed(f"The list nests outlines more than {DEEPEST} deep.", _HOSTILE)
            if len(self.found_urls) >= MOST_OUTLINES and "xmlurl" in attributes:
                self.more += 1
                attributes = {}
            super().start_opml_outline(attributes)

    handler = Handler()
    handler.harvest.update(feeds=[], lists=[], opportunities=[], meta={}, version="")
    try:
        handler.feed(markup)
    except FeedFailed:
        raise
    except Exception as error:  # a damaged list raises from the parser's own stacks
        raise FeedFailed("The list is too damaged to be read.", _NOT_A_LIST) from error
    if not handler.harvest["version"] and not handler.harvest["feeds"]:
        raise FeedFailed("This is not a list of subscriptions.", _NOT_A_LIST)
    return handler.harvest, handler.more


def _outline(feed: dict[str, Any]) -> Outline | None:
    """One outline; nothing where it names neither an address nor a file."""
    raw = str(feed["url"]).strip()
    title = text.line(str(feed["title"]), 200)
    address = text.link(raw)
    if address:
        host = urlsplit(address).hostname or ""
        return Outline(title=title, address=address, local=is_local(host), grade=_grade(feed))
    file = _file(raw)
    if file:
        return Outline(title=title or PurePosixPath(file).stem, file=file, grade=_grade(feed))
    return None


def _why_not(raw: str) -> str:
    if not raw.lower().startswith(("http://", "https://")):
        return "only http and https addresses are polled"
    if text.clean(raw) != raw or " " in raw or "\\" in raw:
        return "a space, a backslash or a sign that cannot be seen makes it no address"
    return "it is not an address of any host"


def _shown(feed: dict[str, Any]) -> str:
    """What was listed; what cannot be seen as its code, since without it the address would look right."""
    raw = str(feed["url"]) or str(feed["title"])
    seen = (one if text.clean(one) == one else one.encode("unicode_escape").decode() for one in raw[:400])
    return text.line("".join(seen), 200)


def _file(raw: str) -> str:
    """A relative file name that stays where it is, else empty."""
    name = text.line(raw, 300)
    path = PurePosixPath(name)
    if not name or name != raw or ":" in name or "\\" in name or path.is_absolute() or ".." in path.parts:
        return ""
    return str(path) if path.suffix else ""


def _grade(feed: dict[str, Any]) -> Grade | None:
    for category in feed["categories"]:
        if tuple(category[:-1]) == _GRADE and category[-1] in Grade.__members__:
            return Grade(category[-1])
    return None
