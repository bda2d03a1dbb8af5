"""The figures of a version under numbers that stay: what an editor strikes keeps its number, and is struck only once.

The reader's figures come first, in its order, then those that editors added, in theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsdesk import decisions as log
from newsdesk import text
from newsdesk.decisions import Add, Correct, Strike, figure_ref
from newsdesk.errors import CallWrong
from newsdesk.model import Figure

if TYPE_CHECKING:
    from newsdesk.desk import Desk
    from newsdesk.model import Update


class Numbered(NamedTuple):
    """A figure as it stands, or as it stood when it was struck; its number counts from 1."""

    number: int
    figure: Figure
    struck: bool


def numbered(service: Desk, update: Update, version: int) -> list[Numbered]:
    """Every figure of a version, the struck ones too; `version` counts from 0."""
    standing = service.standing()
    names = [(figure_ref(update.ref, version, one), one) for one in update.versions[version].reading.figures]
    rows = [(standing.corrected.get(name, one), name in standing.struck) for name, one in names]
    rows += _added(service, update, version)
    return [Numbered(number, *row) for number, row in enumerate(rows, 1)]


def _added(service: Desk, update: Update, version: int) -> list[tuple[Figure, bool]]:
    """What editors added, from the log: what stands no longer has those that were struck."""
    cancelled = log.undone(service.log())
    rows: list[tuple[Figure, bool]] = []
    acts = (act for decision in service.log() if decision.id not in cancelled for act in decision.acts)
    for act in acts:
        if not isinstance(act, Add | Correct | Strike):
            continue
        if (act.source, act.update, act.version) != (*update.ref, version):
            continue
        if isinstance(act, Add):
            rows.append((act.figure, False))
        elif (act.figure, False) in rows:
            becomes = (act.becomes, False) if isinstance(act, Correct) else (act.figure, True)
            rows[rows.index((act.figure, False))] = becomes
    return rows


def pick(service: Desk, update: Update, number: int) -> Figure:
    """The figure of the newest version under a number. Raises CallWrong where there is none, or it was struck."""
    rows = numbered(service, update, len(update.versions) - 1)
    if not 1 <= number <= len(rows):
        there = f"It has {len(rows)}." if rows else "It has none."
        raise CallWrong(f"There is no figure {number} in that update.", f"{there} See: newsdesk updates show")
    found = rows[number - 1]
    if found.struck:
        quote = text.line(found.figure.quote, 200)
        raise CallWrong(
            f"Figure {number} was struck already: “{quote}”.", "Strikings are taken back with: newsdesk undo"
        )
    return found.figure
