"""The sentence of a line that goes into copy."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from newsdesk.decisions import DeskFigure, Rule, Standing
from newsdesk.ledger import copy_line
from newsdesk.ledger.amounts import amount
from newsdesk.ledger.records import Claim
from newsdesk.ledger.sentence import subject
from newsdesk.model import Grade, LineKey, Measure, Modality, Side

from .making import FOREIGN, SIEGE, line, said

KILLED: dict[str, Any] = {"measure": Measure.KILLED, "scope": ()}


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        (
            [said("AFP", "17 11:00", "≥15"), said("AP", "17 11:30", 20), said("Reuters", "17 18:30", 25)],
            "25 foreigners have escaped (Reuters on 17 Jan 18:30); AP (17 Jan 11:30) says 20, "
            "AFP (17 Jan 11:00) at least 15.",
        ),
        (
            [said("AP", "17 11:30", 20), said("Reuters", "17 12:00", 25), said("AFP", "17 18:30", "≥12")],
            "25 foreigners have escaped (Reuters on 17 Jan 12:00); AFP (17 Jan 18:30) says at least 12, "
            "AP (17 Jan 11:30) 20.",
        ),
        (
            [said("AP", "17 11:30", 9), said("AFP", "17 18:30", "≥12")],
            "At least 12 foreigners have escaped (AFP on 17 Jan 18:30); AP (17 Jan 11:30) says 9.",
        ),
        ([said("AP", "17 11:30", 20)], "20 foreigners have escaped (AP on 17 Jan 11:30)."),
        (
            [said("AP", "17 11:30", 0), said("Algerian authorities", "17 11:00", 20)],
            "No foreigners have escaped (AP on 17 Jan 11:30); Algerian authorities (17 Jan 11:00) say 20.",
        ),
        (
            [said("AP", "17 11:30", 20), said("Algerian police", "17 11:00", 0)],
            "20 foreigners have escaped (AP on 17 Jan 11:30); Algerian police (17 Jan 11:00) say none.",
        ),
        (
            [said("AP", "17 11:30", "≥12"), said("CNN", "17 11:30", "~12", quote="Dozens got away")],
            "At least 12 foreigners have escaped (AP on 17 Jan 11:30); CNN (17 Jan 11:30) says “Dozens got away”.",
        ),
        (
            [said("CNN", "17 11:30", "~12", quote="Dozens\u00a0got away")],
            "At least 12 foreigners have escaped (CNN on 17 Jan 11:30: “Dozens got away”).",
        ),
        (
            [said("AP", "17 11:34", 20), said("IBTimes", "17 16:40", 20, "AP"), said("AFP", "17 11:00", 15)],
            "20 foreigners have escaped (AP via IBTimes on 17 Jan 16:40); AFP (17 Jan 11:00) says 15.",
        ),
        (
            [said("IBTimes", "17 11:34", 20, "AP"), said("AP", "17 16:40", 20)],
            "20 foreigners have escaped (AP on 17 Jan 16:40).",
        ),
        (
            [
                said("Reuters", "17 18:30", 25, "Algerian sources"),
                said("IBTimes", "17 11:30", 20, "AP", "security official"),
            ],
            "25 foreigners have escaped (Reuters citing “Algerian sources” on 17 Jan 18:30); "
            "AP citing “security official” via IBTimes (17 Jan 11:30) says 20.",
        ),
        ([said("AP", "17 11:30", 1)], "1 foreigner has escaped (AP on 17 Jan 11:30)."),
        (
            [said("AP", "17 11:30", 20), said("AFP", "17 11:40", 20)],
            "20 foreigners have escaped (AFP on 17 Jan 11:40 and AP on 17 Jan 11:30).",
        ),
        (
            [said("AP", "16 11:30", "≥2"), said("AFP", "17 11:30", 25), said("BBC", "17 11:20", 25)],
            "25 foreigners have escaped (AFP on 17 Jan 11:30 and BBC on 17 Jan 11:20); "
            "earlier AP (16 Jan 11:30) said at least 2.",
        ),
        (
            [*(said(f"Outlet {day}", f"{day} 11:30", day) for day in range(10, 15)), said("AFP", "17 11:30", 25)],
            "25 foreigners have escaped (AFP on 17 Jan 11:30); earlier Outlet 14 (14 Jan 11:30) said 14, "
            "Outlet 13 (13 Jan 11:30) 13, Outlet 12 (12 Jan 11:30) 12.",
        ),
        (
            [said("AFP", "17 11:00", 2, **KILLED), said("Reuters", "17 13:40", 34, "ANI", **KILLED)],
            "2 people have been killed (AFP on 17 Jan 11:00); "
            "ANI via Reuters (17 Jan 13:40), a party to the event, says 34.",
        ),
        (
            [said("Reuters", "17 13:40", 34, "ANI", **KILLED)],
            "34 people have been killed (ANI via Reuters on 17 Jan 13:40, a party to the event).",
        ),
        (
            [said("AP", "20 18:00", "≥81", measure=Measure.KILLED, scope=(), side=Side.ALL)],
            "At least 81 people have been killed, attackers included (AP on 20 Jan 18:00).",
        ),
        (
            [said("USGS x", "20 18:00", 7.8, measure=Measure.MAGNITUDE, scope=())],
            "Magnitude: 7.8 (USGS x on 20 Jan 18:00).",
        ),
    ],
)
def test_the_newest_number_leads_and_each_has_its_voice_and_time(claims: list[Claim], sentence: str) -> None:
    assert copy_line(line(claims)) == f"{sentence} All times UTC, 2013."


def test_a_sentence_of_the_past_says_as_of_when() -> None:
    claims = [said("TASS", "17 13:00", 60)]
    assert copy_line(line(claims), datetime(2013, 1, 17, 13, 30, tzinfo=UTC)).endswith(
        "(TASS on 17 Jan 13:00). As published by 17 Jan 13:30. All times UTC, 2013."
    )


def test_a_number_that_the_newest_voice_calls_too_low_does_not_lead() -> None:
    claims = [said("TASS", "17 13:00", "≈60"), said("Reuters", "17 18:00", "≥65")]
    assert copy_line(line(claims)) == (
        "At least 65 foreigners have escaped (Reuters on 17 Jan 18:00); TASS (17 Jan 13:00) says about 60. "
        "All times UTC, 2013."
    )


def test_one_voice_with_two_numbers_is_told_as_one_and_leads_only_where_nobody_else_does() -> None:
    claims = [said("AFP", "17 11:00", 38, "army"), said("Reuters", "17 11:10", 46, "army")]
    assert copy_line(line(claims)) == (
        "38 or 46 foreigners have escaped (army, with 38 via AFP on 17 Jan 11:00 and 46 via Reuters on 17 Jan 11:10). "
        "All times UTC, 2013."
    )
    assert copy_line(line([*claims, said("AP", "17 10:00", 40)])) == (
        "40 foreigners have escaped (AP on 17 Jan 10:00); "
        "army says 38 via AFP (17 Jan 11:00) and 46 via Reuters (17 Jan 11:10). All times UTC, 2013."
    )


def test_one_voice_with_two_numbers_keeps_whom_it_cites_and_how_old_it_is() -> None:
    claims = [said("AFP", "16 11:00", 38, "AP", "security official"), said("BBC", "16 11:10", 46, "AP", "army sources")]
    told = copy_line(line(claims, "18 12:00"))
    assert told.startswith("38 or 46 foreigners have escaped (AP, with 38 citing “security official” via AFP on")
    assert "46 citing “army sources” via BBC on 16 Jan 11:10, not repeated since)" in told


def test_where_nobody_repeats_a_number_the_newest_says_so() -> None:
    claims = [said("AP", "16 11:30", 20), said("AFP", "16 12:30", 25)]
    assert copy_line(line(claims, "18 12:00")) == (
        "25 foreigners have escaped (AFP on 16 Jan 12:30, not repeated since); earlier AP (16 Jan 11:30) said 20. "
        "All times UTC, 2013."
    )


def test_nothing_is_put_in_the_mouth_of_a_person_whom_the_text_does_not_name() -> None:
    claims = [
        said("Ledger", "17 11:50", 16, "transport ministry"),
        said("Herald", "17 11:30", 22, "transport minister Jon Alder"),
    ]
    assert {one.origin for one in line(claims).origins} == {"Jon Alder"}
    assert copy_line(line(claims)) == (
        "16 or 22 foreigners have escaped (16 from transport ministry via Ledger on 17 Jan 11:50 and "
        "22 from Jon Alder via Herald on 17 Jan 11:30). All times UTC, 2013."
    )
    assert copy_line(line([*claims, said("AP", "17 10:00", 40)])).startswith(
        "40 foreigners have escaped (AP on 17 Jan 10:00); transport ministry says 16 via Ledger (17 Jan 11:50) and "
        "Jon Alder says 22 via Herald (17 Jan 11:30)."
    )


def test_what_was_said_later_than_what_leads_is_not_called_earlier() -> None:
    claims = [said("AFP", "16 11:30", 25), said("AP", "16 12:30", "≥20")]
    assert copy_line(line(claims, "18 12:00")) == (
        "25 foreigners have escaped (AFP on 16 Jan 11:30, not repeated since); AP (16 Jan 12:30) said at least 20. "
        "All times UTC, 2013."
    )


def test_where_nothing_counts_the_sentence_says_so() -> None:
    feared = said("Reuters", "17 13:40", 34, modality=Modality.FEARED, **KILLED)
    assert copy_line(line([feared])) == "No source gives a number that counts for killed · all."


NOON = datetime(2013, 1, 17, 12, 0, tzinfo=UTC)
SET: dict[str, Any] = {"by": "Ada", "at": NOON, "reason": "AP has a list of names"}
AP, AFP = said("AP", "17 11:30", 20), said("AFP", "17 11:00", "≥15", grade=Grade.B)


@pytest.mark.parametrize(
    ("claims", "desk", "sentence"),
    [
        (
            [AP, AFP],
            DeskFigure(value=20, low=None, high=None, **SET),
            "20 foreigners have escaped (our figure of 17 Jan 12:00: AP has a list of names); "
            "AP (17 Jan 11:30) says 20, AFP (17 Jan 11:00) at least 15. All times UTC, 2013.",
        ),
        (
            [AP],
            DeskFigure(value=None, low=15, high=25, **SET),
            "Between 15 and 25 foreigners have escaped (our figure of 17 Jan 12:00: AP has a list of names); "
            "AP (17 Jan 11:30) says 20. All times UTC, 2013.",
        ),
        (
            [AP, AFP],
            DeskFigure(value=None, low=None, high=None, rule=Rule.GREATEST_AUTHORITY, **SET),
            "At least 15 foreigners have escaped (AFP on 17 Jan 11:00, our greatest authority); "
            "AP (17 Jan 11:30) says 20. All times UTC, 2013.",
        ),
        (
            [AP],
            DeskFigure(value=None, low=None, high=None, rule=Rule.GREATEST_AUTHORITY, **SET),
            "20 foreigners have escaped (AP on 17 Jan 11:30). All times UTC, 2013.",
        ),
        (
            [],
            DeskFigure(value=None, low=15, high=None, **{**SET, "at": NOON.replace(year=2014)}),
            "At least 15 foreigners have escaped (our figure of 17 Jan 12:00: AP has a list of names). "
            "All times UTC, 2014.",
        ),
    ],
    ids=["a number", "a range", "a rule", "a rule that follows nobody", "nothing else"],
)
def test_the_desk_figure_leads_with_what_it_stands_on(claims: list[Claim], desk: DeskFigure, sentence: str) -> None:
    assert copy_line(line(claims, standing=Standing(desk={(SIEGE.id, FOREIGN): desk}))) == sentence


@pytest.mark.parametrize(
    "typed", ["about 40", "more than 20", "nearly 650", "fewer than 30", "up to 5", "just over 100", "at least 15"]
)
def test_the_desk_figure_keeps_the_hedge_that_was_typed(typed: str) -> None:
    set_to = amount(typed, Measure.ESCAPED)
    desk = DeskFigure(value=set_to.value, low=set_to.low, high=set_to.high, **SET)
    told = copy_line(line([AP], standing=Standing(desk={(SIEGE.id, FOREIGN): desk})))
    assert told.startswith(f"{typed.capitalize()} foreigners have escaped (our figure")


@pytest.mark.parametrize(
    ("scope", "side", "several", "one"),
    [
        ((), Side.VICTIMS, "people", "person"),
        (("foreign",), Side.VICTIMS, "foreigners", "foreigner"),
        (("local",), Side.VICTIMS, "locals", "local"),
        (("GB",), Side.VICTIMS, "British people", "British person"),
        (("GB", "child"), Side.VICTIMS, "British children", "British child"),
        (("foreign", "soldier"), Side.FORCES, "foreign soldiers", "foreign soldier"),
        ((), Side.ATTACKERS, "attackers", "attacker"),
        ((), Side.FORCES, "members of the forces", "member of the forces"),
        (("Derna",), Side.VICTIMS, "people in Derna", "person in Derna"),
        (("Derna", "child"), Side.VICTIMS, "children in Derna", "child in Derna"),
    ],
)
def test_whom_a_line_counts_is_a_noun(scope: tuple[str, ...], side: Side, several: str, one: str) -> None:
    key = LineKey(Measure.KILLED, scope, side)
    assert (subject(key, True), subject(key, False)) == (several, one)
