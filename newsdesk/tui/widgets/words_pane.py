"""The words in reach: the text of what is under the cursor, its figures marked, and the record that was read of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

import msgspec
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from newsdesk.decisions import FigureRef, figure_ref
from newsdesk.desk.answers import Output
from newsdesk.ledger.records import OriginClaim
from newsdesk.ledger.words import line_name
from newsdesk.model import Figure, LineKey, Update, UpdateRef
from newsdesk.tui.keys import NOTHING
from newsdesk.tui.messages import Pointed
from newsdesk.tui.render import reading
from newsdesk.tui.render.ink import BOLD, MUTED, ink
from newsdesk.tui.render.reading import ENTRY, Read
from newsdesk.tui.scene import Scene, place
from newsdesk.tui.subject import CheckSubject, LineSubject, SourceSubject, Subject, UpdateSubject
from newsdesk.tui.widgets.line_view import LineView, Wrap
from newsdesk.tui.widgets.pane import Pane

A_PAGE = 3
"""Rows that the words of an origin take, as a rule: a page has as many of them."""

Lay = Callable[[int, int | None], list[Content]]
"""Width in cells, and which of the words of a line are under the cursor → lines."""


class WordsView(LineView):
    """The lines; up and down go from figure to figure, or from origin to origin, where there are several."""

    @property
    def _pane(self) -> WordsPane:
        return next(node for node in self.ancestors if isinstance(node, WordsPane))

    def action_down(self) -> None:
        """To the next figure."""
        if not self._pane.step(1):
            super().action_down()

    def action_up(self) -> None:
        """To the figure before."""
        if not self._pane.step(-1):
            super().action_up()

    def action_page_down(self) -> None:
        """A page down; on a line its cursor goes with it, so that no key acts on what is out of sight."""
        if not self._pane.turn(max(1, self.size.height // A_PAGE)):
            super().action_page_down()

    def action_page_up(self) -> None:
        """A page up."""
        if not self._pane.turn(-max(1, self.size.height // A_PAGE)):
            super().action_page_up()

    def action_first(self) -> None:
        """To the top."""
        self._pane.turn(-len(self._lines))
        super().action_first()

    def action_last(self) -> None:
        """To the end."""
        self._pane.turn(len(self._lines))
        super().action_last()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The mouse moves the cursor too, before the words scroll as the keys come here."""
        entry = event.style.meta.get(ENTRY)
        if entry is not None:
            self._pane.go(entry)


class WordsPane(Pane):
    """The reading pane."""

    NAME = "words"

    def __init__(self) -> None:
        super().__init__(id="words", classes="pane")
        self._subject: Subject | None = None
        self.read: Read | None = None
        """The update being read, where an update is."""
        self._said: Sequence[OriginClaim] = ()
        """Whose words are being read, where those of a line or a check are."""
        self.is_bare = True
        """Whether there is nothing to read, and it is said why."""
        self._here = 0
        """Which of them is under the cursor while the keys are here."""

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
        match subject:
            case UpdateSubject() if update is not None:
                self._show_update(scene, subject, update, carriers)
            case LineSubject(key) if (line := scene.line(key)) is not None:
                self._show_said(subject, key, line.origins, partial(reading.line_lines, line, scene.now))
            case CheckSubject(check) if (found := scene.check(check)) is not None:
                self._show_said(subject, check.key, found.premises, partial(reading.check_lines, found, scene.now))
            case _:
                hint = ink(_missing(scene, subject), MUTED)
                self._put(subject, Content(""), hint.wrap, bare=True)

    def show_source(self, scene: Scene, subject: SourceSubject, output: Output, next_poll: datetime | None) -> None:
        """Show a source, with what it gave, and when it is polled next."""
        row = scene.source(subject.source)
        if row is None:
            self.show(scene, None, None)
            return
        title = ink(row.source.title, BOLD)
        self._put(subject, title, lambda width: reading.source_lines(scene, row, output, next_poll, width))

    def _put(
        self,
        subject: Subject | None,
        head: Content,
        wrap: Wrap,
        *,
        read: Read | None = None,
        said: Sequence[OriginClaim] = (),
        bare: bool = False,
    ) -> None:
        """Show lines, scrolled to their spot: as far as it takes where the text is the same, else from the top."""
        before, self._subject, self.read, self._said, self.is_bare = self._subject, subject, read, said, bare
        self.note(head)
        self.view.show(wrap, seek=subject != before, afresh=_text(subject) != _text(before))

    def _show_update(self, scene: Scene, subject: UpdateSubject, update: Update, carriers: Sequence[UpdateRef]) -> None:
        version = min(subject.version, len(update.versions) - 1)
        read = reading.open_at(scene, update, version, subject.figure, carriers)
        head = reading.update_head(scene, read)
        self._put(subject, head, lambda width: reading.update_lines(scene, read, width), read=read)

    def _show_said(
        self, subject: LineSubject | CheckSubject, key: LineKey, said: Sequence[OriginClaim], lay: Lay
    ) -> None:
        self._here = self._place(subject.at, said)
        here = self._here if subject.at is not None else None
        self._put(subject, ink(line_name(key), BOLD), lambda width: lay(width, here), said=said)

    def _place(self, at: FigureRef | None, said: Sequence[OriginClaim]) -> int:
        """Where the words under the cursor stand now; where they are gone, those of their origin, else of its row."""
        if at is None:
            return 0
        if at in (there := [place(one.claim) for one in said]):
            return there.index(at)
        origin = self._said[self._here].origin if self._here < len(self._said) else ""
        row = max(0, min(self._here, len(said) - 1))
        return next((n for n, one in enumerate(said) if one.origin == origin), row)

    @property
    def subject(self) -> Subject | None:
        """What is being read; on a line, with the words that are under the cursor as the keys come here."""
        subject = self._subject
        if isinstance(subject, LineSubject | CheckSubject):
            at = place(self._said[self._here].claim) if self._said else None
            return msgspec.structs.replace(subject, at=at)
        return subject

    @property
    def footer(self) -> str:
        """The acts on what the words are about."""
        if self.is_bare:
            return NOTHING
        match self._subject:
            case LineSubject() | CheckSubject():
                return "words of a line"
            case SourceSubject():
                return "words of a source"
        return self.NAME

    @property
    def figure(self) -> Figure | None:
        """The figure under the cursor."""
        if isinstance(self._subject, LineSubject | CheckSubject):
            return self._said[self._here].claim.figure if self._said and self._subject.at is not None else None
        return self.read.figures[self.read.chosen] if self.read and self.read.chosen is not None else None

    def turn(self, by: int) -> bool:
        """Go on by so many of the words of a line, or to the last; false where there are none."""
        return bool(self._said) and self.go(max(0, min(self._here + by, len(self._said) - 1)))

    def go(self, to: int) -> bool:
        """Go to others of the words of a line; false where there are none, or they are under the cursor."""
        if not 0 <= to < len(self._said) or to == self._here:
            return False
        self._here = to
        self.post_message(Pointed(self.subject))
        return True

    def step(self, by: int) -> bool:
        """Go to another figure of the text, or to another origin of the line; false where there is none that way."""
        if self._said:
            return self.go(self._here + by)
        read, subject = self.read, self._subject
        if read is None or read.chosen is None or not isinstance(subject, UpdateSubject):
            return False
        to = read.chosen + by
        if not 0 <= to < len(read.figures):
            return False
        name = figure_ref(read.update.ref, read.version, read.figures[to])
        self.post_message(Pointed(msgspec.structs.replace(subject, figure=name)))
        return True


def _text(subject: Subject | None) -> Subject | None:
    """What is read, wherever in it the cursor is: "killed · all" for each of the words of that line."""
    if isinstance(subject, UpdateSubject):
        return msgspec.structs.replace(subject, figure=None)
    return msgspec.structs.replace(subject, at=None) if isinstance(subject, LineSubject | CheckSubject) else subject


def _missing(scene: Scene, subject: Subject | None) -> str:
    """Why there is nothing to read: "No number stands on killed · all."."""
    match subject:
        case LineSubject() | CheckSubject() if scene.reading:
            return "Laying the figures side by side …"
        case LineSubject(key):
            return f"No number stands on {line_name(key)}."
        case CheckSubject(check):
            return f"What did not add up on {line_name(check.key)}, or followed, does not stand."
    return "Nothing is under the cursor, so there are no words to read."
