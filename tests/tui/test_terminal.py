"""What is pasted is text and nothing else, however the terminal cuts it up; keys pass as they are."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some
from textual import events
from textual.drivers import linux_driver

from newsdesk.tui.terminal import CLOSES, OPENS, GatedParser, PasteGate, gate_input

HOSTILE = "A\x1b[31mRED\x1b]0;pwn\x07B\x00C\rD\nE\tF\x9bG"


def heard(*pieces: str) -> list[events.Event]:
    """The events of a terminal's input."""
    parser = GatedParser()
    return [event for piece in pieces for event in parser.feed(piece) if isinstance(event, events.Event)]


def test_no_key_is_heard_in_what_is_pasted() -> None:
    (paste,) = heard(OPENS + HOSTILE + CLOSES)
    assert isinstance(paste, events.Paste)
    assert paste.text == "A[31mRED]0;pwnBC\rD\nE\tFG"


def test_keys_before_and_behind_a_paste_are_keys() -> None:
    found = heard("a\x1b[A", OPENS + "\x1b[B" + CLOSES + "h")
    assert [one.key if isinstance(one, events.Key) else one.text for one in found] == ["a", "up", "[B", "h"]  # type: ignore[attr-defined]


@given(cuts=some.lists(some.integers(0, 80), max_size=6), words=some.text(max_size=12))
def test_a_paste_is_the_same_in_whatever_pieces_it_comes(cuts: list[int], words: str) -> None:
    whole = f"ab{OPENS}{HOSTILE}{words.replace(CLOSES, '')}{CLOSES}cd"
    at = sorted({0, len(whole), *(cut for cut in cuts if cut < len(whole))})
    gate, other = PasteGate(), PasteGate()
    pieces = [gate.clean(whole[start:end]) for start, end in pairwise(at)]
    assert "".join(pieces) == other.clean(whole)
    assert "\x1b" not in "".join(pieces).replace(OPENS, "").replace(CLOSES, "")


@given(keys=some.text(max_size=20).filter(lambda keys: OPENS not in keys))
def test_what_is_typed_passes_at_once_and_unchanged(keys: str) -> None:
    gate = PasteGate()
    assert "".join(gate.clean(key) for key in keys) == keys


def test_the_driver_reads_through_the_gate_and_ends_at_no_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    read_by = vars(linux_driver)
    for name in ("XTermParser", "getincrementaldecoder"):
        monkeypatch.setitem(read_by, name, read_by[name])
    gate_input()
    assert read_by["XTermParser"] is GatedParser
    assert read_by["getincrementaldecoder"]("utf-8")().decode(b"a\x9bb") == "a\ufffdb"
