"""A round of polling over real HTTP on loopback: new, unchanged, failed; and nothing is lost by any of them."""

import gzip
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from newsdesk.desk import Desk, SourceTaken
from newsdesk.desk.refresh import refresh
from newsdesk.errors import CallWrong
from newsdesk.feeds.leash import Leash
from newsdesk.feeds.parse import parts
from newsdesk.model import Outcome, Source
from newsdesk.store.memory import MemoryStore

NOW = datetime(2013, 1, 17, 12, tzinfo=UTC)


def rss(*titles: str) -> bytes:
    items = "".join(
        f"<item><guid isPermaLink='false'>{n}</guid><title>{t}</title></item>" for n, t in enumerate(titles)
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>AP</title>{items}</channel></rss>".encode()


class Site:
    """A server whose answers a test sets by path; None is a 500."""

    def __init__(self) -> None:
        self.base = ""
        self.bodies: dict[str, bytes | None] = {}

    async def answer(self, request: web.Request) -> web.Response:
        body = self.bodies.get(request.path)
        return web.Response(status=500) if body is None else web.Response(body=body, content_type="application/rss+xml")


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    here = Site()
    app = web.Application()
    app.router.add_get("/{name}", here.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    here.base = "http://{}:{}".format(*runner.addresses[0])
    yield here
    await runner.cleanup()


def desk(site: Site, *names: str, folder: Path | None = None) -> Desk:
    opened = Desk(MemoryStore(), clock=lambda: NOW, folder=folder)
    opened.put_sources([Source(id=name, title=name.upper(), address=f"{site.base}/{name}") for name in names])
    return opened


async def round_of(desk: Desk) -> dict[str, SourceTaken]:
    return {taken.source: taken async for taken in refresh(desk)}


async def test_what_is_new_is_stored_and_a_second_round_says_unchanged(site: Site) -> None:
    site.bodies["/ap"] = rss("Seven dead in flood", "Rain goes on")
    with desk(site, "ap") as opened:
        first = (await round_of(opened))["ap"]
        assert (first.health.outcome, first.health.fresh, len(first.new)) == (Outcome.NEW, 2, 2)
        second = (await round_of(opened))["ap"]
        assert (second.health.outcome, second.new, len(opened.updates())) == (Outcome.UNCHANGED, (), 2)


async def test_a_later_round_parses_only_what_is_new(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[int] = []
    run = Leash.run

    async def watched(self: Leash, function: Callable[..., Any], *args: Any, **named: Any) -> Any:
        if function is parts:
            parsed.append(args[0].count(b"<item>"))
        return await run(self, function, *args, **named)

    monkeypatch.setattr(Leash, "run", watched)
    titles = ["Seven dead in flood", "Rain goes on", "Roads closed"]
    with desk(site, "ap") as opened:
        for count in (2, 3):
            site.bodies["/ap"] = rss(*titles[:count])
            await round_of(opened)
        assert parsed == [2, 1]
        assert {update.latest.title for update in opened.updates()} == set(titles)


async def test_one_that_fails_is_told_in_words_keeps_what_it_had_and_stops_no_other(site: Site) -> None:
    site.bodies |= {"/ap": rss("Seven dead in flood"), "/afp": rss("Eight dead in flood")}
    with desk(site, "ap", "afp") as opened:
        await round_of(opened)
        site.bodies |= {"/ap": None, "/afp": rss("Nine dead in flood")}
        taken = await round_of(opened)
        assert taken["ap"].health.outcome is Outcome.FAILED
        assert "500" in taken["ap"].health.message
        assert [update.latest.title for update in opened.updates(source="ap")] == ["Seven dead in flood"]
        (edited,) = opened.updates(source="afp")
        assert [version.title for version in edited.versions] == ["Eight dead in flood", "Nine dead in flood"]
        await round_of(opened)
        assert opened.health("ap").failures == 2
        site.bodies["/ap"] = rss("Seven dead in flood")
        health = (await round_of(opened))["ap"].health
        assert (health.outcome, health.message, health.failures) == (Outcome.UNCHANGED, "", 0)


async def test_a_body_that_was_cut_off_is_asked_for_again(site: Site) -> None:
    whole = rss("Seven dead in flood", "Rain goes on")
    site.bodies["/ap"] = whole[: whole.index(b"Rain")]
    with desk(site, "ap") as opened:
        taken = (await round_of(opened))["ap"]
        assert [update.latest.title for update in opened.updates()] == ["Seven dead in flood"]
        assert taken.health.message
        assert (taken.health.etag, taken.health.digest) == ("", "")
        site.bodies["/ap"] = whole
        assert len((await round_of(opened))["ap"].new) == 1


async def test_the_exact_bytes_are_kept_as_a_snapshot(site: Site, tmp_path: Path) -> None:
    site.bodies["/ap"] = rss("Seven dead in flood")
    with desk(site, "ap", folder=tmp_path) as opened:
        await round_of(opened)
    (snapshot,) = (tmp_path / "snapshots" / "ap").iterdir()
    assert gzip.decompress(snapshot.read_bytes()) == site.bodies["/ap"]


async def test_whether_bytes_are_kept_can_be_changed_between_two_rounds(site: Site, tmp_path: Path) -> None:
    with desk(site, "ap", folder=tmp_path) as opened:
        for number, keep in enumerate((False, True, False)):
            opened.keep_snapshots = keep
            site.bodies["/ap"] = rss(f"{number + 2} dead in flood")
            await round_of(opened)
    assert len([*(tmp_path / "snapshots" / "ap").iterdir()]) == 1


async def test_a_snapshot_that_cannot_be_kept_is_told_and_the_updates_are_stored(site: Site, tmp_path: Path) -> None:
    site.bodies["/ap"] = rss("Seven dead in flood")
    (tmp_path / "snapshots").write_text("in the way")
    with desk(site, "ap", folder=tmp_path) as opened:
        taken = (await round_of(opened))["ap"]
        assert "could not be kept" in taken.health.message
        assert len(opened.updates()) == 1


async def test_with_nothing_to_poll_it_says_what_to_do(site: Site) -> None:
    with desk(site) as opened, pytest.raises(CallWrong, match="Add a feed by its address"):
        await round_of(opened)


async def test_a_source_added_by_its_address_alone_takes_its_feeds_title_and_no_other_ones(site: Site) -> None:
    site.bodies |= {"/one": rss("Rain"), "/two": rss("Snow")}
    with desk(site) as opened:
        for name in ("one", "two"):
            opened.add_source(f"{site.base}/{name}")
        await round_of(opened)
        first, second = sorted(source.title for source in opened.sources())
        assert first == "AP"
        assert second.startswith("AP (")
        named = opened.add_source(f"{site.base}/three", "Wire")
        site.bodies["/three"] = rss("Hail")
        await round_of(opened)
        assert opened.source(named.id).title == "Wire"
