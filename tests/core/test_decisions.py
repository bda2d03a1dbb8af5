"""What stands is a fold of the log; undo and redo are decisions too."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.decisions import (
    Act,
    Add,
    Appraise,
    Correct,
    Decision,
    Describe,
    GradeOrigin,
    GradeSource,
    MarkParty,
    MergeIncidents,
    MergeOrigins,
    Move,
    Note,
    OpenIncident,
    PartOrigin,
    Premise,
    Rule,
    SetDesk,
    SetStatus,
    Several,
    Star,
    Strike,
    Triage,
    Undo,
    figure_ref,
    last_standing,
    last_undo,
    standing,
    subject,
)
from newsdesk.model import Figure, Grade, Incident, IncidentStatus, LineKey, Measure, Qualifier, State, UpdateRef

NOON = datetime(2013, 1, 17, 12, tzinfo=UTC)
REF = UpdateRef("ap", "1")


def figure(value: int, start: int = 0) -> Figure:
    quote = f"{value} dead"
    return Figure(
        measure=Measure.KILLED,
        value=value,
        qualifier=Qualifier.EXACT,
        low=value,
        high=value,
        quote=quote,
        start=start,
        end=start + len(quote),
    )


def log(*acts: Act) -> list[Decision]:
    return [Decision(id=n, at=NOON + timedelta(minutes=n), by="ed", act=act) for n, act in enumerate(acts, 1)]


def triage(state: State) -> Triage:
    return Triage(*REF, state)


def test_nothing_decided_is_new() -> None:
    assert standing([]).state(REF) is State.NEW


def test_the_last_triage_stands() -> None:
    assert standing(log(triage(State.ACCEPTED), triage(State.HELD))).state(REF) is State.HELD


def test_undo_brings_back_what_stood_before() -> None:
    assert standing(log(triage(State.ACCEPTED), triage(State.HELD), Undo(2))).state(REF) is State.ACCEPTED


def test_undoing_an_undo_is_redo() -> None:
    assert standing(log(triage(State.HELD), Undo(1), Undo(2))).state(REF) is State.HELD


def test_an_undo_takes_back_the_newest_act_that_stands() -> None:
    acts: list[Act] = [triage(State.ACCEPTED), triage(State.HELD), Undo(2)]
    found = last_standing(log(*acts))
    assert found is not None
    assert found.id == 1


def test_redo_goes_back_step_by_step_and_not_past_a_new_act() -> None:
    acts: list[Act] = [triage(State.ACCEPTED), triage(State.HELD), Undo(2), Undo(1)]
    for expected in (4, 3):
        found = last_undo(log(*acts))
        assert found is not None
        assert found.id == expected
        acts.append(Undo(found.id))
    assert last_undo(log(*acts)) is None
    assert last_undo(log(triage(State.HELD), Undo(1), triage(State.REJECTED))) is None


def test_an_undo_and_a_redo_are_about_what_they_take_back_and_bring_back() -> None:
    made = log(triage(State.ACCEPTED), triage(State.HELD), Undo(2), Undo(3), Undo(1))
    assert [subject(one, made).id for one in made] == [1, 2, 2, 2, 1]


def test_a_move_out_of_every_incident_is_kept_as_such() -> None:
    assert standing(log(Move(*REF, None))).moved == {REF: None}


def test_notes_are_kept_in_order() -> None:
    notes = standing(log(Note(*REF, "called them"), Note(*REF, "no answer"))).notes[REF]
    assert [note.act.text for note in notes if isinstance(note.act, Note)] == ["called them", "no answer"]


def test_a_correction_replaces_and_can_itself_be_corrected() -> None:
    read = (figure(34),)
    first = Correct(*REF, 0, figure(34), figure(35))
    second = Correct(*REF, 0, figure(35), figure(33))
    assert standing(log(first)).figures(REF, 0, read) == (figure(35),)
    assert standing(log(first, second)).figures(REF, 0, read) == (figure(33),)
    assert standing(log(first, second, Undo(2))).figures(REF, 0, read) == (figure(35),)


def test_a_correction_holds_for_its_version_only() -> None:
    assert standing(log(Correct(*REF, 0, figure(34), figure(35)))).figures(REF, 1, (figure(34),)) == (figure(34),)


def test_a_struck_figure_is_gone_corrected_or_not() -> None:
    read = (figure(34), figure(15, 40))
    assert standing(log(Strike(*REF, 0, figure(34)))).figures(REF, 0, read) == (figure(15, 40),)
    corrected = log(Correct(*REF, 0, figure(34), figure(35)), Strike(*REF, 0, figure(35)))
    assert standing(corrected).figures(REF, 0, read) == (figure(15, 40),)


def test_an_added_figure_stands_among_the_read_by_its_place_and_can_be_struck() -> None:
    read = (figure(34, 10),)
    added = Add(*REF, 0, figure(7))
    assert standing(log(added)).figures(REF, 0, read) == (figure(7), figure(34, 10))
    assert standing(log(added, Strike(*REF, 0, figure(7)))).figures(REF, 0, read) == read
    changed = standing(log(added, Correct(*REF, 0, figure(7), figure(8))))
    assert changed.figures(REF, 0, read) == (figure(8), figure(34, 10))


def test_a_desk_figure_is_set_and_cleared() -> None:
    line = LineKey(measure=Measure.KILLED)
    put, clear = SetDesk("x", line, 20, 20, 20), SetDesk("x", line, None, None, None)
    assert standing(log(put)).desk["x", line].value == 20
    assert standing(log(put, clear)).desk == {}


RESTED = Premise(
    origin="AP", value=20, qualifier=Qualifier.AT_LEAST, low=20, high=None, at=NOON, update=UpdateRef("ap", "1")
)
RULED = SetDesk("x", LineKey(measure=Measure.KILLED), None, None, None, Rule.GREATEST_AUTHORITY, (RESTED,))


def test_a_desk_figure_keeps_its_rule_and_what_it_rested_on() -> None:
    stands = standing(log(RULED)).desk["x", RULED.line]
    assert (stands.value, stands.rule, stands.premises) == (None, "greatest authority", (RESTED,))


@pytest.mark.parametrize(
    ("acts", "voices"),
    [
        ([MergeOrigins("x", "A", "B")], {"A": "B"}),
        ([MergeOrigins("x", "A", "B"), PartOrigin("x", "A")], {"A": "A"}),
        ([PartOrigin("x", "A"), MergeOrigins("x", "A", "B")], {"A": "B"}),
        ([MergeOrigins("x", "A", "B"), Undo(1)], {}),
        ([MergeOrigins("x", "A", "B"), MergeOrigins("x", "B", "A")], {"B": "A"}),
        (
            [MergeOrigins("x", "A", "B"), MergeOrigins("x", "B", "C"), MergeOrigins("x", "C", "A")],
            {"A": "B", "C": "A"},
        ),
    ],
)
def test_the_last_word_on_whose_voice_a_name_is_stands_and_no_merge_goes_in_a_circle(
    acts: list[Act], voices: dict[str, str]
) -> None:
    assert standing(log(*acts)).voices == {("x", name): voice for name, voice in voices.items()}


def test_merged_incidents_that_had_it_the_other_way_round_keep_what_the_one_merged_into_says() -> None:
    said: list[Act] = [MergeOrigins("x", "A", "B"), MergeOrigins("x", "C", "B"), MergeOrigins("y", "B", "A")]
    merged = standing(log(*said, MergeIncidents("x", "y"))).voices
    assert {name: voice for (incident, name), voice in merged.items() if incident == "y"} == {"B": "A", "C": "B"}
    again = standing(log(*said, MergeIncidents("x", "y"), MergeOrigins("y", "D", "A"))).voices
    assert again == merged | {("y", "D"): "A"}


NAMES, STORIES = st.sampled_from("ABCD"), st.sampled_from("xyz")
ON_VOICES = st.one_of(
    st.builds(MergeOrigins, STORIES, NAMES, NAMES),
    st.builds(PartOrigin, STORIES, NAMES),
    st.builds(MergeIncidents, STORIES, STORIES),
    st.builds(Undo, st.integers(1, 5)),
)


@given(st.lists(ON_VOICES, max_size=20))
def test_every_merged_name_comes_to_one_voice(acts: list[Act]) -> None:
    voices = standing(log(*acts)).voices
    for incident, name in voices:
        steps = [name]
        while (voice := voices.get((incident, steps[-1]), steps[-1])) != steps[-1]:
            assert voice not in steps
            steps.append(voice)


def test_parties_and_letters_are_an_editors_and_go_with_an_undo() -> None:
    acts: list[Act] = [
        MarkParty("x", "ANI", True),
        MarkParty("x", "APS", False),
        GradeOrigin("x", "AP", Grade.A),
        GradeSource("ap", Grade.B),
    ]
    found = standing(log(*acts))
    assert (found.parties, found.letters) == ({("x", "ANI"): True, ("x", "APS"): False}, {("x", "AP"): Grade.A})
    assert found.grades == {"ap": Grade.B}
    undone = standing(log(*acts, Undo(4), Undo(3), Undo(1)))
    assert (undone.parties, undone.letters, undone.grades) == ({("x", "APS"): False}, {}, {})


def test_an_editors_digit_is_kept_with_its_reason_until_it_is_taken_away() -> None:
    given_two = Decision(id=1, at=NOON, by="ed", act=Appraise(*REF, 0, figure(34), 2), reason="called them")
    name = figure_ref(REF, 0, figure(34))
    assert standing([given_two]).appraised == {name: (2, "ed", NOON, "called them")}
    assert standing([given_two, *log(Note(*REF, ""), Appraise(*REF, 0, figure(34), None))[1:]]).appraised == {}


VOICED: list[Act] = [
    MergeOrigins("x", "A", "B"),
    PartOrigin("x", "A"),
    MarkParty("x", "A", True),
    GradeOrigin("x", "A", Grade.A),
    GradeSource("ap", Grade.B),
    Appraise(*REF, 0, figure(34), 2),
    RULED,
]


@pytest.mark.parametrize("act", VOICED)
def test_every_act_is_read_back_from_the_log_as_it_was_written(act: Act) -> None:
    (decision,) = log(act)
    assert msgspec.json.decode(msgspec.json.encode(decision), type=Decision) == decision


def test_a_desk_figure_of_before_there_were_rules_is_still_read() -> None:
    old = b'{"type":"desk","incident":"x","line":{"measure":"killed"},"value":20,"low":20,"high":20}'
    assert msgspec.json.decode(old, type=SetDesk) == SetDesk("x", LineKey(measure=Measure.KILLED), 20, 20, 20)


ACTS = st.sampled_from(
    [
        triage(State.ACCEPTED),
        triage(State.HELD),
        Move(*REF, "x"),
        Note(*REF, "n"),
        Strike(*REF, 0, figure(34)),
        Star(*REF, True),
        Several((triage(State.REJECTED), Note(*REF, "two"))),
        OpenIncident(Incident(id="x", title="X")),
        OpenIncident(Incident(id="y", title="Y")),
        Describe("x", "Z", "MG", "Tana", ("mill",), ("miner",)),
        SetStatus("x", IncidentStatus.QUIET),
        MergeIncidents("x", "y"),
        MergeIncidents("y", "x"),
        *VOICED,
    ]
)


@given(st.lists(ACTS, max_size=6), st.integers(0, 8))
def test_undoing_n_times_and_redoing_n_times_changes_nothing(acts: list[Act], times: int) -> None:
    before = standing(log(*acts))
    done = list(acts)
    undone = 0
    for _ in range(times):
        last = last_standing(log(*done))
        if last is None:
            break
        done.append(Undo(last.id))
        undone += 1
    assert standing(log(*done)) == standing(log(*acts[: len(acts) - undone]))
    for _ in range(undone):
        back = last_undo(log(*done))
        assert back is not None
        done.append(Undo(back.id))
    assert standing(log(*done)) == before
