"""One text: its sentences, cut into words where somebody asks, what it tells of, what it takes back."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from itertools import pairwise

from newsdesk.figures import (
    cues,
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
from newsdesk.figures.tokens import QUOTES, Token
from newsdesk.figures.voice import Voice

_WORD = re.compile(r"[^\W\d_]{2,}")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?<![\d.,])(?<![a-z]-)(?!(?:19|20)\d\d(?!\d|[.,]\d))\d")
"""The first digit of a number that is more than a year or a name: nothing counts by "2016" or "Covid-19"."""
_BEFALLING = e.ACTIVE | e.PARTICIPLE | e.MOVE | e.STATE
_BEFORE_CASES = e.DISEASE | e.NUMERIC | e.ADJECTIVE | e.PLAIN | e.NEW | e.MORE_AFTER | e.STATE
_OPEN, _OPEN_NUMBER = "unverified", "unverified number"
_AFTERMATH = (_OPEN, "retracted", "refuted")
_OF_NUMBER = 3
"""Words of "the death toll" that open a sentence about it."""
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}\Z")
STOPS = frozenset('.!?"”')


class Text:
    """The sentences of one text, cut into tokens and searched for voices only where somebody asks."""

    def __init__(self, text: str, lexicon: Lexicon, published: date | int | None) -> None:
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
        lows = [token.low for token in row]
        words = set(lows)
        if not QUOTES.isdisjoint(words):
            row = marked_names.unmarked(row)
        if lows.count(".") > (lows[-1:] == ["."]):
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

    def last_mark(self, index: int) -> str:
        """The last character of a sentence."""
        return self.text[self.sentences[index].end - 1]

    def is_parted(self, index: int) -> bool:
        """Does a line end between the sentence before and this one?"""
        return index > 0 and "\n" in self.text[self.sentences[index - 1].end : self.sentences[index].start]

    def is_headline(self, index: int) -> bool:
        """Is it the first line of the text, without a full stop, before a body? That of "U.S." ends no sentence."""
        start, end = self.sentences[index]
        stopped = self.last_mark(index) in STOPS and not _INITIALS.search(self.text, start, end)
        return index == 0 and not stopped and self.text[end : end + 1] == "\n"
