"""Reads who says so in the passive: "figures released by the ministry", "up from the 30 given by AFP"."""

from __future__ import annotations

from newsdesk.figures import ascriptions, moments, noun_phrases, reach, speech, statements, voice_names
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.noun_phrases import LONGEST, SPEAKS
from newsdesk.figures.tokens import CLOSERS, Token, peek
from newsdesk.figures.voice import Voice

_FINITE = e.AUXILIARY | e.ACTIVE | e.MOVE | e.VERB
_COUNTED = e.NUMBER_NOUN | e.TOLL | e.DOCUMENT
_DESCRIBING = e.DETERMINER | e.ADJECTIVE | e.PLAIN | e.ADVERB
_PLACES = e.BUILDING | e.TOWN | e.REGION | e.PLACE_NOUN | e.PLACE
_BESIDE = e.FROM | e.OVER | e.COMPARED | e.SET_BESIDE | e.TWICE | e.HALF | e.CORRECTING
"""What sets a number beside another: "up from", "higher than", "double", "correcting"."""
_PLACED = 7
"""Words from "seen" to the "by" of "seen in the main street by"."""
_NUMBERED = 4
"""Words from a number to who reported it."""


def read(text: str, tokens: list[Token], at: int, by: int, covered: int) -> Voice | None:
    """The voice behind the "by" of the verb at `at`: "given by", "quoted as saying by"; none where it says another."""
    if _is_compared(tokens, at):
        return None
    numbered = of_number(text, tokens, at, by, covered)
    if numbered or not tokens[at].flags & e.SPEECH:
        # "The figure of 50 published by the union"; nobody says what else is published.
        return numbered
    return (
        _quoted(text, tokens, at, by, covered)
        or _compiled(text, tokens, at, by)
        or _measured(text, tokens, at, by, covered)
        or _of_described(text, tokens, at, by, covered)
    )


def agent(tokens: list[Token], at: int) -> int:
    """The "by" of "given by", "cited a day earlier by", "quoted by", which is one word; 0 where there is none."""
    if tokens[at].flags & e.CARRYING:
        return at
    by = reach.past_time(tokens, at + 1)
    if by < len(tokens) and tokens[by].flags & e.AGENT:
        return by
    return _past_number(tokens, at) if tokens[at].flags & e.MEASURING else 0


def _past_number(tokens: list[Token], at: int) -> int:
    """The "by" of "was put at 12 by", "were seen in the street by"; 0 where there is none."""
    for k in range(at + 1, min(len(tokens), at + _PLACED)):
        if tokens[k].flags & e.AGENT:
            return k if noun_phrases.is_passive(tokens, at - 1) else 0
        if tokens[k].low in CLOSERS or tokens[k].flags & (_FINITE | e.RELATIVE | e.SPEECH):
            break
    return 0


def by_somebody(tokens: list[Token], at: int) -> int:
    """The "by" of "figures released by the ministry"; 0 in "said by telephone", "not confirmed by police"."""
    by = agent(tokens, at)
    if not by or by == at or moments.past(tokens, by + 1) > by + 1:
        return 0
    if tokens[at].flags & e.LIFE_BEFORE and noun_phrases.is_passive(tokens, at - 1):
        # "The attack was claimed by the group".
        return 0
    if tokens[at].flags & e.READ_BY and tokens[at - 1].flags & SPEAKS:
        # "A police report seen by Reuters": not its voice.
        return 0
    if tokens[at].flags & e.HOLDING and _is_place(tokens, at - 1 - (tokens[at - 1].low == ",")):
        # "A church listed by the agency", "an island claimed by China".
        return 0
    if tokens[at].entry.measure and _befalls_people(tokens, at - 1):
        return 0
    medium = by + 1 < len(tokens) and tokens[by + 1].flags & e.MEDIUM
    return 0 if medium or _is_denied(tokens, at - 1) or statements.is_deed_owned(tokens, at) else by


def _is_place(tokens: list[Token], at: int) -> bool:
    """ "An island", "in Abyei"."""
    named = at > 0 and tokens[at].capital and tokens[at - 1].flags & e.PLACE
    return bool(tokens[at].flags & _PLACES or named)


def _is_denied(tokens: list[Token], k: int) -> bool:
    """ "Could not be independently | verified by Reuters", "not yet | confirmed by police": they say nothing."""
    while k > 0 and tokens[k].flags & (e.AUXILIARY | e.ADVERB) and not tokens[k].flags & e.NOT:
        k -= 1
    return k >= 0 and bool(tokens[k].flags & e.NOT)


def _befalls_people(tokens: list[Token], k: int) -> bool:
    """ "Two hostages were | released by the rebels": they let them go; not "figures released by the army"."""
    while k > 0 and tokens[k].flags & (e.AUXILIARY | e.ADVERB):
        k -= 1
    return bool(tokens[k].flags & (e.THOSE | e.PARTLY) or (tokens[k].flags & e.PERSON and tokens[k].flags & e.PLURAL))


def of_number(text: str, tokens: list[Token], at: int, by: int, covered: int) -> Voice | None:
    """ "Not 15 as reported by the union", "up from the 30 given by AFP": said of that number alone."""
    number = next((k for k in range(at - 1, max(0, at - _NUMBERED), -1) if tokens[k].flags & e.NUMERIC), 0)
    if not number or not by or not _is_set_beside(tokens, number):
        return None
    voice = ascriptions.according(text, tokens, by, covered)
    if voice is not None:
        voice.start, voice.end, voice.embedded = number, at, True
    return voice


def _is_set_beside(tokens: list[Token], at: int) -> bool:
    """Is another number held against this one, or against this document: "from an earlier figure of 20"?"""
    joint = at - 1
    while joint > 0 and tokens[joint].flags & e.DETERMINER:
        joint -= 1
    if joint > 1 and tokens[joint].flags & e.OF and tokens[joint - 1].flags & _COUNTED:
        joint = _before_described(tokens, joint - 2)
    return bool(tokens[joint].flags & (_BESIDE | e.NOT | e.BEFORE))


def _before_described(tokens: list[Token], k: int) -> int:
    """The token before "an earlier", "the official", which ends at `k`."""
    while k > 0 and tokens[k].flags & _DESCRIBING and not tokens[k].flags & _BESIDE:
        k -= 1
    return k


def _quoted(text: str, tokens: list[Token], at: int, by: int, covered: int) -> Voice | None:
    """ "…, the governor was quoted as saying by Xinhua": who carries it, and whose words they are."""
    quoting = at > 2 and tokens[at - 1].flags & e.AS and tokens[at - 2].flags & e.CITING
    voice = ascriptions.according(text, tokens, by, covered) if quoting else None
    if voice is not None:
        start, author = speech.passive_subject(text, tokens, at - 3)
        voice.names.extend(name for name in author.names if name not in voice.names)
        voice.at = start
    return voice


def _of_described(text: str, tokens: list[Token], at: int, by: int, covered: int) -> Voice | None:
    """ "A group said by officials to be Maoist took 12": they say no more than what it is said to be."""
    voice = ascriptions.according(text, tokens, by, covered)
    resumes = _resumes_behind_infinitive(tokens, at) if voice is not None else 0
    if voice is not None and resumes:
        voice.start, voice.end, voice.embedded = at, resumes, True
    return voice


def _measured(text: str, tokens: list[Token], at: int, by: int, covered: int) -> Voice | None:
    """ "Was measured by the institute at magnitude 5.4": whose number it is, which stands behind the name."""
    last = at - 1 if peek(tokens, at - 1).low != "," else at - 2
    reduced = peek(tokens, last).flags & e.TOLL
    if not (reduced or noun_phrases.is_passive(tokens, at - 1)) or not tokens[at].flags & e.MEASURING:
        return None
    ends = ascriptions.name_end(tokens, by)
    at_number = e.LINK | e.PLACE
    ends = next((k for k in range(by + 1, ends) if tokens[k].flags & at_number == at_number), 0)
    if not ends or not any(token.flags & (e.VOICE | e.CREDITED) for token in tokens[by + 1 : ends]):
        return None
    named = voice_names.name(text, tokens, by + 1, ends)
    voice = Voice(by, covered, len(tokens), named, True)
    voice.name_end, voice.verb, voice.goes_on = ends, ends - 1, True
    if reduced:
        # "The toll, put by the ministry at 21, …".
        voice.start, voice.end, voice.embedded = at, min(len(tokens), ends + _NUMBERED), True
    return voice if named.names else None


def _resumes_behind_infinitive(tokens: list[Token], at: int) -> int:
    """The "took" of "A group said by officials to be Maoist took 12"; 0 where the passive is no aside."""
    described = tokens[noun_phrases.back(tokens, at - 1) : at]
    if not described or noun_phrases.is_passive(tokens, at - 1) or any(token.flags & _COUNTED for token in described):
        return 0
    named = range(at + 2, ascriptions.name_end(tokens, at + 1) + 1)
    infinitive = next((k for k in named if _is_infinitive(tokens, k)), 0)
    k = infinitive + 2
    while k < len(tokens) and tokens[k].flags & (e.AUXILIARY | e.ADVERB):
        k += 1
    behind = range(k + 1, min(len(tokens), k + LONGEST)) if infinitive else ()
    ends = next((k for k in behind if tokens[k].low in CLOSERS or tokens[k].flags & (_FINITE | e.RELATIVE)), 0)
    return ends if ends and tokens[ends].flags & _FINITE and tokens[ends].low not in CLOSERS else 0


def _compiled(text: str, tokens: list[Token], at: int, by: int) -> Voice | None:
    """ "Figures compiled by the agency show that …": they lead."""
    if not peek(tokens, at - 1).flags & e.DOCUMENT:
        return None
    behind = range(by + 2, min(len(tokens), by + LONGEST))
    verb = next((k for k in behind if tokens[k].flags & e.SPEECH and not tokens[k].flags & e.DOCUMENT), 0)
    if not verb or any(tokens[k].low in CLOSERS or tokens[k].flags & e.AUXILIARY for k in range(at, verb)):
        return None
    if verb + 1 >= len(tokens) or tokens[verb + 1].low in CLOSERS:
        return None
    origin = next((k for k in range(by + 2, verb) if tokens[k].flags & (e.FROM | e.ON_DAY | e.ADVERB)), verb)
    named = voice_names.name(text, tokens, by + 1, origin)
    voice = Voice(by + 1, verb, len(tokens), named, False)
    voice.verb = verb
    return voice if named.names else None


def _is_compared(tokens: list[Token], at: int) -> bool:
    """ "Unchanged from figures released by the police", "double the number given by AFP": of another number."""
    if at < 2 or not tokens[at - 1].flags & _COUNTED:
        return False
    return bool(tokens[_before_described(tokens, at - 2)].flags & _BESIDE)


def _is_infinitive(tokens: list[Token], k: int) -> bool:
    """ "To be", "to have"."""
    return k + 1 < len(tokens) and bool(tokens[k].flags & e.TO and tokens[k + 1].flags & (e.BE | e.HAVE))
