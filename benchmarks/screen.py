"""The screen in a pseudo-terminal, on desks of 1,000 and 50,000 updates, with newsboat on as many items beside it.

Printed are medians: from the start to the first useful frame, which is the screen as it was left, and on to the live
wire and the figures beside it; from a key to the painted row, within what is in sight and where the list scrolls; the
same after an act, and for a letter to find; and the longest wait of a key while a refresh brings 1,000 new updates
from a server on this machine.

Run it:  python benchmarks/screen.py FOLDER [UPDATES …]; each number is taken with summaries, the last with whole
stories too.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import random
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import accumulate, product
from pathlib import Path

from newsdesk.figures import read
from newsdesk.model import Incident, Source, Update, Version, text_of
from newsdesk.store import Change, TinyStore

SOURCES, INCIDENTS, ROUNDS, KEYS = 60, 5, 5, 20
IN_INCIDENTS = 0.1
"""The part of a desk that stands in its incidents; each third of these updates has figures."""
FEEDS, EACH = 20, 50
"""What a refresh brings: so many new updates from each of so many feeds."""
BEGAN = datetime(2031, 3, 1, tzinfo=UTC)
SYLLABLES = "ba co di fe go ha ju ki lo ma nu pe ro sa ti vu".split()
WORDS = ["".join(parts) for parts in product(SYLLABLES, repeat=3)]
USE = list(accumulate(1 / rank for rank in range(1, len(WORDS) + 1)))
"""How often each word is used: as in any language, the second half as often as the first, and so on."""
SUMMARY, STORY = 60, 400
"""Words of an update: of a feed that sums its stories up, and of one that carries them whole."""
SAID = (
    "At least {} people were killed, police said.",
    "{} people were killed, the interior ministry said.",
    "More than {} people were injured, doctors said.",
    "{} foreign workers are missing, the company said.",
    "{} workers were freed, the army said.",
    "About {} people are still trapped, rescuers said.",
    "The attackers hold {} foreign hostages, a security official said.",
    "{} villagers were evacuated, the mayor said.",
    "Up to {} Britons are missing, the foreign ministry said.",
    "Police arrested {} people.",
)
ROWS, COLUMNS = 48, 160


# ── what is looked at ─────────────────────────────────────────────────────────────────────────────


def fill(folder: Path, size: int, words: int, address: str) -> None:
    """A desk of updates of so many words: 60 sources, of which 20 can be polled, and five incidents."""
    chance = random.Random(size)
    store = TinyStore.open(folder)
    sources = tuple(
        Source(id=f"s{n}", title=f"Source {n}", address=f"{address}/{n}.xml" if n < FEEDS else "")
        for n in range(SOURCES)
    )
    stories = tuple(Incident(id=f"story-{n}", title=f"Story {n}", watch=(f"zephyr{n}",)) for n in range(INCIDENTS))
    store.commit(Change(sources=sources, incidents=stories))
    made = [update(number, size, words, chance) for number in range(size)]
    for start in range(0, size, EACH):
        store.commit(Change(updates=tuple(made[start : start + EACH])))
    store.close()


def update(number: int, size: int, words: int, chance: random.Random) -> Update:
    """One of a desk's updates, spread over ten days."""
    at = BEGAN + timedelta(days=10) * (number / size)
    story = f"story-{chance.randrange(INCIDENTS)}" if chance.random() < IN_INCIDENTS else None
    title, body = f"Headline {number} {prose(chance, 5)}", prose(chance, words)
    if story is not None and chance.random() < 1 / 3:
        body = f"{' '.join(said.format(chance.randrange(2, 40)) for said in chance.sample(SAID, 2))} {body}"
    reading = read(text_of(title, body), published=at)
    version = Version(title=title, body=body, published=at, seen=at, at=at, reading=reading)
    return Update(source=f"s{chance.randrange(SOURCES)}", id=str(number), incident=story, versions=(version,))


def prose(chance: random.Random, count: int) -> str:
    """So many words."""
    return " ".join(chance.choices(WORDS, cum_weights=USE, k=count)) + "."


def feed(name: str, first: int, count: int, words: int) -> bytes:
    """An RSS feed of so many items of so many words."""
    chance = random.Random(first)
    items = "".join(
        f"<item><title>Headline {n} {prose(chance, 5)}</title><guid>{name}-{n}</guid>"
        f"<pubDate>{BEGAN + timedelta(days=20, seconds=n):%a, %d %b %Y %H:%M:%S} GMT</pubDate>"
        f"<description>{SAID[0].format(9) + ' zephyr4. ' if n % 9 == 0 else ''}{prose(chance, words)}</description>"
        "</item>"
        for n in range(first, first + count)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{name}</title>{items}</channel></rss>'.encode()


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and logs nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder's files."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


# ── a terminal ────────────────────────────────────────────────────────────────────────────────────


PATIENCE = 10
"""Seconds in which a program must have ended."""


class Terminal:
    """A program in a pseudo-terminal of 160x48."""

    def __init__(self, command: list[str], **environment: str) -> None:
        self.began = time.perf_counter()
        self.seen = b""
        self.pid, self.end = pty.fork()
        if not self.pid:
            # As a person starts it: what was compiled once is kept.
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            os.environ.update(
                environment, TERM="xterm-256color", COLORTERM="truecolor", LINES=str(ROWS), COLUMNS=str(COLUMNS)
            )
            os.execvp(command[0], command)
        fcntl.ioctl(self.end, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def read(self, wait: float) -> bytes:
        """What was written by the time that something is, or nothing after `wait` seconds."""
        if not select.select([self.end], [], [], wait)[0]:
            return b""
        try:
            got = os.read(self.end, 1 << 16)
        except OSError:
            return b""
        self.seen = (self.seen + got)[-(1 << 20) :]
        return got

    def until(self, sign: bytes, patience: float = 60) -> float:
        """Milliseconds until a sign is written. Raises TimeoutError."""
        began, got = time.perf_counter(), b""
        while sign not in got:
            got += self.read(1)
            if time.perf_counter() - began > patience:
                raise TimeoutError(f"{sign!r} was never written; last: {got[-2000:]!r}")
        return (time.perf_counter() - began) * 1e3

    def rest(self, quiet: float = 0.3) -> None:
        """Read until nothing more is written for a while."""
        while self.read(quiet):
            pass

    def key(self, key: bytes, sign: bytes) -> float:
        """Milliseconds from a key to the sign that it is drawn."""
        os.write(self.end, key)
        return self.until(sign)

    def close(self) -> None:
        """End the program as a closed window does, so that nothing of it stays behind."""
        os.kill(self.pid, signal.SIGTERM)
        began = time.perf_counter()
        while not os.waitpid(self.pid, os.WNOHANG)[0]:
            self.read(0.05)
            if time.perf_counter() - began > PATIENCE:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                break
        os.close(self.end)


@contextmanager
def running(command: list[str], **environment: str) -> Iterator[Terminal]:
    """A program for the while."""
    terminal = Terminal(command, **environment)
    try:
        yield terminal
    finally:
        terminal.close()


TAKEN_OVER = b"\x1b[?2004h"
"""What only a live screen asks of a terminal: what stood there before is the screen as it was left."""
HERE = "▸".encode()
"""The sign of the row under the cursor."""


def newsdesk(folder: Path) -> list[str]:
    """The call that opens a desk and polls nothing until it is told to."""
    return [sys.executable, "-m", "newsdesk", "--desk", str(folder), "--offline"]


def frames(command: list[str], *signs: bytes, **environment: str) -> list[float]:
    """Milliseconds from the start of a program to a frame with a sign in it, and on to those with the next."""
    with running(command, **environment) as terminal:
        return list(accumulate(terminal.until(sign) for sign in signs))


def to_the_wire(terminal: Terminal, size: int) -> None:
    """Wait for the desk and give the keys to the list of updates, with all there is in it."""
    for key in (b"i", b"All updates", b"\r"):
        os.write(terminal.end, key)
        terminal.rest()
    os.write(terminal.end, b"/")
    terminal.rest()
    os.write(terminal.end, b"\r")
    terminal.rest()
    if f"Headline {size - 1} ".encode() not in terminal.seen:
        raise RuntimeError("The newest update is not in the list.")


def keys(folder: Path, size: int) -> tuple[float, float, float, float]:
    """Medians of a move down in sight, of one that scrolls, of an accept in an incident, and of a letter to find."""
    with running(newsdesk(folder)) as terminal:
        terminal.until(b"UPDATES")
        terminal.rest()
        os.write(terminal.end, b"/")
        terminal.rest()
        os.write(terminal.end, b"\r")
        terminal.rest()
        acts = [paced(terminal, b"a", HERE) for _ in range(KEYS)]
        to_the_wire(terminal, size)
        moves = [paced(terminal, b"j", HERE) for _ in range(KEYS)]
        terminal.key(b"G", b"Headline 0 ")
        terminal.rest()
        scrolls = [paced(terminal, b"k", HERE) for _ in range(ROWS + KEYS)][ROWS:]
        os.write(terminal.end, b"/")
        terminal.rest()
        letters = [paced(terminal, letter.encode(), letter.encode()) for letter in "headline"]
    move, scroll, act, letter = map(statistics.median, (moves, scrolls, acts, letters))
    return move, scroll, act, letter


def paced(terminal: Terminal, key: bytes, sign: bytes) -> float:
    """One key from a hand at rest."""
    taken = terminal.key(key, sign)
    terminal.rest(0.03)
    return taken


def burst(folder: Path, size: int) -> tuple[float, float, int]:
    """The median and the longest wait of a key while a refresh brings 1,000 updates, and how many keys there were."""
    waits: list[float] = []
    with running(newsdesk(folder)) as terminal:
        terminal.until(b"UPDATES")
        terminal.rest()
        to_the_wire(terminal, size)
        for _ in range(5):
            paced(terminal, b"j", HERE)
        os.write(terminal.end, b"r")
        terminal.rest()
        # The desk is offline and asks; what is timed begins when it polls.
        terminal.key(b"\r", b"polling")
        began, ended = time.perf_counter(), False
        while not ended and time.perf_counter() - began < 120:
            waits.append(paced(terminal, b"j" if len(waits) % 2 else b"k", HERE))
            ended = b"1000 new updates." in terminal.seen
    return statistics.median(waits), max(waits), len(waits)


# ── the peer ──────────────────────────────────────────────────────────────────────────────────────


def newsboat(folder: Path, size: int, words: int) -> list[str]:
    """The call that opens newsboat on as many items in as many feeds; its cache is filled beforehand."""
    folder.mkdir(parents=True)
    addresses = []
    for n in range(SOURCES):
        path = folder / f"{n}.xml"
        path.write_bytes(feed(f"Source {n}", n * size, size // SOURCES, words))
        addresses.append(f"file://{path}")
    (folder / "urls").write_text("\n".join(addresses) + "\n")
    (folder / "config").write_text("auto-reload no\nmax-items 0\n")
    call = ["newsboat", "-u", str(folder / "urls"), "-c", str(folder / "cache.db"), "-C", str(folder / "config")]
    subprocess.run([*call, "-x", "reload"], check=True, capture_output=True)
    return call


def leave(desk: list[str], home: Path) -> None:
    """Open the desk and leave it as a person does."""
    with running(desk, NEWSDESK_HOME=str(home)) as terminal:
        terminal.until(b"range")
        terminal.rest()
        os.write(terminal.end, b"q")
        terminal.rest(1)


def starts(desk: list[str], home: Path, peer: list[str] | None) -> tuple[float, ...]:
    """Medians of our frame as it was left, of the live one, of its figures and of the peer's first, turn by turn."""
    ours = (b"Headline", TAKEN_OVER, b"Headline", b"range")
    rounds = []
    for _ in range(ROUNDS):
        left, _, live, figures = frames(desk, *ours, NEWSDESK_HOME=str(home))
        (theirs,) = frames(peer, f"Source {SOURCES // 2}".encode()) if peer else (float("nan"),)
        rounds.append((left, live, figures, theirs))
    return tuple(map(statistics.median, zip(*rounds, strict=True)))


def main() -> None:
    """Print a row for each number of updates."""
    parser = argparse.ArgumentParser(description="Time the screen in a pseudo-terminal beside newsboat.")
    parser.add_argument("folder", type=Path, help="where desks are made for it, and thrown away")
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 50_000], help="numbers of updates")
    options = parser.parse_args()
    there = shutil.which("newsboat") is not None
    print("milliseconds" if there else "milliseconds; newsboat is not installed")
    print(f"{'first frame':>27}{'live':>18}{'key to painted row':>33}{'while 1,000 arrive':>29}")
    print(
        " updates words newsdesk newsboat ratio     wire  figures     move  scroll  accept  letter"
        "     usual longest  keys"
    )
    for size, words in [*((size, SUMMARY) for size in options.sizes), (options.sizes[-1], STORY)]:
        print_row(options.folder / f"screen-{size}-{words}", size, words, there)


def print_row(place: Path, size: int, words: int, there: bool) -> None:
    """Make the desk, time it, and throw it away."""
    shutil.rmtree(place, ignore_errors=True)
    (place / "web").mkdir(parents=True)
    for n in range(FEEDS):
        (place / "web" / f"{n}.xml").write_bytes(feed(f"Source {n}", size + n * EACH, EACH, words))
    with served(place / "web") as address:
        fill(place / "desk", size, words, address)
        peer = newsboat(place / "boat", size, words) if there else None
        leave(newsdesk(place / "desk"), place / "home")
        left, live, figures, theirs = starts(newsdesk(place / "desk"), place / "home", peer)
        move, scroll, accept, letter = keys(place / "desk", size)
        usual, longest, many = burst(place / "desk", size)
    print(
        f"{size:>8,} {words:>5} {left:>8.0f} {theirs:>8.0f} {left / theirs:>5.2f} {live:>8.0f} {figures:>8.0f}"
        f" {move:>8.1f} {scroll:>7.1f} {accept:>7.1f} {letter:>7.1f}"
        f" {usual:>9.1f} {longest:>7.1f} {many:>5}"
    )
    shutil.rmtree(place)


if __name__ == "__main__":
    main()
