"""Sources by keys: added after a look, checked, paused, renamed, removed; files picked; lists taken in and written."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from newsdesk.desk import probe
from newsdesk.desk.announcements import SourceTaken
from newsdesk.errors import FeedFailed
from newsdesk.ledger.queries import track
from newsdesk.ledger.words import counted
from newsdesk.model import Entry, Feed, Health, Outcome
from newsdesk.settings import Settings
from newsdesk.store import Change
from newsdesk.tui import feeding, folders
from newsdesk.tui.folders import Kind
from newsdesk.tui.subject import SourceSubject
from newsdesk.tui.widgets.row_list import RowList
from tests.tui import story
from tests.tui.hand import Hand, at
from tests.tui.test_bringing_in import RSS, settled

THERE = probe.Probe(
    Feed(
        title="Bay Herald", entries=(Entry(id="h1", title="Eight killed in ferry fire", body="", published=story.NOW),)
    ),
    newest=datetime(2031, 3, 14, 16, 0, tzinfo=UTC),
    figures=1,
)
LIST = ("list.opml", Kind.LIST)
OPML = """<opml version="2.0"><body>
<outline text="Bay Herald" xmlUrl="https://herald.example/feed.xml"/>
<outline text="At home" xmlUrl="http://127.0.0.1/feed.xml"/></body></opml>"""


async def looked(_: str) -> probe.Probe:
    return THERE


async def failed(_: str) -> probe.Probe:
    raise FeedFailed("herald.example answered 404 \x1b[31m[red]Gone[/red].", "See whether the address is right.")


async def unpolled(*_: object) -> None:
    """No round of polling."""


async def on_source(hand: Hand, name: str) -> None:
    """Put the cursor on a source of the list."""
    await hand.go_to("sources")
    while hand.room.subject != SourceSubject(name):
        before = hand.room.subject
        await hand.press("j")
        assert hand.room.subject != before, f"{name} is not listed"


async def do(hand: Hand, verb: str) -> None:
    """Pick what to do with the source in hand."""
    await hand.press("F")
    await hand.type(verb)
    await hand.press("enter")


async def test_what_an_address_holds_is_shown_before_it_is_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "probe", looked)
    desk = story.empty_desk()
    async with at(desk, live=True) as hand:
        await hand.press("f")
        await hand.type("https://herald.example/feed.xml")
        await hand.submit()
        await settled(hand)
        shown = str(hand.screen.query_one("#preview").render())
        assert "Bay Herald" in shown
        assert "1 update, the newest of 14 Mar 2031 16:00 UTC; 1 figure read" in " ".join(shown.split())
        assert "Eight killed in ferry fire" in shown
        assert not desk.sources()
        await hand.type("?a=1")
        await hand.press("enter")
        await settled(hand)
        assert not desk.sources(), "another address is looked at anew"
        await hand.press("escape")
        assert not desk.sources()


async def test_what_was_looked_at_is_added_under_the_title_that_was_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "probe", looked)
    monkeypatch.setattr(feeding, "poll", unpolled)
    desk = story.empty_desk()
    async with at(desk, live=True) as hand:
        await hand.press("f")
        await hand.type("https://herald.example/feed.xml")
        await hand.submit()
        await settled(hand)
        await hand.press("enter")
        await hand.pilot.pause()
        assert hand.toasts[-1] == "Added Bay Herald; polling it now · u takes it back"


async def test_an_address_that_cannot_be_one_is_mended_in_its_own_line() -> None:
    desk = story.empty_desk()
    async with at(desk) as hand:
        await hand.press("f")
        await hand.type("herald.example/feed.xml")
        await hand.press("enter")
        assert "Not an address yet." in str(hand.screen.query_one("#preview").render())
        await hand.press("home")
        await hand.type("https://")
        await hand.press("enter", "enter")
        assert [(one.address, one.title) for one in desk.sources()] == [
            ("https://herald.example/feed.xml", "herald.example")
        ]


async def test_an_address_that_fails_says_why_and_is_not_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "probe", failed)
    desk = story.empty_desk()
    async with at(desk, live=True) as hand:
        await hand.press("f")
        await hand.type("https://herald.example/feed.xml")
        await hand.submit()
        await settled(hand)
        shown = str(hand.screen.query_one("#preview").render())
        assert "answered 404" in shown
        assert "[red]Gone[/red]" in shown, "its words are no markup"
        assert "See whether the address is right." in shown
        await hand.press("enter")
        await settled(hand)
        assert hand.screen is not hand.room
        assert not desk.sources()


async def test_a_check_fetches_and_stores_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "probe", looked)
    desk = story.ferry_desk()
    async with at(desk) as hand:
        before, log = desk.health("tide"), desk.log()
        await on_source(hand, "tide")
        await hand.press("F")
        choices = hand.screen.query_one("#choices").render_lines(hand.screen.size.region)
        assert "though this desk is offline" in choices[0].text
        await hand.press("escape")
        await do(hand, "check")
        await settled(hand)
        assert hand.toasts == ["Bay Herald answers: 1 update, the newest of 14 Mar 2031 16:00 UTC; 1 figure read."]
        assert (desk.health("tide"), desk.log()) == (before, log)
        monkeypatch.setattr(probe, "probe", failed)
        await do(hand, "check")
        await settled(hand)
        assert "answered 404" in hand.toasts[-1]
        assert "See whether the address is right." in hand.toasts[-1]


async def test_the_source_in_hand_stays_there_where_an_act_lists_it_elsewhere() -> None:
    desk = story.ferry_desk()
    async with at(desk) as hand:
        await hand.go_to("sources")
        first = hand.room.subject
        assert isinstance(first, SourceSubject)
        await do(hand, "pause")
        assert desk.source(first.source).paused
        assert hand.room.panes["sources"].subject == first


async def test_pause_rename_and_removal_are_done_and_undone_by_keys() -> None:
    desk = story.ferry_desk()
    async with at(desk) as hand:
        await on_source(hand, "tide")
        assert "when you ask: r" in hand.prose
        await do(hand, "pause")
        assert desk.source("tide").paused
        assert "none while it is paused" in hand.prose
        assert "paused" in hand.reading
        await do(hand, "resume")
        assert not desk.source("tide").paused
        await hand.press("u", "u")
        assert not desk.source("tide").paused
        await do(hand, "rename")
        await hand.press("end", "ctrl+u")
        await hand.type("Tide FM")
        await hand.press("enter")
        assert desk.source("tide").title == "Tide FM"
        await hand.press("u")
        assert desk.source("tide").title == "Radio Tide"
        count = len(desk.updates())
        await do(hand, "remove")
        assert "tide" not in [source.id for source in desk.sources()]
        assert len(desk.updates()) == count, "what it said stays"
        await hand.press("u")
        assert "tide" in [source.id for source in desk.sources()]


async def test_what_a_removed_source_said_still_goes_by_its_name() -> None:
    desk = story.ferry_desk()
    desk.remove_source("coastal")
    async with at(desk) as hand:
        await hand.go_to("updates")
        while hand.in_hand.ref.source != "coastal":
            await hand.press("j")
        assert hand.room.scene.outlet("coastal") == "Coast Agency"
        assert "stated by coastguard via Coast Agency" in hand.prose
        await hand.press("Y")
        assert "(coastguard via Coast Agency, 14 Mar 2031 16:31 UTC)" in hand.app.clipboard


async def test_a_source_that_is_removed_from_its_own_words_is_in_hand_no_more() -> None:
    desk = story.ferry_desk()
    async with at(desk) as hand:
        await on_source(hand, "tide")
        await hand.press("enter")
        await do(hand, "remove")
        assert "Radio Tide" not in hand.reading
        assert hand.room.subject is None
        await hand.press("F")
        assert hand.screen is hand.room
        assert hand.toasts == ["No source is under the cursor. Go to a source, or to one of its updates."]


@pytest.mark.parametrize("key", ["F", "A"])
async def test_where_a_source_is_wanted_it_is_said_that_none_is_there(key: str) -> None:
    async with at(story.ferry_desk(), (60, 20)) as hand:
        await hand.go_to("incident")
        await hand.press(key)
        assert hand.screen is hand.room
        assert hand.toasts == ["No source is under the cursor. Go to a source, or to one of its updates."]


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (160, 48)])
async def test_the_words_on_a_source_lead_to_its_updates(size: tuple[int, int]) -> None:
    desk = story.ferry_desk()
    desk.put_sources([msgspec.structs.replace(desk.source("nine"), id="nine-two", title="Channel Nine Two")])
    other = story.update("nine-two", "16:39", "Nine people were killed", "", ("Nine people were killed", "killed"))
    desk.store(Change(updates=(other,)))
    async with at(desk, size) as hand:
        await on_source(hand, "nine")
        assert "↵ words" in hand.shown("#keys")
        await hand.press("enter")
        assert hand.room.current == "words"
        assert "↵ its updates" in hand.shown("#keys")
        await hand.press("enter")
        assert hand.room.current == "updates"
        assert hand.room.view.find == "source:nine"
        assert [update.source for update in hand.room.scene.updates] == ["nine", "nine"], "and of no other Nine"
        assert hand.in_hand.ref == hand.room.scene.updates[0].ref
        assert "2 of 12 updates with source:nine" in hand.shown("#updates .pane-head")
        await hand.press("escape")
        assert hand.room.view.find == ""


async def test_what_is_picked_is_done_to_the_source_that_was_picked_whatever_a_poll_brings_meanwhile() -> None:
    desk = story.ferry_desk()
    async with at(desk) as hand:
        await on_source(hand, "echo")
        await hand.press("F")
        well = Health(source="echo", outcome=Outcome.UNCHANGED, checked=story.NOW, succeeded=story.NOW)
        desk.store(Change(healths=(well,)), SourceTaken("echo", health=well))
        await hand.pilot.pause(0.5)
        assert hand.room.source_in_hand() == "echo", "though the list is in another order"
        await hand.type("remove")
        await hand.press("enter")
        assert hand.toasts[-1].startswith("Removed Daily Echo")
        assert [source.id for source in desk.sources(removed=True) if source.removed] == ["echo"]


async def test_the_source_in_hand_tells_what_it_gave_and_how_it_fares() -> None:
    desk = story.ferry_desk()
    async with at(desk) as hand:
        await on_source(hand, "northern")
        output, told = desk.output("northern"), track(desk.ledger(story.FERRY.id), "Northern Wire")
        assert f"{output.updates}, " in hand.reading
        assert "a day in its last week" in hand.prose
        assert f"{output.figures} read" in hand.reading
        assert min(told.shared, told.contradicted) > 0
        assert f"first on {told.first} of the {told.shared} that others share" in hand.prose
        assert f"in {counted(told.contradicted, 'conflict')}" in hand.prose


async def test_a_live_desk_says_when_a_source_is_polled_next() -> None:
    async with at(story.ferry_desk()) as hand:
        hand.room.next_poll = datetime(2031, 3, 14, 16, 45, tzinfo=UTC)
        await on_source(hand, "tide")
        assert "next poll 14 Mar 2031 16:45 UTC" in hand.prose


@pytest.mark.parametrize(("minutes", "told"), [(5, "○ 1 stale"), (120, "")])
async def test_a_source_that_was_reached_within_two_rounds_is_not_stale(minutes: float, told: str) -> None:
    async with at(story.ferry_desk(), settings=Settings(poll_minutes=minutes)) as hand:
        assert hand.shown("#sources .pane-head").partition("failing")[2].strip() == told


@pytest.mark.parametrize("size", [(60, 20), (160, 48)])
async def test_the_columns_of_the_sources_have_heads_where_there_is_room(size: tuple[int, int]) -> None:
    async with at(story.ferry_desk(), size) as hand:
        await hand.go_to("sources")
        head = hand.shown("#source-head")
        assert head.split() == ["source", "grade", "age", "updates"]
        row = hand.room.query_one("#source-rows", RowList).render_line(2).text
        assert row[head.index("source") :].startswith("Northern Wire")
        assert row[head.index("grade")] == "A"
        assert row[: head.index("age") + 3].endswith(" 1m")
        assert row[: head.index("updates") + 7].endswith(" 2")


@pytest.mark.parametrize("size", [(100, 30), (160, 48)])
async def test_where_the_columns_have_no_heads_no_row_is_lost(size: tuple[int, int]) -> None:
    async with at(story.ferry_desk(), size) as hand:
        rows, head = hand.room.query_one("#source-rows"), hand.room.query_one("#source-head")
        assert rows.size.height + head.size.height == hand.room.query_one("#sources").size.height - 1
        assert head.size.height == (size[0] > 100)


async def test_a_source_from_files_is_not_polled_and_so_neither_checked_nor_paused() -> None:
    desk = story.ferry_desk()
    desk.put_sources([msgspec.structs.replace(desk.source("tide"), address="")])
    async with at(desk) as hand:
        await on_source(hand, "tide")
        for verb in ("check", "pause"):
            await do(hand, verb)
            assert hand.screen is not hand.room, f"{verb} is not offered"
            await hand.press("escape")
        assert not desk.log()


def made(folder: Path) -> Path:
    for name in ("b.xml", "A.rss", "c.xml.gz", "list.opml", "notes.txt", ".hidden.xml"):
        (folder / name).write_text(RSS)
    (folder / "older").mkdir()
    return folder


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        (
            "/",
            [
                (".", Kind.ALL),
                ("older/", Kind.FOLDER),
                ("A.rss", Kind.FEED),
                ("b.xml", Kind.FEED),
                ("c.xml.gz", Kind.FEED),
                ("list.opml", Kind.LIST),
            ],
        ),
        ("/a", [("A.rss", Kind.FEED)]),
        ("/L", [LIST]),
        ("/ol", [("older/", Kind.FOLDER)]),
        ("/older/", []),
        ("/.h", [(".hidden.xml", Kind.FEED)]),
        ("/notes.txt", [("notes.txt", Kind.FILE)]),
        ("/notes", []),
        ("/none/x", []),
        ("/\0", []),
    ],
)
def test_what_a_typed_path_may_go_on_to(tmp_path: Path, typed: str, there: list[tuple[str, Kind]]) -> None:
    assert [(one.name, one.kind) for one in folders.listed(f"{made(tmp_path)}{typed}")] == there


def test_a_folder_of_folders_is_offered_behind_them(tmp_path: Path) -> None:
    (tmp_path / "monday").mkdir()
    assert [one.kind for one in folders.listed(f"{tmp_path}/")] == [Kind.FOLDER, Kind.ALL]


def test_in_a_home_that_nobody_has_is_nothing() -> None:
    assert folders.listed("~nobody-of-that-name/feeds") == []


def test_a_folder_with_more_than_can_be_listed_lists_its_first(tmp_path: Path) -> None:
    for number in range(folders.MOST + 20):
        (tmp_path / f"{number:04}.xml").touch()
    listed = folders.listed(f"{tmp_path}/")
    assert len(listed) == folders.MOST + 1
    assert [one.name for one in folders.listed(f"{tmp_path}/0519")] == ["0519.xml"]


async def test_a_file_is_gone_to_by_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "herald.xml").write_text(RSS)
    monkeypatch.chdir(tmp_path)
    desk = story.empty_desk()
    async with at(desk) as hand:
        await hand.press("p")
        await hand.press("enter")
        await hand.pilot.pause(0.1)
        await hand.press("down", "enter")
        await settled(hand, 30)
        assert len(desk.updates()) == 1


async def test_names_of_files_are_words_only_and_what_is_not_there_is_said(tmp_path: Path) -> None:
    evil = "[red]x[red]\x1b[31m\u202e.xml"
    (tmp_path / evil).write_text(RSS)
    async with at(story.empty_desk()) as hand:
        await hand.press("p")
        await hand.type(f"{tmp_path}{os.sep}")
        await hand.pilot.pause(0.2)
        drawn = "".join(strip.text for strip in hand.screen.query_one("#choices").render_lines(hand.screen.size.region))
        assert "[red]x[red]" in drawn
        assert not {"\x1b", "\u202e"} & set(drawn)
        await hand.type("nothing-like-it")
        await hand.pilot.pause(0.2)
        assert "Nothing there." in str(hand.screen.query_one("#missing").render())
        await hand.press("enter")
        assert hand.screen is not hand.room, "there is nothing to open"


async def export(hand: Hand, file: Path) -> None:
    """Write the list of subscriptions to a file."""
    await hand.press("W", "end", "ctrl+u")
    await hand.type(str(file))
    await hand.press("enter")
    await settled(hand)


async def test_a_list_of_subscriptions_is_taken_in_and_written(tmp_path: Path) -> None:
    listed, written = tmp_path / "in.opml", tmp_path / "out.opml"
    listed.write_text(OPML)
    desk = story.empty_desk()
    async with at(desk) as hand:
        await hand.open_files(listed)
        await settled(hand)
        assert [(source.title, source.paused) for source in desk.sources()] == [
            ("Bay Herald", False),
            ("At home", True),
        ]
        assert hand.toasts == [
            "Added 2 sources, 0 there already. Paused 1 on this machine or a private network, such as "
            "http://127.0.0.1/feed.xml. F resumes it."
        ]
        listed.write_text(OPML.replace("herald.example", "other.example"))
        await hand.open_files(listed)
        await settled(hand)
        assert "taken have an id beside them, such as Bay Herald (bay-herald-2)." in hand.toasts[-1]
        desk.remove_source("bay-herald-2")
        await export(hand, written)
        assert f"Wrote 2 sources to {written}." in hand.toasts[-1]
        await hand.open_files(written)
        await settled(hand)
        assert "Added 0 sources, 2 there already." in hand.toasts[-1]
        await export(hand, written)
        assert f"{written} is there already. Name another file" in str(hand.screen.query_one("#preview").render())
        await hand.press("escape")
        await export(hand, Path("/"))
        assert "/ is a folder. Name a file in it." in str(hand.screen.query_one("#preview").render())
        await hand.press("escape")
        assert "https://herald.example/feed.xml" in written.read_text()
