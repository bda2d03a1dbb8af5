"""Binds each noun phrase of a sentence to what is counted: the clause grammar of figures.

Each phrase looks right for a predicate it is the subject of, left for a verb it is the object of or a toll it
measures, then into itself ("39 missing people"), then to the phrase before it. Every look is bounded, so that the
work grows with the number of tokens only.
"""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.load import Lexicon
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import Token

_REACH = 45
_STRONG_HEADS = ("person", "body")
_QUOTES = frozenset("\"'“”‘’«»")
_DASHES = frozenset(("-", "–", "—"))


def bind(tokens: list[Token], phrases: list[Phrase], lexicon: Lexicon) -> None:
    """Give each phrase its measure, and the token that gave it, where the sentence says one."""
    starts = {phrase.start: phrase for phrase in phrases}
    own = _without_wholes(tokens, phrases)
    for group in _groups(tokens, own):
        _bind_group(tokens, group, starts, lexicon)
    inherit(tokens, own)
    _others(own)


def _others(phrases: list[Phrase]) -> None:
    """ "30 killed and 40 more injured": more people, not more injured."""
    bound = [phrase for phrase in phrases if phrase.measure]
    for before, phrase in pairwise(bound):
        if phrase.quantity.more and phrase.measure != before.measure:
            phrase.quantity.more = False


def _without_wholes(tokens: list[Token], phrases: list[Phrase]) -> list[Phrase]:
    """Leave out the whole of a part: in "291 of the 459 people" only the 291 has a predicate."""
    own: list[Phrase] = []
    for phrase in phrases:
        if own and phrase.start < own[-1].end:
            _bind_inside(tokens, phrase)
        else:
            own.append(phrase)
    return own


def _groups(tokens: list[Token], phrases: list[Phrase]) -> list[list[Phrase]]:
    """Phrases joined by nothing but "and", commas and the like share a predicate."""
    groups: list[list[Phrase]] = []
    for phrase in phrases:
        if groups and _joined(tokens, groups[-1][-1], phrase):
            groups[-1].append(phrase)
        else:
            groups.append([phrase])
    return groups


def _joined(tokens: list[Token], first: Phrase, second: Phrase) -> bool:
    gap = tokens[first.end : second.start]
    if not gap or len(gap) > 16:
        return False
    if gap[0].flags & e.INCLUDING and not first.anaphoric:
        gap = _after_examples(gap)
    return (
        bool(gap)
        and all(token.flags & e.COORDINATOR or token.low == "," or token.flags & e.DETERMINER for token in gap)
        and any(token.flags & e.COORDINATOR or token.low == "," for token in gap)
    )


def _after_examples(gap: list[Token]) -> list[Token]:
    """What follows "including Japanese, French and British workers"."""
    k = 1
    while k < len(gap) and (
        gap[k].flags & (e.PERSON | e.DEMONYM | e.ADJECTIVE | e.PLAIN) or gap[k].low in (",", "and")
    ):
        k += 1
    if k < len(gap):
        return []
    tail = k
    while tail > 1 and gap[tail - 1].low in (",", "and"):
        tail -= 1
    return gap[tail:]


def _bind_group(tokens: list[Token], group: list[Phrase], starts: dict[int, Phrase], lexicon: Lexicon) -> None:
    for phrase in group:
        _bind_head(tokens, phrase, lexicon)
    first, last = group[0], group[-1]
    right = _right(tokens, last, starts)
    left = _left(tokens, first, lexicon)
    if len(group) > 1:
        _share(tokens, group, right >= 0)
    for phrase in group:
        if phrase.measure:
            continue
        ownright = right
        choices = (left, ownright) if phrase is not last else (ownright, left)
        if left >= 0 and ownright >= 0 and len(group) == 1:
            choices = _prefer(tokens, phrase, left, ownright)
        for trigger in choices:
            if trigger >= 0 and _fits(tokens, trigger, phrase):
                _set(tokens, phrase, trigger, lexicon)
                break
        if not phrase.measure:
            _bind_inside(tokens, phrase)


def _share(tokens: list[Token], group: list[Phrase], subject: bool) -> None:
    """Coordination shares the head and the hedge: "at least 15 foreign and 30 local workers"."""
    head = group[-1]
    for phrase in reversed(group[:-1]):
        if phrase.kind in ("none", "unknown") and head.kind == "person" and phrase.end > phrase.quantity.end:
            phrase.kind = "person"
            for facet in head.facets:
                if facet not in phrase.facets and not _opposed(facet, phrase, head, tokens):
                    phrase.facets.append(facet)
    for before, after in pairwise(group):
        joint = tokens[before.end : after.start]
        if (
            any(token.low in ("and", "or") for token in joint)
            and after.quantity.qualifier == "exact"
            and (
                before.quantity.qualifier in ("at_least", "more_than", "about")
                and not after.quantity.single
                and subject
            )
        ):
            after.quantity.hedge(before.quantity.qualifier)


def _opposed(facet: str, phrase: Phrase, head: Phrase, tokens: list[Token]) -> bool:
    """A facet from the head's own adjective ("local") does not pass to the other; one from the head noun does."""
    return tokens[head.head].entry.facet != facet and tokens[head.head].entry.iso != facet


def _prefer(tokens: list[Token], phrase: Phrase, left: int, right: int) -> tuple[int, int]:
    """Object of the verb before, or subject of the predicate behind? "left 20 dead": behind; "killed six and …": before."""
    if tokens[left].flags & e.TOLL:
        return (left, right)
    if right == phrase.end and tokens[right].flags & (e.STATE | e.PARTICIPLE | e.MOVE):
        return (right, left)
    return (left, right)


def _set(tokens: list[Token], phrase: Phrase, trigger: int, lexicon: Lexicon) -> None:
    entry = tokens[trigger].entry
    phrase.measure = (
        lexicon.life_measure
        if tokens[trigger].flags & (e.LIFE_BEFORE | e.LIFE_AFTER) and phrase.kind == "life"
        else entry.measure
    )
    phrase.trigger = trigger
    phrase.rows.append(entry.word)


def _bind_head(tokens: list[Token], phrase: Phrase, lexicon: Lexicon) -> None:
    """Counting nouns carry their measure: "12 deaths", "15 bodies"."""
    if phrase.kind == "noun":
        phrase.measure = tokens[phrase.head].entry.measure
        phrase.trigger = phrase.head
    elif phrase.kind == "body":
        window = tokens[phrase.end : phrase.end + 7]
        before = tokens[max(0, phrase.start - 3) : phrase.start]
        if not any(token.flags & e.NEUTRAL for token in (*window, *before)):
            phrase.measure = lexicon.body_measure
            phrase.trigger = phrase.head
        else:
            phrase.kind = "thing"


def _bind_inside(tokens: list[Token], phrase: Phrase) -> None:
    if phrase.inside >= 0 and phrase.kind in _STRONG_HEADS:
        phrase.measure = tokens[phrase.inside].entry.measure
        phrase.trigger = phrase.inside
        return
    if phrase.kind == "person" and phrase.head >= 0:
        entry = tokens[phrase.head].entry
        if entry.flags & e.NOUN and not phrase.quantity.single:
            phrase.measure = entry.measure
            phrase.trigger = phrase.head


def _fits(tokens: list[Token], trigger: int, phrase: Phrase) -> bool:
    """Does this measure count such things?"""
    entry = tokens[trigger].entry
    flags = tokens[trigger].flags
    if phrase.kind == "life":
        return bool(flags & (e.LIFE_BEFORE | e.LIFE_AFTER)) or entry.measure in ("killed", "rescued")
    if flags & (e.TOLL):
        return phrase.kind in ("none", "person", "unknown")
    if entry.needs == "building":
        return phrase.kind == "building"
    if entry.needs == "travellers":
        return phrase.kind == "person" and phrase.side != "forces"
    if entry.needs == "attacker":
        return phrase.side == "attackers"
    if phrase.kind in ("thing", "building", "noun"):
        return False
    if flags & e.STRICT and not flags & e.STATE:
        return phrase.kind == "person"
    if phrase.kind == "unknown":
        return entry.needs != "person"
    return bool(entry.measure)


def _right(tokens: list[Token], phrase: Phrase, starts: dict[int, Phrase]) -> int:
    """The predicate whose subject this phrase is; -1 where there is none."""
    return _Right(tokens, phrase, starts).find()


class _Right:
    """A walk to the right from a phrase to its predicate."""

    def __init__(self, tokens: list[Token], phrase: Phrase, starts: dict[int, Phrase]) -> None:
        self.tokens = tokens
        self.phrase = phrase
        self.starts = starts
        self.be = False
        self.have = False
        self.aside = False
        """Inside a prepositional phrase, relative clause or parenthesis."""
        self.relative = False
        self.predicate = False
        """Past a verb that is no trigger: only a coordinated predicate can follow."""
        self.weak = -1

    def find(self) -> int:
        tokens, k = self.tokens, self.phrase.end
        limit = min(len(tokens), k + _REACH)
        while k < limit:
            token = tokens[k]
            if not token.low[0].isalpha():
                k = self._mark(k, limit)
            elif token.flags & e.TRIGGER and (found := self._trigger(k)) is not None:
                if found >= 0:
                    return found
                k = limit if found == -1 else k + 1
            else:
                k = self._word(k, limit)
        return self.weak

    def _mark(self, k: int, limit: int) -> int:
        """Step past a mark, or to the limit where it ends the clause."""
        low = self.tokens[k].low
        if low == "(":
            for stop in range(k + 1, min(limit, k + 25)):
                if self.tokens[stop].low == ")":
                    return stop + 1
            return limit
        if low in _QUOTES or low in {"'s", "’s"}:
            return k + 1
        if low == "," or low in _DASHES:
            return self._comma(k, limit)
        if self.tokens[k].flags & e.DIGITS or self.tokens[k].low[0].isdigit():
            return self._quantity(k, limit)
        return limit

    def _comma(self, k: int, limit: int) -> int:
        """A comma opens an aside, or ends the clause before another number or subject."""
        if self.predicate or (self.weak >= 0 and not self.relative):
            return limit
        nxt = k + 1
        if nxt >= limit:
            return limit
        token = self.tokens[nxt]
        if nxt in self.starts:
            return limit if not self._appositive(nxt) else self.starts[nxt].end
        if token.flags & e.COORDINATOR and not self.tokens[min(nxt + 1, limit - 1)].flags & (
            e.AUXILIARY | e.TRIGGER | e.ADVERB
        ):
            return limit
        self.aside = True
        return nxt

    def _appositive(self, at: int) -> bool:
        """ ", one of them a child," is an aside; ", 30 were hurt" is not."""
        other = self.starts[at]
        return other.anaphoric

    def _quantity(self, k: int, limit: int) -> int:
        """Step over a number in an aside; any other ends the clause."""
        other = self.starts.get(k)
        before = self.tokens[k - 1]
        if other is None:
            return k + 1
        if before.flags & e.INCLUDING or (before.flags & e.PREPOSITION and other.kind not in ("person", "none", "body")):
            self.aside = True
            return other.end
        return limit

    def _trigger(self, k: int) -> int | None:
        """A token that names a measure: its index where it is our predicate, -1 to stop, -2 to go on, None for a mere word."""
        token = self.tokens[k]
        flags = token.flags
        if flags & e.LIFE_AFTER and self.phrase.kind == "life":
            return k
        if self.predicate and not self.tokens[k - 1].flags & (e.COORDINATOR | e.AUXILIARY | e.ADVERB):
            return -2
        if flags & e.STATE:
            return self._accept(k, self.be)
        if flags & e.PARTICIPLE:
            return self._participle(k)
        if flags & e.MOVE:
            return self._accept(k, True) if not token.low.endswith("ing") or self.be else self._accept(k, False)
        if flags & e.GROUP and self.be:
            return self._accept(k, True)
        if flags & e.ACTIVE and not flags & e.NOUN:
            return -1 if not self.relative and not self.aside else -2
        return None

    def _participle(self, k: int) -> int:
        """A participle: passive with "be"; a reduced relative without; active where an object follows."""
        if self.be:
            return self._accept(k, True)
        if self._object_follows(k):
            return -2 if self.relative or self.aside else -1
        if self.have:
            return -1
        return self._accept(k, False)

    def _object_follows(self, k: int) -> bool:
        at = k + 1
        tokens = self.tokens
        while at < len(tokens) and tokens[at].flags & e.ADVERB:
            at += 1
        if at >= len(tokens):
            return False
        token = tokens[at]
        return (
            at in self.starts
            and not token.flags & e.MONTH
            and self.starts[at].kind in ("person", "none", "unknown", "body")
        )

    def _accept(self, k: int, sure: bool) -> int:
        self.tokens[k]
        if not _fits(self.tokens, k, self.phrase):
            return -2
        if sure and (not self.relative or self.weak >= 0):
            return k
        if self.weak < 0:
            self.weak = k
        if sure and self.relative:
            self.aside = True
        self.be = self.have = False
        return -2

    def _word(self, k: int, limit: int) -> int:
        token = self.tokens[k]
        flags = token.flags
        if k in self.starts and not flags & e.INCLUDING:
            return self._quantity(k, limit)
        if flags & e.AUXILIARY:
            return self._auxiliary(k, flags)
        if flags & e.INCLUDING:
            self.aside = True
            return k + 1
        if flags & e.RELATIVE and (
            k == self.phrase.end
            or self.tokens[k - 1].low in (",", "of")
            or (flags & e.RELATIVE and not flags & e.SUBORDINATOR)
        ):
            self.relative = self.aside = True
            return k + 1
        if flags & e.ADVERB:
            return k + 1
        if flags & e.LEAVE:
            return k + 1 if self.be else (k + 1 if self.aside else limit)
        if flags & (e.SUBORDINATOR | e.CONTRAST):
            return self._subordinate(k, limit)
        if flags & e.COORDINATOR:
            return self._coordinate(k, limit)
        if flags & e.PREPOSITION:
            self.aside = True
            return k + 1
        return self._other(k, limit, flags)

    def _auxiliary(self, k: int, flags: int) -> int:
        if flags & e.BE:
            self.be = True
        elif flags & e.HAVE:
            self.have = True
        self.aside = False if flags & (e.BE | e.HAVE) and not self.relative else self.aside
        return k + 1

    def _subordinate(self, k: int, limit: int) -> int:
        nxt = self.tokens[k + 1] if k + 1 < limit else None
        if self.tokens[k].low == "as" and nxt is not None and nxt.flags & (e.STATE | e.PARTICIPLE | e.BE):
            return k + 1
        if self.aside and self.tokens[k].flags & e.PREPOSITION and not self.be:
            return k + 1
        return limit

    def _coordinate(self, k: int, limit: int) -> int:
        nxt = self.tokens[k + 1] if k + 1 < limit else None
        if nxt is None:
            return limit
        if nxt.flags & (e.AUXILIARY | e.TRIGGER | e.ADVERB):
            return k + 1
        if k + 1 in self.starts:
            return limit
        return k + 1 if self.aside else limit

    def _other(self, k: int, limit: int, flags: int) -> int:
        if flags & (e.SPEECH | e.VERB):
            if self.be or self.aside:
                self.predicate = self.predicate or bool(flags & e.VERB and self.be)
                return k + 1
            if flags & e.SPEECH:
                return limit
            self.predicate = True
            return k + 1
        if self.tokens[k].low.endswith("ly"):
            return k + 1
        if self.be and not self.aside:
            self.predicate = True
        elif not self.aside and k == self.phrase.end:
            self.aside = self.predicate = not self.tokens[k].low.endswith("ing")
            self.aside = True
        return k + 1


def _left(tokens: list[Token], phrase: Phrase, lexicon: Lexicon) -> int:
    """The verb whose object this phrase is, or the toll it measures; -1 where there is none."""
    k = phrase.start - 1
    steps = 0
    while (
        k >= 0
        and steps < 4
        and (
            (
                tokens[k].flags & (e.ADVERB | e.DETERMINER | e.INSIDE)
                and not tokens[k].flags & (e.TRIGGER | e.COORDINATOR)
            )
            or tokens[k].low in _QUOTES
        )
    ):
        k -= 1
        steps += 1
    if k < 0:
        return -1
    token = tokens[k]
    flags = token.flags
    if flags & e.OBJECT:
        return k
    if phrase.kind == "life" and flags & e.LIFE_BEFORE:
        return k
    if flags & (e.ACTIVE | e.PARTICIPLE) and (token.low.endswith("ing") or not _passive(tokens, k)):
        return k
    if flags & e.TRIGGER and k == 0 and not flags & e.TOLL:
        return -1
    if token.low == ":" and k > 0 and tokens[k - 1].flags & (e.TRIGGER) and phrase.kind != "noun":
        return k - 1
    if flags & e.INCLUDES:
        found = _group_before(tokens, k)
        if found >= 0:
            return found
    return _toll(tokens, phrase, lexicon)


def _passive(tokens: list[Token], k: int) -> bool:
    """Is the participle at k passive: a form of "be" before it?"""
    at = k - 1
    while at >= 0 and at > k - 5:
        flags = tokens[at].flags
        if flags & e.BE:
            return True
        if not flags & (e.ADVERB | e.HAVE | e.MODAL | e.COORDINATOR | e.PARTICIPLE):
            return False
        at -= 1
    return False


def _group_before(tokens: list[Token], k: int) -> int:
    """The group that a list spells out: "the dead included …", "among the dead were …"."""
    for at in range(k - 1, max(-1, k - 9), -1):
        token = tokens[at]
        if token.flags & (e.GROUP | e.PARTICIPLE | e.TOLL | e.STATE) and token.entry.measure:
            before = tokens[at - 1] if at else token
            return at - 1 if token.flags & e.PERSON and before.flags & (e.STATE | e.PARTICIPLE) else at
        if token.flags & e.NUMERIC or token.low in (";", ".", ":"):
            return -1
    return -1


def _toll(tokens: list[Token], phrase: Phrase, lexicon: Lexicon) -> int:
    """The toll or "number of …" that this number measures."""
    start = phrase.start
    if start == 0:
        return -1
    while start > 1 and tokens[start - 1].flags & (e.DETERMINER | e.ADVERB) and not tokens[start - 1].flags & e.LINK:
        start -= 1
    before = tokens[start - 1]
    linked = (
        before.flags & (e.LINK | e.TOLL_VERB)
        or tokens[start].flags & (e.LINK | e.BEFORE)
        or before.low in ("from", ":", "(")
    )
    if not linked:
        return -1
    inner = -1
    for at in range(start - 1, max(-1, start - 32), -1):
        token = tokens[at]
        flags = token.flags
        if flags & e.TOLL and not flags & e.NUMBER_NOUN:
            return at
        if flags & e.NUMBER_NOUN and inner >= 0 and _counts(tokens, at):
            return inner
        if flags & e.TRIGGER and not flags & (e.TOLL_VERB | e.LINK):
            inner = at
            continue
        if token.low in (";", ".", "?", "!") or (flags & e.STRONG and not flags & e.TOLL_VERB):
            break
    after = _toll_after(tokens, phrase)
    if after < 0:
        phrase.pending = _is_pending(tokens, phrase, start)
    return after


def _is_pending(tokens: list[Token], phrase: Phrase, start: int) -> bool:
    """Is this number put to "the figure", "the number", "this" or "it", which name a measure said before?"""
    if phrase.kind != "none":
        return False
    for at in range(start - 1, max(-1, start - 10), -1):
        token = tokens[at]
        if token.flags & e.NUMBER_NOUN or token.low in ("this", "that", "it", "which"):
            verbs = tokens[at + 1 : start]
            return any(t.flags & (e.TOLL_VERB | e.LINK) for t in verbs) and all(
                t.flags & (e.TOLL_VERB | e.LINK | e.ADVERB | e.PREPOSITION | e.AUXILIARY) for t in verbs
            )
    return False


def _counts(tokens: list[Token], at: int) -> bool:
    """ "number of", "figure for", "the number missing"."""
    nxt = tokens[at + 1] if at + 1 < len(tokens) else None
    return nxt is not None and (nxt.low in ("of", "for") or bool(nxt.flags & (e.TRIGGER | e.PERSON)))


def _toll_after(tokens: list[Token], phrase: Phrase) -> int:
    """ "raising to 10 the toll of its nationals"."""
    at = phrase.end
    while at < min(len(tokens), phrase.end + 4):
        if tokens[at].flags & e.TOLL:
            return at
        if not tokens[at].flags & (e.DETERMINER | e.ADVERB | e.ADJECTIVE | e.PLAIN) and tokens[at].low not in (
            "official",
            "overall",
        ):
            return -1
        at += 1
    return -1


def inherit(tokens: list[Token], phrases: list[Phrase]) -> None:
    """Let a number that only lists or details the one before it take its measure."""
    before: Phrase | None = None
    for phrase in phrases:
        if phrase.pending and not phrase.measure and before is not None:
            phrase.measure, phrase.trigger = before.measure, before.trigger
        if before is not None and not phrase.measure and phrase.kind in ("person", "none") and before.measure:
            if _continued(tokens, before, phrase):
                phrase.measure = before.measure
                phrase.trigger = before.trigger
                phrase.rows = [*before.rows]
                phrase.part = tokens[phrase.start - 1].flags & e.INCLUDING > 0 or phrase.partitive
        if phrase.measure:
            before = phrase


def _continued(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    reach = max(before.end, before.trigger + 1 if before.trigger < phrase.start else 0)
    gap = tokens[reach : phrase.start]
    if len(gap) > 25 or not gap:
        return False
    if gap[-1].flags & e.INCLUDING or phrase.anaphoric or (phrase.partitive and phrase.kind == "person"):
        return True
    if any(token.flags & e.COORDINATOR and token.low not in ("and", "or") for token in gap[-1:]):
        return True
    if gap[-1].low == "not" and len(gap) <= 3:
        return True
    follows = tokens[phrase.end] if phrase.end < len(tokens) else None
    if follows is not None and (
        follows.flags & (e.AUXILIARY | e.VERB | e.SPEECH | e.TRIGGER)
        or (follows.low[0].isalpha() and not follows.flags)
    ):
        return False
    return all(
        token.low in (",", "(", "and") or token.flags & (e.DETERMINER | e.PREPOSITION | e.COUNTRY) or token.capital
        for token in gap
    ) and gap[-1].low in (",", "and", "(")
