"""Saved feeds come in by the same way as polled ones, a bad one beside the good ones, and twice is once."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsdesk.desk import Desk, SourceTaken
from newsdesk.desk.review import NotOpened, review
from newsdesk.errors import CallWrong
from newsdesk.model import Measure, Outcome
from newsdesk.store.memory import MemoryStore

NOW = datetime(2013, 1, 18, 12, tzinfo=UTC)


def rss(title: str, *items: tuple[str, str, str]) -> str:
    listed = "".join(
        f"<item><guid isPermaLink='false'>{guid}</guid><title>{words}</title><pubDate>{date}</pubDate></item>"
        for guid, words, date in items
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title>{listed}</channel></rss>"


def with_link(title: str, link: str, *items: tuple[str, str, str]) -> str:
    return rss(title, *items).replace("</title>", f"</title><link>{link}</link>", 1)


ESCAPE = ("1", "Twenty hostages escape plant in Algeria", "Thu, 17 Jan 2013 11:30:00 GMT")
TITLES = {"post-1": "Morning", "post-2": "Evening"}
SEVEN = ("2", "Seven hostages killed at plant in Algeria", "Thu, 17 Jan 2013 12:30:00 GMT")


def desk() -> Desk:
    return Desk(MemoryStore(), clock=lambda: NOW)


async def take(desk: Desk, *paths: Path) -> Sequence[SourceTaken]:
    return [taken async for taken in review(desk, paths) if isinstance(taken, SourceTaken)]


async def test_a_folder_brings_its_sources_updates_figures_and_incident(tmp_path: Path) -> None:
    (tmp_path / "ap.xml").write_text(rss("Associated Press", ESCAPE, SEVEN))
    (tmp_path / "reuters.xml").write_text(rss("Reuters", ESCAPE))
    (tmp_path / "incident.toml").write_text('id = "siege"\ntitle = "Plant siege"\ncountry = "DZ"\nwatch = ["plant"]\n')
    with desk() as opened:
        await take(opened, tmp_path)
        assert [source.title for source in opened.sources()] == ["Associated Press", "Reuters"]
        assert len(opened.updates(incident="siege")) == 3
        figures = [figure for update in opened.updates() for figure in opened.figures(update)]
        assert {(figure.measure, figure.value) for figure in figures} == {(Measure.ESCAPED, 20), (Measure.KILLED, 7)}


async def test_the_same_files_again_bring_nothing(tmp_path: Path) -> None:
    (tmp_path / "ap.xml").write_text(rss("AP", ESCAPE))
    with desk() as opened:
        await take(opened, tmp_path)
        (again,) = await take(opened, tmp_path)
        assert (again.new, again.changed, again.health.outcome) == ((), (), Outcome.UNCHANGED)
        assert len(opened.updates()) == 1


async def test_captures_of_one_source_make_versions_in_the_order_of_capture(tmp_path: Path) -> None:
    folder = tmp_path / "ap"
    folder.mkdir()
    edited = ("1", "Twenty-five hostages escape plant in Algeria", "Thu, 17 Jan 2013 11:30:00 GMT")
    (folder / "0010_2013-01-17T150000.xml").write_text(rss("AP", edited))
    (folder / "0009_2013-01-17T120000.xml").write_text(rss("AP", ESCAPE))
    with desk() as opened:
        await take(opened, folder)
        (update,) = opened.updates()
        assert [version.title for version in update.versions] == [ESCAPE[1], edited[1]]
        assert update.latest.at == datetime(2013, 1, 17, 15, tzinfo=UTC)
        assert [figure.value for figure in opened.figures(update)] == [25]
        assert [figure.value for figure in opened.figures(update, 0)] == [20]


async def test_a_file_that_is_no_feed_is_told_in_words_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<html><body>Not found</body></html>")
    (tmp_path / "b.xml").write_text(rss("AP", ESCAPE))
    with desk() as opened:
        first, second = [taken async for taken in review(opened, [tmp_path])]
        assert isinstance(first, NotOpened)
        assert (first.source, first.name) == ("a", "a.xml")
        assert "not a feed" in first.failure.what
        assert isinstance(second, SourceTaken)
        assert second.health.outcome is Outcome.NEW
        assert [source.id for source in opened.sources()] == ["b"]


async def test_a_file_whose_source_was_removed_brings_it_back_only_where_it_is_a_feed(tmp_path: Path) -> None:
    (tmp_path / "ap.xml").write_text(rss("AP", ESCAPE))
    with desk() as opened:
        await take(opened, tmp_path)
        opened.remove_source("ap")
        (tmp_path / "ap.xml").write_text("gone")
        assert not await take(opened, tmp_path)
        assert not opened.sources()


async def test_a_source_that_fails_keeps_what_it_had(tmp_path: Path) -> None:
    (tmp_path / "ap.xml").write_text(rss("AP", ESCAPE))
    with desk() as opened:
        await take(opened, tmp_path)
        (tmp_path / "ap.xml").write_text("gone")
        (taken,) = await take(opened, tmp_path)
        assert (taken.health.outcome, taken.health.failures) == (Outcome.FAILED, 1)
        assert taken.health.succeeded is not None
        assert len(opened.updates()) == 1


@pytest.mark.parametrize("name", ["nowhere", "empty"])
async def test_nothing_to_open_is_a_wrong_call(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with desk() as opened, pytest.raises(CallWrong):
        await take(opened, tmp_path / name)


async def test_an_incident_file_that_cannot_be_read_is_a_wrong_call(tmp_path: Path) -> None:
    (tmp_path / "ap.xml").write_text(rss("AP", ESCAPE))
    (tmp_path / "incident.toml").write_bytes('id = "a"\ntitle = "Grève"'.encode("latin-1"))
    with desk() as opened, pytest.raises(CallWrong, match="not in UTF-8"):
        await take(opened, tmp_path)


async def test_two_files_that_give_themselves_one_title_are_two_voices(tmp_path: Path) -> None:
    (tmp_path / "reuters.xml").write_text(rss("Reuters", ESCAPE))
    (tmp_path / "stranger.xml").write_text(rss("Reuters", SEVEN))
    with desk() as opened:
        await take(opened, tmp_path)
        assert [source.title for source in opened.sources()] == ["Reuters", "Reuters (stranger)"]


async def test_an_old_file_opened_again_after_a_newer_one_changes_nothing(tmp_path: Path) -> None:
    edited = ("1", "Twenty-five hostages escape plant in Algeria", "Thu, 17 Jan 2013 11:30:00 GMT")
    old, new = tmp_path / "ap_2013-01-17T120000.xml", tmp_path / "ap_2013-01-17T150000.xml"
    old.write_text(rss("AP", ESCAPE))
    new.write_text(rss("AP", edited))
    with desk() as opened:
        await take(opened, new)
        (again,) = await take(opened, old)
        assert again.changed == ()
        assert [version.title for version in opened.updates()[0].versions] == [edited[1]]


async def test_files_of_one_name_in_two_folders_are_one_source_only_where_they_are_one_feed(tmp_path: Path) -> None:
    bodies = {
        "en": with_link("News", "https://en.example/", ESCAPE),
        "fr": with_link("Nouvelles", "https://fr.example/", ESCAPE),
        "en2": with_link("News, later", "http://www.en.example", SEVEN),
    }
    for folder, body in bodies.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "top.xml").write_text(body)
    with desk() as opened:
        for _ in range(2):
            await take(opened, *(tmp_path / folder for folder in bodies))
        assert {source.id for source in opened.sources()} == {"top", "fr-top"}
        assert dict(opened.counts()) == {"top": 2, "fr-top": 1}


async def test_numbered_files_of_one_feed_are_one_source_and_of_two_feeds_two(tmp_path: Path) -> None:
    edited = ("1", "Thirty hostages escape plant in Algeria", ESCAPE[2])
    bodies = {
        "post-1": with_link("Harbour Post", "https://post.example/", ESCAPE),
        "post-2": with_link("Harbour Post", "https://www.post.example", edited, SEVEN),
        "post-3": with_link("Harbour Post: sport", "https://post.example/", SEVEN),
        "post-4": with_link("Harbour Post", "https://post.example/sport", SEVEN),
        "post-5": with_link("Harbour Post", "https://post.example/?desk=9", SEVEN),
        "post-6": rss("Harbour Post", SEVEN),
        "post": with_link("Harbour Post", "https://post.example", ESCAPE),
        "town-7": rss("Harbour Post", SEVEN),
    }
    for name, body in bodies.items():
        (tmp_path / f"{name}.xml").write_text(body)
    with desk() as opened:
        for _ in range(2):
            await take(opened, *(tmp_path / f"{name}.xml" for name in bodies))
        assert dict(opened.counts()) == {"post": 2, "post-3": 1, "post-4": 1, "post-5": 1, "post-6": 1, "town-7": 1}
        first = next(update for update in opened.updates() if update.ref == ("post", "1"))
        assert [version.title for version in first.versions] == [ESCAPE[1], edited[1]]


async def test_numbered_files_that_a_list_calls_by_two_names_are_two_sources(tmp_path: Path) -> None:
    for name in ("post-1", "post-2"):
        (tmp_path / f"{name}.xml").write_text(with_link("Harbour Post", "https://post.example/", ESCAPE))
    outlines = "".join(f'<outline text="{title}" xmlUrl="{name}.xml"/>' for name, title in TITLES.items())
    (tmp_path / "subscriptions.opml").write_text(f"<opml version='2.0'><body>{outlines}</body></opml>")
    with desk() as opened:
        await take(opened, tmp_path)
        assert {source.id: source.title for source in opened.sources()} == TITLES


async def test_a_folder_without_a_feed_leaves_no_incident(tmp_path: Path) -> None:
    (tmp_path / "incident.toml").write_text('id = "fire"\ntitle = "Fire"\n')
    desk = Desk(MemoryStore())
    with pytest.raises(CallWrong, match="no saved feed"):
        await take(desk, tmp_path)
    assert desk.incidents() == []
