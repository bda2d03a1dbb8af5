"""What moved on the lines of an incident, and who moved first: two more ways to print `newsdesk figures`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdesk.cli.options import Format
from newsdesk.cli.output import show

if TYPE_CHECKING:
    from newsdesk.ledger import Ledger


def show_moved(before: Ledger, after: Ledger, form: Format) -> None:
    """New origins, figures that moved or went, conflicts that began and ended, from one ledger to a later one."""
    from newsdesk.export import Column, Sheet, shapes
    from newsdesk.ledger.changes import between
    from newsdesk.ledger.words import line_name

    there = {line.key for line in after.lines}
    moved = [one for one in between(before, after) if one.key in there]
    columns = (Column("line", fold=True), Column("what"), Column("reason", fold=True))
    show(
        form,
        shape=lambda: [shapes.movement(one) for one in moved],
        sheet=lambda: Sheet(columns, [(line_name(one.key), one.turn.value, one.reason) for one in moved]),
        empty="Nothing moved.",
    )


def show_first(book: Ledger, form: Format) -> None:
    """On each line the origins that count, in the order in which they first said what they say now."""
    from newsdesk.export import Column, Sheet, shapes
    from newsdesk.export.sheets import minute
    from newsdesk.ledger.queries import first_to_say
    from newsdesk.ledger.words import line_name, value_text

    columns = (
        Column("line", fold=True),
        Column("place", right=True),
        Column("origin"),
        Column("says", right=True),
        Column("first said", name=True),
    )
    rows = [(line, place, claim) for line in book.lines for place, claim in enumerate(first_to_say(line), 1)]
    show(
        form,
        shape=lambda: [
            shapes.of_line(line.key) | {"place": place} | shapes.origin(claim) for line, place, claim in rows
        ],
        sheet=lambda: Sheet(
            columns,
            [
                (line_name(line.key), place, claim.origin, value_text(claim), minute(claim.first_said))
                for line, place, claim in rows
            ],
        ),
        empty="No figures.",
    )
