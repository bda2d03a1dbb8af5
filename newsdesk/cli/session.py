"""Opens the desk that a command works on: to look only, or to write, signed with the editor's name."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from newsdesk.cli.options import named
from newsdesk.cli.output import warn
from newsdesk.desk_files import JOURNAL
from newsdesk.errors import CallWrong
from newsdesk.settings import Settings, config_file, desk_folder
from newsdesk.settings.file import load, told

if TYPE_CHECKING:
    from newsdesk.desk import Desk
    from newsdesk.desk.records import Clock


USED = frozenset(("", "editor", "stale_hours", "keep_snapshots"))
"""The settings that a desk is opened with; the empty name is that of the file as a whole."""


def chosen() -> Settings:
    """The settings, for what a desk needs of them; what is wrong in that is told, and what else is wrong is not."""
    place = config_file()
    settings, faults = load(place)
    if wrong := told(place, (fault for fault in faults if fault.at in USED)):
        _warn_once(wrong)
    return settings


@cache
def _warn_once(words: str) -> None:
    """A command may open the desk more than once."""
    warn(words)


def looked_at(folder: Path | None) -> Desk:
    """The desk, read only: works while another window writes. Raises CallWrong where a named one is none, DeskError."""
    from newsdesk.desk import Desk

    settings = chosen()
    place = folder or desk_folder()
    if (place / JOURNAL).exists():
        return Desk.open(place, editor=settings.signature, patience=settings.patience, read_only=True)
    if folder is not None:
        raise CallWrong(
            f"There is no desk in {named(folder)}.",
            "Fill one with: newsdesk review PATH --no-screen --desk DIR, or newsdesk sources add ADDRESS --desk DIR",
        )
    from newsdesk.store.memory import MemoryStore

    return Desk(MemoryStore(), editor=settings.signature, patience=settings.patience)


def opened(folder: Path | None, *, clock: Clock | None = None) -> Desk:
    """The desk, to write on; made where there is none. Raises DeskLocked, DeskDamaged, DeskError."""
    from newsdesk.desk import Desk
    from newsdesk.desk.records import now

    settings = chosen()
    return Desk.open(
        folder or desk_folder(),
        clock=clock or now,
        editor=settings.signature,
        patience=settings.patience,
        keep_snapshots=settings.keep_snapshots,
    )
