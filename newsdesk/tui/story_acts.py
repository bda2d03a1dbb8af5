"""What an editor does to incidents, to voices within one, and to what the reader left open, as the screen asks for it.

Like newsdesk.tui.acts: each act returns the words that tell what was done; what cannot be done raises NewsdeskError.
"""

from __future__ import annotations

from datetime import datetime

from newsdesk import text
from newsdesk.desk import Desk
from newsdesk.desk.answers import Asked
from newsdesk.errors import CallWrong
from newsdesk.export.acts import figure_in_words
from newsdesk.ledger.queries import Voice, voices
from newsdesk.ledger.words import counted, where
from newsdesk.model import IncidentStatus, UpdateRef
from newsdesk.tui import forms
from newsdesk.tui.acts import UNDO

STATUSES = {
    IncidentStatus.OPEN: "takes the updates that its words lead to it",
    IncidentStatus.QUIET: "takes them still; little is expected",
    IncidentStatus.CLOSED: "takes nothing new, and rings no alert",
}


def accept(desk: Desk, suggestion: str, answers: forms.Answers) -> str:
    """Open an incident of a suggestion; returns its id."""
    return desk.accept_suggestion(suggestion, text.line(answers["title"])).id


def dismiss(desk: Desk, suggestion: str) -> str:
    """Suggest a group no more."""
    desk.dismiss_suggestion(suggestion)
    return f"No incident of ours; it is suggested no more {UNDO}"


def describe(desk: Desk, incident: str, answers: forms.Answers) -> str:
    """Say what an incident is called, where it is, which words lead to it and who all in it are."""
    desk.describe(
        incident,
        title=answers["title"],
        country=answers["country"],
        place=answers["place"],
        watch=forms.watched(answers),
        universal=forms.universal_of(answers, desk.incident(incident)),
    )
    one = desk.incident(incident)
    return f"Described: {one.title}{f', {there}' if (there := where(one.place, one.country)) else ''} {UNDO}"


def merge(desk: Desk, incident: str, into: str) -> str:
    """Take an incident for part of another."""
    name, left = desk.incident(incident).title, desk.count_desk_figures(incident)
    desk.merge_incidents(incident, into)
    anew = f"; its {counted(left, 'desk figure')} must be set anew there" if left else ""
    return f"{name} is part of {desk.incident(into).title}{anew} {UNDO}"


def set_status(desk: Desk, incident: str, status: IncidentStatus) -> str:
    """Say where a story stands."""
    desk.set_status(incident, status)
    return f"{desk.incident(incident).title} is {status.value} {UNDO}"


def next_question(desk: Desk, incident: str | None, ref: UpdateRef | None, as_of: datetime | None = None) -> Asked:
    """The first open question of an update, else of its incident. Raises CallWrong where none is open."""
    there = desk.open_questions(incident, as_of=as_of)
    found = next((one for one in there if one.update.ref == ref), there[0] if there else None)
    if found is None:
        raise CallWrong("No number is left open here.", "{desk.incident} goes to another incident.")
    return found


def settle(desk: Desk, asked: Asked, picked: int | None) -> str:
    """Settle a question with one of its readings, by its place; null: its number is no figure."""
    reading = None if picked is None else asked.question.readings[picked]
    desk.settle(asked.update.ref, len(asked.update.versions) - 1, asked.question, reading)
    reads = "no figure" if reading is None else figure_in_words(reading)
    return f"Settled: “{asked.question.quote}” is {reads} {UNDO}"


def voice(desk: Desk, incident: str, origin: str) -> tuple[Voice, list[Voice]]:
    """An origin as it is heard on its ledger, and all others. Raises CallWrong where it is not heard."""
    heard = voices(desk.ledger(incident))
    found = next((one for one in heard if one.origin == origin), None)
    if found is None:
        raise CallWrong(f"{origin} is not heard here.", "Pick an origin with a number in the figures.")
    return found, [one for one in heard if one is not found]


def merge_origin(desk: Desk, incident: str, name: str, into: str) -> str:
    """Take a name for the voice of another."""
    desk.merge_origins(incident, name, into)
    return f"{name} is one voice with {into} {UNDO}"


def part_origin(desk: Desk, incident: str, name: str) -> str:
    """Take a name for a voice of its own."""
    desk.part_origin(incident, name)
    return f"{name} is a voice of its own {UNDO}"


def mark_party(desk: Desk, incident: str, origin: str, *, party: bool) -> str:
    """Say that an origin is a party to the event, or is none."""
    desk.mark_party(incident, origin, party)
    return f"{origin} is {'a' if party else 'no'} party to the event {UNDO}"
