"""The one dialog for everything that is typed: a form's lines, and beneath them how the answer would be taken."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from newsdesk.errors import NewsdeskError
from newsdesk.tui import keys
from newsdesk.tui.forms import Answers, Form, hint
from newsdesk.tui.render.ink import BOLD, LOUD, MUTED, ink
from newsdesk.tui.widgets.typed_line import TypedLine


class Ask(ModalScreen[dict[str, str] | None], inherit_bindings=False):
    """Returns the answers, or null where the dialog was left."""

    BINDINGS = keys.bindings("dialog")

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form

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
            keys_row = Content.assemble(("↵", LOUD), (" do it   ", MUTED), ("esc", LOUD), (" leave", MUTED))
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
            self.dismiss(dict(self._answers))
        elif event.input is not lines[-1]:
            lines[lines.index(event.input) + 1].focus()

    def action_down(self) -> None:
        """To the next line."""
        self.focus_next(Input)

    def action_up(self) -> None:
        """To the line before."""
        self.focus_previous(Input)

    def action_cancel(self) -> None:
        """Leave; nothing is done."""
        self.dismiss(None)
