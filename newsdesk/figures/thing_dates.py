"""Which dates are those of a thing or a person that a sentence names: a bridge built in 2004, a man jailed in 2015."""

from __future__ import annotations

from newsdesk.figures.cues import YEARS, Cue
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.spans import RELATING, Span
from newsdesk.figures.tokens import Token, peek

_MADE = 5
"""Words of "built after the" before a year."""
_NO_NOUN = e.AUXILIARY | e.ADVERB | e.COORDINATOR | e.NUMERIC | e.PREPOSITION | e.ACTIVE | e.PARTICIPLE | e.MOVE


def is_of_thing(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """Does a date tell when something else came about than what befell those counted?"""
    return any(judged(tokens, cue, place) for judged in _OF_THINGS)


def _is_of_reduced(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Two engineers seized last month were released on Friday"."""
    if is_past_verb(tokens, cue.start - 2) and is_past_verb(tokens, cue.end):
        # "A building erected in 1972 collapsed", "a man jailed in 2015 killed 12".
        person = cue.end == place.first and tokens[cue.start - 3].flags & e.PERSON
        if cue.end < place.first or person:
            return True
    between = tokens[place.end : cue.start]
    ongoing = any(token.flags & e.DETERMINER for token in tokens[cue.start : cue.end])
    if place.first < place.number and _is_told_of(between, tokens[place.first].entry.measure, ongoing):
        return True
    if not place.end < cue.start or cue.end > place.last:
        return False
    if any(token.flags & e.RELATIVE and not token.flags & e.DETERMINER for token in between):
        # "A doctor who came in 2006, was arrested".
        return any(token.low == "," or token.flags & (e.BE | e.HAVE) for token in tokens[cue.end : place.last - 1])
    began = any(token.flags & e.PARTICIPLE for token in between)
    return began and any(token.flags & e.BE for token in tokens[cue.end : place.last])


def _is_of_making(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Twelve died when a bridge built in 2004 fell", "in a town rebuilt after the 2004 flood": the thing's year.

    Not "since the party was founded in 1985, 900 have been killed".
    """
    if cue.kind not in YEARS:
        return False
    at = cue.start - 1
    while at > max(0, cue.start - _MADE) and tokens[at].flags & (e.PREPOSITION | e.DETERMINER):
        at -= 1
    made = at < cue.start - 1 and tokens[at].flags & e.MAKING and at not in (place.first, place.last - 1)
    return bool(made) and not _is_told_when(tokens, at)


def _is_in_name(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "A march marking the 2011 uprising was bombed", "under a 2016 law": the year tells which one is spoken of.

    Not "the 2019 attack killed 52", "killed in the 2019 attack", "during the 2024 rains 52 died".
    """
    if cue.kind not in YEARS or not tokens[cue.start - 1].flags & e.DETERMINER or cue.end >= place.first:
        return False
    end = cue.end
    while end < place.first and not tokens[end].flags & _NO_NOUN and tokens[end].low[0].isalpha():
        end += 1
    before = tokens[cue.start - 2] if cue.start > 1 else None
    if before is not None and (before.flags & e.FOR or (not before.flags and before.ending & e.GERUND)):
        return True
    event = any(token.flags & (e.EVENT | e.STRIFE) for token in tokens[cue.end : end])
    within = before is not None and before.flags & (e.WITHIN | e.OF | e.DURING)
    does = any(tokens[k].low in (",", ";") or is_past_verb(tokens, k) for k in range(end, place.first))
    return does and not (event or within) and cue.end < end


def _is_told_when(tokens: list[Token], verb: int) -> bool:
    """ "Since the party was | founded": a clause of time; not "when a bridge built", "a bridge that was built"."""
    at = verb - 1
    if not tokens[at].flags & e.BE:
        return False
    while at > 0 and not tokens[at].flags & RELATING and tokens[at].low[0].isalnum():
        at -= 1
    return bool(tokens[at].flags & e.SUBORDINATOR and not tokens[at].flags & e.RELATIVE)


def _is_of_clause(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Killed at a hotel that opened in 1962", "on a road finished in 2005": the date is the hotel's.

    Not "killed in an attack that took place in 2004", "killed in a town that was hit by a quake in 2010".
    """
    first = max(place.last, 1)
    if cue.end <= place.first and all(
        token.flags & (e.AUXILIARY | e.ADVERB) for token in tokens[cue.end : place.first]
    ):
        # "The attack on a school opened last year killed 18".
        first = max(1, cue.start - _MADE)
    at = next((k for k in range(first, cue.start) if _opens_clause(tokens, k)), -1)
    if at < 0 or (at < place.first and tokens[at].flags & (e.RELATIVE | e.WHERE)):
        return False
    clause = tokens[at : cue.start]
    antecedent = tokens[at - 2 if tokens[at - 1].low == "," else at - 1]
    if antecedent.flags & (e.EVENT | e.STRIFE):
        return any(token.flags & e.BEGINNING for token in clause)
    own = {tokens[place.first].entry.measure, tokens[place.last - 1].entry.measure} - {""}
    return not any(
        token.flags & e.EVENT or token.entry.needs == "attacker" or token.entry.measure in own for token in clause
    )


def _opens_clause(tokens: list[Token], at: int) -> bool:
    """The "that" of "a hotel that opened", the "finished" of "on a road finished"; not "said that", "after he came"."""
    if tokens[at].flags & (e.RELATIVE | e.WHERE):
        return not tokens[at - 1].flags & (e.SPEECH | e.PREPOSITION | e.AUXILIARY)
    k = at - 2 if tokens[at - 1].low == "," and at > 1 else at - 1
    if not is_past_verb(tokens, at) or tokens[k].flags & _NO_NOUN or not tokens[k].low[0].isalpha():
        return False
    ends = e.PREPOSITION | e.AUXILIARY | e.COORDINATOR
    while k > 0 and not (tokens[k].flags & ends or tokens[k].ending & e.GERUND) and tokens[k].low[0].isalpha():
        k -= 1
    # "Killed 24, breaking a truce signed in 2017".
    does = tokens[k].ending & e.GERUND and not tokens[k].flags & e.TRIGGER and tokens[k - 1].low == ","
    return bool(does or (tokens[k].flags & e.PREPOSITION and not tokens[k].flags & e.SUBORDINATOR))


def _is_of_place(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "The blast at a factory that burned in 2019 killed 22": the fire of 2019 is told of where it was."""
    at = next((k for k in range(cue.start - 1, max(1, cue.start - _MADE), -1) if tokens[k].flags & e.RELATIVE), 0)
    noun = at - 1
    while noun > 0 and not tokens[noun].flags & (e.PREPOSITION | e.AUXILIARY) and tokens[noun].low[0].isalpha():
        noun -= 1
    placed = peek(tokens, noun).flags & e.PLACE and not peek(tokens, noun).flags & e.SUBORDINATOR and noun < at - 1
    return bool(at and placed) and cue.end <= place.first and not tokens[at].flags & e.PREPOSITION


def _is_told_of(between: list[Token], measure: str, ongoing: bool) -> bool:
    """ "Freed 40 nuns on Friday who were seized last month", "freed 40 nuns they had seized last month".

    So is "freed 40 nuns seized last month"; `ongoing` tells of a time that is not over ("so far this year").

    Not "the slaying of a boy who was murdered last month".
    """
    told = next((at for at, token in enumerate(between) if _tells_of_them(between, at, ongoing)), -1)
    if told < 0 or any(token.low == "," for token in (between[: told - 1] if told else between)):
        return False
    aside = between[told].flags & e.INCLUDING
    ends = e.COORDINATOR if aside else 0
    if any(token.flags & ends or (token.low == "," and not aside) for token in between[told:]):
        # Not "killed 40, including a nun, and burned a town in 1985".
        return False
    deeds = [token for token in between[told:] if token.flags & (e.ACTIVE | e.PARTICIPLE | e.HAVE)]
    return bool(deeds and measure) and all(token.entry.measure != measure for token in deeds)


def _tells_of_them(between: list[Token], at: int, ongoing: bool) -> bool:
    """ "… | who were seized", "… | they had seized", "… of an oil firm | seized", "…, | some of them seized"."""
    flags = between[at].flags
    if flags & (e.RELATIVE | e.PLURAL_PRONOUN):
        return True
    if flags & e.INCLUDING:
        return at > 0 and between[at - 1].low == ","
    reduced = flags & e.PARTICIPLE and not (ongoing or between[at].ending & e.GERUND)
    return bool(reduced) and not any(token.flags & (e.COORDINATOR | e.NUMERIC | e.AUXILIARY) for token in between[:at])


def is_past_verb(tokens: list[Token], at: int) -> bool:
    """ "Seized", "collapsed"; nothing is outside the sentence."""
    if not 0 <= at < len(tokens):
        return False
    token = tokens[at]
    return bool(
        token.flags & (e.MOVE | e.PARTICIPLE | e.VERB | e.MAKING) or (not token.flags and token.ending & e.PAST)
    )


_OF_THINGS = (_is_of_making, _is_in_name, _is_of_clause, _is_of_place, _is_of_reduced)
