"""Looks left from a counted phrase for the verb it is the object of, or the toll it measures."""

from __future__ import annotations

from newsdesk.figures import moments
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase, is_no_thing
from newsdesk.figures.tokens import CLITICS, LABELLING, QUOTES, Token

_TOLL_REACH = 32
_COMPANION = 25
_SAVED = ("rescued", "freed", "evacuated")
_COUNTED = 6
_TOLL_AS = 5
"""Words from "may" to the "as" of a reason."""
_GIVEN_AS = e.TOLL | e.NUMBER_NOUN | e.GROUP | e.NOUN | e.SPEECH
"""What stands before the "as" of "gave the toll as 32", "was given as 32"."""
_AMONG = 4
"""Words from "among" to the group that it is of."""
_ASIDE = 10
"""Words of an aside behind a venue."""
_ENDS_PLACE = e.TRIGGER | e.NUMERIC | e.AUXILIARY | e.RELATIVE | e.SPEECH
_OWNER = 5
"""Words of "the army chief's"."""
_OWNING = e.DETERMINER | e.PERSON | e.DEMONYM | e.ADJECTIVE | e.PLAIN | e.TITLE
_FIRST_OBJECT = 9
"""Words from a verb to the "and" behind its first object."""
_NO_OBJECT = e.NUMERIC | e.AUXILIARY | e.SUBORDINATOR | e.RELATIVE | e.SPEECH | e.STATE | e.MOVE | e.TOLL
_PREDICATED = e.AUXILIARY | e.VERB | e.SPEECH | e.TRIGGER
_LINKING = e.RISE | e.TOLL_VERB | e.LINK | e.NUMBERS | e.ADVERB | e.PREPOSITION | e.AUXILIARY
_ENDS = frozenset((";", ".", "?", "!"))
_SAYING = e.VOICE | e.PRONOUN | e.NEUTRAL_PRONOUN | e.NAMES_BEFORE | e.PERSON | e.TITLE | e.RELATIVE | e.AGENCY | e.AND
_OPENS_LABEL = frozenset((":", ",", ";", "(", "-", "–", "—", "*", "•", "."))


def find(tokens: list[Token], phrase: Phrase) -> int:
    """The token that governs this phrase from the left; -1 where there is none."""
    k = _step(tokens, phrase.start - 1)
    if k < 0:
        return -1
    token = tokens[k]
    flags = token.flags
    if flags & e.OBJECT or (phrase.kind == "life" and flags & e.LIFE_BEFORE):
        return -1 if flags & e.THING and not _is_load(tokens, phrase) else k
    if _is_effort(tokens, k) or _is_capacity(tokens, k) or opens_group(tokens, phrase, k):
        return -1
    if flags & (e.ACTIVE | e.PARTICIPLE) and (token.ending & e.GERUND or not _passive(tokens, k)):
        return k if k or not flags & e.GROUP else -1
    beside = flags & e.COORDINATOR and not flags & (e.AND | e.OR)
    if beside or _is_with_others(tokens, phrase, k):
        return _companion(tokens, k)
    label = _label(tokens, phrase, k)
    if label < 0 and flags & e.INCLUDES and not (phrase.kind == "none" and is_no_thing(tokens, phrase)):
        label = _group(tokens, phrase, k)
    if label < 0 and token.low == ":" and (verb := _named_by(tokens, k)) >= 0:
        label = _group(tokens, phrase, verb)
    return label if label >= 0 else _toll(tokens, phrase)


def _is_load(tokens: list[Token], phrase: Phrase) -> bool:
    """ "A train with 400 people"; not "with a Dutch registration", "with 15 dead migrants", "with 12 hostages"."""
    counts = phrase.head >= 0 and tokens[phrase.head].flags & e.NOUN
    return not (phrase.quantity.single or phrase.inside >= 0 or counts)


def opens_group(tokens: list[Token], phrase: Phrase, k: int) -> bool:
    """ "Of the injured 40 were in critical condition": of a group, and no object."""
    opens = k > 1 and tokens[k].flags & e.GROUP and tokens[k - 1].flags & e.THE and tokens[k - 2].flags & e.OF
    phrase.part = phrase.part or bool(opens)
    return bool(opens)


def _is_effort(tokens: list[Token], k: int) -> bool:
    """ "Trying to free 200 people": not yet freed."""
    if k < 2 or tokens[k].entry.measure not in _SAVED or not tokens[k - 1].flags & e.TO:
        return False
    return bool(tokens[k - 2].flags & e.EFFORT)


def _is_capacity(tokens: list[Token], k: int) -> bool:
    """ "The stadium holds 35,000", "it can hold 43 passengers": nobody is held."""
    if tokens[k].entry.measure != "held" or not tokens[k].flags & e.STRICT:
        return False
    at = k - 1
    while at > 0 and tokens[at].flags & (e.AUXILIARY | e.ADVERB):
        if tokens[at].flags & e.MODAL and not tokens[at].flags & e.TO:
            return True
        at -= 1
    if tokens[at].low == ",":
        # "The prison, built for 872, held 1,542".
        at = next((k - 1 for k in range(at - 1, max(0, at - _ASIDE), -1) if tokens[k].low == ","), at)
    return at >= 0 and bool(tokens[at].flags & e.VENUE)


def second_object(tokens: list[Token], phrase: Phrase, listed: bool) -> int:
    """ "Killing the driver and two passengers", "killing himself, four soldiers …": the verb whose first object has
    no number; -1 where there is none. `listed` tells that more follow behind "and"."""
    k = _step(tokens, phrase.start - 1)
    listed = listed and tokens[k].low == "," and phrase.kind == "person"
    listed = listed and (not phrase.quantity.article or bool(tokens[phrase.start].flags & e.OWNER))
    if k < 2 or not (tokens[k].flags & e.AND or listed) or has_predicate(tokens, phrase):
        return -1
    for at in range(k - 1, max(-1, k - _FIRST_OBJECT), -1):
        flags = tokens[at].flags
        if flags & e.ACTIVE and not flags & e.PERSON and at < k - 1:
            return at if tokens[at].ending & e.GERUND or not _passive(tokens, at) else -1
        if flags & _NO_OBJECT or not (tokens[at].low[0].isalnum() or tokens[at].low == ","):
            break
    return -1


def has_predicate(tokens: list[Token], phrase: Phrase) -> bool:
    """Does a verb follow, known or unknown, that says something else of these?"""
    follows = tokens[phrase.end] if phrase.end < len(tokens) else None
    return follows is not None and bool(follows.flags & _PREDICATED or (follows.low[0].isalpha() and not follows.flags))


def _is_with_others(tokens: list[Token], phrase: Phrase, k: int) -> bool:
    """ "Was arrested with two others"; not "was damaged, with 144 others destroyed"."""
    joint = tokens[k].flags
    others = phrase.head >= 0 and tokens[phrase.head].flags & e.OTHERS
    if not (others and k and joint & e.HARMING and joint & e.PREPOSITION):
        return False
    told = phrase.end < len(tokens) and tokens[phrase.end].flags & e.TRIGGER
    return bool(tokens[k - 1].flags & (e.PARTICIPLE | e.MOVE) and not told)


def _companion(tokens: list[Token], k: int) -> int:
    """ "The mayor was killed, along with two of his guards": the verb that befell somebody else."""
    for at in range(k - 1, max(-1, k - _COMPANION), -1):
        token = tokens[at]
        if token.flags & (e.NUMERIC | e.RELATIVE) or token.low in _ENDS:
            break
        named = tokens[at - 1].flags & e.DETERMINER or tokens[at + 1].flags & e.EFFORT
        if token.flags & (e.ACTIVE | e.PARTICIPLE | e.MOVE | e.OBJECT) and not token.flags & e.PERSON and not named:
            return at
    return -1


def labelled(tokens: list[Token], phrase: Phrase) -> int:
    """ "Casualties: Dead - 98, Injured - 69", "Dead: 98 Injured: 69": the label of a column; -1 where there is none."""
    at = phrase.start - 2
    if at < 0 or phrase.kind != "none" or tokens[at + 1].low not in LABELLING:
        return -1
    if not tokens[at].flags & (e.STATE | e.GROUP | e.PARTICIPLE) or not tokens[at].entry.measure:
        return -1
    follows = tokens[at - 1].flags & e.DIGITS and tokens[at].capital
    return at if _is_label(tokens, at) or follows else -1


def _label(tokens: list[Token], phrase: Phrase, k: int) -> int:
    """ "Toll: dead 33, missing 12", "Injured: 5"."""
    if phrase.kind == "none" and _is_label(tokens, k) and tokens[k].flags & (e.STATE | e.GROUP | e.NOUN):
        return k
    titled = k > 0 and tokens[k].low == ":" and phrase.kind != "noun"
    kinds = e.TRIGGER if _is_label(tokens, k - 1) else e.TOLL | e.NOUN
    return k - 1 if titled and tokens[k - 1].flags & kinds else -1


def _step(tokens: list[Token], k: int) -> int:
    """Step left over what may stand between a verb and its object."""
    for _ in range(4):
        if k < 0:
            break
        flags = tokens[k].flags
        if flags & (e.TODAY | e.HOUR) and (timed := moments.before(tokens, k)) < k:
            # "Arrested on Saturday 44 people".
            k = timed
            continue
        if tokens[k].low in CLITICS:
            k = _before_owner(tokens, k)
            break
        small = flags & (e.ADVERB | e.DETERMINER | e.INSIDE) and not flags & (e.TRIGGER | e.COORDINATOR | e.STRONG)
        if not small and tokens[k].low not in QUOTES:
            break
        k -= 1
    return k


def _before_owner(tokens: list[Token], k: int) -> int:
    """ "Killed the mayor's two sons": the verb before the owner of those counted; k itself where none is."""
    at = k - 1
    while at > 0 and k - at < _OWNER and tokens[at].flags & _OWNING and not tokens[at].flags & e.ACTIVE:
        at -= 1
    state = at > 0 and tokens[at - 1].flags & e.DETERMINER
    # Not "the injured man's father".
    return at if at < k - 1 and tokens[at].flags & e.ACTIVE and not state else k


def _is_label(tokens: list[Token], k: int) -> bool:
    """Does this word open an item of a list ("Toll: dead 33, missing 12")?"""
    return k == 0 or tokens[k - 1].low in _OPENS_LABEL


def _passive(tokens: list[Token], k: int) -> bool:
    """Is the participle at k passive: a form of "be" before it? "Is known to have killed 82" is active."""
    for at in range(k - 1, max(-1, k - 5), -1):
        flags = tokens[at].flags
        if flags & e.BE:
            return True
        if flags & e.TO:
            return False
        if not flags & (e.ADVERB | e.HAVE | e.MODAL | e.COORDINATOR | e.PARTICIPLE):
            return False
    return False


def _group(tokens: list[Token], phrase: Phrase, k: int) -> int:
    """The group that a list spells out: "the dead included …", "among the dead were …", "they included …"."""
    among_them = k and tokens[k - 1].flags & e.POSTPOSED and tokens[k].flags & e.BE
    if among_them or (k and tokens[k - 1].flags & (e.PLURAL_PRONOUN | e.NAMES_BEFORE) and not tokens[k].flags & e.BE):
        phrase.pending = phrase.part = True
        return -1
    for at in range(k - 1, max(-1, k - 9), -1):
        token = tokens[at]
        if token.flags & e.VICTIMS and not tokens[k].flags & e.BE:
            phrase.pending = phrase.part = True
            return -1
        if token.flags & (e.GROUP | e.PARTICIPLE | e.TOLL | e.STATE) and token.entry.measure:
            before = tokens[at - 1] if at else token
            phrase.part = not token.flags & e.TOLL and not _names_all(tokens, at, k)
            return at - 1 if token.flags & e.PERSON and before.flags & (e.STATE | e.PARTICIPLE) else at
        if token.flags & e.NUMERIC or token.low in (";", ".", ":"):
            return -1
    return -1


def _named_by(tokens: list[Token], k: int) -> int:
    """ "Among the dead were foreigners: an Italian and …": the verb before those whom the list behind the colon
    spells out; -1 where there is none."""
    at = k - 1
    while at > 0 and tokens[at].flags & (e.PERSON | e.DEMONYM | e.ADJECTIVE | e.PLAIN):
        at -= 1
    return at if at < k - 1 and at > 0 and tokens[at].flags & e.INCLUDES else -1


def _names_all(tokens: list[Token], group: int, verb: int) -> bool:
    """ "The dead were three men", "killed, as were six men": all of them; not "among the dead were three men"."""
    if not tokens[verb].flags & e.BE:
        return False
    return bool(tokens[verb - 1].flags & e.AS) or not any(
        token.flags & e.AMONG for token in tokens[max(0, group - _AMONG) : group]
    )


def _toll(tokens: list[Token], phrase: Phrase) -> int:
    """The toll, group or "number of …" that this number measures."""
    start = phrase.start
    while start > 1 and _is_slight(tokens[start - 1]):
        start -= 1
    if start > 1 and _is_put_before(tokens, phrase, start):
        return _toll_after(tokens, phrase)
    found = _toll_before(tokens, phrase, start) if start and _is_linked(tokens, start, phrase) else -1
    if found >= 0:
        return found
    after = _toll_after(tokens, phrase)
    if after < 0 and start:
        phrase.pending = phrase.pending or _is_pending(tokens, phrase, start)
    return after


def _is_put_before(tokens: list[Token], phrase: Phrase, start: int) -> bool:
    """ "Raised to 97 the number of people missing": what was raised stands behind."""
    at = phrase.end
    if not tokens[start - 1].flags & e.TO or not tokens[start - 2].flags & (e.BRINGING | e.RISE):
        return False
    return at + 1 < len(tokens) and bool(tokens[at].flags & e.THE and tokens[at + 1].flags & (e.NUMBER_NOUN | e.TOLL))


def _toll_before(tokens: list[Token], phrase: Phrase, start: int) -> int:
    """The toll or group of which the words before a number say it; -1 where none does."""
    inner = -1
    for at in range(start - 1, max(-1, start - _TOLL_REACH), -1):
        token = tokens[at]
        flags = token.flags
        if flags & e.TOLL and phrase.quantity.article:
            break
        if flags & e.TOLL and not flags & e.NUMBER_NOUN:
            return inner if inner == at + 1 and tokens[inner].flags & e.PARTICIPLE else at
        if flags & e.NUMBER_NOUN and inner >= 0 and _counts(tokens, at):
            return inner
        if flags & e.NOUN and at and tokens[at - 1].flags & e.TOLL:
            continue  # "The number of dead captives": the toll stands before it.
        linked = _all_linking(tokens, at + 1, start) or _rises(tokens, at, start)
        # "Flood deaths top 100": the verb is the number's hedge.
        linked = linked or bool(at + 1 == start and tokens[start].flags & e.LINK)
        one = flags & e.NOUN and not flags & e.PLURAL and _is_of_party(tokens, phrase)
        if flags & (e.NOUN | e.GROUP) and linked and not one and _is_counted(tokens, at):
            return -1 if any(token.flags & e.STRONG for token in tokens[at + 1 : start + 1]) else at
        if flags & e.TRIGGER and not flags & (e.TOLL_VERB | e.LINK):
            inner = at
        elif token.low in _ENDS or _turns(tokens, at) or (flags & e.STRONG and not flags & e.TOLL_VERB):
            break
    return -1


def _is_of_party(tokens: list[Token], phrase: Phrase) -> bool:
    """The five of "the only survivor of a family of five"."""
    return any(token.flags & e.PARTY for token in tokens[phrase.start : phrase.quantity.at])


def _turns(tokens: list[Token], at: int) -> bool:
    """Does another subject begin here ("… while cases rose to 300", "… and cases to 300")?"""
    if not tokens[at].flags & e.PARTING:
        return False
    after = tokens[at + 1].flags if at + 1 < len(tokens) else 0
    return not tokens[at].flags & e.AND or bool(after & (e.PERSON | e.THING | e.DEMONYM))


def _is_slight(token: Token) -> bool:
    """May this word stand between a toll's verb and its number?"""
    return token.low in QUOTES or bool(token.flags & (e.DETERMINER | e.ADVERB) and not token.flags & e.LINK)


def _is_linked(tokens: list[Token], start: int, phrase: Phrase) -> bool:
    before = tokens[start - 1]
    if before.flags & e.AS and start > 1 and _opens_reason(tokens, start - 1):
        return False
    if before.flags & e.FROM and phrase.quantity.single:
        return False
    if before.low == "," and start < phrase.start and start > 1 and tokens[start - 2].flags & e.TOLL:
        # "The toll, initially 41, …".
        return True
    if before.flags & e.TOLL and not before.flags & e.NUMBER_NOUN:
        return True
    if before.flags & (e.LINK | e.TOLL_VERB | e.NUMBERS | e.RISE) or before.flags & e.FROM or before.low in (":", "("):
        return True
    return bool(tokens[start].flags & e.LINK)


def _opens_reason(tokens: list[Token], at: int) -> bool:
    """ "The number of dead may go up as 32 are in a critical condition"; not "gave the toll as 32"."""
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
    """ "Deaths from flooding in Spain rise to 219", "flood deaths in Texas top 100": nothing but a place between."""
    verb = start - 2 if start > 1 and tokens[start - 1].flags & e.TO else start
    stepped = verb == at + 2 or (verb == at + 3 and tokens[verb - 1].flags & e.AGENT)
    if tokens[verb].flags & e.NUMERIC and stepped:
        # "Deaths rose by 50 to 1,250", "deaths rose 14 to 402".
        return bool(tokens[at + 1].flags & e.RISE)
    if (
        verb <= at + 1
        or not tokens[verb].flags & (e.RISE | e.TOLL_VERB | e.LINK)
        or not tokens[at + 1].flags & e.PREPOSITION
    ):
        return False
    return not any(token.flags & _ENDS_PLACE or not token.low[0].isalnum() for token in tokens[at + 1 : verb])


def _all_linking(tokens: list[Token], first: int, last: int) -> bool:
    return last > first and all(token.flags & _LINKING for token in tokens[first:last])


def _counts(tokens: list[Token], at: int) -> bool:
    """ "number of", "figure for", "the number missing"."""
    nxt = tokens[at + 1] if at + 1 < len(tokens) else None
    return nxt is not None and (bool(nxt.flags & (e.TOLD_OF | e.TRIGGER | e.PERSON)))


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


def _is_answer(tokens: list[Token], phrase: Phrase, verb: Token) -> bool:
    """ "… though the operator spoke of 54", "it now says 52": a number and no more is what was asked before."""
    follows = tokens[phrase.end].low if phrase.end < len(tokens) else "."
    said = verb.flags & e.SPEECH and follows in _ENDS
    return bool(verb.flags & e.COUNTING or (said and (verb.flags & e.STRONG or _is_said(tokens, phrase.start - 1))))


def _is_said(tokens: list[Token], verb: int) -> bool:
    """ "It now says 52", "the operator lists 54": by who can say it; not "its catalogue lists 412"."""
    at = verb - 1
    while at > 0 and tokens[at].flags & (e.ADVERB | e.AUXILIARY):
        at -= 1
    return at < 0 or tokens[at].capital or bool(tokens[at].flags & _SAYING)


def _is_pending(tokens: list[Token], phrase: Phrase, start: int) -> bool:
    """Is this number put to "the figure", "the number", "this" or "it", which name a measure said before?"""
    if phrase.kind != "none":
        return False
    if _is_answer(tokens, phrase, tokens[phrase.start - 1]):
        return True
    for at in range(start - 1, max(-1, start - 10), -1):
        token = tokens[at]
        if token.flags & e.NUMBER_NOUN and any(word.flags & e.VICTIMS for word in tokens[at:start]):
            return True
        put = at and token.flags & e.OBJECT_PRONOUN and tokens[at - 1].flags & e.WEAK
        if put or token.flags & (e.NUMBER_NOUN | e.NAMES_BEFORE):
            return _is_put(tokens, at, start)
    return False
