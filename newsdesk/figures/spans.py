"""Where a figure stands in its sentence, and how far its clause reaches. Knows no measure."""

from __future__ import annotations

from typing import NamedTuple

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import Token

WALLS = frozenset((";", "—", "–", "-", "(", ")"))


class Span(NamedTuple):
    """Where a figure stands in its sentence, in tokens."""

    number: int
    """First word of its quantity."""
    end: int
    """Behind its noun."""
    first: int
    last: int
    """tokens[first:last] hold number and measure."""
    start: int
    stop: int
    """tokens[start:stop] are its clause, up to walls and to the neighbouring figures."""


def clause(tokens: list[Token], first: int, last: int, others: list[tuple[int, int]]) -> tuple[int, int]:
    """The clause of a figure that stands on tokens[first:last], up to walls and to the neighbouring figures."""
    low = max((min(stop, first) for start, stop in others if start < first), default=0)
    high = min((start for start, stop in others if start >= last), default=len(tokens))
    start, end = first, last
    while start > low and not is_wall(tokens[start - 1]):
        start -= 1
    while end < high and not is_wall(tokens[end]):
        end += 1
    if end == high < len(tokens):
        while end > last and not _is_joint(tokens[end - 1]):
            end -= 1
        end = max(last, end - 1)
    return start, end


def is_wall(token: Token) -> bool:
    return token.low in WALLS or bool(token.flags & e.CONTRAST)


def _is_joint(token: Token) -> bool:
    """Does this word lead to the next figure, whose own words begin here?"""
    return bool(token.flags & (e.PREPOSITION | e.COORDINATOR)) or token.low == ","
