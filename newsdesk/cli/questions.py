"""`newsdesk questions`: the numbers that the reader left open, and an editor's word on each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from newsdesk.cli.calls import Commands
from newsdesk.cli.options import DeskFolder, Form, Format, Reason, UpdateName
from newsdesk.cli.output import show
from newsdesk.cli.session import looked_at, opened
from newsdesk.cli.triage import say_done
from newsdesk.errors import CallWrong

if TYPE_CHECKING:
    from newsdesk.desk import Desk
    from newsdesk.model import Figure, Question, Update

_LONGEST = 4
"""Digits of the number of a reading; `int` takes longer and longer for more."""


def list_questions(
    incident: Annotated[str | None, typer.Argument(metavar="[INCIDENT]", help="Only those of an incident.")] = None,
    desk: DeskFolder = None,
    form: Form = Format.TABLE,
) -> None:
    """List what is open in the newest words of updates, with the readings that remain under their numbers."""
    from newsdesk.desk.names import handle
    from newsdesk.export import Column, Sheet, shapes

    with looked_at(desk) as service:
        found = service.open_questions(service.incident(incident).id if incident else None)
    columns = (Column("update", name=True), Column("open", right=True), Column("words"), Column("readings", fold=True))
    rows = [(handle(one.update.ref), one.number, one.question.quote, _readings(one.question)) for one in found]
    show(
        form,
        shape=lambda: [{"update": handle(one.update.ref), **shapes.question(one.question)} for one in found],
        sheet=lambda: Sheet(columns, rows),
        empty="No open questions.",
    )


def settle(
    update: UpdateName,
    reading: Annotated[str, typer.Argument(metavar="N|none", help="The reading that is right, or none of them.")],
    number: Annotated[int, typer.Option("--open", metavar="N", help="Which of its open questions.")] = 1,
    reason: Reason = "",
    desk: DeskFolder = None,
) -> None:
    """Settle an open question of an update's newest words: its figure is added, or its number is no figure."""
    with opened(desk) as service:
        found = service.find_update(update)
        question = _question(service, found, number)
        picked = None if reading == "none" else _reading(question, reading)
        done = service.settle(found.ref, len(found.versions) - 1, question, picked, reason)
    say_done(done, question.quote)


def _readings(question: Question) -> str:
    from newsdesk.export.acts import figure_in_words

    return ", ".join(f"{number} {figure_in_words(one)}" for number, one in enumerate(question.readings, 1))


def _question(service: Desk, found: Update, number: int) -> Question:
    there = service.questions(found)
    if not 1 <= number <= len(there):
        raise CallWrong("That update asks no such question.", "List the open questions.")
    return there[number - 1]


def _reading(question: Question, given: str) -> Figure:
    number = int(given) if given.isdecimal() and len(given) <= _LONGEST else 0
    if not 1 <= number <= len(question.readings):
        raise CallWrong("That is none of its readings.", "List the open questions.")
    return question.readings[number - 1]


COMMANDS: Commands = {"list": list_questions, "settle": settle}
