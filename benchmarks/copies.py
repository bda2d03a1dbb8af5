"""Near-copies planted among many texts: found, time for each, beside MinHash LSH of datasketch in the same run.

Texts are made of a vocabulary drawn like English (Zipf); one in ten is a near-copy of an earlier one with another
dateline, some words changed and its end trimmed. datasketch is no dependency: give an interpreter that has it.

Run it:  python benchmarks/copies.py [--peer PYTHON] [TEXTS]
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import time
from datetime import UTC, datetime, timedelta

from newsdesk.incidents.copies import Copies, Place
from newsdesk.model import UpdateRef

NOON = datetime(2013, 1, 17, 12, tzinfo=UTC)
WORDS, LENGTH = 20_000, (40, 120)
PEER = """
import json, sys, time
from datasketch import MinHash, MinHashLSH
texts = json.load(sys.stdin)
begun = time.perf_counter()
lsh, found = MinHashLSH(threshold=0.5, num_perm=64), []
for number, text in enumerate(texts):
    words = text.lower().split()
    own = MinHash(num_perm=64)
    own.update_batch([" ".join(words[at:at + 3]).encode() for at in range(len(words) - 2)])
    found.append(min(map(int, lsh.query(own)), default=-1))
    lsh.insert(str(number), own)
json.dump([time.perf_counter() - begun, found], sys.stdout)
"""


def main() -> None:
    """Print recall, precision and time for each text; the peer's beside, where there is one."""
    parser = argparse.ArgumentParser(description="Find near-copies planted among many texts.")
    parser.add_argument("texts", type=int, nargs="?", default=100_000, help="how many texts")
    parser.add_argument("--peer", metavar="PYTHON", help="an interpreter that has datasketch")
    options = parser.parse_args()
    texts, truth = planted(options.texts)
    places = [Place(NOON + timedelta(seconds=n), UpdateRef(f"s{n}", str(n)), 0) for n in range(len(texts))]
    begun = time.perf_counter()
    copies = Copies()
    for _ in copies.gather(zip(places, texts, strict=True)):
        pass
    found = [int(of.ref.id) if (of := copies.original(place.ref, 0)) else -1 for place in places]
    own = time.perf_counter() - begun
    print(f"{'':12} {'µs each':>8} {'recall':>7} {'precision':>9}")
    row("newsdesk", own / len(texts), *score(found, truth))
    if options.peer:
        done = subprocess.run(
            [options.peer, "-c", PEER], input=json.dumps(texts), capture_output=True, text=True, check=True
        )
        took, theirs = json.loads(done.stdout)
        row("datasketch", took / len(texts), *score(theirs, truth))
        print(f"newsdesk takes {own / took:.2f} of datasketch's time")


def row(name: str, seconds: float, recall: float, precision: float) -> None:
    """One line of the table."""
    print(f"{name:12} {seconds * 1e6:8.1f} {recall:7.3f} {precision:9.3f}")


def score(found: list[int], truth: list[int]) -> tuple[float, float]:
    """Recall and precision over the texts that are copies."""
    right = sum(one == two for one, two in zip(found, truth, strict=True) if two >= 0)
    return right / max(1, sum(one >= 0 for one in truth)), right / max(1, sum(one >= 0 for one in found))


def planted(count: int) -> tuple[list[str], list[int]]:
    """Texts, and for each the number of the text that it copies, -1 where none."""
    chance = random.Random(3)
    words = [f"w{number}" for number in range(WORDS)]
    weights = [1 / (rank + 3) for rank in range(WORDS)]
    texts: list[str] = []
    truth: list[int] = []
    while len(texts) < count:
        number = len(texts)
        if number > 50 and chance.random() < 0.1:
            of = chance.randrange(number)
            of = truth[of] if truth[of] >= 0 else of
            texts.append(copied(texts[of], chance, words))
            truth.append(of)
        else:
            texts.append(" ".join(chance.choices(words, weights, k=chance.randrange(*LENGTH))))
            truth.append(-1)
    return texts, truth


def copied(text: str, chance: random.Random, words: list[str]) -> str:
    """A near-copy: another dateline, one word in thirty another, up to a quarter of its end gone."""
    kept = text.split()
    kept = kept[: len(kept) - chance.randrange(len(kept) // 4)]
    changed = [chance.choice(words) if chance.random() < 1 / 30 else word for word in kept]
    return " ".join([*chance.choices(words, k=3), *changed])


if __name__ == "__main__":
    main()
