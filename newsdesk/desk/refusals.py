"""What the desk refuses to decide: an act on what is not there, one that changes nothing, one that wants a reason."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsdesk import text
from newsdesk.decisions import (
    Act,
    Add,
    Appraise,
    Correct,
    Describe,
    Dismiss,
    GradeOrigin,
    GradeSource,
    MarkParty,
    MergeIncidents,
    Move,
    Note,
    OneAct,
    OnFigure,
    OnIncident,
    OnSource,
    OpenIncident,
    OwnWords,
    PauseSource,
    RemoveSource,
    RenameSource,
    SetDesk,
    SetStatus,
    Settle,
    Several,
    Star,
    Triage,
    Undo,
    describing,
    figure_ref,
    is_clearing,
)
from newsdesk.desk import names
from newsdesk.errors import CallWrong
from newsdesk.ledger.words import is_country
from newsdesk.model import Figure, Source, Update, UpdateRef

if TYPE_CHECKING:
    from newsdesk.desk.answers import Answers

_NOT_LETTERS = re.compile(r"[-\s.'’]")
"""What a place's name may hold beside letters: "St. Petersburg", "N'Djamena"."""


def check_act(act: Act, reason: str, desk: Answers) -> None:
    """Refuse an act that is none. Raises CallWrong."""
    if isinstance(act, Undo):
        return
    if isinstance(act, Several):
        if not act.acts:
            raise CallWrong("There is nothing to do.", "Pick at least one update.")
        opened = {one.opened.id for one in act.acts if isinstance(one, OpenIncident)}
        for one in act.acts:
            _check_one(one, reason, desk, opened, many=len(act.acts) > 1)
    else:
        _check_one(act, reason, desk, set())


def _check_one(act: OneAct, reason: str, desk: Answers, opened: set[str], *, many: bool = False) -> None:
    """Refuse one act, maybe of many; `opened` are the incidents that are opened together with it."""
    if isinstance(act, OpenIncident):
        _check_title(act.opened.title, desk)
        names.country(act.opened.country)
    elif isinstance(act, OnIncident):
        _check_incident(act, reason, desk)
    elif isinstance(act, Dismiss):
        if act.group in desk.standing().dismissed:
            raise CallWrong("That suggestion was dismissed already.")
    elif isinstance(act, OnSource):
        _check_source(act, desk)
    else:
        update = desk.update(UpdateRef(act.source, act.update))
        if isinstance(act, Move) and act.incident is not None and act.incident not in opened:
            desk.incident(act.incident)
        _check_moves(act, update, desk, "Those updates are" if many else "That update is")
        if isinstance(act, Settle):
            _check_question(act, update, desk)
        if isinstance(act, OnFigure):
            _check_figure(act, reason, update, desk)


def _check_source(act: OnSource, desk: Answers) -> None:
    found = next((one for one in desk.sources(removed=True) if one.id == act.source), None)
    if found is None:
        raise CallWrong(f"There is no source {act.source}.", "List the sources.")
    if isinstance(act, RemoveSource) and found.removed == act.removed:
        raise CallWrong(f"{found.title} was {'removed already' if act.removed else 'not removed'}.")
    if isinstance(act, GradeSource) and found.grade is act.grade:
        raise CallWrong(f"{found.title} has the letter {act.grade} already.")
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
        raise CallWrong("A source needs a title.", "Write a few words.")
    if act.title == source.title:
        raise CallWrong(f"{source.title} goes by that title already.")
    check_voice(act.title, source.id, desk)


def check_voice(title: str, source: str, desk: Answers) -> None:
    """Refuse a title that another source has: two of one title would be one voice. Raises CallWrong."""
    for other in desk.sources(removed=True):
        if other.id != source and other.title.casefold() == title.casefold():
            raise CallWrong(
                f"There is a source {other.title} already.", "Give another title: in the table a title is a voice."
            )


def _check_title(title: str, desk: Answers, own: str = "") -> None:
    if not title:
        raise CallWrong("An incident needs a title.", "Write a few words, such as Mill fire in Ashdown.")
    if title.casefold() in (one.title.casefold() for one in desk.incidents() if one.id != own):
        raise CallWrong(f"There is an incident {title} already.", "Give another title.")


def _check_incident(act: OnIncident, reason: str, desk: Answers) -> None:
    """Refuse an act on an incident that is not there, or that would change nothing."""
    incident = desk.incident(act.incident)
    match act:
        case SetDesk():
            _check_desk(act, reason, desk)
        case MarkParty(origin=origin, party=party) if _is_party(incident.id, origin, desk) is party:
            raise CallWrong(f"{origin} is {'a' if party else 'no'} party to the event already.")
        case GradeOrigin(origin=origin, grade=grade):
            if names.find_voice(origin, desk.ledger(incident.id)).grade is grade:
                raise CallWrong(f"{origin} has the letter {grade} here already.")
        case Describe():
            _check_description(act, desk)
        case SetStatus(status=status) if incident.status is status:
            raise CallWrong(f"{incident.title} is {status} already.")
        case MergeIncidents(into=into) if desk.incident(into).id == incident.id:
            raise CallWrong(f"{incident.title} cannot become part of itself.", "Name another incident.")


def _check_description(act: Describe, desk: Answers) -> None:
    """Refuse a title that is taken, a country or a kind of people that is none, and what says nothing new."""
    _check_title(act.title, desk, own=act.incident)
    names.country(act.country)
    known = desk.incident(act.incident)
    _check_scope([kind for kind in act.universal if kind not in known.universal])
    if act == describing(known):
        raise CallWrong(f"{act.title} is described so already.", "Change a line of it.")


def _check_desk(act: SetDesk, reason: str, desk: Answers) -> None:
    stands = desk.standing().desk.get((act.incident, act.line))
    if is_clearing(act):
        if stands is None:
            raise CallWrong("There is no desk figure on that line.")
        return
    if act.rule is None and not reason:
        raise CallWrong("Why this number?", "A desk figure stands with its reason: give one.")
    new = (act.value, act.low, act.high, act.rule, act.premises, reason)
    if stands and new == (stands.value, stands.low, stands.high, stands.rule, stands.premises, stands.reason):
        raise CallWrong("The desk runs with that already.")


def _is_party(incident: str, origin: str, desk: Answers) -> bool:
    """Whether an origin is a party; one that has not spoken yet is known by the editor's word alone."""
    return origin in desk.ledger(incident).parties or desk.standing().parties.get((incident, origin), False)


def _check_moves(act: Act, update: Update, desk: Answers, they_are: str) -> None:
    """Refuse an act that would change nothing: undoing it would change nothing either.

    Of many updates only those are acted on that it would change, so that one refused speaks for all of them.
    """
    if isinstance(act, Note) and not act.text.strip():
        raise CallWrong("The note is empty.", "Write a few words.")
    if isinstance(act, Triage) and desk.state(update.ref) is act.state:
        raise CallWrong(f"{they_are} {act.state} already.")
    if isinstance(act, Star) and (update.ref in desk.standing().starred) is act.starred:
        raise CallWrong(f"{they_are} {'starred already' if act.starred else 'without a star'}.")
    if isinstance(act, OwnWords) and (update.ref in desk.standing().own_words) is act.own:
        raise CallWrong("Its words are taken so already.")
    if isinstance(act, Move) and desk.incident_of(update) == act.incident:
        raise CallWrong(f"{they_are} {'there already' if act.incident else 'in no incident'}.")


def _check_figure(act: OnFigure, reason: str, update: Update, desk: Answers) -> None:
    there = desk.figures(update, act.version) if act.version < len(update.versions) else ()
    if not isinstance(act, Add) and act.figure not in there:
        raise CallWrong("That figure does not stand in the update.", "Look at its figures.")
    match act:
        case Appraise():
            _check_digit(act, reason, desk)
        case Correct(figure=figure, becomes=becomes):
            if becomes == figure:
                raise CallWrong("It reads so already.")
            _check_reading(act, becomes, update, [one for one in there if one != figure])
            _check_scope(set(becomes.scope) - set(figure.scope))
        case Add(figure=figure):
            _check_reading(act, figure, update, there)
            _check_scope(figure.scope)


def _check_digit(act: Appraise, reason: str, desk: Answers) -> None:
    if act.digit is not None and not 1 <= act.digit <= 6:
        raise CallWrong(f"{act.digit} is no credibility.", "Give a digit from 1, confirmed, to 6, cannot be judged.")
    if act.digit is not None and not reason:
        raise CallWrong("Why this digit?", "It stands with its reason: give one.")
    stands = desk.standing().appraised.get(figure_ref(UpdateRef(act.source, act.update), act.version, act.figure))
    if (stands.digit, stands.reason) == (act.digit, reason) if stands else act.digit is None:
        raise CallWrong("Its credibility stands so already.")


def _check_reading(act: Add | Correct, figure: Figure, update: Update, others: Sequence[Figure]) -> None:
    """Refuse words that are not the source's, or that are read so already: twice the same is no more than once."""
    words = update.versions[act.version].text if act.version < len(update.versions) else ""
    if not figure.quote or words[figure.start : figure.end] != figure.quote:
        raise CallWrong(
            "The words of that figure do not stand in the update.", "Every figure must quote the text it is read from."
        )
    if any(replace(one, mentions=(), chain=figure.chain) == replace(figure, mentions=()) for one in others):
        raise CallWrong("The update has that figure already.", "Look at its figures.")


def _check_scope(facets: Collection[str]) -> None:
    """Refuse facets that are no words for who in docs/figures.md; a place bears a capital."""
    if not facets:
        return
    from newsdesk.figures.lexicon import load

    people = load().tables["people"]
    for facet in facets:
        is_place = facet[:1].isupper() and len(facet) > 2 and _NOT_LETTERS.sub("", facet).isalpha()
        if not (facet in people["nouns"] or facet in people["adjectives"] or is_country(facet) or is_place):
            raise CallWrong(
                f"{text.line(facet, 40)} is no word for who.",
                "Write for example foreign, local, GB, worker, child, or a place such as Derna.",
            )


def _check_question(act: Settle, update: Update, desk: Answers) -> None:
    asked = update.versions[act.version].reading.questions if act.version < len(update.versions) else ()
    if act.question not in asked:
        raise CallWrong("That update asks no such question.", "List the open questions.")
    if not desk.standing().questions(update.ref, act.version, (act.question,)):
        raise CallWrong("That question was settled already.", "To settle it anew, undo that first.")
