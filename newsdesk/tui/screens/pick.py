"""The one dialog for everything that is picked from a list; typing narrows it."""

from __future__ import annotations

from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from newsdesk.tui import keys
from newsdesk.tui.render import wire
from newsdesk.tui.render.ink import BOLD, LOUD, MUTED, ink
from newsdesk.tui.widgets.row_list import RowList
from newsdesk.tui.widgets.typed_line import TypedLine


class Choice(NamedTuple):
    """Something to pick: its name, a word on it, what is returned."""

    name: str
    detail: str
    value: str


class Pick(ModalScreen[Choice | None], inherit_bindings=False):
    """Returns the choice, or null where the dialog was left."""

    BINDINGS = keys.bindings("dialog")

    def __init__(self, title: str, choices: list[Choice], told: str = "", cursor: int = 0) -> None:
        super().__init__()
        self._title = title
        self._told = told
        """What one must know to pick, between title and choices."""
        self._choices = choices
        self._shown = choices
        self._cursor = cursor
        """The choice that is marked at first."""

    def compose(self) -> ComposeResult:
        """Title, the line that narrows, the list."""
        with Vertical(classes="dialog"):
            yield Static(ink(self._title, BOLD), classes="dialog-title", markup=False)
            if self._told:
                yield Static(ink(self._told, MUTED), classes="dialog-help", markup=False)
            yield TypedLine(placeholder="type to narrow")
            yield RowList(id="choices")
            keys_row = Content.assemble(("↑↓ ↵", LOUD), (" pick   ", MUTED), ("esc", LOUD), (" leave", MUTED))
            yield Static(keys_row, classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        """List everything."""
        self.query_one(RowList).can_focus = False
        self._list(self._cursor)

    def _list(self, cursor: int = 0) -> None:
        self.query_one(RowList).show(len(self._shown), self._row, cursor=cursor)

    def _row(self, index: int, width: int, here: bool) -> Content:
        choice = self._shown[index]
        return wire.choice_row(ink(choice.name, BOLD if here else ""), ink(choice.detail, MUTED), width, here=here)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        wanted = event.value.casefold()
        self._shown = [one for one in self._choices if wanted in f"{one.name} {one.detail}".casefold()]
        self._list()

    @on(Input.Submitted)
    def _picked(self) -> None:
        rows = self.query_one(RowList)
        if self._shown:
            self.dismiss(self._shown[rows.cursor])

    @on(RowList.Chosen)
    def _clicked(self, event: RowList.Chosen) -> None:
        self.dismiss(self._shown[event.index])

    def action_down(self) -> None:
        """One choice down."""
        self.query_one(RowList).action_down()

    def action_up(self) -> None:
        """One choice up."""
        self.query_one(RowList).action_up()

    def action_cancel(self) -> None:
        """Leave; nothing is picked."""
        self.dismiss(None)
