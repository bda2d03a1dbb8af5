"""Where the items of an XML feed begin and end, and whether the document is whole: one quick pass before the parser.

Knows nothing of what items say. It exists because the parser neither says how deep a document nests, nor where
it was cut off, nor can it be given the new items only.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from msgspec import Struct

from newsdesk.errors import FeedFailed

DEEPEST = 200
"""Elements within elements; whole feeds of publishers stay under ten, XHTML in them under fifty."""
MOST_ATTRIBUTES = 200
MOST_NAMES = 2_000
"""Different names of elements; each costs the parser as much as all before it."""

_FEED_NAMESPACES = frozenset(
    (
        "http://backend.userland.com/rss",
        "http://backend.userland.com/rss2",
        "http://blogs.law.harvard.edu/tech/rss",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://purl.org/atom/ns#",
        "http://www.w3.org/2005/atom",
    )
)
_MEDIA_NAMESPACES = frozenset(("http://search.yahoo.com/mrss", "http://search.yahoo.com/mrss/"))
_MEDIA_WORDS = frozenset(("title", "description", "text"))
_ITEMS = frozenset(("item", "entry"))
_BODIES = frozenset(("description", "summary", "content", "encoded"))
_ENDED = frozenset(
    (
        expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
        expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
    )
)
_ITEM_TAG = re.compile(rb"<(/?)(?:[\w.-]+:)?(?:item|entry)(?=[\s/>])[^>]*>", re.IGNORECASE)
_ROOT_END = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|channel|rdf)\s*>", re.IGNORECASE)
_SEPARATOR = "\x01"

Span = tuple[int, int]


class Skeleton(Struct, frozen=True, kw_only=True):
    """What one pass over a document found. Spans are byte offsets, end exclusive."""

    items: tuple[Span, ...] = ()
    """Items and entries that are whole, outermost only, in the document's order."""
    count: int = 0
    """Start tags of items and entries, nested ones too."""
    captions: tuple[Span, ...] = ()
    """Titles and descriptions of pictures and films in items that have words of their own."""
    closing: bytes = b""
    """The end tags that close the document after its last whole item."""
    error: str = ""
    """Why it is not well-formed, in the XML parser's words; empty where it is."""
    cut_off: bool = False
    """Whether it ends before its root element does."""


def survey(data: bytes) -> Skeleton:
    """Survey a document in UTF-8. Raises FeedFailed where it nests deeper than any feed does."""
    surveyor = _Surveyor(data)
    try:
        surveyor.parser.Parse(data, True)
    except expat.ExpatError as error:
        message = f"{expat.ErrorString(error.code)}, line {error.lineno}"
        if error.code in _ENDED and not _has_root_end(data):
            return surveyor.result(message, cut_off=True)
        return _loose_survey(data, message)
    return surveyor.result()


def _loose_survey(data: bytes, error: str) -> Skeleton:
    """Find the items of a document that is not well-formed by their tags alone."""
    spans: list[Span] = []
    start: int | None = None
    count = 0
    for tag in _ITEM_TAG.finditer(data):
        if tag[1]:
            if start is not None:
                spans.append((start, tag.end()))
            start = None
        elif not tag[0].endswith(b"/>"):
            count += 1
            start = tag.start() if start is None else start
    return Skeleton(items=tuple(spans), count=count, error=error, cut_off=not _has_root_end(data))


def _has_root_end(data: bytes) -> bool:
    """Whether the root element is closed behind the last item."""
    last = max(data.rfind(b"</item"), data.rfind(b"</entry"), 0)
    return _ROOT_END.search(data, last) is not None


def before_items(data: bytes) -> bytes:
    """What stands before the first item."""
    first = _ITEM_TAG.search(data)
    return data[: first.start()] if first else data


class _Surveyor:
    """The state of one pass: the open elements, and the item that is being read."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.parser = expat.ParserCreate("utf-8", _SEPARATOR)
        self.parser.namespace_prefixes = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.kinds: dict[str, str] = {}
        self.open: list[str] = []
        self.count = 0
        self.items: list[Span] = []
        self.captions: list[Span] = []
        self.after: list[str] = []
        self.item_depth = 0
        self.item_start = 0
        self.caption_start = 0
        self.item_captions: list[tuple[bool, Span]] = []
        self.own_title = self.own_body = False

    def result(self, error: str = "", cut_off: bool = False) -> Skeleton:
        closing = "".join(f"</{_tag(name)}>" for name in reversed(self.after))
        return Skeleton(
            items=tuple(self.items),
            count=self.count,
            captions=tuple(self.captions),
            closing=closing.encode(),
            error=error,
            cut_off=cut_off,
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.open.append(name)
        depth = len(self.open)
        kind = self.kinds.get(name)
        if kind is None:
            kind = self.kinds[name] = _kind(name)
        if depth > DEEPEST or len(attributes) > MOST_ATTRIBUTES or len(self.kinds) > MOST_NAMES:
            raise _no_honest_feed(depth, len(attributes))
        if not kind:
            return
        if kind == "item":
            self.count += 1
            if not self.item_depth:
                self.item_depth = depth
                self.item_start = self.parser.CurrentByteIndex
        elif self.item_depth:
            self._start_words(kind, depth)

    def _start_words(self, kind: str, depth: int) -> None:
        if kind.startswith("media"):
            self.caption_start = self.parser.CurrentByteIndex
        elif depth == self.item_depth + 1:
            self.own_title |= kind == "title"
            self.own_body |= kind == "body"

    def _end(self, name: str) -> None:
        depth = len(self.open)
        self.open.pop()
        if not self.item_depth:
            return
        kind = self.kinds[name]
        if kind == "item" and depth == self.item_depth:
            self._end_item()
        elif kind.startswith("media"):
            self.item_captions.append((kind == "media title", (self.caption_start, self._end_of_tag())))

    def _end_item(self) -> None:
        self.items.append((self.item_start, self._end_of_tag()))
        self.captions += [
            span for is_title, span in self.item_captions if (self.own_title if is_title else self.own_body)
        ]
        self.after = self.open.copy()
        self.item_captions.clear()
        self.item_depth = 0
        self.own_title = self.own_body = False

    def _end_of_tag(self) -> int:
        at = self.parser.CurrentByteIndex
        # For <item/> the parser already stands behind the tag.
        return self.data.index(b">", at) + 1 if self.data.startswith(b"</", at) else at


def _no_honest_feed(depth: int, attributes: int) -> FeedFailed:
    if depth > DEEPEST:
        what = f"The feed nests elements more than {DEEPEST} deep."
    elif attributes > MOST_ATTRIBUTES:
        what = f"The feed has an element with {attributes:,} attributes."
    else:
        what = f"The feed has more than {MOST_NAMES:,} kinds of elements."
    return FeedFailed(what, "No honest feed does; it was not read.")


def _kind(name: str) -> str:
    """What an element is to us: "item", "title", "body", "media title", "media text", or nothing."""
    uri, local, prefix = _parts(name.lower())
    if uri in _MEDIA_NAMESPACES and local in _MEDIA_WORDS:
        return "media title" if local == "title" else "media text"
    if prefix and uri not in _FEED_NAMESPACES:
        return "body" if local in _BODIES and uri.startswith("http://purl.org/") else ""
    if local in _ITEMS:
        return "item"
    return "title" if local == "title" else "body" if local in _BODIES else ""


def _parts(name: str) -> tuple[str, str, str]:
    """Namespace, local name and prefix of a name as the XML parser gives it."""
    uri, separator, rest = name.partition(_SEPARATOR)
    if not separator:
        return "", name, ""
    local, _, prefix = rest.partition(_SEPARATOR)
    return uri, local, prefix


def _tag(name: str) -> str:
    """The tag of an element as it stands in the document."""
    _, local, prefix = _parts(name)
    return f"{prefix}:{local}" if prefix else local
