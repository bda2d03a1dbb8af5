"""What moved between two moments, and a line's history by origin."""

from __future__ import annotations

from datetime import timedelta

from newsdesk.ledger.changes import Turn, between, disputed, history
from newsdesk.ledger.records import Claim
from newsdesk.model import Modality

from .making import at, ledger, line, said

DAY = [
    said("AP", "17 10:00", 15),
    said("AFP", "17 11:00", "≥10"),
    said("AP", "17 12:00", 20),
    said("Reuters", "17 13:00", 25),
    said("Reuters", "17 15:00", 20),
    said("BBC", "17 15:00", 90, modality=Modality.EXPECTED),
]


def moved(claims: list[Claim], earlier: str, later: str) -> list[tuple[Turn, str]]:
    return [(one.turn, one.reason) for one in between(ledger(claims, earlier), ledger(claims, later))]


def test_new_origins_and_moved_figures_are_told() -> None:
    assert moved(DAY, "17 10:30", "17 12:30") == [
        (Turn.MOVED, "AP moved from 15 to 20"),
        (Turn.NEW_ORIGIN, "AFP says at least 10"),
    ]


def test_conflicts_that_began_and_ended_are_told_with_their_reason() -> None:
    begun = moved(DAY, "17 12:30", "17 13:30")
    assert begun == [
        (
            Turn.CONFLICT_BEGUN,
            "25 and 20 share no number: Reuters (17 Jan 13:00), AP (12:00); 1 origin against 1",
        ),
        (Turn.NEW_ORIGIN, "Reuters says 25"),
    ]
    assert moved(DAY, "17 13:30", "17 15:30") == [
        (Turn.CONFLICT_ENDED, "≥10 (AFP) and 20 (AP) can both be true"),
        (Turn.MOVED, "Reuters moved from 25 to 20"),
    ]


def test_what_is_withdrawn_is_gone() -> None:
    claims = [said("AP", "17 10:00", 15, withdrawn="17 12:00"), said("AFP", "17 10:00", 20)]
    assert moved(claims, "17 11:00", "17 12:00") == [
        (Turn.CONFLICT_ENDED, "AFP alone"),
        (Turn.GONE, "15 of AP no longer counts"),
    ]


def test_nothing_moves_between_a_ledger_and_itself_nor_when_a_number_is_repeated() -> None:
    assert moved(DAY, "17 15:30", "17 15:30") == []
    assert moved([*DAY, said("Reuters", "17 16:00", 20)], "17 15:30", "17 16:30") == []


def test_a_history_gives_each_origins_numbers_from_when_they_were_first_said() -> None:
    claims = [*DAY, said("BBC", "17 12:30", 20, "AP"), said("CNN", "17 10:30", 34, "ANI")]
    found = history(line(claims))
    told = [(one.origin, one.party, [(point.since, point.low, point.high) for point in one.points]) for one in found]
    assert told == [
        ("AP", False, [(at("17 10:00"), 15, 15), (at("17 12:00"), 20, 20)]),
        ("ANI", True, [(at("17 10:30"), 34, 34)]),
        ("AFP", False, [(at("17 11:00"), 10, None)]),
        ("Reuters", False, [(at("17 13:00"), 25, 25), (at("17 15:00"), 20, 20)]),
    ]
    assert found[0].points[1].until == at("17 12:30")


def test_a_number_that_was_withdrawn_stands_until_then_and_what_stood_before_it_again() -> None:
    claims = [said("AP", "17 10:00", 15), said("AP", "17 12:00", 100, withdrawn="17 14:00")]
    (only,) = history(line(claims))
    stood = [only.at(at(f"17 {hour}:00")) for hour in (9, 10, 12, 13, 14)]
    assert [point and point.low for point in stood] == [None, 15, 100, 100, 15]


def test_what_stood_beside_the_line_is_no_part_of_its_history_once_it_is_withdrawn() -> None:
    feared = said("AP", "17 10:00", 100, withdrawn="17 12:00", modality=Modality.FEARED)
    assert [one.origin for one in history(line([feared, said("AFP", "17 11:00", 20)]))] == ["AFP"]


def spans(claims: list[Claim], hours: int) -> list[tuple[str, str]]:
    (only,) = ledger(claims, "18 23:00").lines
    found = disputed(history(only), timedelta(hours=hours))
    return [(f"{begin:%d %H:%M}", f"{end:%d %H:%M}" if end else "") for begin, end in found]


def test_a_line_is_in_dispute_while_two_origins_share_no_number() -> None:
    assert spans(DAY, 12) == [("17 13:00", "17 15:00")]


def test_a_dispute_ends_when_one_side_has_not_been_repeated_for_the_desks_patience() -> None:
    assert spans([said("AP", "17 10:00", 15), said("AFP", "17 12:00", 20)], 4) == [("17 12:00", "17 14:00")]


def test_a_dispute_ends_when_one_side_is_withdrawn() -> None:
    claims = [said("AP", "17 10:00", 100, withdrawn="17 12:00"), said("AFP", "17 11:00", 20)]
    assert spans(claims, 12) == [("17 11:00", "17 12:00")]


def test_parties_are_in_dispute_with_nobody() -> None:
    assert spans([said("AP", "17 10:00", 15), said("ANI", "17 12:00", 40)], 4) == []
