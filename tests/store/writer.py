"""Commits until it is killed, and says so after each commit: python -m tests.store.writer FOLDER"""

from __future__ import annotations

import sys
from pathlib import Path

from newsdesk.store import Change, TinyStore, journal
from tests.store.records import decision, health


def write(folder: Path) -> None:
    """Decisions 1, 2, 3 … each with a health of the same number, compacting often."""
    setattr(journal, "_WORTH_COMPACTING", 20_000)  # noqa: B010
    store = TinyStore.open(folder, holder="the killed")
    number = 0
    while True:
        number += 1
        message = f"{number:03} " + "x" * 2000
        store.commit(Change(decisions=(decision(number),), healths=(health(message=message),)))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


write(Path(sys.argv[1]))
