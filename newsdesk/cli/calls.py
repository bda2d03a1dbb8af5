"""How commands are put together: names to functions, and the usage beside the words when a call was wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from newsdesk.errors import CallWrong

Commands = Mapping[str, Callable[..., None]]
"""Names of commands and what runs; the docstring is the help."""


class Misused(CallWrong):
    """A wrong call, with the usage of the command that was called."""

    def __init__(self, error: CallWrong, usage: str) -> None:
        super().__init__(error.what, error.hint)
        self.usage = usage


class Command(TyperCommand):
    """A command that tells its usage when it was called for something that is not there."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command. Raises Misused in the place of CallWrong."""
        try:
            return super().invoke(ctx)
        except CallWrong as error:
            raise Misused(error, ctx.get_usage()) from error


class Root(TyperGroup):
    """The command itself, called without the name of another."""

    def invoke(self, ctx: Any) -> Any:
        """Run the desk, or the command named. Raises Misused in the place of CallWrong."""
        try:
            return super().invoke(ctx)
        except Misused:
            raise
        except CallWrong as error:
            raise Misused(error, ctx.get_usage()) from error


def add_commands(app: typer.Typer, commands: Commands) -> None:
    """Give an app these commands, in this order."""
    for name, run in commands.items():
        app.command(name, cls=Command)(run)


def add_group(app: typer.Typer, name: str, words: str, commands: Commands) -> None:
    """Give an app a group of commands, such as `sources list`."""
    group = typer.Typer(help=words, rich_markup_mode=None)
    add_commands(group, commands)
    app.add_typer(group, name=name)
