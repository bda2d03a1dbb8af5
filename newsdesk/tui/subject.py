"""What the words pane is about: an update at one of its figures, a line, or a source. The acts apply to it."""

from __future__ import annotations

from msgspec import Struct

from newsdesk.decisions import FigureRef
from newsdesk.ledger.records import Check, OriginClaim
from newsdesk.model import LineKey, UpdateRef
from newsdesk.tui.scene import place


class UpdateSubject(Struct, frozen=True):
    """One version of an update, at a figure."""

    ref: UpdateRef
    version: int
    figure: FigureRef | None = None
    """Null: the figure that matters most."""


class LineSubject(Struct, frozen=True):
    """A line, with everybody's words on it."""

    key: LineKey


class SourceSubject(Struct, frozen=True):
    """A source, by its id."""

    source: str


class CheckSubject(Struct, frozen=True):
    """Something that does not add up, or follows, with the claims it rests on."""

    check: Check


Subject = UpdateSubject | LineSubject | SourceSubject | CheckSubject


def words_behind(said: OriginClaim) -> UpdateSubject:
    """The exact words behind a cell of the table."""
    return UpdateSubject(said.claim.update, said.claim.version, place(said.claim))
