"""Numbers as an editor types them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.cli.amounts import Amount, amount
from newsdesk.errors import CallWrong
from newsdesk.ledger.words import value_text
from newsdesk.model import Figure, Measure, Qualifier

Q = Qualifier


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        ("20", Amount(20, Q.EXACT, 20, 20)),
        ("1,394", Amount(1394, Q.EXACT, 1394, 1394)),
        ("0", Amount(0, Q.ZERO, 0, 0)),
        ("≥15", Amount(15, Q.AT_LEAST, 15, None)),
        (">= 15", Amount(15, Q.AT_LEAST, 15, None)),
        ("At least 15", Amount(15, Q.AT_LEAST, 15, None)),
        ("15+", Amount(15, Q.AT_LEAST, 15, None)),
        (">600", Amount(600, Q.MORE_THAN, 601, None)),
        ("up to 40", Amount(40, Q.AT_MOST, 0, 40)),
        ("<40", Amount(40, Q.FEWER_THAN, 0, 39)),
        ("about 40", Amount(40, Q.ABOUT, 36, 44)),
        ("~40", Amount(40, Q.ABOUT, 36, 44)),
        ("nearly 650", Amount(650, Q.NEARLY, 585, 649)),
        ("just over 30", Amount(30, Q.JUST_OVER, 31, 33)),
        ("15-25", Amount(None, Q.BETWEEN, 15, 25)),
        ("between 15 and 25", Amount(None, Q.BETWEEN, 15, 25)),
        ("15–25", Amount(None, Q.BETWEEN, 15, 25)),
    ],
)
def test_a_number_is_understood_as_the_table_prints_it_and_as_people_say_it(words: str, understood: Amount) -> None:
    assert amount(words) == understood


def test_a_magnitude_keeps_its_fraction_and_its_bound_is_the_number_itself() -> None:
    assert amount("7.8", whole=False) == Amount(7.8, Q.EXACT, 7.8, 7.8)
    assert amount(">7", whole=False) == Amount(7, Q.MORE_THAN, 7, None)


@pytest.mark.parametrize(
    "words",
    ["", "many", "twenty", "-5", "20%", "≥15+", "5 of 6", "\x1b[31m5", "1e9", "30-20", "3.5", "9" * 25, "1.5-2"],
)
def test_what_is_no_number_is_refused_with_examples(words: str) -> None:
    with pytest.raises(CallWrong, match="Write for example"):
        amount(words)


HEDGES = [q for q in Qualifier if q not in (Q.BETWEEN, Q.VAGUE, Q.PLURAL, Q.ZERO)]


@given(st.integers(1, 10**7), st.sampled_from(HEDGES))
def test_what_the_table_prints_can_be_typed_back(value: int, qualifier: Qualifier) -> None:
    figure = Figure(
        measure=Measure.KILLED, value=value, qualifier=qualifier, low=None, high=None, quote="x", start=0, end=1
    )
    assert amount(value_text(figure))[:2] == (value, qualifier)
