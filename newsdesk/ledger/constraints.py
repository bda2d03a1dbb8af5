"""What must hold between the lines of one incident: which lines are parts of which wholes (docs/figures.md).

Knows lines by their keys only, not what is said on them. A whole may be a line on which nobody has spoken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from newsdesk.ledger import words
from newsdesk.ledger.scopes import Scopes
from newsdesk.model import Incident, LineKey, Measure, Side

KEPT = 32
"""Sets of lines whose constraints are remembered between ledgers."""


class Kind(StrEnum):
    """Why parts and whole belong together."""

    PART = "part"
    """One part within a wider scope: British within foreign, children within all."""
    SUM = "sum"
    """Parts that exclude each other: foreign and local, nationalities, passengers and crew, sides."""
    BALANCE = "balance"
    """What became of those taken or aboard."""


class Constraint(NamedTuple):
    """The parts sum to no more than the whole; where `exact`, all of them together are the whole."""

    kind: Kind
    whole: LineKey
    parts: tuple[LineKey, ...]
    exact: bool = False


_FATES = {
    Measure.TAKEN: ((Measure.ESCAPED, Measure.FREED, Measure.RESCUED, Measure.HELD), False),
    Measure.ABOARD: ((Measure.KILLED, Measure.SURVIVED, Measure.MISSING), True),
}


def constraints(keys: Collection[LineKey], incident: Incident) -> tuple[Constraint, ...]:
    """All constraints between lines of which at least the parts are given; magnitudes, money and the like have none."""
    return _constraints(frozenset(keys), incident.country)


@lru_cache(maxsize=KEPT)
def _constraints(keys: frozenset[LineKey], country: str) -> tuple[Constraint, ...]:
    """They hang on nothing else, and few moments of a story bring a new line."""
    people = sorted(key for key in keys if key.measure in words.PEOPLE)
    scopes = Scopes(Incident(id="", title="", country=country))
    return (*_within(people, scopes), *_sums(people, bool(country)), *_balances(people))


def _within(keys: list[LineKey], scopes: Scopes) -> Iterator[Constraint]:
    known = set(keys)
    for part in keys:
        for scope in _narrowings(scopes.wider(part.scope)):
            for side in dict.fromkeys((part.side, Side.ALL)):
                whole = LineKey(part.measure, scope, side)
                if whole in known and whole != part:
                    yield Constraint(Kind.PART, whole, (part,))


def _narrowings(facets: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Every scope that holds of all those of whom these facets hold."""
    ordered = sorted(facets)
    for size in range(len(ordered) + 1):
        yield from combinations(ordered, size)


def _sums(keys: list[LineKey], abroad: bool) -> Iterator[Constraint]:
    families: dict[tuple[LineKey, str], list[LineKey]] = defaultdict(list)
    for key in keys:
        for facet in key.scope:
            rest = set(key.scope) - {facet}
            if facet in ("foreign", "local"):
                families[_whole(key, rest), "residence"].append(key)
            elif words.is_country(facet) and not any(map(words.is_country, rest)):
                families[_whole(key, rest | ({"foreign"} if abroad else set())), "nation"].append(key)
            for group in words.exclusive():
                if facet in group and rest.isdisjoint(group):
                    families[_whole(key, rest), group[0]].append(key)
        if key.side in (Side.VICTIMS, Side.ATTACKERS, Side.FORCES):
            families[LineKey(key.measure, key.scope, Side.ALL), "side"].append(key)
    for (whole, family), parts in families.items():
        if len(parts) > 1 and (family != "side" or whole in keys):
            yield Constraint(Kind.SUM, whole, tuple(parts), exact=family == "residence")


def _whole(key: LineKey, scope: set[str]) -> LineKey:
    return LineKey(key.measure, tuple(sorted(scope)), key.side)


def _balances(keys: list[LineKey]) -> Iterator[Constraint]:
    known = set(keys)
    for whole in keys:
        if whole.measure in _FATES:
            measures, exact = _FATES[whole.measure]
            fates = [LineKey(measure, whole.scope, whole.side) for measure in measures]
            parts = tuple(key for key in fates if key in known or key.measure is Measure.HELD)
            if any(key in known for key in parts):
                yield Constraint(Kind.BALANCE, whole, parts, exact and len(parts) == len(fates))
