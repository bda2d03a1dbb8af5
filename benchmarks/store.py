"""The store beside SQLite with synchronous=FULL on the same disk, turn by turn; medians and the pairs' median ratios.

SQLite stands twice: with its write-ahead log, which waits for the disk once a commit as we do, and as it comes.

Run it on a real disk, not on tmpfs:  python benchmarks/store.py FOLDER [UPDATES …]
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import msgspec

from newsdesk.decisions import Decision, Triage
from newsdesk.model import Figure, Measure, Qualifier, Reading, State, Update, Version
from newsdesk.store import Change, TinyStore

PAIRS = 200
BATCH = 50
WORDS = (
    "the and of officials said at least people were killed in an attack on gas plant near border with workers from"
    " several countries according to security sources who spoke hostages"
).split()
encode = msgspec.json.Encoder().encode


def main() -> None:
    """Print one table for each number of updates; with `--open`, the time to open one store."""
    parser = argparse.ArgumentParser(description="Time the store beside SQLite.")
    parser.add_argument("folder", type=Path, help="where stores are made for it")
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 50_000, 200_000], help="numbers of updates")
    parser.add_argument("--open", action="store_true", help="open the store in the folder and no more")
    options = parser.parse_args()
    if options.open:
        open_once(options.folder)
    else:
        tables(options.folder, options.sizes)


def tables(place: Path, sizes: list[int]) -> None:
    """Print one table for each number of updates."""
    print(f"{'updates':>8}  {'what':<14} {'newsdesk':>10}  {'SQLite, WAL':>18}  {'SQLite as it comes':>18}")
    for size in sizes:
        folder = place / f"desk-{size}"
        shutil.rmtree(folder, ignore_errors=True)
        with (
            closing(TinyStore.open(folder)) as store,
            closing(Peer(folder / "wal.db", "wal")) as wal,
            closing(Peer(folder / "delete.db", "delete")) as rollback,
        ):
            compare(size, store, [wal, rollback])
        print_opening(size, folder)
        shutil.rmtree(folder)


def compare(size: int, store: TinyStore, peers: list[Peer]) -> None:
    """Fill all three, then time single decisions and batches of updates, one of each in turn."""
    for updates in batches(size):
        store.commit(Change(updates=updates))
        for peer in peers:
            peer.put(updates)
    times: list[list[float]] = []
    for number in range(1, PAIRS + 1):
        made = decision(number)
        ours = partial(store.commit, Change(decisions=(made,)))
        times.append([timed(act) for act in (ours, *(partial(peer.decide, made) for peer in peers))])
    report(size, "one decision", times)
    times = []
    for updates in batches(PAIRS * BATCH, first=size):
        ours = partial(store.commit, Change(updates=updates))
        times.append([timed(act) for act in (ours, *(partial(peer.put, updates) for peer in peers))])
    report(size, f"{BATCH} updates", times)


def print_opening(size: int, folder: Path) -> None:
    """Open the desk in a process of its own, so that memory is counted from nothing."""
    command = [sys.executable, __file__, "--open", str(folder)]
    shown = subprocess.run(command, check=True, capture_output=True, text=True)
    print(f"{size:>8}  open: {shown.stdout.strip()}")


def open_once(folder: Path) -> None:
    """Print what opening a desk costs, and then reading every update of it."""
    begun = time.perf_counter()
    store = TinyStore.open(folder, read_only=True)
    opened = time.perf_counter()
    held = memory()
    count = sum(len(update.versions) for update in store.updates())
    read = time.perf_counter()
    print(
        f"{opened - begun:.2f} s, {held} MB; all {count} read: {read - opened:.2f} s, {memory()} MB,"
        f" at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
    )


class Peer:
    """What one would write with SQLite: the same records as JSON, keys and an index on the source."""

    def __init__(self, path: Path, journal: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        for line in (
            f"pragma journal_mode = {journal}",
            "pragma synchronous = full",
            "create table updates (source text, id text, document blob, primary key (source, id))",
            "create table decisions (id integer primary key, document blob)",
        ):
            self._connection.execute(line)

    def put(self, updates: tuple[Update, ...]) -> None:
        """Write updates in one transaction."""
        self._connection.execute("begin")
        self._connection.executemany(
            "insert or replace into updates values (?, ?, ?)",
            [(update.source, update.id, encode(update)) for update in updates],
        )
        self._connection.execute("commit")

    def decide(self, decided: Decision) -> None:
        """Write one decision."""
        self._connection.execute("insert into decisions values (?, ?)", (decided.id, encode(decided)))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def batches(count: int, first: int = 0) -> Iterator[tuple[Update, ...]]:
    """Updates as they come: one version, 600 characters, two figures, from 200 sources."""
    draw = random.Random(first)
    for start in range(first, first + count, BATCH):
        yield tuple(update(number, draw) for number in range(start, start + BATCH))


def update(number: int, draw: random.Random) -> Update:
    """One update, the same for the same number and state of the generator."""
    title, body = " ".join(draw.choices(WORDS, k=20))[:58], " ".join(draw.choices(WORDS, k=160))[:539] + "’"
    at = datetime(2013, 1, 16, tzinfo=UTC) + timedelta(seconds=7 * number)
    figures = tuple(
        Figure(
            measure=Measure.KILLED,
            value=draw.randrange(60),
            qualifier=Qualifier.AT_LEAST,
            low=draw.randrange(60),
            high=None,
            scope=("foreign", "worker"),
            chain=("AP", "Algerian security official"),
            quote=body[start : start + 60],
            start=60 + start,
            end=120 + start,
        )
        for start in (10, 300)
    )
    version = Version(
        title=title,
        body=body,
        link=f"https://example.org/world/2013/01/{number}",
        published=at,
        seen=at,
        at=at,
        reading=Reading(figures=figures),
    )
    return Update(source=f"outlet-{number % 200}", id=f"tag:example.org,2013:{number}", versions=(version,))


def decision(number: int) -> Decision:
    """One act of triage."""
    at = datetime(2013, 1, 17, tzinfo=UTC) + timedelta(seconds=number)
    act = Triage("outlet-7", f"tag:example.org,2013:{number}", State.ACCEPTED)
    return Decision(id=number, at=at, by="Editor", act=act)


def timed(work: Callable[[], None]) -> float:
    """Seconds that a piece of work took."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def report(size: int, what: str, times: list[list[float]]) -> None:
    """Print the median milliseconds of each, and for the peers the median of our time over theirs."""
    shown = [f"{statistics.median(row[0] for row in times) * 1e3:>7.3f} ms"]
    for at in range(1, len(times[0])):
        middle = statistics.median(row[at] for row in times) * 1e3
        ratio = statistics.median(row[0] / row[at] for row in times)
        shown.append(f"{middle:>7.3f} ms × {ratio:<5.2f}")
    print(f"{size:>8}  {what:<14} {'  '.join(shown)}", flush=True)


def memory() -> int:
    """Resident megabytes of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1_000_000


if __name__ == "__main__":
    main()
