"""Numbers as an editor types them: "20", "≥15", "at least 15", ">600", "~40", "15-25"."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsdesk import text
from newsdesk.errors import CallWrong
from newsdesk.figures.bounds import bounds
from newsdesk.model import Number, Qualifier

GREATEST = 10**15
"""No sum of money in the news is greater."""
EXAMPLES = 'Write for example 20, ">=15", "about 40" or 15-25.'

_HEDGES = {
    Qualifier.AT_LEAST: ("≥", ">=", "at least"),
    Qualifier.MORE_THAN: (">", "more than", "over"),
    Qualifier.AT_MOST: ("≤", "<=", "up to", "at most"),
    Qualifier.FEWER_THAN: ("<", "fewer than", "less than", "under"),
    Qualifier.ABOUT: ("≈", "~", "about", "around"),
    Qualifier.NEARLY: ("≲", "nearly", "almost"),
    Qualifier.JUST_OVER: ("≳", "just over"),
    Qualifier.EXACT: ("", "exactly"),
}
_QUALIFIERS = {hedge: qualifier for qualifier, hedges in _HEDGES.items() for hedge in hedges}
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_HEDGED = re.compile(rf"(\D*?)\s*({_NUMBER})(\+?)")
_BETWEEN = re.compile(rf"(?:between\s+)?({_NUMBER})\s*(?:-|–|to|and)\s*({_NUMBER})")


class Amount(NamedTuple):
    """A number with its hedge, and the closed interval it allows; an open end is null."""

    value: Number | None
    qualifier: Qualifier
    low: Number | None
    high: Number | None


def amount(words: str, whole: bool = True) -> Amount:
    """Understand a number; `whole` is false where fractions are possible. Raises CallWrong with examples."""
    said = " ".join(words.casefold().split())
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
