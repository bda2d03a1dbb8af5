"""The figure table and the incident's cards: lines by origin, with range, verdict and the line's course over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from math import inf
from typing import NamedTuple

import msgspec
from textual.content import Content

from newsdesk.ledger import words
from newsdesk.ledger.changes import Series, history
from newsdesk.ledger.records import Check, Ledger, Line, OriginClaim, Status, Verdict
from newsdesk.ledger.words import NOTHING
from newsdesk.model import Grade, LineKey, Number, State
from newsdesk.tui.render import signs, times
from newsdesk.tui.render.ink import BAD, BOLD, LOUD, MUTED, cut, ink, join, shortened, wide
from newsdesk.tui.scene import Scene, columns, in_table

LINE = {"-wide": 28, "-normal": 22, "-narrow": 20}
"""Cells at most for a line's name."""
_NOTHING_SAID = Content.styled(f"{NOTHING} ", MUTED)
HEAD = 14
"""Cells at most for a row of an origin's name."""
CARDS = 4
"""Lines that get a card."""


class Column(NamedTuple):
    """A column of the table; an origin's name where it is an origin's."""

    kind: str
    """line, range, verdict, sign (of the verdict), why, desk, or origin."""
    origin: str = ""
    party: bool = False


class Grid(NamedTuple):
    """The whole table, ready to be laid out."""

    columns: tuple[Column, ...]
    heads: tuple[tuple[Content, Content], ...]
    """Two rows each, so that a long name costs no width."""
    keys: tuple[LineKey | Check, ...]
    """What each row is: a line by its key, or a check."""
    rows: tuple[tuple[Content, ...], ...]

    def place(self, column: Column) -> int | None:
        """Where a column stands, an origin's too that has become a party since, or is none any more."""
        named = ((one.kind, one.origin) for one in self.columns)
        return next((at for at, name in enumerate(named) if name == (column.kind, column.origin)), None)


SHAPES = {
    "-wide": ("line", "range", "verdict", "desk", "why"),
    "-normal": ("line", "sign", "range", "desk"),
    "-narrow": ("line", "sign", "range", "desk"),
}
"""The columns before the origins', by how wide the screen is; the reason of one row always stands in the head."""


def grid(scene: Scene, room: str) -> Grid:
    """The table of a scene, for a screen of that breakpoint."""
    ledger = scene.ledger
    if ledger is None:
        return Grid((), (), (), ())
    independent, parties = columns(ledger)
    shape = (
        *(Column(kind) for kind in SHAPES[room]),
        *(Column("origin", name) for name in independent),
        *(Column("origin", name, party=True) for name in parties),
    )
    grades = {said.origin: said.grade for line in ledger.lines for said in line.origins}
    lines = order(ledger)
    return Grid(
        columns=shape,
        heads=tuple(_head(column, grades) for column in shape),
        keys=tuple(row.key if isinstance(row, Line) else row for row in lines),
        rows=tuple(_row(row, shape, scene) if isinstance(row, Line) else _check_row(row, shape) for row in lines),
    )


def order(ledger: Ledger) -> list[Line | Check]:
    """The rows: conflicts, what is stale, broken sums, what stands, what is asked or implied, last what counts nowhere.

    Within each the ledger's own order, gravest first.
    """
    disputed = [line for line in ledger.lines if line.severity > 0]
    told = [line for line in ledger.lines if line.severity <= 0 and line.range != NOTHING]
    silent = [line for line in ledger.lines if line.severity <= 0 and line.range == NOTHING]
    broken = [check for check in ledger.checks if check.status == "broken"]
    rest = [check for check in ledger.checks if check.status != "broken"]
    return [*disputed, *broken, *told, *rest, *silent]


def _head(column: Column, grades: dict[str, Grade]) -> tuple[Content, Content]:
    if column.kind != "origin":
        return Content(""), Content.styled("" if column.kind == "sign" else column.kind, MUTED)
    grade = grades.get(column.origin, Grade.F)
    letter = f" {grade.value}" if grade is not Grade.F else ""
    top, bottom = _halves(f"{signs.PARTY} {column.origin}" if column.party else column.origin, len(letter))
    behind = Content.styled(letter + " ", BOLD)
    return cut(ink(top, MUTED), HEAD), cut(ink(bottom, MUTED), HEAD - behind.cell_length) + behind


def _halves(name: str, more: int) -> tuple[str, str]:
    """A name on two rows, as narrow as its words allow; `more` cells follow the lower one."""
    parts = name.split()
    splits = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(len(parts))]
    return min(splits, key=lambda rows: max(len(rows[0]), len(rows[1]) + more))


def _row(line: Line, shape: tuple[Column, ...], scene: Scene) -> tuple[Content, ...]:
    cells = in_table(line)
    return tuple(_cell(line, column, cells, scene) for column in shape)


def _check_row(check: Check, shape: tuple[Column, ...]) -> tuple[Content, ...]:
    sign, bound = signs.check(check), Content.styled(shortened(words.interval_text(check.low, check.high)), BOLD)
    if bound.plain == NOTHING and all(column.kind != "verdict" for column in shape):
        # Without a word the row would look like a second one of its line.
        bound = Content.styled(sign.word, sign.style)
    facts = {
        "line": ink(words.line_name(check.key)),
        "range": bound,
        "verdict": sign.content,
        "sign": Content.styled(sign.mark, sign.style),
        "why": ink(shortened(check.reason), MUTED),
        "origin": _NOTHING_SAID,
    }
    return tuple(facts.get(column.kind, Content.styled(NOTHING, MUTED)) for column in shape)


def _cell(line: Line, column: Column, cells: dict[str, OriginClaim], scene: Scene) -> Content:
    if column.kind == "origin":
        said = cells.get(column.origin)
        return _NOTHING_SAID if said is None else origin_value(said, scene)
    return _FACTS[column.kind](line)


def verdict(line: Line) -> Content:
    """How the origins stand to each other; parties among themselves are said to be so."""
    if line.range == NOTHING and not line.parties_alone:
        return Content.styled(NOTHING, MUTED)
    sign = signs.VERDICTS[line.verdict]
    return Content.styled(f"{signs.PARTY} {sign.word}", MUTED) if line.parties_alone else sign.content


def desk_value(line: Line) -> Content:
    """What the desk runs with, marked where that wants another look; a dot where it has not decided."""
    if line.desk is None:
        return Content.styled(NOTHING, MUTED)
    value = Content.styled(shortened(words.desk_text(line.desk)), LOUD)
    return value + Content.styled("!", BAD) if line.attention else value


_FACTS: dict[str, Callable[[Line], Content]] = {
    "line": lambda line: ink(words.line_name(line.key)),
    "range": lambda line: Content.styled(shortened(words.range_text(line)), BOLD if line.range != NOTHING else MUTED),
    "verdict": verdict,
    "sign": lambda line: verdict(line)[:1],
    "why": lambda line: ink(shortened(line.reason), MUTED),
    "desk": desk_value,
}


def origin_value(said: OriginClaim, scene: Scene) -> Content:
    """A value with its qualifier; bold while its update is new, muted and marked where it does not count.

    The mark has a cell of its own behind the number, so that numbers line up.
    """
    value = shortened(words.value_text(said))
    match said.status:
        case Status.GARBLED:
            return Content.styled(f"{value}≠{'~' if said.stale else ''}", MUTED if said.stale else BAD)
        case Status.STALE:
            return Content.styled(f"{value}~", MUTED)
        case Status.CURRENT:
            return Content.styled(f"{value} ", BOLD if scene.state(said.claim.update) is State.NEW else "")
        case _:
            return Content.styled(f"({value})", MUTED)


def head_note(line: Line | Check | None) -> Content:
    """Beside the pane's title: why the verdict of the row under the cursor is what it is."""
    if line is None:
        return Content.styled("by origin, newest words of each", MUTED)
    if isinstance(line, Check):
        mark, reason = signs.check(line), ink(shortened(line.reason), MUTED)
        return Content.assemble(ink(words.line_name(line.key), BOLD), "  ", (f"{mark.mark} ", mark.style), reason)
    sign = signs.VERDICTS[line.verdict]
    return Content.assemble(
        ink(words.line_name(line.key), BOLD),
        "  ",
        (f"{sign.mark} ", sign.style),
        ink(shortened(line.reason) or sign.word, sign.style if line.verdict is Verdict.CONFLICT else MUTED),
    )


# ── the incident's cards ──────────────────────────────────────────────────────────────────────────


def carded(scene: Scene) -> list[Line]:
    """The lines that get a card: the gravest, then those that most origins speak on."""
    if scene.ledger is None:
        return []
    told = [line for line in scene.ledger.lines if line.range != NOTHING] or list(scene.ledger.lines)
    ranked = sorted(told, key=lambda line: (not line.is_disputed, -line.severity, -len(_counting(line))))
    return ranked[:CARDS]


def _counting(line: Line) -> list[OriginClaim]:
    return [said for said in in_table(line).values() if said.status is not Status.BESIDE and not said.party]


def card(scene: Scene, line: Line, width: int, height: int, *, here: bool) -> list[Content]:
    """A line in short: its name, range and verdict, its course, who says what; both sides of a conflict first.

    Where there is little room the course goes before a side does; else who moved last stands first.
    """
    name = ink(words.line_name(line.key), BOLD if here else MUTED)
    sides, facts = _sides(line), _facts(line, width, height - 1)
    said = [_side(one, scene, width) for one in sides]
    spare = height - 1 - len(facts) > max(1, len(sides))
    rows = [
        cut((Content.styled(f"{signs.HERE} ", LOUD) + name) if here else name, width),
        *facts,
        *([spark(course(line, scene, max(1, width)))] if spare else []),
        *said,
    ]
    return [*rows, *_others(line, sides, scene, width, height - len(rows))][:height]


def _facts(line: Line, width: int, height: int) -> list[Content]:
    """Range, verdict and desk figure; the last has a row of its own where the range would have to go for it."""
    desk = [Content.assemble("desk ", desk_value(line))] if line.desk is not None else []
    *whole, left_out = _beside(line, desk)
    if found := next((row for row in whole if row.cell_length <= width), None):
        return [found]
    if desk and height > 1:
        return [*_facts(msgspec.structs.replace(line, desk=None), width, 1), cut(desk[0], width)]
    return [left_out if left_out.cell_length <= width else cut(whole[-1], width)]


def _beside(line: Line, desk: Sequence[Content]) -> list[Content]:
    """The ways to say it, from roomy to tight: the verdict's word goes first, and a number is whole or left out."""
    told = shortened(words.range_text(line))
    roomy = join([Content.styled(told, BOLD), verdict(line), *desk], "  ")
    return [roomy, *(join([Content.styled(one, BOLD), verdict(line)[:1], *desk]) for one in (told, "…"))]


def _sides(line: Line) -> list[OriginClaim]:
    """The two that are furthest from sharing a number, the lower first; nobody where there is no conflict."""
    fresh = [one for one in _counting(line) if not one.stale]
    if line.verdict is not Verdict.CONFLICT or len(fresh) < 2:
        return []
    lowest = min(fresh, key=lambda one: (inf if one.high is None else one.high, one.origin))
    highest = max(fresh, key=lambda one: (one.low or 0, one.origin))
    return [lowest, highest]


def _side(said: OriginClaim, scene: Scene, width: int) -> Content:
    """A number with its voice and, where there is room, how and when it was heard; no carrier's time is the voice's."""
    number = shortened(words.value_text(said))
    heard = words.voice_text(said)
    voices = (f"{heard} {times.brief(said.published, scene.now)}", heard)
    voice = next((voice for voice in voices if wide(number) + 2 + wide(voice) <= width), said.origin)
    return cut(Content.assemble(number, "  ", ink(voice, MUTED)), width)


def _others(line: Line, sides: Sequence[OriginClaim], scene: Scene, width: int, height: int) -> list[Content]:
    """What the other origins say, who moved last first; parties only where nobody else speaks.

    Each stands whole on a row, name and number; an ellipsis stands for those that have no room.
    """
    moved = sorted(_counting(line), key=lambda one: one.first_said, reverse=True)
    told = [one for one in moved if one not in sides]
    parties = [] if moved else [one for one in in_table(line).values() if one.party]
    names = [(one.origin, one) for one in told] + [(f"{signs.PARTY} {one.origin}", one) for one in parties]
    said = [(name, shortened(words.value_text(one))) for name, one in names]
    when = f"{times.brief(told[0].first_said, scene.now)} " if told and not sides else ""
    return _rows(said, when, width, height)


def _voice(name: str, number: str, width: int) -> Content:
    """An origin with its number, which is never cut."""
    room = width - wide(number) - 1
    return Content.assemble(cut(ink(name, MUTED), room), " ", number) if room > 1 else Content("…")


def _rows(said: Sequence[tuple[str, str]], when: str, width: int, height: int) -> list[Content]:
    """Names with their numbers laid in rows that are no wider and no more; `when` stands before the first."""
    apart, rest = Content.styled(" · ", MUTED), Content.styled(" …", MUTED)
    rows: list[list[Content]] = []
    for number, (name, value) in enumerate(said):
        one = _voice(name, value, width)
        if not rows and wide(when) + one.cell_length <= width:
            one = Content.styled(when, MUTED) + one
        if rows and join([*rows[-1], one], " · ").cell_length <= width:
            rows[-1].append(one)
        elif len(rows) < height:
            rows.append([one])
        elif rows:
            *kept, last = rows[-1]
            if join([*kept, last], " · ").cell_length + rest.cell_length > width:
                last = Content("") if kept else _voice(*said[number - 1], width - rest.cell_length)
            rows[-1] = [*kept, last] if last else kept
            return [*map(apart.join, rows[:-1]), apart.join(rows[-1]) + rest]
        else:
            break
    return [*map(apart.join, rows)]


def course(line: Line, scene: Scene, steps: int) -> list[float | None]:
    """The largest number that stood on a line at each of `steps` moments from the story's start until now.

    Null before anybody said one. Claims that only stand beside the line, and parties', are left out, as in its range.
    """
    said = [one for one in history(line) if not one.party]
    if not said:
        return [None] * steps
    first = said[0].points[0].since
    begin = min((scene.incident.started if scene.incident else None) or first, first)
    step = max((scene.now - begin) / steps, timedelta(seconds=1))
    return [_standing_at(said, begin + step * (number + 1)) for number in range(steps)]


def _standing_at(said: Sequence[Series], moment: datetime) -> float | None:
    standing = [point.claim for one in said if (point := one.at(moment)) is not None]
    numbers = [number for one in standing if (number := printed(one)) is not None]
    return float(max(numbers)) if numbers else None


def printed(said: OriginClaim) -> Number | None:
    """The number that an origin's words show: its value, or the end that is closed."""
    return next((number for number in (said.value, said.high, said.low) if number is not None), None)


def spark(values: list[float | None]) -> Content:
    """Numbers as a row of bars, the largest the highest and brightest; a blank where there is none yet."""
    most = max((value for value in values if value is not None), default=0)
    return Content.assemble(*(_bar(value, most) for value in values))


def _bar(value: float | None, most: float) -> tuple[str, str]:
    if value is None:
        return " ", ""
    share = value / most if most else 0
    return signs.BARS[round(share * (len(signs.BARS) - 1))], f"$accent {30 + round(share * 50)}%"
