"""Another window sees what the writer does, through compaction, failed writes and a new writer."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from newsdesk.errors import DeskDamaged, DeskError, DeskFull
from newsdesk.model import UpdateRef
from newsdesk.store import Change, TinyStore, journal
from newsdesk.store.contents import Contents, load
from newsdesk.store.tiny import JOURNAL
from tests.store.acts import Failing, decide
from tests.store.conftest import Opener
from tests.store.records import decision, source, update

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def writer(open_desk: Opener) -> TinyStore:
    store = open_desk()
    decide(store, 2)
    return store


@pytest.fixture
def reader(writer: TinyStore, open_desk: Opener) -> TinyStore:
    return open_desk(read_only=True)


def test_a_reader_sees_each_commit_once_it_follows(writer: TinyStore, reader: TinyStore) -> None:
    assert reader.follow() is False
    writer.commit(Change(updates=(update("1", title="first"), update("2")), decisions=(decision(3),)))
    assert len(reader.decisions()) == 2
    assert reader.follow() is True
    assert len(reader.decisions()) == 3
    writer.commit(Change(updates=(update("1", title="second"),)))
    assert reader.follow() is True
    found = reader.update(UpdateRef("reuters", "1"))
    assert found is not None
    assert found.latest.title == "second"
    assert list(reader.updates("reuters")) == list(writer.updates())
    assert reader.follow() is False


def test_a_reader_follows_through_compaction(writer: TinyStore, reader: TinyStore, desk: Path) -> None:
    writer.close()
    reader.follow()
    for _ in range(2):
        writer = TinyStore.open(desk)
        decide(writer)
        writer.compact()
        decide(writer)
        assert reader.follow() is True
        assert list(reader.decisions()) == list(writer.decisions())
        assert reader.follow() is False
        decide(writer)
        assert reader.follow() is True
        writer.close()
    assert reader.follow() is False
    assert len(reader.decisions()) == 8


def test_a_half_written_line_is_not_seen_until_it_is_whole(writer: TinyStore, reader: TinyStore, desk: Path) -> None:
    end = (desk / JOURNAL).read_bytes().index(b"\0")
    decide(writer)
    whole = (desk / JOURNAL).read_bytes()
    for shown in range(end, whole.index(b"\0"), 7):
        (desk / JOURNAL).write_bytes(whole[:shown] + bytes(len(whole) - shown))
        assert reader.follow() is False
    (desk / JOURNAL).write_bytes(whole)
    assert reader.follow() is True
    assert len(reader.decisions()) == 3


def test_a_reader_forgets_what_the_disk_did_not_confirm(
    writer: TinyStore, reader: TinyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = Failing(journal.sync_data, errno.EIO)

    def follow_then_fail(descriptor: int) -> None:
        assert reader.follow() is True or not reader.sources()
        failing(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(journal, "sync_data", follow_then_fail)
        with pytest.raises(DeskFull):
            writer.commit(Change(sources=(source("never"),)))
    decide(writer)
    assert reader.follow() is True
    assert list(reader.sources()) == []
    assert len(reader.decisions()) == 3


def test_what_a_reader_has_read_stays_when_the_file_is_damaged_or_gone(
    writer: TinyStore, reader: TinyStore, desk: Path
) -> None:
    writer.close()
    sound = (desk / JOURNAL).read_bytes()
    (desk / "other").write_bytes(b"no journal")
    (desk / "other").replace(desk / JOURNAL)
    for _ in range(2):
        with pytest.raises(DeskDamaged):
            reader.follow()
        assert len(reader.decisions()) == 2
    (desk / JOURNAL).unlink()
    with pytest.raises(DeskError, match="no desk"):
        reader.follow()
    assert len(reader.decisions()) == 2
    (desk / JOURNAL).write_bytes(sound)
    assert reader.follow() is True


def test_a_reader_looks_twice_before_it_calls_a_line_damaged(
    writer: TinyStore, desk: Path, open_desk: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(writer, 20)
    sound = (desk / JOURNAL).read_bytes()
    (desk / JOURNAL).write_bytes(sound.replace(b'"decisions":{"9"', b'"decisions":{"x"'))
    looks = []

    def mended_after_the_first_look(descriptor: int, path: Path) -> Contents:
        looks.append(path)
        try:
            return load(descriptor, path)
        finally:
            (desk / JOURNAL).write_bytes(sound)

    monkeypatch.setattr(journal, "load", mended_after_the_first_look)
    assert len(open_desk(read_only=True).decisions()) == 22
    assert len(looks) == 2


def test_readers_keep_up_with_a_writer_at_full_speed(desk: Path) -> None:
    command = [sys.executable, "-m", "tests.store.writer", str(desk)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        reader = TinyStore.open(desk, read_only=True)
        acknowledged = 0
        while acknowledged < 150:
            acknowledged = int(process.stdout.readline())
            reader.follow()
            log = [found.id for found in reader.decisions()]
            assert log == list(range(1, len(log) + 1))
            assert len(log) >= acknowledged
            assert [found.message[:3] for found in reader.healths().values()] == [f"{len(log):03}"]
        process.kill()
        process.stdout.read()
    reader.close()
