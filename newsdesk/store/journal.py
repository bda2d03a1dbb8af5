"""The append-only journal: a TinyDB storage whose every commit is one line, done when the disk has it.

Keeps memory and disk in step through kills, power cuts and full disks: memory changes after the disk, and what a
failed write left behind is cut before the next. Knows documents, not what they mean.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from msgspec import Raw
from tinydb.storages import Storage

from newsdesk.errors import DeskDamaged, DeskFull, DeskLocked
from newsdesk.store import lines, sidecar, words
from newsdesk.store.contents import Contents, load
from newsdesk.store.documents import Document, Documents
from newsdesk.store.sidecar import Briefs

_RESERVE = 1 << 19
"""Zeros written ahead of the commits: syncing into a file that need not grow is half as dear."""
_WORTH_COMPACTING = 4 << 20
"""Superseded bytes below which a journal is left as it is."""
_BUFFER = 1 << 20
_LONG_LINE = 1 << 18
"""Bytes after which a new line is begun where a journal is written anew."""

sync_data = getattr(os, "fdatasync", os.fsync)
"""Waits until the disk has a file's bytes; macOS knows only the dearer fsync."""


class Journal(Storage):
    """The tables of a desk in memory, and their file.

    A writer makes the file where there is none; whoever opens one for writing holds the desk's lock.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        super().__init__()
        self._path = path
        self._read_only = read_only
        self._torn = False
        """Whether something may stand behind the end that nobody was promised."""
        self._forgiven = 0
        """Superseded bytes for which compacting was tried in vain."""
        self._renamed = False
        """Whether the folder may not yet have the file's new name on disk."""
        self._descriptor, self._contents = self._open()
        self._allocated = self._contents.end
        if not read_only:
            # Past the end may stand a reserve, or what a kill left of a write.
            self._torn = True
            try:
                self._retry_settling()
            except DeskFull:
                os.close(self._descriptor)
                raise

    def read(self) -> dict[str, dict[str, Any]]:
        """The tables as they stand; the outer mapping is the caller's own."""
        return cast("dict[str, dict[str, Any]]", {**self._contents.tables})

    def documents(self, table: str) -> Documents:
        """One table as it stands."""
        return self._contents.tables.get(table) or Documents()

    def briefs(self, table: str) -> Briefs | None:
        """What the sidecar kept of a table in brief when the journal was opened."""
        return self._contents.briefs.get(table)

    def write(self, data: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        """Put these tables in the place of all: a new file takes the old one's name. Raises DeskFull, DeskLocked."""
        self._require_writable()
        contents = Contents()
        for name, documents in data.items():
            contents.put({name: {doc_id: Document(document, doc_id).json for doc_id, document in documents.items()}})
        try:
            descriptor = _write_anew(self._path, contents)
        except OSError as error:
            raise words.refused(error) from error
        os.close(self._descriptor)
        self._descriptor, self._contents, self._forgiven = descriptor, contents, 0
        self._allocated, self._torn, self._renamed = contents.end, False, True
        self._retry_settling()

    def append(self, commit: lines.Commit) -> None:
        """Put documents, whole or not at all; on disk when it returns. Raises DeskFull, DeskLocked, DeskDamaged."""
        self._require_writable()
        self._require_in_place()
        line = lines.commit_line(commit)
        try:
            self._settle()
            self._torn = True
            self._reserve(len(line))
            _write_at(self._descriptor, line, self._contents.end)
            sync_data(self._descriptor)
        except OSError as error:
            with suppress(OSError):
                self._settle()
            raise words.refused(error) from error
        self._contents.end += len(line)
        self._torn = False
        self._contents.put(commit)
        if self._contents.superseded - self._forgiven > max(_WORTH_COMPACTING, self._contents.end // 2):
            self._compact_quietly()

    def compact(self) -> None:
        """Write the file anew without what was superseded. Raises DeskFull, DeskLocked; then nothing is lost."""
        self.write(self._contents.tables)

    @property
    def wants_sidecar(self) -> bool:
        """Whether so much was written since the last sidecar that the next opening would wait for it."""
        return not self._read_only and sidecar.worth_writing(self._contents.end, self._contents.known)

    def write_sidecar(self, briefs: dict[str, Raw]) -> None:
        """Leave word for the next opening; `briefs` are JSON lists by table. Without it the journal is read as ever."""
        with suppress(OSError):
            journal = mmap.mmap(self._descriptor, self._contents.end, access=mmap.ACCESS_READ)
            sidecar.write(self._path, journal, self._contents.superseded, briefs)

    def close(self) -> None:
        """Give back the reserve and the file."""
        if not self._read_only:
            with suppress(OSError):
                os.ftruncate(self._descriptor, self._contents.end)
        os.close(self._descriptor)

    def _open(self) -> tuple[int, Contents]:
        try:
            if not self._read_only:
                self._prepare()
            descriptor = os.open(self._path, (os.O_RDONLY if self._read_only else os.O_RDWR) | os.O_CLOEXEC)
            try:
                return descriptor, self._load(descriptor)
            except BaseException:
                os.close(descriptor)
                raise
        except OSError as error:
            raise words.unopened(self._path, error) from error

    def _prepare(self) -> None:
        _new_path(self._path).unlink(missing_ok=True)
        sidecar.clear(self._path)
        if not self._path.exists() or not self._path.stat().st_size:
            os.close(_write_anew(self._path, Contents()))
            self._renamed = True

    def _load(self, descriptor: int) -> Contents:
        try:
            return load(descriptor, self._path)
        except DeskDamaged:
            if not self._read_only:
                raise
        # A reader may have passed through a line while it was being written: look twice before calling it damage.
        return load(descriptor, self._path)

    def _in_place(self) -> bool:
        """Whether the file under the desk's name is the one that is open here."""
        try:
            return os.path.samestat(self._path.stat(), os.fstat(self._descriptor))
        except OSError:
            return False

    def _settle(self) -> None:
        """Finish what a failed write left undone. Raises OSError; then it stays to be done."""
        if self._torn:
            os.ftruncate(self._descriptor, self._contents.end)
            sync_data(self._descriptor)
            self._allocated, self._torn = self._contents.end, False
        if self._renamed:
            sync_folder(self._path.parent)
            self._renamed = False

    def _retry_settling(self) -> None:
        try:
            self._settle()
        except OSError as error:
            raise words.refused(error) from error

    def _reserve(self, size: int) -> None:
        """Write zeros ahead; on a disk too full for them, none."""
        needed = self._contents.end + size
        if needed <= self._allocated:
            return
        # Without a reserve the last commits went past what was allocated: zeros must never touch them.
        start, wanted = max(self._allocated, self._contents.end), needed + _RESERVE
        try:
            _write_at(self._descriptor, bytes(wanted - start), start)
            self._allocated = wanted
        except OSError:
            os.ftruncate(self._descriptor, self._contents.end)
            self._allocated = self._contents.end

    def _compact_quietly(self) -> None:
        """Compact after a commit, which is done whatever becomes of this; if it fails, wait for as much again."""
        self._forgiven = self._contents.superseded
        with suppress(DeskFull):
            self.compact()

    def _require_writable(self) -> None:
        if self._read_only:
            raise DeskLocked("This desk is open to look on only.", "Open it for writing to change it.")

    def _require_in_place(self) -> None:
        if not self._in_place():
            raise words.taken_away(self._path)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder: without it a power cut may bring back the file before."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _new_path(path: Path) -> Path:
    return path.with_name(path.name + ".new")


def _write_anew(path: Path, contents: Contents) -> int:
    """Write a whole journal under the path's name, or leave everything as it was; returns its descriptor."""
    new = _new_path(path)
    descriptor = os.open(new, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
    try:
        with open(descriptor, "wb", buffering=_BUFFER, closefd=False) as file:
            file.write(lines.header_line())
            for name, documents in contents.tables.items():
                file.writelines(lines.commit_line({name: batch}) for batch in _batches(documents))
            contents.end = file.tell()
        os.fsync(descriptor)
        new.replace(path)
    except BaseException:
        os.close(descriptor)
        new.unlink(missing_ok=True)
        raise
    return descriptor


def _batches(documents: Documents) -> Iterator[dict[str, Raw]]:
    """The documents of a table in lines' worths: to read a line costs more than to read what is in it."""
    batch: dict[str, Raw] = {}
    size = 0
    for doc_id, json in documents.jsons.items():
        batch[doc_id] = json
        size += len(memoryview(json))
        if size >= _LONG_LINE:
            yield batch
            batch, size = {}, 0
    if batch:
        yield batch


def _write_at(descriptor: int, data: bytes, offset: int) -> None:
    view = memoryview(data)
    while view:
        written = os.pwrite(descriptor, view, offset)
        view, offset = view[written:], offset + written
