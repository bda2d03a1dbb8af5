"""The last thing done to a line before it is written: no control passes, and poor fonts get plain signs."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from newsdesk.tui.render.signs import POOR

CONSOLES = ("linux", "vt100", "vt220", "ansi")
"""Terminals, by TERM, that draw with a font of 256 or 512 glyphs."""


class LastGate(LineFilter):
    """A backstop behind `newsdesk.text`: what cannot be printed is shown as a lozenge, whatever widget let it by."""

    @staticmethod
    def plain(words: str) -> str:
        """Words without a character that a terminal might obey."""
        if words.isprintable():
            return words
        return "".join(sign if sign.isprintable() or sign in "\u200c\u200d" else "\ufffd" for sign in words)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """A line that does nothing but show."""
        del background
        return [Segment(self.plain(text), style, control) for text, style, control in segments]


class PoorSigns(LineFilter):
    """Puts a plain sign of the same width for each that a console's font lacks."""

    @staticmethod
    def wanted(environment: Mapping[str, str]) -> bool:
        """Whether the terminal is one of those."""
        return environment.get("TERM", "") in CONSOLES

    @staticmethod
    def plain(words: str) -> str:
        """Words with plain signs."""
        return words if words.isascii() else words.translate(POOR)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """A line with plain signs."""
        del background
        return [Segment(self.plain(text), style, control) for text, style, control in segments]
