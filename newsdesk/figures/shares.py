"""Tells the numbers that say how large a share is: "one in three", "one person in 12", "every 30 seconds a child"."""

from __future__ import annotations

from newsdesk.figures.bounds import Quantity
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import Token

_LARGEST_BASE = 10
"""Of a share in few words ("nine out of ten")."""
_LARGEST_PART = 100
"""Of whom one person is ("one person in 12")."""
_SHARE = e.UNIT | e.DIGITS
_FARES = e.AUXILIARY | e.MOVE
"""What "one person in 12" does."""


def is_of_share(tokens: list[Token], quantity: Quantity) -> bool:
    """ "One in three had lost a child", "40% of them lost a parent", "every 30 seconds a child dies": no one child."""
    if not quantity.article:
        return False
    told = range(quantity.start - 1)
    return any(is_share(tokens, k) or _is_per_cent(tokens, k) or _is_rhythm(tokens, k) for k in told)


def is_base(tokens: list[Token], quantity: Quantity) -> bool:
    """The ten of "one in ten houses"."""
    before = quantity.start - 1
    if before < 1 or not tokens[before].flags & e.WITHIN:
        return False
    if is_one_of_so_many(tokens, before - 1):
        return True
    return bool(tokens[before - 1].flags & _SHARE and is_share(tokens, before))


def is_one_of_so_many(tokens: list[Token], at: int) -> bool:
    """ "One person in 12 was hurt"; not "killed one person in two cars", "one person in 2019"."""
    if at < 1 or at + 3 >= len(tokens) or tokens[at - 1].value != 1 or not tokens[at + 1].flags & e.WITHIN:
        return False
    one = tokens[at].flags & e.PERSON and not tokens[at].flags & e.PLURAL
    so_many = tokens[at + 2].flags & _SHARE and tokens[at + 2].value <= _LARGEST_PART
    return bool(one and so_many and tokens[at + 3].flags & _FARES)


def is_share(tokens: list[Token], at: int) -> bool:
    """ "One in three", "one in every eight", "seven in 10"."""
    if at < 1 or at + 1 >= len(tokens) or not tokens[at].flags & e.WITHIN or not tokens[at - 1].flags & _SHARE:
        return False
    base = at + 2 if tokens[at + 1].flags & e.EVERY else at + 1
    return base < len(tokens) and bool(tokens[base].flags & _SHARE) and tokens[base].value <= _LARGEST_BASE


def _is_per_cent(tokens: list[Token], at: int) -> bool:
    """The "percent" of "40 percent of those asked"."""
    share = e.UNIT_WORD | e.SHARE
    return tokens[at].flags & share == share and bool(tokens[at + 1].flags & e.OF)


def _is_rhythm(tokens: list[Token], at: int) -> bool:
    """The "every" of "every 30 seconds", "every minute"."""
    if at + 2 >= len(tokens) or not tokens[at].flags & e.EVERY or not tokens[at].flags & e.RATE:
        return False
    counted = at + 1 if tokens[at + 1].flags & e.NUMERIC else at
    return bool(tokens[counted + 1].flags & e.UNIT_WORD)
