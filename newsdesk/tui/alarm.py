"""Alerts as the terminal gives them: a bell, a toast, a notice of the desktop. The rules are the desk's to judge."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from newsdesk.breath import Breath
from newsdesk.decisions import Decision
from newsdesk.desk import Announcement, Decided, Desk, SourceTaken
from newsdesk.desk.alerts import Alert, Alerts, is_quiet
from newsdesk.settings import AlertRule

Tell = Callable[[Alert], None]


class Alarm:
    """Gathers what is announced, and looks at it between the keys."""

    def __init__(self, desk: Desk, rules: Sequence[AlertRule], quiet_hours: str, tell: Tell) -> None:
        self._desk = desk
        self._alerts = Alerts(desk, rules)
        self._quiet_hours = quiet_hours
        self._tell = tell
        self._taken: list[SourceTaken] = []
        self._decided: list[Decision] = []
        self._looking = asyncio.Lock()
        self.begun = False
        """Whether there is anything to compare with."""

    def heard(self, announcement: Announcement) -> None:
        """Keep what a source brought until the next look, and an editor's act until the keys rest."""
        if isinstance(announcement, SourceTaken):
            self._taken.append(announcement)
        elif isinstance(announcement, Decided):
            self._decided.append(announcement.decision)

    def rested(self) -> None:
        """See what the editor's own acts moved; while one goes on, and before the first, the next look does."""
        if self.begun and not self._looking.locked():
            self._see_decided()

    def _see_decided(self) -> None:
        decided, self._decided = self._decided, []
        self._alerts.decided(decided)

    async def begin(self) -> None:
        """See everything as it is; what was brought until now is told no more."""
        async with self._looking:
            self.begun = True
            self._taken.clear()
            self._decided.clear()
            breath = Breath()
            for _ in self._alerts.begin():
                await breath.when_due()

    async def look(self) -> None:
        """Tell of what was brought since the last look; in quiet hours without a sound and within the terminal."""
        async with self._looking:
            if not self.begun:
                return
            self._see_decided()
            taken, self._taken = self._taken, []
            breath = Breath()
            for alert in self._alerts.raised(taken):
                if alert is not None:
                    quiet = is_quiet(self._quiet_hours, self._desk.clock())
                    self._tell(alert._replace(to=frozenset({"toast"})) if quiet else alert)
                await breath.when_due()
