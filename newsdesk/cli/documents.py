"""What `extract` is given: plain text, HTML or JSON lines, from files or standard input, as documents in order.

The text of a document is what offsets count in: plain text and the text in JSON as given, HTML as its plain text.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from newsdesk import text
from newsdesk.errors import NewsdeskError
from newsdesk.opening import opened

STANDARD_INPUT = "-"
MOST_BYTES = 50_000_000
"""The largest file that is read: some nine million words."""
_JSON_NAMES = (".jsonl", ".ndjson", ".json")
_HTML_NAMES = (".html", ".htm", ".xhtml")
_LOOKS_LIKE_JSON = re.compile(r'\s*\{\s*["}]')
_LOOKS_LIKE_HTML = re.compile(r"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|article|div|p)\b", re.I | re.S)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_YEAR, _MONTH = re.compile(r"\d{4}", re.ASCII), re.compile(r"\d{4}-\d\d", re.ASCII)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Document(NamedTuple):
    """A text with its name and, where it is known, the time it was published."""

    id: str | int
    text: str
    published: datetime | int | None = None
    """A year alone, where no more is known."""
    as_given: bool = True
    """False for the plain text of HTML."""


class Told(NewsdeskError):
    """Something odd about a document that was read all the same."""

    exit_code = 0


def read(name: str) -> Iterator[Document | NewsdeskError]:
    """The documents of one file, or of standard input for "-"; what cannot be read comes as an error in its place."""
    if name == STANDARD_INPUT and sys.stdin is None:
        yield NewsdeskError("Standard input is closed.", "Name a file.")
        return
    try:
        with nullcontext(sys.stdin.buffer) if name == STANDARD_INPUT else opened(name) as file:
            body = file.read(MOST_BYTES + 1)
    except OSError as error:
        yield NewsdeskError(
            f"{_shown(name)} cannot be read: {text.line(error.strerror or str(error))}.", "Check the file."
        )
        return
    if len(body) > MOST_BYTES:
        yield NewsdeskError(f"{_shown(name)} is larger than {MOST_BYTES // 1_000_000} MB.", "Give it in parts.")
        return
    yield from documents(name, body)


def _shown(name: str) -> str:
    return "Standard input" if name == STANDARD_INPUT else text.line(name, 200)


def documents(name: str, body: bytes) -> Iterator[Document | NewsdeskError]:
    """The documents in the bytes of a file of that name; the name's ending decides what they are, else their start."""
    short = name if name == STANDARD_INPUT else Path(name).name
    try:
        words = decode(body)
    except UnicodeError:
        yield NewsdeskError(f"{_shown(short)} is not text.", "Give plain text, HTML or JSON lines.")
        return
    kind = Path(name).suffix.lower()
    if kind in _JSON_NAMES or (kind not in (*_HTML_NAMES, ".txt") and _LOOKS_LIKE_JSON.match(words)):
        yield from _json_lines(short, words)
    elif kind in _HTML_NAMES or (kind != ".txt" and _LOOKS_LIKE_HTML.match(words)):
        yield Document(short, text.plain(words), as_given=False)
    else:
        yield Document(short, words)


def decode(body: bytes) -> str:
    """Bytes as text: by their mark of order, else UTF-8, else the charset HTML names, else Windows-1252 (WHATWG).

    Raises UnicodeError for what is not text: it holds zeros, and is not UTF-8.
    """
    if body.startswith(_UTF16):
        return body.decode("utf-16")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in body:
            raise
        named = _CHARSET.search(body[:2048])
        charset = named[1].decode("ascii", "replace") if named else "cp1252"
    try:
        return body.decode(charset, "replace")
    except LookupError:
        return body.decode("cp1252", "replace")


def _json_lines(short: str, words: str) -> Iterator[Document | NewsdeskError]:
    known: dict[str | int | None, int] = {}
    nameless = 0
    # Only newlines part JSON lines: U+2028 and its like may stand within a string.
    for number, row in enumerate(words.split("\n"), 1):
        if not row.strip():
            continue
        where = f"{_shown(short)}, line {number}"
        try:
            name, said, published = _fields(json.loads(row))
        except (ValueError, RecursionError) as error:
            yield NewsdeskError(f"{where}: {_reason(error)}", 'A line is {"id": …, "text": …, "published": …}.')
            continue
        at = _time(published)
        if published and at is None:
            shown = text.line(str(published), 40)
            yield Told(f"{where}: {shown} is not a time in ISO 8601; the text was read without it.")
        first = known.setdefault(name, number)
        nameless += name is None
        if name is not None and first != number:
            yield Told(f"{where}: line {first} has the id {text.line(str(name), 80)} too; both were read.")
        yield Document(short if name is None else name, said, at)
    if nameless > 1:
        yield Told(
            f"{_shown(short)}: {nameless:,} lines have no id; their figures all stand under {text.line(short, 200)}."
        )


def _fields(given: object) -> tuple[str | int | None, str, object]:
    """Id, text and time of publication of one line. Raises ValueError in words."""
    if not isinstance(given, dict):
        raise ValueError("this is not an object.")
    name, words = given.get("id"), given.get("text")
    if not isinstance(words, str):
        raise ValueError("there is no text in it.")
    if isinstance(name, bool) or not isinstance(name, str | int | None):
        raise ValueError("its id is neither words nor a whole number.")
    return name, words, given.get("published")


def _time(published: object) -> datetime | int | None:
    """ISO 8601, down to a month, which is its first moment, or a year alone; without a zone it is UTC."""
    if not isinstance(published, str):
        return None
    if _YEAR.fullmatch(published):
        return int(published) or None
    try:
        whole = f"{published}-01" if _MONTH.fullmatch(published) else published
        at = datetime.fromisoformat(whole)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"this is not JSON ({text.line(error.msg, 80)}, column {error.colno})."
    return "this JSON is nested too deeply." if isinstance(error, RecursionError) else str(error)
