"""Reads the figures of a text: sentences, tokens, quantities, phrases, measures, and what colours them."""

from __future__ import annotations

import re
from datetime import date, datetime

from newsdesk.figures import measures, phrases, quantities, sentences, tenses, tokens, voices
from newsdesk.figures.lexicon.load import Lexicon, load
from newsdesk.figures.merge import merge
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.sentences import Sentence
from newsdesk.figures.tokens import Token
from newsdesk.model import Counts, Figure, Measure, Reading, Side, Tense

LONGEST_QUOTE = 160
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LOOK_BACK = 6
"""Sentences searched backwards for whom "he" or "it" takes up."""


def read(text: str, *, published: date | datetime | None = None, country: str = "", lexicon: str = "en") -> Reading:
    """The figures and open questions of a text; offsets count its characters exactly as given."""
    return _Reader(text, load(lexicon)).reading()


class _Reader:
    """One reading of one text."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.sentences: list[Sentence] = list(sentences.split(text, lexicon.abbreviations, lexicon.openers))
        self.voices: dict[int, list[voices.Voice]] = {}
        self.tokens: dict[int, list[Token]] = {}

    def reading(self) -> Reading:
        found: list[Figure] = []
        triggers = self.lexicon.triggers
        for index, (start, end) in enumerate(self.sentences):
            if not triggers.isdisjoint(_WORD.findall(self.text[start:end].lower())):
                found.extend(self._sentence(index))
        return Reading(figures=tuple(merge(found)))

    def _sentence(self, index: int) -> list[Figure]:
        row = self._row(index)
        counted = quantities.find(row)
        if not counted:
            return []
        nouns = [phrases.read(row, quantity) for quantity in counted]
        measures.bind(row, nouns, self.lexicon)
        bound = [phrase for phrase in nouns if phrase.measure]
        if not bound:
            return []
        cues = tenses.cues(row, self.lexicon)
        extents = [_extent(phrase) for phrase in bound]
        return [self._figure(index, row, phrase, cues, extents) for phrase in bound]

    def _row(self, index: int) -> list[Token]:
        row = self.tokens.get(index)
        if row is None:
            start, end = self.sentences[index]
            row = self.tokens[index] = tokens.tokenise(self.text, start, end, self.lexicon)
        return row

    def _voices(self, index: int) -> list[voices.Voice]:
        found = self.voices.get(index)
        if found is None:
            found = self.voices[index] = voices.find(self.text, self._row(index))
        return found

    def _figure(
        self,
        index: int,
        row: list[Token],
        phrase: Phrase,
        cues: list[tenses.Cue],
        extents: list[tuple[int, int]],
    ) -> Figure:
        extent = _extent(phrase)
        number = (phrase.quantity.start, phrase.end)
        clause = tenses.span(row, *number, [other for other in extents if other != extent])
        colour = tenses.colour(cues, row, extent, clause, phrase.quantity.start)
        moved = colour.tense is Tense.EARLIER
        said = voices.chain(self._voices(index), phrase.quantity.at, lambda kind: self._resolve(index, kind), moved)
        start, end = _quote(row, phrase, extent)
        quantity = phrase.quantity
        return Figure(
            measure=Measure(phrase.measure),
            value=quantity.value,
            qualifier=quantity.qualifier,
            low=quantity.low,
            high=quantity.high,
            scope=tuple(phrase.facets),
            side=Side(phrase.side or "victims"),
            counts=_counts(phrase),
            modality=colour.modality,
            tense=colour.tense,
            change=colour.change,
            chain=tuple(said),
            quote=self.text[start:end],
            start=start,
            end=end,
        )

    def _resolve(self, index: int, kind: str) -> list[str]:
        """Whom a pronoun takes up: the last voice of the sentences before that is no pronoun itself."""
        for before in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
            for voice in reversed(self._voices(before)):
                if voice.names:
                    return voice.names[-1:]
        return []


def _extent(phrase: Phrase) -> tuple[int, int]:
    first, last = phrase.start, phrase.end
    if phrase.trigger >= 0:
        first, last = min(first, phrase.trigger), max(last, phrase.trigger + 1)
    return first, last


def _counts(phrase: Phrase) -> Counts:
    if phrase.quantity.more:
        return Counts.MORE
    if phrase.quantity.single:
        return Counts.MEMBER
    return Counts.PART if phrase.part else Counts.WHOLE


def _quote(row: list[Token], phrase: Phrase, extent: tuple[int, int]) -> tuple[int, int]:
    """Offsets of the shortest words that hold number and measure, or number and noun where those are too far apart."""
    start, end = row[extent[0]].start, row[extent[1] - 1].end
    if end - start > LONGEST_QUOTE:
        start, end = row[phrase.start].start, row[max(phrase.end, phrase.quantity.end) - 1].end
    return start, min(end, start + LONGEST_QUOTE)
