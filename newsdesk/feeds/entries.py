"""One item as feedparser leaves it to one clean entry: the gate of the feeds room.

Knows feedparser's names but not feedparser. Values come in unsanitised; nothing leaves that newsdesk.text has
not passed. Plain text is told from HTML by its declared type and, since publishers mislabel, by its looks.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import Any
from urllib.parse import urljoin

from msgspec import Struct

from newsdesk import text
from newsdesk.feeds import dates
from newsdesk.model import Entry, Fault

LONGEST_TITLE = 1_000
LONGEST_BODY = 100_000
LONGEST_ID = 500
_LONGEST_MARKUP = 1_000_000
_MOST_TAGS = 20_000
_WRAPPED = 60
_ENDS = '.!?…:;”"»'

Value = dict[str, Any]
"""A feed, an item or a detail as feedparser gives it."""


class Item(Struct, frozen=True):
    """An entry with its own faults."""

    entry: Entry
    faults: tuple[Fault, ...] = ()


def read(raw: Value, base: str, author: str = "", *, literal: bool = False) -> Item:
    """Clean one item; relative links are relative to `base`, and `author` speaks where the item names nobody.

    `literal`: see title_of.
    """
    faults: list[Fault] = []
    title = _title(title_of(raw, literal=literal), faults)
    body = _body(raw, title, faults)
    link = address(_link(raw), base)
    published, updated = _dates(raw, faults)
    name = identity(_word(raw, "id")) or link or _digest(title or body, _word(raw, "published"), _word(raw, "updated"))
    entry = Entry(
        id=name,
        title=title,
        body=body,
        link=link,
        author=author_of(raw) or author,
        published=published,
        updated=updated,
    )
    return Item(entry, tuple(Fault(fault.code, fault.message, name) for fault in faults))


def _link(raw: Value) -> str:
    """Its link; feedparser gives an id that claims to be one in its place, and "1" would become an address of ours."""
    link = _word(raw, "link")
    return "" if get(raw, "guidislink") and link == _word(raw, "id") and "/" not in link else link


def identity(raw: str) -> str:
    """An id that can be stored and shown: on one line, not endless, and without a password."""
    name = text.line(raw, 4 * LONGEST_ID)
    if "://" in name and "@" in name:
        name = text.link(name) or _digest(name)
    return name if len(name) <= LONGEST_ID else f"{name[:LONGEST_ID]}…{_digest(raw)[:12]}"


def address(raw: str, base: str) -> str:
    """A web address, made whole with the base where it is relative; empty where it is none."""
    raw = raw.strip()
    if not raw:
        return ""
    whole = text.link(raw)
    if whole or not base or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", raw):
        return whole
    try:
        return text.link(urljoin(base, raw))
    except ValueError:
        return ""


def words(value: str, kind: str) -> str:
    """Plain, tidy text of a value of the given media type; "text/literal" is never taken for HTML."""
    if kind == "text/literal":
        return _unwrap(text.tidy(value))
    if _TAG.search(value) and ("html" in kind or _looks_like_html(value)):
        return _plain(value)
    if "html" in kind or _looks_like_html(value):
        value = text.plain(value)
    return _unwrap(text.tidy(value))


def _unwrap(value: str) -> str:
    """Join lines that were broken to fit a width: a sentence that a newline cuts in two would lose its figure."""
    if "\n" not in value:
        return value
    lines = value.split("\n")
    result = lines[:1]
    for before, line in pairwise(lines):
        wrapped = len(before) >= _WRAPPED and before[-1] not in _ENDS
        if before and line and (line[0].islower() or wrapped):
            result[-1] += " " + line
        else:
            result.append(line)
    return "\n".join(result)


def title_of(raw: Value, *, literal: bool = False) -> str:
    """The title of a feed or an item on one line, of any length.

    `literal` is for Atom, where the tags of a title of plain text are its words (RFC 4287, section 3.1.1). A title
    that is nothing but tags is shown as it stands: an empty one would say nothing.
    """
    title, kind = _word(raw, "title"), _word(get(raw, "title_detail"), "type")
    if literal and kind == "text/plain" and "<" in title:
        kind = "text/literal"
    return " ".join((words(title, kind) or text.tidy(title)).split())


def get(raw: object, name: str) -> Any:
    """A value of feedparser's by its exact name: its own `get` warns and guesses."""
    return dict.get(raw, name) if isinstance(raw, dict) else None


def _title(title: str, faults: list[Fault]) -> str:
    if len(title) > LONGEST_TITLE:
        faults.append(Fault("long_title", f"A title of {len(title):,} characters was cut."))
    return text.line(title, LONGEST_TITLE)


def _body(raw: Value, title: str, faults: list[Fault]) -> str:
    """The longest of all texts the item gives, less a title that it repeats."""
    texts = {value: kind for value, kind in _texts(raw) if value}
    body = max((words(value, kind) for value, kind in texts.items()), key=len, default="")
    first, _, rest = body.partition("\n")
    if title and first.strip().casefold() == title.casefold():
        body = rest.lstrip()
    if len(body) > LONGEST_BODY:
        faults.append(Fault("long_body", f"A text of {len(body):,} characters was cut."))
        body = body[: LONGEST_BODY - 1].rstrip() + "…"
    return body


def _texts(raw: Value) -> list[tuple[str, str]]:
    parts = [(_word(part, "value"), _word(part, "type")) for part in _listed(raw, "content")]
    for name in ("summary", "subtitle"):
        parts.append((_word(raw, name), _word(get(raw, f"{name}_detail"), "type")))
    return [(value, kind) for value, kind in parts if not kind or _TEXTUAL.search(kind)]


def _dates(raw: Value, faults: list[Fault]) -> tuple[datetime | None, datetime | None]:
    """When it was published and, where the feed says so apart, updated."""
    found = {name: _date(raw, name, faults) for name in ("published", "created", "updated") if _word(raw, name)}
    if not found:
        return None, None
    first = next(iter(found))
    return found[first], found.get("updated") if first != "updated" else None


def _date(raw: Value, name: str, faults: list[Fault]) -> datetime | None:
    moment, wrong = dates.moment(_word(raw, name), get(raw, f"{name}_parsed"))
    if wrong:
        faults.append(Fault("date", wrong))
    return moment


def author_of(raw: Value) -> str:
    """The names of all authors of a feed or an item, else what it calls its author."""
    names = [text.line(text.plain(_word(author, "name")), 200) for author in _listed(raw, "authors")]
    several = dict.fromkeys(name.removesuffix("(mailto:").rstrip() for name in names if name)
    return text.line(", ".join(several) or text.plain(_word(raw, "author")), 500)


def _word(raw: object, name: str) -> str:
    value = get(raw, name)
    return value if isinstance(value, str) else ""


def _listed(raw: Value, name: str) -> Iterable[object]:
    value = get(raw, name)
    return value if isinstance(value, list) else ()


def _plain(value: str) -> str:
    if len(value) <= _LONGEST_MARKUP and value.count("<") <= _MOST_TAGS:
        return text.plain(value)
    # The HTML parser's time grows with the square of the depth; this much markup is no article.
    return text.plain(_TAG.sub(" ", value[:_LONGEST_MARKUP]))


_TEXTUAL = re.compile(r"^text/|html|xml")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]*)[^<>]*>")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_MARKUP = re.compile(r"</[A-Za-z]|<(?:br|p|img|hr|li|div)\b", re.IGNORECASE)
_HTML = frozenset(
    "a abbr acronym address applet area article aside audio b base bdi bdo big blockquote body br button canvas caption"
    " center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption"
    " figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label"
    " legend li link main map mark menu meta meter nav noscript object ol optgroup option output p param picture pre"
    " progress q rp rt ruby s samp script section select small source span strike strong style sub summary sup svg"
    " table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr".split()
)


def _looks_like_html(value: str) -> bool:
    """Whether text that is not declared HTML is HTML all the same: its every tag is HTML's, or it has references.

    In doubt it is text: to read text as HTML loses words, to read HTML as text only shows its tags.
    """
    if "<" not in value:
        return _REFERENCE.search(value) is not None
    if not (_MARKUP.search(value) or _REFERENCE.search(value)):
        return False
    return all(name.lower() in _HTML for name in _TAG.findall(value))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
