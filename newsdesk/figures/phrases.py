"""Reads the noun phrase behind each number: who or what is counted. Knows no verb."""

from __future__ import annotations

from newsdesk.figures.bounds import Quantity
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import CLITICS, Token
from newsdesk.model import Qualifier

_LONGEST = 12
_UNKNOWN = 4
"""Unknown words that may stand in a noun phrase."""
_NOUNISH = e.PERSON | e.DEMONYM | e.BODY | e.LIFE
_MODIFIER = e.ADJECTIVE | e.PLAIN | e.DEMONYM | e.COUNTRY
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
_SHORT_NAME = 8
"""Words of "(Army of National Liberation)"."""
_OF_MEMBERS = e.PERSON | e.DEMONYM | e.ADJECTIVE | e.COUNTRY
_ENDS_MEMBERS = e.AUXILIARY | e.TRIGGER | e.RELATIVE | e.VERB | e.AND
_PARTITIVE = e.DETERMINER | _NOUNISH | _MODIFIER | e.NUMERIC | e.PARTICIPLE | e.THOSE | e.BEFORE
_OF_SAME = e.PERSON | e.RELATIVE | e.PRONOUN | e.AUXILIARY | e.TRIGGER | e.PLACE
"""What follows a number of people whose noun stands before it."""
_QUOTES = frozenset(('"', "“", "”"))
_OWNING = CLITICS | {"'", "’"}
_MARKS = frozenset((",", ".", ";"))


class Phrase:
    """A quantity with its noun: tokens[start:end]."""

    __slots__ = (
        "anaphoric",
        "contrasted",
        "described",
        "divided",
        "end",
        "facets",
        "head",
        "inside",
        "joint",
        "kind",
        "measure",
        "of_toll",
        "own",
        "owned",
        "part",
        "partitive",
        "pending",
        "place",
        "quantity",
        "shared",
        "side",
        "start",
        "subject",
        "trigger",
        "whole",
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
        self.owned = False
        """ "Two of its nationals": how many of them there are, and no part of a number."""
        self.anaphoric = False
        """ "of them", "of whom": a part of what was named before."""
        self.contrasted = False
        """Set against another number by its place: "12 died in Quito and six in Guayaquil"."""
        self.described = False
        """ "Two of the dead were policemen": said to be of a kind, which passes to no other number."""
        self.own = -1
        """Where its own place begins, in a list that leaves the verb out ("in Arba 25 died, in Doria 11")."""
        self.subject = -1
        """Where its own subject begins, in such a list ("Arba has 25 dead, Doria 11")."""
        self.measure = ""
        self.trigger = -1
        """The token that gave the measure."""
        self.shared = -1
        """Behind the noun that it shares with the phrase it is joined to ("15 foreign and 30 local workers")."""
        self.place = ""
        self.joint = False
        """Is its place several together ("in Arba and Doria")?"""
        self.of_toll = False
        """Is its place that of a toll ("the toll in Kerala")?"""
        self.part = False
        self.divided = False
        """The whole of a part beside it, which has the predicate: "7 of the 40 hostages were …"."""
        self.whole: Phrase | None = None
        """What it is so many of: the 181 of "179 of the 181 aboard"."""
        self.pending = False
        """Measures something that an earlier sentence named ("the figure was 20")."""

    def add(self, facet: str) -> None:
        """Say more of who is counted."""
        if facet and facet not in self.facets:
            self.facets.append(facet)

    def take(self, kind: str, at: int) -> None:
        """Make the token at `at` its head."""
        self.kind, self.head, self.end = kind, at, at + 1


def read(tokens: list[Token], quantity: Quantity, country: str = "") -> Phrase:
    """The noun phrase that begins with this quantity; `country` tells who is foreign ("non-Algerian")."""
    phrase = Phrase(quantity)
    if quantity.named:
        phrase.take("unknown", quantity.end - 1)
        return phrase
    for token in tokens[quantity.start : quantity.at]:
        if token.flags & e.PARTY and token.flags & e.PERSON and not token.flags & e.SILENT:
            # "A crew of two".
            phrase.add(token.entry.facet)
    _Scan(tokens, phrase, _partitive(tokens, phrase, quantity.end), country).run()
    _extend(tokens, phrase)
    phrase.anaphoric = phrase.anaphoric or _is_postposed(tokens, phrase)
    _take_people(tokens, phrase)
    return phrase


def _is_postposed(tokens: list[Token], phrase: Phrase) -> bool:
    """ "With 155 children among them", "seven police officers among them": some of those counted before."""
    at = phrase.end
    if at >= len(tokens) or not tokens[at].flags & e.POSTPOSED or phrase.quantity.article or phrase.start < 1:
        return False
    closed = at + 1 >= len(tokens) or not tokens[at + 1].low[0].isalnum() or tokens[at + 1].flags & e.AUXILIARY
    joint = tokens[phrase.start - 1]
    return bool(closed and (joint.low == "," or joint.flags & e.HARMING))


def _take_people(tokens: list[Token], phrase: Phrase) -> None:
    """ "11 Adara and 130 Fulani died": a people that no lexicon knows, in prose, where a capital tells a name."""
    at, end = phrase.head, phrase.end
    if phrase.kind != "unknown" or at != end - 1 or at != phrase.quantity.end or phrase.start < 1 or end >= len(tokens):
        return
    named = tokens[at].capital and not tokens[at].flags and tokens[at].low.isalpha()
    before, behind = tokens[phrase.start - 1], tokens[end]
    listed = before.low == ":" or (before.low == "," and phrase.start > 1 and not tokens[phrase.start - 2].capital)
    prose = behind.low[0].isalpha() and not behind.capital and behind.flags & (e.TRIGGER | e.AUXILIARY | e.AND)
    if named and (prose or (behind.low in _MARKS and (before.raw.islower() or listed))):
        phrase.add(tokens[at].raw)


def is_no_thing(tokens: list[Token], phrase: Phrase) -> bool:
    """ "There was no hope" counts nobody; "none seriously", "none of them" do."""
    follows = tokens[phrase.end] if phrase.end < len(tokens) else None
    if phrase.quantity.qualifier is not Qualifier.ZERO or follows is None or not follows.low[0].isalpha():
        return False
    return not follows.flags & (e.PREPOSITION | e.ADVERB | e.AUXILIARY | e.COORDINATOR) and not follows.ending & e.LY


def describe(tokens: list[Token], at: int) -> tuple[list[str], str]:
    """Facets and side of the noun phrase without a number that begins at `at`."""
    phrase = Phrase(Quantity(at, at, 0))
    while at < len(tokens) and tokens[at].flags & e.DETERMINER:
        at += 1
    _Scan(tokens, phrase, at, "").run()
    _extend(tokens, phrase)
    return phrase.facets, phrase.side


def _partitive(tokens: list[Token], phrase: Phrase, at: int) -> int:
    """Step over "of the", "of their", "of the town's 6,000"; note "of them" and "of whom"."""
    count = len(tokens)
    if at < count and tokens[at].flags & e.INCLUDING and tokens[at].flags & e.OF_THEM:
        phrase.anaphoric = phrase.partitive = True
        phrase.end = at + 1
        return at + 1
    if _is_list_of(tokens, at):
        at = phrase.end = at + 2
    vague = phrase.quantity.qualifier is Qualifier.VAGUE
    if at + 1 >= count or not (tokens[at].flags & e.OF or _is_out_of(tokens, at)):
        return at
    if not tokens[at + 1].flags & _PARTITIVE and not (vague and _is_noun(tokens[at + 1])):
        return at
    phrase.partitive = not vague
    at += 1
    owned = bool(tokens[at].flags & e.OWNER)
    while at < count and (tokens[at].flags & (e.DETERMINER | e.THOSE) or tokens[at].low in CLITICS):
        at += 1
    phrase.end = at
    for k in range(at, min(at + 4, count)):
        if tokens[k].flags & e.NUMERIC and _opens_number(tokens, at, k):
            phrase.end = k + 1
            return k + 1
    phrase.owned = owned
    return at


def _opens_number(tokens: list[Token], at: int, k: int) -> bool:
    """ "Nine of the 60", "nine of the more than 60", "nine of the town's 60"; not "nine of the dead were over 60"."""
    return all(token.flags & e.BEFORE for token in tokens[at:k]) or tokens[k - 1].low in CLITICS


def _is_out_of(tokens: list[Token], at: int) -> bool:
    """ "Nine out of the 11 hostages"; not "12 out of the rubble"."""
    if not tokens[at].flags & e.WITHIN or not tokens[at + 1].flags & e.DETERMINER:
        return False
    return at + 2 < len(tokens) and bool(tokens[at + 2].flags & e.NUMERIC)


def _is_list_of(tokens: list[Token], at: int) -> bool:
    """ "850 names of people reported missing": the people are counted."""
    if at + 2 >= len(tokens) or not tokens[at].flags & e.LISTED:
        return False
    return bool(tokens[at + 1].flags & e.OF and tokens[at + 2].flags & _NOUNISH)


def _kind(flags: int) -> str:
    return "body" if flags & e.BODY else "life" if flags & e.LIFE else "noun"


def _is_noun(token: Token) -> bool:
    """ "Dozens of houses", "scores of divers"."""
    return bool(token.flags & (e.BUILDING | e.THING)) or not token.flags


class _Scan:
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
        return self._modifier(k, token) if flags & _MODIFIER else self._other(k, token)

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
        headed = phrase.kind == "person"
        if headed and (token.flags & e.VERB or (token.flags & e.TAIL and self.tokens[phrase.head].flags & e.PLURAL)):
            return False
        phrase.take("person", k)
        phrase.side = token.entry.side or phrase.side
        if token.flags & e.SILENT:
            # "Military personnel" are of the forces; a military doctor need not be.
            phrase.side = phrase.side or self.side
        elif not (phrase.owned and token.flags & e.FOLLOWERS):
            # "Some of his men": a leader's, whatever they are.
            phrase.add(token.entry.facet)
        return True

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
        if self.phrase.kind == "person" or not _prenominal(self.tokens, k):
            return False
        either = any(token.flags & e.OR for token in self.tokens[self.at : k])
        # "60 unhurt or lightly injured passengers": one state or the other.
        self.phrase.inside = -1 if either else k
        self.phrase.end = k + 1
        return True

    def _modifier(self, k: int, token: Token) -> bool:
        if self.phrase.kind == "person" and not _nounish_ahead(self.tokens, k + 1, 2):
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
            person = person and bool(self.tokens[self.phrase.head].flags & e.PLURAL)
            if not person:
                if token.flags & e.BUILDING:
                    self.phrase.facets.clear()
                self.phrase.take("building" if token.flags & e.BUILDING else "thing", k)
            return not person
        if self._is_joint(k):
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

    def _is_joint(self, k: int) -> bool:
        """A comma, "and" or possessive inside a noun phrase: "naval, coastguard and civilian ships"."""
        token = self.tokens[k]
        if token.low in _QUOTES:
            return True
        if token.low in CLITICS:
            return k > self.at
        if not _is_list_joint(token) or k == self.at or self.phrase.kind in ("person", "thing", "building"):
            return False
        for at, follower in enumerate(self.tokens[k + 1 : k + 5], k + 1):
            either = token.flags & e.OR and at == k + 1 and follower.flags & _STATED and _prenominal(self.tokens, at)
            if either or follower.flags & (_NOUNISH | e.THING):
                return True
            if not _is_list_joint(follower) and (follower.flags & (_STOP | e.TRIGGER) or not follower.low[0].isalpha()):
                return False
        return False


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
    return any(token.flags & _NOUNISH for token in tokens[at : at + reach])


def _prenominal(tokens: list[Token], k: int) -> bool:
    """Does a state or participle stand before its noun here?"""
    at = k + 1
    while at < min(len(tokens), k + 4) and tokens[at].flags & (_MODIFIER | _STATED | e.COORDINATOR):
        if tokens[at].flags & _NOUNISH:
            break
        at += 1
    return at < len(tokens) and bool(tokens[at].flags & (_NOUNISH | e.NOUN))


def _is_verbal(tokens: list[Token], k: int) -> bool:
    """Does an unknown word look like a verb here: "-ed" or "-ing" with no noun behind it?"""
    if not tokens[k].ending & (e.GERUND | e.PAST) or tokens[k].capital:
        return False
    counted = k + 1 < len(tokens) and tokens[k + 1].flags & e.NOUN
    return not counted and not _nounish_ahead(tokens, k + 1, 2)


def _extend(tokens: list[Token], phrase: Phrase) -> None:
    """Take in a second head ("passengers and crew"), what "members of" are members of, and their bodies."""
    _bodies(tokens, phrase)
    at = phrase.end = _past_list(tokens, phrase)
    if _is_of_number(tokens, phrase, at):
        phrase.partitive, phrase.end = True, at + 3
        return
    if phrase.kind != "person" or at + 1 >= len(tokens):
        return
    if _is_from_country(tokens, at):
        phrase.add(tokens[at + 1].entry.iso)
        return
    head = tokens[phrase.head].flags
    if tokens[at].flags & e.OF and head & e.SILENT and not head & e.FAMILY:
        _members_of(tokens, phrase, at + 1)
    elif tokens[at].flags & (e.AND | e.OR) or tokens[at].low == "&":
        _second_head(tokens, phrase, at + 1)


def _is_from_country(tokens: list[Token], at: int) -> bool:
    """ "One person from Uzbekistan was killed"; not "from China Airlines"."""
    behind = tokens[at + 2] if at + 2 < len(tokens) else None
    named = behind is not None and behind.capital and behind.low[0].isalpha()
    return bool(tokens[at].flags & e.FROM and tokens[at + 1].flags & e.COUNTRY) and not named


def _is_of_number(tokens: list[Token], phrase: Phrase, at: int) -> bool:
    """ "223 residents of the 293 who were in the tower": some of a number behind their own noun."""
    if phrase.kind != "person" or phrase.partitive or phrase.quantity.article or at + 2 >= len(tokens):
        return False
    of_number = tokens[at].flags & e.OF and tokens[at + 1].flags & e.DETERMINER and tokens[at + 2].flags & e.NUMERIC
    return bool(of_number) and (at + 3 == len(tokens) or bool(tokens[at + 3].flags & _OF_SAME))


def _bodies(tokens: list[Token], phrase: Phrase) -> None:
    """ "Three hostages' bodies": the bodies are counted."""
    at = phrase.end
    if phrase.kind == "person" and at + 1 < len(tokens) and tokens[at].low in _OWNING and tokens[at + 1].flags & e.BODY:
        phrase.take("body", at + 1)


def _past_list(tokens: list[Token], phrase: Phrase) -> int:
    """Behind what stands between commas before a last head: "15 women, men" of "15 women, men and children"."""
    at = phrase.end
    if phrase.kind != "person" or phrase.quantity.article:
        return at
    while at + 2 < len(tokens) and tokens[at].low == "," and tokens[at + 1].flags & e.PERSON:
        if not tokens[at + 1].flags & e.PLURAL or not (tokens[at + 2].low == "," or tokens[at + 2].flags & e.AND):
            break
        at += 2
    if at == phrase.end or at + 1 >= len(tokens) or not tokens[at].flags & e.AND:
        return phrase.end
    last = tokens[at + 1]
    speaks = at + 2 < len(tokens) and tokens[at + 2].flags & e.SPOKEN
    if speaks or not last.flags & e.PERSON or not last.flags & e.PLURAL:
        return phrase.end
    for token in tokens[phrase.end : at]:
        if token.flags & e.PERSON and not token.flags & e.SILENT:
            phrase.add(token.entry.facet)
    return at


def _second_head(tokens: list[Token], phrase: Phrase, at: int) -> None:
    k = at
    while k < min(at + 2, len(tokens)) and tokens[k].flags & _MODIFIER and not tokens[k].flags & e.PERSON:
        k += 1
    if k >= len(tokens) or not tokens[k].flags & e.PERSON or not tokens[k].flags & (e.PLURAL | e.COLLECTIVE_NOUN):
        return
    while k + 1 < len(tokens) and tokens[k + 1].flags & e.PERSON:
        k += 1
    after = tokens[k + 1].flags if k + 1 < len(tokens) else 0
    if after & e.SPEECH and not after & e.ADVERB:
        return
    if not tokens[k].flags & e.SILENT:
        phrase.add(tokens[k].entry.facet)
    phrase.end = k + 1


def _members_of(tokens: list[Token], phrase: Phrase, at: int) -> None:
    for k in range(at, min(at + 7, len(tokens))):
        token = tokens[k]
        if token.flags & _OF_MEMBERS:
            phrase.add("" if token.flags & e.SILENT else token.entry.facet or token.entry.iso)
            phrase.side = phrase.side or token.entry.side
        elif token.low == "(":
            # "Members of the New People's Army (NPA)".
            closed = next((n for n in range(k + 1, min(k + _SHORT_NAME, len(tokens))) if tokens[n].low == ")"), -1)
            phrase.end = max(phrase.end, closed + 1)
            break
        elif token.flags & _ENDS_MEMBERS or token.low in _MARKS:
            break
        phrase.end = k + 1
