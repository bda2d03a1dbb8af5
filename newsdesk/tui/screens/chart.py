"""One line over time, by origin: who said what when, for how long it stood, when no number was shared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from textual.content import Content

from newsdesk.ledger import words
from newsdesk.ledger.changes import disputed, history
from newsdesk.ledger.records import Line
from newsdesk.tui.keys import Key
from newsdesk.tui.render import chart, signs
from newsdesk.tui.render.ink import BOLD, MUTED, ink, shortened
from newsdesk.tui.screens.page import Page


class Chart(Page):
    """A line's course."""

    LOOK = "chart"
    FOOT = f"{{page.close}} closes   {chart.LEGEND}"

    def __init__(self, table: Sequence[Key], line: Line, now: datetime, patience: timedelta) -> None:
        super().__init__(table)
        self._line, self._now, self._patience = line, now, patience
        self._series = history(line)
        self._spans = disputed(self._series, patience)

    def head(self) -> Content:
        """The line with its range and verdict."""
        line, sign = self._line, signs.VERDICTS[self._line.verdict]
        name = ink(f"{words.line_name(line.key)}  {shortened(words.range_text(line))}", BOLD)
        return Content.assemble(name, "  ", sign.content, "  ", ink(line.reason, MUTED))

    def lines(self, width: int) -> list[Content]:
        """A row of time for each origin."""
        return chart.lines(self._series, self._spans, self._now, self._patience, width)
