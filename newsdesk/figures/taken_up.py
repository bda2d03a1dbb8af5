"""Tells whether a number without a measure may take up the one of the sentences before."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures.inheritance import (
    exceeds,
    is_apart,
)
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import Token, peek

BEFALLS = frozenset(("killed", "injured", "missing", "taken", "trapped"))
_PLIGHTS = frozenset(("held", "taken", "missing"))
_LISTED = 12
"""Words of "victims included a six-year-old girl, along with the two"."""


def are_others(phrase: Phrase, measure: str) -> bool:
    """ "40 more were hurt" behind the dead: more people, and no more of the hurt; behind those infected more die."""
    same = phrase.measure in ("", measure) or phrase.inside >= 0 or phrase.kind in ("body", "noun")
    return not same and (measure, phrase.measure) != ("affected", "killed")


def are_of_others(tokens: list[Token], phrase: Phrase, phrases: list[Phrase]) -> bool:
    """ "Gunmen led 287 pupils away; 100 of them were under 12": of those whom the sentence itself counts.

    So is "900 refugees came, more than the estimate of 700".
    """
    of_them = any(token.flags & e.OF_THEM for token in tokens[phrase.start : phrase.end])
    of_number = phrase.kind == "none" and any(
        token.flags & e.NUMBER_NOUN for token in tokens[phrase.start - 2 : phrase.start]
    )
    if not (of_them or of_number):
        return False
    before = [other for other in phrases if other.start < phrase.start and other.kind == "person"]
    return bool(before) and not before[-1].measure and (of_number or exceeds(before[-1], phrase))


def takes(tokens: list[Token], phrase: Phrase, measure: str) -> bool:
    """Does it take the measure of a sentence before? "Nine of the victims" are of the dead, not of those who fled."""
    if measure in _PLIGHTS and phrase.start and tokens[phrase.start - 1].flags & e.OCCURRING:
        # "Seized 20 villagers. The army recovered 12 of them".
        return False
    if any(token.flags & e.ROOM for token in tokens[: phrase.start]):
        # "The club has a capacity of 1,000, but the number may have been 1,500".
        return False
    if _are_named_beside(tokens, phrase):
        return False
    victims = are_victims(tokens, phrase)
    return not (_acts(tokens, phrase) or _are_there(tokens, phrase)) and (not victims or measure in BEFALLS)


def _are_named_beside(tokens: list[Token], phrase: Phrase) -> bool:
    """ "The attackers, around a dozen of them, broke in": as many as those are, whoever was counted before.

    Not "the priests, five of them Spaniards, …".
    """
    if phrase.kind != "none" or peek(tokens, phrase.end).low != ",":
        return False
    comma = phrase.start - 1
    named = peek(tokens, comma).low == "," and peek(tokens, comma - 1).flags & e.PERSON
    return bool(named and peek(tokens, comma - 1).flags & e.PLURAL and peek(tokens, comma - 2).flags & e.THE)


def are_victims(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Nine of the victims", "the victims included nine girls"."""
    if phrase.head >= 0 and tokens[phrase.head].flags & e.VICTIMS:
        return True
    listed = tokens[max(0, phrase.start - _LISTED) : phrase.start] if phrase.trigger < 0 else []
    return any(one.flags & e.VICTIMS and two.flags & e.INCLUDES for one, two in pairwise(listed))


def _are_there(tokens: list[Token], phrase: Phrase) -> bool:
    """ "There were maybe 80 of them when they landed": how many they are, whatever befell others before."""
    at = phrase.start - 1
    at -= not peek(tokens, at).flags & e.BE
    return at > 0 and bool(tokens[at].flags & e.BE and tokens[at - 1].flags & e.THERE)


def _acts(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Two of them overturned", "one of them quietly wept": what they did is all that is said of them.

    So is that they "were listed".
    """
    if is_apart(tokens, phrase):
        return True
    at = phrase.end
    while at < len(tokens) - 1 and (tokens[at].flags & e.ADVERB or tokens[at].ending & e.LY):
        at += 1
    follows = tokens[at] if at < len(tokens) else None
    if follows is None or follows.flags & (e.AUXILIARY | e.PERSON | e.ADJECTIVE):
        return False
    return bool(follows.flags & e.VERB or (not follows.flags and follows.ending & e.PAST))
