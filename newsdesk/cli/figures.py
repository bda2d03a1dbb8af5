"""`newsdesk figures`: the ledger of an incident, as of any moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from newsdesk.cli.incidents import only_incident
from newsdesk.cli.options import AsOf, DeskFolder, Form, Format, KnownAt
from newsdesk.cli.output import say, say_data, say_json, show_table
from newsdesk.cli.session import looked_at
from newsdesk.model import Measure

if TYPE_CHECKING:
    from newsdesk.ledger import Ledger, Line
    from newsdesk.model import LineKey


def figures(
    incident: Annotated[
        str | None, typer.Argument(metavar="[INCIDENT]", help="Its id or title; not needed where there is one.")
    ] = None,
    *,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    measure: Annotated[
        list[Measure] | None,
        typer.Option(metavar="MEASURE", help="Only these lines, such as killed; may be given again."),
    ] = None,
    conflicts: Annotated[bool, typer.Option("--conflicts", help="Only lines in conflict.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show the words behind every number.")] = False,
    desk: DeskFolder = None,
    form: Form = Format.TABLE,
) -> None:
    """Show who says how many, and where they conflict. The gravest conflict stands first."""
    from newsdesk.export import csv_text, shapes, sheets

    with looked_at(desk) as service:
        story = only_incident(service, incident)
        book = narrowed(service.ledger(story.id, as_of=as_of, known_at=known_at), set(measure or ()), conflicts)
    if form is Format.JSON:
        say_json(shapes.ledger(book))
    elif form is Format.CSV:
        say_data(csv_text(sheets.LEDGER_HEADINGS, sheets.ledger_flat(book)))
    else:
        _tell(book, story.title, explain)


def narrowed(book: Ledger, measures: set[Measure], conflicts: bool) -> Ledger:
    """The lines asked for, in the ledger's order, and the checks that speak of them; no measures are all."""
    from newsdesk.ledger import Verdict

    in_conflict = {line.key for line in book.lines if line.verdict is Verdict.CONFLICT}

    def asked(key: LineKey) -> bool:
        return (not measures or key.measure in measures) and (not conflicts or key in in_conflict)

    lines = tuple(line for line in book.lines if asked(line.key))
    return msgspec.structs.replace(book, lines=lines, checks=tuple(check for check in book.checks if asked(check.key)))


def _tell(book: Ledger, title: str, explain: bool) -> None:
    from newsdesk.export import sheets

    when = f" as of {sheets.minute(book.as_of)}" if book.as_of else ""
    known = f", known at {sheets.minute(book.known_at)}" if book.known_at else ""
    say(f"{title}{when}{known}\n")
    if explain:
        for line in book.lines:
            _explain(line)
    else:
        show_table(sheets.lines(book.lines), empty="No figures.")
    if book.checks:
        say("")
        show_table(sheets.checks(book.checks))


def _explain(line: Line) -> None:
    from newsdesk.desk.names import handle
    from newsdesk.export import sheets
    from newsdesk.ledger.words import line_name

    parts = [line_name(line.key), line.range, f"{line.verdict.value}: {line.reason}".rstrip(": ")]
    if line.desk is not None:
        parts.append(f"desk {sheets.desk_text(line)}, {line.desk.by}: {line.desk.reason}".rstrip(": "))
    say(" · ".join(parts))
    show_table(sheets.origins(line, [handle(claim.claim.update) for claim in line.origins]))
    say("")
