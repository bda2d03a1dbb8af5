"""Who says a number, across the sentences of a text: whom "he" takes up, who speaks in a long quotation or a list."""

from __future__ import annotations

from newsdesk.figures import full_names, introductions, voice_kinds, voices
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.names import unnamed
from newsdesk.figures.texts import STOPS, Text
from newsdesk.figures.tokens import Token
from newsdesk.figures.voice import Voice

_LOOK_BACK = 6
"""Sentences searched backwards for whom a pronoun takes up."""
_LOOK_AHEAD = 4
"""Sentences searched for who speaks a quotation that has begun."""
_TWO = 2
_REPORTED = 6
"""Words from a number to the "reported" of "previously reported"."""
_PARAGRAPH = 1500
"""Characters of a paragraph looked at for an open quotation mark."""
_OFFICE = 8
"""Words of "the acting head teacher of the school" behind a name."""
_BULLETS = frozenset("-–—*•·▪◦")
_OPENS = frozenset("“‘«")
_LONGEST_LIST = 60
"""Lines below the one that says whose list it is."""


def chain(text: Text, index: int, at: int, moved: bool = False) -> list[str]:
    """Who says the number at token `at`, carried over from the sentences around where it must be.

    `moved` tells that the text moves on from this number.
    """
    if moved and _is_anonymous(text.tokens(index), at):
        return []
    row = text.voices(index)
    measure = _yardstick(text.tokens(index), at)
    if measure >= 0 and not any(voice.at > measure for voice in row):
        return []
    names = voices.chain(row, at, lambda kind: _resolve(text, index, kind), moved)
    # "As per the latest report, we lost 26": whoever is quoted says so.
    nobodys = any(voice.unowned and voice.names == names for voice in row)
    quoted = _quoted(text, index, at) if nobodys or not names else []
    names = quoted or (_taken_up(text, index, names) if names else _listing(text, index))
    names = _without_own_land(text, names)
    return [full_names.in_full(text.text, text.sentences[index].start, name, text.lexicon.words) for name in names]


def _without_own_land(text: Text, names: list[str]) -> list[str]:
    """ "Uganda has confirmed 12 deaths, the health ministry said": the ministry is who speaks for Uganda."""
    if len(names) < _TWO:
        return names
    body, land = (text.lexicon.words.get(name.split()[-1].lower()) for name in names[-2:])
    spoken_for = body is not None and land is not None and body.flags & e.INSTITUTION and land.flags & e.COUNTRY
    return names[:-1] if spoken_for else names


def _listing(text: Text, index: int) -> list[str]:
    """Who gives the list that a line stands in: the agency of "The agency said on Saturday:"; nobody elsewhere."""
    for at in range(index, max(0, index - _LONGEST_LIST), -1):
        between = text.text[text.sentences[at - 1].end : text.sentences[at].start]
        if not ("\n" in between and _is_item(text, at)):
            break
        if text.last_mark(at - 1) == ":":
            return _heading(text, at - 1)
        if between.count("\n") > 1:
            break
    return []


def _heading(text: Text, index: int) -> list[str]:
    """Who speaks in a line, by a verb of speech or "according to"; not "Read more from AFP:"."""
    row = text.tokens(index)
    for voice in reversed(text.voices(index)):
        if row[voice.verb].flags & e.SPEECH or row[voice.at].flags & e.ACCORDING:
            return voice.names or _resolve(text, index, voice.pronoun)
    return []


def _is_item(text: Text, index: int) -> bool:
    """A line without a full stop, or behind a bullet."""
    return text.last_mark(index) not in STOPS or text.text[text.sentences[index].start] in _BULLETS


def _taken_up(text: Text, index: int, names: list[str]) -> list[str]:
    """ "A security source told Reuters …", "the source added …": who was named more fully, or issued it, before."""
    word = names[0]
    flags = text.lexicon.words[word].flags if word in text.lexicon.words else 0
    issued, reported = flags & e.ISSUED, flags & e.DOCUMENT and not flags & e.PLURAL
    if len(names) > 1 or not word.isalpha() or not word.islower() or not _is_definite(text, index, names):
        return names
    for before in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
        for voice in reversed(text.voices(before)):
            if voice.names and _holds_office(text, before, voice, word):
                return voice.names[-1:]
            if voice.names and voice.names != names:
                body = reported and voice_kinds.is_body(text.lexicon, voice)
                if not (issued or body or _is_named_by(text, voice, word)):
                    return names
                # Who is named speaks for himself; a source of Reuters is known through Reuters only.
                return voice.names if unnamed(voice.names[-1]) else voice.names[-1:]
    return names


def _is_named_by(text: Text, voice: Voice, word: str) -> bool:
    """ "The army" of "Arba's army", "the ministry" of "health minister Ann Lee"."""
    named = voice.names[-1].lower().replace(",", " ").split()
    heads = text.lexicon.heads.get(word) in named and text.lexicon.no_heads.isdisjoint(named)
    return word in named or heads


def _holds_office(text: Text, index: int, voice: Voice, office: str) -> bool:
    """ "Said Ann Lee, principal of the school": the one who "the principal" is."""
    row, last = text.tokens(index), voice.names[-1].split()[-1]
    for at, token in enumerate(row[:-1]):
        if token.raw == last and row[at + 1].low == ",":
            behind = row[at + 2 : at + 2 + _OFFICE]
            ends = next((k for k, one in enumerate(behind) if not one.low[0].isalnum()), len(behind))
            return any(one.low == office for one in behind[:ends])
    return False


def _is_definite(text: Text, index: int, names: list[str]) -> bool:
    """ "The source", not "another source"."""
    row = text.tokens(index)
    said = next((voice.at for voice in text.voices(index) if voice.names == names), len(row))
    return any(token.flags & e.THE for token in row[said : said + 2])


def _quoted(text: Text, index: int, at: int) -> list[str]:
    """Who speaks, where the number stands in a quotation that began or ends in another sentence."""
    start = text.sentences[index].start
    paragraph = max(text.text.rfind("\n", 0, start) + 1, start - _PARAGRAPH)
    if not _is_open(text.text[paragraph : text.tokens(index)[at].start]):
        return []
    for after in range(index, min(index + _LOOK_AHEAD, len(text.sentences))):
        begins = text.sentences[after].start
        between = text.text[text.sentences[after - 1].end : begins] if after > index else ""
        # A quotation that goes on opens anew in each paragraph.
        parted = "\n" in between and text.text[begins] not in _OPENS
        if parted or (after > index and not _is_open(text.text[paragraph:begins])):
            break
        for voice in text.voices(after):
            if voice.outer and voice.pronoun:
                return [*voice.names, *_resolve(text, after, voice.pronoun)]
            if voice.outer:
                return _taken_up(text, after, voice.names)
    if "‘" in text.text[paragraph : text.sentences[index].end] and not _is_spoken_in(text, index, paragraph):
        return []
    return _resolve(text, index, "person")


def _is_spoken_in(text: Text, index: int, paragraph: int) -> bool:
    """Does anybody speak in the paragraph before this sentence? Asked where its mark may be an apostrophe."""
    before = (k for k in range(index - 1, -1, -1) if text.sentences[k].start >= paragraph)
    return any(voice.names for k in before for voice in text.voices(k))


def _resolve(text: Text, index: int, kind: str) -> list[str]:
    """Whom a pronoun takes up: the last voice of its kind; for "they", the last plural; else whoever spoke last."""
    if kind == "body":
        return _body(text, index)
    spoke: list[str] = []
    for before in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
        if _pronouns(text, before, kind) & _pronouns(text, index, kind):
            # "They said soldiers had fired. They added …".
            return _resolve(text, before, kind)
        fit, others = _fitting(text, before, kind)
        if fit:
            return fit[0].names[-1:]
        if kind == "people" and (plural := _plural(text.tokens(before))):
            return [plural]
        spoke = spoke or [name for voice in others[:1] for name in voice.names[-1:]]
        if kind == "person" and (name := introductions.introduced(text.text, text.tokens(before))):
            return [name]
    return spoke


def _pronouns(text: Text, index: int, kind: str) -> set[str]:
    """The pronouns of a kind that speak in a sentence: "he", "she"."""
    row = text.tokens(index)
    return {row[voice.name_at].low for voice in text.voices(index) if voice.pronoun == kind and not voice.names}


def _fitting(text: Text, index: int, kind: str) -> tuple[list[Voice], list[Voice]]:
    """The voices of a sentence, the last first, that "he" or "they" surely means, and those that either may mean."""
    said = [voice for voice in reversed(text.voices(index)) if voice.names]
    if kind == "people":
        said = [voice for voice in said if not voice_kinds.is_agency(text.lexicon, voice)]
        return [voice for voice in said if voice_kinds.are_many(text.lexicon, voice)], said
    # Whom "he" told, or cites, is not he, nor is a newspaper; nor "authorities", where one person spoke beside them.
    said = [voice for voice in said if not (voice.pronoun or voice_kinds.is_outlet(text.lexicon, voice))]
    said = [voice for voice in said if not voice_kinds.is_no_person(text.lexicon, voice, text.is_in_capitals)]
    return [voice for voice in said if voice_kinds.is_one(text.lexicon, voice)], said


def _body(text: Text, index: int) -> list[str]:
    """Whom "it" takes up: the last that is no person of those who spoke or were spoken of; else who spoke last."""
    spoke: list[str] = []
    for before in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
        if _pronouns(text, before, "body"):
            return _body(text, before)
        for voice in reversed(text.voices(before)):
            if voice.names and not voice_kinds.is_person(text.lexicon, voice):
                return voice.names[-1:]
            spoke = spoke or voice.names[-1:]
        if name := introductions.body(text.text, text.tokens(before)):
            return [name]
    return spoke


def _is_anonymous(row: list[Token], at: int) -> bool:
    """ "Not the 20 people previously reported", "fewer than the 20 as first feared": by nobody who speaks here."""
    for k in range(at + 1, min(len(row) - 1, at + _REPORTED)):
        flags = row[k].flags
        if flags & e.SPEECH and row[k - 1].flags & (e.ADVERB | e.AS):
            return not row[k + 1].flags & (e.BY | e.DETERMINER | e.NUMERIC)
        if flags & (e.PRONOUN | e.VERB | e.AUXILIARY | e.RELATIVE) or (flags & e.SPEECH and not flags & e.ADVERB):
            return False
    return False


def _yardstick(row: list[Token], at: int) -> int:
    """The "double" of "double the official figure of | 40", "four times the toll of | 40"; -1 where there is none.

    It is not the number of whoever measures by it.
    """
    k = at - 1
    while k > 0 and row[k].flags & e.BEFORE:
        k -= 1
    if k < 1 or not row[k].flags & e.OF or not row[k - 1].flags & (e.NUMBER_NOUN | e.TOLL):
        return -1
    k -= 2
    while k > 0 and row[k].flags & (e.ADJECTIVE | e.PLAIN | e.DEMONYM | e.VOICE) and not row[k].flags & e.DETERMINER:
        k -= 1
    if k < 1 or not row[k].flags & e.DETERMINER:
        return -1
    times = row[k - 1].flags & e.TIMES and k > 1 and row[k - 2].flags & e.NUMERIC
    return k - 1 if times or row[k - 1].flags & e.TWICE else -1


def _plural(row: list[Token]) -> str:
    """The first people of a sentence, but not those whom "spoke to reporters" spoke to."""
    plural = e.PERSON | e.PLURAL
    people = (at for at, token in enumerate(row) if token.flags & plural == plural and not token.flags & e.SILENT)
    return next((row[at].low for at in people if not (at and row[at - 1].flags & e.TO)), "")


def _is_open(words: str) -> bool:
    """Is a quotation open at the end of these words?"""
    if "“" in words:
        return words.rfind("“") > words.rfind("”")
    if "‘" in words:
        # An apostrophe closes nothing.
        return words.rfind("‘") > max(words.rfind(f"{mark}’") for mark in ".,!?")
    return words.count('"') % 2 == 1
