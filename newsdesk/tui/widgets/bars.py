"""The rows at the edges of the screen: status, banner, tabs, keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from newsdesk.tui.keys import Key
from newsdesk.tui.render import bars
from newsdesk.tui.render.bars import Work
from newsdesk.tui.scene import Scene


class StatusBar(Widget):
    """What is looked at, as of when, how the sources do, what is new, what conflicts."""

    def __init__(self) -> None:
        super().__init__(id="status")
        self._shown: tuple[Scene, Work, datetime] | None = None

    def show(self, scene: Scene, work: Work, now: datetime) -> None:
        """Draw, if anything is another."""
        if self._shown is None or scene is not self._shown[0] or (work, now) != self._shown[1:]:
            self._shown = (scene, work, now)
            self.refresh()

    def render(self) -> RenderResult:
        """One row."""
        return bars.status(*self._shown, self.content_size.width) if self._shown else Content("")


class Banner(Widget):
    """Says that it is not now, or that it is practice; hidden where neither is so."""

    def __init__(self) -> None:
        super().__init__(id="banner")
        self._shown: tuple[Scene, str] | None = None

    def show(self, scene: Scene, practice: str) -> None:
        """Show the moment, else where leaving leads from what is thrown away, or hide."""
        past = scene.view.as_of is not None
        self._shown = scene, practice
        self.set_class(past or bool(practice), "-open")
        self.set_class(not past, "-practice")
        self.refresh()

    def render(self) -> RenderResult:
        """One row."""
        if self._shown is None:
            return Content("")
        scene, practice = self._shown
        if scene.view.as_of is None:
            return bars.practice(scene.table, practice)
        return bars.banner(scene, self.content_size.width, practice=bool(practice))


class Clickable(Widget):
    """A row whose words are acts to the mouse."""

    async def on_click(self, event: events.Click) -> None:
        """Do what the words under the mouse say."""
        action = event.style.meta.get(bars.CLICKED)
        if action is not None:
            await self.run_action(action)


class Tabs(Clickable):
    """The panes' names, where one pane fills the screen."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(id="tabs")
        self._names = names
        self._current = names[0]

    def show(self, current: str) -> None:
        """Mark the pane that is shown."""
        self._current = current
        self.refresh()

    def render(self) -> RenderResult:
        """One row."""
        return bars.tabs(self._names, self._current)


class KeyBar(Clickable):
    """The few keys that matter now, from the one table of keys."""

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._table: Sequence[Key] = ()
        self._pane = ""

    def show(self, table: Sequence[Key], pane: str) -> None:
        """Show the keys of a pane; those of an empty desk where it has no name."""
        if (table, pane) != (self._table, self._pane):
            self._table, self._pane = table, pane
            self.refresh()

    def render(self) -> RenderResult:
        """One row."""
        return bars.key_row(self._table, self.content_size.width, self._pane)
