"""A breath: what goes on for long beside the keys stops so often that none of them waits for it."""

from __future__ import annotations

import asyncio
from time import monotonic

LONGEST = 0.002
"""Seconds of work between two breaths."""
BREATH = 0.003
"""Seconds. A key passes the event loop half a dozen times before its row is drawn, so one turn of it is too little.

After a piece of work that could not be cut shorter it is as long as that: a key waits for one such piece at most."""


class Breath:
    """The breaths of one piece of work."""

    def __init__(self) -> None:
        self._last = monotonic()

    async def when_due(self) -> None:
        """Let the keys go first, if they have waited for long enough; to be called often."""
        worked = monotonic() - self._last
        if worked >= LONGEST:
            await asyncio.sleep(max(BREATH, worked))
            self._last = monotonic()
