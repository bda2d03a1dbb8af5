"""The verdict on a line, its severity, its range and its reason."""

from __future__ import annotations

from typing import Any

import pytest

from newsdesk.ledger import words
from newsdesk.ledger.changes import history
from newsdesk.ledger.records import Verdict
from newsdesk.model import Measure, Number

from .making import line, said

Said = tuple[str, str, Number | str]


@pytest.mark.parametrize(
    ("claims", "verdict", "printed", "reason"),
    [
        ([("AP", "17 11:30", 20)], Verdict.SINGLE, "20", "AP alone"),
        ([("AP", "17 11:30", 20), ("AFP", "17 12:00", 20)], Verdict.AGREE, "20", "AFP and AP agree on 20"),
        (
            [("AP", "17 11:30", 20), ("AFP", "17 11:00", "≥15")],
            Verdict.COMPATIBLE,
            "≥15, 20",
            "≥15 (AFP) and 20 (AP) can both be true",
        ),
        (
            [("AP", "17 11:30", "≥20"), ("AFP", "17 11:00", "≥15")],
            Verdict.COMPATIBLE,
            "≥15, ≥20",
            "≥15 (AFP) and ≥20 (AP) can both be true",
        ),
        (
            [("AP", "17 11:30", 20), ("AFP", "17 11:00", "15–25"), ("BBC", "17 11:00", "15–25")],
            Verdict.COMPATIBLE,
            "15–25",
            "15–25 (AFP) and 20 (AP) can both be true",
        ),
        ([("AP", "17 11:30", "≥15"), ("AFP", "17 11:00", "≥15")], Verdict.AGREE, "≥15", "AFP and AP agree on ≥15"),
        (
            [("AP", "17 11:30", 20), ("AFP", "17 11:00", 15)],
            Verdict.CONFLICT,
            "15–20",
            "20 and 15 share no number: AP (17 Jan 11:30), AFP (11:00); 1 origin against 1",
        ),
        (
            [("AP", "17 11:30", 20), ("BBC", "17 12:30", 20), ("AFP", "17 11:00", "≥15"), ("Reuters", "17 23:00", 25)],
            Verdict.CONFLICT,
            "≥15, 25",
            "25 and 20 share no number: Reuters (17 Jan 23:00), BBC (12:30); 1 origin against 2",
        ),
        (
            [("AP", "16 19:00", 2), ("Reuters", "18 19:00", 38)],
            Verdict.STALE,
            "2–38",
            "2 (AP) not repeated since 16 Jan 19:00; 38 (Reuters) is newer",
        ),
        (
            [("AP", "16 19:00", 2), ("Reuters", "18 19:00", 38), ("AFP", "18 18:00", 30)],
            Verdict.CONFLICT,
            "2–38",
            "38 and 30 share no number: Reuters (18 Jan 19:00), AFP (18:00); 1 origin against 1",
        ),
        ([("AP", "16 19:00", 2), ("AFP", "18 18:00", 2)], Verdict.AGREE, "2", "AFP and AP agree on 2"),
    ],
)
def test_a_verdict_follows_from_the_intervals_of_the_origins(
    claims: list[Said], verdict: Verdict, printed: str, reason: str
) -> None:
    found = line(said(*claim) for claim in claims)
    assert (found.verdict, found.range, found.reason) == (verdict, printed, reason)


@pytest.mark.parametrize(
    ("claims", "severity"),
    [
        ([("AP", "17 11:30", 20)], 0),
        ([("AP", "17 11:30", 20), ("AFP", "17 11:00", "≥15")], 0),
        ([("AP", "17 11:30", 20), ("AFP", "17 11:00", 15)], 5 / 20),
        ([("AP", "17 11:30", 20), ("BBC", "17 11:30", 20), ("AFP", "17 11:00", 15)], 5 / 20),
        (
            [("AP", "17 11:30", 20), ("BBC", "17 11:30", 20), ("AFP", "17 11:00", 15), ("CNN", "17 11:00", 15)],
            2 * 5 / 20,
        ),
        ([("AP", "18 11:30", 20), ("AFP", "17 11:00", 15)], 5 / 20 / 2),
        ([("AP", "18 11:30", 20), ("BBC", "17 01:00", 20), ("AFP", "17 11:00", 15)], 5 / 20 / 2),
        ([("AP", "17 11:30", 1), ("AFP", "17 11:00", 0)], 1),
        ([("AP", "17 11:30", "≥30"), ("AFP", "17 11:00", "≤10")], 20 / 30),
    ],
)
def test_severity_is_the_gap_by_the_larger_times_the_fewer_origins_halved_for_stale(
    claims: list[Said], severity: float
) -> None:
    assert line(said(*claim) for claim in claims).severity == pytest.approx(severity)


def test_a_garbled_origin_counts_once_and_garbles_the_line_only_where_nothing_worse_is_true() -> None:
    heard_twice = [
        said("Reuters", "17 13:40", 34, "the captors' council"),
        said("AP", "17 14:30", 35, "captors' council"),
    ]
    alone = line(heard_twice)
    assert alone.verdict is Verdict.GARBLED
    assert alone.reason == "captors' council stands with 34 (Reuters) and 35 (AP)"
    assert (alone.origin_count, alone.outlet_count, alone.range) == (1, 2, "34–35")
    assert line([*heard_twice, said("BBC", "17 15:00", 34)]).verdict is Verdict.GARBLED
    worse = line([*heard_twice, said("BBC", "17 15:00", 20)])
    assert worse.verdict is Verdict.CONFLICT
    assert worse.reason.startswith("35 and 20 share no number: captors' council via AP (17 Jan 14:30), BBC (15:00)")


def test_an_origin_between_the_two_values_of_a_garbled_one_conflicts_with_both() -> None:
    slip = [said("AP", "17 14:30", number, update="one") for number in (6, 60)]
    found = line([*slip, said("BBC", "17 14:00", 30)])
    assert found.verdict is Verdict.CONFLICT
    assert found.reason == "60 and 30 share no number: AP (17 Jan 14:30), BBC (14:00); 1 origin against 1"


@pytest.mark.parametrize(
    ("year", "told"), [(None, "17 Jan 11:00"), (2013, "17 Jan 11:00"), (2031, "17 Jan 2013 11:00")]
)
def test_a_reason_tells_the_year_that_is_not_taken_for_granted(year: int | None, told: str) -> None:
    assert told in line([said("AP", "17 10:00", 20), said("Reuters", "17 11:00", 25)], year=year).reason


def test_both_values_of_a_garbled_origin_are_told_and_one_of_them_stands_everywhere() -> None:
    report: dict[str, Any] = {"measure": Measure.MONEY, "scope": ()}
    found = line(
        [
            said("Cabinet", "12 10:40", 15, **report),
            said("World Bank", "17 09:00", "38–46", update="report", **report),
            said("World Bank", "17 09:00", "29–35", update="report", **report),
        ]
    )
    assert found.verdict is Verdict.STALE
    shown = [words.value_text(one) for one in found.origins if one.origin == "World Bank"]
    assert found.reason == (f"15 (Cabinet) not repeated since 12 Jan 10:40; {' or '.join(shown)} (World Bank) is newer")
    drawn = next(one for one in history(found) if one.origin == "World Bank")
    assert words.value_text(drawn.points[-1].claim) == shown[0], "the chart ends as the table does"
