"""Which word of each origin stands: supersession, lag, garbling, staleness and withdrawal.

Works on one line at a time. Choices where docs/figures.md is silent, each as a careful wire editor would make it:

- Values of one origin through different carriers are garbled within `NEARLY_TOGETHER`; further apart the origin has
  moved and its newer word stands. A carrier that still has what the origin replaced through another only lags.
- Values that share a number do not garble ("dozens" and "34"): the sharpest of those nearly together stands.
- "Dozens" after "34" through the same carrier replaces nothing: vague words that admit a number repeat it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from math import inf

from msgspec import Struct

from newsdesk.decisions import Premise
from newsdesk.ledger.amounts import Amount
from newsdesk.ledger.records import Claim, OriginClaim, Status
from newsdesk.model import STATED, Counts, Figure, Grade, Number, Qualifier, State, Tense

NEARLY_TOGETHER = timedelta(hours=2)
"""How far apart two words of one voice may be said and still be one statement, heard twice."""

Chain = tuple[str, ...]
"""Who says so, from the agency down to the deepest voice."""

Words = tuple[object, ...]
"""What makes two claims of an origin one statement: the same number, and for what does not count the same standing."""

Interval = Figure | OriginClaim | Premise | Amount
"""What allows the numbers from `low` to `high`."""

_VAGUE = frozenset({Qualifier.VAGUE, Qualifier.PLURAL})
# An enumeration's members are looked up slowly, and these are asked for once or more for every claim.
_WHOLE, _CURRENT_TENSE = Counts.WHOLE, Tense.CURRENT
_CURRENT, _SUPERSEDED, _STALE = Status.CURRENT, Status.SUPERSEDED, Status.STALE
_WITHDRAWN, _GARBLED, _BESIDE = Status.WITHDRAWN, Status.GARBLED, Status.BESIDE
_COUNTED = frozenset({State.NEW, State.ACCEPTED})


Place = tuple[Claim, str]
"""One place in print of what an origin says, and its carrier: the agency or outlet that brought the origin's words,
the origin itself where it prints itself."""


class Statement(Struct, eq=False, gc=False):
    """One value of one origin on one line, with every place it stands in print, oldest first."""

    figure: Figure
    counting: bool
    places: list[Place]
    standing: list[Place]
    """The places whose text has not been replaced by a newer version; one list with `places` until the two differ."""
    last: datetime
    """When it was last said in a text that stands, else in any."""
    status: Status = Status.BESIDE
    stale: bool = False

    def take(self, place: Place, standing: bool) -> None:
        """Note one more place, not older in print than the last, and whether its text stands."""
        only = standing and not self.standing
        if not standing and self.standing is self.places:
            self.standing = self.places.copy()
        self.places.append(place)
        if standing and self.standing is not self.places:
            self.standing.append(place)
        if only:
            self.last = place[0].said
        elif standing or not self.standing:
            self.last = max(self.last, place[0].said)

    @property
    def first(self) -> datetime:
        """When it was first said, which a copy printed later may tell."""
        return min(claim.said for claim, _ in self.places)


def counts(claim: Claim) -> bool:
    """Whether a claim may make a verdict, a range and a sum: whole, current, stated as fact, not held or rejected."""
    return claim.figure.counts is _WHOLE and stands(claim)


def stands(claim: Claim) -> bool:
    """Whether a claim is stated of now, and neither held nor rejected."""
    return is_stated(claim.figure) and claim.state in _COUNTED


def is_stated(figure: Figure) -> bool:
    """Whether its text gives a figure as a fact of now; one that it does not makes no verdict."""
    return figure.tense is _CURRENT_TENSE and figure.modality in STATED


def beside(claim: Claim) -> Words:
    """What tells a claim that does not count from others with its number."""
    figure = claim.figure
    return (figure.counts, figure.modality, figure.tense, claim.state is State.HELD)


def first_said(claim: Claim, carrier: str, counting: bool, standing: bool) -> Statement:
    """A statement at its first place."""
    places: list[Place] = [(claim, carrier)]
    return Statement(claim.figure, counting, places, places if standing else [], claim.said)


def settle(said: Iterable[Statement], stale_before: datetime) -> None:
    """Decide how each statement of one origin on one line stands."""
    live: list[Statement] = []
    for statement in said:
        if not statement.standing:
            statement.status = _WITHDRAWN
        elif statement.counting:
            live.append(statement)
    if not live:
        return
    chosen = _chosen(live) if len(live) > 1 else live
    last = chosen[0].last
    if len(live) > 1:
        for statement in live:
            statement.status = _BESIDE if statement.last >= last else _SUPERSEDED
    for statement in chosen:
        statement.stale = last < stale_before
        statement.status = _GARBLED if len(chosen) > 1 else _STALE if statement.stale else _CURRENT


def _chosen(live: Sequence[Statement]) -> list[Statement]:
    """The statement that stands, or the several between which the origin is garbled, newest first."""
    present = _present(live)
    if len(present) == 1:
        return present
    head = max(present, key=_newest)
    rivals = [statement for statement in present if _rivals(statement, head)]
    if rivals:
        return [head, *sorted(rivals, key=_newest, reverse=True)]
    together = [one for one in present if head.last - one.last <= NEARLY_TOGETHER and meet(one.figure, head.figure)]
    return [max(together, key=lambda one: (-_width(one.figure), *_newest(one)))]


def _present(live: Sequence[Statement]) -> list[Statement]:
    """What each carrier says last."""
    carriers = {carrier for statement in live for _, carrier in statement.standing}
    if len(carriers) == 1:
        newest = max([statement.last for statement in live])
        return _weighed(live, carriers.pop(), [statement for statement in live if statement.last == newest])
    present: dict[int, Statement] = {}
    for carrier, said in _last_words(live).items():
        for statement in _weighed(live, carrier, said):
            present[id(statement)] = statement
    return list(present.values())


def _last_words(live: Iterable[Statement]) -> dict[str, list[Statement]]:
    last: dict[str, list[Statement]] = {}
    newest: dict[str, datetime] = {}
    for statement in live:
        for claim, carrier in statement.standing:
            known = newest.get(carrier)
            if known is None or claim.said > known:
                newest[carrier], last[carrier] = claim.said, [statement]
            elif claim.said == known:
                last[carrier].append(statement)
    return last


def _weighed(live: Sequence[Statement], carrier: str, said: list[Statement]) -> list[Statement]:
    """The last words of a carrier, or where they are vague the numbers that they repeat."""
    vague = is_vague(said[0].figure) and all(is_vague(one.figure) for one in said)
    return (_firm(live, carrier, said) or said) if vague else said


def _firm(live: Iterable[Statement], carrier: str, vague: Sequence[Statement]) -> list[Statement]:
    """The last numbers of a carrier whose newest words are vague, where those words admit them."""
    said = [
        (claim.said, statement)
        for statement in live
        if not is_vague(statement.figure)
        for claim, by in statement.standing
        if by == carrier
    ]
    latest = max((at for at, _ in said), default=None)
    kept = [statement for at, statement in said if at == latest]
    return kept if all(meet(one.figure, other.figure) for one in kept for other in vague) else []


def _rivals(statement: Statement, head: Statement) -> bool:
    """Whether an origin stands with both: said nearly together, sharing no number, neither replaced by the other."""
    if statement is head or meet(statement.figure, head.figure):
        return False
    if head.first - statement.last > NEARLY_TOGETHER:
        return False
    moved = {carrier for _, carrier in statement.places} & {carrier for _, carrier in head.standing}
    return not (moved and statement.last < head.first)


def is_vague(said: Figure | OriginClaim) -> bool:
    """Whether it is "dozens" or "people": words for a number that is not given."""
    return said.qualifier in _VAGUE


def meet(one: Interval, other: Interval) -> bool:
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


def origin_claim(
    origin: str, statement: Statement, nameless: Mapping[Chain, str], *, party: bool, grade: Grade
) -> OriginClaim:
    """A settled statement as the ledger shows it; `nameless` has the chains that end on words that identify nobody."""
    shown = statement.standing or statement.places
    claim, carrier = max(shown, key=_last_said)
    carriers: tuple[str, ...] = (carrier,)
    outlets: tuple[str, ...] = (claim.outlet,)
    if len(shown) > 1:
        carriers, outlets = _in_order(by for _, by in shown), _in_order(place.outlet for place, _ in shown)
    figure = claim.figure
    return OriginClaim(
        origin=origin,
        value=figure.value,
        qualifier=figure.qualifier,
        low=figure.low,
        high=figure.high,
        published=claim.said,
        first_said=statement.first,
        carriers=tuple(name for name in carriers if name != origin) if origin in carriers else carriers,
        outlets=outlets,
        claim=claim,
        via="" if carrier == origin else carrier,
        cited=nameless.get(figure.chain, ""),
        status=statement.status,
        stale=statement.stale,
        party=party,
        grade=grade,
    )


def _last_said(place: Place) -> tuple[datetime, datetime]:
    """Last said, and of what was said at once the text that was printed last."""
    return place[0].said, place[0].at


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Names without repeats, in the order they come."""
    return tuple(dict.fromkeys(names))
