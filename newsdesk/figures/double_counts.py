"""Leaves out who is counted or named twice: "one of them, a nurse", "1,800 families, or 9,000 people"."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import DASHES, Token

_RESTATING = frozenset(("/", *DASHES))
_NO_OFFICE = e.AUXILIARY | e.COORDINATOR | e.NUMERIC | e.TRIGGER | e.RELATIVE
"""What ends "an employee of the regional parliament"."""


def without_appositions(tokens: list[Token], phrases: list[Phrase]) -> list[Phrase]:
    """Leave out who is named twice: in "one of them, a nurse, died" the nurse is that one."""
    kept = phrases[:1]
    for phrase in phrases[1:]:
        before = kept[-1]
        if _is_apposition(tokens, before, phrase) and not _ends_list(tokens, kept):
            before.facets.extend(facet for facet in phrase.facets if facet not in before.facets)
            before.side = before.side or phrase.side
        else:
            kept.append(phrase)
    return kept


def _is_apposition(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "One Belgian, an employee of the parliament, was", "one of whom, a nurse, died"."""
    if not (before.quantity.single and phrase.quantity.article and phrase.start == before.end + 1):
        return False
    if before.quantity.named and phrase.quantity.named:
        return False
    end = phrase.end
    while end < len(tokens) - 1 and not tokens[end].flags & _NO_OFFICE and tokens[end].low[0].isalnum():
        end += 1
    if end >= len(tokens) - 1 or not tokens[before.end].low == tokens[end].low == ",":
        return False
    return before.partitive or bool(tokens[end + 1].flags & (e.ONE_ALONE | e.MOVE))


def _ends_list(tokens: list[Token], phrases: list[Phrase]) -> bool:
    """ "A boy, a man, a woman, died": the last of several."""
    return (
        len(phrases) > 1
        and not phrases[-1].partitive
        and phrases[-2].end == phrases[-1].start - 1
        and tokens[phrases[-2].end].low == ","
    )


def leave_out_households(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "1,800 families, or 9,000 people", "9,000 people from 1,800 families": the people are counted."""
    people = any(phrase.kind == "person" and not _is_household(tokens, phrase) for phrase in phrases)
    for phrase, after in pairwise([*phrases, None]) if people else ():
        if phrase is None or not _is_household(tokens, phrase):
            continue
        restated = _is_restated(tokens, phrase)
        if restated and after is not None and _stands_beside(tokens, phrase, after):
            after.measure, after.trigger = phrase.measure, phrase.trigger
            after.start = after.quantity.start = phrase.start
        if restated or (phrase.start and tokens[phrase.start - 1].flags & (e.OF | e.FROM)):
            phrase.measure, phrase.kind = "", "thing"


def _stands_beside(tokens: list[Token], phrase: Phrase, after: Phrase) -> bool:
    """ "3,100 families—14,200 people", "3,100 families (14,200 people)": nothing but a mark between."""
    gap = tokens[phrase.end : after.start]
    counted = after.kind == "person" and not after.measure
    return counted and len(gap) == 1 and not gap[0].low[0].isalnum()


def _is_household(tokens: list[Token], phrase: Phrase) -> bool:
    return phrase.head >= 0 and bool(tokens[phrase.head].flags & e.HOUSEHOLD)


def _is_restated(tokens: list[Token], phrase: Phrase) -> bool:
    before = phrase.start and (tokens[phrase.start - 1].flags & e.OR or tokens[phrase.start - 1].low == "(")
    before = before or tokens[phrase.start].flags & e.OR
    behind = [token for token in tokens[phrase.end : phrase.end + 2] if token.low != ","]
    counts = len(behind) > 1 and bool(behind[1].flags & (e.NUMERIC | e.BEFORE)) and behind[0].low in _RESTATING
    return bool(before or (behind and (behind[0].flags & e.OR or behind[0].low == "(")) or counts)
