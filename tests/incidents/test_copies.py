"""Which texts are near-copies of earlier ones, and which only speak of the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsdesk.incidents.copies import Copies, Place, shared
from newsdesk.model import UpdateRef

NOON = datetime(2013, 1, 17, 12, tzinfo=UTC)
WIRE = (
    "At least 23 people were killed and dozens hurt when a ferry capsized off the northern coast on "
    "Friday, the harbour master said. Divers recovered eleven bodies before dark. The vessel was licensed "
    "for 60 passengers but carried more than twice as many, according to survivors, and sank within "
    "minutes of leaving the pier at Calder."
)
REWRITTEN = (
    "A ferry that sank off the north coast on Friday took 23 lives or more, says the harbour master. "
    "Survivors speak of an overloaded boat; it had room for 60 and there were twice that many aboard when "
    "it left Calder and went down at once."
)
LOCAL = (
    "The mayor called for three days of mourning and for an inquiry into who let the boat leave at all that evening."
)


def place(number: int, source: str) -> Place:
    return Place(NOON + timedelta(minutes=number), UpdateRef(source, str(number)), 0)


def original(*texts: tuple[str, str]) -> list[str | None]:
    """Of texts by source in the order of publication, the source of each one's original."""
    copies = Copies()
    found = [copies.take(place(number, source), text) for number, (source, text) in enumerate(texts)]
    return [one.ref.source if one else None for one in found]


def gathered(texts: Iterable[tuple[Place, str]]) -> Copies:
    copies = Copies()
    for _ in copies.gather(texts):
        pass
    return copies


@pytest.mark.parametrize(
    ("second", "copied"),
    [
        (WIRE, True),
        (f"CALDER (AP) - {WIRE}", True),
        (WIRE[: len(WIRE) // 2], True),
        (f"{WIRE[: len(WIRE) // 2]} {LOCAL}", True),
        (WIRE.replace("dozens", "scores").replace("Friday", "Thursday"), True),
        (WIRE.upper(), True),
        (REWRITTEN, False),
        (LOCAL, False),
        ("At least 23 people were killed", False),
        ("", False),
    ],
)
def test_a_text_is_a_copy_where_it_carries_another_ones_words(second: str, copied: bool) -> None:
    assert original(("ap", WIRE), ("herald", second)) == [None, "ap" if copied else None]


def test_an_outlet_does_not_copy_itself() -> None:
    assert original(("ap", WIRE), ("ap", WIRE)) == [None, None]


def test_the_copy_of_a_copy_is_the_first_ones() -> None:
    half = f"{WIRE[: len(WIRE) * 2 // 3]} {LOCAL}"
    assert original(("ap", WIRE), ("herald", half), ("echo", half)) == [None, "ap", "ap"]


def test_all_that_carry_a_text_are_known_first_in_print_first() -> None:
    copies = gathered((place(number, source), WIRE) for number, source in enumerate(("ap", "herald", "echo")))
    assert [ref.source for ref in copies.carriers(UpdateRef("herald", "1"), 0)] == ["ap", "herald", "echo"]
    assert copies.original(UpdateRef("ap", "0"), 0) is None
    assert copies.carriers(UpdateRef("nobody", "1"), 0) == []


def test_an_older_text_is_refused_once_a_copy_of_it_was_taken() -> None:
    copies = Copies()
    copies.take(place(2, "ap"), WIRE)
    with pytest.raises(ValueError, match="after"):
        copies.take(place(1, "herald"), WIRE)


def test_an_older_text_that_nobody_copies_is_taken_late() -> None:
    copies = Copies()
    copies.take(place(1, "ap"), WIRE)
    copies.take(place(3, "herald"), LOCAL)
    found = copies.take(place(2, "echo"), WIRE)
    assert found is not None
    assert found.ref.source == "ap"
    assert [ref.source for ref in copies.carriers(UpdateRef("echo", "2"), 0)] == ["ap", "echo"]


def test_only_the_words_that_both_have_are_shared() -> None:
    assert shared("At least 23 people were killed and dozens hurt", WIRE)
    assert not shared(LOCAL, WIRE)
    assert not shared("killed", WIRE)


TEXTS = st.lists(st.sampled_from([WIRE, WIRE[:200], f"{WIRE[:150]} {LOCAL}", REWRITTEN, LOCAL]), max_size=6)


@given(TEXTS, st.randoms())
def test_what_is_found_owes_nothing_to_the_order_of_arrival_nor_to_what_came_later(
    texts: list[str], chance: Random
) -> None:
    rows = [(place(number, f"s{number}"), text) for number, text in enumerate(texts)]
    mixed = list(rows)
    chance.shuffle(mixed)
    whole, other = gathered(rows), gathered(mixed)
    for number, (at, _) in enumerate(rows):
        by_then = gathered(rows[: number + 1])
        assert whole.original(at.ref, 0) == other.original(at.ref, 0) == by_then.original(at.ref, 0)


LETTERS = st.text("abcdefg", min_size=3, max_size=14)


@given(st.lists(LETTERS, min_size=2, max_size=9), st.randoms())
@example(["aaa", "aaa", "abc", "ade"], Random(5))
def test_a_text_that_is_taken_late_is_found_as_if_it_had_come_in_time(texts: list[str], chance: Random) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newsdesk.incidents.copies.COMMON", 2)
        patch.setattr("newsdesk.incidents.copies.LEAST", 1)
        patch.setattr("newsdesk.incidents.copies.SHORT", 0)
        patch.setattr("newsdesk.incidents.copies.shingles", lambda text: frozenset(map(ord, text)))
        rows = [(place(number, f"s{number}"), text) for number, text in enumerate(texts)]
        mixed, copies = list(rows), Copies()
        chance.shuffle(mixed)
        taken = []
        for at, text in mixed:
            try:
                copies.take(at, text)
            except ValueError:
                continue
            taken.append((at, text))
        whole = gathered(taken)
        for at, _ in taken:
            assert copies.original(at.ref, 0) == whole.original(at.ref, 0)
            assert copies.carriers(at.ref, 0) == whole.carriers(at.ref, 0)
