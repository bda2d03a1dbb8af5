"""What the rows of a listing say."""

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from newsdesk.decisions import Act, Add, Correct, Move, Note, Rule, SetDesk, Strike, Triage, Undo
from newsdesk.export import csv_text, sheets, table_text
from newsdesk.export.acts import act_in_words
from newsdesk.ledger.records import Status
from newsdesk.model import Health, LineKey, Measure, Outcome, Reading, State, UpdateRef, Version
from tests.export.records import FIGURE, LEDGER, LINE, PART, UPDATE, VERSION, said

TWENTY = replace(FIGURE, value=20, low=20)


def test_a_line_names_who_says_what_and_why_some_do_not_count() -> None:
    assert sheets.said_text(LINE) == "AFP ≥15, ANI ≥15 (party, said otherwise too)"


def test_a_table_of_figures_shows_verdict_range_desk_figure_and_reason() -> None:
    drawn = table_text(sheets.lines([LINE]))
    for words in ("escaped · foreign", "conflict", "≥15, 20", "20 and 25 share no number", "AFP ≥15"):
        assert words in drawn


def test_the_words_behind_a_line_stand_beside_what_each_origin_says() -> None:
    drawn = table_text(sheets.origins(LINE, ["h1", "h2", "h3"]))
    assert FIGURE.quote in drawn
    assert "superseded" in drawn
    assert "AFP and IBTimes" in drawn
    assert "2013-01-17T18:30Z" in drawn


def test_a_check_names_its_line_and_its_reason() -> None:
    drawn = table_text(sheets.checks(LEDGER.checks))
    assert "implied  held · foreign  of 41, 20 escaped" in drawn


def test_a_flat_ledger_has_a_cell_under_every_heading() -> None:
    rows = sheets.ledger_flat(LEDGER)
    assert {len(row) for row in rows} == {len(sheets.LEDGER_HEADINGS)}
    row = dict(zip(sheets.LEDGER_HEADINGS, rows[0], strict=True))
    assert (row["origin"], row["value"], row["low"], row["quote"]) == ("AFP", 15, 15, FIGURE.quote)
    assert (row["line_low"], row["line_high"], row["desk"]) == (15, None, 20)
    assert (row["source"], row["update"]) == ("afp", "tag:1")


@pytest.mark.parametrize(
    ("desk", "cells"),
    [
        ({"value": None, "low": 15, "high": 25}, (None, 15, 25, None)),
        ({"value": 15, "low": 15, "high": None}, (15, 15, None, None)),
        ({"value": 20, "low": None, "high": None}, (20, 20, 20, None)),
        ({"value": 20, "low": 20, "high": 20, "rule": Rule.GREATEST_AUTHORITY}, (20, 20, 20, Rule.GREATEST_AUTHORITY)),
    ],
)
def test_a_flat_ledger_gives_the_desk_figure_with_its_bounds_and_its_rule(
    desk: dict[str, Any], cells: tuple[object, ...]
) -> None:
    assert LINE.desk is not None
    book = replace(LEDGER, lines=(replace(LINE, desk=replace(LINE.desk, **desk)),))
    row = dict(zip(sheets.LEDGER_HEADINGS, sheets.ledger_flat(book)[0], strict=True))
    assert tuple(row[name] for name in ("desk", "desk_low", "desk_high", "desk_rule")) == cells


def test_a_flat_figure_has_a_cell_under_every_heading() -> None:
    row = dict(zip(sheets.FLAT_FIGURE, sheets.figure_flat(FIGURE), strict=True))
    assert (
        csv_text(sheets.FLAT_FIGURE, [sheets.figure_flat(FIGURE)])
        .splitlines()[1]
        .startswith('"escaped",15,"at_least",15,"",')
    )
    assert row["mentions"] == 1


@pytest.mark.parametrize(
    ("later", "told"),
    [
        (replace(VERSION, body="x"), "no figure changed, headline unchanged"),
        (replace(VERSION, title="Escape?", reading=Reading()), "escaped ≥15 foreign workers gone, headline changed"),
        (replace(VERSION, reading=Reading(figures=(TWENTY,))), "escaped ≥15 → ≥20 foreign workers, headline unchanged"),
    ],
)
def test_an_edit_is_told_by_its_figures_and_its_headline(later: Version, told: str) -> None:
    assert sheets.edit_in_words(replace(UPDATE, versions=(VERSION, later)), 1) == told


def test_a_figure_says_what_keeps_it_from_being_a_plain_claim() -> None:
    assert sheets.standing_in_words(FIGURE) == ""
    assert sheets.standing_in_words(PART) == "part, feared"


def test_updates_are_listed_by_handle_and_flat_by_version() -> None:
    listed = [sheets.Listed(UPDATE, "1a2b3c4d", State.NEW, "in-amenas")]
    assert "1a2b3c4d  2013-01-17T18:30Z  afp" in table_text(sheets.updates(listed))
    flat = sheets.updates_flat(listed)
    assert {len(row) for row in flat.rows} == {len(flat.headings)}
    assert len(flat.rows) == len(UPDATE.versions)


def test_a_time_that_no_feed_vouches_for_bears_a_tilde() -> None:
    undated = msgspec.structs.replace(UPDATE.latest, published=None, unsure=True)
    listed = [sheets.Listed(msgspec.structs.replace(UPDATE, versions=(undated,)), "1a2b3c4d", State.NEW, None)]
    assert "1a2b3c4d  ~2013-01-17T18:30Z  afp" in table_text(sheets.updates(listed))


@pytest.mark.parametrize(
    ("health", "words"),
    [
        (Health(source="a"), "never"),
        (Health(source="a", outcome=Outcome.NEW, fresh=12), "12 new or changed"),
        (Health(source="a", outcome=Outcome.UNCHANGED), "unchanged"),
        (Health(source="a", outcome=Outcome.UNCHANGED, message="no dates"), "unchanged: no dates"),
        (Health(source="a", outcome=Outcome.FAILED, message="timed out"), "failed: timed out"),
    ],
)
def test_health_is_told_in_words(health: Health, words: str) -> None:
    assert sheets.health_in_words(health) == words


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (Triage("afp", "1", State.ACCEPTED), "accepted afp/1"),
        (Triage("afp", "1", State.NEW), "put afp/1 back to new"),
        (Move("afp", "1", "in-amenas"), "moved afp/1 to in-amenas"),
        (Move("afp", "1", None), "moved afp/1 out of every incident"),
        (Note("afp", "1", "called them"), "noted on afp/1: called them"),
        (Strike("afp", "1", 0, PART), "struck escaped 7 British (feared) in afp/1"),
        (Add("afp", "1", 0, PART), "added escaped 7 British (feared) in afp/1"),
        (
            Correct("afp", "1", 0, PART, FIGURE),
            "corrected escaped 7 British (feared) to escaped ≥15 foreign workers, said by AFP in afp/1",
        ),
        (
            Correct("afp", "1", 0, FIGURE, replace(FIGURE, chain=("APS", "an official"))),
            "corrected escaped ≥15 foreign workers to escaped ≥15 foreign workers, said by APS citing an official"
            " in afp/1",
        ),
        (SetDesk("x", LineKey(Measure.KILLED), 20, 20, 20), "set killed · all (x) to 20"),
        (SetDesk("x", LineKey(Measure.KILLED), 20, 20, None), "set killed · all (x) to ≥20"),
        (SetDesk("x", LineKey(Measure.KILLED), None, None, None), "cleared the desk figure of killed · all (x)"),
        (Undo(3), "undid 3"),
    ],
)
def test_an_act_is_told_in_words(act: Act, words: str) -> None:
    def handle(ref: UpdateRef) -> str:
        return f"{ref.source}/{ref.id}"

    assert act_in_words(act, handle) == words


def test_what_is_past_is_left_out_of_the_short_form() -> None:
    stale = msgspec.structs.replace(LINE, origins=(said("Old", FIGURE, Status.STALE),))
    assert "Old" not in sheets.said_text(LINE)
    assert sheets.said_text(stale) == "Old ≥15 (stale)"
    garbled = msgspec.structs.replace(stale.origins[0], status=Status.GARBLED)
    assert sheets.said_text(msgspec.structs.replace(LINE, origins=(garbled,))) == "Old ≥15 (stale)"
