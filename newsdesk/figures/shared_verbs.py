"""Reads a second voice that shares the verb of the first: "the army said 12 had died, the rebels that 40 had"."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures import ascriptions, noun_phrases, voice_names
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import Token
from newsdesk.figures.voice import Voice

_PARTS = frozenset((",", ";", "—", "–"))
_SHORTEST_GAP = 3
"""Words from one voice's verb to the "that" of the next, which has no verb."""
_COUNTED_IN = 3
"""Words of "people wounded" behind a number."""


def read(text: str, tokens: list[Token], at: int, former: Voice) -> Voice | None:
    """The voice that is named up to `at`, or before it, and says its number with the verb of the former one."""
    if at + 1 >= len(tokens):
        return None
    if former.outer:
        return _by_too(text, tokens, at, former)
    voice = _gapped(text, tokens, at, former) if tokens[at].flags & (e.THAT | e.LINK | e.AS) else None
    # "The government says 12 died; the opposition, 30".
    number = at + 1 + (tokens[at + 1].low == "," and at + 2 < len(tokens))
    while number < len(tokens) - 1 and tokens[number].flags & (e.BEFORE | e.ADVERB):
        number += 1
    if voice is None and tokens[number].flags & e.NUMERIC:
        voice = _bare(text, tokens, at, former, number)
    if voice is not None:
        voice.verb = at
    return voice


def _by_too(text: str, tokens: list[Token], at: int, former: Voice) -> Voice | None:
    """ "The toll was put at 12 by police and at 30 | by the opposition": the second of two agents of one verb."""
    first = any(token.flags & e.AGENT for token in tokens[max(0, former.name_at - 1) : former.name_at + 1])
    if not (first and tokens[at].flags & e.AGENT and tokens[at - 1].flags & e.NUMERIC):
        return None
    joint = at - 2
    while joint > former.name_at and (tokens[joint].flags & e.BEFORE or _is_at(tokens[joint])):
        joint -= 1
    end = ascriptions.name_end(tokens, at)
    named = voice_names.name(text, tokens, at + 1, end)
    if not named.names or not (tokens[joint].flags & e.AND or tokens[joint].low in _PARTS):
        return None
    former.end = min(former.end, joint)
    return Voice(at, joint, at, named, True)


def _gapped(text: str, tokens: list[Token], at: int, former: Voice) -> Voice | None:
    """ "The army said 12 had died, the rebels that 40 had", "police put it at 12, the union at 40"."""
    if at - former.verb < _SHORTEST_GAP or tokens[at - 1].flags & e.DOCUMENT:
        # Not "…, rejecting a rebel claim that 40 had".
        return None
    link, said = tokens[at].flags, tokens[at + 1].flags
    counts = said & (e.NUMERIC | e.BEFORE)
    if not (link & e.THAT and (counts or said & e.NEUTRAL_PRONOUN)) and not (_is_at(tokens[at]) and counts):
        return None
    start = noun_phrases.back(tokens, at - 1)
    if _is_at(tokens[at]) and not _is_put(tokens, former.verb, start):
        return None
    return _second(text, tokens, former, start, at)


def _bare(text: str, tokens: list[Token], at: int, former: Voice, number: int) -> Voice | None:
    """ "The governor reported 227 dead and the army just 81": at the last word of who has another number."""
    if not tokens[at].flags & (e.VOICE | e.TITLE | e.CREDITED) or not _is_counted(tokens, number + 1):
        return None
    start = noun_phrases.back(tokens, at)
    number = next((k for k in range(former.verb + 1, start) if tokens[k].flags & e.NUMERIC), 0)
    if not number or any(token.flags & e.ACTIVE for token in tokens[former.verb + 1 : number]):
        # "Police said the army killed 12 and the rebels 40": whom the rebels killed.
        return None
    return _second(text, tokens, former, start, at + 1)


def _is_counted(tokens: list[Token], k: int) -> bool:
    """Does the clause end behind a number, or behind what it counts: "and the police 40 arrests"?"""
    ends = min(len(tokens), k + _COUNTED_IN)
    while k < ends and tokens[k].flags & (e.TRIGGER | e.PERSON):
        k += 1
    return k >= len(tokens) or not tokens[k].low[0].isalnum() or bool(tokens[k].flags & e.AND)


def _second(text: str, tokens: list[Token], former: Voice, start: int, end: int) -> Voice | None:
    """The voice that tokens[start:end] name beside the former one, whose verb it shares."""
    if start <= former.verb or not _joins(tokens[start - 1]):
        return None
    if not noun_phrases.speaks(tokens, start, end, False):
        return None
    named = voice_names.name(text, tokens, start, end)
    return Voice(start, start, len(tokens), named, False) if named.names else None


def _is_put(tokens: list[Token], start: int, end: int) -> bool:
    """Has the former voice put something at a number?"""
    words = tokens[start:end]
    if words and words[0].flags & e.OBJECT:
        # "Put the crowd at".
        return True
    return any(_is_at(one) and two.flags & (e.NUMERIC | e.BEFORE | e.HALF) for one, two in pairwise(words))


def _is_at(token: Token) -> bool:
    """The "at" of "put it at 12", the "as" of "gave it as 12"."""
    return bool(token.flags & e.AS or (token.flags & e.LINK and token.flags & e.PLACE))


def _joins(token: Token) -> bool:
    return token.low in _PARTS or bool(token.flags & (e.AND | e.CONTRAST | e.PARTING))


def parts(token: Token) -> bool:
    """Does another voice's clause begin behind it: a comma, "but", "while"?"""
    return token.low in _PARTS or bool(token.flags & (e.CONTRAST | e.PARTING))
