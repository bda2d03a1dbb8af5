"""What the store says when a file, a disk or a folder is in the way. Names and reasons come from outside: cleaned."""

from __future__ import annotations

import errno
from pathlib import Path

from newsdesk.errors import DeskDamaged, DeskError, DeskFull
from newsdesk.text import line

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_RESTORE = (
    "Nothing was changed. Restore a backup with newsdesk restore; to go on without what that line held,"
    " delete it with an editor, keeping a copy of the file."
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
        f"The desk's disk refused the write: {reason(error)}.", "What was stored before stays. Make room, then try again."
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
    return DeskDamaged(f"Line {number} of {named(path)} is damaged.", _RESTORE)


def no_journal(path: Path) -> DeskDamaged:
    """The first line is not that of a journal."""
    return DeskDamaged(f"{named(path)} is no newsdesk journal, or its first line is damaged.", _RESTORE)


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
        "Nothing was changed. Put it back, or close the desk and open it again.",
    )


def unreadable(table: str, error: Exception) -> DeskDamaged:
    """A sound line holds a record of another shape."""
    return DeskDamaged(line(f"The desk holds {table} that cannot be read: {error}."), "Restore a backup.")
