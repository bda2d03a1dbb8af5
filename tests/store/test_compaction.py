"""Compaction: everything stays, at whatever step it fails or is killed."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from newsdesk.desk_files import JOURNAL
from newsdesk.errors import DeskFull, DeskLocked
from newsdesk.store import Change, TinyStore, journal
from tests.store.acts import Failing, decide, decided, worn
from tests.store.conftest import Opener
from tests.store.records import decision, health, update


def test_compaction_keeps_everything_and_drops_what_was_superseded(desk: Path, open_desk: Opener) -> None:
    store = open_desk()
    worn(store)
    store.close()
    before = (desk / JOURNAL).stat().st_size
    store = open_desk()
    healths, decisions = store.healths(), list(store.decisions())
    store.compact()
    decide(store)
    store.close()
    assert (desk / JOURNAL).stat().st_size < before / 2
    store = open_desk()
    assert store.healths() == healths
    assert list(store.decisions()) == [*decisions, decision(21)]


SIZE = len(msgspec.json.encode(update("10")))


@pytest.mark.parametrize(("longest", "lines"), [(1, 1 + 40 + 5), (4 * SIZE, 1 + 10 + 1), (1 << 20, 3)])
def test_compaction_writes_many_documents_in_one_line_and_all_of_them_in_their_order(
    desk: Path, open_desk: Opener, monkeypatch: pytest.MonkeyPatch, longest: int, lines: int
) -> None:
    monkeypatch.setattr(journal, "_LONG_LINE", longest)
    store = open_desk()
    for number in range(10, 50):
        store.commit(Change(updates=(update(str(number)),)))
    decide(store, 5)
    updates, decisions = list(store.updates()), list(store.decisions())
    store.compact()
    store.close()
    assert len((desk / JOURNAL).read_bytes().splitlines()) == lines
    store = open_desk()
    assert (list(store.updates()), list(store.decisions())) == (updates, decisions)


def test_a_journal_is_compacted_by_itself_when_half_of_it_is_superseded(
    desk: Path, open_desk: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "_WORTH_COMPACTING", 5000)
    store = open_desk()
    sizes = set()
    for number in range(300):
        store.commit(Change(healths=(health(message=f"{number} " * 50),)))
        sizes.add((desk / JOURNAL).stat().st_ino)
        assert store.healths() == {"reuters": health(message=f"{number} " * 50)}
    store.close()
    assert len(sizes) > 1
    assert (desk / JOURNAL).stat().st_size < 15_000


def test_a_new_file_is_on_disk_before_it_takes_the_name_and_the_name_before_anything_is_promised(
    desk: Path, open_desk: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def noted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def note(*arguments: Any) -> Any:
            done.append(name)
            return real(*arguments)

        return note

    for name, call, real in (
        ("file", "os.fsync", os.fsync),
        ("name", "pathlib.Path.replace", Path.replace),
        ("folder", "newsdesk.store.journal.sync_folder", journal.sync_folder),
        ("commit", "newsdesk.store.journal.sync_data", journal.sync_data),
    ):
        monkeypatch.setattr(call, noted(name, real))
    desk.mkdir(parents=True)
    store = open_desk()
    assert [name for name, following in zip(done, [*done[1:], ""], strict=True) if name != following] == [
        "file",
        "name",
        "commit",
        "folder",
        "file",
    ]
    done.clear()
    decide(store)
    assert done == ["commit"]
    done.clear()
    store.compact()
    assert done == ["file", "name", "folder", "file"]


STEPS = [
    ("os.fsync", os.fsync, True),
    ("pathlib.Path.replace", Path.replace, True),
    ("newsdesk.store.journal.sync_folder", journal.sync_folder, False),
]


@pytest.mark.parametrize(("step", "real", "harmless"), STEPS)
def test_compaction_that_fails_at_any_step_loses_nothing(
    desk: Path, open_desk: Opener, monkeypatch: pytest.MonkeyPatch, step: str, real: Callable[..., Any], harmless: bool
) -> None:
    store = open_desk()
    worn(store)
    failing = Failing(real, errno.EIO, errno.EIO)
    with monkeypatch.context() as patch:
        patch.setattr(step, failing)
        with pytest.raises(DeskFull):
            store.compact()
        assert len(store.decisions()) == decided(desk) == 20
        if not harmless:
            # Until the disk has the new name, a commit could be lost with it: it must not be acknowledged.
            with pytest.raises(DeskFull):
                decide(store)
        decide(store)
    assert sorted(place.name for place in desk.iterdir()) == [JOURNAL, "desk.lock", "desk.lock.json"]
    store.compact()
    decide(store)
    assert len(store.decisions()) == decided(desk) == 22


@pytest.mark.parametrize(("step", "real", "harmless"), STEPS)
def test_a_commit_is_done_whatever_becomes_of_the_compaction_after_it(
    desk: Path, open_desk: Opener, monkeypatch: pytest.MonkeyPatch, step: str, real: Callable[..., Any], harmless: bool
) -> None:
    monkeypatch.setattr(journal, "_WORTH_COMPACTING", 1000)
    store = open_desk()
    failing = Failing(real, *[errno.ENOSPC] * 2)
    with monkeypatch.context() as patch:
        patch.setattr(step, failing)
        committed = 0
        for number in range(1, 21):
            try:
                store.commit(Change(healths=(health(message=f"{number} " * 50),)))
                committed = number
            except DeskFull:
                assert not harmless
            assert store.healths()["reuters"].message.startswith(f"{committed} ")
            with closing(TinyStore.open(desk, read_only=True)) as seen:
                assert seen.healths() == store.healths()
        assert committed == 20


class Killed(BaseException):
    """Nothing after this ran."""


@pytest.mark.parametrize(("step", "real", "harmless"), STEPS)
def test_a_kill_at_any_step_of_compaction_leaves_a_desk_that_opens(
    desk: Path, open_desk: Opener, monkeypatch: pytest.MonkeyPatch, step: str, real: Callable[..., Any], harmless: bool
) -> None:
    store = open_desk()
    worn(store)

    def kill(*arguments: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(step, kill)
        patch.setattr(Path, "unlink", lambda *arguments, **options: None)
        with pytest.raises(Killed):
            store.compact()
    assert decided(desk) == 20
    store.close()
    decide(open_desk())
    assert decided(desk) == 21
    assert not (desk / "desk.jsonl.new").exists()


def test_who_only_looks_on_may_not_compact(written: Path, open_desk: Opener) -> None:
    with pytest.raises(DeskLocked):
        open_desk(read_only=True).compact()
