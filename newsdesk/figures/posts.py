"""The posts of a live page: a newer one sets aside what an older one counted of the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from newsdesk.figures.drafts import Draft
from newsdesk.figures.firmness import LASTING
from newsdesk.figures.lexicon.load import Lexicon
from newsdesk.figures.lexicon.names import unnamed
from newsdesk.model import Counts, Figure, Qualifier, Tense

_HALF_DAY = 12
_HOUR = 60
_DAY = 24 * _HOUR
_MONTH = 31
_DATE = 30
"""Characters behind a time in which its date may stand: "10:44 p.m. EDT, Sept. 10"."""
_UNTOLD = (Qualifier.VAGUE, Qualifier.PLURAL)


class _Post(NamedTuple):
    """Where a post begins in the text, and its minute: of the day, or how long ago, below zero."""

    start: int
    minute: int


def outdated(text: str, lexicon: Lexicon, drafts: list[Draft]) -> list[Draft]:
    """The drafts, those of older posts set aside where a newer one gives another number for the same."""
    posts = _posts(text, lexicon) if len(drafts) > 1 else []
    falls = sum((one.minute > two.minute) - (one.minute < two.minute) for one, two in pairwise(posts))
    if not falls:
        return drafts
    begins = [post.start for post in posts]
    ages: list[int] = []
    for draft in drafts:
        nth = bisect_right(begins, draft.figure.start)
        # What stands before the first post speaks from the newest.
        ages.append(nth if falls > 0 or not nth else len(posts) + 1 - nth)
    told = [(age, draft.figure) for age, draft in zip(ages, drafts, strict=True)]
    return [
        draft._replace(figure=replace(draft.figure, tense=Tense.EARLIER))
        if any(newer < age and _replaces(new, draft.figure) for newer, new in told)
        else draft
        for age, draft in zip(ages, drafts, strict=True)
    ]


def _replaces(new: Figure, old: Figure) -> bool:
    """Is it another number for the same, by the same voice where the older names one?"""
    both_count = all(
        one.counts is Counts.WHOLE and one.tense is Tense.CURRENT and one.value is not None for one in (old, new)
    )
    if not both_count or new.qualifier in _UNTOLD or old.value == new.value:
        return False
    if (old.measure, old.scope, old.side) != (new.measure, new.scope, new.side):
        return False
    grows = (new.value or 0) > (old.value or 0) or new.measure in LASTING
    return grows and (not old.chain or unnamed(old.chain[-1]) or old.chain[-1:] == new.chain[-1:])


def _posts(text: str, lexicon: Lexicon) -> list[_Post]:
    """The lines that open with a time, in the order of the text; those of a time of day where fewer say "ago"."""
    found = _stamp(lexicon).finditer(text)
    stamps = [one for one in found if one["ago"] or one["half"] or (one["parted"] and one["minute"])]
    ago = [_Post(one.start(), -_minutes_ago(one)) for one in stamps if one["ago"]]
    clock = [one for one in stamps if not one["ago"]]
    days = [_day(text[one.start() : one.end() + _DATE], lexicon) for one in clock]
    dated = all(days)
    of_day = [
        _Post(one.start(), _minute_of_day(one, lexicon) + (day * _DAY if dated else 0))
        for one, day in zip(clock, days, strict=True)
    ]
    return max(ago, of_day, key=len)


def _day(words: str, lexicon: Lexicon) -> int:
    """The day of the year that a stamp names, roughly; zero where it names none."""
    date = _day_of_month(lexicon).search(words.split("\n", maxsplit=1)[0])
    if date is None:
        return 0
    return lexicon.months[(date["month"] or date["behind"]).lower()] * _MONTH + int(date["day"] or date["before"])


def _minutes_ago(stamp: re.Match[str]) -> int:
    return int(stamp["ago"]) * (_HOUR if stamp["hours"] else 1)


def _minute_of_day(stamp: re.Match[str], lexicon: Lexicon) -> int:
    hour, half = int(stamp["hour"]), (stamp["half"] or "").lower()
    afternoon = half in lexicon.posts["afternoon"].split()
    if afternoon or half in lexicon.posts["forenoon"].split():
        hour = hour % _HALF_DAY + (_HALF_DAY if afternoon else 0)
    return hour * _HOUR + int(stamp["minute"] or 0)


@cache
def _stamp(lexicon: Lexicon) -> re.Pattern[str]:
    """A time with which a line opens, alone or before words: "6:30 p.m.", "Update, 3 May, 1244 GMT:", "23m ago"."""
    words = {name: "|".join(map(re.escape, row.split())) for name, row in lexicon.posts.items()}
    half = rf"(?P<half>{words['forenoon']}|{words['afternoon']}|{words['zones']})(?![^\W_])"
    before = rf"{words['before']}|{'|'.join(lexicon.months)}|\d{{1,2}}|\d{{4}}"
    parts = (
        r"^[ \t]*(?:[-*•–—][ \t]*)?",
        rf"(?i:(?:(?:{before})[,.:]{{0,2}}[ \t]+){{0,6}})",
        rf"(?i:(?P<ago>\d{{1,3}})[ ]?(?:(?P<hours>{words['hours']})|{words['minutes']})[ ](?:{words['ago']})\b",
        rf"|(?P<hour>\d{{1,2}})(?P<parted>[:.])?(?P<minute>\d\d)?(?:[ ]?{half})?)",
        r"(?=[ \t]*[:—–-][ \t]|[ \t]*$|[ ][A-Z“\"]|(?:[ ,()]+[\w.:]{1,9}){1,6}[ \t]*$)",
    )
    return re.compile("".join(parts), re.MULTILINE)


@cache
def _day_of_month(lexicon: Lexicon) -> re.Pattern[str]:
    """ "Sept. 10", "24 August"."""
    months = "|".join(lexicon.months)
    return re.compile(
        rf"(?i)\b(?P<month>{months})\b\.?[ ](?P<day>\d{{1,2}})\b|\b(?P<before>\d{{1,2}})[ ](?P<behind>{months})\b"
    )
