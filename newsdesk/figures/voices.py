"""Finds who says so: the voices of a sentence, and which of its words each one covers. Knows no measure."""

from __future__ import annotations

from collections.abc import Callable

from newsdesk.figures import ascriptions, documents, labels, passives, shared_verbs, speech, subjects, voice_names
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.noun_phrases import LONGEST
from newsdesk.figures.tokens import LABELLING, MARKS, Token
from newsdesk.figures.voice import Voice

Resolve = Callable[[str], list[str]]
"""Names whom a pronoun of a kind takes up."""

_LABEL = 6
_OPENING = e.SUBORDINATOR | e.COORDINATOR | e.CONTRAST
_NO_NAME = e.SPEECH | e.VERB | e.TRIGGER | e.AUXILIARY | e.NUMERIC | e.PREPOSITION | e.ON_DAY
_CARRIER = 8
"""Words of ", the newspaper El Diario said" behind whom it cites."""


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
                by = passives.agent(self.tokens, at)
                if cited := passives.of_number(self.text, self.tokens, at, by, self.covered):
                    self._add(at, cited)
                else:
                    self._cite(at, flags)
            elif voice := self._voice(at, token) or (self._second(at) if self.voices else None):
                self._add(at, voice)
        return self.voices

    def _voice(self, at: int, token: Token) -> Voice | None:
        text, tokens, flags = self.text, self.tokens, token.flags
        if flags & e.ACCORDING:
            return ascriptions.according(text, tokens, at, self.covered)
        if flags & e.BY and documents.is_by(tokens, at):
            return documents.by(text, tokens, at, self.covered, self.voices)
        if flags & e.DOCUMENT and (voice := documents.sent(text, tokens, at)):
            return voice
        return self._speech(at, token)

    def _speech(self, at: int, token: Token) -> Voice | None:
        text, tokens, flags = self.text, self.tokens, token.flags
        if flags & (e.SPEECH | e.CARRIED) and (by := passives.by_somebody(tokens, at)):
            return passives.read(text, tokens, at, by, self.covered)
        if flags & e.SPEECH and (voice := speech.read(text, tokens, at, self.covered)):
            return voice
        if flags & (e.DOCUMENT | e.UPHOLDING):
            # Not in "according to a police report released on Monday", "citing police figures of 31 dead".
            return documents.read(text, tokens, at) if at >= self.named else None
        return self._line(at, token) if token.low in LABELLING else None

    def _line(self, at: int, token: Token) -> Voice | None:
        """ "… - officials", "Police: …"; not "the mayor read out the figures: …", who is a voice by his verb."""
        signs = at >= len(self.tokens) - _LABEL
        if signs and (voice := labels.signature(self.text, self.tokens, at)):
            return voice
        labelled = token.low == ":" and 0 < at <= _LABEL and not self.voices
        return labels.label(self.text, self.tokens, at) if labelled else None

    def _second(self, at: int) -> Voice | None:
        return shared_verbs.read(self.text, self.tokens, at, self.voices[-1])

    def _add(self, at: int, voice: Voice) -> None:
        if self.cited and self.cited[0] < at:
            carrying = self.tokens[self.cited[0]].flags & e.CARRYING
            voice.names = [*self.cited[1], *voice.names] if carrying else [*voice.names, *self.cited[1]]
            self.cited = None
        for earlier in self.voices[-1:]:
            self._join(earlier, voice)
            if voice.outer and earlier.outer:
                earlier.start = max(earlier.start, self._listed(earlier))
            if earlier.goes_on and voice.at > earlier.verb:
                earlier.end = min(earlier.end, self._resumed(earlier, voice))
            elif voice.outer and not earlier.outer and (parted := self._parted(earlier, voice)):
                voice.start = max(voice.start, parted)
                earlier.end = min(earlier.end, parted)
        self.named = max(self.named, voice.name_end)
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

    def _join(self, earlier: Voice, voice: Voice) -> None:
        """Two voices of one statement: who carries the other, tells what is in a document, or adds to his own words."""
        if self._is_carried(earlier, voice):
            earlier.names = [*voice.names, *earlier.names]
        elif self._is_presented(earlier, voice):
            voice.start = earlier.start
        elif earlier.outer and voice.names == earlier.names and subjects.adds(self.tokens, voice.verb):
            # "12 died, police said, | adding that 20 were hurt, while the army …".
            earlier.end = min(earlier.end, voice.start)

    def _is_carried(self, earlier: Voice, voice: Voice) -> bool:
        """ "…, police said on Monday, Reuters reported": who carries the voice that stands right before."""
        verb = self.tokens[voice.verb]
        carries = verb.flags & e.ADRIFT or any(token.flags & e.CREDITED for token in self.tokens[voice.at : voice.verb])
        ends = not any(token.flags & (e.NUMERIC | e.TRIGGER) for token in self.tokens[voice.verb + 1 :])
        if not (earlier.outer and ends and carries) or earlier.pronoun or voice.pronoun or voice.embedded:
            return False
        gap = self.tokens[max(earlier.verb + 1, earlier.name_end) : voice.name_at]
        passing = e.TODAY | e.HOUR | e.ON_DAY | e.ADVERB | e.DETERMINER
        return any(token.low == "," for token in gap) and all(t.low == "," or t.flags & passing for t in gap)

    def _is_presented(self, earlier: Voice, voice: Voice) -> bool:
        """ "12 died, initial data show, said the mayor": the document is nobody's, and he tells what is in it."""
        between = self.tokens[earlier.verb + 1 : voice.at]
        return earlier.outer and voice.outer and earlier.unowned and all(token.low == "," for token in between)

    def _resumed(self, earlier: Voice, voice: Voice) -> int:
        """ "Two died, police said, and 12 were hurt, according to the Red Cross": where the first stops."""
        behind = earlier.verb + 2
        number = voice.at - 1 - (self.tokens[voice.at - 1].low == ",")
        between = self.tokens[earlier.verb + 1 : number]
        listed = between and all(token.low == "," or token.flags & (e.AND | e.OR) for token in between)
        if voice.outer and listed and self.tokens[number].flags & e.NUMERIC:
            # "30 according to the union, 52 according to the ministry".
            return number
        joined = voice.outer and behind < len(self.tokens) and self.tokens[behind].flags & e.AND
        return earlier.verb + 1 if joined else voice.at

    def _parted(self, earlier: Voice, voice: Voice) -> int:
        """ "Police said 36 died; nine were hurt, a doctor said": what stands before the semicolon is not his."""
        marks = (k + 1 for k in range(voice.at - 1, earlier.verb, -1) if self.tokens[k].low == ";")
        return next(marks, 0)

    def _listed(self, earlier: Voice) -> int:
        """ "50 died: 38 here, the mayor said, and 12 there, police said": where the list begins that both tell of."""
        items = range(earlier.start + 1, earlier.at - 1)
        counted = e.NUMERIC | e.BEFORE
        return next((k for k in items if self.tokens[k - 1].low == ":" and self.tokens[k].flags & counted), 0)

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
            if earlier.document or any(shared_verbs.parts(token) for token in self.tokens[earlier.verb + 1 : voice.at]):
                earlier.end = voice.at

    def _is_told(self, earlier: Voice, voice: Voice) -> bool:
        """ "According to detectives, a man called saying …": they tell that he said it."""
        verb = self.tokens[voice.verb]
        told = verb.ending & e.GERUND and voice.start < voice.verb
        return bool(told and self.tokens[earlier.at].flags & e.ACCORDING)

    def _cite(self, at: int, flags: int) -> None:
        """ "…, citing a security official": a deeper voice of the same words."""
        if flags & e.WEAK:
            carrier = speech.read(self.text, self.tokens, at, self.covered)
            # "Police said 12 had died, while Reuters quoted a doctor as saying 15 had".
            if carrier is not None and (not self.voices or carrier.at > self.voices[-1].verb):
                self._add(at, carrier)
        end = ascriptions.name_end(self.tokens, at)
        named = voice_names.name(self.text, self.tokens, at + 1, end)
        if not named.names or not ascriptions.are_cited(self.tokens[at + 1 : end]):
            return
        self.named = end
        if self.voices and not self._has_turned(at):
            last = self.voices[-1]
            if self.tokens[at - 1].flags & e.AND and not last.outer and not flags & e.CARRYING:
                # "The mayor confirmed 14 deaths and quoted survivors as saying …".
                self.voices.append(
                    Voice(at, at, len(self.tokens), named._replace(names=[*last.names, *named.names]), False)
                )
                return
            fresh = [name for name in named.names if name not in last.names]
            last.names = [*fresh, *last.names] if flags & e.CARRYING else [*last.names, *fresh]
        elif any(token.flags & e.SPEECH for token in self.tokens[end : end + _CARRIER]):
            self.cited = (at, named.names)
        else:
            self.voices.append(Voice(at, 0, at, named, True))

    def _has_turned(self, at: int) -> bool:
        """ "…; the agency, quoting police, put it at 23", "…, while AFP, citing …": not the former voice quotes him."""
        since = max(self.voices[-1].verb, at - LONGEST)
        turned = any(token.low == ";" for token in self.tokens[since:at])
        return turned or (self.tokens[at - 1].low == "," and self._begins_clause(since, at - 1))

    def _begins_clause(self, since: int, comma: int) -> bool:
        """Does nothing but a name stand between a comma and the "while", "but" or "and" before it?"""
        opens = next((k for k in range(comma - 1, since, -1) if self.tokens[k].flags & _OPENING), comma)
        name = self.tokens[opens + 1 : comma]
        return bool(name) and not any(token.flags & _NO_NAME or token.low in MARKS for token in name)


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
        names = said if said[-len(names) :] == names else [*names, *(name for name in said if _is_new(name, names))]
    return names


def _is_new(name: str, names: list[str]) -> bool:
    """Is nobody of that name there, in full or in short: "National Office" of "National Office for the Environment"?"""
    return not any(f"{one} ".startswith(f"{name} ") or f"{name} ".startswith(f"{one} ") for one in names)


def _is_inner(voice: Voice) -> bool:
    """A trailing voice carries the others: "The toll, the ministry said, had reached 80, Reuters reported"."""
    return voice.of_former or voice.goes_on or not voice.outer
