"""A bundled incident plays on a clock: what is due is there, stamped with the story's time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsdesk import resources
from newsdesk.desk import Desk, SourceTaken
from newsdesk.desk.replay import Replay, ReplayClock, opens
from newsdesk.errors import DeskFull
from newsdesk.model import State
from newsdesk.store.memory import MemoryStore

FOLDER = resources.samples()["in-amenas"]


class Seconds:
    """A monotonic clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_clock_runs_as_fast_as_asked() -> None:
    seconds, start = Seconds(), datetime(2013, 1, 17, 19, 2, tzinfo=UTC)
    clock = ReplayClock(start, 60, seconds)
    assert clock() == start
    seconds.now += 2.5
    assert clock() == start + timedelta(minutes=2, seconds=30)


async def test_what_is_due_arrives_in_the_order_of_publication_and_the_rest_waits() -> None:
    seconds, start = Seconds(), opens(FOLDER)
    clock = ReplayClock(start, 3600, seconds)
    with Desk(MemoryStore(), clock=clock) as desk:
        replay = Replay(desk, FOLDER)
        try:
            await replay.load()
            everything = replay.left
            taken = await replay.advance(clock())
            assert [desk.update(one.new[0]).latest.at for one in taken] == sorted(
                update.latest.at for update in desk.updates()
            )
            assert 0 < replay.left < everything
            assert all(update.latest.at <= start for update in desk.updates())
            assert all(update.latest.seen == update.latest.at for update in desk.updates())

            seconds.now += 12
            for one in await replay.advance(clock()):
                assert start < desk.update(one.new[0]).latest.at <= start + timedelta(hours=12)
            desk.triage(desk.updates()[0].ref, State.ACCEPTED)
            assert desk.log()[0].at == start + timedelta(hours=12)

            assert replay.ends is not None
            await replay.advance(replay.ends)
            assert replay.left == 0
            assert len(desk.updates()) == everything
        finally:
            replay.close()


def test_a_replay_opens_at_the_moment_in_its_file_as_the_rest_of_the_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "incident.toml").write_text("opens = 2013-01-17T19:02:00")
    assert opens(tmp_path) == datetime(2013, 1, 17, 19, 2, tzinfo=UTC)
    (tmp_path / "incident.toml").write_text("started = 2013-01-17")
    assert opens(tmp_path) == datetime(2013, 1, 17, tzinfo=UTC)


EDITED = """<feed xmlns="http://www.w3.org/2005/Atom"><title>AP</title>
<entry><id>1</id><title>Two hurt</title><published>2013-01-17T10:00:00Z</published></entry>
<entry><id>2</id><title>Six hurt</title><published>2013-01-17T09:00:00Z</published>
<updated>2013-01-17T12:00:00Z</updated></entry></feed>"""


async def test_what_came_before_has_not_vanished_when_the_next_update_arrives(tmp_path: Path) -> None:
    (tmp_path / "ap.xml").write_text(EDITED)
    with Desk(MemoryStore()) as desk:
        replay = Replay(desk, tmp_path)
        try:
            await replay.load()
            assert len(await replay.advance(datetime(2013, 1, 18, tzinfo=UTC))) == 2
        finally:
            replay.close()
        assert [update.vanished for update in desk.updates()] == [None, None]


async def test_what_a_full_disk_refuses_is_still_to_come(monkeypatch: pytest.MonkeyPatch) -> None:
    with Desk(MemoryStore(), clock=lambda: opens(FOLDER)) as desk:
        replay = Replay(desk, FOLDER)
        try:
            await replay.load()
            everything, taken = replay.left, 0
            take = replay._take

            async def refuse(*row: Any) -> SourceTaken:
                nonlocal taken
                taken += 1
                if taken == 3:
                    raise DeskFull("The disk is full.", "Make room.")
                return await take(*row)

            monkeypatch.setattr(replay, "_take", refuse)
            assert replay.ends is not None
            with pytest.raises(DeskFull):
                await replay.advance(replay.ends)
            assert (replay.left, len(desk.updates())) == (everything - 2, 2)
            await replay.advance(replay.ends)
            assert len(desk.updates()) == everything
        finally:
            replay.close()
