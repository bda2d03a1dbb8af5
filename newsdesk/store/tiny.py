"""The store on disk: records in TinyDB tables over the journal. The one place that turns records into documents."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Generic, Self, TypeAlias, TypeVar, cast, overload
from urllib.parse import quote

import msgspec
from msgspec import Raw, Struct

from newsdesk.decisions import Decision, Look
from newsdesk.desk_files import JOURNAL
from newsdesk.errors import DeskDamaged, DeskError
from newsdesk.model import BriefUpdate, Health, Incident, Source, Update, UpdateRef
from newsdesk.store import briefs, words
from newsdesk.store.journal import Journal, sync_folder
from newsdesk.store.lock import DeskLock
from newsdesk.store.protocol import Change
from newsdesk.store.table import JournalDB, JournalTable

_UPDATES = "updates"

_KEPT = 8192
"""Records of one kind that stay decoded: 30 MB of updates, more than an incident's worth."""

_Record = TypeVar("_Record", bound=Struct)
_Decode: TypeAlias = Callable[[Raw], _Record]
_encode = msgspec.json.Encoder().encode


class _Same:
    """A document's JSON as a key: it is found again as long as the document has that very JSON."""

    __slots__ = ("json",)

    def __init__(self, json: Raw) -> None:
        self.json = json

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.json is other.json

    def __hash__(self) -> int:
        return id(self.json)


class Records(Sequence[_Record]):
    """A listing as of the moment it was asked for; each record is decoded when it is looked at.

    Whoever goes through more than are kept decodes them `fresh`: they would only push each other out.
    """

    def __init__(self, jsons: Sequence[Raw], kept: _Decode[_Record], fresh: _Decode[_Record]) -> None:
        self._jsons = jsons
        self._kept = kept
        self._fresh = fresh

    def __iter__(self) -> Iterator[_Record]:
        return map(self._kept if len(self._jsons) <= _KEPT else self._fresh, self._jsons)

    def __len__(self) -> int:
        return len(self._jsons)

    @overload
    def __getitem__(self, at: int) -> _Record: ...
    @overload
    def __getitem__(self, at: slice) -> Records[_Record]: ...
    def __getitem__(self, at: int | slice) -> _Record | Records[_Record]:
        if isinstance(at, slice):
            return Records(self._jsons[at], self._kept, self._fresh)
        return self._kept(self._jsons[at])


class _Kind(Generic[_Record]):
    """One table and the kind of record it holds."""

    def __init__(self, database: JournalDB, name: str, record: type[_Record]) -> None:
        # TinyDB's cache of searches would not notice commits.
        self.table = cast("JournalTable", database.table(name, cache_size=0))
        self._fresh = fresh = _reader(name, msgspec.json.Decoder(record).decode)
        self._kept = lru_cache(maxsize=_KEPT)(lambda same: fresh(same.json))

    def listing(self) -> Records[_Record]:
        return Records(self.table.jsons(), self.record_of, self._fresh)

    def record_of(self, json: Raw) -> _Record:
        """A record, decoded once for as long as it is kept; never older than its document."""
        return self._kept(_Same(json))


def _reader(table: str, read: Callable[[Raw], _Record]) -> _Decode[_Record]:
    """Makes records of a table's JSON; one that it cannot make raises DeskDamaged."""

    def fresh(json: Raw) -> _Record:
        try:
            return read(json)
        except msgspec.MsgspecError as error:
            raise words.unreadable(table, error) from error

    return fresh


class TinyStore:
    """The store of a desk folder; keeps the promise of newsdesk.store.protocol."""

    def __init__(self, journal: Path, lock: DeskLock | None) -> None:
        self._lock = lock
        self._database = JournalDB(journal, read_only=lock is None, storage=Journal)
        self._journal = cast("Journal", self._database.storage)
        self._sources = _Kind(self._database, "sources", Source)
        self._healths = _Kind(self._database, "healths", Health)
        self._incidents = _Kind(self._database, "incidents", Incident)
        self._updates = _Kind(self._database, _UPDATES, Update)
        self._brief = _reader(_UPDATES, briefs.read)
        self._looks = _Kind(self._database, "looks", Look)
        self._decisions = _Kind(self._database, "decisions", Decision)
        self._changing = threading.Lock()
        self._closed = False

    @classmethod
    def open(cls, folder: Path, *, holder: str = "", read_only: bool = False) -> Self:
        """Open a desk folder, making it where there is none.

        `holder` is the name that others read while this one writes. To look on takes no lock and needs the desk to
        exist. Raises DeskLocked naming the holder, DeskDamaged naming the line, DeskFull, DeskError.
        """
        if read_only:
            return cls(folder / JOURNAL, None)
        _make(folder)
        lock = DeskLock(folder, holder)
        try:
            return cls(folder / JOURNAL, lock)
        except BaseException:
            lock.release()
            raise

    def sources(self) -> Sequence[Source]:
        """All sources, removed ones too."""
        return self._sources.listing()

    def healths(self) -> Mapping[str, Health]:
        """How each source went last, by its id."""
        return {health.source: health for health in self._healths.listing()}

    def incidents(self) -> Sequence[Incident]:
        """All incidents."""
        return self._incidents.listing()

    def updates(self) -> Sequence[Update]:
        """All updates."""
        return self._updates.listing()

    def briefs(self) -> Iterable[BriefUpdate]:
        """All updates without their words."""
        jsons, known = self._updates.table.jsons(), self._journal.briefs(_UPDATES)
        kept = briefs.unpacked(known.json) if known else []
        if known is None or len(kept) != len(known.of):
            return map(self._brief, jsons)
        for at, was in enumerate(known.of):
            if jsons[at] is not was:
                kept[at] = self._brief(jsons[at])
        return chain(kept, map(self._brief, jsons[len(kept) :]))

    def update(self, ref: UpdateRef) -> Update | None:
        """One update by its name."""
        json = self._updates.table.json(_update_id(ref))
        return self._updates.record_of(json) if json is not None else None

    def looks(self) -> Sequence[Look]:
        """When each editor last looked at each incident."""
        return self._looks.listing()

    def decisions(self) -> Sequence[Decision]:
        """The log, oldest first."""
        return self._decisions.listing()

    def commit(self, change: Change) -> None:
        """Write a change as one line of the journal."""
        with self._changing:
            self._require_open()
            change.require_continues(int(self._decisions.table.last_id() or 0))
            if commit := _commit(change):
                self._journal.append(commit)

    def compact(self) -> None:
        """Write the journal anew without what was superseded. Happens by itself when half of it is."""
        with self._changing:
            self._require_open()
            self._journal.compact()

    def close(self) -> None:
        """Release the lock and the files; what was read stays readable."""
        with self._changing:
            if self._closed:
                return
            self._closed = True
            try:
                self._leave_sidecar()
            finally:
                self._database.close()
                if self._lock:
                    self._lock.release()

    def _leave_sidecar(self) -> None:
        if self._journal.wants_sidecar:
            with suppress(DeskDamaged):
                self._journal.write_sidecar({_UPDATES: briefs.packed(list(self.briefs()))})

    def _require_open(self) -> None:
        if self._closed:
            raise DeskError("This desk has been closed.", "Open it again.")


def _commit(change: Change) -> dict[str, dict[str, Raw]]:
    tables = {
        "sources": {source.id: _json(source) for source in change.sources},
        "healths": {health.source: _json(health) for health in change.healths},
        "incidents": {incident.id: _json(incident) for incident in change.incidents},
        _UPDATES: {_update_id(update.ref): _json(update) for update in change.updates},
        "looks": {f"{_word(look.incident)} {look.editor}": _json(look) for look in change.looks},
        "decisions": {str(decision.id): _json(decision) for decision in change.decisions},
    }
    return {name: jsons for name, jsons in tables.items() if jsons}


def _json(record: Struct) -> Raw:
    return Raw(_encode(record))


def _update_id(ref: UpdateRef) -> str:
    """A document id that no other update has: its first word is the source."""
    return f"{_word(ref.source)} {ref.id}"


@lru_cache(maxsize=4096)
def _word(source: str) -> str:
    """A source's id without spaces; of letters, digits, dots and dashes it comes back as it is."""
    return quote(source, safe="")


def _make(folder: Path) -> None:
    """Make a folder and those above it, on disk when it returns. Raises DeskError."""
    try:
        missing = [place for place in (folder, *folder.parents) if not place.exists()]
        for place in reversed(missing):
            place.mkdir(exist_ok=True)
            sync_folder(place.parent)
    except OSError as error:
        raise words.unmade(folder, error) from error
