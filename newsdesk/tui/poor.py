"""Signs for terminals whose font lacks ours: the last thing done to a line before it is written."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from newsdesk.tui.render.signs import POOR

CONSOLES = ("linux", "vt100", "vt220", "ansi")
"""Terminals, by TERM, that draw with a font of 256 or 512 glyphs."""


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
