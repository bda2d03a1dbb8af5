"""What a desk tells its listeners, after it is stored; named in the past tense."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.decisions import Decision
from newsdesk.model import Health, UpdateRef


@dataclass(frozen=True)
class SourceTaken:
    """A source was polled or opened; what it brought is in the store."""

    source: str
    health: Health
    new: tuple[UpdateRef, ...] = ()
    changed: tuple[UpdateRef, ...] = ()


@dataclass(frozen=True)
class Decided:
    """An editor decided something."""

    decision: Decision


@dataclass(frozen=True)
class SourcesChanged:
    """The list of sources is another."""


@dataclass(frozen=True)
class IncidentsChanged:
    """The incidents, or which updates they hold, are others."""


Announcement = SourceTaken | Decided | SourcesChanged | IncidentsChanged
