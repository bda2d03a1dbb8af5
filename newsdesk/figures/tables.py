"""Rows of places under a toll: "Deaths by province:", "Bohol: 134", "Cebu: 9"; each counts a part of it."""

from __future__ import annotations

from typing import NamedTuple

from newsdesk.figures import place_names, quantities
from newsdesk.figures.bounds import Quantity
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import Token
from newsdesk.model import Number

_ROW = 4
"""Words behind the colon of a row: its number, and perhaps what is counted."""
_MEASURING = e.TOLL | e.GROUP | e.STATE | e.NOUN


class Table(NamedTuple):
    """What the rows below a line count."""

    line: int
    """The sentence that the next row follows."""
    measure: str
    most: Number | None
    """The toll that the rows are parts of, where the line gives one."""


def opened(tokens: list[Token], index: int, bound: list[Phrase]) -> Table | None:
    """The table that a line opens: with its one toll behind a colon, or with a measure before it and nothing behind."""
    if not tokens or not any(token.low == ":" for token in tokens):
        return None
    if tokens[-1].low == ":":
        measures = {token.entry.measure for token in tokens if token.flags & _MEASURING and token.entry.measure}
        return Table(index, measures.pop(), None) if len(measures) == 1 and not bound else None
    if len(bound) != 1 or tokens[bound[0].start - 1].low != ":" or bound[0].facets or bound[0].kind == "thing":
        return None
    return Table(index, bound[0].measure, bound[0].quantity.value)


def row(tokens: list[Token], index: int, table: Table) -> Phrase | None:
    """The phrase of a row that follows a table's last line: a place, a colon, and a number no greater than its toll."""
    colon = next((k for k, token in enumerate(tokens) if token.low == ":"), 0)
    if index != table.line + 1 or not 0 < colon < len(tokens) - 1 <= colon + _ROW:
        return None
    name = _place(tokens, colon)
    counted: list[Quantity] = quantities.find(tokens)[0]
    if not name or len(counted) != 1 or counted[0].start != colon + 1:
        return None
    value = counted[0].value
    if value is None or (table.most is not None and value > table.most):
        return None
    phrase = Phrase(counted[0])
    phrase.start, phrase.quantity.single = 0, False
    phrase.measure, phrase.part = table.measure, True
    phrase.add(name)
    return phrase


def _place(tokens: list[Token], colon: int) -> str:
    """The place that is all of a row's label, "American Samoa" too; empty where it is none."""
    first = 1 if colon > 1 and tokens[0].flags & e.DEMONYM else 0
    name = place_names.named(tokens, first) if place_names.begins(tokens, first) else None
    if name is None or name.end != colon:
        return ""
    return " ".join(token.raw for token in tokens[:colon]) if first else name.place.name
