"""Entries against what is stored: new update, new version, or the same. Pure: the moment of seeing comes in.

A changed text is a new version; a changed date alone is nothing. What vanished from a feed is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from newsdesk.model import Entry, Feed, Reading, Update, UpdateRef, Version

GRACE = timedelta(hours=1)
"""How far ahead of our clock a publisher's may be before we stop believing its dates."""


class Intake(Struct, frozen=True, kw_only=True):
    """What one reading of a feed brings: updates to store, their last versions not yet read for figures."""

    updates: tuple[Update, ...] = ()
    new: int = 0
    changed: int = 0
    same: int = 0


def weigh(
    feed: Feed, source: str, stored: Callable[[UpdateRef], Update | None], seen: datetime, *, dated: bool = True
) -> Intake:
    """Compare a feed's entries with what is stored of its source; oldest first, so that arrival follows publication.

    A feed that is not `dated` is a saved one of which nobody knows when it was saved: it may be an old one opened
    again, so words that were stored before are nothing new, not a publisher's return to them.
    """
    updates: list[Update] = []
    new = changed = 0
    for entry in feed.entries:
        known = stored(UpdateRef(source, entry.id))
        if known is None:
            updates.append(Update(source=source, id=entry.id, versions=(first_version(entry, seen),)))
            new += 1
        elif is_newer(entry, known, seen, dated=dated):
            later = next_version(entry, known.latest, seen)
            updates.append(msgspec.structs.replace(known, versions=(*known.versions, later)))
            changed += 1
    updates.sort(key=lambda update: update.latest.at)
    return Intake(updates=tuple(updates), new=new, changed=changed, same=len(feed.entries) - new - changed)


def is_newer(entry: Entry, known: Update, seen: datetime, *, dated: bool) -> bool:
    """Whether an entry's words take the place of the stored ones: they differ, and they are not from before them."""
    words = (entry.title, entry.body)
    if words == (known.latest.title, known.latest.body) or seen < known.latest.seen:
        return False
    return dated or words not in ((version.title, version.body) for version in known.versions)


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
