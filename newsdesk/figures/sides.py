"""Says on which side those counted are where their noun does not: attackers, forces, or whose men were lost."""

from __future__ import annotations

from newsdesk.figures.heads import AGE_OR_SEX
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.measure_kinds import DEEDS
from newsdesk.figures.phrases import Phrase, describe
from newsdesk.figures.tokens import Token
from newsdesk.model import Side

_EXAMPLE = 2
"""Words from those counted to an example of them: ", including"."""
_OBJECT = 3
"""Words of "had taken | them hostage"."""
_MARKS = frozenset((",", ";", ":", "("))


def take(tokens: list[Token], phrase: Phrase, phrases: list[Phrase], before: Phrase | None) -> None:
    """ "90 rebels, including six foreigners": they are of those before, unless they are said to be civilians."""
    if not phrase.side and _did_harm(tokens, phrase):
        phrase.side = Side.ATTACKERS
    _take_loser(tokens, phrase)
    if before is None or before not in phrases or before.side != Side.ATTACKERS:
        return
    example = phrase.part and phrase.start > 0 and tokens[phrase.start - 1].flags & e.INCLUDING
    near = phrase.start <= max(before.end, before.trigger + 1) + _EXAMPLE or phrase.start <= before.end + _EXAMPLE
    if example and near and not phrase.side and "civilian" not in phrase.facets:
        phrase.side = before.side


def _take_loser(tokens: list[Token], phrase: Phrase) -> None:
    """ "Police lost four men", "rebels killed 17 and lost nine of their own": those are of whoever lost them."""
    verb = phrase.trigger
    if phrase.side or not 0 < verb < phrase.start or tokens[verb].entry.needs != "kin":
        return
    first = next((k + 1 for k in range(verb - 1, -1, -1) if _begins_clause(tokens[k])), 0)
    facets, side = describe(tokens, first)
    if side:
        phrase.side = side
        phrase.facets = [facet for facet in phrase.facets if facet != "man"] or facets


def _begins_clause(token: Token) -> bool:
    """What a subject stands behind: a mark, "while", "but"."""
    return token.low in _MARKS or bool(token.flags & (e.SUBORDINATOR | e.CONTRAST | e.STRONG))


def _did_harm(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Shot four men who had taken a nun hostage", "arrested two men who attacked a bank": they did it."""
    at = phrase.end + 1
    anybody = phrase.kind == "person" and AGE_OR_SEX.issuperset(phrase.facets) and phrase.trigger < phrase.start
    if not anybody or at >= len(tokens) or not tokens[at - 1].flags & e.WHOSE:
        return False
    while at < len(tokens) - 1 and tokens[at].flags & (e.HAVE | e.ADVERB):
        at += 1
    verb, what = tokens[at], tokens[at + 1 : at + _OBJECT]
    objects = what and what[0].flags & (e.DETERMINER | e.OBJECT_PRONOUN | e.NUMERIC | e.PERSON)
    if verb.flags & e.TAKE:
        return any(token.flags & e.TAKEN for token in what)
    harmed = verb.flags & e.ACTIVE and verb.entry.measure in DEEDS
    attacked = verb.flags & e.MOVE and verb.entry.needs == "attacker"
    return bool(objects and (harmed or attacked) and not verb.flags & e.BE)


def holds_attackers(tokens: list[Token], phrase: Phrase) -> bool:
    """ "67 people, including the attackers, died": the count holds them."""
    for first in (phrase.end, max(phrase.end, phrase.trigger + 1)):
        for at in range(first, min(first + 3, len(tokens) - 1)):
            if tokens[at - 1].flags & e.NOT:
                return False
            if tokens[at].flags & e.INCLUDING:
                return _are_attackers(tokens, at + 1)
            if tokens[at].low == "," and _included(tokens, at + 1):
                return True
    return False


def _included(tokens: list[Token], at: int) -> bool:
    """ "…, militants included", "…, the shooter among them,"."""
    end = at
    while end < len(tokens) and tokens[end].flags & (e.DETERMINER | e.PERSON):
        end += 1
    behind = tokens[end] if at < end < len(tokens) else None
    return behind is not None and bool(behind.flags & e.INCLUDING) and _are_attackers(tokens, at)


def _are_attackers(tokens: list[Token], at: int) -> bool:
    facets, side = describe(tokens, at)
    return side == "attackers" or "suspect" in facets
