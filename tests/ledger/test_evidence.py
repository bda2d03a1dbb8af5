"""Which figures of which versions are claims of an incident."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from newsdesk import ledger as ledgers
from newsdesk.decisions import Add, Correct, Decision, Move, Strike, Triage, standing
from newsdesk.ledger import claims
from newsdesk.ledger.records import Claim, Status
from newsdesk.model import Figure, Grade, Measure, Reading, Source, State, Update, UpdateRef, Version

from .making import SIEGE, at, figure

AP = Source(id="ap", title="AP", grade=Grade.B)


def version(published: str, *figures: Figure, seen: str = "", silent: bool = False) -> Version:
    return Version(
        title="t",
        body="b",
        seen=at(seen or published),
        at=at(published),
        unsure=silent,
        reading=Reading(figures=figures),
    )


def update(*versions: Version, incident: str | None = "siege", source: str = "ap", name: str = "one") -> Update:
    return Update(source=source, id=name, versions=versions, incident=incident)


def found(*updates: Update, decisions: tuple[Decision, ...] = (), as_of: str = "", known_at: str = "") -> list[Claim]:
    def when(moment: str) -> datetime | None:
        return at(moment) if moment else None

    return claims(updates, {"ap": AP}, standing(decisions), SIEGE, as_of=when(as_of), known_at=when(known_at))


def decided(number: int, act: Triage | Move | Correct | Strike | Add) -> Decision:
    return Decision(id=number, at=at("18"), by="ed", act=act)


def test_each_figure_of_each_version_is_a_claim_in_its_place() -> None:
    (first, second) = found(update(version("17 10:00", figure(15)), version("17 12:00", figure(20))))
    assert (first.figure.value, first.version, first.at, first.withdrawn) == (15, 0, at("17 10:00"), at("17 12:00"))
    assert (second.figure.value, second.version, second.at, second.withdrawn) == (20, 1, at("17 12:00"), None)
    assert (second.update, second.outlet, second.grade, second.state) == (
        UpdateRef("ap", "one"),
        "AP",
        Grade.B,
        State.NEW,
    )


def test_a_silent_edit_says_again_only_what_it_changed() -> None:
    versions = (
        version("17 10:00", figure(15), figure(3, measure=Measure.MISSING)),
        version("18 06:00", figure(15), figure(4, measure=Measure.MISSING), silent=True),
        version("18 07:00", figure(15), figure(4, measure=Measure.MISSING), silent=True),
        version("18 08:00", figure(15), figure(4, measure=Measure.MISSING)),
    )
    said = {
        measure: [one.said for one in found(update(*versions)) if one.figure.measure is measure]
        for measure in (Measure.ESCAPED, Measure.MISSING)
    }
    assert said[Measure.ESCAPED] == [at("17 10:00")] * 3 + [at("18 08:00")]
    assert said[Measure.MISSING] == [at("17 10:00"), at("18 06:00"), at("18 06:00"), at("18 08:00")]


def test_an_old_text_that_is_edited_silently_replaces_no_newer_number() -> None:
    old = update(version("17 09:10", figure(23)), version("18 06:54", figure(23), silent=True))
    new = update(version("17 13:40", figure(31)), name="two")
    (only,) = ledgers.build(found(old, new), SIEGE, patience=timedelta(days=3)).lines
    assert [(one.value, one.status, one.published) for one in only.origins] == [
        (31, Status.CURRENT, at("17 13:40")),
        (23, Status.SUPERSEDED, at("17 09:10")),
    ]
    assert (only.low, only.high) == (31, 31)


def test_a_number_keeps_the_moment_at_which_it_was_last_said_when_an_older_text_of_it_is_edited_silently() -> None:
    old = update(version("17 09:10", figure(23)), version("18 06:54", figure(23), silent=True))
    between, again = (
        update(version(moment, figure(number)), name=moment) for moment, number in (("17 11:00", 20), ("17 13:40", 23))
    )
    (only,) = ledgers.build(found(old, between, again), SIEGE, patience=timedelta(days=3)).lines
    assert [(one.value, one.status, one.first_said, one.published) for one in only.origins] == [
        (23, Status.CURRENT, at("17 09:10"), at("17 13:40")),
        (20, Status.SUPERSEDED, at("17 11:00"), at("17 11:00")),
    ]


def test_a_number_was_first_said_when_the_words_were_that_a_later_copy_brings() -> None:
    own, copy = found(update(version("17 10:00", figure(23))), update(version("17 12:00", figure(23)), name="two"))
    copied = replace(copy, said=at("17 09:00"))
    (only,) = ledgers.build([own, copied], SIEGE, patience=timedelta(days=3)).lines
    assert [(one.first_said, one.published) for one in only.origins] == [(at("17 09:00"), at("17 10:00"))]


def test_a_version_published_later_is_not_there_yet_and_has_withdrawn_nothing() -> None:
    versions = (version("17 10:00", figure(15)), version("17 12:00", figure(20)))
    (only,) = found(update(*versions), as_of="17 11:59")
    assert (only.figure.value, only.withdrawn) == (15, None)
    assert found(update(*versions), as_of="17 09:00") == []


def test_a_version_seen_later_was_not_known_yet() -> None:
    versions = (version("17 10:00", figure(15)), version("17 12:00", figure(20), seen="17 18:00"))
    (only,) = found(update(*versions), as_of="17 15:00", known_at="17 15:00")
    assert (only.figure.value, only.withdrawn) == (15, None)


def test_the_updates_of_other_incidents_are_left_out_and_an_editors_move_wins() -> None:
    here, elsewhere, nowhere = (
        update(version("17 10:00", figure(number)), incident=incident, name=str(number))
        for number, incident in ((1, "siege"), (2, "other"), (3, None))
    )
    assert [claim.figure.value for claim in found(here, elsewhere, nowhere)] == [1]
    moves = (
        decided(1, Move("ap", "1", None)),
        decided(2, Move("ap", "2", "siege")),
        decided(3, Move("ap", "3", "siege")),
    )
    assert [claim.figure.value for claim in found(here, elsewhere, nowhere, decisions=moves)] == [2, 3]


def test_figures_are_taken_as_the_editor_left_them() -> None:
    read = (figure(15, start=0, end=1), figure(99, start=5, end=6))
    acts = (
        decided(1, Correct("ap", "one", 0, read[0], figure(16, start=0, end=1))),
        decided(2, Strike("ap", "one", 0, read[1])),
        decided(3, Add("ap", "one", 0, figure(30, start=9, end=10))),
        decided(4, Triage("ap", "one", State.HELD)),
    )
    taken = found(update(version("17 10:00", *read)), decisions=acts)
    assert [(claim.figure.value, claim.state) for claim in taken] == [(16, State.HELD), (30, State.HELD)]


def test_a_source_that_is_gone_is_named_by_its_id_and_cannot_be_judged() -> None:
    (only,) = found(update(version("17 10:00", figure(15)), source="gone"))
    assert (only.outlet, only.grade) == ("gone", Grade.F)
