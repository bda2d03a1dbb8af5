"""Tells suspects whom the police hold or pick up from captives and castaways: "two held for murder"."""

from __future__ import annotations

from itertools import takewhile

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.load import Lexicon
from newsdesk.figures.tokens import Token, peek

_REACH = 5


def mark(tokens: list[Token], lexicon: Lexicon) -> None:
    """Make an arrest of each "held" beside a crime or the police; the words stay as printed."""
    forms: dict[str, str] = lexicon.suspicion["forms"]
    arresting = lexicon.arresting
    for at, token in enumerate(tokens):
        form = arresting.get(token.low)
        if not form:
            continue
        suspected = _for_crime(tokens, at, lexicon) or _is_of_suspects(tokens, at, lexicon)
        if _by_police(tokens, at, lexicon) or (token.low in forms and suspected):
            token.entry = lexicon.entry(form)
            token.flags = token.entry.flags


def _for_crime(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """ "Held on murder charge", "held over the stabbing": a link and a crime, nothing but a description between."""
    for k in range(at + 1, min(at + 1 + _REACH, len(tokens))):
        if tokens[k].low in lexicon.links:
            return _names_crime(tokens, k + 1, lexicon)
        if not tokens[k].flags & (e.NUMERIC | e.PERSON | e.DEMONYM | e.ADVERB | e.BEFORE):
            return False
    return False


def _names_crime(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    for token in tokens[at : at + _REACH]:
        if not lexicon.crimes.isdisjoint(token.low.split(" ")):
            return True
        if token.flags & (e.AUXILIARY | e.SPEECH) or not (token.low[0].isalnum() or token.flags & e.CURRENCY):
            return False
    return False


def _is_of_suspects(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """ "Three men suspected of smuggling were held"; not "suspected rebels held 12 hostages"."""
    after = tokens[at + 1].flags if at + 1 < len(tokens) else 0
    if not peek(tokens, at - 1).flags & e.BE or after & (e.NUMERIC | e.DETERMINER | e.PERSON):
        return False
    before = [token.low for token in tokens[max(0, at - 2 * _REACH) : at]]
    behind_comma = takewhile(",".__ne__, reversed(before))
    return not lexicon.doers.isdisjoint(behind_comma)


def _by_police(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """ "Police hold three", "held by police"."""
    doer = at - 1
    while doer > 0 and tokens[doer].flags & (e.AUXILIARY | e.ADVERB):
        doer -= 1
    if doer >= 0 and tokens[doer].low in lexicon.holders:
        return at + 1 < len(tokens) and bool(tokens[at + 1].flags & (e.NUMERIC | e.BEFORE))
    after = [token.low for token in tokens[at + 1 : at + 4]]
    return len(after) > 1 and tokens[at + 1].flags & e.BY > 0 and not lexicon.holders.isdisjoint(after)
