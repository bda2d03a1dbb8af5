"""Settings by keys: listed, changed at once, refused in words, kept in the file."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Static

from newsdesk.errors import SettingsWrong
from newsdesk.settings import AlertRule, Settings
from newsdesk.settings.file import load, told
from newsdesk.text import line
from newsdesk.tui import feeding, keys, preferences
from newsdesk.tui.app import NewsdeskApp
from newsdesk.tui.messages import SettingsChanged
from newsdesk.tui.screens.pick import Pick
from newsdesk.tui.widgets.typed_line import TypedLine
from tests.tui import story
from tests.tui.hand import Hand, at
from tests.tui.test_bringing_in import settled


@pytest.mark.parametrize(
    ("at", "typed", "told"),
    [
        ("theme", "mauve", "no theme mauve. There are wire, newsprint"),
        ("poll_minutes", "often", "a number"),
        ("poll_minutes", "0", "0.5"),
        ("stale_hours", "nan", ""),
        ("quiet_hours", "late", "22:00-06:30"),
        ("views.1", "state:nwe", "Did you mean new?"),
        ("keys.desk.accept", "a,,b", "empty key"),
        ("keys.desk.acept", "z", "Did you mean desk.accept?"),
    ],
)
def test_what_cannot_be_is_refused_in_words(at: str, typed: str, told: str) -> None:
    with pytest.raises(SettingsWrong) as wrong:
        preferences.changed(Settings(), at, typed)
    assert told in str(wrong.value)


@pytest.mark.parametrize(
    ("line", "typed", "told"),
    [
        ("when", "killed > 5", "when is one of: moved, conflict, failing, found."),
        ("to", "toast, horn", "to is one of: bell, toast, desktop."),
        ("by", "-1", "by: expected"),
    ],
)
def test_what_is_wrong_with_an_alert_is_told_by_the_names_of_its_dialog(line: str, typed: str, told: str) -> None:
    row = next(row for row in preferences.rows(Settings(), keys.TABLE) if row.at == preferences.NEW_ALERT)
    form = preferences.form(Settings(), row)
    rules = {field.name: field.rule for field in form.fields}
    assert rules["when"] == "moved, conflict, failing, found; empty: no alert."
    assert rules["to"].startswith("bell, toast, desktop")
    answers = {field.name: field.value for field in form.fields}
    with pytest.raises(SettingsWrong) as wrong:
        form.look(answers | {line: typed})
    assert str(wrong.value).startswith(told)


def test_one_key_for_two_acts_is_refused() -> None:
    given = preferences.changed(Settings(), "keys.desk.accept", "z")
    with pytest.raises(SettingsWrong, match=r"z is the key of desk\.accept and of desk\.hold"):
        preferences.changed(given, "keys.desk.hold", "z")
    assert preferences.changed(given, "keys.desk.accept", "").keys == {}


def test_every_setting_and_every_act_is_listed() -> None:
    listed = {row.at.partition(".")[0] for row in preferences.rows(Settings(), keys.TABLE)}
    assert listed == set(Settings.__struct_fields__)
    acts = {row.at for row in preferences.rows(Settings(), keys.TABLE) if row.at.startswith("keys.")}
    assert acts == {f"keys.{key.id}" for key in keys.TABLE}


@pytest.mark.parametrize("row", preferences.rows(Settings(), keys.TABLE), ids=lambda row: row.at)
def test_what_a_setting_shows_is_taken_back_as_it_is(row: preferences.Row) -> None:
    if row.options:
        assert preferences.changed(Settings(), row.at, row.value) == Settings()
    elif row.at != preferences.NEW_ALERT:
        form = preferences.form(Settings(), row)
        answers = {field.name: field.value for field in form.fields}
        form.look(answers)
        assert preferences.answered(Settings(), row, answers) == Settings()


@pytest.mark.parametrize("by", [1_234_567, 0.5, 2.25])
def test_a_number_of_an_alert_is_shown_whole_and_taken_back_as_it_is(by: float) -> None:
    settings = Settings(alerts=(AlertRule(when="moved", by=by),))
    row = next(row for row in preferences.rows(settings, keys.TABLE) if row.at == "alerts.0")
    assert f"{by:,}" in row.value
    answers = {field.name: field.value for field in preferences.form(settings, row).fields}
    assert preferences.answered(settings, row, answers) == settings


@pytest.mark.parametrize("by", ["inf", "nan", "1e300", "many"])
def test_an_alert_by_a_number_that_no_count_reaches_is_refused(by: str) -> None:
    row = next(row for row in preferences.rows(Settings(), keys.TABLE) if row.at == preferences.NEW_ALERT)
    answers = {field.name: field.value for field in preferences.form(Settings(), row).fields}
    with pytest.raises(SettingsWrong):
        preferences.answered(Settings(), row, {**answers, "by": by})


@pytest.mark.parametrize("row", [row for row in preferences.rows(Settings(), keys.TABLE) if row.at.startswith("keys.")])
def test_the_keys_that_are_offered_can_be_typed_back(row: preferences.Row) -> None:
    given = preferences.changed(Settings(), row.at, row.value).keys
    assert tuple(keys.remapped(given)) == keys.TABLE


async def test_what_a_line_offers_while_it_is_empty_is_clean() -> None:
    assert TypedLine("", placeholder="\x1b[31mX\u202e").placeholder == "[31mX"


async def pick(hand: Hand, setting: str) -> None:
    await hand.press("comma")
    await hand.type(setting)
    await hand.press("enter")


async def typed(hand: Hand, value: str) -> None:
    await hand.press("end", "ctrl+u")
    await hand.type(value)
    await hand.press("enter")
    await hand.pilot.pause(0.1)
    await hand.press("escape")


async def test_settings_hold_at_once_and_are_kept(tmp_path: Path) -> None:
    kept = tmp_path / "settings.toml"
    kept.write_text("# mine\n", "utf-8")
    desk = story.ferry_desk()
    app = NewsdeskApp(desk, settings=Settings(), kept=kept)
    async with app.run_test(size=(140, 40)) as pilot:
        hand = Hand(app, pilot)
        await pilot.pause()
        await pick(hand, "theme")
        await hand.type("newsprint")
        await hand.press("enter")
        await pilot.pause(0.1)
        assert app.theme == "newsprint"
        assert "newsprint" in str(hand.screen.query_one("#choices").render_line(0).text), "the list is back, on its row"
        await hand.press("escape")
        await pick(hand, "stale_hours")
        await typed(hand, "0.25")
        assert desk.patience == timedelta(minutes=15)
        await pick(hand, "keep_snapshots")
        await hand.press("down", "enter")
        await pilot.pause(0.1)
        await hand.press("escape")
        assert not desk.keep_snapshots
        await pick(hand, "keys.desk.accept")
        await typed(hand, "z")
        await hand.press("a")
        assert not desk.log()
        await hand.press("z")
        assert len(desk.log()) == 1
        await pick(hand, "views.2")
        await typed(hand, "state:accepted")
        await hand.press("2")
        assert len(hand.room.scene.updates) == 1
        await pick(hand, "add an alert")
        await hand.press("end", "ctrl+u")
        await hand.type("failing")
        await hand.submit()
        await pilot.pause(0.1)
        await hand.press("escape")
        await settled(hand)
    loaded = load(kept, preferences.check).settings
    assert (loaded.theme, loaded.stale_hours, loaded.keys) == ("newsprint", 0.25, {"desk.accept": "z"})
    assert loaded.views["2"] == "state:accepted"
    assert loaded.alerts == (AlertRule(when="conflict"), AlertRule(when="failing"))
    assert "# mine" in kept.read_text("utf-8")


async def test_a_name_that_is_set_signs_as_clean_words() -> None:
    desk = story.ferry_desk()
    async with at(desk) as hand:
        hand.app.post_message(SettingsChanged(Settings(editor="Eve\x1b[31m\u202e")))
        await hand.pilot.pause(0.1)
        await hand.press("a")
        assert desk.log()[0].by == line("Eve\x1b[31m\u202e", 60)
        assert not {"\x1b", "\u202e"} & set(desk.log()[0].by)
        hand.app.post_message(SettingsChanged(Settings(editor="")))
        await hand.pilot.pause(0.1)
        await hand.press("h")
        assert desk.log()[1].by == line(Settings().signature, 60)


async def test_colours_chosen_by_their_own_key_are_kept_too(tmp_path: Path) -> None:
    app = NewsdeskApp(story.ferry_desk(), settings=Settings(), kept=tmp_path / "settings.toml")
    async with app.run_test() as pilot:
        await pilot.pause()
        app.theme = "nord"
        await settled(Hand(app, pilot))
    assert load(tmp_path / "settings.toml").settings.theme == "nord"


async def test_the_colours_there_are_to_choose_are_those_that_the_settings_take() -> None:
    async with at(story.ferry_desk()) as hand:
        assert set(hand.app.available_themes) == set(preferences.NAMES)


async def test_a_choice_that_the_settings_do_not_take_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Settings:
        raise SettingsWrong("That cannot be.")

    monkeypatch.setattr(preferences, "changed", refuse)
    async with at(story.ferry_desk()) as hand:
        await pick(hand, "density")
        await hand.press("down", "enter")
        assert hand.screen is hand.room
        assert hand.toasts == ["That cannot be."]


async def test_a_file_that_cannot_be_kept_is_told_and_the_settings_hold(tmp_path: Path) -> None:
    kept = tmp_path / "settings.toml"
    kept.write_text("theme = \x1b[31m\n", "utf-8")
    app = NewsdeskApp(story.ferry_desk(), settings=Settings(), kept=kept)
    async with app.run_test(size=(140, 40)) as pilot:
        hand = Hand(app, pilot)
        await pilot.pause()
        await hand.press("D")
        await settled(hand)
        assert hand.room.has_class("-compact")
        assert "settings.toml" in hand.toasts[-1]
        assert kept.read_text("utf-8") == "theme = \x1b[31m\n"
        kept.write_text("stale_hours = 3\n", "utf-8")
        app.theme = "nord"
        await settled(hand)
        assert hand.room.has_class("-compact")
    loaded = load(kept).settings
    assert (loaded.density, loaded.theme, loaded.stale_hours) == ("compact", "nord", 3)


async def test_what_is_wrong_in_the_file_is_told_at_the_start_and_in_the_settings_until_it_is_mended(
    tmp_path: Path,
) -> None:
    kept = tmp_path / "settings.toml"
    wrong = 'theme = "mauve"\npoll_minutes = 0\n'
    kept.write_text(wrong, "utf-8")
    settings, faults = load(kept, preferences.check)
    app = NewsdeskApp(story.ferry_desk(), settings=settings, kept=kept, wrong=told(kept, faults))
    async with app.run_test(size=(140, 40)) as pilot:
        hand = Hand(app, pilot)
        await settled(hand)
        (toast,) = app._notifications
        assert [row.partition(":")[0] for row in toast.message.splitlines()[1:]] == ["line 1", "line 2"]
        await pick(hand, "theme")
        await hand.type("nord")
        await hand.press("enter")
        await settled(hand)
        assert app.theme == "nord"
        assert kept.read_text("utf-8") == wrong
        assert "line 2: poll_minutes" in str(hand.screen.query_one(".dialog-help", Static).render())
        await hand.press("escape")
        assert "was left as it is" in hand.toasts[-1]
        kept.write_text('theme = "mauve"\n', "utf-8")
        await hand.press("D")
        await settled(hand)
        await hand.press("comma")
        assert "kept in settings.toml" in str(hand.screen.query_one(".dialog-help", Static).render())
    assert load(kept, preferences.check) == (Settings(theme="nord", density="compact"), ())


async def test_what_is_set_in_the_file_by_hand_meanwhile_is_kept_and_holds(tmp_path: Path) -> None:
    kept = tmp_path / "settings.toml"
    kept.write_text('stale_hours = 6\n[keys]\n"desk.hold" = "z"\n', "utf-8")
    desk = story.ferry_desk()
    app = NewsdeskApp(desk, settings=load(kept).settings, kept=kept)
    async with app.run_test(size=(140, 40)) as pilot:
        hand = Hand(app, pilot)
        await pilot.pause()
        kept.write_text('# mine\nstale_hours = 3\n[keys]\n"desk.hold" = "y"\n"desk.accept" = "k"\n', "utf-8")
        await hand.press("D")
        await settled(hand)
        assert hand.toasts == ["settings.toml was edited by hand: that holds here too."]
        assert desk.patience == timedelta(hours=3)
        kept.write_text(kept.read_text("utf-8").replace("stale_hours = 3", "stale_hours = 4"), "utf-8")
        await pick(hand, "stale_hours")
        await typed(hand, "5")
        await settled(hand)
        assert hand.toasts == ["In settings.toml stale_hours was set to 4 meanwhile; it is as you set it here."]
        await hand.go_to("updates")
        await hand.press("k")
        assert len(desk.log()) == 1
    loaded = load(kept).settings
    assert (loaded.density, loaded.stale_hours) == ("compact", 5)
    assert loaded.keys == {"desk.hold": "y", "desk.accept": "k"}
    assert "# mine" in kept.read_text("utf-8")


async def test_what_was_set_here_before_it_was_set_in_the_file_by_hand_gives_way(tmp_path: Path) -> None:
    kept = tmp_path / "settings.toml"
    app = NewsdeskApp(story.ferry_desk(), settings=Settings(), kept=kept)
    async with app.run_test(size=(140, 40)) as pilot:
        hand = Hand(app, pilot)
        await pilot.pause()
        await hand.press("D")
        await settled(hand)
        kept.write_text(kept.read_text("utf-8").replace("compact", "roomy"), "utf-8")
        app.theme = "nord"
        await settled(hand)
        assert not hand.room.has_class("-compact")
    assert (load(kept).settings.density, load(kept).settings.theme) == ("roomy", "nord")


async def test_what_is_set_here_while_the_file_is_written_holds_beside_what_was_set_in_it_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "settings.toml"
    kept.write_text("stale_hours = 3\n", "utf-8")
    written, go_on, keep = asyncio.Event(), asyncio.Event(), feeding.keep

    async def slow(before: Settings, settings: Settings, file: Path, post: feeding.Post) -> Settings | None:
        there = await keep(before, settings, file, post)
        written.set()
        await go_on.wait()
        return there

    monkeypatch.setattr(feeding, "keep", slow)
    desk = story.ferry_desk()
    app = NewsdeskApp(desk, settings=Settings(), kept=kept)
    async with app.run_test(size=(140, 40)) as pilot:
        hand = Hand(app, pilot)
        await pilot.pause()
        await hand.press("D")
        await written.wait()
        app.theme = "nord"
        await pilot.pause()
        go_on.set()
        await settled(hand)
        assert (app.theme, desk.patience) == ("nord", timedelta(hours=3))
    loaded = load(kept).settings
    assert (loaded.density, loaded.theme, loaded.stale_hours) == ("compact", "nord", 3)


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (160, 48)])
async def test_compact_shows_more_rows_and_no_fewer_figures(size: tuple[int, int]) -> None:
    async with at(story.ferry_desk(), size) as hand:
        await hand.go_to("updates")
        rows, lines = hand.room.updates.rows, hand.room.figures._grid.keys
        cells = hand.room.figures.cells
        before = cells.size.height + rows.size.height
        await hand.press("D")
        await hand.pilot.pause(0.1)
        assert cells.size.height + rows.size.height > before or hand.room.has_class("-narrow")
        assert hand.room.figures._grid.keys == lines
        await hand.press("D")
        await hand.pilot.pause(0.1)
        assert cells.size.height + rows.size.height == before


async def test_a_row_that_the_file_took_away_meanwhile_is_no_row_any_more(tmp_path: Path) -> None:
    kept = tmp_path / "settings.toml"
    rules = (AlertRule(when="conflict"), AlertRule(when="moved", measure="killed"))
    kept.write_text('[[alerts]]\nwhen = "conflict"\n\n[[alerts]]\nwhen = "moved"\nmeasure = "killed"\n', "utf-8")
    app = NewsdeskApp(story.ferry_desk(), settings=Settings(alerts=rules), kept=kept)
    async with app.run_test(size=(140, 40)) as pilot:
        hand = Hand(app, pilot)
        await pilot.pause()
        await hand.press("comma")
        hand.room.settings = Settings(alerts=rules[:1])
        await hand.type("alerts.1")
        await hand.press("enter")
        await pilot.pause(0.1)
        assert isinstance(hand.screen, Pick), "the list again, without it"
