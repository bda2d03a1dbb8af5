"""Feeds that other people made: nothing lost, nothing raised but words, nothing let through."""

from __future__ import annotations

import json
import re
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from newsdesk import text
from newsdesk.errors import FeedFailed
from newsdesk.feeds import files
from newsdesk.feeds.parse import parse
from newsdesk.model import Feed
from tests.feeds.bodies import assert_clean
from tests.feeds.conftest import SHARED

pytestmark = pytest.mark.corpus

SUITES = sorted(
    folder.name
    for folder in (SHARED.iterdir() if SHARED.is_dir() else ())
    if folder.is_dir() and folder.name not in ("attack", "publishers", "sequences", "listparser")
)
FAILURES = {
    "html_instead.xml": "This is not a feed: it is a web page.",
    "json_instead.json": "This is not a feed: it is other JSON.",
    "gzip_twice.xml.gz": "The feed is compressed more than once.",
    "xml_deep.xml": "The feed nests elements more than 200 deep.",
    "truncated_10.xml": "The feed is cut off before anything could be read.",
}


def outcome(body: bytes) -> Feed | FeedFailed:
    try:
        return parse(body)
    except FeedFailed as failure:
        return failure


def names_of(element: ElementTree.Element) -> set[str]:
    return {child.tag.rpartition("}")[2] for child in element}


def test_every_item_of_every_publisher_is_an_entry(shared: Path) -> None:
    for file in sorted((shared / "publishers").iterdir()):
        body = file.read_bytes()
        elements = [
            item for item in ElementTree.fromstring(body).iter() if item.tag.rpartition("}")[2] in ("item", "entry")
        ]
        found = parse(body)
        assert len(found.entries) == len(elements), file.name
        assert found.complete
        assert len({entry.id for entry in found.entries}) == len(found.entries)
        assert all(entry.title or entry.body for entry in found.entries)
        assert_clean(found)
        titles = {text.line(item.findtext("title", "")) for item in elements}
        plain = {title for title in titles if not re.search("[<&]", title)}
        assert plain <= {entry.title for entry in found.entries} | {""}, file.name


def test_every_attack_is_read_clean_or_fails_in_words_within_its_time(shared: Path) -> None:
    for file in sorted((shared / "attack").iterdir()):
        if file.suffix in (".jsonl", ".opml"):
            continue
        started = time.monotonic()
        found = outcome(files.read(file))
        assert time.monotonic() - started < 5, file.name
        if isinstance(found, Feed):
            assert_clean(found)
            assert file.name not in FAILURES, file.name
        else:
            assert found.what
            assert found.what == FAILURES.get(file.name, found.what)
            assert file.name in FAILURES or file.name.startswith("fuzz_raise"), file.name


@pytest.mark.parametrize("name", ["truncated_200", "truncated_4499", "truncated_8995"])
def test_a_truncated_attack_is_incomplete(shared: Path, name: str) -> None:
    found = parse((shared / "attack" / f"{name}.xml").read_bytes())
    assert not found.complete


def test_an_edit_keeps_the_id_and_changes_the_words(shared: Path) -> None:
    first, second, third = (
        parse((shared / "attack" / f"{name}.xml").read_bytes()) for name in ("edit_v1", "edit_v2", "edit_v3_vanish")
    )
    assert [entry.id for entry in first.entries] == [entry.id for entry in second.entries] == ["q1"]
    assert first.entries[0].title != second.entries[0].title
    assert "q1" not in [entry.id for entry in third.entries]


@pytest.mark.parametrize("suite", SUITES)
def test_no_feed_of_others_raises_anything_but_words(shared: Path, suite: str) -> None:
    read = 0
    for file in sorted((shared / suite).rglob("*")):
        if file.is_file() and file.suffix in (".xml", ".rss", ".atom", ".json", ""):
            found = outcome(file.read_bytes())
            if isinstance(found, Feed):
                read += 1
                assert_clean(found)
            else:
                assert found.what
                assert found.hint
    assert read


def test_what_a_careful_reader_expects_of_its_cases_is_found(shared: Path) -> None:
    """Miniflux's own conditions on counts, titles, authors and links, as far as the conventions are shared.

    It makes up a title from the text and a link from the feed where an item has none; here they stay empty.
    """
    met, missed = 0, []
    for row in (shared / "manifest.jsonl").read_text("utf-8").splitlines():
        case = json.loads(row)
        if case["suite"] != "miniflux-inline" or case["kind"] == "opml":
            continue
        found = parse((shared / case["path"]).read_bytes())
        for condition in case["expect"]["asserts"]:
            expected = expectation(condition, found)
            if expected is None or expected[1] == "":
                continue
            met += expected[0] == expected[1]
            missed += [f"{case['path']}: {condition}: {expected[1]}"] if expected[0] != expected[1] else []
    assert met > 150
    assert len(missed) <= 12, "\n".join(missed)


def expectation(condition: str, found: Feed) -> tuple[str, str] | None:
    """What a condition wants, and what was found; nothing where it speaks of something else."""
    count = re.match(r"if len\(feed\.Entries\) != (\d+)", condition)
    if count:
        return count[1], str(len(found.entries))
    wanted = re.match(r"if feed\.(?:Entries\[(\d)\]\.)?(Title|URL|Author) != (\".*\"|`.*`) \{", condition)
    if not wanted or (wanted[1] and int(wanted[1]) >= len(found.entries)):
        return None
    value = json.loads(wanted[3]) if wanted[3].startswith('"') else wanted[3][1:-1]
    if not wanted[1]:
        return (" ".join(value.split()), found.title) if wanted[2] == "Title" else None
    entry = found.entries[int(wanted[1])]
    return value, {"Title": entry.title, "URL": entry.link, "Author": entry.author}[wanted[2]]
