"""The keys on incidents, on whose voice is whose, and on what the reader left open."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

import msgspec

from newsdesk import text
from newsdesk.desk.names import short_title
from newsdesk.errors import CallWrong, NewsdeskError
from newsdesk.export.acts import figure_in_words
from newsdesk.incidents.suggestions import Suggestion
from newsdesk.ledger.words import counted, line_name, where
from newsdesk.model import IncidentStatus, LineKey, UpdateRef
from newsdesk.tui import acts, forms, story_acts
from newsdesk.tui.forms import Answers
from newsdesk.tui.render import times
from newsdesk.tui.render.bars import EVERYTHING, OF_ALL
from newsdesk.tui.render.question import passage
from newsdesk.tui.screens.base import FIGURES, DeskBase
from newsdesk.tui.screens.pick import Choice, Pick
from newsdesk.tui.subject import UpdateSubject

ALL_SEEN = Choice("all seen", "from now on only what moves after this is told", "")
SAMPLED = 3
"""Updates of a suggestion that are shown before it is opened."""
NONE = Choice("none of these", "its number is no figure", "none")


class StoryActs(DeskBase):
    """Switch, open, accept, merge, describe, close; what is new; voices; open questions."""

    def show_incident(self, incident: str | None) -> None:
        """Look at another incident; what was seen of the one before is kept."""
        self.leave()
        self.picked = True
        self.view = msgspec.structs.replace(self.view, incident=incident)
        self.rebuild()

    def leave(self) -> None:
        """Keep what the editor saw of the incident that is looked at."""
        if self.scene.incident is not None and self.view.as_of is None:
            # What was seen is no work: where it cannot be kept, nothing is lost.
            with suppress(NewsdeskError):
                self.desk.look(self.scene.incident.id)

    # ── incidents ─────────────────────────────────────────────────────────────────────────────────

    def action_incident(self) -> None:
        """Pick the incident to look at."""
        choices = [Choice(one.title, _at_a_glance(one.place, one.status), one.id) for one in self.desk.incidents()]
        choices.append(Choice(EVERYTHING, OF_ALL, ""))
        self.pick("Switch to", choices, lambda choice: self.show_incident(choice.value or None))

    def action_new_incident(self) -> None:
        """Ask for an incident, open it and look at it; where updates are marked, they are split off into it."""
        if self.updates.marked:
            self.action_split()
        else:
            self.ask(forms.incident_form(), lambda answers: self._opened(acts.new_incident(self.desk, answers)))

    def action_split(self) -> None:
        """Ask for the incident that is opened with what is in hand."""

        def put() -> str:
            refs = self.refs_in_hand()
            self.ask(acts.split_form(self.desk, refs), lambda answers: self._split(refs, answers))
            return ""

        self.perform(put)

    def _split(self, refs: Sequence[UpdateRef], answers: Answers) -> str:
        words = acts.split(self.desk, refs, answers)
        self.updates.unmark()
        return words

    def action_suggestions(self) -> None:
        """Pick a group of like updates, to open an incident of it or to dismiss it."""

        def put() -> str:
            there = self.desk.suggestions()
            if not there:
                raise CallWrong("No story is suggested.", "Like updates of two or more sources make one.")
            choices = [Choice(one.title, _suggested(one, self.scene.now), str(at)) for at, one in enumerate(there)]
            self.pick("Suggested incidents", choices, lambda choice: self._weigh(there[int(choice.value)]))
            return ""

        self.perform(put)

    def _weigh(self, one: Suggestion) -> None:
        choices = [
            Choice("open it", "its updates go there, and what is like them follows", "open"),
            Choice("no incident of ours", "it is suggested no more, however it grows", "dismiss"),
        ]

        def weighed(choice: Choice) -> None:
            if choice.value == "dismiss":
                self.perform(lambda: story_acts.dismiss(self.desk, one.id))
            else:
                form = forms.title_form("Open an incident", short_title(one.title), _suggested(one, self.scene.now))
                self.ask(form, lambda answers: self._opened(story_acts.accept(self.desk, one.id, answers)))

        self.pick(one.title, choices, weighed, self._in_short(one))

    def _in_short(self, one: Suggestion) -> str:
        """The newest updates of a suggestion, a row each, and how many more there are."""
        newest = [self.desk.update(ref) for ref in one.updates[: -SAMPLED - 1 : -1]]
        rows = [text.line(f"{self.scene.outlet(each.source)}: {each.latest.title}", 76) for each in newest]
        more = len(one.updates) - len(newest)
        return "\n".join([*rows, f"and {counted(more, 'earlier update')}"] if more else rows)

    def _opened(self, incident: str) -> str:
        self.show_incident(incident)
        return f"Opened {self.desk.incident(incident).title} {acts.UNDO}"

    def action_merge(self) -> None:
        """Pick the incident that this one is part of."""

        def put() -> str:
            incident = self.desk.incident(self.incident_in_hand())
            others = [one for one in self.desk.incidents() if one.id != incident.id]
            if not others:
                raise CallWrong("There is no other incident.", "{desk.new_incident} opens one.")
            choices = [Choice(one.title, _at_a_glance(one.place, one.status), one.id) for one in others]
            self.pick(
                f"Part of which · {incident.title}",
                choices,
                lambda choice: self.perform(lambda: story_acts.merge(self.desk, incident.id, choice.value)),
            )
            return ""

        self.perform(put)

    def action_describe(self) -> None:
        """Ask what the incident is called, where it is, which words lead to it and who all in it are."""

        def put() -> str:
            incident = self.desk.incident(self.incident_in_hand())
            form = forms.describe_form(incident)
            self.ask(form, lambda answers: story_acts.describe(self.desk, incident.id, answers))
            return ""

        self.perform(put)

    def action_status(self) -> None:
        """Pick where the story stands: open, quiet, closed."""

        def put() -> str:
            incident = self.desk.incident(self.incident_in_hand())
            choices = [
                Choice(status.value, told, status.value)
                for status, told in story_acts.STATUSES.items()
                if status is not incident.status
            ]
            self.pick(
                f"{incident.title} is {incident.status.value}",
                choices,
                lambda choice: self.perform(
                    lambda: story_acts.set_status(self.desk, incident.id, IncidentStatus(choice.value))
                ),
            )
            return ""

        self.perform(put)

    def action_news(self) -> None:
        """List what moved since the editor last looked; picking one goes to its line."""

        def put() -> str:
            self.incident_in_hand()
            news = self.scene.news
            if news is None:
                raise CallWrong("What is new is told from your second look on.")
            if not news.moved:
                raise CallWrong(f"Nothing moved since you looked, {times.short(news.since, self.scene.now)}.")
            choices = [
                Choice(line_name(one.key), f"{one.turn.value}: {one.reason}", str(at))
                for at, one in enumerate(news.moved)
            ]

            def picked(choice: Choice) -> None:
                if choice is ALL_SEEN:
                    self.perform(all_seen)
                    return
                key = news.moved[int(choice.value)].key
                self.perform(lambda: go_to(key))

            def all_seen() -> str:
                self.desk.look(self.incident_in_hand())
                self.rebuild(listed=False)
                return ""

            def go_to(key: LineKey) -> str:
                if self.scene.line(key) is None:
                    raise CallWrong(f"{line_name(key)} is gone.", "Nothing is said on that line any more.")
                self.figures.go_to(key)
                self.go_to(FIGURES)
                return ""

            self.pick(f"New since you looked, {times.short(news.since, self.scene.now)}", [*choices, ALL_SEEN], picked)
            return ""

        self.perform(put)

    # ── what the reader left open ─────────────────────────────────────────────────────────────────

    def action_settle(self) -> None:
        """Pick how a number reads that the reader left open: of the update in hand, else of the incident."""

        def put() -> str:
            here = self.subject.ref if isinstance(self.subject, UpdateSubject) else None
            asked = story_acts.next_question(self.desk, self.view.incident, here, self.view.as_of)
            choices = [Choice(figure_in_words(one), "", str(at)) for at, one in enumerate(asked.question.readings)]

            def picked(choice: Choice | None) -> None:
                if choice is not None:
                    place = None if choice is NONE else int(choice.value)
                    self.perform(lambda: story_acts.settle(self.desk, asked, place))

            told = passage(asked, self.scene.outlet(asked.update.source))
            self.app.push_screen(Pick(self.table, "How does it read?", [*choices, NONE], told), picked)
            return ""

        self.perform(put)

    # ── voices ────────────────────────────────────────────────────────────────────────────────────

    def action_voice(self) -> None:
        """Pick whose voice the origin under the table's cursor is, and whether it is a party to the event."""

        def put() -> str:
            incident = self.incident_in_hand()
            origin = self.figures.origin if self.current == FIGURES else ""
            if not origin:
                raise CallWrong("No origin is under the cursor.", "Go to its column in the figures.")
            own, others = story_acts.voice(self.desk, incident, origin)
            party = "no party to the event" if own.party else "a party to the event"
            choices = [
                Choice(party, "its figures count as anyone's" if own.party else "its figures stand apart", "party"),
                *(
                    Choice(f"part {one.name}", f"a voice of its own; now taken for {origin}", f"part {one.name}")
                    for one in own.merged
                    if one.name != origin
                ),
                *(
                    Choice(f"one voice with {one.origin}", counted(one.lines, "line"), f"into {one.origin}")
                    for one in others
                ),
            ]

            def act(choice: Choice) -> str:
                verb, _, name = choice.value.partition(" ")
                if verb == "party":
                    return story_acts.mark_party(self.desk, incident, origin, party=not own.party)
                if verb == "part":
                    return story_acts.part_origin(self.desk, incident, name)
                return story_acts.merge_origin(self.desk, incident, origin, name)

            self.pick(f"Whose voice · {origin}", choices, lambda choice: self.perform(lambda: act(choice)))
            return ""

        self.perform(put)


def _at_a_glance(place: str, status: IncidentStatus) -> str:
    return " · ".join(part for part in (place, "" if status is IncidentStatus.OPEN else status.value) if part)


def _suggested(one: Suggestion, now: datetime) -> str:
    """A suggestion in a few words: "5 updates · Tianjin · since 12 Aug 16:00"."""
    told = [
        counted(len(one.updates), "update"),
        where(one.place, one.country),
        f"since {times.short(one.started, now)}",
    ]
    return " · ".join(part for part in told if part)
