"""Rows of numbers: under a toll ("Deaths by province:", "Bohol: 134"), with what each counts, or in columns."""

from __future__ import annotations

from collections.abc import Container
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from newsdesk.figures import place_names, quantities
from newsdesk.figures.bounds import Quantity
from newsdesk.figures.drafts import Draft
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.texts import Text
from newsdesk.figures.tokens import LABELLING, Token, peek
from newsdesk.model import Counts, Number

_ROW = 4
"""Words behind the colon of a row: its number, and perhaps what is counted."""
_LABEL = 6
"""Words of a row's label, its colon included."""
BETWEEN_CELLS = "|"
"""Stands between the cells of a row."""
_PAIR = 2
"""Cells of a row that says itself what it counts."""
_MEASURING = e.TOLL | e.GROUP | e.STATE | e.NOUN
_HEADING = e.TRIGGER | e.PERSON | e.OF
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
    if len(bound) != 1 or peek(tokens, bound[0].start - 1).low != ":" or bound[0].facets or bound[0].kind != "none":
        return None
    return Table(index, bound[0].measure, bound[0].quantity.value)


def rows(text: Text, table: Table) -> dict[int, list[Phrase]]:
    """The phrases of a table's rows, by their lines; none where they do not add up to its toll."""
    found: dict[int, Phrase] = {}
    for index in range(table.line + 1, len(text.sentences)):
        phrase = _row(text.tokens(index), table.measure)
        if phrase is None:
            break
        found[index] = phrase
    total = sum(phrase.quantity.value or 0 for phrase in found.values())
    return {index: [phrase] for index, phrase in found.items()} if table.whole in (None, total) else {}


def grids(text: Text) -> dict[int, list[Phrase]]:
    """The phrases of each row of cells that counts something, by its line.

    Rows stand below their columns ("Province | Dead | Injured", "Bohol | 134 | 20"), or say themselves what they count
    ("Dead | 154").
    """
    found: dict[int, list[Phrase]] = {}
    columns: list[str] = []
    of_places = False
    for index, (start, end) in enumerate(text.sentences) if BETWEEN_CELLS in text.text else ():
        if text.text.find(BETWEEN_CELLS, start, end) < 0:
            columns = []
            continue
        tokens = text.tokens(index)
        cells = _cells(tokens)
        numbers = _numbers(tokens, cells)
        headings = [_column(tokens[slice(*cell)], text.lexicon.totals) for cell in cells]
        if not numbers:
            columns, of_places = headings, _is_of_places(tokens[slice(*cells[0])], text.lexicon.placing)
        elif len(columns) == len(cells):
            counted = _counted(tokens, cells, columns, numbers, text.lexicon.totals)
            found[index] = [one for one in counted if of_places or not one.part]
        elif len(cells) == _PAIR and headings[0] and 1 in numbers:
            found[index] = [_cell(numbers[1], headings[0])]
    return {index: phrases for index, phrases in found.items() if phrases}


def _cells(tokens: list[Token]) -> list[tuple[int, int]]:
    """Where the tokens of each cell of a line begin and end."""
    bars = [k for k, token in enumerate(tokens) if token.low == BETWEEN_CELLS]
    return [(left + 1, right) for left, right in pairwise([-1, *bars, len(tokens)])]


def _numbers(tokens: list[Token], cells: list[tuple[int, int]]) -> dict[int, Quantity]:
    """The numbers that are all of their cell, by its place in the row."""
    counted = {(one.start, one.end): one for one in quantities.find(tokens)[0] if one.value is not None}
    return {k: counted[cell] for k, cell in enumerate(cells) if cell in counted}


def _column(heading: list[Token], totals: Container[str]) -> str:
    """What the numbers below a heading count ("Dead", "People injured", "Total deaths"); empty where unclear."""
    measures = {token.entry.measure for token in heading if token.flags & e.TRIGGER}
    plain = all(token.flags & _HEADING or token.low in totals for token in heading)
    things = any(token.flags & (e.BUILDING | e.THING) for token in heading)
    return measures.pop() if len(measures) == 1 and plain and not things else ""


def _is_of_places(heading: list[Token], placing: Container[str]) -> bool:
    """Does the first column hold places: "Province", "Affected districts", or no words? Not "Source", "Disaster"."""
    return not heading or any(token.flags & (e.REGION | e.TOWN) or token.low in placing for token in heading)


def _counted(
    tokens: list[Token],
    cells: list[tuple[int, int]],
    columns: list[str],
    numbers: dict[int, Quantity],
    totals: Container[str],
) -> list[Phrase]:
    """The phrases of a row: of all, where it has no label or is the total; else of the place that is its label."""
    label = tokens[slice(*cells[0])]
    whole = bool(columns[0]) or (bool(label) and label[0].low in totals)
    name = "" if whole or not label or any(token.flags & e.VOICE for token in label) else _place(tokens, cells[0][1])
    if not (whole or name):
        return []
    return [_cell(number, columns[k], name) for k, number in numbers.items() if columns[k]]


def _cell(number: Quantity, measure: str, name: str = "") -> Phrase:
    """The phrase of one number of a row, whose words are those of the row up to it."""
    phrase = Phrase(number)
    phrase.start, phrase.quantity.single = 0, False
    phrase.measure, phrase.part = measure, bool(name)
    if name:
        phrase.add(name)
        phrase.place = name
    return phrase


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
    return _cell(counted[0], measure, name)


def placed(text: Text, drafts: list[Draft]) -> list[Draft]:
    """The drafts, those of rows ("Bohol: 9 dead, 12 missing", "Cebu: 5 dead") as parts of all, each in its place."""
    totals = text.lexicon.ending_sections
    named = {index: _label(text.tokens(index), totals) for index in {one.sentence for one in drafts}}
    rows = {index: name for index, name in named.items() if name}
    listed = {index for index in rows if index - 1 in rows or index + 1 in rows}
    return [_in_row(one, rows[one.sentence]) if one.sentence in listed else one for one in drafts]


def _label(tokens: list[Token], totals: Container[str]) -> str:
    """The place before the colon or dash of a row whose first number stands right behind it; empty for a total or a
    voice."""
    if len(tokens) > 1 and not tokens[0].low[0].isalnum():
        # "- Swat: 9 dead".
        tokens = tokens[1:]
    if tokens[0].low in totals:
        return ""
    colon = next((k for k, token in enumerate(tokens[:_LABEL]) if token.low in LABELLING), 0)
    counts = 0 < colon < len(tokens) - 1 and tokens[colon + 1].flags & (e.NUMERIC | e.BEFORE)
    counts = counts and not any(token.flags & e.VOICE for token in tokens[:colon])
    return _place(tokens, colon) if counts else ""


def _in_row(draft: Draft, name: str) -> Draft:
    """A number of a row, with the row's place as scope."""
    figure = draft.figure
    if figure.counts is not Counts.WHOLE or name in figure.scope:
        return draft
    return draft._replace(figure=replace(figure, scope=(*figure.scope, name), counts=Counts.PART), place=name)


def _place(tokens: list[Token], colon: int) -> str:
    """The place that is all of a row's label, "American Samoa" too; empty where it is none."""
    first = 1 if colon > 1 and tokens[0].flags & e.DEMONYM else 0
    name = place_names.named(tokens, first) if place_names.begins(tokens, first) else None
    if name is None or name.end != colon:
        return ""
    return " ".join(token.raw for token in tokens[:colon]) if first else name.place.name
