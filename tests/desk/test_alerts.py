"""Alerts: what is told of what arrives, once for each change, and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest
from msgspec.structs import replace

from newsdesk.desk import Desk, SourceTaken
from newsdesk.desk.alerts import Alerts, Change, Stand, fits, is_quiet
from newsdesk.errors import SettingsWrong
from newsdesk.model import Health, LineKey, Measure, Outcome, State, Update
from newsdesk.settings import AlertRule
from newsdesk.store import Change as Stored
from tests.tui import story

KILLED = LineKey(Measure.KILLED)
TWO, SIX, SPREAD = Stand("2", 2, 2, False), Stand("6", 6, 6, False), Stand("2–6", 2, 6, True)


@pytest.mark.parametrize(
    ("before", "after", "distance"),
    [
        (TWO, SIX, 4),
        (SIX, TWO, 4),
        (TWO, SPREAD, 4),
        (None, SIX, 6),
        (TWO, Stand("≥2", 2, None, False), 0),
        (TWO, TWO, 0),
    ],
)
def test_a_line_moves_as_far_as_the_end_that_moved_most(before: Stand | None, after: Stand, distance: int) -> None:
    assert Change(KILLED, before, after).distance == distance


@pytest.mark.parametrize(
    ("rule", "before", "after", "told"),
    [
        (AlertRule(when="moved", by=3), TWO, SIX, True),
        (AlertRule(when="moved", by=4), TWO, SIX, False),
        (AlertRule(when="moved", measure="held"), TWO, SIX, False),
        (AlertRule(when="conflict"), TWO, SPREAD, True),
        (AlertRule(when="conflict"), None, SPREAD, True),
        (AlertRule(when="conflict"), SPREAD, SPREAD, False),
        (AlertRule(when="moved"), SPREAD, SPREAD, False),
        (AlertRule(when="found", find="x"), TWO, SIX, False),
    ],
)
def test_a_rule_asks_for_some_changes(rule: AlertRule, before: Stand | None, after: Stand, told: bool) -> None:
    assert fits(rule, Change(KILLED, before, after)) is told


@pytest.mark.parametrize(
    ("hours", "at", "quiet"),
    [
        ("", "03:00", False),
        ("22:00-06:30", "23:15", True),
        ("22:00-06:30", "06:29", True),
        ("22:00-06:30", "06:30", False),
        ("09:00-10:00", "09:00", True),
        ("09:00-10:00", "10:00", False),
    ],
)
def test_quiet_hours_may_go_over_midnight(hours: str, at: str, quiet: bool) -> None:
    assert is_quiet(hours, datetime.fromisoformat(f"2031-03-14T{at}:00+00:00")) is quiet


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (AlertRule(when="moved", measure="kiled"), "Did you mean killed?"),
        (AlertRule(when="found", find="state:nwe"), "Did you mean new?"),
        (AlertRule(when="found"), "says what is to be found"),
        (AlertRule(when="moved", to=()), "an alert tells somebody"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_in_words(rule: AlertRule, told: str) -> None:
    with pytest.raises(SettingsWrong) as wrong:
        Alerts(story.ferry_desk(), [rule])
    assert told in str(wrong.value)


@pytest.fixture
def desk() -> Desk:
    """A fresh desk on the ferry fire."""
    return story.ferry_desk()


def watching(desk: Desk, *rules: AlertRule) -> Alerts:
    """Alerts that have seen the desk as it is."""
    alerts = Alerts(desk, rules)
    for _ in alerts.begin():
        pass
    return alerts


def bring(desk: Desk, alerts: Alerts, *updates: Update) -> list[tuple[str, list[str]]]:
    """What is told when these arrive, and how."""
    desk.store(Stored(updates=updates))
    taken = [SourceTaken(update.source, desk.health(update.source), (update.ref,)) for update in updates]
    return told(alerts, taken)


def told(alerts: Alerts, taken: Sequence[SourceTaken]) -> list[tuple[str, list[str]]]:
    """What is told, and how."""
    return [(alert.words, sorted(alert.to)) for alert in alerts.raised(taken) if alert is not None]


NINETY = story.update(
    "coastal", "16:30", "Ninety killed", "The agency counts 90 people killed.", ("90 people killed", "killed"), name="n"
)


def test_a_change_that_fits_three_rules_is_told_once_in_every_way_asked_for(desk: Desk) -> None:
    rules = (
        AlertRule(when="moved", by=10, to=("bell",)),
        AlertRule(when="moved", measure="killed", to=("toast",)),
        AlertRule(when="found", find="ninety", to=("desktop",)),
    )
    alerts = watching(desk, *rules)
    (words, to), *others = bring(desk, alerts, NINETY)
    assert others == []
    assert words.startswith("Calder Bay ferry fire: killed · all ")
    assert "90" in words
    assert to == ["bell", "desktop", "toast"]
    assert bring(desk, alerts, NINETY) == []


def test_what_nobody_asked_for_is_not_told(desk: Desk) -> None:
    assert bring(desk, watching(desk, AlertRule(when="moved", measure="held")), NINETY) == []
    assert bring(desk, watching(desk, AlertRule(when="moved", incident="Tarn valley flood")), NINETY) == []


def test_what_an_editor_moved_is_not_told_with_the_next_arrival(desk: Desk) -> None:
    alerts = watching(desk, AlertRule(when="moved", by=1))
    for update in list(desk.updates()):
        if any(one.measure is Measure.KILLED for one in desk.figures(update)):
            alerts.decided([desk.triage(update.ref, State.REJECTED)])
    plain = story.update("tide", "16:35", "Nothing new", "No more is known.", name="plain")
    assert bring(desk, alerts, plain) == []


def test_words_are_told_once_for_an_update_and_many_updates_at_once(desk: Desk) -> None:
    alerts = watching(desk, AlertRule(when="found", find='"no more"'))
    some = [story.update("tide", "16:35", f"Update {n}", "No more is known.", name=str(n)) for n in range(5)]
    expected = 'Found 5 updates for "no more": Update 0; Update 1; Update 2; and 2 more'
    assert bring(desk, alerts, *some) == [(expected, ["toast"])]
    assert bring(desk, alerts, some[0]) == []


def test_a_source_is_told_when_it_begins_to_fail_and_not_while_it_does(desk: Desk) -> None:
    alerts = watching(desk, AlertRule(when="failing", to=("bell",)))

    def poll(outcome: Outcome) -> list[tuple[str, list[str]]]:
        health = Health(source="coastal", outcome=outcome, message="The server says 500.")
        desk.store(Stored(healths=(health,)))
        return told(alerts, [SourceTaken("coastal", health)])

    assert poll(Outcome.FAILED) == [("1 source failing: Coast Agency: The server says 500.", ["bell"])]
    assert poll(Outcome.FAILED) == []
    assert poll(Outcome.NEW) == []
    assert len(poll(Outcome.FAILED)) == 1


def test_a_source_that_is_removed_while_it_is_polled_is_not_told_to_fail(desk: Desk) -> None:
    alerts = watching(desk, AlertRule(when="failing"))
    health = Health(source="coastal", outcome=Outcome.FAILED, message="The server says 500.")
    desk.remove_source("coastal")
    desk.store(Stored(healths=(health,)))
    assert told(alerts, [SourceTaken("coastal", health)]) == []


def test_an_incident_that_was_just_opened_is_told_of_only_from_then_on(desk: Desk) -> None:
    alerts = watching(desk, AlertRule(when="moved"))
    opened = desk.new_incident("Elsewhere", watch=["elsewhere"])
    first = replace(NINETY, incident=opened.id)
    assert bring(desk, alerts, first) == []
    more = replace(
        story.update("tide", "16:40", "x", "95 people were killed.", ("95 people were killed", "killed"), name="m"),
        incident=opened.id,
    )
    assert len(bring(desk, alerts, more)) == 1


def test_an_incident_that_is_undone_while_it_is_looked_at_stops_nothing(desk: Desk) -> None:
    other = desk.new_incident("Second")
    alerts = Alerts(desk, [AlertRule(when="moved")])
    looking = alerts.begin()
    next(looking)
    desk.undo()
    assert other.id not in [one.id for one in desk.incidents()]
    for _ in looking:
        pass
    assert bring(desk, alerts, NINETY)
