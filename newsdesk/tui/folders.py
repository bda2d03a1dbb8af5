"""What a person may open of what a disk holds, as they type a path. Looks at the disk: not to be called for a key."""

from __future__ import annotations

import os
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

LISTS = frozenset((".opml",))
MOST = 500
"""Entries that are listed; who looks for another types more of its name."""


class Kind(StrEnum):
    """What picking an entry does."""

    ALL = "every saved feed in here"
    FOLDER = "folder"
    FEED = "saved feed"
    LIST = "list of subscriptions"
    FILE = "file"


class Entry(NamedTuple):
    """Something to pick."""

    path: Path
    kind: Kind

    @property
    def name(self) -> str:
        """Its name within its folder."""
        return "." if self.kind is Kind.ALL else self.path.name + ("/" if self.kind is Kind.FOLDER else "")


def listed(typed: str) -> list[Entry]:
    """The entries that a typed path may go on to: folders, feeds and lists, and what is named in full.

    First the folder itself, where it holds a feed, last where it holds folders only. What cannot be looked at lists
    nothing.
    """
    try:
        path = Path(typed.strip().strip("'\"") or ".").expanduser()
    except RuntimeError:
        # Of a home that nobody has.
        return []
    inside = not typed.strip() or typed.endswith(os.sep) or typed.strip() == "~"
    folder, wanted = (path, "") if inside else (path.parent, path.name.casefold())
    try:
        with os.scandir(folder) as found:
            there = sorted(found, key=lambda one: one.name.casefold())
    except (OSError, ValueError):
        return []
    entries = [
        Entry(folder / one.name, kind)
        for one in there
        if one.name.casefold().startswith(wanted)
        and (wanted.startswith(".") or not one.name.startswith("."))
        and (kind := _kind(one, full=one.name == path.name)) is not None
    ]
    shown = sorted(entries, key=lambda one: one.kind is not Kind.FOLDER)[:MOST]
    own, kinds = Entry(folder, Kind.ALL), {one.kind for one in entries}
    if wanted or not kinds & {Kind.FEED, Kind.FOLDER}:
        return shown
    return [own, *shown] if Kind.FEED in kinds else [*shown, own]


def _kind(found: os.DirEntry[str], *, full: bool) -> Kind | None:
    """What a name in a folder is; null for a file that is neither feed nor list, unless it was typed in full."""
    # Not where the screen begins: what knows of feeds loads for long.
    from newsdesk.feeds.files import is_named_as_feed

    with suppress(OSError):
        # A link that leads nowhere, or round in a circle, is no folder.
        if found.is_dir():
            return Kind.FOLDER
    suffix = Path(found.name).suffix.lower()
    if suffix in LISTS:
        return Kind.LIST
    if is_named_as_feed(found.name):
        return Kind.FEED
    return Kind.FILE if full else None
