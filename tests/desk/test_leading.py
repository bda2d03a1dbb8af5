"""Arriving updates are led to incidents and grouped into suggestions, which an editor accepts or dismisses."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from newsdesk import figures
from newsdesk.desk import Desk, pipeline
from newsdesk.desk.names import short_title
from newsdesk.errors import CallWrong
from newsdesk.feeds import files
from newsdesk.feeds.parse import parse
from newsdesk.incidents import Watch
from newsdesk.intake import first_version
from newsdesk.model import Entry, Feed, Grade, IncidentStatus, Reading, Source, Update, UpdateRef
from newsdesk.store import Change
from newsdesk.store.memory import MemoryStore
from tests.desk import here

NOON = datetime(2014, 4, 16, 12, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]
FERRY = [
    "Ferry Sewol sinks off Jindo in South Korea, 2 dead and 300 missing",
    "Divers search the ferry Sewol off Jindo for 290 missing",
    "Captain of the ferry Sewol arrested as 28 are dead off Jindo",
    "Parents of pupils aboard the Sewol wait at Jindo",
]
BANKS = ["Banks report profits in the first quarter", "Profits of banks rise in the first quarter"]


def feed(*titles: str, start: int = 0) -> Feed:
    entries = [
        Entry(id=f"{start + number}", title=title, body="", published=NOON + timedelta(minutes=start + number))
        for number, title in enumerate(titles)
    ]
    return Feed(title="AP", entries=tuple(entries))


def take(desk: Desk, brought: Feed) -> None:
    here.take(desk, "ap", brought, NOON + timedelta(hours=2))


def fresh(store: MemoryStore) -> Desk:
    return Desk(store, clock=lambda: NOON + timedelta(hours=3), editor="ada")


@pytest.fixture
def desk() -> Iterator[Desk]:
    store = MemoryStore()
    store.commit(Change(sources=(Source(id="ap", title="AP"),)))
    with fresh(store) as opened:
        yield opened


def refs(*ids: int) -> tuple[UpdateRef, ...]:
    return tuple(UpdateRef("ap", str(one)) for one in ids)


def test_updates_of_one_story_are_suggested_with_a_title_a_place_and_a_start(desk: Desk) -> None:
    take(desk, feed(FERRY[0], BANKS[0], FERRY[1], BANKS[1]))
    (found,) = desk.suggestions()
    assert found.updates == refs(0, 2)
    assert (found.title, found.country, found.started) == (FERRY[1], "KR", NOON)
    assert found.place == "Jindo"


def test_an_accepted_suggestion_takes_what_is_like_it_from_then_on_and_one_undo_gives_it_back(desk: Desk) -> None:
    take(desk, feed(*FERRY[:2]))
    before = desk.suggestions()
    opened = desk.accept_suggestion(before[0].id, "The ferry Sewol")
    assert desk.suggestions() == []
    take(desk, feed(*FERRY[2:], BANKS[0], start=10))
    assert {one.ref for one in desk.updates(incident=opened.id)} == set(refs(0, 1, 10, 11))
    desk.undo()
    assert (desk.incidents(), desk.suggestions()) == ([], before)


@pytest.mark.parametrize("more", ["", " as owners say that far more were aboard than were written down at the pier"])
def test_a_suggestion_whose_headline_is_the_title_of_an_incident_gets_a_number(desk: Desk, more: str) -> None:
    take(desk, feed(*(one + more for one in FERRY[:2])))
    (found,) = desk.suggestions()
    title = short_title(found.title, 110)
    desk.new_incident(title.upper(), watch=["no such words"])
    desk.new_incident(f"{title} (2)", watch=["no such words"])
    assert desk.accept_suggestion(found.id).title == f"{title} (3)"


def test_a_dismissed_suggestion_stays_away_however_it_grows_until_that_is_undone(desk: Desk) -> None:
    take(desk, feed(*FERRY[:2]))
    desk.dismiss_suggestion(desk.suggestions()[0].id)
    take(desk, feed(*FERRY[2:], start=10))
    assert desk.suggestions() == []
    desk.undo()
    assert [one.updates for one in desk.suggestions()] == [refs(0, 1, 10, 11)]
    with pytest.raises(CallWrong, match="no suggestion"):
        desk.dismiss_suggestion("~nothing")


def test_later_updates_follow_those_split_off_though_the_words_of_the_whole_lead_elsewhere(desk: Desk) -> None:
    desk.new_incident("Korea", watch=["korea"])
    korea = [f"{words} in South Korea" for words in ("Talks on trade begin", "Votes are counted", "Snow is expected")]
    take(desk, feed(*korea, *(f"{one}, Korea" for one in FERRY[:2])))
    split = desk.new_incident("Ferry", updates=refs(3, 4), watch=["no such words"])
    take(desk, feed(f"{FERRY[2]}, Korea", "Votes counted again in South Korea", start=10))
    assert [one.id for one in desk.updates(incident=split.id)] == ["10", "4", "3"]
    assert [one.id for one in desk.updates(incident="korea")] == ["11", "2", "1", "0"]


def test_a_closed_incident_takes_nothing_by_likeness_nor_does_one_that_ended(desk: Desk) -> None:
    take(desk, feed(*FERRY[:2]))
    opened = desk.accept_suggestion(desk.suggestions()[0].id)
    desk.set_status(opened.id, IncidentStatus.CLOSED)
    take(desk, feed(FERRY[2], start=10))
    assert desk.incident_of(desk.update(refs(10)[0])) is None


def test_opening_an_incident_again_gives_it_what_came_meanwhile_and_undo_takes_just_that_back(desk: Desk) -> None:
    flood = desk.new_incident("Flood", watch=["flood"])
    desk.set_status(flood.id, IncidentStatus.CLOSED)
    take(desk, feed("A flood in Arba", "A fire in Doria"))
    assert [desk.incident_of(one) for one in desk.updates()] == [None, None]
    desk.set_status(flood.id, IncidentStatus.OPEN)
    assert [one.id for one in desk.updates(incident=flood.id)] == ["0"]
    desk.undo()
    assert [desk.incident_of(one) for one in desk.updates()] == [None, None]
    desk.redo()
    assert [one.id for one in desk.updates(incident=flood.id)] == ["0"]


def test_an_incident_opened_takes_in_nothing_for_another_one(desk: Desk) -> None:
    siege = desk.new_incident("Siege", watch=["siege"])
    flood = desk.new_incident("Flood", watch=["flood"])
    desk.set_status(flood.id, IncidentStatus.CLOSED)
    take(desk, feed("A flood in Arba"))
    desk.merge_incidents(flood.id, siege.id)
    desk.new_incident("Avalanche", watch=["avalanche"])
    assert desk.incident_of(desk.update(refs(0)[0])) is None


def test_a_text_that_the_reader_stumbles_on_is_kept_told_and_stops_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(words: str, **_: Any) -> Reading:
        if "bad" in words:
            raise IndexError("no such token")
        return Reading()

    monkeypatch.setattr(figures, "read", read)
    take(desk, feed("A bad text", "A good text"))
    assert [one.latest.title for one in desk.updates()] == ["A good text", "A bad text"]
    assert "could not be read (IndexError: no such token)" in desk.health("ap").message


def test_a_desk_opened_between_two_rounds_groups_as_one_that_stayed_open() -> None:
    rounds = [FERRY[:1], BANKS, FERRY[1:3], ["Rain is expected"], FERRY[3:]]
    found = []
    for reopened in (False, True):
        store = MemoryStore()
        store.commit(Change(sources=(Source(id="ap", title="AP"),)))
        desk = fresh(store)
        for number, titles in enumerate(rounds):
            desk = fresh(store) if reopened else desk
            take(desk, feed(*titles, start=10 * number))
            if number == 2:
                desk.accept_suggestion(desk.suggestions()[0].id)
        found.append([(one.ref, desk.place(one.ref)) for one in desk.updates()])
    assert found[0] == found[1]


def test_what_could_not_be_stored_is_forgotten_and_led_again(desk: Desk) -> None:
    class Broken(here.Here):
        async def run(self, *_: Any, **named: Any) -> Any:
            raise OSError

    brought, health = feed(*FERRY[:2]), desk.health("ap")
    with pytest.raises(OSError):  # noqa: PT011 whatever stops the reading
        asyncio.run(pipeline.take(desk, desk.source("ap"), brought, seen=NOON, leash=Broken(), health=health))
    take(desk, brought)
    assert [one.updates for one in desk.suggestions()] == [refs(0, 1)]


PUBLISHERS = ROOT.parent / "shared" / "feeds" / "publishers"
STORIES = ("in-amenas", "beirut-2020", "nepal-2015")


@pytest.mark.corpus
def test_three_incidents_among_the_feeds_of_publishers_come_out_as_three() -> None:
    if not PUBLISHERS.exists():
        pytest.skip("the publishers' feeds are not beside the checkout")
    arrivals, story_of = mixed()
    store = MemoryStore()
    with fresh(store) as desk:
        led = asyncio.run(lead(desk, arrivals))
    group_of = {one.ref: one.group for one in led}
    strays = 0
    for story in STORIES:
        mine = {ref for ref, told in story_of.items() if told == story}
        group = Counter(group_of[ref] for ref in mine).most_common(1)[0][0]
        strays += len(mine ^ {ref for ref, name in group_of.items() if name == group})
    assert strays <= 0.02 * len(story_of)


async def lead(desk: Desk, arrivals: list[Update]) -> list[Update]:
    async with desk.leading as leading:
        led, _ = leading.regrouped(await leading.lead(arrivals))
    return led


def mixed() -> tuple[list[Update], dict[UpdateRef, str]]:
    """The updates of the samples and of the publishers in the order of their dates, and which story the former tell."""
    found: list[Update] = []
    story_of: dict[UpdateRef, str] = {}
    for folder in [*(ROOT / "sample_feeds" / story for story in STORIES), PUBLISHERS]:
        incident = pipeline.read_incident(folder)
        for capture in files.captures([folder]):
            for entry in parse(files.read(capture.path)).entries:
                version = first_version(entry, datetime(2026, 12, 1, tzinfo=UTC))
                update = Update(source=f"{folder.name}-{capture.source}", id=entry.id, versions=(version,))
                found.append(update)
                if incident is not None and Watch([incident]).find(version.text, version.at):
                    story_of[update.ref] = incident.id
    return sorted(found, key=lambda one: (one.latest.at, one.ref)), story_of


class Waiting(here.Here):
    """Reads when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.go_on = asyncio.Event(), asyncio.Event()

    async def run(self, function: Any, *args: Any, timeout: float = 10.0, **named: Any) -> Any:
        self.asked.set()
        await self.go_on.wait()
        return function(*args, **named)


async def meanwhile(desk: Desk, brought: Feed, act: Callable[[], object]) -> None:
    """Do something while the figures of a feed are being read."""
    leash, ap = Waiting(), desk.source("ap")
    seen, health = NOON + timedelta(hours=2), desk.health("ap")
    taking = asyncio.create_task(pipeline.take(desk, ap, brought, seen=seen, leash=leash, health=health))
    await leash.asked.wait()
    act()
    leash.go_on.set()
    await taking


@pytest.mark.parametrize("known", [False, True])
async def test_an_incident_opened_while_a_feed_is_read_takes_what_it_brings(desk: Desk, known: bool) -> None:
    if known:
        health = desk.health("ap")
        await pipeline.take(desk, desk.source("ap"), feed(FERRY[0]), seen=NOON, leash=here.Here(), health=health)
    words = FERRY[0].replace("2 dead", "5 dead")
    await meanwhile(desk, feed(words), lambda: desk.new_incident("Ferry", watch=["sewol"]))
    (update,) = desk.updates()
    assert update.latest.title == words
    assert desk.incident_of(update) == "ferry"


async def test_a_letter_taken_back_while_a_feed_is_read_does_not_come_back(desk: Desk) -> None:
    desk.grade_source("ap", Grade.A)
    await meanwhile(desk, replace(feed(FERRY[0]), kind="rss20"), desk.undo)
    assert desk.source("ap").grade is Grade.F
