"""How far a noun phrase goes beyond its head: a second head, what "members of" are members of, a list, bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdesk.figures.heads import MODIFIER
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import CLITICS, MARKS, Token

if TYPE_CHECKING:
    from newsdesk.figures.phrases import Phrase

_SHORT_NAME = 8
"""Words of "(Army of National Liberation)"."""
_OF_MEMBERS = e.PERSON | e.DEMONYM | e.ADJECTIVE | e.COUNTRY
_ENDS_MEMBERS = e.AUXILIARY | e.TRIGGER | e.RELATIVE | e.VERB | e.AND
_OF_SAME = e.PERSON | e.RELATIVE | e.PRONOUN | e.AUXILIARY | e.TRIGGER | e.PLACE
"""What follows a number of people whose noun stands before it."""
_VERB = 2
"""Words of "shot dead"."""
_OPENS_OBJECT = e.NUMERIC | e.BEFORE | e.DETERMINER | e.PERSON | e.OBJECT_PRONOUN
_OWNING = CLITICS | {"'", "’"}


def extend(tokens: list[Token], phrase: Phrase) -> None:
    """Take in a second head ("passengers and crew"), what "members of" are members of, and their bodies."""
    _bodies(tokens, phrase)
    at = phrase.end = _past_list(tokens, phrase)
    if _is_of_number(tokens, phrase, at):
        phrase.partitive, phrase.end = True, at + 3
        return
    if phrase.kind != "person" or at + 1 >= len(tokens):
        return
    if _is_from_country(tokens, at):
        phrase.add(tokens[at + 1].entry.iso)
        return
    head = tokens[phrase.head].flags
    if tokens[at].flags & e.OF and head & e.SILENT and not head & (e.FAMILY | e.BELONGING):
        _members_of(tokens, phrase, at + 1)
    elif tokens[at].flags & (e.AND | e.OR) or tokens[at].low == "&":
        _second_head(tokens, phrase, at + 1)


def _is_from_country(tokens: list[Token], at: int) -> bool:
    """ "One person from Uzbekistan was killed"; not "from China Airlines", "from Italy, France and Spain"."""
    behind = tokens[at + 2] if at + 2 < len(tokens) else None
    named = behind is not None and behind.capital and behind.low[0].isalpha()
    country = tokens[at].flags & e.FROM and tokens[at + 1].flags & e.COUNTRY
    return bool(country) and not (named or _is_one_of_several(tokens, at + 2))


def _is_one_of_several(tokens: list[Token], at: int) -> bool:
    """Does another country stand behind the joint at `at`: "from Italy | and Spain", "from Italy |, France and …"?"""
    joint, other, last = [*tokens[at : at + 3], None, None, None][:3]
    if joint is None or other is None or not other.flags & e.COUNTRY:
        return False
    listed = joint.low == "," and last is not None and (last.low == "," or last.flags & e.AND)
    return bool(joint.flags & e.AND or listed)


def _is_of_number(tokens: list[Token], phrase: Phrase, at: int) -> bool:
    """ "223 residents of the 293 who were in the tower": some of a number behind their own noun."""
    if phrase.kind != "person" or phrase.partitive or phrase.quantity.article or at + 2 >= len(tokens):
        return False
    of_number = tokens[at].flags & e.OF and tokens[at + 1].flags & e.DETERMINER and tokens[at + 2].flags & e.NUMERIC
    return bool(of_number) and (at + 3 == len(tokens) or bool(tokens[at + 3].flags & _OF_SAME))


def _bodies(tokens: list[Token], phrase: Phrase) -> None:
    """ "Three hostages' bodies": the bodies are counted."""
    at = phrase.end
    if phrase.kind == "person" and at + 1 < len(tokens) and tokens[at].low in _OWNING and tokens[at + 1].flags & e.BODY:
        phrase.take("body", at + 1)


def _past_list(tokens: list[Token], phrase: Phrase) -> int:
    """Behind what stands between commas before a last head: "15 women, men" of "15 women, men and children"."""
    at = phrase.end
    if phrase.kind != "person" or phrase.quantity.article:
        return at
    while at + 2 < len(tokens) and tokens[at].low == "," and tokens[at + 1].flags & e.PERSON:
        if not tokens[at + 1].flags & e.PLURAL or not (tokens[at + 2].low == "," or tokens[at + 2].flags & e.AND):
            break
        at += 2
    if at == phrase.end or at + 1 >= len(tokens) or not tokens[at].flags & e.AND:
        return phrase.end
    last = tokens[at + 1]
    speaks = at + 2 < len(tokens) and tokens[at + 2].flags & e.SPOKEN
    if speaks or not last.flags & e.PERSON or not last.flags & e.PLURAL:
        return phrase.end
    for token in tokens[phrase.end : at]:
        if token.flags & e.PERSON and not token.flags & e.SILENT:
            phrase.add(token.entry.facet)
    return at


def _second_head(tokens: list[Token], phrase: Phrase, at: int) -> None:
    k = at
    while k < min(at + 2, len(tokens)) and tokens[k].flags & MODIFIER and not tokens[k].flags & e.PERSON:
        k += 1
    if k > at and k < len(tokens) and tokens[k].flags & e.OTHERS and tokens[k - 1].flags & e.ACTIVE:
        # "Killed 12 people and injured others".
        return
    if k >= len(tokens) or not tokens[k].flags & e.PERSON:
        return
    first = k
    while k + 1 < len(tokens) and tokens[k + 1].flags & e.PERSON:
        k += 1
    if not tokens[k].flags & (e.PLURAL | e.COLLECTIVE_NOUN):
        return
    after = tokens[k + 1].flags if k + 1 < len(tokens) else 0
    if (after & e.SPEECH and not after & e.ADVERB) or _acts(tokens, phrase, k + 1):
        return
    # "Passengers and crew members".
    named = tokens[first if tokens[k].flags & e.SILENT else k]
    if not named.flags & e.SILENT:
        phrase.add(named.entry.facet)
    phrase.end = k + 1


def _acts(tokens: list[Token], phrase: Phrase, verb: int) -> bool:
    """ "Killed 12 villagers and police | arrested 19": another clause begins with the second noun."""
    before = tokens[max(0, phrase.start - _VERB) : phrase.start]
    object_of = any(token.flags & e.ACTIVE for token in before) and not before[-1].flags & e.COORDINATOR
    if not object_of or verb + 1 >= len(tokens):
        return False
    does = tokens[verb].flags & (e.ACTIVE | e.VERB) and tokens[verb + 1].flags & _OPENS_OBJECT
    return bool(does or tokens[verb].flags & e.AUXILIARY)


def _members_of(tokens: list[Token], phrase: Phrase, at: int) -> None:
    for k in range(at, min(at + 7, len(tokens))):
        token = tokens[k]
        if token.flags & _OF_MEMBERS:
            phrase.add("" if token.flags & e.SILENT else token.entry.facet or token.entry.iso)
            phrase.side = phrase.side or token.entry.side
        elif token.low == "(":
            # "Members of the New People's Army (NPA)".
            closed = next((n for n in range(k + 1, min(k + _SHORT_NAME, len(tokens))) if tokens[n].low == ")"), -1)
            phrase.end = max(phrase.end, closed + 1)
            break
        elif token.flags & _ENDS_MEMBERS or token.low in MARKS:
            break
        phrase.end = k + 1
