"""TinyDB's own operations on a journal: durable, staged, in step with what commits write."""

from __future__ import annotations

import errno
from collections.abc import Iterator, MutableMapping
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest
from tinydb import where

from newsdesk.errors import DeskFull
from newsdesk.store import journal
from newsdesk.store.documents import Document
from newsdesk.store.journal import Journal
from newsdesk.store.table import JournalDB, JournalTable
from tests.store.acts import Failing

PLACE = "journal"


def opened(folder: Path, *, read_only: bool = False) -> JournalDB:
    return JournalDB(folder / PLACE, storage=Journal, read_only=read_only)


def places(database: JournalDB) -> JournalTable:
    return cast("JournalTable", database.table("places", cache_size=0))


def found(folder: Path) -> dict[str, dict[str, object]]:
    """What a fresh look at the file finds."""
    with closing(opened(folder, read_only=True)) as database:
        return {str(document.doc_id): dict(document) for document in places(database)}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[JournalDB]:
    with closing(opened(tmp_path)) as database:
        places(database).insert_multiple(
            [Document({"name": "In Amenas", "dead": 3}, "a"), Document({"name": "Derna", "dead": 5}, "b")]
        )
        yield database


def test_what_is_inserted_is_on_disk(database: JournalDB, tmp_path: Path) -> None:
    assert str(places(database).insert(Document({"name": "Benghazi"}, "c"))) == "c"
    assert list(found(tmp_path)) == ["a", "b", "c"]


def test_documents_are_found_by_id_and_by_query(database: JournalDB) -> None:
    table = places(database)
    assert table.json("b") == msgspec.Raw(b'{"name":"Derna","dead":5}')
    assert [document["name"] for document in table.search(where("dead") > 3)] == ["Derna"]
    assert table.count(where("name").exists()) == 2
    assert table.contains(where("name") == "Derna")
    assert table.json("c") is None
    assert len(table) == 2


def test_an_update_writes_only_what_it_changes(database: JournalDB, tmp_path: Path) -> None:
    before = (tmp_path / PLACE).read_bytes().index(b"\0")
    places(database).update({"dead": 6}, where("name") == "Derna")
    written = (tmp_path / PLACE).read_bytes()
    assert written[before : written.index(b"\0")][9:] == b'{"places":{"b":{"name":"Derna","dead":6}}}\n'
    assert found(tmp_path)["b"] == {"name": "Derna", "dead": 6}


def test_what_changes_nothing_writes_nothing(database: JournalDB, tmp_path: Path) -> None:
    before = (tmp_path / PLACE).read_bytes()
    places(database).update({"dead": 5}, where("name") == "Derna")
    places(database).update({"dead": 5}, where("name") == "Nowhere")
    assert (tmp_path / PLACE).read_bytes() == before


def test_upsert_puts_a_new_document_and_changes_an_old_one(database: JournalDB, tmp_path: Path) -> None:
    places(database).upsert(Document({"dead": 7}, "b"))
    places(database).upsert(Document({"dead": 1}, "c"))
    assert found(tmp_path)["b"] == {"name": "Derna", "dead": 7}
    assert found(tmp_path)["c"] == {"dead": 1}


def test_a_refused_write_leaves_the_table_as_it_was(
    database: JournalDB, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = found(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(journal, "sync_data", Failing(journal.sync_data, errno.ENOSPC))
        with pytest.raises(DeskFull):
            places(database).update({"dead": 99})
    assert {str(document.doc_id): dict(document) for document in places(database)} == before == found(tmp_path)


def test_a_failing_update_leaves_the_table_as_it_was(database: JournalDB, tmp_path: Path) -> None:
    def fail_on_the_second(document: MutableMapping[Any, Any]) -> None:
        document["dead"] = 0
        if document["name"] == "Derna":
            raise LookupError

    before = found(tmp_path)
    with pytest.raises(LookupError):
        places(database).update(fail_on_the_second)
    assert {str(document.doc_id): dict(document) for document in places(database)} == before == found(tmp_path)


def test_nothing_is_deleted_from_a_table(database: JournalDB, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="ever deleted"):
        places(database).remove(where("dead") == 3)
    with pytest.raises(TypeError, match="ever deleted"):
        places(database).truncate()
    assert len(found(tmp_path)) == 2


def test_a_document_comes_with_its_id(database: JournalDB) -> None:
    with pytest.raises(TypeError, match="comes with its id"):
        places(database).insert({"name": "Nowhere"})


def test_a_second_document_of_one_id_is_refused(database: JournalDB, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="already exists"):
        places(database).insert(Document({"name": "Elsewhere"}, "a"))
    assert found(tmp_path)["a"] == {"name": "In Amenas", "dead": 3}


def test_a_query_sees_what_was_written_since_it_was_last_asked(database: JournalDB) -> None:
    table = places(database)
    assert len(table.search(where("dead") == 8)) == 0
    cast("Journal", database.storage).append({"places": {"d": msgspec.Raw(b'{"dead":8}')}})
    assert len(table.search(where("dead") == 8)) == 1
    assert database.tables() == {"places"}
