"""What draws its own lines: how many there are moves its scroll bar, and lays nothing else of the screen out anew."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView


class Scrolled(ScrollView, inherit_bindings=False):
    """A view over lines. Textual lays the whole screen out where `virtual_size` changes, a dozen milliseconds each."""

    virtual_size = Reactive(Size(0, 0))

    def watch_virtual_size(self, size: Size) -> None:
        """Bring the scroll bars to it; one that comes or goes does lay the screen out."""
        self._scroll_update(size)
