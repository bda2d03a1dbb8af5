"""A closed window, or the system, ends the desk: what is open is closed, and no thread outlives it."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from newsdesk import leaving

STUCK = """
import threading, time
from newsdesk import leaving

leaving.GRACE = 0.5
with leaving.orderly():
    threading.Thread(target=lambda: time.sleep(60)).start()
    try:
        print("ready", flush=True)
        time.sleep(60)
    finally:
        print("closed", flush=True)
"""


def test_what_runs_may_stop_itself_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "GRACE", 3600.0)
    stopped: list[int] = []
    with leaving.orderly(), leaving.stopping(stopped.append):
        signal.raise_signal(signal.SIGTERM)
    assert stopped == [128 + signal.SIGTERM]


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_what_is_open_is_closed_and_a_thread_that_waits_for_a_terminal_ends_too(number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", STUCK], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        child.send_signal(number)
        assert child.wait(30) == 128 + number
        assert child.stdout.read() == "closed\n"
