"""What an editor does, as the screen asks the desk for it: each act returns the words that tell what was done.

Knows the desk and no screen. What cannot be done raises a NewsdeskError, which the screen tells as it stands.
"""

from __future__ import annotations

import html
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from newsdesk import text
from newsdesk.decisions import (
    Act,
    Decision,
    MergeIncidents,
    Move,
    OnIncident,
    OnSource,
    Rule,
    Several,
    Star,
    subject,
)
from newsdesk.desk import Desk
from newsdesk.desk.names import headline
from newsdesk.desk.service import Seen
from newsdesk.errors import CallWrong, NewsdeskError
from newsdesk.export.acts import act_in_words, becomes_in_words, figure_in_words
from newsdesk.ledger import desk_figures, words
from newsdesk.ledger.amounts import Amount
from newsdesk.ledger.records import Line
from newsdesk.model import Figure, Grade, Source, State, Update, UpdateRef
from newsdesk.tui import forms
from newsdesk.tui.render import times
from newsdesk.tui.render.reading import voices

UNDO = "· {desk.undo} takes it back"
REDO = "· {desk.redo} does it again"
POLL = "{desk.refresh} polls the sources."
PICK = "{desk.incident} picks an incident."
RESUME = "{desk.source} resumes it."
UNDO_OR_POLL = "· {desk.undo} takes it back, {desk.refresh} polls the sources."
HINTS = (UNDO, REDO, UNDO_OR_POLL, POLL, PICK, RESUME)
"""What told words may end with. They name acts in braces, for which a person's own keys are put as it is told; only
here are they searched for: what stands before may be another's words."""
OPENS = 2
"""Seconds within which it is known whether an address is opened."""


def title_of(update: Update) -> str:
    """An update in a few words."""
    return text.line(update.latest.title, 44)


def triage(desk: Desk, refs: Sequence[UpdateRef], state: State, seen: Seen) -> str:
    """Accept, hold or reject one update, or a selection as one act, in the versions that were seen."""
    if len(refs) == 1:
        desk.triage(refs[0], state, seen=seen)
        return f"{state.value.capitalize()}: {title_of(desk.update(refs[0]))} {UNDO}"
    done = desk.triage_all(refs, state, seen=seen)
    return f"{state.value.capitalize()}: {words.counted(len(done.acts), 'update')} {UNDO}"


def star(desk: Desk, refs: Sequence[UpdateRef]) -> str:
    """Star updates; where all have one, take it away."""
    there = desk.standing().starred
    starred = not all(ref in there for ref in refs)
    done = desk.decide_all([Star(*ref, starred) for ref in refs if (ref in there) is not starred])
    which = title_of(desk.update(refs[0])) if len(refs) == 1 else words.counted(len(done.acts), "update")
    return f"{'Starred' if starred else 'No star any more'}: {which} {UNDO}"


def own_words(desk: Desk, update: Update) -> str:
    """Take a copy's words for its outlet's own; again, for what they are like."""
    own = update.ref not in desk.standing().own_words
    if own and desk.copy_of(update) is None:
        raise CallWrong("These words are no copy of another's.", "They are its own already.")
    desk.own_words(update.ref, own)
    return f"{'Its own words' if own else 'A copy again'}: {title_of(update)} {UNDO}"


def split_form(desk: Desk, refs: Sequence[UpdateRef]) -> forms.Form:
    """Asks for the incident that these updates are split off into."""
    loose = all(desk.incident_of(desk.update(ref)) is None for ref in refs)
    return forms.split_form(len(refs), headline(desk.update(refs[0])), loose=loose)


def split(desk: Desk, refs: Sequence[UpdateRef], answers: forms.Answers) -> str:
    """Open an incident with these updates in it."""
    one = desk.new_incident(text.line(answers["title"]), watch=forms.watched(answers), updates=refs)
    return f"Opened {one.title} with {words.counted(len(desk.updates(incident=one.id)), 'update')} {UNDO}"


def note(desk: Desk, update: Update, answers: forms.Answers, seen: Seen) -> str:
    """Write a note on the version that was seen."""
    desk.note(update.ref, text.line(answers["note"]), seen=seen)
    return f"Noted on: {title_of(update)} {UNDO}"


def move(desk: Desk, refs: Sequence[UpdateRef], incident: str | None) -> str:
    """Put updates into another incident, or out of all."""
    away = [ref for ref in refs if desk.incident_of(desk.update(ref)) != incident] or refs
    desk.decide_all([Move(*ref, incident) for ref in away])
    where = f"to {desk.incident(incident).title}" if incident else "out of every incident"
    which = title_of(desk.update(refs[0])) if len(refs) == 1 else words.counted(len(away), "update")
    return f"Moved {where}: {which} {UNDO}"


def set_desk(desk: Desk, incident: str, line: Line, answers: forms.Answers) -> str:
    """Set or clear the desk figure of a line."""
    wanted = desk_figures.amount_or_rule(answers["value"], line.key.measure)
    rule = wanted if isinstance(wanted, Rule) else None
    value, low, high = (wanted.value, wanted.low, wanted.high) if isinstance(wanted, Amount) else (None, None, None)
    reason = text.line(answers["reason"])
    made = desk.set_desk(incident, line.key, value, low=low, high=high, rule=rule, reason=reason)
    name = words.line_name(line.key)
    if rule is not None and not desk_figures.gives_number(made):
        return f"The desk follows {rule} on {name}, {desk_figures.GIVES_NOTHING} {UNDO}"
    if wanted is None:
        return f"Cleared the desk figure on {name} {UNDO}"
    return f"The desk runs with {desk_figures.amount_or_rule_text(wanted)} on {name} {UNDO}"


def correct(desk: Desk, update: Update, version: int, figure: Figure, becomes: Figure) -> str:
    """Read a figure otherwise."""
    made = desk.correct(update.ref, version, figure, becomes)
    return f"Reads now: {becomes_in_words(figure, becomes)}{_copies_too(made)} {UNDO}"


def strike(desk: Desk, update: Update, version: int, figure: Figure) -> str:
    """Say that words are no figure."""
    made = desk.strike(update.ref, version, figure)
    return f"Struck: “{figure.quote}” is no figure{_copies_too(made)} {UNDO}"


def _copies_too(made: Decision) -> str:
    copies = len(made.acts) - 1
    told = "its copy" if copies == 1 else f"its {copies} copies"
    return f", in {told} too" if copies else ""


def add(desk: Desk, update: Update, version: int, figure: Figure) -> str:
    """Add a figure that the reader missed."""
    desk.add(update.ref, version, figure)
    return f"Added: {figure_in_words(figure)} {UNDO}"


GRADES = {
    Grade.A: "completely reliable",
    Grade.B: "usually reliable",
    Grade.C: "fairly reliable",
    Grade.D: "not usually reliable",
    Grade.E: "unreliable",
    Grade.F: "cannot be judged",
}
"""The letters of the Admiralty code (NATO AJP-2.1) in its words."""


def grade_source(desk: Desk, source: str, grade: Grade) -> str:
    """Give a source its letter, wherever it prints."""
    desk.grade_source(source, grade)
    return f"{desk.source(source).title} is {GRADES[grade]}: {grade.value} {UNDO}"


def grade_origin(desk: Desk, incident: str, origin: str, grade: Grade) -> str:
    """Give an origin its letter within an incident."""
    desk.grade_origin(incident, origin, grade)
    return f"{origin} is {GRADES[grade]} here: {grade.value} {UNDO}"


def appraise(desk: Desk, update: UpdateRef, version: int, marked: Figure, answers: forms.Answers) -> str:
    """Give a figure a credibility digit, or leave it to the suggested one."""
    digit = forms.digit(answers["digit"])
    desk.appraise(update, version, marked, digit, text.line(answers["reason"]))
    told = f"{digit}, {words.credibility_text(digit)}" if digit else "as suggested"
    return f"Credibility of “{marked.quote}”: {told} {UNDO}"


def undo(desk: Desk) -> str:
    """Take back the last act that stands."""
    return f"Took back: {_taken_back(desk, desk.undo())} {REDO}"


def redo(desk: Desk) -> str:
    """Do again what was just taken back."""
    return f"Did again: {_taken_back(desk, desk.redo())} {UNDO}"


def _taken_back(desk: Desk, decision: Decision) -> str:
    return act_in_words(_named(desk, subject(decision, desk.log()).act), lambda ref: f"“{title_of(desk.update(ref))}”")


def _named(desk: Desk, act: Act) -> Act:
    """An act as the screen tells it: with the titles of its source and its incident in the place of their ids."""
    if isinstance(act, Several):
        return replace(act, acts=tuple(_named(desk, one) for one in act.acts))
    if isinstance(act, OnSource):
        titles = {one.id: one.title for one in desk.sources(removed=True)}
        return replace(act, source=titles.get(act.source, act.source))
    if isinstance(act, OnIncident | Move) and act.incident is not None:
        titles = desk.titles()
        act = replace(act, incident=titles.get(act.incident, act.incident))
        return replace(act, into=titles.get(act.into, act.into)) if isinstance(act, MergeIncidents) else act
    return act


def add_source(desk: Desk, answers: forms.Answers) -> Source:
    """Add a feed by its address."""
    return desk.add_source(answers["address"].strip(), text.line(answers["title"]))


def pause_source(desk: Desk, source: Source) -> str:
    """Pause the polling of a source, or resume it."""
    desk.pause_source(source.id, not source.paused)
    return f"{'Polled again' if source.paused else 'Paused'}: {source.title} {UNDO}"


def remove_source(desk: Desk, source: Source) -> str:
    """Poll and list a source no more."""
    desk.remove_source(source.id)
    return f"Removed {source.title}; what it said stays {UNDO}"


def rename_source(desk: Desk, source: Source, answers: forms.Answers) -> str:
    """Give a source another title."""
    desk.rename_source(source.id, answers["title"])
    return f"Goes by {desk.source(source.id).title} now {UNDO}"


def new_incident(desk: Desk, answers: forms.Answers) -> str:
    """Open an incident; returns its id."""
    watch = forms.watched(answers)
    return desk.new_incident(text.line(answers["title"]), watch=watch, country=answers["country"]).id


def sample_title(folder: Path) -> str:
    """What a bundled incident is called."""
    from newsdesk.desk import pipeline

    incident = pipeline.read_incident(folder)
    return incident.title if incident is not None else folder.name


def story_link(update: Update, version: int) -> str:
    """The address of a story, if it is one that may be opened. Raises CallWrong."""
    link = text.link(update.versions[version].link)
    if not link:
        raise CallWrong("This update has no address that can be opened.", "Its words are all that its feed gave.")
    return link


def quote_of(update: Update, version: int, figure: Figure, outlet: str) -> str:
    """A figure's words between quotation marks, then who said so, who printed it, when, and at what address."""
    one = update.versions[version]
    link = text.link(one.link)
    told = f"“{text.line(figure.quote)}” ({voices(figure.chain, outlet).plain}, {times.full(one.at)})"
    return f"{told} {link}".rstrip()


def alert_desktop(words: str) -> bool:
    """Show words among the desktop's notices; false where no program does that."""
    program = shutil.which("notify-send")
    if program is None:
        return False
    quiet = subprocess.DEVNULL
    # A notice's body is markup to the desktop, and a word that begins with a dash would be an option.
    call = [program, "--app-name=newsdesk", "--", "newsdesk", html.escape(text.line(words, 300))]
    try:
        subprocess.Popen(call, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError:
        return False
    return True


def browse(link: str) -> str:
    """Hand an address to the desktop's browser, as one argument. Raises NewsdeskError where none opens it.

    Waits for a moment, off the keys' path: what hands on fails soon, what goes on is a browser.
    """
    opener = next((found for name in ("xdg-open", "open") if (found := shutil.which(name))), None)
    quiet = subprocess.DEVNULL
    if opener is not None:
        try:
            called = subprocess.Popen([opener, link], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
            opener = opener if called.wait(OPENS) == 0 else None
        except subprocess.TimeoutExpired:
            pass
        except OSError:
            opener = None
    if opener is None:
        raise NewsdeskError("No browser could be opened here.", f"The address is {link}")
    return f"Opened {link}"
