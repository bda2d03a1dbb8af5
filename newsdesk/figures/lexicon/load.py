"""Builds a lexicon from the tables of one language folder. Knows the tables' layout, no word of any language."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from newsdesk.errors import CallWrong
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon import fill, looked_for
from newsdesk.figures.lexicon.entries import Entry
from newsdesk.figures.lexicon.rows import Tables, each, split
from newsdesk.figures.sentences import Words
from newsdesk.model import Number

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
            abbreviations=frozenset(split(tables["grammar"]["abbreviations"]["words"])),
            openers=frozenset(split(tables["grammar"]["openers"]["words"])),
            saying=frozenset(split(tables["grammar"]["roles"]["spoken"])),
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
        fill.fill(self, tables)
        self._order()
        lands = [word for word, entry in self.words.items() if entry.flags & e.COUNTRY]
        lands += [first for first, rows in self.phrases.items() if any(one.flags & e.COUNTRY for _, one in rows)]
        self.lands = frozenset(looked_for.words_of(name)[0] for name in lands)
        """The first word of each country's name, as `looked_for.words_of` gives it."""
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
        common, telling = (frozenset(split(grammar[name]["words"])) for name in ("common", "telling"))
        self.numbers = looked_for.number_words(self)
        self.looked_for = looked_for.find(self, common, telling, frozenset(split(takes["done"])))
        self.second_thoughts = frozenset(
            max((first, second, *rest), key=len)
            for first, seconds in self.cues.items()
            for second, cues in seconds.items()
            for rest, kind in cues
            if kind in ("unverified", "retracted", "refuted")
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
        self.striking = frozenset(split(table["striking"]["words"]))
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
            frozenset(split(table["searches"][name])) for name in ("words", "by", "beside")
        )
        """Verbs of searching, who searches for suspects, and words beside which those searched for are missing."""
        self.outbreak: dict[str, str] = table["outbreaks"]["forms"]
        """Words that count the sick in a text that tells of a disease → what they mean there."""
        self.other_cases = frozenset(table["outbreaks"]["unless"].split())
        """Words beside which cases are those of a court or of beer."""
        self.diseases = frozenset(table["outbreaks"]["beside"].split())
        self.captivity = frozenset(self.flight["beside"].split())
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
        self.glued = frozenset(split(table["amounts"]["magnitude"]["after"]))
        """Units that a hyphen joins to their number."""
        self.stuck = frozenset(split(table["amounts"]["area"]["glued"]))
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
        for word in each(words):
            self.entry(word).flags |= flags


def _currencies(table: Tables) -> dict[str, dict[str, str]]:
    """What each word of money means, by the land named before it (ISO 3166 → ISO 4217); "" for what means one alone."""
    found = {word: {"": code} for word, code in (one.split(":") for one in table["words"].split())}
    for name, row in table.items():
        if name != "words":
            found[name] = dict(one.split(":") for one in row.split())
    return found


def _amount(measure: str, row: Tables) -> Amount:
    before, units, context = (frozenset(split(row.get(name, ""))) for name in ("before", "units", "context"))
    triggers, unless = frozenset(split(row["triggers"])), frozenset(split(row.get("unless", "")))
    units |= frozenset(split(row.get("after", "")))
    return Amount(measure, before, units, context, triggers, unless, row.get("most", 0))


@cache
def load(language: str = "en") -> Lexicon:
    """The lexicon of a language by its folder's name; CallWrong where there is none."""
    import tomllib
    from importlib.resources import files

    folder = files("newsdesk.figures.lexicon") / language
    if not language.isalpha() or not folder.is_dir():
        raise CallWrong(f"There is no lexicon for {language!r}.", "Use en.")
    return Lexicon({name: tomllib.loads((folder / f"{name}.toml").read_text("utf-8")) for name in _FILES})
