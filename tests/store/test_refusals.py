"""Disks that refuse, and kills: memory and disk agree, and nothing acknowledged is lost."""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from newsdesk.errors import DeskFull
from newsdesk.store import Change, TinyStore, journal
from tests.store.acts import Failing, decide, decided
from tests.store.conftest import Opener
from tests.store.records import source

REFUSALS = [errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO]


@pytest.mark.parametrize("error", REFUSALS)
@pytest.mark.parametrize("call", ["os.pwrite", "newsdesk.store.journal.sync_data"])
def test_a_refused_write_changes_nothing_and_the_next_commit_works(
    desk: Path, open_desk: Opener, monkeypatch: pytest.MonkeyPatch, error: int, call: str
) -> None:
    store = open_desk()
    decide(store, 2)
    real = os.pwrite if call == "os.pwrite" else journal.sync_data
    with monkeypatch.context() as patch:
        patch.setattr(call, Failing(real, error))
        with pytest.raises(DeskFull, match=os.strerror(error)):
            decide(store)
        assert len(store.decisions()) == 2
        assert decided(desk) == 2
        decide(store)
    assert len(store.decisions()) == 3
    assert decided(desk) == 3


def test_memory_changes_only_after_the_disk_has_the_change(open_desk: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_desk()
    decide(store)
    seen: list[int] = []
    monkeypatch.setattr(journal, "sync_data", lambda descriptor: seen.append(len(store.decisions())))
    decide(store)
    assert seen == [1]
    assert len(store.decisions()) == 2


def test_what_a_failed_write_left_is_cut_even_if_the_first_cut_fails_too(
    desk: Path, open_desk: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_desk()
    decide(store, 2)
    with monkeypatch.context() as patch:
        patch.setattr(journal, "sync_data", Failing(journal.sync_data, errno.EIO))
        patch.setattr("os.ftruncate", Failing(os.ftruncate, errno.EIO, errno.EIO))
        with pytest.raises(DeskFull):
            store.commit(Change(sources=(source(title="long " * 200),)))
        with pytest.raises(DeskFull):
            decide(store)
        decide(store)
    assert len(store.sources()) == 0
    store.close()
    assert decided(desk) == 3


def test_a_write_that_comes_short_is_finished(desk: Path, open_desk: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_desk()
    real = os.pwrite
    monkeypatch.setattr("os.pwrite", lambda descriptor, data, offset: real(descriptor, data[:50], offset))
    decide(store, 2)
    assert decided(desk) == 2


@contextmanager
def file_limit(size: int) -> Iterator[None]:
    """A disk with no more room: no file may grow beyond this many bytes. Python turns the signal into EFBIG."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_desk_fills_a_full_disk_to_the_last_line_that_fits_and_goes_on_when_there_is_room(
    written: Path, desk: Path, open_desk: Opener
) -> None:
    store = open_desk()
    with file_limit(written.stat().st_size + 2000), pytest.raises(DeskFull, match="File too large"):
        decide(store, 100)
    before = len(store.decisions())
    assert before > 10
    assert decided(desk) == before
    decide(store)
    assert decided(desk) == before + 1
    store.close()
    assert decided(desk) == before + 1


def test_a_desk_that_finds_no_room_at_first_is_not_half_made(desk: Path) -> None:
    with file_limit(10), pytest.raises(DeskFull):
        TinyStore.open(desk)
    with closing(TinyStore.open(desk)) as store:
        decide(store)
    assert decided(desk) == 1


def test_what_cannot_be_written_down_changes_nothing(desk: Path, open_desk: Opener) -> None:
    store = open_desk()
    decide(store)
    with pytest.raises(UnicodeEncodeError):
        store.commit(Change(sources=(source(title="\ud800"),)))
    assert len(store.sources()) == 0
    decide(store)
    assert decided(desk) == 2


ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("acknowledged", [1, 40, 150])
def test_a_kill_loses_nothing_that_was_acknowledged(desk: Path, acknowledged: int) -> None:
    command = [sys.executable, "-m", "tests.store.writer", str(desk)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(acknowledged):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        last = acknowledged + len(process.stdout.readlines())
    with closing(TinyStore.open(desk, holder="after the kill")) as store:
        log = [found.id for found in store.decisions()]
        assert log == list(range(1, len(log) + 1))
        assert len(log) in (last, last + 1)
        assert [found.message.split()[0] for found in store.healths().values()] == [f"{len(log):03}"]
        decide(store)
    assert decided(desk) == len(log) + 1
