"""What is pasted is text and nothing else, however the terminal cuts it up; keys pass as they are."""

from __future__ import annotations

import signal
import sys
from itertools import pairwise
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as some
from textual import events
from textual.drivers import linux_driver

from newsdesk.tui import terminal
from newsdesk.tui.app import NewsdeskApp, run_desk
from newsdesk.tui.terminal import CLOSES, OPENS, GatedParser, PasteGate
from tests.tui import story

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
    found = heard("a\x1b[A", OPENS + "\x1b[B" + CLOSES + "h\x1b[A")
    told = [one.key if isinstance(one, events.Key) else one.text for one in found]  # type: ignore[attr-defined]
    assert told == ["a", "up", "[B", "h", "up"]


def test_a_piece_of_a_paste_of_which_nothing_is_left_is_not_the_end() -> None:
    (paste,) = heard(OPENS + "a", "\x1b", "\x07", "b" + CLOSES)
    assert isinstance(paste, events.Paste)
    assert paste.text == "ab"


def test_what_opened_one_paste_opens_no_other() -> None:
    gate = PasteGate()
    *_, last = (gate.clean(piece) for piece in (OPENS[:-1], OPENS[-1] + CLOSES, OPENS[-1], "\x1b[A"))
    assert last == "\x1b[A"


# What ends a paste cannot stand in one: a terminal takes it out, or nobody could tell where the paste ends.
PASTED = some.text(max_size=12).filter(lambda words: CLOSES not in words)


@given(cuts=some.lists(some.integers(0, 160), max_size=6), words=PASTED)
def test_a_paste_is_its_plain_words_in_whatever_pieces_it_comes(cuts: list[int], words: str) -> None:
    pasted = HOSTILE + words
    plain = "".join(sign for sign in pasted if sign in "\t\n\r" or category(sign) != "Cc")
    whole = f"ab{OPENS}{pasted}{CLOSES}\x1b[A{OPENS}{pasted}{CLOSES}"
    at = sorted({0, len(whole), *(cut for cut in cuts if cut < len(whole))})
    gate = PasteGate()
    pieces = [gate.clean(whole[start:end]) for start, end in pairwise(at)]
    assert "".join(pieces) == f"ab{OPENS}{plain}{CLOSES}\x1b[A{OPENS}{plain}{CLOSES}"


@given(keys=some.text(max_size=20).filter(lambda keys: OPENS not in keys))
def test_what_is_typed_passes_at_once_and_unchanged(keys: str) -> None:
    gate = PasteGate()
    assert "".join(gate.clean(key) for key in keys) == keys


def test_the_desk_is_run_with_a_driver_that_reads_through_the_gate_and_ends_at_no_byte(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read_by = vars(linux_driver)
    for name in ("XTermParser", "getincrementaldecoder"):
        monkeypatch.setitem(read_by, name, read_by[name])
    monkeypatch.setattr(NewsdeskApp, "run", lambda _: None)
    monkeypatch.setattr(sys, "setswitchinterval", lambda _: None)
    run_desk(story.empty_desk())
    assert read_by["XTermParser"] is GatedParser
    assert read_by["getincrementaldecoder"]("utf-8")().decode(b"a\x9bb") == "a\ufffdb"


def test_the_desk_opens_with_what_is_right_in_the_settings_and_tells_the_rest(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place = tmp_path / "settings.toml"
    place.write_text('theme = "mauve"\ndensity = "compact"\n[keys]\ndesk.acept = "z"\n', "utf-8")
    monkeypatch.setenv("NEWSDESK_HOME", str(tmp_path))
    monkeypatch.setattr("newsdesk.tui.terminal.gate_input", lambda: None)
    monkeypatch.setattr(sys, "setswitchinterval", lambda _: None)
    apps: list[NewsdeskApp] = []

    def run(app: NewsdeskApp) -> None:
        apps.append(app)

    monkeypatch.setattr(NewsdeskApp, "run", run)
    run_desk(story.empty_desk())
    (app,) = apps
    assert (app.theme, app.settings.density) == ("wire", "compact")
    assert [row.partition(":")[0] for row in app.room.wrong.splitlines()[1:]] == ["line 1", "line 4"]


def test_a_terminal_that_is_gone_is_told_to_the_process_and_not_asked_again_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[int] = []
    waited: list[float] = []
    monkeypatch.setattr("os.kill", lambda _, number: told.append(number))
    monkeypatch.setattr(terminal, "sleep", waited.append)
    decoder = terminal._forgiving("utf-8")()
    assert decoder.decode("é".encode()[:1]) + decoder.decode("é".encode()[1:]) == "é"
    assert decoder.decode(b"", final=True) == ""
    assert (told, waited) == ([], [])
    assert decoder.decode(b"") == ""
    assert (told, waited) == ([signal.SIGHUP], [terminal.AGAIN])
