"""How commands are put together: names to functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import typer

Commands = Mapping[str, Callable[..., None]]
"""Names of commands and what runs; the docstring is the help."""


def add_commands(app: typer.Typer, commands: Commands) -> None:
    """Give an app these commands, in this order."""
    for name, run in commands.items():
        app.command(name)(run)


def add_group(app: typer.Typer, name: str, words: str, commands: Commands) -> None:
    """Give an app a group of commands, such as `sources list`."""
    group = typer.Typer(help=words, rich_markup_mode=None)
    add_commands(group, commands)
    app.add_typer(group, name=name)
