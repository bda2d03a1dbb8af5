"""A pane: a quiet block of tone with a small title; a coloured edge marks the one that has the focus."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from newsdesk.tui.messages import Pointed
from newsdesk.tui.render.ink import MUTED
from newsdesk.tui.subject import Subject


class Pane(Vertical):
    """A titled pane around the one widget that has its keys."""

    NAME = ""
    """The title, and the pane's name in the tabs."""

    _noted: Content | None = None

    def compose(self) -> ComposeResult:
        """The head, then what the pane is for."""
        yield Static(Content.styled(self.NAME.upper(), "bold $text-muted"), classes="pane-head", markup=False)
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

    def point(self) -> None:
        """Announce what is under the cursor."""
        self.post_message(Pointed(self.subject))

    def note(self, words: Content) -> None:
        """Put a word beside the title."""
        if self._noted is None or not words.is_same(self._noted):
            self._noted = words
            title = Content.assemble((self.NAME.upper(), f"bold {MUTED}"), "  ", words)
            self.query_one(".pane-head", Static).update(title, layout=False)
