"""Who looks on sees what the writer was promised and nothing else, at any moment of its work."""

from __future__ import annotations

import errno
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from newsdesk.desk_files import JOURNAL
from newsdesk.errors import DeskFull
from newsdesk.store import Change, TinyStore, journal
from newsdesk.store.contents import Contents, load
from tests.store.acts import Failing, decide, decided
from tests.store.conftest import Opener
from tests.store.records import source

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def writer(open_desk: Opener) -> TinyStore:
    store = open_desk()
    decide(store, 2)
    return store


def test_what_was_read_stays_whatever_the_writer_does(writer: TinyStore, open_desk: Opener) -> None:
    reader = open_desk(read_only=True)
    decide(writer)
    writer.compact()
    decide(writer)
    assert (len(reader.decisions()), len(open_desk(read_only=True).decisions())) == (2, 4)


def test_a_half_written_line_is_not_seen_until_it_is_whole(writer: TinyStore, desk: Path) -> None:
    end = (desk / JOURNAL).read_bytes().index(b"\0")
    decide(writer)
    whole = (desk / JOURNAL).read_bytes()
    for shown in range(end, whole.index(b"\0"), 7):
        (desk / JOURNAL).write_bytes(whole[:shown] + bytes(len(whole) - shown))
        assert decided(desk) == 2
    (desk / JOURNAL).write_bytes(whole)
    assert decided(desk) == 3


def test_what_the_disk_did_not_confirm_is_not_seen(
    writer: TinyStore, open_desk: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(journal, "sync_data", Failing(journal.sync_data, errno.EIO))
        with pytest.raises(DeskFull):
            writer.commit(Change(sources=(source("never"),)))
    decide(writer)
    reader = open_desk(read_only=True)
    assert (list(reader.sources()), len(reader.decisions())) == ([], 3)


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
        acknowledged = 0
        while acknowledged < 150:
            acknowledged = int(process.stdout.readline())
            with closing(TinyStore.open(desk, read_only=True)) as reader:
                log = [found.id for found in reader.decisions()]
                assert log == list(range(1, len(log) + 1))
                assert len(log) >= acknowledged
                assert [found.message.split()[0] for found in reader.healths().values()] == [f"{len(log):03}"]
        process.kill()
        process.stdout.read()
