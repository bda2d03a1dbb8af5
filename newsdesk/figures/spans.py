"""Where a figure stands in its sentence, and how far its clause reaches. Knows no measure."""

from __future__ import annotations

from typing import NamedTuple

from newsdesk.figures import moments
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import CLOSERS, DASHES, Token

WALLS = frozenset((";", "—", "–", "-", "(", ")"))
RELATING = e.RELATIVE | e.SUBORDINATOR
"""What opens a clause of its own."""
_PEOPLE = e.PERSON | e.GROUP | e.BODY | e.NOUN | e.TOLL | e.NUMBER_NOUN | e.NUMERIC
_NAMED = 14
"""Words of who states something, and of when."""
_PLACED = 8
"""Words of "in the southern port of Arba,"."""
_NO_PLACE = e.NUMERIC | e.TRIGGER | e.AUXILIARY | e.VERB | e.SPEECH
_ASIDE = 30
"""Words of an aside at most."""
_NO_OBJECT = e.RELATIVE | e.PREPOSITION | e.BE | e.LEAVE | e.SPEECH | e.SPOKEN | e.COORDINATOR | e.NUMERIC


class Span(NamedTuple):
    """Where a figure stands in its sentence, in tokens."""

    number: int
    """First word of its quantity."""
    end: int
    """Behind its noun."""
    first: int
    last: int
    """tokens[first:last] hold number and measure."""
    start: int
    stop: int
    """tokens[start:stop] are its clause, up to walls and to the neighbouring figures."""


class Opening(NamedTuple):
    """What a sentence, or what somebody states in it, opens with: "last year" of "Police said that last year, …"."""

    begins: int
    end: int
    """Its comma; 0 where it has none."""

    def holds(self, at: int, reach: int) -> bool:
        """Does a word stand at most `reach` words behind the beginning?"""
        return at <= reach or self.begins <= at <= self.begins + reach


def opening(tokens: list[Token], dated: bool) -> Opening:
    """What the sentence opens with, behind who states it; up to the first comma where none stands behind him.

    `dated` tells that its first word dates it, as "meanwhile" does not.
    """
    begins = statement(tokens) or (0 if dated else _past_joint(tokens, 0))
    commas = [at for at, token in enumerate(tokens) if token.low == ","]
    return Opening(begins, next((at for at in commas if at >= begins), commas[0] if commas else 0))


def clause_start(tokens: list[Token]) -> int:
    """Where a sentence begins behind "Police said that", "But", "Meanwhile,", "On Monday,", "In Arba, | after …".

    It is one of its tokens, its last at the latest.
    """
    return min(past_openings(tokens, statement(tokens)), len(tokens) - 1)


def past_openings(tokens: list[Token], at: int) -> int:
    """Behind "but", "meanwhile,", "on Monday,", and "in Arba," before another opening."""
    at = _past_joint(tokens, at)
    timed = moments.past(tokens, at)
    at = timed + 1 if at < timed < len(tokens) and tokens[timed].low == "," else at
    if at >= len(tokens) or not tokens[at].flags & e.PREPOSITION:
        return at
    comma = next((k for k in range(at, min(len(tokens) - 1, at + _PLACED)) if tokens[k].low == ","), at)
    said = any(token.flags & _NO_PLACE for token in tokens[at:comma])
    another = tokens[comma + 1].flags & (e.PREPOSITION | e.SUBORDINATOR) if at < comma else 0
    return comma + 1 if another and not said else at


def _past_joint(tokens: list[Token], at: int) -> int:
    """Behind "but", "meanwhile,"; `at` itself where no such word stands there."""
    word, behind = tokens[at : at + 1], tokens[at + 1 : at + 2]
    if any(token.low == "," for token in behind) and any(token.flags & (e.CONTRAST | e.ADVERB) for token in word):
        return at + 2
    return at + any(token.flags & (e.CONTRAST | e.AND) for token in word)


def statement(tokens: list[Token]) -> int:
    """Where what somebody states begins: behind "Police said (on Monday that)", "According to police,", "SUVA -"."""
    begins = past_dateline(tokens)
    if begins < len(tokens) and tokens[begins].flags & e.ACCORDING:
        ends = (at for at in range(begins, min(len(tokens), begins + _NAMED)) if _ends_name(tokens[at]))
        comma = next(ends, begins)
        return comma + 1 if tokens[comma].low == "," else begins
    speaks = begins
    for at in range(begins, min(len(tokens), begins + _NAMED)):
        flags = tokens[at].flags
        if flags & (e.NUMERIC | e.BEFORE):
            break
        if speaks > begins and flags & e.THAT and flags & e.SUBORDINATOR:
            # "The spokesman, Ann Lee, told reporters on Monday that".
            return at + 1
        speaks = at if speaks == begins and flags & e.SPEECH else speaks
    stated = speaks > begins and tokens[speaks].flags & e.STRONG
    return begins if not stated or any(token.low in CLOSERS for token in tokens[begins:speaks]) else speaks + 1


def _ends_name(token: Token) -> bool:
    """The comma of "according to police, 12 died", the number of "according to police 12 died"."""
    return token.low == "," or bool(token.flags & (e.NUMERIC | e.BEFORE))


def past_dateline(tokens: list[Token]) -> int:
    """Behind the "BEIRUT, Aug 4 (AP) -" or the bullet that a text opens with; 0 where none stands there."""
    for at, token in enumerate(tokens[:_NAMED]):
        if token.low in DASHES or token.low == "•":
            return at + 1
        if token.low[0].isalpha() and not (token.capital or token.flags & e.MONTH):
            break
    return 0


def asides(tokens: list[Token]) -> list[tuple[int, int]]:
    """The commas around what is told of a thing or event: "a fire | , which began in a kitchen | , killed 12"."""
    found: list[tuple[int, int]] = []
    for at in range(1, len(tokens) - 2):
        if tokens[at].low == "," and _tells_of_thing(tokens, at):
            end = _comma_behind(tokens, at + 2)
            while end and _opens_detail(tokens, end + 1):
                # "A fire, in which 63 people, most of them students, died, began at dawn".
                end = _comma_behind(tokens, _comma_behind(tokens, end + 1) + 1)
            if end:
                found.append((at, end))
    return found


def _comma_behind(tokens: list[Token], at: int) -> int:
    """The next comma; 0 where none is near."""
    return next((k for k in range(at, min(len(tokens), at + _ASIDE)) if tokens[k].low == ","), 0) if at > 1 else 0


def _opens_detail(tokens: list[Token], at: int) -> bool:
    """ "Most of them students", "two of them children", "including a nun"."""
    words = tokens[at : at + 2]
    return any(word.flags & (e.INCLUDING | e.OF_THEM) for word in words)


def _tells_of_thing(tokens: list[Token], comma: int) -> bool:
    """ "A fire, which", "a landslide, in which", "a fire, fought by"; not "the dead, who numbered 12, …"."""
    if tokens[comma - 1].flags & _PEOPLE or not tokens[comma - 1].low[0].isalnum():
        return False
    first, second = tokens[comma + 1], tokens[comma + 2]
    related = first.flags & (e.RELATIVE | e.WHERE) or (first.flags & e.PREPOSITION and second.flags & e.RELATIVE)
    return bool(related or (first.ending & e.PAST and not first.flags and second.flags & e.PREPOSITION))


def is_told_in_relative(tokens: list[Token], start: int, end: int) -> bool:
    """ "57 people at a factory that employs | 1,200 were killed": an object within the clause that tells of it.

    Not "a factory in which 1,200 were killed", nor "a fire that officials say killed 12", whose subject stands between.
    """
    while end < len(tokens) and (tokens[end].low == "," or tokens[end].flags & e.DETERMINER):
        end += 1
    if end < len(tokens) and tokens[end].flags & (e.UNIT_WORD | e.HOUR) and tokens[end - 1].flags & e.DETERMINER:
        # "A plant that makes 300 cars a day".
        end += 1
    if end >= len(tokens) or not tokens[end].flags & (e.AUXILIARY | e.MOVE) or tokens[end].flags & e.TO:
        return False
    at = _past(tokens, start - 1, e.DETERMINER | e.ADVERB)
    if at > 1 and tokens[at].flags & (e.PREPOSITION | e.TO):
        at -= 1
    verb = tokens[at]
    if verb.flags & _NO_OBJECT or not verb.low.isalpha() or verb.capital:
        return False
    at = _past(tokens, at - 1, e.AUXILIARY | e.ADVERB)
    related, noun = tokens[at].flags, tokens[at - 1].flags if at else e.PREPOSITION
    # Not "at that corner 12 were killed".
    points = related & e.THAT and noun & (e.PREPOSITION | e.SPOKEN | e.STRONG | e.SUBORDINATOR)
    return bool(related & e.RELATIVE and not related & e.PREPOSITION) and not points


def _past(tokens: list[Token], at: int, small: int) -> int:
    """Step left over small words, up to what opens a relative clause or speaks."""
    while at > 0 and tokens[at].flags & small and not tokens[at].flags & (e.RELATIVE | e.SPOKEN):
        at -= 1
    return max(at, 0)


def clause(tokens: list[Token], first: int, last: int, others: list[tuple[int, int]]) -> tuple[int, int]:
    """The clause of a figure that stands on tokens[first:last], up to walls and to the neighbouring figures."""
    low = max((min(stop, first) for start, stop in others if start < first), default=0)
    high = min((start for start, stop in others if start >= last), default=len(tokens))
    start, end = first, last
    while start > low and not is_wall(tokens[start - 1]):
        start -= 1
    while end < high and not is_wall(tokens[end]):
        end += 1
    if end == high < len(tokens):
        while end > last and not _is_joint(tokens[end - 1]):
            end -= 1
        end = max(last, end - 1)
    return start, end


def is_wall(token: Token) -> bool:
    return token.low in WALLS or bool(token.flags & e.CONTRAST)


def _is_joint(token: Token) -> bool:
    """Does this word lead to the next figure, whose own words begin here?"""
    return bool(token.flags & (e.PREPOSITION | e.COORDINATOR)) or token.low == ","
