"""Makes a figure of a bound phrase, with its voice, colour and quote, as if no other stood in its sentence."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from newsdesk.figures import attributions, daily
from newsdesk.figures.cued import CuedSentence
from newsdesk.figures.cues import Cue
from newsdesk.figures.heads import AGE_OR_SEX
from newsdesk.figures.inheritance import reach_of
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.spans import Span, clause
from newsdesk.figures.tenses import Colour, coloured
from newsdesk.figures.texts import Text
from newsdesk.figures.tokens import Token
from newsdesk.model import Counts, Figure, Measure, Modality, Qualifier, Side, Tense

LONGEST_QUOTE = 160
_APART = 90
"""Characters beyond which number and noun stand without the verb."""


class Draft(NamedTuple):
    """A figure as one sentence gives it, with what gave it."""

    figure: Figure
    sentence: int
    phrase: Phrase
    cues: tuple[Cue, ...]
    headline: bool
    name: str
    """Of the one person counted; empty where nobody is named."""
    place: str
    """The named place beside it; it becomes scope only where the text also gives a larger whole."""
    joint: bool
    """Is that place several together?"""
    of_toll: bool
    """Is it the place of a toll ("the toll in Kerala")? In the lead that is where the event is."""
    ambiguous: bool
    """Its verb ("shot") counts the dead as well, unless the rest of the text says otherwise."""
    unsure: str
    """The other measure that its words ("casualties", "dead or missing") may count; empty where they are plain."""
    stale: bool
    """Said earlier: set aside where the text gives another number for the same."""
    moves: bool
    """Takes the place of the number that the text gave before it."""
    section: str = ""
    """The country that heads its section; what another section counts is nothing of its."""


def _is_ambiguous(tokens: list[Token], trigger: int) -> bool:
    """ "Four were burned" or shot: dead or hurt; who was badly burned is hurt."""
    badly = trigger > 0 and tokens[trigger - 1].flags & e.BADLY
    return trigger >= 0 and bool(tokens[trigger].flags & e.AMBIGUOUS) and not badly


def drafted(text: Text, index: int, phrase: Phrase, sentence: CuedSentence, place: Span) -> Draft:
    tokens = text.tokens(index)
    at = min(phrase.quantity.at, len(tokens) - 1)
    chain = attributions.chain(text, index, at)
    colour = coloured(sentence, place, bool(chain))
    if colour.modality is Modality.DENIED and not _is_refuted(text, index, colour, place):
        chain = _claimant(text, index, colour, place)
    elif colour.tense is Tense.EARLIER:
        chain = attributions.chain(text, index, at, moved=True)
    phrase.quantity.more = phrase.quantity.more or daily.is_daily(sentence, place)
    if phrase.quantity.qualifier is Qualifier.ZERO and _is_unconfirmed(sentence.tokens, place):
        colour = colour._replace(modality=Modality.UNCLEAR)
        phrase.quantity.high = None
    return Draft(
        figure=_figure(text, _quote(tokens, phrase, place), phrase, colour, chain),
        sentence=index,
        phrase=phrase,
        cues=colour.cues,
        headline=text.is_headline(index),
        name=_name(tokens, phrase),
        place=phrase.place,
        joint=phrase.joint,
        of_toll=phrase.of_toll,
        ambiguous=_is_ambiguous(tokens, phrase.trigger),
        unsure=_unsure(text, tokens, phrase),
        stale=colour.stale,
        moves=colour.moves,
    )


def _is_refuted(text: Text, index: int, colour: Colour, place: Span) -> bool:
    """ "The rebels said 12 had died, which the army denied", "… died. The army denied it": what the rebels said still.

    So is "the 21 that the ministry gave was disputed"; in "police said reports of 12 dead were false" the police deny.
    """
    tokens = text.tokens(index)
    for cue in colour.cues:
        if cue.kind == "refuted":
            return True
        if cue.kind == "denied" and cue.start >= place.last:
            said = [voice for voice in text.voices(index) if voice.start <= place.number < voice.end]
            if not tokens[cue.start - 1].flags & e.BE or any(voice.end <= cue.start for voice in said):
                return True
    return False


def _claimant(text: Text, index: int, colour: Colour, place: Span) -> list[str]:
    """The BBC of "police dismissed a report by the BBC that 50 had died": whose word it is that others deny."""
    denial = next((cue for cue in colour.cues if cue.kind == "denied"), None)
    if denial is None:
        return []
    named = [voice for voice in text.voices(index) if denial.start < voice.at < place.number < voice.end]
    return named[-1].names if named and named[-1].document else []


def _name(tokens: list[Token], phrase: Phrase) -> str:
    named = tokens[phrase.start : phrase.quantity.end] if phrase.quantity.named else []
    return " ".join(token.raw for token in named)


def _unsure(text: Text, tokens: list[Token], phrase: Phrase) -> str:
    """The other measure that the word which named this one may mean."""
    word = tokens[phrase.trigger] if phrase.trigger >= 0 else None
    return text.lexicon.unsure.get(word.low, "") if word and word.entry.measure == phrase.measure else ""


def _figure(text: Text, span: tuple[int, int], phrase: Phrase, colour: Colour, chain: list[str]) -> Figure:
    start, end = span
    quantity = phrase.quantity
    return Figure(
        measure=Measure(phrase.measure),
        value=quantity.value,
        qualifier=quantity.qualifier,
        low=quantity.low,
        high=quantity.high,
        scope=_scope(phrase.facets),
        side=Side(phrase.side or Side.VICTIMS),
        counts=_counts(phrase),
        modality=colour.modality,
        tense=colour.tense,
        change=colour.change,
        chain=tuple(chain),
        quote=text.text[start:end],
        start=start,
        end=end,
    )


def _scope(facets: list[str]) -> tuple[str, ...]:
    """Who is counted; men and women are everyone: "15 women, men and children"."""
    both = {"man", "woman"}.issubset(facets)
    return tuple(facet for facet in facets if not (both and facet in AGE_OR_SEX))


def _counts(phrase: Phrase) -> Counts:
    if phrase.quantity.more:
        return Counts.MORE
    # "One death was recorded" counts deaths; "a death" tells of one.
    tallied = phrase.kind == "noun" and not (phrase.quantity.article or phrase.part)
    if phrase.quantity.single and phrase.quantity.qualifier is not Qualifier.AT_LEAST and not tallied:
        return Counts.MEMBER
    return Counts.PART if phrase.part else Counts.WHOLE


def place_of(tokens: list[Token], phrase: Phrase, bound: list[Phrase]) -> Span:
    first, last = phrase.start, max(phrase.end, phrase.start + 1)
    if phrase.trigger >= 0:
        first, last = min(first, phrase.trigger), max(last, phrase.trigger + 1)
    others = [_reach(other, phrase) for other in bound if other is not phrase]
    start, stop = clause(tokens, phrase.quantity.start, phrase.end, others)
    return Span(phrase.quantity.start, phrase.end, first, last, start, stop)


def _reach(other: Phrase, phrase: Phrase) -> tuple[int, int]:
    """Where another figure stands, its predicate included where that follows it."""
    return other.start, reach_of(other, phrase)


def _quote(tokens: list[Token], phrase: Phrase, place: Span) -> tuple[int, int]:
    """Offsets of the shortest words that hold number and measure, or number and noun where those are far apart."""
    start, end = tokens[place.first].start, tokens[place.last - 1].end
    if end - start > (LONGEST_QUOTE if phrase.kind == "none" else _APART):
        start, end = tokens[phrase.start].start, tokens[max(phrase.end, phrase.start + 1, phrase.shared) - 1].end
    return start, min(end, start + LONGEST_QUOTE)


def _is_unconfirmed(tokens: list[Token], place: Span) -> bool:
    """Are none only reported or confirmed: "no deaths have been confirmed", "no reports of deaths"?"""
    if tokens[place.number].flags & e.CONFIRMED:
        return True
    window = tokens[place.end : place.end + 5]
    if window and window[0].flags & e.CONFIRMED:
        # "There were no deaths reported".
        return True
    passive = any(token.flags & (e.BE | e.HAVE) for token in window)
    return passive and any(token.flags & e.CONFIRMED for token in window)


def taken_over(text: Text, index: int, drafts: list[Draft], before: list[Draft]) -> list[Draft]:
    """ "Police put the toll at 108. Of those, 33 died at Kinglake": whose whole it is, says how many of it were so.

    `before` are the drafts of the last sentence that had some. Where anybody is named in this one, he says it himself;
    what came of them later nobody has said.
    """
    wholes = [one.figure for one in before if one.sentence == index - 1]
    if len({one.chain for one in wholes}) != 1 or text.is_parted(index) or text.voices(index):
        return drafts
    tokens, said = text.tokens(index), {one.measure for one in wholes}
    opens = any(token.flags & e.OF_THEM for token in tokens[:1]) or _opens_with_those(tokens)
    later = any(token.flags & (e.TODAY | e.SUCCEEDING | e.NOW) for token in tokens)
    return [
        one._replace(figure=replace(one.figure, chain=wholes[0].chain))
        if (opens or one.phrase.anaphoric) and not (later or one.figure.chain) and _is_of(one.figure.measure, said)
        else one
        for one in drafts
    ]


def _opens_with_those(tokens: list[Token]) -> bool:
    """ "Of those, …", "Among them, …"."""
    first, second = tokens[0].flags, tokens[min(1, len(tokens) - 1)].flags
    return bool(first & (e.OF | e.AMONG) and second & (e.THOSE | e.PLURAL_PRONOUN | e.OBJECT_PRONOUN))


def _is_of(part: Measure, said: set[Measure]) -> bool:
    """The same befell them, or tells how badly off they are."""
    return part in said or (part is Measure.CRITICAL and not said.isdisjoint((Measure.INJURED, Measure.HOSPITALISED)))
