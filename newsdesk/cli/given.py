"""Reads a text as a person would see it, and tells its figures where they stand in the text as it was given.

A sign that cannot be seen would else part a word or a number, and the figure would be lost without a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from newsdesk import text
from newsdesk.figures import Explanation, explain, read
from newsdesk.model import Figure, Mention, Question, Reading


def read_as_seen(words: str, published: date | int | None = None) -> Reading:
    """The figures of a text that may hold anything; their offsets and quotes are those of `words`."""
    seen, places = text.visible(words)
    reading = read(seen, published=published)
    if seen == words:
        return reading
    return Reading(
        tuple(_figure(one, words, places) for one in reading.figures),
        tuple(_question(one, words, places) for one in reading.questions),
    )


def explain_as_seen(words: str, published: date | int | None = None) -> tuple[Explanation, ...]:
    """Why each figure of `read_as_seen` was read so, in its order."""
    return explain(text.visible(words)[0], published=published)


def _figure(one: Figure, words: str, places: Sequence[int]) -> Figure:
    quote, start, end = _span(one, words, places)
    mentions = tuple(Mention(*_span(mention, words, places)) for mention in one.mentions)
    return replace(one, quote=quote, start=start, end=end, mentions=mentions)


def _question(one: Question, words: str, places: Sequence[int]) -> Question:
    readings = tuple(_figure(reading, words, places) for reading in one.readings)
    return Question(*_span(one, words, places), readings)


def _span(one: Figure | Question | Mention, words: str, places: Sequence[int]) -> tuple[str, int, int]:
    start, end = places[one.start], places[one.end - 1] + 1
    return words[start:end], start, end
