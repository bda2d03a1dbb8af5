"""The screen as it was left is shown until the desk is open: only while it is true, and nothing in it is obeyed."""

from __future__ import annotations

import os
import re
import select
import shutil
import signal
import struct
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import COLOR_SYSTEMS

from newsdesk import resources
from newsdesk.desk_files import JOURNAL, NOTE, STILL
from newsdesk.tui import still
from newsdesk.tui.still import Cover, Picture
from newsdesk.tui.widgets.told import Told
from tests.tui import story
from tests.tui.hand import at

PLACES = re.compile(r"\x1b\[\d+H")
ENTERS, LEAVES = "\x1b[?1049h", "\x1b[?1049l"
LEFT = "as it was left"
TAKEN_OVER = b"\x1b[?2004h"
"""What only Textual asks of a terminal."""


class Window:
    """Stands where a terminal would, with what was written to it."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self.seen = ""

    def write(self, words: str) -> None:
        self.seen += words

    def flush(self) -> None:
        """Nothing waits."""


class Ended(Window):
    """The system ends the desk while what is first written to it is on its way."""

    def flush(self) -> None:
        if LEAVES not in self.seen:
            raise SystemExit(128 + signal.SIGTERM)


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> Window:
    """A terminal of 40x3."""
    made = Window()
    monkeypatch.setattr(still, "sys", SimpleNamespace(stderr=made))
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((40, 3)))

    @contextmanager
    def unechoed() -> Iterator[Callable[[], object]]:
        yield list

    monkeypatch.setattr(still, "_unechoed", unechoed)
    return made


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """The journal of a closed desk, left with a picture."""
    place = tmp_path / JOURNAL
    place.write_bytes(b"what was said\n")
    still.keep(tmp_path, Picture("17 Jan 18:30", 40, ["status", "killed ≥30", "keys"], (1, 2, 3), (4, 5, 6)))
    return place


def told(folder: Path, window: Window) -> list[str]:
    """The rows that are shown of a desk, and whether they are covered at the end."""
    cover = Cover()
    with still.shown(folder, cover):
        assert cover.up == bool(window.seen)
        cover.up = False
    _, *rows = PLACES.split(window.seen)
    return rows


def test_what_stood_there_is_shown_under_the_time_at_which_it_was_left(journal: Path, window: Window) -> None:
    head, figures, _ = told(journal.parent, window)
    assert "as it was left on 17 Jan" in head
    assert "18" not in head, "a number cut in two is another number"
    assert "status" not in head
    assert figures == f"\x1b[38;2;1;2;3m\x1b[48;2;4;5;6m{'killed ≥30':40}\x1b[0m"


def test_it_is_taken_away_where_no_screen_came_to_lie_over_it(journal: Path, window: Window) -> None:
    with still.shown(journal.parent, Cover()):
        assert LEFT in window.seen
    assert window.seen.endswith(LEAVES)


def test_it_is_taken_away_where_the_desk_is_ended_amid_the_writing(
    journal: Path, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = Ended()
    monkeypatch.setattr(still, "sys", SimpleNamespace(stderr=ended))
    with pytest.raises(SystemExit), still.shown(journal.parent, Cover()):
        pass
    assert (ended.seen.count(ENTERS), ended.seen.count(LEAVES)) == (1, 1)


@pytest.mark.parametrize("words", [b"what was said\nand more\n", b"what was SAID\n", b""])
def test_nothing_is_shown_once_the_desk_is_another(journal: Path, window: Window, words: bytes) -> None:
    journal.write_bytes(words)
    assert told(journal.parent, window) == []


def test_nothing_is_shown_of_a_desk_that_another_window_has(journal: Path, window: Window) -> None:
    (journal.parent / NOTE).write_bytes(b"{}")
    assert told(journal.parent, window) == []


def test_nothing_is_shown_once_the_desk_is_gone(journal: Path, window: Window) -> None:
    journal.unlink()
    assert told(journal.parent, window) == []


def test_nothing_is_shown_in_a_window_of_another_size(
    journal: Path, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((40, 4)))
    assert told(journal.parent, window) == []


def test_a_terminal_without_its_signs_is_shown_nothing(journal: Path, window: Window) -> None:
    window.encoding = "latin-1"
    assert told(journal.parent, window) == []


@pytest.mark.parametrize("damage", [b"", b"\x00\xff", b"[]", b'{"version":2}'])
def test_a_damaged_one_is_as_good_as_none(journal: Path, window: Window, damage: bytes) -> None:
    (journal.parent / STILL).write_bytes(damage)
    assert told(journal.parent, window) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no named pipes")
@pytest.mark.parametrize("name", [JOURNAL, STILL])
def test_a_pipe_in_its_place_is_not_waited_for(journal: Path, window: Window, name: str) -> None:
    (journal.parent / name).unlink()
    os.mkfifo(journal.parent / name)
    assert told(journal.parent, window) == []


def test_nothing_is_obeyed_that_stands_in_it(journal: Path, window: Window) -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J\x9b1mA\u202eB\r\nC"
    still.keep(journal.parent, Picture(hostile, 40, ["", hostile, hostile * 9], None, None))
    rows = told(journal.parent, window)
    assert [row.removeprefix("\x1b[2m").removesuffix("\x1b[0m").isprintable() for row in rows] == [True] * 3
    assert [len(row) for row in rows] == [len("\x1b[2m\x1b[0m") + 40] * 3


def test_a_disk_that_takes_no_more_is_not_missed(journal: Path) -> None:
    before = (journal.parent / STILL).read_bytes()
    (journal.parent / f"{STILL}.new").mkdir()
    still.keep(journal.parent, Picture("", 40, [], None, None))
    assert (journal.parent / STILL).read_bytes() == before


async def test_a_picture_is_taken_of_what_the_desk_opens_with() -> None:
    async with at(story.ferry_desk()) as hand:
        await hand.press("q")
    picture = hand.app.picture
    assert picture is not None
    assert (picture.columns, len(picture.lines)) == hand.app.size
    assert any("Calder Bay" in line for line in picture.lines)
    assert not any("▸" in line for line in picture.lines), "a cursor that will be elsewhere"


async def test_what_was_just_said_is_in_no_picture() -> None:
    async with at(story.ferry_desk()) as hand:
        await hand.press("/", "enter", "a")
        assert "Accepted" in hand.app.room.query_one(Told).words
        hand.app.room.alert("The sky is falling")
        await hand.pilot.pause(0.1)
        await hand.press("q")
    assert hand.app.picture is not None
    assert not any("Accepted" in line or "falling" in line for line in hand.app.picture.lines)


@pytest.mark.parametrize(("colours", "parts"), [("truecolor", 3), ("256", 1)])
async def test_a_picture_has_the_colours_that_the_terminal_has(colours: str, parts: int) -> None:
    async with at(story.ferry_desk()) as hand:
        hand.app.console._color_system = COLOR_SYSTEMS[colours]
        await hand.press("q")
    assert hand.app.picture is not None
    assert hand.app.picture.ink is not None
    assert len(hand.app.picture.ink) == parts


@pytest.mark.parametrize("away", ["?", "/fire\n", "t["])
async def test_none_is_taken_of_anything_else(away: str) -> None:
    async with at(story.ferry_desk()) as hand:
        await hand.press(*("enter" if key == "\n" else key for key in away))
        hand.app.action_leave()
    assert hand.app.picture is None


async def test_keys_are_nobodys_until_the_first_frame() -> None:
    async with at(story.ferry_desk()) as hand:
        hand.app.deaf = True
        await hand.press("?")
        assert hand.screen is hand.room
        hand.app.deaf = False
        await hand.press("?")
        assert hand.screen is not hand.room


# ── a terminal ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
def test_the_next_opening_begins_with_what_was_left_and_a_key_pressed_on_it_does_nothing(tmp_path: Path) -> None:
    folder = str(tmp_path / "desk")
    first = run_in_a_terminal(tmp_path, "review", str(resources.samples()["in-amenas"]), "--desk", folder)
    again = run_in_a_terminal(tmp_path, "--desk", folder, "--offline", pressed=b"q")
    assert (LEFT in first, LEFT in again) == (False, True)
    for seen in (first, again):
        assert (seen.count(ENTERS), seen.count(LEAVES)) == (1, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
@pytest.mark.parametrize("seen", [LEFT.encode(), TAKEN_OVER])
def test_a_desk_that_the_system_ends_leaves_the_terminal_in_order(tmp_path: Path, seen: bytes) -> None:
    call = ("--desk", str(tmp_path / "desk"), "--offline")
    run_in_a_terminal(tmp_path, *call)
    child, end = in_a_terminal(tmp_path, *call)
    written = until(end, seen)
    os.kill(child, signal.SIGTERM)
    written += until(end, b"")
    os.close(end)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 128 + signal.SIGTERM
    assert LEAVES.encode() in written
    assert b"Traceback" not in written


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
def test_a_window_that_is_closed_over_a_still_ends_the_desk_as_it_ends_any(tmp_path: Path) -> None:
    call = ("--desk", str(tmp_path / "desk"), "--offline")
    run_in_a_terminal(tmp_path, *call)
    child, end = in_a_terminal(tmp_path, *call)
    until(end, TAKEN_OVER)
    os.close(end)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 128 + signal.SIGHUP


def until(end: int, sign: bytes) -> bytes:
    """What a terminal is written until a sign is among it; all of it where the sign is empty."""
    seen, began = b"", time.monotonic()
    while (not sign or sign not in seen) and time.monotonic() - began < 60:
        try:
            if select.select([end], [], [], 0.2)[0]:
                seen += os.read(end, 1 << 16)
        except OSError:
            break
    return seen


def run_in_a_terminal(home: Path, *call: str, pressed: bytes = b"") -> str:
    """What the desk writes from its start to its end; it is left as soon as its figures stand.

    What is `pressed` is so before anything stands there.
    """
    child, end = in_a_terminal(home, *call)
    os.write(end, pressed)
    seen, is_left, began = b"", False, time.monotonic()
    while time.monotonic() - began < 60:
        try:
            if select.select([end], [], [], 0.3)[0]:
                seen += os.read(end, 1 << 16)
            elif not is_left and TAKEN_OVER in seen:
                os.write(end, b"q")
                is_left = True
        except OSError:
            # The terminal is nobody's any more.
            break
    os.close(end)
    assert os.waitpid(child, 0)[1] == 0
    assert is_left
    return seen.decode("utf-8", "replace")


def in_a_terminal(home: Path, *call: str) -> tuple[int, int]:
    """A desk that begins in a terminal of 100x30: its process, and the terminal's other end."""
    import fcntl
    import pty
    import termios

    child, end = pty.fork()
    if not child:
        os.environ.update(
            TERM="xterm-256color", COLORTERM="truecolor", COLUMNS="100", LINES="30", NEWSDESK_HOME=str(home)
        )
        os.execv(sys.executable, [sys.executable, "-m", "newsdesk", *call])
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    return child, end
