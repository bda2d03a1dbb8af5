"""Picks a file or a folder: a path is typed, or gone to entry by entry; the disk is looked at beside the keys."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from newsdesk.tui import folders, keys
from newsdesk.tui.folders import Entry, Kind
from newsdesk.tui.forms import hint
from newsdesk.tui.render import wire
from newsdesk.tui.render.ink import BOLD, LOUD, MUTED, ink
from newsdesk.tui.widgets.row_list import RowList
from newsdesk.tui.widgets.typed_line import TypedLine


class Files(ModalScreen[Path | None], inherit_bindings=False):
    """Returns what was picked, or null where the dialog was left."""

    BINDINGS = keys.bindings("dialog")

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []

    def compose(self) -> ComposeResult:
        """Title, the path, the entries."""
        with Vertical(classes="dialog"):
            title = Content.styled("Open saved feeds, or a list of subscriptions", BOLD)
            yield Static(title, classes="dialog-title", markup=False)
            yield TypedLine(placeholder="a path; or go to it below")
            yield RowList(id="choices")
            yield Static(id="preview", markup=False)
            keys_row = Content.assemble(("↑↓ ↵", LOUD), (" open   ", MUTED), ("esc", LOUD), (" leave", MUTED))
            yield Static(keys_row, classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        """List the folder that newsdesk was started in."""
        self.query_one(RowList).can_focus = False
        self._list("")

    @property
    def _line(self) -> TypedLine:
        return self.query_one(TypedLine)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._list(event.value)

    @work(exclusive=True, group="list")
    async def _list(self, typed: str) -> None:
        await self._look(typed)

    async def _look(self, typed: str) -> None:
        self._entries = await asyncio.to_thread(folders.listed, typed)
        self.query_one(RowList).show(len(self._entries), self._row, cursor=0)
        missing = hint("Nothing there.", "A folder ends with a slash.") if typed and not self._entries else Content("")
        self.query_one("#preview", Static).update(missing)

    def _row(self, index: int, width: int, here: bool) -> Content:
        entry = self._entries[index]
        return wire.choice_row(ink(entry.name, BOLD if here else ""), ink(entry.kind, MUTED), width, here=here)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._open(self.query_one(RowList).cursor)

    @on(RowList.Chosen)
    def _clicked(self, event: RowList.Chosen) -> None:
        self._open(event.index)

    @work(exclusive=True, group="list")
    async def _open(self, index: int) -> None:
        """Go into a folder, else return what is picked; what was typed since the last look is looked at first."""
        before = self._entries
        await self._look(self._line.value)
        if not self._entries:
            return
        entry = self._entries[index if self._entries == before and index < len(self._entries) else 0]
        if entry.kind is Kind.FOLDER:
            self._line.value = f"{entry.path}{os.sep}"
            self._line.cursor_position = len(self._line.value)
        else:
            self.dismiss(entry.path)

    def action_down(self) -> None:
        """One entry down."""
        self.query_one(RowList).action_down()

    def action_up(self) -> None:
        """One entry up."""
        self.query_one(RowList).action_up()

    def action_cancel(self) -> None:
        """Leave; nothing is opened."""
        self.dismiss(None)
