"""The sentence of a line that goes into copy."""

from __future__ import annotations

from typing import Any

import pytest

from newsdesk.ledger import copy_line
from newsdesk.ledger.records import Claim
from newsdesk.ledger.sentence import subject
from newsdesk.model import LineKey, Measure, Modality, Side

from .making import line, said

KILLED: dict[str, Any] = {"measure": Measure.KILLED, "scope": ()}


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        (
            [said("AFP", "17 11:00", "≥15"), said("AP", "17 11:30", 20), said("Reuters", "17 18:30", 25)],
            "At least 15 foreigners have escaped (AFP); Reuters says 25, AP 20.",
        ),
        ([said("AP", "17 11:30", 20)], "20 foreigners have escaped (AP)."),
        ([said("AP", "17 11:30", 1)], "1 foreigner has escaped (AP)."),
        ([said("AP", "17 11:30", 20), said("AFP", "17 11:30", 20)], "20 foreigners have escaped (AFP and AP)."),
        (
            [said("AP", "16 11:30", 20), said("AFP", "17 11:30", 25), said("BBC", "17 11:30", 25)],
            "20 foreigners have escaped (AP on 16 Jan 11:30); AFP and BBC say 25.",
        ),
        (
            [said("AFP", "17 11:00", 2, **KILLED), said("Reuters", "17 13:40", 34, "ANI", **KILLED)],
            "2 people have been killed (AFP); ANI, a party to the event, says 34.",
        ),
        (
            [said("Reuters", "17 13:40", 34, "ANI", **KILLED)],
            "34 people have been killed (ANI, a party to the event).",
        ),
        (
            [said("Reuters", "17 13:40", 34, modality=Modality.FEARED, **KILLED)],
            "No source gives a number that counts for killed · all.",
        ),
        (
            [said("AP", "20 18:00", "≥81", measure=Measure.KILLED, scope=(), side=Side.ALL)],
            "At least 81 people have been killed, attackers included (AP).",
        ),
        (
            [said("USGS x", "20 18:00", 7.8, measure=Measure.MAGNITUDE, scope=())],
            "Magnitude: 7.8 (USGS x).",
        ),
    ],
)
def test_the_sentence_gives_the_range_and_each_voice(claims: list[Claim], sentence: str) -> None:
    assert copy_line(line(claims)) == sentence


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
