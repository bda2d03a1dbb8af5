"""Another event that a text remembers: "the raid recalled a siege in which 330 died", "on the anniversary of …"."""

from __future__ import annotations

from newsdesk.figures.cues import Cue, takes
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.spans import RELATING, Span
from newsdesk.figures.tokens import Token, peek

_ON_DAY = 6
"""Words from a figure to the anniversary that it fell on."""
_MARKS = frozenset((",", ";"))
_WHAT_OR_WHO = e.EVENT | e.PERSON | e.NEUTRAL_PRONOUN


def is_recalled(tokens: list[Token], cues: list[Cue], place: Span, used: list[Cue]) -> bool:
    """ "The raid recalled a siege in which 330 died", "it evoked the murder of 9"; not "a witness recalled …"."""
    cue = next((cue for cue in reversed(cues) if cue.kind == "recalled" and cue.end <= place.first), None)
    if cue is None:
        return False
    subject = next((token for token in tokens[: cue.start] if token.flags & _WHAT_OR_WHO), None)
    itself = " " in cue.word or (subject is not None and not subject.flags & e.PERSON)
    gap = tokens[cue.end : place.first]
    thing = bool(gap) and gap[0].low[0].isalpha() and not gap[0].flags & RELATING
    told = not gap or (thing and any(token.flags & RELATING for token in gap))
    return itself and told and takes([cue], "recalled", used)


def is_commemorated(tokens: list[Token], cues: list[Cue], place: Span, used: list[Cue]) -> bool:
    """ "On the anniversary of a fire that killed 40"; not "…, a bomb killed 12", "12 died on the anniversary"."""
    cue = next((cue for cue in cues if cue.kind == "anniversary"), None)
    if cue is None:
        return False
    known = bool(peek(tokens, place.number - 1).flags & e.THE)
    if place.first < cue.start:
        before = tokens[max(place.last, cue.start - _ON_DAY) : cue.start]
        apart = any(token.low == "," or token.flags & (e.ON_DAY | e.MARKING) for token in before)
    else:
        apart = _is_parted(tokens[cue.end : place.first])
    return (known or not apart) and takes([cue], "anniversary", used)


def is_long_past(tokens: list[Token], cues: list[Cue], place: Span, used: list[Cue]) -> bool:
    """ "Two years after the fire that killed 72", "a year after 72 people died"; not "…, a bomb killed 12"."""
    cue = next((cue for cue in reversed(cues) if cue.kind == "long_after" and cue.end <= place.first), None)
    if cue is None:
        return False
    # "A year since a canopy fell, killing 16".
    last = place.first - (tokens[place.first - 1].low == "," and bool(tokens[place.first].ending & e.GERUND))
    return not _is_parted(tokens[cue.end : last]) and takes([cue], "long_after", used)


def _is_parted(gap: list[Token]) -> bool:
    """ "…, a bomb killed | 12", "…; 12 died": another clause begins; not "…, which killed | 19"."""
    mark = next((at for at, token in enumerate(gap) if token.low in _MARKS), -1)
    return mark >= 0 and not any(token.flags & RELATING for token in gap[mark + 1 : mark + 2])


def is_of_memory(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Thousands marched to mark | a year since the fire": the year is that of what they remember."""
    return any(token.flags & e.MARKING for token in tokens[place.last : cue.start])
