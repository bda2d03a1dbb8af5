"""Finds the noun phrase that names a voice, and its name as printed. Knows no verb but those that end a name."""

from __future__ import annotations

from typing import NamedTuple

from newsdesk.figures import moments
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import DASHES, Token, is_owning

MOST_WORDS = 8
"""A voice is named in at most this many words; a longer one is cut to what names it."""
"""Words of "some two days later"."""
MOST_WITH_NAME = 12
"""Words of an office and the name behind it: "the chief minister of the province, Pervez Khattak"."""
_OWN = 2
"""Words of "his organisation"."""
_LISTENER = 6
"""Words from "telling" to the "that" of what is told, from "putting" to its "at"."""
_DUTIES = 8
"""Words of "agriculture, food and fisheries" at most."""
_OFFICE = 5
"""Words of a sentence in which an office may open it."""
LONGEST = 16
ACRONYM = range(2, 7)
"""Letters of a body's short name."""
CLOSERS = frozenset((".", ",", ";", ")", "—", "–", "?", "!", "]", '"', "“", "”", "«", "»"))
_ENDINGS = frozenset((".", ";", "?", "!", '"', "”"))
_RESUMES = e.RELATIVE | e.ON_DAY | e.ADDING
BRACKETS = frozenset("([")
SHUTS = frozenset(")]")
_EDGES = frozenset((":", "(", "*", "-", "[", "|"))
_ENDS_BEFORE = e.SUBORDINATOR | e.CONTRAST | e.RELATIVE | e.AUXILIARY
_DOES = e.TRIGGER | e.VERB | e.WEAK
_NAMES = e.VOICE | e.PERSON | e.DOCUMENT
_NO_APPOSITION = e.CITING | e.ADVERB | e.CONTRAST | e.PREPOSITION
_SMALL = e.DETERMINER | e.SUBORDINATOR | e.PREPOSITION
_LINKS = e.PREPOSITION | e.COORDINATOR | e.AUXILIARY
_BREAKS_OWNER = e.PREPOSITION | e.NUMERIC | e.VERB | e.AUXILIARY
_SPEAKS = e.VOICE | e.DOCUMENT | e.TITLE
_MOMENT = e.HOUR | e.TODAY | e.DATED
_SUFFERS = e.PERSON | e.VOICE | e.ADJECTIVE
_NO_DUTY = (
    e.DETERMINER
    | e.NUMERIC
    | e.AUXILIARY
    | e.PREPOSITION
    | e.PRONOUN
    | e.RELATIVE
    | e.SPEECH
    | e.VERB
    | e.STATE
    | e.MOVE
)
_MAY_SPEAK = e.ADDING | e.TOLD | e.SPEAKING | e.HAVE
OF_DOCUMENT = e.DETERMINER | e.ADJECTIVE | e.PLAIN | e.DOCUMENT


class Named(NamedTuple):
    """A voice: its names, or the kind of pronoun that stands for it; both empty where it is neither."""

    names: list[str]
    pronoun: str

    def __bool__(self) -> bool:
        return bool(self.names or self.pronoun)


NOBODY = Named([], "")


def mark(tokens: list[Token]) -> None:
    """Make verbs of speech of "spoke overnight of 20 dead", whose "of" stands behind an hour, "has it at 9",
    "telling the BBC that 9 …", "…, putting it at 9", "…, giving a toll of 9"."""
    for at, token in enumerate(tokens[:-1]):
        if not token.flags & _MAY_SPEAK:
            continue
        if token.flags & e.ADDING and token.flags & e.TOLL_VERB and _puts_at(tokens, at):
            token.flags |= e.WEAK
        if token.ending & e.GERUND and token.flags & (e.TOLD | e.GIVING) and _adds(tokens, at):
            token.flags |= e.WEAK | e.ADDING
        if (token.flags & e.SPEAKING and _tells_of(tokens, at)) or (token.flags & e.HAVE and _has_at(tokens, at)):
            token.flags |= e.WEAK


def _adds(tokens: list[Token], at: int) -> bool:
    return _tells_that(tokens, at) if tokens[at].flags & e.TOLD else _gives_toll(tokens, at)


def _gives_toll(tokens: list[Token], at: int) -> bool:
    """ "…, giving a toll of 20", "giving the figure as 20"."""
    k = at + 1
    while k < len(tokens) - 2 and tokens[k].flags & (e.DETERMINER | e.ADJECTIVE | e.PLAIN | e.ADVERB):
        k += 1
    if at == 0 or tokens[at - 1].low != "," or k >= len(tokens) - 2 or not tokens[k].flags & (e.TOLL | e.NUMBER_NOUN):
        return False
    return bool(tokens[k + 1].flags & (e.OF | e.AS)) and _counts(tokens[k + 2])


def _tells_that(tokens: list[Token], at: int) -> bool:
    """ "Telling the BBC that"; not "telling residents to leave"."""
    behind = tokens[at + 1 : at + 1 + _LISTENER]
    that = next((k for k, token in enumerate(behind) if token.flags & e.THAT), 0)
    return that > 0 and not any(token.flags & e.TO or token.low in CLOSERS for token in behind[:that])


def _puts_at(tokens: list[Token], at: int) -> bool:
    """ "…, putting losses at 20 million"."""
    behind = range(at + 2, min(len(tokens) - 1, at + _LISTENER))
    put = (k for k in behind if tokens[k].flags & e.LINK and tokens[k].flags & e.PLACE)
    return at > 0 and tokens[at - 1].low == "," and any(_counts(tokens[k + 1]) for k in put)


def _tells_of(tokens: list[Token], at: int) -> bool:
    of, before = at + 1, at
    while before < of < len(tokens):
        before, of = of, moments.past(tokens, of)
        of += bool(of < len(tokens) and tokens[of].flags & (e.ADVERB | e.DATED))
    return at + 1 < of < len(tokens) - 1 and bool(tokens[of].flags & e.OF) and _counts(tokens[of + 1])


def _has_at(tokens: list[Token], at: int) -> bool:
    if at + 3 >= len(tokens) or not tokens[at + 1].flags & e.NEUTRAL_PRONOUN:
        return False
    link = tokens[at + 2].flags
    return bool(link & e.LINK and link & e.PLACE) and _counts(tokens[at + 3])


def _counts(token: Token) -> bool:
    return bool(token.flags & (e.NUMERIC | e.BEFORE))


def subject(tokens: list[Token], last: int) -> tuple[int, int]:
    """The noun phrase that ends at `last`, with an apposition between commas, without a relative clause."""
    if tokens[last].low == "," and last > 1:
        return _before_comma(tokens, last)
    if tokens[last].flags & e.RELATIVE and last > 1 and tokens[last - 1].low == ",":
        begin = back(tokens, last - 2)
        if (person := _in_apposition(tokens, begin, last - 1))[1]:
            return person
        agents = [k for k in range(begin, last - 2) if tokens[k].flags & e.AGENT]
        return agents[-1] + 1 if agents and not _is_authored(tokens, agents[-1]) else begin, last - 1
    if tokens[last].low in DASHES and (opened := _opened(tokens, last)) > 0:
        return back(tokens, opened - 1), opened
    return back(tokens, last), last + 1


def _in_apposition(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """The person of "Ann Moor, a spokeswoman for the army, who …"; empty where there is none."""
    if start < 2 or tokens[start - 1].low != "," or not tokens[start].flags & e.DETERMINER:
        return 0, 0
    begin = back(tokens, start - 2)
    office = any(token.flags & (e.TITLE | e.VOICE) for token in tokens[start:end])
    return (begin, start - 1) if office and _is_person(tokens, begin, start - 1) else (0, 0)


def _is_authored(tokens: list[Token], by: int) -> bool:
    """ "A report by the ministry"; not "confirmed by the ministry, which said"."""
    return by > 0 and bool(tokens[by - 1].flags & e.DOCUMENT)


def before_relative(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """ "A survivor of the attack that killed 51 people said", "a driver who escaped said": the one who is told of."""
    if start > 1 and is_founded(tokens, start - 1):
        return before_relative(tokens, back(tokens, start - 2), start - 1)
    whose = e.RELATIVE | e.DETERMINER
    if start > 1 and tokens[start - 1].flags & (whose | e.NAMES_BEFORE) == whose and _is_past(tokens[end - 1]):
        # "A woman whose house collapsed said".
        return before_relative(tokens, back(tokens, start - 2), start - 1)
    verb = start if _does(tokens, start) else start - 1
    at = verb
    while at > 0 and (_does(tokens, at) or tokens[at].flags & (e.AUXILIARY | e.ADVERB)):
        at -= 1
    if 0 < at < verb and tokens[at].flags & e.RELATIVE:
        return before_relative(tokens, back(tokens, at - 1), at)
    return _before_reduced(tokens, start, end)


def is_founded(tokens: list[Token], at: int) -> bool:
    """Does "based on" tell at this token what a document is made of: "an AP tally based on police reports"?"""
    if not tokens[at].flags & e.FOUNDED:
        return False
    for token in reversed(tokens[max(0, at - MOST_WORDS) : at]):
        if token.flags & e.DOCUMENT:
            return True
        if token.low in CLOSERS or token.flags & (e.AUXILIARY | e.SPEECH):
            return False
    return False


def _before_reduced(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """ "A doctor treating the wounded told AFP", "a man shot in the leg said": the one who is told of."""
    verb = start
    while verb > 0 and tokens[verb - 1].flags & e.TRIGGER and not tokens[verb - 1].flags & _SUFFERS:
        verb -= 1
    suffered = tokens[verb].flags & (e.PARTICIPLE | e.STATE) and tokens[start].flags & (e.PREPOSITION | e.TAIL)
    if not 0 < verb < start or not (tokens[verb].ending & e.GERUND or suffered):
        return start, end
    begin, last = back(tokens, verb - 1), tokens[verb - 1]
    somebody = last.flags & (_NAMES | e.TITLE) or (last.capital and not last.flags)
    somebody = somebody and not last.flags & e.DOCUMENT
    return (begin, verb) if somebody and begin < verb and speaks(tokens, begin, verb, strong=True) else (start, end)


def _does(tokens: list[Token], at: int) -> bool:
    """Is it the verb of a clause that tells of somebody: "who reached the site", "who climbed the hill"?"""
    token = tokens[at]
    if token.flags & _DOES and not token.flags & _NAMES:
        return True
    told_of = at > 0 and tokens[at - 1].flags & e.RELATIVE and tokens[at - 1].flags & e.WHOSE
    return bool(told_of and _is_past(token))


def _is_past(token: Token) -> bool:
    """ "Reached", "climbed", "collapsed"; no noun."""
    past = token.ending & e.PAST and not token.capital and not token.flags
    return bool(past or (token.flags & (_DOES | e.TOLL_VERB | e.RISE) and not token.flags & _NAMES))


def _before_comma(tokens: list[Token], last: int) -> tuple[int, int]:
    """The noun phrase before an apposition, a relative clause or "however" that ends at the comma `last`."""
    if age := _age(tokens, last):
        return _before_age(tokens, age)
    relative = _relative_start(tokens, last)
    if relative > 0:
        if age := _age(tokens, relative):
            return _before_age(tokens, age)
        begin = back(tokens, relative - 1)
        person = _in_apposition(tokens, begin, relative)
        return person if person[1] else (begin, relative)
    inner = back(tokens, last - 1)
    if inner > 1 and tokens[inner - 1].low == ",":
        if age := _age(tokens, inner - 1):
            return _before_age(tokens, age)
        begin = back(tokens, inner - 2)
        reduced = tokens[inner].ending & e.PAST and _is_past(tokens[inner])
        short = last - begin <= MOST_WORDS or _is_person(tokens, inner, last)
        named = short and not tokens[inner].flags & _NO_APPOSITION and not reduced
        return begin, last if named else inner - 1
    opened = _reduced_start(tokens, last)
    return (back(tokens, opened - 1), opened) if opened > 0 else (last, last)


def _age(tokens: list[Token], comma: int) -> int:
    """The comma before an age that ends at this one: "Omar Hadi, 33, said", "Omar Hadi, aged 33, said"; 0 if none."""
    at = comma - 2 - bool(comma > 2 and tokens[comma - 2].flags & e.AGE)
    aged = at > 0 and tokens[comma - 1].flags & e.DIGITS and tokens[at].low == ","
    return at if aged and tokens[at - 1].low[0].isalpha() else 0


def _before_age(tokens: list[Token], comma: int) -> tuple[int, int]:
    """Whose age begins at this comma: "Omar Hadi", "The guard, Omar Hadi" with an office before the name."""
    begin, end = _before_comma(tokens, comma)
    office = begin < end and tokens[begin].flags & e.DETERMINER
    return (begin, end) if office else (back(tokens, comma - 1), comma)


def _reduced_start(tokens: list[Token], last: int) -> int:
    """The comma before "known as the White Helmets", "confirming the fire", which ends at the comma `last`; else -1."""
    comma = next((k for k in range(last - 2, max(0, last - LONGEST), -1) if tokens[k].low == ","), -1)
    verb = tokens[comma + 1] if comma > 0 else None
    if (
        verb is None
        or verb.capital
        or not (verb.ending & (e.PAST | e.GERUND) or (verb.flags & e.ADVERB and tokens[comma + 2].flags & e.AS))
    ):
        return -1
    return comma


def without_opening(tokens: list[Token], start: int, end: int) -> int:
    """Where the subject begins behind an opening phrase: "In its latest bulletin the agency", "two days later it"."""
    dated = moments.past(tokens, start)
    if start < dated < end and (tokens[start].flags & e.PREPOSITION or tokens[dated - 1].flags & _MOMENT):
        # Not "the May 1970 edition".
        return dated
    if not tokens[start].flags & e.PREPOSITION:
        return start
    if last_event := next((k for k in range(end - 2, start, -1) if tokens[k].flags & e.EVENT), 0):
        # "In a night attack police said".
        return last_event + 1 if tokens[last_event + 1].flags & e.VOICE else start
    articles = [k for k in range(start + 2, end - 1) if tokens[k].flags & e.THE and not tokens[k - 1].flags & _LINKS]
    return articles[-1] if articles else start


def _opened(tokens: list[Token], last: int) -> int:
    """The dash, or pair, that opens what ends at `last`: "the doctor -- who asked not to be named --"; -1 if none."""
    dash = tokens[last].low
    first = last - (tokens[last - 1].low == dash)
    opened = next((k for k in range(first - 1, max(0, first - LONGEST), -1) if tokens[k].low == dash), -1)
    return opened - (opened > 0 and tokens[opened - 1].low == dash)


def _relative_start(tokens: list[Token], last: int) -> int:
    """The comma before a relative clause that ends at `last` ("the ministry, which is run by Hamas,"); -1 if none."""
    commas = [k for k in range(last - 2, max(0, last - LONGEST), -1) if tokens[k].low == ","]
    while commas and not (tokens[commas[0] + 1].flags & (e.RELATIVE | e.ANONYMOUS) or _is_defined(tokens, commas[0])):
        if len(commas) < 3 or not _is_person(tokens, commas[1] + 1, commas[0]):
            return -1
        del commas[:2]
    return commas[0] if commas else -1


def _is_defined(tokens: list[Token], comma: int) -> bool:
    """Is it told behind this comma who somebody is: "Medair, the charity that runs the camp, said"?"""
    start, behind = back(tokens, comma - 1), tokens[comma + 1 : comma + _OFFICE]
    if not behind[0].flags & e.DETERMINER or not start < comma or tokens[start].flags & e.PREPOSITION:
        return False
    noun = next((k for k, token in enumerate(behind) if token.flags & (_SPEAKS | e.PERSON)), len(behind))
    return noun + 1 < len(behind) and bool(behind[noun + 1].flags & e.RELATIVE)


def is_told_of(tokens: list[Token], last: int) -> bool:
    """Does a relative clause of somebody who can speak end at `last`: "the mayor, who had put it at 20, said"?"""
    opened = _relative_start(tokens, last) if last > 1 and tokens[last].low == "," else -1
    return opened > 0 and speaks(tokens, back(tokens, opened - 1), opened, strong=False)


def back(tokens: list[Token], last: int) -> int:
    """Where the noun phrase begins that ends at `last`, brackets behind it or not."""
    k = last = _before_brackets(tokens, last)
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


def _before_brackets(tokens: list[Token], last: int) -> int:
    """The last word before "(which Hamas runs)", where that ends at `last`."""
    if tokens[last].low not in SHUTS:
        return last
    opened = (k for k in range(last - 1, max(0, last - LONGEST), -1) if tokens[k].low in BRACKETS)
    return next(opened, last + 1) - 1


def _opens_phrase(tokens: list[Token], k: int) -> bool:
    """Is it the "the" of "a figure the ministry" rejected, or of "he criticised the ministry"?"""
    before = tokens[k - 1] if k else None
    if before is None or not tokens[k].flags & (e.THE | e.ARTICLE):
        return False
    if before.ending & e.PAST and _is_past(before) and (before.flags & e.VERB or not before.flags):
        return True
    return bool(before.flags & (e.PERSON | e.DOCUMENT | e.NUMBER_NOUN | e.THING) and not before.capital)


def is_dotted(tokens: list[Token], k: int) -> bool:
    """The full stop of "Gen." or of an initial."""
    if tokens[k].low != "." or not 0 < k < len(tokens) - 1:
        return False
    before = tokens[k - 1]
    return bool(before.flags & (e.TITLE | e.SHORT)) or (before.capital and len(before.raw) == 1)


def with_person(tokens: list[Token], start: int, end: int) -> int:
    """Where the name ends in "said the mayor, Ann Lee."; `end` where no such name closes what is said."""
    office = next((token.flags for token in tokens[start:end] if token.flags & _SPEAKS and not token.capital), e.PLURAL)
    if office & e.PLURAL or end >= len(tokens) or tokens[end].low != ",":
        return end
    stop = _name_end(tokens, end + 1)
    behind = tokens[stop : stop + 2]
    closes = not behind or behind[0].low in _ENDINGS or (behind[0].low == "," and behind[-1].flags & _RESUMES)
    return stop if closes and _is_person(tokens, end + 1, stop) else end


def _name_end(tokens: list[Token], at: int) -> int:
    while at < len(tokens) and (_is_name(tokens[at]) or is_dotted(tokens, at)):
        at += 1
    return at


def _is_person(tokens: list[Token], start: int, end: int) -> bool:
    """A name of two words or more, a title before it or none: "Dr. Jean Bisimwa", "R.R. Bhatnagar"."""
    words = [tokens[k] for k in range(start, end) if not is_dotted(tokens, k)]
    return len(words) > 1 and all(map(_is_name, words)) and not words[-1].flags & _NAMES


def _is_name(token: Token) -> bool:
    """In capitals, a particle before it or none: "al-Jawari"."""
    return token.capital or (not token.flags and token.raw.rpartition("-")[2][:1].isupper())


def _ends_phrase(tokens: list[Token], k: int, last: int) -> bool:
    token = tokens[k]
    flags = token.flags
    if k < last and tokens[last].flags & e.PRONOUN:
        return True
    if token.low == ",":
        return not (_parts_duties(tokens, k, last) or _parts_lands(tokens, k, last))
    if token.low in CLOSERS or token.low in _EDGES or flags & (e.AS | e.NAMING | e.ACCORDING):
        return True
    if flags & (e.AND | e.OR):
        joins = _joins_names(tokens, k) or _joins_people(tokens, k)
        return not (joins or _joins_duties(tokens, k, last) or _joins_before_body(tokens, k, last))
    return k < last and _ends_before(flags)


def _ends_before(flags: int) -> bool:
    """Does a word that is not the last one of a noun phrase end it, going back?"""
    if (flags & _ENDS_BEFORE and not flags & e.TO) or _is_verb(flags):
        return True
    return bool(flags & e.TRIGGER and not flags & (e.PERSON | e.VOICE | e.ADJECTIVE))


def _is_verb(flags: int) -> bool:
    if flags & e.DOCUMENT:
        return False
    return bool(flags & e.STRONG or (flags & e.WEAK and not flags & e.ADVERB))


def _joins_names(tokens: list[Token], k: int) -> bool:
    """Is this "and" inside a voice: "police and hospital officials", "Security and Public Administration"?"""
    if k == 0 or k + 1 >= len(tokens):
        return False
    before, after = tokens[k - 1], tokens[k + 1]
    office = after.flags | (tokens[k + 2].flags & e.VOICE if k + 2 < len(tokens) else 0)
    offices = before.flags & (e.VOICE | e.DOCUMENT) and office & (e.VOICE | e.DETERMINER | e.ADJECTIVE)
    second = tokens[k + 2] if after.flags & e.THE and k + 2 < len(tokens) else after
    return bool(offices) or (before.capital and (after.capital or (is_acronym(before) and second.capital)))


def _joins_people(tokens: list[Token], k: int) -> bool:
    """Is this "and" inside ", family and associates said", which opens a clause, so that no verb is before it?"""
    before, after = tokens[k - 1].flags, tokens[k + 1].flags if k + 1 < len(tokens) else 0
    people = before & e.PERSON and before & (e.PLURAL | e.HOUSEHOLD) and after & e.PERSON and after & e.PLURAL
    first = k - 1 - bool(k > 1 and tokens[k - 2].flags & e.DETERMINER)
    return bool(people) and (first == 0 or tokens[first - 1].low in CLOSERS)


def _joins_duties(tokens: list[Token], k: int, last: int) -> bool:
    """Is this "and" inside what a body is for: "the ministry of health and welfare"?"""
    words, before = tokens[k + 1 : last + 1], tokens[k - 1]
    located = (at for at, word in enumerate(words[:-1]) if word.flags & e.PLACE and words[at + 1].capital)
    words = words[: next(located, len(words))]
    if not words or words[0].flags & e.VOICE or words[0].capital != before.capital:
        return False
    people = e.PERSON | (0 if before.flags & e.PERSON else e.PLURAL)
    if any(word.flags & e.PERSON and word.flags & (people & e.PLURAL | e.VOICE) for word in words):
        return False
    of = k - 1
    while of > max(0, k - _DUTIES) and (tokens[of].low == "," or _is_duty(tokens[of])):
        of -= 1
    if not 0 < of < k - 1 or not tokens[of].flags & (e.OF | e.FOR | e.ON_DAY):
        return False
    body = tokens[of - 1].flags
    return bool(body & e.VOICE and not body & e.PLURAL) and all(_is_duty(word) for word in words)


def _joins_before_body(tokens: list[Token], k: int, last: int) -> bool:
    """Is this "and" in "the health and welfare ministry", which opens a clause, so that no verb is before it?"""
    words, body = tokens[k + 1 : last], tokens[last].flags
    if not words or not body & e.VOICE or body & e.PERSON or not all(map(_is_duty, words)):
        return False
    first = k - 1
    while first > max(0, k - _DUTIES) and _is_duty(tokens[first]):
        first -= 1
    return first < k - 1 and bool(tokens[first].flags & e.THE) and (first == 0 or tokens[first - 1].low in CLOSERS)


def _is_duty(token: Token) -> bool:
    return token.low[0].isalpha() and not token.flags & _NO_DUTY and not token.ending & e.PAST


def _parts_duties(tokens: list[Token], k: int, last: int) -> bool:
    """Is this comma inside what a body is for: "the ministry of health, labour and welfare"?"""
    joint = next((at for at in range(k + 1, min(last, k + _DUTIES)) if tokens[at].flags & e.AND), last)
    between = tokens[k + 1 : joint]
    if not all(word.low == "," or _is_duty(word) for word in between):
        return False
    return joint < last and _joins_duties(tokens, joint, last)


def _parts_lands(tokens: list[Token], k: int, last: int) -> bool:
    """Is this comma inside whose bodies they are: "the embassies of Chile, Peru and Cuba"?"""
    if last - k > _DUTIES or not tokens[last].flags & e.COUNTRY or not any(t.flags & e.AND for t in tokens[k:last]):
        return False
    of = k - 1
    while of > 0 and (tokens[of].low == "," or tokens[of].flags & e.COUNTRY):
        of -= 1
    listed = all(token.low == "," or token.flags & (e.COUNTRY | e.AND) for token in tokens[k:last])
    return bool(listed and 0 < of < k - 1 and tokens[of].flags & e.OF and tokens[of - 1].flags & e.VOICE)


def is_within_duties(tokens: list[Token], comma: int) -> bool:
    """Does a name that is read forward go on behind this comma: "the ministry of food, trade and industry."?"""
    if tokens[comma].low != ",":
        return False
    last = next((at for at in range(comma + 1, min(len(tokens), comma + _DUTIES)) if tokens[at].flags & e.AND), -1)
    while 0 < last < len(tokens) - 1 and _is_duty(tokens[last + 1]):
        last += 1
    closes = last + 1 == len(tokens) or tokens[last + 1].low in CLOSERS
    return last > 0 and closes and _parts_duties(tokens, comma, last)


def is_acronym(token: Token) -> bool:
    """ "UNICEF" of "UNICEF and the WHO"."""
    return token.raw.isupper() and len(token.raw) in ACRONYM


def issuer(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """ "The Red Cross released a report saying": whoever issued a document speaks in it."""
    if start < 2 or not all(token.flags & OF_DOCUMENT for token in tokens[start:end]):
        return start, end
    if not any(token.flags & e.DOCUMENT for token in tokens[start:end]):
        return start, end
    verb = tokens[start - 1].flags
    if verb & (e.GIVING | e.CARRIED):
        begin, stop = subject(tokens, start - 2)
        if begin < stop:
            return begin, stop
    return start, end


def speaks(tokens: list[Token], start: int, end: int, strong: bool) -> bool:
    """Can this noun phrase speak? With a strong verb ("said") nearly any can, with a weak one ("put") a voice must."""
    if start < end - 1 and tokens[start].flags & e.ADVERB and not tokens[start].flags & e.VOICE:
        start += 1
    if start >= end:
        return False
    words = tokens[start:end]
    # Not "of Covid-19 reported", behind a case.
    of_thing = words[0].flags & e.OF or any(t.flags & e.NOUN and not t.flags & (e.PERSON | e.VOICE) for t in words)
    if _is_count(words) or of_thing:
        return False
    first, last = words[0], words[-1]
    named = any(token.flags & _SPEAKS for token in words)
    counted = first.flags & (e.NUMERIC | e.BEFORE) and not first.flags & e.DETERMINER
    if strong:
        return named if counted else any(t.low[0].isalpha() and not t.flags & _SMALL for t in words)
    if counted or first.flags & (e.PREPOSITION | e.SUBORDINATOR):
        return False
    if named:
        return not first.flags & e.PRONOUN
    return last.capital or bool(last.flags & (e.COUNTRY | e.PRONOUN) and not last.flags & e.NEUTRAL_PRONOUN)


def _is_count(words: list[Token]) -> bool:
    """The "20" of "down from the 20 announced"; not "Channel 4 said"."""
    return bool(words[-1].flags & e.DIGITS) and not (len(words) > 1 and words[-2].capital)


def owner(tokens: list[Token], start: int, end: int) -> int:
    """Where the name of a document's owner begins: after the last preposition or verb, at most six words back."""
    k = end - 1
    while k >= max(start, end - 6):
        token = tokens[k]
        plain = not (token.flags or token.capital or is_owning(tokens, k))
        speaks = token.flags & e.SPEECH and not token.flags & e.VOICE
        if (token.flags & _BREAKS_OWNER and not token.flags & e.OF) or plain or speaks:
            break
        k -= 1
        if token.flags & e.DETERMINER:
            break
    return k + 1


def name(text: str, tokens: list[Token], start: int, end: int) -> Named:
    """The voice's name as printed, without its article, in at most eight words; or the kind of its pronoun.

    "A ministry statement carried by Interfax" is two: who carries it, and whose it is.
    """
    for k in range(start + 1, end - 2):
        if tokens[k].flags & e.CARRIED and tokens[k + 1].flags & e.AGENT:
            carrier, author = name(text, tokens, k + 2, end), name(text, tokens, start, k)
            return Named([*carrier.names, *author.names], "")
    opening = tokens[start].flags if start < end else 0
    while start < end and _opens(tokens[start]) and not _is_first_of(tokens, start):
        start += 1
    while end > start and _closes(tokens[end - 1]):
        end -= 1
    speaker = start < end and (tokens[start].flags | tokens[end - 1].flags) & e.SPEAKER
    if start >= end or speaker or _is_own_version(tokens[start:end]):
        return NOBODY
    if end - start > 2 and opening & (e.PREPOSITION | e.ADVERB) and not opening & e.VOICE:
        start = min(end - 1, max(start, owner(tokens, start, end)))
        while start < end - 1 and tokens[start].flags & e.DETERMINER:
            start += 1
    if end - start == 1 and tokens[start].flags & e.PRONOUN:
        return Named([], tokens[start].entry.pronoun)
    if end - start == _OWN and tokens[start].flags & e.HIS and tokens[start + 1].flags & e.OWN_BODY:
        # "His organisation said": the one that he was named with.
        return Named([], "person")
    start, end = _author(tokens, start, end)
    start, end = _shorten(text, tokens, start, _without_apposition(tokens, start, end))
    return Named([" ".join(text[tokens[start].start : tokens[end - 1].end].split())], "")


def _is_own_version(words: list[Token]) -> bool:
    """ "An earlier version of this story"; not "the army's version", "the official version"."""
    version = any(word.flags & e.VERSION for word in words)
    return version and not any(word.capital or word.flags & (e.VOICE | e.DEMONYM) for word in words)


def _without_apposition(tokens: list[Token], start: int, end: int) -> int:
    """ "ANI, the Mauritanian news agency": the name ends at the comma."""
    for k in range(start + 1, end):
        if tokens[k].low == ",":
            return k if any(token.flags & e.AGENCY for token in tokens[k:end]) else end
    return end


def _author(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """Whose a document is speaks in it: "an AFP tally of Monday", "figures reported by the ministry"."""
    document = next((k for k in range(start, end) if _is_document(tokens, k)), end)
    for k in range(document + 1, end - 1):
        if tokens[k].flags & e.AGENT or (k == document + 1 and _is_from_body(tokens, k, end)):
            end = next((at for at in range(k + 2, end) if tokens[at].flags & e.VERB and not tokens[at].capital), end)
            return k + 2 if tokens[k + 1].flags & e.DETERMINER and k + 2 < end else k + 1, end
    stop = next((k for k in range(document - 1, start, -1) if is_owning(tokens, k)), document)
    while stop > start and (tokens[stop - 1].flags & OF_DOCUMENT or (stop == document and _is_rank(tokens[stop - 1]))):
        stop -= 1
    named = e.VOICE | e.DEMONYM | e.COUNTRY
    owned = any((tokens[k].capital and k) or tokens[k].flags & named for k in range(start, stop))
    return (start, stop) if document < end and owned else (start, end)


def _is_rank(token: Token) -> bool:
    """The "major" of "a major report", the "general" of "a general survey"."""
    return bool(token.flags & e.TITLE and not token.capital)


def _is_document(tokens: list[Token], k: int) -> bool:
    """ "Figures", which may begin a sentence; no "Survey" of a name."""
    return bool(tokens[k].flags & e.DOCUMENT and not (k and tokens[k].capital))


def _is_from_body(tokens: list[Token], at: int, end: int) -> bool:
    """The "from" of "a statement from the army"; not of "a report from Gaza"."""
    return bool(tokens[at].flags & e.FROM) and any(token.flags & (e.VOICE | e.CREDITED) for token in tokens[at:end])


def _opens(token: Token) -> bool:
    """Does this word stand before a name and not in it?"""
    if token.flags & e.OPENING or not token.low[0].isalnum():
        return True
    return bool(token.flags & (e.ADVERB | e.COORDINATOR | e.CONTRAST) and not token.flags & e.VOICE)


def _is_first_of(tokens: list[Token], k: int) -> bool:
    """The "first" of "the first of the witnesses"."""
    return bool(0 < k < len(tokens) - 1 and tokens[k - 1].flags & e.THE and tokens[k + 1].flags & e.OF)


def _closes(token: Token) -> bool:
    if token.flags & (e.ADVERB | e.PREPOSITION | e.MONTH):
        return not token.flags & e.VOICE
    return not token.low[0].isalnum() and token.low not in SHUTS


def _shorten(text: str, tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """Cut a long name before its last preposition, else to its last words."""
    comma = next((k for k in range(start + 1, end - 1) if tokens[k].low == ","), end)
    if _is_person(tokens, comma + 1, end) and _words(text, tokens, start, end) <= MOST_WITH_NAME:
        return start, end
    stop = end
    while stop > start + 1 and _words(text, tokens, start, stop) > MOST_WORDS:
        stop -= 1
        while stop > start + 1 and not _may_cut(tokens[stop]):
            stop -= 1
    if stop > start + 1 or _words(text, tokens, start, end) <= MOST_WORDS:
        return start, stop
    office = next((k for k in range(start + 1, end) if tokens[k].flags & e.OF and tokens[start].flags & e.TITLE), 0)
    if office:
        return start, office
    return _last_name(tokens, start, end), end


def _last_name(tokens: list[Token], start: int, end: int) -> int:
    """Where the capitalised name begins that ends a long phrase; at most eight words back."""
    begin = end - 1
    while begin > max(start, end - MOST_WORDS) and tokens[begin - 1].capital:
        begin -= 1
    return begin if end - begin > 1 else max(start, end - MOST_WORDS)


def _may_cut(token: Token) -> bool:
    preposition = token.flags & e.PREPOSITION and not token.flags & e.OF
    return bool(preposition or token.flags & e.RELATIVE) or token.low in BRACKETS


def _words(text: str, tokens: list[Token], start: int, end: int) -> int:
    return len(text[tokens[start].start : tokens[end - 1].end].split())


def introduced(text: str, tokens: list[Token]) -> str:
    """The person whom a sentence opens with: an office, a name, or both; empty where there is none."""
    end = 0
    while end < min(len(tokens), MOST_WORDS + 1) and tokens[end].capital and tokens[end].low[0].isalpha():
        end += 1
    if end > 1 and any(token.flags & (e.TITLE | e.VOICE) for token in tokens[:end]):
        return text[tokens[0].start : tokens[end - 1].end]
    if end > 1 and _has_office(tokens, end):
        return text[tokens[0].start : tokens[end - 1].end]
    return _office(text, tokens)


def body(text: str, tokens: list[Token]) -> str:
    """The institution that a sentence is about: "The Red Cross sent tents"; empty where it opens with none."""
    end = next((k for k in range(1, min(len(tokens), MOST_WORDS)) if _is_past(tokens[k]) or _is_finite(tokens[k])), 0)
    words = tokens[:end]
    if not words or words[0].flags & e.PREPOSITION or any(word.low in CLOSERS or word.flags & e.AND for word in words):
        return ""
    head = next((k for k, word in enumerate(words) if word.flags & e.PREPOSITION), end)
    return "".join(name(text, tokens, 0, end).names) if _is_body(words[head - 1]) else ""


def _is_finite(token: Token) -> bool:
    return bool(token.flags & (e.AUXILIARY | e.ACTIVE) and not token.flags & _NAMES)


def _is_body(token: Token) -> bool:
    """ "Ministry", "AFP", "UNICEF"."""
    acronym = token.capital and not token.flags and is_acronym(token)
    return acronym or bool(token.flags & (e.INSTITUTION | e.CREDITED))


def _has_office(tokens: list[Token], comma: int) -> bool:
    """ "Ali Khan, a spokesman for the ministry, arrived"."""
    behind = tokens[comma : comma + MOST_WORDS]
    if len(behind) < 3 or behind[0].low != "," or not behind[1].flags & e.DETERMINER:
        return False
    closed = next((k for k, token in enumerate(behind[1:], 1) if token.low == ","), 0)
    return any(token.flags & e.TITLE for token in behind[1:closed])


def _office(text: str, tokens: list[Token]) -> str:
    """ "The governor of the province, Ann Lee, visited …", "The mayor visited …"."""
    if not tokens[0].flags & e.DETERMINER:
        return ""
    title = next((k for k in range(1, min(len(tokens), _OFFICE)) if tokens[k].flags & e.TITLE), 0)
    if not title or any(token.flags & (_LINKS | _DOES | e.RELATIVE) for token in tokens[1:title]):
        return ""
    comma = title + 1
    while comma < len(tokens) and tokens[comma].flags & (e.PREPOSITION | e.DETERMINER | e.VOICE | e.THING):
        comma += 1
    stop = _name_end(tokens, comma + 1)
    named = comma < len(tokens) and tokens[comma].low == "," and _is_person(tokens, comma + 1, stop)
    return " ".join(name(text, tokens, 0, stop if named else title + 1).names)
