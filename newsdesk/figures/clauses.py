"""The clause to the right of a counted phrase: what a walk through it has passed. Knows no step and no measure."""

from __future__ import annotations

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import Token
from newsdesk.model import Side

_OBJECT = 4
"""Words of "the former army"."""
_NOUNS = e.PERSON | e.GROUP | e.THING | e.BUILDING
_DESCRIBING = e.DETERMINER | e.ADJECTIVE | e.PLAIN | e.DEMONYM
REACH = 45
"""Tokens that a walk may take."""


class Clause:
    """Where a phrase stands, and what was met behind it so far."""

    def __init__(self, tokens: list[Token], phrase: Phrase, starts: dict[int, Phrase]) -> None:
        self.tokens = tokens
        self.phrase = phrase
        self.starts = starts
        self.limit = min(len(tokens), phrase.end + REACH)
        self.be = False
        self.outer: bool | None = None
        """Whether a "be" stood before the aside that is open; none where no comma opened one."""
        self.have = False
        self.aside = False
        """Inside a prepositional phrase, relative clause or parenthesis."""
        self.relative = False
        self.predicate = False
        """Past a verb that is no trigger: only a coordinated predicate can follow."""
        self.listing = False
        """Inside "including 17 in one place and two in another"."""
        self.left = phrase.start > 0 and bool(tokens[phrase.start - 1].flags & e.LEAVE)
        """Object of "left": the first state behind it is what it was left in."""
        before = tokens[phrase.start - 1].flags if phrase.start else 0
        self.attached = (
            bool(before & e.PREPOSITION and not before & (e.SUBORDINATOR | e.OF)) or self._is_kept_by_others()
        )
        """ "A plane with 239 people aboard went missing": what is said of the plane is not said of them."""
        behind = tokens[phrase.end] if phrase.end < len(tokens) else None
        self.subordinate = bool(before & e.SUBORDINATOR)
        """ "Although 200 officers were on duty, …": the comma behind its predicate ends the clause."""
        suffers = behind is not None and behind.flags & e.HARMING and behind.ending & e.GERUND
        with_it = before & e.HARMING and before & e.PREPOSITION and not suffers
        self.carried = bool(with_it and self._is_behind_thing())
        """ "An airliner with 98 passengers was hit": what befell it did not befall each of them.

        Not "died in the crash, with 18 | sustaining injuries", who are told of right behind.
        """
        self.conveyed = False
        """Past a verb that brings people somewhere: where to tells what befell them."""
        self.dwelling = -1
        """A verb that tells where people stay: in a shelter they are displaced."""
        self.weak = -1
        """A reduced predicate ("20 hostages held there …"), which a finite one behind it overrules."""

    def _is_behind_thing(self) -> bool:
        """ "A ferry with", "a Boeing 737 with"."""
        at = self.phrase.start - 2
        at -= at > 0 and bool(self.tokens[at].flags & e.DIGITS and self.tokens[at - 1].flags & e.LABEL)
        return at >= 0 and bool(self.tokens[at].flags & (e.THING | e.BUILDING | e.LABEL))

    def _is_kept_by_others(self) -> bool:
        """ "The families of the 48 hostages still held marched": it was the families who did."""
        at = self.phrase.start - 1
        while at > 1 and self.tokens[at].flags & e.DETERMINER:
            at -= 1
        whose = self.tokens[at - 1].flags if at > 0 and self.tokens[at].flags & e.OF else 0
        return bool(whose & e.PERSON and whose & e.PLURAL and (whose & e.HOUSEHOLD or not whose & e.SILENT))

    def object_follows(self, k: int) -> bool:
        """ "Two men killed six people", "a woman killed her two children", "two officers shot dead their captain"."""
        at = k + 1
        while at < len(self.tokens) and self.tokens[at].flags & (e.ADVERB | e.OWNER) and at not in self.starts:
            at += 1
        owned = at > k + 1 and bool(self.tokens[at - 1].flags & e.OWNER)
        other = self.starts.get(at)
        if other is not None:
            # "5 killed 12 injured".
            stated = self.phrase.kind == other.kind == "none" and is_stated(self.tokens, other)
            return other.kind in ("person", "none", "unknown", "body") and not stated
        if owned:
            return at < len(self.tokens) and bool(self.tokens[at].flags & e.PERSON)
        strict = self.tokens[k].flags & e.STRICT and not self.tokens[k].flags & e.STATE
        by_name = self.phrase.kind == "person" and not self.tokens[k].capital and self._is_named(at)
        return by_name or self._takes_somebody(k, at) or self._names_object(at, bool(strict))

    def _takes_somebody(self, k: int, at: int) -> bool:
        """ "ARMED MEN KIDNAPPED REYES": whom no capital tells in a title."""
        takes = self.phrase.side == Side.ATTACKERS and self.tokens[k].entry.measure == "taken"
        return takes and at < len(self.tokens) and not self.tokens[at].flags and self.tokens[at].low.isalpha()

    def _is_named(self, at: int) -> bool:
        """ "Two men killed Ana Reyes", "Mr Reyes"; not "two men killed Main Street crash" of a short headline."""
        end = at
        while end < len(self.tokens) and self.tokens[end].capital and not self.tokens[end].flags & ~e.TITLE:
            end += 1
        if end == at or self._speaks(end - 1):
            return False
        after = self.tokens[end] if end < len(self.tokens) else None
        compound = after is not None and after.low[0].isalpha() and not after.flags & ~(e.EVENT | _NOUNS)
        return not compound

    def _names_object(self, at: int, strict: bool) -> bool:
        """ "Five officers killed the suspect", "gunmen killed civilians"; of a strict verb any thing is an object: "20
        gunmen seized the hotel", "three held dual nationality", not "12 men held on Friday".
        """
        last = at
        while last < min(len(self.tokens), at + _OBJECT) and self.tokens[last].flags & _DESCRIBING:
            last += 1
        last += last < len(self.tokens) and _may_be_noun(self.tokens[last])
        head = self.tokens[last - 1]
        if last == at or self._speaks(last - 1):
            return False
        the = last > at + 1 and bool(self.tokens[at].flags & e.DETERMINER)
        if head.flags & (e.PERSON | e.GROUP):
            return the or bool(head.flags & e.PLURAL and head.flags & e.PERSON)
        thing = head.flags & (e.THING | e.BUILDING) or (not head.flags and not head.capital)
        return strict and bool(thing) and not head.ending & e.LY

    def _speaks(self, at: int) -> bool:
        """ "Twelve killed, police say": who stands behind is no object but a voice."""
        return at + 1 < len(self.tokens) and bool(self.tokens[at + 1].flags & e.SPEECH)


def is_stated(tokens: list[Token], phrase: Phrase) -> bool:
    """ "12 | injured": does the state of a bare number stand right behind it?"""
    state = tokens[phrase.end].flags if phrase.end < len(tokens) else 0
    return phrase.kind == "none" and bool(state & (e.GROUP | e.STATE | e.PARTICIPLE))


def _may_be_noun(token: Token) -> bool:
    return bool(token.flags & _NOUNS) or (not token.flags and token.low.isalpha())
