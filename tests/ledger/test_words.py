"""How values, ranges, lines and times are printed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pytest

from newsdesk.figures.lexicon import entries
from newsdesk.figures.lexicon.load import load
from newsdesk.ledger import words
from newsdesk.ledger.records import Claim
from newsdesk.model import LineKey, Measure, Number, Qualifier, Side, Version
from tests.ledger import making


class Value(NamedTuple):
    """A printed number, as the words see it."""

    qualifier: Qualifier
    value: Number | None
    low: Number | None
    high: Number | None


def exact(number: Number) -> Value:
    return Value(Qualifier.EXACT, number, number, number)


AT_LEAST_15 = Value(Qualifier.AT_LEAST, 15, 15, None)
UP_TO_40 = Value(Qualifier.AT_MOST, 40, 0, 40)
ABOUT_40 = Value(Qualifier.ABOUT, 40, 36, 44)
FROM_15_TO_25 = Value(Qualifier.BETWEEN, None, 15, 25)
SOME = Value(Qualifier.PLURAL, None, 2, None)


@pytest.mark.parametrize(
    ("value", "sign", "spoken"),
    [
        (exact(20), "20", "20"),
        (exact(1394), "1,394", "1,394"),
        (exact(7.8), "7.8", "7.8"),
        (exact(8.0), "8", "8"),
        (AT_LEAST_15, "≥15", "at least 15"),
        (Value(Qualifier.MORE_THAN, 20, 21, None), ">20", "more than 20"),
        (UP_TO_40, "≤40", "up to 40"),
        (Value(Qualifier.FEWER_THAN, 10, 0, 9), "<10", "fewer than 10"),
        (ABOUT_40, "≈40", "about 40"),
        (Value(Qualifier.NEARLY, 650, 585, 649), "≲650", "nearly 650"),
        (Value(Qualifier.JUST_OVER, 50, 51, 55), "≳50", "just over 50"),
        (FROM_15_TO_25, "15–25", "between 15 and 25"),
        (Value(Qualifier.VAGUE, 12, 12, None), "≥12", "at least 12"),
        (SOME, "≥2", "at least 2"),
        (Value(Qualifier.ZERO, 0, 0, 0), "0", "0"),
        (Value(Qualifier.BETWEEN, None, None, None), "·", "·"),
    ],
)
def test_a_value_is_printed_with_the_sign_of_its_qualifier_and_spoken_in_words(
    value: Value, sign: str, spoken: str
) -> None:
    assert words.value_text(value) == sign
    assert words.spoken(value) == spoken


@pytest.mark.parametrize(
    ("values", "low", "high", "text"),
    [
        ([], None, None, "·"),
        ([exact(20)], 20, 20, "20"),
        ([exact(20), exact(15)], 15, 20, "15–20"),
        ([AT_LEAST_15], 15, None, "≥15"),
        ([exact(20), AT_LEAST_15], 15, 20, "≥15, 20"),
        ([exact(20), exact(25), AT_LEAST_15], 15, 25, "≥15, 25"),
        ([exact(15), AT_LEAST_15], 15, None, "≥15"),
        ([exact(12), AT_LEAST_15], 12, None, "12, ≥15"),
        ([UP_TO_40], None, 40, "≤40"),
        ([UP_TO_40, exact(50)], None, 50, "≤40, 50"),
        ([FROM_15_TO_25, exact(20)], 15, 25, "15–25"),
        ([exact(7), ABOUT_40], 7, 40, "7–≈40"),
        ([SOME, exact(20)], 2, 20, "≥2, 20"),
    ],
)
def test_a_range_is_the_smallest_and_largest_printed_bound_with_open_ends_kept(
    values: list[Value], low: Number | None, high: Number | None, text: str
) -> None:
    assert words.printed_range(values) == (low, high, text)
    assert words.printed_range(reversed(values)) == (low, high, text)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (LineKey(Measure.ESCAPED, ("foreign",)), "escaped · foreign"),
        (LineKey(Measure.KILLED), "killed · all"),
        (LineKey(Measure.KILLED, (), Side.ATTACKERS), "killed · attackers"),
        (LineKey(Measure.KILLED, ("foreign",), Side.FORCES), "killed · foreign forces"),
        (LineKey(Measure.KILLED, (), Side.ALL), "killed · all with attackers"),
        (LineKey(Measure.KILLED, ("child", "GB")), "killed · British children"),
        (LineKey(Measure.KILLED, ("Derna",)), "killed · Derna"),
        (LineKey(Measure.ATTACKERS, (), Side.ATTACKERS), "attackers"),
        (LineKey(Measure.BUILDINGS_DESTROYED), "buildings destroyed"),
        (LineKey(Measure.COUNT, ("homes",)), "count · homes"),
    ],
)
def test_a_line_is_named_by_its_measure_and_whom_it_counts(key: LineKey, name: str) -> None:
    assert words.line_name(key) == name


def test_a_time_beside_another_of_its_day_is_only_a_clock() -> None:
    evening = datetime(2013, 1, 17, 18, 30, tzinfo=UTC)
    assert words.moment_text(evening) == "17 Jan 18:30"
    assert words.moment_text(evening.replace(hour=9), evening) == "09:30"
    assert words.moment_text(evening.replace(day=16), evening) == "16 Jan 18:30"


@pytest.mark.parametrize(
    ("names", "text"),
    [([], ""), (["AFP"], "AFP"), (["AFP", "AP"], "AFP and AP"), (list("abcde"), "a, b and 3 more")],
)
def test_many_names_are_cut_short(names: list[str], text: str) -> None:
    assert words.listed(names) == text


def test_everybody_whom_the_reader_can_tell_apart_has_a_noun() -> None:
    """Else the copy of a line says "people in farmer"."""
    every = [*load("en").words.values(), *(entry for rows in load("en").phrases.values() for _, entry in rows)]
    told = {entry.facet for entry in every if entry.facet and not entry.flags & entries.SILENT}
    assert len(told) > 40
    assert told - {"foreign", "local"} <= words.nouns().keys()


def test_every_people_measure_has_a_predicate_and_every_country_a_name_and_an_adjective() -> None:
    assert all(words.predicate(measure, True) for measure in words.PEOPLE)
    assert words.country_name("DZ") == "Algeria"
    assert words.country_adjective("GB") == "British"
    assert words.country_name("Atlantis") == "Atlantis"
    assert not words.is_country("foreign")


SEEN = datetime(2026, 11, 28, 7, 49, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "unsure", "told"),
    [
        (SEEN, False, ""),
        (None, True, "its feed gives no date"),
        (SEEN + timedelta(days=400), True, "its own date, 2 Jan 2028 07:49, is not believed"),
        (SEEN - timedelta(days=1), True, "its feed does not date this edit"),
    ],
)
def test_why_a_time_is_only_when_it_was_seen_is_told_as_it_is(stated: datetime | None, unsure: bool, told: str) -> None:
    version = Version(title="x", body="", published=stated, seen=SEEN, at=SEEN, unsure=unsure)
    assert words.undated_text(version) == told


@pytest.mark.parametrize(
    ("number", "fields", "shown"),
    [
        (20, {}, "foreign"),
        (1, {"scope": ("child",)}, "child"),
        ("≥1", {"scope": ("GB", "child")}, "British child"),
        (2, {"scope": ("child",)}, "children"),
        (1, {"scope": (), "side": Side.ATTACKERS}, "attacker"),
        (32, {"scope": ("attacker",), "side": Side.ATTACKERS}, "attackers"),
        (9, {"scope": ()}, ""),
    ],
)
def test_whom_a_figure_counts_is_said_of_as_many(number: int | str, fields: dict[str, Any], shown: str) -> None:
    assert words.whom_text(making.figure(number, **fields)) == shown


def test_the_end_of_a_range_that_only_stale_words_give_is_marked() -> None:
    def shown(*claims: Claim) -> str:
        return words.range_text(making.line(claims))

    first, later = making.said("DPA", "15 11:30", 2), making.said("AFP", "16 11:00", 154)
    assert shown(first, later, making.said("EFE", "17 18:30", 190)) == "2~–190"
    assert shown(first, making.said("AP", "16 11:00", "≥190"), making.said("EFE", "17 18:30", 150)) == "2~, ≥190~"
    assert shown(first, making.said("AP", "17 11:00", 2), making.said("EFE", "17 18:30", 190)) == "2–190"
    assert shown(first) == "2"
    assert shown(first, making.said("AP", "15 12:00", 190), making.said("EFE", "17 18:30", 100)) == "2~–190~"


@pytest.mark.parametrize(
    ("scope", "told"),
    [
        (("child", "woman"), "women and children"),
        (("GB", "woman", "child"), "British women and children"),
        (("crew", "passenger"), "passengers and crew members"),
        (("foreign", "worker"), "foreign workers"),
        (("worker", "hostage"), "worker hostages"),
    ],
)
def test_kinds_of_which_nobody_has_two_are_told_of_as_several(scope: tuple[str, ...], told: str) -> None:
    assert " ".join(words.scope_names(scope)) == told
