"""How the figures of a text are printed, for every command that shows what was read in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsdesk import text
from newsdesk.cli.numbering import Numbered
from newsdesk.cli.output import say, say_data, show_table
from newsdesk.export import Column, Sheet, csv_text
from newsdesk.export.acts import figure_in_words
from newsdesk.export.sheets import FIGURE_COLUMNS, FLAT_FIGURE, figure_flat, figure_row
from newsdesk.export.tables import Cell
from newsdesk.figures import Explanation
from newsdesk.ledger.words import number_text
from newsdesk.model import Figure, Question, Reading, Shift

STANDING = [column.heading for column in FIGURE_COLUMNS].index("standing")
AROUND = 60
"""Characters shown on either side of a quote."""


def show_reading(figures: Sequence[Figure], questions: Sequence[Question]) -> None:
    """A table of the figures, then what was left open."""
    show_table(Sheet(FIGURE_COLUMNS, [figure_row(one) for one in figures]), empty="No figures.")
    _tell_questions(questions)


def show_numbered(rows: Iterable[Numbered], questions: Sequence[Question]) -> None:
    """As `show_reading`, with the numbers by which `newsdesk figure` takes them; what was struck says so."""
    columns = (Column("figure", right=True), *FIGURE_COLUMNS)
    cells = [(one.number, *_struck(figure_row(one.figure), one.struck)) for one in rows]
    show_table(Sheet(columns, cells), empty="No figures.")
    _tell_questions(questions)


def _struck(row: Sequence[Cell], struck: bool) -> Sequence[Cell]:
    return [*row[:STANDING], "struck", *row[STANDING + 1 :]] if struck else row


def _tell_questions(questions: Iterable[Question]) -> None:
    for question in questions:
        say(f"Open question: {text.line(question.quote, 200)}")


def explain_reading(words: str, reading: Reading, why: Sequence[Explanation]) -> None:
    """Each figure with all its fields in words, its quote in brackets in the words around it, and what gave each field.

    `why` explains the figures in their order.
    """
    for one, because in zip(reading.figures, why, strict=True):
        moved = () if one.change is Shift.NONE else (one.change,)
        say(" · ".join((figure_in_words(one), one.side, one.counts, one.modality, one.tense, *moved)))
        voices = f"said by {' > '.join(one.chain)}" if one.chain else "nobody is named"
        say(f"  allows {allowed(one)} · {voices} · characters {one.start} to {one.end}")
        say(f"  {_in_place(words, one)}")
        for row in _why(because):
            say(f"  {text.line(row, 300)}")
        for mention in one.mentions:
            say(f"  again: {text.line(mention.quote, 200)}")
    if not reading.figures:
        say("No figures.")
    _tell_questions(reading.questions)


def _why(because: Explanation) -> Iterator[str]:
    """The words that gave the fields, and the lexicon rows they matched."""
    given = (
        ("number", (because.number,)),
        ("measure", (because.measure,)),
        ("scope", because.scope),
        ("voice", because.voice),
        ("tense", because.tense),
    )
    told = [f"{field} from {', '.join(f'“{one}”' for one in found)}" for field, found in given if any(found)]
    yield " · ".join(told)
    if because.rows:
        yield f"lexicon: {'; '.join(because.rows)}"


def allowed(one: Figure) -> str:
    """The interval of numbers that a figure's words allow: "15 and up", "36 to 44", "20 only"."""
    low, high = (None if end is None else number_text(end) for end in (one.low, one.high))
    if low is None:
        return "any number" if high is None else f"up to {high}"
    if high is None:
        return f"{low} and up"
    return f"{low} only" if low == high else f"{low} to {high}"


def _in_place(words: str, one: Figure) -> str:
    before, after = text.around(words, one.start, one.end, AROUND)
    return text.line(f"{before}[{one.quote}]{after}")


def say_flat(rows: Iterable[tuple[str | int, Iterable[Figure]]]) -> None:
    """CSV under one heading: a row for each figure behind the id of its text, as soon as it is read."""
    say_data(csv_text(("id", *FLAT_FIGURE), ()))
    for name, figures in rows:
        say_data(csv_text((), [(name, *figure_flat(one)) for one in figures], head=False))
