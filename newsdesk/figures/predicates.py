"""Looks right from a counted phrase for the predicate it is the subject of: the clause grammar of subjects.

A walk steps over asides (prepositional phrases, relative clauses, parentheses, examples) and ends at a wall: another
number, a conjunction with a new subject, the end of the clause. It is bounded, so that work grows with the text only.
"""

from __future__ import annotations

from collections.abc import Callable

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import CLITICS, DASHES, Token
from newsdesk.model import Side

REACH = 45
"""Tokens that a walk may take."""
QUOTES = frozenset("\"'“”‘’«»")
STOP, ON = -1, -2
_RESPONDERS = frozenset(("rescuer", "firefighter", "police", "soldier", "security", "official", "doctor"))
_AFTER_RUIN = e.PREPOSITION | e.COORDINATOR | e.ADVERB | e.SUBORDINATOR
_BEFORE_ASIDE = e.PREPOSITION | e.TO | e.STATE
_PEOPLE = frozenset(("none", "person", "unknown"))


def fits(tokens: list[Token], trigger: int, phrase: Phrase) -> bool:
    """Does this measure count such things?"""
    token = tokens[trigger]
    if phrase.kind == "life":
        return bool(token.flags & (e.LIFE_BEFORE | e.LIFE_AFTER))
    ruins = phrase.kind == "building" and bool(token.flags & e.RUIN)
    if ruins or token.flags & e.TOLL:
        return ruins or phrase.kind in _PEOPLE
    if token.entry.needs == "kin":
        return phrase.head >= 0 and bool(tokens[phrase.head].flags & e.KIN)
    needed = _NEEDS.get(token.entry.needs)
    if needed is not None:
        return needed(phrase)
    if token.flags & e.STRICT and not token.flags & e.STATE:
        return phrase.kind == "person" or (phrase.kind == "none" and bool(token.flags & e.PARTICIPLE))
    return phrase.kind in _PEOPLE and bool(token.entry.measure)


def _travels(phrase: Phrase) -> bool:
    return phrase.kind in ("person", "none") and phrase.side != Side.FORCES


def _crowds(phrase: Phrase) -> bool:
    """Those who come to help are no crowd, and neither is one."""
    return not phrase.quantity.single and phrase.kind in ("person", "none") and _RESPONDERS.isdisjoint(phrase.facets)


_NEEDS: dict[str, Callable[[Phrase], bool]] = {
    "building": lambda phrase: phrase.kind == "building",
    "travellers": _travels,
    "captive": lambda phrase: not {"hostage", "prisoner"}.isdisjoint(phrase.facets),
    "attacker": lambda phrase: phrase.side == Side.ATTACKERS,
    "crowd": _crowds,
}


def find(tokens: list[Token], phrase: Phrase, starts: dict[int, Phrase]) -> int:
    """The token of the predicate whose subject this phrase is; -1 where there is none."""
    return _Walk(tokens, phrase, starts).find()


class _Walk:
    """One walk to the right."""

    def __init__(self, tokens: list[Token], phrase: Phrase, starts: dict[int, Phrase]) -> None:
        self.tokens = tokens
        self.phrase = phrase
        self.starts = starts
        self.limit = min(len(tokens), phrase.end + REACH)
        self.be = False
        self.have = False
        self.aside = False
        """Inside a prepositional phrase, relative clause or parenthesis."""
        self.relative = False
        self.predicate = False
        """Past a verb that is no trigger: only a coordinated predicate can follow."""
        self.listing = False
        """Inside "including 17 in one place and two in another"."""
        self.judges = (
            (e.TAIL, self._tail),
            (e.SCENE, self._scene),
            (e.STATE, self._state),
            (e.PARTICIPLE, self._participle),
            (e.MOVE, self._move),
            (e.GROUP, self._group),
            (e.RUIN, self._ruin),
            (e.ACTIVE, self._active),
        )
        self.left = phrase.start > 0 and bool(tokens[phrase.start - 1].flags & e.LEAVE)
        """Object of "left": the first state behind it is what it was left in."""
        before = tokens[phrase.start - 1].flags if phrase.start else 0
        self.attached = (
            bool(before & e.PREPOSITION and not before & (e.SUBORDINATOR | e.OF)) or self._is_kept_by_others()
        )
        """ "A plane with 239 people aboard went missing": what is said of the plane is not said of them."""
        self.conveyed = False
        """Past a verb that brings people somewhere: where to tells what befell them."""
        self.dwelling = -1
        """A verb that tells where people stay: in a shelter they are displaced."""
        self.weak = -1
        """A reduced predicate ("20 hostages held there …"), which a finite one behind it overrules."""

    def _is_kept_by_others(self) -> bool:
        """ "The families of the 48 hostages still held marched": it was the families who did."""
        at = self.phrase.start - 1
        while at > 1 and self.tokens[at].flags & e.DETERMINER:
            at -= 1
        whose = self.tokens[at - 1].flags if at > 0 and self.tokens[at].flags & e.OF else 0
        return bool(whose & e.PERSON and whose & e.PLURAL and (whose & e.HOUSEHOLD or not whose & e.SILENT))

    def find(self) -> int:
        k = self.phrase.end
        while k < self.limit:
            token = self.tokens[k]
            if not token.low[0].isalpha():
                k = self._mark(k)
                continue
            found = self._trigger(k) if token.flags & e.TRIGGER and k not in self.starts else None
            if found is None:
                k = self._word(k)
            elif found == ON:
                k += 1
            elif found == STOP:
                break
            else:
                return found
        return self.weak

    def _mark(self, k: int) -> int:
        """Step past a mark, or to the limit where it ends the clause."""
        token = self.tokens[k]
        low = token.low
        if low == "(":
            return self._past(k, ")")
        if low in DASHES and k + 1 in self.starts and (closed := self._past(k, low)) < self.limit:
            return closed
        if low in QUOTES or low in CLITICS:
            return k + 1
        if low == "," or low in DASHES:
            return self._comma(k)
        if low[0].isdigit():
            return self._quantity(k)
        return self.limit

    def _past(self, k: int, mark: str) -> int:
        """Behind the mark that closes a parenthesis; the limit where none does."""
        for stop in range(k + 1, min(self.limit, k + 25)):
            if self.tokens[stop].low == mark:
                return stop + 1
        return self.limit

    def _comma(self, k: int) -> int:
        """A comma opens an aside, or ends the clause before another number or subject."""
        nxt = k + 1
        if self.predicate or nxt >= self.limit or (self.weak >= 0 and not self.relative):
            return self.limit
        if nxt in self.starts:
            other = self.starts[nxt]
            if other.anaphoric:
                return self.limit if self._has_aside(other) else self._past_detail(nxt)
            aside = self.listing or (other.quantity.single and self.weak < 0 and k == self.phrase.end)
            return other.end if aside else self.limit
        if self.tokens[nxt].flags & e.NOT:
            return self._past_detail(nxt)
        self.listing = False
        if self.tokens[nxt].flags & e.COORDINATOR:
            return self._comma_and(nxt)
        self.aside = True
        return nxt

    def _comma_and(self, k: int) -> int:
        """ "Four people, plus the gunman, were killed"; "and" goes on only to a verb."""
        flags = self.tokens[k].flags
        if not flags & (e.AND | e.OR) and (closed := self._past_detail(k)) < self.limit:
            return closed
        after = self.tokens[min(k + 1, self.limit - 1)]
        if not after.flags & (e.AUXILIARY | e.TRIGGER | e.ADVERB):
            return self.limit
        self.aside = True
        return k

    def _has_aside(self, other: Phrase) -> bool:
        """ "Nine cases, one of whom, a nurse, has died": the predicate is that of the one."""
        return other.kind == "none" and other.end < self.limit and self.tokens[other.end].low == ","

    def _past_detail(self, k: int) -> int:
        """ "120 people, 40 of whom were children, …": what stands between the commas is said of the 40 alone."""
        return next((at for at in range(k, self.limit) if self.tokens[at].low == ","), self.limit)

    def _quantity(self, k: int) -> int:
        """Step over a number in an aside; any other ends the clause."""
        other = self.starts.get(k)
        before = self.tokens[k - 2 if self.tokens[k - 1].flags & e.DETERMINER and k - 1 > self.phrase.end else k - 1]
        if other is None:
            return k + 1
        if before.flags & (e.OF_THEM | e.NOT):
            return self._past_detail(k)
        if self.relative and before.flags & (e.ACTIVE | e.PARTICIPLE | e.VERB):
            return other.end
        if before.flags & e.SUBORDINATOR and other.end < self.limit and self.tokens[other.end].flags & e.AUXILIARY:
            return self.limit
        things = other.kind not in ("person", "none", "body")
        if before.flags & e.INCLUDING or (before.flags & _BEFORE_ASIDE and (other.quantity.article or things)):
            self.aside = True
            return other.head if things and self.tokens[other.head].flags & e.TAIL else other.end
        return self.limit

    def _trigger(self, k: int) -> int | None:
        """A token that names a measure: its index where it is our predicate, STOP, ON, or None for a mere word."""
        flags = self.tokens[k].flags
        if self.phrase.kind == "life":
            return k if flags & e.LIFE_AFTER else None
        if flags & e.HARM and (harming := self._harming(k)):
            return self._accept(k, not harming & e.PREPOSITION)
        if (self.predicate and not self._coordinated(k)) or (self.aside and self._before_noun(k)):
            return ON
        for kind, judge in self.judges:
            if flags & kind and (found := judge(k)) is not None:
                return found
        return None

    def _harming(self, k: int) -> int:
        """Flags of the verb behind which this harm stands ("suffered head and chest injuries"); 0 where none does."""
        for at in range(k - 1, max(self.phrase.end - 1, k - 6), -1):
            flags = self.tokens[at].flags
            if flags & e.HARMING:
                owned = flags & e.PREPOSITION and self.phrase.quantity.article and not self.be
                return 0 if owned else flags
            if flags & (e.PREPOSITION | e.NUMERIC | e.SUBORDINATOR) or not self.tokens[at].low[0].isalpha():
                break
        return 0

    def _before_noun(self, k: int) -> bool:
        """ "With their dying mother": a state of somebody else."""
        after = self.tokens[k + 1].flags if k + 1 < len(self.tokens) else 0
        owned = not self.be or self.tokens[k - 1].flags & e.DETERMINER
        return bool(after & e.PERSON and not after & (e.PLURAL | e.TRIGGER) and owned)

    def _tail(self, k: int) -> int | None:
        token = self.tokens[k]
        if self.dwelling >= 0:
            return self._accept(self.dwelling, True)
        if token.flags & (e.THING | e.BUILDING):
            return self._accept(k, True) if self.conveyed else None
        return self._accept(k, False) if k == self.phrase.end or self.predicate else None

    def _scene(self, k: int) -> int:
        return self._accept(k, True) if self.be and not self.aside else ON

    def _state(self, k: int) -> int:
        nobody = not self.phrase.quantity.high and self.phrase.quantity.value == 0
        if self.tokens[k].flags & e.PREDICATIVE and (nobody or self._has_complement(k + 1)):
            return ON
        return self._accept(k, self.be)

    def _has_complement(self, k: int) -> bool:
        """ "Critical of the government", "critical days": what is said of other things than people's health."""
        after = self.tokens[k] if k < len(self.tokens) else None
        if after is None or not after.low[0].isalpha():
            return False
        return not after.flags & (e.COORDINATOR | e.CONTRAST | e.ADVERB | e.NUMERIC | e.PLACE | e.SUBORDINATOR)

    def _move(self, k: int) -> int:
        if self.tokens[k].flags & e.ACTIVE and self._object_follows(k):
            return ON if self.relative or self.aside else STOP
        if self.tokens[k - 1].flags & e.TO and (self.weak >= 0 or not self._told(k)):
            return ON
        return self._accept(k, self.be or not self.tokens[k].ending & e.GERUND)

    def _told(self, k: int) -> bool:
        """ "Ordered 300 residents to evacuate"; "100 soldiers were sent to evacuate" others."""
        token = self.tokens[k]
        if token.flags & e.FLIGHT and any(one.flags & e.COMMAND for one in self.tokens[: self.phrase.start]):
            return any(one.flags & e.FORCING for one in self.tokens[: self.phrase.start])
        if not token.flags & e.ACTIVE or k - 1 == self.phrase.end:
            return True
        return bool(self.tokens[k - 2].flags & (e.COMMAND | e.HAVE))

    def _group(self, k: int) -> int | None:
        return self._accept(k, True) if self.be else None

    def _active(self, k: int) -> int | None:
        if self.tokens[k].flags & e.NOUN:
            return None
        if self.tokens[k].ending & e.GERUND and k == self.phrase.end and self._holds_pronoun(k + 1):
            self.relative = self.aside = True
        return ON if self.relative or self.aside else STOP

    def _ruin(self, k: int) -> int | None:
        """ "100 houses were lost", "30 homes burned"."""
        if self.phrase.kind != "building":
            return None
        after = self.tokens[k + 1] if k + 1 < len(self.tokens) else None
        alone = after is None or not after.low[0].isalnum() or after.flags & _AFTER_RUIN
        return self._accept(k, self.be) if self.be or (k == self.phrase.end and alone) else None

    def _holds_pronoun(self, k: int) -> bool:
        """ "The militants holding them died": a reduced relative, whose object counts nobody."""
        return k < self.limit and bool(self.tokens[k].flags & e.OBJECT_PRONOUN)

    def _coordinated(self, k: int) -> bool:
        before = self.tokens[k - 1].flags
        return bool(before & (e.COORDINATOR | e.AUXILIARY | e.ADVERB) or self.tokens[k].flags & e.TAIL)

    def _participle(self, k: int) -> int | None:
        """A participle: passive with "be"; a reduced relative without; active where an object follows."""
        if self.be:
            return self._accept(k, True)
        if self.tokens[k].flags & e.GROUP and self._is_for_group(k):
            return ON
        if self._object_follows(k):
            return ON if self.relative or self.aside else STOP
        if self.have:
            return None if self.tokens[k].flags & e.MOVE else STOP
        return self._accept(k, False)

    def _is_for_group(self, k: int) -> bool:
        """ "500,000 for the injured": what they get, and not how many they are."""
        joint = self.tokens[k - 2].flags
        return bool(self.tokens[k - 1].flags & e.THE and joint & e.PREPOSITION and not joint & e.OF)

    def _object_follows(self, k: int) -> bool:
        """ "Two men killed six people", "a woman killed her two children", "two officers shot dead their captain"."""
        at = k + 1
        while at < len(self.tokens) and self.tokens[at].flags & (e.ADVERB | e.OWNER) and at not in self.starts:
            at += 1
        owned = at > k + 1 and bool(self.tokens[at - 1].flags & e.OWNER)
        other = self.starts.get(at)
        if other is None:
            return owned and at < len(self.tokens) and bool(self.tokens[at].flags & e.PERSON)
        return other.kind in ("person", "none", "unknown", "body")

    def _accept(self, k: int, sure: bool) -> int:
        if not fits(self.tokens, k, self.phrase):
            return ON
        left = self.left and self.tokens[k].entry.needs != "travellers"
        if self.attached and 0 <= self.weak <= self.phrase.end + 1:
            return self.weak
        if left or (sure and (not self.relative or self.weak >= 0)):
            return k
        if self.weak < 0 or self.tokens[self.weak].entry.needs == "travellers":
            self.weak = k
        self.aside = self.aside or (sure and self.relative)
        self.be = self.have = False
        return ON

    def _past_ages(self, k: int) -> int:
        """ "Pupils aged 9 to 13", "boys aged between 7 and 14": behind the ages."""
        at = k + 1
        while at < self.limit and self.tokens[at].flags & (e.NUMERIC | e.TO | e.AND | e.BETWEEN | e.OR | e.FROM):
            at += 1
        return at

    def _word(self, k: int) -> int:
        flags = self.tokens[k].flags
        if k in self.starts and not flags & e.INCLUDING:
            return self._quantity(k)
        if flags & e.AUXILIARY:
            return self._auxiliary(k, flags)
        if flags & e.INCLUDING:
            self.aside = self.listing = True
            self.relative = self.relative or bool(flags & e.OF_THEM)
            return k + 1
        if flags & e.RELATIVE and (self.listing or self._opens_relative(k, flags)):
            if self.listing or (flags & e.THAT and self._has_subject(k + 1)):
                return self.limit
            self.relative = self.aside = True
            return k + 1
        return self._small(k, flags)

    def _owner(self, k: int) -> int:
        """ "The 30 passengers they were holding": what somebody did to those counted."""
        at = k + 1
        while at < self.limit and self.tokens[at].flags & (e.AUXILIARY | e.ADVERB):
            at += 1
        if at < self.limit and self.tokens[at].flags & e.ACTIVE and not self._object_follows(at):
            self.weak = at if fits(self.tokens, at, self.phrase) else -1
            self.be = self.have = False
            return at + 1
        return self.limit

    def _opens_relative(self, k: int, flags: int) -> bool:
        before = self.tokens[k - 1]
        return not flags & e.SUBORDINATOR or k == self.phrase.end or bool(before.flags & e.OF) or before.low == ","

    def _has_subject(self, k: int) -> bool:
        """ "Told three children that their uncle was dead": the clause has a subject of its own."""
        token = self.tokens[k] if k < self.limit else None
        return token is not None and bool(token.flags & (e.DETERMINER | e.PRONOUN | e.PERSON))

    def _small(self, k: int, flags: int) -> int:
        if flags & (e.AGE | e.ADVERB):
            return self._past_ages(k) if flags & e.AGE else self._adverb(k, flags)
        if flags & e.LEAVE:
            return k + 1 if self.be or self.aside else self.limit
        if flags & (e.SUBORDINATOR | e.CONTRAST):
            return self._subordinate(k)
        if flags & e.COORDINATOR:
            return self._coordinate(k)
        if flags & e.PREPOSITION:
            self.aside = True
            return k + 1
        return self._owner(k) if flags & e.PRONOUN and k == self.phrase.end else self._other(k, flags)

    def _adverb(self, k: int, flags: int) -> int:
        return self.limit if flags & e.NOT or self._speaks(k, flags) else k + 1

    def _is_aimless(self, k: int) -> bool:
        """ "29 men downstream died": a word before the verb that is no verb itself."""
        after = self.tokens[k + 1].flags if k + 1 < self.limit else 0
        return not self.tokens[k].ending and bool(after & (e.AUXILIARY | e.MOVE))

    def _speaks(self, k: int, flags: int) -> bool:
        """ "Many people reported relatives being trapped": they speak of others."""
        told = flags & e.WEAK and not self.be and k == self.phrase.end and k + 1 < self.limit
        return bool(told) and bool(self.tokens[k + 1].flags & e.PERSON)

    def _auxiliary(self, k: int, flags: int) -> int:
        self.be = self.be or bool(flags & e.BE)
        self.have = self.have or bool(flags & e.HAVE)
        if flags & (e.BE | e.HAVE) and not self.relative:
            self.aside = False
        return k + 1

    def _subordinate(self, k: int) -> int:
        nxt = self.tokens[k + 1] if k + 1 < self.limit else None
        if nxt is not None and nxt.flags & e.PRONOUN:
            return self.limit
        if self.tokens[k].flags & e.AS and nxt is not None and nxt.flags & (e.STATE | e.PARTICIPLE | e.BE):
            return k + 1
        if (self.aside or self.weak >= 0) and self.tokens[k].flags & e.PREPOSITION and (self.relative or not self.be):
            return k + 1
        return self.limit

    def _coordinate(self, k: int) -> int:
        nxt = self.tokens[k + 1] if k + 1 < self.limit else None
        if nxt is None:
            return self.limit
        if nxt.flags & (e.AUXILIARY | e.TRIGGER | e.ADVERB) and k + 1 not in self.starts:
            return k + 1
        if k + 1 in self.starts:
            other = self.starts[k + 1]
            return (
                other.end
                if self.listing or (self.left and other.kind == "thing") or (self.aside and other.quantity.single)
                else self.limit
            )
        return self._second_subject(k) if k == self.phrase.end else k + 1 if self.aside else self.limit

    def _second_subject(self, k: int) -> int:
        """ "Eight shoppers and the gunman were killed": step over a second subject without a number."""
        for at in range(k + 1, min(k + 7, self.limit)):
            flags = self.tokens[at].flags
            if flags & e.AUXILIARY or (flags & e.PARTICIPLE and self._is_shared(at)):
                return at
            if (
                at in self.starts
                or flags & (e.TRIGGER | e.SPEECH | e.VERB | e.SUBORDINATOR)
                or self.tokens[at].low == ","
            ):
                break
        return self.limit

    def _is_shared(self, k: int) -> bool:
        """ "Two Americans and an Afghan injured": neither "the injured" nor "injured men"."""
        after = self.tokens[k + 1].flags if k + 1 < len(self.tokens) else 0
        return not self.tokens[k - 1].flags & e.DETERMINER and not after & e.PERSON

    def _verb(self, k: int, flags: int) -> int:
        """A verb that is no trigger: it speaks, or does something else; "accused of theft" does neither."""
        self.conveyed = self.conveyed or bool(flags & e.CONVEY and self.be)
        speaks = flags & e.SPEECH and not (k + 1 < self.limit and self.tokens[k + 1].flags & e.OF)
        if speaks and not (self.be or self.relative or flags & (e.ADVERB | e.DOCUMENT)):
            return self.limit
        if self.be or self.aside:
            self.predicate = self.predicate or bool(flags & e.VERB and self.be)
            return k + 1
        self.predicate = True
        return self.limit if speaks else k + 1

    def _other(self, k: int, flags: int) -> int:
        if flags & e.DWELL and (self.be or k == self.phrase.end):
            self.dwelling = k
        if flags & (e.SPEECH | e.VERB):
            return self._verb(k, flags)
        if self.tokens[k].ending & e.LY:
            return k + 1
        if self.be and not self.aside:
            self.predicate = True
            self.conveyed = self.conveyed or bool(flags & e.CONVEY)
        elif not self.aside and k == self.phrase.end and not self._is_aimless(k):
            self.predicate = not self.tokens[k].ending & e.GERUND
            self.aside = True
        return k + 1
