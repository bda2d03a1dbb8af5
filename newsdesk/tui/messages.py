"""What widgets and workers announce, in the past tense. Whoever owns the state handles them; nobody else changes it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from textual.message import Message

from newsdesk.model import LineKey
from newsdesk.settings import Settings
from newsdesk.tui.subject import Subject


@dataclass
class Pointed(Message):
    """The cursor of a pane came to stand on something."""

    subject: Subject | None


@dataclass
class LineWanted(Message):
    """A card was entered: its line is to be shown in the table."""

    key: LineKey


@dataclass
class Sought(Message):
    """The words to find have changed."""

    words: str


@dataclass
class SearchEnded(Message):
    """The person is done typing what to find."""


@dataclass
class DeskChanged(Message):
    """Something was stored; many changes in a moment are announced once."""

    listed: bool = True
    """Whether the list of updates may be another; an editor's act on one of them leaves it as it is."""


@dataclass
class WorkBegan(Message):
    """A worker has begun: "polling", "opening"."""

    job: int
    """Which one, as several may be at work."""
    doing: str
    name: str = ""
    """What it is on, where several do the same."""


@dataclass
class WorkAdvanced(Message):
    """A worker has done another part."""

    job: int
    done: int
    total: int


@dataclass
class WorkEnded(Message):
    """A worker is done, with what it brought in words; without any where it was stopped."""

    words: str
    failed: bool = False
    """Whether something of it did."""
    job: int = 0
    """None of those that were announced where it is 0."""


@dataclass
class RefreshAsked(Message):
    """The person asked for a round of polling."""


@dataclass
class CheckAsked(Message):
    """A person wants to know what is at an address."""

    address: str


@dataclass
class SampleAsked(Message):
    """A person wants to practise on a bundled incident."""

    name: str


@dataclass
class SettingsChanged(Message):
    """A person set something otherwise."""

    settings: Settings


@dataclass
class FilesAsked(Message):
    """The person named saved feeds to open."""

    path: Path
