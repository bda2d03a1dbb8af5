"""A dialog with a line to type in and a list beneath it: what every dialog that picks from a list has in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from newsdesk.tui import keys
from newsdesk.tui.keys import Key
from newsdesk.tui.render.ink import BOLD, LOUD, MUTED, ink, paragraphs
from newsdesk.tui.screens.dialog import Dialog
from newsdesk.tui.widgets.row_list import RowList
from newsdesk.tui.widgets.sheet import Sheet
from newsdesk.tui.widgets.typed_line import TypedLine

Picked = TypeVar("Picked")


class Picker(Dialog[Picked | None], inherit_bindings=False):
    """Returns what was picked, or null where the dialog was left."""

    BINDINGS = keys.bindings("dialog")

    def __init__(self, table: Sequence[Key], title: str, told: Content | str = "", *, typed: str, enter: str) -> None:
        super().__init__()
        self._table = table
        self._title = title
        self._told = told
        """What one must know to pick, between title and list."""
        self._typed = typed
        """What is to be typed."""
        self._enter = enter
        """What the enter key does."""

    def compose(self) -> ComposeResult:
        """Title, the line, the list, what is in the way, the keys."""
        with Sheet(classes="dialog"):
            yield Static(ink(self._title, BOLD), classes="dialog-title", markup=False)
            if self._told:
                told = paragraphs(self._told, MUTED) if isinstance(self._told, str) else self._told
                yield Static(told, classes="dialog-help", markup=False)
            yield TypedLine(placeholder=self._typed)
            yield RowList(id="choices")
            yield Static(id="missing", markup=False)
            up, down, leave = (keys.hint(self._table, f"dialog.{verb}") for verb in ("up", "down", "cancel"))
            does = (f" {self._enter}   ", MUTED)
            keys_row = Content.assemble((f"{up}{down} ↵", LOUD), does, (leave, LOUD), (" leave", MUTED))
            yield Static(keys_row, classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        """The line has the keys, and the list as it is before anything is typed."""
        self.rows.can_focus = False
        self.miss(Content(""))
        self.narrow("")

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    @property
    def line(self) -> TypedLine:
        """The line."""
        return self.query_one(TypedLine)

    def miss(self, words: Content) -> None:
        """Say under the list what is in the way; nothing where nothing is."""
        missing = self.query_one("#missing", Static)
        missing.update(words)
        missing.display = bool(words)

    def narrow(self, typed: str) -> object:
        """List what fits."""
        raise NotImplementedError

    def choose(self, index: int) -> object:
        """Return a row, or go on to what is behind it."""
        raise NotImplementedError

    @on(Input.Changed)
    def _narrowed(self, event: Input.Changed) -> None:
        self.narrow(event.value)

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.choose(self.rows.cursor)

    @on(RowList.Chosen)
    def _clicked(self, event: RowList.Chosen) -> None:
        self.choose(event.index)

    def action_down(self) -> None:
        """One row down."""
        self.rows.action_down()

    def action_up(self) -> None:
        """One row up."""
        self.rows.action_up()

    def action_page_down(self) -> None:
        """A page down."""
        self.rows.action_page_down()

    def action_page_up(self) -> None:
        """A page up."""
        self.rows.action_page_up()

    def action_cancel(self) -> None:
        """Leave; nothing is picked."""
        self.end(None)
