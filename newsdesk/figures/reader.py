"""Reads the figures of a text: sentences, tokens, quantities, phrases, measures, and what colours them."""

from __future__ import annotations

import re
from datetime import date, datetime

from newsdesk.figures import (
    amounts,
    indefinite,
    measures,
    phrases,
    quantities,
    scopes,
    sentences,
    tenses,
    tokens,
    voices,
)
from newsdesk.figures.bounds import Quantity
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.load import Lexicon, load
from newsdesk.figures.merge import Draft, merge, settle
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.sentences import Sentence
from newsdesk.figures.tokens import Token
from newsdesk.model import Counts, Figure, Measure, Modality, Qualifier, Question, Reading, Side, Tense

LONGEST_QUOTE = 160
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_LOOK_BACK = 6
"""Sentences searched backwards for whom "he" or "it" takes up."""
_DEMANDED = ("freed", "held", "arrested", "taken")


def read(text: str, *, published: date | datetime | None = None, country: str = "", lexicon: str = "en") -> Reading:
    """The figures and open questions of a text; offsets count its characters exactly as given."""
    return _Reader(text, load(lexicon), published).reading()


class _Reader:
    """One reading of one text."""

    def __init__(self, text: str, lexicon: Lexicon, published: date | None) -> None:
        self.text = text
        self.lexicon = lexicon
        self.sentences: list[Sentence] = list(sentences.split(text, lexicon.abbreviations, lexicon.openers))
        self.voices: dict[int, list[voices.Voice]] = {}
        self.tokens: dict[int, list[Token]] = {}
        self.before: tuple[int, Phrase] | None = None
        self.last: tuple[int, Phrase] | None = None
        self.published = published
        self.questions: list[Question] = []
        self.years = tenses.Years.of(text, published)

    def reading(self) -> Reading:
        drafts: list[Draft] = []
        for index, (start, end) in enumerate(self.sentences):
            if self._may_count(index, self.text[start:end].lower()):
                drafts.extend(self._sentence(index))
        sure, questions = settle(drafts)
        return Reading(
            figures=tuple(merge(sure)),
            questions=tuple(sorted((*self.questions, *questions), key=lambda one: one.start)),
        )

    def _may_count(self, index: int, low: str) -> bool:
        """Can this sentence hold a figure at all? Most cannot, and cost no more than this look."""
        words = _WORD.findall(low)
        rows = self.lexicon
        if not rows.triggers.isdisjoint(words):
            return True
        follows = self.before is not None and self.before[0] == index - 1
        if not follows and rows.hints.isdisjoint(words):
            return False
        return _DIGIT.search(low) is not None or not rows.numbers.isdisjoint(words)

    def _sentence(self, index: int) -> list[Draft]:
        row = self._row(index)
        counted, measured = quantities.find(row)
        counted.extend(quantity for quantity in indefinite.find(row) if _is_new(quantity, counted))
        counted.sort(key=lambda quantity: quantity.start)
        sums = amounts.find(row, measured, self.lexicon)
        taken = {id(phrase.quantity) for phrase in sums}
        nouns = [phrases.read(row, quantity) for quantity in counted if id(quantity) not in taken]
        measures.bind(row, nouns, self.lexicon)
        self._ask(index, row)
        self._settle(index, row, nouns)
        recent = self.last[1] if self.last is not None and index - self.last[0] <= 1 else None
        scopes.complete(row, nouns, recent)
        people = [phrase for phrase in nouns if phrase.kind in ("person", "none")]
        if people:
            self.last = (index, people[-1]) if len(people) == 1 else None
        bound = sorted((phrase for phrase in (*nouns, *sums) if phrase.measure), key=lambda phrase: phrase.start)
        if not bound:
            return []
        cues = [*tenses.cues(row, self.lexicon), *tenses.years(row, self.years), *tenses.months(row, self.published)]
        aftermath = self._aftermath(index)
        drafts: list[Draft] = []
        for phrase in bound:
            if self._is_demanded(row, phrase, bound, cues):
                continue
            earlier = drafts[-1].figure if drafts else None
            drafts.append(self._draft(index, row, phrase, bound, cues, aftermath, earlier))
        self.before = (index, bound[-1])
        return drafts

    def _ask(self, index: int, row: list[Token]) -> None:
        """Leave the shares of a sentence open: without their whole they are no number."""
        asked = [phrases.read(row, quantity) for quantity in indefinite.shares(row)]
        if not asked:
            return
        measures.bind(row, asked, self.lexicon)
        for phrase in asked:
            measure = phrase.measure or (self.before[1].measure if self.before and phrase.partitive else "")
            if measure:
                phrase.measure = measure
                figure = self._draft(index, row, phrase, [phrase], [], [], None).figure
                self.questions.append(Question(figure.quote, figure.start, figure.end, (figure,)))

    def _settle(self, index: int, row: list[Token], nouns: list[Phrase]) -> None:
        """Give a number put to "the figure" or "it" the measure that the text spoke of last."""
        if self.before is None or index - self.before[0] > 5:
            return
        for phrase in nouns:
            if phrase.pending and not phrase.measure:
                phrase.measure = self.before[1].measure
        measures.inherit(row, nouns)

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

    def _aftermath(self, index: int) -> list[tenses.Cue]:
        """What the next sentence, where it is in the same paragraph or the next, says of this one's figures."""
        if index + 1 >= len(self.sentences):
            return []
        start, end = self.sentences[index + 1]
        if self.lexicon.second_thoughts.isdisjoint(_WORD.findall(self.text[start:end].lower())):
            return []
        row = self._row(index + 1)
        if any(token.flags & (e.DIGITS | e.UNIT) for token in row):
            return []
        return [cue for cue in tenses.cues(row, self.lexicon) if cue.kind in ("unverified", "retracted")]

    def _draft(
        self,
        index: int,
        row: list[Token],
        phrase: Phrase,
        bound: list[Phrase],
        cues: list[tenses.Cue],
        aftermath: list[tenses.Cue],
        earlier: Figure | None,
    ) -> Draft:
        extent = _extent(phrase)
        number = (phrase.quantity.start, phrase.end)
        others = _places(bound, phrase)
        colour = tenses.colour(cues, row, extent, tenses.span(row, *number, others), phrase.quantity.start)
        said = self._chain(index, phrase, colour)
        modality, tense = tenses.afterwards(colour, aftermath, cues, number[1], bool(said))
        if earlier is not None and modality is Modality.ASSERTED and tenses.is_elliptical(row, phrase.end, extent):
            modality = earlier.modality
        start, end = _quote(row, phrase, extent)
        quantity = phrase.quantity
        if quantity.qualifier is Qualifier.ZERO and tenses.is_unconfirmed(row, phrase.end):
            modality, quantity.high = Modality.UNCLEAR, None
        figure = Figure(
            measure=Measure(phrase.measure),
            value=quantity.value,
            qualifier=quantity.qualifier,
            low=quantity.low,
            high=quantity.high,
            scope=tuple(phrase.facets),
            side=Side(phrase.side or "victims"),
            counts=_counts(phrase),
            modality=modality,
            tense=tense,
            change=colour.change,
            chain=tuple(said),
            quote=self.text[start:end],
            start=start,
            end=end,
        )
        ambiguous = phrase.trigger >= 0 and bool(row[phrase.trigger].flags & e.AMBIGUOUS)
        return Draft(figure, self._is_headline(index), phrase.place, ambiguous, colour.stale)

    def _is_demanded(self, row: list[Token], phrase: Phrase, bound: list[Phrase], cues: list[tenses.Cue]) -> bool:
        others = _places(bound, phrase)
        clause = tenses.span(row, phrase.start, phrase.end, others)
        return phrase.measure in _DEMANDED and tenses.is_demanded(cues, clause, phrase.start)

    def _chain(self, index: int, phrase: Phrase, colour: tenses.Colour) -> list[str]:
        if colour.modality is Modality.DENIED:
            return []
        moved = colour.tense is Tense.EARLIER
        names = voices.chain(self._voices(index), phrase.quantity.at, lambda kind: self._resolve(index, kind), moved)
        return names or self._quoted(index, phrase.quantity.at)

    def _quoted(self, index: int, at: int) -> list[str]:
        """Who speaks, where the number stands in a quotation that began or ends in another sentence."""
        row = self._row(index)
        start = self.sentences[index].start
        paragraph = max(self.text.rfind("\n", 0, start) + 1, start - 1500)
        opened = _open_quotes(self.text[paragraph : row[at].start])
        if not opened:
            return []
        for after in range(index, min(index + 4, len(self.sentences))):
            if after > index and "\n" in self.text[self.sentences[after - 1].end : self.sentences[after].start]:
                break
            outer = [voice for voice in self._voices(after) if voice.outer]
            if outer:
                voice = outer[0]
                return [*voice.names, *(self._resolve(after, voice.pronoun) if voice.pronoun else [])]
        return self._resolve(index, "person")

    def _resolve(self, index: int, kind: str) -> list[str]:
        """Whom a pronoun takes up: the last voice before it that is no pronoun itself; for "they", the last plural."""
        for before in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
            if kind == "people":
                row = self._row(before)
                named = [
                    k for k, t in enumerate(row) if t.flags & e.PERSON and t.flags & e.PLURAL and not t.flags & e.SILENT
                ]
                if named:
                    return [row[named[0]].low]
            for voice in reversed(self._voices(before)):
                if voice.names:
                    return voice.names[-1:]
            if kind == "person" and (name := voices.introduced(self.text, self._row(before))):
                return [name]
        return []

    def _is_headline(self, index: int) -> bool:
        """Is it the first line of the text, without a full stop, before a body?"""
        start, end = self.sentences[index]
        return index == 0 and self.text[end - 1] not in '.!?"”' and self.text[end : end + 1] == "\n"


def _open_quotes(words: str) -> bool:
    """Is a quotation open at the end of these words?"""
    if "“" in words:
        return words.rfind("“") > words.rfind("”")
    return words.count('"') % 2 == 1


def _is_new(quantity: Quantity, counted: list[Quantity]) -> bool:
    """Is no number before these words already?"""
    return all(not other.start <= quantity.start <= other.end + 3 for other in counted)


def _places(bound: list[Phrase], phrase: Phrase) -> list[tuple[int, int]]:
    """Where the other figures of the sentence stand, their predicates included where those follow."""
    return [
        (other.start, max(other.end, other.trigger + 1 if other.trigger < phrase.start else 0))
        for other in bound
        if other is not phrase
    ]


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
