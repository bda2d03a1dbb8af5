"""Rows of places: under a toll ("Deaths by province:", "Bohol: 134", "Cebu: 9"), or with what each number counts."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from msgspec.structs import replace

from newsdesk.figures import place_names, quantities
from newsdesk.figures.bounds import Quantity
from newsdesk.figures.discourse import Text
from newsdesk.figures.drafts import Draft
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import Token
from newsdesk.model import Counts, Number

_ROW = 4
"""Words behind the colon of a row: its number, and perhaps what is counted."""
_LABEL = 6
"""Words of a row's label, its colon included."""
_MEASURING = e.TOLL | e.GROUP | e.STATE | e.NOUN
_TELLING = e.PERSON | e.AUXILIARY | e.SPEECH | e.PRONOUN | e.VERB
"""Kinds of word in a heading that says more than whose deaths are counted where."""


class Table(NamedTuple):
    """What the rows below a line count."""

    line: int
    """The sentence that the rows follow."""
    measure: str
    whole: Number | None
    """The toll that the rows add up to, where the line gives one."""


def opened(text: Text, index: int, bound: list[Phrase]) -> Table | None:
    """The table that a line opens: "Death toll: 149", "Deaths by province:"; none where it says more than that."""
    tokens = text.tokens(index)
    told = any(token.flags & _TELLING and not token.flags & (e.TRIGGER | e.SILENT) for token in tokens)
    if told or text.voices(index) or text.cues(index) or not any(token.low == ":" for token in tokens):
        return None
    if tokens[-1].low == ":":
        measures = {token.entry.measure for token in tokens if token.flags & _MEASURING and token.entry.measure}
        parted = any(token.flags & e.BREAKDOWN for token in tokens)
        return Table(index, measures.pop(), None) if len(measures) == 1 and parted and not bound else None
    if len(bound) != 1 or tokens[bound[0].start - 1].low != ":" or bound[0].facets or bound[0].kind != "none":
        return None
    return Table(index, bound[0].measure, bound[0].quantity.value)


def rows(text: Text, table: Table) -> dict[int, Phrase]:
    """The phrases of a table's rows, by their lines; none where they do not add up to its toll."""
    found: dict[int, Phrase] = {}
    for index in range(table.line + 1, len(text.sentences)):
        phrase = _row(text.tokens(index), table.measure)
        if phrase is None:
            break
        found[index] = phrase
    total = sum(phrase.quantity.value or 0 for phrase in found.values())
    return found if table.whole in (None, total) else {}


def _row(tokens: list[Token], measure: str) -> Phrase | None:
    """The phrase of a row: a place, a colon, a number, and no more than what is counted."""
    colon = next((k for k, token in enumerate(tokens) if token.low == ":"), 0)
    if not 0 < colon < len(tokens) - 1 <= colon + _ROW:
        return None
    name = _place(tokens, colon)
    counted: list[Quantity] = quantities.find(tokens)[0]
    if not name or len(counted) != 1 or counted[0].start != colon + 1 or counted[0].value is None:
        return None
    if any(token.entry.measure != measure for token in tokens[counted[0].end :]):
        return None
    phrase = Phrase(counted[0])
    phrase.start, phrase.quantity.single = 0, False
    phrase.measure, phrase.part = measure, True
    phrase.add(name)
    return phrase


def placed(text: Text, drafts: list[Draft]) -> list[Draft]:
    """The drafts, those of rows ("Bohol: 9 dead, 12 missing", "Cebu: 5 dead") as parts of all, each in its place."""
    totals = text.lexicon.ending_sections
    named = {index: _label(text.tokens(index), totals) for index in {one.sentence for one in drafts}}
    rows = {index: name for index, name in named.items() if name}
    listed = {index for index in rows if index - 1 in rows or index + 1 in rows}
    return [_in_row(one, rows[one.sentence]) if one.sentence in listed else one for one in drafts]


def _label(tokens: list[Token], totals: Container[str]) -> str:
    """The place before the colon of a row whose first number stands right behind it; empty for a total."""
    if tokens[0].low in totals:
        return ""
    colon = next((k for k, token in enumerate(tokens[:_LABEL]) if token.low == ":"), 0)
    counts = 0 < colon < len(tokens) - 1 and tokens[colon + 1].flags & (e.NUMERIC | e.BEFORE)
    return _place(tokens, colon) if counts else ""


def _in_row(draft: Draft, name: str) -> Draft:
    """A number of a row, with the row's place as scope."""
    figure = draft.figure
    if figure.counts is not Counts.WHOLE or name in figure.scope:
        return draft
    return draft._replace(figure=replace(figure, scope=(*figure.scope, name), counts=Counts.PART), place="")


def _place(tokens: list[Token], colon: int) -> str:
    """The place that is all of a row's label, "American Samoa" too; empty where it is none."""
    first = 1 if colon > 1 and tokens[0].flags & e.DEMONYM else 0
    name = place_names.named(tokens, first) if place_names.begins(tokens, first) else None
    if name is None or name.end != colon:
        return ""
    return " ".join(token.raw for token in tokens[:colon]) if first else name.place.name
