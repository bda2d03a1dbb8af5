"""A line over time: a row for each origin, its number where it was said, a bar for as long as it stood.

Nothing is drawn between two numbers: what nobody said is not shown. Time runs to the right, in UTC.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec.structs import replace
from textual.content import Content

from newsdesk.ledger import words
from newsdesk.ledger.changes import Point, Series, Span
from newsdesk.ledger.records import Status, Verdict
from newsdesk.tui.render import signs
from newsdesk.tui.render.ink import ACCENT, BAD, BOLD, MUTED, VOICE, fit, ink, shortened, wide

LONGEST_NAME = 24
GAP = 2
"""Cells between a name and what it said first."""
TICK = 14
"""Cells between two times on the axis."""
NO_SHARED = "no shared number"
STANDS, STALE, DISPUTED, CROWDED, DENSITY = "─", "┄", "▒", "┼", " ▁▂▃▄▅▆▇"
GARBLED = signs.VERDICTS[Verdict.GARBLED]
LEGEND = (
    f"{STANDS} stands   {STALE} not repeated for long   {DISPUTED} {NO_SHARED}   {GARBLED.mark} {GARBLED.word}   "
    f"{CROWDED} a number without room"
)


class Axis(NamedTuple):
    """A stretch of time laid over cells."""

    begin: datetime
    end: datetime
    width: int

    def cell(self, at: datetime) -> int:
        """The cell of a moment, inside the width."""
        whole = (self.end - self.begin).total_seconds()
        part = (at - self.begin).total_seconds() / whole if whole > 0 else 1.0
        return max(0, min(self.width - 1, round(part * (self.width - 1))))

    def moment(self, cell: int) -> datetime:
        """The moment of a cell."""
        part = max(0, min(cell, self.width - 1)) / max(1, self.width - 1)
        return self.begin + (self.end - self.begin) * part


def lines(
    series: Sequence[Series], spans: Sequence[Span], now: datetime, patience: timedelta, width: int
) -> list[Content]:
    """The chart in rows of `width` cells: times, the origins by who spoke first, and when they shared no number.

    The axis ends now; the cells behind it are for a newest number that begins there.
    """
    if not series:
        return [Content.styled("Nobody has said a number on this line yet.", MUTED)]
    names = [wide(_name(one).plain) for one in series] + [len(NO_SHARED)] * bool(spans)
    name = min(LONGEST_NAME, max(names)) + GAP
    begin = min(point.since for one in series for point in one.points)
    lasts = max(now - begin, timedelta(minutes=1))
    room = max(12, width - name)
    longest = max(wide(_number(one.points[-1])) for one in series)
    axis = Axis(begin, begin + lasts, room - min(longest - 1, room // 2))
    years = "–".join(str(year) for year in sorted({begin.year, now.year}))
    rows = [fit(Content.styled(f"{years}, UTC", MUTED), name) + _axis(axis)]
    rows += [fit(fit(_name(one), name - GAP), name) + _origin(one, axis, patience, room) for one in series]
    if spans:
        rows.append(fit(Content.styled(NO_SHARED, BAD), name) + _disputed(spans, axis))
    return [fit(row, name + room) for row in rows]


def _name(one: Series) -> Content:
    return Content.assemble((f"{signs.PARTY} " if one.party else "", MUTED), ink(one.origin, VOICE))


def _axis(axis: Axis) -> Content:
    """Times from the first to the last, which always stands at the end where there is room for both."""
    row, last = "", words.moment_text(axis.end)
    while len(row) + len(at := words.moment_text(axis.moment(len(row)))) + GAP <= axis.width - len(last):
        row += at.ljust(TICK)
    row = row[: axis.width - len(last)].ljust(axis.width - len(last)) + last if row else words.moment_text(axis.begin)
    return fit(Content.styled(row, MUTED), axis.width)


def _number(point: Point) -> str:
    return shortened(words.value_text(point.claim)) + GARBLED.mark * (point.claim.status is Status.GARBLED)


def _origin(one: Series, axis: Axis, patience: timedelta, width: int) -> Content:
    """A bar from number to number, broken while it was stale, with each number that has room; the newest first.

    Where a number was withdrawn its bar ends, and the one before goes on, printed again, if that still stands.
    """
    points = _resumed(one.points)
    starts = [axis.cell(point.since) for point in points]
    cells = [Content(" ") for _ in range(width)]
    for point, start in zip(points, starts, strict=True):
        end = axis.width if point.end is None else max(start, axis.cell(point.end))
        cells[start:end] = _bar(point, axis, patience, start, end)
    room = width
    for point, start in reversed(list(zip(points, starts, strict=True))):
        number = _number(point)
        newest = point is points[-1]
        style = BOLD if newest and point.end is None else ""
        first = max(0, min(start, room - len(number))) if newest else start
        if first + len(number) <= room:
            cells[first : first + len(number)] = [Content.styled(sign, style) for sign in number]
            cells[first - 1 : first] = [Content(" ")] * bool(first)
            cells[first + len(number) : first + len(number) + 1] = [Content(" ")] * (first + len(number) < width)
            room = first - 1
        elif start < room:
            cells[start] = Content.styled(CROWDED, ACCENT)
    return Content.assemble(*cells)


def _resumed(points: Sequence[Point]) -> list[Point]:
    """The points, and one more wherever a withdrawn one ends and an older one stands on."""
    again = []
    for at, point in enumerate(points):
        ended = point.end
        if ended is None or any(other.since <= ended for other in points[at + 1 :]):
            continue
        before = next((one for one in reversed(points[:at]) if one.end is None or one.end > ended), None)
        if before is not None:
            again.append(replace(before, since=ended))
    return sorted([*points, *again], key=lambda point: point.since)


def _bar(point: Point, axis: Axis, patience: timedelta, start: int, end: int) -> list[Content]:
    stale = point.until + patience
    fresh = max(start, min(end, axis.cell(stale) + 1 if stale < axis.end else end))
    return [Content.styled(STANDS, ACCENT)] * (fresh - start) + [Content.styled(STALE, MUTED)] * (end - fresh)


def _disputed(spans: Sequence[Span], axis: Axis) -> Content:
    row = [" "] * axis.width
    for begin, end in spans:
        first, last = axis.cell(begin), axis.width if end is None else axis.cell(min(end, axis.end)) + 1
        row[first:last] = DISPUTED * (last - first)
    return Content.styled("".join(row), BAD)


def density(moments: Sequence[datetime], here: datetime, axis: Axis) -> Content:
    """How many updates came when, in one row, with the moment that is looked at."""
    counts = [0] * axis.width
    for at in moments:
        counts[axis.cell(at)] += 1
    most = max(counts, default=0) or 1
    row = "".join(DENSITY[0 if not count else max(1, round(count / most * (len(DENSITY) - 1)))] for count in counts)
    cell = axis.cell(here)
    mark = row[cell] if row[cell] != " " else "┃"
    return Content.assemble((row[:cell], ACCENT), (mark, "reverse"), (row[cell + 1 :], MUTED))
