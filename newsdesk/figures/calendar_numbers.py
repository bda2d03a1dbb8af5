"""Tells numbers of the calendar and the clock from those that count: "19 May", "in 2017", "0930 GMT"."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures.bounds import Quantity
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import Token

YEARS = range(1800, 2100)
"""Numbers of four digits that are more likely years than counts."""
_LAST_DAY = 31
_TOLL_BEFORE = 8
"""Words from a toll to the "at" of its number."""
_HHMM, _HOURS, _MINUTES = 4, 24, 60
_AFTER_CLOCK = frozenset((",", "("))
_COUNTED = e.PERSON | e.DEMONYM
_COUNTED_OR_TOLD = _COUNTED | e.AUXILIARY | e.MOVE
_COUNTED_SOMEHOW = _COUNTED | e.ADJECTIVE | e.AUXILIARY | e.TRIGGER | e.PLAIN


def is_date(tokens: list[Token], quantity: Quantity, before: Token, after: Token | None) -> bool:
    value = quantity.value
    if not tokens[quantity.at].flags & e.DIGITS:
        return False
    if value is None:
        return _are_days(quantity, before, after)
    if _is_clock(tokens, quantity, after):
        return True
    counted = after is not None and bool(after.flags & _COUNTED_OR_TOLD)
    marked = before.low == "." or (before.low == "," and not counted)
    name = tokens[quantity.at - 2] if marked and quantity.at > 1 else before
    if value <= _LAST_DAY:
        listed = _is_further_day(tokens, quantity, after) or _is_first_day(tokens, quantity.end)
        return listed or _is_day(tokens, quantity, name, after)
    return value in YEARS and "," not in tokens[quantity.at].low and _is_year(before, name, after)


def _are_days(quantity: Quantity, before: Token, after: Token | None) -> bool:
    """ "From March 3 to 9"; not "in March 3 to 9 people …"."""
    days = quantity.high is not None and quantity.high <= _LAST_DAY and before.flags & e.MONTH and before.capital
    return bool(days) and not (after is not None and after.flags & _COUNTED_SOMEHOW & ~e.AUXILIARY)


def _is_clock(tokens: list[Token], quantity: Quantity, after: Token | None) -> bool:
    """ "At 1300, four soldiers", "at about 2100 on 18 March", "at 1045 (1645 GMT)"; not "put at 1300"."""
    raw, at = tokens[quantity.at].raw, quantity.start - 1
    if len(raw) != _HHMM or not raw.isdigit() or int(raw[:2]) >= _HOURS or int(raw[2:]) >= _MINUTES:
        return False
    if at < 0 or not tokens[at].flags & e.LINK or not tokens[at].flags & e.PLACE:
        return False
    before = tokens[max(0, at - _TOLL_BEFORE) : at]
    toll = any(token.flags & (e.TOLL | e.NUMBER_NOUN) for token in before)
    group = any(one.flags & e.THE and two.flags & e.GROUP for one, two in pairwise(before))
    if toll or group or (after is not None and after.flags & (e.STATE | e.GROUP)):
        # "The death toll stood on Monday at 1300", "police put the dead at 1300".
        return False
    timed = after is not None and (after.flags & (e.HOUR | e.ON_DAY) or after.low in _AFTER_CLOCK)
    if not at or tokens[at - 1].low == "," or tokens[at - 1].flags & e.TODAY:
        return True
    return bool(timed) and not tokens[at - 1].flags & (e.TOLL | e.TOLL_VERB | e.NUMBER_NOUN | e.SPEECH | e.RISE)


def _is_day(tokens: list[Token], quantity: Quantity, name: Token, after: Token | None) -> bool:
    if after is not None and _is_month(after):
        return True
    if not name.flags & e.MONTH or not (name.capital or not name.flags & e.AMBIGUOUS_MONTH):
        return False
    said = tokens[quantity.at - 2].flags if quantity.at > 1 and name is tokens[quantity.at - 1] else 0
    # "On 5 May 40 people …", "in May 40 people …".
    counted = after is not None and bool(after.flags & _COUNTED)
    return not (said & e.DIGITS or (said & e.INTO_MONTH and counted))


def _is_year(before: Token, name: Token, after: Token | None) -> bool:
    follows = after.flags if after is not None else 0
    if before.flags & e.INTO_MONTH or (before.flags & e.DETERMINER and follows & e.EVENT):
        return True
    if before.flags & (e.PREPOSITION | e.MONTH) or name.flags & e.MONTH:
        return not follows & _COUNTED
    return bool(follows & (e.NOUN | e.EVENT | e.OBJECT) and not follows & e.PLURAL) or not follows & _COUNTED_SOMEHOW


def _is_further_day(tokens: list[Token], quantity: Quantity, after: Token | None) -> bool:
    """ "On April 5, 6 and 7", "on March 3 and 14": the days behind the first."""
    if after is not None and after.flags & _COUNTED_SOMEHOW:
        return False
    back = quantity.at - 1
    while back > 1 and (tokens[back].low == "," or tokens[back].flags & (e.AND | e.DIGITS)):
        back -= 1
    listed = tokens[back + 1 : quantity.at]
    days = bool(listed) and listed[0].flags & e.DIGITS and listed[0].value <= _LAST_DAY
    return bool(days and len(listed) > 1 and tokens[back].flags & e.MONTH and tokens[back].capital)


def _is_first_day(tokens: list[Token], at: int) -> bool:
    """The 9 of "from 9 to 14 May", "between 9 and 14 May"."""
    behind = tokens[at : at + 3]
    if len(behind) < 3 or not (behind[0].flags & (e.TO | e.AND) and behind[1].flags & e.DIGITS):
        return False
    return behind[1].value <= _LAST_DAY and _is_month(behind[2])


def _is_month(token: Token) -> bool:
    """ "10 May"; not "10 more may die"."""
    return bool(token.flags & e.MONTH) and (token.raw[0].isupper() or not token.flags & e.AMBIGUOUS_MONTH)
