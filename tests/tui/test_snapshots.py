"""A few pictures, each looked at before it was kept. Clock, records and sizes are pinned; nothing blinks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from newsdesk.desk import Desk
from newsdesk.settings import Settings
from newsdesk.tui.app import NewsdeskApp
from tests.tui import story

Compare = Callable[..., bool]
WIDE, NORMAL, NARROW = (160, 48), (100, 30), (60, 20)


def app(desk: Desk, theme: str = "wire") -> NewsdeskApp:
    """The app as a person opens it offline."""
    return NewsdeskApp(desk, settings=Settings(theme=theme))


async def settle(pilot: Pilot[int]) -> None:
    """Wait until everything is drawn."""
    await pilot.pause(0.3)


def test_the_desk_on_a_wide_screen(snap_compare: Compare) -> None:
    assert snap_compare(app(story.ferry_desk()), terminal_size=WIDE, run_before=settle)


def test_the_desk_on_a_normal_screen(snap_compare: Compare) -> None:
    assert snap_compare(app(story.ferry_desk()), terminal_size=NORMAL, run_before=settle)


def test_the_figures_on_a_narrow_screen(snap_compare: Compare) -> None:
    assert snap_compare(app(story.ferry_desk()), terminal_size=NARROW, run_before=settle)


def test_the_desk_in_newsprint(snap_compare: Compare) -> None:
    assert snap_compare(app(story.ferry_desk(), "newsprint"), terminal_size=WIDE, run_before=settle)


def test_an_empty_desk(snap_compare: Compare) -> None:
    assert snap_compare(app(story.empty_desk()), terminal_size=NORMAL, run_before=settle)


def test_a_source_that_fails(snap_compare: Compare) -> None:
    assert snap_compare(
        app(story.ferry_desk()), press=["shift+tab", "shift+tab"], terminal_size=NORMAL, run_before=settle
    )


@pytest.mark.parametrize("theme", ["wire", "newsprint"])
def test_the_past_says_that_it_is_not_now(snap_compare: Compare, theme: str) -> None:
    picture = NewsdeskApp(
        story.ferry_desk(), settings=Settings(theme=theme), as_of=story.NOW.replace(hour=16, minute=0)
    )
    assert snap_compare(picture, terminal_size=NORMAL, run_before=settle)
