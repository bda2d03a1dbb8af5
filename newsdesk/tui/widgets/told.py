"""The one word said back to a person: what was done and how to take it back, or what is in the way.

One at a time, the newest in the place of the one before, over whole rows of the wire, the last, and never over the
words: where one pane fills the screen it has rows of its own.
"""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from newsdesk.tui.render import signs
from newsdesk.tui.render.ink import ink

SECONDS = 8
"""How long a word stands."""


class Told(Widget):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__(id="told")
        self.words = ""
        self._wrong = False
        self._ending: Timer | None = None

    def tell(self, words: str, *, wrong: bool) -> None:
        """Say something for a while."""
        room, self.words, self._wrong = cell_len(self.words), words, wrong
        self.set_class(wrong, "-wrong")
        self.add_class("-open")
        self.refresh(layout=cell_len(words) != room)
        if self._ending is not None:
            self._ending.stop()
        self._ending = self.set_timer(SECONDS, self._end)

    def _end(self) -> None:
        self.words = ""
        self.remove_class("-open")

    def render(self) -> RenderResult:
        """A sign and the words."""
        sign = signs.REFUSED if self._wrong else signs.DONE
        return Content.assemble((f"{sign.mark} ", sign.style), ink(self.words))
