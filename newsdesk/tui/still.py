"""The screen as it was left, shown until the desk is open: dim, under the time at which it was left, and deaf to keys.

To load the screen takes three times as long as a person takes for at once. Like the picture that a telephone shows of
an application while that starts, a still is kept of what stood on the screen when the desk was left. It is believed
only while the journal is the very file that it was made of, and shown only in a window of the same size. It may be
lost, late or damaged: then nothing is shown before the desk. Loads no Textual.
"""

from __future__ import annotations

import shutil
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from newsdesk import text
from newsdesk.desk_files import JOURNAL, NOTE, STILL
from newsdesk.opening import opened

_VERSION = 2
_LARGEST = 1 << 20
"""Bytes of a still that are read."""
_END = 1 << 16
"""Bytes of a journal by whose checksum it is known again."""
_HEAD = "newsdesk · as it was left on {left} UTC · opening …"
_ENTER, _LEAVE = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l"
"""The screen beside a terminal's own, without a cursor, and back."""
_DIM, _PLAIN = "\x1b[2m", "\x1b[0m"


Colour = tuple[int, ...]
"""Red, green and blue, each below 256, or one of the 256 that a terminal has names for."""


class Picture(NamedTuple):
    """What stood on the screen when the desk was left."""

    left: str
    """When that was, in words."""
    columns: int
    lines: list[str]
    ink: Colour | None
    """Of what is dim; null where the terminal has not even 256 colours."""
    ground: Colour | None


class Cover:
    """Whether a still is what the terminal shows, in a window of which size."""

    def __init__(self) -> None:
        self.up = False
        self.window = (0, 0)
        self.restore: Callable[[], object] = list
        """Lets the terminal take keys as it did before."""

    def lift(self) -> None:
        """Another screen lies over the still from now on, and whose that is leaves it."""
        self.up = False
        self.restore()


class Still(Struct, frozen=True, array_like=True):
    """A picture, and the state of the journal that it was made of."""

    version: int
    size: int
    """Bytes of the journal."""
    end: int
    """The CRC-32 of its last lines; a journal only grows, or is written anew in fewer bytes."""
    picture: Picture


_decode = msgspec.json.Decoder(Still).decode


def keep(folder: Path, picture: Picture) -> None:
    """Keep what stood on the screen, once the desk is closed; what cannot be written is not missed."""
    with suppress(OSError):
        still = Still(_VERSION, *_state(folder), picture)
        new = folder / f"{STILL}.new"
        new.write_bytes(msgspec.json.encode(still))
        new.replace(folder / STILL)


@contextmanager
def shown(folder: Path, cover: Cover, *, wanted: bool = True) -> Iterator[None]:
    """Show what stood on the screen, if there is a picture of it, until its cover is up no more, or the end.

    What is typed meanwhile is not printed.
    """
    lines = _lines(folder) if wanted else ()
    if not lines:
        yield
        return
    with _unechoed() as restore:
        cover.window, cover.restore = shutil.get_terminal_size(), restore
        try:
            # What ends the desk may come amid the writing.
            cover.up = True
            _write("".join([_ENTER, *lines]))
            yield
        finally:
            if cover.up:
                with suppress(OSError):
                    _write(_LEAVE)


def _write(words: str) -> None:
    sys.stderr.write(words)
    sys.stderr.flush()


def _lines(folder: Path) -> Sequence[str]:
    """What a terminal is told to show it; nothing where it is no longer true, or does not fit."""
    if (folder / NOTE).exists():
        # Another window is at work on it, or was killed.
        return ()
    try:
        with opened(folder / STILL) as file:
            still = _decode(file.read(_LARGEST))
        state = _state(folder)
        window = shutil.get_terminal_size()
    except (OSError, ValueError):
        # A damaged file is a ValueError.
        return ()
    picture = still.picture
    is_true = (_VERSION, *state) == (still.version, still.size, still.end)
    if not is_true or window != (picture.columns, len(picture.lines)) or not _can_print(picture):
        return ()
    colours = _colours(picture)
    head = text.line(_HEAD.format(left=picture.left), picture.columns - 1)
    told = [f" {head}", *picture.lines[1:]]
    return [f"\x1b[{row}H{colours}{_shown(line, picture.columns)}{_PLAIN}" for row, line in enumerate(told, 1)]


def _state(folder: Path) -> tuple[int, int]:
    """How long the journal is, and what of its end. Raises OSError."""
    with opened(folder / JOURNAL) as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END))
        return size, zlib.crc32(file.read())


def _can_print(picture: Picture) -> bool:
    """A terminal that has not every sign would show some of them as others."""
    try:
        "".join((_HEAD, *picture.lines)).encode(sys.stderr.encoding)
    except UnicodeError:
        return False
    return True


def _shown(line: str, columns: int) -> str:
    return text.clean(line).replace("\n", " ").ljust(columns)[:columns]


def _colours(picture: Picture) -> str:
    if not picture.ink or not picture.ground:
        return _DIM
    return "".join(
        f"\x1b[{layer};{2 if len(colour) > 1 else 5};{';'.join(str(part % 256) for part in colour)}m"
        for layer, colour in ((38, picture.ink), (48, picture.ground))
    )


@contextmanager
def _unechoed() -> Iterator[Callable[[], object]]:
    """Keys are neither printed nor kept for the end of a line; what ends that, as the end does."""
    if sys.platform == "win32":
        yield list
        return
    import termios

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    quiet = [*before]
    quiet[3] &= ~(termios.ECHO | termios.ICANON)
    # What would stop or kill the process would leave the still behind; control and C ends it in order.
    quiet[6] = [*before[6]]
    quiet[6][termios.VQUIT] = quiet[6][termios.VSUSP] = b"\x00"

    def restore() -> None:
        # A window that is gone has nothing to restore.
        with suppress(termios.error):
            termios.tcsetattr(terminal, termios.TCSANOW, before)

    termios.tcsetattr(terminal, termios.TCSANOW, quiet)
    try:
        yield restore
    finally:
        restore()
