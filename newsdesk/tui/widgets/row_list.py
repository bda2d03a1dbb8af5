"""A list that draws only the rows in sight, so that 100,000 are as quick as ten. Knows nothing of what it lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from newsdesk.tui import keys, paint
from newsdesk.tui.widgets.scrolled import Scrolled

KEPT = 500
"""Drawn rows that are kept."""
BENEATH = 2
"""Rows that the last word told may lie over: it is seldom longer."""


class Look(NamedTuple):
    """What a row was drawn for."""

    row: int
    width: int
    here: bool
    focus: bool


Draw = Callable[[int, int, bool], Content]
"""Row number, width in cells, whether the cursor is on it → one line."""


class RowList(Scrolled, can_focus=True, inherit_bindings=False):
    """Rows with a cursor; each row is one line."""

    BINDINGS = keys.bindings("move")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--here"}
    cursor: reactive[int] = reactive(0, repaint=False, init=False)

    @dataclass
    class Moved(Message):
        """The cursor came to stand on another row."""

        rows: RowList
        index: int

    @dataclass
    class Chosen(Message):
        """A row was clicked."""

        rows: RowList
        index: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name is Textual's
        super().__init__(id=id)
        self.count = 0
        self.touched = False
        """Whether the person has moved the cursor."""
        self._draw: Draw = lambda _index, _width, _here: Content("")
        self._drawn: dict[Look, tuple[Content, Strip]] = {}
        """Rows as drawn: a scrolled list draws only the row that came in sight, a list shown again what is another."""

    def show(self, count: int, draw: Draw, *, cursor: int | None = None) -> None:
        """List `count` rows, each drawn when it comes in sight; the one under the cursor keeps its place there."""
        before, self.count, self._draw = self.cursor, count, draw
        self.virtual_size = Size(self._width, count)
        if cursor is not None and cursor != before:
            self._scroll_by(cursor - before)
            self.set_reactive(RowList.cursor, self._clamp(cursor))
        else:
            self.set_reactive(RowList.cursor, self._clamp(before))
        self.redraw()

    def redraw(self) -> None:
        """Draw every row in sight that looks otherwise than before."""
        before, self._drawn = self._drawn, {}
        top = self.scroll_offset.y
        for index in range(top, min(self.count, top + self.size.height)):
            look = self._look(index)
            content = self._draw(index, look.width, look.here)
            if look in before and before[look][0].is_same(content):
                self._drawn[look] = before[look]
            else:
                self._drawn[look] = content, self._paint(look, content)
                self.refresh_row(index)

    def notify_style_update(self) -> None:
        """In other colours every row is another."""
        super().notify_style_update()
        self._drawn.clear()
        self.refresh()

    def _scroll_by(self, rows: int) -> None:
        if self.scroll_offset.y or rows < 0:
            self.scroll_to(y=max(0, self.scroll_offset.y + rows), animate=False, force=True)
        else:
            self.call_after_refresh(self._keep_in_sight)

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width or self.size.width

    def _clamp(self, index: int) -> int:
        return max(0, min(index, self.count - 1))

    def validate_cursor(self, cursor: int) -> int:
        """The cursor never leaves the rows."""
        return self._clamp(cursor)

    def watch_cursor(self, before: int, after: int) -> None:
        """Redraw the two rows, keep the cursor in sight, tell. Only the person's moves come here: see `show`."""
        self.touched = True
        self.refresh_row(before)
        self.refresh_row(after)
        self._keep_in_sight()
        self.post_message(self.Moved(self, after))

    def _keep_in_sight(self) -> None:
        """With rows to spare beneath, where the last word told may lie."""
        self.reveal(self.cursor)

    def reveal(self, index: int) -> None:
        """Scroll a row into sight."""
        beneath = min(BENEATH, max(0, (self.size.height - 1) // 2))
        self.scroll_to_region(Region(0, index, 1, 1 + beneath), animate=False, force=True)

    def refresh_row(self, index: int) -> None:
        """Draw one row again."""
        self.refresh(Region(0, index - self.scroll_offset.y, self.size.width, 1))

    def on_resize(self) -> None:
        """Rows are drawn to the width there is."""
        self.virtual_size = Size(self._width, self.count)
        self.call_after_refresh(self._keep_in_sight)

    def on_focus(self) -> None:
        """The cursor's colour says who has the keys."""
        self._keep_in_sight()
        self.refresh_row(self.cursor)

    def on_blur(self) -> None:
        """The cursor's colour says who has the keys."""
        self.refresh_row(self.cursor)

    def render_line(self, y: int) -> Strip:
        """One row in sight."""
        index = y + self.scroll_offset.y
        if not 0 <= index < self.count:
            return Strip.blank(self.size.width, self.rich_style)
        look = self._look(index)
        if look not in self._drawn:
            if len(self._drawn) > KEPT:
                self._drawn.clear()
            content = self._draw(index, look.width, look.here)
            self._drawn[look] = content, self._paint(look, content)
        return self._drawn[look][1]

    def _look(self, index: int) -> Look:
        here = index == self.cursor
        return Look(index, self._width, here, here and self.has_focus)

    def _paint(self, look: Look, content: Content) -> Strip:
        # Whole, not partial: of an opaque background Textual's partial style leaves nothing.
        base = self.get_visual_style("row-list--here") if look.focus else self.visual_style
        return paint.strip(self, content, look.width, base)

    def on_click(self, event: events.Click) -> None:
        """The mouse moves the cursor too."""
        index = event.y + self.scroll_offset.y
        if 0 <= index < self.count:
            self.cursor = index
            self.post_message(self.Chosen(self, index))

    def action_down(self) -> None:
        """One row down."""
        self.cursor += 1

    def action_up(self) -> None:
        """One row up."""
        self.cursor -= 1

    def action_page_down(self) -> None:
        """As many rows down as are in sight."""
        self.cursor += max(1, self.size.height - 1)

    def action_page_up(self) -> None:
        """As many rows up as are in sight."""
        self.cursor -= max(1, self.size.height - 1)

    def action_first(self) -> None:
        """To the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """To the last row."""
        self.cursor = self.count - 1
