"""Finds the place beside a number: "25 died in Arba", "in Arba province, 25 died". Knows no scope: a place becomes one
only where the text gives a larger whole or another place beside it (merge.py)."""

from __future__ import annotations

from collections.abc import Iterator

from newsdesk.figures import moments
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.place_names import NO_NAME, NOWHERE, WITHIN, Name, Place, begins, named, single
from newsdesk.figures.tokens import CLITICS, Token, is_acronym

_NO_ASIDE = e.AUXILIARY | e.VERB | e.SPEECH | e.TRIGGER | e.PERSON | e.NUMERIC
_OPENS_NUMBER = e.NUMERIC | e.DETERMINER | e.BEFORE | e.MORE_BEFORE
_HAPPENING = e.BE | e.HAVE | e.ADVERB | e.OCCURRING
_COUNTED = 5
"""Words of "the number of people killed"."""
_FRONT = 5
"""Words before the place that a sentence opens with: "On Monday, in Arba, …"."""
_OF_EVENT = e.AGENT | e.FROM | e.OF | e.DETERMINER | e.EVENT | e.DISEASE
_GOING_ON = e.HARMING | e.INCLUDING | e.ACCORDING
_EVENT = 4
"""Words of "by the earthquake"."""
_ISLAND = 5
"""Words from "on" to the "island" that makes it a place."""
_ENDS_TALLY = e.TALLYING | e.SPEECH | e.ACTIVE | e.BE | e.SUBORDINATOR | e.PREPOSITION
"""What no place "recorded" reaches over."""
_RANKED = 8
"""Words of ", followed by South Arba (244"."""


def find(tokens: list[Token], phrase: Phrase, there: Place = NOWHERE) -> Place:
    """The named place right behind the counted, behind the verb, or at the opening: "1,300 in the province of Leyte".

    `there` is the place of the number before.
    """
    if phrase.own >= 0:
        name = single(tokens, phrase.own) if not tokens[phrase.own].flags & e.PERSON else None
        return name.place if name else NOWHERE
    ranked = _bracketed(tokens, phrase) or _first_ranked(tokens, phrase)
    if (subject := ranked or _home(tokens, phrase)) is not None:
        return Place(subject)
    for place in _places(tokens, phrase):
        if place.name:
            return place
    if not _is_there(tokens, phrase):
        return NOWHERE
    before = _named_before(tokens, phrase)
    return before if before.name else there


def _places(tokens: list[Token], phrase: Phrase) -> Iterator[Place]:
    """Where it may be, the likeliest first: what the sentence opens with, what is behind the counted."""
    opening = _opening(tokens, phrase)
    if phrase.part or (opening is not None and _is_parted(tokens[opening.end : phrase.start])):
        # "In Arba 90 fled (50 to camps in Doria, …)".
        yield _behind(tokens, phrase)
    if opening is not None and not _is_told(tokens, opening.end, phrase):
        yield opening.place
    yield _where(tokens, phrase)
    yield _behind(tokens, phrase)
    yield _of_toll(tokens, phrase)
    yield _of_event(tokens, phrase)
    yield _struck(tokens, phrase)
    yield _recorded(tokens, phrase)
    yield Place(_hit_worst(tokens, phrase) or _worst_hit(tokens, phrase))
    if opening is not None and (opening.introduced or _tells_of_own(tokens, opening.end, phrase)):
        yield opening.place
    if (far := _opening(tokens, phrase, far=True)) is not None and not _is_told(tokens, far.end, phrase):
        yield far.place


def _is_parted(between: list[Token]) -> bool:
    """ "In Arba, three were killed while eight died in Doria"."""
    return any(token.flags & e.PARTING and token.flags & e.SUBORDINATOR for token in between)


def _behind(tokens: list[Token], phrase: Phrase) -> Place:
    """ "25 people in Arba died", "25 died in Arba", "25 of the dead were in Arba"."""
    ends = [phrase.end, _behind_event(tokens, phrase.trigger + 1) if phrase.trigger >= phrase.end else phrase.end]
    if phrase.part or phrase.kind in ("noun", "body"):
        ends.append(past_occurring(tokens, ends[1]))
        ends.append(_behind_event(tokens, phrase.end))
    each = phrase.end < len(tokens) and bool(tokens[phrase.end].flags & e.APIECE)
    if each:
        ends.append(phrase.end + 1)
    for at in _past_times(tokens, ends):
        toll = phrase.trigger >= 0 and tokens[phrase.trigger].flags & e.TOLL
        if toll and at < len(tokens) and tokens[at].flags & e.FROM:
            # "Pushed the toll to 67 from Damrey".
            continue
        if at + 1 < len(tokens) and _leads(tokens, at):
            # "Four each in Arba and Doria" are four in Arba.
            name = single(tokens, at + 1) if each else named(tokens, at + 1)
            if name and not (_is_ranked(tokens, name.end) or _is_deathbed(tokens, phrase, name.end)):
                return name.place
    return _behind_toll(tokens, phrase)


def _is_deathbed(tokens: list[Token], phrase: Phrase, end: int) -> bool:
    """ "Two more died at St Mary's | Hospital": where they were brought to, and not where it happened."""
    died = phrase.end <= phrase.trigger and tokens[phrase.trigger].flags & e.MOVE
    return bool(died) and tokens[end - 1].entry.measure == "hospitalised"


def _past_times(tokens: list[Token], ends: list[int]) -> list[int]:
    """These, and where they lead past a time or direction: "died | overnight | in Arba", "three | farther north |"."""
    later = []
    for at in ends:
        end = moments.past(tokens, at)
        while end < len(tokens) and tokens[end].flags & e.ADVERB and not tokens[end].flags & e.PLACE:
            end += 1
        later.append(end)
    return [*ends, *later]


def _behind_toll(tokens: list[Token], phrase: Phrase) -> Place:
    """ "The death toll in Arba rose to 25", "the number killed by the quake in Arba is 25".

    Not "from Typhoon Haiyan", "in the accident in Odisha".
    """
    at = _behind_event(tokens, phrase.trigger + 1)
    near = 0 < at < phrase.start - 1 and tokens[at].flags & e.PLACE and not tokens[at].flags & e.FROM
    near = near and any(
        token.flags & (e.TOLL | e.NUMBER_NOUN) for token in tokens[max(0, phrase.trigger - _COUNTED) : at]
    )
    name = named(tokens, at + 1) if near else None
    if name is None or name.end >= phrase.start:
        return NOWHERE
    within = (token.flags for token in tokens[at : name.end] if not token.capital)
    event = any(flags & (e.EVENT | e.THING) and not flags & (e.REGION | e.TOWN) for flags in within)
    return NOWHERE if event else name.place._replace(of_toll=True)


def past_occurring(tokens: list[Token], at: int) -> int:
    """Where "were reported in Arba", "occurred in Doria" tell where: behind what says no more than that."""
    while at < len(tokens) and tokens[at].flags & _HAPPENING and not tokens[at].flags & e.PLACE:
        at += 1
    return at


def _behind_event(tokens: list[Token], at: int) -> int:
    """ "Killed by the earthquake in India", "died of cholera in India": behind what killed them."""
    k = at
    while k < min(len(tokens), at + _EVENT) and tokens[k].flags & _OF_EVENT:
        k += 1
    return k if k > at and tokens[k - 1].flags & (e.EVENT | e.DISEASE) else at


def _of_toll(tokens: list[Token], phrase: Phrase) -> Place:
    """ "Chile's toll rose to 25", "the Chilean death toll": the country owns it; other owners may be storms."""
    at = phrase.trigger - 1
    while at > 1 and tokens[at].flags & (e.ADJECTIVE | e.PLAIN) and not tokens[at].flags & e.DEMONYM:
        at -= 1
    if not 0 <= at < phrase.start or not tokens[phrase.trigger].flags & e.TOLL:
        return NOWHERE
    owner = tokens[at - 1] if at and tokens[at].low in CLITICS else tokens[at]
    known = owner.flags & (e.COUNTRY if owner is not tokens[at] else e.DEMONYM | e.COUNTRY)
    return Place(owner.entry.iso, of_toll=True) if known else NOWHERE


def _is_there(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Another 2,000 are missing there", "the toll there was nine"."""
    ends = (phrase.end, phrase.trigger + 1 if phrase.trigger >= 0 else phrase.end)
    return any(at < len(tokens) and tokens[at].flags & e.THERE for at in ends)


def _opening(tokens: list[Token], phrase: Phrase, far: bool = False) -> Name | None:
    """ "In Rukum West, 36 people were killed and 80 hurt", "in Arba 25 died", "in Arba, near the dam, 25 died".

    Its end is where the clause of the number begins. `far` lets asides stand between: "In Arba, 900 fled, according to
    the mayor, with 40 deaths and 70 injuries".
    """
    at = _front(tokens)
    name = named(tokens, at + 1) if 0 <= at < phrase.start - 1 else None
    if name is None or name.end > phrase.start:
        return None
    first = name.end
    if first < phrase.start and not tokens[first].flags & _OPENS_NUMBER:
        comma = next((at for at in range(first, phrase.start) if tokens[at].low == ","), -1)
        if comma < 0:
            return None
        first = _past_aside(tokens, comma + 1, phrase.start)
    between = tokens[first : phrase.start]
    for at, token in enumerate(between, first):
        last = at == phrase.start - 1
        listed = token.low == "," and not last and not any(one.flags & e.SPEECH for one in tokens[at : phrase.start])
        goes_on = _goes_on(tokens[at + 1]) or (at + 2 == phrase.start and _adds(tokens, phrase))
        listed = listed and not (far and goes_on)
        if token.flags & (e.CONTRAST | e.BRINGING) or token.low == ";" or listed:
            return None
    return name._replace(end=first)


def _goes_on(token: Token) -> bool:
    """What tells more of the same: ", with 40 deaths", ", leaving three dead"."""
    return bool(token.flags & _GOING_ON or (token.ending & e.GERUND and token.flags & (e.TRIGGER | e.LEAVE)))


def _adds(tokens: list[Token], phrase: Phrase) -> bool:
    """ "In Arba 43 died, and 92 are missing"; not ", and 92 are missing in other villages"."""
    behind = tokens[max(phrase.end, phrase.trigger + 1) :]
    return bool(tokens[phrase.start - 1].flags & e.AND) and not (behind and behind[0].flags & e.PLACE)


def _front(tokens: list[Token]) -> int:
    """The "in" of "In Arba, …", "Meanwhile, in Arba, …", "On Monday in Arba …"; -1 where a sentence opens otherwise."""
    for at, token in enumerate(tokens[:_FRONT]):
        if _leads(tokens, at) and not token.flags & e.ADVERB:
            return at
        # "11:30 In Arba, …": the stamp of a post.
        stamp = not at and ":" in token.low
        if not stamp and not token.flags & (e.ADVERB | e.CONTRAST | e.ON_DAY | e.MONTH) and token.low != ",":
            return -1
    return -1


def _past_aside(tokens: list[Token], first: int, start: int) -> int:
    """ "In Arba, near the dam, …", "in Lower Saxony, Germany's second-largest state, …": behind what tells of it."""
    last = next((at for at in range(start - 1, first, -1) if tokens[at].low == ","), first)
    aside = tokens[first:last]
    if not aside or not (aside[0].capital or aside[0].flags & (e.PREPOSITION | e.ARTICLE)):
        return first
    return first if any(token.flags & _NO_ASIDE for token in aside) else last + 1


def _is_told(tokens: list[Token], first: int, phrase: Phrase) -> bool:
    """ "In Geneva, the UN said 80 were hurt": where somebody speaks; not "25 were reported dead"."""
    said = (k for k in range(first, phrase.start) if tokens[k].flags & e.SPEECH)
    return any(not tokens[k - 1].flags & e.BE for k in said)


def _tells_of_own(tokens: list[Token], first: int, phrase: Phrase) -> bool:
    """ "In Arba, the mayor said 17 had died": those of his town."""
    return any(token.flags & e.LOCAL_HEAD for token in tokens[first : phrase.start])


def _worst_hit(tokens: list[Token], phrase: Phrase) -> str:
    """ "Sumatra was worst hit, with 98 dead", "the worst-hit district was Gorkha, with 412 deaths"."""
    brunt = next((at for at, token in enumerate(tokens[: phrase.start]) if token.flags & e.BRUNT), -1)
    if brunt < 0 or not any(token.flags & e.HARMING for token in tokens[brunt + 1 : phrase.start]):
        return ""
    said = next((at for at in range(brunt - 1, -1, -1) if tokens[at].flags & e.SPEECH), -1)
    ahead = range(brunt + 1, min(phrase.start, brunt + WITHIN))
    for at in (*range(brunt - 1, said, -1), *ahead):
        if tokens[at].capital and not tokens[at].flags & NO_NAME:
            return _whole_name(tokens, at)
    return ""


def _hit_worst(tokens: list[Token], phrase: Phrase) -> str:
    """ "Arba, with 25 dead, was hit worst"."""
    at = phrase.start - 2
    if at < 1 or tokens[at].low != "," or not tokens[at + 1].flags & e.HARMING or not begins(tokens, at - 1):
        return ""
    behind = tokens[phrase.end : phrase.end + WITHIN]
    return _whole_name(tokens, at - 1) if any(token.flags & e.BRUNT for token in behind) else ""


def _recorded(tokens: list[Token], phrase: Phrase) -> Place:
    """ "Arba recorded 47 deaths and 65 injuries", "while Doria saw 20 deaths"; not "Smith saw two people die"."""
    verb = next((k for k in range(phrase.start - 1, 0, -1) if tokens[k].flags & _ENDS_TALLY), 0)
    if phrase.kind != "noun" or not tokens[verb].flags & e.TALLYING:
        return NOWHERE
    end = verb
    while end > 1 and tokens[end - 1].flags & (e.HAVE | e.ADVERB) and not tokens[end - 1].capital:
        end -= 1
    first = end
    while first > 0 and tokens[first - 1].low[0].isalnum() and not tokens[first - 1].flags & e.PARTING:
        first -= 1
    first += bool(tokens[first].flags & e.THE)
    name = named(tokens, first)
    # Not "UNICEF recorded 47 deaths".
    told = any(token.flags & (e.VOICE | e.TITLE) or is_acronym(token) for token in tokens[first:end])
    return name.place if name and name.end == end and not told else NOWHERE


def _where(tokens: list[Token], phrase: Phrase) -> Place:
    """ "Floods in the Philippines, where 21 people died", "worst hit was the city of Arba, where 21 died"."""
    at = phrase.start - 3
    if at < 1 or not tokens[at + 2].flags & e.WHERE or tokens[at + 1].low != ",":
        return NOWHERE
    first = at if tokens[at].capital else at - 1
    while first > 0 and tokens[first].capital and not tokens[first].flags & NO_NAME:
        first -= 1
    if tokens[first].flags & e.OF and first > 1 and tokens[first - 1].flags & (e.REGION | e.TOWN):
        first -= 2
    while first > 0 and tokens[first].flags & (e.DETERMINER | e.ADJECTIVE | e.PLAIN):
        first -= 1
    # "The hardest-hit | country was".
    brunt = any(token.flags & e.BRUNT for token in tokens[max(0, first - 2) : first])
    worst = first > 0 and tokens[first].flags & e.BE and brunt
    # "Its capital, Arba, where …".
    reached = worst or tokens[first].low == "," or tokens[first].flags & (e.VERB | e.ACTIVE) or _leads(tokens, first)
    name = named(tokens, first + 1) if reached and first < at else None
    return name.place if name and name.end == at + 1 else NOWHERE


def _of_event(tokens: list[Token], phrase: Phrase) -> Place:
    """ "A second bomb in the Karim district killed three people", "clashes in Arba left 12 dead"."""
    verb = phrase.start - 1
    if verb < 2 or not tokens[verb].flags & (e.ACTIVE | e.LEAVE):
        return NOWHERE
    while verb > 2 and tokens[verb - 1].flags & (e.HAVE | e.ADVERB | e.ON_DAY) and not tokens[verb - 1].flags & e.PLACE:
        verb -= 1
    closed = tokens[verb - 1].low == ","
    end = verb - 1 if closed else verb
    for at in range(end - 2, max(0, end - WITHIN), -1):
        token = tokens[at]
        if token.flags & e.PLACE and not token.flags & (e.FROM | e.ADVERB):
            name = named(tokens, at + 1)
            told = tokens[at - 1 - closed] if at > closed else token
            event = told.flags & (e.EVENT | e.THING) or not (told.flags or told.capital or told.ending)
            apart = not closed or tokens[at - 1].low == ","
            ends = name is not None and name.end == end
            return name.place._replace(of_toll=True) if name and ends and event and apart else NOWHERE
    return NOWHERE


def _struck(tokens: list[Token], phrase: Phrase) -> Place:
    """ "The storm struck the Philippines last week, killing 21 people": the country that it struck."""
    verb = phrase.start - 1
    if verb < 3 or not tokens[verb].ending & e.GERUND or not tokens[verb].flags & (e.ACTIVE | e.LEAVE):
        return NOWHERE
    if tokens[verb - 1].low != ",":
        return NOWHERE
    for at in range(verb - 2, max(0, verb - WITHIN), -1):
        if tokens[at].flags & e.COUNTRY and tokens[at].capital:
            deed = tokens[at - 1 - bool(tokens[at - 1].flags & e.THE and at > 1)]
            struck = not deed.capital and (not deed.flags or deed.flags & (e.VERB | e.ACTIVE | e.TOLL_VERB))
            struck = struck and not deed.flags & (e.PREPOSITION | e.COORDINATOR)
            return Place(tokens[at].entry.iso, of_toll=True) if struck else NOWHERE
    return NOWHERE


def _named_before(tokens: list[Token], phrase: Phrase) -> Place:
    """ "Authorities in Yalova reported 122 dead there": the last place named before the number."""
    for at in range(phrase.start - 2, -1, -1):
        if tokens[at].flags & e.PLACE and (name := named(tokens, at + 1)):
            return name.place
    return NOWHERE


def _leads(tokens: list[Token], at: int) -> bool:
    """Does a place's name follow: "in Arba", "on the island of Gili", "on Gili island"; not "on Monday"?"""
    if not tokens[at].flags & e.ON_DAY:
        island = tokens[at].flags & e.SCENE and at + 1 < len(tokens) and tokens[at + 1].flags & e.OF
        return bool(tokens[at].flags & e.PLACE or island)
    behind = tokens[at + 1 : at + 1 + _ISLAND]
    island = next((k for k, token in enumerate(behind) if token.flags & e.ISLAND), -1)
    described = (one.capital or not one.flags or one.flags & (e.DETERMINER | e.ADJECTIVE) for one in behind[:island])
    return island >= 0 and all(described)


def _whole_name(tokens: list[Token], at: int) -> str:
    """The name that holds this word."""
    if tokens[at].flags & e.COUNTRY:
        return tokens[at].entry.iso
    first, last = at, at + 1
    while first > 0 and tokens[first - 1].capital and not tokens[first - 1].flags & NO_NAME:
        first -= 1
    while last < len(tokens) and tokens[last].capital:
        last += 1
    return " ".join(token.raw for token in tokens[first:last])


def _home(tokens: list[Token], phrase: Phrase) -> str | None:
    """The country whose loss it is: "India has reported 61 deaths", "Nepal had 6,621 dead"."""
    k = phrase.start - 1
    while k > 0 and tokens[k].flags & (e.AUXILIARY | e.ADVERB | e.STRONG | e.WEAK) and not tokens[k].flags & e.COUNTRY:
        k -= 1
    if k == 0 and phrase.start == 2 and tokens[1].flags & e.HAVE and tokens[0].capital and not tokens[0].flags:
        return tokens[0].raw
    said = any(token.flags & e.WEAK and not token.flags & e.CONFIRMED for token in tokens[k + 1 : phrase.start])
    own = not said and 0 <= k < phrase.start - 1 and tokens[k].flags & e.COUNTRY and phrase.trigger >= phrase.start
    inner = k > 0 and tokens[k - 1].flags & (e.PREPOSITION | e.COORDINATOR)
    return tokens[k].entry.iso if own and not inner else None


def _is_ranked(tokens: list[Token], at: int) -> bool:
    """ "90 died in Arba (44), Doria (30) and Lenz (16)": those in brackets died there."""
    behind = tokens[at : at + 3]
    return len(behind) > 2 and behind[0].low == "(" and behind[2].low == ")" and bool(behind[1].flags & e.NUMERIC)


def _bracketed(tokens: list[Token], phrase: Phrase) -> str | None:
    """ "…, followed by Arba (244) and Doria (168)"."""
    at = phrase.start - 2
    alone = at > 0 and phrase.kind == "none" and tokens[at + 1].low == "(" and tokens[phrase.end : phrase.end + 1]
    closed = bool(alone) and tokens[phrase.end].low == ")"
    return _whole_name(tokens, at) if closed and begins(tokens, at) else None


def _first_ranked(tokens: list[Token], phrase: Phrase) -> str | None:
    """ "Arba reported the most deaths at 402, followed by Doria (168)": the place that the list begins with."""
    behind = tokens[phrase.end : phrase.end + _RANKED]
    at = next((at for at, token in enumerate(behind) if token.low == "("), -1)
    ranked = at > 0 and behind[0].low == "," and begins(tokens, phrase.end + at - 1)
    if not ranked or at + 1 >= len(behind) or not behind[at + 1].flags & e.NUMERIC or not begins(tokens, 0):
        return None
    last = next((at for at, token in enumerate(tokens) if not token.capital), 0)
    told = last < phrase.start and tokens[last].flags & (e.STRONG | e.WEAK | e.HAVE | e.BRUNT)
    followed = any(token.flags & e.COORDINATOR and not token.flags & e.AND for token in behind[1:at])
    return _whole_name(tokens, 0) if told and followed else None
