"""One writer at a time: a lock that the kernel lets go when its holder dies, and a note that says who holds it."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from newsdesk.desk_files import LOCK, NOTE
from newsdesk.errors import DeskError, DeskLocked
from newsdesk.store.words import named, reason
from newsdesk.text import line

if TYPE_CHECKING:
    from filelock import BaseFileLock

PATIENCE = 3.0
"""Seconds to wait for another writer: most commands hold the desk for a moment."""


class Holder(Struct, frozen=True):
    """Who writes to a desk. A note left by a killed process means nothing: only the lock does."""

    pid: int
    name: str
    since: datetime


class DeskLock:
    """The right to write to a desk folder, held until released.

    Waits a moment for another writer. Raises DeskLocked naming the holder, DeskError.
    """

    def __init__(self, folder: Path, name: str) -> None:
        import filelock

        self._note = folder / NOTE
        # Released by whichever thread closes the desk.
        self._lock: BaseFileLock = filelock.FileLock(folder / LOCK, timeout=PATIENCE, thread_local=False)
        try:
            self._lock.acquire()
        except filelock.Timeout:
            raise DeskLocked(_who(folder, self._note), _WHAT_TO_DO) from None
        except OSError as error:
            if not folder.is_dir():
                raise DeskError(f"The desk {named(folder)} is a file.", "Name a folder.") from error
            raise DeskError(
                f"The desk {named(folder)} cannot be locked for writing: {reason(error)}.",
                "Mend the folder's rights; commands that only read work all the same.",
            ) from error
        # The note is a courtesy: a full disk must not keep anyone out.
        with suppress(OSError):
            self._note.write_bytes(msgspec.json.encode(Holder(os.getpid(), name, datetime.now(UTC))))

    def release(self) -> None:
        """Let another writer in."""
        with suppress(OSError):
            self._note.unlink()
        self._lock.release()


_WHAT_TO_DO = "Commands that only read it work meanwhile. To write, close the other newsdesk."


def _who(folder: Path, note: Path) -> str:
    desk = named(folder)
    try:
        holder = msgspec.json.decode(note.read_bytes(), type=Holder)
    except (OSError, msgspec.MsgspecError):
        return f"Another newsdesk is writing to the desk {desk}."
    name = line(holder.name, 80) or "Another newsdesk"
    since = holder.since.strftime("%d %b %Y %H:%M UTC")
    return f"{name} (process {holder.pid}) has been writing to the desk {desk} since {since}."
