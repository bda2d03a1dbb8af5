"""Finds the one person whom a name counts ("Yann Desjeux was killed"), or a title's noun ("woman arrested")."""

from __future__ import annotations

from newsdesk.figures.bounds import Quantity
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import CLITICS, DASHES, Token, peek

_OF_NAMED = frozenset(("killed", "injured", "arrested", "taken"))
"""What is said of a person's name: places are freed and games are held."""
_LONGEST, _WORDS = 5, 2
"""Words of a name, at most and at least."""
_OFFICE = 11
"""Words of "the head of the UN mission in Arba"."""
_NO_OFFICE = e.AND | e.NUMERIC | e.AUXILIARY | e.RELATIVE | e.SUBORDINATOR | e.STRONG | e.PLURAL
_OPENS_TITLE = frozenset((":", "|", *DASHES))
_BEHIND_PASSIVE = e.PREPOSITION | e.SUBORDINATOR | e.ADVERB | e.AND | e.CONTRAST
_BEHIND_NAME = e.PREPOSITION | e.SUBORDINATOR | e.ADVERB | e.COORDINATOR | e.CONTRAST | e.AUXILIARY | e.RELATIVE
_NO_NAME_BEHIND = e.DETERMINER | e.NUMERIC | e.PLACE
_NAMING = e.TITLE | e.PERSON | e.VOICE | e.SILENT | e.ADJECTIVE | e.KIN


def titled(tokens: list[Token], verb: int, last: int) -> Quantity | None:
    """One, as a title leaves the article out: "Woman arrested after fire", "critically injured man dies".

    `last` is where the subject of a finite verb ends; -1 where the verb is none.
    """
    if not verb or not (last == verb - 1 or _is_short_passive(tokens, verb)):
        return None
    last = _before_aside(tokens, verb - 1)
    head = tokens[last]
    if not head.flags & e.PERSON or head.flags & (e.PLURAL | e.COLLECTIVE_NOUN | e.PARTY | e.VERB):
        return None
    start = last
    while start > 0 and _describes(tokens[start - 1]) and last - start < _LONGEST:
        start -= 1
    while start > 0 and _is_unknown(tokens[start - 1]) and last - start < _LONGEST:
        # "Tribal man killed"; not "police ID man killed".
        start -= 1
    before = tokens[start - 1] if start else None
    opens = before is None or before.flags & e.SUBORDINATOR or before.low in _OPENS_TITLE
    return _one(start) if opens else None


def _describes(token: Token) -> bool:
    return bool(token.flags & (e.ADJECTIVE | e.DEMONYM | e.PLAIN | e.STATE)) or "-" in token.low


def _is_unknown(token: Token) -> bool:
    return not token.flags and token.low.isalpha()


def _officer(tokens: list[Token], last: int) -> Quantity | None:
    """One, as a person's office and name say: "Officer Daniel Brandt", "(the) gunman Daniel Brandt"."""
    start = last
    while start >= 0 and tokens[start].capital and tokens[start].low[0].isalpha() and last - start < _LONGEST:
        if tokens[start].flags & ~_NAMING:
            return None
        start -= 1
    start += 1
    small = start > 0 and start < last and _is_office(tokens[start - 1]) and not tokens[start - 1].capital
    if small:
        start -= 1
    words = tokens[start : last + 1]
    office = any(word.flags & (e.PERSON | e.TITLE) for word in words[:-1])
    counted = e.NUMERIC if small else e.DETERMINER | e.NUMERIC
    if not office or words[-1].flags or (start and tokens[start - 1].flags & counted):
        return None
    return _person(start, last + 1)


def before(tokens: list[Token], verb: int, last: int) -> list[Quantity]:
    """One for each name that ends at `last`: "Yann Desjeux was killed", "Ann Lee and Tom Ray, 32, from Essex, died"."""
    officer = _officer(tokens, last)
    if officer is not None:
        return [officer]
    strict = tokens[verb].flags & e.STRICT and not tokens[verb].flags & e.AMBIGUOUS
    found: list[Quantity] = []
    if tokens[verb].entry.measure not in _OF_NAMED or strict:
        return found
    end = _before_aside(tokens, last)
    start = _name_start(tokens, end, aged=end < last)
    if start < 0 or _is_title(tokens):
        return found
    while start >= 0:
        # "34-year-old Ann Lee".
        start -= start > 0 and "-" in tokens[start - 1].low
        found.append(_person(start, end + 1))
        joint = start - 1
        listed = joint > 1 and (tokens[joint].flags & e.AND or (tokens[joint].low == "," and len(found) > 1))
        end = _before_aside(tokens, joint)
        end = end if end < joint else _before_aside(tokens, joint - 1)
        start = _name_start(tokens, end, aged=end < joint - 1) if listed else -1
    many = tokens[last + 1].flags & e.BE and not tokens[last + 1].flags & e.ONE_ALONE
    alone = len(found) == 1 and not (joint >= 0 and (tokens[joint].flags & e.AND or tokens[joint].low == ","))
    # "Real Madrid were hurt", "the staff of Delta Marine and Arba Drilling were hurt".
    return [] if many and (alone or _is_of_names(tokens, joint)) else found


def _is_of_names(tokens: list[Token], at: int) -> bool:
    """Do the names that end before `at` stand behind an "of": bodies whose people are counted?"""
    while at > 0 and (tokens[at].capital or tokens[at].flags & (e.AND | e.THE)):
        at -= 1
    return at >= 0 and bool(tokens[at].flags & (e.OF | e.FROM | e.FOR))


def _name_start(tokens: list[Token], last: int, *, aged: bool) -> int:
    """Where a name begins that ends with tokens[last], of one word only where an age follows; -1 where none does."""
    start = last + 1
    while start > 0 and _is_of_name(tokens[start - 1]) and last - start < _LONGEST:
        start -= 1
    before = tokens[start - 1] if start else None
    if last - start < (0 if aged else 1) or not (tokens[start].capital and tokens[last].capital):
        return -1
    if before is None or (before.flags & e.THAT and not before.capital):
        # "Said that Ann Lee died".
        return start
    return -1 if before.capital or before.flags & _NO_NAME_BEHIND or before.low in CLITICS else start


def _is_of_name(token: Token) -> bool:
    return (token.capital and not token.flags and token.low[0].isalpha()) or bool(token.flags & e.PARTICLE)


def behind(tokens: list[Token], at: int) -> Quantity | None:
    """ "The murder of Sir David Amess", "arrested Anna Berg"; none where no name stands there."""
    named = tokens[at].entry.measure in _OF_NAMED and not tokens[at].flags & e.STRICT
    if not named or (at > 0 and tokens[at - 1].flags & e.TO):
        return None
    start = first = at + 1
    while start < len(tokens) and _is_office(tokens[start]):
        start += 1
    end = start
    while end < len(tokens) and _is_of_name(tokens[end]) and end - start < _LONGEST:
        end += 1
    named = end - start >= (1 if start > first else _WORDS) and tokens[end - 1].capital
    return _person(first, end) if named and _ends_name(tokens, end) and not _is_title(tokens) else None


def example(tokens: list[Token], at: int) -> Quantity | None:
    """The one of "including the mayor, Ann Lee", "including President Ann Lee"; none where no office is told."""
    last, words = _titles(tokens, at), 1
    if last == at:
        last, words = _office_end(tokens, at), _WORDS
    end = last + 1
    while end < len(tokens) and _is_of_name(tokens[end]) and end - last <= _LONGEST:
        end += 1
    full = last > at and end - last > words and tokens[last + 1].capital and tokens[end - 1].capital
    return _person(at + 1, end) if full and _ends_name(tokens, end) and not _is_title(tokens) else None


def _titles(tokens: list[Token], at: int) -> int:
    """The last word of the "Police Chief" before a name; `at` itself where there is none."""
    last = at
    while last + 1 < len(tokens) and tokens[last + 1].capital and _holds(tokens[last + 1]):
        last += 1
    return last


def _office_end(tokens: list[Token], at: int) -> int:
    """The comma behind "the head of the UN mission in Arba"; `at` itself where no office stands there."""
    for k in range(at + 1, min(len(tokens), at + _OFFICE)):
        if tokens[k].low == ",":
            return k if any(map(_holds, tokens[at + 1 : k])) else at
        if tokens[k].flags & _NO_OFFICE or not (tokens[k].low[0].isalpha() or tokens[k].low in CLITICS):
            break
    return at


def _holds(token: Token) -> bool:
    """ "President", "envoy": one person's office."""
    body = e.PLURAL | e.COLLECTIVE_NOUN | e.INSTITUTION | e.DEMONYM | e.DOCUMENT
    return bool(token.flags & (e.TITLE | e.PERSON | e.VOICE)) and not token.flags & body


def _is_office(token: Token) -> bool:
    """ "Sir David Amess", "engineer Norman Hall"."""
    person = token.flags & e.PERSON and not token.flags & (e.PLURAL | e.COLLECTIVE_NOUN | e.DEMONYM)
    return bool(token.flags & e.TITLE if token.capital else person)


def _ends_name(tokens: list[Token], at: int) -> bool:
    """Not "killed Boko Haram fighters", "the murder of Ann Lee's son"."""
    token = tokens[at] if at < len(tokens) else None
    if token is None or (not token.low[0].isalnum() and token.low not in CLITICS):
        return True
    return not token.capital and bool(token.flags & _BEHIND_NAME or (not token.flags and token.ending & e.PAST))


def _is_title(tokens: list[Token]) -> bool:
    """In a title every word may be a name's."""
    return all(token.capital or token.flags & e.PREPOSITION for token in tokens if token.low[0].isalpha())


def _before_aside(tokens: list[Token], last: int) -> int:
    """The end of the name in "Klaudia Zakrzewska, 32, from Essex, …"; `last` itself where no such aside ends there.

    "Ann Lee, 32 was hurt" leaves out a comma.
    """
    if peek(tokens, last).low != "," and not peek(tokens, last).flags & e.AGED:
        return last
    at = last - 1
    while at > 0 and (tokens[at].capital or tokens[at].flags & (e.DIGITS | e.FROM | e.OF) or tokens[at].low == ","):
        if tokens[at].low == "," and tokens[at + 1].flags & e.DIGITS:
            return at - 1
        at -= 1
    return last


def _is_short_passive(tokens: list[Token], at: int) -> bool:
    """ "Woman arrested after fire", "boy, 12, missing": a title leaves out the verb; not "woman killed two"."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    ends = behind is None or behind.flags & _BEHIND_PASSIVE or not behind.low[0].isalnum()
    subject = tokens[_before_aside(tokens, at - 1)]
    return bool(tokens[at].flags & (e.PARTICIPLE | e.STATE) and subject.flags & e.PERSON and ends)


def _person(start: int, end: int) -> Quantity:
    quantity = Quantity(start, end, 1)
    quantity.single = quantity.article = quantity.named = True
    return quantity


def _one(start: int) -> Quantity:
    quantity = Quantity(start, start, 1)
    quantity.single = quantity.article = True
    return quantity
