"""A pane: a quiet block of tone with a small title; a coloured edge marks the one that has the focus."""

from __future__ import annotations

from textual.app import ComposeResult, RenderResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from newsdesk.tui.messages import Pointed
from newsdesk.tui.render.ink import MUTED, cut
from newsdesk.tui.subject import Subject


class Row(Widget):
    """One row of words, cut to the width there is."""

    def __init__(self, words: Content | None = None, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - the name is Textual's
        super().__init__(id=id, classes=classes)
        self._words = words or Content("")

    def show(self, words: Content) -> None:
        """Show other words."""
        if not words.is_same(self._words):
            self._words = words
            self.refresh()

    def render(self) -> RenderResult:
        """As many as fit."""
        return cut(self._words, self.content_size.width)


class Pane(Vertical):
    """A titled pane around the one widget that has its keys."""

    NAME = ""
    """The title, and the pane's name in the tabs."""

    def compose(self) -> ComposeResult:
        """The head, then what the pane is for."""
        yield Row(Content.styled(self.NAME.upper(), f"bold {MUTED}"), classes="pane-head")
        yield from self.contents()

    def contents(self) -> ComposeResult:
        """What stands below the head."""
        yield from ()

    @property
    def keyed(self) -> Widget:
        """The widget that gets the focus when the pane does."""
        raise NotImplementedError

    @property
    def subject(self) -> Subject | None:
        """What is under the pane's cursor."""
        return None

    @property
    def footer(self) -> str:
        """What the table of keys has the acts under that matter here."""
        return self.NAME

    def point(self) -> None:
        """Announce what is under the cursor."""
        self.post_message(Pointed(self.subject))

    def note(self, words: Content) -> None:
        """Put a word beside the title."""
        self.query_one(".pane-head", Row).show(Content.assemble((self.NAME.upper(), f"bold {MUTED}"), "  ", words))
