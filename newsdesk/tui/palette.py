"""The palette: every act found by its words, from the one table of keys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from newsdesk.tui import keys
from newsdesk.tui.keys import Key

if TYPE_CHECKING:
    from newsdesk.tui.app import NewsdeskApp


class Acts(Provider):
    """Offers what the desk screen and the app can do."""

    async def discover(self) -> Hits:
        """Everything, before a word is typed."""
        for key, label in self._rows():
            yield DiscoveryHit(label, partial(self._act, key), text=label, help=key.tooltip)

    async def search(self, query: str) -> Hits:
        """What fits the words typed."""
        matcher = self.matcher(query)
        for key, label in self._rows():
            score = max(matcher.match(label), matcher.match(key.tooltip) * 0.9)
            if score > 0:
                yield Hit(score, matcher.highlight(label), partial(self._act, key), text=label, help=key.tooltip)

    def _rows(self) -> Iterator[tuple[Key, str]]:
        for key in cast("NewsdeskApp", self.app).table:
            if key.place in ("desk", "app") and key.verb != "command_palette":
                first = key.keys.split(",")[0]
                yield key, f"{key.words.capitalize()}  {keys.shown(first)}" if first else key.words.capitalize()

    async def _act(self, key: Key) -> None:
        await self.app.run_action(f"{'app' if key.place == 'app' else 'screen'}.{key.verb}", self.screen)
