"""The figure table: lines by origin, gravest conflict first. The cell cursor brings up the words behind a cell."""

from __future__ import annotations

from typing import NamedTuple

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.coordinate import Coordinate
from textual.widget import Widget
from textual.widgets import DataTable, Static

from newsdesk.ledger.records import Check, Line, OriginClaim, Status
from newsdesk.model import LineKey
from newsdesk.tui import keys, paint
from newsdesk.tui.render import table
from newsdesk.tui.render.ink import MUTED, fit
from newsdesk.tui.render.table import Column, Grid
from newsdesk.tui.scene import Scene, in_table
from newsdesk.tui.subject import CheckSubject, LineSubject, Subject, words_behind
from newsdesk.tui.widgets.pane import Pane

NUMBERS = ("range", "desk", "origin")
"""The columns whose cells line up on the right."""
STAY = ("line", "sign", "range", "verdict")
"""The columns that stay while the others scroll."""
WHY = (24, 60)
"""Least and most cells for the reasons' column."""


class Laid(NamedTuple):
    """A table as it was laid out."""

    grid: Grid
    widths: tuple[int, ...]
    room: int
    theme: str


class FigureTable(DataTable[Text], inherit_bindings=False):
    """The cells."""

    BINDINGS = keys.bindings("move")

    action_down = DataTable.action_cursor_down
    action_up = DataTable.action_cursor_up
    action_right = DataTable.action_cursor_right
    action_left = DataTable.action_cursor_left

    def action_first(self) -> None:
        """To the gravest line."""
        self.move_cursor(row=0, animate=False)

    def action_last(self) -> None:
        """To the last line."""
        self.move_cursor(row=self.row_count - 1, animate=False)


class FiguresPane(Pane):
    """The ledger of the incident."""

    NAME = "figures"

    def __init__(self) -> None:
        super().__init__(id="figures", classes="pane")
        self._scene: Scene | None = None
        self._grid = Grid((), (), (), ())
        self._laid: Laid | None = None
        self._placed: Coordinate | None = None
        """Where the cursor was put last."""
        self._touched = False
        """Whether the person moved the cursor; until then it stands on the gravest line."""

    def contents(self) -> ComposeResult:
        """The table, and what is said in its place while there is none."""
        yield FigureTable(id="table", header_height=2)
        yield Static(id="no-figures", markup=False)

    @property
    def cells(self) -> FigureTable:
        """The table."""
        return self.query_one(FigureTable)

    @property
    def keyed(self) -> Widget:
        """The table."""
        return self.cells

    def show(self, scene: Scene) -> None:
        """Draw a scene's table; the cursor stays on its line and column."""
        self._scene = scene
        self._grid = table.grid(scene, self._room)
        self.set_class(not self._grid.rows, "-none")
        if not self._grid.rows:
            self.query_one("#no-figures", Static).update(self._nothing(scene))
        self._lay_out()
        self._note()

    @property
    def _room(self) -> str:
        """The breakpoint that the screen is at."""
        return next((name for name in table.SHAPES if self.screen.has_class(name)), "-wide")

    @staticmethod
    def _nothing(scene: Scene) -> Content:
        if scene.incident is None:
            return Content.styled("Figures are laid side by side within an incident: i picks one, N opens one.", MUTED)
        return Content.styled("No figure has been read in this incident yet.", MUTED)

    def on_resize(self) -> None:
        """The reasons take the room that the origins leave."""
        if self._scene is not None:
            self.show(self._scene)

    def _lay_out(self) -> None:
        widths = self._widths()
        before, laid = self._laid, Laid(self._grid, tuple(widths), self.size.width, self.app.theme)
        if before is not None and _same_shape(before, laid):
            self._laid = laid
            self._renew(before.grid, widths)
            return
        line, column, scroll = self.row_key, self.column, self.cells.scroll_offset
        self._laid = laid
        self.cells.clear(columns=True)
        self.cells.fixed_columns = sum(kind.kind in STAY for kind in self._grid.columns)
        for kind, head, width in zip(self._grid.columns, self._grid.heads, widths, strict=True):
            right = kind.kind in NUMBERS
            rows = [fit(row, width, right=right) for row in head]
            self.cells.add_column(paint.text(self.cells, Content("\n").join(rows)), width=width)
        table_cells, painted = self.cells, dict[object, Text]()
        for row in self._grid.rows:
            table_cells.add_row(
                *(
                    self._painted(kind, cell, width, painted)
                    for kind, cell, width in zip(self._grid.columns, row, widths, strict=True)
                )
            )
        self._return_to(line, column)
        self.cells.scroll_to(scroll.x, scroll.y, animate=False)

    def _renew(self, before: Grid, widths: list[int]) -> None:
        """Paint the cells that are another; the rest of the table, and the cursor, stay as they are."""
        for row, cells in enumerate(self._grid.rows):
            for at, (kind, cell, width) in enumerate(zip(self._grid.columns, cells, widths, strict=True)):
                if not _alike(before.rows[row][at], cell):
                    self.cells.update_cell_at(Coordinate(row, at), self._painted(kind, cell, width, {}))

    def _painted(self, kind: Column, cell: Content, width: int, painted: dict[object, Text]) -> Text:
        """A cell onto its column; the many that look alike are painted once."""
        right = kind.kind in NUMBERS
        look = (cell.plain, tuple(cell.spans), width, right)
        if look not in painted:
            painted[look] = paint.text(self.cells, fit(cell, width, right=right))
        return painted[look]

    def _widths(self) -> list[int]:
        """Each column as wide as its widest cell; the reasons get what is left."""
        widest = [
            max(cell.cell_length for cell in (*head, *(row[number] for row in self._grid.rows)))
            for number, head in enumerate(self._grid.heads)
        ]
        widest[:1] = [min(width, table.LINE[self._room]) for width in widest[:1]]
        for number, kind in enumerate(self._grid.columns):
            if kind.kind == "why":
                others = sum(widest) - widest[number] + 2 * len(widest)
                room = self.size.width - others - 4
                widest[number] = max(WHY[0], min(widest[number], room, WHY[1]))
        return widest

    def _return_to(self, row_key: LineKey | Check | None, column: Column | None) -> None:
        known = self._touched and row_key in self._grid.keys
        row = self._grid.keys.index(row_key) if known and row_key is not None else 0
        at = self._grid.columns.index(column) if known and column in self._grid.columns else self._first_said(row)
        self._put(row, at)

    def _put(self, row: int, column: int) -> None:
        self._placed = Coordinate(row, column)
        self.cells.move_cursor(row=row, column=column, animate=False)

    def _first_said(self, row: int) -> int:
        """The first cell of a row whose words count; else the first with any words behind it."""
        said = [(n, claim) for n in range(len(self._grid.columns)) if (claim := self._claim_at(row, n)) is not None]
        counting = [n for n, claim in said if claim.status is Status.CURRENT]
        return (counting or [n for n, _ in said] or [0])[0]

    # ── what is under the cursor ──────────────────────────────────────────────────────────────────

    @property
    def row_key(self) -> LineKey | Check | None:
        """What the row under the cursor is."""
        row = self.cells.cursor_row
        keyed = self._laid.grid.keys if self._laid else ()
        return keyed[row] if row < len(keyed) else None

    @property
    def line(self) -> Line | None:
        """The line under the cursor, as it stands."""
        key = self.row_key
        return self._scene.line(key) if self._scene is not None and isinstance(key, LineKey) else None

    @property
    def column(self) -> Column | None:
        """The column under the cursor."""
        shape = self._laid.grid.columns if self._laid else ()
        return shape[self.cells.cursor_column] if self.cells.cursor_column < len(shape) and shape else None

    def _claim_at(self, row: int, column: int) -> OriginClaim | None:
        kind = self._grid.columns[column]
        if self._scene is None or kind.kind != "origin" or row >= len(self._grid.keys):
            return None
        key = self._grid.keys[row]
        line = self._scene.line(key) if isinstance(key, LineKey) else None
        return in_table(line).get(kind.origin) if line is not None else None

    @property
    def claim(self) -> OriginClaim | None:
        """What the origin under the cursor says, if it says anything."""
        place = self.cells.cursor_coordinate
        return self._claim_at(place.row, place.column) if self._grid.columns else None

    @property
    def subject(self) -> Subject | None:
        """The words behind the cell; the whole line where no single origin stands behind it."""
        claim, key = self.claim, self.row_key
        if claim is not None:
            return words_behind(claim)
        if isinstance(key, Check):
            return CheckSubject(key)
        return LineSubject(key) if key is not None and self._grid.rows else None

    def hold(self) -> None:
        """Keep the cursor on its line from now on, whatever becomes graver."""
        self._touched = True

    def go_to(self, key: LineKey) -> None:
        """Put the cursor on a line, at the first origin that speaks on it."""
        if key in self._grid.keys:
            row = self._grid.keys.index(key)
            self._touched = True
            self._put(row, self._first_said(row))

    def _note(self) -> None:
        if self._scene is not None:
            key = self.row_key
            self.note(table.head_note(key if isinstance(key, Check) else self.line))

    @on(DataTable.CellHighlighted)
    def _highlighted(self, event: DataTable.CellHighlighted) -> None:
        event.stop()
        self._note()
        if self.cells.has_focus and event.coordinate == self.cells.cursor_coordinate:
            self._touched = self._touched or event.coordinate != self._placed
            self.point()


def _same_shape(one: Laid, other: Laid) -> bool:
    """Whether two tables differ in nothing but what stands in their cells."""
    if one[1:] != other[1:] or one.grid.columns != other.grid.columns or one.grid.keys != other.grid.keys:
        return False
    heads = zip(one.grid.heads, other.grid.heads, strict=True)
    return all(_alike(*rows) for head in heads for rows in zip(*head, strict=True))


def _alike(one: Content, other: Content) -> bool:
    """Whether two contents are drawn alike; they compare by text alone, so their spans are compared too."""
    return one is other or (one.plain == other.plain and one.spans == other.spans)
