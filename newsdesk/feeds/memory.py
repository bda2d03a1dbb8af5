"""Remembers what each item's bytes became, so that only items not seen before are parsed.

Knows no network, no disk and no feed format but where items begin and end. A feed of which one item is new costs one
item, and a feed of which none is costs a hash of its bytes. Where anything is in doubt the whole body is read.
"""

from __future__ import annotations

import hashlib
import re
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from newsdesk.feeds.encoding import is_utf8_in_every_part
from newsdesk.feeds.entries import Item
from newsdesk.feeds.leash import Leash
from newsdesk.feeds.parse import MOST_ENTRIES, Parsed, assemble, parts
from newsdesk.model import Feed

_TAG = re.compile(rb"<(/?)(item|entry)(?=[\s/>])", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)\b[^>]*>")
_END = re.compile(rb"</(?:rss|feed|rdf:RDF)\s*>")
_NOTHING = re.compile(rb"\s*(?:<!--(?:[^-]|-(?!->))*-->\s*)*\Z")
_LONGEST_END = 5_000


class _Split(Struct, frozen=True):
    """A body in parts: before the items, the items with the digests of their bytes, and behind them."""

    head: bytes
    items: tuple[bytes, ...]
    digests: tuple[bytes, ...]
    tail: bytes
    """From there to the end of the root element."""
    root: bytes
    """All that decides how an item reads but is not in it: what stands before the end of the root's start tag."""


class _Known(Struct, frozen=True, kw_only=True):
    """The last body of a source that was read whole and without a fault of its own."""

    context: tuple[str, str, bytes]
    parsed: Parsed
    items: dict[bytes, Item]
    digests: tuple[bytes, ...]
    tail: bytes
    feed: Feed


class Plan(Struct, frozen=True, kw_only=True):
    """How a body is to be read: already known (`feed`), or by parsing `body`, which may hold the new items only."""

    source: str
    body: bytes = b""
    partial: bool = False
    feed: Feed | None = None
    context: tuple[str, str, bytes] = ("", "", b"")
    split: _Split | None = None


class Memory:
    """Holds the entries of the last body of each source."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}

    async def read(self, leash: Leash, source: str, body: bytes, *, content_type: str = "", address: str = "") -> Feed:
        """Read a source's body, of it only what is new, on a leash. Raises FeedFailed."""
        while True:
            plan = self.plan(source, body, content_type=content_type, address=address)
            if plan.feed is not None:
                return plan.feed
            parsed = await leash.run(parts, plan.body, content_type=content_type, address=address)
            feed = self.merge(plan, parsed)
            if feed is not None:
                return feed
            self.forget(source)

    def plan(self, source: str, body: bytes, *, content_type: str = "", address: str = "") -> Plan:
        """See how much of a source's body is new."""
        split = _split(body, content_type)
        known = self._known.get(source)
        if split is None:
            return Plan(source=source, body=body)
        context = (content_type, address, split.root)
        whole = Plan(source=source, body=body, context=context, split=split)
        if known is None or known.context != context or known.tail != split.tail:
            return whole
        if split.digests == known.digests:
            return replace(whole, feed=known.feed)
        fresh = [item for item, digest in zip(split.items, split.digests, strict=True) if digest not in known.items]
        if not fresh:
            return replace(whole, feed=self._remember(whole, known.parsed, known.items))
        return replace(whole, body=b"".join((split.head, *fresh, split.tail)), partial=True)

    def merge(self, plan: Plan, parsed: Parsed) -> Feed | None:
        """The whole feed after the plan's body was parsed; nothing where the parts do not fit: then read it whole."""
        sound = not parsed.faults and parsed.complete and len(parsed.items) == parsed.count
        known = self._known.get(plan.source)
        if not plan.partial:
            self._known.pop(plan.source, None)
            if sound and plan.split and len(plan.split.items) == parsed.count:
                return self._remember(plan, parsed, dict(zip(plan.split.digests, parsed.items, strict=True)))
            return assemble(parsed)
        if known is None or plan.split is None or not sound or _voice(parsed) != _voice(known.parsed):
            return None
        fresh = [digest for digest in plan.split.digests if digest not in known.items]
        if len(fresh) != len(parsed.items):
            return None
        return self._remember(plan, parsed, known.items | dict(zip(fresh, parsed.items, strict=True)))

    def forget(self, source: str) -> None:
        """Read the source's next body whole."""
        self._known.pop(source, None)

    def _remember(self, plan: Plan, parsed: Parsed, items: dict[bytes, Item]) -> Feed:
        assert plan.split is not None
        digests = plan.split.digests
        whole = replace(parsed, items=tuple(items[digest] for digest in digests), count=len(digests))
        feed = assemble(whole)
        self._known[plan.source] = _Known(
            context=plan.context,
            parsed=replace(parsed, items=()),
            items={digest: items[digest] for digest in digests},
            digests=digests,
            tail=plan.split.tail,
            feed=feed,
        )
        return feed


def _voice(parsed: Parsed) -> tuple[str, str, str]:
    """What of a feed enters into its items."""
    return parsed.link, parsed.kind, parsed.author


def _split(body: bytes, content_type: str) -> _Split | None:
    """The parts of a body; nothing where it is not XML in UTF-8 with one item after another."""
    root = _ROOT.search(body, 0, 20_000)
    spans = _spans(body)
    if not root or not spans:
        return None
    end = _END.search(body, spans[-1][1], spans[-1][1] + 20_000)
    if not end or len(body) - end.end() > _LONGEST_END or not _NOTHING.match(body, end.end()):
        return None
    if not is_utf8_in_every_part(body, content_type):
        return None
    items = tuple(body[start:end] for start, end in spans)
    digests = tuple(hashlib.sha256(item).digest()[:16] for item in items)
    return _Split(body[: spans[0][0]], items, digests, body[spans[-1][1] : end.end()], body[: root.end()])


def _spans(body: bytes) -> list[tuple[int, int]]:
    """Where the items are; nothing where their tags do not alternate, or where more than blanks stands between."""
    tags = list(islice(_TAG.finditer(body), 2 * MOST_ENTRIES + 1))
    spans: list[tuple[int, int]] = []
    for start, end in zip(tags[::2], tags[1::2], strict=False):
        if start[1] or not end[1] or start[2] != end[2]:
            return []
        if spans and body[spans[-1][1] : start.start()].strip():
            return []
        close = body.find(b">", end.end())
        if close < 0:
            return []
        spans.append((start.start(), close + 1))
    return spans if len(tags) == 2 * len(spans) else []
