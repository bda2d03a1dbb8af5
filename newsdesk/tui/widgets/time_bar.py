"""The scrubber: one row of time under the banner, with how much came when. Shown while it is not now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from newsdesk.ledger import words
from newsdesk.tui.render import chart
from newsdesk.tui.render.chart import Axis
from newsdesk.tui.render.ink import MUTED

LEAST = 20
"""Cells that are left for how much came when."""


class TimeBar(Widget):
    """From the first update of what is looked at to its last."""

    @dataclass
    class Scrubbed(Message):
        """The mouse chose a moment."""

        at: datetime

    def __init__(self) -> None:
        super().__init__(id="time")
        self._moments: Sequence[datetime] = ()
        self._here: datetime | None = None

    def show(self, moments: Sequence[datetime], here: datetime | None) -> None:
        """Draw the moments at which something came; hidden where `here` is now."""
        self._moments, self._here = moments, here
        self.set_class(here is not None and len(moments) > 1, "-open")
        self.refresh()

    @property
    def _ends(self) -> tuple[str, str]:
        """When it begins and ends, in words; none where they would leave no room for what is between."""
        begin, end = (words.moment_text(self._moments[at]) for at in (0, -1))
        room = self.content_size.width - len(begin) - len(end)
        return (f"{begin} ", f" {end}") if room > LEAST else ("", "")

    @property
    def _axis(self) -> Axis:
        room = self.content_size.width - sum(map(len, self._ends))
        return Axis(self._moments[0], self._moments[-1], max(1, room))

    def render(self) -> RenderResult:
        """One row."""
        if self._here is None or len(self._moments) < 2:
            return Content("")
        begin, end = self._ends
        return Content.assemble((begin, MUTED), chart.density(self._moments, self._here, self._axis), (end, MUTED))

    def on_click(self, event: events.Click) -> None:
        """The mouse goes to the moment under it."""
        if len(self._moments) > 1:
            at = event.x - self.content_region.x + self.region.x - len(self._ends[0])
            self.post_message(self.Scrubbed(self._axis.moment(at)))
