"""All keys, from the one table, with the person's own keys in place; and the legend of the signs."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from newsdesk.tui import keys
from newsdesk.tui.keys import Key
from newsdesk.tui.render import guide
from newsdesk.tui.render.ink import BOLD
from newsdesk.tui.widgets.line_view import LineView


class Help(ModalScreen[None], inherit_bindings=False):
    """Scrolls; esc, or the key that opened it, leaves."""

    BINDINGS = keys.bindings("dialog")

    def __init__(self, table: Sequence[Key]) -> None:
        super().__init__()
        self._table = table

    def compose(self) -> ComposeResult:
        """Title and lines."""
        with Vertical(classes="dialog help"):
            yield Static(Content.styled("Keys and signs", BOLD), classes="dialog-title", markup=False)
            yield LineView(id="guide")

    def on_mount(self) -> None:
        """Lay the lines out."""
        view = self.query_one(LineView)
        view.show(lambda width: guide.lines(self._table, width), seek=False)
        view.focus()

    def action_down(self) -> None:
        """Scroll down."""
        self.query_one(LineView).action_down()

    def action_up(self) -> None:
        """Scroll up."""
        self.query_one(LineView).action_up()

    def action_cancel(self) -> None:
        """Back to the desk."""
        self.dismiss(None)
