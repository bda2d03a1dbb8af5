"""Tells what did not come about: what is imagined, played or only demanded."""

from __future__ import annotations

from newsdesk.figures.cued import CuedSentence
from newsdesk.figures.cues import Cue
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.measure_kinds import HARM
from newsdesk.figures.spans import Span
from newsdesk.figures.tokens import Token

_DEMAND = 8
"""Words from "demanded the release of" to a number."""
_PLAYED = 2
"""Words from what befell somebody to the "by actors" who played it."""


def is_imagined(sentence: CuedSentence, place: Span) -> bool:
    """Is it told in a story, or played: "in the novel 12 die", "12 were taken hostage by actors"?"""
    told = any(cue.kind == "imagined" and cue.end <= max(place.first, place.number) for cue in sentence.cues)
    told = told or _is_unreal(sentence, place)
    return told or any(cue.kind == "played" and 0 <= cue.start - place.last <= _PLAYED for cue in sentence.cues)


def _is_unreal(sentence: CuedSentence, place: Span) -> bool:
    """ "Twelve would have died"; not "the 12 would have died at once", who did."""
    tokens = sentence.tokens
    known = place.number > 0 and tokens[place.number - 1].flags & e.THE
    first = tokens[place.first]
    harm = first.entry.measure in HARM or tokens[place.last - 1].entry.measure in HARM
    # "Would have cost 12 lives".
    harm = harm or bool(first.flags & e.LIFE_BEFORE)
    unreal = (cue for cue in sentence.cues if cue.kind == "unreal" and place.start <= cue.start < place.last)
    own = any(cue.start > place.number or _is_at(tokens, cue, place.first) for cue in unreal)
    return own and harm and not known


def _is_at(tokens: list[Token], cue: Cue, verb: int) -> bool:
    """Does a cue stand before this verb, or before the "claimed" of "claimed the lives of"?"""
    return all(token.flags & e.LIFE_BEFORE for token in tokens[cue.end : verb])


def is_demanded(sentence: CuedSentence, place: Span, freed: bool) -> bool:
    """Is it only demanded: "the release of 100 prisoners", "would not stop until 100 prisoners were freed"?

    `freed` tells that somebody was: what was given in exchange is no demand then.
    """
    if any(cue.kind == "demanded" and place.end < cue.start and cue.end == place.last - 1 for cue in sentence.cues):
        # "600 prisoners whom Hamas wants released".
        return True
    return any(
        place.start <= cue.start < place.number
        and place.number - cue.end <= _DEMAND
        and (
            cue.kind == "demanded"
            or (cue.kind == "exchanged" and not freed)
            or (cue.kind == "awaited" and _is_awaited(sentence, cue))
        )
        for cue in sentence.cues
    )


def _is_awaited(sentence: CuedSentence, cue: Cue) -> bool:
    """ "Would fight until 40 were freed"; not "fought until 40 were freed"."""
    return any(
        one.kind in ("expected", "threatened", "demanded") and 0 <= cue.start - one.end <= _DEMAND
        for one in sentence.cues
    )
