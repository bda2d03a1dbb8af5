"""One line over time, by origin: who said what when, for how long it stood, when no number was shared."""

from __future__ import annotations

from datetime import datetime, timedelta

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from newsdesk.ledger import words
from newsdesk.ledger.changes import disputed, history
from newsdesk.ledger.records import Line
from newsdesk.tui import keys
from newsdesk.tui.render import chart, signs
from newsdesk.tui.render.ink import BOLD, MUTED, ink
from newsdesk.tui.widgets.line_view import LineView


class Chart(ModalScreen[None], inherit_bindings=False):
    """Scrolls; esc leaves."""

    BINDINGS = keys.bindings("dialog")

    def __init__(self, line: Line, now: datetime, patience: timedelta) -> None:
        super().__init__()
        self._line, self._now, self._patience = line, now, patience

    def compose(self) -> ComposeResult:
        """Title and rows."""
        line, sign = self._line, signs.VERDICTS[self._line.verdict]
        name = ink(f"{words.line_name(line.key)}  {line.range}", BOLD)
        title = Content.assemble(name, "  ", sign.content, "  ", ink(line.reason, MUTED))
        with Vertical(classes="dialog chart"):
            yield Static(title, classes="dialog-title", markup=False)
            yield LineView(id="chart")
            yield Static(
                Content.styled("─ stands   ┄ not repeated for long   ▒ no shared number   esc leaves", MUTED),
                classes="dialog-keys",
                markup=False,
            )

    def on_mount(self) -> None:
        """Lay the rows out."""
        series = history(self._line)
        spans = disputed(series, self._patience)
        view = self.query_one(LineView)
        view.show(lambda width: chart.lines(series, spans, self._now, self._patience, width), seek=False)
        view.focus()

    def action_down(self) -> None:
        """Scroll down."""
        self.query_one(LineView).action_down()

    def action_up(self) -> None:
        """Scroll up."""
        self.query_one(LineView).action_up()

    def action_cancel(self) -> None:
        """Back to the desk."""
        self.dismiss(None)
