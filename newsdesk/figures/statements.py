"""Tells verbs of speech that state something from nouns, commands and deeds: "told 600 to leave", "cut the road"."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures import moments
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import CLOSERS, Token

_COUNTS = e.TOLL | e.NUMBER_NOUN
_BEFORE_NOUN = e.DETERMINER | e.ADJECTIVE | e.PLAIN | e.ACCORDING | e.PREPOSITION | e.VERB | e.UPHOLDING
_LIVES = 7
"""Words from "claimed" to the lives it claimed."""
_RECOUNT = 6
"""Words from "cut" to the "toll" that somebody cut."""
_DECREE = 6
"""Words from "declared" to the "mourning" of "three days of mourning"."""
_GIVEN = 9
"""Words from "gave" to the "hours" that it gave."""
_TOLD = 6
"""Words from "told" to the "to" of what somebody is told to do."""
_COUNTED = e.DETERMINER | e.ADJECTIVE | e.PLAIN | e.DEMONYM
_DONE = e.HAVE | e.BE | e.ACTIVE
"""Behind "to" these are what somebody "claims to have" done."""
_NO_LISTENER = e.AUXILIARY | e.ACTIVE | e.MOVE | e.THAT | e.TOLL | e.PREPOSITION


def is_none(tokens: list[Token], at: int) -> bool:
    """Reported by, said to be, would not say, to say, told to leave; and nouns that look like verbs."""
    after = tokens[at + 1].flags if at + 1 < len(tokens) else 0
    if _is_deed(tokens, at) or _is_command(tokens, at) or _takes_in(tokens, at) or _gives_time(tokens, at):
        return True
    if _is_ascribed(tokens, at, after) or _is_done(tokens, at, after) or _is_held_of(tokens, at, after):
        return True
    noun = tokens[at].flags & e.DOCUMENT and _is_noun(tokens, at, after)
    if noun or (tokens[at].flags & e.WEAK and after & e.OF):
        return True
    return at > 1 and bool(tokens[at - 1].flags & (e.NOT | e.TO))


def _is_ascribed(tokens: list[Token], at: int, after: int) -> bool:
    """ "Reported by", "said to be"; not "said by telephone"."""
    by_medium = at + 2 < len(tokens) and (tokens[at + 2].flags & e.MEDIUM or moments.past(tokens, at + 2) > at + 2)
    return bool(
        tokens[at].flags & e.STRONG and after & e.ASCRIBED and not tokens[at].flags & e.ADRIFT and not by_medium
    )


def _is_done(tokens: list[Token], at: int, after: int) -> bool:
    """ "Released 12", "released only 12", "told of"."""
    passed = next((k for k in range(at + 1, len(tokens)) if not tokens[k].flags & e.ADVERB), at)
    counted = tokens[passed].flags & (e.NUMERIC | e.BEFORE)
    acts = tokens[at].flags & e.ACTIVE and (counted or _is_done_to(tokens, at))
    return bool(acts or (tokens[at].flags & e.TOLD and after & e.OF))


def _is_held_of(tokens: list[Token], at: int, after: int) -> bool:
    """ "Believed to be", "confirmed to have", "listed dead"."""
    flags = tokens[at].flags
    of_somebody = after & e.TO and at + 2 < len(tokens) and tokens[at + 2].flags & e.HAVE
    held = (flags & e.HELD_TO and after & e.TO) or (flags & e.CONFIRMED and of_somebody)
    return bool(held or (flags & e.WEAK and (_is_said_of(tokens, at, after) or is_deed_owned(tokens, at))))


def _is_done_to(tokens: list[Token], at: int) -> bool:
    """ "Released the tanker and its 21 crew", "… the last 21 nuns"; not "… the toll", "… the names of the dead"."""
    k = at + 1
    while k < len(tokens) and (tokens[k].flags & (_COUNTED | e.NUMERIC) or "-" in tokens[k].low):
        k += 1
        if tokens[k - 1].flags & e.NUMERIC and k < len(tokens) and tokens[k].flags & e.PERSON:
            return True
    if not at + 1 < k < len(tokens) - 2 or tokens[k].flags & e.DOCUMENT:
        return False
    thing = tokens[k].flags & (e.THING | e.PERSON) and tokens[k + 1].flags & e.AND
    return bool(thing and tokens[k + 2].flags & (e.DETERMINER | e.NUMERIC))


def _is_command(tokens: list[Token], at: int) -> bool:
    """ "Told 600 villagers to leave"; not "told reporters that", "told AFP 12 had to be rescued"."""
    if not tokens[at].flags & e.TOLD:
        return False
    told = tokens[at + 1 : at + _TOLD]
    to = next((k for k, token in enumerate(told) if token.flags & e.TO), 0)
    if to == 0 or not told[to - 1].flags & (e.PERSON | e.VOICE | e.OBJECT_PRONOUN):
        return False
    return not any(token.flags & _NO_LISTENER or token.low in CLOSERS for token in told[:to])


def _takes_in(tokens: list[Token], at: int) -> bool:
    """ "The clinic admitted more than 40 people, …"; not "the army admitted 40 people had died"."""
    k = at + 1
    while k < len(tokens) and tokens[k].flags & (_COUNTED | e.NUMERIC | e.BEFORE | e.MORE_BEFORE):
        k += 1
    if not tokens[at].flags & e.ADMITTING or not any(token.flags & e.NUMERIC for token in tokens[at + 1 : k]):
        return False
    if k >= len(tokens) or not tokens[k].flags & e.PERSON:
        return False
    behind = tokens[k + 1] if k + 1 < len(tokens) else None
    return behind is None or behind.low in CLOSERS or bool(behind.flags & (e.PREPOSITION | e.COORDINATOR | e.ADVERB))


def _gives_time(tokens: list[Token], at: int) -> bool:
    """ "Gave families living by the river 24 hours to leave as the toll rose": no statement; not "gave the toll"."""
    if not tokens[at].flags & e.GIVING:
        return False
    for one, two in pairwise(tokens[at + 1 : at + _GIVEN]):
        if one.flags & (_COUNTS | e.DOCUMENT | e.TRIGGER) or one.low in CLOSERS:
            return False
        if one.flags & e.NUMERIC and two.flags & e.UNIT_WORD:
            return True
    return False


def _is_deed(tokens: list[Token], at: int) -> bool:
    """ "Declared an emergency", "cut the road", "raised the alarm"; not "declared 12 dead", "raised the toll"."""
    decreed = any(token.flags & e.DECREED for token in tokens[at + 1 : at + _DECREE])
    counts = any(token.flags & _COUNTS for token in tokens[at + 1 : at + _RECOUNT])
    counted = any(token.flags & (e.NUMERIC | e.DOCUMENT | e.OBJECT_PRONOUN) for token in tokens[at + 1 : at + _RECOUNT])
    moved = tokens[at].flags & e.MOVING and not tokens[at].flags & e.RECOUNTING and not counted
    return bool(
        (tokens[at].flags & e.PROCLAIMING and decreed) or ((moved or tokens[at].flags & e.RECOUNTING) and not counts)
    )


def _is_said_of(tokens: list[Token], at: int, after: int) -> bool:
    """ "People confirmed as missing", "listed dead", "has claimed 29 lives": nobody speaks."""
    if after & e.AS or (after & (e.STATE | e.PARTICIPLE) and not after & e.ADJECTIVE):
        return True
    lives = (token.flags & e.LIFE or token.entry.needs == "lives" for token in tokens[at : at + _LIVES])
    return bool(tokens[at].flags & e.LIFE_BEFORE) and any(lives)


def is_deed_owned(tokens: list[Token], at: int) -> bool:
    """ "The group claimed the attack", "a bombing claimed by the group": a deed, and no statement."""
    if not tokens[at].flags & e.LIFE_BEFORE or at + 1 >= len(tokens):
        return False
    if tokens[at + 1].flags & e.AGENT:
        return bool(tokens[at - 1].flags & e.EVENT)
    k = at + 1
    while k < len(tokens) and (tokens[k].flags & _COUNTED or not (tokens[k].flags or tokens[k].capital)):
        # "A suicide bombing", "a roadside bombing".
        k += 1
    if k == at + 1 or k >= len(tokens) or not tokens[k].flags & e.EVENT:
        return False
    after = tokens[k + 1].flags if k + 1 < len(tokens) else 0
    return not after & (e.AUXILIARY | e.ACTIVE | e.LEAVE | e.VERB)


def _claims_deed(tokens: list[Token], at: int, after: int) -> bool:
    """ "The army claims it killed 40"."""
    body = at > 0 and tokens[at - 1].flags & e.VOICE and tokens[at - 1].flags & (e.INSTITUTION | e.PLURAL | e.CREDITED)
    return bool(body and after & e.PRONOUN)


def _counts(tokens: list[Token], at: int, after: int) -> bool:
    """ "Police estimate 100 are missing", "the ministry of health reports 36 deaths": a body that opens its clause."""
    if not after & (e.NUMERIC | e.BEFORE) or at < 1:
        return False
    body = at - 1 - (2 if at > 2 and tokens[at - 2].flags & e.OF else 0)
    first = body - bool(body and tokens[body - 1].flags & e.DETERMINER)
    opens = first == 0 or tokens[first - 1].low in CLOSERS
    return opens and bool(tokens[body].flags & e.VOICE)


def _is_noun(tokens: list[Token], at: int, after: int) -> bool:
    """Is "reports" or "estimates" a noun here: a verb follows, or an adjective or article stands before?"""
    if _claims_deed(tokens, at, after) or _counts(tokens, at, after):
        return False
    to_do = after & e.TO and at + 2 < len(tokens) and tokens[at + 2].flags & _DONE
    if not at or (after & (e.SPEECH | e.AUXILIARY | e.DOCUMENT_BY) and not to_do):
        return True
    if at > 1 and tokens[at - 1].flags & e.RELATIVE and tokens[at - 2].low == ",":
        # "The front, which claims it holds 40".
        return False
    before = tokens[at - 1].flags
    return bool(before & (_BEFORE_NOUN | e.SPEECH)) and not (to_do and before & (e.VOICE | e.PERSON | e.PARTY))
