"""Updates that come in while keys go on: bursts, polling, saved feeds, replay; the first minute of an empty desk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from textual.widgets import Static

from newsdesk.desk import Desk, SourceTaken, probe
from newsdesk.desk import refresh as polling
from newsdesk.desk.replay import Replay
from newsdesk.errors import FeedFailed
from newsdesk.model import Feed, Health, Outcome, Source, State, UpdateRef
from newsdesk.settings import Settings
from newsdesk.store import Change
from newsdesk.tui import feeding
from newsdesk.tui.alarm import Alarm
from newsdesk.tui.app import NewsdeskApp
from newsdesk.tui.messages import WorkAdvanced, WorkBegan, WorkEnded
from newsdesk.tui.screens.desk import DeskScreen
from newsdesk.tui.widgets.bars import Banner
from newsdesk.tui.widgets.empty_pane import EmptyPane
from tests.tui import story
from tests.tui.hand import Hand, at

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Bay Herald</title><link>https://herald.example/</link>
<item><title>Eight killed in ferry fire</title><guid>h1</guid><pubDate>Fri, 14 Mar 2031 16:00:00 GMT</pubDate>
<description>Eight people were killed on the ferry.</description></item></channel></rss>"""


async def settled(hand: Hand, seconds: float = 10) -> None:
    """Wait until the workers have nothing more to do."""
    await hand.pilot.pause(0.1)
    async with asyncio.timeout(seconds):
        while any(not worker.is_finished for worker in hand.app.workers):
            await hand.pilot.pause(0.05)
    await hand.pilot.pause(0.4)


def give(desk: Desk, source: str, number: int) -> None:
    """Store one more update as a worker does, and announce it."""
    update = story.update(source, "16:41", f"Update {number}", "No more is known.", name=f"{source}-{number}")
    taken = SourceTaken(source=source, health=desk.health(source), new=(update.ref,))
    desk.store(Change(updates=(update,)), taken)


async def test_a_burst_of_200_updates_is_few_redraws(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = story.ferry_desk()
    async with at(desk) as hand:
        drawn = 0
        rebuild = DeskScreen.rebuild

        def count(screen: DeskScreen, *, listed: bool = True) -> None:
            nonlocal drawn
            drawn += 1
            rebuild(screen, listed=listed)

        monkeypatch.setattr(DeskScreen, "rebuild", count)
        for number in range(200):
            give(desk, "tide", number)
        await hand.pilot.pause(0.6)
        assert 1 <= drawn <= 3
        assert len(hand.room.scene.updates) == 211


async def test_what_a_key_did_is_drawn_at_once_even_in_a_burst() -> None:
    desk = story.ferry_desk()
    async with at(desk) as hand:
        give(desk, "tide", 1)
        ref = hand.in_hand.ref
        await hand.pilot.press("a")
        assert hand.room.scene.state(ref) is State.ACCEPTED


async def test_refresh_tells_how_far_it_is_and_what_it_brought(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = story.ferry_desk()
    go_on = asyncio.Event()

    async def refresh(desk: Desk, due: Sequence[Source]) -> AsyncIterator[SourceTaken]:
        for number, source in enumerate(due):
            if number == 3:
                await go_on.wait()
            outcome = Outcome.FAILED if number == 0 else Outcome.NEW
            came = (UpdateRef(source.id, "x"),) if outcome is Outcome.NEW else ()
            new, changed = ((), came) if number == 1 else (came, ())
            health = Health(source=source.id, outcome=outcome, message="The server is away." if number == 0 else "")
            yield SourceTaken(source.id, health, new, changed)

    monkeypatch.setattr(polling, "refresh", refresh)
    async with at(desk) as hand:
        await hand.press("r", "enter")
        await hand.pilot.pause(0.1)
        assert "polling 3/8" in hand.status
        await hand.press("a")
        assert len(desk.log()) == 1
        go_on.set()
        await settled(hand)
        assert hand.toasts == ["6 new updates, 1 changed. Northern Wire failed: The server is away."]
        assert hand.shown("#told").startswith("!"), "a source that failed is no success"
        assert "polling" not in hand.status


async def test_a_desk_without_addresses_says_that_there_is_nothing_to_poll() -> None:
    desk = story.ferry_desk()
    desk.put_sources([msgspec.structs.replace(source, address="") for source in desk.sources()])
    async with at(desk) as hand:
        await hand.press("r", "enter")
        await settled(hand)
        assert hand.toasts[-1].startswith("There is no source to poll.")


async def test_an_offline_desk_fetches_nothing_unless_the_person_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, fetched = story.ferry_desk(), list[str]()

    async def refresh(desk: Desk, due: Sequence[Source]) -> AsyncIterator[SourceTaken]:
        for source in due:
            fetched.append(source.address)
            yield SourceTaken(source.id, Health(source=source.id))

    async def fetch(address: str) -> probe.Probe:
        fetched.append(address)
        raise FeedFailed("No network here.")

    monkeypatch.setattr(polling, "refresh", refresh)
    monkeypatch.setattr(probe, "probe", fetch)
    async with at(desk) as hand:
        assert "offline" in hand.status
        await hand.press("r")
        assert "This desk is offline" in str(hand.screen.query_one(".dialog-title", Static).render())
        await hand.press("escape", "f")
        await hand.type("https://gazette.example/feed.xml")
        assert "nothing is fetched" in str(hand.screen.query_one(".dialog-help", Static).render())
        await hand.submit()
        assert hand.toasts == ["Added gazette.example · u takes it back, r polls the sources."]
        await settled(hand)
        assert fetched == []
        await hand.press("r", "enter")
        await settled(hand)
        assert len(fetched) == len(desk.sources())


async def test_a_worker_that_breaks_is_told_and_the_desk_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = story.ferry_desk()

    async def refresh(desk: Desk, due: Sequence[Source]) -> AsyncIterator[SourceTaken]:
        if due:
            raise ZeroDivisionError("\x1b[31mred")
        yield SourceTaken("", Health(source=""))

    monkeypatch.setattr(polling, "refresh", refresh)
    async with at(desk) as hand:
        await hand.press("r", "enter")
        await settled(hand)
        assert hand.toasts == ["polling stopped: ZeroDivisionError: [31mred; please report it."]
        await hand.press("a")
        assert len(desk.log()) == 1


async def test_an_empty_desk_offers_ways_to_begin_and_their_keys_work(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = story.empty_desk()

    async def refresh(desk: Desk, due: Sequence[Source]) -> AsyncIterator[SourceTaken]:
        if due:
            raise FeedFailed("No network here.")
        yield SourceTaken("", Health(source=""))

    there: list[probe.Probe] = []

    async def look(_: str) -> probe.Probe:
        if not there:
            raise FeedFailed("No network here.")
        return there[0]

    monkeypatch.setattr(polling, "refresh", refresh)
    monkeypatch.setattr(probe, "probe", look)
    async with at(desk, (100, 30), live=True) as hand:
        empty = hand.room.query_one(EmptyPane)
        assert empty.region.area > 0
        for words in ("add a feed", "open saved feeds", "practise"):
            assert words in hand.shown("#empty")
        await hand.press("f")
        await hand.type("not an address")
        await hand.press("enter", "enter")
        assert not desk.sources()
        await hand.press("escape", "f")
        await hand.type("https://herald.example/feed.xml")
        await hand.submit()
        for _ in range(2):
            await hand.press("enter")
            await settled(hand)
            assert not desk.sources(), "what is no feed is not added, however often it is asked for"
        there.append(probe.Probe(Feed(title="Bay Herald"), None, 0))
        for _ in range(2):
            assert not desk.sources(), "what is there is looked at first"
            await hand.press("enter")
            await settled(hand)
        assert [source.address for source in desk.sources()] == ["https://herald.example/feed.xml"]
        assert empty.region.area == 0


async def test_saved_feeds_are_opened_from_a_path_that_is_typed(tmp_path: Path) -> None:
    desk = story.empty_desk()
    saved = tmp_path / "herald.xml"
    saved.write_text(RSS)
    async with at(desk) as hand:
        await hand.open_files(saved)
        await settled(hand, 30)
        assert [update.latest.title for update in desk.updates()] == ["Eight killed in ferry fire"]
        assert hand.toasts == ["1 new update."]
        assert hand.room.scene.updates


async def test_a_file_that_is_no_feed_is_told_by_name_and_nothing_is_added(tmp_path: Path) -> None:
    desk = story.empty_desk()
    for name, body in {"herald.xml": RSS, "a.xml": "hello", "b.xml": "hello", "page.xml": "<html>No</html>"}.items():
        (tmp_path / name).write_text(body)
    async with at(desk) as hand:
        await hand.open_files(tmp_path / "a.xml")
        await settled(hand, 30)
        assert hand.toasts == ["Not opened: a.xml. This is not a feed. Check that it is the right file or address."]
        assert not desk.sources()
        await hand.open_files(tmp_path)
        await settled(hand, 30)
        (told,) = hand.toasts
        assert told.startswith("1 new update. Not opened: a.xml, b.xml. This is not a feed. Check ")
        assert "Not opened: page.xml. This is not a feed: it is a web page." in told
        assert [source.title for source in desk.sources()] == ["Bay Herald"]
        (tmp_path / "herald.xml").write_text("hello")
        await hand.open_files(tmp_path / "herald.xml")
        await settled(hand, 30)
        assert hand.toasts[0].startswith("Nothing new. Bay Herald failed: This is not a feed.")


async def test_a_list_of_subscriptions_is_taken_in_under_any_name(tmp_path: Path) -> None:
    desk = story.empty_desk()
    (tmp_path / "mine.xml").write_text(
        '<opml version="2.0"><body><outline xmlUrl="https://a.example/f"/></body></opml>'
    )
    async with at(desk) as hand:
        await hand.open_files(tmp_path / "mine.xml")
        await settled(hand)
        assert hand.toasts[0].startswith("Added 1 source")
        assert [source.address for source in desk.sources()] == ["https://a.example/f"]


async def test_several_folders_that_are_opened_at_once_have_one_count_and_are_told_together() -> None:
    async with at(story.empty_desk()) as hand:
        steps = [WorkBegan(1, "opening", "one"), WorkBegan(2, "opening", "two"), WorkAdvanced(1, 2, 4)]
        for step in (*steps, WorkAdvanced(2, 1, 3)):
            hand.room.post_message(step)
        await hand.pilot.pause()
        assert "opening 3/7" in hand.status
        hand.room.post_message(WorkEnded("Opened a page."))
        await hand.pilot.pause()
        assert hand.toasts == ["Opened a page."]
        assert "opening 3/7" in hand.status, "what was not announced ends nothing that was"
        hand.room.post_message(WorkAdvanced(9, 1, 3))
        await hand.pilot.pause()
        assert "opening 3/7" in hand.status, "nor does it count"
        hand.room.post_message(WorkEnded("Added 1 source. {desk.refresh} polls the sources.", job=1))
        await hand.pilot.pause()
        assert "opening 1/3" in hand.status
        hand.room.post_message(WorkEnded("1 new update.", job=2))
        await hand.pilot.pause()
        assert hand.toasts == ["one: Added 1 source. r polls the sources. two: 1 new update."]
        assert "opening" not in hand.status


async def test_what_has_no_name_is_told_among_others_without_one() -> None:
    async with at(story.empty_desk()) as hand:
        for step in (WorkBegan(1, "opening", ""), WorkBegan(2, "opening", "two")):
            hand.room.post_message(step)
        hand.room.post_message(WorkEnded("5 updates so far.", job=1))
        hand.room.post_message(WorkEnded("1 new update.", job=2))
        await hand.pilot.pause()
        assert hand.toasts == ["5 updates so far. two: 1 new update."]


async def test_a_source_that_is_removed_while_it_is_polled_fails_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = story.ferry_desk()

    async def refresh(desk: Desk, due: Sequence[Source]) -> AsyncIterator[SourceTaken]:
        for source in due[:2]:
            yield SourceTaken(source.id, Health(source=source.id, outcome=Outcome.FAILED, message="Away."))
        desk.remove_source(due[0].id)

    monkeypatch.setattr(polling, "refresh", refresh)
    async with at(desk) as hand:
        await hand.press("r", "enter")
        await settled(hand)
        assert hand.toasts == [f"Nothing new. {desk.sources()[0].title} failed: Away."]


async def test_a_round_that_is_asked_for_during_another_follows_it_and_leaves_no_slow_source_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on = asyncio.Event()
    rounds = 0

    async def refresh(desk: Desk, due: Sequence[Source]) -> AsyncIterator[SourceTaken]:
        nonlocal rounds
        rounds += 1
        for source in due:
            yield SourceTaken(source.id, Health(source=source.id))
            await go_on.wait()

    monkeypatch.setattr(polling, "refresh", refresh)
    async with at(story.ferry_desk()) as hand:
        for _ in range(3):
            await hand.press("r", "enter")
            await hand.pilot.pause(0.2)
            assert "polling 1/8" in hand.status
            assert hand.toasts == []
        go_on.set()
        await settled(hand)
        assert rounds == 2
        assert set(hand.toasts) == {"Nothing new."}
        assert "polling" not in hand.status


async def test_several_folders_named_at_the_start_are_one_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, number in (("one", 2), ("two", 1)):
        (tmp_path / folder).mkdir()
        for name in range(number):
            (tmp_path / folder / f"{folder}{name}.xml").write_text(RSS)
    counts: list[tuple[int, int]] = []

    def advanced(job: int, done: int, total: int) -> WorkAdvanced:
        counts.append((done, total))
        return WorkAdvanced(job, done, total)

    monkeypatch.setattr(feeding, "WorkAdvanced", advanced)
    app = NewsdeskApp(story.empty_desk(), settings=Settings(), review=[tmp_path / "one", tmp_path / "two"])
    async with app.run_test() as pilot:
        await settled(Hand(app, pilot), 30)
    assert counts == [(1, 3), (2, 3), (3, 3)]


async def test_paths_named_at_the_start_are_opened(tmp_path: Path) -> None:
    desk = story.empty_desk()
    (tmp_path / "herald.xml").write_text(RSS)
    app = NewsdeskApp(desk, settings=Settings(), review=[tmp_path])
    async with app.run_test() as pilot:
        await settled(Hand(app, pilot), 30)
        assert len(desk.updates()) == 1


class OldStory(Replay):
    """A replay of two updates, without feeds."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Path())
        self.waiting = [1, 2]

    @property
    def left(self) -> int:
        return len(self.waiting)

    async def load(self) -> None:
        self._desk.put_incident(story.FERRY)
        self._desk.put_sources(story.sources())

    async def advance(self, to: object) -> list[SourceTaken]:
        give(self._desk, "tide", self.waiting.pop(0))
        return []


async def test_what_a_replay_begins_with_tells_how_many_are_in_no_incident() -> None:
    class Begun(OldStory):
        async def advance(self, to: object) -> list[SourceTaken]:
            led = story.updates()[0]
            stray = msgspec.structs.replace(story.update("tide", "16:00", "Rain", "It rains."), incident=None)
            self._desk.store(Change(updates=(led, stray)))
            return [SourceTaken(one.source, Health(source=one.source), new=(one.ref,)) for one in (led, stray)]

    desk, told = story.empty_desk(), list[object]()

    async def opened() -> None:
        beginning.waiting.clear()

    beginning = Begun(desk)
    await feeding.replay(desk, beginning, told.append, opened)
    ended = [one.words for one in told if isinstance(one, WorkEnded)]
    assert ended[0] == "2 updates so far, 1 of them in no incident, 2 still to come."
    beginning.close()


async def test_a_replay_plays_on_while_the_keys_are_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeding, "STEP", 0.05)
    desk = story.empty_desk()
    replay = OldStory(desk)
    app = NewsdeskApp(desk, settings=Settings(), replay=replay)
    async with app.run_test(size=(160, 48)) as pilot:
        hand = Hand(app, pilot)
        await settled(hand)
        assert "replay" in hand.status
        await hand.press("e")
        assert "you do not come back to this one" in str(hand.screen.query_one(".dialog-help", Static).render())
        await hand.press("escape")
        assert len(desk.updates()) == 2
        assert hand.room.view.incident == story.FERRY.id
        await hand.press("a")
        assert len(desk.log()) == 1
    replay.close()


async def test_a_replay_that_breaks_is_told_and_the_desk_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeding, "STEP", 0.05)
    desk = story.ferry_desk()
    replay = OldStory(desk)
    first = OldStory.advance

    async def advance(played: OldStory, to: object) -> list[SourceTaken]:
        if len(played.waiting) == 1:
            raise KeyError("new")
        return await first(played, to)

    monkeypatch.setattr(OldStory, "advance", advance)
    app = NewsdeskApp(desk, settings=Settings(), replay=replay)
    async with app.run_test(size=(140, 40)) as pilot:
        hand = Hand(app, pilot)
        await settled(hand)
        assert hand.toasts == ["the replay stopped: KeyError: 'new'; please report it."]
        await hand.press("a")
        assert len(desk.log()) == 1
    replay.close()


async def test_a_live_desk_polls_at_its_start_and_then_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = 0

    async def refresh(desk: Desk, due: Sequence[Source]) -> AsyncIterator[SourceTaken]:
        nonlocal rounds
        rounds += 1
        for source in due[:1]:
            yield SourceTaken(source.id, Health(source=source.id))

    monkeypatch.setattr(polling, "refresh", refresh)
    app = NewsdeskApp(story.ferry_desk(), settings=Settings(poll_minutes=0.3 / 60), live=True)
    async with app.run_test(size=(160, 48)) as pilot:
        async with asyncio.timeout(10):
            while rounds < 3:
                await pilot.pause(0.02)
        assert app.room.next_poll == story.NOW + timedelta(minutes=0.3 / 60)
        assert "live" in Hand(app, pilot).status


async def test_the_first_poll_waits_until_the_alerts_have_seen_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    polled: list[Desk] = []
    leave = asyncio.Event()

    async def poll(desk: Desk, _: object) -> None:
        polled.append(desk)

    async def begin(_: Alarm) -> None:
        await leave.wait()

    monkeypatch.setattr(feeding, "poll", poll)
    monkeypatch.setattr(Alarm, "begin", begin)
    app = NewsdeskApp(story.ferry_desk(), settings=Settings(), live=True)
    async with app.run_test() as pilot:
        await pilot.pause(0.05)
        assert polled == []
        leave.set()
        await app.workers.wait_for_complete()
        assert polled == [app.desk]


async def test_ages_grow_with_the_clock() -> None:
    desk = story.ferry_desk()
    async with at(desk) as hand:
        desk.clock = lambda: story.NOW + timedelta(minutes=5)
        hand.room._tick()
        await hand.pilot.pause()
        assert hand.room.scene.now == story.NOW + timedelta(minutes=5)


async def test_an_empty_desk_offers_a_bundled_incident_and_is_left_for_it() -> None:
    async with at(story.empty_desk()) as hand:
        assert "practise" in hand.shown("#empty")
        await hand.press("e")
        told = hand.screen.query_one(".dialog-help", Static)
        assert "when you leave it, you are back here" in str(told.render())
        await hand.type("nepal")
        await hand.press("enter")
        assert hand.app.return_value == 0
        assert hand.app.sample == "nepal-2015"


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (160, 48)])
async def test_practice_says_that_it_is_thrown_away_and_where_leaving_leads(size: tuple[int, int]) -> None:
    app = NewsdeskApp(story.ferry_desk(), settings=Settings(keys={"app.leave": "z"}), practice="back to your desk")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        banner = app.room.query_one(Banner)
        assert banner.region.area > 0
        assert banner.render_line(0).text.strip() == "Practice   This desk is thrown away.  z back to your desk"


async def test_it_is_told_where_the_updates_of_saved_feeds_are(tmp_path: Path) -> None:
    desk = story.ferry_desk()
    saved = tmp_path / "herald.xml"
    saved.write_text(RSS.replace("Eight killed in ferry fire", "Eight killed in Calder Bay ferry fire"))
    other = tmp_path / "other.xml"
    budget = RSS.replace("Eight killed in ferry fire", "Budget {desk.incident} passed").replace("h1", "o1")
    other.write_text(
        budget.replace("Eight people were killed on the ferry", "Parliament sat late").replace("herald", "o")
    )
    async with at(desk) as hand:
        await hand.open_files(tmp_path)
        await settled(hand, 30)
        (told,) = hand.toasts
        assert told == "2 new updates. 1 in Calder Bay ferry fire, 1 in no incident. i picks an incident."


async def test_what_is_decided_before_a_new_version_is_drawn_is_on_the_one_before() -> None:
    desk = story.ferry_desk()
    async with at(desk) as hand:
        (first, *_) = desk.updates()
        again = replace(first, versions=(*first.versions, replace(first.latest, title="Another headline")))
        taken = SourceTaken(source=first.source, health=desk.health(first.source), changed=(first.ref,))
        desk.store(Change(updates=(again,)), taken)
        assert hand.room.seen([first.ref]) == {first.ref: len(first.versions) - 1}
        await hand.pilot.pause(0.5)
        assert hand.room.seen([first.ref]) == {}
