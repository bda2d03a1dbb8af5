"""A bundled incident, played on a clock as if its updates arrived now: for practice, and for the first minute.

The replay's clock is the desk's clock, so that a decision taken at 19:05 of the story is stamped so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from newsdesk import incidents
from newsdesk.desk import pipeline, review
from newsdesk.desk.announcements import SourceTaken
from newsdesk.desk.service import Desk
from newsdesk.feeds import files
from newsdesk.feeds.leash import Leash
from newsdesk.model import Entry, Feed, Source


class ReplayClock:
    """The story's time: starts at a moment and runs `speed` story seconds in each real one."""

    def __init__(self, start: datetime, speed: float, seconds: Callable[[], float]) -> None:
        self.start = start
        self.speed = speed
        self._seconds = seconds
        self._begun = seconds()

    def __call__(self) -> datetime:
        passed = timedelta(seconds=(self._seconds() - self._begun) * self.speed)
        return (self.start + passed).replace(microsecond=0)


def opens(folder: Path) -> datetime:
    """The moment at which an incident's replay starts: everything before it is there already. Raises CallWrong."""
    return incidents.opens(pipeline.incident_file(folder) or "")


class Replay:
    """What is still to come of an incident; `advance` takes what is due into the desk."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk = desk
        self._folder = folder
        self._leash = Leash()
        self._pending: list[tuple[datetime, Source, Feed, Entry]] = []

    @property
    def left(self) -> int:
        """How many updates are still to come."""
        return len(self._pending)

    @property
    def ends(self) -> datetime | None:
        """When the last of them is due."""
        return self._pending[-1][0] if self._pending else None

    async def load(self) -> None:
        """Put the incident and its sources on the desk and line the updates up. Raises FeedFailed, CallWrong."""
        incident = pipeline.read_incident(self._folder)
        if incident is not None and incident.id not in (one.id for one in self._desk.incidents()):
            self._desk.put_incident(incident)
        known = {source.id: source for source in self._desk.sources()}
        for capture in files.captures([self._folder]):
            feed = await review.read_feed(capture, self._leash)
            source = known.get(capture.source) or review.put_source(self._desk, capture, feed)
            for entry in feed.entries:
                moment = entry.updated or entry.published
                if moment is not None:
                    self._pending.append((moment, source, feed, entry))
        self._pending.sort(key=lambda row: row[0])

    async def advance(self, to: datetime) -> list[SourceTaken]:
        """Take every update published by a moment, one by one in the order of publication."""
        taken: list[SourceTaken] = []
        for row in self._pending[: bisect_right(self._pending, to, key=lambda row: row[0])]:
            taken.append(await self._take(*row))
            # What a full disk refuses is still to come.
            del self._pending[0]
        return taken

    async def _take(self, moment: datetime, source: Source, feed: Feed, entry: Entry) -> SourceTaken:
        # Not the whole of what the source prints: what is not in it has not vanished.
        alone = msgspec.structs.replace(feed, entries=(entry,), complete=False)
        health = msgspec.structs.replace(self._desk.health(source.id), checked=moment, succeeded=moment)
        return await pipeline.take(self._desk, source, alone, seen=moment, leash=self._leash, health=health)

    def close(self) -> None:
        """End the worker process."""
        self._leash.close()
