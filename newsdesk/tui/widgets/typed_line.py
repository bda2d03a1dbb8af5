"""A line to type into; what is pasted into it passes the gate, as everything from outside does."""

from __future__ import annotations

from textual.widgets import Input

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

    def replace(self, text: str, start: int, end: int) -> None:
        """Typing and pasting both end here."""
        super().replace(_line(text), start, end)


def _line(words: str) -> str:
    return clean(words).replace("\n", " ")
