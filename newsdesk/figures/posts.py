"""The posts of a live page: a newer one sets aside what an older one counted of the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple

from msgspec.structs import replace

from newsdesk.figures.drafts import Draft
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.load import Lexicon
from newsdesk.figures.lexicon.names import unnamed
from newsdesk.figures.measure_kinds import LASTING
from newsdesk.figures.texts import Text
from newsdesk.model import STATED, Counts, Measure, Number, Qualifier, Side, Tense

_HALF_DAY = 12
_HOUR = 60
_DAY = 24 * _HOUR
_MONTH = 31
_YEAR = 12 * _MONTH * _DAY
_DATE = 30
"""Characters behind a time in which its date may stand: "10:44 p.m. EDT, Sept. 10"."""
_OPEN = (Qualifier.VAGUE, Qualifier.PLURAL, Qualifier.AT_MOST, Qualifier.FEWER_THAN)
_ANYBODY = "*"
_WHICH = e.ANOTHER | e.ORDINAL | e.ALIKE
_DEED = e.EVENT | e.THING


_Line = tuple[Measure, tuple[str, ...], str, Side, str]
"""What is counted, where, and by whose voice: empty where nobody is named."""


class _Range(NamedTuple):
    """The least and the most that was said."""

    least: Number
    most: Number


class _Post(NamedTuple):
    """Where a post begins in the text, and its minute: of the day, or how long ago, below zero."""

    start: int
    minute: int
    round: int
    """Minutes after which they begin again."""


def outdated(text: Text, drafts: list[Draft]) -> list[Draft]:
    """The drafts, those of older posts set aside where a newer one gives another number for the same."""
    posts = _posts(text.text, text.lexicon) if len(drafts) > 1 else []
    order = sum(_order(one, two) for one, two in pairwise(posts))
    if not order:
        return drafts
    begins = [post.start for post in posts]
    ages: list[int] = []
    for draft in drafts:
        nth = bisect_right(begins, draft.figure.start)
        # What stands before the first post speaks from the newest.
        ages.append(nth if order > 0 or not nth else len(posts) + 1 - nth)
    may_count = [_counts(draft) and not _is_of_another(text, draft) for draft in drafts]
    # Told in the order of the day, deeds follow each other: only a toll or a state replaces what was before.
    follows = [order > 0 or not age or _is_toll_or_state(text, one) for age, one in zip(ages, drafts, strict=True)]
    newest_first = sorted(range(len(drafts)), key=ages.__getitem__)
    newer: dict[_Line, _Range] = {}
    aside: set[int] = set()
    for _, post in groupby(newest_first, key=ages.__getitem__):
        counted = [at for at in post if may_count[at]]
        aside.update(at for at in counted if _is_replaced(drafts[at], newer))
        for at in counted:
            if follows[at]:
                _take_in(drafts[at], newer)
    return [_set_aside(one) if at in aside else one for at, one in enumerate(drafts)]


def _order(one: _Post, two: _Post) -> int:
    """1 where the second of two posts is the older one, -1 where it is the newer; the day, or the year, goes round."""
    apart = (one.minute - two.minute) % one.round
    return 0 if not apart else 1 if 2 * apart <= one.round else -1


def _counts(draft: Draft) -> bool:
    figure = draft.figure
    stated = figure.modality in STATED and figure.tense is Tense.CURRENT
    return stated and figure.counts is Counts.WHOLE and figure.value is not None


def _is_of_another(text: Text, draft: Draft) -> bool:
    """ "A second bomb killed 31": of its own, whatever the first one did."""
    tokens = text.tokens(draft.sentence)
    return any(one.flags & _WHICH and two.flags & _DEED for one, two in pairwise(tokens))


def _is_toll_or_state(text: Text, draft: Draft) -> bool:
    """ "The toll is 31", "31 are missing", "has killed 31"; not "gunmen kill 31"."""
    tokens = text.tokens(draft.sentence)
    toll = draft.phrase.trigger >= 0 and tokens[draft.phrase.trigger].flags & e.TOLL
    return bool(toll) or draft.figure.measure in LASTING or any(token.flags & e.PERFECT for token in tokens)


def _is_replaced(old: Draft, newer: dict[_Line, _Range]) -> bool:
    """Is there another number for the same, by the same voice where the older names one? The dead grow no fewer.

    What nobody is named for gives way to any voice's that is of its size: the text itself has moved on.
    """
    value, chain = old.figure.value or 0, old.figure.chain
    same = newer.get(_line(old, chain[-1] if _is_named(old) else ""))
    if same and (same.most > value or (old.figure.measure in LASTING and same.least < value)):
        return True
    any_voice = newer.get(_line(old, _ANYBODY)) if not _is_named(old) else None
    return any_voice is not None and value < any_voice.most < 2 * value


def _is_named(draft: Draft) -> bool:
    return bool(draft.figure.chain) and not unnamed(draft.figure.chain[-1])


def _take_in(draft: Draft, newer: dict[_Line, _Range]) -> None:
    """Let what a post counts replace what older ones do; a vague word, and "up to", replace nothing."""
    if draft.figure.qualifier in _OPEN:
        return
    value = draft.figure.value or 0
    for voice in (_ANYBODY, draft.figure.chain[-1] if _is_named(draft) else ""):
        known = newer.get(_line(draft, voice), _Range(value, value))
        newer[_line(draft, voice)] = _Range(min(known.least, value), max(known.most, value))


def _line(draft: Draft, voice: str) -> _Line:
    figure = draft.figure
    return figure.measure, figure.scope, draft.place, figure.side, voice


def _set_aside(draft: Draft) -> Draft:
    return draft._replace(figure=replace(draft.figure, tense=Tense.EARLIER))


def _posts(text: str, lexicon: Lexicon) -> list[_Post]:
    """The lines that open with a time, in the order of the text; those of a time of day where fewer say "ago"."""
    found = _stamp(lexicon).finditer(text)
    stamps = [one for one in found if one["ago"] or one["half"] or (one["parted"] and one["minute"])]
    ago = [_Post(one.start(), -_minutes_ago(one), _YEAR) for one in stamps if one["ago"]]
    clock = [one for one in stamps if not one["ago"]]
    days = [_day(text[one.start() : one.end() + _DATE], lexicon) for one in clock]
    dated = all(days)
    of_day = [
        _Post(one.start(), _minute_of_day(one, lexicon) + (day * _DAY if dated else 0), _YEAR if dated else _DAY)
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
        rf"(?ai:(?:(?:{before})[,.:]{{0,2}}[ \t]+){{0,6}})",
        rf"(?ai:(?P<ago>\d{{1,3}})[ ]?(?:(?P<hours>{words['hours']})|{words['minutes']})[ ](?:{words['ago']})\b",
        rf"|(?P<hour>\d{{1,2}})(?P<parted>[:.])?(?P<minute>\d\d)?(?:[ ]?{half})?)",
        r"(?=[ \t]*[:—–-][ \t]|[ \t]*$|[ ][A-Z“\"]|(?:[ ,()]+[\w.:]{1,9}){1,6}[ \t]*$)",
    )
    return re.compile("".join(parts), re.MULTILINE)


@cache
def _day_of_month(lexicon: Lexicon) -> re.Pattern[str]:
    """ "Sept. 10", "24 August"."""
    months = "|".join(lexicon.months)
    return re.compile(
        rf"(?ai)\b(?P<month>{months})\b\.?[ ](?P<day>\d{{1,2}})\b|\b(?P<before>\d{{1,2}})[ ](?P<behind>{months})\b"
    )
