"""Feeds that tests are made of, and what must hold of every feed that was read."""

from __future__ import annotations

import unicodedata

from newsdesk.feeds.parse import parse
from newsdesk.model import Entry, Feed


def feed(*items: str, title: str = "Wire", head: str = "") -> bytes:
    """An RSS 2.0 feed of the given items' inner markup."""
    rows = "".join(f"<item>{item}</item>\n" for item in items)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{title}</title><link>https://wire.example/</link>{head}\n{rows}</channel></rss>\n"
    ).encode()


def item(number: int, words: str = "") -> str:
    """The inner markup of an ordinary item."""
    return (
        f"<title>Update {number}</title><link>https://wire.example/{number}</link><guid>https://wire.example/{number}</guid>"
        f"<pubDate>Thu, 17 Jan 2013 19:{number % 60:02}:00 +0000</pubDate>"
        f"<description>{words or f'Officials say {number} people were freed.'}</description>"
    )


BODY = feed(item(1), item(2), item(3))


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


def only(inner: str) -> Entry:
    """The one entry of a feed with this one item."""
    entries = parse(feed(inner)).entries
    assert len(entries) == 1
    return entries[0]


def codes(found: Feed) -> set[str]:
    return {fault.code for fault in found.faults}


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
