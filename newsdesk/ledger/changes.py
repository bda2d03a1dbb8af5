"""How the claims of an incident move: between two moments, and along one line by origin.

Works on ledgers already built, so that both follow what a ledger shows. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from msgspec import Struct

from newsdesk.decisions import Seen, Stood
from newsdesk.ledger import words
from newsdesk.ledger.origins import counts, meet
from newsdesk.ledger.records import Ledger, Line, OriginClaim, Status, Verdict
from newsdesk.model import LineKey, Number


class Turn(StrEnum):
    """What may happen on a line between two moments."""

    NEW_ORIGIN = "new origin"
    MOVED = "figure moved"
    GONE = "figure gone"
    CONFLICT_BEGUN = "conflict begun"
    CONFLICT_ENDED = "conflict ended"


class Movement(Struct, frozen=True, kw_only=True):
    """One thing that changed on one line."""

    turn: Turn
    key: LineKey
    reason: str
    before: OriginClaim | None = None
    """Null too where only its words are known."""
    after: OriginClaim | None = None


class Point(Struct, frozen=True):
    """What an origin said from `since`, last at `until`; an open end is null."""

    since: datetime
    until: datetime
    low: Number | None
    high: Number | None
    claim: OriginClaim
    end: datetime | None = None
    """When its words were withdrawn; null while they stand, said again otherwise or not."""


class Series(Struct, frozen=True):
    """What one origin said on a line, oldest first."""

    origin: str
    party: bool
    points: tuple[Point, ...]

    def at(self, moment: datetime) -> Point | None:
        """What it stood with at a moment: the newest that was not withdrawn; null where nothing is."""
        said = (point for point in reversed(self.points) if point.since <= moment)
        return next((point for point in said if point.end is None or moment < point.end), None)


def between(before: Ledger, after: Ledger) -> list[Movement]:
    """What moved from one ledger of an incident to a later one, in the later one's order of lines."""
    voice = _Voice(after)
    past = {
        line.key: _Then(line.verdict is Verdict.CONFLICT, voice.each(_standing(line).values())) for line in before.lines
    }
    return _moved(past, after)


def picture(ledger: Ledger) -> tuple[Seen, ...]:
    """What an editor sees on the lines of a ledger, small enough to be kept; see `since`."""
    return tuple(
        Seen(
            line.key,
            line.verdict is Verdict.CONFLICT,
            tuple(
                Stood(origin, said.value, said.qualifier, said.low, said.high, _home(said))
                for origin, said in _standing(line).items()
            ),
        )
        for line in ledger.lines
    )


def since(seen: Sequence[Seen], after: Ledger) -> list[Movement]:
    """What moved since lines were seen so, in the ledger's order; of what stood then only the words are known."""
    voice = _Voice(after)
    return _moved({line.key: _Then(line.conflict, voice.each(line.said)) for line in seen}, after)


def _moved(past: Mapping[LineKey, _Then], after: Ledger) -> list[Movement]:
    present = {line.key: line for line in after.lines}
    moved: list[Movement] = []
    for key in dict.fromkeys((*present, *past)):
        moved += _on_line(key, past.get(key, _NOTHING), present.get(key))
    return moved


class _Then(NamedTuple):
    """A line as it stood before."""

    conflict: bool
    said: Mapping[str, Sequence[OriginClaim | Stood]]
    """By the names that origins go by now; a voice that was two then stood with both."""


_NOTHING = _Then(False, {})


def _home(said: OriginClaim | Stood) -> str:
    """The source whose title an origin is; empty where others printed its words."""
    if isinstance(said, Stood):
        return said.source
    return "" if said.via else said.claim.update.source


class _Voice:
    """What the origins of former ledgers are called in a later one: a source renamed, a name merged, is the same."""

    def __init__(self, after: Ledger) -> None:
        self._names = {name.name: origin for origin, names in after.names.items() for name in names}
        self._homes = {home: said.origin for line in after.lines for said in line.origins if (home := _home(said))}

    def each(self, said: Iterable[OriginClaim | Stood]) -> dict[str, list[OriginClaim | Stood]]:
        """What was said by present voices."""
        found: dict[str, list[OriginClaim | Stood]] = {}
        for one in said:
            name = self._homes.get(_home(one)) or self._names.get(one.origin, one.origin)
            found.setdefault(name, []).append(one)
        return found


def _on_line(key: LineKey, before: _Then, after: Line | None) -> Iterator[Movement]:
    now = after is not None and after.verdict is Verdict.CONFLICT
    if now and not before.conflict:
        yield Movement(turn=Turn.CONFLICT_BEGUN, key=key, reason=after.reason if after else "")
    if before.conflict and not now:
        yield Movement(turn=Turn.CONFLICT_ENDED, key=key, reason=after.reason if after else "nothing is said any more")
    present = _standing(after)
    for origin in dict.fromkeys((*present, *before.said)):
        yield from _of_origin(key, origin, before.said.get(origin, ()), present.get(origin))


def _standing(line: Line | None) -> dict[str, OriginClaim]:
    """What each origin stands with; of a garbled one the newest."""
    standing: dict[str, OriginClaim] = {}
    for claim in line.origins if line else ():
        if claim.stands:
            standing.setdefault(claim.origin, claim)
    return standing


def _of_origin(
    key: LineKey, origin: str, former: Sequence[OriginClaim | Stood], after: OriginClaim | None
) -> Iterator[Movement]:
    before = former[0] if former else None
    stood = before if isinstance(before, OriginClaim) else None
    if before is None and after is not None:
        reason = f"{origin} says {words.spoken(after)}"
        yield Movement(turn=Turn.NEW_ORIGIN, key=key, reason=reason, after=after)
    elif after is None and before is not None:
        # Who wrote it may have taken it back, or an editor held or struck it.
        reason = f"{words.spoken(before)} of {origin} no longer counts"
        yield Movement(turn=Turn.GONE, key=key, reason=reason, before=stood)
    elif before is not None and after is not None and words.spoken(after) not in map(words.spoken, former):
        reason = f"{origin} moved from {words.spoken(before)} to {words.spoken(after)}"
        yield Movement(turn=Turn.MOVED, key=key, reason=reason, before=stood, after=after)


def history(line: Line) -> tuple[Series, ...]:
    """A line's history by origin, ready to be drawn: who spoke first, first; what stands beside is left out."""
    points: dict[tuple[str, bool], list[Point]] = {}
    # Of what was said at once the first stands for its origin, here as in the table: it comes last.
    for claim in reversed(line.origins):
        if claim.status is not Status.BESIDE and counts(claim.claim):
            end = claim.claim.withdrawn if claim.status is Status.WITHDRAWN else None
            point = Point(claim.first_said, claim.published, claim.low, claim.high, claim, end)
            points.setdefault((claim.origin, claim.party), []).append(point)
    series = [
        Series(origin, party, tuple(sorted(said, key=lambda point: (point.since, point.until))))
        for (origin, party), said in points.items()
    ]
    return tuple(sorted(series, key=lambda one: (one.points[0].since, one.origin)))


class Span(NamedTuple):
    """A stretch of time; the end is open where it lasts to the end of what was said."""

    begin: datetime
    end: datetime | None


def disputed(series: Sequence[Series], patience: timedelta) -> tuple[Span, ...]:
    """When two independent origins of a line stood with numbers that share none, parties left out.

    An origin stands with what it said last, until it says another or withdraws it, or while the desk has patience.
    """
    said = [one for one in series if not one.party]
    ends = {point.until + patience for one in said for point in one.points}
    ends |= {point.end for one in said for point in one.points if point.end is not None}
    moments = sorted({point.since for one in said for point in one.points} | ends)
    spans: list[Span] = []
    begun: datetime | None = None
    for at in moments:
        clash = _clash(said, at, patience)
        if clash and begun is None:
            begun = at
        elif not clash and begun is not None:
            spans.append(Span(begun, at))
            begun = None
    return (*spans, Span(begun, None)) if begun is not None else tuple(spans)


def _clash(series: Sequence[Series], at: datetime, patience: timedelta) -> bool:
    standing = [point for one in series if (point := one.at(at)) is not None and at < point.until + patience]
    return any(not meet(one.claim, other.claim) for one, other in combinations(standing, 2))


def turning_points(ledger: Ledger) -> list[datetime]:
    """The moments at which an origin first said another number on a line of a ledger, oldest first, each once."""
    said = (claim for line in ledger.lines for claim in line.origins if claim.status is not Status.BESIDE)
    return sorted({claim.first_said for claim in said})
