"""Finds the numbers of a sentence with their hedges: numerals, collectives, articles before a person, none at all."""

from __future__ import annotations

from newsdesk.figures import exclusions, numerals
from newsdesk.figures.bounds import Quantity, vague
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import CLITICS, Token
from newsdesk.model import Qualifier

_STEPS = 4
_OPENS = e.NUMERIC | e.BOTH | e.ARTICLE | e.ANOTHER | e.OWNER | e.MORE_BEFORE | e.RELATION
_PLAIN_NUMBER = e.DIGITS | e.UNIT | e.TENS | e.MULTIPLIER | e.MULTIPLE
_AFTER_LEVEL = e.PREPOSITION | e.COORDINATOR | e.ADVERB
_BEFORE_PARTY = e.DETERMINER | e.ACTIVE
_OF_PARTY = e.ADJECTIVE | e.PLAIN | e.DEMONYM
_CLOSING = frozenset((",", '"', "”", "»"))
_IN_PHRASE = e.ADJECTIVE | e.PLAIN | e.PARTICIPLE | e.STATE | e.VOICE


def find(tokens: list[Token]) -> tuple[list[Quantity], list[Quantity]]:
    """The quantities of a sentence that may count somebody, and all of them, left to right."""
    found: list[Quantity] = []
    every: list[Quantity] = []
    at, count = 0, len(tokens)
    while at < count:
        quantity = _read(tokens, at) if tokens[at].flags & _OPENS else None
        if quantity is None:
            at += 1
            continue
        at = max(quantity.end, at + 1)
        _take_before(tokens, quantity)
        _take_after(tokens, quantity)
        every.append(quantity)
        if not exclusions.excludes(tokens, quantity):
            found.append(quantity)
    return found, every


def _read(tokens: list[Token], at: int) -> Quantity | None:
    """The quantity that begins here, if one does."""
    flags = tokens[at].flags
    if flags & e.ZERO:
        return None if _is_label(tokens, at + 1) else Quantity(at, at + 1, 0, Qualifier.ZERO)
    if flags & e.BOTH and at + 1 < len(tokens) and tokens[at + 1].flags & e.PERSON and tokens[at + 1].flags & e.PLURAL:
        # "Both drivers died".
        return None if _joins_kinds(tokens, at + 2) else Quantity(at, at + 1, 2)
    if flags & e.VAGUE:
        return None if at and tokens[at - 1].flags & e.DEGREE else _several(tokens, at)
    if flags & e.COLLECTIVE:
        return vague(at, at + 1, tokens[at].value, tokens[at].value)
    return numerals.counted(tokens, at) if flags & _PLAIN_NUMBER else _article(tokens, at)


def _is_label(tokens: list[Token], at: int) -> bool:
    """What follows "no" in "no number", "homicide No. 75", "no to the vote", "not a single shot": nobody is counted."""
    at += at + 1 < len(tokens) and tokens[at].low == "." and tokens[at].start == tokens[at - 1].end
    behind = tokens[at + 1].flags if at + 1 < len(tokens) else 0
    if at < len(tokens) and tokens[at].flags & e.AMBIGUOUS and tokens[at].flags & e.PARTICIPLE and behind & e.BE:
        return True
    return at < len(tokens) and bool(tokens[at].flags & (e.DIGITS | e.NUMBER_NOUN | e.TO))


def _joins_kinds(tokens: list[Token], at: int) -> bool:
    """ "Both pilots | and passengers died": two kinds of people, and no two; not "both pilots and a passenger"."""
    behind = tokens[at + 1].flags if at + 1 < len(tokens) and tokens[at].flags & e.AND else 0
    return bool(behind & (e.PERSON | e.ADJECTIVE) and not behind & (e.NUMERIC | e.DETERMINER))


def _several(tokens: list[Token], at: int) -> Quantity:
    """ "Several" alone, or "several dozen": twice the unit at least."""
    end, scale = at + 1, 0
    while end < len(tokens) and tokens[end].flags & (e.MULTIPLIER | e.MULTIPLE | e.COLLECTIVE):
        scale = int(tokens[end].value) * max(scale, 1)
        end += 1
    low = 2 * scale if scale else tokens[at].value
    return vague(at, end, low, low)


def _article(tokens: list[Token], at: int) -> Quantity | None:
    """ "A dozen", "half a dozen", "a hundred"; "a" or "another" with a person is one, and so is "his wife"."""
    token = tokens[at]
    if token.flags & e.OWNER and at + 1 < len(tokens) and tokens[at + 1].flags & e.RELATION:
        return _relation(tokens, at)
    if token.flags & e.RELATION and at > 1:
        return _owned(tokens, at)
    if not token.flags & (e.ARTICLE | e.ANOTHER) or at + 1 >= len(tokens):
        return None
    follows = tokens[at + 1].flags
    if follows & (e.MULTIPLE | e.MULTIPLIER) and token.flags & e.ARTICLE:
        return _round(tokens, at, bool(follows & e.MULTIPLE))
    if (special := _one_apart(tokens, at)) is not None:
        return special
    other = _is_speaker(tokens, at) or follows & e.NUMERIC or _is_party_of(tokens, at + 1)
    return None if other or not _names_person(tokens, at + 1) else _one(at, more=bool(token.flags & e.ANOTHER))


def _one_apart(tokens: list[Token], at: int) -> Quantity | None:
    """One who is not named by a person's noun: "another death", "another wounded", "a third was hurt", "a body"."""
    noun = tokens[at + 1].flags & (e.BODY | e.NOUN) and not tokens[at + 1].flags & (e.PLURAL | e.PERSON)
    if tokens[at].flags & e.ANOTHER and (noun or _stands_alone(tokens, at)):
        compound = noun and at + 2 < len(tokens) and _is_noun(tokens[at + 2])
        return None if compound else _one(at, more=bool(noun))
    if _is_next(tokens, at):
        return _one(at, more=False, words=2)
    found = tokens[at + 3].flags & e.OCCURRING if noun and at + 3 < len(tokens) else 0
    # Not "a body was set up".
    return _one(at, more=False) if found and tokens[at + 1].flags & e.BODY else None


def _is_noun(token: Token) -> bool:
    """ "Another murder trial"."""
    return bool(token.flags & e.THING) or (not token.flags and token.low.isalpha() and not token.ending)


def _stands_alone(tokens: list[Token], at: int) -> bool:
    """ "One soldier was killed and another wounded": one more person; "another wounded man" is counted as such."""
    if at < 1 or not (tokens[at - 1].flags & e.AND or tokens[at - 1].low == ","):
        return False
    verb = at + 1
    while verb < len(tokens) and tokens[verb].flags & (e.BE | e.HAVE | e.ADVERB):
        verb += 1
    if verb >= len(tokens) or not tokens[verb].flags & (e.PARTICIPLE | e.STATE | e.MOVE):
        return False
    after = tokens[verb + 1] if verb + 1 < len(tokens) else None
    return after is None or not after.flags & (e.PERSON | e.NUMERIC | e.DETERMINER)


def _is_next(tokens: list[Token], at: int) -> bool:
    """ "Two died and a third was wounded": one; not "a third were wounded", nor "a third man", who has his noun."""
    ordinal = tokens[at].flags & e.ARTICLE and tokens[at + 1].flags & e.ORDINAL
    verb = at + 2
    if ordinal and at and tokens[at - 1].flags & e.ACTIVE:
        # "Killed four and wounded a fifth".
        return verb >= len(tokens) or not tokens[verb].low[0].isalnum() or bool(tokens[verb].flags & e.AND)
    while verb < len(tokens) and tokens[verb].flags & e.DATED and tokens[verb].flags & e.ADVERB:
        # "A fourth later died".
        verb += 1
    if not ordinal or verb >= len(tokens):
        return False
    return bool(tokens[verb].flags & (e.ONE_ALONE | e.MOVE) and not tokens[verb].ending & e.GERUND)


def _is_speaker(tokens: list[Token], at: int) -> bool:
    """ "Seven bodies," said a medic."""
    return at > 1 and bool(tokens[at - 1].flags & e.STRONG) and tokens[at - 2].low in _CLOSING


def _relation(tokens: list[Token], at: int) -> Quantity | None:
    """ "Killed his wife"; not "one of them was their cousin", which is counted already, nor "her sister's killer"."""
    counted = at > 0 and tokens[at - 1].flags & e.BE
    owner = at + 2 < len(tokens) and tokens[at + 2].low in CLITICS
    return None if counted or owner else _one(at, more=False)


def _owned(tokens: list[Token], at: int) -> Quantity | None:
    """ "Killed the mayor's wife", "his young son died"; not "the mayor's wife's car"."""
    owner = at - 1
    while owner > 0 and at - owner < _STEPS and _describes(tokens[owner]):
        owner -= 1
    his = owner < at - 1 and tokens[owner].flags & e.OWNER
    whose = owner > 0 and tokens[owner].low in CLITICS and tokens[owner - 1].flags & e.PERSON
    if tokens[at].flags & e.PLURAL or not (his or whose):
        return None
    quantity = _relation(tokens, at - 1)
    if quantity is not None:
        quantity.at = quantity.end = at
        quantity.start = owner + (0 if his else 1)
    return quantity


def _describes(token: Token) -> bool:
    """ "His 2-year-old son", "the agent's young son"."""
    return bool(token.flags & (e.ADJECTIVE | e.PLAIN)) or ("-" in token.low and not token.flags)


def _one(at: int, more: bool, words: int = 1) -> Quantity:
    """One, as an article says."""
    quantity = Quantity(at, at + words, 1)
    quantity.single = quantity.article = True
    quantity.more = more
    return quantity


def _round(tokens: list[Token], at: int, dozens: bool) -> Quantity:
    """ "A dozen", "half a dozen", "a hundred"."""
    quantity = numerals.counted(tokens, at + 1)
    half = at > 0 and bool(tokens[at - 1].flags & e.HALF)
    quantity.start = at - 1 if half else at
    divisor = 2 if half else _divisor(tokens, at)
    if divisor > 1 and quantity.value is not None:
        quantity.value = quantity.low = quantity.high = quantity.value // divisor
        quantity.start = quantity.start if half else at - 2 - bool(at > 2 and tokens[at - 3].flags & e.ARTICLE)
    if quantity.value is None and quantity.low is not None:
        quantity.low //= divisor
    if dozens and quantity.value is not None:
        # "A dozen to 20" are between the two.
        quantity.about(1)
    return quantity


def _divisor(tokens: list[Token], at: int) -> int:
    """The four of "a quarter of a million"; 1 where there is no such share."""
    shared = at > 1 and tokens[at - 1].flags & e.OF and tokens[at - 2].flags & e.FRACTION
    return int(tokens[at - 2].value or 1) if shared else 1


def _is_party_of(tokens: list[Token], at: int) -> bool:
    """ "Family of six": the number counts, not the family."""
    while at < len(tokens) and _describes_party(tokens[at]):
        at += 1
    if at + 2 >= len(tokens) or not tokens[at].flags & e.PARTY:
        return False
    return bool(tokens[at + 1].flags & e.OF and tokens[at + 2].flags & e.NUMERIC)


def _names_person(tokens: list[Token], at: int) -> bool:
    """Does a person noun in the singular end the noun phrase that begins here?"""
    last: Token | None = None
    for token in tokens[at : at + 6]:
        flags = token.flags
        if flags & e.PERSON and flags & e.VERB and last is not None:
            break
        if flags & e.PERSON or (flags & e.DEMONYM and not flags & e.PLURAL):
            last = token
        elif flags & e.VOICE:
            last = None
        elif flags & (e.THING | e.UNIT_WORD):
            if last is not None:
                return False
        elif _ends_phrase(token, last is not None):
            if last is not None and (token.flags & e.STRONG or _is_compound(tokens, token)):
                return False
            break
    return last is not None and (not last.flags & e.PLURAL or bool(last.flags & e.COLLECTIVE_NOUN))


def _is_compound(tokens: list[Token], token: Token) -> bool:
    """ "A suspect description has …": the person is only part of a name for a thing."""
    if token.flags or token.ending or token.capital or not token.low[0].isalpha():
        return False
    at = tokens.index(token) + 1
    return at < len(tokens) and bool(tokens[at].flags & (e.BE | e.HAVE))


def _ends_phrase(token: Token, headed: bool) -> bool:
    if token.flags:
        return not token.flags & (_IN_PHRASE | e.DEMONYM)
    verbal = token.ending & e.GERUND and "-" not in token.low
    return headed or bool(verbal) or not token.low[0].isalnum()


def _take_before(tokens: list[Token], quantity: Quantity) -> None:
    """Take in the hedges before a number, and "another", "a further", "a family of"."""
    at = quantity.start - 1
    for _ in range(_STEPS):
        if at < 0:
            break
        flags = tokens[at].flags
        if flags & e.BEFORE:
            qualifier = Qualifier(tokens[at].entry.qualifier)
            # "Could rise to | more than 300" has no ceiling either.
            open_ended = qualifier is Qualifier.AT_MOST and quantity.low is not None and quantity.high is None
            if not (open_ended or _is_rise(tokens, at) or qualifier is Qualifier.EXACT):
                quantity.hedge(qualifier)
            quantity.start = at
        elif flags & e.TOWARD and at and tokens[at - 1].flags & e.RISE:
            # "The toll rose toward 300"; not "shot toward three people".
            quantity.hedge(Qualifier.NEARLY)
            quantity.start = at
        elif flags & e.MORE_BEFORE:
            quantity.more, quantity.start = True, at
        elif (party := _party(tokens, at)) >= 0:
            quantity.start = at = party
        elif not flags & (e.INSIDE | e.CURRENCY) or _is_known(tokens, at):
            break
        at -= 1


def _describes_party(token: Token) -> bool:
    """ "A whole family of six", "a Syrian family of six", "an extended family of six", which no lexicon knows."""
    known = token.flags & _OF_PARTY and not token.flags & (e.PARTY | _BEFORE_PARTY)
    return bool(known) or not (token.flags or not token.low.isalpha())


def _party(tokens: list[Token], at: int) -> int:
    """Where "a family of", "an entire family of" or "killed family of" begins, whose "of" is at `at`; -1 elsewhere."""
    if not tokens[at].flags & e.OF or at < 2 or not tokens[at - 1].flags & e.PARTY:
        return -1
    start = at - 1
    while start > 1 and _describes_party(tokens[start - 1]):
        start -= 1
    if not tokens[start - 1].flags & _BEFORE_PARTY:
        return -1
    return start - 1 if tokens[start - 1].flags & e.DETERMINER else start


def _is_known(tokens: list[Token], at: int) -> bool:
    """ "Above the 25 already confirmed": a number that others are held against has no hedge."""
    return at > 0 and bool(tokens[at].flags & e.THE) and tokens[at - 1].entry.qualifier != Qualifier.EXACT


def _is_rise(tokens: list[Token], at: int) -> bool:
    """ "Edged up to 39", "was revised up to 39", "the number was up to 39 on Friday", "the toll is now up to 39": no
    ceiling.
    """
    if not at or not tokens[at].flags & e.UP_TO:
        return False
    level = tokens[at - 1].flags & e.BE and at + 2 < len(tokens) and tokens[at + 2].flags & _AFTER_LEVEL
    return bool(tokens[at - 1].flags & (e.RISE | e.TOLL | e.MOVING) or level or _is_of_toll(tokens, at))


def _is_of_toll(tokens: list[Token], at: int) -> bool:
    """ "The death toll in Arba is now | up to 39"; not "may be up to 39"."""
    be = at - 1
    while be > 1 and tokens[be].flags & e.ADVERB and tokens[be].flags & e.LINK:
        be -= 1
    stands = be > 0 and tokens[be].flags & e.BE and not tokens[be - 1].flags & (e.MODAL | e.THERE)
    return bool(stands) and any(token.flags & (e.TOLL | e.NUMBER_NOUN) for token in tokens[:be])


def _take_after(tokens: list[Token], quantity: Quantity) -> None:
    """Take in the hedges behind a number: "or more", "plus", and "more", "additional"."""
    while quantity.end < len(tokens):
        token = tokens[quantity.end]
        if token.flags & e.AFTER and not quantity.single:
            quantity.hedge(Qualifier(token.entry.qualifier))
        elif token.flags & e.MORE_AFTER or (token.flags & e.OTHER and quantity.qualifier is Qualifier.ZERO):
            # "No other injuries".
            quantity.more = True
        else:
            break
        quantity.end += 1
