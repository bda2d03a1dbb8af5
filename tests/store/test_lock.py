"""One writer at a time, who is named to the others; the dead hold nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import msgspec
import pytest

from newsdesk.errors import DeskError, DeskLocked
from newsdesk.store import Change, TinyStore, lock
from tests.store.acts import decide
from tests.store.conftest import Opener
from tests.store.records import decision

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting for a writer that stays is over soon."""
    monkeypatch.setattr(lock, "PATIENCE", 0.2)


def test_a_second_writer_waits_for_one_that_is_soon_done(open_desk: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 10)
    first = open_desk(holder="Anna")
    soon = threading.Timer(0.3, first.close)
    soon.start()
    decide(open_desk(holder="Boris"))
    soon.join()


def test_a_second_writer_is_told_who_writes_and_what_to_do(desk: Path, open_desk: Opener) -> None:
    open_desk(holder="Anna")
    with pytest.raises(DeskLocked, match=rf"Anna \(process {os.getpid()}\) has been writing .* since .* UTC") as raised:
        TinyStore.open(desk, holder="Boris")
    assert raised.value.hint.endswith("close the other newsdesk.")


def test_a_writer_in_another_process_keeps_this_one_out(desk: Path, open_desk: Opener) -> None:
    command = [sys.executable, "-m", "tests.store.writer", str(desk)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(DeskLocked, match=rf"the killed \(process {process.pid}\)"):
            open_desk()
        process.send_signal(signal.SIGKILL)
        process.stdout.read()
    assert (desk / "desk.lock.json").exists()
    decide(open_desk(holder="the next"))


def test_a_writer_that_closes_lets_the_next_in(desk: Path, open_desk: Opener) -> None:
    open_desk(holder="Anna").close()
    assert not (desk / "desk.lock.json").exists()
    decide(open_desk(holder="Boris"))


def test_a_desk_closed_by_another_thread_than_opened_it_is_free(open_desk: Opener) -> None:
    store = open_desk()
    closer = threading.Thread(target=store.close)
    closer.start()
    closer.join()
    open_desk()


def test_a_desk_that_cannot_be_read_is_not_left_locked(written: Path, open_desk: Opener) -> None:
    sound = written.read_bytes()
    written.write_bytes(b"x" + sound)
    with pytest.raises(DeskError):
        open_desk()
    written.write_bytes(sound)
    open_desk()


@pytest.mark.parametrize("note", [None, b"", b"{", b'{"pid":"x"}'])
def test_without_a_readable_note_the_lock_holds_all_the_same(desk: Path, open_desk: Opener, note: bytes | None) -> None:
    open_desk(holder="Anna")
    (desk / "desk.lock.json").unlink()
    if note is not None:
        (desk / "desk.lock.json").write_bytes(note)
    with pytest.raises(DeskLocked, match="Another newsdesk is writing to the desk"):
        open_desk()


def test_a_hostile_name_in_the_note_is_cleaned(desk: Path, open_desk: Opener) -> None:
    open_desk()
    note = {"pid": 1, "name": "Anna\x1b]52;c;x\x07\u202e" + "a" * 5000, "since": "2013-01-16T05:40:00Z"}
    (desk / "desk.lock.json").write_bytes(msgspec.json.encode(note))
    with pytest.raises(DeskLocked, match="Anna") as raised:
        open_desk()
    assert str(raised.value).isprintable()
    assert len(raised.value.what) < 1000


def test_any_number_may_look_on_while_one_writes(open_desk: Opener) -> None:
    writer = open_desk(holder="Anna")
    decide(writer)
    for _ in range(2):
        reader = open_desk(read_only=True)
        assert len(reader.decisions()) == 1
        with pytest.raises(DeskLocked, match="look on only"):
            reader.commit(Change(decisions=(decision(2),)))
    decide(writer)


def test_who_looks_on_changes_no_file(written: Path, open_desk: Opener) -> None:
    written.write_bytes(written.read_bytes() + b"torn" + bytes(100))
    before = {place.name: place.read_bytes() for place in written.parent.iterdir()}
    open_desk(read_only=True).close()
    assert {place.name: place.read_bytes() for place in written.parent.iterdir()} == before
