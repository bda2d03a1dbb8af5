"""Where a person's files are, and the one TOML file of settings, checked on load.

Paths follow the platform's conventions; NEWSDESK_HOME puts everything below one folder instead.
"""

from __future__ import annotations

import os
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from newsdesk.errors import SettingsWrong

VIEWS = {"1": "state:new", "2": "has:conflict", "3": "has:edits", "4": "has:star", "5": "state:held"}
"""What the number keys show until a person says otherwise."""


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person may set in settings.toml."""

    editor: str = ""
    """Signs decisions; empty: the name of the login."""
    theme: str = "wire"
    keys: dict[str, str] = msgspec.field(default_factory=dict)
    """Binding id → keys, comma-separated; replaces the built-in keys of that act."""
    views: dict[str, str] = msgspec.field(default_factory=lambda: dict(VIEWS))
    """Number key, 1 to 5 → the query that it shows."""
    poll_minutes: Annotated[float, Meta(ge=0.5, le=1440)] = 5
    stale_hours: Annotated[float, Meta(gt=0, le=8760)] = 12
    """A figure not repeated for longer than this is stale."""
    keep_snapshots: bool = True

    @property
    def patience(self) -> timedelta:
        """The desk's patience for a figure that nobody repeats."""
        return timedelta(hours=self.stale_hours)


def config_file() -> Path:
    """The settings file; it need not exist."""
    return _place("config") / "settings.toml"


def desk_folder() -> Path:
    """The desk that opens when none is named."""
    return _place("data") / "desk"


def load(path: Path | None = None) -> Settings:
    """Read settings; a missing file gives the defaults. Raises SettingsWrong naming the line or the name at fault."""
    path = path or config_file()
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsWrong(f"{path} cannot be read: {error}.", "Mend or remove the file.") from error
    try:
        return msgspec.convert(tomllib.loads(text), Settings)
    except tomllib.TOMLDecodeError as error:
        raise SettingsWrong(f"{path}: {error}.", "Mend that line.") from error
    except msgspec.ValidationError as error:
        raise SettingsWrong(f"{path}: {error}{_where(text, str(error))}.", "Mend that setting.") from error


def _where(text: str, message: str) -> str:
    """The line that holds the name a validation message speaks of."""
    names = [name for name in message.replace("$.", " ").replace("`", " ").split() if name.strip(".")]
    for number, row in enumerate(text.splitlines(), 1):
        key = row.split("=")[0].strip().strip('"')
        if key and key in names:
            return f" (line {number})"
    return ""


def _place(kind: str) -> Path:
    home = os.environ.get("NEWSDESK_HOME")
    if home:
        return Path(home)
    import platformdirs

    paths = platformdirs.PlatformDirs("newsdesk", appauthor=False)
    return paths.user_config_path if kind == "config" else paths.user_data_path
