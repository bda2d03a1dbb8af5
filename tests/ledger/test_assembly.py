"""The ledger as a whole: what counts, parties, desk figures, letters and digits, names, order."""

from __future__ import annotations

from typing import Any

import pytest

from newsdesk.decisions import DeskFigure, Standing
from newsdesk.ledger import Voices, words
from newsdesk.ledger.records import Ground, Status, Verdict
from newsdesk.model import Counts, Grade, LineKey, Measure, Modality, Number, Side, State, Tense

from .making import FOREIGN, SIEGE, at, ledger, line, of, origin, said, standing

KILLED: dict[str, Any] = {"measure": Measure.KILLED, "scope": ()}


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"state": State.HELD}, "held"),
        ({"counts": Counts.PART}, "part"),
        ({"counts": Counts.MEMBER}, "named or single"),
        ({"counts": Counts.MORE}, "increment"),
        ({"modality": Modality.FEARED}, "feared"),
        ({"modality": Modality.EXPECTED}, "forecast"),
        ({"modality": Modality.THREATENED}, "threatened"),
        ({"modality": Modality.DENIED}, "denied"),
        ({"modality": Modality.UNCLEAR}, "unclear"),
        ({"tense": Tense.EARLIER}, "set aside by the text"),
        ({"tense": Tense.BACKGROUND}, "background"),
    ],
)
def test_what_does_not_count_is_shown_beside_with_its_reason_and_decides_nothing(
    fields: dict[str, Any], why: str
) -> None:
    found = line([said("AP", "17 10:00", 20), said("AFP", "17 10:00", 99, **fields)])
    assert (found.verdict, found.range, found.severity, found.origin_count) == (Verdict.SINGLE, "20", 0, 1)
    (beside,) = [claim for claim in found.origins if claim.status is Status.BESIDE]
    assert words.beside_text(beside) == why
    alone = line([said("AFP", "17 10:00", 99, **fields)])
    assert (alone.verdict, alone.range, alone.reason) == (Verdict.SINGLE, "·", f"nothing counts: 1 {why}")


@pytest.mark.parametrize("fields", [{"state": State.NEW}, {"state": State.ACCEPTED}, {"modality": Modality.REPORTED}])
def test_new_accepted_and_reported_figures_count(fields: dict[str, Any]) -> None:
    assert line([said("AP", "17 10:00", 20, **fields)]).range == "20"


def test_rejected_figures_are_not_in_the_ledger() -> None:
    assert ledger([said("AP", "17 10:00", 20, state=State.REJECTED)]).lines == ()


def test_what_was_published_after_the_moment_is_not_in_the_ledger() -> None:
    claims = [said("AP", "17 10:00", 20), said("Reuters", "17 18:30", 25)]
    assert standing(line(claims, as_of="17 16:00"), Status.CURRENT) == [("AP", 20)]
    assert line(claims, as_of="17 19:00").verdict is Verdict.CONFLICT


def test_parties_stand_in_a_band_of_their_own_outside_verdict_and_range() -> None:
    found = line([said("Reuters", "17 13:40", 34, "ANI", **KILLED), said("AFP", "17 16:00", 2, **KILLED)])
    assert (found.verdict, found.range, found.severity) == (Verdict.SINGLE, "2", 0)
    assert [(claim.origin, claim.party) for claim in found.origins] == [("AFP", False), ("ANI", True)]
    assert not found.parties_alone


def test_a_verdict_among_parties_alone_is_given_as_such() -> None:
    claims = [said("Reuters", "17 13:40", 34, "ANI", **KILLED), said("AP", "17 14:00", 60, "Masked Brigade", **KILLED)]
    found = line(claims)
    assert found.parties_alone
    assert (found.verdict, found.range, found.origin_count) == (Verdict.CONFLICT, "·", 0)
    assert found.reason.startswith(
        "parties alone: 60 and 34 share no number: Masked Brigade via AP (17 Jan 14:00), ANI via Reuters (13:40)"
    )


def test_a_party_is_known_by_any_of_its_names() -> None:
    found = line([said("Reuters", "17 13:40", 34, "the Nouakchott News Agency", **KILLED)])
    assert [claim.party for claim in found.origins] == [True]


def test_universal_roles_are_dropped_and_other_scopes_are_other_lines() -> None:
    found = ledger(
        [
            said("AP", "17 10:00", 20, scope=("foreign", "worker")),
            said("AFP", "17 10:00", 20, scope=("foreign",)),
            said("BBC", "17 10:00", 3, scope=("GB",)),
            said("CNN", "17 10:00", 3, scope=("foreign", "GB")),
            said("NHK", "17 10:00", 3, scope=("DZ",)),
            said("NPR", "17 10:00", 3, scope=("local",)),
        ]
    )
    assert {(found.key.scope, found.origin_count) for found in found.lines} == {
        (("foreign",), 2),
        (("GB",), 2),
        (("local",), 2),
    }


def test_attackers_never_mix_with_victims_nor_with_a_toll_that_includes_them() -> None:
    sides = (Side.VICTIMS, Side.ATTACKERS, Side.ALL, Side.UNKNOWN)
    found = ledger([said("AP", "17 10:00", number, side=side, **KILLED) for number, side in enumerate(sides, 20)])
    assert {one.key.side for one in found.lines} == set(sides)
    assert {one.verdict for one in found.lines} == {Verdict.SINGLE}


def test_lines_are_ordered_by_severity_then_by_how_much_is_said() -> None:
    found = ledger(
        [
            said("AP", "17 10:00", 1, measure=Measure.INJURED),
            said("AP", "17 10:00", 20, measure=Measure.HELD),
            said("AFP", "17 10:00", 20, measure=Measure.HELD),
            said("AP", "17 10:00", 20),
            said("AFP", "17 10:00", 15),
            said("AP", "17 10:00", 1, **KILLED),
            said("AFP", "17 10:00", 100, **KILLED),
        ]
    )
    assert [one.key.measure for one in found.lines] == [
        Measure.KILLED,
        Measure.ESCAPED,
        Measure.HELD,
        Measure.INJURED,
    ]


def test_a_dispute_of_now_stands_above_a_graver_one_with_what_is_stale() -> None:
    found = ledger(
        [
            said("Reuters", "16 18:00", 90, **KILLED),
            said("AP", "17 18:00", 10, **KILLED),
            said("Reuters", "17 18:00", 12),
            said("AP", "17 18:00", 10),
        ]
    )
    assert [one.verdict for one in found.lines] == [Verdict.CONFLICT, Verdict.STALE]
    assert found.lines[0].severity < found.lines[1].severity


def test_counting_claims_come_first_then_parties_then_the_rest_newest_first() -> None:
    found = line(
        [
            said("AP", "17 09:00", 10),
            said("AP", "17 10:00", 20),
            said("AFP", "17 11:00", 20),
            said("Reuters", "17 12:00", 34, "ANI"),
            said("BBC", "17 13:00", 50, modality=Modality.EXPECTED),
        ]
    )
    assert [(claim.origin, claim.value) for claim in found.origins] == [
        ("AFP", 20),
        ("AP", 20),
        ("ANI", 34),
        ("BBC", 50),
        ("AP", 10),
    ]


def test_an_origin_has_the_letter_of_the_source_that_bears_its_name() -> None:
    found = line([said("The Associated Press", "17 09:00", 10, grade=Grade.A), said("BBC", "17 10:00", 20, "AP")])
    assert {claim.origin: claim.grade for claim in found.origins} == {"AP": Grade.A}
    assert [claim.grade for claim in line([said("BBC", "17 10:00", 20, "AP", grade=Grade.A)]).origins] == [Grade.F]


def test_the_voices_may_be_given_in_place_of_the_english_ones() -> None:
    own = Voices({"Wire": ("AP",)}, lambda name: name == "AFP")
    found = line([said("BBC", "17 10:00", 20, "AP", "AFP")], voices=own)
    assert [(claim.origin, claim.carriers) for claim in found.origins] == [("Wire", ("BBC",))]


def test_the_names_taken_to_be_one_voice_are_told() -> None:
    claims = [
        said("BBC", "17 10:00", 20, "The Associated Press"),
        said("CNN", "17 10:00", 20, "AP"),
        said("CNN", "17 10:00", 20, "officials"),
    ]
    assert ledger(claims).names == {"AP": (("AP", Ground.WORDS), ("The Associated Press", Ground.AGENCY))}


def desk(number: Number | None, low: Number | None = None, high: Number | None = None) -> Standing:
    decided = DeskFigure(value=number, low=low, high=high, by="ed", at=at("17 12:00"), reason="two agencies")
    return Standing(desk={("siege", FOREIGN): decided, ("other", FOREIGN): decided})


def test_the_desk_figure_stands_on_its_line_and_asks_for_attention_when_no_origin_says_it() -> None:
    claims = [said("AP", "17 10:00", 20), said("AP", "17 14:00", 25)]
    now, later = line(claims, "17 12:00", standing=desk(20)), line(claims, "17 15:00", standing=desk(20))
    assert now.desk is not None
    assert (now.desk.value, now.attention) == (20, "")
    assert later.attention == "no origin says 20 now"
    assert line(claims, "17 15:00", standing=desk(None, 15)).attention == "no origin says ≥15 now"
    assert line(claims, "17 15:00", standing=desk(25, 25, 25)).attention == ""


def test_a_desk_figure_keeps_its_line_though_nobody_says_anything() -> None:
    found = line([], standing=desk(20))
    assert (found.key, found.reason, found.origins) == (FOREIGN, "nothing counts", ())
    assert found.attention == "no origin says 20 now"
    assert ledger([], standing=desk(20)).as_of is None


def test_in_the_past_a_desk_figure_makes_no_line_that_nobody_had_spoken_on() -> None:
    claims = [said("AP", "17 10:00", 20)]
    assert [one.key for one in ledger(claims, "17 12:00", standing=desk(20)).lines] == [FOREIGN]
    assert ledger(claims, "17 09:00", standing=desk(20)).lines == ()


@pytest.mark.parametrize(
    ("rows", "digits"),
    [
        ([("AP", 20)], {"AP": 3}),
        ([("AP", 20), ("AFP", 20)], {"AP": 1, "AFP": 1}),
        ([("AP", 20), ("AFP", "≥15")], {"AP": 2, "AFP": 2}),
        ([("AP", 20), ("AFP", 25)], {"AP": 3, "AFP": 3}),
        ([("AP", 20), ("AFP", 20), ("Reuters", 25)], {"AP": 1, "AFP": 1, "Reuters": 4}),
        ([("AP", 20), ("AFP", 20), ("Reuters", 25), ("BBC", "≥22")], {"AP": 1, "AFP": 1, "Reuters": 4, "BBC": 4}),
    ],
)
def test_the_credibility_digit_follows_from_the_company_a_claim_keeps(
    rows: list[tuple[str, Number | str]], digits: dict[str, int]
) -> None:
    found = line([said(outlet, "17 10:00", number) for outlet, number in rows])
    assert {claim.origin: claim.credibility for claim in found.origins} == digits


def test_what_is_withdrawn_or_disowned_has_digit_5_and_what_nobody_says_digit_6() -> None:
    withdrawn = line([said("AP", "17 10:00", 20, withdrawn="17 11:00")])
    assert [claim.credibility for claim in withdrawn.origins] == [5]
    disowned = line([said("AP", "17 10:00", 20), said("AP", "17 11:00", 20, tense=Tense.EARLIER)])
    assert origin(disowned, "AP").credibility == 5
    earlier = line([said("AP", "17 10:00", 20), said("AP", "17 09:00", 20, tense=Tense.EARLIER)])
    assert origin(earlier, "AP").credibility == 3
    assert origin(line([said("AP", "17 10:00", 20, modality=Modality.REPORTED)]), "AP").credibility == 6
    assert words.credibility_text(6) == "its origin cannot be established"


def test_the_letter_never_drives_the_digit() -> None:
    for grade in Grade:
        assert origin(line([said("AP", "17 10:00", 20, grade=grade)]), "AP").credibility == 3


def test_a_line_is_found_by_its_key() -> None:
    found = ledger([said("AP", "17 10:00", 20), said("AP", "17 10:00", 3, **KILLED)], incident=SIEGE)
    assert of(found, Measure.KILLED).key == LineKey(Measure.KILLED)
