"""The traps of the three bundled incidents, from the feeds to the ledger: it falls into none of these."""

from __future__ import annotations

import pytest

from newsdesk.ledger.records import Status, Verdict
from newsdesk.model import Measure, Side

from .sampled import broken, ledger, line, says

SIEGE, QUAKE, BLAST = "in-amenas", "nepal-2015", "beirut-2020"
VICTIMS, ATTACKERS = Side.VICTIMS, Side.ATTACKERS


@pytest.mark.parametrize(
    ("trap", "name", "as_of", "measure", "scope", "verdict", "printed"),
    [
        (
            "three agencies, three numbers, and an outlet that prints two of them",
            SIEGE,
            "2013-01-17T19:02Z",
            Measure.ESCAPED,
            "foreign",
            Verdict.CONFLICT,
            "≥15, 25",
        ),
        (
            "34 and 35 are the captors' word and no part of the range",
            SIEGE,
            "2013-01-17T15:00Z",
            Measure.KILLED,
            "",
            Verdict.SINGLE,
            "2",
        ),
        (
            "60 missing become 60 killed in one outlet alone",
            SIEGE,
            "2013-01-18T20:00Z",
            Measure.KILLED,
            "foreign",
            Verdict.STALE,
            "6, ≥60",
        ),
        ("685 locals are freed apart from 107 foreigners", SIEGE, "", Measure.FREED, "local", Verdict.STALE, "40–685"),
        ("missing, not killed", BLAST, "2020-08-05T11:00Z", Measure.MISSING, "firefighter", Verdict.SINGLE, "10"),
        ("killed, not missing", BLAST, "2020-08-05T11:00Z", Measure.KILLED, "firefighter", Verdict.SINGLE, "10"),
        (
            "300,000 is the top of a range",
            BLAST,
            "2020-08-05T09:00Z",
            Measure.HOMELESS,
            "",
            Verdict.SINGLE,
            "250,000–300,000",
        ),
        (
            "1.3 million houses beside more than 130,000",
            QUAKE,
            "2015-05-02T12:00Z",
            Measure.BUILDINGS_DESTROYED,
            "",
            Verdict.COMPATIBLE,
            ">130,000, 1,300,000",
        ),
    ],
)
def test_a_trap_is_stepped_over(
    trap: str, name: str, as_of: str, measure: Measure, scope: str, verdict: Verdict, printed: str
) -> None:
    found = line(ledger(name, as_of), measure, *filter(None, [scope]))
    assert (found.verdict, found.range) == (verdict, printed), trap


def test_the_captors_tolls_stand_in_the_band_of_the_parties_whoever_carries_them() -> None:
    for moment in ("2013-01-17T15:00Z", "2013-01-17T22:30Z"):
        found = line(ledger(SIEGE, moment), Measure.KILLED)
        assert all(claim.party or claim.status is Status.BESIDE for claim in found.origins if claim.value in (34, 35))


def test_the_captors_toll_credited_to_the_states_agency_is_still_a_partys() -> None:
    (claim,) = says(line(ledger(SIEGE, "2013-01-17T22:30Z"), Measure.KILLED), "APS")
    assert (claim.value, claim.party, claim.outlets) == (34, True, ("politics.co.uk",))


def test_60_missing_and_60_killed_never_meet() -> None:
    book = ledger(SIEGE, "2013-01-18T20:00Z")
    (killed,) = says(line(book, Measure.KILLED, "foreign"), "Pakistan Today")
    (held,) = says(line(book, Measure.HELD, "foreign"), "Reuters")
    assert (killed.value, held.value, killed.credibility) == (60, 60, 3)


def test_23_hostages_and_23_foreign_hostages_are_one_voice_on_two_lines() -> None:
    book = ledger(SIEGE, "2013-01-19T22:00Z")
    (hostages,) = says(line(book, Measure.KILLED), "Algerian interior ministry", Status.CURRENT)
    (foreign,) = says(line(book, Measure.KILLED, "foreign"), "Algerian interior ministry", Status.CURRENT)
    assert (hostages.value, foreign.value) == (23, 23)
    assert foreign.outlets == ("The Washington Post",)


def test_a_toll_that_one_outlet_calls_final_and_others_provisional_is_one_voices() -> None:
    found = line(ledger(SIEGE, "2013-01-19T22:00Z"), Measure.KILLED)
    (claim,) = says(found, "Algerian interior ministry", Status.CURRENT)
    assert set(claim.outlets) >= {"Irish Times", "Reuters"}


def test_107_that_one_outlet_nests_in_685_stay_apart_and_the_sum_is_flagged() -> None:
    book = ledger(SIEGE)
    assert line(book, Measure.FREED, "foreign").high == 107
    assert [claim.value for claim in broken(book, "sum")[0].premises] == [685, 107, 685]


def test_the_toll_with_the_attackers_is_no_toll_of_the_hostages_and_38_is_no_fall() -> None:
    book = ledger(SIEGE)
    assert all(claim.value != 81 for claim in line(book, Measure.KILLED).origins)
    assert broken(book, "fall") == []


def test_what_the_captors_claimed_of_their_number_stands_beside_the_ministers() -> None:
    found = line(ledger(SIEGE), Measure.ATTACKERS, side=ATTACKERS)
    assert {claim.value: claim.party for claim in found.origins if claim.status is not Status.BESIDE} == {
        20: False,
        30: True,
        40: True,
        60: False,
    }


def test_what_is_feared_or_forecast_by_a_minister_is_beside_the_toll() -> None:
    found = line(ledger(QUAKE, "2015-04-25T17:00Z"), Measure.KILLED)
    assert {claim.status for claim in found.origins if claim.value == 4500} == {Status.BESIDE}


def test_a_quake_of_another_year_decides_nothing() -> None:
    found = line(ledger(QUAKE), Measure.KILLED)
    assert {claim.status for claim in found.origins if claim.value == 8500} == {Status.BESIDE}


def test_two_official_voices_on_one_day_conflict() -> None:
    found = line(ledger(QUAKE, "2015-05-07T13:00Z"), Measure.KILLED)
    assert found.verdict is Verdict.CONFLICT
    assert found.reason.startswith(
        "8,413 and 7,802 share no number: Nepal Red Cross Society via IANS (7 May 10:44), "
        "Nepal home ministry via IANS (10:44)"
    )


@pytest.mark.parametrize(
    ("name", "as_of", "measure", "reason"),
    [
        (
            QUAKE,
            "2015-05-02T12:00Z",
            Measure.BUILDINGS_DESTROYED,
            "1,300,000 (Nepal home ministry) is >130,000 (OCHA) with one nought more",
        ),
        (BLAST, "2020-08-22T13:00Z", Measure.MISSING, "≈300 (Lebanese army) is 30 (OCHA) with one nought more"),
    ],
)
def test_a_tenfold_slip_is_flagged(name: str, as_of: str, measure: Measure, reason: str) -> None:
    found = [check for check in ledger(name, as_of).checks if check.kind == "slip" and check.key.measure is measure]
    assert [check.reason for check in found] == [reason]


def test_2750_tonnes_are_no_injured() -> None:
    book = ledger(BLAST, "2020-08-05T14:00Z")
    (tonnes,) = says(line(book, Measure.TONNES), "Hassan Diab")
    injured = line(book, Measure.INJURED)
    assert tonnes.value == 2750
    assert [claim.outlets for claim in injured.origins if claim.value == 2750] == [("Huvatex",)]


def test_a_damage_forecast_that_triples_within_a_day_moves_no_range() -> None:
    found = line(ledger(BLAST, "2020-08-05T18:00Z"), Measure.MONEY)
    assert found.high == 5_000_000_000
    assert [claim.status for claim in found.origins if claim.value == 15_000_000_000] == [Status.BESIDE]


def test_one_man_hedged_in_one_report_and_flat_in_another_is_one_origin() -> None:
    found = line(ledger(BLAST, "2020-08-05T05:00Z"), Measure.KILLED)
    claims = says(found, "Lebanese Red Cross")
    assert {(claim.value, claim.status) for claim in claims} == {(100, Status.CURRENT), (100, Status.BESIDE)}


def test_the_toll_of_the_blast_falls_nowhere() -> None:
    assert broken(ledger(BLAST), "fall") == []


@pytest.mark.parametrize("name", [SIEGE, QUAKE, BLAST])
def test_every_number_of_a_bundled_ledger_quotes_the_words_of_its_source(name: str) -> None:
    from .sampled import desk

    service = desk(name)
    for found in ledger(name).lines:
        for said in found.origins:
            claim = said.claim
            text = service.update(claim.update).versions[claim.version].text
            assert text[claim.figure.start : claim.figure.end] == claim.figure.quote
