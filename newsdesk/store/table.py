"""TinyDB's table over the journal: its own operations, each one commit, and memory changed only after the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any, NoReturn, cast

from msgspec import Raw
from tinydb import TinyDB
from tinydb.table import Table

from newsdesk.store.documents import Document, Documents
from newsdesk.store.journal import Journal


class Staged(MutableMapping[str, Any]):
    """A table with changes on top, so that the table itself stays as it is until the disk has them."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._touched: dict[str, Mapping[str, Any]] = {}

    def __getitem__(self, doc_id: str) -> Any:
        if doc_id not in self._touched:
            self._touched[doc_id] = self._documents[doc_id].thawed()
        return self._touched[doc_id]

    def __setitem__(self, doc_id: str, document: Mapping[str, Any]) -> None:
        self._touched[doc_id] = document

    def __delitem__(self, doc_id: str) -> NoReturn:
        raise TypeError("Nothing in a desk is ever deleted.")

    def __iter__(self) -> Iterator[str]:
        yield from self._documents
        yield from (doc_id for doc_id in self._touched if doc_id not in self._documents)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def changed(self) -> dict[str, Raw]:
        """The JSON of the documents that are no longer what the table holds."""
        staged = {doc_id: Document(document, doc_id).json for doc_id, document in self._touched.items()}
        return {doc_id: json for doc_id, json in staged.items() if json != self._documents.jsons.get(doc_id)}


class JournalTable(Table):
    """A TinyDB table whose documents are found by their natural ids, which are words, not numbers."""

    document_class = Document  # type: ignore[assignment]  # TinyDB asks only for this constructor and doc_id
    document_id_class = str  # type: ignore[assignment]  # TinyDB lets a table choose

    def jsons(self) -> list[Raw]:
        """The JSON of all documents in the order of first arrival."""
        return list(self._documents.jsons.values())

    def json(self, doc_id: str) -> Raw | None:
        """The JSON of one document by its id, by hash."""
        return self._documents.jsons.get(doc_id)

    def last_id(self) -> str | None:
        """The id that arrived last."""
        return self._documents.last_id()

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        staged = Staged(self._documents)
        updater(cast("dict[int, Mapping[str, Any]]", staged))
        if changed := staged.changed():
            self._journal.append({self._name: changed})

    def _get_next_id(self) -> NoReturn:
        raise TypeError("A document comes with its id: hand over a Document.")

    @property
    def _journal(self) -> Journal:
        return cast("Journal", self._storage)

    @property
    def _documents(self) -> Documents:
        return self._journal.documents(self._name)


class JournalDB(TinyDB):
    """TinyDB over a journal."""

    table_class = JournalTable
