"""One layer of compression, with a bound on what comes out.

Knows no network and no disk. A second layer is never removed: what decompresses to an archive is a trap or a mistake.
"""

from __future__ import annotations

import zlib

from newsdesk.errors import FeedFailed

MOST_BYTES = 10_000_000
"""The largest body that is read; the largest feed of a publisher seen in use has 0.5 million bytes."""

_GZIP = b"\x1f\x8b"


def unpack(raw: bytes, coding: str = "", most: int = MOST_BYTES) -> bytes:
    """The body without its one layer: of gzip where its first bytes say so, of deflate where `coding` says so.

    A layer that breaks off gives what was readable, since the reader of the feed tells and salvages a cut. Raises
    FeedFailed where more than `most` bytes come out, or where nothing does.
    """
    if raw.startswith(_GZIP):
        return _inflate(raw, 31, most)
    if coding.strip().lower() == "deflate":
        # RFC 9110 means zlib by deflate; some servers send it raw.
        return _inflate(raw, 15 if raw[:1] == b"\x78" else -15, most)
    if len(raw) > most:
        raise too_large(most)
    return raw


def too_large(most: int) -> FeedFailed:
    """The words for a body over the bound."""
    return FeedFailed(f"It is larger than {most / 1_000_000:g} MB.", "No feed is; check that this is its address.")


def _inflate(raw: bytes, window: int, most: int) -> bytes:
    pieces: list[bytes] = []
    room = most + 1
    while raw and room > 0:
        layer = zlib.decompressobj(window)
        try:
            pieces.append(layer.decompress(raw, room))
        except zlib.error as error:
            if not any(pieces):
                raise FeedFailed("Its compression is damaged.", "Try later, or tell its publisher.") from error
            break
        room -= len(pieces[-1])
        # gzip may hold several members, one after another; they are one layer.
        raw = layer.unused_data if window == 31 and layer.unused_data.startswith(_GZIP) else b""
    if room <= 0:
        raise too_large(most)
    return b"".join(pieces)
