"""Steps back over the clause that tells of who speaks: "a driver | who escaped said", "the mayor | elected in 2021"."""

from __future__ import annotations

from newsdesk.figures import moments
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.noun_phrases import DOES, LONGEST, NAMES, SPEAKS, back, is_past, speaks
from newsdesk.figures.tokens import CLOSERS, Token, peek
from newsdesk.figures.voice_names import MOST_WORDS

_LINKS = e.PREPOSITION | e.COORDINATOR | e.AUXILIARY
_SUFFERS = e.PERSON | e.VOICE | e.ADJECTIVE


def before_relative(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """ "A survivor of the attack that killed 51 people said", "a driver who escaped said": the one who is told of."""
    if tokens[start].flags & (e.TO | e.TAIL) and (edge := _relative_of_purpose(tokens, start)):
        return back(tokens, edge - 1), edge
    if start > 1 and is_founded(tokens, start - 1):
        return before_relative(tokens, back(tokens, start - 2), start - 1)
    whose = e.RELATIVE | e.DETERMINER
    owns = peek(tokens, start - 1).flags & (whose | e.NAMES_BEFORE) == whose and is_past(tokens[end - 1])
    if start > 1 and (owns or _is_what_it_does(tokens, start, end)):
        # "A woman whose house collapsed said".
        return before_relative(tokens, back(tokens, start - 2), start - 1)
    seen = start - 1 if start > 2 and tokens[start].flags & e.DETERMINER else start - 2
    saw = seen > 1 and tokens[seen].flags & e.VERB and tokens[seen - 1].flags & e.RELATIVE
    if saw and tokens[seen + 1].low != ",":
        # "Refugees who saw that boat sink told".
        return before_relative(tokens, back(tokens, seen - 2), seen - 1)
    verb = start if _does(tokens, start) else start - 1
    at = verb
    while at > 0 and (_does(tokens, at) or tokens[at].flags & (e.AUXILIARY | e.ADVERB)):
        at -= 1
    if 0 < at < verb and tokens[at].flags & e.RELATIVE:
        return before_relative(tokens, back(tokens, at - 1), at)
    return _before_reduced(tokens, start, end)


def _is_what_it_does(tokens: list[Token], start: int, end: int) -> bool:
    """ "A group that | tracks the war | said"; not "the toll that Arba gave"."""
    does = tokens[start].raw.islower() and not tokens[start].flags and end - start > 1
    related = tokens[start - 1].flags & e.RELATIVE and not tokens[start - 1].flags & e.PREPOSITION
    return bool(does and related and tokens[start - 2].flags & (SPEAKS | e.PERSON | e.PARTY))


def before_dated(tokens: list[Token], last: int) -> int:
    """Where the clause begins that ends on a date and tells of who speaks; 0 where none does.

    "Police in a town | where 30 died last year said", "the governor, | elected in 2021 said", "residents | attacked by
    gunmen last month said".
    """
    behind = _before_date(tokens, last)
    if behind == last and moments.past(tokens, last + 1) == last + 1:
        return 0
    for at in range(behind, max(0, behind - LONGEST), -1):
        told = tokens[at].flags & (e.RELATIVE | e.WHERE) and not tokens[at].flags & e.PREPOSITION
        if told or _is_reduced(tokens, at, behind):
            begin = with_place(tokens, back(tokens, at - 1))
            somebody = any(token.flags & (SPEAKS | e.PERSON) for token in tokens[begin:at])
            if tokens[at - 1].flags & e.DOCUMENT and any(token.flags & e.AGENT for token in tokens[at:last]):
                # "Data released by the ministry on Monday": its word.
                return 0
            return at if somebody and speaks(tokens, begin, at, strong=True) else 0
        if tokens[at].low in CLOSERS or tokens[at].low == "," or tokens[at].flags & e.SPEECH:
            break
    return 0


def _before_date(tokens: list[Token], last: int) -> int:
    """The token before the "last year", "in 2021", "on Monday" that ends at `last`; `last` itself where none does."""
    if last > 1 and tokens[last].flags & e.UNIT_WORD and tokens[last - 1].flags & (e.TIMING | e.DETERMINER):
        return last - 2
    if last > 1 and tokens[last].flags & e.DIGITS and tokens[last - 1].flags & e.WITHIN:
        return last - 2
    return moments.before(tokens, last)


def with_place(tokens: list[Token], start: int) -> int:
    """Where "people in | the town" begins, whose place begins at `start`."""
    placed = start > 1 and tokens[start - 1].flags & e.PLACE and tokens[start - 2].flags & e.PERSON
    return back(tokens, start - 2) if placed else start


def _is_reduced(tokens: list[Token], at: int, last: int) -> bool:
    """The "elected" of "the governor elected last year", the "struck" of "a town struck by floods"."""
    token, by = tokens[at], at < last and tokens[at + 1].flags & e.AGENT
    if tokens[at - 1].flags & (_LINKS | e.RELATIVE | e.ADVERB):
        return False
    plain = token.low.isalpha() and not token.capital and not token.flags
    if (by and (plain or token.flags & (e.PARTICIPLE | e.ACTIVE))) or token.entry.needs == "attacker":
        return True
    leads = at == last or tokens[at + 1].flags & e.PREPOSITION
    return bool(leads) and is_past(token) and not token.flags & e.MOVE


def _relative_of_purpose(tokens: list[Token], to: int) -> int:
    """The "who" of "Residents who helped take them | to hospitals said"; 0 where there is none."""
    edge = next((k for k in range(to - 1, max(0, to - LONGEST), -1) if tokens[k].flags & e.RELATIVE), 0)
    return 0 if any(token.low in CLOSERS or token.flags & e.SPEECH for token in tokens[edge:to]) else edge


def is_founded(tokens: list[Token], at: int) -> bool:
    """Does "based on" tell at this token what a document is made of: "an AP tally based on police reports"?"""
    if not tokens[at].flags & e.FOUNDED:
        return False
    for token in reversed(tokens[max(0, at - MOST_WORDS) : at]):
        if token.flags & e.DOCUMENT:
            return True
        if token.low in CLOSERS or token.flags & (e.AUXILIARY | e.SPEECH):
            return False
    return False


def _before_reduced(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """ "A doctor treating the wounded told AFP", "a man shot in the leg said": the one who is told of."""
    verb = start
    while verb > 0 and tokens[verb - 1].flags & e.TRIGGER and not tokens[verb - 1].flags & _SUFFERS:
        verb -= 1
    suffered = tokens[verb].flags & (e.PARTICIPLE | e.STATE) and tokens[start].flags & (e.PREPOSITION | e.TAIL)
    if not 0 < verb < start or not (tokens[verb].ending & e.GERUND or suffered):
        return start, end
    begin, last = back(tokens, verb - 1), tokens[verb - 1]
    somebody = last.flags & (NAMES | e.TITLE) or (last.capital and not last.flags)
    somebody = somebody and not last.flags & e.DOCUMENT
    return (begin, verb) if somebody and begin < verb and speaks(tokens, begin, verb, strong=True) else (start, end)


def _does(tokens: list[Token], at: int) -> bool:
    """Is it the verb of a clause that tells of somebody: "who reached the site", "who climbed the hill"?"""
    token = tokens[at]
    if token.flags & DOES and not token.flags & NAMES:
        return True
    told_of = at > 0 and tokens[at - 1].flags & e.RELATIVE and tokens[at - 1].flags & e.WHOSE
    return bool(told_of and is_past(token))
