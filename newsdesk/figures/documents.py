"""Reads whose a count, a report or an estimate is that speaks without a verb of speech: "the army's count of 39"."""

from __future__ import annotations

from newsdesk.figures import ascriptions, noun_phrases, reach, speakers, subjects, voice_names
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import CLITICS, Token, is_acronym, is_owning
from newsdesk.figures.voice import Voice

_OWNED = 3
"""Words of "the army's" before its "count"."""


def read(text: str, tokens: list[Token], at: int) -> Voice | None:
    """ "A Red Cross estimate that …", "the Red Cross's report of 39", "the army's latest count stands at 9"."""
    if tokens[at].flags & e.UPHOLDING:
        return _upheld(text, tokens, at)
    if at + 1 >= len(tokens) or not (tokens[at + 1].flags & e.DOCUMENT_OF or _is_told_of(tokens, at)):
        return None
    start, end = noun_phrases.back(tokens, at), at
    while end > start and _describes(tokens[end - 1]):
        end -= 1
    end -= bool(end > start and is_owning(tokens, end - 1))
    start = voice_names.owner(tokens, start, end)
    of_land = tokens[at].flags & e.TOLL and end > start and _is_land(tokens[end - 1])
    if of_land or _is_channel(tokens, start) or not any(owns(tokens, k) for k in range(start, end)):
        return None
    named = voice_names.name(text, tokens, start, end)
    if not named.names:
        return None
    voice = Voice(start, at, len(tokens), named, False)
    voice.document = True
    return voice


def sent(text: str, tokens: list[Token], at: int) -> Voice | None:
    """ "A report by police that 12 had died": theirs, where what it says follows their name."""
    by = at + 1
    if by >= len(tokens) or not tokens[by].flags & e.DOCUMENT_FROM:
        return None
    end = ascriptions.name_end(tokens, by)
    if end >= len(tokens) or not tokens[end].flags & e.THAT or not ascriptions.are_cited(tokens[by + 1 : end]):
        return None
    voice = Voice(by, by, len(tokens), voice_names.name(text, tokens, by + 1, end), False)
    voice.verb, voice.name_end, voice.document = end, end, True
    return voice


def _is_channel(tokens: list[Token], start: int) -> bool:
    """ "Said on its Telegram account that": where the same voice said it."""
    if start < 2 or not tokens[start].flags & e.OWNER:
        return False
    return bool(tokens[start - 1].flags & e.ON_DAY and tokens[start - 2].flags & e.SPEECH)


def _upheld(text: str, tokens: list[Token], at: int) -> Voice | None:
    """ "The mayor stood by his death toll of 39": whose it is, stands before the verb, which "his" ends."""
    count = at + 1
    while count < len(tokens) - 1 and _describes(tokens[count]):
        count += 1
    counts = count < len(tokens) - 1 and tokens[count].flags & (e.DOCUMENT | e.TOLL | e.NUMBER_NOUN)
    if not counts or not tokens[count + 1].flags & e.DOCUMENT_OF:
        return None
    last = subjects.end(tokens, at)
    start, end = speakers.subject(tokens, last) if last >= 0 else (0, 0)
    start = speakers.without_opening(tokens, start, end)
    named = voice_names.name(text, tokens, start, end)
    if not named or not noun_phrases.speaks(tokens, start, end, strong=False):
        return None
    voice = Voice(start, start, len(tokens), named, False)
    voice.verb, voice.name_end = at, count + 1
    return voice


def _is_told_of(tokens: list[Token], at: int) -> bool:
    """ "The junta's figure is 145", "the police tally now stands at 145"; not "the hospital toll is 145"."""
    if tokens[at].flags & e.TOLL and not (at and is_owning(tokens, at - 1)):
        return False
    verb = at + 1
    while verb < len(tokens) - 1 and tokens[verb].flags & e.ADVERB:
        verb += 1
    flags = tokens[verb].flags
    return bool(flags & (e.BE | e.TOLL_VERB) and not flags & (e.TO | e.AS))


def is_by(tokens: list[Token], at: int) -> bool:
    """ "By some estimates"; not "by Sunday the toll"."""
    first = tokens[at + 1] if at + 1 < len(tokens) else None
    if first is None or not (first.flags & (e.DETERMINER | e.DOCUMENT) or first.capital) or first.flags & e.ADVERB:
        return False
    words = tokens[at + 1 : at + 4]
    if len(words) == _OWNED and words[-1].low in CLITICS:
        words = tokens[at + 4 : at + 6]
    return any(token.flags & e.DOCUMENT and not token.flags & e.TOLL for token in words)


def by(text: str, tokens: list[Token], at: int, covered: int, voices: list[Voice]) -> Voice | None:
    """ "By one estimate"; "by his count" is what he says; "Israeli" of "by Israeli count" says its clause alone."""
    if tokens[at + 1].flags & e.OWNER:
        his = tokens[at + 1].flags & e.HIS and not voices
        return Voice(at, at + 1, len(tokens), voice_names.Named([], "person"), False) if his else None
    voice = ascriptions.according(text, tokens, at, covered)
    if voice is None or not voice.outer or not tokens[at + 1].flags & e.DEMONYM:
        return voice
    if not voices or voices[-1].outer:
        return voice
    former = voices[-1].verb
    opened = next((k for k in range(at - 1, former, -1) if reach.opens_clause(tokens[k])), 0)
    voice.start, voice.embedded = opened or former + 1, True
    if not opened:
        voice.names = [*(name for name in voices[-1].names if name not in voice.names), *voice.names]
    return voice


def owns(tokens: list[Token], k: int) -> bool:
    """A voice or a name; the first word of a sentence is in capitals whatever it is."""
    token = tokens[k]
    named = token.capital and (k > 0 or token.raw.isupper())
    people = e.VOICE | e.PERSON | e.PLURAL
    if token.flags & people == people:
        return True
    return bool((named or token.flags & e.VOICE) and not token.flags & voice_names.OF_DOCUMENT)


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
