"""How the origins of one line stand to each other: verdict, severity, and the reason for both in a few words.

Rules and formula are those of docs/figures.md, "The verdict on a line". A garbled origin counts once: another origin
conflicts with it where it meets none of its values, and the line is garbled only where nothing worse is true.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from itertools import combinations
from typing import NamedTuple

from newsdesk.ledger import words
from newsdesk.ledger.origins import meet
from newsdesk.ledger.records import OriginClaim, Status, Verdict
from newsdesk.model import Number

_GARBLED = Status.GARBLED


class Judgement(NamedTuple):
    """A verdict with its weight and its reason."""

    verdict: Verdict
    severity: float
    reason: str


class _Extremes(NamedTuple):
    """The claims at the largest low and at the smallest high, where no number lies between."""

    top: list[OriginClaim]
    bottom: list[OriginClaim]
    gap: Number


def judge(counting: Sequence[OriginClaim], stale_before: datetime, year: int | None = None) -> Judgement:
    """Judge the counting claims of one line, in any order; none is an empty `single`.

    The reason tells the year of a moment of another than `year`; of none where that is null.
    """
    if not counting:
        return Judgement(Verdict.SINGLE, 0.0, "nothing counts")
    ends = _extremes(counting)
    if ends is None:
        return _single(counting[0]) if len(counting) == 1 else _in_accord(counting)
    severity = _severity(ends, stale_before)
    fresh = [claim for claim in counting if claim.published >= stale_before]
    if pair := _clash(fresh):
        return Judgement(Verdict.CONFLICT, severity, _conflict(fresh, *pair, year))
    if pair := _clash(counting):
        return Judgement(Verdict.STALE, severity, _stale(counting, *pair, year))
    return Judgement(Verdict.GARBLED, severity, _garbled(counting))


def _severity(ends: _Extremes, stale_before: datetime) -> float:
    """(largest low − smallest high) / max(1, largest low) × the fewer origins at an extreme, halved per stale one."""
    fewer = min(len({claim.origin for claim in side}) for side in (ends.top, ends.bottom))
    stale = sum(all(claim.published < stale_before for claim in side) for side in (ends.top, ends.bottom))
    return ends.gap / max(1, ends.top[0].low or 0) * fewer * 0.5**stale


def _extremes(claims: Sequence[OriginClaim]) -> _Extremes | None:
    lows = [claim.low for claim in claims if claim.low is not None]
    highs = [claim.high for claim in claims if claim.high is not None]
    if not lows or not highs or max(lows) <= min(highs):
        return None
    low, high = max(lows), min(highs)
    top = [claim for claim in claims if claim.low == low]
    return _Extremes(top, [claim for claim in claims if claim.high == high], low - high)


def _clash(claims: Sequence[OriginClaim]) -> tuple[OriginClaim, OriginClaim] | None:
    """The two origins that are furthest from sharing a number, the higher first; null where all share one."""
    ends = _extremes(claims)
    if ends is None:
        return None
    if not any(claim.status is _GARBLED for claim in claims):
        return max(ends.top, key=_newest), max(ends.bottom, key=_newest)
    voices: dict[str, list[OriginClaim]] = defaultdict(list)
    for claim in claims:
        voices[claim.origin].append(claim)
    pairs = [
        _ordered(one, other)
        for mine, theirs in combinations(voices.values(), 2)
        if not any(meet(one, other) for one in mine for other in theirs)
        for one in mine
        for other in theirs
    ]
    return max(pairs, key=lambda pair: (_gap(*pair), *map(_newest, pair)), default=None)


def _ordered(one: OriginClaim, other: OriginClaim) -> tuple[OriginClaim, OriginClaim]:
    """The higher of two that share no number first."""
    return (one, other) if _gap(one, other) > 0 else (other, one)


def _gap(higher: OriginClaim, lower: OriginClaim) -> Number:
    return 0 if higher.low is None or lower.high is None else higher.low - lower.high


def _newest(claim: OriginClaim) -> tuple[datetime, str]:
    return claim.published, claim.origin


def _said(claim: OriginClaim) -> str:
    return f"{words.value_text(claim)} ({claim.origin})"


def _conflict(claims: Sequence[OriginClaim], higher: OriginClaim, lower: OriginClaim, year: int | None) -> str:
    over = len({claim.origin for claim in claims if claim.low == higher.low})
    under = len({claim.origin for claim in claims if claim.high == lower.high})
    numbers = f"{words.value_text(higher)} and {words.value_text(lower)} share no number"
    first = f"{words.voice_text(higher)} ({words.moment_text(higher.published, year=year)})"
    second = f"{words.voice_text(lower)} ({words.moment_text(lower.published, higher.published, year=year)})"
    return f"{numbers}: {first}, {second}; {words.counted(over, 'origin')} against {under}"


def _stale(claims: Sequence[OriginClaim], higher: OriginClaim, lower: OriginClaim, year: int | None) -> str:
    old, new = sorted((higher, lower), key=_newest)
    since = words.moment_text(old.published, year=year)
    return f"{_all_said(old, claims)} not repeated since {since}; {_all_said(new, claims)} is newer"


def _all_said(claim: OriginClaim, claims: Sequence[OriginClaim]) -> str:
    """What an origin says, and what else where it is garbled: which of the two it means is not known."""
    both = [one for one in claims if one.origin == claim.origin and one.status is _GARBLED]
    said = " or ".join(map(words.value_text, sorted(both, key=_newest, reverse=True) or [claim]))
    return f"{said} ({claim.origin})"


def _garbled(counting: Sequence[OriginClaim]) -> str:
    garbled = [claim for claim in counting if claim.status is _GARBLED]
    origin = min(claim.origin for claim in garbled)
    heard = [claim for claim in garbled if claim.origin == origin]
    heard.sort(key=lambda claim: (claim.low or 0, claim.high or 0))
    texts = [f"{words.value_text(claim)} ({words.listed(claim.carriers or claim.outlets)})" for claim in heard]
    if len({(claim.claim.update, claim.claim.version) for claim in heard}) == 1:
        texts = [words.value_text(claim) for claim in heard]
        return f"{origin} stands with {words.listed(texts)} in one update"
    return f"{origin} stands with {words.listed(texts)}"


def _single(claim: OriginClaim) -> Judgement:
    via = f", via {words.listed(claim.carriers)}" if claim.carriers else ""
    return Judgement(Verdict.SINGLE, 0.0, f"{claim.origin} alone{via}")


def _in_accord(counting: Sequence[OriginClaim]) -> Judgement:
    if len({(claim.low, claim.high) for claim in counting}) == 1:
        names = words.listed(sorted(claim.origin for claim in counting))
        return Judgement(Verdict.AGREE, 0.0, f"{names} agree on {words.value_text(counting[0])}")
    ordered = sorted(counting, key=lambda claim: (claim.low or 0, claim.origin))
    widest = max(ordered, key=_spread)
    others = [claim for claim in ordered if (claim.low, claim.high) != (widest.low, widest.high)]
    sharpest = min(others, key=_spread)
    return Judgement(Verdict.COMPATIBLE, 0.0, f"{_said(widest)} and {_said(sharpest)} can both be true")


def _spread(claim: OriginClaim) -> float:
    return float("inf") if claim.low is None or claim.high is None else claim.high - claim.low
