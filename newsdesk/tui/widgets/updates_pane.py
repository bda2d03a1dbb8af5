"""The wire: every update of the view, newest first, with the line to find words in. Announces what is pointed at."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from newsdesk.ledger.words import counted
from newsdesk.tui.messages import SearchEnded, Sought
from newsdesk.tui.render import wire
from newsdesk.tui.render.ink import MUTED, ink
from newsdesk.tui.scene import Scene
from newsdesk.tui.subject import UpdateSubject
from newsdesk.tui.widgets.pane import Pane
from newsdesk.tui.widgets.row_list import RowList
from newsdesk.tui.widgets.typed_line import TypedLine


class UpdatesPane(Pane):
    """The queue."""

    NAME = "updates"

    def __init__(self) -> None:
        super().__init__(id="updates", classes="pane")
        self._scene: Scene | None = None

    def contents(self) -> ComposeResult:
        """The rows, and the line to find words in."""
        yield RowList(id="wire")
        yield TypedLine(placeholder="find words in the updates", id="find")

    @property
    def rows(self) -> RowList:
        """The wire list."""
        return self.query_one("#wire", RowList)

    @property
    def keyed(self) -> Widget:
        """The wire list."""
        return self.rows

    def show(self, scene: Scene) -> None:
        """List a scene's updates; the cursor stays on its update, whatever arrived above it."""
        cursor = self._cursor_in(scene)
        self._scene = scene
        self.rows.show(
            len(scene.updates),
            lambda index, width, here: wire.update_row(scene, index, width, here=here),
            cursor=cursor,
        )
        self.note(self._tally(scene))

    def _cursor_in(self, scene: Scene) -> int:
        """Where the cursor's update stands in a scene; its row where it is gone, the top where nobody moved it."""
        if not self.rows.touched or self._scene is None or scene.view != self._scene.view:
            return 0
        at = self.subject
        place = scene.updates.place(at.ref) if at else None
        return self.rows.cursor if place is None else place

    @staticmethod
    def _tally(scene: Scene) -> Content:
        count = counted(len(scene.updates), "update")
        if scene.view.find:
            return Content.assemble(
                (f"{count} with ", MUTED), ink(scene.view.find, "$accent"), ("  esc shows all", MUTED)
            )
        return Content.styled(f"newest first · {scene.new} new of {len(scene.updates)}", MUTED)

    @property
    def subject(self) -> UpdateSubject | None:
        """The update under the cursor."""
        if self._scene is None or not self._scene.updates:
            return None
        update = self._scene.updates[min(self.rows.cursor, len(self._scene.updates) - 1)]
        return UpdateSubject(update.ref, self._scene.version(update))

    def seek(self) -> None:
        """Open the line to find words in."""
        find = self.query_one("#find", Input)
        find.add_class("-open")
        self.call_after_refresh(find.focus)

    @property
    def searching(self) -> bool:
        """Whether the line to find words in is open."""
        return self.query_one("#find", Input).has_class("-open")

    def end_search(self, *, clear: bool) -> None:
        """Close the line; `clear` forgets its words."""
        find = self.query_one("#find", Input)
        if clear:
            find.value = ""
        find.remove_class("-open")

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()
        if self.rows.has_focus:
            self.point()

    @on(Input.Changed, "#find")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Sought(event.value))

    @on(Input.Submitted, "#find")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(SearchEnded())
