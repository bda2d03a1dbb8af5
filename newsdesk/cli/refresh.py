"""`newsdesk refresh`: one round of polling, told source by source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from newsdesk.cli.options import DeskFolder
from newsdesk.cli.output import say
from newsdesk.cli.session import opened
from newsdesk.model import Outcome

if TYPE_CHECKING:
    from newsdesk.desk import Desk, SourceTaken


def refresh(desk: DeskFolder = None) -> None:
    """Poll every source once; exit 1 if each one failed."""
    import asyncio

    with opened(desk) as service:
        outcomes = asyncio.run(_round(service))
    if all(outcome is Outcome.FAILED for outcome in outcomes):
        raise typer.Exit(1)


async def _round(service: Desk) -> list[Outcome]:
    from newsdesk.desk.refresh import refresh as poll

    titles = {source.id: source.title for source in service.sources()}
    outcomes = []
    async for taken in poll(service):
        say(f"{titles.get(taken.source, taken.source)}: {in_words(taken)}")
        outcomes.append(taken.health.outcome)
    return outcomes


def in_words(taken: SourceTaken) -> str:
    """What a source brought: "new 12", "new 3, changed 1", "unchanged", "failed: …"."""
    parts = [f"new {len(taken.new)}"] if taken.new else []
    parts += [f"changed {len(taken.changed)}"] if taken.changed else []
    words = ", ".join(parts) or taken.health.outcome.value
    return f"{words}: {taken.health.message}" if taken.health.message else words
