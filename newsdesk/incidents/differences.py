"""What changed from one version of an update to the next: its words, and the figures read in them.

Publishers edit silently; a person must see what was there before. Pure: two versions in, their difference out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from newsdesk.model import Counts, Figure, Tense, Update

_WORD = re.compile(r"\s+|[^\s]+")
MOST_WORDS = 6_000
"""Beyond this many words on either side whole lines are compared: a difference of words grows with their product."""


class Fate(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Piece(NamedTuple):
    """A run of text with one fate; all that is not new, joined, is the former text, all that is not gone the later."""

    fate: Fate
    text: str


class Shifted(NamedTuple):
    """A figure that is another: moved, gone (no `after`) or new (no `before`)."""

    before: Figure | None
    after: Figure | None


def words_between(before: str, after: str) -> tuple[Piece, ...]:
    """The difference of two texts, word by word; line by line where they are very long."""
    old, new = _cut(before), _cut(after)
    if max(len(old), len(new)) > MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(Fate.SAME, "".join(old[i:j])))
        else:
            pieces += [Piece(Fate.GONE, "".join(old[i:j]))] * (j > i) + [Piece(Fate.NEW, "".join(new[k:m]))] * (m > k)
    return tuple(pieces)


def _cut(text: str) -> list[str]:
    return _WORD.findall(text)


def figures_between(before: Sequence[Figure], after: Sequence[Figure]) -> tuple[Shifted, ...]:
    """The figures that moved, went or came; the same number in other words is no difference."""
    left, right = list(before), list(after)
    for figure in before:
        if (same := next((one for one in right if _says(one) == _says(figure)), None)) is not None:
            left.remove(figure)
            right.remove(same)
    moved = list(_moved(left, right))
    gone = [Shifted(figure, None) for figure in left if all(figure is not one.before for one in moved)]
    come = [Shifted(None, figure) for figure in right if all(figure is not one.after for one in moved)]
    return (*moved, *gone, *(one for one in come if not any(_tells_former(one, other) for other in moved)))


def _tells_former(come: Shifted, moved: Shifted) -> bool:
    """Is what came the former number of one that moved, which the text sets aside now?"""
    old, now = moved.before, come.after
    if old is None or now is None or now.tense is not Tense.EARLIER:
        return False
    return (old.measure, old.scope, old.low, old.high) == (now.measure, now.scope, now.low, now.high)


def _moved(left: Sequence[Figure], right: Sequence[Figure]) -> Iterator[Shifted]:
    """Pair what is left by what it counts: a figure moved where the same people are counted otherwise."""
    free = list(right)
    for figure in left:
        other = next((one for one in free if _counts(one) == _counts(figure)), None)
        if other is not None:
            free.remove(other)
            yield Shifted(figure, other)


def _counts(figure: Figure) -> tuple[object, ...]:
    return (figure.measure, figure.scope, figure.side, figure.counts is Counts.MEMBER, figure.tense is Tense.CURRENT)


def _says(figure: Figure) -> tuple[object, ...]:
    return (*_counts(figure), figure.low, figure.high, figure.qualifier, figure.counts, figure.modality, figure.tense)


def last_shift(update: Update) -> int:
    """The number of the newest version whose figures are others than its predecessor's; 0 where none is."""
    return next((number for number in range(len(update.versions) - 1, 0, -1) if shifts(update, number)), 0)


def shifts(update: Update, version: int) -> tuple[Shifted, ...]:
    """The figures that a version has otherwise than the one before it; `version` counts from 0."""
    before, after = update.versions[version - 1 : version + 1]
    return figures_between(before.reading.figures, after.reading.figures)
