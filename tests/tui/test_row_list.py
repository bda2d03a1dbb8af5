"""The list that draws only what is in sight, and again only what looks otherwise."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from newsdesk.tui import paint, themes
from newsdesk.tui.widgets.row_list import Draw, RowList
from tests.tui import story
from tests.tui.hand import at


class Listed(App[None]):
    """A list and nothing else."""

    def compose(self) -> ComposeResult:
        yield RowList(id="rows")

    @property
    def rows(self) -> RowList:
        return self.query_one(RowList)


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of every row that is painted."""
    words: list[str] = []
    true = paint.strip

    def strip(widget: Widget, content: Content, width: int, base: Style) -> Strip:
        words.append(content.plain)
        return true(widget, content, width, base)

    monkeypatch.setattr(paint, "strip", strip)
    return words


def drawn(words: dict[int, str]) -> Draw:
    """Draws a row by its number."""
    return lambda row, _width, _here: Content(words.get(row, f"row {row}"))


async def test_only_rows_in_sight_are_drawn(painted: list[str]) -> None:
    async with Listed().run_test(size=(40, 10)) as pilot:
        pilot.app.query_one(RowList).show(100_000, drawn({}))
        await pilot.pause()
        assert set(painted) == {f"row {number}" for number in range(10)}


async def test_a_list_that_is_shown_again_draws_only_the_rows_that_look_otherwise(painted: list[str]) -> None:
    async with Listed().run_test(size=(40, 10)) as pilot:
        rows = pilot.app.query_one(RowList)
        rows.show(50, drawn({}))
        await pilot.pause()
        painted.clear()
        rows.show(50, drawn({3: "another", 40: "out of sight"}))
        await pilot.pause()
        assert painted == ["another"]


async def test_a_list_that_grows_short_leaves_no_row_behind() -> None:
    async with Listed().run_test(size=(40, 10)) as pilot:
        rows = pilot.app.query_one(RowList)
        rows.show(10, drawn({}))
        await pilot.pause()
        rows.show(4, drawn({}))
        await pilot.pause()
        assert shown(rows) == [f"row {number}" for number in range(4)] + [""] * 6
        rows.show(6, drawn({}))
        await pilot.pause()
        assert shown(rows) == [f"row {number}" for number in range(6)] + [""] * 4


async def test_in_other_colours_every_row_is_drawn_anew(painted: list[str]) -> None:
    async with Listed().run_test(size=(40, 10)) as pilot:
        rows = pilot.app.query_one(RowList)
        rows.show(10, drawn({}))
        await pilot.pause()
        painted.clear()
        pilot.app.register_theme(themes.OURS[1])
        pilot.app.theme = themes.OURS[1].name
        await pilot.pause()
        assert set(painted) == {f"row {number}" for number in range(10)}


async def test_colours_chosen_on_another_screen_reach_the_rows_below() -> None:
    async with Listed().run_test(size=(40, 10)) as pilot:
        rows = pilot.app.query_one(RowList)
        rows.show(10, drawn({}))
        await pilot.pause()
        pilot.app.register_theme(themes.OURS[1])
        pilot.app.push_screen(Screen())
        await pilot.pause()
        pilot.app.theme = themes.OURS[1].name
        rows.show(10, drawn({1: "drawn before the colours are there"}))
        await pilot.pause()
        pilot.app.pop_screen()
        await pilot.pause()
        ground = rows.visual_style.rich_style.bgcolor
        assert {segment.style.bgcolor for y in range(10) for segment in rows.render_line(y) if segment.style} == {
            ground
        }


def shown(rows: RowList) -> list[str]:
    """What the compositor has, not what the list would draw now."""
    lines = rows.screen._compositor.render_strips()
    return [line.text.rstrip() for line in lines]


async def test_on_256_colours_the_row_under_the_cursor_has_a_grey_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLORTERM")
    monkeypatch.setenv("TERM", "tmux-256color")
    async with at(story.ferry_desk()) as hand:
        await hand.go_to("updates")
        rows = hand.room.updates.rows
        grounds = [{str(one.style.bgcolor.name) for one in rows.render_line(y) if one.style} for y in (0, 1)]  # type: ignore[union-attr]
        assert grounds == [{themes.WIRE_256.variables[themes.ROW]}, {themes.WIRE_256.surface}]
