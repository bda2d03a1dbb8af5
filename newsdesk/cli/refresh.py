"""`newsdesk refresh`: one round of polling, told source by source.

The desk is held only while something is stored: another newsdesk may write to it while the network is waited for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from newsdesk.cli.calls import Commands
from newsdesk.cli.options import DeskFolder
from newsdesk.cli.output import progress, say
from newsdesk.cli.session import looked_at, opened
from newsdesk.model import Outcome

if TYPE_CHECKING:
    from newsdesk.desk import SourceTaken
    from newsdesk.feeds.leash import Leash
    from newsdesk.feeds.refresh import Polled

AT_ONCE = 50
"""Feeds that are stored at once: to open a large desk takes a second."""


def refresh(desk: DeskFolder = None) -> None:
    """Poll every source once; exit 1 if each one failed."""
    import asyncio

    outcomes = asyncio.run(_round(desk))
    if all(outcome is Outcome.FAILED for outcome in outcomes):
        raise typer.Exit(1)


async def _round(folder: Path | None) -> list[Outcome]:
    from newsdesk.desk.refresh import due, poll
    from newsdesk.feeds.leash import Leash

    with opened(folder) as service:
        asked = due(service)
    outcomes: list[Outcome] = []
    waiting: list[Polled] = []
    async with Leash() as leash:
        with looked_at(folder) as service:
            async for polled in poll(service, asked, leash):
                waiting.append(polled)
                progress(len(outcomes) + len(waiting), len(asked), polled.source.title)
                if len(waiting) >= AT_ONCE:
                    outcomes += await _store(folder, waiting, leash)
                    waiting = []
        outcomes += await _store(folder, waiting, leash)
    return outcomes


async def _store(folder: Path | None, waiting: list[Polled], leash: Leash) -> list[Outcome]:
    """Store what was polled, and tell it; a source that was removed meanwhile is passed over."""
    from newsdesk.desk.refresh import take

    outcomes: list[Outcome] = []
    with opened(folder) as service:
        there = {source.id: source for source in service.sources()}
        for polled in waiting:
            if polled.source.id in there:
                taken = await take(service, polled, leash)
                say(f"{there[taken.source].title}: {in_words(taken)}")
                outcomes.append(taken.health.outcome)
    return outcomes


def in_words(taken: SourceTaken) -> str:
    """What a source brought: "new 12", "new 3, changed 1", "unchanged", "failed: …"."""
    parts = [f"new {len(taken.new)}"] if taken.new else []
    parts += [f"changed {len(taken.changed)}"] if taken.changed else []
    words = ", ".join(parts) or taken.health.outcome.value
    return f"{words}: {taken.health.message}" if taken.health.message else words


COMMANDS: Commands = {"refresh": refresh}
