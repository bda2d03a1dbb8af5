"""The one dialog for everything that is typed: a form's lines, and beneath them how the answer would be taken."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from newsdesk.errors import NewsdeskError
from newsdesk.tui import keys
from newsdesk.tui.forms import Answers, Form, hint
from newsdesk.tui.keys import Key
from newsdesk.tui.render.ink import BOLD, LOUD, MUTED, ink
from newsdesk.tui.widgets.typed_line import TypedLine

Peek = Callable[[Answers], Awaitable[Content]]
"""Looks at what an answer would bring, off the keys' path; never raises."""


class Ask(ModalScreen[dict[str, str] | None], inherit_bindings=False):
    """Returns the answers, or null where the dialog was left."""

    BINDINGS = keys.bindings("dialog")

    def __init__(self, table: Sequence[Key], form: Form, peek: Peek | None = None) -> None:
        super().__init__()
        self._table = table
        self._form = form
        self._peek = peek
        self._peeked: Answers = {}
        """The answers that were looked behind."""

    def compose(self) -> ComposeResult:
        """Title, lines, preview."""
        with Vertical(classes="dialog"):
            yield Static(ink(self._form.title, BOLD), classes="dialog-title", markup=False)
            if self._form.help:
                yield Static(ink(self._form.help, MUTED), classes="dialog-help", markup=False)
            for field in self._form.fields:
                with Horizontal(classes="dialog-field"):
                    yield Label(Content.styled(field.label, MUTED), markup=False)
                    yield TypedLine(field.value, placeholder=field.placeholder, name=field.name)
            yield Static(id="preview", markup=False)
            does = " look, again do it   " if self._peek else " do it   "
            leave = keys.hint(self._table, "dialog.cancel")
            keys_row = Content.assemble(("↵", LOUD), (does, MUTED), (leave, LOUD), (" leave", MUTED))
            yield Static(keys_row, classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        """Say at once how what is filled in would be taken."""
        self._look()

    @property
    def _answers(self) -> Answers:
        return {field.name or "": field.value for field in self.query(Input)}

    @on(Input.Changed)
    def _look(self) -> bool:
        try:
            words = self._form.look(self._answers)
        except NewsdeskError as error:
            self.query_one("#preview", Static).update(hint(error.what, error.hint))
            return False
        self.query_one("#preview", Static).update(words)
        return True

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """The last line, and any once the answer can be taken, submits; else enter goes to the next line."""
        lines = list(self.query(Input))
        if self._look():
            self._answer()
        elif event.input is not lines[-1]:
            lines[lines.index(event.input) + 1].focus()

    def _answer(self) -> None:
        """Return the answers; where there is something to look at behind them, that is shown first."""
        answers = dict(self._answers)
        if self._peek is None or self._peeked == answers:
            self.dismiss(answers)
            return
        self._peeked = answers
        self.query_one("#preview", Static).update(Content.styled("Looking …", MUTED))
        self._show_peek(self._peek, answers)

    @work(exclusive=True)
    async def _show_peek(self, peek: Peek, answers: Answers) -> None:
        found = await peek(answers)
        if self._answers == answers:
            self.query_one("#preview", Static).update(found)

    def action_down(self) -> None:
        """To the next line."""
        self.focus_next(Input)

    def action_up(self) -> None:
        """To the line before."""
        self.focus_previous(Input)

    def action_cancel(self) -> None:
        """Leave; nothing is done."""
        self.dismiss(None)
