"""`newsdesk review`: saved feeds, opened offline on the screen or taken in and counted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsdesk import text
from newsdesk.cli.options import DeskFolder, Form, Format
from newsdesk.cli.output import progress, show
from newsdesk.cli.screen import require_terminal, show_desk
from newsdesk.cli.session import opened
from newsdesk.errors import CallWrong
from newsdesk.model import Outcome

if TYPE_CHECKING:
    from newsdesk.desk import Desk, SourceTaken
    from newsdesk.export import Sheet


def review(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Saved feeds, or folders of them.")],
    no_screen: Annotated[bool, typer.Option("--no-screen", help="Take them in and print what was taken.")] = False,
    desk: DeskFolder = None,
    form: Form = Format.TABLE,
) -> None:
    """Open saved feeds; nothing is fetched. A folder with an incident.toml brings its incident."""
    for path in paths:
        if not path.exists():
            raise CallWrong(
                f"There is nothing at {text.line(str(path), 200)}.", "Name a saved feed, or a folder of them."
            )
    if no_screen:
        _without_screen(paths, desk, form)
        return
    require_terminal()
    with opened(desk) as service:
        code = show_desk(service, review=paths)
    raise typer.Exit(code)


def _without_screen(paths: Sequence[Path], desk: Path | None, form: Format) -> None:
    import asyncio

    with opened(desk) as service:
        taken = asyncio.run(_take(service, paths))
        rows = _rows(service, taken)
    show(form, shape=lambda: [_shape(row) for row in rows], sheet=lambda: _sheet(rows), empty="Nothing was taken.")
    if all(row[-1] is Outcome.FAILED for row in rows):
        raise typer.Exit(1)


async def _take(service: Desk, paths: Sequence[Path]) -> list[SourceTaken]:
    from newsdesk.desk.review import review as take

    return [taken async for taken in take(service, paths, progress)]


Row = tuple[str, str, int, int, int, str, Outcome]
"""Id and title of a source, its updates on the desk, how many are new, how many changed, faults, how it ended."""


def _rows(service: Desk, taken: Sequence[SourceTaken]) -> list[Row]:
    """One row for each source, whose captures may have been several: the last one's faults stand."""
    titles = {source.id: source.title for source in service.sources()}
    rows: dict[str, Row] = {}
    for one in taken:
        before = rows.get(one.source)
        new, changed = (before[3], before[4]) if before else (0, 0)
        rows[one.source] = (
            one.source,
            titles.get(one.source, one.source),
            len(service.updates(source=one.source)),
            new + len(one.new),
            changed + len(one.changed),
            one.health.message,
            one.health.outcome,
        )
    return list(rows.values())


def _shape(row: Row) -> dict[str, object]:
    names = ("source", "title", "updates", "new", "changed", "faults", "outcome")
    return dict(zip(names, row, strict=True))


def _sheet(rows: Sequence[Row]) -> Sheet:
    from newsdesk.export import Column, Sheet

    numbers = [Column(name, right=True) for name in ("updates", "new", "changed")]
    columns = (Column("source", name=True), Column("title"), *numbers, Column("faults", fold=True))
    return Sheet(columns, [(*row[:5], f"failed: {row[5]}" if row[6] is Outcome.FAILED else row[5]) for row in rows])
