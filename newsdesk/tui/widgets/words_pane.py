"""The words in reach: the text of what is under the cursor, its figures marked, and the record that was read of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from newsdesk.decisions import figure_ref
from newsdesk.desk.answers import Output
from newsdesk.ledger.words import line_name
from newsdesk.model import Figure, Update, UpdateRef
from newsdesk.tui.messages import Pointed
from newsdesk.tui.render import reading
from newsdesk.tui.render.ink import BOLD, MUTED, ink
from newsdesk.tui.render.reading import Read
from newsdesk.tui.scene import Scene
from newsdesk.tui.subject import CheckSubject, LineSubject, SourceSubject, Subject, UpdateSubject
from newsdesk.tui.widgets.line_view import LineView
from newsdesk.tui.widgets.pane import Pane


class WordsView(LineView):
    """The lines; up and down go from figure to figure where there are several."""

    def action_down(self) -> None:
        """To the next figure."""
        self._step(1)

    def action_up(self) -> None:
        """To the figure before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        pane = self.parent
        if not (isinstance(pane, WordsPane) and pane.step(by)):
            self.scroll_relative(y=by, animate=False, force=True)


class WordsPane(Pane):
    """The reading pane."""

    NAME = "words"

    def __init__(self) -> None:
        super().__init__(id="words", classes="pane")
        self._subject: Subject | None = None
        self.read: Read | None = None
        """The update being read, where an update is."""

    def contents(self) -> ComposeResult:
        """The text."""
        yield WordsView(id="words-view")

    @property
    def view(self) -> WordsView:
        """The text."""
        return self.query_one(WordsView)

    @property
    def keyed(self) -> Widget:
        """The text."""
        return self.view

    def show(
        self, scene: Scene, subject: Subject | None, update: Update | None, carriers: Sequence[UpdateRef] = ()
    ) -> None:
        """Show a subject, with its update where it is one; the text scrolls to its spot when the subject is another."""
        seek, self._subject, self.read = subject != self._subject, subject, None
        match subject:
            case UpdateSubject() if update is not None:
                self._show_update(scene, subject, update, carriers, seek=seek)
            case LineSubject(key) if (line := scene.line(key)) is not None:
                self.note(ink(line_name(key), BOLD))
                self.view.show(lambda width: reading.line_lines(line, scene.now, width), seek=seek)
            case CheckSubject(check):
                self.note(ink(line_name(check.key), BOLD))
                self.view.show(lambda width: reading.check_lines(check, scene.now, width), seek=seek)
            case _:
                self.note(Content(""))
                hint = Content.styled("The words of what is under the cursor stand here.", MUTED)
                self.view.show(hint.wrap, seek=True)

    def show_source(self, scene: Scene, subject: SourceSubject, output: Output, next_poll: datetime | None) -> None:
        """Show a source, with what it gave, and when it is polled next."""
        row = scene.source(subject.source)
        if row is None:
            self.show(scene, None, None)
            return
        seek, self._subject, self.read = subject != self._subject, subject, None
        self.note(ink(row.source.title, BOLD))
        self.view.show(lambda width: reading.source_lines(scene, row, output, next_poll, width), seek=seek)

    def _show_update(
        self, scene: Scene, subject: UpdateSubject, update: Update, carriers: Sequence[UpdateRef], *, seek: bool
    ) -> None:
        version = min(subject.version, len(update.versions) - 1)
        read = self.read = reading.open_at(scene, update, version, subject.figure, carriers)
        self.note(reading.update_head(scene, read))
        self.view.show(lambda width: reading.update_lines(scene, read, width), seek=seek)

    @property
    def subject(self) -> Subject | None:
        """What is being read."""
        return self._subject

    @property
    def figure(self) -> Figure | None:
        """The figure under the cursor."""
        return self.read.figures[self.read.chosen] if self.read and self.read.chosen is not None else None

    def step(self, by: int) -> bool:
        """Go to another figure of the text; false where there is none that way."""
        read, subject = self.read, self._subject
        if read is None or read.chosen is None or not isinstance(subject, UpdateSubject):
            return False
        to = read.chosen + by
        if not 0 <= to < len(read.figures):
            return False
        name = figure_ref(read.update.ref, read.version, read.figures[to])
        self.post_message(Pointed(msgspec.structs.replace(subject, figure=name)))
        return True
