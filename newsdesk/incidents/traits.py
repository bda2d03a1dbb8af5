"""What a text is known by when it is asked which story it belongs to: its words, and its names twice over.

Only the beginning of a text counts, since news tells first what happened. Pure; the words that tell nothing of a story
are rows of stories.toml.
"""

from __future__ import annotations

import math
import re
import tomllib
from array import array
from collections import Counter
from functools import cache
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple

BEGINNING = 1500
"""Characters of a text that are looked at."""
SCALE = 1000
"""Weights are whole numbers, so that their sums do not hang on the order in which they were added."""
_NAME = 2
"""A name, two capitalised words in a row, weighs as much as so many words."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SHORT_NUMBER = 2
_OUTLET = re.compile(r"\A([^\n]*\S)\s+[-–—|]\s+[^-–—|\n]{1,40}$", re.M)
"""What stands behind a headline's last dash or bar: with most who put something there, the outlet's name."""


class Traits(NamedTuple):
    """The words and names of a text, each with its weight; the squares of the weights sum up to SCALE², nearly."""

    words: tuple[str, ...]
    weights: array[int]

    def items(self) -> zip[tuple[str, int]]:
        """Each word or name with its weight."""
        return zip(self.words, self.weights, strict=True)


def traits(text: str) -> Traits:
    """The traits of a text; none for one without words."""
    counts: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for sentence in _SENTENCE.split(_OUTLET.sub(r"\1", text[:BEGINNING], count=1)):
        _count(sentence, counts, names)
    raw = {word: 1 + math.log(count) for word, count in counts.items()}
    raw |= {name: _NAME * (1 + math.log(count)) for name, count in names.items()}
    length = math.sqrt(math.fsum(weight * weight for weight in raw.values())) or 1.0
    kept = [(intern(word), round(SCALE * weight / length)) for word, weight in raw.items()]
    return Traits(tuple(word for word, _ in kept), array("H", (weight for _, weight in kept)))


def _count(sentence: str, counts: Counter[str], names: Counter[str]) -> None:
    before, end = "", -1
    for found in _WORD.finditer(sentence):
        word = found.group().casefold().replace("’", "'").removesuffix("'s")
        if len(word) < 2 or word in _common():
            before = ""
            continue
        if not (word.isdecimal() and len(word) <= _SHORT_NUMBER):
            counts[word] += 1
        capital = found.group()[0].isupper()
        if capital and before and found.start() == end + 1:
            names[f"{before} {word}"] += 1
        before, end = (word if capital else ""), found.end()


@cache
def _common() -> frozenset[str]:
    return frozenset(table()["common"]["words"].split())


@cache
def table() -> dict[str, Any]:
    """The rows of stories.toml."""
    return tomllib.loads(Path(__file__).with_name("stories.toml").read_text("utf-8"))
