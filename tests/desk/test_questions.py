"""Numbers that the reader left open, and an editor's word on them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from newsdesk.decisions import Add, Settle
from newsdesk.desk import Desk
from newsdesk.errors import CallWrong
from newsdesk.model import Question, UpdateRef
from newsdesk.store import Change
from newsdesk.store.memory import MemoryStore
from tests.desk.test_copies import FERRY, update
from tests.desk.test_looks import SOURCES

REF = UpdateRef("wire", "0")
BODY = "The ferry sank. More than half of the passengers were killed, officials said."


@pytest.fixture
def desk() -> Desk:
    store = MemoryStore()
    store.commit(Change(sources=SOURCES, incidents=(FERRY,), updates=(update("wire", 0, BODY),)))
    return Desk(store)


def asked(desk: Desk) -> list[Question]:
    return [one.question for one in desk.open_questions("ferry")]


def test_a_question_is_open_until_it_is_settled_and_open_again_when_that_is_undone(desk: Desk) -> None:
    (question,) = asked(desk)
    assert desk.update(REF).latest.text[question.start : question.end] == question.quote
    desk.settle(REF, 0, question, None)
    assert asked(desk) == []
    assert desk.open_questions() == []
    assert desk.figures(desk.update(REF)) == ()
    desk.undo()
    assert asked(desk) == [question]


def test_as_of_a_moment_only_what_was_printed_by_then_is_open(desk: Desk) -> None:
    at = desk.update(REF).latest.at
    assert desk.open_questions("ferry", as_of=at - timedelta(seconds=1)) == []
    assert len(desk.open_questions("ferry", as_of=at)) == 1


def test_the_reading_that_is_picked_is_a_figure_from_then_on_and_one_undo_takes_both_back(desk: Desk) -> None:
    (question,) = asked(desk)
    decision = desk.settle(REF, 0, question, question.readings[0])
    assert [type(act) for act in decision.acts] == [Settle, Add]
    assert desk.figures(desk.update(REF)) == (question.readings[0],)
    assert [line.key.measure for line in desk.ledger("ferry").lines] == [question.readings[0].measure]
    desk.undo()
    assert (asked(desk), desk.figures(desk.update(REF))) == ([question], ())


def test_a_reading_that_an_editor_added_before_is_not_added_again(desk: Desk) -> None:
    (question,) = asked(desk)
    desk.add(REF, 0, question.readings[0])
    desk.settle(REF, 0, question, question.readings[0])
    assert (asked(desk), desk.figures(desk.update(REF))) == ([], (question.readings[0],))


def test_only_what_is_open_can_be_settled_and_only_once(desk: Desk) -> None:
    (question,) = asked(desk)
    with pytest.raises(CallWrong, match="asks no such question"):
        desk.settle(REF, 0, Question("None of it", 0, 10, ()), None)
    with pytest.raises(CallWrong, match="asks no such question"):
        desk.settle(REF, 5, question, None)
    desk.settle(REF, 0, question, None)
    with pytest.raises(CallWrong, match=r"settled already\. To settle it anew, undo"):
        desk.settle(REF, 0, question, None)


def test_a_query_finds_what_is_open_and_nothing_that_was_settled(desk: Desk) -> None:
    assert [one.ref for one in desk.updates(find="has:question")] == [REF]
    desk.settle(REF, 0, asked(desk)[0], None)
    assert not desk.updates(find="has:question")
