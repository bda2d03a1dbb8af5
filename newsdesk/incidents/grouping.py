"""Groups updates into stories as they arrive, by likeness of words and names and nearness in time.

Each update has a place: an incident, or a group of updates that nobody has opened an incident for. A new update is
compared with what the places hold by the cosine of its rare words, as the single-pass clustering of topic detection and
tracking does (Allan, 2002). Where editors put an update is what its place holds from then on.

Pure, and a function of the last WINDOW arrivals and their places alone: weights are whole numbers, how rare a word is
stays fixed for EPOCH arrivals, and both begin at whole multiples of EPOCH, so that a desk that was opened anew groups
as one that stayed open.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, KeysView, Sequence
from datetime import datetime
from itertools import islice
from operator import mul
from typing import NamedTuple

from newsdesk.incidents.traits import Traits
from newsdesk.model import UpdateRef

WINDOW = 3000
EPOCH = 50
LEAST = 0.1
"""The likeness from which an update belongs to a place."""
SAME = 0.2
"""The likeness from which two groups that one update is like are one."""
CLOSER = 1.25
"""An update is led away from the incident that its words name by one that is so many times as like."""
_RAREST = 60
"""Traits of an update that are compared: its rarest."""
_PRIOR = 50
"""Arrivals that a word is taken to have been missing from before any were seen."""
_PRIOR_OF_SOURCE = 200
"""The same for the arrivals of one source: what it puts into everything, such as its own name, tells nothing."""
_DAYS = 15.0
_FAR = 0.4
"""A place that has been silent for long is so much less like; e-fold in _DAYS."""


_NONE: Counter[str] = Counter()
_ANY = ""
"""Stands for the arrivals themselves where traits are counted; no word is empty."""


class Likeness(NamedTuple):
    """How like a place an update is, from 0 to 1."""

    score: float
    place: str


class _Member(NamedTuple):
    traits: Traits
    at: datetime
    number: int
    """Of its arrival, counted from 1."""


class _Place:
    def __init__(self) -> None:
        self.weights: Counter[str] = Counter()
        self.refs: dict[UpdateRef, datetime] = {}


class _Rarities(dict[str, float]):
    """How rare each word is, found out when it is first asked for."""

    def __init__(self, found_out: Callable[[str], float]) -> None:
        self._found_out = found_out

    def __missing__(self, word: str) -> float:
        rarity = self[word] = self._found_out(word)
        return rarity


class Grouping:
    """The places of the last arrivals. `start` is how many had arrived before the first that is added."""

    def __init__(self, start: int = 0) -> None:
        self.arrived = start
        self._members: dict[UpdateRef, _Member] = {}
        self._where: dict[UpdateRef, str | None] = {}
        self._places: dict[str, _Place] = {}
        self._holding: dict[str, set[str]] = {}
        """Trait → the places that hold it."""
        self._common: Counter[str] = Counter()
        self._fresh: Counter[str] = Counter()
        """What came since the rarity of words was last fixed."""
        self._of_source: dict[str, Counter[str]] = {}
        """Source → how many of its arrivals have a trait."""
        self._counted = 0
        self._rarities = _Rarities(self._rarity)
        self._lengths: dict[str, float] = {}

    def refs(self) -> KeysView[UpdateRef]:
        """The updates that are looked at, in the order of their arrival."""
        return self._members.keys()

    def last(self) -> UpdateRef | None:
        """The last arrival."""
        return next(reversed(self._members), None)

    def places(self) -> list[str]:
        """Every place that holds an update."""
        return list(self._places)

    def holds(self, place: str) -> list[UpdateRef]:
        """The updates of a place."""
        return list(self._places[place].refs) if place in self._places else []

    def add(self, ref: UpdateRef, traits: Traits, at: datetime, place: str | None) -> None:
        """Take an arrival, in its place; null for one that is nowhere."""
        self.arrived += 1
        self._members[ref] = _Member(traits, at, self.arrived)
        self._where[ref] = None
        self._common.update(traits.words)
        self._fresh.update(traits.words)
        self._of_source.setdefault(ref.source, Counter()).update((_ANY, *traits.words))
        self.put(ref, place)
        if self.arrived % EPOCH == 0 or self.arrived < EPOCH:
            self._begin_epoch()

    def put(self, ref: UpdateRef, place: str | None) -> None:
        """Move an update to another place."""
        if place == self._where[ref]:
            return
        self._leave(ref)
        member = self._members[ref]
        self._where[ref] = place
        if place is None:
            return
        there = self._places.setdefault(place, _Place())
        there.refs[ref] = member.at
        for word, weight in member.traits.items():
            there.weights[word] += weight
            self._holding.setdefault(word, set()).add(place)
        self._lengths.pop(place, None)

    def _leave(self, ref: UpdateRef) -> None:
        place = self._where[ref]
        if place is None:
            return
        there = self._places[place]
        del there.refs[ref]
        for word, weight in self._members[ref].traits.items():
            there.weights[word] -= weight
            if not there.weights[word]:
                del there.weights[word]
                self._holding[word].discard(place)
        self._lengths.pop(place, None)
        if not there.refs:
            del self._places[place]

    def _begin_epoch(self) -> None:
        old = [ref for ref in islice(self._members, EPOCH) if self._members[ref].number <= self.arrived - WINDOW]
        for ref in old:
            self._leave(ref)
            words = self._members.pop(ref).traits.words
            self._common.subtract(words)
            self._of_source[ref.source].subtract((_ANY, *words))
            del self._where[ref]
        for word in {word for word in self._common if not self._common[word]} if old else ():
            del self._common[word]
            self._holding.pop(word, None)
        self._fresh.clear()
        self._rarities.clear()
        self._lengths.clear()
        self._counted = len(self._members)

    def nearest(self, source: str, traits: Traits, at: datetime, allowed: Callable[[str], bool]) -> list[Likeness]:
        """The places that an update of a source is like enough to belong to, most like first."""
        rarities = {word: min(self._rarities[word], self._rarity_of(source, word)) for word in traits.words}
        weighed = sorted((-weight * rarities[word], word) for word, weight in traits.items())[:_RAREST]
        length = math.sqrt(math.fsum(weight * weight for weight, _ in weighed)) or 1.0
        products: dict[str, float] = {}
        for weight, word in weighed:
            share = -weight / length * rarities[word]
            for place in self._holding.get(word, ()):
                products[place] = products.get(place, 0.0) + share * self._places[place].weights[word]
        cosines = ((place, product / self._length(place)) for place, product in products.items())
        alike = [(place, cosine) for place, cosine in cosines if cosine >= LEAST]
        found = [
            Likeness(score, place)
            for place, cosine in alike
            if (score := cosine * self._nearness(place, at)) >= LEAST and allowed(place)
        ]
        return sorted(found, key=lambda one: (-one.score, one.place))

    def are_one(self, place: str, other: str) -> bool:
        """Whether two groups tell of the same; not where one of them is out of the window by now."""
        if not {place, other} <= self._places.keys():
            return False
        one, two = sorted((place, other), key=lambda name: len(self._places[name].weights))
        less, more = self._places[one].weights, self._places[two].weights
        product = math.fsum(
            weight * more[word] * self._rarities[word] ** 2 for word, weight in less.items() if word in more
        )
        near = self._nearness(place, max(self._places[other].refs.values()))
        return product / (self._length(one) * self._length(two)) * near >= SAME

    def older(self, place: str, other: str) -> str:
        """The group whose first update that is still looked at arrived before the other's."""
        return min(place, other, key=lambda name: min(self._members[ref].number for ref in self._places[name].refs))

    def _rarity(self, word: str) -> float:
        there = self._common.get(word, 0) - self._fresh.get(word, 0)
        return max(0.0, math.log((self._counted + _PRIOR) / (there + 1)))

    def _rarity_of(self, source: str, word: str) -> float:
        counts = self._of_source.get(source, _NONE)
        return max(0.0, math.log((counts[_ANY] + _PRIOR_OF_SOURCE) / (counts[word] + 1)))

    def _length(self, place: str) -> float:
        known = self._lengths.get(place)
        if known is None:
            # A large place has thousands of words, and a key may wait: no loop of Python's over them.
            weights = self._places[place].weights
            weighed = list(map(mul, weights.values(), map(self._rarities.__getitem__, weights)))
            known = self._lengths[place] = math.sqrt(math.fsum(map(mul, weighed, weighed))) or 1.0
        return known

    def _nearness(self, place: str, at: datetime) -> float:
        times = self._places[place].refs.values()
        apart = max((at - max(times)).total_seconds(), (min(times) - at).total_seconds(), 0.0)
        return max(_FAR, math.exp(-apart / 86400 / _DAYS))


def choose(nearest: Sequence[Likeness], led: str | None, is_incident: Callable[[str], bool]) -> str | None:
    """The place of an update: where its words led, unless an incident is much more like, else the most like."""
    if led is None:
        return nearest[0].place if nearest else None
    scores = {one.place: one.score for one in nearest if is_incident(one.place)}
    best = max(scores, key=lambda place: (scores[place], place), default=led)
    return best if scores.get(best, 0.0) >= CLOSER * scores.get(led, LEAST) else led
