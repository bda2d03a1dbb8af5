"""What callers ask of a ledger."""

from __future__ import annotations

from newsdesk.ledger import words
from newsdesk.ledger.queries import authority, counting, first_to_say, related
from newsdesk.model import Grade, LineKey, Measure

from .making import SIEGE, ledger, line, said


def test_who_counts_and_who_spoke_first() -> None:
    found = line(
        [
            said("AP", "17 10:00", 20),
            said("AFP", "17 09:00", 25),
            said("AP", "17 12:00", 20),
            said("CNN", "17 08:00", 34, "ANI"),
        ]
    )
    assert [claim.origin for claim in counting(found)] == ["AP", "AFP"]
    assert [claim.origin for claim in first_to_say(found)] == ["AFP", "AP"]


def test_the_greatest_authority_has_the_best_letter_and_then_the_newest_word() -> None:
    claims = [
        said("AP", "17 10:00", 20, grade=Grade.B),
        said("AFP", "17 11:00", 21, grade=Grade.B),
        said("Blog", "17 12:00", 90, grade=Grade.E),
        said("New", "17 12:00", 91),
    ]
    followed = authority(counting(line(claims)))
    assert followed is not None
    assert followed.origin == "AFP"


def test_nobody_is_followed_who_cannot_be_judged_or_stands_with_two_values() -> None:
    assert authority(counting(line([said("AP", "17 10:00", 20)]))) is None
    garbled = [said("AP", "17 10:00", number, update="one", grade=Grade.A) for number in (20, 30)]
    assert authority(counting(line(garbled))) is None


def test_lines_that_are_parts_and_wholes_of_each_other_are_related() -> None:
    found = ledger(
        [
            said("AP", "17 10:00", number, measure=Measure.KILLED, scope=scope)
            for number, scope in enumerate([(), ("foreign",), ("GB",), ("local",)], 1)
        ]
    )
    wholes, parts = related(found, LineKey(Measure.KILLED, ("foreign",)), SIEGE)
    assert [words.line_name(one.key) for one in wholes] == ["killed · all"]
    assert [words.line_name(one.key) for one in parts] == ["killed · British"]
