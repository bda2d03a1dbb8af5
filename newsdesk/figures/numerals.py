"""Reads numbers in digits, in words and mixed ("1.2 million", "two hundred and five"), and their ranges."""

from __future__ import annotations

from typing import NamedTuple

from newsdesk.figures.bounds import Quantity
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import DASHES, Token, peek, scaled
from newsdesk.model import Number, Qualifier

_LARGEST = 10**12
_DOZEN = 12
_COUNTED = e.PERSON | e.NOUN | e.BODY
_GROUP = 3
"""Digits between two commas."""
_GOVERNS = e.ACTIVE | e.STRONG
"""What a range is told by: "killed from 12 to 15", "said from 12 to 15"."""


class Numeral(NamedTuple):
    """A number that ends before tokens[end]; `dozens` where it is a number of dozens."""

    value: Number
    end: int
    dozens: bool


def read(tokens: list[Token], at: int) -> Numeral:
    """The longest number that begins at `at`, where one does."""
    total: Number = 0
    group: Number = 0
    end, dozens = at, False
    while end < len(tokens) and total <= _LARGEST and group <= _LARGEST:
        flags, value = tokens[end].flags, tokens[end].value
        if flags & e.DIGITS:
            if end > at:
                break
            group = value
        elif _adds(tokens, at, end, group):
            group += value
        elif flags & e.MULTIPLE:
            group, dozens = (group * value if end > at else value), True
        elif flags & e.MULTIPLIER:
            total, group = _multiplied(total, group, value, tokens[end - 1].flags)
        elif end > at and (unit := _and_a_half(tokens, end)):
            group += unit / 2
            end += 2
        elif not (flags & e.AND and _continues(tokens, end, at)):
            break
        end += 1
    return Numeral(scaled(total + group, 1), end, dozens)


def _multiplied(total: Number, group: Number, value: Number, before: int) -> tuple[Number, Number]:
    """The sum so far and the group behind it, once it is so many hundreds, thousands, lakh crore."""
    if before & e.MULTIPLIER and total and not group:
        return scaled(total, value), 0
    group = scaled(group or 1, value)
    return (total + group, 0) if value >= 1000 else (total, group)


def _and_a_half(tokens: list[Token], at: int) -> int:
    """The unit that is halved at `at`: one in "two and a half million", a million in "a million and a half"; or 0."""
    if at + 2 >= len(tokens) or not (tokens[at].flags & e.AND and tokens[at + 1].flags & e.ARTICLE):
        return 0
    if not tokens[at + 2].flags & e.HALF:
        return 0
    if tokens[at - 1].flags & e.MULTIPLIER:
        return int(tokens[at - 1].value)
    return int(at + 3 < len(tokens) and bool(tokens[at + 3].flags & e.MULTIPLIER))


def _adds(tokens: list[Token], at: int, end: int, group: Number) -> bool:
    """Does this word add to the group before it ("twenty five", "hundred six")?"""
    flags = tokens[end].flags
    if flags & e.TENS:
        return not group % 100 and (end == at or not tokens[end - 1].flags & e.DIGITS)
    if not flags & e.UNIT:
        return False
    before = peek(tokens, end - 1).flags
    return end == at or (bool(before & (e.TENS | e.MULTIPLIER | e.AND)) and not group % 10)


def _continues(tokens: list[Token], end: int, at: int) -> bool:
    """Is this "and" inside a number ("two hundred and five")?"""
    before = tokens[end - 1]
    if end == at or not before.flags & e.MULTIPLIER or tokens[at].flags & e.DIGITS or end + 1 >= len(tokens):
        return False
    return bool(tokens[end + 1].flags & (e.UNIT | e.TENS)) and before.value <= 1000


def counted(tokens: list[Token], at: int) -> Quantity:
    """The quantity that begins here, a number or a range of two."""
    value, end, dozens = _parted(tokens, at) or read(tokens, at)
    first = tokens[at]
    quantity = Quantity(at, end, value)
    quantity.single = value == 1 and bool(first.flags & e.SINGLE)
    if dozens and value <= 10 * _DOZEN:
        quantity.about(value // _DOZEN)
    if first.upper is not None:
        quantity.between(value, first.upper if end == at + 1 else value // (first.value or 1) * first.upper)
        return quantity
    if first.flags & e.DIGITS and first.entry.qualifier:
        quantity.hedge(Qualifier(first.entry.qualifier))
    _extend(tokens, quantity, value)
    return quantity


def _parted(tokens: list[Token], at: int) -> Numeral | None:
    """ "More than 208, 900 people": one number, which a space parts behind its comma."""
    if at + 3 >= len(tokens) or not at or not tokens[at - 1].flags & e.BEFORE or tokens[at + 1].low != ",":
        return None
    first, second = tokens[at], tokens[at + 2]
    whole = first.flags & second.flags & e.DIGITS and first.low.isdigit() and len(first.low) <= _GROUP
    if not whole or len(second.low) != _GROUP or not second.low.isdigit() or not tokens[at + 3].flags & _COUNTED:
        return None
    return Numeral(int(first.value * 10**_GROUP + second.value), at + 3, False)


def _extend(tokens: list[Token], quantity: Quantity, value: Number) -> None:
    """Join "A to B", "A or B", "between A and B"."""
    end = quantity.end
    lead = quantity.at - 1
    if lead > 0 and end + 2 < len(tokens) and tokens[lead].flags & tokens[end + 1].flags & e.CURRENCY:
        lead, end = lead - 1, end + 1
    if end + 1 >= len(tokens) or not tokens[end + 1].flags & (e.DIGITS | e.UNIT | e.TENS):
        return
    before = tokens[lead].flags if lead >= 0 else 0
    if not _joins(tokens, quantity.at, tokens[quantity.end], before):
        return
    upper, stop, _ = read(tokens, end + 1)
    last = tokens[stop - 1]
    governed = before & e.FROM and lead > 0 and bool(tokens[lead - 1].flags & _GOVERNS)
    if governed and not (stop < len(tokens) and tokens[stop].flags & _COUNTED):
        # "The fire burned from 5 to 14".
        return
    if last.flags & (e.MULTIPLIER | e.MULTIPLE) and value * last.value <= upper and stop > end + 2:
        value *= int(last.value)
    if upper > value and not tokens[end + 1].upper:
        quantity.end = stop
        if before & e.BETWEEN:
            quantity.at = lead if lead == quantity.at - 1 else quantity.at
            quantity.start = lead
        elif governed:
            quantity.start = lead
        quantity.between(value, upper)


def _joins(tokens: list[Token], at: int, joint: Token, before: int) -> bool:
    """Do these words make a range? "Ranging from 12 to 15" does, "rose from 12 to 15" and "rose by 3 to 15" do not."""
    if before & e.ARTICLE and at > 1:
        # "Rose by | a dozen to 87".
        at, before = at - 1, tokens[at - 2].flags
    if joint.flags & e.AND:
        return bool(before & e.BETWEEN)
    if joint.low in DASHES and before & e.MONTH:
        # "OSLO, March 16 - Fifty people …".
        return False
    if not joint.flags & (e.TO | e.OR) and joint.low not in DASHES:
        return False
    if (before & e.RISE and not joint.flags & e.OR) or (
        before & e.AGENT and at > 1 and tokens[at - 2].flags & (e.TOLL_VERB | e.TOLL)
    ):
        # Nor does "raised the toll by six to 42".
        return False
    # "Killed from 12 to 15", "said from 12 to 15".
    return not before & e.FROM or at == 1 or bool(tokens[at - 2].flags & (e.RANGING | _GOVERNS | e.THAT | e.CONTRAST))
