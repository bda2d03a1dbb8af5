"""The keys on figures: an editor's hand on the record, the desk figure, copying a line, opening the story."""

from __future__ import annotations

from functools import partial

from newsdesk import text
from newsdesk.ledger import copy_line, typed
from newsdesk.tui import acts, feeding, forms
from newsdesk.tui.messages import LineWanted
from newsdesk.tui.screens.base import FIGURES, DeskBase
from newsdesk.tui.subject import CheckSubject


class FigureActs(DeskBase):
    """Set, correct, strike, add, copy, open."""

    def action_set(self) -> None:
        """Ask for the desk figure of the line."""

        def put() -> str:
            line, incident = self.line_in_hand(), self.incident_in_hand()
            if isinstance(self.subject, CheckSubject):
                # The number will stand on the row of the line, which is not the check's.
                self.post_message(LineWanted(line.key))
            claim = self.figures.claim if self.current == FIGURES else None
            form = forms.desk_form(line, claim)
            self.ask(form, lambda answers: acts.set_desk(self.desk, incident, line, answers))
            return ""

        self.perform(put)

    def action_correct(self) -> None:
        """Ask how the marked words read."""

        def put() -> str:
            figure, (update, version) = self.figure_in_hand(), self.update_in_hand()
            at, country = update.versions[version].at, self._country
            form = forms.correct_form(figure, self.scene.outlet(update.source), at, country)
            self.ask(
                form,
                lambda answers: acts.correct(
                    self.desk, update, version, figure, typed.reread(answers["reading"], figure, at, country)
                ),
            )
            return ""

        self.perform(put)

    def action_strike(self) -> None:
        """The marked words are no figure."""

        def put() -> str:
            figure, (update, version) = self.figure_in_hand(), self.update_in_hand()
            return acts.strike(self.desk, update, version, figure)

        self.perform(put)

    def action_add(self) -> None:
        """Ask for a figure that the reader missed."""

        def put() -> str:
            update, version = self.update_in_hand()
            body, at, country = update.versions[version].text, update.versions[version].at, self._country
            form = forms.add_form(body, self.scene.outlet(update.source), at, country)
            self.ask(
                form,
                lambda answers: acts.add(
                    self.desk, update, version, typed.added(answers["quote"], answers["reading"], body, at, country)
                ),
            )
            return ""

        self.perform(put)

    @property
    def _country(self) -> str:
        return self.scene.incident.country if self.scene.incident else ""

    def action_copy(self) -> None:
        """Copy the line to the clipboard."""

        def copy() -> str:
            line = copy_line(self.line_in_hand(), self.view.as_of)
            self._copy(line)
            return f"Copied: {line}"

        self.perform(copy)

    def action_quote(self) -> None:
        """Copy the marked words to the clipboard, with whose they are and where they stand."""

        def copy() -> str:
            figure, (update, version) = self.figure_in_hand(), self.update_in_hand()
            quote = acts.quote_of(update, version, figure, self.scene.outlet(update.source))
            self._copy(quote)
            return f"Copied: {quote}"

        self.perform(copy)

    def _copy(self, words: str) -> None:
        """A terminal hands these words to other programs, so they are plain."""
        self.app.copy_to_clipboard(text.clean(words))

    def action_open(self) -> None:
        """Open the story in a browser."""

        def browse() -> str:
            self.browse(acts.story_link(*self.update_in_hand()))
            return ""

        self.perform(browse)

    def browse(self, link: str) -> None:
        """Hand an address to the desktop's browser."""
        feeding.begin(self.app, partial(feeding.browse, link, self.post_message), "browse")
