"""One text across its sentences: whom "he" takes up, who speaks in a long quotation, what is taken back."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from itertools import pairwise

from newsdesk.figures import (
    cues,
    full_names,
    introductions,
    marked_names,
    moments,
    sentences,
    speech_verbs,
    suspicions,
    tokens,
    voices,
)
from newsdesk.figures.cues import Cue
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.load import Lexicon
from newsdesk.figures.lexicon.looked_for import words_of
from newsdesk.figures.sentences import Sentence
from newsdesk.figures.speech import Voice
from newsdesk.figures.tokens import QUOTES, Token

_WORD = re.compile(r"[^\W\d_]{2,}")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?<![\d.,])(?<![a-z]-)(?!(?:19|20)\d\d(?!\d|[.,]\d))\d")
"""The first digit of a number that is more than a year or a name: nothing counts by "2016" or "Covid-19"."""
_LOOK_BACK = 6
"""Sentences searched backwards for whom a pronoun takes up."""
_LOOK_AHEAD = 4
"""Sentences searched for who speaks a quotation that has begun."""
_REPORTED = 6
"""Words from a number to the "reported" of "previously reported"."""
_PARAGRAPH = 1500
"""Characters of a paragraph looked at for an open quotation mark."""
_BEFALLING = e.ACTIVE | e.PARTICIPLE | e.MOVE | e.STATE
_BEFORE_CASES = e.DISEASE | e.NUMERIC | e.ADJECTIVE | e.PLAIN | e.NEW | e.MORE_AFTER | e.STATE
_OFFICE = 8
"""Words of "the acting head teacher of the school" behind a name."""
_OPEN, _OPEN_NUMBER = "unverified", "unverified number"
_AFTERMATH = (_OPEN, "retracted")
_OF_NUMBER = 3
"""Words of "the death toll" that open a sentence about it."""
_BODIES = e.INSTITUTION | e.CREDITED | e.AGENCY | e.MEDIUM
_STOPS = frozenset('.!?"”')
_BULLETS = frozenset("-–—*•·▪◦")
_LONGEST_LIST = 60
"""Lines below the one that says whose list it is."""


class Text:
    """The sentences of one text, cut into tokens and searched for voices only where somebody asks."""

    def __init__(self, text: str, lexicon: Lexicon, published: date | None) -> None:
        self.text = text
        self.lexicon = lexicon
        self.sentences: list[Sentence] = list(sentences.split(text, lexicon.sentence_words))
        self.published = published
        self._tokens: dict[int, list[Token]] = {}
        self._kinds: dict[int, int] = {}
        self._voices: dict[int, list[Voice]] = {}

    def may_count(self, index: int, follows: bool) -> bool:
        """Can this sentence hold a figure at all? Most cannot, and cost no more than this look.

        One that follows a figure may speak of it without naming a measure ("five were children").
        """
        start, end = self.sentences[index]
        low = self.text[start:end].lower()
        looked_for = self.lexicon.looked_for
        every = words_of(low)
        words = looked_for.every.intersection(every)
        if not words.isdisjoint(looked_for.triggers):
            return True
        nowhere = words.isdisjoint(looked_for.sites) or words.isdisjoint(looked_for.being)
        if nowhere and not follows and not looked_for.hinted(words, every):
            return False
        first = _DIGIT.search(low)
        counts = first is not None and _NUMBER.search(low, first.start()) is not None
        return counts or not words.isdisjoint(looked_for.numbers)

    @cached_property
    def dates(self) -> cues.Dates:
        """What it speaks from; most texts have no figure that asks."""
        return cues.Dates.of(self.text, self.published)

    @cached_property
    def is_in_capitals(self) -> bool:
        """Is it printed in capitals throughout, so that they tell no name?"""
        return self.text.isupper()

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self.text.lower()))

    @cached_property
    def tells_of_captives(self) -> bool:
        """Does it speak of hostages or a siege anywhere? Then those who flee were held."""
        return not self.lexicon.captivity.isdisjoint(self._words)

    @cached_property
    def tells_of_losses(self) -> bool:
        """Does it speak of missing people or a disaster anywhere? Then those who are looked for are missing."""
        return not self.lexicon.losses.isdisjoint(self._words)

    @cached_property
    def tells_of_disease(self) -> bool:
        """Does it speak of an outbreak anywhere? Then its cases are people who caught it."""
        return not self.lexicon.diseases.isdisjoint(self._words)

    def tokens(self, index: int) -> list[Token]:
        """The tokens of a sentence."""
        found = self._tokens.get(index)
        if found is None:
            start, end = self.sentences[index]
            found = self._tokens[index] = self._marked(tokens.tokenise(self.text, start, end, self.lexicon))
        return found

    def _marked(self, row: list[Token]) -> list[Token]:
        """The tokens of a sentence with what only their neighbours tell of them."""
        words = {token.low for token in row}
        if not QUOTES.isdisjoint(words):
            row = marked_names.unmarked(row)
        if "." in words and not self.lexicon.months.keys().isdisjoint(words):
            row = moments.without_stops(row)
        if not self.lexicon.arresting.keys().isdisjoint(words):
            suspicions.mark(row, self.lexicon)
        speech_verbs.mark(row)
        if not self.lexicon.outbreak.keys().isdisjoint(words):
            self._mark_cases(row)
        return row

    def kinds(self, index: int) -> int:
        """The kinds of all words of a sentence, as one."""
        found = self._kinds.get(index)
        if found is None:
            found = 0
            for token in self.tokens(index):
                found |= token.flags
            self._kinds[index] = found
        return found

    def _mark_cases(self, row: list[Token]) -> None:
        """ "There are 1,008 cases": people, in a text that tells of a disease."""
        forms = self.lexicon.outbreak
        found = [at for at, token in enumerate(row) if token.low in forms]
        if found and any(token.low in self.lexicon.other_cases for token in row):
            return
        for at in found:
            if at and row[at - 1].flags & _BEFORE_CASES and self.tells_of_disease:
                row[at].entry = self.lexicon.entry(forms[row[at].low])
                row[at].flags = row[at].entry.flags

    def befell(self, index: int) -> str:
        """The one measure that a sentence without a number tells of people: "Gunmen killed soldiers"; else empty."""
        row = self.tokens(index) if index >= 0 else []
        people = any(token.flags & e.PERSON and token.flags & e.PLURAL for token in row)
        telling = [token for token in row if token.flags & _BEFALLING and not token.flags & e.AMBIGUOUS]
        told = {token.entry.measure for token in telling if token.entry.needs == "people"}
        return told.pop() if people and len(told) == 1 else ""

    def voices(self, index: int) -> list[Voice]:
        """The voices of a sentence."""
        found = self._voices.get(index)
        if found is None:
            found = self._voices[index] = voices.find(self.text, self.tokens(index))
        return found

    def cues(self, index: int) -> list[Cue]:
        """What colours the clauses of a sentence."""
        row = self.tokens(index)
        return [*cues.find(row, self.lexicon), *cues.dates(row, self.dates, self.lexicon)]

    def aftermath(self, index: int) -> list[Cue]:
        """What the next sentence says of this one's figures, where it has none of its own."""
        if index + 1 >= len(self.sentences):
            return []
        start, end = self.sentences[index + 1]
        if self.lexicon.second_thoughts.isdisjoint(_WORD.findall(self.text[start:end].lower())):
            return []
        row = self.tokens(index + 1)
        if any(token.flags & (e.DIGITS | e.UNIT) for token in row):
            return []
        found = [cue for cue in cues.find(row, self.lexicon) if cue.kind in _AFTERMATH]
        told = (one for one, two in pairwise(row[: _OF_NUMBER + 1]) if not two.flags & e.OF)
        number = next((token.entry for token in told if token.flags & (e.TOLL | e.NUMBER_NOUN)), None)
        if number is None:
            return found
        opened = (Cue(_OPEN_NUMBER, cue.start, cue.end, number.measure) for cue in found if cue.kind == _OPEN)
        return [*opened, *(cue for cue in found if cue.kind != _OPEN)]

    def chain(self, index: int, at: int, moved: bool = False) -> list[str]:
        """Who says the number at token `at`, carried over from the sentences around where it must be.

        `moved` tells that the text moves on from this number.
        """
        if moved and _is_anonymous(self.tokens(index), at):
            return []
        row = self.voices(index)
        measure = _yardstick(self.tokens(index), at)
        if measure >= 0 and not any(voice.at > measure for voice in row):
            return []
        names = voices.chain(row, at, lambda kind: self._resolve(index, kind), moved)
        # "As per the latest report, we lost 26": whoever is quoted says so.
        nobodys = any(voice.unowned and voice.names == names for voice in row)
        quoted = self._quoted(index, at) if nobodys or not names else []
        names = quoted or (self._taken_up(index, names) if names else self._listing(index))
        return [full_names.in_full(self.text, self.sentences[index].start, name, self.lexicon.words) for name in names]

    def _listing(self, index: int) -> list[str]:
        """Who gives the list that a line stands in: the agency of "The agency said on Saturday:"; nobody elsewhere."""
        for at in range(index, max(0, index - _LONGEST_LIST), -1):
            between = self.text[self.sentences[at - 1].end : self.sentences[at].start]
            if not ("\n" in between and self._is_item(at)):
                break
            if self._last_mark(at - 1) == ":":
                return self._heading(at - 1)
            if between.count("\n") > 1:
                break
        return []

    def _heading(self, index: int) -> list[str]:
        """Who speaks in a line, by a verb of speech or "according to"; not "Read more from AFP:"."""
        row = self.tokens(index)
        for voice in reversed(self.voices(index)):
            if row[voice.verb].flags & e.SPEECH or row[voice.at].flags & e.ACCORDING:
                return voice.names or self._resolve(index, voice.pronoun)
        return []

    def _is_item(self, index: int) -> bool:
        """A line without a full stop, or behind a bullet."""
        return self._last_mark(index) not in _STOPS or self.text[self.sentences[index].start] in _BULLETS

    def _last_mark(self, index: int) -> str:
        return self.text[self.sentences[index].end - 1]

    def _taken_up(self, index: int, names: list[str]) -> list[str]:
        """ "A security source told Reuters …", "the source added …": who was named more fully, or issued it, before."""
        word = names[0]
        flags = self.lexicon.words[word].flags if word in self.lexicon.words else 0
        issued, reported = flags & e.ISSUED, flags & e.DOCUMENT and not flags & e.PLURAL
        if len(names) > 1 or not word.isalpha() or not word.islower() or not self._is_definite(index, names):
            return names
        for before in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
            for voice in reversed(self.voices(before)):
                if voice.names and self._holds_office(before, voice, word):
                    return voice.names[-1:]
                if voice.names and voice.names != names:
                    body = reported and self._is_body(voice)
                    return voice.names if issued or body or self._is_named_by(voice, word) else names
        return names

    def _is_named_by(self, voice: Voice, word: str) -> bool:
        """ "The army" of "Arba's army", "the ministry" of "health minister Ann Lee"."""
        named = voice.names[-1].lower().replace(",", " ").split()
        heads = self.lexicon.heads.get(word) in named and self.lexicon.no_heads.isdisjoint(named)
        return word in named or heads

    def _holds_office(self, index: int, voice: Voice, office: str) -> bool:
        """ "Said Ann Lee, principal of the school": the one who "the principal" is."""
        row, last = self.tokens(index), voice.names[-1].split()[-1]
        for at, token in enumerate(row[:-1]):
            if token.raw == last and row[at + 1].low == ",":
                behind = row[at + 2 : at + 2 + _OFFICE]
                ends = next((k for k, one in enumerate(behind) if not one.low[0].isalnum()), len(behind))
                return any(one.low == office for one in behind[:ends])
        return False

    def _is_definite(self, index: int, names: list[str]) -> bool:
        """ "The source", not "another source"."""
        row = self.tokens(index)
        said = next((voice.at for voice in self.voices(index) if voice.names == names), len(row))
        return any(token.flags & e.THE for token in row[said : said + 2])

    def _quoted(self, index: int, at: int) -> list[str]:
        """Who speaks, where the number stands in a quotation that began or ends in another sentence."""
        start = self.sentences[index].start
        paragraph = max(self.text.rfind("\n", 0, start) + 1, start - _PARAGRAPH)
        if not _is_open(self.text[paragraph : self.tokens(index)[at].start]):
            return []
        for after in range(index, min(index + _LOOK_AHEAD, len(self.sentences))):
            begins = self.sentences[after].start
            parted = "\n" in self.text[self.sentences[after - 1].end : begins] if after > index else False
            if parted or (after > index and not _is_open(self.text[paragraph:begins])):
                break
            for voice in self.voices(after):
                if voice.outer and voice.pronoun:
                    return [*voice.names, *self._resolve(after, voice.pronoun)]
                if voice.outer:
                    return self._taken_up(after, voice.names)
        return self._resolve(index, "person")

    def _resolve(self, index: int, kind: str) -> list[str]:
        """Whom a pronoun takes up: the last voice before it that is no pronoun itself; for "they", the last plural."""
        if kind == "body":
            return self._body(index)
        for before in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
            said = [voice for voice in reversed(self.voices(before)) if voice.names]
            if kind == "people":
                said = [voice for voice in said if not self._is_agency(voice)]
                if many := [voice for voice in said if self._are_many(voice)]:
                    return many[0].names[-1:]
                if plural := _plural(self.tokens(before)):
                    return [plural]
            if kind == "person":
                # Whom "he" told, or cites, is not he; nor are "authorities", where one person spoke beside them.
                said = [voice for voice in said if not (voice.pronoun or self._is_no_person(voice))]
                said = [voice for voice in said if self._is_one(voice)] or said
            if said:
                return said[0].names[-1:]
            if kind == "person" and (name := introductions.introduced(self.text, self.tokens(before))):
                return [name]
        return []

    def _body(self, index: int) -> list[str]:
        """Whom "it" takes up: the last that is no person of those who spoke or were spoken of; else who spoke last."""
        spoke: list[str] = []
        for before in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
            for voice in reversed(self.voices(before)):
                if voice.names and not self._is_person(voice):
                    return voice.names[-1:]
                spoke = spoke or voice.names[-1:]
            if name := introductions.body(self.text, self.tokens(before)):
                return [name]
        return spoke

    def _is_person(self, voice: Voice) -> bool:
        """ "The minister", "a doctor"; not "a spokesman for the army"."""
        known = self.lexicon.words
        flags = [known[word].flags for word in voice.names[-1].lower().split() if word in known]
        return any(one & (e.TITLE | e.PERSON) for one in flags) and not any(one & e.INSTITUTION for one in flags)

    def _is_body(self, voice: Voice) -> bool:
        """ "The ministry", "state television", "the UN": what reports are of."""
        known = self.lexicon.words
        name = voice.names[-1].lower()
        flags = [known[word].flags for word in (name, *name.split()) if word in known]
        return any(one & _BODIES for one in flags) and not self._is_person(voice)

    def _is_one(self, voice: Voice) -> bool:
        """ "The mayor", "Omar Hadi"; not "authorities", "rescuers", "the ministry"."""
        name = voice.names[-1]
        known = self.lexicon.words.get(name.lower().split()[-1])
        flags = known.flags if known else e.PERSON
        return not name.islower() or bool(flags & (e.PERSON | e.TITLE) and not flags & e.PLURAL)

    def _are_people(self, voice: Voice) -> bool:
        """ "Miners", "the freed hostages", who speak for nobody; not "police", "a spokesman for the miners"."""
        known = self.lexicon.words
        last = voice.names[-1].lower().split()[-1]
        flags = known[last].flags if last in known else 0
        return bool(flags & e.PERSON and flags & e.PLURAL and not flags & e.VOICE)

    def _are_many(self, voice: Voice) -> bool:
        """ "Officials", "hospital sources"."""
        known = self.lexicon.words.get(voice.names[-1].lower().split()[-1])
        people = known and known.flags & e.PLURAL and known.flags & (e.VOICE | e.PERSON)
        return bool(people or (known and known.flags & e.MANY_BODIES))

    def _is_agency(self, voice: Voice) -> bool:
        """ "AFP", which carries what others say."""
        known = self.lexicon.words.get(voice.names[-1].lower())
        return bool(known and known.flags & e.CREDITED)

    def _is_no_person(self, voice: Voice) -> bool:
        """ "Marsh Province", "UNICEF", "miners": no he and no she."""
        last = voice.names[-1].split()[-1] if voice.names else ""
        known = self.lexicon.words.get(last.lower())
        region = known is not None and bool(known.flags & e.REGION)
        person = known is not None and bool(known.flags & (e.TITLE | e.PERSON))
        short = len(last) > 1 and last.isupper() and not (self.is_in_capitals or person)
        return region or short or self._are_people(voice)

    def is_parted(self, index: int) -> bool:
        """Does a line end between the sentence before and this one?"""
        return index > 0 and "\n" in self.text[self.sentences[index - 1].end : self.sentences[index].start]

    def is_headline(self, index: int) -> bool:
        """Is it the first line of the text, without a full stop, before a body?"""
        end = self.sentences[index].end
        return index == 0 and self._last_mark(index) not in _STOPS and self.text[end : end + 1] == "\n"


def _is_anonymous(row: list[Token], at: int) -> bool:
    """ "Not the 20 people previously reported", "fewer than the 20 as first feared": by nobody who speaks here."""
    for k in range(at + 1, min(len(row) - 1, at + _REPORTED)):
        flags = row[k].flags
        if flags & e.SPEECH and row[k - 1].flags & (e.ADVERB | e.AS):
            return not row[k + 1].flags & (e.BY | e.DETERMINER | e.NUMERIC)
        if flags & (e.PRONOUN | e.VERB | e.AUXILIARY | e.RELATIVE) or (flags & e.SPEECH and not flags & e.ADVERB):
            return False
    return False


def _yardstick(row: list[Token], at: int) -> int:
    """The "double" of "double the official figure of | 40", "four times the toll of | 40"; -1 where there is none.

    It is not the number of whoever measures by it.
    """
    k = at - 1
    while k > 0 and row[k].flags & e.BEFORE:
        k -= 1
    if k < 1 or not row[k].flags & e.OF or not row[k - 1].flags & (e.NUMBER_NOUN | e.TOLL):
        return -1
    k -= 2
    while k > 0 and row[k].flags & (e.ADJECTIVE | e.PLAIN | e.DEMONYM | e.VOICE) and not row[k].flags & e.DETERMINER:
        k -= 1
    if k < 1 or not row[k].flags & e.DETERMINER:
        return -1
    times = row[k - 1].flags & e.TIMES and k > 1 and row[k - 2].flags & e.NUMERIC
    return k - 1 if times or row[k - 1].flags & e.TWICE else -1


def _plural(row: list[Token]) -> str:
    """The first people of a sentence, but not those whom "spoke to reporters" spoke to."""
    plural = e.PERSON | e.PLURAL
    people = (at for at, token in enumerate(row) if token.flags & plural == plural and not token.flags & e.SILENT)
    return next((row[at].low for at in people if not (at and row[at - 1].flags & e.TO)), "")


def _is_open(words: str) -> bool:
    """Is a quotation open at the end of these words?"""
    if "“" in words:
        return words.rfind("“") > words.rfind("”")
    return words.count('"') % 2 == 1
