"""Numbers with their hedges, as the table prints them and as an editor types them: "20", "≥15", "about 40", "15-25"."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsdesk import text
from newsdesk.errors import CallWrong
from newsdesk.figures.bounds import bounds
from newsdesk.model import Measure, Number, Qualifier

GREATEST = 10**15
"""No sum of money in the news is greater."""
EXAMPLES = "Write for example 20, at least 15, about 40 or 15-25."


class Hedge(NamedTuple):
    """How a qualifier is written; the first sign and the first phrase are those that are printed."""

    signs: tuple[str, ...]
    phrases: tuple[str, ...]


HEDGES = {
    Qualifier.AT_LEAST: Hedge(("≥", ">="), ("at least",)),
    Qualifier.MORE_THAN: Hedge((">",), ("more than", "over")),
    Qualifier.AT_MOST: Hedge(("≤", "<="), ("up to", "at most")),
    Qualifier.FEWER_THAN: Hedge(("<",), ("fewer than", "less than", "under")),
    Qualifier.ABOUT: Hedge(("≈", "~"), ("about", "around")),
    Qualifier.NEARLY: Hedge(("≲",), ("nearly", "almost")),
    Qualifier.JUST_OVER: Hedge(("≳",), ("just over",)),
}
_QUALIFIERS = {written: qualifier for qualifier, hedge in HEDGES.items() for written in hedge.signs + hedge.phrases}
_QUALIFIERS |= dict.fromkeys(("", "exactly"), Qualifier.EXACT)
_NUMBER = r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d+)(?:\.\d+)?"
"""With commas where thousands, or lakhs, have them: "2,5" is a slip."""
_HEDGED = re.compile(rf"(\D*?)\s*({_NUMBER})(\s*\+)?")
_BETWEEN = re.compile(rf"(?:between\s+)?({_NUMBER})\s*(?:-|–|to|and)\s*({_NUMBER})")


class Amount(NamedTuple):
    """A number with its hedge, and the closed interval it allows; an open end is null."""

    value: Number | None
    qualifier: Qualifier
    low: Number | None
    high: Number | None


def is_whole(measure: Measure) -> bool:
    """Whether a measure counts in whole numbers, so that "more than 20" begins at 21 (docs/figures.md)."""
    return measure not in (Measure.MAGNITUDE, Measure.MONEY, Measure.AREA, Measure.TONNES)


def amount(words: str, measure: Measure) -> Amount:
    """Understand a number of something. Raises CallWrong with examples."""
    said, whole = " ".join(words.casefold().split()), is_whole(measure)
    if found := _BETWEEN.fullmatch(said):
        low, high = _number(found[1], whole), _number(found[2], whole)
        if low > high:
            raise CallWrong(f"{text.line(words, 60)} runs from the greater to the smaller.", EXAMPLES)
        return Amount(None, Qualifier.BETWEEN, low, high)
    if (found := _HEDGED.fullmatch(said)) and found[1] in _QUALIFIERS and not (found[1] and found[3]):
        qualifier = Qualifier.AT_LEAST if found[3] else _QUALIFIERS[found[1]]
        value = _number(found[2], whole)
        if whole and value == 0 and qualifier is Qualifier.EXACT:
            return Amount(0, Qualifier.ZERO, 0, 0)
        return Amount(value, qualifier, *bounds(qualifier, value, whole))
    if not said:
        raise CallWrong("No number was given.", EXAMPLES)
    raise CallWrong(f"{text.line(words, 60)} is not a number newsdesk understands.", EXAMPLES)


def _number(words: str, whole: bool) -> Number:
    plain = words.replace(",", "")
    if whole and "." in plain:
        raise CallWrong(f"{text.line(words, 60)} is no number of people or things: those are whole.", EXAMPLES)
    value = float(plain) if "." in plain else int(plain)
    if value > GREATEST:
        raise CallWrong(f"{text.line(words, 60)} is greater than anything in the news.", EXAMPLES)
    return value


def hedged(value: Number | None, low: Number | None, high: Number | None) -> Amount:
    """A number with the hedge that gives its interval: 40 between 36 and 44 is "about 40"; where none does, a range."""
    for qualifier in (Qualifier.EXACT, *HEDGES):
        if value is not None and (low, high) in (bounds(qualifier, value), bounds(qualifier, value, whole=False)):
            return Amount(value, qualifier, low, high)
    return Amount(None, Qualifier.BETWEEN, low, high)
