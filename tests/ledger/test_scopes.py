"""Scopes in one form, and which lies within which."""

from __future__ import annotations

import pytest

from newsdesk.ledger.scopes import Scopes
from newsdesk.model import Incident, LineKey, Measure, Side

from .making import SIEGE

SCOPES = Scopes(SIEGE)


@pytest.mark.parametrize(
    ("scope", "settled"),
    [
        ((), ()),
        (("worker", "hostage"), ()),
        (("worker", "foreign"), ("foreign",)),
        (("GB", "foreign"), ("GB",)),
        (("DZ",), ("local",)),
        (("DZ", "local"), ("local",)),
        (("local", "foreign"), ()),
        (("woman", "child"), ("child", "woman")),
        (("Algeria",), ()),
        (("Derna",), ("Derna",)),
    ],
)
def test_a_scope_is_brought_to_one_form(scope: tuple[str, ...], settled: tuple[str, ...]) -> None:
    assert SCOPES.settled(scope) == settled


@pytest.mark.parametrize(
    ("part", "whole", "within"),
    [
        (("GB",), ("foreign",), True),
        (("GB",), (), True),
        (("foreign",), (), True),
        (("child",), (), True),
        (("GB", "child"), ("child", "foreign"), True),
        (("GB", "child"), ("GB",), True),
        (("local",), (), True),
        (("GB",), ("local",), False),
        (("foreign",), ("GB",), False),
        (("foreign",), ("local",), False),
        ((), (), False),
        (("FR", "GB"), ("GB",), False),
        (("FR", "GB"), ("foreign",), True),
        (("child",), ("woman",), False),
    ],
)
def test_a_part_lies_within_its_whole(part: tuple[str, ...], whole: tuple[str, ...], within: bool) -> None:
    assert SCOPES.within(LineKey(Measure.KILLED, part), LineKey(Measure.KILLED, whole)) is within


def test_sides_lie_within_a_toll_that_includes_the_attackers_and_in_nothing_else() -> None:
    all_sides = LineKey(Measure.KILLED, (), Side.ALL)
    assert SCOPES.within(LineKey(Measure.KILLED, ("GB",), Side.VICTIMS), all_sides)
    assert SCOPES.within(LineKey(Measure.KILLED, (), Side.ATTACKERS), all_sides)
    assert not SCOPES.within(LineKey(Measure.KILLED, (), Side.ATTACKERS), LineKey(Measure.KILLED))
    assert not SCOPES.within(LineKey(Measure.INJURED, ("GB",)), LineKey(Measure.KILLED))


def test_without_a_country_a_nationality_is_not_known_to_be_foreign() -> None:
    nowhere = Scopes(Incident(id="a", title="A"))
    assert not nowhere.within(LineKey(Measure.KILLED, ("GB",)), LineKey(Measure.KILLED, ("foreign",)))
    assert nowhere.settled(("GB", "foreign")) == ("GB",)
