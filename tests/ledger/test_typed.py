"""A figure as an editor types it: the table's shorthand, a measure by its name, and what a dialog is filled with."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsdesk.errors import CallWrong
from newsdesk.figures import read
from newsdesk.ledger import typed, words
from tests.figures.test_sentences import rows

NOW = datetime(2031, 3, 14, 16, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ("killed 23 foreign", "23 foreign killed"),
        ("killed ≥23 foreign", "at least 23 foreign killed"),
        ("≈ 40 held", "about 40 held"),
        (">20 foreigners missing", "more than 20 foreigners missing"),
        ("killed >= 23 foreign", "at least 23 foreign killed"),
        ("~40 held", "about 40 held"),
        ("At least 23 foreigners were killed", "At least 23 foreigners were killed"),
        ("killed", "killed"),
    ],
)
def test_the_shorthand_of_the_table_can_be_typed(entry: str, sentence: str) -> None:
    assert typed.spelled(entry) == sentence


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("more than 30 Filipinos taken", "taken >30 Filipino"),
        ("30 taken", "taken 30"),
        ("about 20 attackers", "attackers ≈20"),
        ("70,000 participants", "participants 70,000"),
        ("12 killed in Derna", "killed 12 Derna"),
        ("up to 15,000,000 money", "money ≤15,000,000"),
        ("0 critical", "critical 0"),
    ],
)
def test_a_measure_can_be_typed_by_its_name(entry: str, told: str) -> None:
    found = typed.first_figure(entry, NOW, "")
    who = " ".join(words.scope_names(found.scope))
    assert f"{words.measure_name(found.measure)} {words.value_text(found)} {who}".rstrip() == told


def test_what_a_correction_is_filled_with_can_be_read() -> None:
    """Every figure that the reader is tested on, but dozens and "none as yet", whose bounds are wider."""
    wider = {(11, 13), (22, 26), (0, None)}
    figures = {one for _, row in rows() for one in read(row["text"]).figures if (one.low, one.high) not in wider}
    assert len(figures) > 2000
    for one in figures:
        found = typed.first_figure(typed.worded(one), NOW, "")
        assert (found.measure, found.low, found.high) == (one.measure, one.low, one.high), typed.worded(one)
        assert sorted(found.scope) == sorted(one.scope), typed.worded(one)


def test_a_correction_that_changes_nothing_and_one_of_two_figures_are_refused() -> None:
    figure = read("At least 23 foreign workers were killed.").figures[0]
    with pytest.raises(CallWrong, match="how they are read"):
        typed.reread("at least 23 foreign workers killed", figure, NOW, "")
    with pytest.raises(CallWrong, match="2 figures: 5 killed, 20 injured"):
        typed.reread("five killed and 20 injured", figure, NOW, "")
