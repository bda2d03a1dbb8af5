"""`newsdesk sample`: a bundled incident on the screen, on a clock or all at once, in a desk that is thrown away."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from newsdesk import text
from newsdesk.cli.calls import Commands
from newsdesk.cli.options import DeskFolder
from newsdesk.cli.screen import LEAVES, require_terminal, show_desk
from newsdesk.cli.session import opened
from newsdesk.errors import CallWrong
from newsdesk.leaving import orderly

if TYPE_CHECKING:
    from newsdesk.desk import Desk
    from newsdesk.desk.replay import Replay


def sample(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="Which incident.")] = "in-amenas",
    speed: Annotated[float, typer.Option(metavar="N", help="Story seconds in a real one.", min=0.001, max=1e6)] = 60,
    at_once: Annotated[
        bool, typer.Option("--at-once", help="Everything is there already; the clock goes on from its end.")
    ] = False,
    desk: DeskFolder = None,
) -> None:
    """Open the desk on a bundled incident. Its updates arrive as if it happened now."""
    folder = find(name)
    require_terminal()
    with _folder(desk) as place:
        code = _play(folder, place, speed, at_once, "" if desk else LEAVES)
    raise typer.Exit(code)


def practise(name: str, leads: str) -> int:
    """Play a bundled incident in a desk that is thrown away, and say where leaving it leads; the exit code."""
    with _folder(None) as place:
        return _play(find(name), place, 60, False, leads)


def find(name: str) -> Path:
    """The folder of a bundled incident. Raises CallWrong naming those there are."""
    from newsdesk import resources

    there = resources.samples()
    if name not in there:
        raise CallWrong(f"There is no sample {text.line(name, 60)}.", f"There are: {', '.join(there)}")
    return there[name]


@contextmanager
def _folder(named: Path | None) -> Iterator[Path]:
    """The folder named, else one that is thrown away."""
    if named is not None:
        yield named
        return
    with orderly(), TemporaryDirectory(prefix="newsdesk-") as place:
        yield Path(place) / "desk"


def _play(folder: Path, place: Path, speed: float, at_once: bool, practice: str) -> int:
    """Show a bundled incident in a desk; `practice` says where `q` leads from one that is thrown away."""
    import asyncio

    from newsdesk.desk.replay import Replay, ReplayClock, opens

    with opened(place, clock=ReplayClock(opens(folder), speed, time.monotonic)) as service:
        replay = Replay(service, folder)
        if not at_once:
            return show_desk(service, replay=replay, practice=practice).code
        asyncio.run(_take_all(service, replay))
        return show_desk(service, practice=practice).code


async def _take_all(service: Desk, replay: Replay) -> None:
    """Take the whole incident in; the desk's clock then goes on from its last update at the pace of ours."""
    from newsdesk.desk.replay import ReplayClock

    try:
        await replay.load()
        if replay.ends is not None:
            service.clock = ReplayClock(replay.ends, 1, time.monotonic)
            await replay.advance(replay.ends)
    finally:
        replay.close()


COMMANDS: Commands = {"sample": sample}
