"""Reads the figures of a text, sentence by sentence, and what remains open."""

from __future__ import annotations

from datetime import date

from newsdesk.figures import (
    amounts,
    captives,
    details,
    double_counts,
    indefinite,
    inheritance,
    measures,
    phrases,
    posts,
    quantities,
    renamings,
    scopes,
    sections,
    tables,
    taken_up,
    tellers,
)
from newsdesk.figures.backgrounds import carried_on
from newsdesk.figures.bounds import Quantity
from newsdesk.figures.drafts import Draft, taken_over
from newsdesk.figures.explanations import Explanation
from newsdesk.figures.explanations import explain as explain_draft
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.load import load
from newsdesk.figures.merge import merge, settle
from newsdesk.figures.neighbours import draft
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.texts import Text
from newsdesk.figures.tokens import DASHES, Token
from newsdesk.model import Measure, Number, Qualifier, Question, Reading

_NEAR = 3
"""Words from a number to those it counts."""
_PENDING = 5
"""Sentences after which "the figure" no longer means what was last spoken of."""

_MEASURING = e.TRIGGER | e.LIFE | e.BODY | e.TAKE | e.NUMBER_NOUN | e.PLACE_NOUN | e.RIDER | e.RAIDER | e.CLAIMING
"""Without one of these in it, or a figure before it, a sentence counts people and says nothing of them."""


def read(text: str, *, published: date | int | None = None, country: str = "", lexicon: str = "en") -> Reading:
    """The figures and open questions of a text; offsets count its characters exactly as given.

    `published` dates the text, so that other years and old months are background; of a year alone only years are.
    `country` (ISO 3166) is the incident's, so that those who are not its nationals are foreign. CallWrong where there
    is no lexicon of that name.
    """
    drafts, questions = _Reader(Text(text, load(lexicon), published), country).read()
    return Reading(figures=tuple(one.figure for one in drafts), questions=tuple(questions))


def explain(
    text: str, *, published: date | int | None = None, country: str = "", lexicon: str = "en"
) -> tuple[Explanation, ...]:
    """For each figure that `read` returns, in its order, the words and the lexicon rows that gave it."""
    parsed = Text(text, load(lexicon), published)
    drafts, _ = _Reader(parsed, country).read()
    return tuple(explain_draft(parsed, one) for one in drafts)


class _Reader:
    """One reading of one text."""

    def __init__(self, text: Text, country: str) -> None:
        self.text = text
        self.country = country
        self.bound: tuple[int, Phrase] | None = None
        """The last sentence with a figure, and its first total: what "the figure" means."""
        self.harm: tuple[int, str] | None = None
        """The last sentence that told what befell people, and that measure: what "the victims" are victims of."""
        self.toll: tuple[int, str] | None = None
        """The last sentence that spoke of a toll, and its measure: what "the count" means."""
        self.people: tuple[int, Phrase] | None = None
        """The last sentence that counts one kind of people: what "five of them" means."""
        self.counted = -1
        """The last sentence with a figure, or that spoke of a toll."""
        self.escaped = False
        """Whether prisoners were counted who escaped: who is captured then is arrested."""
        self.told: dict[Number, Phrase] = {}
        """Who was counted by each number: whom "the 367" takes up."""
        self.aboard: Phrase | None = None
        """Who was last counted aboard: whom "all on board" means."""
        self.rows = tables.grids(text)
        """What each line counts that is a row of a table."""
        self.questions: list[Question] = []

    def read(self) -> tuple[list[Draft], list[Question]]:
        """The figures, each once, and the open questions, both in the order of the text."""
        drafts: list[Draft] = []
        before: list[Draft] = []
        heads = ":" in self.text.text
        for index in range(len(self.text.sentences)):
            if index in self.rows:
                found = draft(self.text, index, self.rows[index])
            else:
                found = (
                    self._sentence(index) if self.text.may_count(index, index > 0 and self.counted == index - 1) else []
                )
                if heads:
                    self._open_table(index, found)
            found = taken_over(self.text, index, found, before)
            before = carried_on(self.text, index, found, before, drafts) if found else []
            drafts.extend(before)
        if not drafts:
            # Most texts.
            return [], self.questions
        drafts = sections.placed(self.text, tables.placed(self.text, drafts), self.country)
        sure, unsure = settle(posts.outdated(self.text, drafts))
        return merge(sure), sorted((*self.questions, *unsure), key=lambda question: question.start)

    def _sentence(self, index: int) -> list[Draft]:
        drafts = self._counted(index)
        if self.text.kinds(index) & e.FRACTION:
            self._ask(index, indefinite.shares(self.text.tokens(index)))
        if self.text.kinds(index) & e.EVERYONE and self.aboard is not None:
            self._ask(index, indefinite.everyone(self.text.tokens(index), self.aboard.quantity))
        return drafts

    def _counted(self, index: int) -> list[Draft]:
        tokens = self.text.tokens(index)
        kinds = self.text.kinds(index)
        if kinds & e.TOLL:
            self.counted = index
            self.toll = (index, [token.entry.measure for token in tokens if token.flags & e.TOLL][-1])
        counted, every = quantities.find(tokens)
        if kinds & indefinite.TELLING:
            counted.extend(quantity for quantity in indefinite.find(tokens) if _is_new(tokens, quantity, counted))
        sums = amounts.find(tokens, every, self.text.lexicon)
        measured = bool(self.bound or self.toll or kinds & _MEASURING)
        nouns = self._count(index, tokens, counted, sums) if measured and counted else []
        if nouns:
            measures.bind(tokens, nouns, self.text.lexicon)
            captives.complete(self.text, tokens, nouns, self.bound[1] if self.bound is not None else None)
            self._complete(index, tokens, nouns)
        self._note(index, nouns)
        if not (nouns or sums):
            return []
        unless = self._other_senses(index, tokens)
        bound = [
            phrase
            for phrase in (*nouns, *sums)
            if phrase.measure and (phrase.measure not in unless or captives.are_captives(tokens, phrase))
        ]
        bound.sort(key=lambda phrase: phrase.start)
        if not bound:
            return []
        told = [phrase for phrase in bound if phrase in nouns] or bound
        said = [phrase for phrase in told if phrase.kind != "building"] or told
        self.counted = index
        self.bound = (index, next((phrase for phrase in said if _is_total(phrase)), said[-1]))
        for phrase in said:
            self.escaped = self.escaped or (phrase.measure == Measure.ESCAPED and captives.PRISONER in phrase.facets)
            if phrase.measure == Measure.ABOARD and _is_total(phrase):
                self.aboard = phrase
            if phrase.quantity.value is not None:
                self.told.setdefault(phrase.quantity.value, phrase)
        harms = [phrase.measure for phrase in said if phrase.measure in taken_up.BEFALLS]
        self.harm = (index, harms[0]) if harms else self.harm
        return draft(self.text, index, bound)

    def _other_senses(self, index: int, tokens: list[Token]) -> set[str]:
        """The measures whose words mean another thing here: "freed" beside "hospital", which nobody speaks for."""
        words = {token.low for token in tokens}
        named = self.text.lexicon.unless.items()
        if all(others.isdisjoint(words) for _, others in named):
            return set()
        spoken = [
            range(voice.name_at, max(voice.name_end, voice.verb if voice.verb >= voice.at else len(tokens)))
            for voice in self.text.voices(index)
        ]
        words = {token.low for at, token in enumerate(tokens) if not any(at in voice for voice in spoken)}
        return {name for name, others in named if not others.isdisjoint(words)}

    def _open_table(self, index: int, found: list[Draft]) -> None:
        """Note the rows of places below a line, where it opens a table of them."""
        start, end = self.text.sentences[index]
        if self.text.text.find(":", start if found else end - 1, end) >= 0:
            table = tables.opened(self.text, index, [one.phrase for one in found])
            self.rows |= tables.rows(self.text, table) if table is not None else {}

    def _count(self, index: int, tokens: list[Token], counted: list[Quantity], sums: list[Phrase]) -> list[Phrase]:
        """Whom the quantities of a sentence count, in its order: those of no amount, and of nobody who speaks."""
        taken = {id(phrase.quantity) for phrase in sums}
        nouns = [phrases.read(tokens, quantity, self.country) for quantity in counted if id(quantity) not in taken]
        nouns = [phrase for phrase in nouns if not _is_of_nothing(tokens, phrase)]
        nouns.sort(key=lambda phrase: phrase.start)
        nouns = tellers.without_speakers(tokens, nouns, self._named(index, nouns))
        return double_counts.without_appositions(tokens, nouns)

    def _named(self, index: int, nouns: list[Phrase]) -> set[int]:
        """The tokens at which a voice is named, where anybody is counted who may be one."""
        if not any(phrase.quantity.article or phrase.quantity.single for phrase in nouns):
            return set()
        return {voice.name_at for voice in self.text.voices(index)}

    def _complete(self, index: int, tokens: list[Token], nouns: list[Phrase]) -> None:
        """Take from the sentences before what this one leaves out: the measure, and who is counted."""
        bound = self.bound[1].measure if self.bound is not None and index - self.bound[0] <= _PENDING else ""
        toll = self.toll[1] if self.toll is not None and index - self.toll[0] <= _PENDING else ""
        for phrase in nouns:
            if bound and taken_up.are_others(phrase, bound):
                phrase.quantity.more = False
            harm = self.harm[1] if self.harm is not None and index - self.harm[0] <= _PENDING else ""
            if phrase.pending and bound not in taken_up.BEFALLS and taken_up.are_victims(tokens, phrase) and harm:
                phrase.measure = harm
            known = self._known(tokens, phrase)
            if phrase.pending and known is not None and not phrase.measure:
                phrase.measure, phrase.part = known.measure, known.part
            pending = phrase.pending and not (phrase.measure or taken_up.are_of_others(tokens, phrase, nouns))
            if pending and taken_up.takes(tokens, phrase, bound):
                phrase.measure = bound if phrase.part else toll or bound or self.text.befell(index - 1)
            _take_up(tokens, phrase, self.told)
        inheritance.inherit(tokens, nouns)
        if self.bound is not None and index - self.bound[0] == 1:
            details.mark_shares(tokens, nouns, self.bound[1])
        details.mark_conditions(tokens, nouns, self.bound[1] if bound and self.bound is not None else None)
        details.mark_fates(tokens, nouns, self.bound[1] if bound and self.bound is not None else None)
        scopes.complete(tokens, nouns, self._recent(index, nouns), self.text.is_parted(index))
        for phrase in nouns:
            if phrase.place == self.country:
                phrase.place = ""
        renamings.settle(self.text.lexicon, tokens, nouns, self.escaped)

    def _known(self, tokens: list[Token], phrase: Phrase) -> Phrase | None:
        """Whom "the four" counts: those of whom the text counted four before."""
        the = phrase.start > 0 and tokens[phrase.start - 1].flags & e.THE
        return self.told.get(phrase.quantity.value or 0) if the and phrase.kind == "none" else None

    def _note(self, index: int, nouns: list[Phrase]) -> None:
        """Remember whom a sentence counts, for the next one that takes them up."""
        people = [phrase for phrase in nouns if phrase.kind in ("person", "none")]
        if people:
            self.people = (index, people[-1]) if len(people) == 1 else None

    def _recent(self, index: int, nouns: list[Phrase]) -> Phrase | None:
        """Whom the sentence before counted, for what takes them up ("of them"), even where it gave no figure."""
        if self.people is not None and index - self.people[0] <= 1:
            return self.people[1]
        if not index or not any(phrase.anaphoric for phrase in nouns):
            return None
        tokens = self.text.tokens(index - 1)
        before = [phrases.read(tokens, quantity) for quantity in quantities.find(tokens)[0]]
        people = [phrase for phrase in before if phrase.kind == "person"]
        return people[0] if len(people) == 1 else None

    def _ask(self, index: int, found: list[Quantity]) -> None:
        """Leave open what has no number of its own: shares, and "all on board", who are as many as were aboard."""
        if not found:
            return
        tokens = self.text.tokens(index)
        asked = [phrases.read(tokens, quantity, self.country) for quantity in found]
        measures.bind(tokens, asked, self.text.lexicon)
        for phrase in asked:
            if phrase.anaphoric:
                self._take_measure(index, phrase)
            if phrase.measure:
                for one in draft(self.text, index, [phrase]):
                    figure = one.figure
                    self.questions.append(Question(figure.quote, figure.start, figure.end, (figure,)))

    def _take_measure(self, index: int, share: Phrase) -> None:
        """ "Forty were killed, half of them children": of the people who were counted last."""
        tokens = self.text.tokens(index)
        related = tokens[share.quantity.end].flags & e.OF_WHOM
        since, whole = self.bound if self.bound is not None else (-2, None)
        beside = tokens[whole.end : share.start] if whole is not None and since == index else tokens[: share.start]
        # "The plane had 120 seats, half of them empty, when it crashed, killing 40".
        others = any(token.flags & e.NUMERIC and not token.flags & e.FRACTION for token in beside)
        others = others or (whole is not None and since == index and whole.end > share.start)
        if whole is None or whole.kind == "building" or others or index - since > (not related):
            share.measure = ""
        elif not share.measure:
            share.measure, share.trigger = whole.measure, share.start


def _is_of_nothing(tokens: list[Token], phrase: Phrase) -> bool:
    """ "We have no hope for them"; "nobody", "none" count people."""
    no = phrase.kind == "none" and tokens[phrase.quantity.at].flags & e.LABEL
    return bool(no) and phrases.is_no_thing(tokens, phrase)


def _take_up(tokens: list[Token], phrase: Phrase, told: dict[Number, Phrase]) -> None:
    """ "The 367, including 13 children, reached port": those of whom the text told by that number."""
    the = phrase.start > 0 and tokens[phrase.start - 1].flags & e.THE
    mark, detail = [*tokens[phrase.end : phrase.end + 2], None, None][:2]
    opens = mark is not None and (mark.low in DASHES or (mark.low == "," and detail and detail.flags & e.INCLUDING))
    alone = the and opens and phrase.kind == "none" and not phrase.measure
    before = told.get(phrase.quantity.value or 0) if alone else None
    if before is not None:
        phrase.measure, phrase.trigger, phrase.side = before.measure, phrase.start - 1, before.side
        phrase.facets.extend(before.facets)


def _is_total(phrase: Phrase) -> bool:
    """Does it count all of its kind?"""
    return not (phrase.part or phrase.quantity.single or phrase.quantity.more)


def _is_new(tokens: list[Token], quantity: Quantity, counted: list[Quantity]) -> bool:
    """Is no number before these words already? "Injured others" is new, whoever was killed before."""
    verb = quantity.start > 0 and tokens[quantity.start - 1].flags & e.ACTIVE
    listed = quantity.start > 0 and tokens[quantity.start - 1].flags & e.INCLUDING
    near = 0 if listed or (verb and quantity.qualifier is Qualifier.PLURAL) else _NEAR
    return all(not other.start <= quantity.start <= other.end + near for other in counted)
