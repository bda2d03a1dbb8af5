"""What the store says when a file, a disk or a folder is in the way. Names and reasons come from outside: cleaned."""

from __future__ import annotations

import errno
from pathlib import Path

from newsdesk.errors import DeskDamaged, DeskError, DeskFull
from newsdesk.text import line

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_LOST_LINE = (
    "Nothing was changed. Keep a copy of the file; then delete that line with an editor to go on without what it held:"
    " one decision, or what one round brought."
)
_MOVE_ASIDE = "Nothing was changed. Move the file aside to begin a new desk in its place."
_HEADLESS = (
    "Nothing was changed. A damaged first line is mended with that of any other desk.jsonl;"
    " else move the file aside to begin a new desk in its place."
)


def named(path: Path) -> str:
    """A path as it may be shown."""
    return line(str(path))


def reason(error: OSError) -> str:
    """The system's own words for an error."""
    return line(error.strerror or str(error))


def refused(error: OSError) -> DeskFull:
    """The disk did not take a write."""
    return DeskFull(
        f"The desk's disk refused the write: {reason(error)}.",
        "What was stored before stays. Make room, then try again.",
    )


def unopened(path: Path, error: OSError) -> DeskError:
    """A journal could not be opened, read or made."""
    if error.errno in _NO_ROOM:
        return refused(error)
    if isinstance(error, FileNotFoundError):
        return DeskError(f"There is no desk at {named(path.parent)}.", "Name another folder, or begin a desk.")
    return DeskError(f"{named(path)} cannot be opened: {reason(error)}.", "Mend that, or name another desk folder.")


def unmade(folder: Path, error: OSError) -> DeskError:
    """A desk folder could not be made."""
    return DeskError(f"The desk folder {named(folder)} cannot be made: {reason(error)}.", "Name another folder.")


def damaged_line(path: Path, number: int) -> DeskDamaged:
    """A line that was once promised cannot be trusted; `number` counts from 1."""
    return DeskDamaged(f"Line {number} of {named(path)} is damaged.", _LOST_LINE)


def no_journal(path: Path) -> DeskDamaged:
    """The first line is not that of a journal."""
    return DeskDamaged(f"{named(path)} is no newsdesk journal, or its first line is damaged.", _HEADLESS)


def too_new(path: Path, version: int, known: int) -> DeskDamaged:
    """A newer newsdesk wrote this."""
    return DeskDamaged(
        f"{named(path)} was written by a newer newsdesk: its format is version {version},"
        f" and this newsdesk reads up to version {known}.",
        "Nothing was changed. Update newsdesk to open this desk.",
    )


def taken_away(path: Path) -> DeskDamaged:
    """The file under the desk's name is no longer the one that the writer holds."""
    return DeskDamaged(
        f"{named(path)} was moved, replaced or deleted while this newsdesk was writing to it.",
        "What was stored before went with it, and this is not stored. Put the file back, or begin a new desk.",
    )


def unreadable(table: str, error: Exception) -> DeskDamaged:
    """A sound line holds a record of another shape."""
    return DeskDamaged(line(f"The desk holds {table} that cannot be read: {error}."), _MOVE_ASIDE)
