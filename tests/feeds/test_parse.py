"""Bytes to a clean feed: every format, every fault told, nothing lost, nothing hostile let through."""

from __future__ import annotations

import io
import re
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.errors import FeedFailed
from newsdesk.feeds import parse as parsing
from newsdesk.feeds.parse import parse
from tests.feeds.bodies import ATOM, ATOM_03, BODY, CDF, JSON, RDF, assert_clean, codes, feed, item, only

NOON = datetime(2013, 1, 17, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (BODY, "rss20"),
        (feed(item(1)).replace(b'version="2.0"', b'version="0.91"'), "rss091u"),
        (feed(item(1)).replace(b'version="2.0"', b'version="0.92"'), "rss092"),
        (RDF, "rss10"),
        (ATOM, "atom10"),
        (ATOM_03, "atom03"),
        (CDF, "cdf"),
        (JSON, "json11"),
    ],
)
def test_every_format_is_read(body: bytes, kind: str) -> None:
    found = parse(body)
    assert found.kind == kind
    assert found.title == "Wire"
    assert found.entries
    assert not found.faults
    assert found.complete


@pytest.mark.parametrize("body", [RDF, ATOM, ATOM_03, CDF, JSON])
def test_formats_agree_on_what_an_entry_says(body: bytes) -> None:
    (entry,) = parse(body).entries
    assert (entry.title, entry.body) == ("One", "Words.")
    assert entry.published in (NOON, None)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", "The feed is empty."),
        (b" \r\n\0", "The feed is empty."),
        (b"hello", "This is not a feed."),
        (b"<!doctype html><html><p>Sign in</p></html>", "This is not a feed: it is a web page."),
        (b'<opml version="2.0"><body/></opml>', "This is not a feed: it is a list of subscriptions."),
        (b'{"error": "x"}', "This is not a feed: it is other JSON."),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "The feed is damaged JSON, or cut off."),
        (b'{"a":' * 100_000, "The feed is damaged JSON, or cut off."),
        (b"<?xml vers", "The feed is cut off before anything could be read."),
        (b"\x1f\x8b\x08", "The feed is compressed more than once."),
        (
            b'<!DOCTYPE rss [<!ENTITY a "b">]><rss/>',
            "The feed declares entities, which is how feeds attack their readers.",
        ),
        (
            '<!DOCTYPE rss [<!ENTITY a "b">]><rss/>'.encode("utf-16"),
            "The feed declares entities, which is how feeds attack their readers.",
        ),
        (feed("<a>" * 300 + "</a>" * 300), "The feed nests elements more than 200 deep."),
        (feed("<a>" * 300), "The feed nests elements more than 200 deep."),
        (
            feed("<a " + " ".join(f'a{n}="1"' for n in range(300)) + "/>"),
            "The feed has an element with 300 attributes.",
        ),
        (feed("".join(f"<a{n}/>" for n in range(3000))), "The feed has more than 2,000 kinds of elements."),
    ],
)
def test_what_is_no_feed_or_an_attack_fails_in_words(body: bytes, what: str) -> None:
    with pytest.raises(FeedFailed) as caught:
        parse(body)
    assert caught.value.what == what
    assert caught.value.hint


def test_feedparser_is_given_a_stream_since_it_would_open_anything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    import feedparser

    given_: list[object] = []
    real = feedparser.parse

    def watched(source: object, *rest: Any, **named: Any) -> Any:
        given_.append(source)
        return real(source, *rest, **named)

    monkeypatch.setattr(feedparser, "parse", watched)
    parse(BODY)
    with pytest.raises(FeedFailed):
        parse(b"/etc/hostname")
    assert [type(source) for source in given_] == [io.BytesIO, io.BytesIO]


@pytest.mark.parametrize("broken", [ValueError("Invalid IPv6 URL"), KeyError("links"), RecursionError(), MemoryError()])
def test_whatever_feedparser_raises_becomes_a_failed_feed(monkeypatch: pytest.MonkeyPatch, broken: Exception) -> None:
    import feedparser

    def raising(*_: object, **__: object) -> None:
        raise broken

    monkeypatch.setattr(feedparser, "parse", raising)
    with pytest.raises(FeedFailed, match="too damaged"):
        parse(BODY)


def test_one_item_that_feedparser_cannot_read_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    import feedparser

    real = feedparser.parse

    def allergic(source: io.BytesIO, **named: Any) -> Any:
        if b"Update 2" in source.getvalue():
            raise KeyError("media_player")
        return real(source, **named)

    monkeypatch.setattr(feedparser, "parse", allergic)
    found = parse(BODY)
    assert [entry.title for entry in found.entries] == ["Update 1", "Update 3"]
    assert [fault.message for fault in found.faults] == ["1 of 3 entries could not be read."]
    assert not found.complete


def test_an_id_is_the_feeds_own_else_the_link_else_made_of_the_words() -> None:
    assert only('<guid isPermaLink="false">a1</guid><link>https://a.example/1</link><title>T</title>').id == "a1"
    assert only("<link>https://a.example/1</link><title>T</title>").id == "https://a.example/1"
    made = only("<title>T</title><description>Twelve dead</description>")
    assert re.fullmatch("[0-9a-f]{32}", made.id)
    assert made.id == only("<title>T</title><description>Nineteen dead</description>").id
    assert made.id != only("<title>U</title><description>Twelve dead</description>").id


def test_two_different_items_with_one_id_are_both_kept_and_told() -> None:
    same = '<guid isPermaLink="false">same</guid>'
    first, second = f"{same}<title>One</title>", f"{same}<title>Two</title>"
    found = parse(feed(first, second))
    assert [entry.title for entry in found.entries] == ["One", "Two"]
    assert found.entries[0].id == "same"
    assert found.entries[1].id.startswith("same#")
    assert [(fault.code, fault.entry) for fault in found.faults] == [("same_id", found.entries[1].id)]
    edited = parse(feed(first, f"{second}<description>More</description>"))
    assert [entry.id for entry in edited.entries] == [entry.id for entry in found.entries]


def test_identical_items_are_all_kept_under_numbered_ids_and_told() -> None:
    found = parse(feed(item(1), item(2), item(1), item(1)))
    assert [entry.title for entry in found.entries] == ["Update 1", "Update 2", "Update 1", "Update 1"]
    first = found.entries[0].id
    assert [entry.id for entry in found.entries[2:]] == [f"{first}#2", f"{first}#3"]
    assert [(fault.code, fault.entry) for fault in found.faults] == [
        ("repeated", f"{first}#2"),
        ("repeated", f"{first}#3"),
    ]


def test_three_with_one_id_and_one_link_are_told_apart_by_all_they_say() -> None:
    same = '<guid isPermaLink="false">same</guid><link>https://a.example/{}</link><title>{}</title>'
    found = parse(feed(same.format(1, "One"), same.format(2, "Two"), same.format(2, "Three")))
    assert [entry.title for entry in found.entries] == ["One", "Two", "Three"]
    assert len({entry.id for entry in found.entries}) == 3


def test_limits_cut_with_a_mark_and_are_told() -> None:
    found = parse(feed(f"<title>{'t' * 2_000}</title><description>{'d ' * 100_000}</description>"))
    (entry,) = found.entries
    assert (len(entry.title), entry.title[-1]) == (1_000, "…")
    assert (len(entry.body) <= 100_000, entry.body[-1]) == (True, "…")
    assert codes(found) == {"long_title", "long_body"}


def test_five_thousand_entries_are_read_and_the_rest_is_told() -> None:
    found = parse(feed(*(f"<guid>{number}</guid><title>A</title>" for number in range(5_100))))
    assert len(found.entries) == 5_000
    assert [fault.message for fault in found.faults] == ["The feed has 5,100 entries; the first 5,000 were read."]


def test_like_faults_are_told_a_few_times_and_counted() -> None:
    found = parse(feed(*(f"<guid>{number}</guid><title>A</title><pubDate>soon</pubDate>" for number in range(50))))
    dates = [fault for fault in found.faults if fault.code == "date"]
    assert len(dates) == 21
    assert dates[-1].message == "… and 30 more like this."


@pytest.mark.parametrize("at", range(len(BODY) - 30, BODY.index(b"<channel>"), -7))
def test_a_feed_cut_off_anywhere_gives_its_whole_entries(at: int) -> None:
    body = BODY[:at]
    whole = body.count(b"</item>")
    found = parse(body)
    assert [entry.title for entry in found.entries] == [f"Update {number + 1}" for number in range(whole)]
    assert not found.complete
    assert "cut_off" in codes(found)


def test_an_entry_that_says_nothing_is_told_and_not_kept() -> None:
    found = parse(feed(item(1), "<guid>2</guid>", "<link>https://wire.example/3</link>"))
    assert [entry.link[-1] for entry in found.entries] == ["1", "3"]
    assert [(fault.code, fault.entry) for fault in found.faults] == [("no_words", "2")]
    assert found.complete


@pytest.mark.parametrize(
    ("items", "told"),
    [
        ([item(1), item(2)], "The feed is cut off after 2 whole entries."),
        (["<guid>1</guid>"], "The feed is cut off after 1 whole entry."),
    ],
)
def test_a_feed_cut_off_does_not_say_that_what_was_left_out_was_read(items: list[str], told: str) -> None:
    body = feed(*items, item(3))
    found = parse(body[: body.rindex(b"<title>") + 4])
    assert [fault.message for fault in found.faults if fault.code == "cut_off"] == [told]


def test_a_cut_within_a_character_does_not_spoil_the_rest() -> None:
    body = feed(item(1, "Mañana, señor"), item(2, "Über 12 Tote in Zürich"))
    found = parse(body[: body.index("ü".encode()) + 1])
    assert [entry.body for entry in found.entries] == ["Mañana, señor"]


@pytest.mark.parametrize(
    "broken",
    [
        item(2).replace("Officials", "R&D &nbsp; officials &copy; &unknown;"),
        item(2).replace("Officials", "a < b"),
        item(2).replace("Officials", "&#7; &#xD800; &#x99999999999999;"),
        item(2).replace("Officials", "<b>Officials"),
        item(2).replace("Officials", "\x1b]0;x\x07"),
    ],
)
def test_a_feed_that_is_not_well_formed_keeps_its_entries_and_is_told(broken: str) -> None:
    found = parse(feed(item(1), broken, item(3)))
    assert [entry.title for entry in found.entries] == ["Update 1", "Update 2", "Update 3"]
    assert codes(found) & {"malformed", "encoding"}
    assert found.complete


def test_text_behind_the_end_is_left_out_and_told() -> None:
    found = parse(BODY + b"<script>tracking()</script>")
    assert len(found.entries) == 3
    assert codes(found) == {"malformed"}


def test_cut_off_and_broken_at_once() -> None:
    body = feed(item(1), item(2, "R&D &nbsp;"), item(3))
    found = parse(body[: body.index(b"<title>Update 3") + 4])
    assert [entry.title for entry in found.entries] == ["Update 1", "Update 2"]
    assert not found.complete


def test_an_empty_but_whole_feed_is_a_feed() -> None:
    found = parse(feed())
    assert (found.entries, found.complete, found.title) == ((), True, "Wire")


def test_json_text_is_literal_and_its_html_is_not() -> None:
    body = JSON.replace(b'"Words."', b'"Use <div> & 5 < 6"')
    assert parse(body).entries[0].body == "Use <div> & 5 < 6"
    body = JSON.replace(b'"content_text": "Words."', b'"content_html": "<p>Twelve <b>dead</b></p>"')
    assert parse(body).entries[0].body == "Twelve dead"


@pytest.mark.parametrize("value", ["null", "1", "[1]", "true", '{"a": 1}', '"x"'])
def test_json_of_odd_types_never_breaks_the_gate(value: str) -> None:
    fields = ("id", "title", "url", "content_html", "content_text", "summary", "date_published", "authors", "author")
    row = "{" + ",".join(f'"{name}": {value}' for name in fields) + "}"
    found = parse(f'{{"version": "https://jsonfeed.org/version/1", "items": [{row}, {value}]}}'.encode())
    assert found.kind == "json1"
    assert "lost" in codes(found) or value == '{"a": 1}'


@given(st.text(), st.text(), st.text(), st.text())
def test_no_text_of_an_item_leaves_unclean(title: str, link: str, guid: str, words: str) -> None:
    from xml.sax.saxutils import escape

    body = feed(
        f"<title>{escape(title)}</title><link>{escape(link)}</link><guid>{escape(guid)}</guid>"
        f"<author>{escape(words)}</author><description>{escape(words)}</description><pubDate>{escape(guid)}</pubDate>"
    )
    assert_clean(parse(body))


@given(st.binary(max_size=400), st.integers(0, 900), st.integers(0, 60))
def test_a_damaged_feed_is_read_or_fails_in_words(dirt_: bytes, at: int, gone: int) -> None:
    body = BODY[:at] + dirt_ + BODY[at + gone :]
    with suppress(FeedFailed):
        assert_clean(parse(body))


def test_parts_that_are_assembled_are_the_feed() -> None:
    assert parsing.assemble(parsing.parts(BODY)) == parse(BODY)
