"""Alerts on the screen: what rings, what is shown, what leaves the terminal, and what keeps quiet."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest
from textual.geometry import Region

from newsdesk.desk import Desk, SourceTaken
from newsdesk.desk.replay import Replay
from newsdesk.model import State, Update
from newsdesk.settings import AlertRule, Settings
from newsdesk.store import Change
from newsdesk.tui import acts
from newsdesk.tui.alarm import Alarm
from newsdesk.tui.app import NewsdeskApp
from newsdesk.tui.messages import SettingsChanged
from newsdesk.tui.screens import desk as desk_screen
from tests.tui import story
from tests.tui.hand import Hand, at

RULES = (AlertRule(when="moved", measure="killed", to=("bell", "toast", "desktop")),)


class Outside:
    """Stands where the bell and the desktop are."""

    def __init__(self, hand: Hand, monkeypatch: pytest.MonkeyPatch, *, desktop: bool = True) -> None:
        self.rung = 0
        self.sent: list[str] = []
        monkeypatch.setattr(hand.app, "bell", self._ring)
        self._desktop = desktop
        monkeypatch.setattr(acts, "alert_desktop", self._send)

    def _send(self, words: str) -> bool:
        self.sent.append(words)
        return self._desktop

    def _ring(self) -> None:
        self.rung += 1


MOVES = story.update("coastal", "16:30", "News", "90 people were killed.", ("90 people were killed", "killed"))
MOVES_NOTHING = story.update("coastal", "16:35", "News", "No more is known.")


def arrive(desk: Desk, update: Update = MOVES) -> None:
    """An update is stored and announced as a worker does it."""
    desk.store(Change(updates=(update,)), SourceTaken("coastal", desk.health("coastal"), (update.ref,)))


async def bring(hand: Hand, update: Update = MOVES) -> None:
    """An update arrives, and what follows from it is done."""
    arrive(hand.app.desk, update)
    drawn, looked = 0.3, 0.3
    for wait in (drawn, looked):
        await hand.pilot.pause(wait)
        await hand.app.workers.wait_for_complete()


def shown(hand: Hand) -> list[str]:
    return [notice.message for notice in hand.app._notifications]


@pytest.fixture
def desk() -> Desk:
    """A fresh desk on the ferry fire."""
    return story.ferry_desk()


async def test_a_line_that_moves_rings_is_shown_and_leaves_the_terminal(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at(desk, settings=Settings(alerts=RULES)) as hand:
        outside = Outside(hand, monkeypatch)
        await bring(hand)
        assert outside.rung == 1
        assert len(outside.sent) == 1
        assert shown(hand) == outside.sent
        assert "killed · all" in shown(hand)[0]


async def test_in_quiet_hours_it_is_only_shown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at(desk, settings=Settings(alerts=RULES, quiet_hours="16:00-17:00")) as hand:
        outside = Outside(hand, monkeypatch)
        await bring(hand)
        assert (outside.rung, outside.sent) == (0, [])
        assert len(shown(hand)) == 1


async def test_where_the_desktop_shows_nothing_the_bell_rings(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = (AlertRule(when="moved", to=("desktop",)),)
    async with at(desk, settings=Settings(alerts=rules)) as hand:
        outside = Outside(hand, monkeypatch, desktop=False)
        await bring(hand)
        assert outside.rung == 1


def laid(hand: Hand) -> list[Region]:
    """Where the screen on top has alerts, on what can be seen of it."""
    return [toast.region for toast in hand.screen.query("Toast") if toast.region.area]


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (160, 48)])
@pytest.mark.parametrize("key", ["f", "?", "ctrl+p"])
async def test_an_alert_waits_for_a_dialog_to_be_left(desk: Desk, size: tuple[int, int], key: str) -> None:
    rules = (AlertRule(when="moved", measure="killed", to=("toast",)),)
    async with at(desk, size, settings=Settings(alerts=rules)) as hand:
        await hand.press(key)
        await bring(hand)
        assert laid(hand) == []
        await hand.press("escape")
        await hand.pilot.pause(0.1)
        assert len(laid(hand)) == 1
        await hand.press(key)
        await hand.pilot.pause(0.1)
        assert laid(hand) == [], "neither does one that stood there before lie over it"
        await hand.press("escape")
        await hand.pilot.pause(0.1)
        assert len(laid(hand)) == 1


async def test_an_alert_that_stands_is_not_told_again_nor_is_one_after_its_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr(desk_screen, "monotonic", lambda: now)
    async with at(desk) as hand:
        hand.room.alert("first")
        hand.room.alert("second")
        await hand.pilot.pause()
        assert shown(hand) == ["first", "second"]
        now += desk_screen.ALERTED + 1
        hand.room.alert("third")
        await hand.press("?")
        await hand.pilot.pause()
        assert shown(hand) == []
        await hand.press("escape")
        await hand.pilot.pause()
        assert shown(hand) == ["third"]


async def test_escape_puts_an_alert_away_before_it_leaves_anything(desk: Desk) -> None:
    async with at(desk, settings=Settings(alerts=RULES)) as hand:
        await hand.go_to("words")
        await bring(hand)
        assert shown(hand)
        await hand.press("escape")
        assert (shown(hand), hand.room.current) == ([], "words")
        await hand.press("escape")
        assert hand.room.current != "words"


async def test_an_alert_hides_nothing_where_one_pane_fills_the_screen(desk: Desk) -> None:
    rules = (AlertRule(when="moved", measure="killed", to=("toast",)),)
    async with at(desk, (60, 20), settings=Settings(alerts=rules)) as hand:
        await hand.go_to("updates")
        await bring(hand)
        (alert,) = laid(hand)
        for other in ("#status", "#tabs", "#updates", "#keys"):
            assert not alert.overlaps(hand.room.query_one(other).region), other


class Opening:
    """A replay whose beginning comes in two pieces, of which the second moves a line."""

    left = 0

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def load(self) -> None:
        """Take the time in which the screen looks around."""
        await asyncio.sleep(0.4)

    async def advance(self, to: object) -> list[SourceTaken]:
        """What happened until now."""
        taken = SourceTaken("coastal", self._desk.health("coastal"), (MOVES.ref,))
        self._desk.store(Change(updates=(MOVES,)), taken)
        await asyncio.sleep(0.6)
        return [taken]

    def close(self) -> None:
        """Nothing is held."""


async def test_what_a_replay_begins_with_alerts_nobody(desk: Desk) -> None:
    app = NewsdeskApp(desk, settings=Settings(alerts=RULES), replay=cast("Replay", Opening(desk)))
    async with app.run_test(size=(160, 48)) as pilot:
        hand = Hand(app, pilot)
        await pilot.pause(0.2)
        await hand.app.workers.wait_for_complete()
        await pilot.pause(0.5)
        assert len(desk.updates()) == len(story.updates()) + 1
        assert not any("killed" in one for one in shown(hand))
        later = story.update("coastal", "16:50", "News", "95 people were killed.", ("95 people were killed", "killed"))
        await bring(hand, later)
        assert any("killed" in one for one in shown(hand))


async def test_rules_set_while_a_replay_is_being_loaded_wait_for_its_beginning_too(desk: Desk) -> None:
    app = NewsdeskApp(desk, settings=Settings(), replay=cast("Replay", Opening(desk)))
    async with app.run_test(size=(160, 48)) as pilot:
        hand = Hand(app, pilot)
        await pilot.pause(0.1)
        app.post_message(SettingsChanged(Settings(alerts=RULES)))
        await hand.app.workers.wait_for_complete()
        await pilot.pause(0.5)
        assert len(desk.updates()) == len(story.updates()) + 1
        assert not any("killed" in one for one in shown(hand))


async def test_rules_set_later_alert_to_what_changes_from_then_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at(desk, settings=Settings()) as hand:
        Outside(hand, monkeypatch)
        await hand.app.workers.wait_for_complete()
        hand.app.post_message(SettingsChanged(Settings(alerts=RULES)))
        await hand.pilot.pause()
        await hand.app.workers.wait_for_complete()
        await bring(hand)
        assert "killed · all" in shown(hand)[0]


async def test_after_a_replay_that_cannot_be_loaded_alerts_are_given(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_: Opening) -> None:
        raise OSError("gone")

    monkeypatch.setattr(Opening, "load", fail)
    app = NewsdeskApp(desk, settings=Settings(alerts=RULES), replay=cast("Replay", Opening(desk)))
    async with app.run_test(size=(160, 48)) as pilot:
        hand = Hand(app, pilot)
        await pilot.pause(0.2)
        await hand.app.workers.wait_for_complete()
        assert hand.toasts == ["opening stopped: OSError: gone; please report it."]
        await bring(hand)
        assert any("killed" in one for one in shown(hand))


async def test_an_act_by_key_alerts_nobody(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at(desk, settings=Settings(alerts=RULES)) as hand:
        outside = Outside(hand, monkeypatch)
        await bring(hand)
        await hand.go_to("updates")
        await hand.press("home", "x")
        assert desk.log()[-1].act
        assert State.REJECTED in desk.standing().states.values()
        await bring(hand, MOVES_NOTHING)
        assert outside.rung == 1


def listening(desk: Desk, *rules: AlertRule) -> tuple[Alarm, list[str]]:
    """An alarm that has not begun, and what it tells."""
    told: list[str] = []
    alarm = Alarm(desk, rules, "", lambda alert: told.append(alert.words))
    desk.listen(alarm.heard)
    return alarm, told


async def test_what_was_brought_before_the_alarm_began_is_told_neither_then_nor_later(desk: Desk) -> None:
    alarm, told = listening(desk, AlertRule(when="found", find="news"))
    arrive(desk)
    await alarm.look()
    assert told == []
    await alarm.begin()
    await alarm.look()
    assert told == []
    arrive(desk, story.update("coastal", "16:50", "More news", "No more is known."))
    await alarm.look()
    assert told == ["Found 1 update for news: More news"]


async def test_an_act_is_seen_before_what_arrived_with_it_is_looked_at(desk: Desk) -> None:
    arrive(desk)
    alarm, told = listening(desk, *RULES)
    await alarm.begin()
    desk.triage(MOVES.ref, State.REJECTED)
    arrive(desk, MOVES_NOTHING)
    await alarm.look()
    assert told == []


async def test_hostile_words_of_an_alert_are_words(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = (AlertRule(when="found", find="gone"),)
    async with at(desk, settings=Settings(alerts=rules)) as hand:
        Outside(hand, monkeypatch)
        evil = story.update("coastal", "16:30", "[/] [@click=app.leave()]gone[/] \x1b]52;c;aGk=\x07\u202e", "x.")
        await bring(hand, evil)
        assert shown(hand) == ["Found 1 update for gone: [/] [@click=app.leave()]gone[/] ]52;c;aGk="]
        assert not any(notice.markup for notice in hand.app._notifications)


def test_a_notice_of_the_desktop_is_no_markup_and_no_option(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("subprocess.Popen", lambda call, **_: called.append(call))
    assert acts.alert_desktop("--replace <b>Fire</b>\x1b[31m & smoke")
    *_, end, title, body = called[0]
    assert (end, title) == ("--", "newsdesk")
    assert body == "--replace &lt;b&gt;Fire&lt;/b&gt;[31m &amp; smoke"


async def test_an_alarm_that_breaks_is_told_and_the_desk_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def breaks(alarm: Alarm) -> None:
        raise KeyError("second")

    monkeypatch.setattr(Alarm, "look", breaks)
    async with at(desk) as hand:
        await bring(hand)
        assert any("looking for what to alert to stopped: KeyError" in one for one in hand.toasts)
        await hand.press("a")
        assert len(desk.log()) == 1
