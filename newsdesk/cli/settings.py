"""`newsdesk settings`: every setting as it stands, where it is kept, and all that is wrong in the file."""

from __future__ import annotations

import typer

from newsdesk.cli.calls import Commands
from newsdesk.cli.options import Form, Format
from newsdesk.cli.output import show, warn
from newsdesk.errors import SettingsWrong


def settings(form: Form = Format.TABLE) -> None:
    """Check the settings file, and list what holds. Exit 2 if anything in it is wrong."""
    import msgspec

    from newsdesk.export import Column, Sheet
    from newsdesk.settings import config_file
    from newsdesk.settings.file import load, told
    from newsdesk.tui import keys, preferences

    place = config_file()
    chosen, faults = load(place, preferences.check)
    table = tuple(keys.remapped(chosen.keys))
    columns = (Column("setting", name=True), Column("value"), Column("what it does", fold=True))
    rows = [
        (row.at, row.value, row.words) for row in preferences.rows(chosen, table) if row.at != preferences.NEW_ALERT
    ]
    show(
        form,
        shape=lambda: {"file": str(place), "faults": [*map(str, faults)], **msgspec.to_builtins(chosen)},
        sheet=lambda: Sheet(columns, rows),
        empty="No settings.",
    )
    if faults:
        warn(told(place, faults))
        raise typer.Exit(SettingsWrong.exit_code)


COMMANDS: Commands = {"settings": settings}
