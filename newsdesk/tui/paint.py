"""Content onto the terminal for the widgets that draw their own lines: styles resolved against the theme in use."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget


def same(before: Sequence[Content], after: Sequence[Content]) -> bool:
    """Whether two runs of lines look alike, so that nothing need be drawn."""
    return len(before) == len(after) and all(map(Content.is_same, before, after))


def strip(widget: Widget, content: Content, width: int, base: Style) -> Strip:
    """One line of exactly `width` cells."""
    segments = [
        Segment(part, style.rich_style)
        for part, style in content.render(base, end="", parse_style=widget.app.stylesheet.parse_style)
    ]
    return Strip(segments).adjust_cell_length(width, base.rich_style)
