"""One round: values in the order of finishing, failures among them."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator

import pytest

from newsdesk.feeds.fetch import Fetcher
from newsdesk.feeds.leash import Leash
from newsdesk.feeds.memory import Memory
from newsdesk.feeds.refresh import Polled, poll
from newsdesk.model import Health, Source
from tests.feeds.bodies import BODY
from tests.feeds.conftest import Server

DIGEST = hashlib.sha256(BODY).hexdigest()


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(seconds=2) as held:
        yield held


@pytest.fixture
async def leash() -> AsyncIterator[Leash]:
    async with Leash(workers=1) as held:
        yield held


def source(server: Server, path: str) -> Source:
    return Source(id=path.strip("/").replace("/", "-"), title=path, address=server.at(path))


async def round_of(
    sources: list[Source], fetcher: Fetcher, leash: Leash, *healths: Health, memory: Memory | None = None
) -> dict[str, Polled]:
    by_id = {health.source: health for health in healths}
    return {polled.source.id: polled async for polled in poll(sources, by_id, fetcher, leash, memory)}


async def test_feeds_and_failures_stand_side_by_side(server: Server, fetcher: Fetcher, leash: Leash) -> None:
    paths = ["/good", "/status/500", "/page", "/cut", "/cut-early", "/gzip-twice", "/slow"]
    results = await round_of([source(server, path) for path in paths], fetcher, leash)
    assert len(results) == len(paths)
    good, cut = results["good"], results["cut"]
    assert good.feed
    assert (len(good.feed.entries), good.digest, good.fetched and good.fetched.etag) == (3, DIGEST, '"v1"')
    assert cut.feed
    assert (len(cut.feed.entries), cut.feed.complete) == (2, False)
    told = {name: result.failure.what for name, result in results.items() if result.failure}
    assert told == {
        "status-500": "HTTP 500 Internal Server Error.",
        "page": "This is not a feed: it is a web page.",
        "cut-early": "The feed is cut off before the end of its first entry.",
        "gzip-twice": "The feed is compressed more than once.",
        "slow": "127.0.0.1 gave no answer in 2 s.",
    }


async def test_unchanged_is_what_the_server_or_the_digest_says(server: Server, fetcher: Fetcher, leash: Leash) -> None:
    by_etag = Health(source="good", etag='"v1"', digest=DIGEST)
    by_digest = Health(source="gzip", digest=DIGEST)
    results = await round_of([source(server, "/good"), source(server, "/gzip")], fetcher, leash, by_etag, by_digest)
    assert {name: (result.unchanged, result.feed, result.digest) for name, result in results.items()} == {
        "good": (True, None, DIGEST),
        "gzip": (True, None, DIGEST),
    }


async def test_sources_that_are_not_polled_are_passed_over(server: Server, fetcher: Fetcher, leash: Leash) -> None:
    good = source(server, "/good")
    resting = [
        Source(id="a", title="A"),
        Source(id="b", title="B", address=good.address, paused=True),
        Source(id="c", title="C", address=good.address, removed=True),
    ]
    assert set(await round_of([*resting, good], fetcher, leash)) == {"good"}


async def test_relative_links_are_relative_to_the_address_that_answered(
    server: Server, fetcher: Fetcher, leash: Leash
) -> None:
    there = server.at("/relative").replace("127.0.0.1", "localhost")
    (polled,) = (await round_of([source(server, f"/astray?to={there}")], fetcher, leash)).values()
    assert polled.feed
    assert [entry.link for entry in polled.feed.entries] == [there.replace("/relative", "/story/1")]


async def test_results_come_as_they_finish(server: Server, fetcher: Fetcher, leash: Leash) -> None:
    await leash.run(abs, -1)
    order = [
        polled.source.id
        async for polled in poll([source(server, "/slow"), source(server, "/good")], {}, fetcher, leash)
    ]
    assert order == ["good", "slow"]


async def test_closing_the_round_stops_what_still_runs(server: Server, fetcher: Fetcher, leash: Leash) -> None:
    started = time.monotonic()
    results = poll([source(server, "/slow"), source(server, "/good")], {}, fetcher, leash)
    async for polled in results:
        assert polled.source.id == "good"
        break
    await results.aclose()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 1.9
    assert not [task for task in asyncio.all_tasks() if "one" in repr(task.get_coro())]


async def test_cancelling_the_round_stops_it(server: Server, fetcher: Fetcher, leash: Leash) -> None:
    work = asyncio.create_task(round_of([source(server, "/slow")], fetcher, leash))
    await asyncio.sleep(0.2)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert not [task for task in asyncio.all_tasks() if "one" in repr(task.get_coro())]


async def test_what_was_seen_before_is_not_parsed_again(server: Server, fetcher: Fetcher) -> None:
    memory = Memory()
    async with Leash(workers=1) as leash:
        first = await round_of([source(server, "/gzip")], fetcher, leash, memory=memory)
    # A closed leash refuses all work, so the second round must not have needed it.
    second = await round_of([source(server, "/gzip")], fetcher, leash, memory=memory)
    assert second["gzip"].feed == first["gzip"].feed is not None


async def test_even_a_fault_of_ours_stops_no_other_source(
    server: Server, fetcher: Fetcher, leash: Leash, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Memory.read

    async def broken(self: Memory, leash: Leash, source: str, *rest: object, **named: object) -> object:
        if source == "gzip":
            raise ZeroDivisionError("oh\x1b[31m")
        return await real(self, leash, source, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Memory, "read", broken)
    results = await round_of([source(server, "/gzip"), source(server, "/good")], fetcher, leash)
    assert results["good"].feed
    failed = results["gzip"].failure
    assert failed
    assert failed.what == "An unexpected fault: ZeroDivisionError: oh[31m"
