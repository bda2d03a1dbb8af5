"""The keys that clear the queue: each acts on what is marked, else on the update whose words are shown."""

from __future__ import annotations

from newsdesk.decisions import figure_ref
from newsdesk.model import Grade, State
from newsdesk.tui import acts, forms
from newsdesk.tui.screens.base import FIGURES, UPDATES, WORDS, DeskBase
from newsdesk.tui.screens.pick import Choice

NOWHERE = Choice("none", "out of every incident", "")


class TriageActs(DeskBase):
    """Accept, hold, reject, star, note, move, split off; mark; undo and redo."""

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
        many = bool(self.updates.marked)

        def put() -> str:
            refs = self.refs_in_hand()
            return acts.triage(self.desk, refs, state, self.seen(refs))

        done = self.perform(put)
        if done and many:
            self.updates.unmark()
        elif done and self.current == UPDATES:
            self.updates.rows.action_down()

    def action_star(self) -> None:
        """Star, or take the star away."""
        self.perform(lambda: acts.star(self.desk, self.refs_in_hand()))

    def action_grade(self) -> None:
        """Grade what is under the cursor: the origin in the table, the figure in the words, else the source."""

        def put() -> str:
            if self.current == WORDS:
                return self._appraise()
            claim, incident = self.figures.claim if self.current == FIGURES else None, self.view.incident
            source = self.source_in_hand() if claim is None else ""
            name = claim.origin if claim is not None else self.desk.source(source).title
            choices = [Choice(f"{grade.value}  {said}", "", grade.value) for grade, said in acts.GRADES.items()]

            def picked(choice: Choice) -> None:
                grade = Grade(choice.value)
                if claim is not None and incident is not None:
                    self.perform(lambda: acts.grade_origin(self.desk, incident, claim.origin, grade))
                else:
                    self.perform(lambda: acts.grade_source(self.desk, source, grade))

            self.pick(f"Grade · {name}", choices, picked)
            return ""

        self.perform(put)

    def _appraise(self) -> str:
        """Ask for the credibility of the marked figure."""
        figure, (update, version) = self.figure_in_hand(), self.update_in_hand()
        given = self.scene.standing.appraised.get(figure_ref(update.ref, version, figure))
        form = forms.appraise_form(figure, given.digit if given else None)
        self.ask(form, lambda answers: acts.appraise(self.desk, update.ref, version, figure, answers))
        return ""

    def action_own(self) -> None:
        """Take the words of a copy for its outlet's own, or leave them to their likeness."""
        self.perform(lambda: acts.own_words(self.desk, self.update_in_hand()[0]))

    # ── marking ───────────────────────────────────────────────────────────────────────────────────

    def action_mark(self) -> None:
        """Mark the update under the cursor, or take its mark away."""
        self.go_to(UPDATES)
        self.updates.mark()

    def action_mark_to(self) -> None:
        """Mark from the last mark to the cursor."""
        self.go_to(UPDATES)
        self.follow()
        self.updates.mark_to()

    def action_mark_all(self) -> None:
        """Mark all that is listed and fits, or none; what the last acts put outside the view is none of it."""
        self.go_to(UPDATES)
        self.follow()
        self.updates.mark_all()

    def action_note(self) -> None:
        """Write a note."""

        def put() -> str:
            update, _ = self.update_in_hand()
            seen = self.seen([update.ref])
            form = forms.note_form(acts.title_of(update))
            self.ask(form, lambda answers: acts.note(self.desk, update, answers, seen))
            return ""

        self.perform(put)

    def action_move(self) -> None:
        """Pick the incident that the update goes to."""

        def put() -> str:
            refs = self.refs_in_hand()
            choices = [
                *(Choice(incident.title, incident.place, incident.id) for incident in self.desk.incidents()),
                NOWHERE,
            ]

            def picked(choice: Choice) -> None:
                if self.perform(lambda: acts.move(self.desk, refs, choice.value or None)):
                    self.updates.unmark()

            which = acts.title_of(self.desk.update(refs[0])) if len(refs) == 1 else f"{len(refs)} updates"
            self.pick(f"Move to · {which}", choices, picked)
            return ""

        self.perform(put)

    def action_undo(self) -> None:
        """Take back the last act."""
        self.perform(lambda: acts.undo(self.desk))

    def action_redo(self) -> None:
        """Do again what was just taken back."""
        self.perform(lambda: acts.redo(self.desk))
