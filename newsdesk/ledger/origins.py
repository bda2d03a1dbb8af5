"""Which word of each origin stands: supersession, lag, garbling, staleness and withdrawal.

Works on one line at a time. Choices where docs/figures.md is silent, each as a careful wire editor would make it:

- Values of one origin through different carriers are garbled within `NEARLY_TOGETHER`; further apart the origin has
  moved and its newer word stands. A carrier that still has what the origin replaced through another only lags.
- Values that share a number do not garble ("dozens" and "34"): the sharpest of those nearly together stands.
- "Dozens" after "34" through the same carrier replaces nothing: vague words that admit a number repeat it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import inf
from typing import NamedTuple

from newsdesk.ledger.records import Claim, OriginClaim, Status
from newsdesk.model import Counts, Figure, Grade, Modality, Number, Qualifier, State, Tense

NEARLY_TOGETHER = timedelta(hours=2)
"""How far apart two words of one voice may be said and still be one statement, heard twice."""

_VAGUE = frozenset({Qualifier.VAGUE, Qualifier.PLURAL})


class Place(NamedTuple):
    """One place in print of what an origin says."""

    claim: Claim
    carrier: str
    """The agency or outlet that brought the origin's words; the origin itself where it prints itself."""


class Statement:
    """One value of one origin on one line, with every place it stands in print, oldest first."""

    __slots__ = ("counting", "places", "standing", "status")

    def __init__(self, counting: bool) -> None:
        self.counting = counting
        self.places: list[Place] = []
        self.standing: list[Place] = []
        """The places whose text has not been replaced by a newer version."""
        self.status = Status.BESIDE

    @property
    def figure(self) -> Figure:
        return self.places[0].claim.figure

    @property
    def first(self) -> datetime:
        return self.places[0].claim.at

    @property
    def last(self) -> datetime:
        return (self.standing or self.places)[-1].claim.at


def counts(claim: Claim) -> bool:
    """Whether a claim may make a verdict, a range and a sum: whole, current, stated as fact, not held or rejected."""
    figure = claim.figure
    return (
        figure.counts is Counts.WHOLE
        and figure.tense is Tense.CURRENT
        and (figure.modality is Modality.ASSERTED or figure.modality is Modality.REPORTED)
        and (claim.state is State.NEW or claim.state is State.ACCEPTED)
    )


def statements(places: Iterable[Place], as_of: datetime | None) -> list[Statement]:
    """The distinct statements of one origin on one line; places must come oldest first."""
    found: dict[tuple[object, ...], Statement] = {}
    for place in places:
        claim = place.claim
        figure = claim.figure
        counting = counts(claim)
        name: tuple[object, ...] = (figure.value, figure.qualifier, figure.low, figure.high)
        if not counting:
            name += (figure.counts, figure.modality, figure.tense, claim.state is State.HELD)
        statement = found.get(name)
        if statement is None:
            statement = found[name] = Statement(counting)
        statement.places.append(place)
        if claim.withdrawn is None or (as_of is not None and claim.withdrawn > as_of):
            statement.standing.append(place)
    return list(found.values())


def settle(said: Sequence[Statement], stale_before: datetime) -> None:
    """Decide how each statement of one origin on one line stands."""
    for statement in said:
        if not statement.standing:
            statement.status = Status.WITHDRAWN
    live = [statement for statement in said if statement.counting and statement.standing]
    if not live:
        return
    chosen = _chosen(live) if len(live) > 1 else live
    for statement in live:
        later = statement.last >= chosen[0].last
        statement.status = Status.BESIDE if later else Status.SUPERSEDED
    for statement in chosen:
        single = Status.STALE if statement.last < stale_before else Status.CURRENT
        statement.status = Status.GARBLED if len(chosen) > 1 else single


def _chosen(live: Sequence[Statement]) -> list[Statement]:
    """The statement that stands, or the several between which the origin is garbled, newest first."""
    present = _present(live)
    head = max(present, key=_newest)
    rivals = [statement for statement in present if _rivals(statement, head)]
    if rivals:
        return [head, *sorted(rivals, key=_newest, reverse=True)]
    together = [one for one in present if head.last - one.last <= NEARLY_TOGETHER and meet(one.figure, head.figure)]
    return [max(together, key=lambda one: (-_width(one.figure), *_newest(one)))]


def _present(live: Sequence[Statement]) -> list[Statement]:
    """What each carrier says last."""
    by_carrier: dict[str, list[tuple[datetime, Statement]]] = {}
    for statement in live:
        for claim, carrier in statement.standing:
            by_carrier.setdefault(carrier, []).append((claim.at, statement))
    present: list[Statement] = []
    for said in by_carrier.values():
        present += (statement for statement in _last_words(said) if statement not in present)
    return present


def _last_words(said: list[tuple[datetime, Statement]]) -> list[Statement]:
    """The newest statements of a carrier; where those are vague, the last firm ones that they admit."""
    newest = max(at for at, _ in said)
    last = [statement for at, statement in said if at == newest]
    firm = [(at, statement) for at, statement in said if statement.figure.qualifier not in _VAGUE]
    if firm and all(statement.figure.qualifier in _VAGUE for statement in last):
        latest = max(at for at, _ in firm)
        kept = [statement for at, statement in firm if at == latest]
        if all(meet(one.figure, other.figure) for one in kept for other in last):
            return kept
    return last


def _rivals(statement: Statement, head: Statement) -> bool:
    """Whether an origin stands with both: said nearly together, sharing no number, neither replaced by the other."""
    if statement is head or meet(statement.figure, head.figure):
        return False
    if head.first - statement.last > NEARLY_TOGETHER:
        return False
    moved = {place.carrier for place in statement.places} & {place.carrier for place in head.standing}
    return not (moved and statement.last < head.first)


def meet(one: Figure | OriginClaim, other: Figure | OriginClaim) -> bool:
    """Whether two intervals share a number."""
    above = one.low is not None and other.high is not None and one.low > other.high
    below = one.high is not None and other.low is not None and one.high < other.low
    return not (above or below)


def _newest(statement: Statement) -> tuple[datetime, float, Number, str]:
    """Newest first, then sharpest, then largest: an order that owes nothing to arrival."""
    figure = statement.figure
    return statement.last, -_width(figure), figure.low or 0, figure.qualifier


def _width(figure: Figure) -> float:
    return inf if figure.low is None or figure.high is None else figure.high - figure.low


def origin_claim(origin: str, statement: Statement, *, party: bool, grade: Grade) -> OriginClaim:
    """A settled statement as the ledger shows it."""
    shown = statement.standing or statement.places
    figure = shown[-1].claim.figure
    return OriginClaim(
        origin=origin,
        value=figure.value,
        qualifier=figure.qualifier,
        low=figure.low,
        high=figure.high,
        published=shown[-1].claim.at,
        first_said=statement.places[0].claim.at,
        carriers=tuple(dict.fromkeys(place.carrier for place in shown if place.carrier != origin)),
        outlets=tuple(dict.fromkeys(place.claim.outlet for place in shown)),
        claim=shown[-1].claim,
        status=statement.status,
        party=party,
        grade=grade,
    )
