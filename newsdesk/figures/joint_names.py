"""Tells the "and" and the commas inside one voice's name from those between two: "the ministry of food and trade"."""

from __future__ import annotations

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import CLOSERS, Token, is_acronym, peek

_DUTIES = 8
"""Words of "agriculture, food and fisheries" at most."""
_NO_DUTY = (
    e.DETERMINER
    | e.NUMERIC
    | e.AUXILIARY
    | e.PREPOSITION
    | e.PRONOUN
    | e.RELATIVE
    | e.SPEECH
    | e.VERB
    | e.STATE
    | e.MOVE
)


def joins(tokens: list[Token], k: int, last: int) -> bool:
    """Is the "and" at `k` inside the noun phrase that ends at `last`?"""
    names = _joins_names(tokens, k) or _joins_people(tokens, k)
    return names or _joins_duties(tokens, k, last) or _joins_before_body(tokens, k, last)


def _joins_names(tokens: list[Token], k: int) -> bool:
    """Is this "and" inside a voice: "police and local officials", "medical and local sources", "Science and Trade"?"""
    if k == 0 or k + 1 >= len(tokens):
        return False
    before, after = _name_ending(tokens, k - 1), tokens[k + 1]
    office = after.flags | (tokens[k + 2].flags & e.VOICE if k + 2 < len(tokens) else 0)
    body = before.flags & (e.VOICE | e.DOCUMENT | e.CREDITED) or is_acronym(before)
    kinds = before.flags & after.flags & e.ADJECTIVE and office & e.VOICE
    offices = kinds or (body and office & (e.VOICE | e.DETERMINER | e.ADJECTIVE))
    second = tokens[k + 2] if after.flags & e.THE and k + 2 < len(tokens) else after
    return bool(offices) or (before.capital and (after.capital or (is_acronym(before) and second.capital)))


def _name_ending(tokens: list[Token], last: int) -> Token:
    """What a name ends with at `last`: the "OM" of "the Office for Migration (OM)"."""
    shut = last > 1 and tokens[last].low == ")" and tokens[last - 2].low == "("
    return tokens[last - shut]


def _joins_people(tokens: list[Token], k: int) -> bool:
    """Is this "and" inside ", family and associates said", which opens a clause, so that no verb is before it?"""
    before, after = peek(tokens, k - 1).flags, tokens[k + 1].flags if k + 1 < len(tokens) else 0
    people = before & e.PERSON and before & (e.PLURAL | e.HOUSEHOLD) and after & e.PERSON and after & e.PLURAL
    first = k - 1 - bool(k > 1 and tokens[k - 2].flags & e.DETERMINER)
    return bool(people) and (first == 0 or tokens[first - 1].low in CLOSERS)


def _joins_duties(tokens: list[Token], k: int, last: int) -> bool:
    """Is this "and" inside what a body is for: "the ministry of health and welfare"?"""
    words, before = tokens[k + 1 : last + 1], peek(tokens, k - 1)
    located = (at for at, word in enumerate(words[:-1]) if word.flags & e.PLACE and words[at + 1].capital)
    words = words[: next(located, len(words))]
    if not words or words[0].flags & e.VOICE or words[0].capital != before.capital:
        return False
    people = e.PERSON | (0 if before.flags & e.PERSON else e.PLURAL)
    if any(word.flags & e.PERSON and word.flags & (people & e.PLURAL | e.VOICE) for word in words):
        return False
    of = k - 1
    while of > max(0, k - _DUTIES) and (tokens[of].low == "," or _is_duty(tokens[of])):
        of -= 1
    if not 0 < of < k - 1 or not tokens[of].flags & (e.OF | e.FOR | e.ON_DAY):
        return False
    body = tokens[of - 1].flags
    return bool(body & e.VOICE and not body & e.PLURAL) and all(_is_duty(word) for word in words)


def _joins_before_body(tokens: list[Token], k: int, last: int) -> bool:
    """Is this "and" in "the health and welfare ministry", which opens a clause, so that no verb is before it?"""
    words, body = tokens[k + 1 : last], tokens[last].flags
    if not words or not body & e.VOICE or body & e.PERSON or not all(map(_is_duty, words)):
        return False
    first = k - 1
    while first > max(0, k - _DUTIES) and _is_duty(tokens[first]):
        first -= 1
    return first < k - 1 and bool(tokens[first].flags & e.THE) and (first == 0 or tokens[first - 1].low in CLOSERS)


def _is_duty(token: Token) -> bool:
    return token.low[0].isalpha() and not token.flags & _NO_DUTY and not token.ending & e.PAST


def parts(tokens: list[Token], k: int, last: int) -> bool:
    """Is this comma inside what the body is for whose name ends at `last`: "ministry of health, labour and welfare"?"""
    joint = next((at for at in range(k + 1, min(last, k + _DUTIES)) if tokens[at].flags & e.AND), last)
    between = tokens[k + 1 : joint]
    if not all(word.low == "," or _is_duty(word) for word in between):
        return False
    return joint < last and _joins_duties(tokens, joint, last)


def is_within_duties(tokens: list[Token], comma: int) -> bool:
    """Does a name that is read forward go on behind this comma: "the ministry of food, trade and industry."?"""
    if tokens[comma].low != ",":
        return False
    last = next((at for at in range(comma + 1, min(len(tokens), comma + _DUTIES)) if tokens[at].flags & e.AND), -1)
    while 0 < last < len(tokens) - 1 and _is_duty(tokens[last + 1]):
        last += 1
    closes = last + 1 == len(tokens) or tokens[last + 1].low in CLOSERS
    return last > 0 and closes and parts(tokens, comma, last)
