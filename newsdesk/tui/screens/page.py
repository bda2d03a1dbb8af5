"""What the screens that are only read have in common: a title, lines to scroll, a row that says how to leave."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from newsdesk.tui import keys
from newsdesk.tui.keys import Key
from newsdesk.tui.render.ink import MUTED
from newsdesk.tui.screens.dialog import Dialog
from newsdesk.tui.widgets.line_view import LineView


class Page(Dialog[None], inherit_bindings=False):
    """Shows what its `head` and `lines` give."""

    BINDINGS = keys.bindings("page")
    LOOK = ""
    """Its class in the style sheet."""
    FOOT = "{page.close} closes"
    """What its keys do; acts stand in braces."""

    def __init__(self, table: Sequence[Key]) -> None:
        super().__init__()
        self.table = table

    def head(self) -> Content:
        """The title."""
        raise NotImplementedError

    def lines(self, width: int) -> list[Content]:
        """What is read, in rows of that many cells at most."""
        raise NotImplementedError

    def foot(self) -> str:
        """What its keys do, here and now."""
        return self.FOOT

    def compose(self) -> ComposeResult:
        """Title, lines, foot."""
        with Vertical(classes=f"dialog {self.LOOK}"):
            yield Static(id="head", classes="dialog-title", markup=False)
            yield LineView(id="page")
            foot = keys.hinted(self.foot(), self.table)
            yield Static(Content.styled(foot, MUTED), classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        """Lay out what is read, and give it the keys."""
        self.show()
        self.query_one(LineView).focus()

    def show(self) -> None:
        """Lay out what is read now."""
        self.query_one("#head", Static).update(self.head())
        self.query_one(LineView).show(self.lines, seek=False)

    def action_close(self) -> None:
        """Back to the desk."""
        self.end(None)
