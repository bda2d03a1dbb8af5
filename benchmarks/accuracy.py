"""The accuracy card: what the reader of figures scores on annotated documents, beside the peers' published scores.

Reads JSON lines {"id", "text", "published"}, hands the reading to the scorer that stands beside the file
(score_articles.py where the lines carry annotated figures, score_corpora.py where they carry gold), and prints both.

    python benchmarks/accuracy.py FILE … [--only ID,…] [--without ID,…] [--misses]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from newsdesk.figures import read

# Published with the evaluation data: F1 and whole record right, on the articles there and on unseen ones.
PEERS = {
    "nearest-keyword regex": (0.529, 0.353, 0.573, 0.406),
    "spaCy small, dependency rules": (0.482, 0.299, 0.577, 0.378),
    "quantulum3 + nearest word": (0.588, 0.449, 0.615, 0.438),
    "CQE + nearest word": (0.647, 0.503, 0.689, 0.502),
}
CORPUS_PEERS = (
    "peers on unseen MUC-4: F1 regex .589, spaCy .723, CQE .699, the best of 1992 .709",
    "peers on Gun Violence Archive: headline regex .669, spaCy .618; consensus regex .807",
)


def main() -> None:
    """Score each file given; exit 1 where a scorer fails."""
    options = arguments()
    for file in options.files:
        documents = [document for document in lines(file) if is_wanted(document["id"], options)]
        with tempfile.TemporaryDirectory() as folder:
            read_file = Path(folder) / "read.jsonl"
            write(read_file, documents)
            if any("figures" in document for document in documents):
                articles(file, read_file, options)
            else:
                corpora(file, read_file)


def arguments() -> argparse.Namespace:
    """The files and which of their documents to take, by the beginnings of their ids."""
    parser = argparse.ArgumentParser(description="Score the reader of figures.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--only", type=split, default=(), metavar="ID,…")
    parser.add_argument("--without", type=split, default=(), metavar="ID,…")
    parser.add_argument("--misses", action="store_true", help="list each miss and each extra")
    return parser.parse_args()


def split(ids: str) -> tuple[str, ...]:
    """Beginnings of ids, between commas."""
    return tuple(part for part in ids.split(",") if part)


def is_wanted(name: str, options: argparse.Namespace) -> bool:
    """Is this document among those to be scored?"""
    return (not options.only or name.startswith(options.only)) and not (
        options.without and name.startswith(options.without)
    )


def lines(file: Path) -> Iterator[dict[str, Any]]:
    """The documents of a file of JSON lines."""
    with file.open(encoding="utf-8") as rows:
        for row in rows:
            yield json.loads(row)


def day(published: str | None) -> date | int | None:
    """The date of a document, or its year where no more is known."""
    if not published:
        return None
    return date.fromisoformat(published[:10]) if "-" in published else int(published)


def write(file: Path, documents: list[dict[str, Any]]) -> None:
    """What `newsdesk extract --format json` prints for these documents."""
    with file.open("wb") as rows:
        for document in documents:
            reading = read(document["text"], published=day(document.get("published")))
            row = {"id": document["id"], "figures": reading.figures, "questions": reading.questions}
            rows.write(msgspec.json.encode(row) + b"\n")


def articles(file: Path, read_file: Path, options: argparse.Namespace) -> None:
    """Score annotated articles and print F1 and the whole record beside the peers'."""
    chosen = [
        part
        for name in ("only", "without")
        if getattr(options, name)
        for part in (f"--{name}", ",".join(getattr(options, name)))
    ]
    if options.misses:
        print(run(file, "score_articles.py", read_file, *chosen, "--misses"))
    scores = json.loads(run(file, "score_articles.py", read_file, *chosen, "--json"))
    print(f"{file.name}: {scores['articles']} articles, {scores['gold']} figures")
    for name, score in scores.items():
        print(f"  {name:22} {score}")
    print(f"\n  {'':32}{'F1':>6}{'whole':>7}   (peers: here, unseen)")
    print(f"  {'newsdesk':32}{scores['f1']:6.3f}{scores['whole_record']:7.3f}")
    for name, (f1, whole, unseen_f1, unseen_whole) in PEERS.items():
        print(f"  {name:32}{f1:6.3f}{whole:7.3f}   {unseen_f1:.3f} {unseen_whole:.3f}")


def corpora(file: Path, read_file: Path) -> None:
    """Score the public corpora and print the peers' below."""
    print(run(file, "score_corpora.py", read_file, "--only-predicted"))
    for line in CORPUS_PEERS:
        print(line)


def run(file: Path, scorer: str, read_file: Path, *more: str) -> str:
    """What a scorer beside the file prints."""
    command = [sys.executable, str(file.parent / scorer), str(file), str(read_file), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{scorer} failed on {file.name}: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    main()
