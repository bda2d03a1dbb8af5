"""Tells the numbers that come on top of others: "seven other workers", "four drowned, taking the toll to 283"."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures.inheritance import joined
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import Token, peek
from newsdesk.model import Qualifier

_DAY = 6
"""Words of "reported in Arba today"."""
_INVERTED = 4
"""Words of "58 the official toll"."""
_HARM = frozenset(
    ("killed", "injured", "critical", "hospitalised", "missing", "arrested", "rescued", "taken", "trapped")
)


def mark(tokens: list[Token], phrases: list[Phrase]) -> None:
    """Tell increments: "seven other workers", "four drowned, taking the toll to 283"; and what only looks like one."""
    for phrase in phrases:
        if phrase.quantity.more and phrase.end < len(tokens) and tokens[phrase.end].flags & e.OVER:
            # "1,435 more deaths than usual".
            phrase.quantity.more = False
        if phrase.quantity.more and phrase.measure:
            phrase.quantity.more = not _after_another(tokens, phrases, phrase)
    for phrase in phrases:
        phrase.quantity.more = phrase.quantity.more or _is_growth(tokens, phrase)
    for before, phrase in pairwise(phrases):
        phrase.quantity.more = phrase.quantity.more or _are_others(tokens, before, phrase)
    for phrase, toll in pairwise([one for one in phrases if one.measure]):
        phrase.quantity.more = phrase.quantity.more or _adds_up(tokens, phrase, toll)


def mark_finds(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "The toll rose to 56 as eight bodies were found", "… after five people died": more, not another toll."""
    tolls = [phrase for phrase in phrases if phrase.trigger >= 0 and tokens[phrase.trigger].flags & e.TOLL]
    for toll in tolls:
        made_of = [phrase for phrase in phrases if phrase.start > toll.end and phrase.measure == toll.measure]
        if len(made_of) > 1 and sum(phrase.quantity.value or 0 for phrase in made_of) == toll.quantity.value:
            # "The toll stands at 803, with 790 bodies found and 13 people who died in hospital".
            for phrase in made_of:
                phrase.part = True
    for phrase in phrases:
        for toll in tolls:
            if phrase.part or Qualifier.AT_MOST in (toll.quantity.qualifier, phrase.quantity.qualifier):
                continue
            larger = (toll.quantity.value or 0) > (phrase.quantity.value or 0)
            found = phrase.measure and (phrase.kind == "body" or _are_of_today(tokens, phrase))
            if larger and (found or _follows_upon(tokens, toll, phrase)):
                phrase.quantity.more = True


def _is_growth(tokens: list[Token], phrase: Phrase) -> bool:
    """ "The toll had risen to 501, an increase of eight"."""
    before = [token.flags for token in tokens[max(0, phrase.start - 3) : phrase.start]]
    return len(before) > 2 and bool(before[0] & e.DETERMINER and before[1] & e.GROWTH and before[2] & e.OF)


def _are_of_today(tokens: list[Token], phrase: Phrase) -> bool:
    """ "The toll has risen to 56 with eight deaths reported today"."""
    joint = peek(tokens, phrase.start - 1).flags
    behind = tokens[phrase.end : phrase.end + _DAY]
    today = any(token.flags & e.TODAY for token in behind)
    return bool(phrase.kind == "noun" and joint & e.HARMING and joint & e.PREPOSITION) and today


def _are_others(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "Ten Japanese and seven other workers are missing": the seven come on top of the ten."""
    if not phrase.measure or phrase.measure != before.measure or phrase.quantity.single or phrase.part or before.part:
        return False
    noun = tokens[phrase.quantity.end : phrase.quantity.end + 1]
    return bool(noun) and bool(noun[0].flags & (e.OTHER | e.OTHERS)) and joined(tokens, before, phrase)


def _follows_upon(tokens: list[Token], toll: Phrase, phrase: Phrase) -> bool:
    """Does a clause of its own tell of these behind a toll that rose: "… after five people died"?"""
    alike = phrase.measure == toll.measure and phrase.trigger >= phrase.end and not phrase.part
    between = tokens[toll.end : phrase.start]
    return alike and bool(between) and bool(between[-1].flags & (e.SUBORDINATOR | e.AS) and not phrase.quantity.single)


def _adds_up(tokens: list[Token], phrase: Phrase, toll: Phrase) -> bool:
    """ "Four people drowned, taking the toll to 283", "… taking to 283 the toll": the four are the last of them."""
    larger = (toll.quantity.value or 0) > (phrase.quantity.value or 0)
    if phrase.measure != toll.measure or not larger or phrase.quantity.single or phrase.part:
        return False
    verb = next((k for k in range(phrase.end, toll.start) if tokens[k].flags & e.BRINGING), toll.start)
    if verb + 2 == toll.start and tokens[verb + 1].flags & e.TO:
        return any(token.flags & (e.TOLL | e.NUMBER_NOUN) for token in tokens[toll.start : toll.start + _INVERTED])
    what = verb + 1
    while what < toll.start and tokens[what].flags & (e.DETERMINER | e.ADJECTIVE | e.PLAIN | e.ADVERB):
        what += 1
    return what < toll.start and bool(tokens[what].flags & (e.TOLL | e.NUMBER_NOUN))


def _after_another(tokens: list[Token], phrases: list[Phrase], phrase: Phrase) -> bool:
    """ "30 killed and 40 more injured": more people, not more injured; "seven rescued and 12 more bodies" are more."""
    if phrase.kind in ("body", "noun"):
        return False
    named = [one.measure for one in phrases if one.start < phrase.start and one.measure in _HARM]
    if not named:
        before = (token for k, token in enumerate(tokens[: phrase.start]) if k != phrase.trigger)
        named = [token.entry.measure for token in before if token.flags & e.TRIGGER and token.entry.measure in _HARM]
    return bool(named) and named[-1] != phrase.measure and phrase.measure not in named
