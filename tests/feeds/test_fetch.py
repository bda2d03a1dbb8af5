"""One address over HTTP: what a server does wrong ends in words, soon, and within bounds."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from newsdesk.errors import FeedFailed
from newsdesk.feeds.fetch import Fetcher
from newsdesk.feeds.hosts import is_local, is_public
from newsdesk.feeds.parse import parse
from tests.feeds.bodies import BODY
from tests.feeds.conftest import Server


async def failure(fetcher: Fetcher, address: str) -> FeedFailed:
    with pytest.raises(FeedFailed) as caught:
        await fetcher.fetch(address)
    return caught.value


async def test_a_body_comes_with_its_validators_and_type(server: Server) -> None:
    async with Fetcher() as fetcher:
        fetched = await fetcher.fetch(server.at("/good"))
    assert fetched.body == BODY
    assert (fetched.etag, fetched.modified) == ('"v1"', "Thu, 17 Jan 2013 19:02:00 GMT")
    assert fetched.address == server.at("/good")
    assert fetched.content_type == "application/rss+xml; charset=utf-8"


async def test_validators_are_sent_back_and_304_brings_no_body(server: Server) -> None:
    async with Fetcher() as fetcher:
        fetched = await fetcher.fetch(server.at("/good"), etag='"v1"')
        assert fetched.body is None
        assert fetched.etag == '"v1"'
        asked = await fetcher.fetch(server.at("/echo"), modified="Thu, 17 Jan 2013 19:02:00 GMT")
    assert asked.body is not None
    assert b"If-Modified-Since: Thu, 17 Jan 2013 19:02:00 GMT" in asked.body
    assert b"User-Agent: newsdesk/" in asked.body


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/status/404", "HTTP 404 Not Found."),
        ("/status/500", "HTTP 500 Internal Server Error."),
        ("/status/410", "HTTP 410 Gone."),
        ("/status/304", "HTTP 304 Not Modified."),
        ("/circle/a", "It redirects in a circle."),
        ("/long", "It redirects more than 5 times."),
        ("/huge", "It is larger than 10 MB."),
        ("/bomb", "It is larger than 10 MB."),
        ("/brotli", "It is compressed as “br”, which was not asked for."),
        ("/hang-up", "127.0.0.1 broke the connection off."),
        ("/astray?to=file:///etc/passwd", "It redirects to “file:///etc/passwd”, which is no web address."),
        ("/astray?to=javascript:alert(1)", "It redirects to “javascript:alert(1)”, which is no web address."),
    ],
)
async def test_what_a_server_does_wrong_is_told_in_words(server: Server, path: str, what: str) -> None:
    async with Fetcher() as fetcher:
        failed = await failure(fetcher, server.at(path))
    assert failed.what == what
    assert failed.hint


@asynccontextmanager
async def answering(raw: bytes) -> AsyncIterator[int]:
    """A server that answers any line with the same bytes; gives its port."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(raw)
        writer.close()

    listening = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with listening:
        yield listening.sockets[0].getsockname()[1]


async def test_a_reason_from_the_server_passes_the_gate() -> None:
    raw = "HTTP/1.1 404 No \u202e\u200bsuch \x9bthing\r\nContent-Length: 0\r\n\r\n".encode()
    async with answering(raw) as port, Fetcher() as fetcher:
        failed = await failure(fetcher, f"http://127.0.0.1:{port}/")
    assert failed.what == "HTTP 404 No such thing."


async def test_a_server_that_asks_for_patience_is_quoted(server: Server) -> None:
    async with Fetcher() as fetcher:
        assert (await failure(fetcher, server.at("/status/429"))).hint == "It asks us to wait 120 s; try again then."


async def test_silence_ends_at_the_deadline(server: Server) -> None:
    started = time.monotonic()
    async with Fetcher(seconds=0.2) as fetcher:
        failed = await failure(fetcher, server.at("/slow"))
    assert failed.what == "127.0.0.1 gave no answer in 0.2 s."
    assert time.monotonic() - started < 2


async def test_dripping_ends_at_the_same_deadline(server: Server) -> None:
    async with Fetcher(seconds=0.8) as fetcher:
        failed = await failure(fetcher, server.at("/drip"))
    assert failed.what == "127.0.0.1 did not finish in 0.8 s."


async def test_a_closed_port_refuses() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    async with Fetcher() as fetcher:
        failed = await failure(fetcher, f"http://127.0.0.1:{port}/")
    assert failed.what == "127.0.0.1 refuses connections."


async def test_a_name_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    async with Fetcher() as fetcher:
        failed = await failure(fetcher, "https://news.example/feed")
    assert failed.what == "The name news.example cannot be found."


async def test_what_is_not_http_is_told() -> None:
    async with answering(b"220 mail.example ESMTP\r\n\r\n") as port, Fetcher() as fetcher:
        assert (await failure(fetcher, f"http://127.0.0.1:{port}/")).what == "127.0.0.1 does not answer in HTTP."
        assert "secure connection" in (await failure(fetcher, f"https://127.0.0.1:{port}/")).what


@pytest.mark.parametrize(
    "address", ["", "feed.xml", "file:///etc/passwd", "ftp://a.example/", "http://", "http://a b/"]
)
async def test_only_web_addresses_are_asked_for(address: str) -> None:
    async with Fetcher() as fetcher:
        assert (await failure(fetcher, address)).what == "That is not a web address."


@pytest.mark.parametrize("path", ["/gzip", "/gzip-file"])
async def test_one_layer_of_compression_is_removed(server: Server, path: str) -> None:
    async with Fetcher() as fetcher:
        assert (await fetcher.fetch(server.at(path))).body == BODY


async def test_a_second_layer_stays_and_is_no_feed(server: Server) -> None:
    async with Fetcher() as fetcher:
        body = (await fetcher.fetch(server.at("/gzip-twice"))).body
    assert body is not None
    assert body.startswith(b"\x1f\x8b")
    with pytest.raises(FeedFailed, match="compressed more than once"):
        parse(body)


async def test_a_body_that_breaks_off_comes_as_far_as_it_came(server: Server) -> None:
    async with Fetcher() as fetcher:
        fetched = await fetcher.fetch(server.at("/cut"))
    assert fetched.body is not None
    read = parse(fetched.body)
    assert [entry.title for entry in read.entries] == ["Update 1", "Update 2"]
    assert not read.complete


@pytest.mark.parametrize("path", ["/good", "/moved", "/for-now"])
async def test_an_answer_comes_with_the_address_that_gave_it(server: Server, path: str) -> None:
    async with Fetcher() as fetcher:
        assert (await fetcher.fetch(server.at(path))).address == server.at("/good")
        assert (await fetcher.fetch(server.at(path), etag='"v1"')).address == server.at("/good")


def as_public(monkeypatch: pytest.MonkeyPatch, numbers: dict[str, str]) -> None:
    """Let names resolve as given."""
    real = socket.getaddrinfo

    def resolve(host: Any, *rest: Any, **named: Any) -> Any:
        return real(numbers.get(host, host), *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


async def test_a_public_server_cannot_send_us_to_a_private_address(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_public(monkeypatch, {"news.example": "127.0.0.1"})
    public = server.base.replace("127.0.0.1", "news.example")
    async with Fetcher() as fetcher:
        failed = await failure(fetcher, f"{public}/astray?to={server.at('/good')}")
    assert failed.what == "It redirects to 127.0.0.1, which is on a private network."
    assert server.asked == ["/astray"]


async def test_nor_to_a_name_that_only_resolves_to_one(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    as_public(monkeypatch, {"news.example": "127.0.0.1", "looks-public.example": "127.0.0.1"})
    public = server.base.replace("127.0.0.1", "news.example")
    target = server.at("/good").replace("127.0.0.1", "looks-public.example")
    async with Fetcher() as fetcher:
        failed = await failure(fetcher, f"{public}/astray?to={target}")
    assert failed.what == "It redirects to looks-public.example, which is on a private network."
    assert server.asked == ["/astray"]


async def test_an_address_that_an_editor_typed_may_be_local_and_stay_there(server: Server) -> None:
    async with Fetcher() as fetcher:
        target = server.at("/good").replace("127.0.0.1", "localhost")
        assert (await fetcher.fetch(server.at(f"/astray?to={target}"))).body == BODY


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("::1", True),
        ("0x7f.1", True),
        ("2130706433", True),
        ("10.1.2.3", True),
        ("169.254.169.254", True),
        ("::ffff:192.168.0.1", True),
        ("fe80::1%eth0", True),
        ("metadata.google.internal", True),
        ("printer", True),
        ("wire.lan.", True),
        ("news.example", False),
        ("8.8.8.8", False),
        ("2606:4700::1111", False),
        ("7news.example", False),
    ],
)
def test_a_host_is_visibly_local_or_not(host: str, local: bool) -> None:
    assert is_local(host) is local


@pytest.mark.parametrize("number", ["224.0.0.1", "0.0.0.0", "::", "not a number", "255.255.255.255"])
def test_an_address_that_names_no_public_machine_is_not_public(number: str) -> None:
    assert not is_public(number)


async def test_many_at_once_but_not_too_many(server: Server) -> None:
    async with Fetcher(at_once=7) as fetcher:
        await asyncio.gather(*(fetcher.fetch(server.at(f"/while/{number}")) for number in range(30)))
    assert server.most_at_once == 7


async def test_one_public_host_is_spared(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    as_public(monkeypatch, {"news.example": "127.0.0.1"})
    public = server.base.replace("127.0.0.1", "news.example")
    async with Fetcher(per_host=2) as fetcher:
        await asyncio.gather(*(fetcher.fetch(f"{public}/while/{number}") for number in range(8)))
    assert server.most_at_once == 2


async def test_a_host_that_many_others_lead_to_is_spared_too(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {f"n{number}.example": "127.0.0.1" for number in range(8)}
    as_public(monkeypatch, {"news.example": "127.0.0.1", **names})
    monkeypatch.setattr("newsdesk.feeds.fetch.is_public", lambda _: True)
    there = server.base.replace("127.0.0.1", "news.example")
    async with Fetcher(per_host=2) as fetcher:
        await asyncio.gather(
            *(
                fetcher.fetch(server.base.replace("127.0.0.1", name) + f"/astray?to={there}/while/{number}")
                for number, name in enumerate(names)
            )
        )
    assert server.most_at_once == 2


async def test_waiting_for_a_turn_does_not_count_against_the_deadline(server: Server) -> None:
    async with Fetcher(at_once=1, seconds=0.6) as fetcher:
        fetched = await asyncio.gather(*(fetcher.fetch(server.at(f"/while/{number}")) for number in range(14)))
    assert all(answer.body == BODY for answer in fetched)


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("newsdesk.feeds.parse", "aiohttp"),
        ("newsdesk.feeds.fetch", "feedparser"),
        ("newsdesk.feeds.refresh", "aiohttp"),
    ],
)
def test_one_library_is_not_loaded_for_the_other(module: str, unwanted: str) -> None:
    code = f"import sys, {module}; sys.exit('{unwanted}' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
