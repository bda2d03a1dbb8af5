"""A line to type into; what is pasted into it passes the gate, as everything from outside does."""

from __future__ import annotations

from textual.events import Focus, Paste
from textual.widgets import Input
from textual.widgets.input import Selection

from newsdesk.text import clean


class TypedLine(Input):
    """One line of clean text."""

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - the name is Textual's
    ) -> None:
        super().__init__(_line(value), placeholder=_line(placeholder), name=name, id=id, compact=True)

    def _on_focus(self, event: Focus) -> None:  # noqa: ARG002 - as Textual calls it
        """What is filled in is marked as a whole, as Textual does, and seen from its first letter on."""
        self.call_later(self._turn)

    def _turn(self) -> None:
        if self.selection == Selection(0, len(self.value)):
            self.selection = Selection(len(self.value), 0)

    def _on_paste(self, event: Paste) -> None:
        """All that is pasted, its lines joined: Textual takes the first one alone."""
        event.prevent_default()
        event.stop()
        self.replace(event.text.strip("\n"), *self.selection)

    def replace(self, text: str, start: int, end: int) -> None:
        """Typing and pasting both end here."""
        super().replace(_line(text), start, end)


def _line(words: str) -> str:
    return clean(words).replace("\n", " ")
