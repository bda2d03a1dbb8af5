"""Reads the name of a place, or of several, behind a preposition: "the Arba district", "Arba and Doria"."""

from __future__ import annotations

from typing import NamedTuple

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import CLITICS, Token

_AFTER_NAME = (
    e.AUXILIARY
    | e.VERB
    | e.PREPOSITION
    | e.SUBORDINATOR
    | e.COORDINATOR
    | e.CONTRAST
    | e.ADVERB
    | e.TRIGGER
    | e.DETERMINER
    | e.NUMERIC
    | e.BEFORE
    | e.MORE_BEFORE
    | e.ACCOUNTING
    | e.LINK
    | e.RISE
    | e.TOLL_VERB
    | e.LEAVE
)
NO_NAME = e.MONTH | e.ADVERB | e.DETERMINER | e.EVENT | e.PREPOSITION
_NO_WORD = e.MONTH | e.ADVERB | e.DETERMINER
_NO_SECOND = NO_NAME | e.PERSON | e.TITLE | e.DEMONYM | e.SPEECH | e.VOICE | e.TRIGGER | e.NUMERIC | e.LABEL
_AFTER_LIST = e.AND | e.PREPOSITION | e.ADVERB | e.SUBORDINATOR | e.CONTRAST
_MARKS = frozenset((",", ".", ";", ":", "(", ")", '"', "”"))
_ABBREVIATION = 2
WITHIN = 8
"""Words behind "in" among which a place's name begins."""


class Place(NamedTuple):
    """A name as printed, or the ISO 3166 code of a country."""

    name: str = ""
    joint: bool = False
    """Of several places together ("in Arba and Doria"): no one of them."""
    of_toll: bool = False
    """Of a toll, and not of those counted ("the toll in Kerala")."""


NOWHERE = Place()


class Name(NamedTuple):
    """Words of the text that name a place, up to the token `end`."""

    place: Place
    end: int
    introduced: bool = False
    """A country, or with what it is: "the city of Sanliurfa", "Hatay province"."""


def named(tokens: list[Token], at: int) -> Name | None:
    """The place that the words from `at` on name, or several; none where they name an event or nothing."""
    one = single(tokens, at)
    if one is None or (
        one.end + 1 < len(tokens) and tokens[one.end].flags & e.AND and tokens[one.end + 1].flags & e.OWNER
    ):
        # "In Nepal and its neighbours".
        return None
    if _is_of_headline(tokens, one.end):
        return None
    return _list(tokens, at, one) or one


def _is_of_headline(tokens: list[Token], comma: int) -> bool:
    """ "In Turkey, Syria quakes": both names belong to the event."""
    behind = tokens[comma : comma + 3]
    return len(behind) == 3 and behind[0].low == "," and behind[1].capital and bool(behind[2].flags & e.EVENT)


def printed(tokens: list[Token], at: int) -> str:
    """The name that begins here, as printed."""
    name = single(tokens, at)
    return " ".join(token.raw for token in tokens[at : name.end]) if name else ""


def _list(tokens: list[Token], at: int, one: Name) -> Name | None:
    """ "In Arba and Doria", "in Arba, Doria and the Lenz valley"; not "in Basey, Samar", "in Arba and Doria 11"."""
    end, last = one.end, False
    while not last and end + 1 < len(tokens) and (tokens[end].low == "," or tokens[end].flags & e.AND):
        last = bool(tokens[end].flags & e.AND or tokens[end + 1].flags & e.AND)
        first = end + 2 if last and tokens[end].low == "," else end + 1
        while first + 1 < len(tokens) and tokens[first].flags & (e.PLACE | e.ARTICLE):
            first += 1
        other = single(tokens, first) if first < len(tokens) and begins(tokens, first) else None
        if other is None:
            return None
        end = other.end
    closed = end >= len(tokens) or tokens[end].low in _MARKS or tokens[end].flags & _AFTER_LIST
    if not last or not closed:
        return None
    start = next(k for k in range(at, end) if tokens[k].capital)
    printed = " ".join(token.raw for token in tokens[start:end]).replace(" ,", ",")
    return Name(Place(printed, joint=True), end, one.introduced)


def begins(tokens: list[Token], at: int) -> bool:
    """Can the name of a place begin here?"""
    return tokens[at].capital and tokens[at].low[0].isalpha() and not tokens[at].flags & _NO_SECOND


def single(tokens: list[Token], at: int) -> Name | None:
    """One place and what it is: "the Arba district", "the northern city of Arba", "Pakistan's Sindh province"."""
    return _Walk(tokens, at).run()


class _Walk:
    """A walk over the words of one place, from `at` on."""

    def __init__(self, tokens: list[Token], at: int) -> None:
        self.tokens = tokens
        self.at = at
        self.end = min(len(tokens), at + 2 * WITHIN)
        self.words: list[str] = []
        self.flags = 0
        self.introduced = self.inner = False
        self.found: Name | None = None

    def run(self) -> Name | None:
        """The name where the walk ends; None where there is none."""
        for k in range(self.at, self.end):
            if not (self._go_on(k) if self.words else self._begin(k)):
                return self.found
        return _finished(self.words, self.flags, self.end, self.introduced and not self.inner)

    def _begin(self, k: int) -> bool:
        """Look for the first word, past what the place is; false where there will be none."""
        token = self.tokens[k]
        if k - self.at >= WITHIN or token.flags & e.DISEASE:
            return False
        if self._takes(k):
            return True
        self.inner = self.inner or bool(token.flags & e.WITHIN)
        self.introduced = self.introduced or bool(token.flags & (e.REGION | e.TOWN))
        return not _ends_search(token)

    def _go_on(self, k: int) -> bool:
        """Take in one more word; false where the name ended before it or with it."""
        token, after = self.tokens[k], self.tokens[k + 1] if k + 1 < len(self.tokens) else None
        if self._takes(k):
            return True
        if after is not None and _is_within(token, after):
            self.words.append(token.raw)
        elif token.low in CLITICS and after is not None and after.capital and not after.flags & _NO_WORD:
            self.words = [] if self.flags & e.COUNTRY else [*self.words[:-1], self.words[-1] + token.raw]
        elif token.flags & (e.REGION | e.TOWN):
            return self._is_kind(k)
        else:
            country = self.flags & e.COUNTRY and len(self.words) == 1
            alone = not self.inner and (self.introduced or bool(country))
            self.found = _ended(self.tokens, k, self.words, self.flags, alone)
            return False
        return True

    def _takes(self, k: int) -> bool:
        """Take in a word of the name itself."""
        token = self.tokens[k]
        if not token.capital or token.flags & _NO_WORD or not token.low[0].isalpha():
            return False
        self.words.append(token.entry.iso if _is_country(self.tokens, k, self.words) else token.raw)
        self.flags = token.flags
        return True

    def _is_kind(self, k: int) -> bool:
        """ "Arba | district" is the name; of "the Arab | city of Arba" it is yet to come."""
        after = self.tokens[k + 1] if k + 1 < len(self.tokens) else None
        adjective = self.flags & e.DEMONYM and len(self.words) == 1
        if after is not None and after.flags & e.OF and (adjective or self.tokens[k].flags & e.TOWN):
            self.words, self.introduced = [], True
            return True
        modifies = after is not None and _modifies(self.tokens, k + 1)
        if not (adjective or modifies):
            self.found = _finished(self.words, self.flags, k + 1, not self.inner)
        return False


def _is_within(token: Token, after: Token) -> bool:
    """ "Gulf of Aden", "Rio de Janeiro", "Santa Cruz de la Sierra": within a name."""
    return bool(token.flags & (e.OF | e.PARTICLE)) and (after.capital or bool(token.flags & after.flags & e.PARTICLE))


def _ended(tokens: list[Token], k: int, words: list[str], flags: int, introduced: bool) -> Name | None:
    """The name that ends before this token; none where that makes it a word of another."""
    if _is_site(tokens, k) and not flags & e.DEMONYM:
        return _finished([*words, tokens[k].raw], flags, k + 1, introduced=False)
    if tokens[k].low in CLITICS or _modifies(tokens, k):
        return None
    return _finished(words, flags, k, introduced)


def _is_site(tokens: list[Token], k: int) -> bool:
    """ "At the Aurora bar, where four people died", "at the Al Noor mosque"; not "at the Aurora bar shooting"."""
    token = tokens[k]
    noun = token.flags & e.THING or not (token.flags or token.ending)
    where = k + 2 < len(tokens) and tokens[k + 1].low == "," and tokens[k + 2].flags & e.WHERE
    site = token.flags & e.SITE and not (k + 1 < len(tokens) and _modifies(tokens, k + 1))
    return bool((noun and where) or site) and token.raw.islower() and not token.flags & e.EVENT


def _is_country(tokens: list[Token], k: int, words: list[str]) -> bool:
    after = k + 1 < len(tokens) and tokens[k + 1].capital and not tokens[k + 1].flags & _NO_WORD
    return not words and not after and bool(tokens[k].flags & e.COUNTRY)


def _modifies(tokens: list[Token], k: int) -> bool:
    """ "In the Kabul attack": a noun that the name belongs to; not "in the Arba district south of Cologne"."""
    token = tokens[k]
    if not token.flags and k + 1 < len(tokens) and tokens[k + 1].flags & e.OF:
        return False
    return token.low[0].isalpha() and bool(not token.flags & _AFTER_NAME or token.flags & e.EVENT)


def _ends_search(token: Token) -> bool:
    """Can no place's name follow? "In a cluster of islands near Timor" names none."""
    if token.flags & (e.AUXILIARY | e.TRIGGER | e.NUMERIC) or token.low[0] in ",.;:()\"'":
        return True
    return bool(token.flags & e.PREPOSITION and not token.flags & (e.OF | e.WITHIN))


def _finished(words: list[str], flags: int, end: int, introduced: bool) -> Name | None:
    """The name; none where it names an event, or is only an abbreviation ("St")."""
    name = " ".join(words)
    country = flags & e.COUNTRY and len(words) == 1
    if not name or flags & e.EVENT or (len(name) <= _ABBREVIATION and not country):
        return None
    return Name(Place(name), end, introduced)
