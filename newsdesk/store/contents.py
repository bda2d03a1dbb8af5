"""What a journal holds, read into memory, and how far: the reading half of the journal, which changes no file."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from newsdesk.collector import paused
from newsdesk.store import lines, words
from newsdesk.store.documents import Document, Documents

_BUFFER = 1 << 20


class Contents:
    """The tables as of `end`, the offset behind the last sound line."""

    def __init__(self) -> None:
        self.tables: dict[str, Documents] = {}
        self.end = 0
        self.superseded = 0
        """Bytes of JSON in the file that a later line has replaced."""
        self._lines = 0

    def put(self, name: str, document: Document) -> None:
        """Take one document."""
        documents = self.tables.get(name)
        if documents is None:
            documents = self.tables[name] = Documents()
        self.superseded += documents.put(document)

    def take(self, file: BinaryIO) -> bytes:
        """Take every sound line from where the file stands; returns the first that is not sound, empty at the end."""
        for line in file:
            commit = lines.read_commit(line)
            if commit is None:
                return line
            for name, put in commit:
                for doc_id, json in put.items():
                    self.put(name, Document(bytes(json), doc_id))
            self._pass(line)
        return b""

    def head(self, file: BinaryIO, path: Path) -> None:
        """Take the first line; an empty file is an empty desk. Raises DeskDamaged where it is not ours to read."""
        line = file.readline(_BUFFER)
        if not line:
            return
        header = lines.read_header(line)
        if header is None or header.format != lines.FORMAT:
            raise words.no_journal(path)
        if header.version > lines.VERSION:
            raise words.too_new(path, header.version, lines.VERSION)
        self._pass(line)

    def judge(self, bad: bytes, file: BinaryIO, path: Path) -> None:
        """Tell a torn tail, which may go, from damage. Raises DeskDamaged naming the line."""
        if not bad or (lines.looks_torn(bad) and _only_zeros(file)):
            return
        raise words.damaged_line(path, self._lines + 1)

    def _pass(self, line: bytes) -> None:
        self.end += len(line)
        self._lines += 1


def load(descriptor: int, path: Path) -> Contents:
    """Read a whole journal. Raises DeskDamaged where anything but the torn last line cannot be trusted."""
    contents = Contents()
    with paused(), open(descriptor, "rb", buffering=_BUFFER, closefd=False) as file:
        file.seek(0)
        contents.head(file, path)
        contents.judge(contents.take(file), file, path)
    return contents


def _only_zeros(file: BinaryIO) -> bool:
    while block := file.read(_BUFFER):
        if block.strip(b"\0"):
            return False
    return True
