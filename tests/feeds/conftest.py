"""A real web server on loopback that does what servers do wrong, and the evaluation data where it is present."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from tests.feeds.bodies import BODY

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "feeds"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Feeds that other people made."""
    if not SHARED.is_dir():
        pytest.skip("the evaluation feeds are not beside this checkout")
    return SHARED


class Server:
    """What was asked for, and where to ask."""

    def __init__(self) -> None:
        self.base = ""
        self.asked: list[str] = []
        self.at_once = 0
        self.most_at_once = 0

    def at(self, path: str) -> str:
        return f"{self.base}{path}"


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    state = Server()
    app = web.Application(middlewares=[_counting(state)])
    for path, handler in _HANDLERS.items():
        app.router.add_get(path, handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert runner.addresses
    state.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield state
    await runner.cleanup()


def _counting(state: Server):  # type: ignore[no-untyped-def]
    @web.middleware
    async def count(request: web.Request, handler):  # type: ignore[no-untyped-def]
        state.asked.append(request.path)
        if not request.path.startswith("/while"):
            # What is answered in no time, such as a redirect, may come between.
            return await handler(request)
        state.at_once += 1
        state.most_at_once = max(state.most_at_once, state.at_once)
        try:
            return await handler(request)
        finally:
            state.at_once -= 1

    return count


async def _good(request: web.Request) -> web.Response:
    headers = {"ETag": '"v1"', "Last-Modified": "Thu, 17 Jan 2013 19:02:00 GMT"}
    if request.headers.get("If-None-Match") == '"v1"':
        return web.Response(status=304, headers=headers)
    return web.Response(body=BODY, content_type="application/rss+xml", charset="utf-8", headers=headers)


async def _echo(request: web.Request) -> web.Response:
    lines = "\n".join(f"{name}: {value}" for name, value in request.headers.items())
    return web.Response(text=lines)


async def _slow(request: web.Request) -> web.Response:
    await asyncio.sleep(5)
    return web.Response(body=BODY)


async def _a_while(request: web.Request) -> web.Response:
    await asyncio.sleep(0.05)
    return web.Response(body=BODY)


async def _drip(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    for at in range(len(BODY)):
        await response.write(BODY[at : at + 1])
        await asyncio.sleep(0.05)
    return response


async def _cut(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": str(len(BODY)), "ETag": '"cut"'})
    await response.prepare(request)
    await response.write(BODY[: BODY.index(b"<item><title>Update 3") + 20])
    assert request.transport
    request.transport.close()
    return response


async def _cut_early(request: web.Request) -> web.StreamResponse:
    return web.Response(body=BODY[: BODY.index(b"<item>") + 20], content_type="application/rss+xml")


async def _hang_up(request: web.Request) -> web.StreamResponse:
    assert request.transport
    request.transport.close()
    return web.StreamResponse()


async def _gzip(request: web.Request) -> web.Response:
    return web.Response(body=gzip.compress(BODY), headers={"Content-Encoding": "gzip"})


async def _gzip_file(request: web.Request) -> web.Response:
    return web.Response(body=gzip.compress(BODY), content_type="application/gzip")


async def _gzip_twice(request: web.Request) -> web.Response:
    return web.Response(body=gzip.compress(gzip.compress(BODY)), headers={"Content-Encoding": "gzip"})


async def _bomb(request: web.Request) -> web.Response:
    return web.Response(body=gzip.compress(b"<rss>" + b" " * 20_000_000), headers={"Content-Encoding": "gzip"})


async def _brotli(request: web.Request) -> web.Response:
    return web.Response(body=b"\x8b\x00", headers={"Content-Encoding": "br"})


async def _circle(request: web.Request) -> web.Response:
    return web.Response(status=302, headers={"Location": "/circle/b" if request.path.endswith("a") else "/circle/a"})


async def _long_way(request: web.Request) -> web.Response:
    step = int(request.query.get("step", "0"))
    return web.Response(status=302, headers={"Location": f"/long?step={step + 1}"})


async def _moved(request: web.Request) -> web.Response:
    return web.Response(status=301, headers={"Location": "/good"})


async def _for_now(request: web.Request) -> web.Response:
    return web.Response(status=302, headers={"Location": "/moved"})


async def _astray(request: web.Request) -> web.Response:
    return web.Response(status=302, headers={"Location": request.query["to"]})


async def _status(request: web.Request) -> web.Response:
    number = int(request.match_info["number"])
    return web.Response(status=number, reason=request.query.get("reason"), headers={"Retry-After": "120"})


async def _huge(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    for _ in range(200):
        await response.write(b" " * 100_000)
    return response


async def _page(request: web.Request) -> web.Response:
    return web.Response(text="<!doctype html><html><body><p>Sign in</p></body></html>", content_type="text/html")


async def _relative(request: web.Request) -> web.Response:
    body = b"<rss version='2.0'><channel><title>T</title><item><link>story/1</link></item></channel></rss>"
    return web.Response(body=body, content_type="application/rss+xml")


_HANDLERS = {
    "/good": _good,
    "/echo": _echo,
    "/slow": _slow,
    "/while/{number}": _a_while,
    "/drip": _drip,
    "/cut": _cut,
    "/cut-early": _cut_early,
    "/hang-up": _hang_up,
    "/gzip": _gzip,
    "/gzip-file": _gzip_file,
    "/gzip-twice": _gzip_twice,
    "/bomb": _bomb,
    "/brotli": _brotli,
    "/circle/a": _circle,
    "/circle/b": _circle,
    "/long": _long_way,
    "/moved": _moved,
    "/for-now": _for_now,
    "/astray": _astray,
    "/status/{number}": _status,
    "/huge": _huge,
    "/page": _page,
    "/relative": _relative,
}
