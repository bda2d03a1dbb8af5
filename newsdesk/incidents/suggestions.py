"""What a group of updates would be as an incident: a title, a place, a country, a start. Pure.

The title is the headline that has most in common with the others; the place, the name that most updates put behind a
word such as "in" or "near". Both are for an editor to accept or to better.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache

from msgspec import Struct

from newsdesk.figures.lexicon import countries
from newsdesk.incidents.traits import BEGINNING, table
from newsdesk.incidents.watch import words
from newsdesk.model import Measure, Tense, Update, UpdateRef

LEAST = 2
"""Updates that make a group worth telling."""
HARM = frozenset(
    "killed injured critical hospitalised missing trapped held taken escaped freed rescued arrested evacuated displaced"
    " homeless affected attackers magnitude buildings_destroyed buildings_damaged".split()
)
"""Measures of what happens to people and places in an incident; money and votes make no story of this kind."""
_ENDING = re.compile(r"(?<=\S)\s+[-–—|]\s+[^-–—|]{2,40}$")


class Suggestion(Struct, frozen=True, kw_only=True):
    """Updates that seem to tell of one story for which nobody has opened an incident."""

    id: str
    title: str
    place: str
    country: str
    started: datetime
    updates: tuple[UpdateRef, ...]
    """In the order of their publication."""


def suggest(group: str, updates: Sequence[Update]) -> Suggestion | None:
    """What a group would be; null where it is too small, or counts nobody who came to harm."""
    if len(updates) < LEAST or not any(_tells_of_harm(update) for update in updates):
        return None
    ordered = sorted(updates, key=lambda update: (update.versions[0].at, update.ref))
    texts = [update.latest.text[:BEGINNING] for update in ordered]
    return Suggestion(
        id=group,
        title=_title([update.latest.title for update in ordered]),
        place=_most(map(_places, texts)),
        country=_country(texts),
        started=ordered[0].versions[0].at,
        updates=tuple(update.ref for update in ordered),
    )


def newest_first(found: Iterable[Suggestion]) -> list[Suggestion]:
    """Suggestions by how many days before the newest of them they began; those of one day largest first."""
    there = sorted(found, key=lambda one: one.started, reverse=True)
    return sorted(there, key=lambda one: ((there[0].started - one.started).days, -len(one.updates), one.id))


def _tells_of_harm(update: Update) -> bool:
    return any(_is_harm(figure.measure) and figure.tense is Tense.CURRENT for figure in update.latest.reading.figures)


def _is_harm(measure: Measure) -> bool:
    return measure.value in HARM


def _title(titles: Sequence[str]) -> str:
    """The title whose words stand in most of the others, word for word; the earlier of two.

    An ending that several have behind a dash names their outlet: it goes.
    """
    endings = Counter(found[0] for title in titles if (found := _ENDING.search(title)))
    titles = [_ENDING.sub(lambda found: found[0] if endings[found[0]] == 1 else "", title) for title in titles]
    counts = Counter(word for title in titles for word in set(words(title)))

    def weight(title: str) -> float:
        there = set(words(title))
        return sum(counts[word] for word in there) / (len(there) + 3)

    return max(titles, key=weight)


def _most(found: Iterable[set[str]]) -> str:
    """What most texts have; empty where none has any."""
    counts = Counter(name for names in found for name in names)
    return max(counts, key=lambda name: (counts[name], len(name), name)) if counts else ""


def _country(texts: Sequence[str]) -> str:
    """The country that half of the texts name at least; one that fewer name may be anybody's."""
    found = list(map(_countries, texts))
    country = _most(found)
    return country if 2 * sum(country in names for names in found) >= len(found) else ""


def _places(text: str) -> set[str]:
    return {name for found in _place().finditer(text) if not set((name := found.group(1)).split()) & _no_place()}


def _countries(text: str) -> set[str]:
    """ISO 3166 codes of the countries that a text names."""
    return {code for name, code in countries().items() if name in text}


@cache
def _place() -> re.Pattern[str]:
    rows = table()["places"]
    before, particles = ("|".join(rows[name].split()) for name in ("prepositions", "particles"))
    word = r"[A-Z][\w’'-]+"
    return re.compile(rf"\b(?:{before})\s+({word}(?:[ -](?:(?:{particles})[ -])?{word}){{0,2}})")


@cache
def _no_place() -> frozenset[str]:
    return frozenset(table()["places"]["not"].split())
