"""Names of voices: the agencies with their aliases, and the voices that identify nobody (docs/figures.md, Origins)."""

from __future__ import annotations

import re
from functools import cache

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.load import load

_WORDS = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:-[^\W_]+)*")
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
