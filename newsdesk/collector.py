"""Python's garbage collector, kept quiet while thousands of objects are made that all stay.

It walks what it has seen each time many were made: loading a desk took twice as long for it, and a ledger a third more.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (2_000, 5, 1_000)
"""Objects made, then young collections, then middle ones, before the next: what is old is hardly ever walked."""


def keep() -> None:
    """What is there now stays: the collector walks it no more, so that no key waits while it passes over a desk.

    Ends a pause: from here on it collects, seldom.
    """
    gc.freeze()
    gc.set_threshold(*SELDOM)
    gc.enable()


@contextmanager
def paused() -> Iterator[None]:
    """No collection inside, unless someone else had stopped it before; also a decorator. Memory is freed as ever."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
