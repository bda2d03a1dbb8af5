"""Keys one after another: what a key opens is open before the next one is handed on.

Textual hands every key that has come to whoever has the focus by then, and asks what a key does only when nobody took
it: of "/ax" that come at once, as over a slow line, "a" and "x" would be acts on the list that "/" was pressed in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import PurePath
from time import monotonic
from typing import TypeVar

from textual import events, on
from textual.app import App
from textual.driver import Driver
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

Pressed = events.Key | events.Paste
Result = TypeVar("Result")

PATIENCE = 0.3
"""Seconds for which keys wait at most for one whose end nobody tells."""
_STEP = 0.01


class KeyDone(Message):
    """A key has been to everybody who may want it: sent behind it, the same way up."""


class KeysInTurn(App[Result]):
    """An application whose keys, and what is pasted, wait for what the one before them does."""

    def __init__(self, css_path: Sequence[str | PurePath], driver_class: type[Driver] | None = None) -> None:
        super().__init__(css_path=list(css_path), driver_class=driver_class)
        self.deaf = False
        """Whether keys are nobody's: what they were pressed on is no live screen."""
        self.moves: frozenset[str] = frozenset()
        """Keys that move about and open nothing: the next one need not wait, however fast they repeat."""
        self._taken = 0.0
        """Since when a key is on its way; 0 where none is."""
        self._asked: Screen[object] | None = None
        """The screen that it was pressed on."""
        self._held: deque[Pressed] = deque()
        self._submitted: Widget | None = None
        """The line that it ended, where another follows: that one has the focus only when this was told of it."""

    async def on_event(self, event: events.Event) -> None:
        """Hand on a key once the one before is done with."""
        if not isinstance(event, Pressed) or event.is_forwarded:
            await super().on_event(event)
        elif self.deaf:
            return
        elif self._held or (self._taken and not self._is_overdue()):
            if not self._held:
                self.set_timer(PATIENCE, self._watch)
            self._held.append(event)
        else:
            await self._take(event)

    async def _take(self, event: Pressed) -> None:
        first, opens = self.focused or self.screen, self._may_open(event)
        self._taken, self._asked = monotonic() if opens else 0.0, self.screen
        self._submitted = first if opens and isinstance(first, Input) and first is not self._last_line() else None
        await super().on_event(event)
        if opens and not first.post_message(KeyDone()):
            self._taken = 0.0

    def _last_line(self) -> Widget | None:
        return next(iter(reversed(self.screen.query(Input))), None)

    def _may_open(self, event: Pressed) -> bool:
        """Whether the next key may be for what this one opens: no move does, nor a letter of a line."""
        if isinstance(event, events.Paste) or (event.is_printable and isinstance(self.focused, Input)):
            return False
        return event.key not in self.moves

    @on(KeyDone)
    async def _hand_on(self) -> None:
        """Hand on the keys that wait, once a dialog that was opened can take them, up to one that may open another."""
        if not self.screen_stack:
            # The application ends.
            return
        if (line := self._submitted) is not None:
            self._submitted = None
            if line.post_message(KeyDone()):
                return
        if not (self._is_ready() or self._is_overdue()):
            self.set_timer(_STEP, self._hand_on)
            return
        self._taken = 0.0
        while self._held and not self._taken:
            await self._take(self._held.popleft())

    async def _watch(self) -> None:
        """Go on though the one on its way never came back, as from a dialog that it closed."""
        if self._held and self._is_overdue():
            await self._hand_on()
        if self._held:
            self.set_timer(PATIENCE, self._watch)

    def _is_overdue(self) -> bool:
        return monotonic() - self._taken > PATIENCE

    def _is_ready(self) -> bool:
        """Whether a screen that the last key opened has the focus where it wants it."""
        return self.screen is self._asked or self.screen.focused is not None or self.screen.AUTO_FOCUS == ""
