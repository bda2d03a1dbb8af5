"""A leash that runs its work in this process, for desks that tests feed by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from newsdesk.desk import Desk, SourceTaken, pipeline
from newsdesk.feeds.leash import Leash, Result
from newsdesk.model import Feed


class Here(Leash):
    """No worker, no timeout."""

    async def run(self, function: Callable[..., Result], *args: Any, timeout: float = 10.0, **named: Any) -> Result:
        """The function's own result."""
        return function(*args, **named)


def take(desk: Desk, source: str, feed: Feed, seen: datetime) -> SourceTaken:
    """Feed a desk as a poll would."""
    health = desk.health(source)
    return asyncio.run(pipeline.take(desk, desk.source(source), feed, seen=seen, leash=Here(), health=health))
