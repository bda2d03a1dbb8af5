"""The table of contents of the command line, and its main.

Imports the modules of the commands, which import what they need when they run.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import typer
from typer.main import get_command

from newsdesk.cli import (
    extract,
    figure,
    figures,
    incidents,
    inspect,
    lines,
    log,
    origins,
    parties,
    questions,
    refresh,
    review,
    root,
    sample,
    settings,
    sources,
    triage,
    updates,
)
from newsdesk.cli.calls import add_commands, add_group
from newsdesk.cli.failures import tell
from newsdesk.errors import NewsdeskError

WORDS = "A terminal newsroom: who says how many, since when, and where they disagree. Without a command: the desk."


def build() -> typer.Typer:
    """All commands under one name."""
    app = typer.Typer(
        help=WORDS,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(root.desk)
    add_commands(app, {"sample": sample.sample, "review": review.review, "refresh": refresh.refresh})
    add_group(app, "sources", "The feeds that are polled or opened.", sources.COMMANDS)
    add_group(app, "incidents", "The stories that updates belong to.", incidents.COMMANDS)
    add_group(app, "updates", "What the feeds brought, with every version.", updates.COMMANDS)
    add_commands(app, {"figures": figures.figures, "copy": lines.copy})
    add_commands(app, {"extract": extract.extract, "inspect": inspect.inspect})
    add_commands(app, triage.COMMANDS)
    add_commands(app, {"settings": settings.settings})
    add_group(app, "figure", "An editor's hand on the figures of an update.", figure.COMMANDS)
    add_group(app, "questions", "The numbers that the reader left open.", questions.COMMANDS)
    add_group(app, "desk", "The numbers the newsroom runs with.", lines.COMMANDS)
    add_group(app, "origins", "Whose voice is whose, and how far each can be relied on.", origins.COMMANDS)
    add_group(app, "parties", "Who is a party to the event.", parties.COMMANDS)
    add_commands(app, log.COMMANDS)
    return app


def run(argv: Sequence[str]) -> int:
    """Run one call and return its exit code; prints nothing but the command's words, and its failure on stderr."""
    arguments, debug = _without_debug(argv)
    try:
        _require_streams()
        _print_whatever_comes()
        code = get_command(build()).main(args=arguments, prog_name="newsdesk", standalone_mode=False)
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
