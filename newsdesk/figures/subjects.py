"""Finds where the subject of a speech verb ends, auxiliaries, other verbs and times stepped over. Names nobody."""

from __future__ import annotations

from newsdesk.figures import moments, noun_phrases, speakers, voice_names
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import CLOSERS, Token, peek

_DOES = e.VERB | e.SPEECH | e.ACTIVE | e.MOVE
_ALSO_DOES = e.AUXILIARY | e.OBJECT | e.LEAVE | e.FORCING | e.INCLUDES
_ENDS_CLAUSE = e.RELATIVE | e.SUBORDINATOR | e.CONTRAST
NAMING = e.VOICE | e.TITLE | e.PRONOUN | e.DEMONYM | e.COUNTRY | e.DOCUMENT | e.PERSON
_JOINTS = e.PREPOSITION | e.SUBORDINATOR
"""Behind these a gerund takes the subject of the clause before."""
_WITHIN_VERB = 5
_OPENED = 2
"""Words of "After initially" before the gerund that opens a sentence."""
_CLAUSE = 32
"""Words of a clause before its second verb."""
_AUTHOR = 6
"""Words of "by the defence ministry" before a "that"."""


def end(tokens: list[Token], at: int) -> int:
    """Where the subject of the verb at `at` ends; -1 where it has none before it."""
    if at > 0 and tokens[at].ending & e.GERUND:
        joint = at - 1
        while joint > 0 and tokens[joint].flags & e.ADVERB and not tokens[joint].flags & _JOINTS:
            joint -= 1
        if tokens[joint].flags & _JOINTS and not _is_quoted(tokens, joint):
            return _subject_of_gerund(tokens, joint, at)
        heard = _is_heard(tokens, at) or _holds_verb(tokens, at - 1)
        if heard and (speaker := _subject_of_gerund(tokens, at, at)) >= 0:
            return speaker
    last = _before_verb(tokens, at)
    if at > 1 and tokens[at - 1].flags & e.CONTRAST:
        # "They did not say how many were missing but said …".
        speaker = _subject_of_first(tokens, at - 1)
        return speaker if speaker < at - 1 else last
    joined = peek(tokens, at).flags & e.STRONG and peek(tokens, last).flags & e.AND
    if last > 1 and (joined or adds(tokens, at)):
        last = _subject_of_first(tokens, last)
    return -1 if last < 0 or tokens[last].flags & (e.CONTRAST | e.AND | e.OR) else last


def behind(tokens: list[Token], at: int) -> tuple[int, int]:
    """ "The army" of "After saying 12 had died, the army fled": the subject behind a gerund that opens."""
    opens = at <= _OPENED and all(token.flags & (_JOINTS | e.ADVERB) for token in tokens[:at])
    if not opens or not tokens[at].ending & e.GERUND:
        return 0, 0
    for comma in range(at + 1, min(len(tokens) - 2, at + _CLAUSE)):
        if tokens[comma].low != "," or tokens[comma + 1].flags & (e.INCLUDING | e.NUMERIC):
            continue
        stop = range(comma + 2, min(len(tokens), comma + voice_names.MOST_WORDS))
        verb = next((k for k in stop if _is_predicate(tokens, k, comma + 1)), 0)
        if verb and noun_phrases.speaks(tokens, comma + 1, verb, strong=False):
            return comma + 1, verb
    return 0, 0


def adds(tokens: list[Token], at: int) -> bool:
    """The "saying" of "The army claimed victory, saying …": only what follows is said."""
    return at > 0 and bool(tokens[at].flags & e.ADDING) and tokens[at - 1].low == ","


def _subject_of_first(tokens: list[Token], joint: int) -> int:
    """Where the subject of the first verb ends: "A spokesman rejected the report and said …", "…, saying …".

    The joint itself where there is none who speaks.
    """
    first, verb = _first_verb(tokens, joint)
    if _is_told(tokens, first) or _goes_on(tokens, first, verb):
        # "The mayor said that rescuers were digging, adding …".
        return _subject_of_first(tokens, first - 1)
    if 1 < first == verb and tokens[first - 1].low == "," and speakers.is_told_of(tokens, first - 1):
        # "The centre, a body that tracks raids, | confirmed it, saying …".
        return first - 1
    with_one = verb < 0 and tokens[first].flags & e.HARMING and tokens[first].flags & e.PREPOSITION
    if with_one and noun_phrases.speaks(tokens, first + 1, joint, strong=False):
        # "The army raised its toll, with a spokesman, | saying …".
        return joint - 1
    last = verb - 1
    while last > first and tokens[last].flags & (e.AUXILIARY | e.ADVERB):
        last -= 1
    return last if verb > first and noun_phrases.speaks(tokens, first, last + 1, strong=False) else joint


def _is_told(tokens: list[Token], first: int) -> bool:
    """Does a "that" before `first` tell what somebody said: "said that rescuers …", "denied reports that …"?"""
    that = first - 1
    if that < 2 or not tokens[that].flags & e.THAT:
        return False
    # "Rejected claims by rebels that …".
    by = next((k for k in range(that - 1, max(1, that - _AUTHOR), -1) if tokens[k].flags & e.BY), that)
    return bool(tokens[by - 1].flags & (e.SPEECH | e.DOCUMENT))


def _goes_on(tokens: list[Token], first: int, verb: int) -> bool:
    """Has the clause no subject of its own: "… a raid that | included air strikes", "… but | disputed the toll"?"""
    return 1 < first == verb and bool(tokens[first - 1].flags & (e.RELATIVE | e.CONTRAST))


def _first_verb(tokens: list[Token], joint: int) -> tuple[int, int]:
    """Where the clause begins that ends at the joint, and its verb; -1 where it has none."""
    first = joint
    while first > max(0, joint - _CLAUSE):
        before = noun_phrases.before_brackets(tokens, first - 1)
        if before == first - 1 and ends_clause(tokens[before]):
            break
        first = before + (before < first - 1)
    return first, next((k for k in range(first, joint) if _is_predicate(tokens, k, first)), -1)


def _is_quoted(tokens: list[Token], joint: int) -> bool:
    """The "as" of "AFP quoted the mayor as saying"; not of "the mayor was quoted as saying", which AFP does not say."""
    return bool(tokens[joint].flags & e.AS) and not noun_phrases.is_passive(tokens, joint - 2)


def _is_heard(tokens: list[Token], at: int) -> bool:
    """Does the "saying" follow how or where somebody was heard: "was filmed saying", "is on record saying"?"""
    last = tokens[at - 1]
    if _does(last):
        return noun_phrases.is_passive(tokens, at - 2)
    k = at - 2
    while k > max(0, at - _WITHIN_VERB) and tokens[k].flags & (e.DETERMINER | e.ADJECTIVE | e.PLAIN):
        k -= 1
    aired = peek(tokens, k).flags & e.ON_DAY and not last.flags & e.PERSON
    placed = peek(tokens, k).flags & e.PREPOSITION and not peek(tokens, k).flags & e.OF
    return bool(aired or (placed and not last.flags & NAMING and not last.capital))


def _holds_verb(tokens: list[Token], last: int) -> bool:
    """ "The mayor held a meeting announcing …": what ends at `last` is a clause and no name."""
    return any(_does(tokens[k]) for k in range(noun_phrases.back(tokens, last) + 1, last + 1))


def _subject_of_gerund(tokens: list[Token], joint: int, at: int) -> int:
    """Who says it in "the mayor resigned after saying …", "he blamed the army for saying …"; -1 where nobody does."""
    first, verb = _first_verb(tokens, joint)
    if verb < 0:
        return -1
    if tokens[joint].flags & (e.FOR | e.OF) and (blamed := _object_end(tokens, verb, joint)):
        return blamed
    last = verb - 1
    while last >= first and tokens[last].flags & (e.AUXILIARY | e.ADVERB):
        last -= 1
    if last < first:
        return last if last > 0 and tokens[last].flags & e.RELATIVE else -1
    strong = bool(tokens[at].flags & e.STRONG)
    return last if noun_phrases.speaks(tokens, first, last + 1, strong) else -1


def _is_predicate(tokens: list[Token], k: int, first: int) -> bool:
    """ "Was", "resigned"; "wept", which the lexicon does not know, behind who did."""
    token = tokens[k]
    if (token.flags & _ALSO_DOES and not token.flags & e.TO) or _does(token):
        return not token.flags & e.VOICE
    unknown = not token.flags & ~e.EFFORT and token.low.isalpha() and not token.capital
    return unknown and k > first and bool(tokens[k - 1].flags & NAMING or tokens[k - 1].capital)


def _object_end(tokens: list[Token], verb: int, joint: int) -> int:
    """Where "the army" ends, which somebody "blamed for saying …"; 0 where the verb has no such object."""
    k = verb + 1
    while k < joint and not tokens[k].flags & (e.PREPOSITION | e.TO | e.AUXILIARY):
        k += 1
    speaks = k == joint and noun_phrases.speaks(tokens, verb + 1, joint, strong=False)
    return joint - 1 if speaks else 0


def _does(token: Token) -> bool:
    """Is it a finite verb: "said", "killed", "condemned"?"""
    past = not token.flags and token.ending & e.PAST and not token.capital
    return bool(past or (token.flags & _DOES and not token.flags & NAMING))


def ends_clause(token: Token) -> bool:
    return token.low in CLOSERS or bool(token.flags & _ENDS_CLAUSE)


def _before_verb(tokens: list[Token], at: int) -> int:
    """The last token of the subject, auxiliaries stepped over; -1 where the verb is passive or has none."""
    k = _past_auxiliaries(tokens, at - 1)
    if k >= 0 and tokens[k].flags & e.BE:
        if not tokens[at].flags & e.PROGRESSIVE:
            return -1
        while k >= 0 and tokens[k].flags & (e.BE | e.HAVE | e.ADVERB):
            k -= 1
    return k - 1 if k > 0 and tokens[k].flags & e.AS else k


def _past_auxiliaries(tokens: list[Token], k: int) -> int:
    """Back over "has", "had on Tuesday", "have, so far,", "early on Tuesday", "each"."""
    if _is_called_as_month(tokens, k):
        return k
    k = first = moments.before(tokens, k)
    while k >= 0:
        k = moments.before(tokens, k)
        flags = tokens[k].flags
        on_day = flags & e.ON_DAY and k < first and tokens[k + 1].capital and tokens[k + 1].flags & e.ADVERB
        within = tokens[k].low == "," and _is_within_verb(tokens, k, first)
        verbal = e.ADVERB | e.CONTRAST | e.HAVE | e.MODAL | e.APIECE
        if not (on_day or within or (flags & verbal and not flags & e.VOICE)):
            break
        k -= 1
    return k


def _is_called_as_month(tokens: list[Token], k: int) -> bool:
    """The "Jan" of "…, Jan said": a month does not open a clause that somebody speaks in."""
    month = peek(tokens, k)
    return bool(month.flags & e.MONTH and month.capital) and not peek(tokens, k - 1).low[0].isalnum()


def _is_within_verb(tokens: list[Token], k: int, last: int) -> bool:
    """A comma of "had, on Tuesday, put": both stand behind the auxiliary."""
    opened = next((at for at in range(k - 1, max(-1, k - _WITHIN_VERB), -1) if tokens[at].low == ","), -1)
    if k == last and opened > 0:
        return bool(tokens[opened - 1].flags & e.HAVE)
    return k > 0 and bool(tokens[k - 1].flags & e.HAVE)
