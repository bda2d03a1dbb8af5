"""A table that draws only the cells in sight, with a cursor on a cell; the first columns stay while the others scroll.

A column is drawn whole or not at all: a number cut at an edge would be another number.

A hundred origins cost no more than ten: DataTable, which this takes the place of, draws every cell of a row at each
change, and an eighth of a second went by with seventy origins. Knows nothing of what it shows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar, NamedTuple

from textual import events
from textual.content import Content
from textual.coordinate import Coordinate
from textual.geometry import Region, Size, Spacing
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style

from newsdesk.tui import keys, paint
from newsdesk.tui.render import signs
from newsdesk.tui.render.ink import ACCENT, fit
from newsdesk.tui.widgets.scrolled import Scrolled

HEAD = 2
"""Rows of the head."""


class Columns(NamedTuple):
    """How the columns are laid out, from left to right."""

    heads: tuple[tuple[Content, ...], ...] = ()
    """The rows of each one's head."""
    widths: tuple[int, ...] = ()
    right: tuple[bool, ...] = ()
    """Whether its cells line up on the right."""
    stay: int = 0
    """How many do not scroll, where there is room for the widest other beside them."""


Rows = Sequence[Sequence[Content]]
"""The cells of each row."""


class CellTable(Scrolled, can_focus=True, inherit_bindings=False):
    """Rows of cells under a head of two rows."""

    BINDINGS = keys.bindings("move")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"cell-table--head", "cell-table--head-here", "cell-table--here"}
    cursor: reactive[Coordinate] = reactive(Coordinate(0, 0), repaint=False, init=False)

    @dataclass
    class Moved(Message):
        """The cursor came to stand on another cell."""

        at: Coordinate

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name is Textual's
        super().__init__(id=id)
        self._columns = Columns()
        self._rows: Rows = ()
        self._starts = [0]
        """Where each column begins, in cells from the table's left edge, and where the last ends."""
        self._painted: dict[object, Strip] = {}
        """Cells as painted, by what they look like: most of a table's are alike."""

    def show(self, columns: Columns, rows: Rows) -> None:
        """Show other rows; the cursor stays on its cell's place."""
        before, self._columns, self._rows = (self._columns, self._rows), columns, rows
        if _alike(before, (columns, rows)):
            return
        self._painted.clear()
        # A cell is a blank wider on either side.
        self._starts = [0, *accumulate(width + 2 for width in columns.widths)]
        self.virtual_size = Size(self._starts[-1], len(rows) + HEAD)
        self.set_reactive(CellTable.cursor, self.validate_cursor(self.cursor))
        self._keep_in_sight()
        self.refresh()

    def notify_style_update(self) -> None:
        """In other colours every cell is another."""
        super().notify_style_update()
        self._painted.clear()
        self.refresh()

    # ── the cursor ────────────────────────────────────────────────────────────────────────────────

    def validate_cursor(self, cursor: Coordinate) -> Coordinate:
        """The cursor never leaves the cells."""
        row = max(0, min(cursor.row, len(self._rows) - 1))
        return Coordinate(row, max(0, min(cursor.column, len(self._columns.widths) - 1)))

    def watch_cursor(self, before: Coordinate, after: Coordinate) -> None:
        """Draw what it left and where it is, keep it in sight, tell."""
        if before.column != after.column:
            self.refresh()
        for row in {before.row, after.row}:
            self.refresh(Region(0, row + HEAD - self.scroll_offset.y, self.size.width, 1))
        self._keep_in_sight()
        self.post_message(self.Moved(after))

    def put(self, row: int | None = None, column: int | None = None) -> None:
        """Put the cursor on a row, a column, or a cell."""
        at = self.cursor
        self.cursor = Coordinate(at.row if row is None else row, at.column if column is None else column)

    def on_resize(self) -> None:
        """In another size something else is in sight."""
        self.scroll_to(x=0, animate=False, force=True)
        self.call_after_refresh(self.begin_at_top)

    def begin_at_top(self, *, left: bool = False) -> None:
        """Begin with the first row, and with the first column where `left`, as far as the cursor is in sight then."""
        self.scroll_to(x=0 if left else None, y=0, animate=False, force=True)
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        if not self.size:
            return
        row, column = self.cursor
        self.scroll_to_region(
            Region(self.scroll_offset.x, row + HEAD, 1, 1), animate=False, force=True, spacing=Spacing(HEAD, 0, 0, 0)
        )
        first, end = self._in_sight
        if column >= end:
            first = bisect_left(self._starts, self._starts[column + 1] - self._room, self._stay, column)
        else:
            first = min(first, max(column, self._stay))
        self.scroll_to(x=self._starts[first] - self._starts[self._stay], animate=False, force=True)

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width or self.size.width

    @property
    def _stay(self) -> int:
        """How many columns do not scroll: as many as leave room for the widest of the others."""
        starts, widths = self._starts, self._columns.widths
        counts = range(min(self._columns.stay, len(widths)), 0, -1)
        return next((n for n in counts if starts[n] + max(widths[n:], default=-2) + 2 <= self._width), 0)

    @property
    def _room(self) -> int:
        """Cells beside the columns that stay."""
        return self._width - self._starts[self._stay]

    @property
    def _in_sight(self) -> tuple[int, int]:
        """The columns that are drawn beside those that stay, each whole: the first, and the one behind the last."""
        starts, stay = self._starts, self._stay
        first = min(bisect_left(starts, starts[stay] + self.scroll_offset.x, stay), max(stay, len(starts) - 2))
        return first, max(first, bisect_right(starts, starts[first] + self._room) - 1)

    # ── drawing ───────────────────────────────────────────────────────────────────────────────────

    def render_line(self, y: int) -> Strip:
        """One row of the head, or one row of cells."""
        row = None if y < HEAD else y - HEAD + self.scroll_offset.y
        if row is not None and row >= len(self._rows):
            return Strip.blank(self.size.width, self.rich_style)
        stay, (first, end) = self._stay, self._in_sight
        cells = [self._cell(y, row, column) for column in (*range(stay), *range(first, end))]
        strip = Strip.join(cells).adjust_cell_length(self.size.width, self.rich_style)
        if y == 0 and first > stay:
            strip = self._mark(strip, self._starts[stay], signs.MORE_LEFT)
        if y == 0 and end < len(self._columns.widths):
            strip = self._mark(strip, self._width - 1, signs.MORE_RIGHT)
        return strip

    def _mark(self, strip: Strip, at: int, mark: str) -> Strip:
        """A row of the head with a sign in one of its blanks, for what lies beyond an edge."""
        sign = paint.strip(self, Content.styled(mark, ACCENT), 1, self.get_visual_style("cell-table--head"))
        return Strip.join([strip.crop(0, at), sign, strip.crop(at + 1)])

    def _cell(self, y: int, row: int | None, column: int) -> Strip:
        content = self._columns.heads[column][y] if row is None else self._rows[row][column]
        width, right = self._columns.widths[column], self._columns.right[column]
        here = column == self.cursor.column and row in (None, self.cursor.row)
        look = (content.plain, tuple(content.spans), width, right, here, row is None, self.has_focus)
        if look not in self._painted:
            base, own = self._style(head=row is None, here=here)
            # The cursor's colours go before the words' own, which might not be read on them.
            shown = fit(content if own else Content(content.plain), width, right=right)
            self._painted[look] = paint.strip(self, Content(" ") + shown + Content(" "), width + 2, base)
        return self._painted[look]

    def _style(self, *, head: bool, here: bool) -> tuple[Style, bool]:
        """How a cell is drawn, and whether its words keep their own colours."""
        if not head and not here:
            return self.visual_style, True
        if head:
            return self.get_visual_style("cell-table--head-here" if here else "cell-table--head"), not here
        return self.get_visual_style("cell-table--here"), False

    def on_focus(self) -> None:
        """The cursor's colour says who has the keys."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor's colour says who has the keys."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """The mouse moves the cursor too."""
        row = event.y - HEAD + self.scroll_offset.y
        if event.y >= HEAD and row < len(self._rows):
            stay, (first, _) = self._starts[self._stay], self._in_sight
            x = event.x if event.x < stay else event.x - stay + self._starts[first]
            self.cursor = Coordinate(row, bisect_right(self._starts, x) - 1)

    # ── keys ──────────────────────────────────────────────────────────────────────────────────────

    def action_down(self) -> None:
        """One row down."""
        self.put(row=self.cursor.row + 1)

    def action_up(self) -> None:
        """One row up."""
        self.put(row=self.cursor.row - 1)

    def action_right(self) -> None:
        """One column to the right."""
        self.put(column=self.cursor.column + 1)

    def action_left(self) -> None:
        """One column to the left."""
        self.put(column=self.cursor.column - 1)

    def action_page_down(self) -> None:
        """As many rows down as are in sight."""
        self.put(row=self.cursor.row + max(1, self.size.height - HEAD - 1))

    def action_page_up(self) -> None:
        """As many rows up as are in sight."""
        self.put(row=self.cursor.row - max(1, self.size.height - HEAD - 1))

    def action_first(self) -> None:
        """To the first row; from there to the first column."""
        self.put(row=0, column=None if self.cursor.row else 0)

    def action_last(self) -> None:
        """To the last row."""
        self.put(row=len(self._rows) - 1)


def _alike(one: tuple[Columns, Rows], other: tuple[Columns, Rows]) -> bool:
    (columns, rows), (others, other_rows) = one, other
    return (
        columns[1:] == others[1:]
        and len(rows) == len(other_rows)
        and all(map(paint.same, columns.heads, others.heads))
        and all(map(paint.same, rows, other_rows))
    )
