"""The workers that bring updates in while keys go on: polling, replay, opening saved feeds.

A worker announces and changes nothing on the screen. The desk's own modules for bringing in are imported here, off
the keys' path, because they load the feed parser and the HTTP client.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from newsdesk.desk import Desk
from newsdesk.errors import NewsdeskError
from newsdesk.ledger.words import counted
from newsdesk.model import Outcome
from newsdesk.text import line
from newsdesk.tui.messages import WorkAdvanced, WorkBegan, WorkEnded

if TYPE_CHECKING:
    from newsdesk.desk.replay import Replay

Post = Callable[[Message], object]
STEP = 1.0
"""Seconds between two looks at what a replay has due."""


async def poll(desk: Desk, post: Post) -> None:
    """One round of polling."""
    await _work(post, "polling", _poll(desk, post))


async def _poll(desk: Desk, post: Post) -> str:
    module = await asyncio.to_thread(import_module, "newsdesk.desk.refresh")
    due = module.due(desk)
    new = failed = done = 0
    async for taken in module.refresh(desk, due):
        done += 1
        new += len(taken.new) + len(taken.changed)
        failed += taken.health.outcome is Outcome.FAILED
        post(WorkAdvanced(done, len(due), taken.source))
    return _brought(new, failed)


async def review(desk: Desk, paths: Sequence[Path], post: Post) -> None:
    """Open saved feeds."""
    await _work(post, "opening", _review(desk, paths, post))


async def _review(desk: Desk, paths: Sequence[Path], post: Post) -> str:
    def progress(done: int, total: int, name: str) -> None:
        post(WorkAdvanced(done, total, name))

    module = await asyncio.to_thread(import_module, "newsdesk.desk.review")
    new = failed = 0
    async for taken in module.review(desk, paths, progress):
        new += len(taken.new) + len(taken.changed)
        failed += taken.health.outcome is Outcome.FAILED
    return _brought(new, failed)


def _brought(new: int, failed: int) -> str:
    told = f"{counted(new, 'new update')}." if new else "Nothing new."
    return f"{told} {counted(failed, 'source')} failed; the list says why." if failed else told


async def replay(desk: Desk, incident: Replay, post: Post) -> None:
    """Play a bundled incident on the desk's clock until its last update is out."""
    if await _work(post, "opening", _begin(desk, incident)):
        await _guarded(post, "the replay", _play(desk, incident))


async def _play(desk: Desk, incident: Replay) -> str:
    while incident.left:
        await asyncio.sleep(STEP)
        await incident.advance(desk.clock())
    return "The replay is at its end."


async def _begin(desk: Desk, incident: Replay) -> str:
    await incident.load()
    taken = await incident.advance(desk.clock())
    return f"{counted(len(taken), 'update')} so far, {incident.left} still to come."


async def _work(post: Post, doing: str, work: Awaitable[str]) -> bool:
    """Announce that a worker begins, and run it."""
    post(WorkBegan(doing))
    return await _guarded(post, doing, work)


async def _guarded(post: Post, doing: str, work: Awaitable[str]) -> bool:
    """Run a worker and announce its end; whatever it raises becomes words, so that the desk goes on. True if none."""
    try:
        words = await work
    except NewsdeskError as error:
        post(WorkEnded(str(error), failed=True))
        return False
    except Exception as error:  # noqa: BLE001 - a worker's edge
        post(WorkEnded(line(f"{doing} stopped: {type(error).__name__}: {error}", 300), failed=True))
        return False
    post(WorkEnded(words))
    return True
