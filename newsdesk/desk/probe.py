"""Looks at what an address holds: fetched and read as a poll would, and nothing is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from newsdesk import figures
from newsdesk.desk.names import new_source
from newsdesk.errors import FeedFailed
from newsdesk.feeds.fetch import Fetcher
from newsdesk.feeds.leash import Leash
from newsdesk.feeds.refresh import poll
from newsdesk.ledger.words import counted
from newsdesk.model import Feed, Health, text_of


class Probe(NamedTuple):
    """What is there."""

    feed: Feed
    newest: datetime | None
    figures: int
    """That the reader finds in its updates."""

    def in_words(self, told: Callable[[datetime], str]) -> str:
        """ "12 updates, the newest of 17 Jan 2013 16:42 UTC; 40 figures read"; `told` puts a moment in words."""
        newest = f", the newest of {told(self.newest)}" if self.newest else ""
        return f"{counted(len(self.feed.entries), 'update')}{newest}; {counted(self.figures, 'figure')} read"


async def probe(address: str) -> Probe:
    """Fetch the feed at an address and read its figures. Raises CallWrong for what is no address, FeedFailed."""
    async with Leash() as leash:
        feed = await fetched(address, leash)
        return await leash.run(weighed, feed)


def weighed(feed: Feed) -> Probe:
    """A feed with what the reader of figures makes of it."""
    times = [at for entry in feed.entries if (at := entry.updated or entry.published) is not None]
    count = 0
    for entry in feed.entries:
        count += len(figures.read(text_of(entry.title, entry.body), published=entry.updated or entry.published).figures)
    return Probe(feed, max(times, default=None), count)


async def fetched(address: str, leash: Leash) -> Feed:
    """The feed at an address. Raises CallWrong for what is no address, FeedFailed."""
    source = new_source(address, "", ())
    async with Fetcher() as fetcher:
        async for polled in poll([source], {source.id: Health(source=source.id)}, fetcher, leash):
            if polled.feed is not None:
                return polled.feed
            if polled.failure is not None:
                raise polled.failure.of(source.address)
    raise FeedFailed("It brought nothing.", "Try later.").of(source.address)
