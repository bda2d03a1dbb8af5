"""What changes nothing, names nothing or has no reason is refused, and leaves no trace in the log."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

import newsdesk
from newsdesk.cli.app import CONTENTS
from newsdesk.decisions import Rule
from newsdesk.desk import Desk, pipeline
from newsdesk.errors import CallWrong
from newsdesk.model import Figure, Grade, Incident, IncidentStatus, LineKey, Measure, Reading, State, UpdateRef
from newsdesk.store import Change
from tests.desk.test_desk import AP, ESCAPED, SIEGE, desk

__all__ = ["desk"]
Do = Callable[[Desk], object]
WRITTEN = LineKey(measure=Measure.KILLED)


def read(desk: Desk) -> Figure:
    """The one figure of AP's update: twenty workers."""
    return desk.figures(desk.update(AP))[0]


def other(desk: Desk) -> Figure:
    return replace(read(desk), value=21, low=21, high=21)


def added(desk: Desk) -> Figure:
    return replace(read(desk), measure=Measure.RESCUED)


NOTHING_THERE: dict[str, tuple[Do, str]] = {
    "strike what was never read": (lambda desk: desk.strike(AP, 0, other(desk)), "does not stand"),
    "correct what was never read": (lambda desk: desk.correct(AP, 0, other(desk), read(desk)), "does not stand"),
    "a digit for what was never read": (lambda desk: desk.appraise(AP, 0, other(desk), 2, "seen"), "does not stand"),
    "strike in no version": (lambda desk: desk.strike(AP, 7, read(desk)), "does not stand"),
    "add to no version": (lambda desk: desk.add(AP, 7, added(desk)), "do not stand"),
    "a letter for nobody": (lambda desk: desk.grade_origin("siege", "Nobody", Grade.A), "no origin"),
}
NOTHING_CHANGED: dict[str, tuple[Do, str]] = {
    "correct to the same": (lambda desk: desk.correct(AP, 0, read(desk), read(desk)), "reads so already"),
    "add what is read": (lambda desk: desk.add(AP, 0, read(desk)), "has that figure already"),
    "add it as another's": (
        lambda desk: desk.add(AP, 0, replace(read(desk), chain=("BBC",))),
        "has that figure already",
    ),
    "the letter it has": (lambda desk: desk.grade_source("ap", Grade.F), "letter F already"),
    "the letter it has here": (lambda desk: desk.grade_origin("siege", "AP", Grade.F), "letter F here already"),
    "no party": (lambda desk: desk.mark_party("siege", "AP", False), "no party"),
    "no digit": (lambda desk: desk.appraise(AP, 0, read(desk), None), "stands so already"),
}
WRONG: dict[str, tuple[Do, str]] = {
    "a number without a reason": (
        lambda desk: desk.set_desk("siege", ESCAPED, 20),
        r"Why this number\? .* with its reason: give one",
    ),
    "a digit without a reason": (
        lambda desk: desk.appraise(AP, 0, read(desk), 2),
        r"Why this digit\? .* with its reason: give one",
    ),
    "an empty note": (lambda desk: desk.note(AP, " "), "note is empty"),
    "no country": (lambda desk: desk.new_incident("Flood", country="NONSENSE"), "NONSENSE is no country"),
    "no country in a file": (lambda desk: desk.put_incident(Incident(id="x", title="X", country="ZZ")), "no country"),
    "no word for who": (lambda desk: desk.add(AP, 0, replace(added(desk), scope=("american",))), "no word for who"),
}
REFUSED = NOTHING_THERE | NOTHING_CHANGED | WRONG


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_act_is_refused_and_not_logged(desk: Desk, name: str) -> None:
    do, told = REFUSED[name]
    with pytest.raises(CallWrong, match=told):
        do(desk)
    assert not desk.log()
    assert desk.incidents() == [SIEGE]


TWICE: dict[str, Do] = {
    "triage": lambda desk: desk.triage(AP, State.HELD),
    "star": lambda desk: desk.star(AP, True),
    "own words": lambda desk: desk.own_words(AP, True),
    "move": lambda desk: desk.move(AP, None),
    "correct": lambda desk: desk.correct(AP, 0, read(desk), other(desk)),
    "strike": lambda desk: desk.strike(AP, 0, desk.update(AP).latest.reading.figures[0]),
    "add": lambda desk: desk.add(AP, 0, replace(added(desk), scope=("St. Petersburg", "GB", "child"))),
    "appraise": lambda desk: desk.appraise(AP, 0, read(desk), 2, "seen on camera"),
    "desk figure": lambda desk: desk.set_desk("siege", ESCAPED, 20, reason="called the army"),
    "desk figure by a rule": lambda desk: desk.set_desk("siege", WRITTEN, None, rule=Rule.GREATEST_AUTHORITY),
    "grade a source": lambda desk: desk.grade_source("ap", Grade.B),
    "rename a source": lambda desk: desk.rename_source("ap", "AP World"),
    "remove a source": lambda desk: desk.remove_source("ap"),
    "grade an origin": lambda desk: desk.grade_origin("siege", "AP", Grade.B),
    "a party": lambda desk: desk.mark_party("siege", "AP", True),
    "a party that has not spoken": lambda desk: desk.mark_party("siege", "The captors", True),
    "merge origins": lambda desk: desk.merge_origins("siege", "Reuters", "AP"),
    "status": lambda desk: desk.set_status("siege", IncidentStatus.QUIET),
    "open": lambda desk: desk.new_incident("Flood", watch=["hail"], country="mg"),
}


@pytest.mark.parametrize("name", TWICE)
def test_an_act_that_was_done_is_refused_until_it_is_taken_back(desk: Desk, name: str) -> None:
    TWICE[name](desk)
    with pytest.raises(CallWrong):
        TWICE[name](desk)
    assert len(desk.log()) == 1
    desk.undo()
    TWICE[name](desk)


def test_a_number_is_run_with_anew_for_another_reason_and_once_what_it_rests_on_has_moved(desk: Desk) -> None:
    desk.set_desk("siege", ESCAPED, 20, reason="called the army")
    desk.set_desk("siege", ESCAPED, 20, reason="called the ministry too")
    desk.triage(UpdateRef("reuters", "reuters-20"), State.REJECTED)
    desk.set_desk("siege", ESCAPED, 20, reason="called the ministry too")
    assert len(desk.log()) == 4


def test_a_facet_that_the_reader_gave_is_kept_where_an_editor_corrects_the_number(desk: Desk) -> None:
    figure = replace(read(desk), scope=("District 9",))
    desk.store(Change(updates=(pipeline.with_reading(desk.update(AP), Reading(figures=(figure,))),)))
    with pytest.raises(CallWrong, match="no word for who"):
        desk.correct(AP, 0, figure, replace(figure, scope=("District 9", "x")))
    desk.correct(AP, 0, figure, replace(figure, value=30, low=30, high=30))


def spoken(module: Path) -> Iterator[str]:
    """The words in a module that are no docstring."""
    tree = ast.parse(module.read_text("utf-8"))
    told = [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in told:
            yield node.value


def test_what_the_screen_may_say_names_no_command() -> None:
    modules = Path(newsdesk.__file__).parent.rglob("*.py")
    shown = [module for module in modules if not {"cli", "__main__"} & {module.parent.name, module.stem}]
    said = [words for module in shown for words in spoken(module)]
    assert {"List the updates.", "Try later."} <= {*said}
    command = re.compile(rf"newsdesk (?:{'|'.join(CONTENTS)})\b|(?:^|\s)--[a-z]+(?=[\s.,;:]|$)")
    assert [words for words in said if command.search(words)] == []
