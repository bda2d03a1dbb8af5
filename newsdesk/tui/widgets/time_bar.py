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

from newsdesk.tui.render import chart
from newsdesk.tui.render.chart import Axis


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
    def _axis(self) -> Axis:
        return Axis(self._moments[0], self._moments[-1], max(1, self.content_size.width))

    def render(self) -> RenderResult:
        """One row."""
        if self._here is None or len(self._moments) < 2:
            return Content("")
        return chart.density(self._moments, self._here, self._axis)

    def on_click(self, event: events.Click) -> None:
        """The mouse goes to the moment under it."""
        if len(self._moments) > 1:
            self.post_message(self.Scrubbed(self._axis.moment(event.x - self.content_region.x + self.region.x)))
