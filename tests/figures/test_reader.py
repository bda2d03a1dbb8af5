"""What the reader promises of every text: exact words, sound bounds, linear work, and a reason for each field."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.errors import CallWrong
from newsdesk.figures import Explanation, credit, explain, lexicon, read, tokens
from newsdesk.figures.bounds import bounds
from newsdesk.model import Counts, Measure, Modality, Number, Qualifier, Tense

WORDS = (
    "killed wounded missing dead hostages people workers soldiers at least more than some another 12 3,400 2013 of them"
    " the who were have been said police according to in Paris , . ; ( ) \" “ ” ' - — : 's including and or no a one"
    " thirty-five two dozen hundreds rose from toll 1.2 million between earlier not $5 % Jan 9/11 AP Ångström \n"
).split(" ")
ROWS = lexicon.load()
VOCABULARY = sorted(
    {*ROWS.words, *(f"{one} {' '.join(rest)}" for one, rows in ROWS.phrases.items() for rest, _ in rows)}
)
TEXTS = (
    st.lists(st.sampled_from(WORDS) | st.sampled_from(VOCABULARY), max_size=60).map(" ".join)
    | st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
    | st.text(max_size=300)
)


@given(text=TEXTS)
def test_every_quote_is_the_words_of_the_text_at_its_offsets(text: str) -> None:
    reading = read(text)
    quotes = [(figure.quote, figure.start, figure.end) for figure in reading.figures]
    quotes += [(one.quote, one.start, one.end) for figure in reading.figures for one in figure.mentions]
    quotes += [(question.quote, question.start, question.end) for question in reading.questions]
    for quote, start, end in quotes:
        assert text[start:end] == quote
        assert 0 < len(quote) <= 160


@given(text=TEXTS)
def test_bounds_enclose_the_number_and_stand_in_order(text: str) -> None:
    for figure in read(text).figures:
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high
        if figure.value is None:
            assert figure.qualifier in (Qualifier.BETWEEN, Qualifier.PLURAL)


@given(text=TEXTS)
def test_a_text_is_read_alike_each_time(text: str) -> None:
    assert read(text) == read(text)


@given(text=TEXTS)
def test_every_figure_has_its_explanation(text: str) -> None:
    assert [one.figure for one in explain(text)] == list(read(text).figures)


@pytest.mark.parametrize(
    ("qualifier", "value", "whole", "expected"),
    [
        (Qualifier.EXACT, 7, True, (7, 7)),
        (Qualifier.AT_LEAST, 15, True, (15, None)),
        (Qualifier.MORE_THAN, 600, True, (601, None)),
        (Qualifier.MORE_THAN, 7.5, False, (7.5, None)),
        (Qualifier.AT_MOST, 40, True, (0, 40)),
        (Qualifier.FEWER_THAN, 200, True, (0, 199)),
        (Qualifier.ABOUT, 100, True, (90, 110)),
        (Qualifier.ABOUT, 3, True, (2, 4)),
        (Qualifier.NEARLY, 300, True, (270, 299)),
        (Qualifier.JUST_OVER, 50, True, (51, 55)),
    ],
)
def test_a_hedge_allows_the_interval_of_the_manual(
    qualifier: Qualifier, value: Number, whole: bool, expected: tuple[Number | None, Number | None]
) -> None:
    assert bounds(qualifier, value, whole) == expected


@pytest.mark.parametrize(
    "unit",
    [
        *("one of ", "20 killed and ", "1 ", '"', "(", "said ", "killed ", "12,", "of the 5 ", "the toll rose to "),
        "a",
        *("12:10\nTen people died.\n", "Peru\nSix died.\nChile\nTen died.\n", "Two weeks ago 12 died.\n"),
    ],
)
def test_work_grows_with_the_length_of_the_text(unit: str) -> None:
    def steps(size: int) -> int:
        """Calls made, of Python and of C, to read a text of this size."""
        text = unit * (size // len(unit))
        count = 0

        def counted(_frame: object, event: str, _argument: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(counted)
        try:
            read(text)
        finally:
            sys.setprofile(before)
        return count

    steps(500)
    small, large = steps(4_000), steps(32_000)
    assert large < 12 * small + 1_000


def test_a_megabyte_without_a_space_is_read() -> None:
    assert read("7" * 1_000_000).figures == ()
    assert read("x" * 1_000_000).figures == ()


def test_no_sentence_is_cut_into_more_tokens_than_its_bound() -> None:
    rows = lexicon.load()
    assert len(tokens.tokenise("one of " * 1_000, 0, 7_000, rows)) == 2_000


def test_an_unknown_language_is_a_wrong_call() -> None:
    with pytest.raises(CallWrong, match="lexicon"):
        read("Two people died.", lexicon="xx")
    with pytest.raises(CallWrong, match="lexicon"):
        read("Two people died.", lexicon="../en")


def test_the_explanation_names_the_words_behind_each_field() -> None:
    text = "At least 15 foreign workers have reportedly escaped, AP said."
    (one,) = explain(text)
    assert isinstance(one, Explanation)
    assert one.number == "At least 15"
    assert one.measure == "escaped"
    assert one.scope == ("foreign", "workers")
    assert one.voice == ("AP said",)
    assert one.tense == ("reportedly",)
    assert "at least: at_least" in one.rows
    assert "escaped: escaped" in one.rows
    assert "reportedly: reported" in one.rows


def test_another_year_is_background_only_where_the_date_tells() -> None:
    text = "A quake in 2004 killed 230 people."
    (dated,) = read(text, published=date(2015, 4, 25)).figures
    (undated,) = read(text).figures
    assert (dated.tense, undated.tense) == (Tense.BACKGROUND, Tense.CURRENT)


def test_nationals_of_elsewhere_are_foreign_where_the_country_is_known() -> None:
    text = "Three non-Japanese workers were missing."
    assert read(text, country="JP").figures[0].scope == ("foreign", "worker")
    assert read(text).figures[0].scope == ("worker",)


def test_the_same_words_again_are_a_mention() -> None:
    text = "Fire kills 12 in market\n\nA fire killed 12 people in a market, police said. The fire killed 12 people."
    (figure,) = read(text).figures
    assert (figure.value, figure.chain, len(figure.mentions)) == (12, ("police",), 2)


def test_a_headline_that_differs_stays_beside_the_body() -> None:
    figures = read("Fire kills 12 in market\n\nA fire killed 15 people in a market, police said.").figures
    assert [figure.value for figure in figures] == [12, 15]


def test_those_shot_are_hurt_unless_the_text_tells_of_deaths() -> None:
    alone = read("Four people were shot outside a club.")
    beside = read("Four people were shot outside a club. One man died at the scene and three people were wounded.")
    assert [figure.measure for figure in alone.figures] == [Measure.INJURED]
    assert 4 not in [figure.value for figure in beside.figures]
    assert [question.quote for question in beside.questions] == ["Four people were shot"]
    assert {reading.value for question in beside.questions for reading in question.readings} == {4}


def test_casualties_are_an_open_question_unless_there_are_none() -> None:
    some = read("The blast caused 20 casualties.")
    none = read("The blast caused no casualties.")
    assert some.figures == ()
    assert [{reading.measure for reading in one.readings} for one in some.questions] == [
        {Measure.KILLED, Measure.INJURED}
    ]
    assert [(figure.measure, figure.value) for figure in none.figures] == [(Measure.KILLED, 0)]


def test_all_on_board_are_asked_for_with_the_number_of_those_aboard() -> None:
    reading = read("A plane with eight people on board crashed near Arba. Everyone aboard died.")
    asked = [(one.quote, [(figure.measure, figure.value) for figure in one.readings]) for one in reading.questions]
    assert asked == [("Everyone aboard died", [(Measure.KILLED, 8)])]
    assert read("Everyone aboard died.").questions == ()


def test_more_is_an_increment_only_of_the_same_measure() -> None:
    same = read("Three Britons were killed and another three were feared dead.").figures
    other = read("At least 30 people were killed and 40 more injured.").figures
    assert [figure.counts for figure in same] == [Counts.WHOLE, Counts.MORE]
    assert [figure.counts for figure in other] == [Counts.WHOLE, Counts.WHOLE]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The toll could rise to 300.", Modality.EXPECTED),
        ("Officials expect the death toll to reach 900.", Modality.EXPECTED),
        ("Up to 40 people are feared dead.", Modality.FEARED),
        ("The rebels threatened to kill 12 hostages.", Modality.THREATENED),
        ("The army denied that 30 civilians had been killed.", Modality.DENIED),
        ("It is not clear whether 12 people were killed.", Modality.UNCLEAR),
        ("Eleven miners are believed to be trapped.", Modality.REPORTED),
        ("Eleven miners were trapped.", Modality.ASSERTED),
    ],
)
def test_a_forecast_a_fear_and_a_denial_are_no_assertions(text: str, modality: Modality) -> None:
    assert [figure.modality for figure in read(text).figures] == [modality]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("ALGIERS, Jan 17 (Reuters) - Six hostages were killed.", "Reuters"),
        ("Blast kills six\n\nKABUL (AFP) — Six people died.", "AFP"),
        ("By Jane Doe, Associated Press\nSix people died.", "AP"),
        ("Six people died in the blast. (Xinhua)", "Xinhua"),
        ("Six people died.\n\n(Reporting by Jo Doe; Editing by Al Roe; Reuters)", "Reuters"),
        ("Six people died in the blast.\n\nReuters", "Reuters"),
        ("Six people died in the blast.\n\nMore to follow", ""),
        ("Six people died in the blast, Reuters said.", ""),
        ("Six people (three of them children) - died.", ""),
    ],
)
def test_a_dateline_a_byline_or_a_last_line_credits_an_agency(text: str, agency: str) -> None:
    assert credit(text) == agency


@pytest.mark.parametrize(("unit", "scale"), [(" million", 10**6), (" lakh", 10**5), ("m", 10**6)])
def test_a_decimal_and_its_unit_make_exactly_the_number_that_is_printed(unit: str, scale: int) -> None:
    printed = [f"{hundredths / 100:.2f}" for hundredths in range(101, 1000, 7)]
    found = [read(f"{number}{unit} people were displaced.").figures for number in printed]
    assert [[one.value for one in figures] for figures in found] == [[Decimal(one) * scale] for one in printed]
