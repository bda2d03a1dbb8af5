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


ALSO = {
    "desk.accept": "approve confirm",
    "desk.reject": "discard delete update",
    "desk.star": "favourite bookmark",
    "desk.move": "reassign",
    "desk.split": "new incident, new story",
    "desk.own": "copy duplicate",
    "desk.grade": "reliability credibility Admiralty rating",
    "desk.mark": "select unmark bulk",
    "desk.mark_to": "select range bulk",
    "desk.mark_all": "select all unmark all bulk",
    "desk.undo": "revert",
    "desk.words": "explain evidence source text why",
    "desk.set": "run with, override, clear desk figure, greatest authority",
    "desk.correct": "edit figure",
    "desk.strike": "delete figure remove figure",
    "desk.voice": "merge origins, party to the event, alias",
    "desk.chart": "history graph timeline",
    "desk.copy": "publish sentence clipboard",
    "desk.open": "browser link",
    "desk.news": "changes history",
    "desk.merge": "join incidents combine",
    "desk.status": "close incident, reopen, archive, delete incident",
    "desk.find": "search filter query",
    "desk.order": "sort",
    **{f"desk.view_{number}": "saved view filter" for number in range(1, 6)},
    "desk.time": "history as of past rewind",
    "desk.play": "replay",
    "desk.compare": "history versions diff edits",
    "desk.refresh": "fetch update now",
    "desk.new_source": "subscribe, add source, RSS",
    "desk.files": "import OPML, import files, load",
    "desk.source": "delete source, unsubscribe, remove feed",
    "desk.export": "export OPML, save subscriptions",
    "desk.sample": "demo tutorial example",
    "desk.settings": "alert, alerts, notifications, saved view, preferences, keymap, configure",
    "desk.density": "compact",
    "app.theme": "light dark colours newsprint",
    "app.leave": "exit",
}
"""Further words by which a person may look for an act."""


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
            also = (matcher.match(words) for words in ALSO.get(key.id, "").split(", "))
            score = max(matcher.match(label), matcher.match(key.tooltip) * 0.9, *also)
            if score > 0:
                yield Hit(score, matcher.highlight(label), partial(self._act, key), text=label, help=key.tooltip)

    def _rows(self) -> Iterator[tuple[Key, str]]:
        for key in cast("NewsdeskApp", self.app).table:
            if key.place in ("desk", "app") and key.verb != "command_palette":
                first = key.keys.split(",")[0]
                yield key, f"{key.words.capitalize()}  {keys.shown(first)}" if first else key.words.capitalize()

    async def _act(self, key: Key) -> None:
        await self.app.run_action(f"{'app' if key.place == 'app' else 'screen'}.{key.verb}", self.screen)
