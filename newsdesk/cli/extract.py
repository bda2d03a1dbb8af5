"""`newsdesk extract`: the figures of any text, without a desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from newsdesk import text
from newsdesk.cli.calls import Commands
from newsdesk.cli.options import Form, Format, named, place
from newsdesk.cli.output import say, say_json, warn
from newsdesk.errors import CallWrong, NewsdeskError

if TYPE_CHECKING:
    from newsdesk.cli.documents import Document
    from newsdesk.model import Reading

Read = Iterator[tuple["Document", "Reading"]]


def extract(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE…|-]", help="Plain text, HTML or JSON lines; without any, standard input."),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show every field of a figure, its words in their place, and why.")
    ] = False,
    form: Form = Format.TABLE,
) -> None:
    """Read the figures out of texts. They come in the order given; exit 1 if one text could not be read.

    Offsets count characters of the text as given; of HTML, those of its plain text, which JSON then has as "text".
    """
    if explain and form is not Format.TABLE:
        raise CallWrong("--explain goes with the table.", f"As {form.value} every field is there already.")
    names = files or ["-"]
    for name in names:
        if name != "-" and not place(name).exists():
            raise CallWrong(f"There is no file {named(name)}.", "Name a file, or - for standard input.")
    failures: list[NewsdeskError] = []
    readings = _read(names, failures)
    if form is Format.JSON:
        _show_json(readings)
    elif form is Format.CSV:
        _show_csv(readings)
    else:
        _show_tables(readings, explain)
    if failures:
        raise typer.Exit(1)


def _read(names: Sequence[str], failures: list[NewsdeskError]) -> Read:
    """Each document with its figures, as soon as it is read; what could not be read is told, and kept in `failures`."""
    from newsdesk.cli import documents
    from newsdesk.cli.given import read_as_seen

    for name in names:
        for one in documents.read(name):
            if isinstance(one, NewsdeskError):
                warn(str(one))
                failures += [one] if one.exit_code else []
            else:
                yield one, read_as_seen(one.text, one.published)


def _show_json(readings: Read) -> None:
    from newsdesk.export import shapes

    for one, reading in readings:
        say_json(shapes.document(one.id, reading, None if one.as_given else one.text))


def _show_csv(readings: Read) -> None:
    from newsdesk.cli.readings import say_flat

    say_flat((one.id, reading.figures) for one, reading in readings)


def _show_tables(readings: Read, explain: bool) -> None:
    from newsdesk.cli.given import explain_as_seen
    from newsdesk.cli.readings import explain_reading, show_reading

    for number, (one, reading) in enumerate(readings):
        say(f"{'' if number == 0 else chr(10)}{text.line(str(one.id), 200)}")
        if explain:
            explain_reading(one.text, reading, explain_as_seen(one.text, one.published))
        else:
            show_reading(reading.figures, reading.questions)


COMMANDS: Commands = {"extract": extract}
