"""What an editor decides about voices and numbers, as the ledger shows it."""

from __future__ import annotations

import pytest

from newsdesk.decisions import Appraisal, DeskFigure, Premise, Rule, SetDesk, Standing, figure_ref
from newsdesk.ledger import resting
from newsdesk.ledger.queries import voices
from newsdesk.ledger.records import Claim, Verdict
from newsdesk.model import Grade, LineKey, Measure, Number, State

from .making import FOREIGN, at, ledger, line, origin, said


def running(claims: list[Claim], moment: str, number: Number | None = None, rule: Rule | None = None) -> Standing:
    """What stands after an editor set a desk figure on the ledger as of a moment."""
    act = resting(SetDesk("siege", FOREIGN, number, number, number, rule), ledger(claims, moment))
    decided = DeskFigure(
        value=act.value, low=act.low, high=act.high, by="ed", at=at(moment), reason="", rule=rule, premises=act.premises
    )
    return Standing(desk={("siege", FOREIGN): decided})


BEFORE = [said("Reuters", "17 10:00", 25), said("AFP", "17 10:30", "≥15"), said("CNN", "17 10:00", 34, "ANI")]


def test_a_desk_figure_keeps_what_stood_on_its_line_but_no_party() -> None:
    act = resting(SetDesk("siege", FOREIGN, 25, 25, 25), ledger(BEFORE))
    assert [(one.origin, one.value, one.at) for one in act.premises] == [
        ("AFP", 15, at("17 10:30")),
        ("Reuters", 25, at("17 10:00")),
    ]
    assert act.premises[1].update == BEFORE[0].update
    assert [one.origin for one in resting(act, ledger(BEFORE[2:])).premises] == ["ANI"]
    assert resting(act, ledger([])).premises == ()


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ([], ""),
        ([said("AFP", "17 12:00", "≥15")], ""),
        ([said("AP", "17 12:00", 90)], ""),
        ([said("Reuters", "17 12:00", 30)], "rested on 25 (Reuters), which now says 30"),
        (
            [said("Reuters", "17 12:00", 30, update="x"), said("Reuters", "17 12:00", 31, update="x")],
            "rested on 25 (Reuters), which now says 30 and 31",
        ),
        (
            [said("AFP", "17 12:00", "≥40"), said("Reuters", "17 12:00", 30)],
            "rested on ≥15 (AFP), which now says ≥40; 25 (Reuters), which now says 30",
        ),
    ],
)
def test_the_line_asks_for_attention_when_what_its_desk_figure_rested_on_changes(
    after: list[Claim], words: str
) -> None:
    found = line([*BEFORE, *after], "17 13:00", standing=running(BEFORE, "17 11:00", 25))
    assert found.attention == words
    assert line([*BEFORE, *after], "17 10:15", standing=running(BEFORE, "17 11:00", 25)).attention == ""


@pytest.mark.parametrize(("number", "words"), [(20, ""), (34, ""), (4, "no origin says 4 now")])
def test_a_number_that_no_origin_leaves_room_for_asks_for_attention_at_once(number: int, words: str) -> None:
    assert line(BEFORE, "17 11:00", standing=running(BEFORE, "17 11:00", number)).attention == words


def test_what_is_held_or_struck_no_longer_stands_under_a_desk_figure() -> None:
    held = [said("Reuters", "17 10:00", 25, state=State.HELD), *BEFORE[1:]]
    assert line(held, standing=running(BEFORE, "17 11:00", 25)).attention == (
        "rested on 25 (Reuters), which no longer stands"
    )


def test_of_many_changes_those_that_held_up_the_number_are_told_first_and_the_rest_are_counted() -> None:
    before = [said(name, "17 10:00", number) for name, number in zip("BCDEF", (90, 20, 91, 92, 93), strict=True)]
    after = [said(name, "17 12:00", 50) for name in "BCDEF"]
    attention = line([*before, *after], standing=running(before, "17 11:00", 20)).attention
    assert attention.startswith("rested on 20 (C), which now says 50; ")
    assert attention.endswith("; 2 more")


def test_a_rule_gives_the_number_of_the_best_letter_and_follows_it() -> None:
    claims = [said("AP", "17 10:00", 20, grade=Grade.A), said("Blog", "17 11:00", 90, grade=Grade.D)]
    decided = running(claims, "17 11:00", rule=Rule.GREATEST_AUTHORITY)
    now = line(claims, standing=decided)
    assert now.desk is not None
    assert (now.desk.value, now.desk.follows, now.desk.rule, now.attention) == (20, "AP", "greatest authority", "")
    moved = line([*claims, said("AP", "17 12:00", 25, grade=Grade.A)], standing=decided)
    assert moved.desk is not None
    assert (moved.desk.value, moved.desk.low, moved.desk.high) == (25, 25, 25)
    assert moved.attention == "greatest authority gave 20 when it was set, now 25 (AP)"


def test_a_rule_without_letters_follows_nobody_and_says_so() -> None:
    claims = [said("AP", "17 10:00", 20)]
    found = line(claims, standing=running(claims, "17 11:00", rule=Rule.GREATEST_AUTHORITY))
    assert found.desk is not None
    assert (found.desk.value, found.desk.follows) == (None, "")
    assert found.attention == "greatest authority follows nobody: no origin here has a letter"


def test_a_premise_whose_origin_was_merged_is_found_under_its_new_name() -> None:
    decided = running(BEFORE, "17 11:00", 25)
    decided.voices["siege", "Reuters"] = "AP"
    assert line(BEFORE, standing=decided).attention == ""


def test_two_origins_that_an_editor_merges_are_one_and_each_merge_is_shown() -> None:
    claims = [said("BBC", "17 10:00", 20, "Jane Smith"), said("CNN", "17 10:00", 20, "the rescue chief")]
    assert line(claims).verdict is Verdict.AGREE
    found = ledger(claims, standing=Standing(voices={("siege", "rescue chief"): "Jane Smith"}))
    assert (found.lines[0].verdict, found.lines[0].origin_count, found.lines[0].outlet_count) == (Verdict.SINGLE, 1, 2)
    assert [name for name, _ in found.names["Jane Smith"]] == ["Jane Smith", "the rescue chief"]
    elsewhere = Standing(voices={("other", "rescue chief"): "Jane Smith"})
    assert ledger(claims, standing=elsewhere) == ledger(claims)


def test_a_party_is_an_editors_mark_and_can_be_taken_away() -> None:
    marks = Standing(parties={("siege", "ANI"): False, ("siege", "the Associated Press"): True})
    found = line([said("AP", "17 10:00", 20), said("CNN", "17 10:00", 34, "ANI")], standing=marks)
    assert {claim.origin: claim.party for claim in found.origins} == {"AP": True, "ANI": False}
    assert found.range == "34"


def test_an_editors_letter_wins_over_the_sources() -> None:
    claims = [said("AP", "17 10:00", 20, grade=Grade.B), said("BBC", "17 10:00", 20, "Jane Smith", grade=Grade.B)]
    found = line(claims, standing=Standing(letters={("siege", "AP"): Grade.E, ("siege", "Jane Smith"): Grade.A}))
    assert {claim.origin: claim.grade for claim in found.origins} == {"AP": Grade.E, "Jane Smith": Grade.A}


def test_an_editors_digit_stands_in_the_place_of_the_suggested_one_with_its_reason() -> None:
    claim = said("AP", "17 10:00", 20)
    appraisal = Appraisal(1, "ed", at("17 11:00"), "seen on camera")
    decided = Standing(appraised={figure_ref(claim.update, claim.version, claim.figure): appraisal})
    found = line([claim, said("BBC", "17 10:00", 25)], standing=decided)
    assert (origin(found, "AP").credibility, origin(found, "AP").appraisal) == (1, appraisal)
    assert (origin(found, "BBC").credibility, origin(found, "BBC").appraisal) == (3, None)


def test_the_voices_of_a_ledger_are_listed_with_names_outlets_letter_and_party() -> None:
    found = ledger(
        [
            said("BBC", "17 10:00", 20, "The Associated Press"),
            said("AP", "17 10:00", 20, grade=Grade.A),
            said("AP", "17 10:00", 3, measure=Measure.KILLED, grade=Grade.A),
            said("CNN", "17 10:00", 34, "ANI"),
        ]
    )
    first, second = voices(found)
    assert (first.origin, first.names, first.outlets, first.grade, first.lines) == (
        "AP",
        ("AP", "The Associated Press"),
        ("AP", "BBC"),
        Grade.A,
        2,
    )
    assert (second.origin, second.names, second.party) == ("ANI", ("ANI",), True)


def test_a_desk_figure_of_before_premises_were_kept_still_asks_when_nobody_says_it() -> None:
    old = DeskFigure(value=20, low=20, high=20, by="ed", at=at("17 11:00"), reason="")
    assert line(BEFORE, standing=Standing(desk={("siege", FOREIGN): old})).attention == "no origin says 20 now"


def test_premises_are_kept_as_they_were_said() -> None:
    (premise,) = resting(
        SetDesk("siege", LineKey(Measure.ESCAPED, ("foreign",)), 20, 20, 20), ledger(BEFORE[1:2])
    ).premises
    assert premise == Premise(
        origin="AFP",
        value=15,
        qualifier=BEFORE[1].figure.qualifier,
        low=15,
        high=None,
        at=at("17 10:30"),
        update=BEFORE[1].update,
    )
