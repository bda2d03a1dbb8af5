"""Whether a hedge of the sentence is that of a figure, or of something else that the sentence tells."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures.cues import Cue
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.measure_kinds import LASTING
from newsdesk.figures.spans import Span
from newsdesk.figures.tokens import Token, peek
from newsdesk.model import Measure

_FOR_WHOM = 3
"""Words from "for" to a number: "for some | 60"."""
_LEAD = 4
"""Words that may stand between a hedge and the figure it hedges."""
_PLIGHTS = LASTING | {Measure.HOMELESS, Measure.DISPLACED}
_OF_VERB = e.AUXILIARY | e.ADVERB | e.LEAVE | e.ACTIVE
"""What stands between a modal verb and what it foretells: "will have killed 12", "will destroy the homes of 12"."""


def is_of_plight(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """Does it tell of what may become of people, whose number is known?"""
    return _is_for_whom(tokens, cue, place) or _is_of_deed(tokens, cue, place)


def _is_for_whom(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Fears are rising for 60 trapped miners": how many there are is not in doubt."""
    between = tokens[cue.end : min(place.first, place.number)]
    return cue.kind == "feared" and any(token.flags & e.FOR for token in between[-_FOR_WHOM:])


def _is_of_deed(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Hopes to free all 45 captives", "to resettle the 500 made homeless": captive and homeless they are."""
    told = tokens[place.number : place.last]
    let_go = tokens[place.number - 1].flags & e.LETTING
    so = place.first == place.number and any(token.entry.measure in _PLIGHTS for token in told) and not let_go
    known = tokens[place.number - 1].flags & e.THE
    deed = any(token.flags & e.ACTIVE for token in tokens[cue.end : place.number])
    return cue.kind == "expected" and bool(so and (known or deed))


def is_foreseen(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Twelve deaths are feared", "no survivors are expected"; not "the 12 injured are expected to live"."""
    between = tokens[place.last : cue.start]
    other = any(token.flags & e.TO for token in tokens[cue.end - 1 : cue.end + 1])
    # "Most of the ship's 900 passengers are feared lost": aboard they were.
    there = tokens[place.last - 1].flags & e.RIDER
    awaited = cue.kind in ("feared", "expected") and bool(between) and not (other or there)
    return awaited and all(token.flags & (e.AUXILIARY | e.ADVERB) for token in between)


def colours(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """Not "which could not be verified": a modal verb that is denied foretells nothing.

    Nor "four of an estimated 90 hostages have died": the estimate is of the 90.
    """
    denied = cue.kind == "expected" and cue.end < len(tokens) and tokens[cue.end].flags & e.NOT
    of_deed = cue.end < place.last and tokens[cue.end].flags & e.OF and cue.start >= place.end
    of_other = cue.start > place.number and cue.end < place.end and tokens[cue.end].flags & e.NUMERIC
    # "Forty and possibly more".
    of_number = tokens[cue.start].flags & e.AFTER
    if denied or of_deed or of_other or of_number or _is_of_thing(tokens, cue):
        return False
    return not (
        _describes(tokens, cue, place) or _is_of_relative(tokens, cue, place) or _is_of_coming_rise(tokens, cue, place)
    )


def _is_of_coming_rise(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "The toll, which is expected to rise, stands at 45", "the toll, expected to rise, is 45": the 45 stand."""
    if not place.first < cue.start < place.number:
        return False
    opened = any(token.low == "," for token in tokens[place.first : cue.start])
    closed = next((k for k in range(cue.end, place.number) if tokens[k].low == ","), 0)
    return opened and any(token.flags & e.RISE for token in tokens[cue.start : closed])


def _is_of_relative(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """In doubt is where he was, not that he was hurt.

    "A man who may have been in town was hurt", "five, believed to be linked to him, were arrested".
    """
    opening = tokens[place.end : min(place.end + 2, cue.start)]
    opened = opening[1:] if opening and opening[0].low == "," else opening[:1]
    relative = any(token.flags & e.RELATIVE for token in opened)
    begins = place.end + (peek(tokens, place.end).low == ",")
    # "Two feared missing | were found alive".
    state = tokens[cue.end - 1].flags | peek(tokens, cue.end).flags
    former = cue.end < place.last - 1 and state & (e.STATE | e.PARTICIPLE)
    if begins == cue.start and former:
        return True
    reduced = begins == cue.start and bool(peek(tokens, cue.end).flags & (e.TO | e.OF))
    if not (relative or reduced):
        return False
    gap = tokens[cue.end : place.last - 1]
    return not all(token.flags & (e.AUXILIARY | e.ADVERB) for token in gap)


def is_state(tokens: list[Token], at: int, place: Span) -> bool:
    """ "Searching for five people feared missing"; not "five feared missing were found alive"."""
    return place.last <= at + 1 and bool(peek(tokens, at).flags & e.STATE)


def is_to_rise(tokens: list[Token], place: Span) -> bool:
    """ "Officials fear the toll of 23 will rise": the 23 are dead."""
    behind = [token for token in tokens[place.end : place.end + _LEAD] if token.low != ","]
    return len(behind) > 1 and bool(behind[0].flags & (e.MODAL | e.TO) and behind[1].flags & e.RISE)


def is_suspected(tokens: list[Token], cue: Cue) -> bool:
    """ "Suspected gunmen freed two", "killed 12 in a suspected air strike": in doubt is who or what did it."""
    if _is_of_thing(tokens, cue):
        return True
    behind = tokens[cue.end : cue.end + _LEAD]
    # "A man suspected of killing 12".
    of_deed = bool(behind) and behind[0].flags & e.OF
    who = of_deed or any(token.flags & e.PERSON for token in behind)
    return bool(tokens[cue.start].flags & e.ADJECTIVE and who)


def _is_of_thing(tokens: list[Token], cue: Cue) -> bool:
    """ "A suspected air strike"; not "a suspected 12"."""
    noun = cue.end < len(tokens) and not tokens[cue.end].flags & (e.NUMERIC | e.BEFORE)
    plain = noun and cue.start and tokens[cue.start].flags & e.PLAIN
    return bool(plain and tokens[cue.start - 1].flags & e.RATE)


def _describes(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Six suspected militants were killed": in doubt is who they were, not that they were killed."""
    person = not tokens[place.end - 1].flags & (e.NOUN | e.BODY)
    return place.number < cue.start < place.end and person and bool(tokens[cue.start].flags & e.ADJECTIVE)


def leads(tokens: list[Token], cue: Cue, first: int) -> bool:
    """Is a cue near enough before a figure? A modal verb must belong to the figure's own verb."""
    gap = tokens[cue.end : first]
    if any(one.low == "," and two.flags & (e.PREPOSITION | e.ADDING) for one, two in pairwise(gap)):
        # "Said the toll could rise, adding that 12 were critical".
        return False
    if tokens[cue.start].flags & e.MODAL and cue.end == cue.start + 1:
        return all(token.flags & _OF_VERB and not token.flags & e.NOT for token in gap)
    # "Expects the final number to be 70".
    counted = cue.kind == "expected" and any(token.flags & e.NUMBER_NOUN for token in gap)
    return len(gap) <= _LEAD + counted and not any(token.flags & (e.COORDINATOR | e.AS) for token in gap)
