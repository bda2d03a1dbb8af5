"""Hostile work is killed, and its failure is a value in words."""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import time
from collections.abc import AsyncIterator

import pytest

from newsdesk.errors import FeedFailed
from newsdesk.feeds.leash import Leash
from newsdesk.feeds.parse import parse
from tests.feeds.bodies import BODY


@pytest.fixture
async def leash() -> AsyncIterator[Leash]:
    async with Leash(workers=1) as held:
        yield held


def test_a_failure_survives_the_way_between_processes_with_its_hint() -> None:
    failed = pickle.loads(pickle.dumps(FeedFailed("what", "hint")))
    assert (type(failed), failed.what, failed.hint) == (FeedFailed, "what", "hint")


async def test_work_is_done_and_failures_come_back_as_they_were(leash: Leash) -> None:
    assert await leash.run(parse, BODY, content_type="text/xml") == parse(BODY)
    with pytest.raises(FeedFailed) as caught:
        await leash.run(parse, b"")
    assert (caught.value.what, bool(caught.value.hint)) == ("The feed is empty.", True)


async def test_work_that_takes_too_long_is_killed_and_the_next_goes_on(leash: Leash) -> None:
    await leash.run(abs, -1)
    started = time.monotonic()
    with pytest.raises(FeedFailed, match=r"It took longer than 0\.2 s to read\."):
        await leash.run(time.sleep, 30, timeout=0.2)
    assert time.monotonic() - started < 5
    assert await leash.run(abs, -2) == 2


async def test_a_worker_that_dies_at_work_fails_its_feed_only(leash: Leash) -> None:
    with pytest.raises(FeedFailed, match="Its reader died"):
        await leash.run(os._exit, 3)
    assert await leash.run(abs, -2) == 2


async def test_a_worker_that_dies_idle_is_replaced(leash: Leash) -> None:
    os.kill(await leash.run(os.getpid), signal.SIGKILL)
    await asyncio.sleep(0.5)
    assert await leash.run(abs, -2) == 2


async def test_memory_has_a_bound(leash: Leash) -> None:
    with pytest.raises(FeedFailed, match="Its reader died"):
        await leash.run(bytearray, 3_000_000_000)


async def test_a_worker_stands_back_from_whoever_is_at_the_keys(leash: Leash) -> None:
    assert await leash.run(os.nice, 0) > os.nice(0)


async def test_cancelling_kills_the_work(leash: Leash) -> None:
    worker = await leash.run(os.getpid)
    work = asyncio.create_task(leash.run(time.sleep, 30))
    await asyncio.sleep(0.3)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert await leash.run(os.getpid) != worker


async def test_closing_is_quick_stops_the_work_and_may_be_done_twice() -> None:
    leash = Leash(workers=1)
    await leash.run(abs, -1)
    work = asyncio.create_task(leash.run(time.sleep, 30))
    await asyncio.sleep(0.3)
    started = time.monotonic()
    leash.close()
    leash.close()
    assert time.monotonic() - started < 3
    with pytest.raises(FeedFailed, match="stopped"):
        await work
    with pytest.raises(FeedFailed, match="stopped"):
        await leash.run(abs, -1)


def test_a_leash_that_is_never_used_starts_nothing() -> None:
    leash = Leash()
    assert leash._pool is None
    leash.close()


async def test_a_worker_has_the_reader_before_its_first_task(leash: Leash) -> None:
    assert await leash.run(eval, "'newsdesk.figures.reader' in __import__('sys').modules")
