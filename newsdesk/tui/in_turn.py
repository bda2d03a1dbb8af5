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
from textual.message import Message
from textual.screen import Screen

Result = TypeVar("Result")

PATIENCE = 0.3
"""Seconds for which keys wait at most for one whose end nobody tells."""
_STEP = 0.01


class KeyDone(Message):
    """A key has been to everybody who may want it: sent behind it, the same way up."""


class KeysInTurn(App[Result]):
    """An application whose keys, and what is pasted, wait for what the one before them does."""

    def __init__(self, css_path: Sequence[str | PurePath]) -> None:
        super().__init__(css_path=list(css_path))
        self._taken = 0.0
        """Since when a key is on its way; 0 where none is."""
        self._asked: Screen[object] | None = None
        """The screen that it was pressed on."""
        self._held: deque[events.Key | events.Paste] = deque()

    async def on_event(self, event: events.Event) -> None:
        """Hand on a key once the one before is done with."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._taken:
            if not self._held:
                self.set_timer(PATIENCE, self._watch)
            self._held.append(event)
        else:
            await self._take(event)

    async def _take(self, event: events.Key | events.Paste) -> None:
        self._taken, self._asked = monotonic(), self.screen
        first = self.focused or self.screen
        await super().on_event(event)
        if not first.post_message(KeyDone()):
            self._taken = 0.0

    @on(KeyDone)
    async def _hand_on(self) -> None:
        """Hand on the next key, once a dialog that was opened can take it."""
        if not (self._is_ready() or self._is_overdue()):
            self.set_timer(_STEP, self._hand_on)
            return
        self._taken = 0.0
        if self._held:
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
