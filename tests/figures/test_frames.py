"""What stands around a sentence changes who says its figures, and nothing else about them.

Every sentence in every frame with every voice: the figures are those of the sentence alone, said by that voice. Every
two sentences joined: the figures are those of both. Whatever names a total moves as any other does. A hedge gives its
interval wherever the number stands.
"""

from __future__ import annotations

import pytest

from newsdesk.figures import read
from newsdesk.model import Counts, Figure, Measure, Qualifier, Tense

SENTENCES = (
    "12 people were killed",
    "12 people were killed and 30 injured",
    "at least 40 villagers were missing",
    "gunmen killed 12 villagers",
    "a bomb killed six soldiers and wounded nine",
    "the death toll had risen to 45",
    "18 people died when a bus fell into a ravine",
    "rescuers had pulled 14 survivors from the rubble",
    "rebels freed 15 hostages on Sunday",
    "three children were among the 20 dead",
    "25 bodies had been found",
    "police arrested 31 protesters",
    "the attackers were holding 41 foreigners",
    "nine miners were still trapped underground",
    "two policemen and a gunman were killed",
    "dozens of people were wounded",
)
VOICES = (
    "two witnesses",
    "three officials",
    "the ministry",
    "police",
    "army spokesman Ali Khan",
    "a doctor at the hospital",
    "the Red Cross",
    "rescuers",
    "the mayor of Arba",
    "state media",
    "a rebel commander known as Abu Layth",
    "residents",
    "hospital sources",
    "Mayor Ann Lee",
    "the group",
    "a spokeswoman for the airline",
    "the United Nations",
)
FRAMES = (
    "{voice} said {sentence}.",
    "{voice} said on Monday that {sentence}.",
    "{sentence}, {voice} said.",
    "{sentence}, {voice} said on Monday.",
    "{sentence}, {voice} added.",
    "{sentence}, {voice} told Reuters.",
    "{sentence}, according to {voice}.",
    "according to {voice}, {sentence}.",
    "{voice} told Reuters that {sentence}.",
    "in a statement, {voice} said {sentence}.",
    "{voice} confirmed that {sentence}.",
    "{voice} confirmed on Monday that {sentence}.",
    "{voice} claimed that {sentence}.",
    "{voice} reported that {sentence}.",
    "Reuters, citing {voice}, said {sentence}.",
    "on Monday {voice} said {sentence}.",
    "late on Sunday, {voice} announced that {sentence}.",
    "as of Monday, {sentence}, {voice} said.",
)
OTHERS = (
    "31 people were still missing",
    "police arrested 19 suspects",
    "about 5,000 residents had been evacuated",
    "more than 200 families were displaced",
    "rescuers had saved 14 passengers",
    "the rebels were holding 41 foreigners",
    "nine workers were trapped underground",
    "23 people were taken to hospital",
    "kidnappers freed 16 hostages",
    "150 buildings were damaged",
    "some 300 people were aboard",
    "no one was hurt on the ground",
    "120 inmates had escaped",
)
DEATHS = (
    "12 people were killed",
    "gunmen killed 12 villagers",
    "a bomb killed six soldiers",
    "18 people died when a bus fell into a ravine",
    "the death toll had risen to 45",
    "25 bodies had been found",
    "three children were shot dead",
    "police shot dead four gunmen",
)
JOINTS = (
    "{one} and {other}.",
    "{one}, and {other}.",
    "{one}, while {other}.",
    "{one}; {other}.",
    "{one}. {Other}.",
    "{one}, police said, and {other}.",
    "police said {one} and that {other}.",
    "{one} but {other}.",
    "{one}, police said, adding that {other}.",
    "{other} and {one}.",
    "{one}, officials said. {Other}.",
    "{one}, according to police, and {other}.",
    "{one} on Monday and {other} on Tuesday.",
)
TOTALS = {
    Measure.KILLED: (
        "the death toll",
        "the confirmed death toll",
        "the number of dead",
        "the number of deaths",
        "the number of people killed",
        "the number of those killed in the quake",
        "deaths",
        "flood deaths",
        "fatalities",
        "the quake's death toll",
        "the death toll in Arba",
        "the number of children killed",
    ),
    Measure.INJURED: ("the number of injured", "the number of people wounded", "injuries"),
    Measure.MISSING: ("the number of missing", "the number of people still missing"),
    Measure.ARRESTED: ("arrests", "the number of people arrested"),
    Measure.DISPLACED: ("the number of displaced",),
    Measure.BUILDINGS_DESTROYED: ("the number of homes destroyed",),
    Measure.HOSPITALISED: ("the number of people in hospital",),
}
MOVES = (
    "{total} rose from 54 to 87.",
    "{total} rose to 87 from 54.",
    "{total} climbed to 87, up from 54.",
    "{total} stood at 87 on Sunday evening, up from 54 in the morning.",
    "{total} rose to 87.",
    "{total} rose by a dozen to 87.",
    "{total} increased by 12 to 87.",
    "{total} has reached 87.",
    "{total} was revised to 87.",
    "{total} now stands at 87.",
    "officials put {total} at 87.",
    "police said {total} had risen to 87.",
)
HEDGES = {
    Qualifier.EXACT: (40, 40, "40 forty exactly_40 a_total_of_40 all_40"),
    Qualifier.AT_LEAST: (40, None, "at_least_40 no_fewer_than_40 a_minimum_of_40 40_or_more 40-plus 40+"),
    Qualifier.MORE_THAN: (41, None, "more_than_40 over_40 above_40 upwards_of_40 in_excess_of_40 well_over_40"),
    Qualifier.AT_MOST: (0, 40, "up_to_40 as_many_as_40 no_more_than_40 at_most_40 a_maximum_of_40"),
    Qualifier.FEWER_THAN: (0, 39, "fewer_than_40 less_than_40 under_40"),
    Qualifier.ABOUT: (36, 44, "about_40 around_40 some_40 roughly_40 40_or_so 40-odd an_estimated_40"),
    Qualifier.NEARLY: (36, 39, "nearly_40 almost_40 close_to_40 just_under_40"),
    Qualifier.JUST_OVER: (41, 44, "just_over_40 slightly_more_than_40"),
    Qualifier.BETWEEN: (40, 50, "between_40_and_50 40_to_50 40-50 40_or_50"),
    Qualifier.VAGUE: (12, None, "dozens_of"),
}
HEDGED = (
    "{number} people were killed.",
    "a bomb killed {number} people.",
    "{number} people died in the fire.",
    "police said {number} people were injured.",
    "the flood displaced {number} people.",
    "gunmen abducted {number} villagers.",
    "{number} people are missing.",
    "police arrested {number} protesters.",
    "{number} people were rescued on Sunday.",
)
ARTICLES = ("the ", "a ")


def printed(words: str) -> str:
    """As a sentence begins."""
    return words[0].upper() + words[1:]


def counted(figure: Figure) -> tuple[object, ...]:
    """What a figure says, whoever says it, and however it moved."""
    fields = (figure.measure, figure.value, figure.qualifier, figure.low, figure.high, figure.scope, figure.side)
    return (*fields, figure.counts, figure.modality, figure.tense)


def named(voice: str) -> str:
    """A voice as a chain has it."""
    return next((voice.removeprefix(one) for one in ARTICLES if voice.startswith(one)), voice).casefold()


@pytest.mark.parametrize("frame", FRAMES)
def test_a_frame_says_who_says_it_and_no_more(frame: str) -> None:
    wrong = []
    for sentence in SENTENCES:
        alone = sorted(map(counted, read(printed(sentence) + ".").figures), key=str)
        for voice in VOICES:
            text = printed(frame.format(voice=voice, sentence=sentence))
            figures = read(text).figures
            said = all(any(named(voice) in link.casefold() for link in figure.chain) for figure in figures)
            if sorted(map(counted, figures), key=str) != alone or not said:
                wrong.append(text)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("joint", JOINTS)
def test_two_sentences_that_are_joined_say_what_both_say(joint: str) -> None:
    wrong = []
    for one in DEATHS:
        for other in OTHERS:
            text = printed(joint.format(one=one, other=other, Other=printed(other)))
            alone = [figure for part in (one, other) for figure in read(printed(part) + ".").figures]
            if sorted(map(counted, read(text).figures), key=str) != sorted(map(counted, alone), key=str):
                wrong.append(text)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("move", MOVES)
def test_a_total_moves_whatever_it_is_called(move: str) -> None:
    former = [54.0] if "54" in move else []
    wrong = []
    for measure, names in TOTALS.items():
        for name in names:
            text = printed(move.format(total=name))
            figures = [figure for figure in read(text).figures if figure.counts is not Counts.MORE]
            now = [(figure.measure, figure.value) for figure in figures if figure.tense is Tense.CURRENT]
            before = [figure.value for figure in figures if figure.tense is Tense.EARLIER]
            if now != [(measure, 87)] or before != former:
                wrong.append(text)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("qualifier", HEDGES)
def test_a_hedge_gives_its_interval_wherever_the_number_stands(qualifier: Qualifier) -> None:
    low, high, hedges = HEDGES[qualifier]
    wrong = []
    for frame in HEDGED:
        for words in hedges.split():
            text = printed(frame.format(number=words.replace("_", " ")))
            found = [(figure.qualifier, figure.low, figure.high) for figure in read(text).figures]
            if found != [(qualifier, low, high)]:
                wrong.append(text)
    assert not wrong, "\n".join(wrong)
