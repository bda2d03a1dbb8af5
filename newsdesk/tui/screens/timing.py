"""The keys that go through time: a step to the next update or the next change, play, and the chart of a line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime

import msgspec
from textual import on
from textual.timer import Timer

from newsdesk.ledger.changes import turning_points
from newsdesk.tui.screens.chart import Chart
from newsdesk.tui.screens.looking import LookActs
from newsdesk.tui.widgets.time_bar import TimeBar

SPEEDS = (1, 4, 16)
"""Updates a second that playing goes through."""


class TimeActs(LookActs):
    """Step, play, chart."""

    _playing: Timer | None = None
    _speed = 0

    def action_step_back(self) -> None:
        """To the moment before the last update."""
        self._step(self._moments(), -1)

    def action_step_on(self) -> None:
        """To the moment of the next update."""
        self._step(self._moments(), 1)

    def action_change_back(self) -> None:
        """To the change before."""
        self._turn_by(-1)

    def action_change_on(self) -> None:
        """To the next change."""
        self._turn_by(1)

    def _moments(self) -> list[datetime]:
        return self.desk.moments(self.view.incident)

    def _turn_by(self, by: int) -> None:
        def step() -> str:
            self._step(turning_points(self.desk.ledger(self.incident_in_hand())), by)
            return ""

        self.perform(step)

    def _step(self, moments: Sequence[datetime], by: int) -> bool:
        """Go to the moment before or behind; false where there is none behind, which is now."""
        here = self.view.as_of
        if here is None:
            at = len(moments) - 2 if by < 0 else len(moments)
        else:
            at = bisect_left(moments, here) - 1 if by < 0 else bisect_right(moments, here)
        if at < 0:
            self.tell("Nothing came before this." if moments else "Nothing has come yet.", wrong=True)
            return False
        now = at >= len(moments) - 1
        self.look(msgspec.structs.replace(self.view, as_of=None if now else moments[at]))
        return not now

    @on(TimeBar.Scrubbed)
    def _scrubbed(self, event: TimeBar.Scrubbed) -> None:
        self.look(msgspec.structs.replace(self.view, as_of=event.at))

    # ── playing ───────────────────────────────────────────────────────────────────────────────────

    def action_play(self) -> None:
        """Play on from the moment looked at; again faster; then stop."""
        if self._playing is not None:
            self._speed += 1
            self._stop()
            if self._speed == len(SPEEDS):
                self._speed = 0
                self.tell("Stopped.")
                return
        elif self.view.as_of is None:
            self.tell("It is now:", "go back first, with {desk.step_back} or {desk.time}.", wrong=True)
            return
        self._playing = self.set_interval(1 / SPEEDS[self._speed], self._play_on)
        self.tell(f"Playing, {SPEEDS[self._speed]} a second; again is faster, then stops.")

    def _play_on(self) -> None:
        if self.view.as_of is None or not self._step(self._moments(), 1):
            self._stop()
            self._speed = 0

    def _stop(self) -> None:
        if self._playing is not None:
            self._playing.stop()
            self._playing = None

    # ── the chart ─────────────────────────────────────────────────────────────────────────────────

    def action_chart(self) -> None:
        """The line under the cursor over time, by origin."""

        def put() -> str:
            line = self.line_in_hand()
            self.app.push_screen(Chart(self.table, line, self._present(), self.desk.patience))
            return ""

        self.perform(put)

    def _present(self) -> datetime:
        """The moment looked at, or now; of a story of which nothing came for long its last, as in the ledger."""
        now = self.desk.clock()
        last = max(self._moments(), default=now)
        return self.view.as_of or (max(last, now) if now < last + self.desk.patience else last)
