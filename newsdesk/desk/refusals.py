"""What the desk refuses to decide: an act on what is not there, and one that would change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdesk.decisions import (
    Act,
    Correct,
    Dismiss,
    MergeIncidents,
    Move,
    OneAct,
    OnFigure,
    OnIncident,
    OnSource,
    OpenIncident,
    OwnWords,
    PauseSource,
    RemoveSource,
    RenameSource,
    Retitle,
    SetDesk,
    SetStatus,
    Settle,
    Several,
    Star,
    Triage,
    Undo,
    is_clearing,
)
from newsdesk.errors import CallWrong
from newsdesk.model import Source, Update, UpdateRef

if TYPE_CHECKING:
    from newsdesk.desk.answers import Answers


def check_act(act: Act, desk: Answers) -> None:
    """Refuse an act on what is not there, and a figure whose words are not the source's. Raises CallWrong."""
    if isinstance(act, Undo):
        return
    if isinstance(act, Several):
        if not act.acts:
            raise CallWrong("There is nothing to do.", "Pick at least one update.")
        opened = {one.opened.id for one in act.acts if isinstance(one, OpenIncident)}
        for one in act.acts:
            _check_one(one, desk, opened)
    else:
        _check_one(act, desk, set())


def _check_one(act: OneAct, desk: Answers, opened: set[str]) -> None:
    """Refuse one act; `opened` are the incidents that are opened together with it."""
    if isinstance(act, OpenIncident):
        _check_title(act.opened.title, desk)
    elif isinstance(act, OnIncident):
        _check_incident(act, desk)
    elif isinstance(act, Dismiss):
        if act.group in desk.standing().dismissed:
            raise CallWrong("That suggestion was dismissed already.")
    elif isinstance(act, OnSource):
        _check_source(act, desk)
    else:
        update = desk.update(UpdateRef(act.source, act.update))
        if isinstance(act, Move) and act.incident is not None and act.incident not in opened:
            desk.incident(act.incident)
        _check_moves(act, update, desk)
        if isinstance(act, Settle):
            _check_question(act, update, desk)
        if isinstance(act, OnFigure):
            _check_words(act, update)


def _check_source(act: OnSource, desk: Answers) -> None:
    found = next((one for one in desk.sources(removed=True) if one.id == act.source), None)
    if found is None:
        raise CallWrong(f"There is no source {act.source}.", "List them with: newsdesk sources list")
    if isinstance(act, RemoveSource) and found.removed == act.removed:
        raise CallWrong(f"{found.title} was {'removed already' if act.removed else 'not removed'}.")
    if isinstance(act, PauseSource):
        _check_pause(act, found)
    if isinstance(act, RenameSource):
        _check_name(act, found, desk)


def _check_pause(act: PauseSource, source: Source) -> None:
    if not source.address:
        raise CallWrong(f"{source.title} is opened from files only; there is no polling to pause.")
    if source.paused == act.paused:
        raise CallWrong(f"{source.title} is {'paused already' if act.paused else 'not paused'}.")


def _check_name(act: RenameSource, source: Source, desk: Answers) -> None:
    if not act.title:
        raise CallWrong("A source needs a title.")
    for other in desk.sources(removed=True):
        if other.id != source.id and other.title.casefold() == act.title.casefold():
            raise CallWrong(f"There is a source {other.title} already.", "In the table a title is a voice.")


def _check_title(title: str, desk: Answers) -> None:
    if not title:
        raise CallWrong("An incident needs a title.")
    if title.casefold() in (incident.title.casefold() for incident in desk.incidents()):
        raise CallWrong(f"There is an incident {title} already.")


def _check_incident(act: OnIncident, desk: Answers) -> None:
    """Refuse an act on an incident that is not there, or that would change nothing."""
    incident = desk.incident(act.incident)
    match act:
        case SetDesk() if is_clearing(act) and (act.incident, act.line) not in desk.standing().desk:
            raise CallWrong("There is no desk figure on that line.")
        case Retitle(title=title):
            _check_title(title, desk)
        case SetStatus(status=status) if incident.status is status:
            raise CallWrong(f"{incident.title} is {status} already.")
        case MergeIncidents(into=into) if desk.incident(into).id == incident.id:
            raise CallWrong(f"{incident.title} cannot become part of itself.")


def _check_moves(act: Act, update: Update, desk: Answers) -> None:
    """Refuse an act that would change nothing: undoing it would change nothing either."""
    if isinstance(act, Triage) and desk.state(update.ref) is act.state:
        raise CallWrong(f"That update is {act.state} already.")
    if isinstance(act, Star) and (update.ref in desk.standing().starred) is act.starred:
        raise CallWrong("That update is starred already." if act.starred else "That update has no star.")
    if isinstance(act, OwnWords) and (update.ref in desk.standing().own_words) is act.own:
        raise CallWrong("Its words are taken so already.")
    if isinstance(act, Move) and desk.incident_of(update) == act.incident:
        raise CallWrong("That update is there already." if act.incident else "That update is in no incident.")


def _check_words(act: OnFigure, update: Update) -> None:
    figure = act.becomes if isinstance(act, Correct) else act.figure
    words = update.versions[act.version].text if act.version < len(update.versions) else ""
    if not figure.quote or words[figure.start : figure.end] != figure.quote:
        raise CallWrong(
            "The words of that figure do not stand in the update.", "Every figure must quote the text it is read from."
        )


def _check_question(act: Settle, update: Update, desk: Answers) -> None:
    asked = update.versions[act.version].reading.questions if act.version < len(update.versions) else ()
    if act.question not in asked:
        raise CallWrong("That update asks no such question.", "List what is open with: newsdesk questions list")
    if not desk.standing().questions(update.ref, act.version, (act.question,)):
        raise CallWrong("That question was settled already.", "Take it back with: newsdesk undo")
