"""Bytes of a feed or subscription list to UTF-8, so that one parser sees one encoding.

Knows no feed format. What the bytes are counts for more than what is declared: text that is valid UTF-8 is
UTF-8, because a wrong label is common and a Latin text that is valid UTF-8 by accident is not. Labels are
read as the WHATWG Encoding Standard reads them.
"""

from __future__ import annotations

import re

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\xef\xbb\xbf", "utf-8"),
)
_OPENINGS = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
    (b"<\x00r\x00", "utf-16-le"),
    (b"<\x00f\x00", "utf-16-le"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_DECLARED = re.compile(rb"\A\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SUPERSETS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "iso-8859-9": "cp1254",
}
_REFUSED = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf_7", "unicode"})
_UTF8_OR_LATIN = ("utf", "cp1252")
_SURE = 8
"""Bytes that continue a UTF-8 sequence; with this many no other encoding looks like UTF-8 by accident."""


def to_utf8(body: bytes, content_type: str = "") -> tuple[bytes, str]:
    """The body in UTF-8 without a declared encoding and without characters XML forbids, and what was wrong, or "".

    Never fails: bytes that fit no encoding become U+FFFD.
    """
    text, wrong = to_text(body, content_type)
    text = text.lstrip("\ufeff")
    text = _DECLARATION.sub('<?xml version="1.0"?>', text, count=1)
    if _FORBIDDEN.search(text):
        text = _FORBIDDEN.sub("", text)
        wrong = wrong or "It holds control characters; they were left out."
    return text.encode("utf-8", "replace"), wrong


def to_text(body: bytes, content_type: str = "") -> tuple[str, str]:
    """The body as text, and what was wrong with its encoding, or ""."""
    for start, name in _MARKS:
        if body.startswith(start):
            return _decode(body[len(start) :], name)
    for start, name in _OPENINGS:
        if body.startswith(start):
            return _decode(body, name)
    label = _label(body, content_type)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(body, label)
    if label and len(body) - len(text) < _SURE and not label.startswith(_UTF8_OR_LATIN):
        return _decode(body, label)
    return text, ""


def is_utf8_in_every_part(body: bytes, content_type: str = "") -> bool:
    """Whether any run of whole characters of the body, read by itself under the same labels, is read as UTF-8 too."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    label = _label(body, content_type)
    return not label or label.startswith(_UTF8_OR_LATIN)


def _label(body: bytes, content_type: str) -> str:
    """The declared encoding under the name of its codec; what the document says goes before what the server says."""
    declared = _DECLARED.match(body)
    charset = _CHARSET.search(content_type)
    name = declared[1].decode("ascii") if declared else charset[1] if charset else ""
    name = name.lower()
    return _SUPERSETS.get(name, name)


def _not_utf8(body: bytes, label: str) -> tuple[str, str]:
    if label and not label.startswith("utf"):
        return _decode(body, label)
    text = body.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    if wrong == 1 and text.endswith("\ufffd"):
        return text[:-1], ""  # the body ends within a character: it was cut off, and the reader of it will say so
    if wrong * 3 <= len(body) - len(text):
        return text, "Some bytes are not valid UTF-8; they are shown as \ufffd."
    return body.decode("cp1252", "replace"), "It is not in the encoding it names; it was read as Windows-1252."


def _decode(body: bytes, name: str) -> tuple[str, str]:
    try:
        if name.replace("-", "_") in _REFUSED:
            raise LookupError(name)
        return body.decode(name), ""
    except UnicodeDecodeError:
        return body.decode(name, "replace"), f"Some bytes are not valid {name}; they are shown as \ufffd."
    except (LookupError, UnicodeError):
        pass
    try:
        return body.decode("utf-8"), f"Its encoding {name} is not known; it was read as UTF-8."
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace"), f"Its encoding {name} is not known; it was read as Windows-1252."
