"""What an editor saw of an incident when they last looked: no act, and yet theirs, so that the next look can say what
is new."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from newsdesk.model import LineKey, Number, Qualifier


class Stood(Struct, frozen=True):
    """What an origin stood with on a line."""

    origin: str
    value: Number | None
    qualifier: Qualifier
    low: Number | None
    high: Number | None
    source: str = ""
    """The id of its own source, which may get another title; empty where others printed its words."""


class Seen(Struct, frozen=True):
    """A line as it was seen."""

    key: LineKey
    conflict: bool
    said: tuple[Stood, ...]
    """What counted towards its verdict, and what its parties stood with."""


class Look(Struct, frozen=True, kw_only=True):
    """An editor's last look at an incident."""

    editor: str
    incident: str
    at: datetime
    lines: tuple[Seen, ...] = ()
