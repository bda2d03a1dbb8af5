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
    """The documents of one table in the order of first arrival.

    A hash index on the first word of their ids is made when it is first asked for, and kept from then on.
    """

    def __init__(self) -> None:
        super().__init__()
        self._groups: dict[str, dict[str, Document]] | None = None

    def put(self, document: Document) -> int:
        """Take a document in the place of its like; returns the bytes of JSON that it supersedes."""
        former = self.get(document.doc_id)
        self[document.doc_id] = document
        if self._groups is not None:
            _file(self._groups, document)
        return len(former.json) if former is not None else 0

    def group(self, name: str) -> list[Document]:
        """The documents whose ids begin with this word and a space."""
        if self._groups is None:
            self._groups = {}
            for document in self.values():
                _file(self._groups, document)
        return list(self._groups.get(name, {}).values())

    def last_id(self) -> str | None:
        """The id that arrived last."""
        return next(reversed(self), None)


def _file(groups: dict[str, dict[str, Document]], document: Document) -> None:
    group, space, _ = document.doc_id.partition(" ")
    if space:
        groups.setdefault(group, {})[document.doc_id] = document
