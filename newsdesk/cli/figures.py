"""`newsdesk figures`: the ledger of an incident, as of any moment."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from newsdesk import text
from newsdesk.cli.calls import Commands
from newsdesk.cli.incidents import only_incident
from newsdesk.cli.options import AsOf, DeskFolder, Form, Format, KnownAt, start
from newsdesk.cli.output import say, say_data, say_json, show_table
from newsdesk.cli.session import looked_at
from newsdesk.model import Measure

if TYPE_CHECKING:
    from newsdesk.ledger import Ledger, Line
    from newsdesk.model import Incident


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
    verdict: Annotated[
        list[Any] | None,
        typer.Option(
            parser=to_verdict,
            metavar="VERDICT",
            help="Only such lines, such as conflict or garbled; may be given again.",
        ),
    ] = None,
    conflicts: Annotated[bool, typer.Option("--conflicts", help="Only lines in conflict.")] = False,
    since: Annotated[
        datetime | None,
        typer.Option(parser=start, metavar="TIME", help="What moved since then, in the place of it all."),
    ] = None,
    first: Annotated[
        bool, typer.Option("--first", help="Who moved first on each line, in the place of it all.")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show the words behind every number.")] = False,
    desk: DeskFolder = None,
    form: Form = Format.TABLE,
) -> None:
    """Show who says how many, and where they conflict. The gravest conflict stands first."""
    from newsdesk.cli.movements import show_first, show_moved
    from newsdesk.export import csv_text, shapes, sheets

    verdicts = {*(verdict or ()), *(["conflict"] if conflicts else [])}
    with looked_at(desk) as service:
        story = only_incident(service, incident)
        whole = service.ledger(story.id, as_of=as_of, known_at=known_at)
        earlier = service.ledger(story.id, as_of=since, known_at=known_at) if since else None
    book = narrowed(whole, set(measure or ()), verdicts)
    if earlier is not None:
        show_moved(earlier, book, form)
    elif first:
        show_first(book, form)
    elif form is Format.JSON:
        say_json(shapes.ledger(book))
    elif form is Format.CSV:
        say_data(csv_text(sheets.LEDGER_HEADINGS, sheets.ledger_flat(book)))
    else:
        _tell(book, story, whole if explain else None)


def to_verdict(words: str) -> str:
    """The name of a verdict. Raises BadParameter that lists them."""
    from newsdesk.ledger import Verdict

    if words not in list(Verdict):
        raise typer.BadParameter(f"{text.line(words, 40)} is none of {', '.join(Verdict)}.")
    return words


def narrowed(book: Ledger, measures: set[Measure], verdicts: set[str]) -> Ledger:
    """The lines asked for, in the ledger's order, and the checks that speak of them; an empty set asks for all."""
    lines = tuple(
        line
        for line in book.lines
        if (not measures or line.key.measure in measures) and (not verdicts or line.verdict in verdicts)
    )
    asked = {line.key for line in lines}
    checks = tuple(
        check
        for check in book.checks
        if check.key in asked or (not verdicts and (not measures or check.key.measure in measures))
    )
    return msgspec.structs.replace(book, lines=lines, checks=checks)


def _tell(book: Ledger, story: Incident, whole: Ledger | None) -> None:
    """The lines as a table, or where the whole ledger is given, explained one by one."""
    from newsdesk.export import sheets

    when = f" as of {sheets.minute(book.as_of)}" if book.as_of else ""
    known = f", known at {sheets.minute(book.known_at)}" if book.known_at else ""
    say(f"{story.title}{when}{known}\n")
    if whole is None:
        show_table(sheets.lines(book.lines), empty="No figures.")
    else:
        for line in book.lines:
            _explain(line, whole, story)
    if book.checks:
        say("")
        show_table(sheets.checks(book.checks))


def _explain(line: Line, whole: Ledger, story: Incident) -> None:
    """A line in full: verdict and reason, desk figure, kin, and every claim with its words, carriers and times."""
    from newsdesk.desk.names import handle
    from newsdesk.export import sheets
    from newsdesk.ledger.queries import kin
    from newsdesk.ledger.words import counted, line_name, merged_text

    say(" · ".join((line_name(line.key), line.range, f"{line.verdict.value}: {line.reason}".rstrip(": "))))
    if line.outlet_count > line.origin_count:
        say(f"{counted(line.outlet_count, 'outlet')}, {counted(line.origin_count, 'origin')}")
    for origin in dict.fromkeys(claim.origin for claim in line.origins):
        if origin in whole.names:
            say(f"{origin} is also: {merged_text(whole.names[origin], origin)}")
    if line.desk is not None:
        say(f"desk {sheets.desk_text(line)}, {line.desk.by}: {line.desk.reason}".rstrip(": "))
    if line.attention:
        say(f"look again: {line.attention}")
    if related := kin(whole, line.key, story):
        say(f"not comparable: {related}")
    show_table(sheets.origins(line, [handle(claim.claim.update) for claim in line.origins]))
    say("")


COMMANDS: Commands = {"figures": figures}
