"""Numbers as an editor types them, and as a desk figure prints them again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.errors import CallWrong
from newsdesk.figures.bounds import bounds
from newsdesk.ledger.amounts import HEDGES, Amount, amount, hedged
from newsdesk.ledger.words import spoken, value_text
from newsdesk.model import Measure, Number, Qualifier

Q = Qualifier
KILLED, MAGNITUDE = Measure.KILLED, Measure.MAGNITUDE


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        ("20", Amount(20, Q.EXACT, 20, 20)),
        ("1,394", Amount(1394, Q.EXACT, 1394, 1394)),
        ("2,30,000", Amount(230000, Q.EXACT, 230000, 230000)),
        ("0", Amount(0, Q.ZERO, 0, 0)),
        ("≥15", Amount(15, Q.AT_LEAST, 15, None)),
        (">= 15", Amount(15, Q.AT_LEAST, 15, None)),
        ("At least 15", Amount(15, Q.AT_LEAST, 15, None)),
        ("15+", Amount(15, Q.AT_LEAST, 15, None)),
        ("15 +", Amount(15, Q.AT_LEAST, 15, None)),
        (">600", Amount(600, Q.MORE_THAN, 601, None)),
        ("up to 40", Amount(40, Q.AT_MOST, 0, 40)),
        ("at most 40", Amount(40, Q.AT_MOST, 0, 40)),
        ("<=40", Amount(40, Q.AT_MOST, 0, 40)),
        ("<40", Amount(40, Q.FEWER_THAN, 0, 39)),
        ("about 40", Amount(40, Q.ABOUT, 36, 44)),
        ("~40", Amount(40, Q.ABOUT, 36, 44)),
        ("nearly 650", Amount(650, Q.NEARLY, 585, 649)),
        ("just over 30", Amount(30, Q.JUST_OVER, 31, 33)),
        ("15-25", Amount(None, Q.BETWEEN, 15, 25)),
        ("between 15 and 25", Amount(None, Q.BETWEEN, 15, 25)),
        ("15 – 25", Amount(None, Q.BETWEEN, 15, 25)),
        ("15 to 25", Amount(None, Q.BETWEEN, 15, 25)),
    ],
)
def test_a_number_is_understood_as_the_table_prints_it_and_as_people_say_it(words: str, understood: Amount) -> None:
    assert amount(words, KILLED) == understood


def test_a_magnitude_keeps_its_fraction_and_its_bound_is_the_number_itself() -> None:
    assert amount("7.8", MAGNITUDE) == Amount(7.8, Q.EXACT, 7.8, 7.8)
    assert amount(">7", MAGNITUDE) == Amount(7, Q.MORE_THAN, 7, None)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "many",
        "twenty",
        "-5",
        "20%",
        "12 dead",
        "0x10",
        "2,5",
        "25,00",
        "1,2345",
        "≥15+",
        "5 of 6",
        "\x1b[31m5",
        "1e9",
        "30-20",
        "3.5",
        "9" * 25,
        "1.5-2",
    ],
)
def test_what_is_no_number_is_refused_with_examples(words: str) -> None:
    with pytest.raises(CallWrong, match="Write for example"):
        amount(words, KILLED)


AMOUNTS = st.builds(
    lambda value, qualifier: Amount(value, qualifier, *bounds(qualifier, value)),
    st.integers(1, 10**7),
    st.sampled_from([Q.EXACT, *HEDGES]),
) | st.builds(lambda low, more: Amount(None, Q.BETWEEN, low, low + more), st.integers(0, 999), st.integers(1, 999))


@given(AMOUNTS)
def test_what_is_printed_or_spoken_can_be_typed_back(said: Amount) -> None:
    assert amount(value_text(said), KILLED) == amount(spoken(said), KILLED) == said


@given(AMOUNTS)
def test_an_interval_gives_back_its_hedge(said: Amount) -> None:
    found = hedged(said.value, said.low, said.high)
    assert found[2:] == said[2:]
    assert amount(value_text(found), KILLED)[2:] == said[2:]


@pytest.mark.parametrize(
    ("value", "low", "high", "printed"),
    [
        (20, 20, 20, "20"),
        (0, 0, 0, "0"),
        (15, 15, None, "≥15"),
        (600, 601, None, ">600"),
        (40, 0, 40, "≤40"),
        (40, None, 40, "≤40"),
        (40, 0, 39, "<40"),
        (40, 36, 44, "≈40"),
        (650, 585, 649, "≲650"),
        (30, 31, 33, "≳30"),
        (7.8, 7.8, 7.8, "7.8"),
        (7.5, 6.75, 8.25, "≈7.5"),
        (None, 15, 25, "15–25"),
        (None, 2, None, "≥2"),
        (12, 11, 13, "11–13"),
        (None, None, None, "·"),
    ],
)
def test_a_desk_figure_is_printed_as_it_was_hedged(
    value: Number | None, low: Number | None, high: Number | None, printed: str
) -> None:
    assert value_text(hedged(value, low, high)) == printed
