"""What a journal holds, read into memory, and how far: the reading half of the journal, which changes no file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from newsdesk.collector import paused
from newsdesk.store import lines, sidecar, words
from newsdesk.store.documents import Documents
from newsdesk.store.sidecar import Briefs, Sidecar

_LONGEST_HEAD = 1 << 20
"""Bytes that are read of a file before it is known for a journal."""


class Contents:
    """The tables as of `end`, the offset behind the last sound line."""

    def __init__(self) -> None:
        self.tables: defaultdict[str, Documents] = defaultdict(Documents)
        self.end = 0
        self.superseded = 0
        """Bytes of JSON in the file that a later line has replaced."""
        self.known = 0
        """Bytes of the file that its sidecar knows."""
        self.briefs: Mapping[str, Briefs] = {}
        """What the sidecar keeps of a table in brief, by the table's name."""

    @classmethod
    def of(cls, known: Sidecar, journal: bytes) -> Self:
        """What stands in the lines that a sidecar knows."""
        contents = cls()
        contents.end = contents.known = known.end
        contents.superseded = known.superseded
        contents.tables.update({name: stretches.documents(journal) for name, stretches in known.tables.items()})
        contents.briefs = {
            name: Briefs(list(contents.tables[name].jsons.values()), json) for name, json in known.briefs.items()
        }
        return contents

    def put(self, commit: lines.Commit) -> None:
        """Take what a commit puts."""
        for name, jsons in commit.items():
            self.superseded += self.tables[name].put(jsons)

    def take(self, line: lines.Line) -> bool:
        """Take one line; whether it was sound."""
        commit = lines.read_commit(line)
        if commit is None:
            return False
        self.put(commit)
        self.end += len(line)
        return True


def load(descriptor: int, path: Path) -> Contents:
    """Read a whole journal; an empty file is an empty desk.

    Raises DeskDamaged where it is not ours to read, or where anything but the torn last line cannot be trusted.
    """
    with paused(), open(descriptor, "rb", buffering=0, closefd=False) as file:
        file.seek(0)
        head = _first_line(file.read(_LONGEST_HEAD))
        if not head:
            return Contents()
        _judge_head(head, path)
        file.seek(0)
        journal = file.readall()
        contents, number = _begun(path, journal, len(head))
        for line in lines.cut(journal, contents.end):
            number += 1
            if not contents.take(line):
                _judge(line, journal[contents.end + len(line) :], number, path)
                break
    return contents


def _begun(path: Path, journal: bytes, head: int) -> tuple[Contents, int]:
    """What the sidecar knows, else nothing behind the head; and how many lines that is."""
    known = sidecar.read(path)
    if known is not None and known.fits(journal):
        return Contents.of(known, journal), known.lines
    contents = Contents()
    contents.end = head
    return contents, 1


def _first_line(start: bytes) -> bytes:
    return start[: start.find(b"\n") + 1] or start


def _judge_head(head: bytes, path: Path) -> None:
    """Raise DeskDamaged unless the first line says that the file is a journal that can be read."""
    header = lines.read_header(head)
    if header is None or header.format != lines.FORMAT:
        raise words.no_journal(path)
    if header.version > lines.VERSION:
        raise words.too_new(path, header.version, lines.VERSION)


def _judge(bad: lines.Line, behind: bytes, number: int, path: Path) -> None:
    """Tell a torn tail, which may go, from damage. Raises DeskDamaged naming the line."""
    if not lines.looks_torn(bad) or behind.strip(b"\0"):
        raise words.damaged_line(path, number)
