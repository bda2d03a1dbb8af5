"""Tells who was where, and no verb does: "six people were in the car", "its 40 passengers", "are in 12 shelters"."""

from __future__ import annotations

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.needs import CARERS
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import CLITICS, Token, peek
from newsdesk.model import Side

_LONGEST_NAME = 4
"""Words of "the old Rex"."""
_ASIDE = 8
"""Words of ", many of them from nearby villages,"."""
_JOURNEY = 10
"""Words from a vehicle to "with" whom it went."""
_OF_NAME = e.ADJECTIVE | e.PLAIN | e.DEMONYM | e.COUNTRY | e.PLACE_NOUN
_ENDS_JOURNEY = e.TRIGGER | e.NUMERIC | e.PERSON | e.COORDINATOR
_NO_PLACE = e.THING | e.BUILDING | e.PERSON | e.EVENT
_HELPERS = CARERS | {"rescuer", "firefighter", "police", "official", "journalist"}


def find(tokens: list[Token], phrase: Phrase) -> int:
    """The noun that tells that those counted were present or aboard; -1 where none does."""
    if phrase.kind not in ("person", "none") or phrase.quantity.single or phrase.partitive or phrase.anaphoric:
        return -1
    at = _past_verb(tokens, phrase)
    place = _place(tokens, at) if at >= 0 else -1
    if place >= 0 and tokens[place].entry.needs != "travellers" and not _HELPERS.isdisjoint(phrase.facets):
        # "Officers were at the school".
        return -1
    place = place if place >= 0 else _shelter(tokens, phrase)
    return place if place >= 0 else _rider(tokens, phrase)


def _shelter(tokens: list[Token], phrase: Phrase) -> int:
    """ "62,995 people are in 618 | evacuation centres", "5,000 families (25,000 people) were in 45 | shelters"."""
    at = phrase.end + (phrase.end < len(tokens) and tokens[phrase.end].low == ")")
    verb = at
    while at < len(tokens) and tokens[at].flags & (e.BE | e.HAVE | e.ADVERB) and not tokens[at].flags & e.INSIDE_PLACE:
        at += 1
    if at == verb or at + 1 >= len(tokens) or not tokens[at].flags & e.INSIDE_PLACE:
        return -1
    end = at + 1
    while end < len(tokens) and tokens[end].flags & (e.NUMERIC | e.BEFORE | e.ADJECTIVE | e.PLAIN):
        end += 1
    shelter = end < len(tokens) and tokens[end].flags & e.TAIL and tokens[end].flags & e.THING
    return end if shelter and end > at + 1 and tokens[at + 1].flags & (e.NUMERIC | e.BEFORE) else -1


def _past_verb(tokens: list[Token], phrase: Phrase) -> int:
    """Behind "were" or "had been"; behind the noun itself of a whole: "of 47 miners in the pit 14 escaped"."""
    if phrase.divided:
        return phrase.end
    at, was = _past_aside(tokens, phrase.end), False
    while at < len(tokens) and tokens[at].flags & (e.HAVE | e.ADVERB | e.WAS) and not tokens[at].flags & e.INSIDE_PLACE:
        was = was or bool(tokens[at].flags & e.WAS)
        at += 1
    return at if was else -1


def _past_aside(tokens: list[Token], at: int) -> int:
    """ "Five people, most of them poor, | were in the van"; `at` itself where no aside stands there."""
    closes = range(at + 2, min(len(tokens) - 1, at + _ASIDE))
    comma = next((k for k in closes if tokens[k].low == ","), 0) if peek(tokens, at).low == "," else 0
    listed = any(token.flags & e.AND for token in tokens[at:comma])
    return comma + 1 if comma and tokens[comma + 1].flags & e.WAS and not listed else at


def _place(tokens: list[Token], at: int) -> int:
    """ "In the car", "inside a Rex cinema", "in the old part of the mine", "on one helicopter"; -1 elsewhere."""
    if at < len(tokens) and tokens[at].flags & e.SCENE:
        # "Inside the plant" is a word of the lexicon.
        return at
    if at + 2 >= len(tokens) or not tokens[at].flags & e.INSIDE_PLACE:
        return -1
    opens = tokens[at + 1].flags
    if not opens & (e.DETERMINER | e.SINGLE):
        return -1
    end = at + 2
    while end < min(len(tokens), at + 2 + _LONGEST_NAME) and _is_of_name(tokens[end]):
        end += 1
    last = end - 1
    of = end + bool(end < len(tokens) and tokens[end].flags & e.THING and not tokens[end].flags & e.PLACE_NOUN)
    if of + 1 < len(tokens) and tokens[of].flags & e.OF:
        inner = _inner(tokens, of)
        return inner if inner >= 0 or not tokens[last].flags & e.PLACE_NOUN else last
    behind = tokens[end] if end < len(tokens) else None
    compound = behind is not None and behind.low[0].isalpha() and (behind.flags & _NO_PLACE or not behind.flags)
    return last if last > at + 1 and tokens[last].flags & e.PLACE_NOUN and not compound else -1


def _inner(tokens: list[Token], of: int) -> int:
    """ "The part of | the mine"."""
    if not tokens[of + 1].flags & e.DETERMINER:
        return -1
    end = of + 2
    while end < min(len(tokens), of + 2 + _LONGEST_NAME) and _is_of_name(tokens[end]):
        end += 1
    return end - 1 if end > of + 2 and tokens[end - 1].flags & e.PLACE_NOUN else -1


def _is_of_name(token: Token) -> bool:
    return bool(token.flags & _OF_NAME) or (not token.flags and token.low[0].isalpha())


def _rider(tokens: list[Token], phrase: Phrase) -> int:
    """ "The ship's 900 passengers", "most of the 136 passengers", "a crew of 24", "the bus left with 31 people"."""
    if phrase.side in (Side.ATTACKERS, Side.FORCES) or phrase.kind != "person":
        return _crew(tokens, phrase)
    head = phrase.head if phrase.head >= 0 and tokens[phrase.head].flags & e.RIDER else -1
    before = phrase.start - 1
    if head >= 0 and before > 0 and tokens[before].low in CLITICS and tokens[before - 1].entry.needs == "travellers":
        return head
    if head >= 0 and before >= 0 and phrase.divided and tokens[before].flags & e.DETERMINER:
        return head
    while before > 0 and tokens[before].flags & e.ADVERB:
        before -= 1
    went_with = before > 0 and tokens[before].flags & e.HARMING and tokens[before].flags & e.PREPOSITION
    return _vehicle(tokens, before) if went_with else -1


def _crew(tokens: list[Token], phrase: Phrase) -> int:
    """ "Their crew of 24", "with a crew of 14"; not "a crew of 40 battled the blaze"."""
    crew = next((k for k in range(phrase.start, phrase.quantity.at) if tokens[k].flags & e.RIDER), -1)
    before = tokens[phrase.start - 1].flags if phrase.start else 0
    with_it = before & e.HARMING and before & e.PREPOSITION
    return crew if crew >= 0 and (with_it or tokens[phrase.start].flags & e.OWNER) else -1


def _vehicle(tokens: list[Token], before: int) -> int:
    """ "The | bus left Arba for Doria with only 27 passengers": what went; -1 where none did."""
    for at in range(before - 1, max(-1, before - _JOURNEY), -1):
        token = tokens[at]
        if token.flags & (e.PLACE_NOUN | e.OBJECT) and token.entry.needs == "travellers":
            subject = at == 0 or not tokens[at - 1].flags & e.PREPOSITION
            return at if subject and at < before - 1 else -1
        if token.flags & _ENDS_JOURNEY or not token.low[0].isalnum():
            break
    return -1
