"""The traps of a siege, a quake and an explosion, told as claims: the ledger falls into none."""

from __future__ import annotations

from typing import Any

from newsdesk.ledger import words
from newsdesk.ledger.records import Status, Verdict
from newsdesk.model import Counts, Incident, Measure, Modality, Side, Tense

from .making import SIEGE, ledger, line, of, said, standing

KILLED: dict[str, Any] = {"measure": Measure.KILLED, "scope": ()}
QUAKE = Incident(id="quake", title="Quake", country="NP")


def test_34_and_35_hostages_are_one_voice_heard_through_two_agencies() -> None:
    found = line(
        [
            said("Reuters", "17 13:40", 34, "a kidnapper", "ANI", **KILLED),
            said("AFP", "17 14:06", 34, "ANI", **KILLED),
            said("Telegraph", "17 14:30", 35, "AP", "the ANI news agency", **KILLED),
        ]
    )
    assert (found.verdict, found.parties_alone) == (Verdict.GARBLED, True)
    assert found.reason == "parties alone: ANI stands with 34 (Reuters and AFP) and 35 (AP)"


def test_an_early_slip_of_14_gunmen_that_lives_on_in_one_outlet_garbles_the_voice_and_adds_no_origin() -> None:
    gunmen: dict[str, Any] = {"measure": Measure.KILLED, "scope": (), "side": Side.ATTACKERS}
    siege = Incident(id="siege", title="Siege", country="DZ")
    found = line(
        [said("Reuters", "17 13:40", 15, "ANI", **gunmen), said("Jagran Post", "17 14:27", 14, "ANI", **gunmen)],
        incident=siege,
    )
    assert (found.verdict, found.origin_count, words.line_name(found.key)) == (
        Verdict.GARBLED,
        1,
        "killed · attackers",
    )


def test_60_missing_that_become_60_killed_are_a_lone_claim_of_the_one_who_slipped() -> None:
    found = ledger(
        [
            said("Reuters", "18 14:34", "≈60", "a local source", measure=Measure.MISSING),
            said("Pakistan Today", "18 19:00", "≥60", **KILLED),
            said("CNN", "18 18:55", 12, "APS security", **KILLED),
        ]
    )
    killed = of(found, Measure.KILLED)
    assert killed.verdict is Verdict.CONFLICT
    assert killed.reason.startswith(
        "≥60 and 12 share no number: Pakistan Today (18 Jan 19:00), APS security via CNN (18:55)"
    )
    assert of(found, Measure.MISSING, "foreign").range == "≈60"


def test_a_toll_credited_to_the_wrong_voice_stands_under_the_name_the_text_gives() -> None:
    found = line(
        [said("Reuters", "17 13:40", 34, "ANI", **KILLED), said("Politics Today", "17 22:00", 34, "APS", **KILLED)],
    )
    assert [(one.origin, one.party) for one in found.origins] == [("APS", False), ("ANI", True)]
    assert (found.verdict, found.range) == (Verdict.SINGLE, "34")


def test_23_hostages_and_23_foreign_hostages_are_two_lines() -> None:
    found = ledger(
        [
            said("AFP", "19 19:30", 23, "interior ministry", measure=Measure.KILLED, scope=("hostage",)),
            said("Washington Post", "19 20:00", "≥23", measure=Measure.KILLED, scope=("foreign", "hostage")),
        ]
    )
    assert {words.line_name(one.key): one.verdict for one in found.lines} == {
        "killed · all": Verdict.SINGLE,
        "killed · foreign": Verdict.SINGLE,
    }


def test_107_foreigners_and_685_algerians_are_freed_apart_from_each_other() -> None:
    found = ledger(
        [
            said("AFP", "19 19:30", 107, "interior ministry", measure=Measure.FREED),
            said("AFP", "19 19:30", 685, "interior ministry", measure=Measure.FREED, scope=("DZ", "hostage")),
            said("TSF", "19 20:00", 685, "interior minister", measure=Measure.FREED, scope=()),
            said("TSF", "19 20:00", 107, "interior minister", measure=Measure.FREED, counts=Counts.PART),
        ]
    )
    assert of(found, Measure.FREED, "foreign").range == "107"
    assert of(found, Measure.FREED, "local").range == "685"
    assert standing(of(found, Measure.FREED, "foreign"), Status.BESIDE) == [("interior ministry", 107)]


def test_81_with_the_militants_and_38_without_are_two_lines_and_no_fall() -> None:
    found = ledger(
        [
            said("AP", "20 18:00", "≥81", measure=Measure.KILLED, scope=(), side=Side.ALL),
            said("AP", "21 15:00", 38, "Abdelmalek Sellal", **KILLED),
            said("AP", "21 15:00", 29, "Abdelmalek Sellal", side=Side.ATTACKERS, **KILLED),
        ]
    )
    assert {words.line_name(one.key): one.range for one in found.lines} == {
        "killed · all with attackers": "≥81",
        "killed · all": "38",
        "killed · attackers": "29",
    }
    assert not [check for check in found.checks if check.status == "broken"]


def test_a_final_toll_said_to_be_provisional_still_is_one_origins_toll() -> None:
    found = line(
        [
            said("AFP", "19 19:30", 23, "interior ministry", **KILLED),
            said("Irish Times", "19 20:30", 23, "the Algerian interior ministry", **KILLED),
        ]
    )
    assert (found.verdict, found.origin_count, found.outlet_count) == (Verdict.SINGLE, 1, 2)


def test_20_30_32_and_40_attackers_are_four_claims_in_conflict() -> None:
    raiders: dict[str, Any] = {"measure": Measure.ATTACKERS, "scope": (), "side": Side.ATTACKERS}
    found = line(
        [
            said("AFP", "18 19:00", "≈20", "Daho Ould Kablia", **raiders),
            said("Le Soir", "18 13:00", "≈30", **raiders),
            said("AP", "18 19:30", 32, "interior council", **raiders),
            said("VOA", "18 15:00", 40, "Masked Brigade", **raiders),
        ]
    )
    assert (found.verdict, found.range, found.origin_count) == (Verdict.CONFLICT, "≈20–32", 3)


def test_the_dead_of_a_mountain_are_not_added_to_a_countrys_and_not_taken_from_it() -> None:
    found = ledger(
        [
            said("AP", "27 02:30", 3218, "police chief Rana", measure=Measure.KILLED, scope=("Nepal",)),
            said("AP", "27 02:30", 18, "police chief Rana", measure=Measure.KILLED, scope=("Everest",)),
        ],
        incident=QUAKE,
    )
    assert {words.line_name(one.key): one.range for one in found.lines} == {
        "killed · all": "3,218",
        "killed · Everest": "18",
    }


def test_forecasts_of_10000_and_15000_never_touch_the_toll() -> None:
    found = line(
        [
            said("Reuters", "28 05:00", 4349, "home ministry", **KILLED),
            said("Reuters", "28 05:00", "≤10000", "Sushil Koirala", modality=Modality.EXPECTED, **KILLED),
            said("NBC", "28 06:00", "≤15000", "Gaurav Rana", modality=Modality.EXPECTED, **KILLED),
            said("ECHO", "28 06:00", 8500, tense=Tense.BACKGROUND, **KILLED),
        ],
        incident=QUAKE,
    )
    assert (found.verdict, found.range, found.severity) == (Verdict.SINGLE, "4,349", 0)


def test_two_official_counts_three_apart_are_a_slight_conflict() -> None:
    slight = line([said("Police x", "2", 6624, **KILLED), said("Ministry x", "2", 6621, **KILLED)], incident=QUAKE)
    grave = line([said("Ministry x", "7", 7802, **KILLED), said("Red Cross", "7", 8413, **KILLED)], incident=QUAKE)
    assert slight.verdict is grave.verdict is Verdict.CONFLICT
    assert slight.severity < 0.001 < grave.severity


def test_a_minister_whose_toll_rises_through_one_agency_while_another_lags_is_not_garbled() -> None:
    rising = [(20, 18), (25, 19), (30, 20)]
    claims = [said("Reuters", f"4 {hour}:00", number, "Hamad Hassan", **KILLED) for number, hour in rising]
    found = line([*claims, said("AFP", "4 18:35", 20, "the health minister, Hamad Hassan", **KILLED)], incident=QUAKE)
    assert (found.verdict, found.range) == (Verdict.SINGLE, "30")


def test_a_party_is_never_inferred() -> None:
    nobody = Incident(id="siege", title="Siege", country="DZ")
    found = line([said("Reuters", "17 13:40", 34, "ANI", **KILLED)], incident=nobody)
    assert (found.range, found.parties_alone) == ("34", False)
    assert line([said("Reuters", "17 13:40", 34, "ANI", **KILLED)], incident=SIEGE).parties_alone


def test_five_captured_and_three_captured_are_a_conflict_until_the_minister_speaks_last() -> None:
    raiders: dict[str, Any] = {"measure": Measure.TAKEN, "scope": (), "side": Side.ATTACKERS}
    stations, minister = (
        said("AP", "20 18:25", 5, **raiders),
        said("AFP", "21 02:00", 3, "Abdelmalek Sellal", **raiders),
    )
    assert line([stations, minister], "21 03:00").verdict is Verdict.CONFLICT
    assert line([stations, minister], "21 15:00").verdict is Verdict.STALE


def test_the_dead_of_a_second_quake_are_a_line_of_their_own_where_the_text_says_which() -> None:
    found = ledger(
        [
            said("Reuters", "12 10:05", 19, "home ministry", measure=Measure.KILLED, scope=("second quake",)),
            said("Reuters", "12 10:05", 8046, "home ministry", tense=Tense.BACKGROUND, **KILLED),
            said("IANS", "11 10:44", 8019, "home ministry", **KILLED),
        ],
        incident=QUAKE,
    )
    assert {words.line_name(one.key): one.range for one in found.lines} == {
        "killed · all": "8,019",
        "killed · second quake": "19",
    }


def test_1000_citizens_of_the_union_and_111_foreigners_are_different_definitions() -> None:
    missing: dict[str, Any] = {"measure": Measure.MISSING}
    found = ledger(
        [
            said("Reuters", "1 09:20", 1000, "Rensje Teerink", scope=("European Union",), **missing),
            said("IANS", "7 12:15", 111, "home ministry", scope=("foreign",), **missing),
            said("IANS", "7 12:15", 211, "home ministry", scope=("NP",), **missing),
        ],
        incident=QUAKE,
    )
    assert {words.line_name(one.key): one.verdict for one in found.lines} == {
        "missing · European Union": Verdict.SINGLE,
        "missing · foreign": Verdict.SINGLE,
        "missing · local": Verdict.SINGLE,
    }
    assert [check.status for check in found.checks] == ["implied"]


def test_130000_houses_and_1300000_are_asked_about_though_more_than_130000_allows_both() -> None:
    houses: dict[str, Any] = {"measure": Measure.BUILDINGS_DESTROYED, "scope": ()}
    found = ledger(
        [
            said("Prensa Latina", "1 15:20", 1_300_000, "interior ministry", **houses),
            said("OCHA", "2 11:02", "≥130000", **houses),
            said("Xinhua", "4 08:45", 191_058, "interior ministry", **houses),
            said("Xinhua", "4 08:45", "≥600000", "United Nations", **houses),
        ],
        "2 12:00",
        incident=QUAKE,
    )
    assert found.lines[0].verdict is Verdict.COMPATIBLE
    assert [check.reason for check in found.checks] == [
        "1,300,000 (interior ministry) is ≥130,000 (OCHA) with one nought more"
    ]


BLAST = Incident(id="blast", title="Blast", country="LB")


def test_2750_tonnes_and_2750_injured_never_meet() -> None:
    found = ledger(
        [
            said("Al Jazeera", "4 20:00", "≈2750", "Hassan Diab", measure=Measure.TONNES, scope=()),
            said("Huvatex", "4 19:40", 2750, measure=Measure.INJURED, scope=()),
            said("La Noticia", "4 19:31", 2700, "Hamad Hassan", measure=Measure.INJURED, scope=()),
        ],
        incident=BLAST,
    )
    assert {words.line_name(one.key): one.verdict for one in found.lines} == {
        "tonnes": Verdict.SINGLE,
        "injured · all": Verdict.CONFLICT,
    }


def test_60_160_and_300_missing_conflict_and_300_is_asked_about_beside_30() -> None:
    missing: dict[str, Any] = {"measure": Measure.MISSING, "scope": ()}
    found = ledger(
        [
            said("AFP", "8 07:04", "≥60", "health ministry", **missing),
            said("WHO", "8 07:00", 160, **missing),
            said("OCHA", "14 10:00", 30, **missing),
            said("EFE", "22 12:05", "≈300", "army", **missing),
        ],
        incident=BLAST,
    )
    assert found.lines[0].range == "30–≈300"
    assert [check.kind for check in found.checks] == ["slip"]


def test_a_governors_guess_and_a_banks_survey_are_two_voices_and_the_guess_that_triples_is_one() -> None:
    damage: dict[str, Any] = {"measure": Measure.MONEY, "scope": ()}
    governor = [
        said("AFP", "5 08:00", "3–5", "Marwan Abboud", **damage),
        said("Al Hadath", "5 17:00", 15, "governor Marwan Abboud", modality=Modality.EXPECTED, **damage),
    ]
    found = line([*governor, said("World Bank", "5 18:00", "4–5", **damage)], incident=BLAST)
    assert (found.verdict, found.range, found.origin_count) == (Verdict.COMPATIBLE, "3–5", 2)


def test_300000_homeless_is_the_top_of_a_range_and_does_not_contradict_it() -> None:
    homeless: dict[str, Any] = {"measure": Measure.HOMELESS, "scope": ()}
    found = line(
        [
            said("AFP", "5 08:10", "250000–300000", "Marwan Abboud", **homeless),
            said("Middle East Monitor", "5 10:00", "≤300000", **homeless),
        ],
        incident=BLAST,
    )
    assert (found.verdict, found.severity) == (Verdict.COMPATIBLE, 0)


def test_ten_firefighters_missing_and_ten_killed_are_two_lines() -> None:
    found = ledger(
        [
            said("Daily News Egypt", "5 08:40", 10, "Marwan Abboud", measure=Measure.MISSING, scope=("firefighter",)),
            said("MEMO", "5 10:00", 10, "Marwan Abboud", measure=Measure.KILLED, scope=("firefighter",)),
        ],
        incident=BLAST,
    )
    assert [one.verdict for one in found.lines] == [Verdict.SINGLE, Verdict.SINGLE]
    assert found.checks == ()


def test_an_outlet_that_lags_by_five_within_the_hour_is_no_second_origin_and_no_fall() -> None:
    claims = [
        said("Jerusalem Post", "4 22:20", 78, "Reuters", "Hamad Hassan", **KILLED),
        said("Reuters", "4 21:59", 78, "Hamad Hassan", **KILLED),
        said("AFP", "4 22:35", 73, "Hamad Hassan", **KILLED),
    ]
    found = ledger(claims, incident=BLAST)
    assert (found.lines[0].verdict, found.lines[0].origin_count) == (Verdict.GARBLED, 1)
    assert not [check for check in found.checks if check.kind == "fall"]
