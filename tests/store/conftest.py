"""What the store's tests share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsdesk.desk_files import JOURNAL
from newsdesk.store import TinyStore
from tests.store.acts import decide

Opener = Callable[..., TinyStore]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk folder that is not there yet."""
    return tmp_path / "newsroom" / "desk"


@pytest.fixture
def open_desk(desk: Path) -> Iterator[Opener]:
    """Opens the desk as TinyStore.open does, and closes what a test leaves open."""
    opened: list[TinyStore] = []

    def opener(*, holder: str = "", read_only: bool = False) -> TinyStore:
        opened.append(TinyStore.open(desk, holder=holder, read_only=read_only))
        return opened[-1]

    yield opener
    for store in opened:
        store.close()


@pytest.fixture
def written(desk: Path, open_desk: Opener) -> Path:
    """The journal of a closed desk with five decisions, one a line, behind the header."""
    store = open_desk()
    decide(store, 5)
    store.close()
    return desk / JOURNAL
