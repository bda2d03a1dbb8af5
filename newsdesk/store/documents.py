"""Documents as the journal holds them: JSON until someone asks, so that a desk of 50,000 updates opens at once.

Knows the shape of no record: ids and JSON only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

import msgspec
from msgspec import Raw

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


class Document(Mapping[str, Any]):
    """One document of a TinyDB table, under its id. Unchangeable; every look into it decodes its JSON anew."""

    __slots__ = ("doc_id", "json")

    def __init__(self, value: Raw | Mapping[str, Any], doc_id: str) -> None:
        self.doc_id = doc_id
        self.json = _json(value)

    def __getitem__(self, name: str) -> Any:
        return _decode(self.json)[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_decode(self.json))

    def __len__(self) -> int:
        return len(_decode(self.json))

    def thawed(self) -> dict[str, Any]:
        """A copy that may be changed."""
        return cast("dict[str, Any]", _decode(self.json))


def _json(value: Raw | Mapping[str, Any]) -> Raw:
    if isinstance(value, Raw):
        return value
    return value.json if isinstance(value, Document) else Raw(_encode(dict(value)))


class Documents(Mapping[str, Document]):
    """The documents of one table in the order of first arrival; each is made when it is asked for.

    What was read from a file stays a stretch of what was read: nothing is copied.
    """

    def __init__(self, jsons: dict[str, Raw] | None = None) -> None:
        self.jsons: dict[str, Raw] = {} if jsons is None else jsons
        """As they are kept; to be changed by `put` alone."""

    def __getitem__(self, doc_id: str) -> Document:
        return Document(self.jsons[doc_id], doc_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self.jsons)

    def __len__(self) -> int:
        return len(self.jsons)

    def put(self, jsons: Mapping[str, Raw]) -> int:
        """Take documents in the place of their like; returns the bytes of JSON that they supersede."""
        superseded = 0
        if not self.jsons.keys().isdisjoint(jsons):
            superseded = sum(len(memoryview(self.jsons[doc_id])) for doc_id in self.jsons.keys() & jsons.keys())
        self.jsons.update(jsons)
        return superseded

    def last_id(self) -> str | None:
        """The id that arrived last."""
        return next(reversed(self.jsons), None)
