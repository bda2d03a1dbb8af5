"""Wrapped lines to scroll through; knows where the spot is that the reader came for. Knows nothing of what it shows."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.style import Style

from newsdesk.tui import keys, paint
from newsdesk.tui.render.reading import HERE, SPOT
from newsdesk.tui.widgets.scrolled import Scrolled

AFTER = 3
"""Lines that are to be in sight beneath the spot."""

Wrap = Callable[[int], list[Content]]
"""Width in cells → lines."""


class LineView(Scrolled, can_focus=True, inherit_bindings=False):
    """Text that is wrapped again for every width."""

    BINDINGS = keys.bindings("move")

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name is Textual's
        super().__init__(id=id)
        self._wrap: Wrap = lambda _width: []
        self._lines: list[Content] = []
        self._wrapped_to = 0
        self._height = 0
        """Rows in sight before the size was another."""

    def show(self, wrap: Wrap, *, seek: bool, afresh: bool = True) -> None:
        """Show lines; `seek` scrolls to the spot, or to the top where there is none.

        Where the lines are not shown `afresh` they stay as they are while the whole spot is in sight.
        """
        self._wrap = wrap
        self._lay_out()
        if seek:
            self.call_after_refresh(self._seek, afresh=afresh)

    @property
    def spot(self) -> int | None:
        """The line that holds the words under the cursor, or the head of them."""
        return next(iter(self._spots), None)

    @property
    def _spots(self) -> list[int]:
        """Every line that holds some of them."""
        return [n for n, line in enumerate(self._lines) if any(_marks(span.style) for span in line.spans)]

    @property
    def plain(self) -> str:
        """What is shown, without its styles."""
        return "\n".join(line.plain for line in self._lines)

    def _lay_out(self) -> None:
        before, self._wrapped_to = self._lines, max(10, self.size.width - 2)
        self._lines = self._wrap(self._wrapped_to)
        if not paint.same(before, self._lines):
            self.virtual_size = Size(self._wrapped_to, len(self._lines))
            self.refresh()

    def _seek(self, *, afresh: bool = True) -> None:
        spots, height = self._spots, self.size.height
        first, last = (spots[0], spots[-1]) if spots else (0, 0)
        if afresh or not self._is_in_sight(height):
            in_sight_from_the_top = max(first + AFTER, last) < height
            y = min(first, max(first - height // 3, last + 1 - height))
            self.scroll_to(y=0 if in_sight_from_the_top else y, animate=False, force=True)

    def _is_in_sight(self, height: int) -> bool:
        """Whether so many rows show the whole spot."""
        spots, top = self._spots, self.scroll_offset.y
        return bool(spots) and top <= spots[0] and spots[-1] < top + height

    def on_resize(self) -> None:
        """Wrap to the new width; what is told takes rows away, but not those of a spot that was in sight."""
        if max(10, self.size.width - 2) != self._wrapped_to:
            self._lay_out()
            self.call_after_refresh(self._seek)
        elif self._is_in_sight(self._height):
            self.call_after_refresh(self._seek, afresh=False)
        self._height = self.size.height

    def render_line(self, y: int) -> Strip:
        """One line in sight."""
        index = y + self.scroll_offset.y
        if not 0 <= index < len(self._lines):
            return Strip.blank(self.size.width, self.rich_style)
        return paint.strip(self, self._lines[index], self.size.width, self.visual_style)

    def action_down(self) -> None:
        """One line down."""
        self.scroll_relative(y=1, animate=False, force=True)

    def action_up(self) -> None:
        """One line up."""
        self.scroll_relative(y=-1, animate=False, force=True)

    def action_page_down(self) -> None:
        """A page down."""
        self.scroll_page_down(animate=False, force=True)

    def action_page_up(self) -> None:
        """A page up."""
        self.scroll_page_up(animate=False, force=True)

    def action_first(self) -> None:
        """To the top."""
        self.scroll_home(animate=False, force=True)

    def action_last(self) -> None:
        """To the end."""
        self.scroll_end(animate=False, force=True)


def _marks(style: str | Style) -> bool:
    return style.endswith(SPOT) if isinstance(style, str) else bool(style.meta.get(HERE))
