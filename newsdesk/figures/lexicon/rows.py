"""How a lexicon file writes its rows: words between spaces, alternatives between bars, plurals behind a sign."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

Tables = dict[str, Any]
"""The tables of a lexicon file, as TOML gives them."""


def each(words: str) -> Iterator[str]:
    """The words of a row, alternatives spelled out: "in_|a_grave|critical_condition" is four phrases."""
    for word in words.split():
        if "|" in word:
            for parts in product(*(part.split("|") for part in word.split("_"))):
                yield "_".join(part for part in parts if part)
        else:
            yield word


def split(words: str) -> list[str]:
    return [word.replace("_", " ") for word in each(words)]


def forms(word: str) -> tuple[str, str]:
    """Singular and plural of a row's word: "worker+", "woman:women", or one form for both."""
    if word.endswith("+"):
        return word[:-1], word[:-1] + "s"
    singular, _, plural = word.partition(":")
    return singular, plural or singular
