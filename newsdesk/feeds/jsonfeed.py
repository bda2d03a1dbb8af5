"""JSON Feed (jsonfeed.org, versions 1 and 1.1), which feedparser 6 does not read.

Knows no network, no disk and no clock. Items are put under feedparser's names, so that one gate cleans both.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from newsdesk import text
from newsdesk.errors import FeedFailed
from newsdesk.feeds import entries
from newsdesk.feeds.encoding import to_text

_KINDS = {"https://jsonfeed.org/version/1": "json1", "https://jsonfeed.org/version/1.1": "json11"}
_NAMES = (
    ("published", "date_published"),
    ("updated", "date_modified"),
)


class JsonFeed(msgspec.Struct, frozen=True, kw_only=True):
    """A JSON Feed's own words, and its items under feedparser's names."""

    title: str
    link: str
    kind: str
    author: str
    items: tuple[dict[str, Any], ...]
    count: int
    """Items in the document, unusable ones too."""


def looks_like_json(body: bytes) -> bool:
    """Whether a body is JSON and not XML, by its first character."""
    return body[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def read(body: bytes, address: str = "") -> JsonFeed:
    """Read a JSON Feed. Raises FeedFailed where it is other JSON, or damaged."""
    try:
        found = msgspec.json.decode(to_text(body)[0])
    except (msgspec.DecodeError, RecursionError) as error:
        raise FeedFailed("The feed is damaged JSON, or cut off.", "Try later, or tell its publisher.") from error
    version = _word(found, "version")
    items = found.get("items")
    if "jsonfeed.org/version/" not in version or not isinstance(items, list):
        raise FeedFailed("This is not a feed: it is other JSON.", "Look for the address of an RSS or Atom feed.")
    return JsonFeed(
        title=text.line(_word(found, "title"), 300),
        link=entries.address(_word(found, "home_page_url"), address),
        kind=_KINDS.get(version.replace("http://", "https://").rstrip("/"), "json"),
        author=entries.author_of({"authors": list(_authors(found))}),
        items=tuple(_item(item) for item in items if isinstance(item, dict)),
        count=len(items),
    )


def _item(item: dict[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "id": _word(item, "id"),
        "link": _word(item, "url") or _word(item, "external_url"),
        "title": _word(item, "title"),
        "title_detail": {"type": "text/literal"},
        "content": [
            {"value": _word(item, "content_html"), "type": "text/html"},
            {"value": _word(item, "content_text"), "type": "text/literal"},
        ],
        "summary": _word(item, "summary"),
        "summary_detail": {"type": "text/literal"},
        "authors": list(_authors(item)),
    }
    for name, own in _NAMES:
        result[name] = _word(item, own)
        result[f"{name}_parsed"] = _parsed(result[name])
    return result


def _authors(item: dict[str, Any]) -> Iterable[dict[str, Any]]:
    given = item.get("authors")
    several = given if isinstance(given, list) else [given]
    return (author for author in (*several, item.get("author")) if isinstance(author, dict))


def _parsed(raw: str) -> tuple[int, ...] | None:
    try:
        return tuple(datetime.fromisoformat(raw).utctimetuple())
    except (ValueError, OverflowError):
        return None


def _word(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""
