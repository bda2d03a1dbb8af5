"""One round over many sources: each fetched, compared, read on a leash, and yielded as it finishes.

Knows no store and no clock. What fails for one source is a value in the stream and stops no other.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Mapping, Sequence

from msgspec import Struct

from newsdesk import text
from newsdesk.errors import FeedFailed
from newsdesk.feeds.fetch import Fetched, Fetcher
from newsdesk.feeds.leash import Leash
from newsdesk.feeds.memory import Memory
from newsdesk.model import Feed, Health, Source

_MOST_IN_HAND = 200
"""Sources that are fetched or wait to be read: bodies are held in memory meanwhile."""


class Polled(Struct, frozen=True, kw_only=True):
    """What one round made of one source: a feed, or unchanged, or a failure."""

    source: Source
    fetched: Fetched | None = None
    feed: Feed | None = None
    failure: FeedFailed | None = None
    """What happened and what to do."""
    unchanged: bool = False
    """The server said so (HTTP 304), or the body is the last one that was read whole."""
    digest: str = ""
    """SHA-256 of the body, hexadecimal; empty where there was none."""


async def poll(
    sources: Sequence[Source],
    healths: Mapping[str, Health],
    fetcher: Fetcher,
    leash: Leash,
    memory: Memory | None = None,
) -> AsyncIterator[Polled]:
    """Poll the sources that have an address and are neither paused nor removed, in the order in which they finish.

    `healths` by source id gives the validators and the digest of the last body; `memory`, kept from round to round,
    saves the parsing of items that were seen before. Keep a source's new etag, modified and
    digest only where its feed is complete: with those of a body that was cut off the server would answer "unchanged"
    for ever, and what was missing would stay missing. Closing the iterator, or cancelling, stops all that still runs.
    """
    memory = memory or Memory()
    in_hand = asyncio.Semaphore(_MOST_IN_HAND)

    async def one(source: Source) -> Polled:
        async with in_hand:
            return await _poll_one(source, healths.get(source.id), fetcher, leash, memory)

    wanted = [source for source in sources if source.address and not source.paused and not source.removed]
    tasks = [asyncio.create_task(one(source)) for source in wanted]
    try:
        for finished in asyncio.as_completed(tasks):
            yield await finished
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _poll_one(source: Source, health: Health | None, fetcher: Fetcher, leash: Leash, memory: Memory) -> Polled:
    last = health or Health(source=source.id)
    fetched: Fetched | None = None
    digest = ""
    try:
        fetched = await fetcher.fetch(source.address, last.etag, last.modified)
        if fetched.body is None:
            return Polled(source=source, fetched=fetched, unchanged=True, digest=last.digest)
        digest = hashlib.sha256(fetched.body).hexdigest()
        if digest == last.digest:
            return Polled(source=source, fetched=fetched, unchanged=True, digest=digest)
        feed = await memory.read(
            leash, source.id, fetched.body, content_type=fetched.content_type, address=fetched.address
        )
        if not feed.complete and not feed.entries:
            raise FeedFailed("The feed is cut off before the end of its first entry.", "Try later.")
        return Polled(source=source, fetched=fetched, feed=feed, digest=digest)
    except FeedFailed as failure:
        return Polled(source=source, fetched=fetched, failure=failure, digest=digest)
    except Exception as error:  # noqa: BLE001 one feed's fault, even ours, must not stop the round
        what = f"An unexpected fault: {type(error).__name__}: {text.line(str(error), 200)}"
        return Polled(source=source, fetched=fetched, failure=FeedFailed(what, "Please report it."), digest=digest)
