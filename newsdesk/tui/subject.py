"""What the words pane is about: an update at one of its figures, a line, a check, or a source. The acts apply to it."""

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
    at: FigureRef | None = None
    """The words under the cursor, by their figure; null while the keys are elsewhere."""


class SourceSubject(Struct, frozen=True):
    """A source, by its id."""

    source: str


class CheckSubject(Struct, frozen=True):
    """Something that does not add up, or follows, with the claims it rests on."""

    check: Check
    at: FigureRef | None = None
    """As of a line."""


Subject = UpdateSubject | LineSubject | SourceSubject | CheckSubject


def words_at(subject: Subject | None) -> UpdateSubject | None:
    """The words of an update that the acts apply to: those that are read, else those under the cursor on a line."""
    if isinstance(subject, LineSubject | CheckSubject) and (at := subject.at) is not None:
        return UpdateSubject(UpdateRef(at.source, at.update), at.version, at)
    return subject if isinstance(subject, UpdateSubject) else None


def words_behind(said: OriginClaim) -> UpdateSubject:
    """The exact words behind a cell of the table."""
    return UpdateSubject(said.claim.update, said.claim.version, place(said.claim))
