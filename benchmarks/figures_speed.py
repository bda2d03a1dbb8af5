"""The speed of the reader of figures beside its peers, on the same sentences in one run; medians of a few turns.

Peers: quantulum3 where it is installed (it finds quantities only, no measure, scope, voice or tense), and a
nearest-keyword regex of a dozen lines. Also: how the time grows from 1× to 8× on text made to hurt.

    python benchmarks/figures_speed.py FILE …        files: plain text, or JSON lines with a "text"
"""

from __future__ import annotations

import importlib
import json
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from newsdesk.figures import lexicon, read, sentences

TURNS = 5
PEER_SHARE = 200
"""Sentences a slow peer is given; it is timed for each sentence."""
HURTFUL = ("one of ", "20 killed and ", "1 ", '"', "(", "killed ", "12,", "of the 5 ", "the toll rose to ", "said ")
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


def main() -> None:
    """Print the table; the arguments are files to read."""
    if len(sys.argv) < 2:
        sys.exit("Give files of news text to read: python benchmarks/figures_speed.py FILE …")
    texts = [text for file in sys.argv[1:] for text in load(Path(file))]
    cut = [sentence for text in texts for sentence in split(text)]
    ours = rate(lambda: [read(text) for text in texts], len(cut))
    print(f"{len(texts)} texts, {len(cut)} sentences\n\n{'':32}{'sentences/s':>12}{'newsdesk is':>13}")
    print(f"{'newsdesk, whole record':32}{ours:12.0f}")
    for name, peer in peers().items():
        some = cut[:: max(1, len(cut) // PEER_SHARE)] if name != "nearest-keyword regex" else cut
        speed = rate(lambda some=some, peer=peer: [peer(sentence) for sentence in some], len(some))
        print(f"{name:32}{speed:12.0f}{ours / speed:12.1f}×")
    print("\ngrowth of the time from 1× to 8× (linear is 8)")
    for unit in HURTFUL:
        print(f"  {unit!r:24}{growth(unit):6.1f}")


def load(file: Path) -> list[str]:
    """The texts of a file."""
    content = file.read_text(encoding="utf-8")
    if file.suffix == ".jsonl":
        return [json.loads(row)["text"] for row in content.splitlines()]
    return [content]


def split(text: str) -> list[str]:
    """The sentences of a text, as the reader cuts them."""
    rows = lexicon.load()
    return [text[start:end] for start, end in sentences.split(text, rows.abbreviations, rows.openers)]


def rate(work: Callable[[], object], count: int) -> float:
    """Sentences a second: the median of a few turns of processor time."""
    spent = []
    for _ in range(TURNS):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return count / max(1e-9, statistics.median(spent))


def peers() -> dict[str, Callable[[str], object]]:
    """Each peer that is here, as a function of one sentence."""
    found: dict[str, Callable[[str], object]] = {"nearest-keyword regex": nearest}
    try:
        found["quantulum3, quantities only"] = importlib.import_module("quantulum3.parser").parse
    except ImportError:
        print("quantulum3 is not installed here: pip install quantulum3 to see it in the table\n")
    return found


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
