"""Looks left from a counted phrase for the verb it is the object of, or the toll it measures."""

from __future__ import annotations

from newsdesk.figures import moments, tolls
from newsdesk.figures.clauses import is_stated
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase, is_no_thing
from newsdesk.figures.tokens import CLITICS, LABELLING, QUOTES, Token, peek
from newsdesk.model import Measure

_COMPANION = 25
_TOLD = 4
"""Words of "told him there" and its verb."""
_LIST = 30
"""Words of a list of those who are among the dead."""
_TRIED = ("rescued", "freed", "evacuated", "arrested")
_AMONG = 4
"""Words from "among" to the group that it is of."""
_ASIDE = 10
"""Words of an aside behind a venue."""
_OWNER = 5
"""Words of "the army chief's"."""
_OWNING = e.DETERMINER | e.PERSON | e.DEMONYM | e.ADJECTIVE | e.PLAIN | e.TITLE | e.THING | e.PLACE_NOUN
_FIRST_OBJECT = 9
"""Words from a verb to the "and" behind its first object."""
_NO_OBJECT = e.NUMERIC | e.AUXILIARY | e.SUBORDINATOR | e.RELATIVE | e.SPEECH | e.STATE | e.MOVE | e.TOLL
_PREDICATED = e.AIDING | e.AUXILIARY | e.VERB | e.SPEECH | e.TRIGGER | e.EFFORT
_STATES = e.STATE | e.GROUP | e.PARTICIPLE
_LABEL = 5
"""Words of "number of people newly" before "displaced"."""
_OF_LABEL = e.PERSON | e.BUILDING | e.NUMBER_NOUN | e.OF | e.ADJECTIVE | e.PLAIN | e.DEMONYM | e.ADVERB
_PARTS_LIST = frozenset((",", ";"))
_OPENS_LABEL = frozenset((":", ",", ";", "(", "-", "–", "—", "*", "•", "|", "."))


def find(tokens: list[Token], phrase: Phrase) -> int:
    """The token that governs this phrase from the left; -1 where there is none."""
    k = _step(tokens, phrase.start - 1)
    if k < 0 or _is_nothing(tokens, phrase) or _has_own_state(tokens, phrase, k):
        return -1
    token = tokens[k]
    flags = token.flags
    if flags & e.OBJECT or (phrase.kind == "life" and flags & e.LIFE_BEFORE):
        return _object(tokens, phrase, k)
    k = _dated_deed(tokens, k)
    token = tokens[k]
    flags = token.flags
    if is_effort(tokens, k) or _is_capacity(tokens, phrase, k) or opens_group(tokens, phrase, k):
        return -1
    if flags & (e.ACTIVE | e.PARTICIPLE) and (token.ending & e.GERUND or not _passive(tokens, k)):
        return k if k or not flags & e.GROUP or _opens_list(tokens, phrase) else -1
    beside = flags & e.COORDINATOR and not flags & (e.AND | e.OR)
    listed = _listed(tokens, phrase, k)
    if listed >= 0 or beside or _is_with_others(tokens, phrase, k):
        return listed if listed >= 0 else _companion(tokens, k)
    label = k - 1 if _is_fronted(tokens, phrase, k) else _label(tokens, phrase, k)
    # Not "this includes five districts".
    nobody = phrase.kind == "thing" or (phrase.kind == "none" and is_no_thing(tokens, phrase))
    nobody = nobody or _are_said_to_be(tokens, k)
    if label < 0 and flags & e.INCLUDES and not nobody:
        label = _group(tokens, phrase, k)
    if label < 0 and token.low == ":" and (verb := _named_by(tokens, k)) >= 0:
        label = _group(tokens, phrase, verb)
    return label if label >= 0 else tolls.find(tokens, phrase)


def _are_said_to_be(tokens: list[Token], k: int) -> bool:
    """ "Many drowned, as there | were 80 people on board", "survivors told him there | were 80 people on board"."""
    before = tokens[max(0, k - _TOLD) : max(0, k - 1)]
    return bool(peek(tokens, k - 1).flags & e.THERE) and any(one.flags & (e.SUBORDINATOR | e.SPOKEN) for one in before)


def _has_own_state(tokens: list[Token], phrase: Phrase, k: int) -> bool:
    """Not the "killed" of "5 killed | 12 injured", nor the "hostages" of "Hostages: | 12 dead"."""
    before = k > 0 and tokens[k - 1].flags & e.NUMERIC and tokens[k].flags & (e.GROUP | e.STATE)
    return bool(before or tokens[k].low == ":") and is_stated(tokens, phrase)


def _in_label_list(tokens: list[Token], phrase: Phrase) -> int:
    """ "DEAD 14 INJURED 30", "Killed 5 injured 12 missing 3": the label before a number, where a line opens with one
    and goes on so; -1 elsewhere."""
    at = label = phrase.start - 1 - (phrase.start > 1 and tokens[phrase.start - 1].low == ":")
    pairs = 0
    while at >= 0 and tokens[at].flags & (e.GROUP | e.STATE) and tokens[at].entry.measure:
        pairs += 1
        if at == 0:
            goes_on = phrase.end + 1 < len(tokens) and tokens[phrase.end].flags & (e.GROUP | e.STATE)
            more = goes_on and any(token.flags & e.NUMERIC for token in tokens[phrase.end + 1 : phrase.end + 3])
            return label if pairs > 1 or more else -1
        if not tokens[at - 1].flags & e.NUMERIC:
            break
        at -= 2 + (at > 2 and tokens[at - 2].low == ":")
    return -1


def _opens_list(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Injured 112, dead 34"; not "killed 12 years ago"."""
    mark, label, number = [*tokens[phrase.end : phrase.end + 3], None, None, None][:3]
    if phrase.kind != "none" or mark is None or label is None or number is None or mark.low not in _PARTS_LIST:
        return False
    return bool(label.flags & (e.GROUP | e.STATE) and number.flags & e.NUMERIC)


def _is_nothing(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Six were arrested but there was | no further violence": nobody is counted."""
    exists = phrase.start > 1 and tokens[phrase.start - 1].flags & e.BE and tokens[phrase.start - 2].flags & e.THERE
    return bool(exists) and phrase.kind == "unknown" and phrase.quantity.value == 0


def _object(tokens: list[Token], phrase: Phrase, k: int) -> int:
    """ "The bodies of six men", "looking for the bodies of six men"; not "battling to save the lives of 6"."""
    before = tokens[k - 1] if k else None
    if before is not None and before.flags & e.OBJECT and before.entry.measure == "missing":
        return k - 1
    load = tokens[k].flags & e.THING and not _is_load(tokens, phrase)
    # "Rescuers carried 40 dead and wounded from the site".
    load = load or (tokens[k].entry.needs == "travellers" and phrase.kind == "none" and is_stated(tokens, phrase))
    spared = tokens[k].entry.needs == "lives" and k and tokens[k - 1].low[0].isalpha()
    # "Risking the lives of 100 hostages".
    spared = spared and not tokens[k - 1].flags & e.LIFE_BEFORE
    if load or spared or is_effort(tokens, k):
        return -1
    return _packed_place(tokens, k)


def _packed_place(tokens: list[Token], k: int) -> int:
    """The club of "the club was packed | with 1,500 people", who are there and not aboard; else the word itself."""
    at = k - 1
    while at > 0 and tokens[at].flags & (e.AUXILIARY | e.ADVERB):
        at -= 1
    place = tokens[k].entry.needs == "travellers" and at >= 0 and tokens[at].flags & e.PLACE_NOUN
    return at if place and tokens[at].entry.needs != "travellers" else k


def _is_load(tokens: list[Token], phrase: Phrase) -> bool:
    """ "A train with 400 people"; not "with a Dutch registration", "with 15 dead migrants", "with 12 hostages"."""
    counts = phrase.head >= 0 and tokens[phrase.head].flags & e.NOUN
    return not (phrase.quantity.single or phrase.inside >= 0 or counts)


def _dated_deed(tokens: list[Token], of: int) -> int:
    """ "The | capture Wednesday of two", "the capture on Monday of two": the deed; `of` itself where there is none."""
    if not tokens[of].flags & e.OF or of < 2:
        return of
    deed = moments.before(tokens, of - 1)
    named = 0 < deed < of - 1 and tokens[deed].flags & e.ACTIVE and tokens[deed - 1].flags & e.DETERMINER
    return deed if named and not tokens[deed].ending else of


def opens_group(tokens: list[Token], phrase: Phrase, k: int) -> bool:
    """ "Of the injured 40 were in critical condition": of a group, and no object."""
    opens = k > 1 and tokens[k].flags & e.GROUP and tokens[k - 1].flags & e.THE and tokens[k - 2].flags & e.OF
    phrase.part = phrase.part or bool(opens)
    return bool(opens)


def _is_fronted(tokens: list[Token], phrase: Phrase, k: int) -> bool:
    """ "Among the dead, 11 were women": a sentence or a speech opens with the group."""
    group = tokens[k - 1] if k and tokens[k].low == "," else None
    opens = k == 1 or (k > 1 and (tokens[k - 2].flags & e.THAT or tokens[k - 2].low in QUOTES))
    fronted = group is not None and bool(group.flags & e.PARTLY and opens)
    phrase.part = phrase.part or fronted
    return fronted


def is_effort(tokens: list[Token], k: int) -> bool:
    """ "Trying to free 200 people", "efforts on Monday to free 200 people": not yet freed."""
    if k < 2 or tokens[k].entry.measure not in _TRIED or not tokens[k - 1].flags & e.TO:
        return False
    at = moments.before(tokens, k - 2)
    while at > 0 and tokens[at].flags & (e.ADVERB | e.DATED | e.GOING_ON | e.BE):
        # "Had tried | before", "efforts are | under way".
        at -= 1
    return bool(tokens[at].flags & e.EFFORT)


def _is_capacity(tokens: list[Token], phrase: Phrase, k: int) -> bool:
    """ "The stadium holds 35,000", "it can hold 43 passengers", "capable of holding 12": nobody is held."""
    if tokens[k].entry.measure != "held" or not tokens[k].flags & e.STRICT:
        return False
    at = k - 1
    if at > 0 and tokens[at].flags & (e.OF | e.TO | e.FOR) and tokens[at - 1].flags & e.CAPABLE:
        return True
    while at > 0 and tokens[at].flags & (e.AUXILIARY | e.ADVERB):
        if tokens[at].flags & e.MODAL and not tokens[at].flags & e.TO:
            return True
        at -= 1
    if tokens[at].low == ",":
        # "The prison, built for 872, held 1,542".
        at = next((k - 1 for k in range(at - 1, max(0, at - _ASIDE), -1) if tokens[k].low == ","), at)
    if at > 0 and tokens[at].flags & e.RELATIVE and "prisoner" in phrase.facets:
        # "A wing of the prison that held 90 inmates burned": nothing befell them.
        at -= 1
        phrase.kind = "thing" if tokens[at].flags & e.VENUE else phrase.kind
    # "The ferry had | held 80 passengers".
    return at >= 0 and bool(tokens[at].flags & e.VENUE or tokens[at].entry.measure == Measure.ABOARD)


def second_object(tokens: list[Token], phrase: Phrase, listed: bool, *, reduced: bool = False) -> int:
    """ "Killing the driver and two passengers", "killing himself, four soldiers …": the verb whose first object has
    no number; -1 where there is none.

    `listed` tells that more follow behind "and", `reduced` that the verb behind them only says which they are.
    """
    k = _step(tokens, phrase.start - 1)
    titled = peek(tokens, k).low == "," and phrase.end >= len(tokens) and not phrase.quantity.article
    listed = (listed or titled) and peek(tokens, k).low == "," and phrase.kind == "person"
    listed = listed and (not phrase.quantity.article or bool(tokens[phrase.start].flags & e.OWNER))
    if k < 2 or not (tokens[k].flags & e.AND or listed) or (has_predicate(tokens, phrase) and not reduced):
        return -1
    for at in range(k - 1, max(-1, k - _FIRST_OBJECT), -1):
        flags = tokens[at].flags
        if flags & e.ACTIVE and not flags & e.PERSON and at < k - 1 and not tokens[at + 1].flags & e.AGENT:
            if at and tokens[at - 1].flags & e.DETERMINER and not tokens[at].ending:
                # "From the rescue team and two police officers".
                break
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
    told = k
    for at in range(k - 1, max(-1, k - _COMPANION), -1):
        token = tokens[at]
        # "Were evacuated on | 20 October, along with five others".
        told = min(told, moments.before(tokens, at) + 1)
        if told <= at:
            continue
        if token.flags & (e.NUMERIC | e.RELATIVE) or token.low in tolls.ENDS:
            break
        named = peek(tokens, at - 1).flags & e.DETERMINER or tokens[at + 1].flags & e.EFFORT
        if token.flags & (e.ACTIVE | e.PARTICIPLE | e.MOVE | e.OBJECT) and not token.flags & e.PERSON and not named:
            return at
    return -1


def bracketed(tokens: list[Token]) -> list[int]:
    """The states of "killed (12), injured (30)", "houses destroyed (40) or damaged (90)", where there are several."""
    found = [
        at
        for at in range(len(tokens) - 3)
        if tokens[at].flags & _STATES and tokens[at].entry.measure and tokens[at + 1].low == "("
        if tokens[at + 2].flags & e.NUMERIC and tokens[at + 3].low == ")"
    ]
    return found if len(found) > 1 else []


def labelled(tokens: list[Token], phrase: Phrase) -> int:
    """ "Casualties: Dead - 98, Injured - 69", "Houses damaged: 640": the label of a column; -1 where there is none."""
    if phrase.kind == "none" and (label := _in_label_list(tokens, phrase)) >= 0:
        return label
    at = phrase.start - 2
    if at >= 0 and _has_own_state(tokens, phrase, at + 1):
        return -1
    if at >= 0 and phrase.kind == "none" and tokens[at + 1].low == "(" and at in bracketed(tokens):
        return at
    if at < 0 or phrase.kind != "none" or tokens[at + 1].low not in LABELLING:
        return -1
    if at and tokens[at].flags & (e.PERSON | e.BUILDING) and not tokens[at].flags & e.TRIGGER:
        # "Affected people: 300,000".
        at -= 1
    if not tokens[at].flags & _STATES or not tokens[at].entry.measure:
        return -1
    follows = peek(tokens, at - 1).flags & e.DIGITS and tokens[at].capital
    return at if _is_label(tokens, at) or follows or _is_counted_label(tokens, at) else -1


def _is_counted_label(tokens: list[Token], at: int) -> bool:
    """ "Houses damaged: 640", "Number of people displaced: 45,000": the label says who or what is so."""
    first = at
    while first > 0 and at - first < _LABEL and tokens[first - 1].flags & _OF_LABEL:
        first -= 1
    things = any(token.flags & e.BUILDING for token in tokens[first : at + 2])
    counted = first < at or tokens[at + 1].flags & (e.PERSON | e.BUILDING)
    return bool(counted) and _is_label(tokens, first) and things == (tokens[at].entry.needs == "building")


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
    """ "Killed the mayor's two sons", "the release of the plane's 104 passengers": what stands before the owner of
    those counted; k itself where that governs nobody."""
    at = k - 1
    while at > 0 and k - at < _OWNER and _may_own(tokens[at]):
        at -= 1
    known = all(token.flags & _OWNING for token in tokens[at + 1 : k])
    state = at > 0 and tokens[at - 1].flags & e.DETERMINER
    # Not "the injured man's father".
    governs = tokens[at].flags & (e.ACTIVE | e.OBJECT if known else e.ACTIVE)
    return at if at < k - 1 and governs and not state else k


def _may_own(token: Token) -> bool:
    """A word of "the old mayor's", "the pit's"."""
    return bool(token.flags & _OWNING and not token.flags & e.ACTIVE) or (not token.flags and token.low.isalpha())


def _is_label(tokens: list[Token], k: int) -> bool:
    """Does this word open an item of a list ("Toll: dead 33, missing 12")?"""
    return peek(tokens, k - 1).low in _OPENS_LABEL


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
    if k > 1 and tokens[k - 1].flags & e.VICTIMS and tokens[k - 2].flags & (e.GROUP | e.STATE):
        # "The dead victims included …".
        k -= 1
    among_them = k and tokens[k - 1].flags & e.POSTPOSED and tokens[k].flags & e.BE
    if among_them or (k and tokens[k - 1].flags & (e.PLURAL_PRONOUN | e.NAMES_BEFORE) and not tokens[k].flags & e.BE):
        phrase.pending = phrase.part = True
        return -1
    for at in range(k - 1, max(-1, k - 9), -1):
        token = tokens[at]
        if at and tokens[at - 1].flags & e.ACCORDING:
            # "According to survivors, there were 400 aboard".
            break
        if token.flags & e.VICTIMS and not tokens[k].flags & e.BE:
            phrase.pending = phrase.part = True
            return -1
        if token.flags & (e.GROUP | e.PARTICIPLE | e.TOLL | e.STATE) and token.entry.measure:
            before = tokens[at - 1] if at else token
            if before.flags & e.DETERMINER and at > 1 and tokens[at - 2].flags & e.INCLUDING:
                # "The number unaccounted for, including the dead, was 50".
                return -1
            phrase.part = not token.flags & e.TOLL and not _names_all(tokens, at, k)
            return at - 1 if token.flags & e.PERSON and before.flags & (e.STATE | e.PARTICIPLE) else at
        if _are_nationals(tokens, phrase, at, k):
            phrase.part = True
            return at
        if token.flags & e.NUMERIC or token.low in (";", ".", ":"):
            break
    return -1


def _listed(tokens: list[Token], phrase: Phrase, k: int) -> int:
    """ "The dead included the driver, who missed the signal, as well as a guard": the group, for what stands last in
    its list behind clauses of other items; -1 where it is in none."""
    if not (tokens[k].flags & e.COORDINATOR or tokens[k].low == ",") or phrase.kind != "person":
        return -1
    if has_predicate(tokens, phrase) and not tokens[phrase.end].flags & e.COORDINATOR:
        return -1
    for at in range(k - 1, max(0, k - _LIST), -1):
        flags = tokens[at].flags
        if flags & e.INCLUDES and not flags & e.BE:
            return _group(tokens, phrase, at)
        if tokens[at].low in tolls.ENDS or flags & e.STRONG:
            break
    return -1


def _are_nationals(tokens: list[Token], phrase: Phrase, at: int, verb: int) -> bool:
    """ "Among the crew were nine Greeks", "the passengers include 30 Italians"; not "the crew were nine Greeks"."""
    national = phrase.head >= 0 and tokens[phrase.head].flags & e.DEMONYM and tokens[at].flags & e.RIDER
    if at and tokens[at - 1].flags & e.NUMERIC:
        # "Freed the 21 crew, including nine Greeks": what befell the 21.
        return False
    return bool(national) and not _names_all(tokens, at, verb)


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
