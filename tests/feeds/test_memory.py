"""Only new items are parsed, and the result is that of reading all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.feeds.memory import Memory, Plan
from newsdesk.feeds.parse import parse, parts
from newsdesk.model import Feed
from tests.feeds.bodies import ATOM, BODY, CDF, JSON, RDF, feed, item


def read(memory: Memory, body: bytes, source: str = "wire") -> tuple[Feed, Plan]:
    """Read a body as a leash would, and how it was planned."""
    plan = memory.plan(source, body)
    if plan.feed is not None:
        return plan.feed, plan
    found = memory.merge(plan, parts(plan.body))
    if found is None:
        memory.forget(source)
        return read(memory, body, source)
    return found, plan


def test_a_second_reading_of_the_same_items_parses_nothing() -> None:
    memory = Memory()
    first, _ = read(memory, BODY)
    again, plan = read(memory, BODY.replace(b"<title>Wire</title>", b"<title>Wire</title><ttl>5</ttl>"))
    assert plan.feed == first == again == parse(BODY)


def test_one_new_item_is_parsed_alone() -> None:
    memory = Memory()
    read(memory, BODY)
    grown = feed(item(9), item(1), item(2), item(3))
    found, plan = read(memory, grown)
    assert plan.partial
    assert plan.body.count(b"<item>") == 1
    assert found == parse(grown)


def test_an_edited_item_is_new_and_a_vanished_one_is_gone() -> None:
    memory = Memory()
    read(memory, BODY)
    edited = feed(item(1), item(3, "Nineteen people were freed."))
    found, plan = read(memory, edited)
    assert plan.partial
    assert found == parse(edited)


def test_items_that_are_all_known_need_no_parsing_in_another_order() -> None:
    memory = Memory()
    read(memory, BODY)
    turned = feed(item(3), item(1))
    found, plan = read(memory, turned)
    assert plan.feed is not None
    assert found == parse(turned)


def test_what_enters_into_every_item_makes_all_of_them_new() -> None:
    memory = Memory()
    relative = feed("<title>T</title><link>/x</link>", item(2))
    read(memory, relative)
    moved = feed("<title>New</title>", "<title>T</title><link>/x</link>", item(2)).replace(
        b"wire.example/<", b"b.example/<"
    )
    assert read(memory, moved)[0] == parse(moved)
    other_root = relative.replace(b'version="2.0"', b'version="2.0" xml:base="https://c.example/"')
    found, plan = read(memory, other_root)
    assert not plan.partial
    assert found == parse(other_root)


@pytest.mark.parametrize(
    "body",
    [
        JSON,
        CDF,
        BODY.decode().encode("utf-16"),
        BODY[:-40],
        feed(item(1, "&nbsp;"), item(2)),
        feed(item(1, "<![CDATA[ <item> is how an item starts ]]>"), item(2)),
        feed(item(1)).replace(b"</item>", b"</item><!-- <item></item> -->"),
        feed(item(1), item(2)).replace(b"</item>\n<item>", b"</item>between<item>"),
        b"<rss><channel>" + b"<item>" * 50_000,
        b"",
    ],
)
def test_in_doubt_the_whole_body_is_read(body: bytes) -> None:
    memory = Memory()
    for _ in range(2):
        plan = memory.plan("wire", body)
        assert plan.body == body
        assert not plan.partial
        if body and not body.endswith(b"<item>"):
            memory.merge(plan, parts(body))


def test_a_new_item_that_is_broken_makes_the_whole_body_be_read() -> None:
    memory = Memory()
    read(memory, BODY)
    broken = feed(item(9, "a < b"), item(1), item(2), item(3))
    plan = memory.plan("wire", broken)
    assert plan.partial
    assert memory.merge(plan, parts(plan.body)) is None
    assert read(memory, broken)[0] == parse(broken)


def test_sources_do_not_share_what_is_remembered() -> None:
    memory = Memory()
    read(memory, BODY)
    assert memory.plan("other", BODY).feed is None


@given(st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=6), min_size=2, max_size=4))
def test_any_history_of_a_feed_reads_as_if_each_body_were_the_first(history: list[list[int]]) -> None:
    memory = Memory()
    for numbers in history:
        body = feed(*(item(number, f"The {number}th of {len(numbers) // 3}.") for number in numbers))
        assert read(memory, body)[0] == parse(body)


@pytest.mark.corpus
def test_every_capture_of_a_sequence_reads_as_if_it_were_the_first(shared: Path) -> None:
    for folder in sorted((shared / "sequences").iterdir()):
        if not folder.is_dir():
            continue
        memory, saved = Memory(), 0
        for file in sorted(folder.iterdir()):
            body = file.read_bytes()
            if body:
                found, plan = read(memory, body)
                saved += plan.partial or plan.feed is not None
                assert found == parse(body), file.name
        assert saved > 20


@pytest.mark.corpus
def test_every_publishers_feed_is_remembered(shared: Path) -> None:
    for file in sorted((shared / "publishers").iterdir()):
        memory, body = Memory(), file.read_bytes()
        found, _ = read(memory, body)
        assert memory.plan("wire", body).feed == found, file.name


@pytest.mark.parametrize("body", [RDF, ATOM])
def test_other_formats_are_remembered_too(body: bytes) -> None:
    memory = Memory()
    assert read(memory, body)[0] == parse(body)
    assert memory.plan("wire", body).feed is not None
