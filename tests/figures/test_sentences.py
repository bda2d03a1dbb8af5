"""The reader of figures against its specification as data: sentences and the figures that each of them states.

Every file in sentences/ holds one class of construction. Every row must be read rightly, unless it is marked `misread`:
what the reader does not read yet, whose mark goes when it does. Knows nothing of how the reader works.

A row lists all (measure, value) pairs of its text, and of each figure what is not as in the plainest record: an exact,
whole, asserted, current number of victims, of no kind, that nobody is named for. A value left out is null. `wrong`
names fields that are not read as listed yet: a mark that goes when they are. `others` lets further vague, plural or
member figures stand beside them; `questions` asks for at least one open question. A listed link of a chain must stand
within the link that was read, whatever its case.
"""

from __future__ import annotations

import linecache
import re
import sys
import tomllib
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, ClassVar

import pytest

from newsdesk.figures import read, tokens
from newsdesk.figures.tokens import Token
from newsdesk.model import Counts, Figure, Measure, Modality, Qualifier, Reading, Shift, Side, Tense

FILES = sorted((Path(__file__).parent / "sentences").glob("*.toml"))
UNCOUNTED = {Measure.MAGNITUDE, Measure.MONEY, Measure.TONNES, Measure.AREA}
ENUMS = {"measure": Measure, "qualifier": Qualifier, "side": Side, "counts": Counts}
ENUMS |= {"modality": Modality, "tense": Tense, "change": Shift}
FIELDS = {*ENUMS, "value", "low", "high", "open_low", "open_high", "scope", "chain"}
ROW_FIELDS = {"text", "published", "others", "questions", "figures", "misread"}
PLAIN = {"qualifier": "exact", "scope": [], "side": "victims", "counts": "whole"}
PLAIN |= {"modality": "asserted", "tense": "current", "change": "none", "chain": []}
DOZENS = {6: (5, 7), 12: (11, 13), 24: (22, 26)}

VOICED = {
    "Police said that {}.": 0.98,
    "According to police, {}.": 0.98,
    "{}, police said.": 0.99,
}
"""Ways to name who states a sentence → of how many in a hundred sentences nothing else may change."""

ASIDES = {
    ", most of them poor,": 0.978,
    ", who were on their way home,": 0.978,
    ", police said,": 0.972,
    ", among them a nurse,": 0.89,
}
"""What is told of people between a number and its verb → of how many in a hundred sentences nothing else may change."""
SUBJECT = re.compile(
    r"(?P<who>(?:At least |About |Some |More than |Nearly )?(?:[A-Z][a-z]+|\d[\d,]*|[a-z-]+)(?: [a-z]+)? "
    r"(?:people|soldiers|miners|workers|children|women|men|passengers|hostages|students|villagers|tourists|civilians"
    r"|protesters|migrants|rebels|militants|police officers|firefighters|prisoners|pupils|girls|others))"
    r"(?P<does> (?:was|were|died|have|has|had|are|drowned|fled|escaped|remain|remained|survived|perished)\b.*)"
)
"""A sentence whose subject is counted."""

Row = dict[str, Any]


def contents(path: Path) -> list[Row]:
    """The rows of a file."""
    every: list[Row] = tomllib.loads(path.read_text(encoding="utf-8"))["row"]
    return every


def rows() -> list[tuple[str, Row]]:
    """Every row of every file with its name, as "file:number"."""
    return [(f"{path.stem}:{number}", row) for path in FILES for number, row in enumerate(contents(path), 1)]


def moment(day: date | None) -> datetime | None:
    """Midnight in UTC, as a feed's date reaches the reader."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def field_is(figure: Figure, name: str, wanted: Any) -> bool:
    """Does the figure have what the row lists under this name?"""
    if name in ("open_low", "open_high"):
        return getattr(figure, name.removeprefix("open_")) is None
    found = getattr(figure, name)
    if name == "scope":
        return sorted(found) == sorted(wanted)
    if name == "chain":
        pairs = zip(wanted, found, strict=False)
        return len(found) == len(wanted) and all(one.casefold() in other.casefold() for one, other in pairs)
    return bool(found == wanted)


def is_as_listed(figure: Figure, one: Row) -> bool:
    """Is every field of the figure as listed, or plain, but those that are marked as read wrongly?"""
    fields = {name: wanted for name, wanted in (PLAIN | one).items() if name != "wrong"}
    return all(field_is(figure, name, wanted) != (name in one.get("wrong", ())) for name, wanted in fields.items())


def pair(figure: Figure) -> tuple[str, float | None]:
    """What is counted, and the printed number."""
    return figure.measure.value, figure.value


def is_bound(figure: Figure) -> bool:
    """Is it vague, a bare plural, or a member: what `others` lets stand beside?"""
    return figure.qualifier in (Qualifier.VAGUE, Qualifier.PLURAL) or figure.counts is Counts.MEMBER


def misplaced(text: str, figures: tuple[Figure, ...]) -> list[str]:
    """Quotes that are too long or not the words of the text at their offsets."""
    quotes = [(figure.quote, figure.start, figure.end) for figure in figures]
    quotes += [(one.quote, one.start, one.end) for figure in figures for one in figure.mentions]
    return [f"quote {quote!r}" for quote, start, end in quotes if text[start:end] != quote or not 0 < len(quote) <= 160]


def asked(one: Row) -> tuple[str, float | None]:
    return one["measure"], one.get("value")


def faults(row: Row, reading: Reading) -> list[str]:
    """What is wrong in a reading of a row, in words; empty where it is right."""
    found = misplaced(row["text"], reading.figures)
    wanted = row["figures"]
    pairs = set(map(asked, wanted))
    for one in wanted:
        alike = [figure for figure in reading.figures if pair(figure) == (one["measure"], one.get("value"))]
        if not any(is_as_listed(figure, one) for figure in alike):
            found.append(f"wanted {one}, found {alike}" if alike else f"missed {one}")
    for one in pairs:
        there, listed = (sum(map(one.__eq__, all_of)) for all_of in (map(pair, reading.figures), map(asked, wanted)))
        if there < listed or (one[1] == 1 and there > listed > 0):
            found.append(f"wanted {one} {listed} times, found it {there} times")
    for figure in reading.figures:
        if pair(figure) not in pairs and not (row.get("others") and is_bound(figure)):
            found.append(f"extra {pair(figure)} in {figure.quote!r}")
    if row.get("questions") and not reading.questions:
        found.append("no open question")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_reader_reads_every_sentence_rightly_but_those_marked(path: Path) -> None:
    surprises = []
    for number, row in enumerate(contents(path), 1):
        wrong = faults(row, read(row["text"], published=moment(row.get("published"))))
        if bool(wrong) != row.get("misread", False):
            what = wrong or ["it is read rightly: take the mark away"]
            surprises.append("\n    ".join([f"{path.stem}:{number} {row['text']!r}", *what]))
    assert not surprises, "\n".join(surprises)


def test_a_sentence_that_is_cut_short_is_read_too() -> None:
    cuts = [row["text"][: at.end()] for _, row in rows() for at in re.finditer("[,;]", row["text"])]
    assert len(cuts) > 2000
    for cut in cuts:
        assert all(cut[one.start : one.end] == one.quote for one in read(cut).figures), cut


class Watched(list[Token]):
    """The tokens of a sentence, which note who reckons a place before the first of them."""

    asked = 0
    astray: ClassVar[set[str]] = set()
    """The lines that did; `tokens[-1]` says that it means the last one."""

    def __getitem__(self, at: Any) -> Any:
        Watched.asked += 1
        if isinstance(at, int) and at < 0:
            caller = sys._getframe(1)
            line = linecache.getline(caller.f_code.co_filename, caller.f_lineno).strip()
            if not re.search(r"\[-\d\]", line):
                Watched.astray.add(f"{caller.f_code.co_qualname}: {line}")
        return super().__getitem__(at)


def test_no_rule_looks_before_the_first_word(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = tokens.tokenise
    monkeypatch.setattr(tokens, "tokenise", lambda *given: Watched(plain(*given)))
    for _, row in rows():
        read(row["text"].removesuffix("."), published=moment(row.get("published")))
    assert Watched.asked > 1_000_000, "the rules read other lists of tokens"
    assert Watched.astray == set()


@pytest.mark.parametrize("form", VOICED)
def test_who_states_a_sentence_changes_nothing_else_in_it(form: str) -> None:
    plain = [row["text"] for _, row in rows() if is_plain_statement(row)]
    changed = []
    for text in plain:
        words = text.removesuffix(".")
        words = words if form.startswith("{") or words.split()[0].isupper() else words[0].lower() + words[1:]
        alone, stated = read(text).figures, read(form.format(words)).figures
        differs = Counter(map(but_for_voice, alone)) != Counter(map(but_for_voice, stated))
        unsaid = any(not one.chain and one.modality is not Modality.DENIED for one in stated)
        if differs or unsaid:
            changed.append(form.format(words))
    assert len(plain) > 2000
    assert len(changed) <= (1 - VOICED[form]) * len(plain), "\n".join(changed)


@pytest.mark.parametrize("aside", ASIDES)
def test_what_is_told_aside_of_people_changes_nothing_that_befell_them(aside: str) -> None:
    parted = [found for _, row in rows() if is_plain_statement(row) and (found := SUBJECT.fullmatch(row["text"]))]
    changed = []
    for found in parted:
        text = found["who"] + aside + found["does"]
        alone, told = (Counter(map(but_for_voice, read(words).figures)) for words in (found[0], text))
        nurses = Counter(one for one in told if "nurse" in aside and ("nurse",) in one)
        if alone != told - nurses:
            changed.append(text)
    assert len(parted) > 300
    assert len(changed) <= (1 - ASIDES[aside]) * len(parted), "\n".join(changed)


def is_plain_statement(row: Row) -> bool:
    """Is a row one sentence of running text that states figures in nobody's name?"""
    text: str = row["text"]
    stops = text.endswith(".") and ". " not in text and not set(text) & set('\n"“')
    named = any(one.get("chain") for one in row["figures"])
    return stops and bool(row["figures"]) and not (named or row.get("misread") or row.get("others"))


def but_for_voice(figure: Figure) -> tuple[Any, ...]:
    """What is stated, whoever states it."""
    return tuple(getattr(figure, name) for name in sorted(FIELDS - {"open_low", "open_high", "chain"}))


def expected_bounds(one: Row) -> list[tuple[float | None, float | None]]:
    """The intervals that the manual's table of words allows to the value and qualifier of a listed figure."""
    value, step = one.get("value"), 0 if Measure(one["measure"]) in UNCOUNTED else 1
    if value is None:
        return [(one.get("low"), one.get("high"))]
    slack = max(1, -(-value // 10))
    table: dict[str, list[tuple[float | None, float | None]]] = {
        "exact": [(value, value)],
        "at_least": [(value, None)],
        "more_than": [(value + step, None)],
        "at_most": [(0, value)],
        "fewer_than": [(0, value - step)],
        "about": [(value - slack, value + slack), DOZENS.get(value, (value - slack, value + slack))],
        "nearly": [(value - slack, value - step)],
        "just_over": [(value + step, value + slack)],
        "vague": [(value, None)],
        "zero": [(0, None if one.get("modality") == "unclear" else 0)],
    }
    return table[one["qualifier"]]


def listed_faults(one: Row) -> list[str]:
    """What is wrong in a listed figure by the manual's own rules."""
    found = [f"no such field: {name}" for name in (*one, *one.get("wrong", ())) if name not in {*FIELDS, "wrong"}]
    found += [f"no such {name}: {one[name]}" for name, enum in ENUMS.items() if one.get(name, "") not in {"", *enum}]
    if ("value" not in one) != (one.get("qualifier") in ("between", "plural")):
        found.append("a value is null for a range and a bare plural, and only there")
    if ("open_high" in one and "high" in one) or ("open_low" in one and "low" in one):
        found.append("an end is both open and closed")
    if {"low", "high", "open_high"} & set(one) and (one.get("low"), one.get("high")) not in expected_bounds(one):
        found.append("bounds that the table does not give")
    if one.get("qualifier") == "between" and not one["low"] < one["high"]:
        found.append("an empty range")
    return found


def row_faults(row: Row) -> list[str]:
    """What is wrong in a row itself, whatever is read."""
    found = [f"no such field: {name}" for name in set(row) - ROW_FIELDS]
    found += [fault for one in row["figures"] for fault in listed_faults(one)]
    return [*found, "blanks around the text"] if row["text"].strip() != row["text"] else found


def test_every_row_obeys_the_manual() -> None:
    assert {name: wrong for name, row in rows() if (wrong := row_faults(row))} == {}


def test_a_row_that_does_not_is_told() -> None:
    one = {"measure": "killed", "value": 15, "qualifier": "about", "low": 15, "high": 15, "scoop": []}
    assert len(row_faults({"text": "About 15 died. ", "figures": [one], "note": ""})) == 4


def test_few_rows_are_marked_as_misread() -> None:
    marked = sum(row.get("misread", False) or any("wrong" in one for one in row["figures"]) for _, row in rows())
    assert marked <= len(rows()) / 100


def test_no_sentence_stands_twice() -> None:
    again = Counter(" ".join(row["text"].split()).casefold() for _, row in rows())
    assert [text for text, times in again.items() if times > 1] == []


def test_there_are_enough_sentences_with_and_without_figures() -> None:
    every = [row for _, row in rows()]
    assert sum(bool(row["figures"]) for row in every) >= 330
    assert sum(not row["figures"] and not row.get("questions") for row in every) >= 330


def test_every_measure_and_every_qualifier_is_asked_for() -> None:
    listed = [one for _, row in rows() for one in row["figures"]]
    assert {one["measure"] for one in listed} == set(Measure) - {Measure.COUNT}
    assert {one.get("qualifier") for one in listed} >= set(Qualifier)


def reading_of(row: Row, **changed: Any) -> Reading:
    """What a right reading of a one-figure row looks like, with some fields changed."""
    listed = {name: one for name, one in row["figures"][0].items() if not name.startswith("open_")}
    given = {"value": None, "qualifier": Qualifier.EXACT, "low": None, "high": None} | listed
    for name, enum in ENUMS.items():
        if name in given:
            given[name] = enum(given[name])
    whole = {"quote": row["text"], "start": 0, "end": len(row["text"])}
    return Reading((Figure(**(given | whole | changed)),))


ROW: Row = {
    "text": "At least 15 people died.",
    "figures": [{"measure": "killed", "value": 15, "qualifier": "at_least", "low": 15, "open_high": True}],
}


def test_a_right_reading_has_no_faults() -> None:
    assert faults(ROW, reading_of(ROW)) == []


@pytest.mark.parametrize(
    "changed",
    [{"value": 16}, {"measure": Measure.INJURED}, {"low": 16}, {"high": 15}, {"quote": "15 people"}, {"end": 3}],
    ids=lambda changed: next(iter(changed)),
)
def test_a_wrong_reading_has_faults(changed: dict[str, Any]) -> None:
    assert faults(ROW, reading_of(ROW, **changed))


def test_silence_is_a_fault_where_a_figure_or_a_question_is_asked_for() -> None:
    assert faults(ROW, Reading())
    assert faults({"text": "Half of them died.", "figures": [], "questions": True}, Reading())


def test_only_vague_plural_and_member_figures_may_stand_beside_the_listed_ones() -> None:
    nothing: Row = {"text": ROW["text"], "figures": [], "others": True}
    assert faults(nothing, reading_of(ROW))
    assert faults(nothing, reading_of(ROW, qualifier=Qualifier.VAGUE)) == []
    assert faults(nothing, reading_of(ROW, counts=Counts.MEMBER)) == []
    assert faults(nothing | {"others": False}, reading_of(ROW, counts=Counts.MEMBER))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sentence_that_is_cut_behind_a_word_is_read_too(path: Path) -> None:
    for number, row in enumerate(contents(path)):
        text = row["text"]
        # Each row at a third of its words, the next row at the next third: at all of each would take minutes.
        for at, word in enumerate(list(re.finditer(r"\w+", text))[number % 3 :: 3]):
            piece = text[word.end() :] if at % 2 else text[: word.end()]
            assert all(piece[one.start : one.end] == one.quote for one in read(piece).figures), piece
