"""A line is found by its words, in any order, and never by a guess between two."""

from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.cli.lines import find_line
from newsdesk.errors import CallWrong
from newsdesk.ledger import Ledger, Line, Verdict
from newsdesk.ledger.words import line_name
from newsdesk.model import LineKey, Measure, Side

KEYS = [
    LineKey(Measure.KILLED),
    LineKey(Measure.KILLED, (), Side.ATTACKERS),
    LineKey(Measure.KILLED, (), Side.ALL),
    LineKey(Measure.KILLED, ("foreign",)),
    LineKey(Measure.KILLED, ("GB",)),
    LineKey(Measure.ESCAPED, ("foreign",)),
    LineKey(Measure.ESCAPED, ("local",)),
    LineKey(Measure.BUILDINGS_DESTROYED),
    LineKey(Measure.ATTACKERS, (), Side.ATTACKERS),
]
LEDGER = Ledger(
    incident="siege",
    as_of=datetime(2013, 1, 17, tzinfo=UTC),
    known_at=None,
    lines=tuple(
        Line(key=key, verdict=Verdict.SINGLE, low=1, high=1, range="1", severity=0, reason="", origins=())
        for key in KEYS
    ),
)


@given(st.sampled_from(KEYS), st.randoms())
def test_a_line_is_found_by_its_printed_name_in_any_order(key: LineKey, random: Random) -> None:
    words = line_name(key).upper().split()
    random.shuffle(words)
    assert find_line(LEDGER, " ".join(words)).key == key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("killed", LineKey(Measure.KILLED)),
        ("killed all", LineKey(Measure.KILLED)),
        ("killed · all", LineKey(Measure.KILLED)),
        ("killed all with attackers", LineKey(Measure.KILLED, (), Side.ALL)),
        ("killed-attackers", LineKey(Measure.KILLED, (), Side.ATTACKERS)),
        ("killed GB", LineKey(Measure.KILLED, ("GB",))),
        ("killed/british", LineKey(Measure.KILLED, ("GB",))),
        ("local", LineKey(Measure.ESCAPED, ("local",))),
        ("buildings_destroyed", LineKey(Measure.BUILDINGS_DESTROYED)),
        ("attackers", LineKey(Measure.ATTACKERS, (), Side.ATTACKERS)),
    ],
)
def test_fewer_words_do_where_only_one_line_has_them(name: str, key: LineKey) -> None:
    assert find_line(LEDGER, name).key == key


@pytest.mark.parametrize(
    ("name", "said"), [("foreign", "Several lines"), ("missing", "no line"), ("", "no line"), ("···", "no line")]
)
def test_words_of_several_lines_or_of_none_are_refused_with_the_names(name: str, said: str) -> None:
    with pytest.raises(CallWrong, match=said) as refused:
        find_line(LEDGER, name)
    assert "escaped · foreign" in refused.value.hint
