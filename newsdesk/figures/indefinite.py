"""Finds what counts people without a number: bare plurals ("hostages were killed"), names, and shares."""

from __future__ import annotations

from newsdesk.figures import named
from newsdesk.figures.bounds import Quantity
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import Token
from newsdesk.model import Qualifier

_HARM = frozenset(("killed", "injured", "missing", "taken", "held", "freed", "rescued", "arrested", "escaped"))
_OF_SUBJECT = e.PARTICIPLE | e.STATE | e.MOVE
_OF_OBJECT = e.ACTIVE | e.DEED_OF
_TELLING = _OF_SUBJECT | _OF_OBJECT
_EXAMPLES = 8
"""Words of "including civilians and policemen"."""
_LISTED = e.AND | e.PERSON | e.DEMONYM | e.ADJECTIVE | e.PLAIN
_BEFORE_PLURAL = e.SUBORDINATOR | e.COORDINATOR | e.STRONG | e.CONTRAST
_QUOTES = frozenset("\"“‘'")


def find(tokens: list[Token]) -> list[Quantity]:
    """A quantity of no words for each bare plural, and one for each name, of whom a verb tells what befell them."""
    found: dict[int, Quantity] = {}
    for at, token in enumerate(tokens):
        flags = token.flags
        if flags & e.INCLUDING and (name := named.example(tokens, at)):
            found.setdefault(name.start, name)
        if not flags & _TELLING or token.entry.measure not in _HARM:
            continue
        if flags & _OF_OBJECT and (name := named.behind(tokens, at)):
            found.setdefault(name.start, name)
        for quantity in _subject(tokens, at) if flags & _OF_SUBJECT else ():
            found.setdefault(quantity.start, quantity)
    return list(found.values())


def _subject(tokens: list[Token], at: int) -> list[Quantity]:
    """Those before the verb at `at`, where no number counts them."""
    last = _subject_end(tokens, at)
    if titled := named.titled(tokens, at, last):
        return [titled]
    if last < 0:
        return []
    plural = _plural(tokens, last)
    return [plural] if plural is not None else named.before(tokens, at, last)


def _subject_end(tokens: list[Token], at: int) -> int:
    """The token before the auxiliaries of a passive or the like; -1 where there is no such verb group."""
    k = at - 1
    passive = False
    while k >= 0 and tokens[k].flags & (e.AUXILIARY | e.ADVERB) and at - k < 6:
        passive = passive or bool(tokens[k].flags & e.BE)
        k -= 1
    finite = passive or (tokens[at].flags & e.MOVE and not tokens[at].ending & e.GERUND)
    return k if finite else -1


def _plural(tokens: list[Token], last: int) -> Quantity | None:
    """Two or more, as a plural without number or article says."""
    head = tokens[last]
    alone = last + 1 < len(tokens) and tokens[last + 1].flags & e.ONE_ALONE
    if alone or not head.flags & (e.PERSON | e.BUILDING) or not head.flags & e.PLURAL:
        return None
    start = last
    while start > 0 and tokens[start - 1].flags & (e.ADJECTIVE | e.DEMONYM | e.PLAIN) and last - start < 3:
        start -= 1
    before = tokens[start - 1] if start else None
    if before is not None and not (before.flags & _BEFORE_PLURAL or before.low == "," or before.low in _QUOTES):
        return None
    if _is_example(tokens, start):
        return None
    quantity = Quantity(start, start, 0)
    quantity.value, quantity.qualifier, quantity.low, quantity.high = None, Qualifier.PLURAL, 2, None
    return quantity


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


def shares(tokens: list[Token]) -> list[Quantity]:
    """Halves, thirds and percentages "of" somebody; they have no number of their own."""
    found: list[Quantity] = []
    for at in range(len(tokens) - 1):
        share = tokens[at].flags & e.FRACTION and tokens[at + 1].flags & e.OF
        if share and not _is_round(tokens, at + 2) and not _is_of_town(tokens, at):
            start = at
            while start and tokens[start - 1].flags & (e.NUMERIC | e.BEFORE):
                start -= 1
            quantity = Quantity(start, at + 1, 0)
            quantity.value, quantity.qualifier, quantity.low, quantity.high = None, Qualifier.VAGUE, 1, None
            found.append(quantity)
    return found
