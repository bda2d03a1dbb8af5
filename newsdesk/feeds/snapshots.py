"""Keeps the exact bytes of a feed as fetched, for offline review and replay.

Knows nothing of what is in them. A snapshot is put in place whole and never replaces another; files.captures reads
the folder back.
"""

from __future__ import annotations

import gzip
import os
import uuid
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from newsdesk import text
from newsdesk.errors import FeedFailed

_MOST_IN_A_SECOND = 1000


def save(folder: Path, source: str, body: bytes, at: datetime) -> Path:
    """Write `<folder>/<source>/2013-01-17T190200Z.xml.gz` and give its path; in the same second a number is added.

    `source` is a source's id. Raises FeedFailed where the disk refuses; then nothing was left behind.
    """
    if source in ("", ".", "..") or "/" in source or "\\" in source or "\0" in source:
        raise FeedFailed(f"“{text.line(source, 80)}” cannot name a folder of snapshots.", "Give the source another id.")
    place = folder / source
    stem = at.astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    try:
        place.mkdir(parents=True, exist_ok=True)
        return _put(place, stem, gzip.compress(body, 6, mtime=0))
    except OSError as error:
        reason = text.line(error.strerror or str(error), 80)
        raise FeedFailed(f"The snapshot could not be kept: {reason}.", "See to the disk.") from error


def _put(place: Path, stem: str, packed: bytes) -> Path:
    part = place / f".{uuid.uuid4().hex}.part"
    try:
        part.write_bytes(packed)
        return _name(part, place, stem)
    finally:
        with suppress(OSError):
            part.unlink()


def _name(part: Path, place: Path, stem: str) -> Path:
    """Give the finished file the first free name."""
    for number in range(1, _MOST_IN_A_SECOND):
        target = place / (f"{stem}.xml.gz" if number == 1 else f"{stem}-{number}.xml.gz")
        try:
            os.link(part, target)  # unlike a rename, it never replaces
        except FileExistsError:
            continue
        except OSError:
            if target.exists():
                continue
            part.rename(target)  # this file system has no links
        return target
    raise OSError(None, f"{_MOST_IN_A_SECOND:,} were kept in one second")
