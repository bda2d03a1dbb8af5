"""Words that a person types are found in the text they stand in, once or not at all."""

from __future__ import annotations

import pytest

from newsdesk.errors import CallWrong
from newsdesk.figures.quotes import find_quote


def test_a_quote_is_found_whatever_its_case_and_line_ends() -> None:
    words = "At sea\n\nSix people\nwere killed."
    assert find_quote("six  PEOPLE were killed", words) == ("Six people\nwere killed", 8)


@pytest.mark.parametrize("typed", ["", "seven people", "At sea Six people"])
def test_a_quote_that_does_not_stand_in_one_paragraph_is_refused(typed: str) -> None:
    with pytest.raises(CallWrong):
        find_quote(typed, "At sea\n\nSix people were killed.")


def test_words_that_stand_several_times_are_nobodys_until_their_case_or_their_neighbours_tell() -> None:
    words = "Six died, later six more: the six of the crew."
    with pytest.raises(CallWrong, match="stands 2 times"):
        find_quote("six", words)
    with pytest.raises(CallWrong, match="stands 3 times"):
        find_quote("SIX", words)
    assert find_quote("Six", words) == ("Six", 0)
    assert find_quote("SIX more", words) == ("six more", 16)
