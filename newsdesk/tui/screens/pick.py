"""The one dialog for everything that is picked from a list of choices; typing narrows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from newsdesk.tui.keys import Key
from newsdesk.tui.render import wire
from newsdesk.tui.render.ink import BAD, BOLD, MUTED, ink
from newsdesk.tui.screens.picker import Picker


class Choice(NamedTuple):
    """Something to pick: its name, a word on it, what is returned."""

    name: str
    detail: str
    value: str


class Pick(Picker[Choice]):
    """Returns the choice."""

    def __init__(
        self, table: Sequence[Key], title: str, choices: list[Choice], told: Content | str = "", cursor: int = 0
    ) -> None:
        super().__init__(table, title, told, typed="type to narrow", enter="pick")
        self._choices = choices
        self._shown = choices
        self._cursor = cursor
        """The choice that is marked at first."""

    def narrow(self, typed: str) -> None:
        """List the choices with these words; those whose name begins with them come first."""
        wanted = typed.casefold()
        shown = [one for one in self._choices if wanted in f"{one.name} {one.detail}".casefold()]
        self._shown = sorted(shown, key=lambda one: not one.name.casefold().startswith(wanted))
        self.rows.show(len(self._shown), self._row, cursor=0 if typed else self._cursor)
        self.miss(ink("None of these has such words.", BAD) if typed and not shown else Content(""))

    def _row(self, index: int, width: int, here: bool) -> Content:
        choice = self._shown[index]
        return wire.choice_row(ink(choice.name, BOLD if here else ""), ink(choice.detail, MUTED), width, here=here)

    def choose(self, index: int) -> None:
        """Return a choice."""
        if index < len(self._shown):
            self.end(self._shown[index])
