"""Two versions of an update side by side: what its publisher took out, and what was put in."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from newsdesk.export.sheets import edit_in_words
from newsdesk.model import Update
from newsdesk.tui import keys
from newsdesk.tui.keys import Key
from newsdesk.tui.render import reading
from newsdesk.tui.render.ink import BOLD, ink
from newsdesk.tui.screens.page import Page


class Versions(Page):
    """Left and right go to older and newer pairs."""

    BINDINGS = keys.bindings("compare")
    LOOK = "compare"
    FOOT = "{move.up}{move.down} scroll   {page.close} closes"

    def __init__(self, table: Sequence[Key], update: Update, version: int) -> None:
        super().__init__(table)
        self._update = update
        self.version = max(1, version)
        """The later of the two, counted from 0."""

    def head(self) -> Content:
        """What was changed."""
        told = ink(edit_in_words(self._update, self.version))
        return Content.assemble((f"{len(self._update.versions)} versions  ", BOLD), told)

    def foot(self) -> str:
        """Other versions are gone to where there are any."""
        others = "{compare.older}{compare.newer} other versions   " if len(self._update.versions) > 2 else ""
        return others + self.FOOT

    def lines(self, width: int) -> list[Content]:
        """Both texts."""
        return reading.compared(self._update, self.version, width)

    def action_older(self) -> None:
        """The pair before."""
        self.version = max(1, self.version - 1)
        self.show()

    def action_newer(self) -> None:
        """The next pair."""
        self.version = min(len(self._update.versions) - 1, self.version + 1)
        self.show()
