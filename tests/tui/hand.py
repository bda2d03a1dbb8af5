"""A person at the keys: opens the app on a desk and presses keys, for the screen's tests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from newsdesk.desk import Desk
from newsdesk.model import LineKey
from newsdesk.settings import Settings
from newsdesk.tui.app import NewsdeskApp
from newsdesk.tui.screens.desk import DeskScreen
from newsdesk.tui.subject import UpdateSubject
from newsdesk.tui.widgets.told import Told

NAMED = {" ": "space", "/": "slash", "+": "plus", "?": "question_mark", "-": "minus", ":": "colon", ".": "full_stop"}


class Hand:
    """Presses keys and looks."""

    def __init__(self, app: NewsdeskApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def room(self) -> DeskScreen:
        """The desk screen."""
        return self.app.room

    @property
    def screen(self) -> Screen[object]:
        """The screen on top."""
        return self.app.screen

    def shown(self, selector: str) -> str:
        """What a widget of the desk shows, without its styles."""
        return str(self.room.query_one(selector, Widget).render())

    @property
    def status(self) -> str:
        """The status bar as it stands."""
        return self.shown("#status")

    async def press(self, *pressed: str) -> None:
        """Press keys, by their names in Textual."""
        for key in pressed:
            await self.pilot.press(NAMED.get(key, key))
        while self.room.following is not None:
            await self.pilot.pause(0.02)

    async def type(self, words: str) -> None:
        """Put words into the line that has the focus, all at once as a paste does."""
        line = self.screen.focused
        assert line is not None
        line.post_message(events.Paste(words))
        await self.pilot.pause()

    async def submit(self) -> None:
        """Go on from the line that is typed into to the last of its dialog, and do it."""
        lines = [line.has_focus for line in self.screen.query(Input)]
        await self.press(*["enter"] * (len(lines) - lines.index(True)))

    async def open_files(self, path: Path) -> None:
        """Open saved feeds by their path, as one who types it in full."""
        await self.press("p")
        await self.type(f"{path}/" if path.is_dir() else str(path))
        await self.press("enter")
        while self.screen is not self.room:
            await self.pilot.pause(0.01)

    @property
    def toasts(self) -> list[str]:
        """What is told at the moment."""
        told = self.room.query_one(Told)
        return [told.words] if told.words else []

    @property
    def reading(self) -> str:
        """The words pane as it stands."""
        return self.room.words.view.plain

    @property
    def prose(self) -> str:
        """The words pane with every line end a space."""
        return " ".join(self.reading.split())

    @property
    def in_hand(self) -> UpdateSubject:
        """The update that the acts apply to."""
        assert isinstance(self.room.subject, UpdateSubject)
        return self.room.subject

    async def put_on(self, line: LineKey, origin: str) -> None:
        """Put the table's cursor on the cell of a line and an origin."""
        await self.go_to("figures")
        figures = self.room.figures
        figures.go_to(line)
        columns = [column.origin for column in figures._grid.columns]
        figures.cells.put(column=columns.index(origin))
        await self.pilot.pause()

    async def go_to(self, pane: str) -> None:
        """Go to a pane by the tab key."""
        while self.room.current != pane:
            await self.press("tab")


@asynccontextmanager
async def at(
    desk: Desk,
    size: tuple[int, int] = (140, 40),
    *,
    settings: Settings | None = None,
    as_of: datetime | None = None,
    live: bool = False,
) -> AsyncIterator[Hand]:
    """A person before the desk."""
    app = NewsdeskApp(desk, settings=settings or Settings(), as_of=as_of, live=live)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield Hand(app, pilot)
