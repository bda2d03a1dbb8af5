"""Near-identical texts: which update carries the words of an earlier one of another source, and which of them.

An inverted index over hashed three-word shingles. Hashes are stable, so the same texts give the same copies on every
machine; a text is compared with earlier ones only, so what is found as of a moment owes nothing to what came later.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import NamedTuple
from zlib import crc32

from newsdesk.model import UpdateRef

_WORD = re.compile(r"\w+")
LEAST = 4
"""Shingles that two texts must share: fewer may be alike by chance."""
SHORT = 12
"""Shingles below which a text needs more likeness."""
ALIKE, ALIKE_SHORT, ALIKE_PASSAGE = 0.35, 0.6, 0.5
"""Share of the shorter one's shingles that two texts, two short ones, a passage and its original have in common.

A reused lead is a third of a text; which of its figures are copied is asked of each passage by itself."""
SAMPLE = 3
"""One word in so many begins a shingle; it is the same word wherever the text stands, so trimmed copies meet."""
COMMON = 60
"""Texts beyond which a shingle is boilerplate and leads nowhere."""
_MIX, _MASK = (0x9E3779B1, 0x85EBCA77), 0xFFFFFFFF


class Place(NamedTuple):
    """One version of an update, by when it was published."""

    at: datetime
    ref: UpdateRef
    version: int


def shingles(text: str, sample: int = SAMPLE) -> frozenset[int]:
    """Stable hashes of three words in a row, folded (lower case, accents dropped), where the first is in the sample."""
    if not text.isascii():
        text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    hashes = list(map(crc32, map(str.encode, _WORD.findall(text.lower()))))
    first, second = _MIX
    return frozenset(
        [
            (one * first ^ two * second ^ three) & _MASK
            for one, two, three in zip(hashes, hashes[1:], hashes[2:], strict=False)
            if not one % sample
        ]
    )


def shared(words: str, original: str) -> bool:
    """Whether words of a copy stand in its original too: only what both have is one voice's."""
    own = shingles(words, sample=1)
    return bool(own) and len(own & shingles(original, sample=1)) >= ALIKE_PASSAGE * len(own)


class Copies:
    """Texts taken so far, and for each the earlier text that it copies, if it does."""

    def __init__(self) -> None:
        self._holding: dict[int, list[int]] = {}
        """Shingle → the numbers of the texts that hold it, by their places."""
        self._sets: list[frozenset[int]] = []
        self._places: list[Place] = []
        self._newest: Place | None = None
        self._number: dict[tuple[UpdateRef, int], int] = {}
        self._of: list[int] = []
        """The number of the text that each copies, itself where it copies none."""
        self._carrying: dict[int, list[int]] = {}
        """The number of an original → its own and those of its copies."""

    def __len__(self) -> int:
        return len(self._places)

    def take(self, place: Place, text: str) -> Place | None:
        """Take a text. Returns the first place in print of its words, if it is a copy.

        Raises ValueError where it is older than some that were taken and changes what is found of one of those.
        """
        number, own = len(self._places), shingles(text)
        late = self._newest is not None and place < self._newest
        if late and self._changes_later(place, own):
            raise ValueError("a text that others copy cannot be taken after them")
        found = self._nearest(place, own)
        self._places.append(place)
        for shingle in own:
            held = self._holding.setdefault(shingle, [])
            held.append(number)
            if late:
                held.sort(key=self._places.__getitem__)
        self._newest = self._newest if late else place
        self._sets.append(own)
        self._of.append(number if found is None else self._of[found])
        self._carrying.setdefault(self._of[number], []).append(number)
        self._number[place.ref, place.version] = number
        return None if found is None else self._places[self._of[number]]

    def gather(self, texts: Iterable[tuple[Place, str]]) -> Iterator[Place]:
        """Take texts in any order, in steps: each gives the place of one that was taken."""
        for place, text in sorted(texts):
            self.take(place, text)
            yield place

    def _nearest(self, place: Place, own: frozenset[int], *, but: Collection[int] = ()) -> int | None:
        """The earliest text of another source that is alike enough, of those before a place."""
        there = [held for shingle in own if shingle not in but and (held := self._holding.get(shingle)) is not None]
        if self._newest is not None and place <= self._newest:
            there = [held[: self._before(held, place)] for held in there]
        holding = [held for held in there if len(held) <= COMMON]
        if len(holding) < LEAST:
            return None
        met = Counter(chain.from_iterable(holding))
        alike = (one for one, count in met.items() if count >= LEAST and self._alike(one, own, place.ref))
        return min(alike, default=None, key=self._places.__getitem__)

    def _before(self, held: list[int], place: Place) -> int:
        # Most of what comes late comes after nearly all.
        if self._places[held[-1]] < place:
            return len(held)
        return bisect_left(held, place, key=self._places.__getitem__)

    def _changes_later(self, place: Place, own: frozenset[int]) -> bool:
        """Whether a text taken late is copied by one after it, or makes boilerplate of words that showed a copy."""
        met: Counter[int] = Counter()
        lost: dict[int, set[int]] = {}
        for shingle in own:
            held = self._holding.get(shingle)
            if held is None or (before := self._before(held, place)) == len(held):
                continue
            met.update(held[before:])
            if len(held) > COMMON and self._places[held[COMMON]] > place:
                lost.setdefault(held[COMMON], set()).add(shingle)
        if any(count >= LEAST and self._alike(one, own, place.ref) for one, count in met.items()):
            return True
        return any(
            self._nearest(self._places[one], self._sets[one], but=gone)
            != self._nearest(self._places[one], self._sets[one])
            for one, gone in lost.items()
        )

    def _alike(self, number: int, own: frozenset[int], ref: UpdateRef) -> bool:
        other = self._sets[number]
        least = min(len(own), len(other))
        wanted = ALIKE_SHORT if least < SHORT else ALIKE
        return len(own & other) >= wanted * least and self._places[number].ref.source != ref.source

    def original(self, ref: UpdateRef, version: int) -> Place | None:
        """The first place in print of a text's words, where it is a copy."""
        number = self._number.get((ref, version))
        if number is None or self._of[number] == number:
            return None
        return self._places[self._of[number]]

    def copied(self) -> Iterator[tuple[Place, Place]]:
        """Each text that is a copy, with the first place in print of its words."""
        for number, first in enumerate(self._of):
            if first != number:
                yield self._places[number], self._places[first]

    def carriers(self, ref: UpdateRef, version: int) -> list[UpdateRef]:
        """All updates with the words of this one, its original first, by publication; itself among them."""
        number = self._number.get((ref, version))
        if number is None:
            return []
        carrying = sorted(self._places[one] for one in self._carrying[self._of[number]])
        return list(dict.fromkeys(place.ref for place in carrying))
