"""Reads one speech verb: who is its subject, and so what it says, as far as reach.py tells."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures import (
    joint_names,
    listeners,
    moments,
    noun_phrases,
    reach,
    speakers,
    statements,
    subjects,
    told_of,
    voice_names,
)
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.subjects import NAMING
from newsdesk.figures.tokens import BRACKETS, CLITICS, CLOSERS, QUOTES, SHUTS, Token, is_acronym, peek
from newsdesk.figures.voice import Voice
from newsdesk.figures.voice_names import Named

_BEFORE_SAID = frozenset('"“”«»,–—')
_COUNTS = e.TOLL | e.NUMBER_NOUN
_UNOWNED = e.DETERMINER | e.ADJECTIVE | e.PLAIN | e.DOCUMENT | e.ADVERB | e.FINAL | e.OPENING
_ENDS_NAME = e.SUBORDINATOR | e.RELATIVE | e.AUXILIARY | e.CITING
_LONGEST_NAME = 14
_RECORDERS = e.VOICE | e.DOCUMENT | e.PRONOUN | e.AGENCY | e.TITLE | e.PERSON
_OWNING = e.OF | e.FROM | e.AGENT
_COUNTED = e.DETERMINER | e.ADJECTIVE | e.PLAIN | e.NUMERIC | e.DEMONYM | e.REST | e.FINAL
_BODY = 5
"""Words of "from the city's fire service"."""
_NAME = 2
"""Words of "Ann Lee"."""
_FIGURE = 8
"""Words from "a figure of 27 dead" to its ", which the president gave"."""
_CONTRARY = 5
"""Words from "contrary to" to who said otherwise."""
_PUT = 4
"""Words from "put" to its "the death toll"."""
_ADDED = 3
"""Words from a voice to its \", adding that …\"."""


def read(text: str, tokens: list[Token], at: int, covered: int) -> Voice | None:
    """The voice of the verb at `at`; `covered` is where the words begin that no earlier voice has closed."""
    if statements.is_none(tokens, at):
        return None
    if _may_invert(tokens, at) and (_is_named_behind(tokens, at) or not _leads(tokens, at, covered)):
        inverted = _inverted(text, tokens, at, covered)
        if inverted is not None:
            return inverted
    last = subjects.end(tokens, at)
    if last < 0:
        return _fronted(text, tokens, at)
    start, end = speakers.issuer(tokens, *speakers.subject(tokens, last))
    relative = start > 1 and tokens[start - 1].flags & e.RELATIVE
    if relative and (tokens[at].flags & e.WEAK or tokens[start - 2].flags & e.NUMERIC) and reach.trails(tokens, at):
        # "…, which the army denied", "the figure of 60 that the army had reported".
        return _of_figure(text, tokens, at, start, end)
    start, end = told_of.before_relative(tokens, start, end)
    gerund = tokens[start].ending & e.GERUND and not tokens[start].flags & e.PLAIN
    if 0 < start < end - 1 and gerund and tokens[start - 1].low == ",":
        # "…, contradicting the ministry, which …".
        start += 1
    start = speakers.without_opening(tokens, start, end)
    start = next((k + 1 for k in range(end - 2, start - 1, -1) if _opens_saying(tokens, k, at)), start)
    if start and tokens[start].flags & e.CARRYING:
        start, named = _quoted(text, tokens, start, end)
    elif _is_denied(tokens, at, start, end) or not _may_say(tokens, at, start, end):
        return None
    else:
        named = voice_names.name(text, tokens, start, end)
    voice = _placed(text, tokens, at, covered, (start, named)) if named else None
    if voice is not None and subjects.adds(tokens, at):
        voice.start = at
    return voice


def _is_claim_rejected(tokens: list[Token], at: int, start: int) -> bool:
    """ "Rebels said they killed 30, a claim | the army denied": the army says no such thing.

    Not "a figure the army confirmed", "a claim the army denied, saying …".
    """
    if start < 3 or not tokens[start - 1].flags & e.DOCUMENT or not tokens[start - 2].flags & e.ARTICLE:
        return False
    goes_on = at + 1 < len(tokens) and tokens[at + 1].low == ","
    denies = not tokens[at].ending & e.GERUND and not tokens[at].flags & (e.CONFIRMED | e.GIVING)
    return tokens[start - 3].low == "," and denies and not goes_on


def _opens_saying(tokens: list[Token], k: int, at: int) -> bool:
    """Is it the "with" of "revised its figures, with a spokesman saying …"?"""
    joint = tokens[k].flags
    return bool(tokens[at].ending & e.GERUND and joint & e.HARMING and joint & e.PREPOSITION)


def _fronted(text: str, tokens: list[Token], at: int) -> Voice | None:
    """ "After saying 12 had died, the army fled": who is named behind what he said."""
    start, end = subjects.behind(tokens, at)
    named = voice_names.name(text, tokens, start, end) if start else voice_names.NOBODY
    if not named:
        return None
    voice = Voice(start, at, start - 1, named, False)
    voice.verb = at
    return voice


def _is_denied(tokens: list[Token], at: int, start: int, end: int) -> bool:
    """Does the subject of the verb at `at` say otherwise, or deny what another says?"""
    return _is_contradicted(tokens, at, start, end) or _is_claim_rejected(tokens, at, start)


def _is_contradicted(tokens: list[Token], at: int, start: int, end: int) -> bool:
    """ "Contrary to what the army said, …", "unlike the 40 the army reported": it did not say this."""
    for k in range(end - 1, max(-1, start - _CONTRARY), -1):
        if tokens[k].low in CLOSERS:
            return False
        if tokens[k].flags & e.CONTRARY:
            return reach.trails(tokens, at)
    return False


def _is_concluded(tokens: list[Token], at: int, start: int, end: int) -> bool:
    """ "The mayor told the BBC, which suggests that 12 died": the text itself, and not whom the clause ends with."""
    relative = tokens[end].low == "," and tokens[end + 1].flags & e.RELATIVE
    if not (start and relative and tokens[at].flags & e.CONCLUDING):
        return False
    before = tokens[start - 1].flags
    told = before & (e.TOLD | e.ACTIVE | e.TO) or (before & e.PREPOSITION and not before & _OWNING)
    return bool(told) and not any(token.flags & e.DOCUMENT for token in tokens[start:end])


def _of_figure(text: str, tokens: list[Token], at: int, start: int, end: int) -> Voice | None:
    """ "A figure of 27 dead, which the president gave", "of 27 that he gave": said of that figure alone."""
    number = tokens[start - 2].flags & e.NUMERIC
    if not number and (not tokens[at].flags & e.GIVING or tokens[start - 2].low != ","):
        return None
    before = range(start - 3, max(-1, start - 3 - _FIGURE), -1)
    figure = next((k for k in before if tokens[k].flags & e.DOCUMENT or tokens[k].low in CLOSERS), -1)
    named = voice_names.name(text, tokens, start, end)
    if figure < 0 or not tokens[figure].flags & e.DOCUMENT or not named:
        return None
    voice = Voice(start, figure, at, named, True)
    voice.verb, voice.embedded = at, True
    return voice


def _may_invert(tokens: list[Token], at: int) -> bool:
    """Can this verb's subject stand behind it: "…," said the governor; "…, warned the agency"?"""
    if not (tokens[at].flags & e.STRONG or _has_subject_behind(tokens, at)):
        return False
    if tokens[at].flags & e.TOLD or subjects.adds(tokens, at):
        return False
    if at + 2 < len(tokens) and tokens[at + 1].flags & e.PRONOUN and tokens[at + 2].low[0].isalpha():
        # "One miner, Ahmet Kaya, 41, said he counted eight".
        return False
    return at == 0 or (tokens[at - 1].low in _BEFORE_SAID and not speakers.is_told_of(tokens, at - 1))


def _has_subject_behind(tokens: list[Token], at: int) -> bool:
    """ "…, warned | the agency"; not "…, confirmed | the deaths", "…, accused | the government"."""
    weak = at > 1 and at + 2 < len(tokens) and tokens[at].flags & e.WEAK and tokens[at].ending & e.PAST
    speaks = weak and tokens[at + 1].flags & e.THE and not tokens[at].flags & e.ACCUSING
    return bool(speaks) and _ends_in_voice(tokens, at + 2)


def _ends_in_voice(tokens: list[Token], at: int) -> bool:
    """Does the noun phrase that begins here end on who can speak, and its clause with it?"""
    while at + 1 < len(tokens) and not tokens[at + 1].flags & (e.ON_DAY | e.AS) and tokens[at + 1].low not in CLOSERS:
        if tokens[at + 1].flags & (e.PREPOSITION | e.AUXILIARY | e.SPEECH | e.NUMERIC):
            return False
        at += 1
    return bool(tokens[at].flags & (e.VOICE | e.TITLE))


def _is_named_behind(tokens: list[Token], at: int) -> bool:
    """ "…, said | Ann Lee, who led the rescue", "…, said | Ann Lee.": nothing stands there that was said."""
    end = at + 1
    while end < len(tokens) and tokens[end].capital and not tokens[end].flags & ~e.PARTICLE:
        end += 1
    if end <= at + _NAME or end >= len(tokens):
        return False
    told_of = tokens[end].low == "," and any(token.flags & e.RELATIVE for token in tokens[end + 1 : end + 2])
    return told_of or tokens[end].low == "."


def _leads(tokens: list[Token], at: int, covered: int) -> bool:
    """ "Omar Hadi, the home minister, said …": nothing was said before but who speaks."""
    start, end = speakers.subject(tokens, at - 1) if at > 1 else (0, 0)
    # "Its | trauma director, Dr Vance".
    opens = all(token.flags & (e.DETERMINER | e.HARM) for token in tokens[covered:start])
    return opens and covered <= start < end and noun_phrases.speaks(tokens, start, end, strong=False)


def _is_compared(tokens: list[Token], start: int, end: int) -> bool:
    """ "14 died, twice as many as the operator has said": he says another number; not "half the police said".

    So does "16 died, two more than the prison had reported".
    """
    words = tokens[max(0, start - 1) : end]
    if any(one.flags & (e.COMPARED | e.OVER) and not two.flags & e.NUMERIC for one, two in pairwise(words)):
        return True
    return any(one.flags & e.TWICE and two.flags & (e.BEFORE | e.AS) for one, two in pairwise(tokens[start:end]))


def _may_say(tokens: list[Token], at: int, start: int, end: int) -> bool:
    """Can this subject say what the verb at `at` says?"""
    strong = tokens[at].flags & e.STRONG or _do_several_say(tokens, at, start, end) or _is_aside(tokens, at, start, end)
    strong = strong or _does_it_count(tokens, at, start, end)
    able = noun_phrases.speaks(tokens, start, end, bool(strong))
    if (
        not able
        or _is_within_clause(tokens, at, start, end)
        or _is_reduced(tokens, at, start, end)
        or _is_compared(tokens, start, end)
        or _is_what_was_said(tokens, at, start, end)
    ):
        return False
    if _is_concluded(tokens, at, start, end) or _describes_toll(tokens, at, start, end) or _lets_go(tokens, at, start):
        return False
    nobody = all(token.flags & (_UNOWNED | e.TOLL) for token in tokens[start:end]) or is_unowned(tokens, start, end)
    if nobody and tokens[end - 1].flags & _COUNTS:
        return False
    if tokens[at].flags & e.WITNESSING and not any(token.flags & e.CREDITED for token in tokens[start:end]):
        # "Survivors saw 12 bodies" is no statement; "an AFP reporter saw 12 bodies" is.
        return False
    if tokens[at].flags & e.RECORDING and not any(map(_may_record, tokens[start:end])):
        # "Arba has recorded 25 deaths": the place where they died.
        return False
    return not tokens[at].flags & e.DISPLAYING or any(token.flags & e.DOCUMENT for token in tokens[start:end])


def _lets_go(tokens: list[Token], at: int, start: int) -> bool:
    """ "Have | released | the last seven hostages", "among those | released"; not "released a list of 12 hostages"."""
    if not tokens[at].entry.measure:
        return False
    if tokens[start].flags & e.PARTLY:
        return True
    k = at + 1
    while k < len(tokens) and tokens[k].flags & _COUNTED:
        k += 1
    return k > at + 1 and bool(peek(tokens, k).flags & e.PERSON) and any(t.flags & e.NUMERIC for t in tokens[at:k])


def _is_what_was_said(tokens: list[Token], at: int, start: int, end: int) -> bool:
    """ "Relief announced for the families of 12", "damage estimated at $300m", "…: aid announced" of a headline."""
    if any(token.flags & noun_phrases.SPEAKS for token in tokens[start:end]):
        return False
    link, amount = [*(token.flags for token in tokens[at + 1 : at + 3]), 0, 0][:2]
    put_at = link & e.LINK and link & e.PLACE and amount & (e.NUMERIC | e.CURRENCY | e.BEFORE)
    aid = any(token.flags & e.CURRENCY for token in tokens[start:end])
    return bool(aid or ((link & e.FOR or put_at) and tokens[at].ending & e.PAST))


def _do_several_say(tokens: list[Token], at: int, start: int, end: int) -> bool:
    """ "Two witnesses confirmed that", "two doctors put the toll at 15"; not "the deaths of two doctors put"."""
    if not tokens[start].flags & e.UNIT or tokens[end - 1].flags & e.DOCUMENT:
        return False
    of_death = start > 0 and tokens[start - 1].flags & (e.OF | e.TRIGGER)
    return is_saying(tokens, at) or (not of_death and _puts_toll(tokens, at))


def _is_aside(tokens: list[Token], at: int, start: int, end: int) -> bool:
    """ "…, it claimed.": what stands alone behind a comma."""
    it = end == start + 1 and tokens[start].flags & e.PRONOUN and start > 0 and tokens[start - 1].low == ","
    return bool(it) and (at + 1 == len(tokens) or tokens[at + 1].low in CLOSERS)


def is_saying(tokens: list[Token], at: int) -> bool:
    """Does a "that" follow a verb of speech: "two witnesses confirmed on Monday that"?"""
    behind = moments.past(tokens, at + 1)
    return bool(tokens[at].flags & e.SPEECH) and behind < len(tokens) and bool(tokens[behind].flags & e.THAT)


def _puts_toll(tokens: list[Token], at: int) -> bool:
    """ "Put the toll at 15", "estimated the death toll at 15"."""
    return bool(tokens[at].flags & e.MEASURING) and any(token.flags & e.TOLL for token in tokens[at + 1 : at + _PUT])


def _does_it_count(tokens: list[Token], at: int, start: int, end: int) -> bool:
    """ "On Monday it | put the toll at 250", "on Saturday it had | counted 116 dead"; not "it hit a village"."""
    alone = end - start == 1 and tokens[start].flags & e.NEUTRAL_PRONOUN
    counts = tokens[at].flags & (e.COUNTING | e.GIVING) and any(
        token.flags & (e.NUMERIC | e.NUMBER_NOUN | e.TOLL) for token in tokens[at + 1 : at + _PUT]
    )
    return bool(alone and (counts or _puts_toll(tokens, at)))


def _is_within_clause(tokens: list[Token], at: int, start: int, end: int) -> bool:
    """ "A man who had been | in the second carriage | told", "after the hospitals compared | lists": no subject."""
    placed = start > 0 and tokens[start].flags & e.PREPOSITION and tokens[start - 1].flags & e.AUXILIARY
    last = tokens[end - 1]
    done = end - start > 1 and last.ending & e.PAST and not (last.flags or last.capital)
    return bool(placed or (done and tokens[at].flags & e.WEAK))


def _describes_toll(tokens: list[Token], at: int, start: int, end: int) -> bool:
    """ "The previous reported toll", "the last toll given on Sunday": what kind of toll it is."""
    named = any(token.flags & NAMING and not token.flags & e.TOLL for token in tokens[start:end])
    behind = tokens[at + 1].flags if at + 1 < len(tokens) else 0
    of_day = tokens[end - 1].flags & e.TOLL and behind & (e.ON_DAY | e.TODAY | e.PREPOSITION)
    return not named and bool(behind & e.TOLL or of_day)


def _may_record(token: Token) -> bool:
    """A body or a person; "IOM" is one too."""
    return is_acronym(token) or bool(token.flags & _RECORDERS)


def _quoted(text: str, tokens: list[Token], at: int, end: int) -> tuple[int, Named]:
    """ "The governor was quoted by AFP as saying": where the governor's name begins, and both names."""
    start, author = passive_subject(text, tokens, at - 1)
    carrier = voice_names.name(text, tokens, at + 1, end)
    return start, Named([*carrier.names, *author.names], author.pronoun)


def passive_subject(text: str, tokens: list[Token], last: int) -> tuple[int, Named]:
    """ "The governor was": where the subject begins of a passive whose auxiliaries end at `last`, and its name."""
    while last > 0 and tokens[last].flags & (e.BE | e.HAVE | e.ADVERB):
        last -= 1
    start, stop = speakers.subject(tokens, last)
    return start, voice_names.name(text, tokens, start, stop)


def _is_reduced(tokens: list[Token], at: int, start: int, end: int) -> bool:
    """ "In 11 shootings reported across the city", "152 people reported dead": nobody reports."""
    after = tokens[at + 1].flags if at + 1 < len(tokens) else 0
    counted = any(token.flags & e.NUMERIC for token in tokens[start : min(end, start + 2)])
    if counted and tokens[at].flags & e.CONFIRMED and after & e.STATE:
        return True
    if not after & e.PREPOSITION or tokens[at].flags & e.SPOKEN:
        return False
    last = tokens[end - 1]
    if last.flags & e.DISEASE:
        # "No deaths from cholera reported in the north".
        return True
    speaks = any(token.flags & (e.VOICE | e.DOCUMENT) or token.capital for token in tokens[start + 1 : end])
    if last.flags & e.PERSON and last.flags & e.PLURAL and not (speaks or last.flags & e.VOICE):
        # "Missing persons reported in the south".
        return not tokens[start].flags & (e.VOICE | e.TITLE)
    return not any(token.flags & NAMING or token.capital for token in tokens[start:end])


def _placed(text: str, tokens: list[Token], at: int, covered: int, who: tuple[int, Named]) -> Voice:
    """A voice with its reach: behind a leading verb, before a trailing one, all around an interrupting one."""
    start, named = who
    more = at + 1 < len(tokens)
    trailing = start > 0 and (reach.trails(tokens, at) or (more and _is_behind_quotation(tokens, start, at)))
    between = peek(tokens, start - 1).low == "," and at + 1 < len(tokens) and tokens[at + 1].low == ","
    if trailing and between and reach.is_verbless(tokens, start, covered):
        return around(start, covered, tokens, named, at)
    if trailing and (reach.is_opening(tokens, start, covered) or reach.is_circumstance(tokens, start, covered)):
        trailing = False
    if trailing:
        interrupts = reach.interrupts(tokens, at)
        end = len(tokens) if interrupts or reach.goes_on(tokens, at) else at + 1
        voice = Voice(start, reach.as_clause(tokens, start, covered), end, named, True)
        voice.goes_on = interrupts
        voice.embedded = reach.is_set_aside(tokens, voice.start, start)
    else:
        voice = Voice(start, start, reach.clause_end(tokens, start, at), named, False)
    voice.verb = at
    voice.unowned = is_unowned(tokens, start, at)
    voice.changing = bool(tokens[at].flags & e.MOVING)
    voice.names = [*listeners.names(text, tokens, at), *voice.names]
    return voice


def _is_behind_quotation(tokens: list[Token], start: int, at: int) -> bool:
    """'"Twelve died," | Ann Lee said on Friday about the fire': what she said opens the sentence; no number follows.

    Not 'after what it called a "massacre," the army said'.
    """
    marks = {token.low for token in tokens[max(0, start - 2) : start]}
    quoted = "," in marks and not marks.isdisjoint(QUOTES) and tokens[0].low in QUOTES
    inside = [k for k in range(1, start - 2) if tokens[k].low in QUOTES]
    ends = tokens[at + 1].flags & e.OF or not any(token.flags & e.NUMERIC for token in tokens[at:])
    return quoted and not inside and bool(ends)


def is_unowned(tokens: list[Token], start: int, end: int) -> bool:
    """ "An initial count", "recent figures": a document that nobody is named for."""
    document = any(token.flags & e.DOCUMENT for token in tokens[start:end])
    return document and not any(_is_owner(tokens, k) for k in range(start, end))


def _is_owner(tokens: list[Token], k: int) -> bool:
    """What no mere description is; the first word of a sentence is in capitals whatever it is."""
    token = tokens[k]
    named = token.capital and (k > 0 or is_acronym(token))
    return not token.flags & _UNOWNED and bool(token.flags or named)


def around(start: int, covered: int, tokens: list[Token], named: Named, verb: int) -> Voice:
    """ "The toll, the ministry said, had reached 80": all of the sentence, until another voice takes over."""
    voice = Voice(start, covered, len(tokens), named, True)
    voice.verb, voice.goes_on = verb, True
    return voice


def _inverted(text: str, tokens: list[Token], at: int, covered: int) -> Voice | None:
    """ "…," said Algerian interior minister Daho Ould Kablia."""
    end = at + 1
    while end < min(len(tokens), at + _LONGEST_NAME) and not _ends_name(tokens, end):
        end += 1
    words = tokens[at + 1 : end]
    end += end < len(tokens) and tokens[end].low in SHUTS and any(token.low in BRACKETS for token in words)
    opens = at == 0 and (end >= len(tokens) or tokens[end].low != ":")
    if opens or not any(token.flags & NAMING or token.capital for token in words) or words[0].flags & e.THAT:
        return None
    if end < len(tokens) and (tokens[end].flags & (e.AUXILIARY | e.TRIGGER | e.NUMERIC) or _is_subject(tokens, end)):
        return None
    end = noun_phrases.with_person(tokens, at + 1, end)
    named = voice_names.name(text, tokens, at + 1, end)
    goes_on = any(token.flags & e.ADDING for token in tokens[end : end + _ADDED])
    if not named:
        return None
    if at == 0:
        # "Said the mayor: …".
        return Voice(at, at, len(tokens), named, False)
    voice = Voice(at, covered, len(tokens) if goes_on else at + 1, named, True)
    voice.name_at = at + 1
    return voice


def _is_subject(tokens: list[Token], k: int) -> bool:
    """The "one" of "…, says one of his citizens was killed": what follows from `k` on has a verb of its own."""
    if not tokens[k].flags & e.OF:
        return False
    while k < len(tokens) and not (subjects.ends_clause(tokens[k]) or tokens[k].flags & e.AUXILIARY):
        k += 1
    return k < len(tokens) and bool(tokens[k].flags & e.AUXILIARY)


def _ends_name(tokens: list[Token], k: int) -> bool:
    token = tokens[k]
    flags = token.flags
    if noun_phrases.is_dotted(tokens, k) or joint_names.is_within_duties(tokens, k):
        return False
    if (
        token.low in CLOSERS
        or token.low == ":"
        or flags & _ENDS_NAME
        or (flags & e.TIMING and moments.past(tokens, k) > k)
    ):
        return True
    if flags & (e.TRIGGER | e.DIGITS | e.ADVERB):
        # "Said Ann Lee of the | rescue | agency".
        owned = flags & e.TRIGGER and (tokens[k - 1].flags & e.DETERMINER or tokens[k - 1].low in CLITICS)
        return not (owned or flags & (e.VOICE | e.PERSON))
    if not flags & e.PREPOSITION or _is_of_body(tokens, k):
        return False
    after = tokens[k + 1].flags if k + 1 < len(tokens) else 0
    return not flags & e.INSIDE_NAME or bool(after & (e.DETERMINER | e.ADVERB) and not after & e.THE)


def _is_of_body(tokens: list[Token], k: int) -> bool:
    """The "from" of "said Ann Lee from the fire service"; not of "said Ann Lee from her bed"."""
    behind = tokens[k + 1 : k + _BODY]
    named = k > 0 and tokens[k - 1].capital and tokens[k].flags & e.FROM and behind and behind[0].flags & e.DETERMINER
    return bool(named) and any(token.flags & (e.INSTITUTION | e.CREDITED | e.VOICE) for token in behind)
