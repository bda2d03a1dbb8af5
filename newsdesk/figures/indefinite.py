"""Finds what counts people without a number: bare plurals ("hostages were killed"), named victims, and shares."""

from __future__ import annotations

from newsdesk.figures.bounds import Quantity
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import CLITICS, DASHES, Token
from newsdesk.model import Qualifier

_HARM = frozenset(("killed", "injured", "missing", "taken", "held", "freed", "rescued", "arrested", "escaped"))
_OF_NAMED = frozenset(("killed", "injured", "arrested", "taken"))
"""What is said of a person's name: places are freed and games are held."""
_LONGEST_NAME = 5
_OPENS_TITLE = frozenset((":", "|", *DASHES))
_BEHIND_PASSIVE = e.PREPOSITION | e.SUBORDINATOR | e.ADVERB | e.AND | e.CONTRAST
_WORDS_OF_NAME = 2
_OF_SUBJECT = e.PARTICIPLE | e.STATE | e.MOVE
_OF_OBJECT = e.ACTIVE | e.DEED_OF
_TELLING = _OF_SUBJECT | _OF_OBJECT
_BEHIND_NAME = e.PREPOSITION | e.SUBORDINATOR | e.ADVERB | e.COORDINATOR | e.CONTRAST | e.AUXILIARY | e.RELATIVE
_NO_NAME_BEHIND = e.DETERMINER | e.NUMERIC | e.PLACE
_BEFORE_PLURAL = e.SUBORDINATOR | e.COORDINATOR | e.STRONG | e.CONTRAST
_NAMING = e.TITLE | e.PERSON | e.VOICE | e.SILENT | e.ADJECTIVE | e.KIN
_QUOTES = frozenset("\"“‘'")


def find(tokens: list[Token]) -> list[Quantity]:
    """A quantity of no words before each bare plural or name that is the subject of a passive or of "died"."""
    found: list[Quantity] = []
    for at, token in enumerate(tokens):
        flags = token.flags
        if not flags & _TELLING or token.entry.measure not in _HARM:
            continue
        if flags & _OF_OBJECT and (name := _name_behind(tokens, at)):
            found.append(name)
        if not flags & _OF_SUBJECT:
            continue
        last = _subject_end(tokens, at)
        short = last == at - 1 or _is_short_passive(tokens, at)
        quantity = _titled(tokens, _before_aside(tokens, at - 1)) if short and at else None
        if quantity is None and last >= 0:
            quantity = _plural(tokens, last) or _officer(tokens, last)
        there = {other.start for other in found}
        subject = [quantity] if quantity is not None else _named(tokens, at, last)
        found.extend(one for one in subject if one.start not in there)
    return found


def _subject_end(tokens: list[Token], at: int) -> int:
    """The token before the auxiliaries of a passive or the like; -1 where there is no such verb group."""
    k = at - 1
    passive = False
    while k >= 0 and tokens[k].flags & (e.AUXILIARY | e.ADVERB) and at - k < 6:
        passive = passive or bool(tokens[k].flags & e.BE)
        k -= 1
    finite = passive or (tokens[at].flags & e.MOVE and not tokens[at].ending & e.GERUND)
    return k if finite else -1


def _is_short_passive(tokens: list[Token], at: int) -> bool:
    """ "Woman arrested after fire": a title's passive; not "woman killed two"."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    ends = behind is None or behind.flags & _BEHIND_PASSIVE or not behind.low[0].isalnum()
    return bool(tokens[at].flags & e.PARTICIPLE and tokens[at - 1].flags & e.PERSON and ends)


def _titled(tokens: list[Token], last: int) -> Quantity | None:
    """One, as a title leaves the article out: "Woman arrested after fire", "critically injured man dies"."""
    head = tokens[last]
    if not head.flags & e.PERSON or head.flags & (e.PLURAL | e.COLLECTIVE_NOUN | e.SILENT | e.VERB):
        return None
    start = last
    while start > 0 and _describes(tokens[start - 1]) and last - start < _LONGEST_NAME:
        start -= 1
    before = tokens[start - 1] if start else None
    opens = before is None or before.flags & e.SUBORDINATOR or before.low in _OPENS_TITLE
    return _one(start) if opens else None


def _describes(token: Token) -> bool:
    return bool(token.flags & (e.ADJECTIVE | e.DEMONYM | e.PLAIN | e.STATE)) or "-" in token.low


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
    quantity = Quantity(start, start, 0)
    quantity.value, quantity.qualifier, quantity.low, quantity.high = None, Qualifier.PLURAL, 2, None
    return quantity


def _named(tokens: list[Token], verb: int, last: int) -> list[Quantity]:
    """One for each person's name: "Yann Desjeux was killed", "Ann Lee and Klaudia Zakrzewska, 32, from Essex, died"."""
    strict = tokens[verb].flags & e.STRICT and not tokens[verb].flags & e.AMBIGUOUS
    found: list[Quantity] = []
    if last < 0 or tokens[verb].entry.measure not in _OF_NAMED or strict:
        return found
    end = _before_aside(tokens, last)
    start = _name_start(tokens, end)
    if start < 0 or _is_title(tokens):
        return found
    while start >= 0:
        found.append(_person(start, end + 1))
        joint = start - 1
        listed = joint > 1 and (tokens[joint].flags & e.AND or (tokens[joint].low == "," and len(found) > 1))
        before = _before_aside(tokens, joint)
        end = before if before < joint else _before_aside(tokens, joint - 1)
        start = _name_start(tokens, end) if listed else -1
    return found


def _name_behind(tokens: list[Token], at: int) -> Quantity | None:
    """ "The murder of Sir David Amess", "arrested Anna Berg"; none where no name stands there."""
    named = tokens[at].entry.measure in _OF_NAMED and not tokens[at].flags & e.STRICT
    if not named or (at > 0 and tokens[at - 1].flags & e.TO):
        return None
    start = first = at + 1
    while start < len(tokens) and tokens[start].capital and tokens[start].flags & e.TITLE:
        start += 1
    end = start
    while end < len(tokens) and _is_of_name(tokens[end]) and end - start < _LONGEST_NAME:
        end += 1
    named = end - start >= (1 if start > first else _WORDS_OF_NAME) and tokens[end - 1].capital
    return _person(first, end) if named and _ends_name(tokens, end) and not _is_title(tokens) else None


def _ends_name(tokens: list[Token], at: int) -> bool:
    """Not "killed Boko Haram fighters", "the murder of Ann Lee's son"."""
    token = tokens[at] if at < len(tokens) else None
    if token is None or (not token.low[0].isalnum() and token.low not in CLITICS):
        return True
    return not token.capital and bool(token.flags & _BEHIND_NAME or (not token.flags and token.ending & e.PAST))


def _is_title(tokens: list[Token]) -> bool:
    """In a title every word may be a name's."""
    return all(token.capital or token.flags & e.PREPOSITION for token in tokens if token.low[0].isalpha())


def _name_start(tokens: list[Token], last: int) -> int:
    """Where a name of two words or more begins that ends with tokens[last]; -1 where none does."""
    start = last + 1
    while start > 0 and _is_of_name(tokens[start - 1]) and last - start < _LONGEST_NAME:
        start -= 1
    before = tokens[start - 1] if start else None
    if last - start < 1 or not (tokens[start].capital and tokens[last].capital):
        return -1
    other = before is not None and (before.capital or before.flags & _NO_NAME_BEHIND or before.low in CLITICS)
    return -1 if other else start


def _is_of_name(token: Token) -> bool:
    return (token.capital and not token.flags and token.low[0].isalpha()) or bool(token.flags & e.PARTICLE)


def _before_aside(tokens: list[Token], last: int) -> int:
    """The end of the name in "Klaudia Zakrzewska, 32, from Essex, …"; `last` itself where no such aside ends there."""
    if tokens[last].low != ",":
        return last
    at = last - 1
    while at > 0 and (tokens[at].capital or tokens[at].flags & (e.DIGITS | e.FROM | e.OF) or tokens[at].low == ","):
        if tokens[at].low == "," and tokens[at + 1].flags & e.DIGITS:
            return at - 1
        at -= 1
    return last


def _person(start: int, end: int) -> Quantity:
    quantity = Quantity(start, end, 1)
    quantity.single = quantity.article = quantity.named = True
    return quantity


def _one(start: int) -> Quantity:
    quantity = Quantity(start, start, 1)
    quantity.single = quantity.article = True
    return quantity


def _officer(tokens: list[Token], last: int) -> Quantity | None:
    """One, as a person's office and name say: "Officer Daniel Brandt"."""
    start = last
    while start >= 0 and tokens[start].capital and tokens[start].low[0].isalpha() and last - start < 5:
        if tokens[start].flags & ~_NAMING:
            return None
        start -= 1
    start += 1
    words = tokens[start : last + 1]
    named = len(words) >= 2 and not words[-1].flags and any(word.flags & (e.PERSON | e.TITLE) for word in words[:-1])
    if not named or (start and tokens[start - 1].flags & (e.DETERMINER | e.NUMERIC)):
        return None
    return _one(start)


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
