"""A sentence with its cues: which of them date what it tells, and how far each reaches."""

from __future__ import annotations

from typing import NamedTuple

from newsdesk.figures import dates, superlatives
from newsdesk.figures.cues import DATING, Cue
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.spans import Opening, asides, is_wall, opening
from newsdesk.figures.tokens import Token, peek

OPENED_BY = 2
"""Words of a sentence that its opening cue may stand behind."""


class CuedSentence(NamedTuple):
    """What the cues of one sentence are to its figures."""

    tokens: list[Token]
    cues: list[Cue]
    """All but those that date something else than what it tells."""
    aftermath: list[Cue]
    """Cues of the next sentence that speak of this one."""
    measures: list[Cue]
    """Dates of what a superlative is measured by."""
    opening: Opening
    opened: list[Cue]
    """What the sentence opens with."""
    opened_till: int
    """Where that reaches no more."""
    within: dict[Cue, int]
    """Dates of what people did before → where the clause that tells it begins."""
    asides: list[tuple[int, int]]


def cued(tokens: list[Token], found: list[Cue], aftermath: list[Cue]) -> CuedSentence:
    """A sentence with the cues `found` in it, and those of the next one that speak of it."""
    measures = [cue for cue in found if superlatives.is_measure(tokens, cue, found)]
    cues = [
        cue
        for cue in found
        if not (cue in measures or dates.is_of_story(tokens, cue, found) or dates.is_span(tokens, cue))
    ]
    begins = opening(tokens, dated=any(cue.start == 0 for cue in cues))
    opened = [
        cue
        for cue in cues
        # Not "gunmen who last month killed 12 struck again, killing five".
        if begins.holds(cue.start, OPENED_BY)
        and (cue.end <= begins.end or _leads(tokens, begins, cue))
        and not peek(tokens, cue.start - 1).flags & e.RELATIVE
        if dates.is_rate_of_number(tokens, cue) < 0
    ]
    till = next((at for at in range(begins.end, len(tokens)) if is_wall(tokens[at])), len(tokens))
    within = {cue: at for cue in cues if cue.kind in DATING and (at := dates.clause_start(tokens, cue)) >= 0}
    return CuedSentence(tokens, cues, aftermath, measures, begins, opened, till, within, asides(tokens))


def _leads(tokens: list[Token], begins: Opening, cue: Cue) -> bool:
    """ "A week earlier | a man killed five": no comma stands behind it."""
    subject = e.ARTICLE | e.THE | e.NUMERIC | e.PERSON
    opens = cue.kind == "opening" and cue.start == begins.begins
    return opens and bool(peek(tokens, cue.end).flags & subject)
