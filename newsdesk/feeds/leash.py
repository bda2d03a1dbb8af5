"""Runs hostile work in another process, and kills it when it takes too long.

Knows nothing of the work. Two processes read faster than one and two threads slower, since feedparser holds the
interpreter. Workers start with the first task, so that a desk that reads nothing pays for nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import sys
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import resource_tracker
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from newsdesk.errors import FeedFailed

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

    from pebble import ProcessPool

Result = TypeVar("Result")

SECONDS = 10.0
WORKERS = 2
_MOST_MEMORY = 1_500_000_000
"""Bytes of addresses a worker may have; it holds some 0.3 billion when idle, nearly all of it untouched."""
_HOSTILE = "It may be an attack; look for another feed of its publisher."
_SECONDS_TO_LEAVE = 0.2
_NICENESS = 5
"""How far a worker stands back where the processors are few: a third of the time of whoever is at the keys."""


class Leash:
    """A pool of killable workers; an async context manager, or close it by hand. Belongs to one event loop."""

    def __init__(self, workers: int = WORKERS) -> None:
        self._workers = workers
        self._pool: ProcessPool | None = None
        self._starting = asyncio.Lock()
        self._running: set[Future[Any]] = set()
        self._closed = False

    async def run(self, function: Callable[..., Result], *args: Any, timeout: float = SECONDS, **named: Any) -> Result:
        """Run a function that a new process can import, with arguments and a result that pickle.

        Raises what it raises, and FeedFailed where it takes longer than `timeout` seconds (waiting for a worker not
        counted) or where its process dies. Cancelling kills the work.
        """
        future = await self._schedule(function, args, named, timeout)
        self._running.add(future)
        try:
            return await asyncio.wrap_future(future)
        except TimeoutError as error:
            raise FeedFailed(f"It took longer than {timeout:g} s to read.", _HOSTILE) from error
        except asyncio.CancelledError:
            if self._closed and not _is_cancelled():
                raise _stopped() from None
            raise
        except Exception as error:
            if _is_death(error):
                raise FeedFailed("Its reader died while reading it.", _HOSTILE) from error
            raise
        finally:
            self._running.discard(future)

    def close(self) -> None:
        """Kill the workers and what they were doing, within a second. May be called again, and then does nothing."""
        self._closed = True
        for future in tuple(self._running):
            future.cancel()
        pool, self._pool = self._pool, None
        if pool is not None:
            _end(pool)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self.close)

    async def _schedule(
        self, function: Callable[..., Result], args: tuple[Any, ...], named: dict[str, Any], seconds: float
    ) -> Future[Result]:
        async with self._starting:
            if self._closed:
                raise _stopped()
            if self._pool is not None and not self._pool.active:
                # It broke, which a worker that dies while idle is enough for.
                await asyncio.to_thread(_end, self._pool)
                self._pool = None
            if self._pool is None:
                self._pool = await asyncio.to_thread(_start, self._workers)
            future: Future[Result] = self._pool.schedule(function, args=args, kwargs=named, timeout=seconds)
            return future


def _start(workers: int) -> ProcessPool:
    from pebble import CONSTS, ProcessPool

    CONSTS.term_timeout = _SECONDS_TO_LEAVE
    _start_tracker()
    pool = ProcessPool(max_workers=workers, initializer=_limit, context=_context())
    pool.active  # noqa: B018 asking is what starts the workers
    return pool


def _context() -> BaseContext:
    """How workers start: as copies of a server that did nothing but load what they need, in a hundredth of a second.

    A copy of the desk, with its threads, might hang. Where there is no such server each worker loads all for itself.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["newsdesk.feeds.worker"])
    return context


def _start_tracker() -> None:
    """Start multiprocessing's helper with the true stderr: a terminal application has put one there without a file."""
    shown = sys.stderr
    sys.stderr = sys.__stderr__
    try:
        resource_tracker.ensure_running()
    finally:
        sys.stderr = shown


def _end(pool: Any) -> None:
    pool.stop()
    pool.join()


def _limit() -> None:
    """Bound the memory of this worker, and let others go first."""
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_NICENESS)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _is_death(error: Exception) -> bool:
    from pebble import ProcessExpired

    return isinstance(error, ProcessExpired | BrokenProcessPool | MemoryError)


def _is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _stopped() -> FeedFailed:
    return FeedFailed("The reading was stopped.", "Start it again.")
