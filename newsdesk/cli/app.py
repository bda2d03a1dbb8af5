"""The table of contents of the command line, and its main.

A command's module is imported when it is called, and imports what it needs when it runs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING, cast

import typer
from typer.main import get_command

from newsdesk.cli import root
from newsdesk.cli.calls import Contents, Entry
from newsdesk.cli.failures import tell
from newsdesk.errors import NewsdeskError

if TYPE_CHECKING:
    from typer.core import TyperGroup

WORDS = "A terminal newsroom: who says how many, since when, and where they disagree. Without a command: the desk."
CONTENTS = {
    "sample": Entry("sample"),
    "review": Entry("review"),
    "refresh": Entry("refresh"),
    "figures": Entry("figures"),
    "copy": Entry("copying"),
    "extract": Entry("extract"),
    "inspect": Entry("inspect"),
    "triage": Entry("triage"),
    "move": Entry("triage"),
    "star": Entry("triage"),
    "note": Entry("triage"),
    "settings": Entry("settings"),
    "undo": Entry("log"),
    "redo": Entry("log"),
    "log": Entry("log"),
    "sources": Entry("sources", "The feeds that are polled or opened."),
    "incidents": Entry("incidents", "The stories that updates belong to."),
    "updates": Entry("updates", "What the feeds brought, with every version."),
    "figure": Entry("figure", "An editor's hand on the figures of an update."),
    "questions": Entry("questions", "The numbers that the reader left open."),
    "desk": Entry("lines", "The numbers the newsroom runs with."),
    "origins": Entry("origins", "Whose voice is whose, and how far each can be relied on."),
    "parties": Entry("parties", "Who is a party to the event."),
}
"""Every command in the order of the help."""


def build() -> TyperGroup:
    """All commands under one name."""
    app = typer.Typer(
        help=WORDS,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(root.desk)
    group = cast("TyperGroup", get_command(app))
    group.commands = Contents(CONTENTS)  # type: ignore[assignment]  # Typer only reads it
    return group


def run(argv: Sequence[str]) -> int:
    """Run one call and return its exit code; prints nothing but the command's words, and its failure on stderr."""
    arguments, debug = _without_debug(argv)
    try:
        _require_streams()
        _print_whatever_comes()
        code = build().main(args=arguments, prog_name="newsdesk", standalone_mode=False)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the command's main: every failure becomes words
        return tell(error, debug)
    return code if isinstance(code, int) else 0


def _require_streams() -> None:
    """Raises NewsdeskError where nothing can be printed.

    The numbers of closed streams are taken first: a desk's file that got one would be written to as to a terminal.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(number)
    if sys.stdout is None:
        raise NewsdeskError("Standard output is closed.", "Leave it open, or send it to a file or to /dev/null.")


def _print_whatever_comes() -> None:
    """A terminal that cannot show a sign gets its code: a "?" in the place of "≥" would lie."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _without_debug(argv: Sequence[str]) -> tuple[list[str], bool]:
    """`--debug` may stand anywhere before a `--`."""
    end = argv.index("--") if "--" in argv else len(argv)
    ours = [word for word in argv[:end] if word != "--debug"]
    return [*ours, *argv[end:]], len(ours) < end
