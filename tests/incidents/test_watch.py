"""Updates are led to incidents by watch words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.incidents import Watch
from newsdesk.model import Incident, IncidentStatus

STARTED = datetime(2013, 1, 16, 5, tzinfo=UTC)
SIEGE = Incident(
    id="siege", title="Siege", started=STARTED, watch=("in amenas", "algeria hostages", "Tiguentourine", "Genève")
)
LATER = STARTED + timedelta(hours=30)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen seize workers at In Amenas",
        "IN-AMENAS: what we know",
        "Algeria's hostages speak",
        "Hostages taken in southern Algeria",
        "Le site de Tiguentourine",
        "La Tribune de Geneve writes",
        "La Tribune de Gene\u0300ve writes",
    ],
)
def test_a_text_joins_where_all_words_of_a_row_stand_in_it(text: str) -> None:
    assert Watch([SIEGE]).find(text, LATER) == "siege"


@pytest.mark.parametrize(
    "text",
    ["", "Amenase", "Hostages freed in Mali", "Algerians cheer the hostages", "Algeria beat Togo", "Inamenas"],
)
def test_a_text_with_part_of_a_row_or_part_of_a_word_joins_nothing(text: str) -> None:
    assert Watch([SIEGE]).find(text, LATER) is None


@pytest.mark.parametrize(
    ("at", "joins"),
    [
        (STARTED, True),
        (STARTED - timedelta(hours=24), True),
        (STARTED - timedelta(hours=25), False),
        (STARTED + timedelta(days=5), True),
        (STARTED + timedelta(days=5, seconds=1), False),
    ],
)
def test_an_incident_takes_what_was_published_from_a_day_before_its_start_until_its_end(
    at: datetime, joins: bool
) -> None:
    ended = Incident(id="a", title="A", started=STARTED, ended=STARTED + timedelta(days=5), watch=("quake",))
    assert (Watch([ended]).find("A quake", at) == "a") is joins


def test_an_incident_without_times_takes_everything_and_a_closed_one_nothing() -> None:
    always = Incident(id="a", title="A", watch=("quake",))
    closed = Incident(id="b", title="B", watch=("quake",), status=IncidentStatus.CLOSED)
    quiet = Incident(id="c", title="C", watch=("flood",), status=IncidentStatus.QUIET)
    watch = Watch([always, closed, quiet])
    assert watch.find("A quake", LATER) == "a"
    assert Watch([closed]).find("A quake", LATER) is None
    assert watch.find("A flood", LATER) == "c"


def test_the_most_matching_rows_win_then_the_newest_incident() -> None:
    old = Incident(id="old", title="Old", started=STARTED - timedelta(days=2), watch=("quake", "nepal"))
    new = Incident(id="new", title="New", started=STARTED, watch=("quake",))
    watch = Watch([old, new])
    assert watch.find("Quake in Nepal", LATER) == "old"
    assert watch.find("Quake in Peru", LATER) == "new"
    assert Watch([new, old]).find("Quake in Peru", LATER) == "new"


def test_rows_without_a_word_and_rows_said_twice_count_for_nothing() -> None:
    careless = Incident(id="careless", title="Careless", started=STARTED, watch=("", "—", "quake", "Quake", "QUAKE"))
    careful = Incident(id="careful", title="Careful", watch=("quake", "nepal"))
    assert Watch([careless]).find("Nothing of the kind", LATER) is None
    assert Watch([careless, careful]).find("Quake in Nepal", LATER) == "careful"


@given(st.lists(st.sampled_from(["quake", "Nepal", "flood", "Élan", "dead"]), max_size=6))
def test_the_order_of_incidents_and_of_words_changes_nothing(words: list[str]) -> None:
    incidents = [
        Incident(id=name, title=name, started=STARTED, watch=(name, f"{name} dead")) for name in ("quake", "flood")
    ]
    forward = Watch(incidents).find(" ".join(words), LATER)
    assert Watch(incidents[::-1]).find(" ".join(reversed(words)), LATER) == forward
