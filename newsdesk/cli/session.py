"""Opens the desk that a command works on: to look only, or to write, signed with the editor's name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsdesk.cli.options import named
from newsdesk.errors import CallWrong
from newsdesk.settings import desk_folder
from newsdesk.settings.file import load

if TYPE_CHECKING:
    from newsdesk.desk import Desk
    from newsdesk.desk.records import Clock


def looked_at(folder: Path | None) -> Desk:
    """The desk, read only: works while another window writes. Raises CallWrong where a named one is none, DeskError."""
    from newsdesk.desk import Desk
    from newsdesk.store.tiny import JOURNAL

    chosen = load()
    place = folder or desk_folder()
    if (place / JOURNAL).exists():
        return Desk.open(place, editor=chosen.signature, patience=chosen.patience, read_only=True)
    if folder is not None:
        raise CallWrong(
            f"There is no desk in {named(folder)}.",
            "Fill one with: newsdesk review PATH --no-screen --desk DIR, or newsdesk sources add ADDRESS --desk DIR",
        )
    from newsdesk.store.memory import MemoryStore

    return Desk(MemoryStore(), editor=chosen.signature, patience=chosen.patience)


def opened(folder: Path | None, *, clock: Clock | None = None) -> Desk:
    """The desk, to write on; made where there is none. Raises DeskLocked, DeskDamaged, DeskError."""
    from newsdesk.desk import Desk
    from newsdesk.desk.records import now

    chosen = load()
    return Desk.open(
        folder or desk_folder(),
        clock=clock or now,
        editor=chosen.signature,
        patience=chosen.patience,
        keep_snapshots=chosen.keep_snapshots,
    )
