"""Lists of subscriptions come in at once, and nothing on a private network without an explicit word."""

import json
from pathlib import Path
from typing import Any

import pytest

from newsdesk.desk.subscriptions import gather
from newsdesk.feeds.opml import Outline
from newsdesk.model import Grade, Source
from tests.cli.conftest import Call


def listing(place: Path, *addresses: str) -> Path:
    """A list of subscriptions whose titles are their numbers."""
    rows = "".join(f'<outline type="rss" text="t{n}" xmlUrl="{one}"/>' for n, one in enumerate(addresses))
    place.write_text(f'<opml version="2.0"><body>{rows}</body></opml>')
    return place


def sources(call: Call, desk: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(call("sources", "list", "--desk", desk, "--format", "json").out)
    return found


def test_a_long_list_is_imported_at_once(call: Call, tmp_path: Path) -> None:
    desk, count = tmp_path / "desk", 5_000
    file = listing(tmp_path / "many.opml", *(f"https://a{n}.example/f" for n in range(count)))
    done = call("sources", "import", file, "--desk", desk)
    assert done.out.startswith(f"Added {count}, refused 0, there already 0.")
    assert len(sources(call, desk)) == count
    assert len((desk / "desk.jsonl").read_bytes().splitlines()) == 2
    again = call("sources", "import", file, "--desk", desk)
    assert (again.code, again.out.splitlines()[0]) == (0, f"Added 0, refused 0, there already {count}.")


def test_private_addresses_are_polled_only_where_that_is_said(call: Call, tmp_path: Path) -> None:
    hosts = ("127.0.0.1", "[::1]", "0x7f.1", "2130706433", "169.254.169.254", "metadata.google.internal")
    file = listing(tmp_path / "list.opml", *(f"http://{host}/f" for host in hosts))
    done = call("sources", "import", file, "--desk", tmp_path / "desk")
    assert (done.code, done.out.splitlines()[0]) == (0, "Added 6, refused 0, there already 0.")
    assert done.out.count("on this machine or a private network, so it is paused") == len(hosts)
    assert done.out.count("until you resume it: newsdesk sources resume") == len(hosts)
    assert call("refresh", "--desk", tmp_path / "desk").err.startswith("Every source that can be polled is paused.")
    assert call("sources", "import", file, "--local", "--desk", tmp_path / "other").code == 0
    for desk, paused in (("desk", True), ("other", False)):
        there = [(one["address"], one["paused"]) for one in sources(call, tmp_path / desk)]
        assert there == [(f"http://{host}/f", paused) for host in hosts]


def test_what_is_exported_comes_in_again_on_the_same_desk_and_on_another(call: Call, tmp_path: Path) -> None:
    desk, other, file = tmp_path / "desk", tmp_path / "other", tmp_path / "list.opml"
    for address in ("http://localhost:8000/ap.xml", "http://wire.lan/f", "https://a.example/f"):
        call("sources", "add", address, "--desk", desk)
    call("sources", "export", file, "--desk", desk)
    again = call("sources", "import", file, "--desk", desk)
    assert (again.code, again.out.splitlines()[0]) == (0, "Added 0, refused 0, there already 3.")
    assert [one["paused"] for one in sources(call, desk)] == [False] * 3
    brought = call("sources", "import", file, "--desk", other)
    assert (brought.code, brought.out.splitlines()[0]) == (0, "Added 3, refused 0, there already 0.")
    assert [one["paused"] for one in sources(call, other)] == [True, True, False]
    assert call("sources", "resume", "localhost", "--desk", other).code == 0
    assert [one["paused"] for one in sources(call, other)] == [False, True, False]
    call("undo", "--desk", other)
    assert [one["paused"] for one in sources(call, other)] == [True, True, False], "as it came"


def test_an_address_that_is_typed_is_polled_though_it_came_paused_and_was_removed(call: Call, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    call("sources", "import", listing(tmp_path / "list.opml", "http://localhost/f"), "--desk", desk)
    call("sources", "remove", "t0", "--desk", desk)
    call("sources", "add", "http://localhost/f", "--desk", desk)
    assert [one["paused"] for one in sources(call, desk)] == [False]


def test_a_private_address_that_is_typed_is_taken_and_told(call: Call, tmp_path: Path) -> None:
    said = call("sources", "add", "http://169.254.169.254/f", "--desk", tmp_path / "desk")
    assert said.code == 0
    assert "on this machine or a private network" in said.out
    assert "private" not in call("sources", "add", "http://example.org/f", "--desk", tmp_path / "desk").out


def test_a_list_brings_titles_letters_and_ids_that_are_free() -> None:
    known = [Source(id="ap", title="AP", address="https://ap.example/f", removed=True), Source(id="bbc", title="BBC")]
    outlines = [
        Outline(title="Associated Press", address="https://ap.example/f"),
        Outline(title="BBC", address="https://bbc.example/f", grade=Grade.B),
        Outline(title="BBC", address="https://bbc.example/g"),
        Outline(title="File", file="a.xml"),
        Outline(title="BBC", address="https://bbc.example/g"),
    ]
    brought = gather(outlines, known, local=False)
    assert brought.added == [
        Source(id="ap", title="Associated Press", address="https://ap.example/f"),
        Source(id="bbc-2", title="BBC (bbc-2)", address="https://bbc.example/f", grade=Grade.B),
        Source(id="bbc-3", title="BBC (bbc-3)", address="https://bbc.example/g"),
    ]
    assert [what for what, _ in brought.there] == ["https://bbc.example/g"]
    assert [what for what, _ in brought.refused] == ["a.xml"]


def test_thousands_of_one_host_get_ids_of_their_own_at_once() -> None:
    outlines = [Outline(title="A host", address=f"https://a.example/{n}") for n in range(20_000)]
    ids = [source.id for source in gather(outlines, (), local=False).added]
    assert ids[:3] == ["a-host", "a-host-2", "a-host-3"]
    assert len(set(ids)) == len(outlines)


@pytest.mark.parametrize("address", ["http://user:pw@example.org/f", "https://user@example.org/f"])
def test_a_password_in_an_address_is_left_out_and_that_is_told(call: Call, tmp_path: Path, address: str) -> None:
    said = call("sources", "add", address, "--desk", tmp_path / "desk")
    assert "user name and password were left out" in said.out
    assert "user:" not in said.out
    assert sources(call, tmp_path / "desk")[0]["address"].endswith("://example.org/f")
