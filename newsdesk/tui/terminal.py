"""The terminal's input, gated: what is pasted is text and nothing else, and a byte that is no text ends nothing.

Textual's parser takes an escape sequence within a paste for keys, and its driver stops at a byte that is not UTF-8:
pasted lines took decisions, or ended the app. Its driver has no seam for either, so its two names are replaced.
"""

from __future__ import annotations

import codecs
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterable
from functools import partial
from time import sleep

from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.message import Message

from newsdesk.tui.still import Cover

OPENS, CLOSES = "\x1b[200~", "\x1b[201~"
"""What a terminal puts around a paste."""
ENTERS = "\x1b[?1049h"
"""What Textual's driver asks for the screen beside a terminal's own with."""
CLEARS = "\x1b[2J"
_KEPT = "\t\n\r"
AGAIN = 1.0
"""Seconds until a process that has not ended without its terminal is told once more."""


class PasteGate:
    """Takes controls out of what is pasted, however the terminal cuts its input into pieces."""

    def __init__(self) -> None:
        self._pasting = False
        self._tail = ""
        """The end of what was passed on, where a paste may be opening."""
        self._held = ""
        """The end of a piece within a paste, which may be its close."""

    def clean(self, data: str) -> str:
        """A piece of input without the controls that stand in a paste; keys pass as they are."""
        passed, rest = "", self._held + data
        self._held = ""
        while rest:
            piece, rest = self._pasted(rest) if self._pasting else self._typed(rest)
            passed += piece
        return passed

    def _typed(self, data: str) -> tuple[str, str]:
        at = (self._tail + data).find(OPENS)
        if at < 0:
            self._tail = (self._tail + data)[1 - len(OPENS) :]
            return data, ""
        end = at + len(OPENS) - len(self._tail)
        self._pasting, self._tail = True, ""
        return data[:end], data[end:]

    def _pasted(self, data: str) -> tuple[str, str]:
        text, close, rest = data.partition(CLOSES)
        if close:
            self._pasting = False
            return _plain(text) + close, rest
        held = next((n for n in range(len(CLOSES) - 1, 0, -1) if text.endswith(CLOSES[:n])), 0)
        self._held = text[len(text) - held :]
        return _plain(text[: len(text) - held]), ""


def _plain(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(sign for sign in text if sign in _KEPT or not _is_control(sign))


def _is_control(sign: str) -> bool:
    return sign < " " or "\x7f" <= sign <= "\x9f"


class GatedParser(XTermParser):
    """Textual's parser of a terminal's input, behind the gate for what is pasted."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._gate = PasteGate()

    def feed(self, data: str) -> Iterable[Message]:
        """The messages that a piece of input makes; one of which nothing is left would be the end to Textual."""
        cleaned = self._gate.clean(data)
        return super().feed(cleaned) if cleaned else ()


class _Forgiving:
    """A decoder that puts a sign in the place of a byte that is no text, and knows that no bytes are a terminal's end.

    Textual's driver would ask again at once, and for ever, a core busy, with nobody there.
    """

    def __init__(self, encoding: str) -> None:
        self._inner = codecs.getincrementaldecoder(encoding)(errors="replace")

    def decode(self, data: bytes, final: bool = False) -> str:
        """The text of some bytes; where there are none, the process hears that its terminal is gone."""
        if not data and not final:
            os.kill(os.getpid(), signal.SIGHUP)
            sleep(AGAIN)
        return self._inner.decode(data, final)


def _forgiving(encoding: str) -> Callable[[], _Forgiving]:
    return partial(_Forgiving, encoding)


def gate_input() -> None:
    """Let Textual read the terminal through the gate from now on."""
    if sys.platform == "win32":
        return
    from textual.drivers import linux_driver

    vars(linux_driver).update(XTermParser=GatedParser, getincrementaldecoder=_forgiving)


def lifting(cover: Cover) -> type[Driver] | None:
    """A driver under which a still stands until the first frame; null, Textual's choice, where none is shown.

    To enter the screen that the still stands on once more would clear it.
    """
    if sys.platform == "win32" or not cover.up:
        return None
    from textual.drivers.linux_driver import LinuxDriver

    class Lifting(LinuxDriver):
        """Takes the terminal over as it is."""

        def write(self, data: str) -> None:
            """Write, but enter no screen from a still; in a window that is another by now nothing of it stays."""
            if cover.up and data == ENTERS:
                cover.lift()
                data = "" if shutil.get_terminal_size() == cover.window else CLEARS
            super().write(data)

    return Lifting
