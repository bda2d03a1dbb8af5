"""The incident at a glance: what, where, since when, and a card for each of its main lines."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult, RenderResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from newsdesk.ledger.records import Line
from newsdesk.ledger.words import counted, where
from newsdesk.model import IncidentStatus
from newsdesk.tui import keys
from newsdesk.tui.messages import LineWanted
from newsdesk.tui.render import table, times
from newsdesk.tui.render.bars import EVERYTHING
from newsdesk.tui.render.ink import BAD, BOLD, LOUD, MUTED, ink, join
from newsdesk.tui.scene import Scene, in_table
from newsdesk.tui.subject import LineSubject
from newsdesk.tui.widgets.pane import Pane, Row


class Card(Widget):
    """One main line."""

    def __init__(self, number: int) -> None:
        super().__init__(classes=f"card card-{number} -none")
        self.number = number
        self._scene: Scene | None = None
        self._line: Line | None = None
        self.here = False

    def show(self, scene: Scene, line: Line | None, *, here: bool) -> None:
        """Draw a line; nothing where there is none."""
        if line is None is self._line:
            return
        self._scene, self._line, self.here = scene, line, here
        self.set_class(line is None, "-none")
        self.set_class(here, "-here")
        self.refresh()

    def render(self) -> RenderResult:
        """Name, range and verdict, course, who says what."""
        if self._scene is None or self._line is None:
            return Content("")
        width, height = max(1, self.content_size.width), self.content_size.height
        return Content("\n").join(table.card(self._scene, self._line, width, height, here=self.here))

    def on_click(self) -> None:
        """The mouse goes to the line in the table."""
        if self._line is not None:
            self.post_message(LineWanted(self._line.key))


class Cards(Horizontal, can_focus=True):
    """The cards in a row; left and right choose one."""

    BINDINGS = keys.bindings("move")

    def compose(self) -> ComposeResult:
        """As many as there are main lines at most."""
        for number in range(1, table.CARDS + 1):
            yield Card(number)

    def action_right(self) -> None:
        """To the next card."""
        self._pane.step(1)

    def action_left(self) -> None:
        """To the card before."""
        self._pane.step(-1)

    action_down = action_right
    action_up = action_left

    def action_first(self) -> None:
        """To the first card."""
        self._pane.step(-table.CARDS)

    def action_last(self) -> None:
        """To the last card."""
        self._pane.step(table.CARDS)

    @property
    def _pane(self) -> IncidentPane:
        return next(node for node in self.ancestors if isinstance(node, IncidentPane))

    def watch_has_focus(self, has_focus: bool) -> None:
        """The chosen card is marked only while the pane has the keys."""
        super().watch_has_focus(has_focus)
        self._pane.draw()


class IncidentPane(Pane):
    """The story."""

    NAME = "incident"

    def __init__(self) -> None:
        super().__init__(id="incident", classes="pane")
        self._scene: Scene | None = None
        self._lines: list[Line] = []
        self._chosen = 0

    def contents(self) -> ComposeResult:
        """Facts and cards."""
        yield Row(id="facts")
        yield Cards(id="cards")

    @property
    def keyed(self) -> Widget:
        """The row of cards."""
        return self.query_one(Cards)

    @property
    def footer(self) -> str:
        """Without an incident there is one to pick, or to open."""
        return self.NAME if self._scene is None or self._scene.incident is not None else "no incident"

    def show(self, scene: Scene) -> None:
        """Draw a scene's incident."""
        self._scene, self._lines = scene, table.carded(scene)
        self._chosen = max(0, min(self._chosen, len(self._lines) - 1))
        self.query_one("#facts", Row).show(facts(scene))
        self.note(news(scene))
        self.draw()

    def draw(self) -> None:
        """Draw the cards, the chosen one marked."""
        if self._scene is None:
            return
        focused = self.keyed.has_focus
        for card in self.query(Card):
            number = card.number - 1
            line = self._lines[number] if number < len(self._lines) else None
            card.show(self._scene, line, here=focused and number == self._chosen)

    def step(self, by: int) -> None:
        """Choose another card."""
        self._chosen = max(0, min(self._chosen + by, len(self._lines) - 1))
        self.draw()
        self.point()

    @property
    def subject(self) -> LineSubject | None:
        """The line of the chosen card."""
        return LineSubject(self._lines[self._chosen].key) if self._lines else None


def news(scene: Scene) -> Content:
    """What waits for the editor, each with its key: what is new, left open, broken, suggested."""
    parts: list[Content] = []
    key = partial(keys.hint, scene.table)
    if scene.news is not None and scene.news.moved:
        since = f" {len(scene.news.moved)} new since {times.brief(scene.news.since, scene.now)}"
        parts.append(Content.assemble((key("desk.news"), LOUD), since))
    if scene.questions:
        parts.append(Content.assemble((key("desk.settle"), LOUD), f" {counted(scene.questions, 'open question')}"))
    kinds = [check.kind for check in scene.ledger.checks if check.status == "broken"] if scene.ledger else []
    falls = kinds.count("fall")
    for count, what in ((len(kinds) - falls, "broken sum"), (falls, "unexplained fall")):
        parts += [Content.styled(f"✗ {counted(count, what)}", BAD)] if count else []
    if scene.suggested:
        parts.append(Content.assemble((key("desk.suggestions"), LOUD), f" {scene.suggested} suggested"))
    return join(parts, "   ", "")


def facts(scene: Scene) -> Content:
    """Title, place, since when, how much was said by how many."""
    incident = scene.incident
    if incident is None:
        ways = keys.hinted("{desk.incident} picks an incident, {desk.new_incident} opens one", scene.table)
        return Content.assemble((EVERYTHING, BOLD), (f"  {ways}", MUTED))
    parts = [Content(f"since {times.short(incident.started, scene.now)}")] if incident.started is not None else []
    if incident.status is not IncidentStatus.OPEN:
        parts.append(Content(incident.status.value))
    origins = {origin for line in (scene.ledger.lines if scene.ledger else ()) for origin in in_table(line)}
    parts.append(Content(counted(len(scene.whole), "update")))
    parts += [] if scene.reading else [Content(counted(len(origins), "origin"))]
    parts += [ink(there)] if (there := where(incident.place, incident.country)) else []
    return Content.assemble(ink(incident.title, BOLD), "   ", join(parts, " · ").stylize(MUTED))
