"""How commands are put together: names to functions, each imported and built when it is called or listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

import typer
from typer.main import get_command, get_group

if TYPE_CHECKING:
    # Typer carries its own click, and gives its commands no public name.
    from typer._click import Command

Commands = Mapping[str, Callable[..., None]]
"""Names of commands and what runs; the docstring is the help."""


class Entry(NamedTuple):
    """A command of its own, or a group such as `sources list`; the module has them in its COMMANDS."""

    module: str
    group: str = ""
    """The words of a group."""

    def built(self, name: str) -> Command:
        """The command or group of that name, as Typer has it."""
        commands: Commands = import_module(f"newsdesk.cli.{self.module}").COMMANDS
        app = typer.Typer(help=self.group, rich_markup_mode=None, add_completion=False)
        for one, run in commands.items() if self.group else ((name, commands[name]),):
            app.command(one)(run)
        command = get_group(app) if self.group else get_command(app)
        command.name = name
        return command


class Contents(Mapping[str, "Command"]):
    """A table of contents: its names are there at once, what they name is built when it is wanted."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries
        self._built: dict[str, Command] = {}

    def __getitem__(self, name: str) -> Command:
        if name not in self._built:
            self._built[name] = self._entries[name].built(name)
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
