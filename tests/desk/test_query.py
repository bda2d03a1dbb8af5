"""What can be asked of the updates, and what is said of a query that is none."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from newsdesk.desk import Desk
from newsdesk.desk.query import Key, Order, Query, Term, parse
from newsdesk.errors import CallWrong
from newsdesk.model import Grade, State
from newsdesk.store import Change
from tests.desk.test_desk import AP, REUTERS, desk

__all__ = ["desk"]


@pytest.mark.parametrize(
    ("asked", "terms"),
    [
        ("", ()),
        ("  Gas  PLANT ", (Term("gas"), Term("plant"))),
        ('"two dozen"', (Term("two dozen"),)),
        ("-rain", (Term("rain", None, True),)),
        ("state:new", (Term("new", Key.STATE),)),
        ("-STATE:Rejected", (Term("rejected", Key.STATE, True),)),
        ('source:"al jazeera"', (Term("al jazeera", Key.SOURCE),)),
        ("measure:buildings-destroyed", (Term("buildings_destroyed", Key.MEASURE),)),
        ("rain has:star", (Term("star", Key.HAS), Term("rain"))),
        ("https://example.org/a", (Term("https://example.org/a"),)),
        ("12:30", (Term("12:30"),)),
        ("f(x)", (Term("f(x)"),)),
        ('"(dead)" "OR" or', (Term("(dead)"), Term("or"), Term("or"))),
        ("-", ()),
    ],
)
def test_a_query_is_words_phrases_and_keys(asked: str, terms: tuple[Term, ...]) -> None:
    assert parse(asked) == Query(terms)


LOGIC = 'an update must fit all of it. Leave it out; "-" leaves words out.'
BRACKETS = 'Leave them out, or put "( )" with their words between quotes.'


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("stat:new", "A query knows no stat:. Did you mean state?"),
        ("zzz:new", "A query knows no zzz:. There are source, incident, state, measure and has."),
        ("state:", "What state? There are new, accepted, held and rejected."),
        ("state:accept", "Accept is no state. Did you mean accepted?"),
        ("measure:kiled", "Kiled is no measure. Did you mean killed?"),
        ("measure:", "What measure? Such as killed, held or missing."),
        ("has:conflicts", "An update cannot have conflicts. Did you mean conflict?"),
        ("has:killed", "An update cannot have killed. Say measure:killed"),
        *((f"killed {sign} dead", f"A query has no {sign}: {LOGIC}") for sign in ("OR", "AND", "NOT", "|", "||", "&&")),
        *((asked, f"A query has no brackets. {BRACKETS}") for asked in ("(killed)", "(killed dead)", "killed dead)")),
        ("source:", "What source? Write a part of its name behind source:"),
        ("Reut*", "A query has no *: a part of a word is enough. Leave it out."),
        ("Killed>10", "A query compares no numbers. Say measure:killed"),
        ("deaths>=1,000", "A query compares no numbers. Put it between quotes to find just that."),
        ('"two dozen', 'The phrase “two dozen” does not end. Put a second " behind it.'),
    ],
)
def test_what_is_wrong_with_a_query_is_said_in_words(asked: str, told: str) -> None:
    with pytest.raises(CallWrong) as wrong:
        parse(asked)
    assert str(wrong.value) == told


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("source:nosuch", "There is no source nosuch. There is, for example, AP."),
        ("killed source:reutres", "There is no source reutres. Did you mean Reuters?"),
        ("-incident:plent", "There is no incident plent. There is, for example, Plant siege."),
        ("source:none", "There is no source none. There is, for example, AP."),
        *((asked, "") for asked in ("source:reut", "incident:none", "incident:siege", "killed", "has:figures")),
    ],
)
def test_who_or_what_is_not_here_is_told_before_it_is_looked_for(desk: Desk, asked: str, told: str) -> None:
    said = ""
    try:
        desk.check(asked)
    except CallWrong as wrong:
        said = str(wrong)
    assert said == told


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_query_or_told(asked: str) -> None:
    with suppress(CallWrong):
        assert all(term.value for term in parse(asked).terms)


@pytest.mark.parametrize("asked", ["source:ap", "source:AP", 'source:"ap"'])
def test_the_whole_name_of_a_source_asks_for_no_other_that_has_it_in_its_own(desk: Desk, asked: str) -> None:
    first = desk.updates(source="ap")[0]
    desk.put_sources([replace(desk.source("ap"), id="aps", title="APS")])
    desk.store(Change(updates=(replace(first, source="aps"),)))
    assert {update.source for update in desk.updates(find="source:a")} == {"ap", "aps"}
    assert [update.source for update in desk.updates(find=asked)] == ["ap"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("escaped", ["reuters-20", "ap-10"]),
        ("escaped twenty", ["ap-10"]),
        ("escaped or", ["reuters-20", "ap-10"]),
        ("escaped -twenty", ["reuters-20"]),
        ('"twenty workers"', ["ap-10"]),
        ('"workers twenty"', []),
        ("source:reut", ["reuters-30", "reuters-20"]),
        ("incident:none", ["reuters-30"]),
        ("incident:plant", ["reuters-20", "ap-10"]),
        ("measure:escaped", ["reuters-20", "ap-10"]),
        ("measure:killed", []),
        ("has:figures", ["reuters-20", "ap-10"]),
        ("has:conflict", ["reuters-20", "ap-10"]),
        ("has:edits", []),
        ("has:copies", []),
        ("has:vanished", []),
        ("has:correction", []),
        ("has:question", []),
        ("has:star", ["ap-10"]),
        ("has:note", ["reuters-20"]),
        ("state:held", ["reuters-20"]),
        ("-state:held", ["reuters-30", "ap-10"]),
    ],
)
def test_only_the_updates_that_fit_are_listed(desk: Desk, asked: str, found: list[str]) -> None:
    desk.star(AP, True)
    desk.note(REUTERS, "ask again")
    if "state" in asked:
        desk.triage(REUTERS, State.HELD)
    assert [update.id for update in desk.updates(find=asked)] == found


def test_what_another_source_prints_too_is_found_by_its_copies(desk: Desk) -> None:
    first = desk.update(AP)
    words = (
        "The ministry said on Friday that the last of the rescuers had left the plant and that the road was open again."
    )
    mine, theirs = (
        replace(first, source=source, id=f"copy-{source}", versions=(replace(first.latest, body=words),))
        for source in ("ap", "reuters")
    )
    desk.store(Change(updates=(mine, theirs)))
    assert {update.ref for update in desk.updates(find="has:copies")} == {mine.ref, theirs.ref}


def test_a_search_in_steps_finds_what_it_finds_at_once(desk: Desk) -> None:
    search = desk.search("-state:rejected")
    steps = 1
    while not search.step(1):
        steps += 1
    assert steps == len(desk.updates())
    assert search.found == list(desk.updates(find="-state:rejected").refs)


def test_updates_are_ordered_by_time_severity_or_source(desk: Desk) -> None:
    desk.move(desk.updates()[0].ref, "siege")
    orders = {order: [u.id for u in desk.updates(incident="siege", order=order)] for order in Order}
    assert orders[Order.TIME] == ["reuters-30", "reuters-20", "ap-10"]
    assert orders[Order.SEVERITY] == ["reuters-20", "ap-10", "reuters-30"]
    assert orders[Order.SOURCE] == ["ap-10", "reuters-30", "reuters-20"]
    desk.grade_source("ap", Grade.A)
    assert [u.id for u in desk.updates(order=Order.SEVERITY)] == ["reuters-30", "reuters-20", "ap-10"]
