"""The pure parts of the screen: forms, moments, sparklines, rows, the scene."""

from __future__ import annotations

import contextlib
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from textual.content import Content

from newsdesk.decisions import Rule
from newsdesk.desk import Desk
from newsdesk.errors import CallWrong
from newsdesk.figures import read
from newsdesk.ledger import desk_figures
from newsdesk.ledger.amounts import Amount
from newsdesk.ledger.changes import disputed, history
from newsdesk.ledger.records import Check, Line, Verdict
from newsdesk.model import (
    Health,
    LineKey,
    Measure,
    Modality,
    Outcome,
    Qualifier,
    Reading,
    Side,
    Source,
    Tense,
    Update,
)
from newsdesk.store import Change
from newsdesk.store.memory import MemoryStore
from newsdesk.tui import forms, keys
from newsdesk.tui.filters import LastGate, PoorSigns
from newsdesk.tui.render import chart, guide, reading, signs, table, times, wire
from newsdesk.tui.render.bars import Work, status, tally
from newsdesk.tui.render.ink import ACCENT, MUTED, cut, fit, shortened
from newsdesk.tui.render.wire import Said, figure_cell
from newsdesk.tui.scene import Placed, View, survey
from newsdesk.tui.widgets.incident_pane import news
from newsdesk.tui.widgets.thin_bar import ACROSS, DOWN, ThinBar
from tests.desk import test_copies as copies
from tests.ledger import making
from tests.tui import story

NOW = story.NOW


@pytest.mark.parametrize(
    ("typed", "measure", "wanted"),
    [
        ("  ", Measure.KILLED, None),
        (" Greatest  Authority", Measure.KILLED, Rule.GREATEST_AUTHORITY),
        ("<=40", Measure.KILLED, Amount(40, Qualifier.AT_MOST, 0, 40)),
        (">600", Measure.KILLED, Amount(600, Qualifier.MORE_THAN, 601, None)),
        ("7.8", Measure.MAGNITUDE, Amount(7.8, Qualifier.EXACT, 7.8, 7.8)),
    ],
)
def test_a_desk_figure_is_read_as_it_is_typed(typed: str, measure: Measure, wanted: Amount | Rule | None) -> None:
    assert desk_figures.amount_or_rule(typed, measure) == wanted


@pytest.mark.parametrize("typed", ["many", "25-15", "-3", "7.8", "greatest"])
def test_what_is_no_number_to_run_with_is_refused(typed: str) -> None:
    with pytest.raises(CallWrong):
        desk_figures.amount_or_rule(typed, Measure.KILLED)


def test_what_any_origin_says_can_be_run_with_as_it_is_filled_in() -> None:
    ledger = survey(story.ferry_desk(), View(incident=story.FERRY.id)).ledger
    assert ledger is not None
    for line in ledger.lines:
        for said in line.origins:
            wanted = desk_figures.amount_or_rule(forms.suggested(said), line.key.measure)
            assert isinstance(wanted, Amount)
            assert (wanted.low, wanted.high) == (said.low, said.high)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("16:00", datetime(2031, 3, 14, 16, 0, tzinfo=UTC)),
        ("13 Mar 09:30", datetime(2031, 3, 13, 9, 30, tzinfo=UTC)),
        ("13 march 2030 09:30", datetime(2030, 3, 13, 9, 30, tzinfo=UTC)),
        ("2031-03-14T10:00Z", datetime(2031, 3, 14, 10, 0, tzinfo=UTC)),
        ("2031-03-14T10:00+02:00", datetime(2031, 3, 14, 8, 0, tzinfo=UTC)),
        ("-2h", NOW - timedelta(hours=2)),
        ("-20000m", NOW - timedelta(minutes=20000)),
        ("- 90m", NOW - timedelta(minutes=90)),
        ("14 Mar 2031 16:00 UTC", datetime(2031, 3, 14, 16, 0, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_as_it_is_typed(typed: str, moment: datetime) -> None:
    assert times.moment(typed, NOW) == moment


@given(some.text(max_size=30))
def test_whatever_is_typed_for_a_moment_is_a_moment_before_now_or_is_refused(typed: str) -> None:
    with contextlib.suppress(CallWrong):
        assert times.moment(typed, NOW) <= NOW


@given(some.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2031, 3, 1)))  # noqa: DTZ001 - made UTC below
def test_a_moment_as_it_is_printed_can_be_typed_again(moment: datetime) -> None:
    moment = moment.replace(tzinfo=UTC, second=0, microsecond=0)
    assert times.moment(times.full(moment), NOW) == moment


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (0, "0m"),
        (59, "59m"),
        (60, "1h"),
        (47 * 60, "47h"),
        (48 * 60, "2d"),
        (364 * 1440, "364d"),
        (731 * 1440, "2y"),
        (-5, "0m"),
    ],
)
def test_an_age_is_short(minutes: int, shown: str) -> None:
    assert times.age(NOW - timedelta(minutes=minutes), NOW) == shown


@given(some.text(max_size=40), some.integers(min_value=1, max_value=30), some.booleans())
def test_a_fitted_text_takes_exactly_its_cells(words: str, width: int, right: bool) -> None:
    assert fit(Content(words), width, right=right).cell_length == width


@pytest.mark.parametrize(
    ("words", "width", "shown"),
    [
        ("money 3,000,000", 15, "money 3,000,000"),
        ("money 3,000,000 in aid", 20, "money 3,000,000 in …"),
        ("money 3,000,000 in aid", 16, "money …"),
        ("money 3,000,000 in aid", 10, "money …"),
        ("injured ≥4,000", 9, "injured …"),
        ("range 15–25 dead", 9, "range …"),
        ("as of 28 Nov 16:42", 17, "as of 28 Nov …"),
        ("4,000", 3, "…"),
        ("besieged", 5, "besi…"),
    ],
)
def test_words_are_never_cut_within_a_number(words: str, width: int, shown: str) -> None:
    assert cut(Content(words), width).plain == shown


AMERICANS = Said("killed", "≥3", "American")


@pytest.mark.parametrize(
    ("said", "count", "width", "shown"),
    [
        (AMERICANS, 3, 21, "killed ≥3 American +2"),
        (AMERICANS, 1, 18, "killed ≥3 American"),
        (AMERICANS, 3, 20, "killed ≥3 Americ… +2"),
        (AMERICANS, 3, 14, "killed ≥3 … +2"),
        (AMERICANS, 3, 11, "ki… ≥3 … +2"),
        (AMERICANS, 3, 10, "kill… ≥3 …"),
        (AMERICANS, 3, 7, "+3"),
        (AMERICANS, 1, 7, "+1"),
        (Said("buildings destroyed", "191,058", ""), 2, 23, "buildings d… 191,058 +1"),
        (Said("money", "3,000,000,000", ""), 2, 23, "money 3bn +1"),
        (Said("money", "3,000,000,000", ""), 2, 17, "money 3bn +1"),
        (Said("money", "3,800,000,000–4,600,000,000", ""), 3, 23, "money 3.8–4.6bn +2"),
        (Said("money", "3,812,345,678", ""), 2, 17, "mo… 3,812,345,678"),
        (Said("killed", "31 → 34", ""), 2, 13, "kill… 31 → 34"),
        (Said("killed", "12 more", ""), 1, 14, "killed 12 more"),
    ],
)
def test_a_figure_in_few_words_keeps_its_number_and_says_that_it_counts_some(
    said: Said, count: int, width: int, shown: str
) -> None:
    assert figure_cell(said, count, width, style="").plain == shown


@pytest.mark.parametrize(
    ("chain", "shown"),
    [
        ((), "APS"),
        (("APS",), "APS"),
        (("APS", "local source"), "local source via APS"),
        (("Interfax", "ministry"), "ministry via Interfax, APS"),
    ],
)
def test_a_figures_voices_are_named_once_each(chain: tuple[str, ...], shown: str) -> None:
    assert reading.voices(chain, "APS").plain == shown


def test_the_words_of_a_line_have_room_for_its_widest_number() -> None:
    ledger = survey(story.ferry_desk(), View(incident=story.FERRY.id)).ledger
    assert ledger is not None
    line = next(line for line in ledger.lines if len(line.origins) > 1)
    replace = msgspec.structs.replace
    first = replace(line.origins[0], value=1_250_000, low=1_250_000, high=1_250_000, qualifier=Qualifier.EXACT)
    rows = [row.plain for row in reading.line_lines(replace(line, origins=(first, *line.origins[1:])), NOW, 60)]
    assert any(row.startswith(f"  1,250,000 {first.origin}") for row in rows)
    assert {row.index(one.origin) for one in line.origins for row in rows if f" {one.origin}  " in row} == {12}


@pytest.mark.parametrize("width", [24, 33, 58, 100])
def test_the_words_of_a_line_say_of_each_when_and_through_whom_however_narrow_they_are(width: int) -> None:
    ledger = survey(story.ferry_desk(), View(incident=story.FERRY.id)).ledger
    assert ledger is not None
    line = next(line for line in ledger.lines if len(line.origins) > 1)
    replace = msgspec.structs.replace
    ministry = replace(
        line.origins[0], origin="Philippine foreign ministry", published=datetime(2030, 1, 21, 5, 59, tzinfo=UTC)
    )
    told = (replace(ministry, carriers=("Inquirer",)), replace(ministry, carriers=("AP",), party=True))
    rows = [row.plain for row in reading.line_lines(replace(line, origins=told), NOW, width)]
    assert max(map(len, rows)) <= width
    assert not any("…" in row for row in rows)
    prose = " ".join(" ".join(rows).split())
    for before, via in (("", "Inquirer"), ("⚑ ", "AP")):
        assert f"{before}Philippine foreign ministry 21 Jan 2030 05:59 via {via} " in prose
    names = [row for row in rows if "Philippine" in row]
    column = names[0].index("Philippine")
    others = [row for row in rows if row not in names and ("2030" in row or "Inquirer" in row or "“" in row)]
    assert all(row[:column].isspace() for row in others), "in their own column"


@pytest.mark.parametrize("width", [24, 33, 46, 58, 100])
def test_what_is_told_of_a_text_keeps_its_column_and_stands_apart_from_the_records(width: int) -> None:
    desk = copies.desk(copies.update("wire", 0, copies.STORY), copies.update("herald", 10, copies.STORY))
    copied = desk.update(copies.HERALD)
    more = msgspec.structs.replace(copied.latest, title="Ferry lost", at=copied.latest.at + timedelta(minutes=5))
    edited = msgspec.structs.replace(copied, versions=(copied.latest, more), vanished=NOW)
    scene = survey(desk, View(incident=desk.incident_of(copied)))
    carriers = [copies.update("wire", 0, copies.STORY).ref, copied.ref]
    read = reading.open_at(scene, edited, 1, None, carriers)
    rows = [row.plain for row in reading.update_lines(scene, read, width)]
    assert max(map(len, rows)) <= width
    first = next(n for n, row in enumerate(rows) if row.startswith("  vanished  "))
    about = rows[first : rows.index("", first)]
    assert [row.split()[0] for row in about if row[2:12].strip()] == ["vanished", "copies", "edited"]
    assert {row[2:12].strip() for row in about} <= {"vanished", "copies", "edited", ""}
    prose = " ".join(row[12:] for row in about)
    assert "2 outlets with these words: Northern Wire first, Bay Herald" in prose
    for before, hint in (("Bay Herald", "K takes them for its own"), ("headline changed", "E compares")):
        assert re.search(rf"{before} ?( · | ){hint}", prose)
        assert f"{before} {hint}" not in "\n".join(about), "in one row there is a mark between them"
    assert rows[first + len(about) + 1][:6].strip(" ▸·~✗≈") == "ki", "then the records"


def test_what_is_unsettled_keeps_its_column() -> None:
    text = "More than half of the passengers of the ferry were killed, an officer of the coastguard said."
    asked = read(text)
    assert asked.questions
    desk = story.ferry_desk()
    update = story.update("tide", "16:41", text, "")
    version = msgspec.structs.replace(update.latest, reading=asked)
    desk.store(Change(updates=(msgspec.structs.replace(update, versions=(version,)),)))
    scene = survey(desk, View(incident=story.FERRY.id))
    opened = reading.open_at(scene, desk.update(update.ref), 0, None)
    rows = [row.plain for row in reading.update_lines(scene, opened, 30)]
    first = next(n for n, row in enumerate(rows) if row.startswith("  ? "))
    assert len(rows) > first + 1
    assert all(row.startswith("    ") for row in rows[first + 1 :])


def test_an_edited_update_that_conflicts_has_the_sign_beside_what_moved() -> None:
    desk = story.ferry_desk()
    newest = next(one for one in desk.updates() if one.id == "coastal-1631")
    nine = story.version(NOW, "Ferry fire", "Nine people were killed.", ("Nine people were killed", "killed"))
    desk.store(Change(updates=(msgspec.structs.replace(newest, versions=(newest.latest, nine)),)))
    scene = survey(desk, View(incident=story.FERRY.id))
    line = scene.line_of(edited := desk.update(newest.ref), 1, nine.reading.figures[0])
    assert line is not None
    assert line.verdict is Verdict.CONFLICT
    assert wire.main_figure(scene, edited, 1, 23).plain == "✗ killed 8 → 9"


def test_a_sparkline_rises_with_its_numbers_and_is_blank_before_the_first() -> None:
    bars = table.spark([None, 0, 5, 10]).plain
    assert bars[0] == " "
    assert [signs.BARS.index(bar) for bar in bars[1:]] == [0, 3, 6]


WITHDRAWN = [
    making.said("AP", "17 10:00", 100, withdrawn="17 12:00"),
    making.said("AFP", "17 11:00", 20),
]


def test_a_number_that_was_withdrawn_is_in_the_course_until_then() -> None:
    scene = survey(story.ferry_desk(), View(incident=story.FERRY.id))
    scene = msgspec.structs.replace(scene, now=making.at("17 18:00"), incident=None)
    assert table.course(making.line(WITHDRAWN), scene, 8) == [100, 20, 20, 20, 20, 20, 20, 20]


def test_a_number_that_was_withdrawn_has_a_bar_until_then() -> None:
    now, patience = making.at("17 18:00"), timedelta(hours=12)
    found = history(making.line(WITHDRAWN))
    (_, ap, afp) = (row.plain for row in chart.lines(found, disputed(found, patience), now, patience, 80)[:3])
    assert ap.rstrip().endswith(chart.STANDS)
    assert len(ap.rstrip()) < 40
    assert afp.rstrip().endswith(chart.STANDS)
    assert len(afp.rstrip()) > 70


def test_where_a_withdrawn_number_ends_the_one_before_it_is_printed_again() -> None:
    now, patience = making.at("17 18:00"), timedelta(hours=12)
    claims = [making.said("AP", "17 10:00", 22), making.said("AP", "17 12:00", 23, withdrawn="17 15:00")]
    found = history(making.line(claims))
    row = chart.lines(found, disputed(found, patience), now, patience, 80)[1].plain
    assert [number for number in row.split() if number.isdigit()] == ["22", "23", "22"]
    assert row.rstrip().endswith(chart.STANDS)


def test_a_name_of_any_length_stands_apart_from_its_number_in_the_chart() -> None:
    now, patience = making.at("17 18:00"), timedelta(hours=12)
    for length in range(20, 30):
        found = history(making.line([making.said("N" * length, "17 10:00", 100)]))
        row = chart.lines(found, (), now, patience, 80)[1].plain
        assert row[: row.index("100")].endswith(" " * chart.GAP), row


def test_a_line_that_nobody_spoke_on_has_no_course() -> None:
    assert table.spark([None, None]).plain == "  "


def test_the_year_of_a_list_of_another_year_stands_over_it() -> None:
    scene = survey(story.ferry_desk(), View(incident=story.FERRY.id))
    assert "2031" not in tally(scene, 0, 0).plain
    later = msgspec.structs.replace(scene, now=scene.now.replace(year=2033))
    assert tally(later, 0, 0).plain == "newest first · 11 new of 11 · 2031"


def test_the_scene_counts_what_is_new_and_what_conflicts() -> None:
    scene = survey(story.ferry_desk(), View(incident=story.FERRY.id))
    assert (scene.new, scene.conflicts, scene.failing, scene.empty) == (11, 2, 1, False)


def test_failing_sources_stand_first_and_late_ones_next() -> None:
    scene = survey(story.ferry_desk(), View(incident=story.FERRY.id))
    assert [row.source.id for row in scene.sources[:2]] == ["echo", "tide"]


@pytest.mark.parametrize(
    ("title", "width", "shown"),
    [
        ("Calder Bay ferry fire", 156, "newsdesk   Calder Bay ferry fire   14 Mar 2031 16:42 UTC   ⊘ offline"),
        (
            "Calder Bay ferry fire",
            96,
            "Calder Bay ferry fire   14 Mar 2031 16:42   ⊘ offline   11 new   ✗ 2 conflicts   1 failing",
        ),
        ("Calder Bay ferry fire", 56, "Calder Bay fer…  14 Mar 16:42  ⊘  11 new  ✗ 2  1 failing"),
        (
            "The fire on the ferry in Calder Bay",
            96,
            "The fire on the ferry in C…   14 Mar 2031 16:42   ⊘ offline   11 new   ✗ 2 conflicts   1 failing",
        ),
        ("The fire on the ferry in Calder Bay", 56, "The fire on th…  14 Mar 16:42  ⊘  11 new  ✗ 2  1 failing"),
        ("The fire on the ferry in Calder Bay", 30, "14 Mar 16:42  ⊘  11 new  ✗ 2 …"),
    ],
)
def test_the_storys_name_gets_the_room_that_there_is(title: str, width: int, shown: str) -> None:
    scene = survey(story.ferry_desk(), View(incident=story.FERRY.id))
    named = msgspec.structs.replace(scene, incident=msgspec.structs.replace(story.FERRY, title=title))
    row = status(named, Work(mode="offline"), NOW, width)
    assert row.plain.startswith(shown)
    assert row.cell_length <= width


@pytest.mark.parametrize("height", [3, 4, 6])
def test_the_card_of_a_conflict_names_both_sides(height: int) -> None:
    scene = survey(story.ferry_desk(), View(incident=story.FERRY.id))
    line = scene.ledger.lines[0] if scene.ledger else None
    assert line is not None
    assert line.verdict is Verdict.CONFLICT
    rows = [row.plain for row in table.card(scene, line, 24, height, here=False)]
    assert rows[:2] == ["missing · foreign", "7–≈40  ✗ conflict"]
    sides = ["7  Iain Rudd", "≈40  consul"]
    assert [row for row in rows if row in sides] == sides[: height - 2]
    assert len(rows) <= height


@pytest.mark.parametrize(
    ("width", "sides"),
    [
        (20, ["6  Northern Wire", "8  coastguard"]),
        (32, ["6  Northern Wire", "8  coastguard via Coast Agency"]),
        (44, ["6  Northern Wire via Channel Nine 16:40", "8  coastguard via Coast Agency 16:31"]),
    ],
)
def test_a_carriers_time_stands_beside_a_voice_only_where_the_carrier_is_named(width: int, sides: list[str]) -> None:
    scene = survey(story.ferry_desk(), View(incident=story.FERRY.id))
    line = scene.line(LineKey(Measure.KILLED, (), Side.VICTIMS))
    assert line is not None
    assert [row.plain for row in table.card(scene, line, width, 5, here=False)][3:] == sides


@pytest.mark.parametrize(
    ("number", "short"),
    [
        ("3,800,000,000–4,600,000,000", "3.8–4.6bn"),
        ("≥1,250,000", "≥1.25m"),
        ("600,000,000–1,200,000,000", "600m–1.2bn"),
        ("1,254,321", "1,254,321"),
        ("4,000", "4,000"),
    ],
)
def test_a_number_is_short_only_where_it_is_the_same_number(number: str, short: str) -> None:
    assert shortened(number) == short


VOICES = [("Mohamed Said", "≥12"), ("David Cameron", "≥12"), ("Abdelmalek", "≥7"), ("AP", "9")]


@pytest.mark.parametrize(
    ("width", "height", "rows"),
    [
        (24, 3, ["16:31 Mohamed Said ≥12", "David Cameron ≥12", "Abdelmalek ≥7 · AP 9"]),
        (20, 2, ["Mohamed Said ≥12", "David Cameron ≥12 …"]),
        (40, 1, ["16:31 Mohamed Said ≥12 …"]),
        (14, 1, ["Mohamed… ≥12 …"]),
        (14, 0, []),
    ],
)
def test_voices_of_a_card_stand_whole_with_their_numbers_or_an_ellipsis_stands_for_them(
    width: int, height: int, rows: list[str]
) -> None:
    assert [row.plain for row in table._rows(VOICES, "16:31 ", width, height)] == rows


def test_the_card_of_a_great_sum_keeps_its_range() -> None:
    scene = survey(story.ferry_desk(), View(incident=story.FERRY.id))
    assert scene.ledger is not None
    line = msgspec.structs.replace(scene.ledger.lines[0], range="3,800,000,000–4,600,000,000")
    assert not any(said.stale for said in line.origins)
    ledger = msgspec.structs.replace(scene.ledger, lines=(line,), checks=())
    cells = [cell.plain for cell in table.grid(msgspec.structs.replace(scene, ledger=ledger), "-wide").rows[0]]
    assert "3.8–4.6bn" in cells, "as on the card"
    assert [table.card(scene, line, width, 3, here=False)[1].plain for width in (24, 16, 8)] == [
        "3.8–4.6bn  ✗ conflict",
        "3.8–4.6bn ✗",
        "… ✗",
    ]


def test_a_card_with_little_room_keeps_the_desk_figure_whole() -> None:
    desk = story.ferry_desk()
    key = survey(desk, View(incident=story.FERRY.id)).ledger.lines[0].key  # type: ignore[union-attr]
    desk.set_desk(story.FERRY.id, key, 40, reason="a list of names")
    scene = survey(desk, View(incident=story.FERRY.id))
    line = scene.line(key)
    assert line is not None
    shown = [table.card(scene, line, width, 4, here=False)[1].plain for width in (30, 16)]
    assert shown == ["7–≈40  ✗ conflict  desk 40", "7–≈40 ✗ desk 40"]
    rows = [[row.plain for row in table.card(scene, line, 14, height, here=False)] for height in (2, 4)]
    assert rows[0][1:] == ["… ✗ desk 40"]
    assert rows[1][1:3] == ["7–≈40 ✗", "desk 40"], "where there is a row more, the range does not go for it"


def test_a_source_that_is_paused_does_not_fail() -> None:
    desk = story.ferry_desk()
    assert survey(desk, View()).failing == 1
    desk.pause_source("echo", True)
    assert survey(desk, View()).failing == 0


def test_a_source_that_is_paused_is_not_late() -> None:
    desk = story.ferry_desk()
    assert "tide" in [row.source.id for row in survey(desk, View()).sources if row.late]
    desk.pause_source("tide", True)
    assert "tide" not in [row.source.id for row in survey(desk, View()).sources if row.late]


def test_parties_have_their_columns_at_the_end_and_marked() -> None:
    grid = table.grid(survey(story.ferry_desk(), View(incident=story.FERRY.id)), "-wide")
    assert [column.party for column in grid.columns if column.kind == "origin"][-2:] == [False, True]
    assert "⚑" in "".join(head.plain for head in grid.heads[-1])


def test_disputes_stand_first_and_what_counts_nowhere_stands_last() -> None:
    scene = survey(story.ferry_desk(), View(incident=story.FERRY.id))
    assert scene.ledger is not None
    rows = table.order(scene.ledger)
    assert rows[0] is scene.ledger.lines[0]
    assert scene.ledger.lines[0].verdict is Verdict.CONFLICT
    ranges = [row.range == "·" for row in rows if isinstance(row, Line)]
    assert ranges == sorted(ranges)


@pytest.mark.parametrize(
    ("kind", "word", "told"),
    [("fall", "fall", "✗ 1 unexplained fall"), ("sum", "broken sum", "✗ 1 broken sum")],
)
def test_a_fall_is_no_broken_sum_and_every_such_row_has_its_word(kind: str, word: str, told: str) -> None:
    scene = survey(story.ferry_desk(), View(incident=story.FERRY.id))
    assert scene.ledger is not None
    line = scene.ledger.lines[0]
    check = Check(kind=kind, status="broken", key=line.key, low=None, high=None, premises=(), reason="It fell.")
    scene = msgspec.structs.replace(scene, ledger=msgspec.structs.replace(scene.ledger, checks=(check,)))
    for room in table.SHAPES:
        grid = table.grid(scene, room)
        assert word in " ".join(cell.plain for cell in grid.rows[grid.keys.index(check)])
    assert told in news(scene).plain
    assert f"✗ {word}" in reading.check_lines(check, scene.now, 60)[0].plain


@pytest.mark.parametrize("room", table.SHAPES)
def test_every_row_has_a_cell_for_every_column(room: str) -> None:
    grid = table.grid(survey(story.ferry_desk(), View(incident=story.FERRY.id)), room)
    assert {len(row) for row in grid.rows} == {len(grid.columns)} == {len(grid.heads)}
    assert len(grid.keys) == len(grid.rows)


def test_where_all_updates_are_of_one_year_each_row_has_its_hour_and_the_year_is_told_once() -> None:
    assert times_listed(66, ("2030-01-21T05:59", False), ("2030-01-21T04:10", True)) == ["21 Jan 05:59", "~04:10"]
    listed = times_listed(66, ("2031-01-02T05:59", False), ("2030-12-31T04:10", False))
    assert listed == ["2 Jan 05:59", "31 Dec 2030"]


def times_listed(width: int, *came: tuple[str, bool]) -> list[str]:
    """How the wire shows the times of updates that came so, newest first, each with whether that is only when seen."""
    base = story.updates()[0]
    updates = []
    for at, unsure in came:
        version = msgspec.structs.replace(base.versions[0], at=datetime.fromisoformat(f"{at}+00:00"), unsure=unsure)
        updates.append(msgspec.structs.replace(base, id=at, versions=(version,)))
    store = MemoryStore()
    store.commit(Change(sources=story.sources(), incidents=(story.FERRY,), updates=tuple(updates)))
    scene = survey(Desk(store, clock=lambda: NOW, editor="Ada"), View(incident=story.FERRY.id))
    rows = [wire.update_row(scene, index, width, here=False).plain for index in range(len(came))]
    return [row[: wire.widths(width, years=scene.years).time + 2].strip() for row in rows]


@pytest.mark.parametrize("width", [58, 66, 106])
def test_a_day_has_its_month_and_a_time_that_is_only_when_it_was_seen_is_marked(width: int) -> None:
    came = (("2031-03-14 16:40", True), ("2031-02-28 07:30", False), ("2031-02-28 07:10", True))
    assert times_listed(width, *came) == ["14 Mar ~16:40", "28 Feb 07:30", "~07:10"]


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (58, ["14 Mar 16:40", "4 Aug 2020", "16:20"]),
        (66, ["14 Mar 16:40", "4 Aug 2020", "16:20"]),
        (106, ["14 Mar 16:40", "4 Aug 2020 16:33", "16:20"]),
    ],
)
def test_a_day_of_another_year_has_its_year(width: int, shown: list[str]) -> None:
    came = (("2031-03-14 16:40", False), ("2020-08-04 16:33", False), ("2020-08-04 16:20", False))
    assert times_listed(width, *came) == shown


@pytest.mark.parametrize(
    ("moment", "brief", "short"),
    [
        (NOW, "16:42", "14 Mar 16:42"),
        (NOW - timedelta(days=1), "13 Mar 16:42", "13 Mar 16:42"),
        (NOW.replace(year=2030), "14 Mar 2030 16:42", "14 Mar 2030 16:42"),
    ],
)
def test_a_moment_is_told_with_what_is_not_of_now(moment: datetime, brief: str, short: str) -> None:
    assert (times.brief(moment, NOW), times.short(moment, NOW)) == (brief, short)


@pytest.mark.parametrize("width", [30, 44, 60, 84, 96, 120, 150])
def test_a_row_of_the_wire_fills_its_width_and_no_more(width: int) -> None:
    scene = survey(story.ferry_desk(), View(incident=story.FERRY.id))
    for index in range(len(scene.updates)):
        assert wire.update_row(scene, index, width, here=index == 0).cell_length == width


def later_edited() -> Update:
    """The newest update of the ferry, as its publisher prints it two days later."""
    newest = story.updates()[-1]
    later = story.version(NOW + timedelta(days=2), "Ferry fire: the last rescued are at home", "All are at home.")
    return msgspec.structs.replace(newest, versions=(newest.latest, later))


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        (None, 1),
        (NOW + timedelta(days=2), 1),
        (NOW + timedelta(days=2, seconds=-1), 0),
        (NOW - timedelta(days=2), 0),
    ],
)
def test_the_version_of_a_moment_is_the_newest_that_was_out(moment: datetime | None, number: int) -> None:
    assert later_edited().version_at(moment) == number


def test_a_row_of_the_wire_tells_its_day_where_the_row_above_was_of_another_then() -> None:
    desk = story.ferry_desk()
    desk.store(Change(updates=(later_edited(),)))
    desk.clock = lambda: NOW + timedelta(days=3)
    for moment, told in ((NOW, False), (None, True)):
        scene = survey(desk, View(incident=story.FERRY.id, as_of=moment))
        assert ("14 Mar" in wire.update_row(scene, 1, 140, here=False).plain) is told


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, "7"),
        ({"modality": Modality.REPORTED}, "7"),
        ({"modality": Modality.THREATENED}, "(7)"),
        ({"modality": Modality.FEARED}, "(7)"),
        ({"tense": Tense.EARLIER}, "(7)"),
    ],
)
def test_a_figure_that_decides_nothing_stands_in_brackets_in_its_row(fields: dict[str, Any], shown: str) -> None:
    assert wire.figure_words(making.figure(7, **fields), None).number == shown


FEARED = ("Nine people are feared killed", "killed", {"modality": Modality.FEARED})
STATED = ("Six people were killed", "killed")


@pytest.mark.parametrize(
    ("rows", "shown", "style"), [([FEARED, STATED], "killed 6 +1", ACCENT), ([FEARED], "killed (9)", MUTED)]
)
def test_a_row_of_the_wire_shows_what_is_stated_before_what_is_feared_and_mutes_the_latter(
    rows: list[tuple[object, ...]], shown: str, style: str
) -> None:
    desk = story.ferry_desk()
    update = story.update("tide", "16:41", "News", f"{FEARED[0]}. {STATED[0]}.", *rows)
    desk.store(Change(updates=(update,)))
    figure = wire.main_figure(survey(desk, View(incident=story.FERRY.id)), update, 0, 40)
    assert figure.plain.endswith(shown)
    assert [span.style for span in figure.spans if "killed" in figure.plain[span.start : span.end]] == [style]


def test_a_row_of_the_wire_leads_with_what_its_headline_says_of_people() -> None:
    desk = story.ferry_desk()
    hurt = "Six people were injured"
    rows = [
        ("100 people were rescued", "rescued"),
        (hurt, "injured"),
        ("at least 40 foreign", "rescued", story.FOREIGN),
    ]
    told = "100 people were rescued, at least 40 foreign"
    for title, body, shown in ((hurt, told, "injured 6 +2"), (told, f"{hurt}.", "rescued 100 +2")):
        update = story.update("tide", "16:41", title, body, *rows)
        desk.store(Change(updates=(update,)))
        scene = survey(desk, View(incident=story.FERRY.id))
        assert wire.main_figure(scene, update, 0, 40).plain == shown
        read = reading.open_at(scene, update, 0, None)
        assert read.chosen is not None
        assert str(read.figures[read.chosen].value) in shown, "the words open at what the row shows"


def test_a_figure_has_the_sign_of_its_own_standing() -> None:
    old, new = making.said("AP", "16 11:30", 9), making.said("AFP", "17 11:00", "≥12")
    stale = making.line([old, new])
    assert stale.verdict is Verdict.STALE
    signed = {said.origin: wire.own_sign(Placed(stale, said)) for said in stale.origins}
    assert signed == {"AP": signs.VERDICTS[Verdict.STALE], "AFP": None}, "a fresh one is not stale for another"
    others = [making.said("Reuters", "17 10:00", 4), making.said("Reuters", "17 10:30", 34, "ANI")]
    clash = making.line([new, *others])
    assert clash.verdict is Verdict.CONFLICT
    signed = {said.origin: wire.own_sign(Placed(clash, said)) for said in clash.origins}
    conflict = signs.VERDICTS[Verdict.CONFLICT]
    assert signed == {"AFP": conflict, "Reuters": conflict, "ANI": signs.A_PARTY}, "a party is in no verdict"


@pytest.mark.parametrize("width", [50, 66, 96])
def test_a_headline_has_the_room_of_the_figure_where_none_was_read(width: int) -> None:
    title = "Ferry operator says nothing of any figure for as long as anybody will listen to it in the harbour tonight"
    base = story.updates()[0].versions[0]
    plain = msgspec.structs.replace(base, title=title, body="", reading=Reading())
    read = msgspec.structs.replace(plain, reading=base.reading)
    updates = [Update(source=story.sources()[0].id, id=str(n), versions=(one,)) for n, one in enumerate((plain, read))]
    store = MemoryStore()
    store.commit(Change(sources=story.sources(), updates=tuple(updates)))
    scene = survey(Desk(store, clock=lambda: NOW, editor="Ada"), View())
    columns = wire.widths(width, years=scene.years)
    shown = {one.id: wire.update_row(scene, at, width, here=False).plain for at, one in enumerate(scene.updates)}
    assert title[: columns.title + columns.figure - 1] in shown["0"]
    assert title[: columns.title - 2] in shown["1"]
    assert title[: columns.title + 1] not in shown["1"]


@pytest.mark.parametrize("width", [20, 33, 53, 80])
def test_a_row_of_the_sources_fills_its_width_and_no_more(width: int) -> None:
    scene = survey(story.ferry_desk(), View(incident=story.FERRY.id))
    for row in scene.sources:
        assert wire.source_row(scene, row, width, here=False).cell_length == width


@pytest.mark.parametrize(("width", "told"), [(33, "HTTP 404 not"), (53, "HTTP 404 not found.")])
def test_a_source_that_fails_keeps_its_name_and_why(width: int, told: str) -> None:
    source = Source(id="nosuch", title="127.0.0.1:8791/nosuch.xml", address="http://127.0.0.1:8791/nosuch.xml")
    store = MemoryStore()
    failed = Health(source="nosuch", outcome=Outcome.FAILED, message="HTTP 404 not found. Try later.", failures=1)
    store.commit(Change(sources=(source,), healths=(failed,)))
    scene = survey(Desk(store, clock=lambda: NOW, editor="Ada"), View())
    drawn = wire.source_row(scene, scene.sources[0], width, here=False).plain
    assert "127.0.0.1" in drawn
    assert told in drawn


def test_how_a_source_does_and_how_the_desk_is_open_are_told_apart_and_each_is_in_the_help() -> None:
    health = (signs.HEALTHY, signs.LATE, signs.FAILING, signs.PAUSED, signs.NEVER)
    assert len({sign.mark for sign in health}) == len(health)
    assert signs.MODES["offline"].mark not in {sign.mark for sign in health}
    told = [line.plain.split(maxsplit=1) for line in guide.lines(keys.TABLE, "sources", 120)]
    for sign in (*health, *signs.MODES.values()):
        assert cell_len(sign.mark) == 1
        assert any(line[:1] == [sign.mark] and line[1].startswith(sign.word) for line in told), sign
        assert len(PoorSigns.plain(sign.mark)) == 1
        assert PoorSigns.plain(sign.mark).isascii()


@pytest.mark.parametrize(("width", "column"), [(51, guide.KEYS), (120, guide.KEYS + guide.WORDS)])
def test_the_help_gives_its_sentences_the_room_there_is(width: int, column: int) -> None:
    told = [line.plain.rstrip() for line in guide.lines(keys.TABLE, "updates", width)]
    assert all(len(line) <= width for line in told)
    (hold,) = (at for at, line in enumerate(told) if line.startswith("h        hold"))
    if width == 51:
        assert told[hold].endswith("hold  Hold it: its figures are shown and")
        assert told[hold + 1] == " " * column + "do not count"
    else:
        assert told[hold][column:] == "Hold it: its figures are shown and do not count"


@pytest.mark.parametrize(("vertical", "sign"), [(True, DOWN), (False, ACROSS)])
def test_a_scroll_bar_is_a_line_whose_thumb_can_be_dragged(vertical: bool, sign: str) -> None:
    console = Console(width=1 if vertical else 10, height=10 if vertical else 1)
    bar = ThinBar(100, 30, 50, vertical=vertical, style=Style(color="#ffffff", bgcolor="#000000"))
    cells = [one for one in console.render(bar) if one.text.strip() or one.text == " "]
    dragged = [one.style is not None and one.style.meta.get("@mouse.down") == "grab" for one in cells]
    assert [one.text for one in cells] == [sign if drag else " " for drag in dragged]
    assert 3 <= sum(dragged) <= 4
    assert PoorSigns.plain(sign).isascii()


def test_poor_terminals_get_a_sign_of_the_same_width_for_each_they_lack() -> None:
    assert all(len(PoorSigns.plain(chr(sign))) == 1 for sign in signs.POOR)
    assert PoorSigns.plain("✗ conflict ⚑") == "x conflict P"


@given(some.text())
def test_nothing_unprintable_passes_the_last_gate(words: str) -> None:
    passed = LastGate.plain(words)
    assert len(passed) == len(words)
    assert all(sign.isprintable() or sign in "\u200c\u200d" for sign in passed)


@pytest.mark.parametrize("typed", ["0", "7", "12", "123456", "-1", "²"])
def test_only_one_of_the_six_digits_is_a_credibility(typed: str) -> None:
    with pytest.raises(CallWrong):
        forms.digit(typed)


def test_a_form_previews_only_what_can_be_done() -> None:
    answers = {"title": "Mill fire", "watch": "mill fire", "country": "Narnia"}
    with pytest.raises(CallWrong, match="NARNIA"):
        forms.incident_form().taken(answers)
    assert "mill fire" in str(forms.incident_form().taken(answers | {"country": "gb"}))
