"""Tables fit their width in terminal cells, cut words, never numbers, and draw nothing that a title asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsdesk import text
from newsdesk.export import Column, Sheet, table_text
from newsdesk.export.tables import WIDEST

COLUMNS = (Column("id"), Column("number", right=True), Column("title", fold=True))
CELLS = st.tuples(st.text(max_size=60), st.integers(0, 10**6), st.text(max_size=120))
WORDS = st.text(st.characters(exclude_categories=["Cs", "Nd"]), max_size=60)
LEAST = 31
"""Cells that these columns need: an identity cut to 4, a number of 7, words of 12 between two gaps of 2, some spare."""


@given(st.lists(st.tuples(WORDS, st.integers(0, 10**6), WORDS), max_size=6), st.integers(LEAST, 120))
def test_no_line_is_wider_than_a_terminal_that_has_room_for_its_numbers(
    rows: list[tuple[str, int, str]], width: int
) -> None:
    drawn = table_text(Sheet(COLUMNS, rows), width)
    assert all(cell_len(line) <= width for line in drawn.splitlines())


SPREAD = (Column("line", fold=True), Column("range", right=True), Column("desk", right=True), Column("said", fold=True))
DISPLACED = ("displaced all", "1,250,000–1,400,000", "1,300,000", "AP 1,250,000, AFP 1,400,000 (party)")


@given(st.integers(1, 120))
def test_a_number_is_whole_at_any_width_and_so_is_every_word(width: int) -> None:
    drawn = table_text(Sheet(SPREAD, [DISPLACED]), width)
    for word in " ".join(DISPLACED).split():
        assert word in drawn
    assert "…" not in drawn


@pytest.mark.parametrize("fold", [False, True])
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=6), st.integers(1, 80))
def test_words_are_never_cut_within_a_number(fold: bool, counts: list[int], width: int) -> None:
    told = [f"{count:,}" for count in counts]
    drawn = table_text(Sheet((Column("title", fold=fold), Column("n", right=True)), [("/".join(told), 7)]), width)
    assert set(text.numbers("\n".join(drawn.splitlines()[2:]))) <= {*told, "7"}


@given(st.lists(CELLS, max_size=6))
def test_what_comes_from_outside_is_drawn_as_text_only(rows: list[tuple[str, int, str]]) -> None:
    drawn = table_text(Sheet(COLUMNS, rows))
    assert text.clean(drawn) == drawn


def test_markup_and_controls_in_a_title_draw_nothing() -> None:
    drawn = table_text(Sheet(COLUMNS, [("a", 1, "[red]x[/] \x1b[31m\x9b2J")]))
    assert "[red]x[/] [31m2J" in drawn


def test_a_folded_column_keeps_every_word_where_another_is_cut() -> None:
    words = "twenty-five foreigners escape and six die say sources in the region"
    drawn = table_text(Sheet(COLUMNS, [("an identity that is far too long to show", 25, words)]), 40)
    assert "…" in drawn.splitlines()[2].split("  ")[0]
    shown = [line.split("  ")[-1].strip() for line in drawn.splitlines()[2:]]
    assert " ".join(shown) == words


def test_a_number_is_whole_wherever_the_table_fits_its_columns() -> None:
    drawn = table_text(Sheet(COLUMNS, [("x" * 50, 1234567, "y" * 50)]), 30)
    assert "1234567" in drawn


def test_a_name_to_copy_is_cut_after_the_words() -> None:
    columns = (Column("id", name=True), Column("title"))
    rows = [("deep-connector-content-mock-data", "A title that is rather long as well")]
    assert "deep-connector-content-mock-data" in table_text(Sheet(columns, rows), 50)
    assert "…" in table_text(Sheet(columns, rows), 30).splitlines()[2].split("  ")[0]


def test_wide_characters_keep_the_columns_straight() -> None:
    drawn = table_text(Sheet(COLUMNS, [("日本", 1, "a"), ("é", 22, "b")]))
    ends = {cell_len(line[: line.rindex(mark)]) for line, mark in zip(drawn.splitlines()[2:], "ab", strict=True)}
    assert len(ends) == 1


def test_a_listing_of_nothing_is_nothing() -> None:
    assert table_text(Sheet(COLUMNS, [])) == ""


def test_one_endless_title_does_not_widen_every_row_where_no_terminal_bounds_it() -> None:
    rows = [("a" * 900, 1, "word " * 90), ("b", 2, "c")]
    drawn = table_text(Sheet(COLUMNS, rows)).splitlines()
    assert max(map(cell_len, drawn)) <= 2 * WIDEST + 20
    assert drawn[2].startswith("a" * (WIDEST - 1) + "…")
    assert "".join(drawn).count("word") == 90
