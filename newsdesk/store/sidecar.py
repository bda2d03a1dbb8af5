"""The sidecar of a journal: where each document stands in it, and a table in brief, so that a large desk opens at once.

A journal is read and checked whole at every opening; what its lines hold is then taken from the sidecar instead of
being looked for in all their JSON. Like a hint file of Bitcask it may be lost, late or damaged: it is believed only for
the very bytes it was made of, and what stands behind those is read as ever.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Raw, Struct

from newsdesk.store import lines
from newsdesk.store.documents import Documents

_VERSION = 1
_WORTH_WRITING = 4 << 20
"""Bytes of a journal that are read without one in less time than anyone notices."""


class Stretches(Struct, frozen=True, array_like=True):
    """Where the documents of one table stand in the file, in the order of first arrival."""

    ids: list[str]
    starts: list[int]
    stops: list[int]

    def documents(self, journal: bytes) -> Documents:
        """The documents, as stretches of the file as it was read."""
        stretches = map(memoryview(journal).__getitem__, map(slice, self.starts, self.stops))
        return Documents(dict(zip(self.ids, map(Raw, stretches), strict=True)))


class Briefs(NamedTuple):
    """The documents of a table in brief."""

    of: Sequence[Raw]
    """The documents that they were made of."""
    json: Raw
    """A list of as many."""


class Sidecar(Struct, frozen=True, array_like=True):
    """What is known of the first `end` bytes of a journal, whose CRC-32 is `crc`."""

    version: int
    end: int
    crc: int
    lines: int
    """How many lines those are, the header among them."""
    superseded: int
    """Bytes of JSON in them that a later line of them has replaced."""
    tables: dict[str, Stretches]
    briefs: dict[str, Raw]
    """The documents of a table in brief, in their order, as a JSON list; only the store knows their shape."""

    def fits(self, journal: bytes) -> bool:
        """Whether it was made of this very journal, or of its beginning."""
        return (
            self.version == _VERSION
            and all(len(one.ids) == len(one.starts) == len(one.stops) for one in self.tables.values())
            and self.end <= len(journal)
            and zlib.crc32(memoryview(journal)[: self.end]) == self.crc
        )


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Sidecar).decode


def read(journal: Path) -> Sidecar | None:
    """The sidecar of a journal as it was written; nothing where there is none, or a damaged one."""
    with suppress(OSError, msgspec.MsgspecError):
        if json := lines.unsealed(_beside(journal).read_bytes()):
            return _decode(json)
    return None


def worth_writing(end: int, known: int) -> bool:
    """Whether a journal of `end` bytes deserves a new sidecar where the last one knew the first `known` of them."""
    return end - known > max(_WORTH_WRITING, end // 16)


def clear(journal: Path) -> None:
    """Take away what a kill left of a sidecar that was being written. Raises OSError."""
    _unfinished(journal).unlink(missing_ok=True)


def write(path: Path, journal: lines.Journal, superseded: int, briefs: dict[str, Raw]) -> None:
    """Write the sidecar of a journal that holds these bytes, all sound lines. Raises OSError; then nothing changed.

    A journal into which a person wrote is not laid out as ours are, and has none.
    """
    rows = list(lines.cut(journal))
    tables = _tables(rows, len(journal))
    if tables is None:
        return
    made = Sidecar(_VERSION, len(journal), zlib.crc32(journal), len(rows), superseded, tables, briefs)
    new = _unfinished(path)
    try:
        clear(path)
        with new.open("xb") as file:
            file.write(lines.sealed(_encode(made)))
        new.replace(_beside(path))
    except OSError:
        clear(path)
        raise


def _unfinished(journal: Path) -> Path:
    return _beside(journal).with_suffix(".sidecar.new")


def _beside(journal: Path) -> Path:
    return journal.with_suffix(".sidecar")


def _tables(rows: list[memoryview], end: int) -> dict[str, Stretches] | None:
    """Where every document stands; nothing where a line is not laid out as it would be written here."""
    places: dict[str, dict[str, tuple[int, int]]] = {}
    start = len(rows[0]) if rows else 0
    for row in rows[1:]:
        commit = lines.read_commit(row)
        if commit is None or lines.commit_line(commit) != bytes(row):
            return None
        for table, doc_id, at, size in lines.places(commit):
            places.setdefault(table, {})[doc_id] = (start + at, start + at + size)
        start += len(row)
    if start != end:
        return None
    return {
        table: Stretches(list(where), [start for start, _ in where.values()], [stop for _, stop in where.values()])
        for table, where in places.items()
    }
