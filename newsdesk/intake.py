"""Entries against what is stored: new update, new version, or the same. Pure: the moment of seeing comes in.

A changed text is a new version; a changed date alone is nothing. What vanished from a feed is kept, and marked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from newsdesk.model import Entry, Feed, Reading, Update, UpdateRef, Version

GRACE = timedelta(hours=1)
"""How far ahead of our clock a publisher's may be before we stop believing its dates."""


MOST_VERSIONS = 20
"""Versions after which an entry that goes back to words it had before is only told: it flaps."""


class Intake(Struct, frozen=True, kw_only=True):
    """What one reading of a feed brings: updates to store, their last versions not yet read for figures."""

    updates: tuple[Update, ...] = ()
    flapping: tuple[str, ...] = ()
    """Ids of entries that went back to former words once more, which was not stored."""


def weigh(
    feed: Feed, source: str, stored: Callable[[UpdateRef], Update | None], seen: datetime, *, dated: bool = True
) -> Intake:
    """Compare a feed's entries with what is stored of its source; oldest first, so that arrival follows publication.

    A feed that is not `dated` is a saved one of which nobody knows when it was saved: it may be an old one opened
    again, so words that were stored before are nothing new, not a publisher's return to them.
    """
    updates: list[Update] = []
    flapping: list[str] = []
    for entry in feed.entries:
        known = stored(UpdateRef(source, entry.id))
        if known is None:
            updates.append(Update(source=source, id=entry.id, versions=(first_version(entry, seen),)))
        elif not is_newer(entry, known, seen, dated=dated):
            continue
        elif len(known.versions) >= MOST_VERSIONS and _had(known, entry):
            flapping.append(entry.id)
        else:
            later = next_version(entry, known.latest, seen)
            updates.append(msgspec.structs.replace(known, versions=(*known.versions, later), vanished=None))
    updates.sort(key=lambda update: update.latest.at)
    return Intake(updates=tuple(updates), flapping=tuple(flapping))


def _had(known: Update, entry: Entry) -> bool:
    return (entry.title, entry.body) in ((version.title, version.body) for version in known.versions)


def vanishing(feed: Feed, known: Iterable[Update], seen: datetime) -> tuple[Update, ...]:
    """The updates of a source that its whole feed has dropped, marked, and those that came back, unmarked.

    A feed drops what is old; what it dropped though it is newer than half of what is left was taken away.
    """
    there = {entry.id for entry in feed.entries}
    stated = sorted(at for entry in feed.entries if (at := entry.published or entry.updated) is not None)
    if not feed.complete or not stated:
        return ()
    middle = stated[len(stated) // 2]
    changed: list[Update] = []
    for update in known:
        if update.id in there:
            gone = None
        elif update.vanished is None and update.latest.at > middle and not update.latest.unsure:
            gone = seen
        else:
            continue
        if gone != update.vanished:
            changed.append(msgspec.structs.replace(update, vanished=gone))
    return tuple(changed)


def is_newer(entry: Entry, known: Update, seen: datetime, *, dated: bool) -> bool:
    """Whether an entry's words take the place of the stored ones: they differ, and they are not from before them."""
    words = (entry.title, entry.body)
    if words == (known.latest.title, known.latest.body) or seen < known.latest.seen:
        return False
    return dated or not _had(known, entry)


def first_version(entry: Entry, seen: datetime) -> Version:
    """An entry not seen before: its time is its date of publication, where that can be believed."""
    stated = entry.published or entry.updated
    sure = stated is not None and stated <= seen + GRACE
    return _version(entry, seen, at=stated if sure and stated else seen, unsure=not sure)


def next_version(entry: Entry, before: Version, seen: datetime) -> Version:
    """A changed entry: its time is its date if that advanced and can be believed, else when it was seen."""
    stated = entry.updated or entry.published
    past = before.updated or before.published or before.at
    sure = stated is not None and past < stated <= seen + GRACE
    return _version(entry, seen, at=stated if sure and stated else max(seen, before.at), unsure=not sure)


def _version(entry: Entry, seen: datetime, *, at: datetime, unsure: bool) -> Version:
    return Version(
        title=entry.title,
        body=entry.body,
        link=entry.link,
        author=entry.author,
        published=entry.published,
        updated=entry.updated,
        seen=seen,
        at=at,
        unsure=unsure,
        reading=Reading(),
    )
