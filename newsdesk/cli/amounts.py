"""Numbers as an editor types them: "20", "≥15", "at least 15", ">600", "~40", "15-25"."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsdesk import text
from newsdesk.errors import CallWrong
from newsdesk.figures.bounds import bounds
from newsdesk.model import Number, Qualifier

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
        low, high = sorted((_number(found[1]), _number(found[2])))
        return Amount(None, Qualifier.BETWEEN, low, high)
    if (found := _HEDGED.fullmatch(said)) and found[1] in _QUALIFIERS and not (found[1] and found[3]):
        qualifier = Qualifier.AT_LEAST if found[3] else _QUALIFIERS[found[1]]
        value = _number(found[2])
        if whole and value == 0 and qualifier is Qualifier.EXACT:
            return Amount(0, Qualifier.ZERO, 0, 0)
        return Amount(value, qualifier, *bounds(qualifier, value, whole))
    raise CallWrong(f"{text.line(words, 60) or 'Nothing'} is not a number newsdesk understands.", EXAMPLES)


def _number(words: str) -> Number:
    plain = words.replace(",", "")
    return float(plain) if "." in plain else int(plain)
