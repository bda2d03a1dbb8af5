"""Updates find their story by the likeness of their words, and what editors do teaches where the next ones go."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.incidents.grouping import EPOCH, WINDOW, Grouping, Likeness, choose
from newsdesk.incidents.traits import SCALE, traits
from newsdesk.model import UpdateRef

NOON = datetime(2013, 1, 17, 12, tzinfo=UTC)
CORPORA = Path(__file__).resolve().parents[3] / "shared" / "eval" / "corpora.jsonl"
FERRY = [
    "Ferry Sewol Star sinks off Jindo with 300 aboard",
    "Divers search the ferry Sewol Star off Jindo for survivors",
    "Captain of the Sewol Star arrested as Jindo toll rises to 28",
]
QUAKE = [
    "Quake of magnitude 6.2 shakes Kathmandu in Nepal",
    "Kathmandu counts its dead after the Nepal quake",
    "Nepal quake toll reaches 900, Kathmandu hospitals full",
]


def arrive(grouping: Grouping, words: str, number: int, source: str = "ap", minutes: int = 0) -> str:
    """An update comes and goes where it belongs, a group of its own where it is like nothing; returns where."""
    ref, at, known_by = UpdateRef(source, str(number)), NOON + timedelta(minutes=minutes or number), traits(words)
    nearest = grouping.nearest(source, known_by, at, lambda _: True)
    place = choose(nearest, None, lambda _: False) or f"~{number}"
    grouping.add(ref, known_by, at, place)
    return place


def test_two_stories_told_by_turns_are_two_groups() -> None:
    grouping = Grouping()
    mixed = [words for pair in zip(FERRY, QUAKE, strict=True) for words in pair]
    places = [arrive(grouping, words, number) for number, words in enumerate(mixed)]
    assert places == ["~0", "~1"] * 3


def test_what_a_source_puts_into_everything_makes_no_story() -> None:
    grouping = Grouping()
    trees = "Alder Birch Cedar Damson Elm Fir Gorse Hazel Ivy Juniper Larch Maple Oak Pine Quince Rowan Spruce Teak"
    news = [f"{one} {one}land {one}ing - Daily Wire" for one in trees.split()]
    places = Counter(arrive(grouping, words, number) for number, words in enumerate(news))
    assert max(places.values()) <= 3


def test_an_update_follows_where_editors_have_put_those_it_is_like() -> None:
    grouping = Grouping()
    for number, words in enumerate(FERRY[:2]):
        arrive(grouping, words, number)
    for number in range(2):
        grouping.put(UpdateRef("ap", str(number)), "ferry")
    assert arrive(grouping, FERRY[2], 2) == "ferry"
    assert grouping.holds("~0") == []


def test_an_update_that_an_editor_put_nowhere_draws_no_other() -> None:
    grouping = Grouping()
    arrive(grouping, FERRY[0], 0)
    grouping.put(UpdateRef("ap", "0"), None)
    assert arrive(grouping, FERRY[1], 1) == "~1"


def test_words_lead_unless_an_incident_is_much_more_like() -> None:
    def is_incident(place: str) -> bool:
        return not place.startswith("~")

    near = [Likeness(0.6, "~1"), Likeness(0.5, "everest"), Likeness(0.3, "nepal")]
    assert choose(near, "nepal", is_incident) == "everest"
    assert choose([Likeness(0.35, "everest"), Likeness(0.3, "nepal")], "nepal", is_incident) == "nepal"
    assert choose([Likeness(0.12, "everest")], "nepal", is_incident) == "nepal"
    assert choose([Likeness(0.5, "~1")], "nepal", is_incident) == "nepal"
    assert choose(near, None, is_incident) == "~1"
    assert choose([], None, is_incident) is None


def test_a_story_that_was_silent_for_long_is_less_near() -> None:
    grouping = Grouping()
    arrive(grouping, FERRY[0], 0)
    soon, late = (
        grouping.nearest("ap", traits(FERRY[1]), NOON + timedelta(days=days), lambda _: True)[0].score
        for days in (1, 60)
    )
    assert late < soon / 2


def test_two_groups_that_tell_of_the_same_are_one_and_the_older_gives_the_name() -> None:
    grouping = Grouping()
    for number, words in enumerate(FERRY[:2]):
        grouping.add(UpdateRef("ap", str(number)), traits(words), NOON, f"~{number}")
    grouping.add(UpdateRef("ap", "2"), traits(QUAKE[0]), NOON, "~2")
    assert grouping.are_one("~1", "~0")
    assert not grouping.are_one("~0", "~2")
    assert grouping.older("~1", "~0") == "~0"


def test_traits_are_words_and_names_and_of_one_length() -> None:
    known_by = traits("The Sewol Star sank. The ferry's crew left the ferry.")
    assert set(known_by.words) == {"sewol", "star", "sewol star", "sank", "ferry", "crew", "left"}
    for words in ("Fire", "Fire fire water", FERRY[0]):
        assert sum(weight**2 for weight in traits(words).weights) == pytest.approx(SCALE**2, rel=0.01)
    assert traits("").words == ()


@given(st.integers(0, 2 * EPOCH + 7), st.lists(st.integers(0, 5), min_size=1, max_size=30))
def test_a_grouping_made_anew_goes_on_as_the_one_that_stayed(before: int, after: list[int]) -> None:
    stories = [*FERRY, *QUAKE]
    stayed = Grouping()
    history = [(stories[number * 7 % 6], arrive(stayed, stories[number * 7 % 6], number)) for number in range(before)]
    anew = Grouping(max(0, before // EPOCH * EPOCH - WINDOW))
    for number, (words, place) in enumerate(history):
        anew.add(UpdateRef("ap", str(number)), traits(words), NOON + timedelta(minutes=number), place)
    for number, story in enumerate(after, before):
        assert arrive(stayed, stories[story], number) == arrive(anew, stories[story], number)


def test_only_the_last_arrivals_are_looked_at_also_by_a_grouping_made_anew() -> None:
    stayed = Grouping()
    total = WINDOW + 2 * EPOCH + 3
    texts = [f"Word{number % 97} tells of thing{number % 89} and place{number % 83}" for number in range(total)]
    for number, words in enumerate(texts):
        stayed.add(UpdateRef("ap", str(number)), traits(words), NOON, f"~{number % 50}")
    start = total // EPOCH * EPOCH - WINDOW
    anew = Grouping(start)
    for number, words in enumerate(texts[start:], start):
        anew.add(UpdateRef("ap", str(number)), traits(words), NOON, f"~{number % 50}")
    assert list(anew.refs()) == list(stayed.refs())
    asked = traits("Word5 tells of thing5 and place5")
    assert anew.nearest("ap", asked, NOON, lambda _: True) == stayed.nearest("ap", asked, NOON, lambda _: True)


@pytest.mark.corpus
def test_news_of_shootings_is_grouped_by_incident() -> None:
    if not CORPORA.exists():
        pytest.skip("the evaluation data are not beside the checkout")
    rows = [json.loads(line) for line in CORPORA.read_text("utf-8").splitlines()]
    news = sorted((row for row in rows if row["dataset"] == "gva"), key=lambda row: (row["published"], row["id"]))
    grouping = Grouping()
    for number, row in enumerate(news):
        at = datetime.combine(date.fromisoformat(row["published"]), datetime.min.time(), UTC)
        minutes = int((at - NOON).total_seconds() // 60)
        arrive(grouping, row["text"], number, source=row["id"], minutes=minutes)
    place = {ref.id: name for name in grouping.places() for ref in grouping.holds(name)}
    sizes = Counter(row["group"] for row in news)
    several = [number for number, row in enumerate(news) if sizes[row["group"]] > 1]
    pairs = list(combinations(several, 2))
    true = {pair for pair in pairs if news[pair[0]]["group"] == news[pair[1]]["group"]}
    found = {pair for pair in pairs if place[str(pair[0])] == place[str(pair[1])]}
    assert 2 * len(true & found) / (len(true) + len(found)) >= 0.75


def test_a_group_that_is_out_of_the_window_by_now_is_one_with_no_other() -> None:
    grouping = Grouping()
    grouping.add(UpdateRef("ap", "old"), traits(FERRY[0]), NOON, "~old")
    for number in range(WINDOW + EPOCH):
        grouping.add(UpdateRef("ap", str(number)), traits(FERRY[1]), NOON, "~0")
    assert grouping.holds("~old") == []
    assert not grouping.are_one("~0", "~old")
