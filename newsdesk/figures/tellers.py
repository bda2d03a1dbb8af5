"""Leaves out whoever only tells: "…, three officials said", "…, a doctor and two nurses told AFP"."""

from __future__ import annotations

from collections.abc import Set

from newsdesk.figures import speech
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import Token

_OFFICE = 3
_NAME = 6
_RELATIVE = 10
_NAMING = e.AND | e.DETERMINER | e.VOICE | e.PERSON | e.ADJECTIVE | e.PLAIN | e.DEMONYM | e.COUNTRY | e.CREDITED
_NAMES_NONE = e.CITING | e.ACCORDING
_TOLD = 5
"""Words of a relative clause up to what befell the speaker."""


def without_speakers(tokens: list[Token], phrases: list[Phrase], named: Set[int]) -> list[Phrase]:
    """The phrases without those who only tell.

    `named` are the tokens at which a voice is named.
    """
    speaking: list[Phrase] = []
    for phrase in reversed(phrases):
        told = _speaks(tokens, phrase) or _is_quoted(tokens, phrase) or _is_speakers_office(tokens, phrase, named)
        if told or (speaking and _speaks_too(tokens, phrase, speaking[-1])):
            speaking.append(phrase)
    left_out = set(map(id, speaking))
    return [phrase for phrase in phrases if id(phrase) not in left_out]


def _is_quoted(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Citing two officials", "according to two witnesses", "according to the army and two witnesses"."""
    at = phrase.start - 1
    while at > 0 and phrase.start - at < _NAME and tokens[at].flags & _NAMING and not tokens[at].flags & _NAMES_NONE:
        at -= 1
    apart = at < phrase.start - 1 and not tokens[phrase.start - 1].flags & e.AND
    cited = at >= 0 and tokens[at].flags & (e.CITING | e.ACCORDING) and not apart
    return bool(cited) and _are_people(tokens, phrase) and not _is_told_of(tokens, phrase)


def _are_people(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Two officials", "two witnesses"."""
    noun = tokens[phrase.quantity.end].flags if phrase.quantity.end < len(tokens) else 0
    return phrase.kind == "person" or bool(noun & e.VOICE)


def _is_speakers_office(tokens: list[Token], phrase: Phrase, named: Set[int]) -> bool:
    """ "…, said Ali Khan, a police officer", "Ali Khan, a police officer at the scene, said", "a sailor, Ali, said"."""
    if (phrase.quantity.article or phrase.quantity.single) and phrase.start in named:
        return not _is_told_of(tokens, phrase)
    at = phrase.start - 1
    if at > 3 and tokens[at - 1].flags & e.DIGITS and tokens[at - 2].low == ",":
        # "Ali Khan, 33, a police officer, said".
        at -= 2
    alone = not phrase.quantity.article or phrase.quantity.named
    if alone or at < 2 or tokens[at].low != "," or not tokens[at - 1].capital:
        return False
    behind = [token.flags for token in tokens[phrase.end : phrase.end + _OFFICE] if token.low != ","]
    name = at - 1
    while name > max(0, at - _NAME) and tokens[name].capital:
        name -= 1
    speaks = tokens[name].flags & e.STRONG or not named.isdisjoint((name, name + 1))
    return bool(speaks) or any(flags & e.SPOKEN for flags in behind[:_OFFICE])


def _is_told_of(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Said one of the men who was shot", "a woman held captive said": they speak, and are counted as well."""
    behind = tokens[phrase.end : phrase.end + _TOLD]
    if not behind or behind[0].flags & (e.PARTICIPLE | e.STATE):
        return bool(behind)
    return bool(behind[0].flags & e.RELATIVE) and any(token.flags & e.TRIGGER for token in behind)


def _speaks(tokens: list[Token], phrase: Phrase) -> bool:
    at = phrase.end
    if _is_within_subject(tokens, phrase):
        return False
    if phrase.quantity.article and at < len(tokens) and (tokens[at].flags & e.RELATIVE or _is_called(tokens, at)):
        at = _behind_relative(tokens, at)
    while at < len(tokens) and tokens[at].flags & e.HAVE:
        at += 1
    at = _behind_place(tokens, at)
    if not _are_people(tokens, phrase) or at >= len(tokens) or not _tells(tokens, at):
        return False
    return at + 1 >= len(tokens) or not tokens[at + 1].flags & e.TO


def _behind_place(tokens: list[Token], at: int) -> int:
    """ "Two doctors | at the city hospital | said": where they are told to speak; `at` itself where they are not."""
    if at >= len(tokens) or not tokens[at].flags & e.PLACE:
        return at
    words = range(at + 1, min(len(tokens), at + _NAME))
    does = e.SPOKEN | e.ACTIVE | e.MOVE | e.AUXILIARY
    verb = next((k for k in words if tokens[k].flags & does or tokens[k].low == ","), at)
    return verb if tokens[verb].flags & e.SPOKEN else at


def _tells(tokens: list[Token], at: int) -> bool:
    """ "Said", "added", "claimed that"; not "reported missing"."""
    behind = tokens[at + 1].flags if at + 1 < len(tokens) else 0
    if speech.is_saying(tokens, at):
        return True
    told = tokens[at].flags & e.STRONG and not tokens[at].flags & e.CONFIRMED
    return bool(tokens[at].flags & e.SPOKEN or (told and not behind & e.TRIGGER))


def _is_called(tokens: list[Token], at: int) -> bool:
    """ "Known as Abu Layth"."""
    return at + 2 < len(tokens) and bool(tokens[at + 1].flags & e.AS) and tokens[at + 2].capital


def _is_within_subject(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Survivors of a fire that killed 12 people said …": the survivors speak."""
    verb = phrase.start - 1
    if verb < 1 or not tokens[verb].flags & e.ACTIVE:
        return False
    while verb > 0 and tokens[verb - 1].flags & (e.AUXILIARY | e.ADVERB):
        verb -= 1
    return verb > 0 and bool(tokens[verb - 1].flags & e.RELATIVE)


def _behind_relative(tokens: list[Token], at: int) -> int:
    """ "A nurse who fled the town said …": where the relative clause ends."""
    behind = range(at + 1, min(len(tokens), at + _RELATIVE))
    wall = next((k for k in behind if tokens[k].low == "," or tokens[k].flags & (e.NUMERIC | e.SPOKEN)), at)
    return wall if tokens[wall].flags & e.SPOKEN else at


def _speaks_too(tokens: list[Token], phrase: Phrase, last: Phrase) -> bool:
    joint = tokens[phrase.end : last.start]
    within = phrase.start < last.start < phrase.end
    return within or (phrase.kind == "person" and len(joint) == 1 and bool(joint[0].flags & e.AND))
