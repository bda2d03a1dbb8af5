"""Feeds made to attack, opened and gone through by keys: pane, dialog, toast and copy show their words as words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from newsdesk.desk import Desk
from newsdesk.desk.query import Order
from newsdesk.store.memory import MemoryStore
from newsdesk.tui.filters import LastGate
from tests.feeds.conftest import SHARED
from tests.tui import story
from tests.tui.hand import Hand, at
from tests.tui.test_bringing_in import settled
from tests.tui.test_hostile import look

pytestmark = [pytest.mark.corpus, pytest.mark.timeout(240)]
ATTACK = SHARED / "attack"
KINDS = ("esc", "uni", "ncr", "tui", "link", "html", "atomtext", "edit", "nul", "lone")
"""The kinds of attack that aim at what is shown."""


@pytest.fixture(autouse=True)
def no_backstop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each sink must be safe by itself."""
    if not ATTACK.is_dir():
        pytest.skip("the evaluation feeds are not beside this checkout")
    monkeypatch.setattr(LastGate, "plain", staticmethod(lambda words: words))


async def leave_dialog(hand: Hand) -> None:
    """Look at what is on top, and leave it."""
    look(hand)
    if hand.screen is not hand.room:
        await hand.press("escape")


async def test_every_feed_that_attacks_is_shown_and_none_is_obeyed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in KINDS:
        for file in ATTACK.glob(f"{kind}_*"):
            shutil.copy(file, tmp_path)
    desk = Desk(MemoryStore(), clock=lambda: story.NOW, editor="Ada")
    desk.new_incident("Attack", watch=["attack", "is", "an", "of", "the"])
    opened: list[str] = []
    async with at(desk, (120, 40)) as hand:
        monkeypatch.setattr(hand.room, "browse", opened.append)
        await hand.open_files(tmp_path)
        await settled(hand, 100)
        look(hand)
        assert any("Not opened: html_instead.xml." in told for told in hand.toasts)
        hand.room.picked = True
        await hand.press("i", "end", "down", "down", "enter")
        look(hand)
        await hand.go_to("updates")
        assert len(hand.room.scene.updates) == len(desk.updates()) >= 50
        for ref in list(hand.room.scene.updates.refs):
            assert hand.in_hand.ref == ref
            await hand.press("o", "Y")
            look(hand)
            assert hand.app.clipboard.replace("\n", " ").isprintable()
            await hand.press("j")
        for key in ("n", "m", "E", "S", "+"):
            await hand.press(key)
            await leave_dialog(hand)
        await hand.go_to("sources")
        for source in desk.sources():
            look(hand)
            assert hand.room.scene.source(source.id) is not None
            await hand.press("j")
        assert hand.room.view.order is Order.TIME
        assert hand.app.is_running
    assert opened
    assert all(link.startswith(("http://", "https://")) for link in opened)
    assert all(link.isprintable() and "@" not in link.split("/")[2] for link in opened)
