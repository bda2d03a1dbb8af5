"""Mends the commonest ways in which feeds are not well-formed, so that the strict parser can read them.

Knows no feed format. Each mend leaves the words as a browser would show them: HTML's named characters and bare
ampersands, references to characters that XML does not have, text behind the end of the document.
"""

from __future__ import annotations

import html.entities
import re

from newsdesk.feeds.skeleton import root_of

_REFERENCE = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:#(?:[xX]([0-9a-fA-F]+)|([0-9]+));|([a-zA-Z][a-zA-Z0-9]*);)?", re.DOTALL
)
_KEPT = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_UNKNOWN = "\ufffd".encode()


def resolve(data: bytes) -> bytes:
    """The document, UTF-8 in and out, with references resolved to characters, escaped, or made U+FFFD."""
    return _REFERENCE.sub(_resolved, data)


def trim(data: bytes) -> bytes:
    """The document without what stands behind the end of its root element."""
    root = root_of(data)
    end = data.rfind(b"</" + root) if root else -1
    close = data.find(b">", end) if end >= 0 else -1
    return data[: close + 1] if close >= 0 else data


def _resolved(match: re.Match[bytes]) -> bytes:
    found = match[0]
    if found.startswith(b"<"):
        return found
    if match[1] or match[2]:
        digits = match[1] or match[2]
        return found if _is_character(digits, 16 if match[1] else 10) else _UNKNOWN
    name = match[3]
    if name is None:
        return b"&amp;"
    if name in _KEPT:
        return found
    point = html.entities.name2codepoint.get(name.decode())
    return chr(point).encode() if point else b"&amp;" + found[1:]


def _is_character(digits: bytes, base: int) -> bool:
    """Whether XML 1.0 has the character; hostile digits may be a megabyte long."""
    point = int(digits, base) if len(digits) <= 8 else -1
    return point in (9, 10, 13) or 0x20 <= point <= 0xD7FF or 0xE000 <= point <= 0xFFFD or 0x10000 <= point <= 0x10FFFF
