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
_MEDIA_ASIDES = {
    "title": "aside to a title",
    "description": "aside to a body",
    "text": "aside to a body",
    "thumbnail": "aside",
    "credit": "aside",
    "keywords": "aside",
    "category": "aside",
}
_ASIDES = frozenset(("category", "enclosure", "comments"))
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
_NAME = re.compile(rb"<((?:[A-Za-z][\w.-]*:)?[A-Za-z][\w.-]*)")
_BLANK = re.compile(rb"\s*")
_PROLOG = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!", b">"))
_OWN = frozenset(("title", "body"))
_AFTER_NAME = frozenset((b">", b" ", b"\t", b"\r", b"\n"))
_NO_WORDS = b" \t\r\n<![CDATA]>"
_SEPARATOR = "\x01"

Span = tuple[int, int]


class Skeleton(Struct, frozen=True, kw_only=True):
    """What one pass over a document found. Spans are byte offsets, end exclusive."""

    items: tuple[Span, ...] = ()
    """Items and entries that are whole, outermost only, in the document's order."""
    count: int = 0
    """Start tags of items and entries, nested ones too."""
    asides: tuple[Span, ...] = ()
    """Elements of items that the desk does not read, and captions of items that have words of their own."""
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


def root_of(data: bytes) -> bytes:
    """The tag of the root element, prefix included; empty where there is none."""
    at = 0
    while True:
        blank = _BLANK.match(data, at)
        at = blank.end() if blank else at
        for start, end in _PROLOG:
            if data.startswith(start, at):
                at = data.find(end, at) + len(end)
                break
        else:
            found = _NAME.match(data, at)
            return found[1] if found else b""
        if at < 4:
            return b""


def _has_root_end(data: bytes) -> bool:
    """Whether the root element is closed behind the last item."""
    root = root_of(data)
    last = max(data.rfind(b"</item"), data.rfind(b"</entry"), 0)
    return bool(root) and re.compile(rb"</" + re.escape(root) + rb"\s*>", re.IGNORECASE).search(data, last) is not None


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
        self.asides: list[Span] = []
        self.after: list[str] = []
        self.item_depth = 0
        self.item_start = 0
        self.aside_depth = 0
        self.aside_start = 0
        self.own_start = 0
        self.item_asides: list[tuple[str, Span]] = []
        self.own = {"aside"}

    def result(self, error: str = "", cut_off: bool = False) -> Skeleton:
        closing = "".join(f"</{_tag(name)}>" for name in reversed(self.after))
        return Skeleton(
            items=tuple(self.items),
            count=self.count,
            asides=tuple(self.asides),
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
        elif self.item_depth and not self.aside_depth:
            self._start_in_item(kind, depth)

    def _start_in_item(self, kind: str, depth: int) -> None:
        if kind.startswith("aside"):
            self.aside_depth = depth
            self.aside_start = self.parser.CurrentByteIndex
        elif depth == self.item_depth + 1:
            self.own_start = self.parser.CurrentByteIndex

    def _end(self, name: str) -> None:
        depth = len(self.open)
        self.open.pop()
        if not self.item_depth:
            return
        if depth == self.item_depth:
            self._end_item(name)
        elif depth == self.aside_depth:
            self.item_asides.append((self.kinds[name], (self.aside_start, self._end_of_tag(name))))
            self.aside_depth = 0
        elif depth == self.item_depth + 1 and self.kinds[name] in _OWN and not self._is_empty(self.own_start):
            self.own.add(f"aside to a {self.kinds[name]}")

    def _end_item(self, name: str) -> None:
        self.items.append((self.item_start, self._end_of_tag(name)))
        self.asides += [span for kind, span in self.item_asides if kind in self.own]
        self.after = self.open.copy()
        self.item_asides.clear()
        self.item_depth = 0
        self.own = {"aside"}

    def _end_of_tag(self, name: str) -> int:
        """Where the element that ends now ends; for <item/> the parser already stands behind it."""
        at = self.parser.CurrentByteIndex
        tag = b"</" + _tag(name).encode()
        is_end_tag = self.data.startswith(tag, at) and self.data[at + len(tag) : at + len(tag) + 1] in _AFTER_NAME
        return self.data.index(b">", at) + 1 if is_end_tag else at

    def _is_empty(self, start: int) -> bool:
        _, _, words = self.data[start : self.parser.CurrentByteIndex].partition(b">")
        return not words.strip(_NO_WORDS)


def _no_honest_feed(depth: int, attributes: int) -> FeedFailed:
    if depth > DEEPEST:
        what = f"The feed nests elements more than {DEEPEST} deep."
    elif attributes > MOST_ATTRIBUTES:
        what = f"The feed has an element with {attributes:,} attributes."
    else:
        what = f"The feed has more than {MOST_NAMES:,} kinds of elements."
    return FeedFailed(what, "No honest feed does; it was not read. Look for another feed of its publisher.")


def _kind(name: str) -> str:
    """What an element is to us: an item, title or body, an aside (to a title or body, or at all), or nothing."""
    uri, local, prefix = _parts(name.lower())
    if uri in _MEDIA_NAMESPACES:
        return _MEDIA_ASIDES.get(local, "")
    if prefix and uri not in _FEED_NAMESPACES:
        return "body" if local in _BODIES and uri.startswith("http://purl.org/") else ""
    if local in _ITEMS:
        return "item"
    if local in _ASIDES:
        return "aside"
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
