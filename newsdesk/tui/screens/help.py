"""All keys, from the one table, with the person's own keys in place: those of where they are first; then the signs."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from newsdesk.tui.keys import Key
from newsdesk.tui.render import guide
from newsdesk.tui.render.ink import BOLD
from newsdesk.tui.screens.page import Page


class Help(Page):
    """The keys, and the legend of the signs."""

    LOOK = "help"
    FOOT = "{move.up}{move.down} scroll   {page.close} closes   {app.command_palette} finds an act by its words"

    def __init__(self, table: Sequence[Key], pane: str) -> None:
        super().__init__(table)
        self._pane = pane
        """Where the person is; empty on an empty desk."""

    def head(self) -> Content:
        """The title."""
        return Content.styled("Keys and signs", BOLD)

    def lines(self, width: int) -> list[Content]:
        """Keys by their groups, then signs."""
        return guide.lines(self.table, self._pane, width)
