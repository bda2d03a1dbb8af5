"""The reader on other people's texts: the article it began from, and the gates on annotated articles and corpora."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from newsdesk.figures import read
from newsdesk.model import Tense

EVALUATION = Path(__file__).resolve().parents[2].parent / "shared" / "eval"
UNREAD = ("tianjin", "maui", "bamako")

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not EVALUATION.is_dir(), reason="the evaluation data is not beside the checkout"),
]


def predictions(file: Path, folder: Path, without: tuple[str, ...] = ()) -> Path:
    """The reading of each document, as the extract command prints it."""
    result = folder / "read.jsonl"
    with result.open("wb") as rows:
        for line in file.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            if document["id"].startswith(without) and without:
                continue
            published = str(document.get("published") or "")
            day = date.fromisoformat(published[:10]) if len(published) >= 10 else None
            figures = read(document["text"], published=day).figures
            rows.write(msgspec.json.encode({"id": document["id"], "figures": figures}) + b"\n")
    return result


def score(scorer: str, file: Path, read_file: Path, *more: str) -> list[dict[str, Any]]:
    """What a scorer prints as JSON lines."""
    command = [sys.executable, str(EVALUATION / scorer), str(file), str(read_file), "--json", *more]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_article_it_began_from_is_read_in_full() -> None:
    figures = read((EVALUATION / "seed.txt").read_text(encoding="utf-8")).figures
    found = {(f.measure.value, f.value, f.qualifier.value, f.scope, f.chain, f.tense.value) for f in figures}
    assert {
        ("escaped", 15, "at_least", ("foreign", "worker"), (), "current"),
        ("escaped", 30, "at_least", ("local", "worker"), (), "current"),
        ("escaped", 20, "exact", ("foreign", "worker"), ("AP",), "current"),
        ("taken", 41, "exact", ("foreign",), (), "current"),
        ("taken", 100, "about", ("DZ", "worker"), (), "current"),
        ("killed", 1, "exact", ("GB",), (), "current"),
        ("killed", 1, "exact", ("DZ", "worker"), (), "current"),
        ("taken", 41, "exact", (), ("Initial reports",), "earlier"),
    } <= found
    assert not {f.value for f in figures if f.tense is Tense.CURRENT} & {60, 95, 24}
    assert not [f for f in figures if f.value == 100 and "Islamists" in f.quote]


def test_annotated_articles_pass_the_gates(tmp_path: Path) -> None:
    file = EVALUATION / "articles.jsonl"
    read_file = predictions(file, tmp_path, UNREAD)
    (scores,) = score("score_articles.py", file, read_file, "--without", ",".join(UNREAD))
    floors = {
        "f1": 0.92,
        "whole_record": 0.80,
        "attribution_right": 0.80,
        "no_false_attribution": 0.90,
        "scope_right": 0.80,
        "no_false_scope": 0.90,
        "tense": 0.95,
        "hedge": 0.90,
        "spans_exact": 1.0,
        "bounds_by_manual": 0.99,
    }
    assert {name: scores[name] for name in floors if scores[name] < floors[name]} == {}
    assert scores["background_leaks"] <= 2


def test_public_corpora_pass_the_gates_that_are_reached(tmp_path: Path) -> None:
    file = EVALUATION / "corpora.jsonl"
    sets = score("score_corpora.py", file, predictions(file, tmp_path))
    every = {one["set"]: next(row for row in one["rows"] if row["kind"] == "ALL") for one in sets}
    assert every["muc4"]["F1"] >= 0.78
    assert every["muc4"]["R"] >= 0.75
    assert every["gva"]["head"] >= 0.78
    assert every["wikidisaster"]["head"] >= 0.85
    assert every["wikievents"]["F1"] >= 0.80
