"""How a journal is written down: JSON lines, each behind the CRC-32 of its JSON in eight hexadecimal digits.

The first line names the format and its version; every other line is one commit: table → id → document. A line
is the unit of all or nothing. Knows bytes only, no file.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from mmap import mmap
from typing import TypeAlias

import msgspec
from msgspec import Raw, Struct

Line: TypeAlias = bytes | memoryview
Journal: TypeAlias = bytes | mmap
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
    return sealed(_encode(Header(FORMAT, VERSION)))


def read_header(line: Line) -> Header | None:
    """What a first line says; nothing where it is damaged or no header."""
    json = unsealed(line)
    try:
        return _decode_header(json) if json else None
    except msgspec.MsgspecError:
        return None


def commit_line(commit: Commit) -> bytes:
    """One commit, written down."""
    return sealed(_encode(commit))


def read_commit(line: Line) -> Commit | None:
    """What a line puts, as stretches of that line; nothing where it is damaged or no commit."""
    json = unsealed(line)
    try:
        return _decode_commit(json) if json else None
    except msgspec.MsgspecError:
        return None


def looks_torn(line: Line) -> bool:
    """Whether a damaged line may be what a kill or a power cut left of a write that nobody was promised.

    A commit is written into zeros and its newline comes last: a part of it that has the newline shows zeros.
    """
    return b"\0" in bytes(line)


def cut(journal: Journal, start: int = 0) -> Iterator[memoryview]:
    """Every line from an offset on, with its newline, as stretches of what was read.

    What ends without a newline was promised to nobody.
    """
    view = memoryview(journal)
    while end := journal.find(b"\n", start) + 1:
        yield view[start:end]
        start = end


def places(commit: Commit) -> Iterator[tuple[str, str, int, int]]:
    """Where in the line of a commit each document stands, as `commit_line` lays it out: table, id, offset, length."""
    at = _SEAL
    for table, jsons in commit.items():
        at += len(_encode(table)) + 2
        for doc_id, json in jsons.items():
            at += len(_encode(doc_id)) + 2
            size = len(memoryview(json))
            yield table, doc_id, at, size
            at += size
        at += 1 if jsons else 2


def sealed(json: bytes) -> bytes:
    """JSON as a line that shows whether it is whole."""
    return b"%08x %b\n" % (zlib.crc32(json), json)


def unsealed(line: Line) -> Line | None:
    """The JSON of a line; nothing where it is damaged."""
    json = line[_SEAL:-1]
    whole = line[-1:] == b"\n" and line[:_SEAL] == b"%08x " % zlib.crc32(json)
    return json if whole else None
