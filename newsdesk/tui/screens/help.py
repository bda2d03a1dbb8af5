"""All keys, from the one table, with the person's own keys in place: those of where they are first; then the signs."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from newsdesk.tui import keys
from newsdesk.tui.keys import Key
from newsdesk.tui.render import guide
from newsdesk.tui.render.ink import BOLD
from newsdesk.tui.screens.page import Page


class Help(Page):
    """The keys, and the legend of the signs."""

    BINDINGS = [*keys.bindings("page"), *keys.bindings("app", "command_palette")]  # noqa: RUF012 - as Textual has it
    LOOK = "help"
    FOOT = "{move.up}{move.down} scroll   {page.close} closes   {app.command_palette} finds an act by its words"

    def __init__(self, table: Sequence[Key], pane: str) -> None:
        super().__init__(table)
        self._pane = pane
        """Where the person is; empty on an empty desk."""

    def action_command_palette(self) -> None:
        """Find an act, of the desk beneath."""
        self.end(None)
        self.app.action_command_palette()

    def head(self) -> Content:
        """The title."""
        return Content.styled("Keys and signs", BOLD)

    def lines(self, width: int) -> list[Content]:
        """Keys by their groups, then signs."""
        return guide.lines(self.table, self._pane, width)
