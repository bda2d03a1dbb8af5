"""What one version changed in another: its words, and its figures."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.figures import read
from newsdesk.incidents.differences import MOST_WORDS, Fate, figures_between, last_shift, words_between
from newsdesk.ledger.words import shift_text
from newsdesk.model import Update, Version

NOON = datetime(2013, 1, 17, 12, tzinfo=UTC)


def shifts(before: str, after: str) -> list[str]:
    return [shift_text(*one) for one in figures_between(read(before).figures, read(after).figures)]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("The blast killed 32 people.", "The blast killed 23 people.", ["killed 32 → 23"]),
        ("The blast killed 32 people.", "The explosion on Monday killed 32 people.", []),
        ("The blast killed 32 people.", "The blast killed at least 32 people.", ["killed 32 → ≥32"]),
        ("The blast killed 32 people and hurt 40.", "The blast killed 32 people.", ["injured 40 gone"]),
        ("The blast killed 32 people.", "The blast killed 32 people. Five are missing.", ["missing 5 new"]),
        ("Police arrested 4 men.", "The fire killed 4 men.", ["arrested 4 men gone", "killed 4 men new"]),
        ("A fire broke out.", "A fire broke out late.", []),
        (
            "05:10 GMT\nThe fire killed 15 people.",
            "14:20 GMT\nThe fire killed 31 people.\n05:10 GMT\nThe fire killed 15 people.",
            ["killed 15 → 31"],
        ),
        ("The toll is 15.", "The toll rose from 15 to 31.", ["killed 15 → 31"]),
    ],
)
def test_figures_that_moved_went_or_came_are_told(before: str, after: str, told: list[str]) -> None:
    assert shifts(before, after) == told


def test_the_words_that_went_and_came_are_told_apart() -> None:
    pieces = words_between("Blast kills 32 in town", "Blast kills 23 in the town")
    assert [piece for piece in pieces if piece.fate is not Fate.SAME] == [
        (Fate.GONE, "32"),
        (Fate.NEW, "23"),
        (Fate.NEW, "the "),
    ]


TEXTS = st.text(st.sampled_from("ab 1\n"), max_size=60)


@given(TEXTS, TEXTS)
def test_the_pieces_make_up_both_texts(before: str, after: str) -> None:
    pieces = words_between(before, after)
    assert "".join(text for fate, text in pieces if fate is not Fate.NEW) == before
    assert "".join(text for fate, text in pieces if fate is not Fate.GONE) == after


def test_very_long_texts_are_compared_line_by_line() -> None:
    long = "word " * MOST_WORDS
    pieces = words_between(f"{long}\nlast", f"{long}\nlater")
    assert [piece.fate for piece in pieces] == [Fate.SAME, Fate.GONE, Fate.NEW]


def update(*bodies: str) -> Update:
    versions = tuple(Version(title="t", body=body, seen=NOON, at=NOON, reading=read(f"t\n\n{body}")) for body in bodies)
    return Update(source="ap", id="1", versions=versions)


@pytest.mark.parametrize(
    ("bodies", "number"),
    [
        (("The blast killed 32.",), 0),
        (("The blast killed 32.", "The bomb killed 32."), 0),
        (("The blast killed 32.", "The blast killed 23."), 1),
        (("The blast killed 32.", "The blast killed 23.", "The bomb killed 23."), 1),
    ],
)
def test_the_last_version_that_changed_figures_is_known(bodies: tuple[str, ...], number: int) -> None:
    assert last_shift(update(*bodies)) == number
