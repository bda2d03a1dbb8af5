"""What a person may set, where their files are, and the one TOML file of settings: checked on load, kept on change.

Paths follow the platform's conventions; NEWSDESK_HOME puts everything below one folder instead.
"""

from __future__ import annotations

import getpass
import os
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

_HOURS = r"^(([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d)?$"
VIEWS = {"1": "state:new", "2": "has:conflict", "3": "has:edits", "4": "has:star", "5": "state:held"}
"""What the number keys show until a person says otherwise."""


When = Literal["moved", "conflict", "failing", "found"]
Way = Literal["bell", "toast", "desktop"]
Density = Literal["roomy", "compact"]


class AlertRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of [[alerts]]: what is told, and how."""

    when: When
    """A line's range moved; a line fell into conflict; a source began to fail; an update arrived that fits `find`."""
    measure: str = ""
    """For lines: only this one, such as killed."""
    by: Annotated[float, Meta(ge=0, le=10**15)] = 0
    """For moved: only by more than this."""
    incident: str = ""
    """Only in the incident of this title or id; empty: in any."""
    find: str = ""
    """For found: a query, as in the list of updates."""
    to: tuple[Way, ...] = ("toast",)


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person may set in settings.toml."""

    editor: str = ""
    """Signs decisions; empty: the name of the login."""
    theme: str = "wire"
    density: Density = "roomy"
    """How much the screen shows at once."""
    keys: dict[str, str] = msgspec.field(default_factory=dict)
    """Binding id → keys, comma-separated; replaces the built-in keys of that act."""
    views: dict[str, str] = msgspec.field(default_factory=dict)
    """Number key, 1 to 5 → the query that it shows in place of the built-in one; empty: none. See `view`."""
    poll_minutes: Annotated[float, Meta(ge=0.5, le=1440)] = 5
    stale_hours: Annotated[float, Meta(gt=0, le=8760)] = 12
    """A figure not repeated for longer than this is stale."""
    keep_snapshots: bool = True
    alerts: tuple[AlertRule, ...] = (AlertRule(when="conflict"),)
    quiet_hours: Annotated[str, Meta(pattern=_HOURS)] = ""
    """From when to when alerts neither ring nor leave the terminal, in UTC as on the screen: "22:00-06:30"."""

    def view(self, number: str) -> str:
        """The query that a number key shows; empty where it shows none."""
        return self.views.get(number, VIEWS.get(number, ""))

    @property
    def patience(self) -> timedelta:
        """The desk's patience for a figure that nobody repeats."""
        return timedelta(hours=self.stale_hours)

    @property
    def late(self) -> timedelta:
        """After how long without an answer a source is shown as stale: two rounds of polling, and at least an hour."""
        return max(2 * timedelta(minutes=self.poll_minutes), timedelta(hours=1))

    @property
    def signature(self) -> str:
        """Who signs decisions: the editor set here, else the login's name. To be cleaned before it is shown."""
        if self.editor.strip():
            return self.editor
        with suppress(KeyError, OSError):
            return getpass.getuser()
        return "editor"


def config_file() -> Path:
    """The settings file; it need not exist."""
    return _place("config") / "settings.toml"


def desk_folder() -> Path:
    """The desk that opens when none is named."""
    return _place("data") / "desk"


def _place(kind: str) -> Path:
    home = os.environ.get("NEWSDESK_HOME")
    if home:
        return Path(home)
    import platformdirs

    paths = platformdirs.PlatformDirs("newsdesk", appauthor=False)
    return paths.user_config_path if kind == "config" else paths.user_data_path
