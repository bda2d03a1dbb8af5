"""Every key that the screen names is the person's own: the screen is gone over with another key for each act."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from msgspec.structs import replace

from newsdesk.desk import Desk
from newsdesk.errors import CallWrong
from newsdesk.settings import Settings
from newsdesk.store import Change
from newsdesk.tui import acts, keys, preferences
from newsdesk.tui.messages import SettingsChanged
from newsdesk.tui.render import bars, reading
from newsdesk.tui.scene import View, survey
from newsdesk.tui.subject import LineSubject
from tests.desk import test_copies as copies
from tests.tui import story
from tests.tui.hand import Hand, at
from tests.tui.test_stories import later

OWN = {
    key.id: f"f{number}" if key.place == "dialog" else chr(0x400 + number)
    for number, key in enumerate(sorted(keys.TABLE, key=lambda key: key.place != "dialog"), 2)
}
"""Another key for each act: letters, but where lines are typed."""
OWN_TABLE = tuple(keys.remapped(OWN))


class Person:
    """Does acts by whatever key they have, and reads what is on the screen."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand
        self.table = hand.app.table

    async def do(self, *acts: str) -> None:
        for act in acts:
            await self.hand.press(next(key.keys.split(",")[0] for key in self.table if key.id == act))
        await self.hand.pilot.pause(0.1)

    def sees(self, *phrases: str) -> None:
        """Phrases with an act in braces where its key is named."""
        drawn = " ".join(" ".join(strip.text for strip in self.hand.screen._compositor.render_strips()).split())
        for phrase in phrases:
            assert keys.hinted(phrase, self.table) in drawn


@asynccontextmanager
async def person(desk: Desk, given: dict[str, str]) -> AsyncIterator[Person]:
    async with at(desk, (200, 60), settings=Settings(keys=given)) as hand:
        yield Person(hand)


@pytest.fixture(params=[{}, OWN], ids=["built-in", "own"])
def given(request: pytest.FixtureRequest) -> dict[str, str]:
    """A keymap."""
    keymap: dict[str, str] = request.param
    return keymap


async def test_what_is_told_names_own_keys(given: dict[str, str]) -> None:
    async with person(story.ferry_desk(), given) as one:
        one.sees("{app.help} keys", "{app.command_palette} all acts")
        await one.do("desk.accept")
        one.sees("· {desk.undo} takes it back")
        await one.do("desk.undo")
        one.sees("· {desk.redo} does it again")
        await one.do("desk.play")
        one.sees("go back first, with {desk.step_back} or {desk.time}.")
        await one.hand.press("ctrl+c")
        one.sees("{app.leave} leaves newsdesk")


async def test_what_is_looked_at_names_own_keys(given: dict[str, str]) -> None:
    desk = story.ferry_desk()
    edited = next(update for update in desk.updates() if len(update.versions) > 1)
    again = replace(edited.latest, title="Herald: 30 in hospital")
    desk.store(Change(updates=(replace(edited, versions=(*edited.versions, again)),)))
    async with person(desk, given) as one:
        await one.do("desk.step_back")
        one.sees("{desk.back} back to now {desk.time} another moment")
        await one.do("desk.back", "desk.find")
        await one.hand.type("herald")
        await one.hand.press("enter")
        one.sees("{desk.back} shows all", "headline changed · {desk.compare} compares")
        await one.do("desk.compare")
        one.sees("{compare.older}{compare.newer} other versions {move.up}{move.down} scroll {page.close} closes")
        await one.do("page.close", "desk.back", "desk.next_pane", "desk.next_pane")
        assert one.hand.room.current == "sources"
        one.sees("when you ask: {desk.refresh}")


async def test_what_waits_names_own_keys(given: dict[str, str]) -> None:
    desk = story.ferry_desk()
    desk.look(story.FERRY.id)
    desk.store(later("Ferry fire: 11 dead", "Eleven people were killed in the ferry fire.", "late"))
    desk.store(later("Ferry fire: no count yet", "More than half of the passengers were killed, it said.", "half"))
    for source in ("echo", "herald", "nine"):
        made = later(f"Train derails near Dunmore, 12 dead: {source}", "12 were killed.", f"train-{source}", source)
        desk.store(Change(updates=tuple(replace(update, incident=None, group="~train") for update in made.updates)))
    async with person(desk, given) as one:
        one.sees("{desk.news} 1 new since", "{desk.settle} 1 open question", "{desk.suggestions} 1 suggested")
        await one.do("desk.incident")
        one.sees("{dialog.up}{dialog.down} ↵ pick {dialog.cancel} leave")
        await one.hand.type("all updates")
        await one.hand.press("enter")
        one.sees("{desk.incident} picks an incident, {desk.new_incident} opens one")
        one.sees("within an incident: {desk.incident} picks one, {desk.new_incident} opens one.")
        await one.do("desk.describe")
        one.sees("No incident is open. {desk.incident} picks one.")


async def test_dialogs_and_pages_name_own_keys(given: dict[str, str]) -> None:
    async with person(story.ferry_desk(), given) as one:
        await one.do("desk.note")
        one.sees("↵ do it {dialog.cancel} leave")
        await one.do("dialog.cancel", "app.help")
        one.sees("{move.up}{move.down} scroll {page.close} closes {app.command_palette} finds an act by its words")
        await one.do("page.close", "desk.set")
        one.sees("{dialog.up}{dialog.down} other lines ↵ next line", "{dialog.cancel} leave")
        await one.do("dialog.cancel", "desk.chart")
        one.sees("{page.close} closes ─ stands")
        await one.do("page.close", "desk.files")
        one.sees("{dialog.up}{dialog.down} ↵ open {dialog.cancel} leave")


async def test_an_empty_desk_names_own_keys(given: dict[str, str]) -> None:
    async with person(story.empty_desk(), given) as one:
        one.sees("{desk.new_source} add a feed", "{desk.files} open saved feeds", "{desk.sample} practise")
        one.sees("{app.help} all keys")
    desk = story.empty_desk()
    desk.new_incident("Calder Bay")
    async with person(desk, given) as one:
        one.sees("none yet: {desk.new_source} adds a feed")


async def test_keys_set_meanwhile_are_named_at_once() -> None:
    async with at(story.empty_desk(), (200, 60)) as hand:
        hand.app.post_message(SettingsChanged(Settings(keys=OWN)))
        await hand.pilot.pause(0.1)
        Person(hand).sees("{desk.new_source} add a feed", "{app.help} all keys")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Copied: “{desk.undo} {app.leave}”", "Copied: “{desk.undo} {app.leave}”"),
        (f"Accepted: {{desk.hold}} the line {acts.UNDO}", "Accepted: {desk.hold} the line · u takes it back"),
        (f"Took back: “{acts.UNDO}” {acts.REDO}", "Took back: “· {desk.undo} takes it back” · ^r does it again"),
    ],
)
async def test_braces_that_a_source_wrote_name_no_key(words: str, told: str) -> None:
    async with at(story.ferry_desk()) as hand:
        hand.room.tell(words)
        assert hand.toasts == [told]


async def test_what_is_in_the_way_is_told_as_it_is_written_with_own_keys_in_its_hint() -> None:
    def refused() -> str:
        raise CallWrong("“{app.leave}” is nothing.", "{desk.undo} takes it back.")

    async with at(story.ferry_desk()) as hand:
        hand.room.perform(refused)
        assert hand.toasts == ["“{app.leave}” is nothing. u takes it back."]


def test_words_that_carry_words_of_others_name_own_keys() -> None:
    desk = copies.desk(copies.update("wire", 0, copies.STORY), copies.update("herald", 10, copies.STORY))
    copied = desk.update(copies.HERALD)
    scene = survey(desk, View(incident=desk.incident_of(copied)), table=OWN_TABLE)
    lines = reading.update_lines(scene, reading.open_at(scene, copied, 0, None, desk.copies(copied)), 200)
    assert any(keys.hinted("{desk.own} takes them for its own", OWN_TABLE) in line.plain for line in lines)


@pytest.mark.parametrize("keymap", [{}, {"desk.accept": "q", "desk.hold": "ctrl+q"}])
def test_the_banner_of_a_practice_names_the_way_out_even_where_it_has_no_key(keymap: dict[str, str]) -> None:
    table = tuple(keys.remapped(keymap))
    assert keys.hinted("{app.leave} leaves it", table) in bars.practice(table, "leaves it").plain


def test_the_settings_say_what_own_keys_show() -> None:
    told = [row.words for row in preferences.rows(Settings(), OWN_TABLE) if row.at.startswith("views.")]
    assert told == [keys.hinted(f"what {{desk.view_{number}}} shows", OWN_TABLE) for number in range(1, 6)]


@pytest.mark.parametrize(
    ("keymap", "words", "told"),
    [
        ({}, "· {desk.undo} takes it back", "· u takes it back"),
        ({"desk.undo": "U,f5"}, "· {desk.undo} takes it back", "· U takes it back"),
        ({"desk.redo": "u"}, "· {desk.undo} takes it back", "· “undo” takes it back"),
        ({}, "{desk.step_back} or {app.command_palette}", "[ or ^p"),
        ({}, "a title with {desk.none} and {braces}", "a title with {desk.none} and {braces}"),
    ],
)
def test_an_act_in_braces_is_what_to_press_for_it(keymap: dict[str, str], words: str, told: str) -> None:
    assert keys.hinted(words, tuple(keys.remapped(keymap))) == told


async def test_the_footer_of_the_words_has_the_keys_of_what_they_are_about() -> None:
    async with at(story.ferry_desk()) as hand:
        await hand.go_to("updates")
        await hand.go_to("words")
        assert "a accept" in hand.shown("#keys")
        await hand.go_to("figures")
        await hand.press(*["left"] * 6)
        assert isinstance(hand.room.subject, LineSubject)
        await hand.press("enter")
        assert hand.room.current == "words"
        assert "↵ words   o open story   Y copy quote" in hand.shown("#keys")
        assert "c correct" not in hand.shown("#keys")
        await hand.go_to("sources")
        await hand.press("enter")
        assert "r refresh" in hand.shown("#keys")
