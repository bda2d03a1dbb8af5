"""Feeds come in: reviewed from files, polled from loopback, inspected; one that fails stops no other."""

import csv
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from newsdesk import resources, text
from newsdesk.desk import Desk
from newsdesk.feeds.files import source_name
from newsdesk.model import Grade
from tests.cli.conftest import Call
from tests.cli.serving import Forgetful, Quiet, served

SAMPLE = resources.samples()["in-amenas"]
FEEDS = sorted(SAMPLE.glob("*.xml"))
PUBLISHERS = Path(__file__).resolve().parents[2].parent / "shared" / "feeds" / "publishers"
needs_publishers = pytest.mark.skipif(not PUBLISHERS.is_dir(), reason=f"{PUBLISHERS.name} are not beside the checkout")


def entries(path: Path) -> int:
    """Item and entry elements of a feed, counted by ElementTree."""
    return sum(one.tag.rpartition("}")[2] in ("item", "entry") for one in ElementTree.parse(path).iter())


def json_of(call: Call, *words: object, code: int = 0) -> Any:
    done = call(*words, "--format", "json")
    assert done.code == code, done.err
    return json.loads(done.out)


# ── review ────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that has taken in the bundled incident."""
    from newsdesk.cli.app import run

    desk = tmp_path_factory.mktemp("reviewed") / "desk"
    assert run(["review", str(SAMPLE), "--no-screen", "--desk", str(desk)]) == 0
    return desk


def test_review_takes_every_entry_and_brings_the_incident(call: Call, reviewed: Path) -> None:
    updates = json_of(call, "updates", "list", "--desk", reviewed)
    assert len(updates) == sum(entries(path) for path in FEEDS)
    assert len(json_of(call, "sources", "list", "--desk", reviewed)) == len(FEEDS)
    (incident,) = json_of(call, "incidents", "list", "--desk", reviewed)
    assert incident["id"] == "in-amenas"
    assert len(incident["updates"]) > 60


def test_a_second_review_brings_nothing_new(call: Call, reviewed: Path, tmp_path: Path) -> None:
    desk = tmp_path / "again"
    shutil.copytree(reviewed, desk)
    rows = json_of(call, "review", SAMPLE, "--no-screen", "--desk", desk)
    assert [(row["new"], row["changed"]) for row in rows] == [(0, 0)] * len(FEEDS)
    assert {row["failed"] for row in rows} == {0}


def test_review_prints_a_row_for_each_source_in_every_format(call: Call, tmp_path: Path) -> None:
    words = ("review", SAMPLE / "ap.xml", SAMPLE / "bbc.xml", "--no-screen", "--desk")
    count = entries(SAMPLE / "ap.xml")
    rows = json_of(call, *words, tmp_path / "a")
    assert [(row["updates"], row["new"], row["changed"], row["faults"]) for row in rows][:1] == [(count, count, 0, [])]
    head, *flat = csv.reader(io.StringIO(call(*words, tmp_path / "b", "--format", "csv").out, newline=""))
    assert head == ["source", "title", "updates", "new", "changed", "faults"]
    assert [row[:4] for row in flat] == [
        [row["source"], row["title"], str(row["updates"]), str(row["new"])] for row in rows
    ]


def test_a_feed_that_is_none_is_told_in_its_row_and_the_others_go_on(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "feeds"
    folder.mkdir()
    shutil.copy(SAMPLE / "ap.xml", folder)
    (folder / "page.xml").write_text("<html><body>\x1b[31mNot a feed</body></html>")
    whole = (SAMPLE / "bbc.xml").read_bytes()
    (folder / "cut.xml").write_bytes(whole[: len(whole) * 2 // 3])
    desk = tmp_path / "desk"
    rows = {row["source"]: row for row in json_of(call, "review", folder, "--no-screen", "--desk", desk)}
    assert rows["ap"]["new"] == entries(SAMPLE / "ap.xml")
    assert rows["page"]["failed"] == rows["page"]["captures"] == 1
    assert rows["page"]["faults"]
    assert rows["cut"]["faults"]
    assert 0 < rows["cut"]["new"] < entries(SAMPLE / "bbc.xml")
    assert (rows["page"]["title"], rows["page"]["file"]) == ("", "page.xml")
    assert [one["id"] for one in json_of(call, "sources", "list", "--desk", desk)] == ["ap", "cut"]


@pytest.mark.parametrize("bad", ["2013-01-15", "2013-01-17", "2013-01-19"])
def test_a_capture_that_fails_among_others_of_its_source_is_told(call: Call, tmp_path: Path, bad: str) -> None:
    folder = tmp_path / "ap"
    folder.mkdir()
    for name in ("2013-01-16", "2013-01-18"):
        shutil.copy(SAMPLE / "ap.xml", folder / f"{name}.xml")
    (folder / f"{bad}.xml").write_text("<html>No feed</html>")
    done = call("review", folder, "--no-screen", "--desk", tmp_path / "desk")
    assert done.code == 0
    assert "1 of 3 failed: " in done.out
    assert "not opened" not in done.out
    assert len(done.out.splitlines()) == 3


def test_review_ends_with_one_where_every_feed_failed(call: Call, tmp_path: Path) -> None:
    (tmp_path / "page.xml").write_text("<html>No feed</html>")
    code, out, err = call("review", tmp_path / "page.xml", "--no-screen", "--desk", tmp_path / "desk")
    assert code == 1
    assert "page.xml" in out
    assert "not opened: This is not a feed: it is a web page." in out
    assert "Traceback" not in err


def test_the_ledger_of_the_bundled_incident_shows_the_conflict_of_the_evening(call: Call, reviewed: Path) -> None:
    def escaped(moment: str) -> dict[str, Any]:
        book = json_of(call, "figures", "in-amenas", "--desk", reviewed, "--as-of", moment)
        found: dict[str, Any] = next(
            line for line in book["lines"] if (line["measure"], line["scope"]) == ("escaped", ["foreign"])
        )
        return found

    evening = escaped("2013-01-17T19:00Z")
    said = {one["origin"]: (one["value"], one["qualifier"]) for one in evening["origins"] if one["status"] == "current"}
    assert said["AP"] == (20, "exact")
    assert said["AFP"] == (15, "at_least")
    assert said["Reuters"] == (25, "exact")
    assert evening["verdict"] == "conflict"
    assert evening["reason"]
    assert "Reuters" not in {origin["origin"] for origin in escaped("2013-01-17T16:00Z")["origins"]}


def test_every_number_of_the_ledger_leads_to_words_that_stand_in_its_source(call: Call, reviewed: Path) -> None:
    texts = {
        (update["source"], update["id"]): [version["text"] for version in update["versions"]]
        for update in json_of(call, "updates", "list", "--desk", reviewed)
    }
    origins = [
        origin
        for moment in ("2013-01-17T19:00Z", "2013-01-21T12:00Z")
        for line in json_of(call, "figures", "--desk", reviewed, "--as-of", moment)["lines"]
        for origin in line["origins"]
    ]
    assert len(origins) > 20
    for origin in origins:
        update = origin["update"]
        assert any(origin["quote"] in words for words in texts[update["source"], update["id"]])


@pytest.mark.corpus
@needs_publishers
def test_real_feeds_are_taken_entry_by_entry(call: Call, tmp_path: Path) -> None:
    rows = json_of(call, "review", PUBLISHERS, "--no-screen", "--desk", tmp_path / "desk")
    files = sorted(PUBLISHERS.glob("*.xml"))
    assert len(rows) == len(files) == 21
    assert len(json_of(call, "sources", "list", "--desk", tmp_path / "desk")) == 21
    assert {row["source"]: row["updates"] for row in rows} == {source_name(path): entries(path) for path in files}


# ── refresh ───────────────────────────────────────────────────────────────────────────────────────


def check_a_second_round(call: Call, files: list[Path], address: str, desk: Path) -> None:
    """Add feeds by address, poll them twice, and check that the second round brings nothing."""
    for path in files:
        added = call("sources", "add", f"{address}/{path.name}", "--title", path.stem, "--desk", desk)
        assert added.code == 0, added.err
    first = call("refresh", "--desk", desk)
    assert (first.code, first.err) == (0, "")
    assert {row.split(": ")[0]: row.split(": ")[1] for row in first.out.splitlines()} == {
        path.stem: f"new {entries(path)}" for path in files
    }
    stored = call("updates", "list", "--format", "json", "--desk", desk).out
    second = call("refresh", "--desk", desk)
    assert second.code == 0
    told = dict(row.split(": ", 1) for row in second.out.splitlines())
    assert set(told) == {path.stem for path in files}
    assert {words.split(":")[0] for words in told.values()} == {"unchanged"}
    assert call("updates", "list", "--format", "json", "--desk", desk).out == stored


@pytest.mark.parametrize("handler", [Quiet, Forgetful])
def test_a_second_round_says_unchanged_for_each_and_stores_nothing(
    call: Call, tmp_path: Path, handler: type[Quiet]
) -> None:
    with served(SAMPLE, handler) as address:
        check_a_second_round(call, FEEDS[:5], address, tmp_path / "desk")


@pytest.mark.corpus
@needs_publishers
@pytest.mark.parametrize("handler", [Quiet, Forgetful])
def test_real_feeds_are_unchanged_in_a_second_round(call: Call, tmp_path: Path, handler: type[Quiet]) -> None:
    with served(PUBLISHERS, handler) as address:
        check_a_second_round(call, sorted(PUBLISHERS.glob("*.xml")), address, tmp_path / "desk")


@pytest.fixture
def polled(call: Call, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A desk that polls one feed that is there, and what it is served from."""
    with served(SAMPLE) as address:
        desk = tmp_path / "desk"
        assert call("sources", "add", f"{address}/ap.xml", "--title", "AP", "--desk", desk).code == 0
        yield address, desk


def test_a_feed_that_fails_says_why_and_stops_no_other(call: Call, polled: tuple[str, Path]) -> None:
    address, desk = polled
    call("sources", "add", f"{address}/missing.xml", "--title", "Missing", "--desk", desk)
    call("sources", "add", "http://127.0.0.1:1/feed", "--title", "Closed", "--desk", desk)
    call("sources", "add", f"{address}/incident.toml", "--title", "No feed", "--desk", desk)
    code, out, err = call("refresh", "--desk", desk)
    assert (code, err) == (0, "")
    told = dict(row.split(": ", 1) for row in out.splitlines())
    assert told["AP"] == f"new {entries(SAMPLE / 'ap.xml')}"
    for title in ("Missing", "Closed", "No feed"):
        assert told[title].startswith("failed: ")
    assert text.clean(out) == out
    rows = {row["title"]: row["health"] for row in json_of(call, "sources", "list", "--desk", desk)}
    assert rows["Missing"]["outcome"] == "failed"
    assert rows["Missing"]["message"]


def test_another_newsdesk_writes_while_refresh_waits_for_the_network(call: Call, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    written: list[int] = []

    class Writing(Quiet):
        def do_GET(self) -> None:  # noqa: N802 the name is the library's
            with Desk.open(desk, editor="another") as other:
                written.append(other.grade_source("wire", Grade.B).id)
            super().do_GET()

    with served(SAMPLE, Writing) as address:
        call("sources", "add", f"{address}/ap.xml", "--title", "Wire", "--desk", desk)
        code, out, err = call("refresh", "--desk", desk)
    assert (code, err, written) == (0, "", [2])
    assert out == f"Wire: new {entries(SAMPLE / 'ap.xml')}\n"
    with Desk.open(desk, read_only=True) as opened:
        assert opened.source("wire").grade is Grade.B


def test_what_a_source_gave_that_was_removed_meanwhile_is_not_taken(call: Call, tmp_path: Path) -> None:
    desk = tmp_path / "desk"

    class Removing(Quiet):
        def do_GET(self) -> None:  # noqa: N802 the name is the library's
            with Desk.open(desk, editor="another") as other:
                other.remove_source("wire")
            super().do_GET()

    with served(SAMPLE, Removing) as address:
        call("sources", "add", f"{address}/ap.xml", "--title", "Wire", "--desk", desk)
        assert call("refresh", "--desk", desk).out == ""
    assert json_of(call, "updates", "list", "--desk", desk) == []


def test_refresh_ends_with_one_where_every_source_failed(call: Call, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    call("sources", "add", "http://127.0.0.1:1/feed", "--desk", desk)
    code, out, _ = call("refresh", "--desk", desk)
    assert code == 1
    assert "failed: " in out


def test_refresh_without_a_source_is_a_wrong_call(call: Call, tmp_path: Path) -> None:
    code, _, err = call("refresh", "--desk", tmp_path / "desk")
    assert code == 2
    assert "Add a feed by its address" in err


# ── inspect ───────────────────────────────────────────────────────────────────────────────────────


def test_inspect_shows_what_we_make_of_a_file_and_of_an_address(call: Call) -> None:
    shape = json_of(call, "inspect", SAMPLE / "ap.xml")
    assert list(shape) == ["source", "faults", "updates"]
    assert set(shape["source"]) == {"title", "link", "kind"}
    assert len(shape["updates"]) == entries(SAMPLE / "ap.xml")
    assert any(update["figures"] for update in shape["updates"])
    for update in shape["updates"]:
        assert {"id", "title", "link", "author", "published", "text", "figures"} <= set(update)
        assert update["text"].startswith(f"{update['title']}\n\n")
        for figure in update["figures"]:
            assert update["text"][figure["start"] : figure["end"]] == figure["quote"]
    with served(SAMPLE) as address:
        assert json_of(call, "inspect", f"{address}/ap.xml") == shape


def test_inspect_prints_a_table_and_csv(call: Call) -> None:
    out = call("inspect", SAMPLE / "ap.xml").out
    assert f"{entries(SAMPLE / 'ap.xml')} updates" in out
    assert "escaped" in out
    head, *rows = csv.reader(io.StringIO(call("inspect", SAMPLE / "ap.xml", "--format", "csv").out, newline=""))
    assert head[:3] == ["id", "measure", "value"]
    assert rows


def test_inspect_of_what_is_no_feed_fails_in_words(call: Call, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html>No feed</html>")
    for name in (tmp_path / "page.html", "http://127.0.0.1:1/feed"):
        code, out, err = call("inspect", name)
        assert (code, out) == (1, "")
        assert err
        assert "Traceback" not in err


# ── OPML ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_list_of_feeds_goes_out_and_comes_back(call: Call, tmp_path: Path) -> None:
    for number in range(3):
        call(
            "sources",
            "add",
            f"https://example.org/{number}.xml",
            "--title",
            f"Outlet {number} & co",
            "--desk",
            tmp_path / "a",
        )
    written = call("sources", "export", tmp_path / "list.opml", "--desk", tmp_path / "a")
    assert written.code == 0, written.err
    refused = call("sources", "export", tmp_path / "list.opml", "--desk", tmp_path / "a")
    assert refused.code == 2
    assert refused.err.endswith("is there already.\nName another file, or remove that one first.\n")
    assert call("sources", "export", tmp_path / "list.opml", "--overwrite", "--desk", tmp_path / "a").code == 0
    assert call("sources", "export", "--desk", tmp_path / "a").out == (tmp_path / "list.opml").read_text()
    assert call("sources", "import", tmp_path / "list.opml", "--desk", tmp_path / "b").code == 0
    names = [
        [(one["title"], one["address"]) for one in json_of(call, "sources", "list", "--desk", tmp_path / place)]
        for place in ("a", "b")
    ]
    assert names[0] == names[1]


def test_import_tells_what_it_refused_and_what_it_calls_otherwise(call: Call, tmp_path: Path) -> None:
    opml = tmp_path / "list.opml"
    opml.write_text(
        '<opml version="2.0"><body><outline type="rss" text="Good" xmlUrl="https://example.org/a.xml"/>'
        '<outline type="rss" text="Bad" xmlUrl="javascript:alert(1)"/>'
        '<outline type="rss" text="Again" xmlUrl="https://example.org/a.xml"/>'
        '<outline type="rss" text="GOOD" xmlUrl="https://example.org/b.xml"/></body></opml>'
    )
    code, out, err = call("sources", "import", opml, "--desk", tmp_path / "desk")
    assert code == 0
    assert out.splitlines() == [
        "Added 2, refused 1, there already 0.",
        "javascript:alert(1): only http and https addresses are polled",
        "GOOD: another source goes by that; this one goes by GOOD (good-2)",
    ]
    assert err == ""
    listed = json_of(call, "sources", "list", "--desk", tmp_path / "desk")
    assert [one["title"] for one in listed] == ["Good", "GOOD (good-2)"]
    again = call("sources", "import", opml, "--desk", tmp_path / "desk").out
    assert again.splitlines()[0] == "Added 0, refused 1, there already 2."
    assert again.splitlines()[-1].endswith("b.xml is there already, as GOOD (good-2).")


def test_import_of_what_is_no_list_fails_in_words(call: Call, tmp_path: Path) -> None:
    (tmp_path / "bad.opml").write_text("not a list")
    code, out, err = call("sources", "import", tmp_path / "bad.opml", "--desk", tmp_path / "desk")
    assert (code, out) == (1, "")
    assert err
    assert call("sources", "import", tmp_path / "none.opml", "--desk", tmp_path / "desk").code == 2


# ── sources ───────────────────────────────────────────────────────────────────────────────────────


def test_a_source_is_checked_and_nothing_is_stored(call: Call, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    with served(SAMPLE) as address:
        call("sources", "add", f"{address}/{FEEDS[0].name}", "--title", "One", "--desk", desk)
        told = call("sources", "check", "One", "--desk", desk)
        assert told.code == 0
        assert f"{entries(FEEDS[0])} updates, the newest of 2013" in told.out
        assert "figures read." in told.out
        missing = call("sources", "check", f"{address}/nothing.xml", "--desk", desk)
        assert (missing.code, missing.out) == (1, "")
    assert json_of(call, "updates", "list", "--desk", desk) == []
    assert json_of(call, "sources", "list", "--desk", desk)[0]["health"]["outcome"] == "never"


def test_a_source_is_shown_with_what_it_gave_and_how_it_fares(call: Call, reviewed: Path) -> None:
    shown = json_of(call, "sources", "show", "AFP", "--desk", reviewed)
    there = [one for one in json_of(call, "updates", "list", "--desk", reviewed) if one["source"] == "afp"]
    assert shown["updates"] == len(there)
    (track,) = shown["incidents"]
    assert track["incident"] == "in-amenas"
    assert track["lines"] >= track["shared"] >= track["first"] > 0
    assert f"{len(there)} updates" in call("sources", "show", "AFP", "--desk", reviewed).out


def test_a_source_is_paused_resumed_and_renamed(call: Call, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    call("sources", "add", "https://one.example/f", "--title", "One", "--desk", desk)
    assert "paused source one" in call("sources", "pause", "One", "--desk", desk).out
    assert json_of(call, "sources", "list", "--desk", desk)[0]["paused"] is True
    assert "paused" in call("sources", "list", "--desk", desk).out
    assert "paused" in call("sources", "show", "One", "--desk", desk).out
    assert call("refresh", "--desk", desk).code == 2
    assert "resumed source one" in call("sources", "resume", "One", "--desk", desk).out
    assert "renamed source one to Two" in call("sources", "rename", "One", "Two", "--desk", desk).out
    assert json_of(call, "sources", "list", "--desk", desk)[0]["title"] == "Two"


def test_what_cannot_be_read_is_told_with_its_name_and_what_to_do(call: Call, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    told = call("inspect", tmp_path / "notes.txt").err
    assert told == "notes.txt: This is not a feed.\nCheck that it is the right file or address.\n"
    for command in (("inspect",), ("sources", "check")):
        assert call(*command, "http://127.0.0.1:1/f").err.startswith("http://127.0.0.1:1/f: 127.0.0.1 refuses")
    (tmp_path / "empty").mkdir()
    told = call("review", tmp_path / "empty", "--no-screen", "--desk", tmp_path / "desk").err
    assert told.startswith(f"There is no saved feed in {tmp_path / 'empty'}.\nFeeds are files that end in")
    (tmp_path / "incident.toml").write_text("id = \n")
    (tmp_path / "ap.xml").write_bytes((SAMPLE / "ap.xml").read_bytes())
    told = call("review", tmp_path, "--no-screen", "--desk", tmp_path / "desk").err
    assert told.startswith(f"{tmp_path}: The incident file is not TOML: ")
    assert call("refresh", "--desk", tmp_path / "desk").err.endswith("by its address: newsdesk sources add\n")
