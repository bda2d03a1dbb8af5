"""`newsdesk settings`: every setting as it stands, and where it is kept; says what is wrong with the file."""

from __future__ import annotations

from newsdesk.cli.calls import Commands
from newsdesk.cli.options import Form, Format
from newsdesk.cli.output import show


def settings(form: Form = Format.TABLE) -> None:
    """Check the settings file, and list what holds."""
    import msgspec

    from newsdesk.export import Column, Sheet
    from newsdesk.settings import config_file
    from newsdesk.settings.file import load
    from newsdesk.tui import keys, preferences

    place = config_file()
    chosen = load(place, preferences.check)
    table = tuple(keys.remapped(chosen.keys))
    columns = (Column("setting", name=True), Column("value"), Column("what it does", fold=True))
    rows = [
        (row.at, row.value, row.words) for row in preferences.rows(chosen, table) if row.at != preferences.NEW_ALERT
    ]
    show(
        form,
        shape=lambda: {"file": str(place), **msgspec.to_builtins(chosen)},
        sheet=lambda: Sheet(columns, rows),
        empty="No settings.",
    )


COMMANDS: Commands = {"settings": settings}
