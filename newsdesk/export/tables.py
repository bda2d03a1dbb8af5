"""Rows as a plain table that fits a width: no markup, so that no title can draw in it.

Widths are terminal cells, not characters. Where a width has no room for every number whole, lines run over it: half a
number lies. It does not know where the text goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, chop_cells, set_cell_size

from newsdesk import text

GAP = "  "
READABLE, NARROWEST = 12, 4
"""Cells to which columns are shrunk: while some word of them can be read, and where that does not suffice."""

WIDEST = 160
"""Cells of a column of words where nothing else bounds it: one endless title must not widen every row."""

Cell = str | int | float | None


class Column(NamedTuple):
    """A column's heading and manner."""

    heading: str
    right: bool = False
    """A number: stands right and is never cut, since half a number lies."""
    fold: bool = False
    """Words that go on below where others are cut; never narrower than READABLE or than a number in them."""
    name: bool = False
    """What a person copies into the next command: cut last."""


class Sheet(NamedTuple):
    """A listing: its columns, and rows of as many cells."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]

    @property
    def headings(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.heading for column in self.columns)


def table_text(sheet: Sheet, width: int | None = None) -> str:
    """The table, ending in a newline; empty without rows. A null width is that of the cells, up to WIDEST each."""
    if not sheet.rows:
        return ""
    cells = [[_shown(cell) for cell in row] for row in sheet.rows]
    widths = _widths(sheet.columns, cells, width)
    rule = ["─" * size for size in widths]
    lines = [_joined(sheet.columns, list(sheet.headings), widths), GAP.join(rule)]
    for row in cells:
        lines += _drawn(sheet.columns, row, widths)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _shown(cell: Cell) -> str:
    return "" if cell is None else text.line(str(cell))


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int | None) -> list[int]:
    """Natural widths; where they do not fit, words are lowered to one level, then names, and numbers never."""
    natural = [
        max([cell_len(column.heading), *(cell_len(row[number]) for row in rows)])
        for number, column in enumerate(columns)
    ]
    words = [not (column.right or column.name) for column in columns]
    natural = [min(size, WIDEST) if lower else size for size, lower in zip(natural, words, strict=True)]
    if width is None:
        return natural
    room = width - len(GAP) * (len(columns) - 1)
    names = [not column.right for column in columns]
    least = [_least([row[number] for row in rows]) if column.fold else 0 for number, column in enumerate(columns)]
    sizes = natural
    for lowers, floor in ((words, READABLE), (names, READABLE), (names, NARROWEST)):
        sizes = _lowered(sizes, lowers, least, floor, room)
    return sizes


def _least(cells: Sequence[str]) -> int:
    """The width below which a column that folds would part a number, or words that can be read whole."""
    longest = max((cell_len(word) for cell in cells for word in cell.split(" ")), default=0)
    number = max((cell_len(number) for cell in cells for number in text.numbers(cell)), default=0)
    return max(min(longest, READABLE), min(longest, number + 1))


def _lowered(sizes: list[int], lowers: Sequence[bool], least: Sequence[int], floor: int, room: int) -> list[int]:
    """The sizes, those that may be lowered cut down to one level, but to no less than their least, until all fit."""
    lowered, level = sizes, max(sizes)
    while level > floor and sum(lowered) > room:
        level -= 1
        lowered = [
            max(min(size, level), min(size, end)) if lower else size
            for size, lower, end in zip(sizes, lowers, least, strict=True)
        ]
    return lowered


def _drawn(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    stacks = [
        _folded(cell, size) if column.fold else [_cut(cell, size)]
        for column, cell, size in zip(columns, row, widths, strict=True)
    ]
    for depth in range(max(len(stack) for stack in stacks)):
        yield _joined(columns, [stack[depth] if depth < len(stack) else "" for stack in stacks], widths)


def _joined(columns: Sequence[Column], cells: Sequence[str], widths: Sequence[int]) -> str:
    return GAP.join(
        _placed(_cut(cell, size), size, column.right) for column, cell, size in zip(columns, cells, widths, strict=True)
    )


def _placed(cell: str, size: int, right: bool) -> str:
    blank = " " * (size - cell_len(cell))
    return blank + cell if right else cell + blank


def _cut(cell: str, size: int) -> str:
    if cell_len(cell) <= size:
        return cell
    kept = set_cell_size(cell, max(0, size - 1))
    return kept[: text.whole(cell, len(kept))].rstrip() + "…" if size > 0 else ""


def _folded(cell: str, size: int) -> list[str]:
    """Words one below the other; only a word that is longer than the column is parted, and no number in it."""
    lines = [""]
    for word in cell.split(" "):
        for piece in _pieces(word, max(1, size)):
            longer = f"{lines[-1]} {piece}" if lines[-1] else piece
            if cell_len(longer) <= size:
                lines[-1] = longer
            else:
                lines.append(piece)
    return lines


def _pieces(word: str, size: int) -> Iterator[str]:
    while cell_len(word) > size:
        first = len(chop_cells(word, size)[0])
        first = text.whole(word, first) or first
        yield word[:first]
        word = word[first:]
    yield word
