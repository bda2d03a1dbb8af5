"""The one dialog for everything that is typed: a form's lines, and beneath them how the answer would be taken.

It acts itself, and ends only when that was done: what is in the way is told in it, and the words typed stay.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from newsdesk.errors import NewsdeskError
from newsdesk.tui import keys
from newsdesk.tui.forms import Answers, Field, Form, hint
from newsdesk.tui.keys import Key
from newsdesk.tui.render.ink import BOLD, LOUD, MUTED, ink
from newsdesk.tui.screens.dialog import Dialog
from newsdesk.tui.widgets.typed_line import TypedLine

Act = Callable[[Answers], str | Awaitable[str]]
"""Does what was asked for; returns words that tell it, at once or off the keys' path. Raises NewsdeskError."""
Peek = Callable[[Answers], Awaitable[Content]]
"""Looks at what an answer would bring, off the keys' path. Raises NewsdeskError where it would bring nothing."""


class Ask(Dialog[str | None], inherit_bindings=False):
    """Returns the words that tell what was done, or null where the dialog was left."""

    BINDINGS = keys.bindings("dialog")

    def __init__(self, table: Sequence[Key], form: Form, act: Act, peek: Peek | None = None) -> None:
        super().__init__()
        self._table = table
        self._form = form
        self._act = act
        self._peek = peek
        self._looking: Answers = {}
        """The answers that are being looked behind."""
        self._peeked: Answers = {}
        """The answers behind which something was found."""
        self._acting = False
        """Whether what was asked for is being done off the keys' path."""

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
            if any(field.rule for field in self._form.fields):
                yield Static(id="rule", markup=False)
            yield Static(id="preview", markup=False)
            yield Static(self._keys(), classes="dialog-keys", markup=False)

    def _keys(self) -> Content:
        """The last line does it; where there are several, one goes from one to the next."""
        does = "look, again do it" if self._peek else "do it"
        several = len(self._form.fields) > 1
        arrows = keys.hint(self._table, "dialog.up") + keys.hint(self._table, "dialog.down")
        go = [(arrows, LOUD), (" other lines   ", MUTED)] if several else []
        last = f" next line, in the last {does}   " if several else f" {does}   "
        leave = keys.hint(self._table, "dialog.cancel")
        return Content.assemble(*go, ("↵", LOUD), (last, MUTED), (leave, LOUD), (" leave", MUTED))

    def on_mount(self) -> None:
        """Say at once how what is filled in would be taken."""
        self._look()

    @property
    def _answers(self) -> Answers:
        return {field.name or "": field.value for field in self.query(Input)}

    @on(Input.Changed)
    def _look(self) -> None:
        """Say how the answer would be taken; before anything is typed only what may be, nothing is wrong yet."""
        untouched = self._answers == {field.name: field.value for field in self._form.fields}
        try:
            self._show(self._form.taken(self._answers))
        except NewsdeskError as error:
            self._show(ink(error.hint, MUTED) if untouched else hint(error.what, error.hint))

    def _show(self, words: Content) -> None:
        self.query_one("#preview", Static).update(words)

    @on(events.DescendantFocus)
    def _explain(self, event: events.DescendantFocus) -> None:
        """Say what else may be said in the line that is typed into."""
        for rule in self.query("#rule").results(Static):
            rule.update(ink(self._field(event.widget).rule, MUTED))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """The last line submits; enter in any other goes to the next. What is being done is not done twice.

        A line that cannot be taken is not left, so that what is typed next mends it.
        """
        if self.is_over or self._acting:
            return
        try:
            if event.input is not self.query(Input).last():
                self._field(event.input).check(event.value)
                self.focus_next(Input)
            else:
                self._form.taken(self._answers)
                self._answer()
        except NewsdeskError as error:
            self._show(hint(error.what, error.hint))

    def _field(self, typed: Widget) -> Field:
        return next(field for field in self._form.fields if field.name == typed.name)

    def _answer(self) -> None:
        """Act on the answers; what is to be looked at behind them must be there, and is shown first."""
        answers = dict(self._answers)
        if self._peek is not None and self._peeked != answers:
            if self._looking != answers:
                self._looking = answers
                self._show(Content.styled("Looking …", MUTED))
                self._show_peek(self._peek, answers)
            return
        done = self._act(answers)
        if isinstance(done, str):
            self.end(done)
        else:
            self._acting = True
            self._wait(done)

    @work(exclusive=True)
    async def _wait(self, done: Awaitable[str]) -> None:
        try:
            self.end(await done)
        except NewsdeskError as error:
            self._show(hint(error.what, error.hint))
        finally:
            self._acting = False

    @work(exclusive=True)
    async def _show_peek(self, peek: Peek, answers: Answers) -> None:
        try:
            found = await peek(answers)
            self._peeked = answers
        except NewsdeskError as error:
            found = hint(error.what, error.hint)
        self._looking = {}
        if self._answers == answers:
            self._show(found)

    def action_down(self) -> None:
        """To the next line."""
        self.focus_next(Input)

    def action_up(self) -> None:
        """To the line before."""
        self.focus_previous(Input)

    def action_cancel(self) -> None:
        """Leave; nothing is done."""
        self.end(None)
