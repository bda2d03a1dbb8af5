"""What an undo of an act on incidents, sources or several updates brings back, and what was known of them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsdesk.decisions import Note, Triage
from newsdesk.desk import Announcement, Decided, Desk, IncidentsChanged, SourcesChanged
from newsdesk.errors import CallWrong
from newsdesk.figures import read
from newsdesk.model import Grade, Incident, IncidentStatus, LineKey, Measure, Source, State, Update, UpdateRef, Version
from newsdesk.store import Change
from newsdesk.store.memory import MemoryStore

NOON = datetime(2013, 1, 17, 12, tzinfo=UTC)
SIEGE = Incident(id="siege", title="Plant siege", country="DZ", watch=("plant",), aliases={"BP": ("BP plc",)})
FLOOD = Incident(id="flood", title="Flood", country="MG", watch=("rain",), parties=("The river board",))
KILLED = LineKey(measure=Measure.KILLED)


def update(source: str, words: str, minutes: int, incident: str | None) -> Update:
    at = NOON + timedelta(minutes=minutes)
    version = Version(title=words, body="", published=at, seen=at, at=at, reading=read(words, published=at))
    return Update(source=source, id=f"{source}-{minutes}", versions=(version,), incident=incident)


class Watch:
    """A clock that a test can set."""

    def __init__(self) -> None:
        self.now = NOON + timedelta(hours=1)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Watch:
    return Watch()


@pytest.fixture
def desk(clock: Watch) -> Iterator[Desk]:
    store = MemoryStore()
    store.commit(
        Change(
            sources=(Source(id="ap", title="AP"), Source(id="reuters", title="Reuters")),
            incidents=(SIEGE, FLOOD),
            updates=(
                update("ap", "Three people were killed at the plant.", 10, "siege"),
                update("reuters", "Five people were killed at the plant.", 20, "siege"),
                update("reuters", "Rain: 7 people were killed.", 30, "flood"),
                update("ap", "A ferry sank and 12 people were killed.", 40, None),
            ),
        )
    )
    with Desk(store, clock=clock, editor="ada") as opened:
        yield opened


AP, FERRY = UpdateRef("ap", "ap-10"), UpdateRef("ap", "ap-40")
REUTERS, RAIN = UpdateRef("reuters", "reuters-20"), UpdateRef("reuters", "reuters-30")


def places(desk: Desk) -> dict[str, str | None]:
    return {one.id: desk.incident_of(one) for one in desk.updates()}


def picture(desk: Desk) -> Any:
    """All that an editor's act on incidents can change."""
    standing = desk.standing()
    return (
        desk.incidents(),
        places(desk),
        {one.ref: desk.state(one.ref) for one in desk.updates()},
        set(standing.starred),
        desk.sources(),
        {one.id: desk.ledger(one.id) for one in desk.incidents()},
    )


ACTS: dict[str, Callable[[Desk], object]] = {
    "open": lambda desk: desk.new_incident("Ferry", watch=["ferry"]),
    "split off": lambda desk: desk.new_incident("Another story", updates=[AP, RAIN]),
    "merge": lambda desk: desk.merge_incidents("flood", "siege"),
    "close": lambda desk: desk.set_status("siege", IncidentStatus.CLOSED),
    "rename": lambda desk: desk.describe("siege", title="The siege at the plant"),
    "describe": lambda desk: desk.describe("siege", place="Tolmin", country="si", watch=["plant", "ferry"]),
    "several": lambda desk: desk.decide_all([Triage(*AP, State.ACCEPTED), Triage(*RAIN, State.REJECTED)]),
    "star": lambda desk: desk.star(AP, True),
    "remove a source": lambda desk: desk.remove_source("ap"),
    "add a source": lambda desk: desk.add_source("https://echo.example/feed.xml", "Echo"),
}
ON_LEDGER: dict[str, Callable[[Desk], object]] = {
    "rename a source": lambda desk: desk.rename_source("reuters", "The wire"),
    "grade a source": lambda desk: desk.grade_source("reuters", Grade.B),
    "merge origins": lambda desk: desk.merge_origins("siege", "Reuters", "AP"),
    "mark a party": lambda desk: desk.mark_party("siege", "Reuters", True),
    "grade an origin": lambda desk: desk.grade_origin("siege", "Reuters", Grade.B),
    "strike": lambda desk: desk.strike(REUTERS, 0, desk.figures(desk.update(REUTERS))[0]),
    "appraise": lambda desk: desk.appraise(REUTERS, 0, desk.figures(desk.update(REUTERS))[0], 2, "seen"),
    "desk figure": lambda desk: desk.set_desk("siege", KILLED, 5, reason="called them"),
}
EVERY = ACTS | ON_LEDGER


@pytest.mark.parametrize("name", EVERY)
def test_every_act_is_one_decision_that_undo_takes_back_and_redo_brings_back(desk: Desk, name: str) -> None:
    before = picture(desk)
    EVERY[name](desk)
    after = picture(desk)
    assert len(desk.log()) == 1
    assert after != before
    desk.undo()
    assert picture(desk) == before
    desk.redo()
    assert picture(desk) == after


@pytest.mark.parametrize("name", EVERY)
def test_known_at_a_moment_no_later_act_is_seen(desk: Desk, clock: Watch, name: str) -> None:
    then = clock.now
    before = {one.id: desk.ledger(one.id, known_at=then) for one in desk.incidents()}
    clock.now += timedelta(hours=1)
    EVERY[name](desk)
    assert {story: desk.ledger(story, known_at=then) for story in before} == before


def test_what_stands_in_memory_is_what_the_log_alone_gives(desk: Desk) -> None:
    for act in ACTS.values():
        if act is not ACTS["rename"]:
            act(desk)
    grown = picture(desk)
    desk.undo()
    desk.redo()
    assert picture(desk) == grown


def test_updates_that_came_while_an_opening_was_taken_back_join_when_it_is_redone(desk: Desk) -> None:
    desk.new_incident("Ferry", watch=["ferry"])
    desk.undo()
    desk.store(Change(updates=(update("ap", "The ferry had 80 people aboard.", 50, None),)))
    desk.redo()
    assert [one.id for one in desk.updates(incident="ferry")] == ["ap-50", "ap-40"]


def test_a_merged_incident_brings_its_words_voices_and_parties_and_leads_on(desk: Desk) -> None:
    desk.mark_party("siege", "AP", True)
    desk.merge_incidents("siege", "flood")
    (merged,) = desk.incidents()
    assert (merged.title, merged.watch) == ("Flood", ("rain", "plant"))
    assert (merged.aliases, merged.parties) == (SIEGE.aliases, FLOOD.parties)
    (line,) = (line for line in desk.ledger("flood").lines if line.key == KILLED)
    assert {(one.origin, one.party) for one in line.origins} == {("AP", True), ("Reuters", False)}
    assert desk.watch().find("News of the plant", NOON) == "siege"
    assert set(places(desk).values()) == {"flood", None}
    with pytest.raises(CallWrong, match="no incident"):
        desk.incident("siege")


def test_an_incident_merged_onwards_is_where_the_last_one_is(desk: Desk) -> None:
    desk.new_incident("Ferry", watch=["ferry"])
    desk.merge_incidents("siege", "flood")
    desk.merge_incidents("flood", "ferry")
    assert set(places(desk).values()) == {"ferry"}
    with pytest.raises(CallWrong, match="part of itself"):
        desk.merge_incidents("ferry", "ferry")
    desk.undo()
    assert places(desk)["ap-10"] == "flood"


def test_known_at_a_moment_what_was_merged_later_is_apart_and_what_was_opened_later_holds_nothing(
    desk: Desk, clock: Watch
) -> None:
    then = clock.now
    clock.now += timedelta(hours=1)
    desk.merge_incidents("siege", "flood")
    desk.new_incident("Another story", updates=[AP])
    assert [one.id for one in desk.incidents(then)] == ["siege", "flood"]
    told = {name: desk.ledger(name, known_at=then).lines for name in ("siege", "flood", "another-story")}
    assert [{one.claim.figure.value for line in lines for one in line.origins} for lines in told.values()] == [
        {3, 5},
        {7},
        set(),
    ]


def test_a_closed_incident_takes_nothing_and_a_reopened_one_takes_what_came_meanwhile(desk: Desk) -> None:
    desk.set_status("siege", IncidentStatus.CLOSED)
    assert desk.watch().find("News of the plant", NOON) is None
    late = update("ap", "The plant is quiet.", 50, None)
    desk.store(Change(updates=(late,)))
    desk.set_status("siege", IncidentStatus.OPEN)
    assert places(desk)["ap-50"] == "siege"
    with pytest.raises(CallWrong, match="open already"):
        desk.set_status("siege", IncidentStatus.OPEN)


def test_updates_split_off_take_the_country_and_voices_of_their_story(desk: Desk) -> None:
    opened = desk.new_incident("Strike at the plant", updates=[AP, REUTERS, AP])
    assert (opened.id, opened.country, opened.aliases) == ("strike-at-the-plant", "DZ", SIEGE.aliases)
    assert opened.started == NOON + timedelta(minutes=10)
    assert [one.ref for one in desk.updates(incident=opened.id)] == [REUTERS, AP]


def test_a_title_is_free_again_once_its_incident_goes_by_another(desk: Desk) -> None:
    with pytest.raises(CallWrong, match="already"):
        desk.describe("siege", title="FLOOD")
    with pytest.raises(CallWrong, match="needs a title"):
        desk.describe("siege", title=" ")
    desk.describe("siege", title="Siege, the first day")
    assert desk.new_incident("Plant siege").id == "plant-siege"


def test_notes_written_together_are_each_their_updates(desk: Desk) -> None:
    desk.decide_all([Note(*AP, "called"), Note(*RAIN, "no answer")])
    notes = desk.standing().notes
    assert [one.act.text for one in notes[AP] if isinstance(one.act, Note)] == ["called"]
    assert [one.act.text for one in notes[RAIN] if isinstance(one.act, Note)] == ["no answer"]


def test_a_source_removed_and_brought_back_keeps_its_letter_and_is_told(desk: Desk) -> None:
    heard: list[Announcement] = []
    desk.listen(heard.append)
    desk.grade_source("ap", Grade.B)
    desk.remove_source("AP")
    with pytest.raises(CallWrong, match="no source"):
        desk.source("ap")
    desk.restore_source("AP")
    assert desk.source("ap").grade is Grade.B
    with pytest.raises(CallWrong, match="was not removed"):
        desk.restore_source("AP")
    kinds = [type(one) for one in heard]
    assert kinds == [Decided, SourcesChanged] * 3


def test_a_source_that_is_put_again_comes_back(desk: Desk) -> None:
    kept = desk.source("ap")
    desk.remove_source("ap")
    desk.put_sources([kept])
    assert desk.source("ap") == kept
    desk.undo()
    assert [one.id for one in desk.sources()] == ["reuters"]


def test_incidents_that_change_are_announced_with_the_decision(desk: Desk) -> None:
    heard: list[Announcement] = []
    desk.listen(heard.append)
    desk.describe("siege", title="The siege")
    desk.undo()
    assert [type(one) for one in heard] == [Decided, IncidentsChanged] * 2


def test_a_move_to_no_incident_that_stands_is_refused(desk: Desk) -> None:
    desk.merge_incidents("siege", "flood")
    with pytest.raises(CallWrong, match="no incident"):
        desk.move(FERRY, "siege")
