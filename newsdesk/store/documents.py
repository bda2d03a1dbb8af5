"""Documents as the journal holds them: JSON until someone asks, so that a desk of 50,000 updates opens at once.

Knows the shape of no record: ids and JSON only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

import msgspec

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


class Document(Mapping[str, Any]):
    """One document of a TinyDB table, under its id. Unchangeable; every look into it decodes its JSON anew."""

    __slots__ = ("doc_id", "json")

    def __init__(self, value: bytes | Mapping[str, Any], doc_id: str) -> None:
        self.doc_id = doc_id
        self.json = value if isinstance(value, bytes) else _json(value)

    def __getitem__(self, name: str) -> Any:
        return _decode(self.json)[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_decode(self.json))

    def __len__(self) -> int:
        return len(_decode(self.json))

    def thawed(self) -> dict[str, Any]:
        """A copy that may be changed."""
        return cast("dict[str, Any]", _decode(self.json))


def _json(value: Mapping[str, Any]) -> bytes:
    return value.json if isinstance(value, Document) else _encode(dict(value))


class Documents(dict[str, Document]):
    """The documents of one table in the order of first arrival."""

    def put(self, document: Document) -> int:
        """Take a document in the place of its like; returns the bytes of JSON that it supersedes."""
        former = self.get(document.doc_id)
        self[document.doc_id] = document
        return len(former.json) if former is not None else 0

    def last_id(self) -> str | None:
        """The id that arrived last."""
        return next(reversed(self), None)
