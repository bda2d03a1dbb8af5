"""Two versions of an update side by side: what its publisher took out, and what was put in."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from newsdesk.ledger import words
from newsdesk.model import Update
from newsdesk.tui import keys
from newsdesk.tui.render import reading
from newsdesk.tui.render.ink import BOLD, MUTED, ink
from newsdesk.tui.render.wire import shifts
from newsdesk.tui.widgets.line_view import LineView


class Versions(ModalScreen[None], inherit_bindings=False):
    """Scrolls; left and right go to older and newer pairs; esc leaves."""

    BINDINGS = [*keys.bindings("dialog"), *keys.bindings("compare")]  # noqa: RUF012 - as Textual declares it

    def __init__(self, update: Update, version: int) -> None:
        super().__init__()
        self._update = update
        self.version = max(1, version)
        """The later of the two, counted from 0."""

    def compose(self) -> ComposeResult:
        """Title, both texts, the keys."""
        with Vertical(classes="dialog compare"):
            yield Static(id="shifts", classes="dialog-title", markup=False)
            yield LineView(id="compared")
            yield Static(
                Content.styled("←→ other versions   ↑↓ scroll   esc leaves", MUTED), classes="dialog-keys", markup=False
            )

    def on_mount(self) -> None:
        """Lay the texts out."""
        self._show()
        self.query_one(LineView).focus()

    def _show(self) -> None:
        said = [words.shift_text(*one) for one in shifts(self._update, self.version)] or ["no figure changed"]
        title = Content.assemble((f"{len(self._update.versions)} versions  ", BOLD), ink(", ".join(said)))
        self.query_one("#shifts", Static).update(title)
        view = self.query_one(LineView)
        view.show(lambda width: reading.compared(self._update, self.version, width), seek=False)

    def action_older(self) -> None:
        """The pair before."""
        self.version = max(1, self.version - 1)
        self._show()

    def action_newer(self) -> None:
        """The next pair."""
        self.version = min(len(self._update.versions) - 1, self.version + 1)
        self._show()

    def action_down(self) -> None:
        """Scroll down."""
        self.query_one(LineView).action_down()

    def action_up(self) -> None:
        """Scroll up."""
        self.query_one(LineView).action_up()

    def action_cancel(self) -> None:
        """Back to the desk."""
        self.dismiss(None)
