"""What a source gave, how it fares beside the others, and what editors say of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from newsdesk.desk import Desk, refresh, subscriptions
from newsdesk.desk.answers import Output
from newsdesk.errors import CallWrong, FeedFailed
from newsdesk.feeds import opml
from newsdesk.ledger.queries import Track, track
from newsdesk.model import Source
from newsdesk.store import Change
from newsdesk.store.memory import MemoryStore
from tests.desk.test_copies import FERRY, OWN, STORY, desk, update
from tests.desk.test_desk import NOON

WIRE = Source(id="wire", title="Northern Wire", address="https://wire.example/f")


def test_what_a_source_gave_is_what_is_stored() -> None:
    service = desk(*(update("wire", minutes, STORY) for minutes in (0, 60, 60 * 24 * 3, 60 * 24 * 20)))
    assert service.output("wire") == Output(updates=4, daily=1 / 7, figures=4)
    assert service.output("herald") == Output(updates=0, daily=0.0, figures=0)


def test_who_is_first_and_who_is_contradicted_is_counted_in_lines() -> None:
    low = "Twelve people were killed when it sank, and the search for others was called off at dusk."
    service = desk(update("wire", 0, STORY), update("herald", 10, OWN), update("echo", 20, low))
    ledger = service.ledger(FERRY.id)
    assert track(ledger, "Northern Wire") == Track(outlet="Northern Wire", lines=1, shared=1, first=1, contradicted=1)
    assert track(ledger, "Bay Herald") == Track(outlet="Bay Herald", lines=1, shared=1, first=0, contradicted=1)
    assert track(ledger, "Radio Tide") == Track(outlet="Radio Tide")


def test_of_one_text_in_three_outlets_the_one_that_printed_it_first_is_first() -> None:
    service = desk(update("wire", 0, STORY), update("herald", 10, STORY), update("echo", 20, STORY))
    ledger = service.ledger(FERRY.id)
    assert [track(ledger, name).first for name in ("Northern Wire", "Bay Herald", "Daily Echo")] == [1, 0, 0]


def polled() -> Desk:
    store = MemoryStore()
    store.commit(Change(sources=(WIRE, Source(id="files", title="Files")), incidents=(FERRY,)))
    return Desk(store, clock=lambda: NOON + timedelta(hours=2))


def test_a_paused_source_is_listed_and_not_polled_until_it_is_resumed_or_that_is_undone() -> None:
    service = polled()
    service.pause_source("wire", True)
    assert service.source("wire").paused
    with pytest.raises(CallWrong, match=r"is paused\. Resume one"):
        refresh.due(service)
    with pytest.raises(CallWrong, match="paused already"):
        service.pause_source("wire", True)
    service.undo()
    assert [one.id for one in refresh.due(service)] == ["wire"]
    with pytest.raises(CallWrong, match="from files only"):
        service.pause_source("files", True)


def test_a_source_that_is_polled_while_it_is_paused_stays_paused_and_keeps_its_own_title() -> None:
    service = polled()
    service.pause_source("wire", True)
    service.rename_source("wire", "The Wire")
    service.put_sources([service.source("wire")])
    assert service.source("wire").paused
    service.undo()
    service.undo()
    assert service.source("wire") == WIRE


def test_a_renamed_source_is_a_voice_by_its_new_name() -> None:
    service = desk(update("wire", 0, STORY))
    service.rename_source("Northern Wire", "NW")
    assert [claim.origin for line in service.ledger(FERRY.id).lines for claim in line.origins] == ["NW"]
    service.undo()
    assert [claim.origin for line in service.ledger(FERRY.id).lines for claim in line.origins] == ["Northern Wire"]


def test_a_copy_is_the_voice_of_its_original_by_the_name_that_it_had_at_a_moment() -> None:
    service = desk(update("wire", 0, STORY), update("herald", 10, STORY))
    service.rename_source("Northern Wire", "NW")
    now, before = service.ledger(FERRY.id), service.ledger(FERRY.id, known_at=NOON + timedelta(hours=1))
    assert [[claim.origin for line in book.lines for claim in line.origins] for book in (now, before)] == [
        ["NW"],
        ["Northern Wire"],
    ]


@pytest.mark.parametrize(("title", "told"), [("", "needs a title"), ("daily echo", "There is a source Daily Echo")])
def test_a_title_is_refused_that_is_none_or_another_s(title: str, told: str) -> None:
    with pytest.raises(CallWrong, match=told):
        desk(update("wire", 0, STORY)).rename_source("wire", title)


def test_a_list_of_subscriptions_goes_in_and_out() -> None:
    service = polled()
    rows = "".join(f'<outline type="rss" text="T{n}" xmlUrl="https://t{n}.example/f"/>' for n in range(3))
    brought = subscriptions.take(service, opml.read(f'<opml version="2.0"><body>{rows}</body></opml>'.encode()))
    assert [one.title for one in brought.added] == ["T0", "T1", "T2"]
    assert len(service.sources()) == 5
    with pytest.raises(FeedFailed):
        opml.read(b"<rss/>")


def test_of_two_feeds_that_a_list_calls_the_same_both_come_in_and_each_is_a_voice() -> None:
    service = polled()
    service.add_source("https://tide.example/f", "Radio Tide")
    service.remove_source("radio-tide")
    rows = "".join(
        f'<outline type="rss" text="{title}" xmlUrl="https://{host}.example/f"/>'
        for title, host in (
            ("Echo", "a"),
            ("ECHO", "b"),
            ("northern wire", "c"),
            ("", "www.d"),
            ("", "d"),
            ("Radio Tide", "tide"),
        )
    )
    brought = subscriptions.take(service, opml.read(f'<opml version="2.0"><body>{rows}</body></opml>'.encode()))
    assert [one.title for one in brought.added] == [
        "Echo",
        "ECHO (echo-2)",
        "northern wire (northern-wire)",
        "d.example",
        "d.example",
        "Radio Tide",
    ]
    assert brought.retitled == [("ECHO", "ECHO (echo-2)"), ("northern wire", "northern wire (northern-wire)")]
    again = subscriptions.take(service, opml.read(f'<opml version="2.0"><body>{rows}</body></opml>'.encode()))
    assert (again.added, again.retitled, len(again.there)) == ([], [], 6)


def test_two_feeds_do_not_go_by_one_title_which_would_be_one_voice() -> None:
    service = polled()
    with pytest.raises(CallWrong, match="There is a source Northern Wire already"):
        service.add_source("https://other.example/f", "northern  WIRE")
    service.remove_source("wire")
    with pytest.raises(CallWrong, match="Northern Wire already"):
        service.add_source("https://other.example/f", "Northern Wire")
    assert service.add_source(WIRE.address, "Northern Wire").id == "wire", "the removed one comes back"
    unread = [service.add_source(f"https://one.example/{name}").title for name in "ab"]
    assert unread == ["one.example", "one.example/b"], "a title is a voice"


def test_undo_of_a_feed_added_by_hand_takes_it_off_the_list_even_when_it_was_polled_since() -> None:
    service = polled()
    added = service.add_source("https://echo.example/rss")
    heard = replace(service.source(added.id), title="Daily Echo", kind="rss20")
    service.store(Change(sources=(heard,), updates=(update(added.id, 5, STORY),)))
    service.undo()
    assert [one.id for one in service.sources()] == ["wire", "files"]
    assert [one.source for one in service.updates()] == [added.id]
    service.redo()
    assert service.source(added.id).title == "Daily Echo"
    service.undo()
    assert service.add_source("https://echo.example/rss").id == added.id
    assert [one.title for one in service.sources()] == ["Northern Wire", "Files", "Daily Echo"]
