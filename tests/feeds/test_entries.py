"""One item to one clean entry: title, words, dates, links, author."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsdesk.feeds.parse import parse
from tests.feeds.bodies import ATOM, codes, feed, only

NOON = datetime(2013, 1, 17, 19, tzinfo=UTC)


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


@pytest.mark.parametrize(
    "title", ["&lt;script&gt;1&lt;/script&gt;", "&lt;img src=x onerror=alert(1)&gt;", "&lt;style&gt;a&lt;/style&gt;"]
)
def test_a_title_of_nothing_but_tags_is_shown_as_it_stands(title: str) -> None:
    shown = title.replace("&lt;", "<").replace("&gt;", ">")
    assert only(f"<title>{title}</title>").title == shown


def test_the_tags_of_a_plain_title_in_atom_are_its_words() -> None:
    titled = b'<title type="text">&lt;b&gt;12&lt;/b&gt; &amp;amp; more</title>'
    assert parse(ATOM.replace(b"<title>One</title>", titled)).entries[0].title == "<b>12</b> &amp; more"
    marked = titled.replace(b"text", b"html")
    assert parse(ATOM.replace(b"<title>One</title>", marked)).entries[0].title == "12 & more"


def test_an_id_that_is_no_address_is_no_link() -> None:
    found = parse(
        feed("<guid>1</guid><title>A</title>", "<guid>/2</guid><title>B</title>"), address="https://a.example"
    )
    assert [entry.link for entry in found.entries] == ["", "https://wire.example/2"]
    assert [entry.id for entry in found.entries] == ["1", "/2"]


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
    found = parse(feed(f"<guid>1</guid><title>A</title><pubDate>{raw}</pubDate>"))
    assert found.entries[0].published is None
    assert [(fault.code, fault.entry) for fault in found.faults] == [("date", "1")]


def test_a_missing_or_empty_date_is_no_fault() -> None:
    found = parse(feed("<guid>1</guid><title>A</title><pubDate></pubDate>", "<guid>2</guid><title>B</title>"))
    assert not found.faults


def test_an_unknown_time_zone_is_told() -> None:
    found = parse(feed("<guid>1</guid><title>A</title><pubDate>Thu, 17 Jan 2013 14:02:03 IST</pubDate>"))
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
