"""What an empty desk says: what newsdesk is for, and the three ways to begin; or what is being opened."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from newsdesk.tui import keys
from newsdesk.tui.keys import Key
from newsdesk.tui.render.bars import Work
from newsdesk.tui.render.ink import BOLD, LOUD, MUTED, ink

WAYS = (
    ("desk.new_source", "add a feed", "by its address; its figures are read"),
    ("desk.files", "open saved feeds", "a file, a folder, or an OPML list of subscriptions"),
    ("desk.sample", "practise", "a bundled incident is played in a desk that is thrown away"),
)


class EmptyPane(Widget, can_focus=True):
    """The first minute."""

    def __init__(self) -> None:
        super().__init__(id="empty")
        self._work = Work(mode="offline")
        self._table: Sequence[Key] = keys.TABLE

    def show(self, work: Work, table: Sequence[Key]) -> None:
        """Say what goes on, where something does; else how to begin."""
        if (work, table) != (self._work, self._table):
            self._work, self._table = work, table
            self.refresh()

    def render(self) -> RenderResult:
        """Ways to begin, or what has begun."""
        work = self._work
        if work.doing:
            count = f" {work.done} of {work.total}" if work.total else ""
            return Content.assemble(ink(f"{work.doing.capitalize()}{count} …", BOLD))
        lines = [
            Content.styled("This desk is empty.", BOLD),
            Content.styled("newsdesk lays side by side who reports which number, and where they disagree.", MUTED),
            Content(""),
        ]
        width = max(20, self.content_size.width)
        for act, words, detail in WAYS:
            way = Content.assemble((f" {keys.hint(self._table, act)}  ", LOUD), (f"{words:<21}", BOLD))
            about = Content.styled(detail, MUTED)
            lines += [way + about] if way.cell_length + about.cell_length <= width else [way, Content("    ") + about]
        every = Content.assemble((f" {keys.hint(self._table, 'app.help')}  ", LOUD), ("all keys", MUTED))
        lines += [Content(""), every]
        return Content("\n").join([part for line in lines for part in line.wrap(width)])
