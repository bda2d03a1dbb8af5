"""Saved feeds: whose they are, when they were captured, in what order they go; and snapshots that read back."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.errors import CallWrong, FeedFailed
from newsdesk.feeds import files, snapshots
from newsdesk.feeds.files import captures
from tests.feeds.bodies import BODY

AT = datetime(2013, 1, 17, 19, 2, tzinfo=UTC)


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    """Write files below one folder and give the folder."""

    def write(*names: str, body: bytes = BODY) -> Path:
        for name in names:
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("name", "source", "captured"),
    [
        ("rnz/0017_2020-04-22T151908.xml", "rnz", datetime(2020, 4, 22, 15, 19, 8, tzinfo=UTC)),
        ("rnz/2013-01-17T190200Z.xml.gz", "rnz", AT),
        ("rnz/2013-01-17T190200Z-2.xml.gz", "rnz", AT),
        ("rnz/2013-01-17T19:02:00Z.rss", "rnz", AT),
        ("rnz/20130117T190200Z.atom", "rnz", AT),
        ("rnz/2013-01-17_1902.rdf", "rnz", AT),
        ("rnz/9.xml", "rnz", None),
        ("in-amenas/ap.xml", "ap", None),
        ("in-amenas/AP News.json", "ap-news", None),
        ("in-amenas/03_ap_2013-01-17T190200.xml", "ap", AT),
        ("x/bbc_2021-10-18.xml", "bbc", datetime(2021, 10, 18, tzinfo=UTC)),
        ("x/bbc_2021-13-45.xml", "bbc-2021-13-45", None),
        ("x/newsisfree_2016.xml", "newsisfree-2016", None),
        ("x/feed1.xml", "feed1", None),
        ("x/feeds.bbci.co.uk.xml", "feeds.bbci.co.uk", None),
        ("news.example/feed.xml", "news.example", None),
        ("x/новости.xml", "новости", None),
        ("x/\u202eevil\x1b[31m.xml", "evil-31m", None),
        ("x/..xml", "x", None),
    ],
)
def test_a_name_tells_source_and_time(name: str, source: str, captured: datetime | None) -> None:
    file = Path("/desk") / name
    assert files.source_name(file) == source
    assert files.capture_time(files.stem_of(file)) == captured


def test_captures_go_in_the_order_of_their_times_whatever_their_folders(put: Callable[..., Path]) -> None:
    folder = put("b/2013-01-17T190200Z.xml", "a/2013-01-18T080000Z.xml", "a/2013-01-16T080000Z.xml")
    assert [capture.source for capture in captures([folder])] == ["a", "b", "a"]


def test_without_times_ten_comes_after_nine(put: Callable[..., Path]) -> None:
    folder = put("wire/9.xml", "wire/10.xml", "wire/2.xml")
    assert [capture.path.name for capture in captures([folder])] == ["2.xml", "9.xml", "10.xml"]
    assert {capture.source for capture in captures([folder])} == {"wire"}


def test_what_is_no_feed_is_passed_over(put: Callable[..., Path]) -> None:
    folder = put("a.xml", "b.rss", "c.atom", "d.rdf", "e.json", "f.xml.gz", "g/h/i.xml", "plain")
    put("subscriptions.opml", "incident.toml", "cases.jsonl", "page.html", ".hidden.xml", ".git/x.xml", "a.part")
    put("README", body=b"Read me first.")
    assert sorted(capture.source for capture in captures([folder])) == ["a", "b", "c", "d", "e", "f", "i", "plain"]


def test_a_desk_below_a_folder_keeps_what_it_holds_and_its_notes_are_no_feeds(put: Callable[..., Path]) -> None:
    folder = put("all/ap.xml", "all/desk/desk.jsonl", "all/desk/snapshots/bbc/2013-01-17T190200Z.xml.gz")
    put("all/desk/desk.lock.json", "all/desk/desk.lock")
    assert [capture.source for capture in captures([folder / "all"])] == ["ap"]
    assert [capture.source for capture in captures([folder / "all" / "desk"])] == ["bbc"]


def test_a_file_that_is_named_is_taken_whatever_its_suffix(put: Callable[..., Path]) -> None:
    folder = put("saved.txt")
    assert [capture.source for capture in captures([folder / "saved.txt"])] == ["saved.txt"]


def test_a_file_named_twice_is_taken_once(put: Callable[..., Path]) -> None:
    folder = put("a.xml")
    assert len(captures([folder, folder / "a.xml", folder])) == 1


def test_two_files_of_one_folder_are_two_sources_even_where_ids_would_meet(put: Callable[..., Path]) -> None:
    folder = put("the wire.xml", "the_wire.xml", "feed1.xml", "feed2.xml")
    assert len({capture.source for capture in captures([folder])}) == 4


def test_a_missing_path_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(CallWrong, match="There is no"):
        captures([tmp_path / "nothing"])


def test_a_list_of_subscriptions_gives_titles(put: Callable[..., Path]) -> None:
    folder = put("ap.xml", "reuters_2013-01-17.xml", "other.xml")
    put(
        "subscriptions.opml",
        body=b'<opml version="2.0"><body><outline text="AP" xmlUrl="ap.xml"/>'
        b'<outline text="Reuters" xmlUrl="reuters.xml"/><outline text="Up" xmlUrl="../other.xml"/></body></opml>',
    )
    titles = {capture.source: capture.title for capture in captures([folder])}
    assert titles == {"ap": "AP", "reuters": "Reuters", "other": ""}
    assert captures([folder / "ap.xml"])[0].title == "AP"


def test_a_damaged_list_gives_no_titles_and_stops_nothing(put: Callable[..., Path]) -> None:
    folder = put("ap.xml")
    put("subscriptions.opml", body=b"</outline></outline>\xff")
    assert [capture.title for capture in captures([folder])] == [""]


def test_one_layer_of_gzip_is_read_and_a_broken_one_as_far_as_it_goes(tmp_path: Path) -> None:
    packed = gzip.compress(BODY)
    file = tmp_path / "a.xml.gz"
    file.write_bytes(packed)
    assert files.read(file) == BODY
    file.write_bytes(packed + gzip.compress(b"<!-- more -->"))
    assert files.read(file) == BODY + b"<!-- more -->"
    file.write_bytes(packed[:-40])
    assert BODY.startswith(files.read(file))
    file.write_bytes(b"\x1f\x8bxx")
    with pytest.raises(FeedFailed, match="compression is damaged"):
        files.read(file)


def test_a_file_that_is_too_large_packed_or_not_is_refused(tmp_path: Path) -> None:
    for body in (b" " * 11_000_000, gzip.compress(b" " * 11_000_000)):
        (tmp_path / "a.xml").write_bytes(body)
        with pytest.raises(FeedFailed, match="larger than 10 MB"):
            files.read(tmp_path / "a.xml")


def test_a_file_that_cannot_be_read_fails_in_words(tmp_path: Path) -> None:
    with pytest.raises(FeedFailed, match="It cannot be read: No such file"):
        files.read(tmp_path / "gone.xml")


def test_a_folder_that_leads_back_to_itself_is_walked_once(put: Callable[..., Path]) -> None:
    folder = put("a/ap.xml")
    (folder / "a" / "again").symlink_to(folder)
    assert len(captures([folder])) == 1


@given(body=st.binary(max_size=200), seconds=st.integers(90_000, 4_000_000_000))
def test_a_snapshot_reads_back_as_a_capture_of_its_source(
    tmp_path_factory: pytest.TempPathFactory, body: bytes, seconds: int
) -> None:
    folder = tmp_path_factory.mktemp("snapshots")
    moment = datetime.fromtimestamp(seconds, timezone(timedelta(hours=1)))
    path = snapshots.save(folder, "bbc-world", body, moment)
    (capture,) = captures([folder])
    assert (capture.path, capture.source, capture.captured) == (path, "bbc-world", moment)
    assert files.read(capture.path) == body


def test_a_snapshot_never_replaces_another(tmp_path: Path) -> None:
    names = [snapshots.save(tmp_path, "ap", bytes([number]), AT).name for number in range(11)]
    assert names[:2] == ["2013-01-17T190200Z.xml.gz", "2013-01-17T190200Z-2.xml.gz"]
    assert [files.read(capture.path) for capture in captures([tmp_path])] == [bytes([number]) for number in range(11)]
    assert not list(tmp_path.rglob("*.part"))


def test_a_snapshot_is_kept_where_there_are_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    first, second = (snapshots.save(tmp_path, "ap", body, AT) for body in (b"1", b"2"))
    assert (files.read(first), files.read(second)) == (b"1", b"2")


def test_a_disk_that_refuses_fails_in_words_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(FeedFailed, match="The snapshot could not be kept: No space left on device"):
        snapshots.save(tmp_path, "ap", BODY, AT)
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]


@pytest.mark.parametrize("source", ["", ".", "..", "a/b", "../../etc", "a\\b", "a\0b"])
def test_a_source_that_is_no_folder_name_is_refused(tmp_path: Path, source: str) -> None:
    with pytest.raises(FeedFailed):
        snapshots.save(tmp_path / "s", source, BODY, AT)
    assert not list(tmp_path.iterdir())


@pytest.mark.corpus
def test_the_publishers_are_as_many_sources_as_feeds(shared: Path) -> None:
    found = captures([shared / "publishers"])
    assert len({capture.source for capture in found}) == len(list((shared / "publishers").iterdir()))


@pytest.mark.corpus
def test_a_sequence_is_one_source_in_the_order_of_its_captures(shared: Path) -> None:
    for folder in (shared / "sequences" / "rnz", shared / "sequences" / "gmanews"):
        found = captures([folder])
        assert {capture.source for capture in found} == {folder.name}
        assert [capture.path.name for capture in found] == sorted(file.name for file in folder.iterdir())


def test_a_snapshot_is_named_as_a_feed() -> None:
    assert files.is_named_as_feed("2031-03-14T120000Z.xml.gz")
    assert files.is_named_as_feed("AP.RSS")
    assert not files.is_named_as_feed("notes.txt")
    assert not files.is_named_as_feed("feed")
