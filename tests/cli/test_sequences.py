"""Silent edits: consecutive captures of two publishers' feeds, against the edits that another program found in them."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any

import pytest

from newsdesk import text
from tests.cli.conftest import Call
from tests.feeds.conftest import SHARED

SEQUENCES = SHARED / "sequences"
_WORD = re.compile(r"\w+")

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not SEQUENCES.is_dir(), reason=f"there are no feeds of others at {SEQUENCES}"),
]


def words(title: str, body: str) -> list[str]:
    """A text without what markup and spacing make of it."""
    return _WORD.findall(text.plain(f"{title} {body}").casefold())


@pytest.fixture
def updates(call: Call, tmp_path: Any) -> list[dict[str, Any]]:
    """Both sequences, opened twice."""
    folders = [SEQUENCES / "rnz", SEQUENCES / "gmanews"]
    listed: list[str] = []
    for _ in range(2):
        assert call("review", *folders, "--desk", tmp_path / "desk", "--no-screen").code == 0
        listed.append(call("updates", "list", "--desk", tmp_path / "desk", "--format", "json").out)
    assert listed[0] == listed[1]
    return list(json.loads(listed[0]))


def test_every_edit_is_kept_with_both_texts_and_no_version_is_without_one(updates: list[dict[str, Any]]) -> None:
    texts = [[(version["title"], version["text"]) for version in update["versions"]] for update in updates]
    assert not any(one == two for versions in texts for one, two in pairwise(versions))
    kept = {
        (tuple(words(one[1], "")), tuple(words(two[1], "")))
        for versions in texts
        for number, one in enumerate(versions)
        for two in versions[number + 1 :]
    }
    edits = [json.loads(row) for row in (SEQUENCES / "edits.jsonl").read_text("utf-8").splitlines()]
    wanted = [
        tuple(tuple(words(edit[side]["title"], edit[side]["summary"])) for side in ("old", "new")) for edit in edits
    ]
    missed = [edit for edit, pair in zip(edits, wanted, strict=True) if pair not in kept]
    assert len(missed) <= len(edits) * 0.03, missed
