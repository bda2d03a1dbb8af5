"""The settings file is checked on load and says where it is wrong."""

from datetime import timedelta
from pathlib import Path

import pytest

from newsdesk import settings
from newsdesk.errors import SettingsWrong


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none.toml") == settings.Settings()


def test_what_is_set_is_taken(tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    place.write_text('editor = "ada"\nstale_hours = 2\n[keys]\n"desk.accept" = "enter"\n', "utf-8")
    loaded = settings.load(place)
    assert (loaded.editor, loaded.patience, loaded.keys) == ("ada", timedelta(hours=2), {"desk.accept": "enter"})


def test_each_row_of_alerts_is_a_rule(tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    place.write_text('[[alerts]]\nwhen = "moved"\nby = 5\n[[alerts]]\nwhen = "failing"\nto = ["bell"]\n', "utf-8")
    moved, failing = settings.load(place).alerts
    assert (moved.when, moved.by, moved.to) == ("moved", 5, ("toast",))
    assert (failing.when, failing.to) == ("failing", ("bell",))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('editor = "ada"\npoll_minutes = "often"\n', "line 2"),
        ('editor = "ada"\n\ntheem = "wire"\n', "line 3"),
        ("editor = \n", "line 1"),
        ("poll_minutes = 0\n", "line 1"),
        ("stale_hours = -2\n", "line 1"),
        ('editor = "ada"\nquiet_hours = "late"\n', "line 2"),
        ('[[alerts]]\nmeasure = "killed"\nwhen = "mooved"\n', "line 3"),
        ('[[alerts]]\nwhen = "moved"\nto = ["toast"]\nbye = 3\n', "line 4"),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    place = tmp_path / "settings.toml"
    place.write_text(text, "utf-8")
    with pytest.raises(SettingsWrong, match=told):
        settings.load(place)


def test_one_variable_puts_everything_below_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_HOME", str(tmp_path))
    assert settings.config_file() == tmp_path / "settings.toml"
    assert settings.desk_folder() == tmp_path / "desk"
