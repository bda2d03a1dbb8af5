"""How a journal is written down: JSON lines, each behind the CRC-32 of its JSON in eight hexadecimal digits.

The first line names the format and its version; every other line is one commit: table → id → document. A line
is the unit of all or nothing. Knows bytes only, no file.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct

from newsdesk.store.documents import Document

FORMAT = "newsdesk journal"
VERSION = 1
_SEAL = 9
"""Length of the checksum and the space behind it."""

_encode = msgspec.json.Encoder().encode
_decode_commit = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]]).decode


class Header(Struct, frozen=True):
    """What the first line says."""

    format: str
    version: int


_decode_header = msgspec.json.Decoder(Header).decode


def header_line() -> bytes:
    """The first line of a journal."""
    return _sealed(_encode(Header(FORMAT, VERSION)))


def read_header(line: bytes) -> Header | None:
    """What a first line says; nothing where it is damaged or no header."""
    json = _unsealed(line)
    try:
        return _decode_header(json) if json else None
    except msgspec.MsgspecError:
        return None


def commit_line(tables: Mapping[str, Iterable[Document]]) -> bytes:
    """One commit: for each table the documents put, in their order."""
    return _sealed(_encode({name: _members(documents) for name, documents in tables.items()}))


def read_commit(line: bytes) -> Iterable[tuple[str, dict[str, msgspec.Raw]]] | None:
    """For each table the JSON put under each id; nothing where the line is damaged or no commit."""
    json = _unsealed(line)
    try:
        return _decode_commit(json).items() if json else None
    except msgspec.MsgspecError:
        return None


def looks_torn(line: bytes) -> bool:
    """Whether a damaged line may be what a kill or a power cut left of a write that nobody was promised.

    A commit is written into zeros and its newline comes last, so a part of it lacks the one or shows the other.
    """
    return not line.endswith(b"\n") or b"\0" in line


def _members(documents: Iterable[Document]) -> dict[str, msgspec.Raw]:
    return {document.doc_id: msgspec.Raw(document.json) for document in documents}


def _sealed(json: bytes) -> bytes:
    return b"%08x %b\n" % (zlib.crc32(json), json)


def _unsealed(line: bytes) -> bytes | None:
    json = line[_SEAL:-1]
    whole = line.endswith(b"\n") and line.startswith(b"%08x " % zlib.crc32(json))
    return json if whole else None
