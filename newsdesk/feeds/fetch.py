"""One address over HTTP to bytes, with aiohttp, which only this module and the words for its failures know.

Knows nothing of feeds. Everything a server can do wrong ends in FeedFailed with words a person reads: slowness in a
deadline over all of it, size in a cap on what is kept and on what is unpacked, redirects in five hops that never lead
from the public internet into this machine or its network. aiohttp is loaded when the first session opens.
"""

from __future__ import annotations

import asyncio
import importlib
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urldefrag, urljoin, urlsplit
from weakref import WeakValueDictionary

from msgspec import Struct

from newsdesk import __version__, text
from newsdesk.errors import FeedFailed
from newsdesk.feeds import failures
from newsdesk.feeds.hosts import is_local, is_public
from newsdesk.feeds.unpack import MOST_BYTES, too_large, unpack

if TYPE_CHECKING:
    from aiohttp import ClientResponse, ClientSession

SECONDS = 20.0
MOST_AT_ONCE = 100
MOST_PER_HOST = 6
"""What browsers hold to; hosts of this machine and its network are not spared."""
MOST_REDIRECTS = 5

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_HEADERS = {
    "User-Agent": f"newsdesk/{__version__} (feed reader)",
    "Accept": "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_CODINGS = frozenset(("", "identity", "gzip", "x-gzip", "deflate"))


class Fetched(Struct, frozen=True, kw_only=True):
    """A server's answer. Keep `etag` and `modified` for the next time only once the feed was read whole."""

    body: bytes | None
    """Without its layer of compression; null where the server says that nothing changed (HTTP 304)."""
    etag: str = ""
    modified: str = ""
    address: str
    """Where the answer came from, redirects followed: relative links in it are relative to this."""
    content_type: str = ""


class Fetcher:
    """Fetches many addresses at once; an async context manager that holds the connections."""

    def __init__(
        self,
        *,
        seconds: float = SECONDS,
        most_bytes: int = MOST_BYTES,
        at_once: int = MOST_AT_ONCE,
        per_host: int = MOST_PER_HOST,
    ) -> None:
        self._seconds = seconds
        self._most_bytes = most_bytes
        self._per_host = per_host
        self._turns = asyncio.Semaphore(at_once)
        self._host_turns: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        # A third of a second: too long for the thread that draws the screen.
        await asyncio.to_thread(importlib.import_module, "aiohttp")
        self._anywhere = await self._stack.enter_async_context(_session(public_only=False))
        self._public = await self._stack.enter_async_context(_session(public_only=True))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def fetch(self, address: str, etag: str = "", modified: str = "") -> Fetched:
        """Ask for an address; `etag` and `modified` are those of the last answer that was read whole.

        Raises FeedFailed. The deadline is over all redirects and the body, and leaves out the waiting for turns.
        """
        address = urldefrag(text.link(address))[0]
        if not address:
            raise FeedFailed("That is not a web address.", "It must begin with http:// or https:// and name a host.")
        host = urlsplit(address).hostname or ""
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        journey = _Journey(address, host, {name: value for name, value in conditions.items() if value})
        try:
            return await self._follow(journey)
        except TimeoutError as error:
            raise failures.too_slow(journey.host, self._seconds, journey.answered) from error
        except FeedFailed:
            raise
        except (OSError, ValueError, LookupError, failures.client_error()) as error:
            raise failures.unreachable(error, journey.host) from error

    @asynccontextmanager
    async def _turn(self, host: str) -> AsyncIterator[None]:
        """Wait until this host, and all of them together, may be asked once more."""
        if is_local(host):
            async with self._turns:
                yield
            return
        own = self._host_turns.setdefault(host, asyncio.Semaphore(self._per_host))
        async with own, self._turns:
            yield

    async def _follow(self, journey: _Journey) -> Fetched:
        """Go from host to host; at each one the turn comes first, and only then does the time run on."""
        left = self._seconds
        for _ in range(MOST_REDIRECTS + 1):
            async with self._turn(journey.host), asyncio.timeout(left):
                began = monotonic()
                answer = await self._ask(journey)
                left -= monotonic() - began
            if answer is not None:
                return answer
        raise FeedFailed(f"It redirects more than {MOST_REDIRECTS} times.", "Look for the feed's present address.")

    async def _ask(self, journey: _Journey) -> Fetched | None:
        """What the host answers; null where it sent the journey on."""
        session = self._public if journey.must_be_public() else self._anywhere
        async with session.get(journey.here, headers=journey.conditions, allow_redirects=False) as response:
            target = response.headers.get("Location", "")
            if response.status not in _REDIRECTS or not target:
                journey.answered = True
                return await self._answer(response, journey)
            journey.go(target)
            return None

    async def _answer(self, response: ClientResponse, journey: _Journey) -> Fetched:
        headers = response.headers
        etag, modified = _validator(headers.get("ETag", "")), _validator(headers.get("Last-Modified", ""))
        if response.status == 304 and journey.conditions:
            return Fetched(
                body=None,
                etag=etag or journey.conditions.get("If-None-Match", ""),
                modified=modified or journey.conditions.get("If-Modified-Since", ""),
                address=journey.here,
            )
        if not 200 <= response.status < 300:
            raise failures.refused(response.status, response.reason or "", headers.get("Retry-After", ""))
        coding = headers.get("Content-Encoding", "").strip().lower()
        if coding not in _CODINGS:
            raise FeedFailed(
                f"It is compressed as “{text.line(coding, 40)}”, which was not asked for.", "Tell its publisher."
            )
        return Fetched(
            body=unpack(await self._read(response), coding, self._most_bytes),
            etag=etag,
            modified=modified,
            address=journey.here,
            content_type=text.line(headers.get("Content-Type", ""), 200),
        )

    async def _read(self, response: ClientResponse) -> bytes:
        """The body as sent. One that breaks off comes back as far as it came: the reader of the feed tells the cut."""
        chunks: list[bytes] = []
        size = 0
        try:
            async for chunk in response.content.iter_any():
                size += len(chunk)
                if size > self._most_bytes:
                    raise too_large(self._most_bytes)
                chunks.append(chunk)
        except (OSError, failures.client_error()):
            if not chunks:
                raise
        return b"".join(chunks)


class _Journey:
    """Where a request stands on its way through redirects."""

    def __init__(self, address: str, host: str, conditions: dict[str, str]) -> None:
        self.here = address
        self.host = self.first_host = host
        self.conditions = conditions
        self.answered = False
        self._been = {address}

    def must_be_public(self) -> bool:
        """Whether this hop may only reach the public internet: an editor may name a local host, a server may not."""
        return self.host != self.first_host and not is_local(self.first_host)

    def go(self, target: str) -> None:
        """Take a redirect. Raises FeedFailed where it leads nowhere we go."""
        address = urldefrag(text.link(urljoin(self.here, target.strip())))[0]
        if not address:
            raise FeedFailed(
                f"It redirects to “{text.line(target, 80)}”, which is no web address.", "Tell its publisher."
            )
        if address in self._been:
            raise FeedFailed("It redirects in a circle.", "Look for the feed's present address.")
        self._been.add(address)
        self.here = address
        self.host = urlsplit(address).hostname or ""
        if self.must_be_public() and is_local(self.host):
            raise failures.private(self.host)


def _session(*, public_only: bool) -> ClientSession:
    import aiohttp

    # Turns are taken before the deadline starts, so the connector must not queue as well.
    connector = aiohttp.TCPConnector(limit=0, socket_factory=_public_socket if public_only else None)
    return aiohttp.ClientSession(
        connector=connector,
        headers=_HEADERS,
        timeout=aiohttp.ClientTimeout(total=None),
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
    )


def _public_socket(info: tuple[Any, ...]) -> socket.socket:
    """A socket for an address that a name resolved to, where that is public: names can point anywhere."""
    family, kind, protocol, _, target = info
    if not is_public(str(target[0])):
        raise failures.PrivateAddress(f"{target[0]} is not public")
    return socket.socket(family, kind, protocol)


def _validator(value: str) -> str:
    """A validator that can be sent back as it came; one that is not printable or endless is not kept."""
    return value if value.isascii() and value.isprintable() and len(value) <= 1000 else ""
