"""Opens the desk on the screen, for the commands that do."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from newsdesk.cli.leaving import orderly
from newsdesk.collector import paused
from newsdesk.errors import CallWrong

if TYPE_CHECKING:
    from newsdesk.desk import Desk
    from newsdesk.desk.replay import Replay

LEAVES = "leaves it"
"""Where leaving a desk leads that was opened for practice alone."""


def require_terminal() -> None:
    """Raises CallWrong where nobody could see or press anything; a driver of Textual's own needs no terminal."""
    if "TEXTUAL_DRIVER" in os.environ or all(
        stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)
    ):
        return
    raise CallWrong("The desk needs a terminal.", "Without one use newsdesk updates list, newsdesk figures …")


@contextmanager
def loading() -> Iterator[None]:
    """The screen is loaded beside the desk that is opened inside: most of a large one's time is the disk's.

    The desk's own modules are loaded first, whole, since both want them. No garbage is collected.
    """
    with paused():
        import_module("newsdesk.desk")
        Thread(target=import_module, args=("newsdesk.tui.app",), daemon=True).start()
        yield


@orderly()
@paused()
def show_desk(
    service: Desk,
    *,
    live: bool = False,
    as_of: datetime | None = None,
    replay: Replay | None = None,
    review: Sequence[Path] = (),
    practice: str = "",
) -> int:
    """Show the desk until the person leaves; the exit code. Samples that they practise on meanwhile are played.

    `practice` says where leaving leads, on a desk that is thrown away then.

    No garbage is collected until the first frame stands, where the application ends the pause. A closed window ends it
    as a person does, so that the terminal is as it was before.
    """
    from newsdesk.tui.app import run_desk

    left = run_desk(service, live=live, as_of=as_of, replay=replay, review=review, practice=practice)
    while left.sample:
        from newsdesk.cli.sample import practise

        if replay is not None:
            # What a clock brought cannot go on where it stopped: leaving leads where leaving this desk would have led.
            return practise(left.sample, practice or LEAVES)
        practise(left.sample, "back to the desk before" if practice else "back to your desk")
        left = run_desk(service, live=live, practice=practice)
    return left.code
