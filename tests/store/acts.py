"""What the tests do to a desk, to its file, and to the calls beneath it."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from newsdesk.decisions import Decision, Look
from newsdesk.model import BriefUpdate, Health, Incident, Source, Update
from newsdesk.store import Change, Store, TinyStore
from tests.store.records import decision, health


def decide(store: TinyStore, times: int = 1) -> None:
    for _ in range(times):
        store.commit(Change(decisions=(decision(len(store.decisions()) + 1),)))


def decided(desk: Path) -> int:
    """How many decisions a fresh look at the file finds."""
    with closing(TinyStore.open(desk, read_only=True)) as store:
        assert [found.id for found in store.decisions()] == list(range(1, len(store.decisions()) + 1))
        return len(store.decisions())


Held = tuple[
    list[Source], dict[str, Health], list[Incident], list[Update], list[BriefUpdate], list[Look], list[Decision]
]


def held(store: Store) -> Held:
    """All that a store holds."""
    return (
        list(store.sources()),
        dict(store.healths()),
        list(store.incidents()),
        list(store.updates()),
        list(store.briefs()),
        list(store.looks()),
        list(store.decisions()),
    )


def worn(store: TinyStore) -> None:
    """Twenty decisions in a journal most of which is superseded."""
    for number in range(1, 21):
        store.commit(Change(healths=(health(message=f"{number} " * 50),), decisions=(decision(number),)))


def sealed(json: bytes) -> bytes:
    """A sound line of a journal."""
    return b"%08x %b\n" % (zlib.crc32(json), json)


class Failing:
    """Stands in for a call: fails with these errors in turn, the system's by number, null for a call that works."""

    def __init__(self, real: Callable[..., Any], *errors: int | Exception | None) -> None:
        self._real = real
        self._errors = list(errors)

    def __call__(self, *arguments: Any) -> Any:
        error = self._errors.pop(0) if self._errors else None
        if isinstance(error, int):
            raise OSError(error, os.strerror(error))
        if error is not None:
            raise error
        return self._real(*arguments)
