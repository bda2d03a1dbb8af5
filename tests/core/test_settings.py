"""The settings file is checked on load and says where it is wrong."""

import os
import re
from datetime import timedelta
from difflib import ndiff
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from newsdesk import settings
from newsdesk.errors import SettingsWrong
from newsdesk.settings import AlertRule, Settings
from newsdesk.settings.document import rewritten
from newsdesk.settings.file import load, merged, parse, write


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml").settings == settings.Settings()


def test_the_first_setting_makes_the_file_and_its_folder(tmp_path: Path) -> None:
    place = tmp_path / "new" / "settings.toml"
    write(Settings(editor="ada"), place)
    assert place.read_text("utf-8") == 'editor = "ada"\n'


def test_a_file_that_is_gone_is_written_whole(tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    before = Settings(editor="ada", stale_hours=2)
    kept = write(replace(before, density="compact"), place, before=before)
    assert kept.settings == load(place).settings == Settings(editor="ada", stale_hours=2, density="compact")


def test_what_is_set_is_taken(tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    place.write_text('editor = "ada"\nstale_hours = 2\n[keys]\n"desk.accept" = "enter"\n', "utf-8")
    loaded = load(place).settings
    assert (loaded.editor, loaded.patience, loaded.keys) == ("ada", timedelta(hours=2), {"desk.accept": "enter"})


@pytest.mark.parametrize(("minutes", "late"), [(0.5, 60), (5, 60), (30, 60), (45, 90), (120, 240), (1440, 2880)])
def test_a_source_is_late_after_two_rounds_and_never_within_the_hour(minutes: float, late: float) -> None:
    assert Settings(poll_minutes=minutes).late == timedelta(minutes=late)


def test_each_row_of_alerts_is_a_rule(tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    place.write_text('[[alerts]]\nwhen = "moved"\nby = 5\n[[alerts]]\nwhen = "failing"\nto = ["bell"]\n', "utf-8")
    moved, failing = load(place).settings.alerts
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
        ('[[alerts]]\nwhen = "moved"\n[[alerts]]\nwhen = "moved"\nto = ["mail"]\n', "line 5: .* bell, toast, desktop"),
        ('[[alerts]]\nmeasure = "killed"\n', "line 1"),
        ('theem = "wire"\n', "Did you mean theme?"),
        ('poll_minutes = "often"\n', "a number"),
        ('[keys]\n"desk.accept" = 5\n', "line 2: keys.desk.accept"),
        ('[views]\n1 = "a"\n2 = true\n', "line 3: views.2"),
        ('density = "dense"\n', "roomy, compact"),
        ('"alerts.x" = 1\n[[alerts]]\nwhen = "moved"\n', "line 1: there is no setting alerts.x"),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    place = tmp_path / "settings.toml"
    place.write_text(text, "utf-8")
    _, (fault,) = load(place)
    assert re.search(told, str(fault))


def test_every_fault_is_told_from_the_first_line_to_the_last_and_what_is_right_holds(tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    place.write_text(
        'poll_minutes = "often"\ncolour = 3\neditor = "ada"\n"a.b" = 1\nviews = {1 = "state:held", 2 = true}\n'
        '[[alerts]]\nwhen = "mooved"\nby = -1\n[[alerts]]\nwhen = "failing"\n[[alerts]]\nbye = 3\nwhen = "moved"\n'
        '[keys]\ndesk.accept = "z"\ndesk.hold = 5\n',
        "utf-8",
    )
    loaded, faults = load(place)
    assert [(fault.what.partition(":")[0], fault.at) for fault in faults] == [
        ("line 1", "poll_minutes"),
        ("line 2", "colour"),
        ("line 4", "a.b"),
        ("line 5", "views.2"),
        ("line 7", "alerts.0.when"),
        ("line 12", "alerts.2.bye"),
        ("line 16", "keys.desk.hold"),
    ]
    assert all(fault.hint for fault in faults)
    assert loaded == Settings(
        editor="ada", views={"1": "state:held"}, alerts=(AlertRule(when="failing"),), keys={"desk.accept": "z"}
    )


def test_a_rule_that_is_wrong_is_taken_out_whole_and_without_any_the_usual_one_holds() -> None:
    loaded, (fault,) = parse('[[alerts]]\nwhen = "moved"\nby = "much"\n')
    assert (loaded, fault.at) == (Settings(), "alerts.0.by")
    loaded, _ = parse('[[alerts]]\nwhen = "conflict"\n[[alerts]]\nwhen = "moved"\nby = "much"\n')
    assert loaded.alerts == (AlertRule(when="conflict"),)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b'editor = "ada"\n<html>\n', "line 2: "),
        (b'editor = "ada"\n\ntheme = """\n', "line 4: "),
        (b'editor = "ada"\ntheme = "\xe9"\n', "line 2: it is not in UTF-8"),
        (None, "it cannot be read: Is a directory"),
    ],
)
def test_a_file_that_cannot_be_read_gives_the_defaults_and_says_so(
    tmp_path: Path, body: bytes | None, told: str
) -> None:
    place = tmp_path / "settings.toml"
    if body is None:
        place.mkdir()
    else:
        place.write_bytes(body)
    loaded, (fault,) = load(place)
    assert loaded == Settings()
    assert fault.what.startswith(told)
    with pytest.raises(SettingsWrong, match=told):
        write(Settings(editor="eve"), place)
    assert body is None or place.read_bytes() == body


def test_a_file_with_the_mark_that_editors_on_windows_write_is_read(tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    place.write_bytes(b'\xef\xbb\xbfeditor = "ada"\n')
    assert load(place) == (Settings(editor="ada"), ())


@pytest.mark.parametrize("wrong", ['colour = "red"\n', "poll_minutes = 0\n", '[[alerts]]\nwhen = "mooved"\n'])
def test_what_is_wrong_is_never_written_over_unless_just_that_is_set(tmp_path: Path, wrong: str) -> None:
    place = tmp_path / "settings.toml"
    place.write_text(wrong, "utf-8")
    before = load(place).settings
    for changed in (replace(before, editor="ada"), replace(before, alerts=())):
        with pytest.raises(SettingsWrong, match=r"settings\.toml was left as it is.*line \d"):
            write(changed, place, before=before)
        assert place.read_text("utf-8") == wrong
    place.write_text("# mine\npoll_minutes = 0\n", "utf-8")
    write(replace(before, poll_minutes=2), place, before=before)
    assert place.read_text("utf-8") == "# mine\npoll_minutes = 2\n"


def test_one_variable_puts_everything_below_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_HOME", str(tmp_path))
    assert settings.config_file() == tmp_path / "settings.toml"
    assert settings.desk_folder() == tmp_path / "desk"


def test_names_of_acts_need_no_quotes(tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    place.write_text('[keys]\ndesk.accept = "enter"\ndesk.view_1 = "f1"\n', "utf-8")
    assert load(place).settings.keys == {"desk.accept": "enter", "desk.view_1": "f1"}


OWN = """# mine
editor = "ada"  # me

[views]
1 = "state:held"

[[alerts]]
when = "conflict"
"""


def test_what_is_changed_is_written_among_what_a_person_wrote(tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    place.write_text(OWN, "utf-8")
    changed = replace(load(place).settings, theme="newsprint", poll_minutes=2.5, keys={"desk.accept": "z"})
    write(changed, place)
    assert load(place).settings == changed
    written = place.read_text("utf-8")
    assert "# mine" in written
    assert "# me" in written
    assert written.index("theme") < written.index("[views]")
    write(replace(changed, theme="wire"), place)
    assert "theme" not in place.read_text("utf-8"), "a default is not written"


LIVED_IN = """# mine
editor = "ada"  # me

# what I show
[views]
1 = "state:held"  # first
# 2 = "not yet"

[keys]
# for the left hand
desk.accept = "enter"  # as in mail
move.up = "x"
"desk.undo" = "U"

# wakes me
[[alerts]]
when = "moved"  # by much
by = 5

# only rings
[[alerts]]
when = "failing"
to = ["bell"]  # loud
"""
KEYS = {"desk.accept": "enter", "move.up": "x", "desk.undo": "U"}
MOVED, FAILING = AlertRule(when="moved", by=5), AlertRule(when="failing", to=("bell",))


@pytest.mark.parametrize(
    ("changes", "gone", "new"),
    [
        ({"theme": "nord"}, [], ['theme = "nord"']),
        ({"editor": ""}, ['editor = "ada"  # me'], ['editor = ""  # me']),
        (
            {"keys": KEYS | {"desk.accept": "z"}},
            ['desk.accept = "enter"  # as in mail'],
            ['desk.accept = "z"  # as in mail'],
        ),
        ({"keys": KEYS | {"app.help": "f1"}}, [], ['"app.help" = "f1"']),
        ({"keys": {"desk.accept": "enter"}}, ['move.up = "x"', '"desk.undo" = "U"'], []),
        ({"views": {"1": "state:new", "2": ""}}, ['1 = "state:held"  # first'], ['1 = "state:new"  # first', '2 = ""']),
        ({"alerts": (replace(MOVED, by=7), FAILING)}, ["by = 5"], ["by = 7"]),
        ({"alerts": (MOVED, replace(FAILING, to=()))}, ['to = ["bell"]  # loud'], ["to = []  # loud"]),
        ({"alerts": (FAILING,)}, ["# wakes me", "[[alerts]]", 'when = "moved"  # by much', "by = 5", ""], []),
        ({"alerts": (MOVED, FAILING, AlertRule(when="conflict"))}, [], ["", "[[alerts]]", 'when = "conflict"']),
    ],
)
def test_what_is_changed_is_changed_in_its_place_and_every_other_line_stays(
    tmp_path: Path, changes: dict[str, object], gone: list[str], new: list[str]
) -> None:
    place = tmp_path / "settings.toml"
    place.write_text(LIVED_IN, "utf-8")
    changed = replace(load(place).settings, **changes)
    write(changed, place)
    assert load(place).settings == changed
    lines = [line for line in ndiff(LIVED_IN.splitlines(), place.read_text("utf-8").splitlines()) if line[0] in "-+"]
    assert sorted(line[2:] for line in lines if line[0] == "-") == sorted(gone)
    assert [line[2:] for line in lines if line[0] == "+"] == new


@pytest.mark.parametrize(
    "text",
    [
        '[keys]\ndesk.accept = "enter"  # one\n# two\nmove.up = "x"\ndesk.hold = "b"\n',
        'keys.desk.accept = "enter"  # one\ntheme = "nord"  # two\nkeys."move.up" = "x"\nkeys.desk.hold = "b"\n',
        '# two\n[keys.desk]\naccept = "enter"  # one\nhold = "b"\n[keys.move]\nup = "x"\n',
        '# two\nkeys = {desk.accept = "enter", "move.up" = "x", desk.hold = "b"}  # one\n',
    ],
)
def test_keys_are_changed_however_they_are_written(tmp_path: Path, text: str) -> None:
    place = tmp_path / "settings.toml"
    place.write_text(text, "utf-8")
    for keys in ({"desk.accept": "z", "desk.hold": "b", "app.help": "f1"}, {"desk.accept": "z"}):
        changed = replace(load(place).settings, keys=keys)
        write(changed, place)
        assert load(place).settings == changed
        assert "# one" in place.read_text("utf-8")
        assert "# two" in place.read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        'alerts = [\n  {when = "moved", by = 5},  # one\n  {when = "failing", to = ["bell"]},\n]\n',
        '[[alerts]]\nwhen = "moved"  # one\nby = 5\n[views]\n1 = "a"\n[[alerts]]\nwhen = "failing"\nto = ["bell"]\n',
    ],
)
def test_alerts_are_changed_however_they_are_written(tmp_path: Path, text: str) -> None:
    place = tmp_path / "settings.toml"
    place.write_text(text, "utf-8")
    found = AlertRule(when="found", find="ferry")
    for alerts in ((MOVED, found), (found, MOVED, FAILING), (replace(MOVED, measure="killed"),)):
        changed = replace(load(place).settings, alerts=alerts)
        write(changed, place)
        assert load(place).settings == changed
        assert "# one" in place.read_text("utf-8")


RULES = st.builds(
    AlertRule,
    when=st.sampled_from(["moved", "conflict", "failing", "found"]),
    measure=st.sampled_from(["", "killed"]),
    by=st.floats(0, 100),
    find=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
    to=st.sampled_from([("toast",), ("bell", "desktop"), ()]),
)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
SETTINGS = st.builds(
    Settings,
    editor=WORDS,
    theme=WORDS,
    density=st.sampled_from(["roomy", "compact"]),
    keys=st.dictionaries(st.sampled_from(["desk.accept", "move.up", "app.help"]), WORDS, max_size=3),
    views=st.dictionaries(st.sampled_from("12345"), WORDS, max_size=5),
    poll_minutes=st.floats(0.5, 1440),
    keep_snapshots=st.booleans(),
    alerts=st.lists(RULES, max_size=3).map(tuple),
    quiet_hours=st.sampled_from(["", "22:00-06:30"]),
)


@given(SETTINGS, SETTINGS)
def test_whatever_is_written_over_whatever_is_read_back(first: Settings, second: Settings) -> None:
    text, there = "", Settings()
    for wanted in (first, second):
        text = rewritten(text, there, wanted)
        there = parse(text).settings
        assert there == wanted


def test_a_file_that_is_wrong_or_cannot_be_written_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "settings.toml"
    place.write_text("theme = \n", "utf-8")
    with pytest.raises(SettingsWrong, match="line 1"):
        write(Settings(editor="ada"), place)
    place.write_text(OWN, "utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsWrong, match="No space left"):
        write(Settings(), place)
    assert place.read_text("utf-8") == OWN
    assert list(tmp_path.iterdir()) == [place]


def test_what_was_set_in_two_places_is_merged_entry_by_entry_and_what_gave_way_is_told() -> None:
    before = Settings(editor="ada", keys={"desk.hold": "z", "desk.reject": "x"}, views={"1": "state:new"})
    changed = replace(before, theme="nord", keys={"desk.hold": "y"}, views={"1": "state:new", "2": "has:star"})
    there = replace(before, theme="wire", editor="eve", keys={"desk.hold": "k", "desk.reject": "x", "desk.star": "s"})
    kept = merged(before, changed, replace(there, views={}))
    assert kept.settings == Settings(
        theme="nord", editor="eve", keys={"desk.hold": "y", "desk.star": "s"}, views={"2": "has:star"}
    )
    assert kept.lost == {"keys.desk.hold": "k"}
    assert merged(before, before, there).settings == there
    assert merged(before, changed, before) == (changed, {})
    assert merged(before, changed, changed) == (changed, {}), "what both set alike gave way to nobody"
