"""What a sentence denies, or lets another deny: "denied that 30 had died", "…, which police denied"."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures.cues import Cue
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.spans import Span
from newsdesk.figures.tokens import Token

_LEAD = 4
"""Words that may stand between a denial and the figure that it denies."""
_REPORT = 6
"""Words of "denied a report attributed to it that"."""
_REFUTED = 8
"""Words from a figure to "denied it"."""
_SHORTEST = 3
"""Words of ", which police"."""
_OF_FIGURE = e.DETERMINER | e.NUMBER_NOUN | e.DOCUMENT | e.PRONOUN | e.ADVERB | e.GIVING
"""What may stand between a denial and "of 12": "denied that | it ever gave the figure"."""


def denies(tokens: list[Token], cues: list[Cue], cue: Cue, place: Span) -> bool:
    """ "Denied that 30 died", "the 10,000 … was too high"; not "denied the attack that killed 30", "false hope"."""
    behind = cue.start >= place.number
    if cue.kind in ("doubted", "disproved"):
        other = any(token.flags & e.STRONG for token in tokens[place.last : cue.start])
        return behind and not other and (cue.kind == "disproved" or _is_said(tokens, cue, place))
    if cue.kind != "denied" or _is_left_open(cues, cue):
        return False
    if behind:
        between = tokens[place.last : cue.start]
        # Not "a woman died after being rejected".
        return _is_said(tokens, cue, place) and not any(token.flags & e.SUBORDINATOR for token in between)
    gap = tokens[cue.end : place.first if place.first >= cue.end else place.number]
    denial = tokens[cue.end - 1]
    if any(token.low == "," for token in gap) or (gap and tokens[cue.end - 1].flags & e.THE):
        # "Nor the 12 passengers" were; not "nor the army said that 12 were".
        return False
    if (
        gap
        and (
            (gap[-1].flags & e.OF and all(token.flags & _OF_FIGURE for token in gap[:-1]))
            # "Denied a report attributed to it that …".
            or (gap[-1].flags & e.THAT and any(token.flags & e.DOCUMENT for token in [denial, *gap[:_REPORT]]))
        )
    ):
        return True
    # Not "denied this and said 12 had died".
    turns = any(one.flags & e.AND and two.flags & e.STRONG for one, two in pairwise(gap))
    return len(gap) <= _LEAD and not (turns or any(t.flags & (e.TRIGGER | e.PREPOSITION) for t in gap))


def _is_left_open(cues: list[Cue], denial: Cue) -> bool:
    """The "deny" of "would neither confirm nor deny that 12 had died"."""
    return any(cue.kind == "unclear" and cue.start < denial.start < cue.end for cue in cues)


def is_undone(tokens: list[Token], place: Span) -> bool:
    """ "The army did not kill 12 civilians", "did not leave 12 dead"; not "the toll is not 12"."""
    verb = place.first - 1 if place.first and tokens[place.first - 1].flags & e.LEAVE else place.first
    acts = tokens[verb].flags & (e.ACTIVE | e.LEAVE)
    return bool(acts and 0 < verb < place.number and tokens[verb - 1].flags & e.NOT)


def is_refuted(tokens: list[Token], cues: list[Cue], place: Span, used: list[Cue]) -> bool:
    """ "Rebels said 12 had died, which police denied", "…, a claim denied by police", "…; police denied this"."""
    cue = next((cue for cue in cues if cue.kind == "denied" and cue.start >= place.last), None)
    if cue is None or cue.start - place.last > _REFUTED:
        return False
    between = tokens[place.last : cue.start]
    if not between or any(token.flags & (e.STRONG | e.NUMERIC) for token in between):
        return False
    behind = tokens[cue.end].flags if cue.end < len(tokens) else 0
    it = behind & (e.OBJECT_PRONOUN | e.NAMES_BEFORE) and not _is_word(tokens, cue.end + 1)
    refuted = bool(it) and between[0].low == ";" and is_claimed(tokens, place)
    if between[0].low == "," and len(between) >= _SHORTEST:
        figure = between[1].flags & e.ARTICLE and between[2].flags & (e.NUMBER_NOUN | e.DOCUMENT)
        named = between[1].flags & e.NAMES_BEFORE or figure
        other = it and between[1].flags & e.CONTRAST and is_claimed(tokens, place)
        # Not "a figure the governor disputed, saying 12 had died": he has his own.
        last = not any(token.flags & e.NUMERIC for token in tokens[cue.end :])
        refuted = bool(other or (named and last and not _is_word(tokens, cue.end)))
    if refuted:
        used.append(cue)
    return refuted


def is_claimed(tokens: list[Token], place: Span) -> bool:
    """ "Rebels said they killed 12"; not "police said they were behind the attack that killed 12"."""
    said = next((k for k in range(place.first - 1, -1, -1) if tokens[k].flags & e.STRONG), -1)
    claim = tokens[said + 2 : place.first]
    return said >= 0 and not any(token.flags & (e.RELATIVE | e.EVENT) for token in claim)


def is_of_report(tokens: list[Token], place: Span) -> bool:
    """ "A report of 40 dead", "claims that 40 had died": it is what cannot be verified."""
    return any(
        one.flags & e.DOCUMENT and two.flags & (e.OF | e.THAT)
        for one, two in pairwise(tokens[max(place.start, place.first - _LEAD) : place.first])
    )


def _is_said(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Was too high"; not "10,000 dead, too high a price", nor "12 had been hurt, denying"."""
    return any(token.flags & e.BE for token in tokens[max(place.last, cue.start - 3) : cue.start])


def _is_word(tokens: list[Token], at: int) -> bool:
    """Does the clause go on here? "…, which police denied." ends."""
    return at < len(tokens) and tokens[at].low[0].isalnum() and not tokens[at].flags & (e.TODAY | e.PREPOSITION)
