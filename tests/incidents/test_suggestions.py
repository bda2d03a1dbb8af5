"""What a group of updates would be called, were it an incident."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsdesk.figures import read
from newsdesk.incidents.suggestions import Suggestion, newest_first, suggest
from newsdesk.model import Update, UpdateRef, Version

NOON = datetime(2013, 1, 17, 12, tzinfo=UTC)


def updates(titles: list[str]) -> list[Update]:
    made = []
    for number, title in enumerate(titles):
        at = NOON + timedelta(minutes=number)
        version = Version(title=title, body="", seen=at, at=at, reading=read(title, published=at))
        made.append(Update(source="wire", id=str(number), versions=(version,)))
    return made


@pytest.mark.parametrize(
    ("titles", "suggested"),
    [
        (["Ferry sinks, 9 dead - Reuters", "Nine dead as ferry sinks off Jindo - Reuters"], "Ferry sinks, 9 dead"),
        (["Ferry sinks, 9 dead | The Daily Wire", "Port closed | The Daily Wire"], "Ferry sinks, 9 dead"),
        (["Ferry sinks, 9 dead - police", "Nine dead as ferry sinks off Jindo"], "Ferry sinks, 9 dead - police"),
        (["Ferry sinks, 9 dead", "Ferry sinks, 9 dead"], "Ferry sinks, 9 dead"),
    ],
)
def test_a_title_is_a_headline_without_the_name_of_its_outlet(titles: list[str], suggested: str) -> None:
    found = suggest("~1", updates(titles))
    assert found is not None
    assert found.title == suggested


@pytest.mark.parametrize(
    ("titles", "country"),
    [
        (["Fire in Arba, Kenya kills 9", "Nine dead in Kenya fire", "Arba mourns its 9 dead"], "KE"),
        (["Fire in Arba kills 9", "Nine dead in Arba fire", "Four tourists from France among 9 dead in Arba"], ""),
    ],
)
def test_a_country_is_one_that_half_of_the_texts_name(titles: list[str], country: str) -> None:
    found = suggest("~1", updates(titles))
    assert found is not None
    assert found.country == country


def test_nothing_is_suggested_of_what_harmed_nobody() -> None:
    assert suggest("~1", updates(["Gas price decline: day 27", "Gas price decline: day 28"])) is None


def test_what_began_within_the_last_day_comes_first_and_of_one_day_the_largest() -> None:
    begun = {"old": (-50, 9), "small": (0, 2), "large": (-20, 4), "older": (-51, 9)}
    found = [
        Suggestion(
            id=name,
            title=name,
            place="",
            country="",
            started=NOON + timedelta(hours=hours),
            updates=tuple(UpdateRef("wire", str(one)) for one in range(size)),
        )
        for name, (hours, size) in begun.items()
    ]
    assert [one.id for one in newest_first(found)] == ["large", "small", "old", "older"]
    assert newest_first([]) == []
