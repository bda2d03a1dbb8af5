"""One round of polling: every source that is not paused, side by side; one feed's failure never stops another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime

import msgspec

from newsdesk.desk import pipeline
from newsdesk.desk.announcements import SourceTaken
from newsdesk.desk.service import Desk
from newsdesk.errors import CallWrong, FeedFailed
from newsdesk.feeds import refresh as feeds
from newsdesk.feeds import snapshots
from newsdesk.feeds.fetch import Fetcher
from newsdesk.feeds.leash import Leash
from newsdesk.model import Fault, Health, Outcome, Source
from newsdesk.store import Change


def due(desk: Desk) -> list[Source]:
    """The sources that a round polls. Raises CallWrong where there are none."""
    polled = [source for source in desk.sources() if source.address]
    if not polled:
        raise CallWrong("There is no source to poll.", "Add a feed by its address.")
    found = [source for source in polled if not source.paused]
    if not found:
        raise CallWrong("Every source that can be polled is paused.", "Resume one, or add another.")
    return found


async def refresh(desk: Desk, sources: Sequence[Source] | None = None) -> AsyncIterator[SourceTaken]:
    """Poll sources (all that are due by default), yielding each as it is stored; may be stopped between any two."""
    async with Leash() as leash:
        async for polled in poll(desk, due(desk) if sources is None else sources, leash):
            yield await take(desk, polled, leash)


async def poll(desk: Desk, sources: Sequence[Source], leash: Leash) -> AsyncIterator[feeds.Polled]:
    """What each source's address gives, as it comes; the desk is only asked how its sources went last."""
    healths = {source.id: desk.health(source.id) for source in sources}
    async with Fetcher() as fetcher:
        async for polled in feeds.poll(sources, healths, fetcher, leash, desk.memory):
            yield polled


async def take(desk: Desk, polled: feeds.Polled, leash: Leash) -> SourceTaken:
    """Store and announce what a source's address gave."""
    at, health = desk.clock(), desk.health(polled.source.id)
    if polled.failure is not None:
        return pipeline.failed(desk, polled.source, polled.failure, health, at)
    health = msgspec.structs.replace(health, checked=at, succeeded=at)
    if polled.unchanged or polled.feed is None:
        return _unchanged(desk, polled.source, health)
    if polled.feed.complete and polled.fetched is not None:
        fetched = polled.fetched
        health = msgspec.structs.replace(health, etag=fetched.etag, modified=fetched.modified, digest=polled.digest)
    kept = await asyncio.to_thread(_keep, desk, polled, at)
    feed = msgspec.structs.replace(polled.feed, faults=(*kept, *polled.feed.faults))
    return await pipeline.take(desk, polled.source, feed, seen=at, leash=leash, health=health)


def _unchanged(desk: Desk, source: Source, health: Health) -> SourceTaken:
    # What failed before is over; what is wrong in a feed that was read is still so.
    message = "" if health.failures else health.message
    health = msgspec.structs.replace(health, outcome=Outcome.UNCHANGED, message=message, failures=0, fresh=0)
    taken = SourceTaken(source=source.id, health=health)
    desk.store(Change(healths=(health,)), taken)
    return taken


def _keep(desk: Desk, polled: feeds.Polled, at: datetime) -> tuple[Fault, ...]:
    """Keep the exact bytes; a disk that refuses them is told, and does not stop the updates."""
    body = polled.fetched.body if polled.fetched is not None else None
    if not desk.keep_snapshots or desk.folder is None or body is None:
        return ()
    try:
        snapshots.save(desk.folder / "snapshots", polled.source.id, body, at)
    except FeedFailed as error:
        return (Fault("not_kept", str(error)),)
    return ()
