"""What the commands that open the screen hand over to it."""

import os
import signal
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newsdesk import resources
from newsdesk.desk import Desk
from newsdesk.desk.replay import opens
from newsdesk.desk_files import JOURNAL
from newsdesk.tui.app import Left
from tests.cli.conftest import Call

SAMPLE = resources.samples()["in-amenas"]


class Shown:
    """Stands where the screen would: keeps what it was given, and looks at the desk while it is open."""

    def __init__(self) -> None:
        self.given: dict[str, Any] = {}
        self.folder = Path()
        self.updates = 0
        self.now = datetime.min.replace(tzinfo=UTC)

    def __call__(self, desk: Desk, **given: Any) -> Left:
        self.given = given
        self.folder = desk.folder or Path()
        self.updates, self.now = len(desk.updates()), desk.clock()
        return Left(0, "", None)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    stand_in = Shown()
    monkeypatch.setenv("TEXTUAL_DRIVER", "none")
    monkeypatch.setattr("newsdesk.tui.app.run_desk", stand_in)
    return stand_in


def test_the_desk_polls_unless_it_is_offline_and_goes_back_in_time(call: Call, shown: Shown, folder: Path) -> None:
    assert call("--desk", folder).code == 0
    assert (shown.given["live"], shown.given["as_of"], shown.updates) == (True, None, 3)
    assert call("--desk", folder, "--offline", "--as-of", "2013-01-17T19:00Z").code == 0
    assert shown.given["live"] is False
    assert shown.given["as_of"] == datetime(2013, 1, 17, 19, tzinfo=UTC)


def test_the_desk_opens_in_ones_own_folder_where_none_is_named(call: Call, shown: Shown, tmp_path: Path) -> None:
    assert call().code == 0
    assert shown.folder == tmp_path / "home" / "desk"
    assert (tmp_path / "home" / "desk" / JOURNAL).exists()


def test_a_sample_plays_on_its_own_clock_in_a_folder_that_is_thrown_away(call: Call, shown: Shown) -> None:
    assert call("sample").code == 0
    assert shown.given["replay"] is not None
    passed = shown.now - opens(SAMPLE)
    assert 0 <= passed.total_seconds() < 60 * 30
    assert not shown.folder.exists()


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
@pytest.mark.parametrize("command", ["sample", ""])
def test_a_window_that_is_closed_ends_the_desk_as_a_person_does(
    call: Call, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, command: str
) -> None:
    monkeypatch.setenv("TEXTUAL_DRIVER", "none")
    # This process goes on.
    monkeypatch.setattr("newsdesk.leaving.GRACE", 3600.0)
    folders: list[Path] = []
    closed: list[bool] = []

    def ended_from_outside(desk: Desk, **_: object) -> Left:
        folders.append(desk.folder or Path())
        try:
            os.kill(os.getpid(), number)
            time.sleep(1)
        finally:
            closed.append(True)
        return Left(0, "", None)

    monkeypatch.setattr("newsdesk.tui.app.run_desk", ended_from_outside)
    before = signal.getsignal(number)
    with pytest.raises(SystemExit) as ended:
        call(*command.split())
    assert signal.getsignal(number) == before
    assert ended.value.code == 128 + number
    assert closed == [True]
    # Only a desk that is thrown away is gone.
    assert folders[0].exists() == (not command)


def test_the_clock_of_a_sample_runs_at_the_speed_asked_for(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TEXTUAL_DRIVER", "none")
    looked: list[float] = []

    def look(desk: Desk, **_: object) -> Left:
        begun, at = time.monotonic(), desk.clock()
        time.sleep(0.05)
        looked.append((desk.clock() - at).total_seconds() / (time.monotonic() - begun))
        return Left(0, "", None)

    monkeypatch.setattr("newsdesk.tui.app.run_desk", look)
    assert call("sample", "--speed", "10000", "--desk", tmp_path / "kept").code == 0
    assert looked[0] == pytest.approx(10_000, rel=0.2)
    assert (tmp_path / "kept" / JOURNAL).exists()


def test_who_practises_plays_a_sample_and_is_back_at_the_own_desk(
    call: Call, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv("TEXTUAL_DRIVER", "none")
    opened: list[tuple[Path | None, bool]] = []
    wanted = ["nepal-2015", "", ""]

    def left(desk: Desk, *, replay: object = None, **_: object) -> Left:
        opened.append((desk.folder, replay is not None))
        return Left(0, wanted.pop(0), None)

    monkeypatch.setattr("newsdesk.tui.app.run_desk", left)
    assert call("--desk", folder).code == 0
    assert [(place == folder, replayed) for place, replayed in opened] == [(True, False), (False, True), (True, False)]


@pytest.mark.parametrize(
    ("called", "leads"),
    [
        (["sample", "in-amenas"], ["leaves it", "leaves it"]),
        (["sample", "in-amenas", "--at-once"], ["leaves it", "back to the desk before", "leaves it"]),
        (["sample", "in-amenas", "--desk", "{folder}"], ["", "leaves it"]),
        (["--desk", "{folder}"], ["", "back to your desk", ""]),
        (["--desk", "{folder}", "again"], ["", "back to your desk", "back to your desk", ""]),
    ],
)
def test_a_desk_for_practice_says_where_leaving_it_leads_however_one_came_there(
    call: Call, monkeypatch: pytest.MonkeyPatch, folder: Path, called: list[str], leads: list[str]
) -> None:
    monkeypatch.setenv("TEXTUAL_DRIVER", "none")
    told: list[str] = []
    wanted = ["nepal-2015"] * (1 + ("again" in called)) + [""] * 9

    def left(_: Desk, *, practice: str = "", **__: object) -> Left:
        told.append(practice)
        return Left(0, wanted.pop(0), None)

    monkeypatch.setattr("newsdesk.tui.app.run_desk", left)
    assert call(*(word.format(folder=folder) for word in called if word != "again")).code == 0
    assert told == leads


def test_a_sample_says_that_it_is_practice_where_its_desk_is_thrown_away(
    call: Call, shown: Shown, folder: Path
) -> None:
    assert call("sample", "in-amenas", "--at-once").code == 0
    assert shown.given["practice"] == "leaves it"
    assert call("sample", "in-amenas", "--at-once", "--desk", folder).code == 0
    assert shown.given["practice"] == ""


def test_a_sample_at_once_has_everything_and_stands_at_its_end(call: Call, shown: Shown) -> None:
    assert call("sample", "in-amenas", "--at-once").code == 0
    assert shown.given["replay"] is None
    assert shown.updates >= 60
    assert shown.now.date() >= datetime(2013, 1, 20, tzinfo=UTC).date()


def test_review_hands_its_paths_to_the_screen_and_polls_nothing(call: Call, shown: Shown, folder: Path) -> None:
    assert call("review", SAMPLE, "--desk", folder).code == 0
    assert shown.given["review"] == [SAMPLE]
    assert shown.given["live"] is False


def test_without_a_terminal_the_screen_is_refused_in_words(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    for words in ((), ("sample",)):
        code, out, err = call(*words)
        assert (code, out) == (2, "")
        assert "needs a terminal" in err
