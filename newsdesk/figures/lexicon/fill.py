"""Fills a lexicon from the tables of its language: who is counted, what befell them, who says so, when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.entries import Entry
from newsdesk.figures.lexicon.rows import Tables, each, forms, split

if TYPE_CHECKING:
    from newsdesk.figures.lexicon.load import Lexicon

_KINDS = {
    "states": e.STATE,
    "tolls": e.TOLL,
    "objects": e.OBJECT,
    "groups": e.GROUP,
    "scenes": e.SCENE,
    "harms": e.HARM,
    "conditions": e.STATE | e.CONDITION,
}


def fill(lexicon: Lexicon, tables: Tables) -> None:
    """Give a lexicon the words of its tables, in the order in which they build on each other."""
    _fill_numbers(lexicon, tables["numbers"])
    _fill_people(lexicon, tables["people"])
    _fill_nations(lexicon, tables["nations"])
    _fill_measures(lexicon, tables["measures"])
    _fill_grammar(lexicon, tables["grammar"])
    _fill_voices(lexicon, tables["voices"])
    _fill_cues(lexicon, tables["tenses"])


def _fill_numbers(lexicon: Lexicon, table: Tables) -> None:
    kinds = {
        "units": e.UNIT,
        "tens": e.TENS,
        "multipliers": e.MULTIPLIER,
        "multiples": e.MULTIPLE,
        "collectives": e.COLLECTIVE,
        "vague": e.VAGUE,
    }
    for name, flag in kinds.items():
        for word, value in table[name].items():
            entry = lexicon.entry(word)
            entry.flags |= flag
            entry.value = value
    lexicon.mark(table["zero"]["words"], e.ZERO)
    for name, flag in (("before", e.BEFORE), ("after", e.AFTER)):
        for qualifier, words in table[name].items():
            for word in words.split():
                entry = lexicon.entry(word)
                entry.flags |= flag
                entry.qualifier = qualifier
    lexicon.mark(table["more"]["before"], e.MORE_BEFORE)
    lexicon.mark(table["more"]["after"], e.MORE_AFTER)
    lexicon.mark(table["more"]["inside"], e.INSIDE)
    lexicon.mark(table["parties"]["words"], e.PARTY)
    lexicon.mark(table["fractions"]["words"], e.FRACTION)
    for word, value in table["divisors"].items():
        lexicon.entry(word).value = value


def _fill_people(lexicon: Lexicon, table: Tables) -> None:
    sides = {facet: side for side, facets in table["sides"].items() for facet in facets.split()}
    silent = set(table["silent"]["words"].split())
    for facet, words in table["nouns"].items():
        for word in words.split():
            singular, plural = forms(word)
            _person(lexicon.entry(singular), facet, sides, silent, 0)
            _person(lexicon.entry(plural), facet, sides, silent, e.PLURAL)
    for facet, words in table["adjectives"].items():
        for word in words.split():
            entry = lexicon.entry(word)
            entry.flags |= e.ADJECTIVE
            entry.facet = entry.facet or facet
            entry.side = entry.side or sides.get(facet, "")
    lexicon.mark(table["plain"]["words"], e.PLAIN)


def _person(entry: Entry, facet: str, sides: dict[str, str], silent: set[str], plural: int) -> None:
    entry.flags |= e.PERSON | plural | (e.SILENT if facet in silent else 0)
    entry.facet = facet
    entry.side = sides.get(facet, "")
    entry.flags |= e.RAIDER if entry.side == "attackers" else 0


def _fill_nations(lexicon: Lexicon, table: Tables) -> None:
    for iso, words in table.items():
        for word in words.split():
            if word.startswith("="):
                entry = lexicon.entry(word[1:])
                entry.flags |= e.COUNTRY
                entry.iso = iso
                continue
            singular, plural = forms(word)
            for form, extra in ((singular, 0), (plural, e.PLURAL if plural != singular else 0)):
                entry = lexicon.entry(form)
                entry.flags |= e.DEMONYM | extra
                entry.iso = iso


def _fill_measures(lexicon: Lexicon, table: Tables) -> None:
    for measure, rows in table.items():
        if "needs" in rows:
            _fill_measure(lexicon, measure, rows)
    lexicon.mark(table["number"]["words"], e.NUMBER_NOUN)
    for word in table["bodies"]["nouns"].split():
        singular, plural = forms(word)
        lexicon.mark(singular, e.BODY)
        lexicon.mark(plural, e.BODY | e.PLURAL)
    lexicon.mark(table["bodies"]["neutral"], e.NEUTRAL)
    for amount in table["amounts"].values():
        for word in (amount.get("units", "") + " " + amount.get("after", "")).split():
            lexicon.entry(word)
    lexicon.mark(table["leaves"]["words"], e.LEAVE)
    lexicon.mark(table["includes"]["words"], e.INCLUDES)
    lexicon.mark(" ".join(" ".join(forms(word)) for word in table["lives"]["nouns"].split()), e.LIFE)
    lexicon.mark(table["numbers"]["words"], e.NUMBERS)
    lexicon.mark(table["takes"]["words"], e.TAKE)
    for word in table["takes"]["nouns"].split():
        lexicon.mark(" ".join(forms(word)), e.TAKEN)
    lexicon.mark(table["conveys"]["words"], e.CONVEY)
    lexicon.mark(table["ruins"]["words"], e.RUIN)
    for word in table["dwells"]["words"].split():
        lexicon.entry(word).flags |= e.DWELL
        lexicon.entry(word).measure = table["dwells"]["measure"]
    lexicon.mark(table["flights"]["words"], e.FLIGHT)
    for measure, words in table["unsure"].items():
        lexicon.unsure |= {word.replace("_", " "): measure for word in each(words)}
    lexicon.mark(table["ambiguous"]["words"], e.AMBIGUOUS)
    lexicon.mark(table["lives"]["before"], e.LIFE_BEFORE)
    lexicon.mark(table["lives"]["after"], e.LIFE_AFTER)
    for word in table["buildings"]["nouns"].split():
        lexicon.mark(" ".join(forms(word)), e.BUILDING)


def _fill_measure(lexicon: Lexicon, measure: str, rows: Tables) -> None:
    def name(word: str, flags: int) -> None:
        entry = lexicon.entry(word)
        entry.flags |= flags
        entry.measure = rows.get("measure", measure)
        entry.needs = rows["needs"]

    for form, flags in _verb_forms(rows):
        name(form, flags)
    for kind, flag in _KINDS.items():
        for word in each(rows.get(kind, "")):
            name(word, flag)
    for word in each(rows.get("tails", "")):
        if not lexicon.entry(word).measure:
            name(word, e.TAIL)
        lexicon.entry(word).flags |= e.TAIL
    for form, flag in _there(rows, lexicon):
        name(form, flag)
    for word in rows.get("nouns", "").split():
        singular, plural = forms(word)
        name(singular, e.NOUN)
        name(plural, e.NOUN | e.PLURAL)


def _there(rows: Tables, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    """Both forms of each noun that tells where people are, or who travels, and names no other measure."""
    for kind, flag in (("sites", e.PLACE_NOUN), ("riders", e.RIDER)):
        for word in rows.get(kind, "").split():
            yield from ((form, flag) for form in forms(word) if not lexicon.entry(form).measure)


def _verb_forms(rows: Tables) -> Iterator[tuple[str, int]]:
    """Each form of each verb with its kinds: the last of a row is the participle, the first four are active."""
    for kind, strict in (("verbs", 0), ("strict", e.STRICT)):
        for row in rows.get(kind, ()):
            forms = row.split()
            yield from ((form, e.ACTIVE | strict) for form in forms[:4])
            yield forms[-1], e.PARTICIPLE | strict
    for row in rows.get("moves", ()):
        yield from ((form, e.MOVE) for form in each(row))


def _fill_grammar(lexicon: Lexicon, table: Tables) -> None:
    for role, words in table["roles"].items():
        lexicon.mark(words, e.ROLES[role])
    lexicon.mark(table["auxiliaries"]["be"], e.BE)
    lexicon.mark(table["auxiliaries"]["have"], e.HAVE)
    lexicon.mark(table["auxiliaries"]["modal"], e.MODAL)
    kinds = {
        "link": e.LINK,
        "tollverbs": e.TOLL_VERB,
        "prepositions": e.PREPOSITION,
        "subordinators": e.SUBORDINATOR,
        "coordinators": e.COORDINATOR,
        "contrast": e.CONTRAST,
        "relatives": e.RELATIVE,
        "including": e.INCLUDING,
        "determiners": e.DETERMINER,
        "adverbs": e.ADVERB,
        "verbs": e.VERB,
        "labels": e.LABEL,
        "currency": e.CURRENCY,
    }
    for name, flag in kinds.items():
        lexicon.mark(table[name]["words"], flag)
    lexicon.mark(table["events"]["words"], e.EVENT)
    lexicon.mark(table["names"]["words"], e.NAME)
    lexicon.mark(table["rises"]["words"], e.RISE)
    lexicon.mark(table["ranging"]["words"], e.RANGING)
    for name, flag in (("unitwords", e.UNIT_WORD), ("things", e.THING)):
        for word in table[name]["words"].split():
            lexicon.mark(" ".join(forms(word)) if word != "+" else word, flag)


def _fill_voices(lexicon: Lexicon, table: Tables) -> None:
    kinds = {
        "strong": e.STRONG,
        "weak": e.WEAK,
        "citing": e.CITING,
        "according": e.ACCORDING,
        "told": e.TOLD,
        "documents": e.DOCUMENT,
        "nouns": e.VOICE,
        "by": e.BY,
        "titles": e.TITLE,
    }
    for name, flag in kinds.items():
        lexicon.mark(table[name]["words"], flag)
    for name in table["agencies"]:
        for printed in {name.lower(), _without_article(lexicon, name.lower())}:
            lexicon.entry(printed).flags |= e.CREDITED
        if name.isalpha() and not name.isupper():
            lexicon.entry(name).flags |= e.OUTLET
    for kind, words in table["pronouns"].items():
        for word in words.split():
            entry = lexicon.entry(word)
            entry.flags |= e.PRONOUN
            entry.pronoun = kind


def _without_article(lexicon: Lexicon, name: str) -> str:
    """ "Wall Street Journal": where a sentence has the article small it is no part of the name."""
    first, _, rest = name.partition(" ")
    return rest if rest and first in lexicon.words and lexicon.words[first].flags & e.THE else name


def _fill_cues(lexicon: Lexicon, table: Tables) -> None:
    """Cues, and the months in the order of the year, short forms beside them."""
    for cue, row in table.items():
        if cue in ("months", "recent"):
            continue
        for word in split(row["words"]):
            first, *rest = word.split(" ")
            second, *after = rest or [""]
            lexicon.cues.setdefault(first, {}).setdefault(second, []).append((after, cue))
    lexicon.mark(" ".join(lexicon.months), e.MONTH)
    for word, most in table["recent"].items():
        for form in forms(word):
            lexicon.entry(form).value = most
