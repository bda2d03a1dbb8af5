"""JSON and CSV give back what was put in, and neither a terminal nor a spreadsheet obeys them."""

import csv
import io
import json
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsdesk import text
from newsdesk.export import csv_text, json_text

ANYTHING = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)
FORMULA_MARKS = "=+-@＝＋－＠\t\r"


@given(
    st.recursive(ANYTHING | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(ANYTHING, inner))
)
@example({"a": "\x1b]52;c;x\x07\x9b31m\u202e\U000e0041\ud800\u200d"})
@example([{"a": "\u2028"}, {"a": "é 👩‍🚀 سلام"}])
def test_json_gives_back_what_was_put_in_and_no_terminal_obeys_it(value: object) -> None:
    written = json_text(value)
    assert json.loads(written) == value
    assert text.clean(written) == written
    written.encode()


def test_json_keeps_letters_of_every_script_readable() -> None:
    assert json_text({"title": "مصر ≥15 é 👩‍🚀"}) == '{"title": "مصر ≥15 é 👩‍🚀"}'


def test_a_list_of_records_has_one_on_each_line() -> None:
    assert json_text([{"a": 1}, {"a": 2}]) == '[\n{"a": 1},\n{"a": 2}\n]'


@given(st.lists(st.tuples(ANYTHING, ANYTHING), min_size=1))
@example([("=1+1", "\t=x"), ("＝cmd", " -1"), ("\r@x", "\n+1")])
def test_csv_is_read_back_row_by_row_and_no_cell_is_a_formula(rows: list[tuple[str, str]]) -> None:
    written = csv_text(("a", "b"), rows)
    assert text.clean(written) == written
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert read[0] == ["a", "b"]
    assert len(read) == len(rows) + 1
    for row, given_row in zip(read[1:], rows, strict=True):
        for cell, given_cell in zip(row, given_row, strict=True):
            assert cell.removeprefix("'") == text.clean(given_cell).removeprefix("'")
            assert not cell.lstrip().startswith(tuple(FORMULA_MARKS))


@pytest.mark.parametrize("mark", list(FORMULA_MARKS))
def test_a_cell_that_starts_like_a_formula_becomes_text(mark: str) -> None:
    (row,) = csv.reader(io.StringIO(csv_text((), [(f"{mark}cmd|' /C calc'!A0",)], head=False), newline=""))
    assert row[0].startswith("'")
    assert unicodedata.category(row[0][0]) == "Po"


def test_csv_writes_null_as_nothing_numbers_as_numbers_and_lists_in_one_cell() -> None:
    assert csv_text(("a", "b", "c", "d"), [(None, -5, ["x", "y"], True)]) == '"a","b","c","d"\n"",-5,"x; y","true"\n'
