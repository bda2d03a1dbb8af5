"""The bundled incidents are whole: well-formed, dated, honest about their wording, and with every trap in."""

from __future__ import annotations

import html
import io
import re
import tomllib
import xml.etree.ElementTree as ET
from calendar import timegm
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import feedparser
import pytest

SAMPLES = Path(__file__).resolve().parents[1] / "sample_feeds"
EXPECTED = Path(__file__).with_name("samples.toml")
ATOM, RDF, RSS1 = (
    "{http://www.w3.org/2005/Atom}",
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}",
    "{http://purl.org/rss/1.0/}",
)
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
ADDRESS_ATTRIBUTES = ("href", "xmlUrl", "htmlUrl", f"{RDF}about", f"{RDF}resource")


@dataclass(frozen=True)
class Sample:
    """What an incident's folder must hold, as samples.toml has it."""

    months: str
    """The months that each channel's sentence names."""
    first: datetime
    last: datetime
    outlets: int
    entries: int
    strays: list[str]
    copies: list[list[str]]
    traps: list[list[str]]


INCIDENTS = {name: Sample(**table) for name, table in tomllib.loads(EXPECTED.read_text("utf-8")).items()}
TRAPS = [(name, outlet, pattern) for name, sample in INCIDENTS.items() for outlet, pattern in sample.traps]

each_incident = pytest.mark.parametrize("name", INCIDENTS)


@dataclass(frozen=True)
class Item:
    """An entry as a plain XML reader sees it."""

    outlet: str
    id: str
    title: str
    text: str
    at: datetime


def feed_files(name: str) -> list[Path]:
    """The incident's feeds, one for each outlet."""
    return sorted((SAMPLES / name).glob("*.xml"))


@cache
def parsed(path: Path) -> Any:
    """A feed as feedparser sees it; only ever given bytes."""
    return feedparser.parse(io.BytesIO(path.read_bytes()))


@cache
def items(name: str) -> tuple[Item, ...]:
    """Every entry of the incident, its text free of markup."""
    return tuple(item for path in feed_files(name) for item in read_items(path))


def read_items(path: Path) -> Iterator[Item]:
    """The entries of one feed, in the feed's order."""
    for entry in parsed(path).entries:
        body = entry.content[0].value if entry.get("content") else entry.summary
        text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
        # feedparser passes "published" off as "updated", with a warning, where an entry has only that.
        moment = dict.get(entry, "updated_parsed") or entry.published_parsed
        yield Item(path.stem, entry.id, entry.title, text, datetime.fromtimestamp(timegm(moment), UTC))


def facts(name: str) -> dict[str, Any]:
    """The incident's own file."""
    return tomllib.loads((SAMPLES / name / "incident.toml").read_text("utf-8"))


def words(text: str) -> list[str]:
    """The words of a text, without case and without signs."""
    return re.findall(r"\w+", text.lower())


def watched(item: Item, rows: list[str]) -> bool:
    """Whether every word of some row of watch words stands in the entry."""
    there = set(words(f"{item.title} {item.text}"))
    return any(set(row.split()) <= there for row in rows)


def opml_outlines(name: str) -> list[ET.Element]:
    """The outlines of the incident's subscriptions that name a feed."""
    return list(ET.parse(SAMPLES / name / "subscriptions.opml").iterfind("body//outline"))


def channel_sentence(root: ET.Element) -> str:
    """What the channel says about itself."""
    places = (f"{ATOM}subtitle", "channel/description", f"{RSS1}channel/{RSS1}description")
    return next(text for place in places if (text := root.findtext(place)))


def test_every_bundled_folder_is_tested() -> None:
    assert {place.name for place in SAMPLES.iterdir() if place.is_dir()} == set(INCIDENTS)


@each_incident
def test_every_feed_is_well_formed_utf8_and_parses_without_a_fault(name: str) -> None:
    for path in feed_files(name):
        ET.fromstring(path.read_bytes())
        assert path.read_text("utf-8").startswith('<?xml version="1.0" encoding="UTF-8"?>')
        assert not parsed(path).bozo, path.name


@each_incident
def test_there_are_enough_outlets_and_entries(name: str) -> None:
    assert len(feed_files(name)) >= INCIDENTS[name].outlets
    assert len(items(name)) >= INCIDENTS[name].entries


@each_incident
def test_every_entry_is_dated_within_the_incident(name: str) -> None:
    sample = INCIDENTS[name]
    assert [item for item in items(name) if not sample.first <= item.at < sample.last] == []


@each_incident
def test_every_feed_lists_its_newest_entry_first(name: str) -> None:
    for path in feed_files(name):
        times = [item.at for item in read_items(path)]
        assert times == sorted(times, reverse=True), path.name


@each_incident
def test_all_three_formats_are_used_several_times(name: str) -> None:
    kinds = [parsed(path).version for path in feed_files(name)]
    assert set(kinds) == {"rss20", "atom10", "rss10"}
    assert all(kinds.count(kind) >= 2 for kind in set(kinds))


@each_incident
def test_every_rdf_entry_has_a_dublin_core_date(name: str) -> None:
    for path in feed_files(name):
        for item in ET.parse(path).iterfind(f"{RSS1}item"):
            assert item.findtext(f"{DUBLIN_CORE}date"), path.name


@each_incident
def test_every_channel_says_that_it_is_a_reconstruction(name: str) -> None:
    for path in feed_files(name):
        assert channel_sentence(ET.parse(path).getroot()) == (
            f"A reconstruction for practice: the facts as {parsed(path).feed.title} reported them in"
            f" {INCIDENTS[name].months}; the wording is newsdesk's."
        )


@each_incident
def test_subscriptions_name_every_feed_and_nothing_else(name: str) -> None:
    outlines = opml_outlines(name)
    assert sorted(outline.attrib["xmlUrl"] for outline in outlines) == [path.name for path in feed_files(name)]
    for outline in outlines:
        title = parsed(SAMPLES / name / outline.attrib["xmlUrl"]).feed.title
        assert (outline.attrib["text"], outline.attrib["title"], outline.attrib["type"]) == (title, title, "rss")


@each_incident
def test_subscriptions_are_opml_two(name: str) -> None:
    root = ET.parse(SAMPLES / name / "subscriptions.opml").getroot()
    assert (root.tag, root.attrib["version"]) == ("opml", "2.0")
    assert root.findtext("head/title")


@each_incident
def test_the_incident_has_its_keys(name: str) -> None:
    story = facts(name)
    assert story["id"] == name
    assert all(story[key] for key in ("title", "place", "aliases", "watch"))
    assert re.fullmatch(r"[A-Z]{2}", story["country"])
    assert isinstance(story["universal_roles"], list)
    assert isinstance(story["parties"], list)
    assert INCIDENTS[name].first <= story["started"] <= story["opens"] < INCIDENTS[name].last


@each_incident
def test_no_name_belongs_to_two_voices(name: str) -> None:
    names = [alias for origin, others in facts(name)["aliases"].items() for alias in (origin, *others)]
    assert sorted(names) == sorted(set(names))


@each_incident
def test_watch_words_are_lower_case(name: str) -> None:
    assert [row for row in facts(name)["watch"] if row != row.lower().strip() or not row] == []


@each_incident
def test_watch_words_lead_every_entry_to_the_incident_but_the_strays(name: str) -> None:
    rows = facts(name)["watch"]
    assert {item.title for item in items(name) if not watched(item, rows)} == set(INCIDENTS[name].strays)


@each_incident
def test_watch_words_lead_no_entry_to_another_incident(name: str) -> None:
    others = [other for other in INCIDENTS if other != name]
    assert [item.id for other in others for item in items(other) if watched(item, facts(name)["watch"])] == []


@each_incident
def test_ids_are_unique(name: str) -> None:
    ids = [item.id for item in items(name)]
    assert len(ids) == len(set(ids))


@each_incident
def test_no_link_points_at_a_real_publisher(name: str) -> None:
    for path in [*feed_files(name), SAMPLES / name / "subscriptions.opml"]:
        for element in ET.parse(path).iter():
            texts = [element.text or ""] if element.tag.rpartition("}")[2] in ("link", "guid", "id") else []
            for address in texts + [element.attrib[key] for key in ADDRESS_ATTRIBUTES if key in element.attrib]:
                assert not address.strip() or is_ours(address, name, path), (path.name, address)


def is_ours(address: str, name: str, path: Path) -> bool:
    """Whether an address is one that leads nowhere, or a file beside the subscriptions."""
    stem = "" if path.suffix == ".opml" else f"{path.stem}/"
    ours = address.startswith(f"https://example.org/newsdesk/{name}/{stem}")
    return ours or (path.suffix == ".opml" and (path.parent / address).is_file())


@each_incident
def test_no_text_holds_an_address(name: str) -> None:
    assert [item.id for item in items(name) if re.search(r"https?:|www\.", item.text)] == []


@each_incident
def test_every_update_is_short_and_has_a_title(name: str) -> None:
    assert [item.id for item in items(name) if not item.title or not 60 <= len(item.text) <= 1200] == []


@pytest.mark.parametrize(("name", "outlet", "pattern"), TRAPS)
def test_each_trap_is_in(name: str, outlet: str, pattern: str) -> None:
    texts = [item.text for item in items(name) if item.outlet == outlet]
    assert [text for text in texts if re.search(pattern, text)] != []


@each_incident
def test_twelve_words_in_a_row_repeat_across_outlets_only_in_credited_copies(name: str) -> None:
    outlets: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for item in items(name):
        spoken = words(item.text)
        for start in range(len(spoken) - 11):
            outlets[tuple(spoken[start : start + 12])].add(item.outlet)
    shared = {tuple(sorted(who)) for who in outlets.values() if len(who) > 1}
    copies = {tuple(sorted(copy[:2])) for copy in INCIDENTS[name].copies}
    chains = {pair for pair in shared if len(pair) == 2}
    assert chains == copies
    assert all(set(who) <= {outlet for copy in INCIDENTS[name].copies for outlet in copy[:2]} for who in shared)


@each_incident
def test_a_copy_credits_its_agency(name: str) -> None:
    for outlet, _, credit in INCIDENTS[name].copies:
        assert [item for item in items(name) if item.outlet == outlet and credit in item.text] != [], outlet


@pytest.mark.parametrize(
    ("moment", "said"),
    [(datetime(2013, 1, 17, 16, 0, tzinfo=UTC), False), (datetime(2013, 1, 17, 19, 0, tzinfo=UTC), True)],
)
def test_reuters_has_its_count_of_escaped_foreigners_by_the_evening_only(moment: datetime, said: bool) -> None:
    texts = [item.text for item in items("in-amenas") if item.outlet == "reuters" and item.at <= moment]
    assert any(re.search(r"foreign\w*( hostages)? escaped|escaped foreign", text) for text in texts) is said
