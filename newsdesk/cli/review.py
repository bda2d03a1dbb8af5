"""`newsdesk review`: saved feeds, opened offline on the screen or taken in and counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsdesk.cli.calls import Commands
from newsdesk.cli.failures import with_command
from newsdesk.cli.options import DeskFolder, Form, Format, named, place
from newsdesk.cli.output import progress, show
from newsdesk.cli.screen import require_terminal, show_kept
from newsdesk.cli.session import opened
from newsdesk.errors import CallWrong
from newsdesk.model import Outcome

if TYPE_CHECKING:
    from newsdesk.desk import Desk, SourceTaken
    from newsdesk.desk.review import NotOpened
    from newsdesk.export import Sheet


def review(
    paths: Annotated[
        list[Path], typer.Argument(parser=place, metavar="PATH…", help="Saved feeds, or folders of them.")
    ],
    no_screen: Annotated[bool, typer.Option("--no-screen", help="Take them in and print what was taken.")] = False,
    desk: DeskFolder = None,
    form: Form = Format.TABLE,
) -> None:
    """Open saved feeds; nothing is fetched. A folder with an incident.toml brings its incident."""
    for path in paths:
        if not path.exists():
            raise CallWrong(f"There is nothing at {named(path)}.", "Name a saved feed, or a folder of them.")
    if no_screen:
        _without_screen(paths, desk, form)
        return
    require_terminal()
    raise typer.Exit(show_kept(desk, review=paths))


def _without_screen(paths: Sequence[Path], desk: Path | None, form: Format) -> None:
    import asyncio

    with opened(desk) as service:
        tallies = asyncio.run(_take(service, paths))
        titles = {source.id: source.title for source in service.sources()}
        for tally in tallies:
            if tally.source in titles:
                tally.title, tally.file = titles[tally.source], ""
                tally.updates = len(service.updates(source=tally.source))
    show(form, shape=lambda: [tally.shape() for tally in tallies], sheet=lambda: _sheet(tallies), empty="")
    if all(tally.failed == tally.captures for tally in tallies):
        raise typer.Exit(1)


@dataclass
class Tally:
    """What the captures of one source brought."""

    source: str
    title: str = ""
    file: str = ""
    """Its name, where it gave nothing and no such source is on the desk."""
    updates: int = 0
    """Its updates on the desk, those of earlier reviews too."""
    captures: int = 0
    failed: int = 0
    new: int = 0
    changed: int = 0
    faults: list[str] = field(default_factory=list)
    """What was wrong, each thing once."""

    def count(self, taken: SourceTaken) -> None:
        """Add one capture."""
        self.captures += 1
        self.failed += taken.health.outcome is Outcome.FAILED
        self.new += len(taken.new)
        self.changed += len(taken.changed)
        self._add(taken.health.message)

    def miss(self, missed: NotOpened) -> None:
        """Add a capture of a source that is not on the desk, or not yet."""
        self.captures += 1
        self.failed += 1
        self.file = missed.name
        self._add(with_command(str(missed.failure)))

    def _add(self, fault: str) -> None:
        if fault and fault not in self.faults:
            self.faults.append(fault)

    def in_words(self) -> str:
        """The faults on one line: "failed: …", "2 of 20 failed: …", or what did not stop the reading."""
        told = " ".join(self.faults)
        if self.file:
            return f"not opened: {told}"
        if not self.failed:
            return told
        return f"failed: {told}" if self.failed == self.captures else f"{self.failed} of {self.captures} failed: {told}"

    def shape(self) -> dict[str, object]:
        """Its fields, for JSON."""
        return asdict(self)


async def _take(service: Desk, paths: Sequence[Path]) -> list[Tally]:
    from newsdesk.desk.review import NotOpened
    from newsdesk.desk.review import review as take

    tallies: dict[str, Tally] = {}
    async for taken in take(service, paths, progress):
        tally = tallies.setdefault(taken.source, Tally(taken.source))
        if isinstance(taken, NotOpened):
            tally.miss(taken)
        else:
            tally.count(taken)
    return list(tallies.values())


def _sheet(tallies: Sequence[Tally]) -> Sheet:
    from newsdesk.export import Column, Sheet

    numbers = [Column(name, right=True) for name in ("updates", "new", "changed")]
    columns = (Column("source", name=True), Column("title"), *numbers, Column("faults", fold=True))
    rows = [
        ("" if one.file else one.source, one.file or one.title, one.updates, one.new, one.changed, one.in_words())
        for one in tallies
    ]
    return Sheet(columns, rows)


COMMANDS: Commands = {"review": review}
