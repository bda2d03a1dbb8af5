"""The keys that change what is looked at; none of them changes what was decided."""

from __future__ import annotations

import msgspec

from newsdesk.desk.query import Order
from newsdesk.errors import CallWrong
from newsdesk.tui import forms
from newsdesk.tui.forms import Answers
from newsdesk.tui.render import times
from newsdesk.tui.scene import View
from newsdesk.tui.screens.base import UPDATES, WORDS, DeskBase
from newsdesk.tui.screens.versions import Versions
from newsdesk.tui.subject import SourceSubject, words_at


class LookActs(DeskBase):
    """Find, order, views, time, panes, back."""

    def look(self, view: View) -> None:
        """Look at the same incident otherwise, and draw it."""
        moved = view.as_of != self.view.as_of
        self.view = view
        self.rebuild(whole=moved)

    # ── panes ─────────────────────────────────────────────────────────────────────────────────────

    def action_next_pane(self) -> None:
        """To the next pane."""
        self._turn(1)

    def action_previous_pane(self) -> None:
        """To the pane before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        names = list(self.panes)
        self.go_to(names[(names.index(self.current) + by) % len(names)])

    def action_show_pane(self, name: str) -> None:
        """To the pane of that name: a click on its tab."""
        self.go_to(name)

    def action_words(self) -> None:
        """To the words under the cursor; from those of a line on to their update, from a source to what it gave."""
        if self.current != WORDS:
            self.came_from = self.current
            self.go_to(WORDS)
            return
        here = self.words.subject
        at = words_at(here)
        if self.words.is_bare:
            self.tell("There are no words here.", "{desk.back} goes back.", wrong=True)
        elif isinstance(here, SourceSubject):
            self.look(msgspec.structs.replace(self.view, find=f"source:{here.source}"))
            self.go_to(UPDATES)
        elif at is None or at is here:
            self.tell("These are its words.", "{desk.open} opens the story, {desk.back} goes back.")
        else:
            self.led_from = here
            self.point_at(at)

    def action_compare(self) -> None:
        """The versions of the update in hand, side by side."""

        def put() -> str:
            update, version = self.update_in_hand()
            if len(update.versions) < 2:
                raise CallWrong("This update was never edited.", "To find those that were, look for has:edits.")
            self.app.push_screen(Versions(self.table, update, version or len(update.versions) - 1))
            return ""

        self.perform(put)

    def action_back(self) -> None:
        """Leave the search, the words, the found, the past: one of them, the nearest first."""
        if self.updates.searching:
            self.updates.end_search(clear=True)
            self.go_to(UPDATES)
        elif self.updates.marked and self.current == UPDATES:
            self.updates.unmark()
        elif self.current == WORDS:
            self._leave_words()
        elif self.view.find:
            self.updates.end_search(clear=True)
            self.look(msgspec.structs.replace(self.view, find=""))
        elif self.view.as_of is not None:
            self.look(msgspec.structs.replace(self.view, as_of=None))

    def _leave_words(self) -> None:
        """Back to the words of the line that led to these, else to the pane that did."""
        behind, self.led_from = self.led_from, None
        if behind is None:
            self.go_to(self.came_from)
        else:
            self.point_at(behind)

    # ── what is looked at ─────────────────────────────────────────────────────────────────────────

    def action_find(self) -> None:
        """Open the line to find words in."""
        self.go_to(UPDATES)
        self.found_before = self.view.find
        self.updates.seek(self.view.find)

    def action_order(self) -> None:
        """The next order."""
        orders = list(Order)
        at = (orders.index(self.view.order) + 1) % len(orders)
        self.look(msgspec.structs.replace(self.view, order=orders[at]))
        self._bring_updates()

    def action_view(self, number: int) -> None:
        """Show what a view of the settings asks for; the same key again shows all."""
        asked = self.settings.view(str(number))

        def show() -> str:
            if not asked:
                raise CallWrong(
                    f"View {number} is empty.", "Set it in the settings ({desk.settings}), for example to state:new."
                )
            self.desk.check(asked)
            self.look(msgspec.structs.replace(self.view, find="" if self.view.find == asked else asked))
            self._bring_updates()
            return ""

        self.perform(show)

    def _bring_updates(self) -> None:
        """Show the list where one pane fills the screen and another does: what the key did is seen."""
        if self.has_class("-narrow") or self.has_class("-short"):
            self.go_to(UPDATES)

    def action_time(self) -> None:
        """Ask for the moment to look at."""
        now = self.desk.clock()

        def then(answers: Answers) -> str:
            moment = times.moment(answers["moment"], now)
            self.look(msgspec.structs.replace(self.view, as_of=moment))
            return ""

        self.ask(forms.time_form(now), then)
