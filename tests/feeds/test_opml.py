"""Lists of subscriptions in and out; what is not taken is told."""

from __future__ import annotations

import time
import xml.etree.ElementTree as ElementTree
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk import text
from newsdesk.errors import FeedFailed
from newsdesk.feeds import opml
from newsdesk.model import Grade, Source


def listing(*outlines: str) -> bytes:
    return f'<opml version="2.0"><head><title>L</title></head><body>{"".join(outlines)}</body></opml>'.encode()


def test_feeds_are_found_at_any_depth_with_their_titles() -> None:
    found = opml.read(
        listing(
            '<outline text="World"><outline text="AP" title="x" xmlUrl="https://ap.example/f"/>'
            '<outline title="R &amp; D" xmlUrl="http://r.example/f?a=1&amp;b=2"/></outline>',
            '<outline xmlUrl="https://untitled.example/f"/>',
        )
    )
    assert [(outline.title, outline.address) for outline in found.outlines] == [
        ("AP", "https://ap.example/f"),
        ("R & D", "http://r.example/f?a=1&b=2"),
        ("", "https://untitled.example/f"),
    ]
    assert not found.refused


@pytest.mark.parametrize(
    "address",
    (
        "file:///etc/passwd javascript:alert(1) exec:id filter:x:http://a.example //a.example/f C:\\x"
        " ../secret.xml /etc/feeds.xml a/../../b.xml data:text/xml,x"
    ).split(),
)
def test_what_is_not_polled_is_told_with_its_reason(address: str) -> None:
    found = opml.read(listing(f'<outline text="s" xmlUrl="{address}"/>'))
    assert not found.outlines
    assert found.refused == ((address, "only http and https addresses are polled"),)


@pytest.mark.parametrize(
    ("address", "shown", "why"),
    [
        ("http://", "http://", "it is not an address of any host"),
        ("http://a b/", "http://a b/", "a space, a backslash or a sign that cannot be seen makes it no address"),
        ("http://a\x7f.example/", "http://a\\x7f.example/", "a space, a backslash or a sign that cannot be seen"),
        ("http://a&#x202e;.example/", "http://a\\u202e.example/", "a space, a backslash or a sign that cannot be seen"),
    ],
)
def test_an_address_that_is_none_is_told_as_it_was_given(address: str, shown: str, why: str) -> None:
    ((what, reason),) = opml.read(listing(f'<outline text="s" xmlUrl="{address}"/>')).refused
    assert what == shown
    assert reason.startswith(why)


def test_other_lists_and_pages_are_told_and_not_followed() -> None:
    found = opml.read(
        listing(
            '<outline text="L" type="include" url="https://a.example/l.opml"/>',
            '<outline text="P" xmlUrl="" htmlUrl="https://a.example/"/>',
        )
    )
    assert [why for _, why in found.refused] == [
        "it is another list, which is not followed",
        "it is a web page without a feed",
    ]


@pytest.mark.parametrize("host", ["localhost:80", "127.0.0.1", "[::1]", "0x7f.1", "10.0.0.1", "wire.internal"])
def test_a_private_address_is_marked(host: str) -> None:
    (outline,) = opml.read(listing(f'<outline text="s" xmlUrl="http://{host}/f"/>')).outlines
    assert outline.local


def test_files_beside_a_bundled_list_are_told_from_addresses() -> None:
    (outline,) = opml.read(listing('<outline text="AP" xmlUrl="feeds/ap.xml"/>')).outlines
    assert (outline.title, outline.address, outline.file) == ("AP", "", "feeds/ap.xml")


def test_titles_pass_the_gate() -> None:
    (outline,) = opml.read(listing('<outline text="A&#x202e;P&#27;]0;x&#7;" xmlUrl="https://ap.example/f"/>')).outlines
    assert outline.title == "AP]0;x"


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", "This is not a list of subscriptions."),
        (b"hello", "This is not a list of subscriptions."),
        (b"<rss><channel/></rss>", "This is not a list of subscriptions."),
        (b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml/>', "The list declares entities, which is how"),
        (listing('<outline text="a">' * 100), "The list nests outlines more than 50 deep."),
        (listing('<outline xmlUrl="http://a.example/f">' * 20_000), "The list nests outlines more than 50 deep."),
        (b" " * 11_000_000, "The list is larger than 10 MB."),
    ],
)
def test_what_is_no_list_or_an_attack_fails_in_words(body: bytes, what: str) -> None:
    with pytest.raises(FeedFailed) as caught:
        opml.read(body)
    assert caught.value.what.startswith(what)
    assert caught.value.hint


def test_a_list_without_end_is_capped_and_told_soon() -> None:
    body = listing(*(f'<outline text="t{n}" xmlUrl="http://a{n}.example/f"/>' for n in range(20_500)))
    started = time.monotonic()
    found = opml.read(body)
    assert time.monotonic() - started < 20
    assert len(found.outlines) == 20_000
    assert found.refused == (("500 more", "only the first 20,000 are read"),)


def test_a_list_in_another_encoding_is_read() -> None:
    body = '<?xml version="1.0" encoding="iso-8859-1"?><opml><body><outline text="Público" xmlUrl="https://p.example/"/></body></opml>'
    assert opml.read(body.encode("latin-1")).outlines[0].title == "Público"
    assert opml.read(body.encode("utf-16")).outlines[0].title == "Público"


titles = st.text(min_size=1, max_size=50).map(lambda raw: text.line(raw, 200)).filter(bool)
paths = st.text(min_size=0, max_size=30).map(lambda raw: text.link(f"https://wire.example/{raw.strip()}")).filter(bool)
sources = st.builds(
    Source,
    id=st.just("wire"),
    title=titles,
    address=paths,
    link=st.just("https://a.example/?a=1&b=2"),
    grade=st.sampled_from(Grade),
)


@given(st.lists(sources, max_size=5, unique_by=lambda source: source.address))
def test_what_is_written_reads_back(written: list[Source]) -> None:
    body = opml.write(written)
    ElementTree.fromstring(body)
    found = opml.read(body)
    assert [(outline.title, outline.address, outline.grade) for outline in found.outlines] == [
        (source.title, source.address, source.grade) for source in written
    ]
    assert not found.refused


def test_removed_sources_and_those_without_an_address_are_not_written() -> None:
    gone = Source(id="a", title="A", address="https://a.example/f", removed=True)
    assert opml.read(opml.write([gone, Source(id="b", title="B")])).outlines == ()


@pytest.mark.corpus
def test_no_list_of_others_raises_anything_but_words(shared: Path) -> None:
    read = 0
    for file in [*(shared / "listparser").rglob("*.xml"), *shared.rglob("*.opml")]:
        with suppress(FeedFailed):
            read += len(opml.read(file.read_bytes()).outlines)
    assert read > 100
