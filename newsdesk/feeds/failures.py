"""What went wrong on the way to a server, in a person's words, and what to do about it.

Knows aiohttp's exceptions by their place in its tree, and loads it only where it is loaded already. Words that come
from outside (reasons, names, texts of exceptions) pass the gate.
"""

from __future__ import annotations

import errno
import ssl
from http import HTTPStatus

from newsdesk import text
from newsdesk.errors import FeedFailed

_LATER = "Try later."
_TELL = "Tell its publisher."
_CHECK = "Check the address, and your own connection."
_ERRNOS = {
    errno.ECONNREFUSED: "refuses connections",
    errno.ENETUNREACH: "cannot be reached from here",
    errno.EHOSTUNREACH: "cannot be reached from here",
    errno.ETIMEDOUT: "does not answer",
    errno.ECONNRESET: "broke the connection off",
}
_HINTS = {
    401: "It asks for a password; newsdesk reads open feeds only. Look for an open one.",
    403: "It refuses readers like this one; ask its publisher.",
    404: "Check the address.",
    410: "It is gone for good; remove the source.",
    429: "It asks us to come less often; set a higher poll_minutes.",
}


class PrivateAddress(OSError):
    """A name that a server sent us to resolves to an address that is not public."""


def client_error() -> type[Exception]:
    """The root of aiohttp's exceptions."""
    import aiohttp

    return aiohttp.ClientError


def too_slow(host: str, seconds: float, answered: bool) -> FeedFailed:
    """The deadline passed, before or after the first word of an answer."""
    if answered:
        return FeedFailed(f"{_shown(host)} did not finish in {seconds:g} s.", _LATER)
    return FeedFailed(f"{_shown(host)} gave no answer in {seconds:g} s.", _LATER)


def private(host: str) -> FeedFailed:
    """A server sent us to this machine or its network."""
    return FeedFailed(
        f"It redirects to {_shown(host)}, which is on a private network.",
        "If you trust that address, give it as the source's own.",
    )


def refused(status: int, reason: str, retry_after: str = "") -> FeedFailed:
    """An answer that is no success; `reason` and `retry_after` as the server sent them."""
    shown = text.line(reason, 60)
    if not shown and status in HTTPStatus._value2member_map_:
        shown = HTTPStatus(status).phrase
    hint = _HINTS.get(status, _LATER)
    if retry_after.isdecimal() and len(retry_after) <= 6:
        hint = f"It asks us to wait {int(retry_after):,} s; try again then."
    return FeedFailed(f"HTTP {status} {shown}".rstrip() + ".", hint)


def unreachable(error: Exception, host: str) -> FeedFailed:
    """Any other exception on the way."""
    import aiohttp

    rows: tuple[tuple[tuple[type[Exception], ...], str, str], ...] = (
        ((aiohttp.ClientConnectorDNSError, UnicodeError), "The name {} cannot be found.", _CHECK),
        ((aiohttp.ClientConnectorCertificateError,), "The certificate of {} is not valid" + _certificate(error), _TELL),
        ((aiohttp.ClientSSLError,), "No secure connection to {} could be made.", _TELL),
        ((aiohttp.ClientResponseError,), "{} does not answer in HTTP.", _CHECK),
        ((aiohttp.InvalidURL, LookupError), "The address at {} cannot be asked for.", "Check the address."),
    )
    for kinds, words, hint in rows:
        if isinstance(error, kinds):
            return FeedFailed(words.format(_shown(host)), hint)
    if isinstance(error, aiohttp.ClientConnectorError):
        return _not_connected(error.os_error, host)
    if isinstance(error, aiohttp.ClientError):
        return FeedFailed(f"{_shown(host)} broke the connection off.", _LATER)
    return _not_connected(error, host)


def _not_connected(error: Exception, host: str) -> FeedFailed:
    if isinstance(error, PrivateAddress):
        return private(host)
    number = error.errno if isinstance(error, OSError) else None
    return FeedFailed(f"{_shown(host)} {_ERRNOS.get(number or 0, 'cannot be reached')}.", _CHECK)


def _certificate(error: Exception) -> str:
    cause = getattr(error, "certificate_error", None)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f": {text.line(cause.verify_message, 80).replace('{', '(').replace('}', ')')}."
    return "."


def _shown(host: str) -> str:
    return text.line(host, 80) or "The server"
