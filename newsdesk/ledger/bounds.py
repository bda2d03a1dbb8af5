"""What follows from several claims together: bounds that no claim states, each with the claims it rests on.

Each line stands for all that its counting origins allow, from the smallest low to the largest high, so that a bound
holds whichever of them is right. Parties imply nothing, and nor does what is stale: those held yesterday and those
escaped today are no sum. A derived number is nobody's: it has premises, no origin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from newsdesk.ledger import words
from newsdesk.ledger.constraints import Constraint
from newsdesk.ledger.records import Check, Line, OriginClaim
from newsdesk.ledger.scopes import Scopes
from newsdesk.model import LineKey, Number


class Bound(NamedTuple):
    """An end of an interval with the claims that it rests on."""

    number: Number
    premises: tuple[OriginClaim, ...]


class Span(NamedTuple):
    """All that is allowed on a line; an open end is null."""

    low: Bound | None = None
    high: Bound | None = None

    @property
    def empty(self) -> bool:
        """Whether no number is left."""
        return bool(self.low and self.high and self.low.number > self.high.number)


def spans(lines: Iterable[Line]) -> dict[LineKey, Span]:
    """What the fresh counting claims of each line allow, from the smallest low to the largest high."""
    found: dict[LineKey, Span] = {}
    for line in lines:
        counting = [claim for claim in line.origins if claim.is_counting and not claim.stale]
        if counting:
            least = min(counting, key=lambda claim: (claim.low or 0, claim.origin))
            most = max(counting, key=lambda claim: (claim.high or 0, claim.origin))
            open_above = any(claim.high is None for claim in counting)
            found[line.key] = Span(
                None if least.low is None else Bound(least.low, (least,)),
                None if open_above or most.high is None else Bound(most.high, (most,)),
            )
    return found


def propagate(rules: Sequence[Constraint], said: Mapping[LineKey, Span]) -> dict[LineKey, Span]:
    """Tighten every interval by every rule until nothing moves; a rule that the claims break tightens nothing.

    Ends only ever move inwards, and no interval becomes empty that was not.
    """
    known = dict(said)
    touching: dict[LineKey, list[int]] = defaultdict(list)
    for place, rule in enumerate(rules):
        for key in (rule.whole, *rule.parts):
            touching[key].append(place)
    waiting = set(range(len(rules)))
    while waiting:
        for place in sorted(waiting):
            waiting.discard(place)
            for key, span in _tightened(rules[place], known):
                known[key] = span
                waiting.update(touching[key])
    return known


def implied(rules: Sequence[Constraint], said: Mapping[LineKey, Span], scopes: Scopes) -> Iterator[Check]:
    """The bounds that say more than any one claim does."""
    for key, span in sorted(propagate(rules, said).items(), key=lambda item: item[0]):
        before = said.get(key, Span())
        low = span.low if span.low != before.low and _is_news(span.low, key in said) else None
        high = span.high if span.high != before.high and _is_news(span.high, key in said) else None
        if low or high:
            yield _check(key, low, high, scopes)


def _tightened(rule: Constraint, known: Mapping[LineKey, Span]) -> Iterator[tuple[LineKey, Span]]:
    """The intervals that one rule makes narrower."""
    whole, parts = known.get(rule.whole, Span()), [known.get(key, Span()) for key in rule.parts]
    low = _sum([span.low for span in parts])
    if whole.empty or any(span.empty for span in parts) or (whole.high and low and low.number > whole.high.number):
        return
    high = _sum([span.high for span in parts]) if rule.exact and all(span.high for span in parts) else None
    narrower = _narrower(whole, Span(low, high))
    if narrower != whole and not narrower.empty:
        yield rule.whole, narrower
    for at, key in enumerate(rule.parts if whole.high else ()):
        room = _less(whole.high, _sum([span.low for other, span in enumerate(parts) if other != at]))
        narrower = _narrower(parts[at], Span(None, room))
        if narrower != parts[at] and not narrower.empty:
            yield key, narrower


def _narrower(span: Span, other: Span) -> Span:
    low, high = span
    if other.low and other.low.number > (low.number if low else 0):
        low = other.low
    if other.high and (high is None or other.high.number < high.number):
        high = other.high
    return Span(low, high)


def _sum(bounds: Sequence[Bound | None]) -> Bound | None:
    known = [bound for bound in bounds if bound]
    if not known:
        return None
    return Bound(sum(bound.number for bound in known), _together(known))


def _less(whole: Bound | None, others: Bound | None) -> Bound | None:
    if whole is None or others is None:
        return whole
    return Bound(whole.number - others.number, _together([whole, others]))


def _together(bounds: Iterable[Bound]) -> tuple[OriginClaim, ...]:
    return tuple({id(claim): claim for bound in bounds for claim in bound.premises}.values())


def _is_news(bound: Bound | None, spoken_of: bool) -> bool:
    """One claim carried over to a line on which nobody spoke says nothing new."""
    return bound is not None and (spoken_of or len(bound.premises) > 1)


def _check(key: LineKey, low: Bound | None, high: Bound | None, scopes: Scopes) -> Check:
    premises = _together([bound for bound in (low, high) if bound])
    ends = (low.number if low else None, high.number if high else None)
    named = words.listed([words.claim_text(claim, scopes.line_of(claim)) for claim in premises], 6)
    return Check(
        kind="derived",
        status="implied",
        key=key,
        low=ends[0],
        high=ends[1],
        premises=premises,
        reason=f"{words.interval_text(*ends)} follows from {named}",
    )
