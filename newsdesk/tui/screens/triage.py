"""The keys that clear the queue: each acts on the update whose words are shown."""

from __future__ import annotations

from newsdesk.model import State
from newsdesk.tui import acts, forms
from newsdesk.tui.screens.base import UPDATES, DeskBase
from newsdesk.tui.screens.pick import Choice, Pick

NOWHERE = Choice("none", "out of every incident", "")


class TriageActs(DeskBase):
    """Accept, hold, reject, note, move; undo and redo."""

    def action_accept(self) -> None:
        """Accept."""
        self._triage(State.ACCEPTED)

    def action_hold(self) -> None:
        """Hold."""
        self._triage(State.HELD)

    def action_reject(self) -> None:
        """Reject."""
        self._triage(State.REJECTED)

    def _triage(self, state: State) -> None:
        done = self.perform(lambda: acts.triage(self.desk, self.update_in_hand()[0], state))
        if done and self.current == UPDATES:
            self.updates.rows.action_down()

    def action_note(self) -> None:
        """Write a note."""

        def put() -> str:
            update, _ = self.update_in_hand()
            self.ask(forms.note_form(acts.title_of(update)), lambda answers: acts.note(self.desk, update, answers))
            return ""

        self.perform(put)

    def action_move(self) -> None:
        """Pick the incident that the update goes to."""

        def put() -> str:
            update, _ = self.update_in_hand()
            choices = [
                *(Choice(incident.title, incident.place, incident.id) for incident in self.desk.incidents()),
                NOWHERE,
            ]

            def picked(choice: Choice | None) -> None:
                if choice is not None:
                    self.perform(lambda: acts.move(self.desk, update, choice.value or None))

            self.app.push_screen(Pick(f"Move to · {acts.title_of(update)}", choices), picked)
            return ""

        self.perform(put)

    def action_undo(self) -> None:
        """Take back the last act."""
        self.perform(lambda: acts.undo(self.desk))

    def action_redo(self) -> None:
        """Do again what was just taken back."""
        self.perform(lambda: acts.redo(self.desk))
