"""Looks for the toll, group or "number of …" that a number measures: "the toll rose to 12", "the dead number 12"."""

from __future__ import annotations

from newsdesk.figures import moments
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import QUOTES, Token, peek
from newsdesk.model import Qualifier

ENDS = frozenset((";", ".", "?", "!"))
_PUT = 3
"""Words of "put the" before "dead"."""
_TOLL_REACH = 32
_COUNTED = 6
_TOLL_AS = 5
"""Words from "may" to the "as" of a reason."""
_GIVEN_AS = e.TOLL | e.NUMBER_NOUN | e.GROUP | e.NOUN | e.SPEECH
"""What stands before the "as" of "gave the toll as 32", "was given as 32"."""
_AMONG_NAMES = frozenset(("(", ")", ","))
_BRACKET = frozenset(("(", ")"))
_IN_ALL = 3
"""Words of "in all" and the comma behind it."""
_TELLING = e.TRIGGER | e.VERB | e.AUXILIARY | e.SPEECH | e.RELATIVE
_ENDS_PLACE = e.TRIGGER | e.NUMERIC | e.AUXILIARY | e.RELATIVE | e.SPEECH
_NO_NOUN = e.MORE_AFTER | e.MORE_BEFORE | e.MONTH | e.AUXILIARY | e.PREPOSITION | e.ADVERB | e.TRIGGER | e.BODY | e.AND
"""What stands behind a number that counts nothing new: "two more", "two were found", "two bodies", "3 May"."""
_LINKING = e.RISE | e.TOLL_VERB | e.LINK | e.NUMBERS | e.ADVERB | e.PREPOSITION | e.AUXILIARY
_SAYING = e.VOICE | e.PRONOUN | e.NEUTRAL_PRONOUN | e.NAMES_BEFORE | e.PERSON | e.TITLE | e.RELATIVE | e.AGENCY | e.AND


def find(tokens: list[Token], phrase: Phrase) -> int:
    """The toll, group or "number of …" that this number measures."""
    start = phrase.start
    while start > 1 and _is_slight(tokens[start - 1]):
        start -= 1
    if start > 1 and _is_put_before(tokens, phrase, start):
        return _toll_after(tokens, phrase)
    found = _toll_before(tokens, phrase, start) if start and _is_linked(tokens, start, phrase) else -1
    found = found if found >= 0 else _restated(tokens, phrase)
    if found >= 0 and tokens[found].flags & e.UNSURE_TOLL and _is_told_behind(tokens, phrase):
        return -1
    if found >= 0:
        return found
    after = _toll_after(tokens, phrase)
    if after < 0 and start:
        phrase.pending = phrase.pending or _is_pending(tokens, phrase, start)
    return after


def _is_told_behind(tokens: list[Token], phrase: Phrase) -> bool:
    """ "The casualty toll rose to 53 | dead", "sixty-eight (68) | dead": what they suffered is told."""
    at = phrase.end
    while at < len(tokens) and (tokens[at].low in _BRACKET or tokens[at].flags & e.DIGITS):
        at += 1
    return at < len(tokens) and bool(tokens[at].flags & e.STATE)


def _restated(tokens: list[Token], phrase: Phrase) -> int:
    """ "The dead, 52 in all, were buried", "the missing, numbering 26, …": the group before; -1 where none is."""
    numbering = phrase.start > 0 and tokens[phrase.start - 1].flags & e.NUMBERS
    group = phrase.start - (3 if numbering else 2)
    if group < 1 or tokens[group + 1].low != "," or not tokens[group].flags & e.GROUP or phrase.quantity.single:
        return -1
    if not tokens[group - 1].flags & e.DETERMINER or (group > 1 and tokens[group - 2].flags & e.PREPOSITION):
        # "Of the dead, 52, most of them women, …".
        return -1
    behind = tokens[phrase.end : phrase.end + _IN_ALL]
    ends = next((k for k, token in enumerate(behind) if token.low == ","), -1)
    listed = any(token.flags & e.NUMERIC for token in behind)
    return -1 if ends < 0 or listed or any(token.flags & _TELLING for token in behind[:ends]) else group


def _is_put_before(tokens: list[Token], phrase: Phrase, start: int) -> bool:
    """ "Raised to 97 the number of people missing": what was raised stands behind."""
    at = phrase.end
    if not tokens[start - 1].flags & e.TO or not tokens[start - 2].flags & (e.BRINGING | e.RISE):
        return False
    return at + 1 < len(tokens) and bool(tokens[at].flags & e.THE and tokens[at + 1].flags & (e.NUMBER_NOUN | e.TOLL))


def _toll_before(tokens: list[Token], phrase: Phrase, start: int) -> int:
    """The toll or group of which the words before a number say it; -1 where none does."""
    inner = -1
    moved = _moved_from(tokens, start)
    for at in range(start - 1, max(-1, start - _TOLL_REACH), -1):
        token = tokens[at]
        flags = token.flags
        if flags & e.TOLL and phrase.quantity.article:
            break
        if flags & e.TOLL and not flags & e.NUMBER_NOUN:
            told = inner == at + 1 and tokens[inner].flags & e.PARTICIPLE and not tokens[inner].flags & e.OCCURRING
            return inner if told else at
        if flags & e.NUMBER_NOUN and inner >= 0 and _counts(tokens, at):
            return inner
        if flags & e.NOUN and at and tokens[at - 1].flags & e.TOLL:
            continue  # "The number of dead captives": the toll stands before it.
        if flags & (e.NOUN | e.GROUP) and _is_numbered(tokens, phrase, at, start, moved):
            return at
        if (
            flags & (e.GROUP | e.STATE)
            and at > 1
            and tokens[at - 1].flags & e.OF
            and tokens[at - 2].flags & (e.AND | e.THAT)
        ):
            # "The number of dead at 34 and of | injured | at 70", "… and that of | injured | at 70".
            return at
        if flags & e.TRIGGER and not flags & (e.TOLL_VERB | e.LINK):
            inner = at
        elif token.low in ENDS or _turns(tokens, at) or _speaks(tokens, at):
            break
    return -1


def _is_numbered(tokens: list[Token], phrase: Phrase, at: int, start: int, moved: int) -> bool:
    """ "The dead number | 12", "deaths rose to | 94, from | 76": a noun or group that the words behind it count.

    Not "survivors said there were 750".
    """
    if at + 1 < start and tokens[at + 1].flags & e.SPOKEN and not tokens[at + 1].flags & e.LINK:
        return False
    linked = any(_all_linking(tokens, at + 1, k) or _rises(tokens, at, k) for k in {start, moved})
    # "Flood deaths top 100": the verb is the number's hedge.
    linked = linked or bool(at + 1 == start and tokens[start].flags & e.LINK)
    # "A rise in deaths from 76 to 94".
    linked = linked or moved == at + 1 < start
    linked = linked or _is_put_at(tokens, at, start)
    one = tokens[at].flags & e.NOUN and not tokens[at].flags & e.PLURAL and _is_of_party(tokens, phrase)
    return linked and not one and _is_counted(tokens, at)


def _is_put_at(tokens: list[Token], at: int, start: int) -> bool:
    """ "Put the | dead | in the city at 5,500", "puts the | missing | among its crew at 413"."""
    link = start - 1
    put = any(token.flags & e.MEASURING for token in tokens[max(0, at - _PUT) : at])
    where = tokens[at + 1 : link]
    placed = link > at + 1 and tokens[link].flags & e.LINK and tokens[link].flags & e.PLACE
    closed = any(token.low in ENDS or token.flags & (e.NUMERIC | e.AUXILIARY | e.TRIGGER) for token in where)
    return bool(put and placed and where[0].flags & e.PREPOSITION) and not closed


def _moved_from(tokens: list[Token], start: int) -> int:
    """ "Deaths rose to | 94, from | 76": where the number begins that stands before "from"; `start` where none does.

    "Deaths rose | from 76 to | 94": where the "from" stands.
    """
    at = start - 1
    if tokens[at].flags & e.TO and at > 1 and tokens[at - 1].flags & e.NUMERIC:
        at -= 1
        while at > 1 and tokens[at].flags & (e.NUMERIC | e.BEFORE) and not tokens[at].flags & e.FROM:
            at -= 1
        return at if tokens[at].flags & e.FROM else start
    if not tokens[at].flags & e.FROM:
        return start
    at -= peek(tokens, at - 1).low == ","
    first = at
    while first > 1 and tokens[first - 1].flags & (e.NUMERIC | e.BEFORE):
        first -= 1
    return first if first < at and tokens[first - 1].flags & (e.TO | e.RISE | e.LINK) else start


def _is_of_party(tokens: list[Token], phrase: Phrase) -> bool:
    """The five of "the only survivor of a family of five"."""
    return any(token.flags & e.PARTY for token in tokens[phrase.start : phrase.quantity.at])


def _turns(tokens: list[Token], at: int) -> bool:
    """Does another subject begin here ("… while cases rose", "… and cases to 300", "… and that of cases to 300")?

    Not in "from floods and fires", "from flooding and mudslides".
    """
    if tokens[at].flags & e.THAT and peek(tokens, at + 1).flags & e.OF:
        return True
    if not tokens[at].flags & e.PARTING:
        return False
    after = tokens[at + 1].flags if at + 1 < len(tokens) else 0
    if at and after & e.THING and (tokens[at - 1].flags & (e.EVENT | e.THING) or tokens[at - 1].ending & e.GERUND):
        return False
    if at > 1 and tokens[at - 1].flags & e.PERSON and tokens[at - 2].flags & (e.BOTH | e.PREPOSITION):
        # "The toll among both soldiers and rebels".
        return False
    verb = tokens[at + 2] if at + 2 < len(tokens) else None
    # "The toll rose to 32 and hopes faded for six".
    another = after & (e.PERSON | e.THING | e.DEMONYM) or (verb is not None and verb.ending & e.PAST and not verb.flags)
    return not tokens[at].flags & e.AND or bool(another)


def _is_slight(token: Token) -> bool:
    """May this word stand between a toll's verb and its number?"""
    return token.low in QUOTES or bool(token.flags & (e.DETERMINER | e.ADVERB) and not token.flags & e.LINK)


def _is_linked(tokens: list[Token], start: int, phrase: Phrase) -> bool:
    before = tokens[start - 1]
    if before.flags & e.AS and start > 1 and _opens_reason(tokens, start - 1, phrase):
        return False
    # "The toll is 12 and there are no survivors"; not "the toll there is 12".
    exists = before.flags & e.BE and start > 1 and tokens[start - 2].flags & e.THERE
    exists = exists and not (start > 2 and tokens[start - 3].flags & e.TOLL)
    if exists or (before.flags & e.FROM and (phrase.quantity.single or _is_of_cases(tokens, start, phrase))):
        return False
    if before.low == "," and start < phrase.start and start > 1 and tokens[start - 2].flags & e.TOLL:
        # "The toll, initially 41, …".
        return True
    if before.flags & e.TOLL and not before.flags & e.NUMBER_NOUN:
        return True
    if before.flags & (e.LINK | e.TOLL_VERB | e.NUMBERS | e.RISE) or before.flags & e.FROM or before.low in (":", "("):
        return True
    return bool(tokens[start].flags & e.LINK)


def _is_of_cases(tokens: list[Token], start: int, phrase: Phrase) -> bool:
    """The cases of "432 deaths from 10,887 cases"; not "a rise in deaths from 12 to 20"."""
    counted = start > 2 and tokens[start - 2].flags & e.NOUN and tokens[start - 3].flags & (e.NUMERIC | e.DIGITS)
    return bool(counted) and not any(token.flags & e.TO for token in tokens[phrase.end : phrase.end + 1])


def _opens_reason(tokens: list[Token], at: int, phrase: Phrase) -> bool:
    """ "The number of dead may go up as 32 are in a critical condition"; not "gave the toll as 32".

    So is "nine arrests as 300 protesters marched".
    """
    if phrase.kind == "person" and tokens[at - 1].flags & e.NOUN:
        return True
    rising = any(token.flags & (e.RISE | e.MODAL) for token in tokens[max(0, at - _TOLL_AS) : at])
    return tokens[at - 1].low == "," or (rising and not tokens[at - 1].flags & _GIVEN_AS)


def _is_counted(tokens: list[Token], at: int) -> bool:
    """ "Deaths reached 310", "the wounded number 73"; not "the killed man is 30"."""
    first = at - 1
    while first > 0 and tokens[first].flags & (e.ADVERB | e.PLAIN) and not tokens[first].flags & e.DETERMINER:
        first -= 1
    before = tokens[first].flags if at else 0
    return bool(tokens[at].flags & e.PLURAL or (before & e.DETERMINER and not before & e.ARTICLE))


def _rises(tokens: list[Token], at: int, start: int) -> bool:
    """ "Deaths from flooding in Spain rise to 219", "deaths since 14 June stand at 219": a place or a time between."""
    if (told := _past_aside(tokens, at + 1, start)) > at + 1:
        # "Deaths, officials said, had reached 87".
        return _all_linking(tokens, told, start)
    if tokens[at + 1].flags & e.PREPOSITION and (timed := moments.past(tokens, at + 2)) > at + 2:
        return _all_linking(tokens, timed, start)
    verb = start - 2 if start > 1 and tokens[start - 1].flags & e.TO else start
    step = verb - bool(tokens[verb - 1].flags & e.ARTICLE)
    stepped = step == at + 2 or (step == at + 3 and tokens[step - 1].flags & e.AGENT)
    if tokens[verb].flags & e.NUMERIC and stepped:
        # "Deaths rose by 50 to 1,250", "deaths rose 14 to 402".
        return bool(tokens[at + 1].flags & e.RISE)
    if verb == start and tokens[start - 1].flags & e.LINK and not tokens[start - 1].flags & (e.PREPOSITION | e.OF):
        # "Rose to" in one.
        verb -= 1
    if (
        verb <= at + 1
        or not tokens[verb].flags & (e.RISE | e.TOLL_VERB | e.LINK)
        or not tokens[at + 1].flags & e.PREPOSITION
    ):
        return False
    while tokens[verb - 1].flags & (e.AUXILIARY | e.ADVERB):
        verb -= 1
    k = at + 1
    while k < verb and not (tokens[k].flags & _ENDS_PLACE or _parts(tokens, k)):
        k += 1
    return k == verb or _past_aside(tokens, k, verb) == verb


def _past_aside(tokens: list[Token], comma: int, last: int) -> int:
    """Behind the aside that this comma opens, "a fire | , which spread to a market, | rose", "deaths | , police said, |
    rose"; the comma itself where it opens none before `last`."""
    if tokens[comma].low != ",":
        return comma
    closed = next((k for k in range(comma + 2, last) if tokens[k].low == ","), comma)
    words = tokens[comma + 1 : closed]
    told = any(token.flags & (e.SPOKEN | e.ACCORDING) for token in words)
    aside = told or (closed > comma and words[0].flags & e.RELATIVE)
    return comma if not aside or any(token.flags & e.NUMERIC for token in words) else closed + 1


def _parts(tokens: list[Token], at: int) -> bool:
    """A mark that ends a place; not those within "the storms Crising (Wipha), Dante and Emong"."""
    if tokens[at].low[0].isalnum():
        return False
    named = any(token.capital for token in tokens[at + 1 : at + 3])
    return not (tokens[at].low in _AMONG_NAMES and (named or tokens[at - 1].capital))


def _all_linking(tokens: list[Token], first: int, last: int) -> bool:
    return last > first and all(token.flags & _LINKING for token in tokens[first:last])


def _speaks(tokens: list[Token], at: int) -> bool:
    """ "The number of dead, he reported, …"; not "the number of cases reported in the country rose to 219".

    Nor "the toll was reported at 219".
    """
    flags = tokens[at].flags
    behind = tokens[at + 1].flags if at + 1 < len(tokens) else 0
    if behind & e.LINK and at and tokens[at - 1].flags & e.BE:
        return False
    told = behind & e.PREPOSITION
    reduced = told and flags & e.CONFIRMED and at and tokens[at - 1].flags & e.TOLL
    return bool(flags & e.STRONG and not flags & e.TOLL_VERB and not reduced)


def _counts(tokens: list[Token], at: int) -> bool:
    """ "number of", "figure for", "the number missing", "the number who died"."""
    nxt = tokens[at + 1] if at + 1 < len(tokens) else None
    return nxt is not None and (bool(nxt.flags & (e.TOLD_OF | e.TRIGGER | e.PERSON | e.RELATIVE)))


def _toll_after(tokens: list[Token], phrase: Phrase) -> int:
    """ "Raising to 10 the toll of its nationals"."""
    for at in range(phrase.end, min(len(tokens), phrase.end + 4)):
        if tokens[at].flags & e.NUMBER_NOUN and _counts(tokens, at):
            return _counted_by(tokens, at)
        if tokens[at].flags & e.TOLL:
            return at
        if not tokens[at].flags & (e.DETERMINER | e.ADVERB | e.ADJECTIVE | e.PLAIN):
            break
    return -1


def _counted_by(tokens: list[Token], at: int) -> int:
    """ "Bringing to 27 the number of people killed": the word behind "number of" that names the measure."""
    behind = range(at + 1, min(len(tokens), at + _COUNTED))
    return next((k for k in behind if tokens[k].flags & e.TRIGGER and tokens[k].entry.measure), -1)


def _is_put(tokens: list[Token], at: int, start: int) -> bool:
    """Is the noun or pronoun at `at` said to be the number at `start`?"""
    between = tokens[at + 1 : start]
    if not between and tokens[start].flags & e.LINK:
        # "The figure might reach 40,000".
        return bool(tokens[at].flags & e.NUMBER_NOUN)
    if not any(token.flags & (e.TOLL_VERB | e.LINK) for token in between):
        return False
    if _all_linking(tokens, at + 1, start):
        return True
    plain = not any(token.flags & (e.TRIGGER | e.NUMERIC | e.TOLD_OF) or token.low in (",", ";") for token in between)
    return plain and bool(tokens[at].flags & e.NUMBER_NOUN) and bool(between[-1].flags & e.BE)


def _is_answer(tokens: list[Token], phrase: Phrase) -> bool:
    """ "… though the operator spoke of 54", "it admits to only 52": a number and no more is what was asked before.

    Not "are they linked? Police say no".
    """
    if not phrase.quantity.value:
        return False
    follows = tokens[phrase.end].low if phrase.end < len(tokens) else "."
    at = phrase.start - 1
    while at > 0 and not tokens[at].flags & e.SPEECH and tokens[at].flags & (e.ADVERB | e.TO):
        at -= 1
    verb = tokens[at]
    said = verb.flags & e.SPEECH and follows in ENDS
    return bool(verb.flags & e.COUNTING or (said and (verb.flags & e.STRONG or _is_said(tokens, at))))


def _is_said(tokens: list[Token], verb: int) -> bool:
    """ "It now says 52", "the operator lists 54": by who can say it; not "its catalogue lists 412"."""
    at = verb - 1
    while at > 0 and tokens[at].flags & (e.ADVERB | e.AUXILIARY):
        at -= 1
    return at < 0 or tokens[at].capital or bool(tokens[at].flags & _SAYING)


def _denies_thing(tokens: list[Token], phrase: Phrase) -> bool:
    """ "It has no fencing"; "put it at none" is an answer."""
    nobody = phrase.quantity.qualifier is Qualifier.ZERO
    return nobody and phrase.end < len(tokens) and not tokens[phrase.end].flags and tokens[phrase.end].low[0].isalpha()


def _is_pending(tokens: list[Token], phrase: Phrase, start: int) -> bool:
    """Is this number put to "the figure", "the number", "this" or "it", which name a measure said before?"""
    if phrase.kind != "none" or _denies_thing(tokens, phrase):
        return False
    if _is_answer(tokens, phrase):
        return True
    for at in range(start - 1, max(-1, start - 10), -1):
        token = tokens[at]
        if token.flags & e.NUMBER_NOUN and any(word.flags & e.VICTIMS for word in tokens[at:start]):
            return True
        owned = token.flags & e.NUMBER_NOUN and at and tokens[at - 1].flags & e.OWNER
        # "Bringing our total to 16".
        brought = token.flags & e.NUMBER_NOUN and at > 1 and tokens[at - 2].flags & e.BRINGING
        owned = _counts_another(tokens, at - 2) if brought else owned
        if owned or (token.flags & e.NUMBER_NOUN and tokens[at + 1].flags & e.PEOPLE):
            # "Two gunmen were shot; police put their number at six": how many gunmen there are; "the total population".
            return False
        put = at and token.flags & e.OBJECT_PRONOUN and tokens[at - 1].flags & e.WEAK
        if put or token.flags & (e.NUMBER_NOUN | e.NAMES_BEFORE):
            return _is_put(tokens, at, start)
    return False


def _counts_another(tokens: list[Token], end: int) -> bool:
    """ "Seized 12 guns, bringing the total to 40": a total of what this sentence counts.

    Not "found two more, …", "two soldiers died, …".
    """
    befell = any(token.flags & e.TRIGGER and token.entry.needs == "people" for token in tokens[:end])
    for number in range(end - 1):
        more = number and tokens[number - 1].flags & (e.MORE_BEFORE | e.ON_DAY)
        if more or not tokens[number].flags & e.NUMERIC:
            continue
        at = number + 1
        while at < end and tokens[at].flags & (e.ADJECTIVE | e.PLAIN) and not tokens[at].flags & _NO_NOUN:
            at += 1
        if tokens[at].low[0].isalpha() and not tokens[at].flags & (_NO_NOUN | e.UNIT_WORD):
            return not (befell and tokens[at].flags & (e.PERSON | e.DEMONYM))
    return False
