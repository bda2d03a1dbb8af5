"""Picks a file or a folder: a path is typed, or gone to entry by entry; the disk is looked at beside the keys."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

from textual import work
from textual.content import Content

from newsdesk.tui import folders
from newsdesk.tui.folders import Entry, Kind
from newsdesk.tui.forms import hint
from newsdesk.tui.keys import Key
from newsdesk.tui.render import wire
from newsdesk.tui.render.ink import BOLD, MUTED, ink
from newsdesk.tui.screens.picker import Picker


class Files(Picker[Path]):
    """Returns the path; begins in the folder that newsdesk was started in."""

    def __init__(self, table: Sequence[Key]) -> None:
        title = "Open saved feeds, or a list of subscriptions"
        super().__init__(table, title, typed="a path; or go to it below", enter="open")
        self._entries: list[Entry] = []

    @work(exclusive=True, group="list")
    async def narrow(self, typed: str) -> None:
        """List what is at a path, or begins so."""
        await self._look(typed)

    async def _look(self, typed: str) -> None:
        self._entries = await asyncio.to_thread(folders.listed, typed)
        self.rows.show(len(self._entries), self._row, cursor=0)
        nothing = typed and not self._entries
        self.miss(hint("Nothing there.", "A folder ends with a slash.") if nothing else Content(""))

    def _row(self, index: int, width: int, here: bool) -> Content:
        entry = self._entries[index]
        return wire.choice_row(ink(entry.name, BOLD if here else ""), ink(entry.kind, MUTED), width, here=here)

    @work(exclusive=True, group="list")
    async def choose(self, index: int) -> None:
        """Go into a folder, else return what is picked; what was typed since the last look is looked at first."""
        before = self._entries
        await self._look(self.line.value)
        if not self._entries:
            return
        entry = self._entries[index if self._entries == before and index < len(self._entries) else 0]
        if entry.kind is Kind.FOLDER:
            self.line.value = f"{entry.path}{os.sep}"
            self.line.cursor_position = len(self.line.value)
        else:
            self.end(entry.path)
