"""`newsdesk` without a command: the desk on the screen."""

from __future__ import annotations

from typing import Annotated

import typer

from newsdesk.cli.options import AsOf, DeskFolder
from newsdesk.cli.screen import require_terminal, show_kept
from newsdesk.errors import CallWrong


def _tell_version(wanted: bool) -> None:
    if wanted:
        from newsdesk import __version__
        from newsdesk.cli.output import say

        say(f"newsdesk {__version__}")
        raise typer.Exit


def desk(
    context: typer.Context,
    *,
    desk: DeskFolder = None,
    as_of: AsOf = None,
    offline: Annotated[bool, typer.Option("--offline", help="Poll only when asked.")] = False,
    _version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    _debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of a failure; may stand anywhere.")
    ] = False,
) -> None:
    """Open the desk, unless a command follows."""
    if context.invoked_subcommand is not None:
        if desk is not None or offline or as_of is not None:
            raise CallWrong(
                f"Options of the desk stand before the command {context.invoked_subcommand}.",
                f"Put them at its end: newsdesk {context.invoked_subcommand} … --desk DIR",
            )
        return
    require_terminal()
    raise typer.Exit(show_kept(desk, live=not offline, as_of=as_of))
