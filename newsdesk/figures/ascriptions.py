"""Reads who is named behind "according to", "citing" or "by", and which words are ascribed to him."""

from __future__ import annotations

from newsdesk.figures import joint_names, noun_phrases, reach, speech, told_of, voice_names
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.noun_phrases import LONGEST
from newsdesk.figures.tokens import BRACKETS, CLOSERS, QUOTES, SHUTS, Token, is_acronym, peek
from newsdesk.figures.voice import Voice

_PREDICATES = e.AUXILIARY | e.TOLL_VERB | e.RISE | e.ACTIVE | e.MOVE | e.VERB | e.LEAVE | e.INCLUDING
_COUNTED = e.PERSON | e.VOICE | e.ADJECTIVE | e.PLAIN | e.OTHER | e.DEMONYM
_SHORT_NAME = 2
_ISSUED = 4
"""Words from "released" to the "by" of "released on Monday by the ministry"."""


def according(text: str, tokens: list[Token], at: int, covered: int) -> Voice | None:
    """ "According to X, …" leads; "…, according to X" trails."""
    end = name_end(tokens, at)
    if at > covered:
        end = noun_phrases.with_person(tokens, at + 1, end)
    named = voice_names.name(text, tokens, at + 1, end)
    # "4,400 deaths, or 13 per 100,000 inhabitants".
    rate = at + 1 < len(tokens) and tokens[at].flags & e.RATE and tokens[at + 1].flags & e.NUMERIC
    if not named or rate or told_of.is_founded(tokens, at):
        return None
    told = any(_is_source(token) or token.flags & e.DOCUMENT for token in tokens[at + 1 : end])
    told = told or bool(tokens[at].flags & e.ACCORDING and _is_short_name(tokens[at + 1 : end]))
    if not told or tokens[end - 1].flags & e.RULE:
        # "Buried according to Islamic rites".
        return None
    voice = _reaching(tokens, at, end, named, covered)
    voice.name_end = end
    voice.unowned = speech.is_unowned(tokens, at + 1, end)
    return voice


def _reaching(tokens: list[Token], at: int, end: int, named: voice_names.Named, covered: int) -> Voice:
    """What "according to X" covers, whose name ends at `end`."""
    if at and (tokens[at - 1].low == ";" or tokens[at - 1].flags & e.CONTRAST):
        return Voice(at, at, len(tokens), named, False)
    if at and tokens[at - 1].flags & e.THAT and tokens[at - 1].flags & e.SUBORDINATOR:
        # "Said that according to neighbours 12 had died".
        return Voice(at, end, len(tokens), named, False)
    if at > 1 and tokens[at - 1].low == "," and tokens[at - 2].flags & e.AND:
        # "Left 417 dead and, according to the UN, 1.7 million in need".
        return Voice(at, end, len(tokens), named, False)
    if (start := _interrupted(tokens, at, end, covered)) >= 0:
        voice = speech.around(at, start, tokens, named, end)
        voice.embedded = start > covered
        return voice
    if at - covered < 4 and reach.is_opening(tokens, at, covered):
        return Voice(at, end, len(tokens), named, False)
    voice = Voice(at, covered, at, named, True)
    if reach.counts_behind(tokens, end) or _goes_on(tokens, end):
        voice.end, voice.verb, voice.goes_on = len(tokens), end - 1, True
    return voice


def _interrupted(tokens: list[Token], at: int, end: int, covered: int) -> int:
    """ "The toll, according to the ministry, had reached 80", "a train, according to the firm, left the rails".

    Where the clause begins whose subject and verb this stands between; -1 where it stands elsewhere.
    """
    joint = end + 1
    if joint >= len(tokens) or not peek(tokens, at - 1).low == peek(tokens, end).low == ",":
        return -1
    verb = tokens[joint]
    does = bool(verb.flags & _PREDICATES or (verb.flags & e.LINK and not verb.flags & (e.PREPOSITION | e.TO | e.OF)))
    start = next((k for k in range(at - 2, covered, -1) if reach.opens_clause(tokens[k])), covered)
    if start > covered:
        does = does or (not verb.flags and verb.low.isalpha() and not verb.capital)
    elif at <= start + 1:
        return -1
    return start if does and reach.is_verbless(tokens, at, start + (start > covered)) else -1


def _goes_on(tokens: list[Token], end: int) -> bool:
    """ "Killed 40, according to the ministry, and injured 90": the same subject and the same voice."""
    comma, joint, verb = [*tokens[end : end + 3], None, None, None][:3]
    if comma is not None and joint is not None and comma.flags & e.RELATIVE and joint.flags & e.SPEECH:
        # "According to residents, a bus was hit"; "according to residents | who said 12 had died".
        return True
    if comma is None or joint is None or verb is None or comma.low != ",":
        return False
    return bool(joint.flags & e.AND and verb.flags & (e.ACTIVE | e.PARTICIPLE | e.LEAVE))


def name_end(tokens: list[Token], at: int) -> int:
    end = at + 1
    opened = False
    while end < min(len(tokens), at + LONGEST):
        low = tokens[end].low
        if opened and low in SHUTS:
            return end + 1
        if low in QUOTES and tokens[end - 1].flags & e.AGENCY:
            # "The newspaper "El Pais"".
            closes = range(end + 2, min(len(tokens), end + LONGEST))
            return next((k + 1 for k in closes if tokens[k].low in QUOTES), end)
        titled = noun_phrases.is_dotted(tokens, end) or joint_names.is_within_duties(tokens, end)
        titled = titled or _is_called(tokens, end) or _is_before_office(tokens, end) or _is_given_by(tokens, end)
        ends = _ends_name(tokens[end]) or _is_before_number(tokens, end) or _has_subject(tokens, at, end)
        if not opened and not titled and ends:
            break
        opened = opened or low in BRACKETS
        end += 1
    return end


def _is_before_number(tokens: list[Token], k: int) -> bool:
    """The "of" of "police figures of 31 dead"; not of "one of three witnesses"."""
    behind = tokens[k + 1].flags if k + 1 < len(tokens) else 0
    counts = tokens[k].flags & e.OF and behind & (e.NUMERIC | e.BEFORE)
    return bool(counts and not tokens[k - 1].flags & e.NUMERIC) or _is_before_count(tokens, k)


def _is_before_count(tokens: list[Token], k: int) -> bool:
    """The "and" of "30 according to the union and 52 according to …"; not of "the army and two witnesses"."""
    behind = tokens[k + 1 : k + 3]
    if len(behind) < 2 or not tokens[k].flags & e.AND:
        return False
    if behind[0].flags & e.LINK and behind[0].flags & e.PLACE and behind[1].flags & (e.NUMERIC | e.BEFORE):
        # "Put at 12 by police and at 30 by the opposition".
        return True
    if not behind[0].flags & e.NUMERIC:
        return False
    return not (behind[1].capital or behind[1].flags & _COUNTED)


def _is_before_office(tokens: list[Token], k: int) -> bool:
    """The "to" of "the adviser to the chief minister"."""
    behind = tokens[k + 1 : k + 4]
    return bool(tokens[k].flags & e.TO) and any(token.flags & e.TITLE for token in behind)


def _is_called(tokens: list[Token], k: int) -> bool:
    """The "as" of "a commander known as Abu Layth"."""
    return bool(tokens[k].flags & e.AS) and k + 1 < len(tokens) and tokens[k + 1].capital


def _is_given_by(tokens: list[Token], k: int) -> bool:
    """The "given" of "a count given by the ministry"."""
    by = tokens[k + 1].flags if k + 1 < len(tokens) else 0
    return bool(tokens[k].flags & e.GIVING and by & e.AGENT and tokens[k - 1].flags & e.DOCUMENT)


def _has_subject(tokens: list[Token], at: int, end: int) -> bool:
    """ "According to the army the rebels killed 12", "to court papers Smith did", "to reports 9 drowned"."""
    first, before = tokens[end], tokens[end - 1]
    named = first.flags & e.PRONOUN or (first.capital and not first.flags)
    issued = first.flags & e.GIVING and not any(token.flags & e.AGENT for token in tokens[end : end + _ISSUED])
    counted = first.flags & (e.BEFORE | e.NUMERIC) and not first.capital
    if before.flags & e.DOCUMENT and not before.capital and (named or issued or counted):
        return True
    if counted and before.flags & (e.VOICE | e.PERSON) and end > at + 1:
        # "According to three officials 12 died".
        return True
    joint = tokens[end - 1].flags & (e.PREPOSITION | e.COORDINATOR | e.DETERMINER | e.TO)
    return end > at + 2 and bool(tokens[end].flags & (e.THE | e.ARTICLE)) and not joint


def are_cited(words: list[Token]) -> bool:
    """A voice, a person or a name; "citing preliminary information", "cited 12 dead", "cites no source" name nobody."""
    first = words[0].flags if words else e.ZERO
    if first & e.ZERO:
        return False
    if first & e.NUMERIC:
        voice = next((k for k, word in enumerate(words) if word.flags & e.VOICE), -1)
        befell = words[: voice + 1 + bool(words[voice].flags & e.SILENT)]
        return voice >= 0 and not any(word.flags & e.TRIGGER and not word.flags & e.VOICE for word in befell)
    return any(map(_is_source, words))


def _is_source(token: Token) -> bool:
    return token.capital or bool(token.flags & (e.VOICE | e.PERSON | e.DEMONYM | e.COUNTRY))


def _is_short_name(words: list[Token]) -> bool:
    """The "THE MPL" of "ACCORDING TO THE MPL", where all is in capitals."""
    short = len(words) == _SHORT_NAME and words[0].flags & e.THE and not words[1].flags
    return bool(short) and is_acronym(words[1])


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
