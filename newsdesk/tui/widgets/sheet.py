"""The column of a dialog that has a list in it: where there is no room for all, it is the list that gives way."""

from __future__ import annotations

from textual.containers import Vertical
from textual.geometry import Offset, Size
from textual.layout import WidgetPlacement
from textual.layouts.vertical import VerticalLayout
from textual.widget import Widget

from newsdesk.tui.widgets.row_list import RowList

LEAST = 3
"""Rows that a list keeps."""


class Yielding(VerticalLayout):
    """One beneath the other; what does not fit is taken from the list, so that what stands beneath it stays."""

    name = "yielding"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> list[WidgetPlacement]:
        """Places; Textual asks with no height what all of it takes."""
        placed = list(super().arrange(parent, children, size, greedy))
        over, moved = placed[-1].region.bottom - size.height if size.height and placed else 0, Offset()
        for at, one in enumerate(placed):
            region = one.region.translate(moved)
            if over > 0 and isinstance(one.widget, RowList):
                kept = max(LEAST, region.height - over)
                moved, region = Offset(0, kept - region.height), region._replace(height=kept)
            placed[at] = one._replace(region=region)
        return placed


class Sheet(Vertical):
    """A dialog's column."""

    _yielding = Yielding()

    @property
    def layout(self) -> Yielding:
        """Its list gives way."""
        return self._yielding
