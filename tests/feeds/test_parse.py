"""Bytes to a clean feed: every format, every fault told, nothing lost, nothing hostile let through."""

from __future__ import annotations

import io
import re
import unicodedata
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.errors import FeedFailed
from newsdesk.feeds import parse as parsing
from newsdesk.feeds.parse import parse
from newsdesk.model import Entry, Feed
from tests.feeds.conftest import BODY, feed, item

RDF = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://a.example/"><title>Wire</title><link>https://a.example/</link></channel>
<item rdf:about="https://a.example/1"><title>One</title><link>https://a.example/1</link>
<description>Words.</description><dc:date>2013-01-17T19:00:00Z</dc:date></item></rdf:RDF>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><link href="https://a.example/"/>
<author><name>The Desk</name></author>
<entry><id>tag:a.example,2013:1</id><title>One</title><link href="/1" rel="alternate"/><summary>Words.</summary>
<published>2013-01-17T20:00:00+01:00</published><updated>2013-01-17T19:30:00Z</updated></entry></feed>"""
ATOM_03 = b"""<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Wire</title>
<entry><id>1</id><title>One</title><summary>Words.</summary><issued>2013-01-17T19:00:00Z</issued></entry></feed>"""
CDF = b"""<CHANNEL HREF="https://a.example/"><TITLE>Wire</TITLE>
<ITEM HREF="https://a.example/1"><TITLE>One</TITLE><ABSTRACT>Words.</ABSTRACT></ITEM></CHANNEL>"""
JSON = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "home_page_url": "https://a.example/",
"items": [{"id": 1, "title": "One", "content_text": "Words.", "date_published": "2013-01-17T19:00:00Z"}]}"""
NOON = datetime(2013, 1, 17, 19, tzinfo=UTC)


def only(inner: str) -> Entry:
    """The one entry of a feed with this one item."""
    entries = parse(feed(inner)).entries
    assert len(entries) == 1
    return entries[0]


def codes(found: Feed) -> set[str]:
    return {fault.code for fault in found.faults}


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
    assert [fault.message for fault in found.faults] == ["1 of 3 items could not be read."]
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


def test_identical_items_are_kept_once_and_told() -> None:
    found = parse(feed(item(1), item(2), item(1), item(1)))
    assert [entry.title for entry in found.entries] == ["Update 1", "Update 2"]
    assert [fault.code for fault in found.faults] == ["repeated", "repeated"]


def test_three_with_one_id_and_one_link_are_told_apart_by_all_they_say() -> None:
    same = '<guid isPermaLink="false">same</guid><link>https://a.example/{}</link><title>{}</title>'
    found = parse(feed(same.format(1, "One"), same.format(2, "Two"), same.format(2, "Three")))
    assert [entry.title for entry in found.entries] == ["One", "Two", "Three"]
    assert len({entry.id for entry in found.entries}) == 3


def test_the_longest_text_is_the_body_and_the_title_is_not_repeated_in_it() -> None:
    entry = only(
        "<title>Siege ends</title><description>Short.</description>"
        "<content:encoded>&lt;h1>Siege ends&lt;/h1>&lt;p>At least 15 foreigners &lt;b>escaped&lt;/b>.&lt;/p>"
        "</content:encoded>"
    )
    assert entry.body == "At least 15 foreigners escaped."
    assert only("<title>Siege ends</title><description>Siege ends</description>").body == ""


def test_a_caption_is_not_taken_for_the_words_of_the_item() -> None:
    entry = only(
        "<media:content><media:title>Photo</media:title><media:description>A photo of another fire, in 2009, in which"
        " 40 people died, taken by our correspondent.</media:description></media:content>"
        "<title>Fire</title><description>Two people died.</description>"
    )
    assert (entry.title, entry.body) == ("Fire", "Two people died.")


def test_a_caption_stands_in_where_the_item_has_no_words_of_its_own() -> None:
    entry = only(
        "<media:group><media:title>Film</media:title><media:description>Two died.</media:description></media:group>"
    )
    assert (entry.title, entry.body) == ("Film", "Two died.")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("AT&amp;amp;T", "AT&T"),
        ("5 &lt; 8 &amp; 9 &gt; 7", "5 < 8 & 9 > 7"),
        ("Stock &lt;BIGCO&gt; falls", "Stock <BIGCO> falls"),
        ("&lt;b&gt;12 dead&lt;/b&gt; in quake", "12 dead in quake"),
        ("[/] [red]not markup[/red]", "[/] [red]not markup[/red]"),
        ("a\n  b\t c", "a b c"),
        ("it&amp;#8217;s &amp;eacute;t&amp;#xe9;", "it’s été"),
        ("red\u202eder\u200b x", "redder x"),
        ("&#x9b;31m", "›31m"),
    ],
)
def test_a_title_is_one_plain_line(title: str, shown: str) -> None:
    assert only(f"<title>{title}</title>").title == shown


def test_text_declared_plain_is_not_stripped_of_what_looks_like_a_tag() -> None:
    body = ATOM.replace(b"<summary>Words.</summary>", b'<summary type="text">BIGCO &lt;BIG&gt; fell 12</summary>')
    assert parse(body).entries[0].body == "BIGCO <BIG> fell 12"


def test_lines_broken_to_a_width_are_joined_and_real_lines_stay() -> None:
    entry = only(
        "<title>T</title><description>Officials said on Thursday that at least twelve people were\n"
        "killed, and that Prime Minister of the country had been told of it by\nGeneral X.\n"
        "Killed: 12\nHurt: 30</description>"
    )
    assert entry.body == (
        "Officials said on Thursday that at least twelve people were killed, and that Prime Minister of the country"
        " had been told of it by General X.\nKilled: 12\nHurt: 30"
    )


def test_limits_cut_with_a_mark_and_are_told() -> None:
    found = parse(feed(f"<title>{'t' * 2_000}</title><description>{'d ' * 100_000}</description>"))
    (entry,) = found.entries
    assert (len(entry.title), entry.title[-1]) == (1_000, "…")
    assert (len(entry.body) <= 100_000, entry.body[-1]) == (True, "…")
    assert codes(found) == {"long_title", "long_body"}


def test_five_thousand_entries_are_read_and_the_rest_is_told() -> None:
    found = parse(feed(*(f"<guid>{number}</guid>" for number in range(5_100))))
    assert len(found.entries) == 5_000
    assert [fault.message for fault in found.faults] == ["The feed has 5,100 entries; the first 5,000 were read."]


def test_like_faults_are_told_a_few_times_and_counted() -> None:
    found = parse(feed(*(f"<guid>{number}</guid><pubDate>soon</pubDate>" for number in range(50))))
    dates = [fault for fault in found.faults if fault.code == "date"]
    assert len(dates) == 21
    assert dates[-1].message == "… and 30 more like this."


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("Thu, 17 Jan 2013 19:02:03 +0100", datetime(2013, 1, 17, 18, 2, 3, tzinfo=UTC)),
        ("Thu, 17 Jan 2013 14:02:03 EST", datetime(2013, 1, 17, 19, 2, 3, tzinfo=UTC)),
        ("Thu, 18 Jul 2013 14:02:03 BST", datetime(2013, 7, 18, 13, 2, 3, tzinfo=UTC)),
        ("Thu, 17 Jan 2013 14:02:03 NZDT", datetime(2013, 1, 17, 1, 2, 3, tzinfo=UTC)),
        ("2013-01-17T19:02:03Z", datetime(2013, 1, 17, 19, 2, 3, tzinfo=UTC)),
        ("2013-01-17", datetime(2013, 1, 17, tzinfo=UTC)),
        ("Sat, 31 Dec 2016 23:59:60 +0000", None),
    ],
)
def test_a_date_is_a_moment_in_utc(raw: str, moment: datetime | None) -> None:
    assert only(f"<title>T</title><pubDate>{raw}</pubDate>").published == moment


@pytest.mark.parametrize(
    "raw",
    ["soon", "0000-00-00T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "Mon, 01 Jan 1900 00:00:00 GMT"],
)
def test_a_date_that_cannot_be_believed_is_none_and_told(raw: str) -> None:
    found = parse(feed(f"<guid>1</guid><pubDate>{raw}</pubDate>"))
    assert found.entries[0].published is None
    assert [(fault.code, fault.entry) for fault in found.faults] == [("date", "1")]


def test_a_missing_or_empty_date_is_no_fault() -> None:
    found = parse(feed("<guid>1</guid><pubDate></pubDate>", "<guid>2</guid>"))
    assert not found.faults


def test_an_unknown_time_zone_is_told() -> None:
    found = parse(feed("<guid>1</guid><pubDate>Thu, 17 Jan 2013 14:02:03 IST</pubDate>"))
    assert found.entries[0].published == datetime(2013, 1, 17, 14, 2, 3, tzinfo=UTC)
    assert codes(found) == {"date"}


def test_updated_is_given_only_where_the_feed_tells_it_apart() -> None:
    (entry,) = parse(ATOM).entries
    assert (entry.published, entry.updated) == (NOON, NOON.replace(minute=30))
    (entry,) = parse(ATOM.replace(b"<published>2013-01-17T20:00:00+01:00</published>", b"")).entries
    assert (entry.published, entry.updated) == (NOON.replace(minute=30), None)


def test_links_are_web_addresses_made_whole_or_nothing() -> None:
    assert only("<title>T</title><link>/2013/siege</link>").link == "https://wire.example/2013/siege"
    assert only("<title>T</title><link>javascript:alert(1)</link>").link == ""
    assert only("<title>T</title><link>https://user:pa55@a.example/x</link>").link == "https://a.example/x"
    assert "pa55" not in only("<title>T</title><guid>https://user:pa55@a.example/x</guid>").id
    assert parse(ATOM, address="https://b.example/feed").entries[0].link == "https://a.example/1"
    without = feed("<title>T</title><link>/x</link>").replace(b"<link>https://wire.example/</link>", b"")
    assert parse(without, address="https://b.example/feed").entries[0].link == "https://b.example/x"


def test_an_atom_entry_without_an_author_has_that_of_its_feed() -> None:
    assert parse(ATOM).entries[0].author == "The Desk"
    two = ATOM.replace(b"<summary>", b"<author><name>A</name></author><author><name>B</name></author><summary>")
    assert parse(two).entries[0].author == "A, B"
    assert only("<title>T</title><dc:creator>&lt;b&gt;A. Writer&lt;/b&gt;</dc:creator>").author == "A. Writer"


@pytest.mark.parametrize("at", range(len(BODY) - 30, BODY.index(b"<channel>"), -7))
def test_a_feed_cut_off_anywhere_gives_its_whole_entries(at: int) -> None:
    body = BODY[:at]
    whole = body.count(b"</item>")
    found = parse(body)
    assert [entry.title for entry in found.entries] == [f"Update {number + 1}" for number in range(whole)]
    assert not found.complete
    assert "cut_off" in codes(found)


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


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8", "iso-8859-1", ""),
        ("utf-8", "utf-8", "text/xml; charset=windows-1252"),
        ("utf-8", "us-ascii", "text/xml"),
        ("utf-16", "utf-16", ""),
        ("utf-16-le", "utf-16", ""),
        ("utf-32", "utf-32", ""),
        ("cp1252", "windows-1252", ""),
        ("cp1252", "iso-8859-1", ""),
        ("cp1252", "", "application/xml; charset=windows-1252"),
        ("gb18030", "gb2312", ""),
        ("utf-8-sig", "utf-8", ""),
    ],
)
def test_an_encoding_is_told_from_the_bytes_before_the_labels(encoding: str, declared: str, content_type: str) -> None:
    words = "“12 tués à Béjaïa”, señaló él; él señaló" if encoding != "gb18030" else "地震造成十二人死亡，三十人受伤"
    label = f' encoding="{declared}"' if declared else ""
    body = feed(item(1, words)).decode().replace(' encoding="utf-8"', label).encode(encoding)
    found = parse(body, content_type=content_type)
    assert found.entries[0].body == words
    assert not found.faults


@pytest.mark.parametrize("declared", ["x-unknown", "punycode", "idna", "rot13", "zlib"])
def test_an_encoding_that_is_none_is_told(declared: str) -> None:
    found = parse(feed(item(1)).replace(b'encoding="utf-8"', f'encoding="{declared}"'.encode()))
    assert found.entries[0].title == "Update 1"
    assert codes(found) == {"encoding"}


def test_one_bad_byte_spoils_one_character_only() -> None:
    body = feed(item(1, "Béjaïa, Zürich, señor, été, Ærø")).replace("ø".encode(), b"\xf8")
    found = parse(body)
    assert found.entries[0].body == "Béjaïa, Zürich, señor, été, Ær\ufffd"
    assert codes(found) == {"encoding"}


def test_a_latin_feed_without_a_label_is_read_as_windows_1252() -> None:
    body = feed(item(1, "tué à Béjaïa")).decode().replace(' encoding="utf-8"', "").encode("cp1252")
    found = parse(body)
    assert found.entries[0].body == "tué à Béjaïa"
    assert codes(found) == {"encoding"}


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


FORBIDDEN = {"Cc", "Cs"}


def assert_clean(found: Feed) -> None:
    """No text of a feed holds what a terminal would obey."""
    texts = [
        found.title,
        found.link,
        *(fault.message for fault in found.faults),
        *(f.entry or "" for f in found.faults),
    ]
    for entry in found.entries:
        texts += [entry.id, entry.title, entry.link, entry.author]
        assert not dirt(entry.body.replace("\n", ""))
    assert not [text for text in texts if dirt(text)]


def dirt(text: str) -> list[str]:
    return [
        character
        for character in text
        if unicodedata.category(character) in FORBIDDEN
        or character
        in "\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
        or "\U000e0000" <= character <= "\U000e0fff"
    ]


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
