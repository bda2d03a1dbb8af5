"""Which word of an origin stands: supersession, lag, garbling, staleness, withdrawal, repeats."""

from __future__ import annotations

import pytest

from newsdesk.ledger import words
from newsdesk.ledger.records import Claim, Status
from newsdesk.model import Number

from .making import at, line, origin, said, standing

Row = tuple[str, str, Number | str]


def test_a_newer_figure_of_the_same_origin_through_the_same_carrier_replaces_the_older() -> None:
    found = line([said("AP", "17 10:00", 15), said("AP", "17 12:00", 20)])
    assert standing(found, Status.CURRENT) == [("AP", 20)]
    assert standing(found, Status.SUPERSEDED) == [("AP", 15)]
    assert found.range == "20"


def test_a_different_origin_never_replaces() -> None:
    found = line([said("AP", "17 10:00", 15), said("AFP", "17 21:00", 20)])
    assert standing(found, Status.CURRENT) == [("AFP", 20), ("AP", 15)]


def test_the_origin_is_the_deepest_identified_voice_and_the_carrier_the_one_above_it() -> None:
    found = line(
        [
            said("IBTimes", "17 11:00", 20, "AP", "Algerian security official"),
            said("Telegraph", "17 12:00", 25, "Reuters", "David Cameron"),
            said("Guardian", "17 12:00", "≥15", "a source"),
        ]
    )
    assert origin(found, "AP").carriers == ("IBTimes",)
    assert origin(found, "David Cameron").carriers == ("Reuters",)
    assert origin(found, "David Cameron").outlets == ("Telegraph",)
    guardian = origin(found, "The Guardian")
    assert (guardian.carriers, guardian.outlets) == ((), ("Guardian",))


def test_an_outlet_that_names_itself_is_its_own_origin() -> None:
    found = line([said("Reuters", "17 11:00", 20, "AP", "Reuters")])
    assert (origin(found, "Reuters").carriers, found.reason) == (("AP",), "Reuters alone, via AP")


def test_many_outlets_with_one_origin_are_one_origin() -> None:
    found = line([said(outlet, "17 11:00", 20, "AP") for outlet in ("BBC", "CNN", "IBTimes")])
    assert (found.origin_count, found.outlet_count) == (1, 3)
    assert found.reason == "AP alone, via BBC, CNN and IBTimes"


def test_a_repeat_moves_last_said_and_never_first_said() -> None:
    found = line([said("AP", "17 10:00", 20), said("AP", "17 18:00", 20), said("AP", "17 14:00", 20)])
    (only,) = found.origins
    assert (only.first_said, only.published) == (at("17 10:00"), at("17 18:00"))


def test_a_figure_not_repeated_for_longer_than_the_patience_is_stale_and_still_counts() -> None:
    claims = [said("AP", "17 10:00", 20)]
    assert standing(line(claims, as_of="17 22:00"), Status.CURRENT) == [("AP", 20)]
    stale = line(claims, as_of="17 22:01")
    assert standing(stale, Status.STALE) == [("AP", 20)]
    assert (stale.range, stale.origin_count) == ("20", 1)
    assert standing(line([*claims, said("BBC", "17 20:00", 20, "AP")], as_of="17 22:01"), Status.CURRENT) == [
        ("AP", 20)
    ]


def test_without_a_moment_the_present_is_the_newest_claim() -> None:
    assert standing(line([said("AP", "17 10:00", 20)]), Status.CURRENT) == [("AP", 20)]


@pytest.mark.parametrize(
    ("claims", "current", "garbled", "superseded"),
    [
        pytest.param(
            [said("Reuters", "17 13:40", 34, "ANI x"), said("Telegraph", "17 14:30", 35, "AP", "ANI x")],
            [],
            [34, 35],
            [],
            id="one voice heard twice at about the same time",
        ),
        pytest.param(
            [said("AP", "17 13:40", 34, update="one"), said("AP", "17 13:40", 35, update="one")],
            [],
            [34, 35],
            [],
            id="two values within one update",
        ),
        pytest.param(
            [said("Reuters", "17 10:00", 12, "minister x"), said("AFP", "17 16:00", 23, "minister x")],
            [23],
            [],
            [12],
            id="hours later through another carrier the origin has moved",
        ),
        pytest.param(
            [
                said("AFP", "17 15:00", 12, "minister x"),
                said("Reuters", "17 15:30", 12, "minister x"),
                said("AFP", "17 16:00", 23, "minister x"),
            ],
            [23],
            [],
            [12],
            id="a carrier that still has what was replaced lags",
        ),
        pytest.param(
            [
                said("AFP", "17 15:00", 12, "minister x"),
                said("AFP", "17 16:00", 23, "minister x"),
                said("Reuters", "17 16:30", 12, "minister x"),
            ],
            [],
            [12, 23],
            [],
            id="a carrier that says the old value anew garbles",
        ),
        pytest.param(
            [said("Reuters", "17 15:00", 12, "minister x"), said("BBC", "17 20:00", 12, "minister x"),
             said("AFP", "17 16:00", 23, "minister x")],
            [],
            [12, 23],
            [],
            id="a value still repeated after the other was said is garbled however old it is",
        ),
        pytest.param(
            [said("AP", "17 13:40", "~12", update="one"), said("AP", "17 13:40", 34, update="one")],
            [34],
            [],
            [],
            id="dozens in the headline and 34 in the body are no contradiction",
        ),
        pytest.param(
            [said("AP", "17 13:40", 34), said("AP", "17 15:40", "~12")],
            [34],
            [],
            [],
            id="dozens after 34 replaces nothing",
        ),
        pytest.param(
            [said("AP", "17 13:40", 5), said("AP", "17 15:40", "~12")],
            ["~12"],
            [],
            [5],
            id="dozens after 5 does",
        ),
        pytest.param(
            [said("Reuters", "17 13:40", 20, "minister x"), said("AFP", "17 14:40", "≥15", "minister x")],
            [20],
            [],
            [],
            id="of what shares a number at about the same time the sharpest stands",
        ),
        pytest.param(
            [said("AP", "17 13:40", 20), said("AP", "17 14:40", "≥15")],
            ["≥15"],
            [],
            [20],
            id="a newer number of the same carrier stands though it be wider",
        ),
    ],
)  # fmt: skip
def test_which_words_of_one_origin_stand(
    claims: list[Claim], current: list[Number], garbled: list[Number], superseded: list[Number]
) -> None:
    for order in (claims, claims[::-1]):
        found = line(order)
        by_status = {
            status: [value for _, value in standing(found, status)]
            for status in (Status.CURRENT, Status.GARBLED, Status.SUPERSEDED)
        }
        wanted = {Status.CURRENT: current, Status.GARBLED: garbled, Status.SUPERSEDED: superseded}
        assert by_status == {
            status: [int(str(value).lstrip("≥~")) for value in values] for status, values in wanted.items()
        }
        assert found.origin_count == 1


def test_a_new_version_withdraws_what_its_predecessor_said() -> None:
    found = line(
        [
            said("AP", "17 10:00", 15, update="one", withdrawn="17 12:00"),
            said("AP", "17 12:00", 20, update="one", version=1),
        ]
    )
    assert standing(found, Status.WITHDRAWN) == [("AP", 15)]
    assert standing(found, Status.CURRENT) == [("AP", 20)]


def test_what_the_new_version_repeats_was_first_said_in_the_old_one() -> None:
    found = line(
        [
            said("AP", "17 10:00", 20, update="one", withdrawn="17 12:00"),
            said("AP", "17 12:00", 20, update="one", version=1),
        ]
    )
    (only,) = found.origins
    assert (only.status, only.first_said, only.published) == (Status.CURRENT, at("17 10:00"), at("17 12:00"))
    assert only.claim.version == 1


def test_a_text_replaced_after_the_moment_still_stands_at_it() -> None:
    claims = [
        said("AP", "17 10:00", 15, update="one", withdrawn="17 12:00"),
        said("AP", "17 12:00", 20, update="one", version=1),
    ]
    assert standing(line(claims, as_of="17 11:59"), Status.CURRENT) == [("AP", 15)]
    assert standing(line(claims, as_of="17 12:00"), Status.CURRENT) == [("AP", 20)]


def test_the_number_before_stands_again_where_the_newer_one_was_withdrawn() -> None:
    found = line([said("AP", "17 10:00", 15), said("AP", "17 11:00", 20, withdrawn="17 12:00")], as_of="17 13:00")
    assert standing(found, Status.CURRENT) == [("AP", 15)]
    assert standing(found, Status.WITHDRAWN) == [("AP", 20)]


def test_an_origin_that_stands_with_two_values_is_stale_too_when_it_repeats_neither() -> None:
    garbled = [said("AP", "16 13:40", 34, "minister x"), said("AFP", "16 14:00", 35, "minister x")]
    fresh, old = line(garbled), line([*garbled, said("Reuters", "17 13:40", 35)])
    assert [(one.status, one.stale) for one in fresh.origins] == [(Status.GARBLED, False)] * 2
    both = [one for one in old.origins if one.status is Status.GARBLED]
    assert [words.status_text(one) for one in both] == ["garbled, stale"] * 2
