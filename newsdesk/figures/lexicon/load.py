"""Builds a lexicon from the tables of one language folder. Knows the tables' layout, no word of any language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from newsdesk.errors import CallWrong
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon import looked_for
from newsdesk.figures.lexicon.entries import Entry
from newsdesk.figures.sentences import Words
from newsdesk.model import Number

Tables = dict[str, Any]
Phrases = dict[str, list[tuple[tuple[str, ...], Entry]]]
Pairs = dict[str, list[tuple[list[str], Entry]]]

_FILES = ("numbers", "people", "nations", "measures", "voices", "tenses", "grammar")


class Amount(NamedTuple):
    """How a measure of something else than people is written."""

    measure: str
    before: frozenset[str]
    units: frozenset[str]
    context: frozenset[str]
    """One of these must stand in the sentence."""
    triggers: frozenset[str]
    unless: frozenset[str]
    """Beside one of these it is trade or a crop, and no amount of an incident."""
    most: int


class Lexicon:
    """Words and phrases of one language, ready for the tokeniser."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.words: dict[str, Entry] = {}
        """Single words, lower case."""
        kinds = {"gerund": e.GERUND, "past": e.PAST, "adverb": e.LY}
        self.endings = {ending: kinds[name] for name, ending in tables["grammar"]["endings"].items()}
        self.phrases: Phrases = {}
        """First word → (following words, entry), longest first; matched phrases become one token."""
        self.cues: dict[str, dict[str, list[tuple[list[str], str]]]] = {}
        """First word → second, empty for none → (the words after them, cue), longest first: words that colour a clause
        and stay separate tokens."""
        self.pairs: Pairs = {}
        """First two words of a phrase → (the words after them, entry), longest first."""
        self.numbers: frozenset[str] = frozenset()
        """Words that are numbers."""
        self.looked_for = looked_for.LookedFor()
        """Words by which a sentence is known to hold a figure before it is read."""
        self.second_thoughts: frozenset[str] = frozenset()
        """Words of which one must stand in a sentence that takes back the one before."""
        self.sentence_words = Words(
            abbreviations=frozenset(_split(tables["grammar"]["abbreviations"]["words"])),
            openers=frozenset(_split(tables["grammar"]["openers"]["words"])),
            saying=frozenset(_split(tables["grammar"]["roles"]["spoken"])),
        )
        self._take_meanings(tables["measures"])
        self.posts: dict[str, str] = tables["grammar"]["posts"]
        """What is printed with the time of a post of a live page."""
        self.heads: dict[str, str] = tables["grammar"]["heads"]["of"]
        """Who heads a body, by the body."""
        self.no_heads = frozenset(tables["grammar"]["heads"]["unless"].split())
        """Words that make of such a head another: "prime minister"."""
        self.totals = frozenset(tables["grammar"]["sections"]["totals"].split())
        """Words with which a table's row of all begins."""
        self.placing = frozenset(tables["grammar"]["sections"]["places"].split())
        """Words that say of a table's first column that it holds places, beside what a place is called."""
        self.ending_sections = self.totals.union(tables["grammar"]["sections"]["ends"].split())
        """Words of a heading behind which a country's section is over."""
        self.suffixes: dict[str, int] = tables["numbers"]["suffixes"]
        self.months = {
            month: number
            for row in tables["tenses"]["months"].values()
            for number, names in enumerate(row.split(), 1)
            for month in names.split("/")
        }
        _fill_numbers(self, tables["numbers"])
        _fill_people(self, tables["people"])
        _fill_nations(self, tables["nations"])
        _fill_measures(self, tables["measures"])
        _fill_grammar(self, tables["grammar"])
        _fill_voices(self, tables["voices"])
        _fill_cues(self, tables["tenses"])
        self._order()
        self._take_triggers(tables)

    def _order(self) -> None:
        """Sort what begins with one word, the longest first, and find phrases by their first two."""
        for first, rows in self.phrases.items():
            rows.sort(key=lambda row: -len(row[0]))
            if self.entry(first).flags & e.AMONG:
                for _, entry in rows:
                    entry.flags |= e.PARTLY
        for seconds in self.cues.values():
            for cues in seconds.values():
                cues.sort(key=lambda row: -len(row[0]))
        for first, rows in self.phrases.items():
            for rest, entry in rows:
                self.pairs.setdefault(f"{first} {rest[0]}", []).append((list(rest[1:]), entry))

    def _take_triggers(self, tables: Tables) -> None:
        """The words by which a sentence is known to hold a figure before it is read."""
        grammar, takes = tables["grammar"], tables["measures"]["takes"]
        common, telling = (frozenset(_split(grammar[name]["words"])) for name in ("common", "telling"))
        self.numbers = looked_for.number_words(self)
        self.looked_for = looked_for.find(self, common, telling, frozenset(_split(takes["done"])))
        self.second_thoughts = frozenset(
            max((first, second, *rest), key=len)
            for first, seconds in self.cues.items()
            for second, cues in seconds.items()
            for rest, kind in cues
            if kind in ("unverified", "retracted")
        )

    def aged(self, years: Number) -> Entry:
        """The word for a person of so many years."""
        words: Tables = self.tables["people"]["aged"]
        return self.words[words["minor"] if years < words["adult_from"] else words["adult"]]

    def _take_meanings(self, table: Tables) -> None:
        """What the measures' tables say beside their words."""
        self.body_measure: str = table["bodies"]["measure"]
        self.life_measure: str = table["lives"]["measure"]
        self.ruin_measure: str = table["ruins"]["measure"]
        self.striking = frozenset(_split(table["striking"]["words"]))
        """What buries or tears through buildings, beside events."""
        self.taken_measure: str = table["takes"]["measure"]
        self.flight: Tables = table["flights"]
        """How many flee for it to be a displacement, and who never does."""
        self.suspicion: Tables = table["suspicions"]
        """Words that tell suspects whom the police hold from captives."""
        self.suspected: dict[str, str] = self.suspicion["suspects"]
        """Measure → what it is called of suspects."""
        self.arresting: dict[str, str] = {**self.suspicion["by"], **self.suspicion["forms"]}
        """Words that may tell of an arrest → the word that does."""
        self.crimes, self.links, self.holders, self.doers = (
            frozenset(self.suspicion[name].split()) for name in ("crimes", "links", "holders", "doers")
        )
        self.searches, self.searchers, self.losses = (
            frozenset(_split(table["searches"][name])) for name in ("words", "by", "beside")
        )
        """Verbs of searching, who searches for suspects, and words beside which those searched for are missing."""
        self.outbreak: dict[str, str] = table["outbreaks"]["forms"]
        """Words that count the sick in a text that tells of a disease → what they mean there."""
        self.other_cases = frozenset(table["outbreaks"]["unless"].split())
        """Words beside which cases are those of a court or of beer."""
        self.diseases = frozenset(table["outbreaks"]["beside"].split())
        self.captivity = frozenset(self.flight["beside"].split())
        self.escapes = frozenset(self.suspicion["escapes"].split())
        """Words of a text about prisoners who got out."""
        self.amounts = [_amount(name, row) for name, row in table["amounts"].items()]
        self.currencies = _currencies(table["currencies"])
        """Word or sign of money → its code by the land that is named before it, "" for any."""
        self.attacking = {name: row["attackers"] for name, row in table.items() if "attackers" in row}
        """Measure → what it is called when attackers do it."""
        self.unsure: dict[str, str] = {}
        """Words that count either their own measure or this one, or both."""
        self.wholes = {name: row["whole"] for name, row in table.items() if "whole" in row}
        """Measure → what it is called of a whole, some of whom were freed or killed since."""
        told = {name: row for name, row in table.items() if "unless" in row}
        self.unless = {row.get("measure", name): frozenset(row["unless"].split()) for name, row in told.items()}
        """Measure → words beside which its verbs mean something else ("treated and released")."""
        self.glued = frozenset(_split(table["amounts"]["magnitude"]["after"]))
        """Units that a hyphen joins to their number."""
        self.stuck = frozenset(_split(table["amounts"]["area"]["glued"]))
        """Units that are printed with their number as one word."""

    def entry(self, word: str) -> Entry:
        """The entry of a word or "_"-joined phrase, made where there is none."""
        parts = word.lower().replace("_", " ").split(" ")
        if len(parts) == 1:
            found = self.words.get(parts[0])
            if found is None:
                found = self.words[parts[0]] = Entry(parts[0])
                found.ending = self.ending(parts[0])
            return found
        rows = self.phrases.setdefault(parts[0], [])
        rest = tuple(parts[1:])
        for row in rows:
            if row[0] == rest:
                return row[1]
        made = Entry(" ".join(parts))
        made.ending = self.ending(parts[0])
        rows.append((rest, made))
        return made

    def ending(self, word: str) -> int:
        """How a word ends."""
        return self.endings.get(word[-3:], 0) or self.endings.get(word[-2:], 0)

    def mark(self, words: str, flags: int) -> None:
        """Give every word of a row the same kinds."""
        for word in _each(words):
            self.entry(word).flags |= flags


def _each(words: str) -> Iterator[str]:
    """The words of a row, alternatives spelled out: "in_|a_grave|critical_condition" is four phrases."""
    for word in words.split():
        if "|" in word:
            for parts in product(*(part.split("|") for part in word.split("_"))):
                yield "_".join(part for part in parts if part)
        else:
            yield word


def _split(words: str) -> list[str]:
    return [word.replace("_", " ") for word in _each(words)]


def _currencies(table: Tables) -> dict[str, dict[str, str]]:
    """What each word of money means, by the land named before it (ISO 3166 → ISO 4217); "" for what means one alone."""
    found = {word: {"": code} for word, code in (one.split(":") for one in table["words"].split())}
    for name, row in table.items():
        if name != "words":
            found[name] = dict(one.split(":") for one in row.split())
    return found


def _amount(measure: str, row: Tables) -> Amount:
    before, units, context = (frozenset(_split(row.get(name, ""))) for name in ("before", "units", "context"))
    triggers, unless = frozenset(_split(row["triggers"])), frozenset(_split(row.get("unless", "")))
    units |= frozenset(_split(row.get("after", "")))
    return Amount(measure, before, units, context, triggers, unless, row.get("most", 0))


def _forms(word: str) -> tuple[str, str]:
    """Singular and plural of a row's word: "worker+", "woman:women", or one form for both."""
    if word.endswith("+"):
        return word[:-1], word[:-1] + "s"
    singular, _, plural = word.partition(":")
    return singular, plural or singular


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
            singular, plural = _forms(word)
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
            singular, plural = _forms(word)
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
        singular, plural = _forms(word)
        lexicon.mark(singular, e.BODY)
        lexicon.mark(plural, e.BODY | e.PLURAL)
    lexicon.mark(table["bodies"]["neutral"], e.NEUTRAL)
    for amount in table["amounts"].values():
        for word in (amount.get("units", "") + " " + amount.get("after", "")).split():
            lexicon.entry(word)
    lexicon.mark(table["leaves"]["words"], e.LEAVE)
    lexicon.mark(table["includes"]["words"], e.INCLUDES)
    lexicon.mark(" ".join(" ".join(_forms(word)) for word in table["lives"]["nouns"].split()), e.LIFE)
    lexicon.mark(table["numbers"]["words"], e.NUMBERS)
    lexicon.mark(table["takes"]["words"], e.TAKE)
    for word in table["takes"]["nouns"].split():
        lexicon.mark(" ".join(_forms(word)), e.TAKEN)
    lexicon.mark(table["conveys"]["words"], e.CONVEY)
    lexicon.mark(table["ruins"]["words"], e.RUIN)
    for word in table["dwells"]["words"].split():
        lexicon.entry(word).flags |= e.DWELL
        lexicon.entry(word).measure = table["dwells"]["measure"]
    lexicon.mark(table["flights"]["words"], e.FLIGHT)
    for measure, words in table["unsure"].items():
        lexicon.unsure |= {word.replace("_", " "): measure for word in _each(words)}
    lexicon.mark(table["ambiguous"]["words"], e.AMBIGUOUS)
    lexicon.mark(table["lives"]["before"], e.LIFE_BEFORE)
    lexicon.mark(table["lives"]["after"], e.LIFE_AFTER)
    for word in table["buildings"]["nouns"].split():
        lexicon.mark(" ".join(_forms(word)), e.BUILDING)


_KINDS = {"states": e.STATE, "tolls": e.TOLL, "objects": e.OBJECT, "groups": e.GROUP, "scenes": e.SCENE}
_KINDS |= {"harms": e.HARM, "conditions": e.STATE | e.CONDITION}


def _fill_measure(lexicon: Lexicon, measure: str, rows: Tables) -> None:
    def name(word: str, flags: int) -> None:
        entry = lexicon.entry(word)
        entry.flags |= flags
        entry.measure = rows.get("measure", measure)
        entry.needs = rows["needs"]

    for form, flags in _verb_forms(rows):
        name(form, flags)
    for kind, flag in _KINDS.items():
        for word in _each(rows.get(kind, "")):
            name(word, flag)
    for word in _each(rows.get("tails", "")):
        if not lexicon.entry(word).measure:
            name(word, e.TAIL)
        lexicon.entry(word).flags |= e.TAIL
    for form, flag in _there(rows, lexicon):
        name(form, flag)
    for word in rows.get("nouns", "").split():
        singular, plural = _forms(word)
        name(singular, e.NOUN)
        name(plural, e.NOUN | e.PLURAL)


def _there(rows: Tables, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    """Both forms of each noun that tells where people are, or who travels, and names no other measure."""
    for kind, flag in (("sites", e.PLACE_NOUN), ("riders", e.RIDER)):
        for word in rows.get(kind, "").split():
            yield from ((form, flag) for form in _forms(word) if not lexicon.entry(form).measure)


def _verb_forms(rows: Tables) -> Iterator[tuple[str, int]]:
    """Each form of each verb with its kinds: the last of a row is the participle, the first four are active."""
    for kind, strict in (("verbs", 0), ("strict", e.STRICT)):
        for row in rows.get(kind, ()):
            forms = row.split()
            yield from ((form, e.ACTIVE | strict) for form in forms[:4])
            yield forms[-1], e.PARTICIPLE | strict
    for row in rows.get("moves", ()):
        yield from ((form, e.MOVE) for form in _each(row))


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
            lexicon.mark(" ".join(_forms(word)) if word != "+" else word, flag)


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
        for word in _split(row["words"]):
            first, *rest = word.split(" ")
            second, *after = rest or [""]
            lexicon.cues.setdefault(first, {}).setdefault(second, []).append((after, cue))
    lexicon.mark(" ".join(lexicon.months), e.MONTH)
    for word, most in table["recent"].items():
        for form in _forms(word):
            lexicon.entry(form).value = most


@cache
def load(language: str = "en") -> Lexicon:
    """The lexicon of a language by its folder's name; CallWrong where there is none."""
    import tomllib
    from importlib.resources import files

    folder = files("newsdesk.figures.lexicon") / language
    if not language.isalpha() or not folder.is_dir():
        raise CallWrong(f"There is no lexicon for {language!r}.", "Use en.")
    return Lexicon({name: tomllib.loads((folder / f"{name}.toml").read_text("utf-8")) for name in _FILES})
