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

from newsdesk.cli.session import chosen, opened
from newsdesk.collector import paused
from newsdesk.errors import CallWrong
from newsdesk.leaving import orderly
from newsdesk.settings import desk_folder
from newsdesk.tui import still

if TYPE_CHECKING:
    from newsdesk.desk import Desk
    from newsdesk.desk.replay import Replay
    from newsdesk.tui.app import Left

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
def show_kept(
    folder: Path | None, *, live: bool = False, as_of: datetime | None = None, review: Sequence[Path] = ()
) -> int:
    """Show the desk in a folder until the person leaves; the exit code.

    Until it is open the screen is as it was left, and as it is left it is kept for the next time.
    """
    # What is wrong in the settings is told before anything else stands there.
    chosen()
    place, cover = folder or desk_folder(), still.Cover()
    # A driver of Textual's own may draw elsewhere.
    wanted = as_of is None and "TEXTUAL_DRIVER" not in os.environ
    with still.shown(place, cover, wanted=wanted), loading():
        with opened(place) as service:
            left = show_desk(service, live=live, as_of=as_of, review=review, cover=cover)
        if left.picture is not None:
            still.keep(place, left.picture)
    return left.code


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
    cover: still.Cover | None = None,
) -> Left:
    """Show the desk until the person leaves, and tell how. Samples that they practise on meanwhile are played.

    `practice` says where leaving leads, on a desk that is thrown away then.

    No garbage is collected until the first frame stands, where the application ends the pause. A closed window ends it
    as a person does, so that the terminal is as it was before.
    """
    from newsdesk.tui.app import run_desk

    left = run_desk(service, live=live, as_of=as_of, replay=replay, review=review, practice=practice, cover=cover)
    while left.sample:
        from newsdesk.cli.sample import practise

        if replay is not None:
            # What a clock brought cannot go on where it stopped: leaving leads where leaving this desk would have led.
            return left._replace(code=practise(left.sample, practice or LEAVES), picture=None)
        practise(left.sample, "back to the desk before" if practice else "back to your desk")
        left = run_desk(service, live=live, practice=practice)
    return left
