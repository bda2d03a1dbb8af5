"""Finds what counts people without a number: bare plurals ("hostages were killed"), names, and shares."""

from __future__ import annotations

from newsdesk.figures import named
from newsdesk.figures.bounds import Quantity
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.measure_kinds import HARM, LASTING
from newsdesk.figures.tokens import Token
from newsdesk.model import Qualifier

_HARM = frozenset(
    ("killed", "injured", "missing", "taken", "held", "freed", "rescued", "arrested", "escaped", "trapped")
)
_HAD = frozenset(("hostage", "prisoner"))
_OF_SUBJECT = e.PARTICIPLE | e.STATE | e.MOVE
_OF_OBJECT = e.ACTIVE | e.DEED_OF
_OF_ANY = _OF_SUBJECT | _OF_OBJECT
TELLING = _OF_ANY | e.INCLUDING
"""Without one of these in it a sentence counts nobody without a number."""
_EXAMPLES = 8
"""Words of "including civilians and policemen"."""
_LISTED = e.AND | e.PERSON | e.DEMONYM | e.ADJECTIVE | e.PLAIN
_BEFORE_PLURAL = e.SUBORDINATOR | e.COORDINATOR | e.STRONG | e.CONTRAST
_BEHIND_OTHERS = e.PREPOSITION | e.SUBORDINATOR | e.COORDINATOR | e.CONTRAST | e.ADVERB
_QUOTES = frozenset("\"“‘'")


def find(tokens: list[Token]) -> list[Quantity]:
    """A quantity of no words for each bare plural, and one for each name, of whom a verb tells what befell them."""
    found: dict[int, Quantity] = {}
    for at, token in enumerate(tokens):
        flags = token.flags
        if flags & e.INCLUDING and (name := named.example(tokens, at)):
            found.setdefault(name.start, name)
        if not flags & _OF_ANY or token.entry.measure not in _HARM:
            continue
        if flags & _OF_OBJECT and (name := named.behind(tokens, at)):
            found.setdefault(name.start, name)
        if (whom := _object(tokens, at)) is not None:
            found.setdefault(whom.start, whom)
        for quantity in _subject(tokens, at) if flags & _OF_SUBJECT else ():
            found.setdefault(quantity.start, quantity)
    return list(found.values())


def _object(tokens: list[Token], at: int) -> Quantity | None:
    """Others, or one's own captives: "killed 16 and injured others", "the hijackers released their hostages"."""
    verb, nxt = tokens[at], at + 1
    if not (verb.flags & e.ACTIVE and verb.ending & (e.PAST | e.GERUND)) or nxt >= len(tokens):
        return None
    harmed = verb.entry.measure in HARM and tokens[nxt].flags & e.OTHERS and tokens[nxt].flags & e.PERSON
    if harmed and _ends(tokens, nxt + 1):
        return _several(nxt, nxt)
    own = verb.entry.measure == "freed" and tokens[nxt].flags & e.OWNER and nxt + 1 < len(tokens)
    if own and tokens[nxt + 1].entry.facet in _HAD and tokens[nxt + 1].flags & e.PLURAL:
        return _several(nxt, nxt + 1)
    return None


def _ends(tokens: list[Token], at: int) -> bool:
    """Does nothing that others own or do follow?"""
    return at >= len(tokens) or not tokens[at].low[0].isalnum() or bool(tokens[at].flags & _BEHIND_OTHERS)


def _several(start: int, end: int) -> Quantity:
    """Two or more, whose words begin at `start` and whose noun at `end`."""
    quantity = Quantity(start, end, 0)
    quantity.value, quantity.qualifier, quantity.low, quantity.high = None, Qualifier.PLURAL, 2, None
    return quantity


def _subject(tokens: list[Token], at: int) -> list[Quantity]:
    """Those before the verb at `at`, where no number counts them."""
    last = _subject_end(tokens, at)
    if titled := named.titled(tokens, at, last):
        return [titled]
    if last < 0:
        return []
    if tokens[last].flags & e.RELATIVE and last > 1 and _exists(tokens, last - 1):
        # "There are people who are still missing".
        last -= 1
    plural = _plural(tokens, last, lasts=_lasts(tokens, last, at))
    return [plural] if plural is not None else named.before(tokens, at, last)


def _subject_end(tokens: list[Token], at: int) -> int:
    """The token before the auxiliaries of a passive or the like; -1 where there is no such verb group."""
    k = at - 1
    passive = False
    while k >= 0 and tokens[k].flags & (e.AUXILIARY | e.ADVERB) and at - k < 6:
        passive = passive or bool(tokens[k].flags & e.BE)
        k -= 1
    if k == at - 1 and tokens[at].flags & (e.STATE | e.PARTICIPLE) and tokens[at].entry.measure in LASTING:
        # "There are still people trapped".
        passive = k > 0 and tokens[k].flags & e.PLURAL > 0 and _exists(tokens, k)
    finite = passive or (tokens[at].flags & e.MOVE and not tokens[at].ending & e.GERUND)
    return k if finite else -1


def _lasts(tokens: list[Token], last: int, at: int) -> bool:
    """ "Some people were killed", "are trapped"; not "some people are killed every year"."""
    past = any(token.flags & (e.WAS | e.HAVE) for token in tokens[last + 1 : at])
    moved = tokens[at].flags & e.MOVE and tokens[at].ending & e.PAST
    return bool(past or moved) or tokens[at].entry.measure in LASTING


def _exists(tokens: list[Token], noun: int) -> bool:
    """ "There are still | people", "we have | people"."""
    at = noun - 1
    while at > 0 and tokens[at].flags & e.ADVERB:
        at -= 1
    there = at > 0 and tokens[at].flags & e.BE and tokens[at - 1].flags & e.THERE
    return bool(there or (at > 0 and tokens[at].flags & e.HAVE and tokens[at - 1].flags & e.SPEAKER))


def _quantified(tokens: list[Token], start: int, last: int) -> int:
    """Where "some people", "all the hostages", "the rest of the hostages", "the remaining hostages" begin; -1 else."""
    at = start - 1
    if at < 0:
        return -1
    the = bool(tokens[at].flags & e.THE)
    if the and (tokens[last].flags & e.OTHERS or any(word.flags & e.REST for word in tokens[start:last])):
        return at
    at -= the
    if at >= 0 and tokens[at].flags & e.SOME:
        return -1 if the and tokens[at].flags & e.BEFORE and not tokens[at].flags & e.EVERY else at
    if at >= 0 and tokens[at].flags & e.REMAINDER:
        return at
    return at - 1 if at > 0 and tokens[at].flags & e.OF and tokens[at - 1].flags & e.SOME else -1


def _plural(tokens: list[Token], last: int, *, lasts: bool) -> Quantity | None:
    """Two or more, as a plural without number or article says, or one with "some"."""
    head = tokens[last]
    alone = last + 1 < len(tokens) and tokens[last + 1].flags & e.ONE_ALONE
    if alone or not head.flags & (e.PERSON | e.BUILDING) or not head.flags & e.PLURAL:
        return None
    start = last
    while start > 0 and tokens[start - 1].flags & (e.ADJECTIVE | e.DEMONYM | e.PLAIN) and last - start < 3:
        start -= 1
    first = _quantified(tokens, start, last) if lasts else -1
    first = first if first >= 0 else start
    before = tokens[first - 1] if first else None
    opens = before is None or before.flags & _BEFORE_PLURAL or before.low == "," or before.low in _QUOTES
    if not opens and not _exists(tokens, first):
        return None
    return None if _is_example(tokens, first) else _several(first, start)


def _is_example(tokens: list[Token], start: int) -> bool:
    """ "Nine people including civilians and policemen were killed": named without a number, in a list of examples."""
    at = start - 1
    while at > 0 and start - at < _EXAMPLES and (tokens[at].flags & _LISTED or tokens[at].low == ","):
        at -= 1
    return at >= 0 and bool(tokens[at].flags & e.INCLUDING)


def _is_round(tokens: list[Token], at: int) -> bool:
    """ "A quarter of a million" is a number."""
    return at + 1 < len(tokens) and bool(tokens[at].flags & e.ARTICLE and tokens[at + 1].flags & e.MULTIPLIER)


def _is_of_town(tokens: list[Token], at: int) -> bool:
    """ "The Jadida quarter of Mosul", "the old quarter of Baghdad"."""
    before = tokens[at - 1] if at else None
    if before is None or at + 2 >= len(tokens) or not (tokens[at + 2].capital and before.low[0].isalpha()):
        return False
    if before.capital:
        return not before.flags & e.NUMERIC
    return not before.flags & ~(e.PLAIN | e.ADJECTIVE | e.OLD)


def everyone(tokens: list[Token], whole: Quantity) -> list[Quantity]:
    """ "All on board": as many as the `whole` counted aboard."""
    found = [Quantity(at, at + 1, whole.value) for at, token in enumerate(tokens) if token.flags & e.EVERYONE]
    for quantity in found:
        quantity.qualifier, quantity.low, quantity.high = whole.qualifier, whole.low, whole.high
    return found


def shares(tokens: list[Token]) -> list[Quantity]:
    """Halves, thirds and percentages "of" somebody, "of them"; they have no number of their own."""
    found: list[Quantity] = []
    for at in range(len(tokens) - 1):
        share = tokens[at].flags & e.FRACTION and tokens[at + 1].flags & (e.OF | e.OF_THEM)
        if share and not _is_round(tokens, at + 2) and not _is_of_town(tokens, at):
            start = at
            while start and tokens[start - 1].flags & (e.NUMERIC | e.BEFORE):
                start -= 1
            quantity = Quantity(start, at + 1, 0)
            quantity.value, quantity.qualifier, quantity.low, quantity.high = None, Qualifier.VAGUE, 1, None
            found.append(quantity)
    return found
