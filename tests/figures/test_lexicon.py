"""The lexicon as data: which voices identify nobody, which names are one agency, and that its rows hang together."""

from __future__ import annotations

import pytest

from newsdesk.figures import lexicon
from newsdesk.figures.lexicon import entries
from newsdesk.figures.lexicon.looked_for import words_of
from newsdesk.model import Measure, Qualifier


@pytest.mark.parametrize(
    "name",
    [
        "officials",
        "a source",
        "Algerian security official",
        "local media",
        "one of the kidnappers",
        "some media reports",
        "Initial reports",
        "a senior U.S. official",
        "witnesses",
        "an unnamed diplomat",
        "two private television channels",
        "another",
        "the others",
        "the other",
        "",
    ],
)
def test_a_voice_of_general_words_identifies_nobody(name: str) -> None:
    assert lexicon.unnamed(name)


@pytest.mark.parametrize(
    "name",
    [
        "AP",
        "the Associated Press",
        "Daho Ould Kablia",
        "the Kenyan Red Cross",
        "Algeria's interior ministry",
        "the coastguard",
        "Mauritania's ANI news agency",
        "Coast guard chief Kim Suk-kyoon",
        "police",
        "the government",
    ],
)
def test_a_body_a_name_or_an_agency_identifies_itself(name: str) -> None:
    assert not lexicon.unnamed(name)


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("The Associated Press", "AP"),
        ("AP", "AP"),
        ("Agence France-Presse", "AFP"),
        ("Itar-Tass", "TASS"),
        ("the interior ministry", ""),
    ],
)
def test_any_name_of_an_agency_leads_to_its_canonical_one(name: str, agency: str) -> None:
    assert lexicon.canonical(name) == agency


def test_no_alias_belongs_to_two_agencies() -> None:
    rows = lexicon.agencies().items()
    names = [form for name, aliases in rows for form in {one.lower() for one in (name, *aliases)}]
    assert len(names) == len(set(names))


def test_every_row_names_a_measure_or_a_qualifier_of_the_record() -> None:
    rows = lexicon.load()
    phrases = [entry for every in rows.phrases.values() for _, entry in every]
    for entry in (*rows.words.values(), *phrases):
        if entry.flags & entries.TRIGGER and entry.measure:
            assert entry.measure in set(Measure)
        if entry.qualifier:
            assert entry.qualifier in set(Qualifier)


def test_a_trigger_alone_is_enough_to_look_at_a_sentence() -> None:
    looked_for = lexicon.load().looked_for
    assert {b"killed", b"hostage", b"dead"} <= looked_for.triggers
    assert b"the" not in looked_for.triggers | looked_for.hints.keys()


def test_a_phrase_hints_only_where_all_its_words_stand() -> None:
    looked_for = lexicon.load().looked_for

    def hinted(text: str) -> bool:
        words = words_of(text)
        return looked_for.hinted(looked_for.every.intersection(words), words)

    assert hinted("thirty were at the festival")
    assert not hinted("a festival of thirty films")
    assert hinted("twelve weren't found")
