"""Reads the noun phrase behind each number: who or what is counted. Knows no verb."""

from __future__ import annotations

from newsdesk.figures.bounds import Quantity
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import Token

_LONGEST = 12
_NOUNISH = e.PERSON | e.DEMONYM | e.BODY | e.LIFE
_MODIFIER = e.ADJECTIVE | e.PLAIN | e.DEMONYM | e.COUNTRY
_STOP = (
    e.AUXILIARY
    | e.PREPOSITION
    | e.SUBORDINATOR
    | e.COORDINATOR
    | e.CONTRAST
    | e.RELATIVE
    | e.VERB
    | e.ADVERB
    | e.SPEECH
    | e.LEAVE
    | e.INCLUDING
    | e.DETERMINER
    | e.NUMERIC
    | e.MONTH
    | e.BEFORE
)


class Phrase:
    """A quantity with its noun: tokens[start:end]."""

    __slots__ = (
        "anaphoric",
        "end",
        "facets",
        "head",
        "inside",
        "kind",
        "measure",
        "part",
        "partitive",
        "pending",
        "place",
        "quantity",
        "rows",
        "side",
        "start",
        "trigger",
    )

    def __init__(self, quantity: Quantity) -> None:
        self.quantity = quantity
        self.start = quantity.start
        self.end = quantity.end
        self.kind = "none"
        """What its head is: person, body, life, building, noun (a counting noun), thing, unknown, none."""
        self.head = -1
        self.facets: list[str] = []
        self.side = ""
        self.inside = -1
        """Token of a state that stands within the phrase ("39 missing people")."""
        self.partitive = False
        self.anaphoric = False
        """ "of them", "of whom": a part of what was named before."""
        self.measure = ""
        self.trigger = -1
        self.place = ""
        self.part = False
        self.pending = False
        """Measures something that an earlier sentence named ("the figure was 20")."""
        self.rows: list[str] = []


def read(tokens: list[Token], quantity: Quantity) -> Phrase:
    """The noun phrase that begins with this quantity."""
    phrase = Phrase(quantity)
    at = quantity.end
    at = _partitive(tokens, phrase, at)
    _scan(tokens, phrase, at)
    _extend(tokens, phrase)
    return phrase


def describe(tokens: list[Token], at: int) -> tuple[list[str], str]:
    """Facets and side of the noun phrase without a number that begins at `at`."""
    phrase = Phrase(Quantity(at, at, 0))
    while at < len(tokens) and tokens[at].flags & e.DETERMINER:
        at += 1
    _scan(tokens, phrase, at)
    return phrase.facets, phrase.side


def _partitive(tokens: list[Token], phrase: Phrase, at: int) -> int:
    """Step over "of the", "of their"; note "of them" and "of whom"."""
    count = len(tokens)
    if at < count and tokens[at].flags & e.INCLUDING and tokens[at].low.startswith("of "):
        phrase.anaphoric = phrase.partitive = True
        phrase.end = at + 1
        return at + 1
    if at + 1 >= count or tokens[at].low != "of":
        return at
    follows = tokens[at + 1]
    if not follows.flags & (e.DETERMINER | _NOUNISH | _MODIFIER | e.NUMERIC | e.PARTICIPLE) and follows.low != "those":
        return at
    phrase.partitive = phrase.quantity.qualifier != "vague"
    at += 1
    while at < count and (tokens[at].flags & e.DETERMINER or tokens[at].low in ("those", "'s")):
        at += 1
    phrase.end = at
    for k in range(at, min(at + 4, count)):
        if tokens[k].flags & e.NUMERIC and (k == at or tokens[k - 1].low in ("'s", "’s")):
            phrase.end = k + 1
            return k + 1
    return at


def _scan(tokens: list[Token], phrase: Phrase, at: int) -> None:
    unknown = 0
    for k in range(at, min(at + _LONGEST, len(tokens))):
        token = tokens[k]
        flags = token.flags
        if flags & e.PERSON:
            if flags & e.TAIL and phrase.kind == "person" and tokens[phrase.head].flags & e.PLURAL:
                break
            _take_person(phrase, token, k)
        elif flags & e.DEMONYM:
            _add(phrase, token.entry.iso)
            phrase.kind, phrase.head, phrase.end = "person", k, k + 1
        elif flags & (e.BODY | e.LIFE | e.NOUN) and not flags & e.ACTIVE:
            _take_noun(phrase, flags, k)
            break
        elif flags & (e.PARTICIPLE | e.STATE) or (flags & e.TRIGGER and not flags & e.ACTIVE):
            if phrase.kind == "person" or not _prenominal(tokens, k):
                break
            phrase.inside = k
            phrase.end = k + 1
        elif flags & _MODIFIER:
            if phrase.kind == "person" and not _nounish_ahead(tokens, k + 1, 2):
                break
            _add(phrase, token.entry.facet or token.entry.iso)
            phrase.end = k + 1
        elif flags & (e.THING | e.BUILDING | e.UNIT_WORD):
            if phrase.kind == "person":
                break
            _take_thing(phrase, flags, k)
        elif _is_joint(tokens, phrase, k, at):
            continue
        elif flags & _STOP or not token.low[0].isalpha():
            break
        elif phrase.kind == "person":
            if not (token.low[0].isalpha() and _nounish_ahead(tokens, k + 1, 1) and not token.low.endswith("ed")):
                break
        else:
            unknown += 1
            if unknown > 4 or _is_verbal(tokens, k):
                break
            if phrase.kind not in ("thing", "building"):
                phrase.kind, phrase.head = "unknown", k
            phrase.end = k + 1


def _take_person(phrase: Phrase, token: Token, k: int) -> None:
    phrase.kind, phrase.head, phrase.end = "person", k, k + 1
    phrase.side = token.entry.side or phrase.side
    if not token.flags & e.SILENT:
        _add(phrase, token.entry.facet)


def _take_noun(phrase: Phrase, flags: int, k: int) -> None:
    phrase.kind = "body" if flags & e.BODY else "life" if flags & e.LIFE else "noun"
    phrase.head, phrase.end = k, k + 1


def _take_thing(phrase: Phrase, flags: int, k: int) -> None:
    phrase.kind = "building" if flags & e.BUILDING else "thing"
    phrase.head, phrase.end = k, k + 1


def _add(phrase: Phrase, facet: str) -> None:
    if facet and facet not in phrase.facets:
        phrase.facets.append(facet)


def _nounish_ahead(tokens: list[Token], at: int, reach: int) -> bool:
    return any(token.flags & _NOUNISH for token in tokens[at : at + reach])


def _prenominal(tokens: list[Token], k: int) -> bool:
    """Does a state or participle stand before its noun here?"""
    at = k + 1
    while at < len(tokens) and at < k + 4 and tokens[at].flags & (_MODIFIER | e.PARTICIPLE | e.STATE | e.COORDINATOR):
        if tokens[at].flags & _NOUNISH:
            break
        at += 1
    return at < len(tokens) and bool(tokens[at].flags & (_NOUNISH | e.NOUN))


def _is_joint(tokens: list[Token], phrase: Phrase, k: int, at: int) -> bool:
    """A comma, "and" or possessive inside a noun phrase: "naval, coastguard and civilian ships"."""
    low = tokens[k].low
    if low in ("'s", "’s", '"', "“", "”"):
        return k > at or low in ('"', "“", "”")
    if low not in (",", "and", "or") or k == at or phrase.kind == "person":
        return False
    for token in tokens[k + 1 : k + 5]:
        if token.flags & (_NOUNISH | e.THING):
            return True
        if token.flags & (_STOP | e.TRIGGER) and token.low not in (",", "and", "or"):
            return False
        if not token.low[0].isalpha() and token.low != ",":
            return False
    return False


def _is_verbal(tokens: list[Token], k: int) -> bool:
    """Does an unknown word look like a verb here: "-ed" or "-ing" with no noun behind it?"""
    low = tokens[k].low
    if not low.endswith(("ed", "ing")) or tokens[k].capital:
        return False
    return not _nounish_ahead(tokens, k + 1, 2)


def _extend(tokens: list[Token], phrase: Phrase) -> None:
    """Take in a second head ("passengers and crew") and what "members of" are members of."""
    at = phrase.end
    if phrase.kind != "person" or at + 1 >= len(tokens):
        return
    token = tokens[at]
    if token.low == "of" and tokens[phrase.head].flags & e.SILENT:
        _members_of(tokens, phrase, at + 1)
        return
    if token.low not in ("and", "or", "&"):
        return
    k = at + 1
    while k < min(at + 3, len(tokens)) and tokens[k].flags & _MODIFIER and not tokens[k].flags & e.PERSON:
        k += 1
    if k < len(tokens) and tokens[k].flags & e.PERSON and tokens[k].flags & (e.PLURAL) | (tokens[k].low == "crew"):
        while k + 1 < len(tokens) and tokens[k + 1].flags & e.PERSON:
            k += 1
        if k + 1 < len(tokens) and tokens[k + 1].flags & e.SPEECH and not tokens[k + 1].flags & e.ADVERB:
            return
        if not tokens[k].flags & e.SILENT:
            _add(phrase, tokens[k].entry.facet)
        phrase.end = k + 1


def _members_of(tokens: list[Token], phrase: Phrase, at: int) -> None:
    for k in range(at, min(at + 7, len(tokens))):
        token = tokens[k]
        if token.flags & (e.PERSON | e.DEMONYM | e.ADJECTIVE | e.COUNTRY):
            _add(phrase, "" if token.flags & e.SILENT else token.entry.facet or token.entry.iso)
            phrase.side = phrase.side or token.entry.side
        elif token.flags & (e.AUXILIARY | e.TRIGGER | e.RELATIVE | e.VERB) or token.low in (",", ".", ";", "and"):
            break
        phrase.end = k + 1
