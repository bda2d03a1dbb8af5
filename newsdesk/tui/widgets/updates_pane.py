"""The wire: every update of the view, newest first, with the line to find words in. Announces what is pointed at."""

from __future__ import annotations

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from newsdesk.desk.query import Order
from newsdesk.model import UpdateRef
from newsdesk.tui.keys import NOTHING
from newsdesk.tui.messages import SearchEnded, Sought
from newsdesk.tui.render import wire
from newsdesk.tui.render.bars import none_listed, tally
from newsdesk.tui.render.ink import BAD, ink
from newsdesk.tui.scene import Scene, View
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
        self.marked: dict[UpdateRef, None] = {}
        """The updates that acts of triage are on, in the order in which they were marked."""
        self._top: UpdateRef | None = None
        """The newest update when the person was last at the top: what stands above it has arrived since."""
        self._in_hand: UpdateRef | None = None
        """What acts of triage are on while nothing is marked: it has the sign of the cursor, wherever the keys are."""
        self._drawn_away = False
        """Whether the rows were drawn while the keys were elsewhere."""

    def contents(self) -> ComposeResult:
        """The line to find words in, over the rows: over the last of them stands what is told."""
        yield TypedLine(placeholder="words, or source: state: incident: measure: has:conflict", id="find")
        yield Static(id="wrong", markup=False)
        yield Static(id="no-updates", markup=False)
        yield RowList(id="wire")

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
        if self._scene is not None and scene.view == self._wider != self._scene.view:
            # Who ends a search stays on what it found; nothing has arrived above it.
            self.rows.touched, self._top = True, None
        if self._scene is not None and scene.updates.decided != self._scene.updates.decided:
            # What an editor's own act brings back, or takes away, has not arrived.
            above, refs = self._arrived(self._scene), scene.updates.refs
            self._top = refs[min(above, len(refs) - 1)] if refs else None
        cursor = self._cursor_in(scene)
        self._scene = scene
        self.marked = {ref: None for ref in self.marked if ref in scene.updates.names}
        self.rows.show(len(scene.updates), self._row, cursor=cursor)
        self.set_class(not scene.updates, "-none")
        if not scene.updates:
            self.query_one("#no-updates", Static).update(none_listed(scene))
        self._tell()

    def _row(self, index: int, width: int, here: bool) -> Content:
        assert self._scene is not None
        ref = self._scene.updates.refs[index]
        here = here if self.rows.has_focus else ref == self._in_hand
        marked = bool(self.marked) and ref in self.marked
        return wire.update_row(self._scene, index, width, here=here, marked=marked)

    def hold(self, ref: UpdateRef | None) -> None:
        """Mark what is in hand, and bring it in sight where another pane has the keys."""
        away, self._in_hand = not self.rows.has_focus, ref
        if away or self._drawn_away:
            self.rows.redraw()
        self._drawn_away = away
        place = self._scene.updates.place(ref) if away and ref is not None and self._scene is not None else None
        if place is not None:
            self.rows.reveal(place)

    def _tell(self) -> None:
        """Say over the list how much there is, what is marked, and how many arrived above what is read."""
        if self._scene is not None:
            self.note(tally(self._scene, len(self.marked), self._arrived(self._scene)))

    def _arrived(self, scene: Scene) -> int:
        refs = scene.updates.refs
        if self.rows.cursor == 0 or self._top is None:
            self._top = refs[0] if refs else None
            return 0
        return scene.updates.place(self._top) or 0 if scene.view.order is Order.TIME else 0

    # ── marking ───────────────────────────────────────────────────────────────────────────────────

    @property
    def under_cursor(self) -> UpdateRef | None:
        """The name of the update under the cursor."""
        refs = self._scene.updates.refs if self._scene else ()
        return refs[min(self.rows.cursor, len(refs) - 1)] if refs else None

    def mark(self) -> None:
        """Mark the update under the cursor, or take its mark away, and go one down."""
        ref = self.under_cursor
        if ref in self.marked:
            del self.marked[ref]
        elif ref is not None:
            self.marked[ref] = None
        self.rows.action_down()
        self._remarked()

    def mark_to(self) -> None:
        """Mark every update from the last that was marked to the one under the cursor."""
        last = next(reversed(self.marked), None)
        if self._scene is None or last is None:
            self.mark()
            return
        first, second = sorted((self._scene.updates.place(last) or 0, self.rows.cursor))
        self.marked |= dict.fromkeys(self._fitting(first, second + 1))
        self._remarked()

    def mark_all(self) -> None:
        """Mark every update that is listed and fits what the view asks for; none where all are marked."""
        refs = dict.fromkeys(self._fitting())
        self.marked = {} if self.marked.keys() >= refs.keys() else refs
        self._remarked()

    def _fitting(self, first: int = 0, end: int | None = None) -> list[UpdateRef]:
        """The updates of some rows that still are what the view asks for."""
        scene = self._scene
        return [ref for ref in scene.updates.refs[first:end] if ref not in scene.strayed] if scene else []

    def unmark(self) -> None:
        """Take every mark away."""
        self.marked = {}
        self._remarked()

    def _remarked(self) -> None:
        self.rows.redraw()
        self._tell()

    @property
    def _wider(self) -> View | None:
        """The view that is left when a search ends."""
        return msgspec.structs.replace(self._scene.view, find="") if self._scene is not None else None

    def _cursor_in(self, scene: Scene) -> int:
        """Where the cursor's update stands in a scene; its row where it is gone, the top where nobody moved it."""
        if not self.rows.touched or self._scene is None or scene.view not in (self._scene.view, self._wider):
            return 0
        at = self.subject
        place = scene.updates.place(at.ref) if at else None
        return self.rows.cursor if place is None else place

    @property
    def subject(self) -> UpdateSubject | None:
        """The update under the cursor."""
        if self._scene is None or not self._scene.updates:
            return None
        update = self._scene.updates[min(self.rows.cursor, len(self._scene.updates) - 1)]
        return UpdateSubject(update.ref, self._scene.version(update))

    @property
    def footer(self) -> str:
        """Nothing is judged where nothing is listed."""
        return self.NAME if self._scene is not None and self._scene.updates else NOTHING

    def seek(self, words: str) -> None:
        """Open the line to find words in; it begins with those that the list is of."""
        find = self.query_one("#find", Input)
        find.value = words
        find.add_class("-open")
        # At once: the next key is a letter of it.
        self.screen.set_focus(find, scroll_visible=False)

    def complain(self, words: str = "") -> None:
        """Say under the line what is wrong with what is typed; over the list it says of what the rows still are."""
        wrong = self.query_one("#wrong", Static)
        wrong.update(Content.assemble(("! ", BAD), ink(words)))
        wrong.set_class(bool(words), "-open")

    @property
    def is_wrong(self) -> bool:
        """Whether what is typed is no query."""
        return self.query_one("#wrong", Static).has_class("-open")

    @property
    def searching(self) -> bool:
        """Whether the line to find words in is open."""
        return self.query_one("#find", Input).has_class("-open")

    def end_search(self, *, clear: bool) -> None:
        """Close the line; `clear` forgets its words, and what they found, but not what stood before wrong ones."""
        find = self.query_one("#find", Input)
        if clear:
            with find.prevent(*[Input.Changed] * self.is_wrong):
                find.value = ""
        find.remove_class("-open")
        self.complain()

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()
        if event.index == 0:
            self._tell()
        if self.rows.has_focus:
            # The row is painted first: the words beside it follow in the next frame.
            self.call_after_refresh(self.point)

    @on(Input.Changed, "#find")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Sought(event.value))

    @on(Input.Submitted, "#find")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(SearchEnded())
