"""Tells what one day added: "1,738 deaths in the past 24 hours"."""

from __future__ import annotations

from newsdesk.figures.cued import CuedSentence
from newsdesk.figures.cues import Cue
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.spans import Span
from newsdesk.figures.tokens import Token

_OPENING = 3
"""Words of a sentence in which it may date what follows: "in the past 24 hours, …"."""
_DAY_BEHIND = 6
"""Words from a figure to the day it counts."""


def is_daily(sentence: CuedSentence, place: Span) -> bool:
    """Does it count one day only: "1,738 deaths in the past 24 hours"?"""
    days = [cue for cue in sentence.cues if cue.kind == "daily" and not _is_day_of_another(sentence.tokens, cue, place)]
    if any(_is_set_before(sentence.tokens, cue, place) for cue in days):
        return True
    starts = [cue.start for cue in days]
    return any(
        sentence.opening.holds(at, _OPENING) or (0 <= at - place.last <= _DAY_BEHIND and at < place.stop)
        for at in starts
    )


def _is_day_of_another(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "340 dead, 12 in the last 24 hours", "the toll rose to 83 in the last 24 hours": not in one day."""
    toll = tokens[place.first].flags & e.TOLL and not cue.start <= place.first < cue.end
    between = tokens[place.last : cue.start]
    return bool(toll and _is_the(tokens, place.first)) or any(token.flags & e.NUMERIC for token in between)


def _is_the(tokens: list[Token], at: int) -> bool:
    """ "The | toll", "the death | toll", "its | toll"."""
    before = tokens[max(0, at - 2) : at]
    return any(token.flags & (e.THE | e.OWNER) for token in before)


def _is_set_before(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "As in other provinces, over the past 24 hours, six people died"."""
    first = cue.start - 1
    while first > 0 and tokens[first].flags & (e.WITHIN | e.DETERMINER):
        first -= 1
    if first < 0 or cue.end >= place.first or not tokens[first].low == tokens[cue.end].low == ",":
        return False
    return not any(token.low == ";" or token.flags & e.TOLL for token in tokens[cue.end : place.last])
