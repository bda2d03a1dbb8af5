"""A number with its hedge, and the interval that docs/figures.md gives its words. Knows no word of any language."""

from __future__ import annotations

from newsdesk.model import Number, Qualifier

SHARED = (Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.ABOUT)
"""Hedges that pass on to what is coordinated."""
_UNHEDGED = (Qualifier.VAGUE, Qualifier.ZERO)


class Quantity:
    """A number of the text: tokens[start:end] are its words, hedges included; tokens[at] its first number word."""

    __slots__ = ("article", "at", "end", "high", "low", "more", "named", "qualifier", "single", "start", "value")

    def __init__(self, start: int, end: int, value: Number | None, qualifier: Qualifier = Qualifier.EXACT) -> None:
        self.start = start
        self.at = start
        self.end = end
        self.value = value
        self.qualifier = qualifier
        self.low = value
        self.high = value
        self.more = False
        """An increment: "another 12"."""
        self.single = False
        """A determiner, "one", or a name: names a member, never a toll."""
        self.named = False
        """A person's name, up to `end`."""
        self.article = False
        """Given by no number at all, so that no hedge belongs to it."""

    def hedge(self, qualifier: Qualifier) -> None:
        """Put a qualifier on it and set the bounds that follow."""
        if self.value is None or self.article or self.qualifier in _UNHEDGED:
            return
        self.qualifier = qualifier
        self.low, self.high = bounds(qualifier, self.value)

    def between(self, low: Number, high: Number) -> None:
        """Make it a range: no single value was printed."""
        self.value, self.qualifier, self.low, self.high = None, Qualifier.BETWEEN, low, high

    def about(self, spread: Number) -> None:
        """Make it a round number of dozens."""
        value = self.value or 0
        self.qualifier, self.low, self.high = Qualifier.ABOUT, value - spread, value + spread


def vague(start: int, end: int, value: Number | None, low: Number, qualifier: Qualifier = Qualifier.VAGUE) -> Quantity:
    """A quantity that is only bounded from below: "dozens", "several", a bare plural."""
    quantity = Quantity(start, end, value, qualifier)
    quantity.low, quantity.high = low, None
    return quantity


def bounds(qualifier: Qualifier, value: Number, whole: bool = True) -> tuple[Number | None, Number | None]:
    """The closed interval that a hedge allows around N (docs/figures.md, "Words to intervals"); an open end is null.

    With `whole` false (magnitude, money, area, tonnes) a strict bound is N itself, for there is no next number.
    """
    step = 1 if whole else 0
    tenth: Number = max(1, -(-value // 10)) if whole else value / 10
    table: dict[Qualifier, tuple[Number | None, Number | None]] = {
        Qualifier.AT_LEAST: (value, None),
        Qualifier.MORE_THAN: (value + step, None),
        Qualifier.AT_MOST: (0, value),
        Qualifier.FEWER_THAN: (0, max(0, value - step)),
        Qualifier.ABOUT: (max(0, value - tenth), value + tenth),
        Qualifier.NEARLY: (max(0, value - tenth), max(0, value - step)),
        Qualifier.JUST_OVER: (value + step, value + tenth),
    }
    return table.get(qualifier, (value, value))
