"""Silent edits: consecutive captures of two publishers' feeds, against the edits that another program found in them."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise, zip_longest
from pathlib import Path

import pytest

from newsdesk import text
from newsdesk.desk import Desk, refresh
from newsdesk.feeds.leash import Leash
from tests.cli.conftest import Call
from tests.cli.serving import Forgetful, served
from tests.feeds.conftest import SHARED

SEQUENCES = SHARED / "sequences"
FOLDERS = [SEQUENCES / "rnz", SEQUENCES / "gmanews"]
BEGAN = datetime(2020, 4, 20, tzinfo=UTC)
_WORD = re.compile(r"\w+")

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not SEQUENCES.is_dir(), reason=f"there are no feeds of others at {SEQUENCES}"),
]


def words(title: str, body: str) -> list[str]:
    """A text without what markup and spacing make of it."""
    return _WORD.findall(text.plain(f"{title} {body}").casefold())


def by_review(call: Call, desk: Path) -> None:
    """Open both sequences."""
    assert call("review", *FOLDERS, "--desk", desk, "--no-screen").code == 0


def by_refresh(call: Call, desk: Path) -> None:
    """Poll both addresses, at which each capture stands in its turn."""
    turns = list(zip_longest(*(sorted(folder.iterdir()) for folder in FOLDERS)))
    served_from = desk.with_name("served")
    served_from.mkdir(exist_ok=True)
    with served(served_from, Forgetful) as address:
        for folder in FOLDERS:
            call("sources", "add", f"{address}/{folder.name}.xml", "--title", folder.name, "--desk", desk)
        asyncio.run(poll(desk, turns, served_from))


async def poll(desk: Path, turns: Sequence[tuple[Path | None, ...]], served_from: Path) -> None:
    """One round for each turn, on one desk and with one worker, as `newsdesk refresh` does each round anew."""
    minutes = count()
    with Desk.open(desk, clock=lambda: BEGAN + timedelta(minutes=next(minutes))) as opened:
        async with Leash() as leash:
            for turn in turns:
                for capture in turn:
                    if capture is not None:
                        shutil.copy(capture, served_from / f"{capture.parent.name}.xml")
                async for polled in refresh.poll(opened, refresh.due(opened), leash):
                    await refresh.take(opened, polled, leash)


def listed(call: Call, desk: Path) -> str:
    return call("updates", "list", "--desk", desk, "--format", "json").out


def test_a_second_review_adds_nothing(call: Call, tmp_path: Path) -> None:
    by_review(call, tmp_path / "desk")
    first = listed(call, tmp_path / "desk")
    by_review(call, tmp_path / "desk")
    assert listed(call, tmp_path / "desk") == first


@pytest.mark.parametrize("bring", [by_review, by_refresh])
def test_every_edit_is_kept_with_both_texts_and_no_version_is_without_one(
    call: Call, tmp_path: Path, bring: Callable[[Call, Path], None]
) -> None:
    bring(call, tmp_path / "desk")
    updates = json.loads(listed(call, tmp_path / "desk"))
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
