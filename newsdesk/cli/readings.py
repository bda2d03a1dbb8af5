"""How the figures of a text are printed, for every command that shows what was read in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsdesk import text
from newsdesk.cli.output import say, say_data, show_table
from newsdesk.export import Column, Sheet, csv_text
from newsdesk.export.sheets import FIGURE_COLUMNS, FLAT_FIGURE, figure_flat, figure_row
from newsdesk.model import Figure, Question


def show_reading(figures: Sequence[Figure], questions: Sequence[Question], *, numbered: bool = False) -> None:
    """A table of the figures, then what was left open; `numbered` as `newsdesk figure` counts them."""
    rows = [figure_row(one) for one in figures]
    if numbered:
        columns = (Column("figure", right=True), *FIGURE_COLUMNS)
        show_table(Sheet(columns, [(place, *row) for place, row in enumerate(rows, 1)]), empty="No figures.")
    else:
        show_table(Sheet(FIGURE_COLUMNS, rows), empty="No figures.")
    for question in questions:
        say(f"Open question: {text.line(question.quote, 200)}")


def say_flat(rows: Iterable[tuple[str | int, Iterable[Figure]]]) -> None:
    """CSV under one heading: a row for each figure behind the id of its text, as soon as it is read."""
    say_data(csv_text(("id", *FLAT_FIGURE), ()))
    for name, figures in rows:
        say_data(csv_text((), [(name, *figure_flat(one)) for one in figures], head=False))
