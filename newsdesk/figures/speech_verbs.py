"""Makes verbs of speech of words that are none by themselves, by what stands behind them: "has it at 9"."""

from __future__ import annotations

from newsdesk.figures import moments
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import CLOSERS, Token

_LISTENER = 6
"""Words from "telling" to the "that" of what is told, from "putting" to its "at"."""

_MAY_SPEAK = e.ADDING | e.TOLD | e.GIVING | e.SPEAKING | e.HAVE | e.COVERING | e.COUNTING


def mark(tokens: list[Token]) -> None:
    """Make verbs of speech of "spoke overnight of 20 dead", whose "of" stands behind an hour, "has it at 9",
    "telling the BBC that 9 …", "…, putting it at 9", "…, giving a toll of 9", "with the army reporting 9 dead", "groups
    count 9 dead"."""
    for at, token in enumerate(tokens[:-1]):
        if not token.flags & _MAY_SPEAK:
            continue
        if token.flags & e.ADDING and token.flags & e.TOLL_VERB and _puts_at(tokens, at):
            token.flags |= e.WEAK
        if token.ending & e.GERUND and token.flags & (e.TOLD | e.GIVING) and _adds(tokens, at):
            token.flags |= e.WEAK | e.ADDING
        if token.flags & e.COUNTING and at and _count(tokens[at - 1]) and _counts(tokens[at + 1]):
            token.flags |= e.WEAK
        if token.flags & e.COVERING and _is_reported_with(tokens, at):
            token.flags |= e.WEAK
        if (token.flags & e.SPEAKING and _tells_of(tokens, at)) or (token.flags & e.HAVE and _has_at(tokens, at)):
            token.flags |= e.WEAK


def _is_reported_with(tokens: list[Token], at: int) -> bool:
    """ "With hospital sources reporting 14 dead"; not "a team reporting from the town", "people reporting fevers"."""
    if not (_counts(tokens[at + 1]) or tokens[at + 1].flags & e.THAT):
        return False
    before = tokens[max(0, at - _LISTENER) : at]
    opened = next((k for k, token in enumerate(before) if token.flags & e.HARMING and token.flags & e.PREPOSITION), -1)
    return opened >= 0 and not any(token.low in CLOSERS for token in before[opened:])


def _adds(tokens: list[Token], at: int) -> bool:
    return _tells_that(tokens, at) if tokens[at].flags & e.TOLD else _gives_toll(tokens, at)


def _gives_toll(tokens: list[Token], at: int) -> bool:
    """ "…, giving a toll of 20", "giving the figure as 20"."""
    k = at + 1
    while k < len(tokens) - 2 and tokens[k].flags & (e.DETERMINER | e.ADJECTIVE | e.PLAIN | e.ADVERB):
        k += 1
    if at == 0 or tokens[at - 1].low != "," or k >= len(tokens) - 2 or not tokens[k].flags & (e.TOLL | e.NUMBER_NOUN):
        return False
    return bool(tokens[k + 1].flags & (e.OF | e.AS)) and _counts(tokens[k + 2])


def _tells_that(tokens: list[Token], at: int) -> bool:
    """ "Telling the BBC that"; not "telling residents to leave"."""
    behind = tokens[at + 1 : at + 1 + _LISTENER]
    that = next((k for k, token in enumerate(behind) if token.flags & e.THAT), 0)
    return that > 0 and not any(token.flags & e.TO or token.low in CLOSERS for token in behind[:that])


def _puts_at(tokens: list[Token], at: int) -> bool:
    """ "…, putting losses at 20 million"."""
    behind = range(at + 2, min(len(tokens) - 1, at + _LISTENER))
    put = (k for k in behind if tokens[k].flags & e.LINK and tokens[k].flags & e.PLACE)
    return at > 0 and tokens[at - 1].low == "," and any(_counts(tokens[k + 1]) for k in put)


def _tells_of(tokens: list[Token], at: int) -> bool:
    of, before = at + 1, at
    while before < of < len(tokens):
        before, of = of, moments.past(tokens, of)
        of += bool(of < len(tokens) and tokens[of].flags & (e.ADVERB | e.DATED))
    return at + 1 < of < len(tokens) - 1 and bool(tokens[of].flags & e.OF) and _counts(tokens[of + 1])


def _has_at(tokens: list[Token], at: int) -> bool:
    if at + 3 >= len(tokens) or not tokens[at + 1].flags & e.NEUTRAL_PRONOUN:
        return False
    link = tokens[at + 2].flags
    return bool(link & e.LINK and link & e.PLACE) and _counts(tokens[at + 3])


def _count(token: Token) -> bool:
    """ "Rights groups | count 200 dead"; not "the hospital count of 200"."""
    return bool(token.flags & e.VOICE and token.flags & (e.PLURAL | e.MANY_BODIES))


def _counts(token: Token) -> bool:
    return bool(token.flags & (e.NUMERIC | e.BEFORE))
