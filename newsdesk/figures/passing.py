"""Tells what was so for a while and is no more: "until Sunday, 40 were missing"."""

from __future__ import annotations

from newsdesk.figures import earlier_counts
from newsdesk.figures.cued import CuedSentence
from newsdesk.figures.cues import Cue, takes
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.spans import Span, is_wall
from newsdesk.figures.tokens import Token

_PASSING = ("missing", "trapped", "hospitalised", "held", "critical")
"""What may be so for a while."""


def is_over(sentence: CuedSentence, place: Span, used: list[Cue]) -> bool:
    """ "Until Sunday, 40 people were missing", "five were missing for hours but were later found": no longer so."""
    tokens = sentence.tokens
    last = tokens[place.last - 1]
    state = [token.flags & e.BE for token in tokens[max(0, place.first - 1) : place.last]]
    if not any(state) or last.entry.measure not in _PASSING:
        return False
    turned = [cue for cue in sentence.cues if cue.start >= place.last and not _is_of_others(tokens, cue, place)]
    ended = takes(sentence.opened, "till", used) or takes(turned, "turned", used)
    return ended or earlier_counts.is_found(tokens, place)


def _is_of_others(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Eight were missing and three others | were later found dead"."""
    joint = next((k for k in range(cue.start - 1, place.last, -1) if is_wall(tokens[k])), place.last)
    joint = next((k for k in range(cue.start - 1, joint, -1) if tokens[k].flags & e.AND), joint)
    return any(token.flags & e.NUMERIC for token in tokens[joint + 1 : cue.start])
