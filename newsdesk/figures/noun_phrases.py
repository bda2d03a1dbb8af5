"""Finds where a noun phrase begins, going back from its last word, where a name behind it ends, and who can speak."""

from __future__ import annotations

from newsdesk.figures import joint_names
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import APOSTROPHES, BRACKETS, CLOSERS, SHUTS, Token, peek

LONGEST = 16
_SUPPOSED = 3
"""Words of "were believed to" before the "be"."""
_LISTENER = 4
"""Words of "told the Associated Press"."""
_EDGES = frozenset((":", "(", "*", "-", "[", "|"))
_ENDINGS = frozenset((".", ";", "?", "!", '"', "”"))
_RESUMES = e.RELATIVE | e.ON_DAY | e.ADDING | e.AND | e.PARTING
_ENDS_BEFORE = e.SUBORDINATOR | e.CONTRAST | e.RELATIVE | e.AUXILIARY
DOES = e.TRIGGER | e.VERB | e.WEAK
NAMES = e.VOICE | e.PERSON | e.DOCUMENT
SPEAKS = e.VOICE | e.DOCUMENT | e.TITLE
_SMALL = e.DETERMINER | e.SUBORDINATOR | e.PREPOSITION


def back(tokens: list[Token], last: int) -> int:
    """Where the noun phrase begins that ends at `last`, brackets behind it or not."""
    k = last = before_brackets(tokens, last)
    while k >= 0 and last - k < LONGEST:
        if is_dotted(tokens, k):
            k -= 1
        elif k < last and tokens[k].low == ")" and k > 1 and tokens[k - 2].low == "(":
            k -= 2
        elif _ends_phrase(tokens, k, last):
            break
        elif k < last and _opens_phrase(tokens, k):
            return k
        k -= 1
    return k + 1


def copula(tokens: list[Token], at: int) -> int:
    """The last "be" of "were French", "were believed to be French", where the first is at `at`; `at` elsewhere."""
    supposed = peek(tokens, at).flags & e.BE and peek(tokens, at + 2).flags & e.TO and peek(tokens, at + 3).flags & e.BE
    return at + _SUPPOSED if supposed else at


def before_brackets(tokens: list[Token], last: int) -> int:
    """The last word before "(which Hamas runs)", where that ends at `last`."""
    if peek(tokens, last).low not in SHUTS:
        return last
    opened = (k for k in range(last - 1, max(0, last - LONGEST), -1) if tokens[k].low in BRACKETS)
    return next(opened, last + 1) - 1


def _opens_phrase(tokens: list[Token], k: int) -> bool:
    """Is it the "the" of "a figure the ministry" rejected, or of "he criticised the ministry"?"""
    before = tokens[k - 1] if k else None
    if before is not None and tokens[k].flags & (e.VAGUE | e.UNIT) and before.capital:
        # "Told Agence Presse several of the survivors".
        return any(token.flags & e.TOLD for token in tokens[max(0, k - _LISTENER) : k])
    if before is None or not tokens[k].flags & (e.THE | e.ARTICLE):
        return False
    if before.ending & e.PAST and is_past(before) and (before.flags & e.VERB or not before.flags):
        return True
    return bool(before.flags & (e.PERSON | e.DOCUMENT | e.NUMBER_NOUN | e.THING) and not before.capital)


def is_dotted(tokens: list[Token], k: int) -> bool:
    """The full stop of "Gen.", of an initial or of an address."""
    if tokens[k].low != "." or not 0 < k < len(tokens) - 1:
        return False
    before, after = tokens[k - 1], tokens[k + 1]
    if before.end == tokens[k].start and tokens[k].end == after.start and before.low.isalpha() and after.raw.islower():
        # "Znak.com".
        return True
    return bool(before.flags & (e.TITLE | e.SHORT)) or (before.capital and len(before.raw) == 1)


def with_person(tokens: list[Token], start: int, end: int) -> int:
    """Where the name ends in "said the mayor, Ann Lee."; `end` where no such name closes what is said."""
    offices = [token.flags for token in tokens[start:end] if token.flags & SPEAKS and not token.capital]
    held = offices and (not offices[0] & e.PLURAL or any(one & e.TITLE and not one & e.PLURAL for one in offices))
    if not held or end >= len(tokens) or tokens[end].low != ",":
        return end
    stop = name_end(tokens, end + 1)
    behind = tokens[stop : stop + 2]
    closes = not behind or behind[0].low in _ENDINGS or (behind[0].low == "," and behind[-1].flags & _RESUMES)
    return stop if closes and is_person(tokens, end + 1, stop) else end


def name_end(tokens: list[Token], at: int) -> int:
    while at < len(tokens) and (_is_name(tokens[at]) or is_dotted(tokens, at)):
        at += 1
    return at


def is_person(tokens: list[Token], start: int, end: int) -> bool:
    """A name of two words or more, a title before it or none: "Dr. Jean Bisimwa", "R.R. Bhatnagar"."""
    words = [tokens[k] for k in range(start, end) if not is_dotted(tokens, k)]
    return len(words) > 1 and all(map(_is_name, words)) and not words[-1].flags & NAMES


def _is_name(token: Token) -> bool:
    """In capitals, a particle before it or none: "al-Jawari"."""
    return token.capital or (not token.flags and token.raw.rpartition("-")[2][:1].isupper())


def is_past(token: Token) -> bool:
    """ "Reached", "climbed", "collapsed"; no noun."""
    past = token.ending & e.PAST and not token.capital and not token.flags
    return bool(past or (token.flags & (DOES | e.TOLL_VERB | e.RISE) and not token.flags & NAMES))


def _ends_phrase(tokens: list[Token], k: int, last: int) -> bool:
    token = tokens[k]
    flags = token.flags
    if k < last and tokens[last].flags & e.PRONOUN:
        return True
    if token.low == ",":
        return not joint_names.parts(tokens, k, last)
    if (
        token.low in CLOSERS
        or token.low in _EDGES
        or _closes_quote(tokens, k)
        or flags & (e.AS | e.NAMING | e.ACCORDING)
    ):
        return True
    if flags & (e.AND | e.OR):
        return not joint_names.joins(tokens, k, last)
    return k < last and _ends_before(flags) and not _describes(tokens, k)


def _closes_quote(tokens: list[Token], k: int) -> bool:
    """Is it the mark of "…,' Omar Hadi said", and no "miners' leader"?"""
    return tokens[k].low in APOSTROPHES and k > 0 and not tokens[k - 1].low[0].isalnum()


def _describes(tokens: list[Token], k: int) -> bool:
    """The "missing" of "relatives of the missing miners", the "on the island" of "officials on the island"."""
    if tokens[k].flags & e.SCENE:
        return k > 0 and bool(tokens[k - 1].flags & e.VOICE)
    state = tokens[k].flags & (e.STATE | e.GROUP | e.PARTICIPLE)
    return bool(state and k and tokens[k - 1].flags & e.THE and tokens[k + 1].flags & e.PERSON)


def _ends_before(flags: int) -> bool:
    """Does a word that is not the last one of a noun phrase end it, going back?"""
    if (flags & _ENDS_BEFORE and not flags & e.TO) or _is_verb(flags):
        return True
    return bool(flags & e.TRIGGER and not flags & (e.PERSON | e.VOICE | e.ADJECTIVE))


def _is_verb(flags: int) -> bool:
    if flags & e.DOCUMENT:
        return False
    return bool(flags & e.STRONG or (flags & e.WEAK and not flags & e.ADVERB))


def is_passive(tokens: list[Token], k: int) -> bool:
    """Does a form of "be" end at `k`, behind which a participle stands: "was | later | said"?"""
    while k > 0 and tokens[k].flags & e.ADVERB:
        k -= 1
    return k >= 0 and bool(tokens[k].flags & e.BE)


def speaks(tokens: list[Token], start: int, end: int, strong: bool) -> bool:
    """Can this noun phrase speak? With a strong verb ("said") nearly any can, with a weak one ("put") a voice must."""
    if start < end - 1 and tokens[start].flags & e.ADVERB and not tokens[start].flags & e.VOICE:
        start += 1
    if start >= end:
        return False
    words = tokens[start:end]
    # Not "of Covid-19 reported", behind a case.
    of_thing = words[0].flags & e.OF or any(t.flags & e.NOUN and not t.flags & (e.PERSON | e.VOICE) for t in words)
    # "Another put it at 15", "others said 15".
    alone = len(words) == 1 and words[0].flags & (e.ANOTHER | e.OTHERS)
    if alone or _is_count(words) or of_thing:
        return bool(alone)
    first, last = words[0], words[-1]
    named = any(token.flags & SPEAKS for token in words)
    counted = first.flags & (e.NUMERIC | e.BEFORE) and not first.flags & e.DETERMINER
    if strong:
        return named if counted else any(t.low[0].isalpha() and not t.flags & _SMALL for t in words)
    if counted or first.flags & (e.PREPOSITION | e.SUBORDINATOR):
        return False
    if named:
        return not first.flags & e.PRONOUN
    return last.capital or bool(last.flags & (e.COUNTRY | e.PRONOUN) and not last.flags & e.NEUTRAL_PRONOUN)


def _is_count(words: list[Token]) -> bool:
    """The "20" of "down from the 20 announced", "the total number of cases reported"; not "Channel 4 said"."""
    if any(word.flags & e.TOLL for word in words):
        return True
    compared = any(word.flags & (e.FROM | e.COMPARED | e.SET_BESIDE | e.INSTEAD) for word in words[:-1])
    number = words[-1].flags & (e.NUMERIC if compared else e.DIGITS)
    return bool(number) and not (len(words) > 1 and words[-2].capital)
