"""Going through time by keys and mouse, and the chart of a line."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import cache

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Static

from newsdesk.decisions import Move, Triage
from newsdesk.desk import Desk
from newsdesk.ledger import words
from newsdesk.ledger.changes import Point, Series, Span, history, turning_points
from newsdesk.ledger.records import OriginClaim
from newsdesk.model import Qualifier, State
from newsdesk.tui.render import chart, wire
from newsdesk.tui.render.chart import Axis
from newsdesk.tui.scene import View, survey
from newsdesk.tui.screens import timing
from newsdesk.tui.screens.chart import Chart
from newsdesk.tui.widgets.bars import Banner
from newsdesk.tui.widgets.line_view import LineView
from newsdesk.tui.widgets.time_bar import TimeBar
from tests.tui import story
from tests.tui.hand import at
from tests.tui.test_sources import on_source

NOON = datetime(2031, 3, 14, 12, tzinfo=UTC)


@pytest.fixture
def desk() -> Desk:
    """A fresh desk on the ferry fire."""
    return story.ferry_desk()


async def test_a_step_goes_to_the_update_before_and_the_last_step_on_is_now(desk: Desk) -> None:
    async with at(desk) as hand:
        moments = desk.moments(story.FERRY.id)
        await hand.press("left_square_bracket")
        assert hand.room.view.as_of == moments[-2]
        await hand.press("left_square_bracket")
        assert hand.room.view.as_of == moments[-3]
        await hand.press("right_square_bracket", "right_square_bracket")
        assert hand.room.view.as_of is None


async def test_nothing_comes_before_the_first_update(desk: Desk) -> None:
    async with at(desk) as hand:
        for _ in desk.moments(story.FERRY.id):
            await hand.press("left_square_bracket")
        assert hand.room.view.as_of == desk.moments(story.FERRY.id)[0]
        assert hand.toasts == ["Nothing came before this."]


async def test_a_change_is_a_moment_at_which_somebody_said_another_number(desk: Desk) -> None:
    async with at(desk) as hand:
        turns = turning_points(desk.ledger(story.FERRY.id))
        await hand.press("left_curly_bracket")
        assert hand.room.view.as_of == turns[-2]
        await hand.press("left_curly_bracket", "right_curly_bracket")
        assert hand.room.view.as_of == turns[-2]


@pytest.mark.parametrize("key", ["left_curly_bracket", "right_curly_bracket"])
async def test_all_updates_together_have_no_changes_to_step_through_and_that_is_told(desk: Desk, key: str) -> None:
    async with at(desk) as hand:
        hand.room.show_incident(None)
        await hand.press(key)
        assert hand.toasts == ["No incident is open. i picks one."]
        assert hand.room.view.as_of is None


async def test_playing_goes_on_by_itself_faster_and_stops(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "SPEEDS", (0.01, 0.02, 0.05))
    async with at(desk) as hand:
        await hand.press("T")
        assert hand.toasts == ["It is now: go back first, with [ or t."]
        for _ in range(5):
            await hand.press("left_square_bracket")
        await hand.press("T", "T", "T")
        assert hand.toasts == ["Playing, 0.05 a second; again is faster, then stops."]
        await hand.press("T")
        assert hand.toasts == ["Stopped."]
        assert hand.room.view.as_of is not None


async def test_playing_ends_at_now(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.press("left_square_bracket", "left_square_bracket")
        for _ in range(3):
            hand.room._play_on()
        assert hand.room.view.as_of is None


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (160, 48)])
async def test_the_past_says_its_moment_what_is_of_it_and_the_way_back(desk: Desk, size: tuple[int, int]) -> None:
    async with at(desk, size, as_of=NOON) as hand:
        row = hand.room.query_one("#banner").render_line(0).text
        assert "This is not now" in row
        assert "14 Mar 2031 12:00 UTC" in row
        assert "esc back to now" in row
        assert ("decisions of now" in row) is (size[0] > 60)
        hand.room.query_one(Banner).show(hand.room.scene, "back to the desk")
        await hand.pilot.pause()
        row = hand.room.query_one("#banner").render_line(0).text
        assert "Practice" in row
        assert "14 Mar 2031 12:00 UTC esc back to now" in row or "decisions of now.  esc back to now" in row


def test_in_the_past_a_source_has_what_it_had_given_and_no_age_that_came_later(desk: Desk) -> None:
    scene = survey(desk, View(incident=story.FERRY.id, as_of=NOON))
    rows = {row.source.id: row for row in scene.sources}
    assert [rows[name].count for name in ("northern", "coastal", "nine")] == [1, 1, 0]
    drawn = wire.source_row(scene, rows["northern"], 60, here=False).plain
    assert drawn.split()[-2:] == ["·", "1"]


async def test_in_the_past_the_page_of_a_source_counts_as_of_then_and_says_what_is_of_now(desk: Desk) -> None:
    (edited,) = desk.updates(source="herald")
    before, after = edited.versions
    (now, then) = desk.output("herald"), desk.output("herald", as_of=before.at)
    assert (now.figures, then.figures) == (len(after.reading.figures), len(before.reading.figures))
    assert now.figures != then.figures
    assert desk.output("herald", as_of=before.at - timedelta(minutes=1)).updates == 0
    async with at(desk, as_of=before.at - timedelta(minutes=1)) as hand:
        await on_source(hand, "herald")
        assert "updates, figures and lines as of 14 Mar 2031 12:19 UTC; the rest is of now" in hand.prose
        assert "updates 0, 0 a day" in hand.prose


async def test_the_mouse_goes_to_the_moment_under_it(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.press("left_square_bracket")
        bar = hand.room.query_one(TimeBar)
        moments, shown = desk.moments(story.FERRY.id), hand.shown("#time")
        assert (shown[:13], shown[-13:]) == ("14 Mar 06:10 ", " 14 Mar 16:40")
        await hand.pilot.click(TimeBar, offset=(bar.region.width - 3, 0))
        assert hand.room.view.as_of == moments[-1]
        bars = shown[13:-13]
        await hand.pilot.click(TimeBar, offset=(2 + 13, 0))
        assert hand.room.view.as_of == moments[0]
        second = next(cell for cell, sign in enumerate(bars) if cell and sign != " ")
        await hand.pilot.click(TimeBar, offset=(2 + 13 + second, 0))
        assert abs(hand.room.view.as_of - moments[1]) < timedelta(minutes=10)
        await hand.press("escape")
        assert bar.region.area == 0


async def test_the_chart_has_every_number_that_was_said_and_leaves_on_escape(desk: Desk) -> None:
    async with at(desk) as hand:
        line = hand.room.line_in_hand()
        await hand.press("g")
        assert type(hand.screen) is Chart
        shown = hand.screen.query_one(LineView).plain
        for one in history(line):
            assert one.origin in shown
        assert "no shared number" in shown
        await hand.press("escape")
        assert hand.app.screen_stack[-1] is hand.room


@pytest.mark.parametrize(("hours", "end"), [(1, "14 Mar 17:42"), (24 * 365, "14 Mar 16:40")])
async def test_the_chart_ends_now_unless_nothing_came_for_long(desk: Desk, hours: int, end: str) -> None:
    desk.clock = lambda: story.NOW + timedelta(hours=hours)
    async with at(desk, (100, 30)) as hand:
        await hand.press("g")
        times = hand.screen.query_one(LineView).plain.splitlines()[0]
        assert times.rstrip().endswith(end)
        assert re.search(r"UTC +14 Mar 14:36 .*", times), "and begins with the first number"


async def test_a_line_of_which_only_the_desk_speaks_has_a_chart_too(desk: Desk) -> None:
    line = desk.ledger(story.FERRY.id).lines[0]
    desk.set_desk(story.FERRY.id, line.key, 20, reason="told by phone")
    desk.decide_all([Move(*update.ref, None) for update in desk.updates(incident=story.FERRY.id)])
    async with at(desk) as hand:
        await hand.go_to("figures")
        await hand.press("g")
        assert isinstance(hand.screen, Chart)


def series(desk: Desk) -> tuple[Series, ...]:
    return history(desk.ledger(story.FERRY.id).lines[0])


@pytest.mark.parametrize("width", [30, 60, 140])
def test_the_chart_is_as_wide_as_there_is_room(desk: Desk, width: int) -> None:
    spans = (Span(NOON, None),)
    rows = chart.lines(series(desk), spans, story.NOW, timedelta(hours=12), width)
    assert {row.cell_length for row in rows} == {max(width, rows[0].cell_length)}
    assert len(rows) == len(series(desk)) + 2


def toll(*said: tuple[int, int]) -> Series:
    """What one origin says: minutes after noon, and a number."""
    points = []
    for minutes, number in said:
        at = NOON + timedelta(minutes=minutes)
        claim = msgspec.structs.replace(anything(), value=number, qualifier=Qualifier.EXACT)
        points.append(Point(at, at, number, number, claim))
    return Series("Ministry", False, tuple(points))


@cache
def anything() -> OriginClaim:
    """A claim to be filled with another number."""
    return story.ferry_desk().ledger(story.FERRY.id).lines[0].origins[0]


@pytest.mark.parametrize(
    ("said", "width", "row"),
    [
        ([(0, 10), (1, 18)], 22, "  18 ┄┄┄┄"),
        ([(0, 10), (5, 18)], 22, "┼ 18 ┄┄┄┄"),
        ([(0, 1805), (10, 4323), (12, 815)], 40, "1,805 ┄┄┄┼ 815 ┄"),
    ],
)
def test_a_number_without_room_in_the_chart_is_left_out_whole(
    said: list[tuple[int, int]], width: int, row: str
) -> None:
    drawn = chart.lines([toll(*said)], (), NOON + timedelta(minutes=30), timedelta(minutes=1), width)[1].plain
    assert row in drawn


def test_the_chart_draws_nothing_after_now_and_each_newest_number_at_its_moment() -> None:
    said, now = [toll((0, 3), (60, 1805)), toll((0, 4))], NOON + timedelta(hours=1)
    _, first, second, disputed = chart.lines(said, (Span(NOON, None),), now, timedelta(hours=12), 60)
    here = first.plain.index("1,805")
    assert first.plain[:here].rstrip("─ ") == "Ministry          3"
    assert (second.plain.rindex("─"), disputed.plain.rindex("▒")) == (here, here)
    assert "┄" not in second.plain
    assert "≠ garbled" in chart.LEGEND


@given(st.lists(st.tuples(st.integers(0, 600), st.integers(0, 20_000)), min_size=1, max_size=12), st.integers(12, 150))
def test_no_two_numbers_of_the_chart_run_together(said: list[tuple[int, int]], width: int) -> None:
    one = toll(*sorted(said))
    drawn = chart.lines([one], (), NOON + timedelta(hours=11), timedelta(hours=1), width)[1].plain
    numbers = {words.number_text(number) for _, number in said}
    assert set(re.findall(r"[\d,]+", drawn)) <= numbers
    assert words.value_text(one.points[-1].claim) in drawn


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (160, 48)])
async def test_what_the_chart_means_and_how_it_is_left_is_on_the_screen(desk: Desk, size: tuple[int, int]) -> None:
    async with at(desk, size) as hand:
        await hand.go_to("figures")
        await hand.press("g")
        foot = hand.screen.query_one(".dialog-keys", Static)
        assert "esc closes" in str(foot.render())
        box = hand.screen.query_one(".dialog").region
        assert hand.screen.region.contains_region(box)
        assert box.contains_region(foot.region)
        assert foot.region.height


def test_where_nobody_said_a_number_the_chart_says_so() -> None:
    (row,) = chart.lines((), (), NOON, timedelta(hours=1), 60)
    assert row.plain == "Nobody has said a number on this line yet."


def test_a_cell_and_its_moment_are_each_other() -> None:
    axis = Axis(NOON, NOON + timedelta(hours=10), 101)
    assert [axis.cell(axis.moment(cell)) for cell in range(101)] == list(range(101))
    assert (axis.cell(NOON - timedelta(days=1)), axis.cell(NOON + timedelta(days=9))) == (0, 100)
    assert Axis(NOON, NOON, 5).cell(NOON) == 4


async def test_an_act_in_the_past_is_on_the_version_that_is_shown(desk: Desk) -> None:
    (edited,) = desk.updates(source="herald")
    async with at(desk, as_of=edited.versions[0].at) as hand:
        await hand.go_to("updates")
        await hand.press("home")
        assert hand.in_hand.ref == edited.ref
        await hand.press("a")
    act = desk.log()[-1].act
    assert isinstance(act, Triage)
    assert act.version == 0
    assert desk.state(edited.ref) is State.NEW, "its figures have changed since"


async def test_in_the_past_nothing_that_came_later_is_read_or_decided_on(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        await hand.press("enter")
        newest, _ = hand.room.update_in_hand()
        await hand.press("left_square_bracket")
        there, _ = hand.room.update_in_hand()
        assert there.ref != newest.ref
        assert there.ref in hand.room.scene.updates.refs
        await hand.press("a")
        assert (desk.state(newest.ref), desk.state(there.ref)) == (State.NEW, State.ACCEPTED)
