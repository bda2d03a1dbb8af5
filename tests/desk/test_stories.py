"""Incidents that editors open, split off, merge, rename and close: acts in the log like any other."""

from collections.abc import Callable, Generator
from contextlib import suppress
from inspect import GEN_CLOSED, getgeneratorstate
from itertools import islice
from typing import Any, cast

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.decisions import Several, Star, Triage
from newsdesk.desk import Desk, names
from newsdesk.errors import CallWrong, NewsdeskError
from newsdesk.ledger.records import Ledger
from newsdesk.model import Figure, Grade, IncidentStatus, LineKey, Measure, State, UpdateRef
from newsdesk.store import Change
from tests.desk.test_desk import AP, ESCAPED, REUTERS, desk, fresh, update

__all__ = ["desk"]
RAIN = UpdateRef("reuters", "reuters-30")


def ids(desk: Desk, incident: str) -> list[str]:
    return [update.id for update in desk.updates(incident=incident)]


def test_updates_split_off_go_to_the_new_incident_and_one_undo_brings_them_back(desk: Desk) -> None:
    split = desk.new_incident("Road block", updates=[REUTERS])
    assert (ids(desk, split.id), ids(desk, "siege")) == (["reuters-20"], ["ap-10"])
    assert [one.title for one in desk.incidents()] == ["Plant siege", "Road block"]
    desk.undo()
    assert (ids(desk, "siege"), len(desk.incidents())) == (["reuters-20", "ap-10"], 1)
    assert desk.incident_of(desk.update(REUTERS)) == "siege"
    desk.redo()
    assert ids(desk, split.id) == ["reuters-20"]


def test_an_incident_that_was_undone_leaves_its_updates_in_none(desk: Desk) -> None:
    desk.new_incident("Floods", watch=["rain"])
    assert desk.incident_of(desk.update(RAIN)) == "floods"
    desk.undo()
    assert desk.incident_of(desk.update(RAIN)) is None
    desk.new_incident("Storm", watch=["rain"])
    assert ids(desk, "storm") == ["reuters-30"]


def test_the_name_of_an_undone_incident_is_not_given_again(desk: Desk) -> None:
    desk.new_incident("Floods", watch=["hail"])
    desk.undo()
    assert desk.new_incident("Floods", watch=["rain"]).id == "floods-2"


def test_a_merged_incident_is_gone_and_its_updates_and_words_are_the_others(desk: Desk) -> None:
    flood = desk.new_incident("Floods", watch=["rain"])
    desk.merge_incidents(flood.id, "siege")
    assert [one.id for one in desk.incidents()] == ["siege"]
    assert ids(desk, "siege") == ["reuters-30", "reuters-20", "ap-10"]
    assert "rain" in desk.incident("siege").watch
    desk.undo()
    assert ids(desk, "floods") == ["reuters-30"]


def test_two_incidents_never_become_part_of_each_other(desk: Desk) -> None:
    flood = desk.new_incident("Floods", watch=["rain"]).id
    desk.merge_incidents(flood, "siege")
    with pytest.raises(CallWrong, match="no incident"):
        desk.merge_incidents("siege", flood)
    with pytest.raises(CallWrong, match="itself"):
        desk.merge_incidents("siege", "siege")


def test_an_incident_is_renamed_and_closed_and_both_are_taken_back(desk: Desk) -> None:
    desk.describe("siege", title="Gas plant siege")
    desk.set_status("siege", IncidentStatus.CLOSED)
    one = desk.incident("siege")
    assert (one.title, one.status) == ("Gas plant siege", IncidentStatus.CLOSED)
    with pytest.raises(CallWrong, match="closed already"):
        desk.set_status("siege", IncidentStatus.CLOSED)
    with pytest.raises(CallWrong, match="is described so already"):
        desk.describe("siege", title="Gas plant siege")
    desk.describe("siege", title="Gas Plant Siege")
    assert desk.incident("siege").title == "Gas Plant Siege"
    desk.new_incident("Floods", watch=["rain"])
    with pytest.raises(CallWrong, match="There is an incident"):
        desk.describe("siege", title="floods")
    desk.undo()
    desk.undo()
    desk.undo()
    desk.undo()
    assert desk.incidents() == [one.__class__(id="siege", title="Plant siege", country="DZ", watch=("plant",))]


def test_a_selection_is_accepted_as_one_act_and_taken_back_as_one(desk: Desk) -> None:
    desk.triage(AP, State.ACCEPTED)
    done = desk.triage_all([AP, REUTERS, RAIN], State.ACCEPTED)
    assert done.act == Several((Triage(*REUTERS, State.ACCEPTED), Triage(*RAIN, State.ACCEPTED)))
    desk.undo()
    assert [desk.state(ref) for ref in (AP, REUTERS, RAIN)] == [State.ACCEPTED, State.NEW, State.NEW]
    with pytest.raises(CallWrong, match="accepted already"):
        desk.triage_all([AP], State.ACCEPTED)
    with pytest.raises(CallWrong, match="nothing to do"):
        desk.triage_all([], State.ACCEPTED)


def test_where_one_of_several_acts_cannot_be_done_none_is(desk: Desk) -> None:
    with pytest.raises(CallWrong):
        desk.decide_all([Triage(*AP, State.HELD), Star(*AP, False)])
    assert (desk.state(AP), list(desk.log())) == (State.NEW, [])


def test_a_star_is_given_once_and_taken_away(desk: Desk) -> None:
    desk.star(AP, True)
    with pytest.raises(CallWrong, match="starred already"):
        desk.star(AP, True)
    assert desk.standing().starred == {AP}
    desk.star(AP, False)
    assert desk.standing().starred == set()


def first_figure(desk: Desk, ref: UpdateRef) -> Figure:
    return desk.update(ref).latest.reading.figures[0]


ACTS: dict[str, Callable[[Desk], object]] = {
    "hold": lambda desk: desk.triage(AP, State.HELD),
    "reject": lambda desk: desk.triage(REUTERS, State.REJECTED),
    "accept": lambda desk: desk.triage_all([AP, REUTERS, RAIN], State.ACCEPTED),
    "strike": lambda desk: desk.strike(AP, 0, first_figure(desk, AP)),
    "own": lambda desk: desk.own_words(REUTERS, True),
    "move": lambda desk: desk.move(RAIN, "siege"),
    "split": lambda desk: desk.new_incident(f"Story {len(desk.log())}", updates=[REUTERS]),
    "merge": lambda desk: desk.merge_incidents(desk.incidents()[-1].id, "siege"),
    "grade": lambda desk: desk.grade_source("ap", Grade.B),
    "desk": lambda desk: desk.set_desk("siege", ESCAPED, 20, reason="AP saw it"),
    "undo": lambda desk: desk.undo(),
    "redo": lambda desk: desk.redo(),
}


@given(st.lists(st.sampled_from(sorted(ACTS)), max_size=9))
def test_claims_kept_in_step_with_acts_are_those_gathered_anew(acts: list[str]) -> None:
    kept = fresh()
    for name in acts:
        kept.ledger("siege")
        try:
            ACTS[name](kept)
        except NewsdeskError:
            continue
        assert kept.ledger("siege") == anew(kept)


WALKED = (
    "Thirty workers escaped from the plant at dawn and walked along the coast road to the harbour, where doctors of "
    "the town took them in"
)
ARRIVALS: dict[str, Callable[[Desk], object]] = {
    "first": lambda desk: desk.store(Change(updates=(update("ap", WALKED, 1),))),
    "copy": lambda desk: desk.store(Change(updates=(update("reuters", WALKED, 50),))),
}


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(sorted(ACTS | ARRIVALS))), max_size=6))
def test_what_is_done_while_claims_are_gathered_is_in_them_and_leaves_none_to_gather(
    done: list[tuple[int, str]],
) -> None:
    kept = fresh()
    gathering = cast("Generator[None]", kept.gather("siege"))
    for steps, name in done:
        for _ in islice(gathering, steps):
            pass
        with suppress(NewsdeskError):
            (ACTS | ARRIVALS)[name](kept)
    ended = getgeneratorstate(gathering) == GEN_CLOSED
    for _ in gathering:
        pass
    assert ended or list(kept.gather("siege")) == []
    assert kept.ledger("siege") == anew(kept)


def anew(kept: Desk) -> Ledger:
    """The ledger of a desk that was opened just now on the same records."""
    return Desk(kept._store, clock=kept.clock).ledger("siege")


LONG = (
    "Officials in the bay say that the ferry had left the harbour with far more people on board "
    "than its owners wrote down"
)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (LONG, LONG),
        (f"{LONG} at dawn", f"{LONG}…"),
        (f"{LONG}, says the mayor", f"{LONG}…"),
        (f"{LONG[:-18]} once counted 1,240,000 times", f"{LONG[:-18]} once counted…"),
        ("溺" * 130, "溺" * 119 + "…"),
        ("溺" * 115 + "1,240人" + "溺" * 9, "溺" * 115 + "…"),
    ],
)
def test_a_title_that_is_too_long_ends_with_a_whole_word_and_never_within_a_number(
    desk: Desk, words: str, title: str
) -> None:
    assert names.short_title(words) == title
    assert names.short_title(title) == title
    opened = desk.new_incident(words)
    assert (opened.title, opened.watch) == (title, (title.removesuffix("…").lower(),))
    desk.undo()
    desk.describe("siege", title=words)
    assert desk.incident("siege").title == title


def test_a_headline_that_is_too_long_for_a_title_is_no_watch_words_either(desk: Desk) -> None:
    one = update("ap", f"{LONG} at dawn", 40)
    desk.store(Change(updates=(one,)))
    opened = desk.new_incident(one.latest.title, updates=[one.ref])
    assert (opened.title, opened.watch) == (f"{LONG}…", ())


def test_what_everybody_is_makes_two_lines_one_and_the_desk_figure_goes_along(desk: Desk) -> None:
    workers = UpdateRef("ap", "ap-40")
    desk.store(Change(updates=(update("ap", "Nine miners escaped from the plant, it said.", 40),)))
    key = next(line.key for line in desk.ledger("siege").lines if "miner" in line.key.scope)
    desk.set_desk("siege", key, 9, reason="called them")
    desk.describe("siege", universal=["Miners"])
    everybody = msgspec.structs.replace(key, scope=())
    line = next(line for line in desk.ledger("siege").lines if line.key == everybody)
    assert [one.claim.update for one in line.origins if one.claim.figure.value == 9] == [workers]
    assert (line.desk and line.desk.value, key in [one.key for one in desk.ledger("siege").lines]) == (9, False)
    desk.set_desk("siege", everybody, None)
    assert next(line for line in desk.ledger("siege").lines if line.key == everybody).desk is None
    desk.undo()
    desk.undo()
    assert next(line for line in desk.ledger("siege").lines if line.key == key).desk == line.desk


def test_of_two_desk_figures_that_come_to_stand_on_one_line_the_last_one_stands(desk: Desk) -> None:
    everybody, miners = LineKey(Measure.ESCAPED), LineKey(Measure.ESCAPED, ("miner",))
    desk.set_desk("siege", miners, 12, reason="first")
    desk.set_desk("siege", everybody, 9, reason="then")
    desk.describe("siege", universal=["miner"])
    assert [(line.key, line.desk and line.desk.value) for line in desk.ledger("siege").lines if line.desk] == [
        (everybody, 9)
    ]
    desk.set_desk("siege", everybody, None)
    assert not any(line.desk for line in desk.ledger("siege").lines)


def test_new_watch_words_take_in_what_they_lead_here_and_one_undo_takes_all_back(desk: Desk) -> None:
    desk.describe("siege", watch=["plant", "rain"])
    assert desk.incident_of(desk.update(RAIN)) == "siege"
    desk.undo()
    assert desk.incident_of(desk.update(RAIN)) is None
    desk.set_status("siege", IncidentStatus.CLOSED)
    desk.describe("siege", watch=["rain"])
    assert desk.incident_of(desk.update(RAIN)) is None


def test_who_describes_an_incident_speaks_for_its_parts_too(desk: Desk) -> None:
    flood = desk.new_incident("Floods", watch=["rain"])
    desk.merge_incidents(flood.id, "siege")
    desk.describe("siege", watch=["plant"])
    assert desk.incident("siege").watch == ("plant",)
    assert desk.watch().find("Rain again", update("ap", "", 50).latest.at) is None
    desk.undo()
    assert desk.watch().find("Rain again", update("ap", "", 50).latest.at) == flood.id


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"country": "Algeria"}, "no country's code"),
        ({"universal": ["bananas"]}, "no kind of people"),
        ({"title": ""}, "needs a title"),
        ({"country": "dz", "place": " "}, "described so already"),
    ],
)
def test_what_says_nothing_of_an_incident_is_refused(desk: Desk, said: dict[str, Any], wrong: str) -> None:
    with pytest.raises(CallWrong, match=wrong):
        desk.describe("siege", **said)
    assert not desk.log()


def test_new_watch_words_leave_what_an_editor_put_somewhere_where_it_is(desk: Desk) -> None:
    desk.move(RAIN, "siege")
    desk.describe("siege", watch=["plant", "rain"])
    assert ids(desk, "siege") == ["reuters-30", "reuters-20", "ap-10"]
    desk.set_status("siege", IncidentStatus.CLOSED)
    desk.set_status("siege", IncidentStatus.OPEN)
    desk.move(RAIN, None)
    desk.describe("siege", watch=["rain"])
    assert desk.incident_of(desk.update(RAIN)) is None


def test_a_part_of_a_described_incident_leads_by_what_is_left_of_its_words_and_is_parted_again(desk: Desk) -> None:
    flood = desk.new_incident("Floods", watch=["rain", "hail"])
    desk.merge_incidents(flood.id, "siege")
    desk.describe("siege", title="Both", watch=["plant", "rain"])
    at = update("ap", "", 50).latest.at
    assert desk.incident("siege").watch == ("plant", "rain")
    assert [desk.watch().find(words, at) for words in ("Rain again", "Hail", "The plant")] == [flood.id, None, "siege"]
    desk.undo()
    desk.undo()
    assert desk.watch().find("Hail", at) == flood.id
    assert desk.incident("siege").watch == ("plant",)


def test_the_desk_figure_of_locals_stays_with_them_when_the_country_changes(desk: Desk) -> None:
    words = "Twelve Algerians and nine British workers escaped from the plant, it said."
    desk.store(Change(updates=(update("ap", words, 40),)))
    locals_ = next(line.key for line in desk.ledger("siege").lines if line.key.scope == ("local",))
    desk.set_desk("siege", locals_, 12, reason="called them")
    desk.describe("siege", country="GB")
    desk_figures = {line.key.scope: line.desk and line.desk.value for line in desk.ledger("siege").lines}
    assert desk_figures["DZ",] == 12
    assert not any(value for scope, value in desk_figures.items() if scope != ("DZ",))
    desk.describe("siege", country="DZ")
    assert next(line for line in desk.ledger("siege").lines if line.key == locals_).desk
    desk.undo()
    desk.undo()
    assert next(line for line in desk.ledger("siege").lines if line.key == locals_).desk


@pytest.mark.parametrize(
    ("typed", "facets"),
    [("miners, passengers", ("miner", "passenger")), ("Nurses", ("nurse",)), ("schoolgirls", ("student",)), ("", ())],
)
def test_kinds_of_people_are_typed_as_people_write_them(typed: str, facets: tuple[str, ...]) -> None:
    assert names.roles([typed]) == facets


@pytest.mark.parametrize("typed", ["British miners", "children. 30 soldiers were hurt", "bananas"])
def test_what_says_more_than_a_kind_of_people_is_refused(typed: str) -> None:
    with pytest.raises(CallWrong, match="no kind of people"):
        names.roles([typed])
