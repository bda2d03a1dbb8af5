"""What a journal holds, read into memory, and how far: the reading half of the journal, which changes no file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from newsdesk.collector import paused
from newsdesk.store import lines, words
from newsdesk.store.documents import Documents

_LONGEST_HEAD = 1 << 20
"""Bytes that are read of a file before it is known for a journal."""


class Contents:
    """The tables as of `end`, the offset behind the last sound line."""

    def __init__(self) -> None:
        self.tables: defaultdict[str, Documents] = defaultdict(Documents)
        self.end = 0
        self.superseded = 0
        """Bytes of JSON in the file that a later line has replaced."""

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
    contents = Contents()
    with paused(), open(descriptor, "rb", buffering=0, closefd=False) as file:
        file.seek(0)
        if head := _first_line(file.read(_LONGEST_HEAD)):
            _judge_head(head, path)
            contents.end = file.seek(len(head))
        rest = file.readall()
        for number, line in enumerate(_cut(rest), start=2):
            if not contents.take(line):
                _judge(line, rest[contents.end - len(head) + len(line) :], number, path)
                break
    return contents


def _first_line(start: bytes) -> bytes:
    return start[: start.find(b"\n") + 1] or start


def _cut(rest: bytes) -> Iterator[memoryview]:
    """Every line with its newline, as stretches of what was read; what ends without one was promised to nobody."""
    view, start = memoryview(rest), 0
    while end := rest.find(b"\n", start) + 1:
        yield view[start:end]
        start = end


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
