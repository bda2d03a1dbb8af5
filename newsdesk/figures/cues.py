"""Finds the words that colour a clause ("reportedly", "earlier count", "in 2004"); tenses judges by them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import NamedTuple

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.load import Lexicon
from newsdesk.figures.tokens import Token, peek

YEARS = ("year", "other year")
DATING = (*YEARS, "background")
"""Kinds of cues that are dates."""
_YEAR = re.compile(r"(?<![\d,.$£€-])(?:1[89]|20)\d\d(?![\d%]|,\d|\.\d)")
_SPAN = re.compile(r"\d{4}[-–/]\d{2,4}")
_NO_YEAR = e.PERSON | e.DEMONYM | e.BUILDING | e.NOUN
_OF_NAME = e.THING | e.BUILDING | e.PLACE_NOUN | e.NUMBERED
_OPENING = 400
_AFTER_ANY = 1000
_TURN_OF_YEAR = 3
"""A story of the old year may run until this month."""
_LAST_DAY = 31
_STALE_MONTHS = 2
_PAST = 9
"""Months ago that a month without a year may be; others are to come."""
_OPENING_DAYS = 7
"""Days of a month in which the month before may be that of the story."""


class Cue(NamedTuple):
    """A colouring word of a sentence: its kind as in the lexicon's tables, and its tokens."""

    kind: str
    start: int
    end: int
    word: str


def find(tokens: list[Token], lexicon: Lexicon) -> list[Cue]:
    """All cues of a sentence, left to right; of one kind only the longest at each word."""
    words: list[str] = []
    places: list[int] = []
    for index, token in enumerate(tokens):
        if token.low in lexicon.months and _names_month(tokens, index):
            continue
        parts = token.low.split(" ") if " " in token.low else (token.low,)
        words.extend(parts)
        places.extend([index] * len(parts))
    found: list[Cue] = []
    words.append("")
    for at, word in enumerate(words[:-1]):
        seconds = lexicon.cues.get(word)
        if seconds is None and "-" in word:
            seconds = _compound(word, lexicon)
        if seconds is None:
            continue
        seen: set[str] = set()
        for second in dict.fromkeys((words[at + 1], "")):
            first = at + 1 + bool(second)
            for rest, kind in seconds.get(second, ()):
                stop = first + len(rest)
                if words[first:stop] == rest and kind not in seen and not _is_within(tokens[places[at]], kind):
                    seen.add(kind)
                    found.append(Cue(kind, places[at], places[stop - 1] + 1, " ".join(words[at:stop])))
    return found


def _compound(word: str, lexicon: Lexicon) -> dict[str, list[tuple[list[str], str]]] | None:
    """What "two-year" is behind its number."""
    number, joint, unit = word.partition("-")
    return lexicon.cues.get(joint + unit) if number.isdigit() or number in lexicon.numbers else None


def _names_month(tokens: list[Token], index: int) -> bool:
    """ "May" of a name or a date, no cue."""
    token = tokens[index]
    return (token.capital and not token.flags) or bool(token.flags & e.MONTH and _is_month(tokens, index))


def _is_within(token: Token, kind: str) -> bool:
    """The "could" of "could not account for 14": these words together name a measure, and foretell nothing."""
    return kind == "expected" and bool(token.flags & e.TRIGGER) and " " in token.low


def _is_month(tokens: list[Token], index: int) -> bool:
    """ "On 10 May", "in May", "late May when": no modal verb; in a title, "Fire May Have Killed 12" is one."""
    if index and index + 1 < len(tokens) and tokens[index].capital and tokens[index + 1].raw.islower():
        return True
    if index and tokens[index].capital and tokens[index - 1].flags & (e.INTO_MONTH | e.PREPOSITION):
        return True
    around = (*tokens[index - 1 : index], *tokens[index + 1 : index + 2])
    return tokens[index].capital and any(token.flags & e.DIGITS for token in around)


class Dates(NamedTuple):
    """What a text speaks from: its year, and its date where it has one."""

    year: int
    """0 where neither the date nor the text tells."""
    back: int
    """Years before it that are still the same story."""
    ahead: int
    """Years after it that are still the same story."""
    published: date | None

    @classmethod
    def of(cls, text: str, published: date | int | None) -> Dates:
        """From the date of the update, or its year alone, else from the year its text opens with, or names most."""
        if isinstance(published, int):
            return cls(published, 0, _AFTER_ANY, None)
        if published is not None:
            return cls(published.year, 1 if published.month <= _TURN_OF_YEAR else 0, _AFTER_ANY, published)
        opening = _YEAR.search(text, 0, _OPENING)
        if opening is not None:
            return cls(int(opening.group()), 0, 1, None)
        counted = Counter(_YEAR.findall(text)).most_common(1)
        return cls(int(counted[0][0]), 0, 1, None) if counted else cls(0, 0, 0, None)


def dates(tokens: list[Token], known: Dates, lexicon: Lexicon) -> list[Cue]:
    """A cue for each year of the sentence ("year", or "other year" where it is not the story's) and each old month.

    A story of the old year tells its day or month: "in 2023" is a year's total in January 2024.
    """
    found: list[Cue] = []
    for index, token in enumerate(tokens):
        if token.low[0].isdigit():
            year = _year(tokens, index) if known.year else 0
            if year:
                back = known.back and not peek(tokens, index - 1).flags & e.INTO_MONTH
                own = known.year - back <= year <= known.year + known.ahead
                found.append(Cue("year" if own else "other year", index, index + 1, token.low))
        elif token.flags & e.MONTH and _is_old(tokens, index, known, lexicon):
            found.append(Cue("other year", index, index + 1, token.low))
    return found


def _year(tokens: list[Token], index: int) -> int:
    """The year that this token is; 0 where it counts something. "1990s" is one."""
    low = tokens[index].low
    if not _YEAR.fullmatch(low[:4]) or (len(low) > 5 and not _SPAN.fullmatch(low)):
        return 0
    after = tokens[index + 1].flags if index + 1 < len(tokens) else 0
    before = tokens[index - 1].flags if index else 0
    named = before & (e.DETERMINER | e.MONTH | e.INTO_MONTH) or after & e.EVENT
    if tokens[index].flags & e.DIGITS and after & _NO_YEAR and not named:
        return 0
    if after & e.HOUR and after & e.UNIT_WORD and not named:
        # "As of 1930 GMT".
        return 0
    return int(low[:4])


def _is_old(tokens: list[Token], index: int, known: Dates, lexicon: Lexicon) -> bool:
    """ "In November", "in late November", two months or more before the update; the month before, where a sentence
    opens with it.

    "Last May" of a text of May is a year ago.
    """
    token = tokens[index]
    if known.published is None or not index or not token.capital:
        return False
    part = index > 1 and tokens[index - 1].flags & e.TIMING and tokens[index - 2].flags & e.INTO_MONTH
    # "Earlier in July, 89 people drowned".
    earlier = index == 2 and tokens[0].flags & e.DATED and tokens[1].flags & e.INTO_MONTH
    if earlier or _has_day_first(tokens, index):
        return bool(earlier) or _ago(known.published, lexicon.months[token.low]) >= _STALE_MONTHS
    named = part or tokens[index - 1].flags & (e.INTO_MONTH | e.ON_DAY) or _names_event(tokens, index)
    if not named:
        return False
    day = index + 1 < len(tokens) and tokens[index + 1].low[0].isdigit()
    if day and index + 2 < len(tokens) and tokens[index + 2].capital and tokens[index + 2].flags & _OF_NAME:
        # "On July 14 Street".
        return False
    said = index > 1 and tokens[index - 2].flags & e.SPEECH
    if day and (said or not (tokens[index - 1].flags & e.ON_DAY and _ends_date(tokens, index + 2))):
        return False
    months = (known.published.month - lexicon.months[token.low]) % 12
    opens = index == (2 if part else 1) and known.published.day > (_day(tokens, index + 1) if day else _OPENING_DAYS)
    if day:
        months = _ago(known.published, lexicon.months[token.low])
    ago = not (months or part) and tokens[index - 1].flags & e.TIMING
    return months >= _STALE_MONTHS or (months == 1 and opens) or bool(ago)


def _ago(published: date, month: int) -> int:
    """How many months ago a month was whose day is told; below zero for one that is to come, as the next few are."""
    months = (published.month - month) % 12
    return months if months <= _PAST else months - 12


def _has_day_first(tokens: list[Token], index: int) -> bool:
    """ "On 26 March", "the 12 January earthquake", of no year that is told."""
    if index < 2 or not tokens[index - 1].flags & e.DIGITS or _day(tokens, index - 1) > _LAST_DAY:
        return False
    event = tokens[index - 2].flags & e.THE and peek(tokens, index + 1).flags & e.EVENT
    # "Displaced by the 12 January earthquake"; not "killed since the 7 October attack".
    event = event and peek(tokens, index - 3).flags & e.AGENT
    return bool(event or tokens[index - 2].flags & e.ON_DAY) and _ends_date(tokens, index + 1)


def _day(tokens: list[Token], at: int) -> int:
    """The day of a month: the month before is over a month ago where the update's own day is later."""
    low = tokens[at].low
    return int(low) if low.isdecimal() else _LAST_DAY


def _ends_date(tokens: list[Token], at: int) -> bool:
    """Does no year follow the day of "on February 10"?"""
    behind = at + 1 if at < len(tokens) and tokens[at].low == "," else at
    return behind >= len(tokens) or not _YEAR.fullmatch(tokens[behind].low)


def _names_event(tokens: list[Token], index: int) -> bool:
    """ "In a December shooting"."""
    behind = tokens[index + 1].flags if index + 1 < len(tokens) else 0
    return bool(tokens[index - 1].flags & e.ARTICLE and behind & (e.EVENT | e.THING))


def takes(cues: list[Cue], kind: str, used: list[Cue]) -> bool:
    """Note the first cue of a kind as used, where there is one."""
    found = next((cue for cue in cues if cue.kind == kind), None)
    if found is not None:
        used.append(found)
    return found is not None
