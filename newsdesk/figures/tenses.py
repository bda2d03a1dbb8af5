"""Colours a figure: as of when it is said, whether it moved (shifts.py), how firmly (firmness.py)."""

from __future__ import annotations

from typing import NamedTuple

from newsdesk.figures import dates, denials, earlier_counts, firmness, other_events, passing, shifts, superlatives
from newsdesk.figures.cued import CuedSentence
from newsdesk.figures.cues import Cue, takes
from newsdesk.figures.firmness import Around
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.spans import Span
from newsdesk.figures.tokens import Token
from newsdesk.model import Modality, Shift, Tense

_LEADING = e.AUXILIARY | e.ADVERB | e.RELATIVE
"""What may stand between a toll and what is said of it: "…, which has not been confirmed"."""


class Colour(NamedTuple):
    """What the cues make of one figure."""

    modality: Modality
    tense: Tense
    change: Shift
    cues: tuple[Cue, ...]
    stale: bool
    """Said earlier: set aside where the text gives another number for the same."""
    moves: bool
    """Takes the place of the number that the text gave before it."""


def coloured(sentence: CuedSentence, place: Span, attributed: bool) -> Colour:
    """Judge one figure; `attributed` tells whether the text names who says it."""
    tokens = sentence.tokens
    own = [
        cue
        for cue in sentence.cues
        if not (_is_in_aside(sentence, cue, place) or superlatives.is_beyond(tokens, cue, sentence.cues, place))
    ]
    near = [
        cue
        for cue in own
        if (place.start <= cue.start < place.stop or dates.is_inside(tokens, sentence.within, cue, place))
        and not dates.is_apart(tokens, sentence.within, cue, place)
    ]
    used: list[Cue] = []
    modality = firmness.of(tokens, Around(sentence.cues, own, near), place, used)
    change = Shift.NONE
    if not earlier_counts.may_move_from(tokens, sentence.cues, place.number):
        change = shifts.shift(tokens, sentence.cues, near, place, used)
    tense = _tense(sentence, near, place, used)
    later = [cue for cue in sentence.cues if cue.start >= place.end] + sentence.aftermath
    if modality is Modality.ASSERTED:
        modality = _second_thought(sentence, place, attributed, later, used)
    if attributed and denials.is_claimed(tokens, place) and takes(sentence.aftermath, "refuted", used):
        modality = Modality.DENIED
    if tense is Tense.CURRENT and takes(later, "retracted", used):
        tense = Tense.EARLIER
    stale = any(
        cue.kind == "stale"
        and earlier_counts.dates_statement(tokens, sentence.opening, cue, place)
        # "The toll had been | lowered to 61".
        and not any(token.flags & (e.RISE | e.MOVING) for token in tokens[cue.end : cue.end + 1])
        for cue in near
    )
    if tense is Tense.CURRENT and stale and (takes(later, "moved", used) or takes(later, "recounted", used)):
        tense = Tense.EARLIER
    moves = any(cue.kind == "moved" and cue.start < place.number for cue in near)
    return Colour(modality, tense, change, tuple(used), stale, moves)


def _is_in_aside(sentence: CuedSentence, cue: Cue, place: Span) -> bool:
    """ "The toll of a fire, which may have been arson, rose to 45", "the raid, which was feared, killed 18"."""
    return any(
        start < cue.start < end and not start < place.number < end and _is_between(sentence.tokens, start, end, place)
        for start, end in sentence.asides
    )


def _is_between(tokens: list[Token], start: int, end: int, place: Span) -> bool:
    """Does an aside stand between the number and its measure, or right before the verb?"""
    verb = all(token.flags & (e.AUXILIARY | e.ADVERB) for token in tokens[end + 1 : place.first])
    return place.first < start < place.last or (end < place.first <= place.number and verb)


def _second_thought(
    sentence: CuedSentence, place: Span, attributed: bool, later: list[Cue], used: list[Cue]
) -> Modality:
    """ "Police said 40 died. It could not be verified" is their word; "40 died. The toll could not …" is open."""
    measures = ("", sentence.tokens[place.first].entry.measure, sentence.tokens[place.last - 1].entry.measure)
    number = takes([cue for cue in later if cue.word in measures], "unverified number", used)
    if attributed and (number or takes(later, "unverified", used)):
        return Modality.REPORTED
    opened = number or (_is_unverified(sentence, place) and takes(later, "unverified", used))
    return Modality.UNCLEAR if opened else Modality.ASSERTED


def _is_unverified(sentence: CuedSentence, place: Span) -> bool:
    """ "A report of 40 dead", whose number nobody says himself; "the toll of 40 | could not be verified"."""
    if denials.is_of_report(sentence.tokens, place):
        return True
    told = max(place.last, place.end)
    doubts = [cue.start for cue in sentence.cues if cue.kind == "unverified" and cue.start >= told]
    return any(all(one.low == "," or one.flags & _LEADING for one in sentence.tokens[told:at]) for at in doubts)


def _tense(sentence: CuedSentence, near: list[Cue], place: Span, used: list[Cue]) -> Tense:
    """What is moved from, and what the text calls earlier, is earlier; another event is background."""
    tokens = sentence.tokens
    if earlier_counts.is_moved_from(tokens, sentence.cues, place.number, used):
        return Tense.EARLIER
    year = other_events.year_of(sentence, near, place)
    if year is not None and year.kind == "other year" and not dates.is_of_study(tokens, year, place):
        used.append(year)
        return Tense.BACKGROUND
    if earlier_counts.is_set_aside(tokens, sentence.cues, near, place, used) or passing.is_over(sentence, place, used):
        return Tense.EARLIER
    return Tense.BACKGROUND if other_events.is_background(sentence, near, place, used) else Tense.CURRENT
