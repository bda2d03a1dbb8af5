"""The speed of the reader of figures beside its peers, on the same sentences in one run; medians of a few turns.

Peers: quantulum3 (it finds quantities only, no measure, scope, voice or tense), run by this interpreter or by the one
of `--python` that has it, and a nearest-keyword regex of a dozen lines. Also: how the time grows from 1× to 8× on text
made to hurt.

    python benchmarks/figures_speed.py FILE … [--python PATH]

Files: plain text, JSON lines with a "text", or a folder of feeds.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from newsdesk.errors import NewsdeskError
from newsdesk.feeds.parse import parse
from newsdesk.figures import lexicon, read, sentences
from newsdesk.model import text_of

TURNS = 5
PEER_SHARE = 200
"""Sentences a slow peer is given; it is timed for each sentence."""
HURTFUL = (
    *("one of ", "20 killed and ", "1 ", '"', "(", "killed ", "12,", "of the 5 ", "the toll rose to ", "said "),
    "12:10\nTen died.\n",
)
SIZE = 100_000
KEYWORDS = {
    "killed": "kill|dead|death|died|toll",
    "injured": "injur|wound|hurt",
    "missing": "missing|unaccounted",
    "held": "hostage|captive|kidnap",
    "escaped": "escap|fled",
    "rescued": "rescue|freed|saved",
    "arrested": "arrest|detain|custody",
    "displaced": "displac|homeless|evacuat",
}
NEAREST = re.compile("|".join(f"(?P<{name}>{words})" for name, words in KEYWORDS.items()), re.IGNORECASE)
NUMBER = re.compile(
    r"\b\d[\d,.]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred)\b", re.IGNORECASE
)


QUANTULUM = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
from quantulum3 import parser
rows = json.load(sys.stdin)
parser.parse(rows[0])
began = time.process_time()
for row in rows:
    parser.parse(row)
print(len(rows) / (time.process_time() - began))
"""
"""Sentences a second of quantulum3, its data loaded before the clock starts."""


def main() -> None:
    """Print the table; the arguments are what to read."""
    options = argparse.ArgumentParser(description="Time the reader of figures beside its peers.")
    options.add_argument("files", nargs="+", type=Path, metavar="FILE")
    options.add_argument("--python", default=sys.executable, metavar="PATH", help="an interpreter with quantulum3")
    given = options.parse_args()
    texts = [text for file in given.files for text in load(file)]
    cut = [sentence for text in texts for sentence in split(text)]
    ours = rate(lambda: [read(text) for text in texts], len(cut))
    print(f"{len(texts)} texts, {len(cut)} sentences\n\n{'':32}{'sentences/s':>12}{'newsdesk is':>13}")
    print(f"{'newsdesk, whole record':32}{ours:12.0f}")
    show("nearest-keyword regex", rate(lambda: [nearest(sentence) for sentence in cut], len(cut)), ours)
    show("quantulum3, quantities only", quantulum(given.python, cut), ours)
    print(f"\nimport, compiled: {importing():.0f} ms")
    print("\ngrowth of the time from 1× to 8× (linear is 8)")
    for unit in HURTFUL:
        print(f"  {unit!r:24}{growth(unit):6.1f}")


def show(name: str, speed: float, ours: float) -> None:
    """One peer's row; 0 where it is not installed."""
    print(f"{name:32}{speed:12.0f}{ours / speed:12.1f}×" if speed else f"{name:32}{'not installed':>25}")


def load(file: Path) -> list[str]:
    """The texts of a file, or of a folder's feeds; what is no feed is passed over."""
    if file.is_dir():
        return [text for one in sorted(file.iterdir()) for text in entries(one)]
    content = file.read_text(encoding="utf-8")
    if file.suffix == ".jsonl":
        return [json.loads(row)["text"] for row in content.splitlines()]
    return [content]


def entries(file: Path) -> list[str]:
    """The texts of a feed's entries."""
    try:
        feed = parse(file.read_bytes())
    except NewsdeskError:
        return []
    return [text_of(entry.title, entry.body) for entry in feed.entries]


def split(text: str) -> list[str]:
    """The sentences of a text, as the reader cuts them."""
    return [text[start:end] for start, end in sentences.split(text, lexicon.load().sentence_words)]


def importing() -> float:
    """Milliseconds of processor time in which a fresh interpreter imports the reader: the median of a few."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    clock = "time.process_time()"
    call = f"import time; began = {clock}; from newsdesk.figures import read; print({clock} - began)"
    spent = [subprocess.run([sys.executable, "-c", call], env=kept, capture_output=True, check=True) for _ in range(7)]
    return statistics.median(float(one.stdout) for one in spent) * 1e3


def rate(work: Callable[[], object], count: int) -> float:
    """Sentences a second: the median of a few turns of processor time."""
    spent = []
    for _ in range(TURNS):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return count / max(1e-9, statistics.median(spent))


def quantulum(python: str, cut: list[str]) -> float:
    """Sentences a second of quantulum3 over a sample, run by this interpreter; 0 where it has none."""
    some = json.dumps(cut[:: max(1, len(cut) // PEER_SHARE)])
    done = subprocess.run([python, "-c", QUANTULUM], input=some, capture_output=True, text=True, check=False)
    return float(done.stdout) if not done.returncode else 0.0


def nearest(sentence: str) -> list[tuple[str, str | None]]:
    """Each number with the keyword nearest to it."""
    words = [(found.start(), found.lastgroup) for found in NEAREST.finditer(sentence)]
    return [
        (number.group(), min(words, key=lambda word: abs(word[0] - number.start()))[1])
        for number in NUMBER.finditer(sentence)
        if words
    ]


def growth(unit: str) -> float:
    """How many times longer eight times the text takes."""
    times = []
    for factor in (1, 8):
        text = unit * (SIZE * factor // len(unit))
        began = time.process_time()
        read(text)
        times.append(time.process_time() - began)
    return times[1] / max(1e-9, times[0])


if __name__ == "__main__":
    main()
