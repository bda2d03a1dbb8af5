"""What every act of the desk screen stands on: what is looked at, what is in hand, how a result is told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime

from textual.screen import Screen

from newsdesk.desk import Desk
from newsdesk.desk.index import Listing
from newsdesk.desk.service import Seen
from newsdesk.errors import CallWrong, NewsdeskError
from newsdesk.ledger.records import Line
from newsdesk.model import Figure, Update, UpdateRef
from newsdesk.settings import Settings
from newsdesk.text import line
from newsdesk.tui import keys
from newsdesk.tui.acts import HINTS
from newsdesk.tui.forms import Answers, Form
from newsdesk.tui.keys import Key
from newsdesk.tui.scene import Scene, View, survey
from newsdesk.tui.screens.ask import Act, Ask, Peek
from newsdesk.tui.screens.pick import Choice, Pick
from newsdesk.tui.subject import CheckSubject, LineSubject, SourceSubject, Subject, UpdateSubject, words_at
from newsdesk.tui.widgets.figures_pane import FiguresPane
from newsdesk.tui.widgets.pane import Pane
from newsdesk.tui.widgets.told import Told
from newsdesk.tui.widgets.updates_pane import UpdatesPane
from newsdesk.tui.widgets.words_pane import WordsPane

INCIDENT, FIGURES, UPDATES, WORDS, SOURCES = "incident", "figures", "updates", "words", "sources"
ORDER = (INCIDENT, FIGURES, UPDATES, WORDS, SOURCES)
"""The panes as the tab key goes through them."""


class DeskBase(Screen[None], inherit_bindings=False):
    """State of the desk screen and the ways to act on what is in hand."""

    def __init__(self, desk: Desk, view: View, settings: Settings, table: Sequence[Key]) -> None:
        super().__init__(id="desk")
        self.desk = desk
        self.view = view
        self.settings = settings
        self.wrong = ""
        """What is wrong in the file of the settings; empty where nothing is, or no more."""
        self.table = table
        """The acts with this person's keys."""
        self.scene = self.survey(quick=True)
        self.next_poll: datetime | None = None
        """When the sources are polled next; null where nothing polls them by the clock."""
        self.subject: Subject | None = None
        """What the words pane shows; the acts apply to it."""
        self.current = UPDATES
        """The pane that has the keys."""
        self.came_from = UPDATES
        """The pane from which the words were gone to."""
        self.led_from: Subject | None = None
        """The words of a line from which those of an update were gone to; null where none were."""
        self.offline = False
        """Whether nothing is fetched unless the person says so."""
        self.waits = True
        """Whether this desk is come back to from one that is practised on."""
        self.undrawn: set[UpdateRef] = set()
        """Updates that have a new version since the lists were drawn."""
        self.found_before = ""
        """The query that stood when the line to find words in was opened: what is no query leaves it."""
        self.picked = False
        """Whether the person picked the incident; until then the newest is looked at."""

    def survey(self, listed: Listing | None = None, whole: Listing | None = None, *, quick: bool = False) -> Scene:
        """What there is to be seen, as this person wants it shown."""
        return survey(self.desk, self.view, listed, whole, quick=quick, late=self.settings.late, table=self.table)

    def seen(self, refs: Sequence[UpdateRef]) -> Seen:
        """The versions of updates that are on the screen, where those are not the newest: as of a moment, or as last
        drawn."""
        if self.view.as_of is not None:
            return {ref: self.scene.version(self.desk.update(ref)) for ref in refs}
        return {ref: len(self.desk.update(ref).versions) - 2 for ref in refs if ref in self.undrawn}

    @property
    def panes(self) -> Mapping[str, Pane]:
        """The panes by their names, in the order of the tab key."""
        there = {pane.NAME: pane for pane in self.query(Pane)}
        return {name: there[name] for name in ORDER}

    @property
    def words(self) -> WordsPane:
        """The reading pane."""
        return self.query_one(WordsPane)

    @property
    def figures(self) -> FiguresPane:
        """The figure table's pane."""
        return self.query_one(FiguresPane)

    @property
    def updates(self) -> UpdatesPane:
        """The wire's pane."""
        return self.query_one(UpdatesPane)

    def rebuild(self, *, listed: bool = True, whole: bool = True, quick: bool = False) -> None:
        """Ask the desk again and hand the answer to every pane.

        `listed` where the list may be another, `whole` where what it filters may be; `quick` draws the rest before
        the figures of an incident are read.
        """
        raise NotImplementedError

    def follow(self) -> None:
        """Draw what was not drawn at once: the figures, and what the last acts moved."""
        raise NotImplementedError

    def point_at(self, subject: Subject | None) -> None:
        """Take something in hand and show its words, if it is not in hand already."""
        raise NotImplementedError

    def go_to(self, pane: str) -> None:
        """Give a pane the keys."""
        raise NotImplementedError

    # ── what is in hand ───────────────────────────────────────────────────────────────────────────

    def update_in_hand(self) -> tuple[Update, int]:
        """The update whose words are read, or under the cursor, and which version of it. Raises CallWrong."""
        at = words_at(self.subject)
        if at is None:
            raise CallWrong("No update is under the cursor.", "Go to one in the updates, or to a cell with a number.")
        update = self.desk.update(at.ref)
        return update, min(at.version, len(update.versions) - 1)

    def refs_in_hand(self) -> list[UpdateRef]:
        """The updates that are marked, else the one whose words are shown. Raises CallWrong where there is none."""
        return list(self.updates.marked) or [self.update_in_hand()[0].ref]

    def figure_in_hand(self) -> Figure:
        """The marked figure. Raises CallWrong where none is."""
        self.update_in_hand()
        if self.words.figure is None:
            raise CallWrong("No figure is marked in these words.", "{desk.add} adds one.")
        return self.words.figure

    def line_in_hand(self) -> Line:
        """The line under the table's cursor, else that of the marked figure. Raises CallWrong where none is."""
        if isinstance(self.subject, LineSubject):
            found = self.scene.line(self.subject.key)
        elif isinstance(self.subject, CheckSubject):
            found = self.scene.line(self.subject.check.key)
        elif self.current == FIGURES:
            found = self.figures.line
        elif isinstance(self.subject, UpdateSubject):
            update, version = self.update_in_hand()
            found = self.scene.line_of(update, version, self.figure_in_hand())
        else:
            found = None
        if found is None:
            raise CallWrong("No line is under the cursor.", "Go to a row of the figures.")
        return found

    def source_in_hand(self) -> str:
        """The source under the cursor, else that of the update in hand. Raises CallWrong where there is none."""
        if isinstance(self.subject, SourceSubject):
            return self.subject.source
        at = words_at(self.subject)
        if at is None:
            raise CallWrong("No source is under the cursor.", "Go to a source, or to one of its updates.")
        return at.ref.source

    def incident_in_hand(self) -> str:
        """The incident that is looked at. Raises CallWrong where none is."""
        if self.view.incident is None:
            raise CallWrong("No incident is open.", "{desk.incident} picks one.")
        return self.view.incident

    # ── acting and telling ────────────────────────────────────────────────────────────────────────

    def tell(self, words: str, hint: str = "", *, wrong: bool = False) -> None:
        """Say what was done, or what is in the way; the newest word takes the place of the one before.

        Acts are named in `hint` and in what words end with, nowhere else: braces that a source wrote stay as they are.
        """
        self.query_one(Told).tell(line(self.with_keys(words, hint), 300), wrong=wrong)

    def with_keys(self, words: str, hint: str = "") -> str:
        """Words with the keys of the acts that their hint names."""
        hint = hint or next((one for one in HINTS if words.endswith(one)), "")
        return f"{words.removesuffix(hint)} {keys.hinted(hint, self.table)}".rstrip()

    def perform(self, act: Callable[[], str]) -> bool:
        """Do an act and tell its words; an error of ours is told instead, and nothing was done.

        It acts on what the cursor is on now, and from then on no cursor moves but by the person's hand.
        """
        self._hold()
        try:
            words = act()
        except NewsdeskError as error:
            self.tell(error.what, error.hint, wrong=True)
            return False
        if words:
            self.tell(words)
        return True

    def pick(
        self, title: str, choices: list[Choice], then: Callable[[Choice], object], told: str = "", cursor: int = 0
    ) -> None:
        """Put choices; the one that is picked is acted on."""

        def picked(choice: Choice | None) -> None:
            if choice is not None:
                then(choice)

        self.app.push_screen(Pick(self.table, title, choices, told, cursor), picked)

    def ask(self, form: Form, then: Act, peek: Peek | None = None) -> None:
        """Put a form, which acts on what is answered, once a `peek` has shown what it would bring."""

        def act(answers: Answers) -> str | Awaitable[str]:
            self._hold()
            return then(answers)

        def done(words: str | None) -> None:
            if words:
                self.tell(words)

        self.app.push_screen(Ask(self.table, form, act, peek), done)

    def _hold(self) -> None:
        """What is in hand is what the cursor is on now; from now on no cursor moves but by the person's hand."""
        self.point_at(self.panes[self.current].subject)
        self.figures.hold()
        self.updates.rows.touched = True
