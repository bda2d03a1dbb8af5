"""Bounds are carried from line to line: only inwards, to an end, and never to nothing."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from newsdesk.ledger.bounds import Bound, Span, propagate
from newsdesk.ledger.constraints import Constraint, constraints
from newsdesk.model import LineKey, Measure, Number

from .making import SIEGE

KEYS = [
    LineKey(measure, scope)
    for measure in (Measure.TAKEN, Measure.ESCAPED, Measure.HELD, Measure.ABOARD, Measure.KILLED, Measure.MISSING)
    for scope in ((), ("foreign",), ("local",), ("GB",), ("FR",), ("GB", "child"))
]
ends = st.one_of(st.none(), st.integers(0, 12))


@st.composite
def all_spans(draw: st.DrawFn) -> dict[LineKey, Span]:
    found = {}
    for key in draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=12)):
        low, high = draw(ends), draw(ends)
        if low is not None and high is not None:
            low, high = min(low, high), max(low, high)
        found[key] = Span(bound(low), bound(high))
    return found


def bound(number: Number | None) -> Bound | None:
    return None if number is None else Bound(number, ())


def numbers(span: Span) -> tuple[Number, Number]:
    return span.low.number if span.low else 0, span.high.number if span.high else 10**6


@given(all_spans())
def test_propagation_is_monotone_ends_and_empties_nothing(said: dict[LineKey, Span]) -> None:
    rules = constraints(said.keys(), SIEGE)
    known = propagate(rules, said)
    for key, span in said.items():
        (low, high), (tighter_low, tighter_high) = numbers(span), numbers(known[key])
        assert low <= tighter_low <= tighter_high <= high
    assert propagate(rules, known) == known


@given(all_spans(), st.data())
def test_the_order_of_the_rules_changes_no_bound_where_all_of_them_hold(
    said: dict[LineKey, Span], data: st.DataObject
) -> None:
    rules = constraints(said.keys(), SIEGE)
    one, other = propagate(rules, said), propagate(data.draw(st.permutations(rules)), said)
    if hold(rules, one) and hold(rules, other):
        assert {key: numbers(span) for key, span in one.items()} == {key: numbers(span) for key, span in other.items()}


def hold(rules: Sequence[Constraint], known: dict[LineKey, Span]) -> bool:
    """Whether the least of the parts fits under the most of each whole, and the most of all parts reaches its least."""
    for rule in rules:
        low, high = numbers(known.get(rule.whole, Span()))
        parts = [numbers(known.get(key, Span())) for key in rule.parts]
        if sum(least for least, _ in parts) > high or (rule.exact and sum(most for _, most in parts) < low):
            return False
    return True
