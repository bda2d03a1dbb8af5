"""What several commands take, understood in one place: the desk's folder, the format, moments in time, updates."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from newsdesk import text
from newsdesk.errors import CallWrong

EXAMPLE = "2013-01-17T19:00Z, 2013-01-17T20:00+01:00 or 2013-01-17"


class Format(StrEnum):
    """How a listing is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def moment(words: str) -> datetime:
    """ISO 8601 with Z or an offset; a date is its last second, in UTC. Raises BadParameter with an example."""
    try:
        at = _last_second(words) if len(words) == 10 else datetime.fromisoformat(words)
        if at.tzinfo is not None:
            return at.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    else:
        raise typer.BadParameter(
            f"{text.line(words, 60)} does not say in which time zone. Write for example {EXAMPLE}."
        )
    raise typer.BadParameter(f"{text.line(words, 60)} is not a time. Write for example {EXAMPLE}.")


def _last_second(words: str) -> datetime:
    return datetime.combine(date.fromisoformat(words), time(23, 59, 59), UTC)


def start(words: str) -> datetime:
    """As `moment`, but a date is its first second. Raises BadParameter with an example."""
    at = moment(words)
    return at.replace(hour=0, minute=0, second=0) if len(words) == 10 else at


def place(words: str) -> Path:
    """A file or folder. Raises BadParameter for no name: an unset variable of a shell is not the present folder."""
    if not words.strip():
        raise typer.BadParameter("An empty name names no file and no folder.")
    return Path(words)


def named(path: Path | str) -> str:
    """A path as it is shown: "." and ".." would else be read as the end of the sentence."""
    return f"“{text.line(str(path), 200)}”"


def require_file(path: Path, hint: str) -> None:
    """Raises CallWrong, with what to name, for a folder and for what is not there."""
    if path.is_dir():
        raise CallWrong(f"{named(path)} is a folder.", hint)
    if not path.is_file():
        raise CallWrong(f"There is no file {named(path)}.", hint)


DeskFolder = Annotated[
    Path | None,
    typer.Option("--desk", parser=place, metavar="DIR", help="The desk's folder; without it, your own desk."),
]
Form = Annotated[Format, typer.Option("--format", help="How the listing is printed.")]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        parser=moment, metavar="TIME", help="Only what was published by then: ISO 8601, or a date for its end in UTC."
    ),
]
KnownAt = Annotated[
    datetime | None,
    typer.Option(parser=moment, metavar="TIME", help="Only what the desk had seen and decided by then."),
]
Reason = Annotated[str, typer.Option(parser=text.tidy, metavar="WORDS", help="Why; kept in the log.")]
UpdateName = Annotated[
    str,
    typer.Argument(metavar="UPDATE", help="Its handle as `updates list` shows it, its first letters, or its id."),
]
IncidentName = Annotated[str, typer.Argument(metavar="INCIDENT", help="Its id or title.")]
