"""Reads the noun phrase behind each number: who or what is counted. Knows no verb."""

from __future__ import annotations

from newsdesk.figures.bounds import Quantity
from newsdesk.figures.extents import extend
from newsdesk.figures.heads import MODIFIER, NOUNISH, Scan
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import CLITICS, MARKS, Token, peek
from newsdesk.model import Qualifier

_OWNER = 3
"""Words of the name of whose they are: "nine of Arba Steel's 60"."""
_NAMING_WHOM = NOUNISH | e.GROUP | e.NOUN | e.AUXILIARY | e.PREPOSITION
_LISTED = e.NUMERIC | e.PERSON | e.ADJECTIVE | e.PLAIN | e.DEMONYM | e.AND
"""What stands between two of those listed: "five men | and six women | were among them"."""
_PARTITIVE = e.DETERMINER | NOUNISH | MODIFIER | e.NUMERIC | e.PARTICIPLE | e.THOSE | e.BEFORE


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
        _take_office(tokens, phrase)
        return phrase
    for token in tokens[quantity.start : quantity.at]:
        if token.flags & e.PARTY and token.flags & e.PERSON and not token.flags & e.SILENT:
            # "A crew of two".
            phrase.add(token.entry.facet)
    Scan(tokens, phrase, _partitive(tokens, phrase, quantity.end), country).run()
    extend(tokens, phrase)
    phrase.anaphoric = phrase.anaphoric or _is_postposed(tokens, phrase)
    _take_people(tokens, phrase)
    _leave_out_mixed(tokens, phrase)
    return phrase


def _take_office(tokens: list[Token], phrase: Phrase) -> None:
    """ "The journalist Ann Lee", "Officer Daniel Brandt": what a named person is."""
    for at in range(phrase.start, phrase.end):
        if tokens[at].flags & e.PERSON:
            phrase.kind, phrase.head = "person", at
            phrase.side = tokens[at].entry.side or phrase.side
            phrase.add("" if tokens[at].flags & e.SILENT else tokens[at].entry.facet)


def _leave_out_mixed(tokens: list[Token], phrase: Phrase) -> None:
    """ "Twelve French and Spanish tourists", "12 Americans and Britons": of no one nation."""
    nations = [facet for facet in phrase.facets if facet.isupper()]
    within = tokens[phrase.quantity.end : phrase.end]
    joint, other = [*tokens[phrase.end : phrase.end + 2], None, None][:2]
    if nations and joint is not None and other is not None and joint.flags & e.AND and other.flags & e.DEMONYM:
        within = [*within, joint, other]
    named = {token.entry.iso for token in within if token.flags & e.DEMONYM} - {""}
    if nations and len(named) > 1 and any(token.flags & e.AND for token in within):
        phrase.facets[:] = [facet for facet in phrase.facets if facet not in nations]


def _is_postposed(tokens: list[Token], phrase: Phrase) -> bool:
    """ "With 155 children among them", "five men and six women were among them": some of those counted before."""
    at = phrase.end
    while at < len(tokens) and tokens[at].flags & _LISTED:
        at += 1
    told = at < len(tokens) and bool(tokens[at].flags & e.BE)
    at += told
    if at >= len(tokens) or not tokens[at].flags & e.POSTPOSED or phrase.quantity.article:
        return False
    closing = e.AUXILIARY | e.ON_DAY | e.AND
    closed = not peek(tokens, at + 1).low[0].isalnum() or tokens[at + 1].flags & closing
    joint, listed = peek(tokens, phrase.start - 1), peek(tokens, phrase.start - 2)
    opens = joint.flags & e.HARMING or joint.low == "," or (told and not joint.low.isalnum())
    return bool(closed and (opens or (joint.flags & e.AND and listed.flags & e.PERSON and listed.flags & e.PLURAL)))


def _take_people(tokens: list[Token], phrase: Phrase) -> None:
    """ "11 Adara and 130 Fulani died": a people that no lexicon knows, in prose, where a capital tells a name."""
    at, end = phrase.head, phrase.end
    if phrase.kind != "unknown" or at != end - 1 or at != phrase.quantity.end or phrase.start < 1 or end >= len(tokens):
        return
    named = tokens[at].capital and not tokens[at].flags and tokens[at].low.isalpha()
    before, behind = tokens[phrase.start - 1], tokens[end]
    listed = before.low == ":" or (before.low == "," and phrase.start > 1 and not tokens[phrase.start - 2].capital)
    prose = (
        behind.low[0].isalpha() and not behind.capital and behind.flags & (e.TRIGGER | e.AUXILIARY | e.AND | e.ON_DAY)
    )
    if named and (prose or (behind.low in MARKS and (before.raw.islower() or listed))):
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
    Scan(tokens, phrase, at, "").run()
    extend(tokens, phrase)
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
    noun = tokens[at + 1].flags & _PARTITIVE or (vague and _is_noun(tokens[at + 1]))
    if not noun and not _is_owned_number(tokens, at + 1):
        return at
    phrase.partitive = not vague
    at += 1
    if vague and tokens[at].flags & e.THE and at + 1 < count and tokens[at + 1].flags & e.GROUP:
        # "Many of the dead".
        phrase.partitive = True
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


def _is_owned_number(tokens: list[Token], at: int) -> bool:
    """ "Nine of | BP's 18", "nine of | Arba Steel's 60"."""
    first = at
    while at < len(tokens) - 1 and at - first < _OWNER and tokens[at].capital and not tokens[at].flags & e.NUMERIC:
        at += 1
    return at > first and tokens[at].low in CLITICS and bool(tokens[at + 1].flags & e.NUMERIC)


def _opens_number(tokens: list[Token], at: int, k: int) -> bool:
    """ "Nine of the 60", "of the over 60", "of the town's 60", "of the initial 60"; not "of the dead were over 60"."""
    word = tokens[at].raw
    if k == at + 1 and tokens[at - 1].flags & e.THE and word.islower() and word.isalpha():
        return bool(tokens[at].flags & e.BEFORE or not tokens[at].flags & _NAMING_WHOM)
    return all(token.flags & e.BEFORE for token in tokens[at:k]) or tokens[k - 1].low in CLITICS


def _is_out_of(tokens: list[Token], at: int) -> bool:
    """ "Nine out of the 11 hostages", "nine out of 11 hostages"; not "12 out of the rubble", "12 in 2 raids"."""
    if not tokens[at].flags & e.WITHIN:
        return False
    if tokens[at + 1].flags & e.NUMERIC:
        return not tokens[at].flags & e.PLACE
    return at + 2 < len(tokens) and bool(tokens[at + 1].flags & e.DETERMINER and tokens[at + 2].flags & e.NUMERIC)


def _is_list_of(tokens: list[Token], at: int) -> bool:
    """ "850 names of people reported missing": the people are counted."""
    if at + 2 >= len(tokens) or not tokens[at].flags & e.LISTED:
        return False
    return bool(tokens[at + 1].flags & e.OF and tokens[at + 2].flags & NOUNISH)


def _is_noun(token: Token) -> bool:
    """ "Dozens of houses", "scores of divers"."""
    return bool(token.flags & (e.BUILDING | e.THING)) or not token.flags
