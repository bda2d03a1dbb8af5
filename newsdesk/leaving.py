"""Ends the desk as a person leaves it, where a closed window or the system ends it: terminal and folder as before."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from types import FrameType

GRACE = 10.0
"""Seconds in which whatever is open must be closed; a thread that waits for a terminal that is gone ends nothing."""


_stops: list[Callable[[int], None]] = []
"""What ends whatever runs now, the innermost last."""


@contextmanager
def orderly() -> Iterator[None]:
    """SIGTERM and SIGHUP raise SystemExit(128 + number) inside, so that whatever is open is closed on the way out."""
    before = {number: signal.signal(number, _leave) for number in (signal.SIGHUP, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def stopping(stop: Callable[[int], None]) -> Iterator[None]:
    """Inside, `stop` is called with the exit code instead: what is raised within an event loop may be lost there."""
    _stops.append(stop)
    try:
        yield
    finally:
        _stops.pop()


def _leave(number: int, _: FrameType | None) -> None:
    last = Timer(GRACE, os._exit, (128 + number,))
    last.daemon = True
    last.start()
    if _stops:
        _stops[-1](128 + number)
        return
    raise SystemExit(128 + number)
