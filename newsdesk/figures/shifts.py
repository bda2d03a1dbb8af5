"""Whether a figure is said to have moved: "the toll rose to 15", "up from"."""

from __future__ import annotations

from newsdesk.figures.cues import Cue
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.spans import Span
from newsdesk.figures.tokens import MARKS, Token
from newsdesk.model import Shift

_LEAD = 4
"""Words before a toll that tell how it moved."""
_MEASURED = e.TOLL | e.NUMBER_NOUN | e.NOUN | e.GROUP
_MOVING_ON = (
    e.TO
    | e.PREPOSITION
    | e.ADVERB
    | e.DETERMINER
    | e.NUMERIC
    | e.TOLL
    | e.TOLL_VERB
    | e.NUMBER_NOUN
    | e.GROUP
    | e.NOUN
    | e.PLAIN
    | e.ADJECTIVE
    | e.PERSON
    | e.EVENT
    | e.THING
    | e.REGION
    | e.TODAY
    | e.MONTH
)
"""What may stand between "raised" and its number."""


def shift(tokens: list[Token], cues: list[Cue], near: list[Cue], place: Span, used: list[Cue]) -> Shift:
    """A word of rising or falling between a toll and its number, or "up from" behind it."""
    said = tokens[place.first : place.last]
    measured = any(token.flags & _MEASURED and not token.ending & e.GERUND for token in said)
    first = place.first - _LEAD if measured else place.first
    around = measured or place.first < place.number
    moves = [cue for cue in cues if around and first <= cue.start < place.last]
    moves = [
        cue for cue in moves if not tokens[cue.start].flags & (e.STATE | e.ACTIVE) and _moves_number(tokens, cue, place)
    ]
    moves += [cue for cue in near if tokens[cue.end - 1].flags & e.FROM]
    # "Rose to 15 and then fell to ten".
    for cue in sorted(moves, key=lambda cue: (cue.start > place.number, -cue.start)):
        if cue.kind in ("up", "down"):
            used.append(cue)
            return Shift.UP if cue.kind == "up" else Shift.DOWN
    return Shift.NONE


def _moves_number(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Raised the toll of 12 dead to 15"; not "two fell to their deaths and three were hurt", "upwards of 300"."""
    gap = tokens[cue.end : place.number]
    if tokens[cue.start].flags & e.BRINGING and not any(token.flags & (e.TO | _MEASURED) for token in gap):
        # "Boats brought 60 survivors ashore".
        return False
    counted = any(token.flags & e.NUMERIC for token in gap)
    brought_to = tokens[cue.start].flags & e.BRINGING and gap and gap[-1].flags & e.TO and not counted
    if brought_to and any(token.flags & _MEASURED for token in gap):
        # "Raising the toll from a slide that buried a bus to 14".
        return True
    on = _MOVING_ON | (e.AND if counted else 0)
    # An unknown word has no flags, and a mark none either.
    passed = all(token.flags & on or not (token.flags or token.low in MARKS) for token in gap)
    # "The toll may rise as 12 are critical"; not "raised the toll of 12 as …".
    passed = passed and not any(token.flags & e.AS and token.flags & e.SUBORDINATOR for token in gap)
    return cue.start < place.number and passed
