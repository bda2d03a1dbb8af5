"""The figure table: lines by origin, gravest conflict first. The cell cursor brings up the words behind a cell."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.coordinate import Coordinate
from textual.widget import Widget
from textual.widgets import Static

from newsdesk.ledger.records import Check, Line, OriginClaim, Status
from newsdesk.model import LineKey
from newsdesk.tui import keys
from newsdesk.tui.render import table
from newsdesk.tui.render.ink import MUTED, fit
from newsdesk.tui.render.table import Column, Grid
from newsdesk.tui.scene import Scene, in_table
from newsdesk.tui.subject import CheckSubject, LineSubject, Subject, words_behind
from newsdesk.tui.widgets.cell_table import CellTable, Columns
from newsdesk.tui.widgets.pane import Pane

NUMBERS = ("range", "desk", "origin")
"""The columns whose cells line up on the right."""
STAY = {
    "-wide": ("line", "range", "verdict", "desk"),
    "-normal": ("line", "sign", "range", "desk"),
    "-narrow": ("line", "sign", "range"),
}
"""The columns that stay while the others scroll, by how wide the screen is."""
LEAST = 14
"""Cells that a line's name keeps, where it must give way."""
WHY = (24, 60)
"""Least and most cells for the reasons' column."""


class FiguresPane(Pane):
    """The ledger of the incident."""

    NAME = "figures"

    def __init__(self) -> None:
        super().__init__(id="figures", classes="pane")
        self._scene: Scene | None = None
        self._grid = Grid((), (), (), ())
        self._laid = self._grid
        """The table whose rows the cursor is on."""
        self._placed: Coordinate | None = None
        """Where the cursor was put last."""
        self._touched = False
        """Whether the person moved the cursor; until then it stands on the gravest line."""

    def contents(self) -> ComposeResult:
        """The table, and what is said in its place while there is none."""
        yield CellTable(id="table")
        yield Static(id="no-figures", markup=False)

    @property
    def cells(self) -> CellTable:
        """The table."""
        return self.query_one(CellTable)

    @property
    def is_bare(self) -> bool:
        """Whether there is no row, and words stand in the table's place."""
        return not self._grid.rows

    @property
    def keyed(self) -> Widget:
        """The table."""
        return self.cells

    def show(self, scene: Scene) -> None:
        """Draw a scene's table; the cursor stays on its line and column, or begins at the top of another incident."""
        if self._scene is not None and self._scene.view.incident != scene.view.incident:
            self._touched = False
        self._scene = scene
        self._grid = table.grid(scene, self._room)
        self.set_class(not self._grid.rows, "-none")
        said, nothing = self.query_one("#no-figures", Static), self._nothing(scene)
        if not self._grid.rows and said.content != nothing:
            # What is told anew lays the whole screen out.
            said.update(nothing)
        self._lay_out()
        self._note()

    @property
    def _room(self) -> str:
        """The breakpoint that the screen is at; a compact one has the columns of a narrower."""
        shapes = [name for name in table.SHAPES if name != "-wide" or not self.screen.has_class("-compact")]
        return next((name for name in shapes if self.screen.has_class(name)), shapes[0])

    @staticmethod
    def _nothing(scene: Scene) -> Content:
        if scene.reading:
            return Content.styled("Laying the figures side by side …", MUTED)
        if scene.incident is None:
            ways = keys.hinted("{desk.incident} picks one, {desk.new_incident} opens one.", scene.table)
            return Content.styled(f"Figures are laid side by side within an incident: {ways}", MUTED)
        return Content.styled("No figure has been read in this incident yet.", MUTED)

    def on_resize(self) -> None:
        """The reasons take the room that the origins leave."""
        if self._scene is not None:
            self.show(self._scene)

    def _lay_out(self) -> None:
        line, column = self.row_key, self.column
        grid, widths = self._grid, self._widths()
        if grid.columns:
            heads = tuple(
                tuple(fit(row, width, right=kind.kind in NUMBERS) for row in head)
                for kind, head, width in zip(grid.columns, grid.heads, widths, strict=True)
            )
            right = tuple(kind.kind in NUMBERS for kind in grid.columns)
            stay = sum(kind.kind in STAY[self._room] for kind in grid.columns)
            self.cells.show(Columns(heads, tuple(widths), right, stay), grid.rows)
        reordered, self._laid = grid.keys != self._laid.keys, grid
        self._return_to(line, column)
        if reordered or not self._touched:
            # Else a line that became the gravest would stand above what is in sight, a first origin left of it.
            self.cells.begin_at_top(left=not self._touched)

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
        return self._with_line_cut(widest)

    def _with_line_cut(self, widths: list[int]) -> list[int]:
        """A line's name gives way, so that what stays has room beside the widest of the others."""
        stay = sum(kind.kind in STAY[self._room] for kind in self._grid.columns)
        # A cell is a blank wider on either side, and a scroll bar may come.
        over = sum(widths[:stay]) + max(widths[stay:], default=0) + 2 * (stay + 1) + 1 - self.cells.size.width
        cut = max(0, min(over, widths[0] - LEAST)) if widths else 0
        return [widths[0] - cut, *widths[1:]] if cut else widths

    def _return_to(self, row_key: LineKey | Check | None, column: Column | None) -> None:
        known = self._touched and row_key in self._grid.keys
        row = self._grid.keys.index(row_key) if known and row_key is not None else 0
        at = self._grid.place(column) if known and column is not None else None
        self._put(row, self._first_said(row) if at is None else at)

    def _put(self, row: int, column: int) -> None:
        self._placed = Coordinate(row, column)
        self.cells.put(row, column)

    def _first_said(self, row: int) -> int:
        """The first cell of a row whose words count; else the first with any words behind it."""
        said = [(n, claim) for n in range(len(self._grid.columns)) if (claim := self._claim_at(row, n)) is not None]
        counting = [n for n, claim in said if claim.status is Status.CURRENT]
        return (counting or [n for n, _ in said] or [0])[0]

    # ── what is under the cursor ──────────────────────────────────────────────────────────────────

    @property
    def row_key(self) -> LineKey | Check | None:
        """What the row under the cursor is."""
        row, keyed = self.cells.cursor.row, self._laid.keys
        return keyed[row] if row < len(keyed) else None

    @property
    def line(self) -> Line | None:
        """The line under the cursor, as it stands."""
        key = self.row_key
        return self._scene.line(key) if self._scene is not None and isinstance(key, LineKey) else None

    @property
    def column(self) -> Column | None:
        """The column under the cursor."""
        at, shape = self.cells.cursor.column, self._laid.columns
        return shape[at] if at < len(shape) else None

    def _claim_at(self, row: int, column: int) -> OriginClaim | None:
        kind = self._grid.columns[column]
        if self._scene is None or kind.kind != "origin" or row >= len(self._grid.keys):
            return None
        key = self._grid.keys[row]
        line = self._scene.line(key) if isinstance(key, LineKey) else None
        return in_table(line).get(kind.origin) if line is not None else None

    @property
    def origin(self) -> str:
        """The origin whose column is under the cursor; empty in the other columns."""
        return self.column.origin if self.column else ""

    @property
    def claim(self) -> OriginClaim | None:
        """What the origin under the cursor says, if it says anything."""
        place = self.cells.cursor
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

    @on(CellTable.Moved)
    def _moved(self, event: CellTable.Moved) -> None:
        event.stop()
        self._note()
        if self.cells.has_focus and event.at == self.cells.cursor:
            self._touched = self._touched or event.at != self._placed
            self.point()
