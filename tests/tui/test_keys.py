"""The one table of keys: whole, without clashes, and obeyed by settings, help, footer and palette."""

from __future__ import annotations

from collections import Counter

import pytest
from textual.command import Hit

from newsdesk.errors import SettingsWrong
from newsdesk.settings import Settings
from newsdesk.tui import keys
from newsdesk.tui.app import NewsdeskApp
from newsdesk.tui.palette import ALSO, Acts
from newsdesk.tui.render import bars, guide
from newsdesk.tui.screens.ask import Ask
from newsdesk.tui.screens.chart import Chart
from newsdesk.tui.screens.desk import DeskScreen
from newsdesk.tui.screens.help import Help
from newsdesk.tui.screens.pick import Pick
from newsdesk.tui.screens.versions import Versions
from newsdesk.tui.widgets.cell_table import CellTable
from newsdesk.tui.widgets.line_view import LineView
from newsdesk.tui.widgets.row_list import RowList
from tests.tui import story
from tests.tui.hand import at

PLACES: dict[str, tuple[type, ...]] = {
    "desk": (DeskScreen,),
    "app": (NewsdeskApp,),
    "move": (RowList, CellTable),
    "dialog": (Ask, Pick),
    "page": (Help, Chart, Versions),
    "compare": (Versions,),
}


def test_every_id_is_there_once() -> None:
    assert max(Counter(key.id for key in keys.TABLE).values()) == 1


@pytest.mark.parametrize("place", PLACES)
def test_no_two_acts_of_one_place_share_a_key(place: str) -> None:
    pressed = Counter(one for key in keys.TABLE if key.place == place for one in key.keys.split(","))
    assert [one for one, times in pressed.items() if times > 1] == []


def test_the_desk_and_the_app_share_no_key() -> None:
    pressed = Counter(one for key in keys.TABLE if key.place in ("desk", "app", "move") for one in key.keys.split(","))
    assert [one for one, times in pressed.items() if times > 1] == []


@pytest.mark.parametrize("key", keys.TABLE, ids=lambda key: key.id)
def test_every_act_has_someone_who_does_it_and_words_for_it(key: keys.Key) -> None:
    for owner in (CellTable,) if key.verb in ("left", "right") else PLACES[key.place]:
        assert callable(getattr(owner, f"action_{key.verb.partition(chr(40))[0]}"))
    assert key.words
    assert key.tooltip[0].isupper()


def test_text_is_scrolled_by_the_keys_that_move_up_and_down() -> None:
    for verb in ("down", "up", "page_down", "page_up", "first", "last"):
        assert callable(getattr(LineView, f"action_{verb}"))


@pytest.mark.parametrize("width", [60, 100, 160])
def test_the_help_lists_every_act_with_its_keys(width: int) -> None:
    shown = "\n".join(line.plain for line in guide.lines(keys.TABLE, "figures", width))
    for key in keys.TABLE:
        assert key.words in shown
        assert keys.shown(key.keys.split(",")[0]) in shown


@pytest.mark.parametrize("pane", keys.FOOTERS)
@pytest.mark.parametrize(("width", "least"), [(20, 2), (60, 5), (160, 7)])
def test_the_footer_shows_as_many_keys_as_fit_and_always_help_and_palette(width: int, least: int, pane: str) -> None:
    row = bars.key_row(keys.TABLE, width, pane)
    assert row.cell_length == width
    assert "? keys" in row.plain
    told = {key.id: keys.LABELS.get((pane, key.id), key.words) for key in keys.TABLE}
    shown = [key for key in keys.TABLE if f"{keys.shown(key.keys.split(',')[0])} {told[key.id]}" in row.plain]
    assert len(shown) >= least


def test_every_act_of_a_footer_is_in_the_table() -> None:
    assert all(act.removeprefix("desk.") in keys.FOOTERS[pane].split() for pane, act in keys.LABELS)
    wanted = {f"desk.{verb}" for footer in keys.FOOTERS.values() for verb in footer.split()} | set(keys.ALWAYS)
    assert wanted <= {key.id for key in keys.TABLE}


@pytest.mark.parametrize(
    ("given", "act", "left"),
    [
        ({"desk.accept": "x,f5"}, "desk.accept", "x,f5"),
        ({"desk.accept": "x,f5"}, "desk.reject", ""),
        ({"desk.accept": "x,f5"}, "desk.hold", "h"),
        ({"desk.accept": "j"}, "move.down", "down"),
        ({"move.down": "a"}, "desk.accept", ""),
        ({"desk.accept": "?"}, "app.help", "f1"),
        ({"desk.accept": "?"}, "page.close", "escape,q,question_mark"),
        ({"desk.time": "/"}, "desk.find", ""),
        ({"move.down": "q"}, "page.close", "escape,question_mark"),
        ({"compare.older": "q"}, "page.close", "escape,question_mark"),
        ({"move.left": "left,h"}, "compare.older", "left"),
        ({"desk.back": "escape"}, "dialog.cancel", "escape"),
    ],
)
def test_a_keymap_takes_keys_from_every_act_that_would_hear_them(given: dict[str, str], act: str, left: str) -> None:
    assert {key.id: key.keys for key in keys.remapped(given)}[act] == left


@pytest.mark.parametrize(
    ("keymap", "says"),
    [
        ({"desk.acept": "a"}, "desk.accept"),
        ({"nothing": "a"}, "no act"),
        ({"desk.accept": "a,,b"}, "empty key"),
        ({"desk.accept": "?", "app.help": "question_mark"}, "the key of desk.accept and of app.help"),
        ({"desk.accept": "z", "move.up": "z"}, "z is the key"),
        ({"page.close": "z", "move.up": "z"}, "z is the key"),
        ({"desk.accept": "^x", "desk.hold": "ctrl+X"}, "is the key of desk.accept and of desk.hold"),
        ({"desk.accept": "foo bar"}, "no key foo bar"),
        ({"desk.accept": "question mark"}, "no key question mark"),
        ({"desk.accept": "Return"}, "no key return"),
        ({"desk.accept": "foo+x"}, "no key foo"),
        ({"desk.accept": "ctrl+"}, "no key ctrl"),
        ({"desk.accept": "\x1b"}, "no key"),
        ({"desk.accept": "\x1b]0;x\x07"}, "no key"),
        ({"desk.accept": keys.UNHEARD}, "no key no_key"),
        ({"dialog.down": "escape"}, "dialog.cancel would have no key left"),
        ({"move.down": "esc, q, ?"}, "page.close would have no key left"),
    ],
)
def test_a_keymap_that_names_nothing_is_refused_in_words(keymap: dict[str, str], says: str) -> None:
    with pytest.raises(SettingsWrong, match=says):
        keys.check(keymap)


@pytest.mark.parametrize("key", keys.TABLE, ids=lambda key: key.id)
def test_a_key_is_understood_as_it_is_shown_and_by_its_name(key: keys.Key) -> None:
    for one in key.keys.split(","):
        assert keys.named(keys.shown(one)) == keys.named(one) == one
    keys.check({key.id: key.keys})


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("^x", "ctrl+x"),
        ("Ctrl+X", "ctrl+x"),
        ("⇧tab", "shift+tab"),
        ("^⇧home", "ctrl+shift+home"),
        ("shift+ctrl+home", "ctrl+shift+home"),
        ("shift+a", "A"),
        ("alt+A", "alt+A"),
        ("esc", "escape"),
        ("F5", "f5"),
        ("^", "^"),
        ("+", "plus"),
        ("ctrl++", "ctrl+plus"),
        ("é", "é"),
        ("minus", "minus"),
        ("at", "at"),
    ],
)
def test_a_key_may_be_written_as_a_person_writes_it(written: str, name: str) -> None:
    assert keys.named(written) == name
    keys.check({"desk.accept": written})


async def test_a_key_from_the_settings_does_the_act_and_the_old_one_does_not() -> None:
    desk = story.ferry_desk()
    async with at(desk, settings=Settings(keys={"desk.accept": "z"})) as hand:
        await hand.press("a")
        assert not desk.log()
        await hand.press("z")
        assert len(desk.log()) == 1
        await hand.press("?")
        assert "z        accept" in hand.screen.query_one(LineView).plain


@pytest.mark.parametrize("pressed", ["j", "down"])
async def test_a_key_that_moved_does_the_act_it_was_given_to_and_moves_no_more(pressed: str) -> None:
    desk = story.ferry_desk()
    async with at(desk, settings=Settings(keys={"desk.star": "j,down"})) as hand:
        await hand.go_to("updates")
        await hand.press(pressed)
        assert len(desk.log()) == 1
        assert hand.room.updates.rows.cursor == 0


@pytest.mark.parametrize(
    "given", [{}, {"desk.accept": "h", "desk.hold": "a", "move.down": "x", "desk.undo": "q,ctrl+q"}]
)
async def test_textual_hears_what_the_table_says(given: dict[str, str]) -> None:
    async with at(story.ferry_desk(), settings=Settings(keys=given)) as hand:
        await hand.go_to("updates")
        heard = {key: one.binding.id for key, one in hand.room.active_bindings.items() if one.binding.id}
        listed = {
            key: act.id for act in hand.app.table if act.place in ("desk", "app", "move") for key in act.keys.split(",")
        }
        assert {key: act for key, act in heard.items() if key != keys.UNHEARD} == {
            key: act for key, act in listed.items() if key
        }


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("OPML", "export"),
        ("opml", "open files"),
        ("import", "open files"),
        ("explain", "words"),
        ("saved view", "view 1"),
        ("close incident", "open or close"),
        ("history", "chart"),
        ("filter", "find"),
        ("unmark", "mark all"),
        ("search", "find"),
        ("alert", "settings"),
        ("delete", "strike"),
        ("delete source", "source"),
        ("bulk", "mark all"),
        ("light", "theme"),
    ],
)
async def test_the_palette_finds_an_act_by_words_that_a_person_may_look_for(typed: str, wanted: str) -> None:
    async with at(story.ferry_desk()) as hand:
        hits = [hit async for hit in Acts(hand.room).search(typed)]
        best = sorted((hit for hit in hits if isinstance(hit, Hit)), key=lambda hit: -hit.score)[:8]
        assert wanted.capitalize() in [str(hit.text).partition("  ")[0] for hit in best]


def test_further_words_are_of_acts_that_there_are() -> None:
    assert set(ALSO) <= {key.id for key in keys.TABLE}


async def test_the_palette_finds_an_act_by_its_words_and_does_it() -> None:
    desk = story.ferry_desk()
    async with at(desk) as hand:
        await hand.press("ctrl+p")
        await hand.type("reject")
        await hand.pilot.pause(0.3)
        await hand.press("down", "enter")
        await hand.pilot.pause(0.2)
        assert [decision.act.state.value for decision in desk.log()] == ["rejected"]  # type: ignore[union-attr]
