"""The sources: who is heard, how well, how long ago, and who fails and why."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult, RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from newsdesk.tui import keys
from newsdesk.tui.render import signs, wire
from newsdesk.tui.render.ink import BAD, MUTED
from newsdesk.tui.scene import Scene
from newsdesk.tui.subject import SourceSubject
from newsdesk.tui.widgets.pane import Pane
from newsdesk.tui.widgets.row_list import RowList


class SourceHead(Widget):
    """What the columns are: a row, or none where there is no room to say it."""

    _scene: Scene | None = None

    def show(self, scene: Scene) -> None:
        """Head the sources of another scene."""
        others = self._scene is None or bool(scene.sources) != bool(self._scene.sources)
        self._scene = scene
        self.refresh(layout=others)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - as Textual calls it
        """One row where there is something to say."""
        return int(bool(self._words(width)))

    def render(self) -> RenderResult:
        """That row."""
        return self._words(self.content_size.width)

    def _words(self, width: int) -> Content:
        return wire.source_head(self._scene, width) if self._scene else Content("")


class SourcesPane(Pane):
    """The list of sources."""

    NAME = "sources"

    def __init__(self) -> None:
        super().__init__(id="sources", classes="pane")
        self._scene: Scene | None = None
        self._at: str | None = None

    def contents(self) -> ComposeResult:
        """What the columns are, and the rows."""
        yield SourceHead(id="source-head")
        yield RowList(id="source-rows")

    @property
    def rows(self) -> RowList:
        """The rows."""
        return self.query_one("#source-rows", RowList)

    @property
    def keyed(self) -> Widget:
        """The rows."""
        return self.rows

    def show(self, scene: Scene) -> None:
        """List a scene's sources; the one that is in hand stays there, wherever it is listed now."""
        if self._at is None and self.rows.has_focus and (there := self.subject) is not None:
            self._at = there.source
        self._scene = scene
        cursor = next((n for n, row in enumerate(scene.sources) if row.source.id == self._at), None)
        self.rows.show(
            len(scene.sources),
            lambda index, width, here: wire.source_row(
                scene, scene.sources[index], width, here=here and self.rows.has_focus
            ),
            cursor=cursor,
        )
        self.query_one(SourceHead).show(scene)
        late = sum(row.late for row in scene.sources)
        parts = [Content.styled(str(len(scene.sources)), MUTED)]
        if scene.failing:
            parts.append(Content.styled(f"✗ {scene.failing} failing", BAD))
        if late:
            parts.append(Content.styled(f"{signs.LATE.mark} {late} stale", MUTED))
        none = keys.hinted("none yet: {desk.new_source} adds a feed", scene.table)
        self.note(Content("  ").join(parts) if scene.sources else Content.styled(none, MUTED))

    @property
    def subject(self) -> SourceSubject | None:
        """The source under the cursor."""
        rows = self._scene.sources if self._scene else ()
        return SourceSubject(rows[self.rows.cursor].source.id) if rows else None

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()
        rows = self._scene.sources if self._scene else ()
        self._at = rows[event.index].source.id if event.index < len(rows) else None
        if self.rows.has_focus:
            self.point()
