"""What takes a text back is recognised, and what only speaks of correcting is not."""

from __future__ import annotations

import pytest

from newsdesk.incidents.corrections import MOST, correction


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CORRECTION: Toll in mine blast is 12, not 21", "CORRECTION: Toll in mine blast is 12, not 21"),
        (
            "Blast\n\nAn earlier version of this story gave the toll as 21. Police",
            "An earlier version of this story gave the toll as 21",
        ),
        ("Fire (Corrects number of injured)", ""),
        ("Fire kills 4\n\n(Corrects number of injured in paragraph 2)", "(Corrects number of injured in paragraph 2)"),
        ("Editor’s note: the ministry withdrew its count.", "Editor’s note: the ministry withdrew its count"),
        ("The agency said the story has been withdrawn.", "The agency said the story has been withdrawn"),
        ("The ministry incorrectly said 40 people died.", "The ministry incorrectly said 40 people died"),
        ("The department of corrections said two inmates escaped.", ""),
        ("A correctional officer was hurt.", ""),
        ("Police killed two men.", ""),
        ("Troops were withdrawn from the town.", ""),
    ],
)
def test_the_sentence_that_corrects_is_found(text: str, found: str) -> None:
    assert correction(text) == found


def test_a_long_line_is_searched_in_time_that_grows_with_it_and_cut() -> None:
    assert correction("a " * 200_000) == ""
    assert len(correction("Correction: " + "word " * 5000)) == MOST
