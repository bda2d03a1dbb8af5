"""How a journal is written down: JSON lines, each behind the CRC-32 of its JSON in eight hexadecimal digits.

The first line names the format and its version; every other line is one commit: table → id → document. A line
is the unit of all or nothing. Knows bytes only, no file.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import TypeAlias

import msgspec
from msgspec import Raw, Struct

Line: TypeAlias = bytes | memoryview
Commit: TypeAlias = Mapping[str, Mapping[str, Raw]]
"""For each table the JSON put under each id, in the order of their arrival."""

FORMAT = "newsdesk journal"
VERSION = 1
_SEAL = 9
"""Length of the checksum and the space behind it."""

_encode = msgspec.json.Encoder().encode
_decode_commit = msgspec.json.Decoder(dict[str, dict[str, Raw]]).decode


class Header(Struct, frozen=True):
    """What the first line says."""

    format: str
    version: int


_decode_header = msgspec.json.Decoder(Header).decode


def header_line() -> bytes:
    """The first line of a journal."""
    return _sealed(_encode(Header(FORMAT, VERSION)))


def read_header(line: Line) -> Header | None:
    """What a first line says; nothing where it is damaged or no header."""
    json = _unsealed(line)
    try:
        return _decode_header(json) if json else None
    except msgspec.MsgspecError:
        return None


def commit_line(commit: Commit) -> bytes:
    """One commit, written down."""
    return _sealed(_encode(commit))


def read_commit(line: Line) -> Commit | None:
    """What a line puts, as stretches of that line; nothing where it is damaged or no commit."""
    json = _unsealed(line)
    try:
        return _decode_commit(json) if json else None
    except msgspec.MsgspecError:
        return None


def looks_torn(line: Line) -> bool:
    """Whether a damaged line may be what a kill or a power cut left of a write that nobody was promised.

    A commit is written into zeros and its newline comes last: a part of it that has the newline shows zeros.
    """
    return b"\0" in bytes(line)


def _sealed(json: bytes) -> bytes:
    return b"%08x %b\n" % (zlib.crc32(json), json)


def _unsealed(line: Line) -> Line | None:
    json = line[_SEAL:-1]
    whole = line[-1:] == b"\n" and line[:_SEAL] == b"%08x " % zlib.crc32(json)
    return json if whole else None
