"""The survey agrees with a real parser, and what is cut by it leaves a well-formed document."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.feeds import parse, repair
from newsdesk.feeds.skeleton import root_of, survey
from tests.feeds.bodies import BODY, feed, item

NAMES = "title description category enclosure comments media:thumbnail media:title media:description media:group b item"
words = st.sampled_from(["", "12 dead", "<![CDATA[<item>&</item>]]>", "<!-- </item> -->", "a/&gt;", "/>", " \n"])


def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    name = st.sampled_from(NAMES.split())
    full = st.builds(
        lambda tag, text, space: f"<{tag}{space}>{text}</{tag}{space}>", name, inner, st.sampled_from(["", "\n"])
    )
    return st.one_of(full, st.builds(lambda tag: f'<{tag} a="x&gt;/>"/>', name))


markup = st.recursive(
    words, lambda inner: st.lists(st.one_of(words, element(inner)), max_size=4).map("".join), max_leaves=12
)


@given(st.lists(markup, max_size=4))
def test_items_are_found_whole_and_what_is_left_out_breaks_nothing(items: list[str]) -> None:
    data = feed(*items)
    found = survey(data)
    assert not found.error
    root = ElementTree.fromstring(data)
    assert found.count == len(list(root.iter("item")))
    outermost = root.findall("channel/item")
    assert len(found.items) == len(outermost)
    for (start, end), real in zip(found.items, outermost, strict=True):
        bare = data[start:end].replace(b"media:", b"")
        assert len(list(ElementTree.fromstring(bare).iter())) == len(list(real.iter()))
    rest = survey(parse._without(data, found.asides))
    assert not rest.error
    assert len(rest.items) == len(found.items)


@given(st.integers(0, len(BODY)))
def test_a_document_cut_anywhere_closes_after_its_last_whole_item(at: int) -> None:
    found = survey(BODY[:at])
    if found.items and found.error:
        ElementTree.fromstring(BODY[: found.items[-1][1]] + found.closing)
    assert len(found.items) == BODY[:at].count(b"</item>")


@pytest.mark.parametrize(
    ("data", "root"),
    [
        (BODY, b"rss"),
        (b"<!-- <a> --><!DOCTYPE rdf:RDF><rdf:RDF>", b"rdf:RDF"),
        (b"<?xml?>\n<!----><feed/>", b"feed"),
        (b"<!-- never closed", b""),
        (b"words", b""),
        (b"", b""),
    ],
)
def test_the_root_is_the_first_element(data: bytes, root: bytes) -> None:
    assert root_of(data) == root


def test_the_end_of_the_root_is_what_makes_a_document_whole() -> None:
    assert survey(BODY.replace(b"</rss>\n", b"</rss")).cut_off
    assert survey(BODY.replace(b"</rss>", b"")).cut_off
    assert not survey(BODY + b"<p>junk</p>").cut_off
    assert not survey(feed(item(1, "<!-- never closed"), item(2))).cut_off


@given(st.text(alphabet="&#;x0123456789abcdefgampltnbsp <![CDATA]>", max_size=60))
def test_resolved_references_are_well_formed_outside_of_markup(raw: str) -> None:
    raw = raw.replace("<", "").replace("]]>", "")
    resolved = repair.resolve(f"<a>{raw}</a>".encode())
    ElementTree.fromstring(resolved)
    assert repair.resolve(resolved) == resolved


@pytest.mark.parametrize(
    ("raw", "resolved"),
    [
        (b"R&D &amp; &copy; &nbsp;", "R&amp;D &amp; © \u00a0".encode()),
        (b"&#7; &#xD800; &#65;", "\ufffd \ufffd &#65;".encode()),
        (b"<![CDATA[R&D]]> &x", b"<![CDATA[R&D]]> &amp;x"),
    ],
)
def test_references_are_resolved_as_a_browser_would(raw: bytes, resolved: bytes) -> None:
    assert repair.resolve(raw) == resolved
