"""Finds who says so: the voices of a sentence, and which of its words each one covers. Knows no measure."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from newsdesk.figures import joint_names, moments, noun_phrases, reach, speakers, speech, voice_names
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.noun_phrases import LONGEST
from newsdesk.figures.speech import Voice
from newsdesk.figures.tokens import ACRONYM, BRACKETS, CLITICS, CLOSERS, LABELLING, SHUTS, Token, is_acronym, is_owning

Resolve = Callable[[str], list[str]]
"""Names whom a pronoun of a kind takes up."""

_PARTS = frozenset((",", ";", "—", "–"))
_PREDICATES = e.AUXILIARY | e.TOLL_VERB | e.ACTIVE | e.MOVE | e.VERB | e.LEAVE | e.INCLUDING
_FINITE = e.AUXILIARY | e.ACTIVE | e.MOVE | e.VERB
_COUNTED = e.NUMBER_NOUN | e.TOLL | e.DOCUMENT
_DESCRIBING = e.DETERMINER | e.ADJECTIVE | e.PLAIN | e.ADVERB
_BESIDE = e.FROM | e.OVER | e.COMPARED | e.TWICE | e.HALF
"""What sets a number beside another: "up from", "higher than", "double"."""
_SHORTEST_GAP = 3
"""Words from one voice's verb to the "that" of the next, which has no verb."""
_LABEL = 6
_SHORT_NAME = 2
_ISSUED = 4
"""Words from "released" to the "by" of "released on Monday by the ministry"."""
_OWNED = 3
"""Words of "the army's" before its "count"."""
_COUNTED_IN = 3
"""Words of "people wounded" behind a number."""
_NUMBERED = 4
"""Words from a number to who reported it."""


class _Finder:
    """One pass over a sentence, left to right."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.voices: list[Voice] = []
        self.covered = 0
        self.cited: tuple[int, list[str]] | None = None
        """Names cited before their carrier's verb: "Reuters, citing an official, said …"."""
        self.named = 0
        """Where the last name ends that was read from "according to" or "citing" on."""

    def find(self) -> list[Voice]:
        for at, token in enumerate(self.tokens):
            flags = token.flags
            if flags & e.CITING and not (at and self.tokens[at - 1].flags & e.BE):
                if cited := self._of_number(at, self._agent(at)):
                    self._add(at, cited)
                else:
                    self._cite(at, flags)
            elif voice := self._voice(at, token) or self._gapped(at) or self._bare(at):
                self._add(at, voice)
        return self.voices

    def _voice(self, at: int, token: Token) -> Voice | None:
        flags = token.flags
        if flags & e.ACCORDING or (flags & e.BY and self._is_by_document(at)):
            return self._according(at) if flags & e.ACCORDING else self._by_document(at)
        if flags & e.SPEECH and (by := self._by_somebody(at)):
            return None if self._is_compared(at) else self._by(at, by)
        if flags & e.SPEECH and (voice := speech.read(self.text, self.tokens, at, self.covered)):
            return voice
        if flags & e.DOCUMENT:
            return self._document(at)
        signs = token.low in LABELLING and at >= len(self.tokens) - _LABEL
        if signs and (voice := self._signature(at)):
            return voice
        return self._label(at) if token.low == ":" and 0 < at <= _LABEL else None

    def _gapped(self, at: int) -> Voice | None:
        """ "The army said 12 had died, the rebels that 40 had", "police put it at 12, the union at 40"."""
        tokens = self.tokens
        former = self.voices[-1] if self.voices else None
        if former is None or former.outer or at - former.verb < _SHORTEST_GAP or at + 1 >= len(tokens):
            return None
        if tokens[at - 1].flags & e.DOCUMENT:
            # "…, rejecting a rebel claim that 40 had".
            return None
        link, said = tokens[at].flags, tokens[at + 1].flags
        counts = said & (e.NUMERIC | e.BEFORE)
        if not (link & e.THAT and (counts or said & e.NEUTRAL_PRONOUN)) and not (_is_at(tokens[at]) and counts):
            return None
        start = noun_phrases.back(tokens, at - 1)
        if _is_at(tokens[at]) and not self._is_put(former.verb, start):
            return None
        return self._second(former, start, at, at)

    def _bare(self, at: int) -> Voice | None:
        """ "The governor reported 227 dead and the army 381": at the last word of who has another number."""
        tokens = self.tokens
        former = self.voices[-1] if self.voices else None
        if former is None or former.outer or at + 1 >= len(tokens) or not tokens[at + 1].flags & e.NUMERIC:
            return None
        counted = tokens[former.verb + 1].flags & (e.NUMERIC | e.BEFORE) and tokens[at].flags & (e.VOICE | e.TITLE)
        start = noun_phrases.back(tokens, at)
        if not counted or not self._is_counted(at + 2):
            return None
        return self._second(former, start, at + 1, at)

    def _is_counted(self, k: int) -> bool:
        """Does the clause end behind a number, or behind what it counts: "and the police 40 arrests"?"""
        ends = min(len(self.tokens), k + _COUNTED_IN)
        while k < ends and self.tokens[k].flags & (e.TRIGGER | e.PERSON):
            k += 1
        return k >= len(self.tokens) or not self.tokens[k].low[0].isalnum()

    def _second(self, former: Voice, start: int, end: int, verb: int) -> Voice | None:
        """The voice that tokens[start:end] name beside the former one, whose verb it shares."""
        if start <= former.verb or not _joins(self.tokens[start - 1]):
            return None
        if not speakers.speaks(self.tokens, start, end, False):
            return None
        named = voice_names.name(self.text, self.tokens, start, end)
        voice = Voice(start, start, len(self.tokens), named, False)
        voice.verb = verb
        return voice if named.names else None

    def _is_put(self, start: int, end: int) -> bool:
        """Has the former voice put something at a number?"""
        words = self.tokens[start:end]
        return any(_is_at(one) and two.flags & (e.NUMERIC | e.BEFORE) for one, two in pairwise(words))

    def _is_by_document(self, at: int) -> bool:
        """ "By some estimates"; not "by Sunday the toll"."""
        first = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if first is None or not (first.flags & (e.DETERMINER | e.DOCUMENT) or first.capital) or first.flags & e.ADVERB:
            return False
        words = self.tokens[at + 1 : at + 4]
        if len(words) == _OWNED and words[-1].low in CLITICS:
            words = self.tokens[at + 4 : at + 6]
        return any(token.flags & e.DOCUMENT and not token.flags & e.TOLL for token in words)

    def _by_document(self, at: int) -> Voice | None:
        """ "By one estimate"; "by his count" is what he says; "Israeli" of "by Israeli count" says its clause alone."""
        tokens = self.tokens
        if tokens[at + 1].flags & e.OWNER and self.voices:
            return None
        voice = self._according(at)
        if voice is None or not voice.outer or not tokens[at + 1].flags & e.DEMONYM:
            return voice
        if not self.voices or self.voices[-1].outer:
            return voice
        former = self.voices[-1].verb
        opened = next((k for k in range(at - 1, former, -1) if reach.opens_clause(tokens[k])), 0)
        voice.start, voice.embedded = opened or former + 1, True
        if not opened:
            voice.names = [*(name for name in self.voices[-1].names if name not in voice.names), *voice.names]
        return voice

    def _agent(self, at: int) -> int:
        """The "by" of "given by", "cited a day earlier by", "quoted by", which is one word; 0 where there is none."""
        if self.tokens[at].flags & e.CARRYING:
            return at
        by = reach.past_time(self.tokens, at + 1)
        return by if by < len(self.tokens) and self.tokens[by].flags & e.AGENT else 0

    def _by_somebody(self, at: int) -> int:
        """The "by" of "figures released by the ministry"; 0 in "said by telephone", "said by Sunday night"."""
        by = self._agent(at)
        if not by or by == at or moments.past(self.tokens, by + 1) > by + 1:
            return 0
        if self.tokens[at].flags & e.LIFE_BEFORE and self._is_passive(at - 1):
            # "The attack was claimed by the group".
            return 0
        medium = by + 1 < len(self.tokens) and self.tokens[by + 1].flags & e.MEDIUM
        return 0 if medium or speech.is_deed_owned(self.tokens, at) else by

    def _is_passive(self, k: int) -> bool:
        while k > 0 and self.tokens[k].flags & e.ADVERB:
            k -= 1
        return k >= 0 and bool(self.tokens[k].flags & e.BE)

    def _of_number(self, at: int, by: int) -> Voice | None:
        """ "Not 15 as reported by the union", "up from the 30 given by AFP": said of that number alone."""
        number = next((k for k in range(at - 1, max(0, at - _NUMBERED), -1) if self.tokens[k].flags & e.NUMERIC), 0)
        if not number or not by or not self._is_set_beside(number):
            return None
        voice = self._according(by)
        if voice is not None:
            voice.start, voice.end, voice.embedded = number, at, True
        return voice

    def _is_set_beside(self, at: int) -> bool:
        """Is another number held against this one, or against this document: "from an earlier figure of 20"?"""
        joint = at - 1
        while joint > 0 and self.tokens[joint].flags & e.DETERMINER:
            joint -= 1
        if joint > 1 and self.tokens[joint].flags & e.OF and self.tokens[joint - 1].flags & _COUNTED:
            joint = self._before_described(joint - 2)
        return bool(self.tokens[joint].flags & (_BESIDE | e.NOT | e.BEFORE))

    def _before_described(self, k: int) -> int:
        """The token before "an earlier", "the official", which ends at `k`."""
        while k > 0 and self.tokens[k].flags & _DESCRIBING and not self.tokens[k].flags & _BESIDE:
            k -= 1
        return k

    def _quoted(self, at: int, by: int) -> Voice | None:
        """ "…, the governor was quoted as saying by Xinhua": who carries it, and whose words they are."""
        quoting = at > 2 and self.tokens[at - 1].flags & e.AS and self.tokens[at - 2].flags & e.CITING
        voice = self._according(by) if quoting else None
        if voice is not None:
            start, author = speech.passive_subject(self.text, self.tokens, at - 3)
            voice.names.extend(name for name in author.names if name not in voice.names)
            voice.at = start
        return voice

    def _by(self, at: int, by: int) -> Voice | None:
        return self._of_number(at, by) or self._quoted(at, by) or self._compiled(at, by) or self._of_described(at, by)

    def _of_described(self, at: int, by: int) -> Voice | None:
        """ "A group said by officials to be Maoist took 12": they say no more than what it is said to be."""
        voice = self._according(by)
        resumes = self._resumes_behind_infinitive(at) if voice is not None else 0
        if voice is not None and resumes:
            voice.start, voice.end, voice.embedded = at, resumes, True
        return voice

    def _resumes_behind_infinitive(self, at: int) -> int:
        """The "took" of "A group said by officials to be Maoist took 12"; 0 where the passive is no aside."""
        tokens = self.tokens
        described = tokens[noun_phrases.back(tokens, at - 1) : at]
        if not described or self._is_passive(at - 1) or any(token.flags & _COUNTED for token in described):
            return 0
        infinitive = next((k for k in range(at + 2, self._name_end(at + 1) + 1) if _is_infinitive(tokens, k)), 0)
        k = infinitive + 2
        while k < len(tokens) and tokens[k].flags & (e.AUXILIARY | e.ADVERB):
            k += 1
        behind = range(k + 1, min(len(tokens), k + LONGEST)) if infinitive else ()
        ends = next((k for k in behind if tokens[k].low in CLOSERS or tokens[k].flags & (_FINITE | e.RELATIVE)), 0)
        return ends if ends and tokens[ends].flags & _FINITE and tokens[ends].low not in CLOSERS else 0

    def _compiled(self, at: int, by: int) -> Voice | None:
        """ "Figures compiled by the agency show that …": they lead."""
        if not self.tokens[at - 1].flags & e.DOCUMENT:
            return None
        behind = range(by + 2, min(len(self.tokens), by + LONGEST))
        verb = next((k for k in behind if self.tokens[k].flags & e.SPEECH and not self.tokens[k].flags & e.DOCUMENT), 0)
        if not verb or any(
            self.tokens[k].low in CLOSERS or self.tokens[k].flags & e.AUXILIARY for k in range(at, verb)
        ):
            return None
        if verb + 1 >= len(self.tokens) or self.tokens[verb + 1].low in CLOSERS:
            return None
        origin = next((k for k in range(by + 2, verb) if self.tokens[k].flags & (e.FROM | e.ON_DAY | e.ADVERB)), verb)
        named = voice_names.name(self.text, self.tokens, by + 1, origin)
        voice = Voice(by + 1, verb, len(self.tokens), named, False)
        voice.verb = verb
        return voice if named.names else None

    def _is_compared(self, at: int) -> bool:
        """ "Unchanged from figures released by the police", "double the number given by AFP": of another number."""
        if at < 2 or not self.tokens[at - 1].flags & _COUNTED:
            return False
        return bool(self.tokens[self._before_described(at - 2)].flags & _BESIDE)

    def _add(self, at: int, voice: Voice) -> None:
        if self.cited and self.cited[0] < at:
            carrying = self.tokens[self.cited[0]].flags & e.CARRYING
            voice.names = [*self.cited[1], *voice.names] if carrying else [*voice.names, *self.cited[1]]
            self.cited = None
        for earlier in self.voices[-1:]:
            if earlier.goes_on and voice.at > earlier.verb:
                earlier.end = min(earlier.end, self._resumed(earlier, voice))
            elif voice.outer and not earlier.outer:
                voice.start = max(voice.start, self._parted(earlier, voice))
        deeper = e.OWNER | e.FOUNDED
        voice.of_former = any(token.flags & deeper for token in self.tokens[voice.at : voice.at + 2])
        if voice.embedded:
            pass
        elif voice.outer:
            self._carry(voice)
            self.covered = at
        else:
            self._cut(voice)
        self.voices.append(voice)

    def _resumed(self, earlier: Voice, voice: Voice) -> int:
        """ "Two died, police said, and 12 were hurt, according to the Red Cross": where the first stops."""
        behind = earlier.verb + 2
        joined = voice.outer and behind < len(self.tokens) and self.tokens[behind].flags & e.AND
        return earlier.verb + 1 if joined else voice.at

    def _parted(self, earlier: Voice, voice: Voice) -> int:
        """ "Police said 36 died; nine were hurt, a doctor said": what stands before the semicolon is not his."""
        marks = (k + 1 for k in range(voice.at - 1, earlier.verb, -1) if self.tokens[k].low == ";")
        return next(marks, 0)

    def _carry(self, voice: Voice) -> None:
        """ "…, ANI quoted a spokesman as saying": who quotes a trailing voice trails with it."""
        for earlier in self.voices:
            quoted = voice.names and set(voice.names) <= set(earlier.names)
            if quoted and not earlier.outer and voice.start < earlier.at < voice.at:
                earlier.start, earlier.end, earlier.outer = voice.start, voice.end, True

    def _cut(self, voice: Voice) -> None:
        """A new leading voice ends the reach of the leading ones before it, unless it is what they said."""
        for earlier in self.voices:
            if voice.at < earlier.at < voice.verb and earlier.names != voice.names:
                # "The force, whose head had confirmed 18 dead, said": the head says no more than that.
                earlier.end = min(earlier.end, voice.verb)
                voice.start = voice.verb
            if earlier.outer or not earlier.end > voice.at > earlier.at or self._is_told(earlier, voice):
                continue
            if earlier.document or any(_parts(token) for token in self.tokens[earlier.verb + 1 : voice.at]):
                earlier.end = voice.at

    def _is_told(self, earlier: Voice, voice: Voice) -> bool:
        """ "According to detectives, a man called saying …": they tell that he said it."""
        verb = self.tokens[voice.verb]
        told = verb.ending & e.GERUND and voice.start < voice.verb
        return bool(told and self.tokens[earlier.at].flags & e.ACCORDING)

    def _according(self, at: int) -> Voice | None:
        """ "According to X, …" leads; "…, according to X" trails."""
        end = self._name_end(at)
        if at > self.covered:
            end = noun_phrases.with_person(self.tokens, at + 1, end)
        named = voice_names.name(self.text, self.tokens, at + 1, end)
        if not named or speakers.is_founded(self.tokens, at):
            return None
        told = any(_is_source(token) or token.flags & e.DOCUMENT for token in self.tokens[at + 1 : end])
        told = told or bool(self.tokens[at].flags & e.ACCORDING and _is_short_name(self.tokens[at + 1 : end]))
        if not told:
            return None
        self.named = end
        voice = self._reaching(at, end, named)
        voice.unowned = speech.is_unowned(self.tokens, at + 1, end)
        return voice

    def _reaching(self, at: int, end: int, named: voice_names.Named) -> Voice:
        """What "according to X" covers, whose name ends at `end`."""
        if at and self.tokens[at - 1].low == ";":
            return Voice(at, at, len(self.tokens), named, False)
        if (start := self._interrupted(at, end)) >= 0:
            voice = speech.around(at, start, self.tokens, named, end)
            voice.embedded = start > self.covered
            return voice
        if at - self.covered < 4 and reach.is_opening(self.tokens, at, self.covered):
            return Voice(at, end, len(self.tokens), named, False)
        voice = Voice(at, self.covered, at, named, True)
        if reach.counts_behind(self.tokens, end) or self._goes_on(end):
            voice.end, voice.verb, voice.goes_on = len(self.tokens), end - 1, True
        return voice

    def _interrupted(self, at: int, end: int) -> int:
        """ "The toll, according to the ministry, had reached 80", "a train, according to the firm, left the rails".

        Where the clause begins whose subject and verb this stands between; -1 where it stands elsewhere.
        """
        joint = end + 1
        if joint >= len(self.tokens) or not self.tokens[at - 1].low == self.tokens[end].low == ",":
            return -1
        verb = self.tokens[joint]
        does = bool(verb.flags & _PREDICATES)
        start = next((k for k in range(at - 2, self.covered, -1) if reach.opens_clause(self.tokens[k])), self.covered)
        if start > self.covered:
            does = does or (not verb.flags and verb.low.isalpha() and not verb.capital)
        elif at <= start + 1:
            return -1
        return start if does and reach.is_verbless(self.tokens, at, start + (start > self.covered)) else -1

    def _goes_on(self, end: int) -> bool:
        """ "Killed 40, according to the ministry, and injured 90": the same subject and the same voice."""
        comma, joint, verb = [*self.tokens[end : end + 3], None, None, None][:3]
        if comma is None or joint is None or verb is None or comma.low != ",":
            return False
        return bool(joint.flags & e.AND and verb.flags & (e.ACTIVE | e.PARTICIPLE | e.LEAVE))

    def _name_end(self, at: int) -> int:
        end = at + 1
        opened = False
        while end < min(len(self.tokens), at + LONGEST):
            low = self.tokens[end].low
            if opened and low in SHUTS:
                return end + 1
            titled = noun_phrases.is_dotted(self.tokens, end) or joint_names.is_within_duties(self.tokens, end)
            titled = titled or self._is_before_office(end)
            ends = _ends_name(self.tokens[end]) or self._is_before_number(end) or self._has_subject(at, end)
            if not opened and not titled and ends:
                break
            opened = opened or low in BRACKETS
            end += 1
        return end

    def _is_before_number(self, k: int) -> bool:
        """The "of" of "police figures of 31 dead"; not of "one of three witnesses"."""
        behind = self.tokens[k + 1].flags if k + 1 < len(self.tokens) else 0
        counts = self.tokens[k].flags & e.OF and behind & (e.NUMERIC | e.BEFORE)
        return bool(counts and not self.tokens[k - 1].flags & e.NUMERIC)

    def _is_before_office(self, k: int) -> bool:
        """The "to" of "the adviser to the chief minister"."""
        behind = self.tokens[k + 1 : k + 4]
        return bool(self.tokens[k].flags & e.TO) and any(token.flags & e.TITLE for token in behind)

    def _has_subject(self, at: int, end: int) -> bool:
        """ "According to the army the rebels killed 12", "to court papers Smith did": another subject follows."""
        first, before = self.tokens[end], self.tokens[end - 1]
        named = first.flags & e.PRONOUN or (first.capital and not first.flags)
        issued = first.flags & e.GIVING and not any(token.flags & e.AGENT for token in self.tokens[end : end + _ISSUED])
        if before.flags & e.DOCUMENT and not before.capital and (named or issued):
            return True
        joint = self.tokens[end - 1].flags & (e.PREPOSITION | e.COORDINATOR | e.DETERMINER | e.TO)
        return end > at + 2 and bool(self.tokens[end].flags & (e.THE | e.ARTICLE)) and not joint

    def _cite(self, at: int, flags: int) -> None:
        """ "…, citing a security official": a deeper voice of the same words."""
        if flags & e.WEAK and not self.voices:
            carrier = speech.read(self.text, self.tokens, at, self.covered)
            if carrier is not None:
                self.voices.append(carrier)
        end = self._name_end(at)
        named = voice_names.name(self.text, self.tokens, at + 1, end)
        if not named.names or not _are_cited(self.tokens[at + 1 : end]):
            return
        self.named = end
        if self.voices and not self._has_turned(at):
            last = self.voices[-1]
            fresh = [name for name in named.names if name not in last.names]
            last.names = [*fresh, *last.names] if flags & e.CARRYING else [*last.names, *fresh]
        elif any(token.flags & e.SPEECH for token in self.tokens[end : end + 4]):
            self.cited = (at, named.names)
        else:
            self.voices.append(Voice(at, 0, at, named, True))

    def _has_turned(self, at: int) -> bool:
        """ "…; the agency, quoting police, put it at 23": who is quoted is not the former voice's."""
        return any(token.low == ";" for token in self.tokens[max(self.voices[-1].verb, at - LONGEST) : at])

    def _document(self, at: int) -> Voice | None:
        """ "A Red Cross estimate that …", "the Red Cross's report of 39", "the army's latest count stands at 9"."""
        tokens = self.tokens
        if at + 1 >= len(tokens) or not (tokens[at + 1].flags & e.DOCUMENT_OF or self._is_told_of(at)):
            return None
        if at < self.named:
            # "According to a police report released on Monday", "citing police figures of 31 dead".
            return None
        start, end = noun_phrases.back(tokens, at), at
        while end > start and _describes(tokens[end - 1]):
            end -= 1
        end -= bool(end > start and is_owning(tokens, end - 1))
        start = voice_names.owner(tokens, start, end)
        of_land = tokens[at].flags & e.TOLL and end > start and _is_land(tokens[end - 1])
        if of_land or not any(_owns(tokens, k) for k in range(start, end)):
            return None
        named = voice_names.name(self.text, tokens, start, end)
        if not named.names:
            return None
        voice = Voice(start, at, len(tokens), named, False)
        voice.document = True
        return voice

    def _is_told_of(self, at: int) -> bool:
        """ "The junta's figure is 145", "the police tally now stands at 145"; not "the hospital toll is 145"."""
        if self.tokens[at].flags & e.TOLL and not is_owning(self.tokens, at - 1):
            return False
        verb = at + 1
        while verb < len(self.tokens) - 1 and self.tokens[verb].flags & e.ADVERB:
            verb += 1
        flags = self.tokens[verb].flags
        return bool(flags & (e.BE | e.TOLL_VERB) and not flags & (e.TO | e.AS))

    def _signature(self, at: int) -> Voice | None:
        """ "Kabul blast kills 14 - officials", "…: police"; not " - BBC News", which is where it stands."""
        words = self.tokens[at + 1 :]
        if any(token.flags & (e.TRIGGER | e.AUXILIARY | e.NUMERIC) or not token.low[0].isalnum() for token in words):
            return None
        if not words or not _may_sign(words):
            return None
        named = voice_names.name(self.text, self.tokens, at + 1, len(self.tokens))
        return Voice(at + 1, 0, at, named, True) if named.names else None

    def _label(self, at: int) -> Voice | None:
        """ "Police: 6 shot at party"; not "the mayor read out the figures: 6 shot", who is a voice by his verb."""
        words = self.tokens[:at]
        if self.voices or any(token.flags & (e.TRIGGER | e.AUXILIARY | e.NUMERIC | e.STRONG) for token in words):
            return None
        if not any(token.flags & (e.VOICE | e.DOCUMENT) for token in words):
            return None
        named = voice_names.name(self.text, self.tokens, 0, at)
        return Voice(0, at, len(self.tokens), named, False) if named.names else None


def _may_sign(words: list[Token]) -> bool:
    """ "- officials", "– Deputy President", "— FRSC"; an outlet only says where the text stands."""
    last = words[-1]
    if any(word.flags & e.CREDITED and word.capital for word in words):
        return False
    if last.flags & (e.VOICE | e.TITLE):
        return not last.capital or len(words) > 1 or last.raw.isupper()
    return len(words) == 1 and not last.flags and last.raw.isupper() and len(last.raw) in ACRONYM


def _owns(tokens: list[Token], k: int) -> bool:
    """A voice or a name; the first word of a sentence is in capitals whatever it is."""
    token = tokens[k]
    named = token.capital and (k > 0 or token.raw.isupper())
    people = e.VOICE | e.PERSON | e.PLURAL
    if token.flags & people == people:
        return True
    return bool((named or token.flags & e.VOICE) and not token.flags & voice_names.OF_DOCUMENT)


def _are_cited(words: list[Token]) -> bool:
    """A voice, a person or a name; "citing preliminary information", "cited 12 dead", "cites no source" name nobody."""
    first = words[0].flags
    if first & e.ZERO:
        return False
    if first & e.NUMERIC:
        voice = next((k for k, word in enumerate(words) if word.flags & e.VOICE), -1)
        befell = words[: voice + 1 + bool(words[voice].flags & e.SILENT)]
        return voice >= 0 and not any(word.flags & e.TRIGGER and not word.flags & e.VOICE for word in befell)
    return any(map(_is_source, words))


def _is_source(token: Token) -> bool:
    return token.capital or bool(token.flags & (e.VOICE | e.PERSON | e.DEMONYM | e.COUNTRY))


def _is_infinitive(tokens: list[Token], k: int) -> bool:
    """ "To be", "to have"."""
    return k + 1 < len(tokens) and bool(tokens[k].flags & e.TO and tokens[k + 1].flags & (e.BE | e.HAVE))


def _is_short_name(words: list[Token]) -> bool:
    """The "THE MPL" of "ACCORDING TO THE MPL", where all is in capitals."""
    short = len(words) == _SHORT_NAME and words[0].flags & e.THE and not words[1].flags
    return bool(short) and words[1].raw.isupper() and len(words[1].raw) in ACRONYM


def _is_at(token: Token) -> bool:
    """The "at" of "put it at 12"."""
    return bool(token.flags & e.LINK and token.flags & e.PLACE)


def _joins(token: Token) -> bool:
    return token.low in _PARTS or bool(token.flags & (e.AND | e.CONTRAST | e.PARTING))


def _parts(token: Token) -> bool:
    return token.low in _PARTS or bool(token.flags & (e.CONTRAST | e.PARTING))


def _ends_name(token: Token) -> bool:
    flags = token.flags
    if (
        token.low in CLOSERS
        or flags & (e.DISPLAYING | e.AS)
        or (flags & (e.AUXILIARY | e.RELATIVE | e.STRONG) and not flags & e.ADRIFT)
    ):
        return True
    if flags & e.VERB and not (flags & (e.VOICE | e.PERSON | e.CARRIED) or token.capital):
        return True
    return bool(flags & e.SUBORDINATOR and not flags & e.PREPOSITION)


def _describes(token: Token) -> bool:
    """Does this word stand between a document and its owner: "latest", "official"?"""
    if token.capital or not token.low[0].isalpha():
        return False
    if token.flags & e.VOICE and not token.flags & (e.PLAIN | e.TITLE):
        return False
    return not token.flags or bool(token.flags & (e.PLAIN | e.ADJECTIVE | e.ADVERB | e.TITLE))


def _is_land(token: Token) -> bool:
    """The "UK" of "the UK's toll", the "Gaza" of "Gaza's toll"; not "the ministry's", "UNHCR's"."""
    if token.flags & (e.DEMONYM | e.COUNTRY | e.REGION | e.TOWN):
        return True
    return not token.flags & (e.VOICE | e.CREDITED | e.TITLE) and not is_acronym(token)


def find(text: str, tokens: list[Token]) -> list[Voice]:
    """The voices of a sentence in order; a pronoun keeps its kind, to be resolved against earlier sentences."""
    return _Finder(text, tokens).find()


def chain(voices: list[Voice], at: int, resolve: Resolve, moved: bool = False) -> list[str]:
    """Who says what stands at token `at`, from the outermost carrier to the deepest voice.

    `moved` tells that the number is what another was moved from: whoever moved it does not claim it.
    """
    covering = [voice for voice in voices if voice.start <= at < voice.end and (voice.outer or voice.verb <= at)]
    covering = [voice for voice in covering if voice.embedded] or covering
    owned = [voice for voice in covering if not voice.unowned]
    names: list[str] = []
    for voice in sorted(owned or covering, key=_is_inner):
        if moved and voice.changing:
            continue
        said = voice.names
        if voice.pronoun:
            named = [other for other in voices if other.names and other.at < voice.at]
            nearer = [other.names for other in named if not (other.pronoun and voice.pronoun == "person")]
            said = [*said, *(nearer[-1] if nearer else resolve(voice.pronoun))]
        # "The mayor, who cited 12, told Reuters": whoever carries the same person's words stands before him.
        names = said if said[-len(names) :] == names else [*names, *(name for name in said if name not in names)]
    return names


def _is_inner(voice: Voice) -> bool:
    """A trailing voice carries the others: "The toll, the ministry said, had reached 80, Reuters reported"."""
    return voice.of_former or voice.goes_on or not voice.outer
