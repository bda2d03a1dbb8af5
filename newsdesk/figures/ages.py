"""Tells ages from counts: "Smith, 35, of Leeds", "aged about 50", "the youngest was 9".

Ages are marked on the way, so that a list of them is known as one.
"""

from __future__ import annotations

from newsdesk.figures.bounds import Quantity
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import DASHES, Token, peek
from newsdesk.model import Qualifier

_OLDEST = 115
_TOLL_WAS = 4
_ELDEST = 10
"""Words from "the youngest" to its age."""
_THOUGHT = 4
"""Words of "believed to be"."""
_LIST = 40
"""Words back to an age of the same list."""
_COUNT = 2
"""Words of "three young" before "men"."""
_SHARE = e.UNIT | e.DIGITS
_BOUNDS_OF_AGE = range(1, _OLDEST)
_BOUNDING = (Qualifier.MORE_THAN, Qualifier.FEWER_THAN)
_ROUGH = (Qualifier.ABOUT, Qualifier.NEARLY, Qualifier.JUST_OVER)
_AFTER_AGE_MARKS = frozenset((",", ")", ".", ";", *DASHES))
_AFTER_AGE = e.COORDINATOR | e.AUXILIARY | e.PREPOSITION | e.VERB
_NOT_AGED = e.ADVERB | e.MONTH | e.COUNTRY | e.TRIGGER | e.NUMERIC
_COUNTED = e.PERSON | e.DEMONYM
_WHOSE_AGE = e.PERSON | e.GROUP | e.OF | e.OF_THEM | e.DETERMINER | e.PLAIN | e.ADJECTIVE | e.DEMONYM
_MANY = e.PLURAL | e.PARTY | e.COLLECTIVE_NOUN
_OF_PERSON = e.GROUP | e.STATE | e.PLAIN | e.ADJECTIVE | e.DEMONYM | e.PERSON
_BELIEVED = e.BE | e.TO | e.ADVERB | e.WEAK


def is_age(tokens: list[Token], quantity: Quantity) -> bool:
    """Is this number an age? It is marked as one."""
    before = tokens[quantity.at - 1] if quantity.at else None
    after = tokens[quantity.end] if quantity.end < len(tokens) else None
    if before is None or not quantity.start or quantity.single:
        return False
    aged = (
        _is_of_age(tokens, quantity)
        or _is_age_bound(tokens, quantity, after)
        or _is_of_one(tokens, quantity)
        or _is_rough(tokens, quantity, after)
        or _is_of_eldest(tokens, quantity, after)
        or _is_of_the_person(tokens, quantity, after)
        or _is_at_death(tokens, quantity, after)
        or _is_told(tokens, quantity, before, after)
    )
    if aged:
        tokens[quantity.at].flags |= e.AGED
    return aged


def _is_rough(tokens: list[Token], quantity: Quantity, after: Token | None) -> bool:
    """ "A man, about 40, was killed", "the woman, believed to be 30, …", "Smith, over 60, …"."""
    ends = after is None or after.low in _AFTER_AGE_MARKS
    at = quantity.start - 1
    while at > 0 and quantity.start - at <= _THOUGHT and tokens[at].flags & _BELIEVED:
        at -= 1
    apart = at > 0 and tokens[at].low == "," and (quantity.value or _OLDEST) < _OLDEST
    return ends and apart and _may_be_aged(tokens, at - 1)


def _may_be_aged(tokens: list[Token], at: int) -> bool:
    """ "A man", "Smith", the counted "two boys"; not "rebels, about 40, …", "in Leeds, about 40, …"."""
    person = tokens[at].flags
    if not person & e.PERSON:
        return tokens[at].capital and not person and not _is_of_place(tokens, at + 1)
    counted = any(token.flags & e.NUMERIC for token in tokens[max(0, at - _COUNT) : at])
    return not person & e.COLLECTIVE_NOUN and (counted or not person & e.PLURAL)


def _is_at_death(tokens: list[Token], quantity: Quantity, after: Token | None) -> bool:
    """ "Actor dies, 95"; not "three die, 12 hurt"."""
    ends = after is None or not after.low[0].isalnum()
    dies = quantity.at > 1 and tokens[quantity.at - 1].low == "," and tokens[quantity.at - 2].flags & e.MOVE
    return ends and bool(dies)


def _is_of_eldest(tokens: list[Token], quantity: Quantity, after: Token | None) -> bool:
    """ "The youngest of the dead was 17", "the average age was 81", "… and the youngest 9"."""
    last = tokens[quantity.start - 1].flags if quantity.start else 0
    if after is not None and (after.low[0].isalnum() and not after.flags & e.COORDINATOR):
        return False
    for at in range(quantity.start - 1, max(-1, quantity.start - _ELDEST), -1):
        if tokens[at].flags & e.ELDEST:
            return at == quantity.start - 1 or bool(last & (e.BE | e.OF_THEM))
        if tokens[at].flags & e.NUMERIC:
            break
    return False


def _is_of_the_person(tokens: list[Token], quantity: Quantity, after: Token | None) -> bool:
    """ "The dead man was 52": one person is no 52; not "the crew was 52"."""
    if after is not None and after.low[0].isalnum() and not after.flags & e.COORDINATOR:
        return False
    person = quantity.start - 2
    if person < 1 or not tokens[person + 1].flags & e.BE or (quantity.value or _OLDEST) >= _OLDEST:
        return False
    if not tokens[person].flags & e.PERSON or tokens[person].flags & _MANY:
        return False
    while person > 0 and tokens[person - 1].flags & _OF_PERSON and not tokens[person - 1].flags & e.THE:
        person -= 1
    return person > 0 and bool(tokens[person - 1].flags & e.THE)


def _is_of_age(tokens: list[Token], quantity: Quantity) -> bool:
    """ "Between the ages of 16-18", "ranging in age from 19 to 27", "aged about 50"."""
    at = quantity.at - 1
    if tokens[quantity.start - 1].flags & e.AGE:
        return True
    if tokens[at].flags & e.TO and tokens[at - 1].flags & e.AGED:
        return True
    return bool(tokens[at].flags & (e.OF | e.FROM) and peek(tokens, at - 1).flags & e.AGE)


def _is_told(tokens: list[Token], quantity: Quantity, before: Token, after: Token | None) -> bool:
    """ "Smith, 35, of Leeds", "(22)", "who was 70", and the rest of a list of ages."""
    if (quantity.value or _OLDEST) >= _OLDEST:
        return False
    back = quantity.start - 1
    while back > 0 and (tokens[back].flags & (e.AND | e.OR | e.BOTH) or tokens[back].low == ","):
        back -= 1
    if back < quantity.start - 1 and tokens[back].flags & e.AGED:
        if after is not None and after.flags & (e.PERSON | e.NOUN | e.BODY | e.BUILDING):
            # "Five children under the age of five and seven women".
            return False
        return quantity.qualifier is Qualifier.EXACT or quantity.qualifier in _ROUGH
    if before.flags & e.BE and tokens[quantity.at - 2].flags & e.WHOSE:
        return after is None or not after.flags & (e.PERSON | e.ADJECTIVE | e.PLAIN)
    return _is_apposed(tokens, quantity, before, after, back) or _is_of_counted(tokens, quantity, after)


def _is_of_counted(tokens: list[Token], quantity: Quantity, after: Token | None) -> bool:
    """ "Two of the dead were 19", "all three were 21": those counted need no second number."""
    if after is not None and (after.low[0].isalnum() and not after.flags & e.COORDINATOR):
        return False
    at = quantity.at - 2
    while at > 0 and tokens[at].flags & _WHOSE_AGE:
        at -= 1
    return tokens[quantity.at - 1].flags & e.BE > 0 and bool(tokens[at].flags & (_SHARE | e.BOTH))


def _is_age_bound(tokens: list[Token], quantity: Quantity, after: Token | None) -> bool:
    """ "Three of the dead were over 65", "4 of the wounded under 18"."""
    if quantity.value not in _BOUNDS_OF_AGE or quantity.qualifier not in _BOUNDING or not quantity.start:
        return False
    before = tokens[quantity.start - 1].flags if tokens[quantity.start].flags & e.PREPOSITION else 0
    if before & e.GROUP and not (quantity.start > 1 and tokens[quantity.start - 2].flags & (e.THE | e.OF)):
        # "A blast killed over 30".
        return False
    ends = after is None or bool(after.flags & _AFTER_AGE) or not after.low[0].isalnum()
    if any(
        token.flags & (e.TOLL | e.NUMBER_NOUN) for token in tokens[max(0, quantity.start - _TOLL_WAS) : quantity.start]
    ):
        return False
    # "Four, all over 70, have died", "six, most of them over 60, …".
    all_of_them = tokens[quantity.start].flags & e.EVERY and tokens[quantity.start - 1].low == ","
    some = before & (e.SHARE | e.OBJECT_PRONOUN) or (before and tokens[quantity.start - 1].ending & e.LY)
    return ends and bool(all_of_them or some or before & (e.BE | e.GROUP | e.PERSON | e.OF_THEM))


def _is_of_one(tokens: list[Token], quantity: Quantity) -> bool:
    """ "A girl of three", "a boy of about 10", "two women, of 30 and 42"."""
    of = quantity.start - 1
    if of < 1 or not tokens[of].flags & e.OF:
        return False
    apart = tokens[of - 1].low == ","
    whom = tokens[of - (2 if apart else 1)].flags
    return bool(whom & e.PERSON and not whom & (e.PARTY | e.SILENT)) and (apart or not whom & e.PLURAL)


def _is_apposed(tokens: list[Token], quantity: Quantity, before: Token, after: Token | None, back: int) -> bool:
    """Does this number stand behind a person, between marks?"""
    both = before.flags & e.BOTH
    if after is None or not (both or before.low in (",", "(")):
        return False
    placed = before.low == "(" and after.low == ")" and _is_of_place(tokens, quantity.at - 1)
    if placed or _opens_part(tokens, quantity, after):
        return False
    name = tokens[back] if both else tokens[quantity.at - 2]
    if name.flags & e.AGED:
        return True
    # "18 people, 2 from Nepal".
    several = name.flags & e.PERSON and name.flags & e.PLURAL and after.flags & (e.AUXILIARY | e.FROM)
    if not tokens[quantity.at].flags & e.DIGITS or name.flags & _NOT_AGED or several:
        return False
    if not (name.flags & _COUNTED or name.capital or not name.flags):
        return False
    # "Ann Hawkins, 34, and Darrell Hawkins, 36 who were …", "… 36 were held", "Ann Lee, 32 was …".
    goes_on = after.flags & (e.RELATIVE | e.AUXILIARY) and name.capital
    before_it = tokens[max(0, quantity.at - _LIST) : quantity.at]
    listed = goes_on and (after.flags & e.ONE_ALONE or any(one.flags & e.AGED for one in before_it))
    # "Jamaine Sutton, 32 of Dunbar, was killed".
    listed = listed or (after.flags & e.OF and name.capital and _is_named_till_mark(tokens, quantity.end + 1))
    return after.low in _AFTER_AGE_MARKS or bool(listed or (after.flags & _AFTER_AGE and name.flags & e.PERSON))


def _opens_part(tokens: list[Token], quantity: Quantity, after: Token) -> bool:
    """ "According to the mayor, 3 | of the 7 herders"; not "Ann Lee, 34 of Leeds"."""
    whole = tokens[quantity.end + 1 : quantity.end + 3]
    return bool(after.flags & e.OF) and any(token.flags & e.NUMERIC for token in whole)


def _is_named_till_mark(tokens: list[Token], at: int) -> bool:
    first = at
    while at < len(tokens) and tokens[at].capital:
        at += 1
    ends = at < len(tokens) and (tokens[at].low in _AFTER_AGE_MARKS or tokens[at].flags & e.AUXILIARY)
    return first < at and bool(ends)


def _is_of_place(tokens: list[Token], at: int) -> bool:
    """ "Killed in Arba (25), Doria (11) and Lenz (four)": in the bracket at `at` stands a toll, and no age."""
    k = at - 1
    while k > 0 and tokens[k].capital and not tokens[k].flags & (e.COORDINATOR | e.PLACE):
        k -= 1
    if k <= 0 or k == at - 1:
        return False
    if tokens[k].flags & e.PLACE or (tokens[k].flags & e.COORDINATOR and not tokens[k].flags & e.AND):
        return True
    while k > 2 and (tokens[k].low == "," or tokens[k].flags & e.AND):
        k -= 1
    return tokens[k].low == ")" and tokens[k - 2].low == "(" and _is_of_place(tokens, k - 2)
