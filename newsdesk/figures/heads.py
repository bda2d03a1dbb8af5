"""Walks through a noun phrase word by word: its head, its facets, and where it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import CLITICS, PLURAL, Token, is_acronym, peek
from newsdesk.model import Qualifier, Side

if TYPE_CHECKING:
    from newsdesk.figures.phrases import Phrase

_LONGEST = 12
_UNKNOWN = 4
"""Unknown words that may stand in a noun phrase."""
NOUNISH = e.PERSON | e.DEMONYM | e.BODY | e.LIFE
MODIFIER = e.ADJECTIVE | e.PLAIN | e.DEMONYM | e.COUNTRY
_COUNTING = e.BODY | e.LIFE | e.NOUN
_STATED = e.PARTICIPLE | e.STATE
_THINGS = e.THING | e.BUILDING | e.UNIT_WORD
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
    | e.HARMING
)
_TRADES = frozenset(("worker", "student"))
"""What an adjective makes of people who have no role of their own: "medical staff", "school children"."""
_CAPTIVES = frozenset(("hostage", "prisoner"))
_CAPTORS = frozenset(("militant", "attacker"))
AGE_OR_SEX = frozenset(("adult", "child", "elderly", "man", "woman"))
_QUOTES = frozenset(('"', "“", "”"))


def _kind(flags: int) -> str:
    return "body" if flags & e.BODY else "life" if flags & e.LIFE else "noun"


class Scan:
    """One walk through a noun phrase, from its first word to its last."""

    def __init__(self, tokens: list[Token], phrase: Phrase, at: int, country: str) -> None:
        self.tokens = tokens
        self.phrase = phrase
        self.at = at
        self.country = country
        self.unknown = 0
        self.side = ""
        """Of an adjective: "military"."""

    def run(self) -> None:
        """Take words in until one ends the phrase."""
        for k in range(self.at, min(self.at + _LONGEST, len(self.tokens))):
            if not self._take(k, self.tokens[k]):
                break

    def _take(self, k: int, token: Token) -> bool:
        """Take in one word; false where the phrase ended before it or with it."""
        flags = token.flags
        # "A four-member gang".
        members = flags & e.PARTY and self.tokens[self.phrase.quantity.at].flags & e.MEMBERSHIP
        if flags & e.PERSON or members:
            return self._person(k, token)
        if flags & e.INTO_MONTH and _is_time(self.tokens, k):
            return False
        if flags & e.DEMONYM:
            self._national(k, token)
            return True
        if flags & _COUNTING and (not flags & e.ACTIVE or self._counts(k, flags)):
            self.phrase.facets[:] = [facet for facet in self.phrase.facets if facet != "suspect"]
            compound = flags & e.BODY and not flags & e.PLURAL and (self.phrase.quantity.value or 0) > 1
            self.phrase.take("thing" if compound else _kind(flags), k)
            return False
        if flags & _STATED or (flags & e.TRIGGER and not flags & (e.ACTIVE | e.TAIL)):
            return self._state(k)
        modifies = flags & MODIFIER or self._is_of_event(k)
        return self._modifier(k, token) if modifies else self._other(k, token)

    def _is_of_event(self, k: int) -> bool:
        """The "flood" of "132 flood dead"; not that of "a flood injured 12"."""
        behind = self.tokens[k + 1] if k == self.phrase.quantity.end and k + 1 < len(self.tokens) else None
        several = (self.phrase.quantity.value or 0) > 1 and not self.tokens[k].low.endswith(PLURAL)
        return bool(behind is not None and self.tokens[k].flags & e.EVENT and behind.flags & e.GROUP) and several

    def _counts(self, k: int, flags: int) -> bool:
        """ "Police made 74 arrests": a noun, where no object follows."""
        after = self.tokens[k + 1].flags if k + 1 < len(self.tokens) else 0
        if after & e.BEFORE and not (k + 2 < len(self.tokens) and self.tokens[k + 2].flags & e.NUMERIC):
            # "Five arrests over theft".
            after = 0
        # "74 arrests", "25 arbitrary arrests".
        near = k == self.phrase.quantity.end or (k == self.phrase.quantity.end + 1 and self.phrase.kind == "unknown")
        several = flags & e.PLURAL and (self.phrase.quantity.value or 0) > 1 and near
        return bool(several) and not after & (e.NUMERIC | e.BEFORE | e.DETERMINER | e.PERSON)

    def _person(self, k: int, token: Token) -> bool:
        phrase = self.phrase
        after = self.tokens[k + 1] if k + 1 < len(self.tokens) else token
        if not token.flags & e.PLURAL and after.flags & e.EVENT and after.low.endswith(PLURAL):
            # "Two killer avalanches".
            phrase.take("thing", k + 1)
            return False
        headed = phrase.kind == "person"
        if headed and (token.flags & e.VERB or (token.flags & e.TAIL and self.tokens[phrase.head].flags & e.PLURAL)):
            return False
        if headed and phrase.side and token.entry.side not in ("", phrase.side) and not token.flags & e.SILENT:
            # "Paramilitary rangers" are no militants.
            former = self.tokens[phrase.head].entry.facet
            phrase.facets[:] = [facet for facet in phrase.facets if facet != former]
        if token.entry.facet in _CAPTIVES and self.side == Side.ATTACKERS:
            # "Islamic State captives": whose they are.
            self.side = ""
            phrase.facets[:] = [facet for facet in phrase.facets if facet not in _CAPTORS]
        phrase.take("person", k)
        # "Rebel forces", "al-Shabab men"; not "military wives".
        rebels = self.side if token.flags & e.SILENT or self.side == Side.ATTACKERS else ""
        rebels = rebels or (phrase.side if token.flags & e.SILENT else "")
        phrase.side = rebels or token.entry.side or phrase.side
        if token.flags & e.SILENT:
            # "Military personnel" are of the forces; a military doctor need not be.
            phrase.side = phrase.side or self.side
        elif not (phrase.owned and token.flags & e.FOLLOWERS):
            # "Some of his men": a leader's, whatever they are.
            self._drop_trades(k, token)
            phrase.add(token.entry.facet)
        return True

    def _drop_trades(self, k: int, token: Token) -> None:
        """ "Medical students", "school teachers": the noun tells their role."""
        if token.entry.facet in AGE_OR_SEX:
            return
        for word in self.tokens[self.at : k]:
            facet = word.entry.facet if word.flags & e.ADJECTIVE else ""
            if facet in _TRADES and facet in self.phrase.facets:
                self.phrase.facets.remove(facet)

    def _national(self, k: int, token: Token) -> None:
        """ "Japanese"; "non-Japanese" tells nothing but that they are foreign in Japan."""
        if _names_body(self.tokens, k):
            self.phrase.end = k + 1
            return
        if token.low == token.entry.word:
            self.phrase.add(token.entry.iso)
        elif token.entry.iso == self.country:
            self.phrase.add("foreign")
        self.phrase.take("person", k)

    def _state(self, k: int) -> bool:
        """ "39 missing people": a state before its noun."""
        # "Three other trapped miners".
        others = self.phrase.head == k - 1 and self.tokens[k - 1].flags & e.REST
        if (self.phrase.kind in ("person", "thing") and not others) or not _prenominal(self.tokens, k):
            # "Two cyclones killed people".
            self._take_thing(k)
            return False
        either = any(token.flags & e.OR for token in self.tokens[self.at : k])
        # "60 unhurt or lightly injured passengers": one state or the other.
        self.phrase.inside = -1 if either else k
        self.phrase.end = k + 1
        return True

    def _take_thing(self, k: int) -> None:
        """ "40 affected districts", "25 wounded animals", "two missing boats": what is so is no person.

        Of what needs people who are known as such, unknown words are none either: "1,097 affected facilities".
        """
        at = k + 1
        stated = self.tokens[k].flags & e.PARTICIPLE or (self.tokens[k].flags & e.STATE and k == self.at)
        if self.phrase.kind != "none" or not stated or at >= len(self.tokens):
            return
        noun = self.tokens[at]
        if not noun.low.endswith(PLURAL) or noun.flags & e.EVENT or _nounish_ahead(self.tokens, at, 2):
            return
        unknown = not (noun.flags or noun.ending or noun.capital) and noun.low.isalpha()
        if noun.flags & _THINGS or (unknown and self.tokens[k].entry.needs == "persons"):
            self.phrase.take("thing", at)

    def _modifier(self, k: int, token: Token) -> bool:
        if self.phrase.kind == "person" and not _nounish_ahead(self.tokens, k + 1, 2):
            return False
        if token.flags & e.SPEECH and self.phrase.head == k - 1 and self.tokens[k - 1].flags & e.HOUSEHOLD:
            # "Nineteen families reported relatives missing".
            return False
        if not _names_body(self.tokens, k):
            self.phrase.add(token.entry.facet or token.entry.iso)
            self.side = self.side or token.entry.side
        self.phrase.end = k + 1
        return True

    def _other(self, k: int, token: Token) -> bool:
        """Things, joints and unknown words."""
        person = self.phrase.kind == "person"
        if token.flags & _THINGS:
            head = peek(self.tokens, self.phrase.head).flags
            # "17 other | communes"; not "nine passengers".
            person = person and bool(head & e.PLURAL) and not (head & e.REST and self.phrase.head == k - 1)
            if not person:
                if token.flags & e.BUILDING:
                    self.phrase.facets.clear()
                self.phrase.take("building" if token.flags & e.BUILDING else "thing", k)
            return not person
        if self._is_joint(k) or self._is_extent(k):
            return True
        if (
            token.flags & (_STOP | e.TAIL | e.ACTIVE | e.MOVE)
            or not token.low[0].isalnum()
            or (token.flags & e.OUTLET and token.capital)
        ):
            return False
        if person and not self._modifies(k):
            return _nounish_ahead(self.tokens, k + 1, 1) and not token.ending & e.PAST
        self.unknown += 1
        if self.unknown > _UNKNOWN or _is_verbal(self.tokens, k):
            return False
        if self.phrase.kind not in ("thing", "building"):
            self.phrase.kind, self.phrase.head = "unknown", k
        self.phrase.end = k + 1
        return True

    def _modifies(self, k: int) -> bool:
        """ "Three Guatemalan passports", "an official note", "no suspect information": an unknown noun is the head."""
        head, token = self.tokens[self.phrase.head], self.tokens[k]
        noun = not (token.flags or token.ending or token.capital) and token.low.isalpha()
        many = self.phrase.quantity.value != 1 and head.flags & e.DEMONYM
        singular = head.flags & e.PLAIN or many
        nobody = self.phrase.quantity.qualifier is Qualifier.ZERO
        return noun and self.phrase.head == k - 1 and bool(nobody or (singular and not head.flags & e.PLURAL))

    def _is_degree(self, k: int) -> bool:
        """The "newly" of "five of the newly rich hijackers"."""
        opens = k == self.at and self.phrase.partitive and not self.phrase.anaphoric and self.tokens[k].ending & e.LY
        behind = self.tokens[k + 1] if opens and k + 1 < len(self.tokens) else None
        plain = behind is not None and behind.low[0].isalpha() and not behind.flags & (_STOP | e.TRIGGER)
        return bool(plain) and _nounish_ahead(self.tokens, k + 1, 2)

    def _is_extent(self, k: int) -> bool:
        """The "badly" of "five badly burned patients"."""
        stated = k + 1 < len(self.tokens) and self.tokens[k].ending & e.LY and self.tokens[k + 1].flags & _STATED
        return bool(stated) and self.phrase.kind in ("none", "unknown") and _prenominal(self.tokens, k + 1)

    def _is_joint(self, k: int) -> bool:
        """A comma, "and" or possessive inside a noun phrase: "naval, coastguard and civilian ships"."""
        token = self.tokens[k]
        if token.low in _QUOTES or _is_short_form(self.tokens, k) or self._is_degree(k):
            return True
        if token.low in CLITICS or token.low == "/":
            # "nine Boko Haram/Islamic State fighters".
            named = self.tokens[k - 1].capital and _nounish_ahead(self.tokens, k + 1, 4)
            return k > self.at and (token.low != "/" or named)
        if not _is_list_joint(token) or k == self.at or self.phrase.kind in ("person", "thing", "building"):
            return False
        for at, follower in enumerate(self.tokens[k + 1 : k + 5], k + 1):
            either = token.flags & e.OR and at == k + 1 and follower.flags & _STATED and _prenominal(self.tokens, at)
            if either or follower.flags & (NOUNISH | e.THING):
                # "Kidnapped 40 Yazidis, police said", "40 Yazidis, and schools were closed".
                acts = any(one.flags & (e.SPEECH | e.AUXILIARY) for one in self.tokens[at + 1 : at + 2])
                return not (token.low == "," and acts)
            if not _is_list_joint(follower) and (follower.flags & (_STOP | e.TRIGGER) or not follower.low[0].isalpha()):
                return False
        return False


def _is_time(tokens: list[Token], k: int) -> bool:
    """ "Killed four and wounded 40 last week"."""
    return k + 1 < len(tokens) and bool(tokens[k + 1].flags & e.UNIT_WORD)


def _is_short_form(tokens: list[Token], k: int) -> bool:
    """A bracket of "12 National Front (NF) rebels"."""
    opened = k if tokens[k].low == "(" else k - 2
    if opened < 1 or opened + 3 >= len(tokens) or tokens[opened].low != "(" or tokens[opened + 2].low != ")":
        return False
    return is_acronym(tokens[opened + 1]) and _nounish_ahead(tokens, opened + 3, 2)


def _names_body(tokens: list[Token], k: int) -> bool:
    """ "Turkish Airlines pilots", "Air France staff": a country within the name of a body tells nobody's nation."""
    if not tokens[k].flags & (e.DEMONYM | e.COUNTRY) or not tokens[k].capital:
        return False
    after = tokens[k + 1] if k + 1 < len(tokens) else None
    before = tokens[k - 1] if k else None
    named = after is not None and after.capital and not after.flags and after.low[0].isalpha()
    return named or (before is not None and k > 1 and before.capital and not before.flags and before.low[0].isalpha())


def _is_list_joint(token: Token) -> bool:
    return bool(token.flags & (e.AND | e.OR)) or token.low == ","


def _nounish_ahead(tokens: list[Token], at: int, reach: int) -> bool:
    return any(token.flags & NOUNISH for token in tokens[at : at + reach])


def _prenominal(tokens: list[Token], k: int) -> bool:
    """Does a state or participle stand before its noun here?"""
    at = k + 1
    while at < min(len(tokens), k + 4) and tokens[at].flags & (MODIFIER | _STATED | e.COORDINATOR):
        if tokens[at].flags & NOUNISH:
            break
        at += 1
    of_building = tokens[k].entry.needs == "building" or tokens[k].flags & e.RUIN
    nouns = NOUNISH | e.NOUN | (e.BUILDING if of_building else 0)
    return at < len(tokens) and bool(tokens[at].flags & nouns)


def _is_verbal(tokens: list[Token], k: int) -> bool:
    """Does an unknown word look like a verb here: "-ed" or "-ing" with no noun behind it?"""
    if not tokens[k].ending & (e.GERUND | e.PAST) or tokens[k].capital:
        return False
    # "72 calamity-declared districts".
    counted = k + 1 < len(tokens) and tokens[k + 1].flags & (e.NOUN | e.THING)
    return not counted and not _nounish_ahead(tokens, k + 1, 2)
