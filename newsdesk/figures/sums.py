"""Marks the numbers of a list that add up to another, and what only adds two measures together."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures.inheritance import LONGEST_PLACE, OPENS_SUM, is_listing, joined, reach_of
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import DASHES, LABELLING, Token

_LIST = 2
_PEOPLE = ("person", "none")
_NO_ORIGIN = e.TRIGGER | e.AUXILIARY | e.VERB | e.SPEECH | e.RELATIVE | e.INCLUDING


def is_grand_total(tokens: list[Token], first: Phrase, second: Phrase, phrase: Phrase) -> bool:
    """ "842 died and 751 were missing, a total of 1,593": of two measures together, and so of neither."""
    values = first.quantity.value, second.quantity.value
    if not (first.measure and second.measure and all(values)) or first.measure == second.measure:
        return False
    told = tokens[phrase.trigger].flags if 0 <= phrase.trigger < phrase.start else e.TOLL
    listed = tokens[phrase.start - 1].low in OPENS_SUM and not told & e.TOLL
    return listed and sum(filter(None, values)) == phrase.quantity.value


def mark(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "40 people, 6 soldiers and 34 civilians, were killed": those that add up to the one before are its parts."""
    for number, (whole, first) in enumerate(pairwise(phrases)):
        at = first.start - 1
        far = at != reach_of(whole, first)
        if at < reach_of(whole, first) or tokens[at].low not in (LABELLING if far else OPENS_SUM):
            continue
        listed, loose = _listed(tokens, whole, phrases[number + 1 :])
        values = [phrase.quantity.value or 0 for phrase in listed]
        total, aside = whole.quantity.value or 0, tokens[at].low in DASHES
        adds_up = sum(values) == total or (aside and not (loose or far) and sum(values) < total)
        if len(listed) > 1 and all(values) and adds_up:
            _take_sum(tokens, whole, listed)


def _listed(tokens: list[Token], whole: Phrase, behind: list[Phrase]) -> tuple[list[Phrase], bool]:
    """What is listed from the first of those behind a whole on, and whether other words stand between."""
    listed, loose = behind[:1], False
    example: Phrase | None = None
    for phrase in behind[1:]:
        if len(listed) > 1 and sum(one.quantity.value or 0 for one in listed) == whole.quantity.value:
            break
        if _is_example_of(tokens, example, phrase):
            example, loose = phrase, True
        elif joined(tokens, example or listed[-1], phrase):
            example = None
            listed.append(phrase)
        elif phrase.kind in _PEOPLE and _is_listed_from(tokens, listed[-1], phrase):
            listed.append(phrase)
            loose = True
        elif phrase.kind in _PEOPLE:
            break
    return listed, loose


def _is_example_of(tokens: list[Token], example: Phrase | None, phrase: Phrase) -> bool:
    """ "31 Druze, among them two children and two women, 12 Bedouins": some of an item of the list."""
    joint = tokens[phrase.start - 1].flags
    if joint & e.INCLUDING:
        return True
    return example is not None and phrase.start == example.end + 1 and bool(joint & e.AND)


def _take_sum(tokens: list[Token], whole: Phrase, listed: list[Phrase]) -> None:
    """ "Freed 60 captives, 40 women and 20 men, in exchange for …": what befell all befell each."""
    end = listed[-1].end
    closed = end >= len(tokens) or not tokens[end].low[0].isalnum() or tokens[end].flags & e.PREPOSITION
    for phrase in listed:
        phrase.part = True
        if whole.measure and closed and not (phrase.measure and phrase.trigger == end):
            phrase.measure, phrase.trigger = whole.measure, whole.trigger


def _is_listed_from(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "40 from one block and 20 from another": where each is from stands between."""
    gap = tokens[before.end : phrase.start]
    if not 1 < len(gap) <= LONGEST_PLACE or not gap[0].flags & e.PREPOSITION or not is_listing(gap[-1]):
        return False
    return not any(token.flags & _NO_ORIGIN for token in gap)


def mark_places(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "1,140 people in four countries: 604 in Indonesia, 366 in Sri Lanka …": behind the colon, all are parts."""
    whole = next((phrase for phrase in phrases if phrase.measure and phrase.kind in ("person", "none", "noun")), None)
    colon = next((at for at, token in enumerate(tokens) if token.low == ":"), len(tokens))
    listed = [phrase for phrase in phrases if phrase.start > colon]
    if whole is None or whole.start > colon or len(listed) < _LIST or any(phrase.measure for phrase in listed):
        return
    if any(token.flags & (e.TRIGGER | e.VERB) for token in tokens[colon : listed[-1].end]):
        return
    if sum(phrase.quantity.value or 0 for phrase in listed) <= (whole.quantity.value or 0):
        for phrase in listed:
            phrase.measure, phrase.trigger, phrase.part, phrase.contrasted = whole.measure, whole.trigger, True, True
