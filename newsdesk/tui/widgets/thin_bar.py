"""A scroll bar that is a line, not a block: one as wide as the table would else be the loudest thing on the screen."""

from __future__ import annotations

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

DOWN, ACROSS = "▐", "▂"
"""The thumb's sign in a bar that goes down, and in one that goes across."""


class ThinBar(ScrollBarRender):
    """Textual's, with a thumb of half a cell or less."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The bar; its thumb can be dragged wherever Textual's can."""
        colours = console.get_style(self.style)
        sign = DOWN if self.vertical else ACROSS
        for bar in super().__rich_console__(console, options):
            if isinstance(bar, Segments):
                drawn = [_thin(one, sign, colours) for one in bar.segments]
                yield Segments(drawn, new_lines=bar.new_lines)


def _thin(one: Segment, sign: str, colours: Style) -> Segment:
    """A cell of the thumb as its sign; another as it is: " " → "▐"."""
    if one.style is None or one.style.meta.get("@mouse.down") != "grab":
        return one
    return Segment(sign * one.cell_length, Style(color=colours.color, bgcolor=colours.bgcolor, meta=one.style.meta))
