"""Names of voices: the agencies with their aliases, and the voices that identify nobody (docs/figures.md, Origins)."""

from __future__ import annotations

import re
from functools import cache

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.load import load

_WORDS = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:-[^\W_]+)*")
_NO_ENTRY = e.Entry("")
_ARTICLE = re.compile(r"(?i)^(?:the|an?)\s+")


@cache
def agencies(language: str = "en") -> dict[str, tuple[str, ...]]:
    """Canonical name of each agency and outlet → its other names, as they stand in print."""
    return {name: tuple(aliases) for name, aliases in load(language).tables["voices"]["agencies"].items()}


@cache
def countries(language: str = "en") -> dict[str, str]:
    """Name of each country, as it stands in print → its ISO 3166 code."""
    return {
        word[1:].replace("_", " "): code
        for code, row in load(language).tables["nations"].items()
        for word in row.split()
        if word.startswith("=")
    }


@cache
def _canonical(language: str) -> dict[str, str]:
    return {
        _ARTICLE.sub("", form).lower(): name
        for name, aliases in agencies(language).items()
        for form in (name, *aliases)
    }


def canonical(name: str, language: str = "en") -> str:
    """The canonical name of an agency given by any of its names; empty for any other voice."""
    return _canonical(language).get(_ARTICLE.sub("", name).lower(), "")


@cache
def _unnamed_words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    rows = load(language).tables["voices"]["unnamed"]
    return frozenset(rows["words"].split()), frozenset(rows["fillers"].split())


def unnamed(name: str, language: str = "en") -> bool:
    """Does this voice identify nobody ("officials", "a source", "an Algerian security official", "local media")?

    True where every word is a general noun, a demonym or a plain modifier and at least one is such a noun. An
    institution ("the interior ministry", "Algerian authorities") identifies itself unless it is one of those nouns.
    """
    words = [word.lower() for word in _WORDS.findall(name)]
    if not words:
        return True
    if canonical(name, language):
        return False
    nouns, fillers = _unnamed_words(language)
    lexicon = load(language)
    spoken = False
    for word in words:
        if word in nouns:
            spoken = True
        elif word not in fillers and not _national(lexicon.words.get(word)):
            return False
    return spoken


def _national(entry: e.Entry | None) -> bool:
    return entry is not None and bool(entry.flags & e.DEMONYM)


def are_many(name: str, language: str = "en") -> bool:
    """ "Officials", "police", "residents of Arba", who say; "the ministry" says."""
    known = [load(language).words.get(word.lower(), _NO_ENTRY).flags for word in _WORDS.findall(name)]
    head = next((at for at, flags in enumerate(known) if at and flags & e.PREPOSITION), len(known))
    last = known[head - 1] if head and not canonical(name, language) else 0
    people = last & e.PLURAL and last & (e.VOICE | e.PERSON) and not last & e.INSTITUTION
    return bool(people or last & e.MANY_BODIES)
