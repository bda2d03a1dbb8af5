"""Updates in brief, made of their documents while the words in them are passed over: a third of the time."""

from __future__ import annotations

from datetime import datetime
from typing import cast

import msgspec
from msgspec import Raw, Struct

from newsdesk.model import BriefUpdate, Update


class _Unread(Struct, frozen=True, gc=False):
    """What is counted and not looked into."""


class _Reading(Struct, frozen=True, gc=False):
    figures: tuple[_Unread, ...] = ()
    questions: tuple[_Unread, ...] = ()


class _Version(Struct, frozen=True, gc=False):
    at: datetime
    reading: _Reading = _Reading()


class _Update(Struct, frozen=True, kw_only=True, gc=False):
    """What a brief is made of. Every field is as in Update."""

    source: str
    id: str
    versions: tuple[_Version, ...]
    incident: str | None = None
    group: str = ""
    vanished: datetime | None = None


_decode = msgspec.json.Decoder(_Update).decode
_encode_many = msgspec.json.Encoder().encode
_decode_many = msgspec.json.Decoder(list[BriefUpdate]).decode


def read(document: Raw) -> BriefUpdate:
    """An update in brief, of its document. Raises MsgspecError."""
    found = _decode(document)
    if not found.versions:
        raise msgspec.ValidationError("an update without a version")
    # It has every field that a brief is made of.
    return BriefUpdate.of(cast("Update", found))


def packed(briefs: list[BriefUpdate]) -> Raw:
    """Many updates in brief, to be kept."""
    return Raw(_encode_many(briefs))


def unpacked(kept: Raw) -> list[BriefUpdate]:
    """What was kept of many updates; nothing where it has another shape."""
    try:
        return _decode_many(kept)
    except msgspec.MsgspecError:
        return []
