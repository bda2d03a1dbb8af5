"""Moving about by arrows, by vim's letters and by the mouse; rows are drawn only when in sight."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from newsdesk.model import LineKey, Measure
from newsdesk.store import Change
from newsdesk.tui.render.ink import fit
from newsdesk.tui.subject import CheckSubject
from newsdesk.tui.widgets.bars import KeyBar, Tabs
from newsdesk.tui.widgets.row_list import RowList
from tests.tui import story
from tests.tui.hand import at


class Rows(App[None]):
    """A hundred thousand rows, each draw counted."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn = 0

    def compose(self) -> ComposeResult:
        yield RowList()

    def on_mount(self) -> None:
        self.query_one(RowList).show(100_000, self.draw)

    def draw(self, index: int, width: int, here: bool) -> Content:
        self.drawn += 1
        return Content(f"row {index}"[:width])


@pytest.mark.parametrize(
    ("pressed", "row"),
    [
        (["j", "down", "j", "k"], 2),
        (["up"], 0),
        (["pagedown"], 23),
        (["ctrl+d", "ctrl+d", "ctrl+u"], 23),
        (["G"], 99_999),
        (["end", "j"], 99_999),
        (["dollar_sign", "0"], 0),
        (["G", "home"], 0),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else str(value),
)
async def test_a_list_is_gone_through_by_arrows_and_letters(pressed: list[str], row: int) -> None:
    app = Rows()
    async with app.run_test(size=(60, 24)) as pilot:
        rows = app.query_one(RowList)
        rows.focus()
        await pilot.press(*pressed)
        assert rows.cursor == row
        assert rows.scroll_offset.y <= row < rows.scroll_offset.y + rows.size.height


async def test_of_a_hundred_thousand_rows_only_those_in_sight_are_drawn() -> None:
    app = Rows()
    async with app.run_test(size=(60, 24)) as pilot:
        rows = app.query_one(RowList)
        rows.focus()
        await pilot.press("G")
        app.drawn = 0
        await pilot.press("k")
        assert 1 <= app.drawn <= 3 * 24


async def test_a_click_puts_the_cursor_on_its_row() -> None:
    app = Rows()
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.click(RowList, offset=(5, 7))
        assert app.query_one(RowList).cursor == 7


async def test_the_table_is_gone_through_by_arrows_and_letters() -> None:
    async with at(story.ferry_desk()) as hand:
        cells = hand.room.figures.cells
        start = cells.cursor.column
        for pressed, row, column in (
            ("down", 1, 0),
            ("j", 2, 0),
            ("k", 1, 0),
            ("up", 0, 0),
            ("right", 0, 1),
            ("w", 0, 2),
            ("b", 0, 1),
            ("left", 0, 0),
            ("G", len(hand.room.figures._grid.rows) - 1, 0),
            ("0", 0, 0),
        ):
            await hand.press(pressed)
            assert (cells.cursor.row, cells.cursor.column) == (row, start + column), pressed


async def test_home_on_the_first_row_brings_a_scrolled_table_back_to_its_first_column() -> None:
    async with at(story.ferry_desk(), (60, 20)) as hand:
        await hand.go_to("figures")
        cells = hand.room.figures.cells
        cells.put(1, len(hand.room.figures._grid.columns) - 1)
        await hand.pilot.pause()
        assert cells.scroll_offset.x > 0
        await hand.press("home")
        assert (cells.cursor.row, cells.scroll_offset.x > 0) == (0, True)
        await hand.press("home")
        assert (cells.cursor.row, cells.cursor.column, cells.scroll_offset.x) == (0, 0, 0)


@pytest.mark.parametrize("size", [(40, 20), (60, 20), (80, 24), (100, 30), (160, 48)])
async def test_a_column_of_the_table_is_drawn_whole_or_not_at_all(size: tuple[int, int]) -> None:
    async with at(story.ferry_desk(), size) as hand:
        await hand.go_to("figures")
        cells, grid = hand.room.figures.cells, hand.room.figures._grid
        for column in [*range(len(grid.columns)), *range(len(grid.columns))[::-1]]:
            cells.put(0, column)
            await hand.pilot.pause()
            head, row = cells.render_line(0).text, cells.render_line(2).text
            whole = " ".join(
                fit(cell, width).plain for cell, width in zip(grid.rows[0], cells._columns.widths, strict=True)
            )
            assert set(row.split()) <= set(whole.split())
            assert grid.rows[0][column].plain.split()[0] in row.split()
            first, end = cells._in_sight
            assert ("‹" in head, "›" in head) == (first > cells._stay, end < len(grid.columns))


async def test_when_the_lines_change_places_the_gravest_is_in_sight() -> None:
    desk = story.ferry_desk()
    missing = LineKey(Measure.MISSING)
    told = [
        story.update(source, "16:41", "Missing", f"{many} missing.", (f"{many} missing", "missing"))
        for source, many in (("tide", 90), ("echo", 60))
    ]
    async with at(desk, (100, 30)) as hand:
        await hand.go_to("figures")
        await hand.press("G")
        cells = hand.room.figures.cells
        assert (hand.room.figures.row_key, cells.scroll_offset.y) == (missing, 1)
        desk.store(Change(updates=tuple(told)))
        hand.room.rebuild()
        await hand.pilot.pause()
        assert hand.room.figures.row_key == missing
        assert (cells.cursor.row, cells.scroll_offset.y) == (1, 0)


@pytest.mark.parametrize("size", [(100, 30), (160, 48)])
async def test_the_desk_figure_stays_in_sight_where_there_is_room(size: tuple[int, int]) -> None:
    async with at(story.ferry_desk(), size) as hand:
        await hand.go_to("figures")
        cells = hand.room.figures.cells
        cells.put(column=len(hand.room.figures._grid.columns) - 1)
        await hand.pilot.pause()
        assert "desk" in cells.render_line(1).text


async def test_a_desk_figure_set_on_what_is_implied_stands_on_its_line() -> None:
    desk = story.ferry_desk()
    async with at(desk) as hand:
        await hand.go_to("figures")
        await hand.press(*"jjjjjj")
        assert isinstance(hand.room.subject, CheckSubject)
        await hand.press("d", *"30", "enter", *"as it follows", "enter")
        rescued = LineKey(Measure.RESCUED)
        line = hand.room.scene.line(rescued)
        assert hand.room.figures.row_key == rescued
        assert line is not None
        assert line.desk is not None
        assert line.desk.value == 30


async def test_the_figures_of_another_incident_begin_at_the_top() -> None:
    desk = story.ferry_desk()
    fire = [update.ref for update in desk.updates(incident="calder-bay")]
    desk.new_incident("Another fire", updates=fire[:7])
    async with at(desk) as hand:
        await hand.press("i", *"Ferry", "enter")
        await hand.go_to("figures")
        await hand.press("j")
        assert (hand.room.figures.row_key, hand.room.figures.cells.cursor.row) == (LineKey(Measure.KILLED), 1)
        await hand.press("i", *"Another", "enter")
        assert LineKey(Measure.KILLED) in hand.room.figures._grid.keys
        assert hand.room.figures.cells.cursor.row == 0


async def test_until_a_person_moves_the_table_begins_with_its_first_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    async with at(story.ferry_desk(), (100, 30)) as hand:
        figures = hand.room.figures
        figures.cells.put(column=len(figures._grid.columns) - 1)
        assert figures.cells.scroll_offset.x
        figures._touched = False
        # Other origins came before the one that the cursor is put on.
        monkeypatch.setattr(figures, "_first_said", lambda _row: figures.cells._stay + 1)
        hand.room.rebuild()
        assert figures.cells.scroll_offset.x == 0


async def test_a_click_on_a_key_does_what_the_key_does() -> None:
    desk = story.ferry_desk()
    async with at(desk) as hand:
        await hand.pilot.click(KeyBar, offset=(hand.shown("#keys").index("accept") + 3, 0))
        assert len(desk.log()) == 1


async def test_a_click_on_a_tab_goes_to_its_pane() -> None:
    async with at(story.ferry_desk(), (60, 20)) as hand:
        row = hand.shown("#tabs")
        await hand.pilot.click(Tabs, offset=(row.index("Updates") + 3, 0))
        assert hand.room.current == "updates"


async def test_a_click_on_a_card_goes_to_its_line() -> None:
    async with at(story.ferry_desk()) as hand:
        await hand.pilot.click(".card-2")
        assert hand.room.current == "figures"
        assert hand.room.figures.line is not None
        assert hand.room.figures.line.key.measure is Measure.KILLED


async def test_updates_of_no_incident_are_listed_and_the_table_says_what_is_missing() -> None:
    async with at(story.unsorted_desk()) as hand:
        assert hand.room.current == "updates"
        assert len(hand.room.scene.updates) == 11
        assert hand.room.figures.has_class("-none")
        assert "Figures are laid side by side within an incident" in hand.shown("#no-figures")
        await hand.press("N")
        await hand.type("Ferry")
        await hand.submit()
        assert hand.room.scene.ledger is not None
        assert hand.room.scene.ledger.lines
