"""Says who is counted where the noun phrase does not: anaphora, complements, groups, places. Knows no voice."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures import listed_places, noun_phrases, place_names, places, sides
from newsdesk.figures.heads import AGE_OR_SEX
from newsdesk.figures.inheritance import OPENS_SUM, exceeds, is_listing, reach_of
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase, describe
from newsdesk.figures.tokens import Token, peek
from newsdesk.model import Side

_WHOM = e.OF | e.AMONG | e.PERSON | e.DEMONYM | e.ADJECTIVE
_SUBJECT = 4
"""Words from a place that is a subject to its number: "Derna alone has reported 5,000"."""
_NEAR = 3
"""Numbers back to the one of which "of them" counts some."""
_BY_POLICE = ("arrested",)
_APPOSED = 3
_KIND = e.DEMONYM | e.PERSON | e.ADJECTIVE
_PLACED = 7
"""Words of "in the upper cable cars"."""
_ENDS_PLACE = e.AUXILIARY | e.VERB | e.TRIGGER | e.RELATIVE | e.SPEECH | e.NUMERIC
_CAPTURED = ("taken", "arrested")
_MARKS = frozenset((",", ";", ":", "("))
_HELD = ("held", "taken", "escaped", "freed", "rescued", "survived")


def complete(tokens: list[Token], phrases: list[Phrase], before: Phrase | None, parted: bool = False) -> None:
    """Fill in the scope and side of each bound phrase; `before` is the last one of the sentence before.

    `parted` tells that a line ends between the two.
    """
    earlier = before
    there = place_names.Place(before.place, before.joint) if before is not None else place_names.NOWHERE
    _take_alone(tokens, phrases)
    _spread_among(tokens, phrases)
    _share_whom(tokens, phrases)
    _share_bodies(tokens, phrases)
    for number, phrase in enumerate(phrases):
        if phrase.measure:
            _of_number(tokens, phrase)
            _complement(tokens, phrase)
            same = before is not earlier
            taken = _described(phrases[max(0, number - _NEAR) : number], phrase) or before
            mixed = taken is not None and same and not phrase.anaphoric and _are_mixed(phrases, phrase, taken)
            if taken is not None and not mixed and _takes_up(tokens, phrase, taken, same):
                _anaphora(tokens, phrase, taken, parted and taken is earlier)
        if phrase.measure in _HELD and "hostage" in phrase.facets:
            phrase.facets.remove("hostage")
        there = _put(tokens, phrase, there)
        sides.take(tokens, phrase, phrases, before)
        _mark_all(tokens, phrase, before)
        if _may_be_taken_up(phrase):
            before = phrase
    listed_places.put(tokens, phrases)
    _put_abroad(tokens, phrases)
    for one, after in pairwise(phrases):
        _share_place(tokens, one, after)


def _put_abroad(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "In neighbouring Myanmar, state television said 144 had died": there, whoever says so."""
    at = next((k for k in range(1, len(tokens) - 1) if tokens[k].flags & e.ABROAD and tokens[k - 1].flags & e.PLACE), 0)
    name = place_names.named(tokens, at + 1) if at else None
    if name is None or (at > 1 and tokens[at - 2].low[0].isalnum() and not tokens[at - 2].flags & e.CONTRAST):
        return
    for phrase in phrases:
        if phrase.start >= name.end and not phrase.place:
            phrase.place = name.place.name


def _share_place(tokens: list[Token], phrase: Phrase, after: Phrase) -> None:
    """ "Killed 78 people and injured 81 in the Philippines", "one died and eight were hurt in Arba": both there."""
    objects = 0 <= phrase.trigger < phrase.start and phrase.end <= after.trigger < after.start
    subjects = phrase.end <= phrase.trigger < after.start and after.end <= after.trigger
    joint = tokens[phrase.trigger + 1 : after.start] if subjects else tokens[phrase.end : after.trigger]
    subjects = subjects and not peek(tokens, phrase.start - 1).flags & e.LEAVE
    both = (objects or subjects) and len(joint) == 1 and joint[0].flags & e.AND
    if not phrase.place and after.place and both:
        phrase.place, phrase.joint, phrase.of_toll = after.place, after.joint, after.of_toll


def _put(tokens: list[Token], phrase: Phrase, there: place_names.Place) -> place_names.Place:
    """Put a phrase where it is said to be; the place that "there" means behind it."""
    own = phrase.owned and phrase.head >= 0 and tokens[phrase.head].flags & e.NATIONAL
    place = place_names.Place(_nation(tokens, phrase)) if own else places.find(tokens, phrase, there)
    phrase.place, phrase.joint, phrase.of_toll = place
    if phrase.own >= 0 and not place.name and not phrase.facets:
        phrase.facets, phrase.side = describe(tokens, phrase.own)
    if (phrase.contrasted or phrase.owned) and not phrase.facets:
        phrase.add(phrase.place)
    return place if place.name else there


def _mark_all(tokens: list[Token], phrase: Phrase, before: Phrase | None) -> None:
    """ "Eleven dead, including the gunman", "12 dead with the attackers": of victims and attackers alike."""
    first = phrase.start - 1
    while first > 0 and tokens[first].flags & e.DETERMINER:
        first -= 1
    detail = phrase.part and (phrase.anaphoric or (first > 0 and tokens[first].flags & e.INCLUDING))
    if detail and phrase.side == Side.ATTACKERS and before is not None and not before.part:
        before.side = before.side or "all"
    if phrase.side != Side.ATTACKERS and sides.holds_attackers(tokens, phrase):
        phrase.side = "all"


def _may_be_taken_up(phrase: Phrase) -> bool:
    """Several people, of whom a later number may count some."""
    some = phrase.partitive and phrase.kind == "person" and not phrase.anaphoric
    return not phrase.quantity.single and (some or not phrase.part) and phrase.kind in ("person", "none")


def _described(before: list[Phrase], phrase: Phrase) -> Phrase | None:
    """ "18 of the infected were children; eight of them died": of the 18."""
    if not phrase.anaphoric:
        return None
    told = (one for one in reversed(before) if one.described and one.facets and not one.quantity.single)
    return next((one for one in told if not exceeds(phrase, one)), None)


def _share_whom(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "60 were hurt, of whom 40 went home and 20 remained in hospital": the 20 are of the 60 too."""
    for whole, some, rest in zip(phrases, phrases[1:], phrases[2:], strict=False):
        if not (whole.measure and rest.measure) or rest.kind != "none" or rest.part:
            continue
        gap = tokens[some.end : rest.start]
        whom = tokens[some.start - 1].flags & e.OF_THEM and tokens[some.start - 2].low == ","
        told = len(gap) > 1 and gap[-1].flags & e.AND and not any(token.low in _MARKS for token in gap)
        known = (some.quantity.value or 0) + (rest.quantity.value or 0) <= (whole.quantity.value or 0)
        rest.part = bool(whom and told and known)


def _share_bodies(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "40 bodies, 12 of women and 28 of men": whose they are."""
    whole: Phrase | None = None
    end = 0
    for phrase in phrases:
        if whole is not None and _is_of_people(tokens, phrase) and not exceeds(phrase, whole):
            last = reach_of(whole, phrase) if whole.end == end else end
            if all(is_listing(token) or token.low in OPENS_SUM for token in tokens[last : phrase.start]):
                phrase.measure, phrase.trigger, phrase.part, end = whole.measure, whole.trigger, True, phrase.end
                continue
        whole = phrase if phrase.measure and phrase.kind == "body" else None
        end = phrase.end


def _is_of_people(tokens: list[Token], phrase: Phrase) -> bool:
    """ "12 of women"; not "12 of the women"."""
    of = phrase.quantity.end
    if phrase.kind != "person" or not of + 1 < phrase.end or not tokens[of].flags & e.OF:
        return False
    return not tokens[of + 1].flags & (e.DETERMINER | e.NUMERIC)


def _takes_up(tokens: list[Token], phrase: Phrase, before: Phrase, same: bool) -> bool:
    """May it count the same kind as the number before, here (`same`) or in the sentence before?

    Not in "the governor, flanked by ten soldiers, said 40 had died": nothing befell the soldiers; nor in "two
    firefighters died in the blaze, which has left 12 dead".
    """
    if phrase.anaphoric or not same:
        return phrase.anaphoric or phrase.start <= 1
    between = tokens[before.end : phrase.start]
    other = any(one.low == "," and two.flags & e.RELATIVE and not two.flags & e.WHOSE for one, two in pairwise(between))
    return not other and (bool(before.measure) or not any(token.flags & e.STRONG for token in between))


def _are_mixed(phrases: list[Phrase], phrase: Phrase, before: Phrase) -> bool:
    """ "Eight soldiers and four civilians were killed; 40 were hurt": of either kind."""
    others = (one for one in phrases if one is not phrase and one.trigger == before.trigger)
    alike = [one for one in others if one.kind == "person"]
    return len({(tuple(one.facets), one.side) for one in alike}) > 1


def _spread_among(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "Three Mexicans were among the dead and six among the wounded"."""
    among = [phrase for phrase in phrases if phrase.trigger >= 0 and tokens[phrase.trigger].flags & e.PARTLY]
    for before, phrase in pairwise(among):
        if phrase.kind == "none" and not phrase.facets:
            phrase.facets, phrase.side = list(before.facets), before.side


def _take_alone(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "Nearly 1,900, 723 dead in Kathmandu alone": the place is that of the nearest number."""
    bound = [phrase for phrase in phrases if phrase.measure]
    place, at = _alone(tokens) if bound else ("", 0)
    if place:
        before = sorted((phrase for phrase in bound if phrase.start < at), key=_reach)
        subject = [phrase for phrase in bound if at < phrase.start <= at + _SUBJECT and tokens[at + 1].low != ","]
        nearest = (subject or before[-1:] or bound)[0]
        nearest.add(place)


def _reach(phrase: Phrase) -> tuple[int, bool]:
    """Where it ends with its predicate: of a part and its whole with one predicate, the whole reaches further."""
    return max(phrase.end, phrase.trigger), not phrase.part


def _alone(tokens: list[Token]) -> tuple[str, int]:
    """The place of "in the port of Derna alone", and where "alone" stands."""
    for at, token in enumerate(tokens):
        last = at - 1
        if token.flags & e.ALONE and tokens[last].flags & (e.EVENT | e.ADVERB):
            # "The Kobe quake alone", "on Monday alone".
            continue
        if token.flags & e.ALONE and last > 0 and tokens[last].flags & e.THING:
            last -= 1
        named = last >= 0 and tokens[last].capital and not tokens[last].flags & e.TODAY
        if token.flags & e.ALONE and (last > 0 or at == last + 2) and named:
            start = last
            while start > 0 and tokens[start - 1].capital and not tokens[start - 1].flags & (e.PREPOSITION | e.MONTH):
                start -= 1
            if not tokens[start].flags & (e.MONTH | e.DETERMINER):
                country = tokens[last].entry.iso if start == last and tokens[last].flags & e.COUNTRY else ""
                return country or " ".join(word.raw for word in tokens[start : last + 1]), at
    return "", 0


def _of_number(tokens: list[Token], phrase: Phrase) -> None:
    """Whom a toll or "number of" counts: "the number of foreign workers who escaped"."""
    anyone = phrase.kind == "person" and peek(tokens, phrase.head).flags & e.SILENT
    if not (anyone or phrase.kind in ("none", "unknown")) or phrase.facets or phrase.trigger < 0:
        return
    before = phrase.trigger < phrase.start
    for at in range(phrase.trigger, max(-1 if before else phrase.end - 1, phrase.trigger - 9), -1):
        token = tokens[at]
        if token.flags & e.TOLL and token.entry.needs == "attacker":
            phrase.side = Side.ATTACKERS
            return
        last = phrase.start if before else phrase.trigger + 1
        if token.flags & (e.NUMBER_NOUN | e.TOLL) and at + 2 < last and tokens[at + 1].flags & _WHOM:
            facets, side = describe(tokens, at + 2 if tokens[at + 1].flags & (e.OF | e.AMONG) else at + 1)
            both = tokens[at + 1].flags & e.AMONG and any(token.flags & e.AND for token in tokens[at + 2 : last])
            if both or _is_event(tokens, at + 2):
                return
            phrase.facets.extend(facets)
            phrase.side = phrase.side or side
            return


def _is_event(tokens: list[Token], at: int) -> bool:
    """ "The toll of the Algerian siege": a nation's adjective before an event tells nobody's nation."""
    while at < len(tokens) and tokens[at].flags & (e.DETERMINER | e.DEMONYM | e.COUNTRY | e.ADJECTIVE):
        at += 1
    if at < len(tokens) and not tokens[at].flags:
        # "Of health care workers".
        return not (at + 1 < len(tokens) and tokens[at + 1].flags & e.PERSON)
    return at < len(tokens) and bool(tokens[at].flags & e.EVENT)


def _complement(tokens: list[Token], phrase: Phrase) -> None:
    """ "Two of the people killed were Americans", "28 deaths among the police"."""
    if apposed := _apposed(tokens, phrase):
        facets, side = describe(tokens, apposed)
        phrase.facets.extend(facet for facet in facets if facet not in phrase.facets)
        phrase.side = phrase.side or side
    at = phrase.trigger + 1 if phrase.trigger >= phrase.end else phrase.end
    if phrase.partitive and at < len(tokens) and tokens[at].flags & e.PLACE:
        # "Two of those killed in Arba were Americans".
        there = place_names.named(tokens, at + 1)
        at = there.end if there else _past_place(tokens, at)
    at = noun_phrases.copula(tokens, at)
    if phrase.divided or at + 1 >= len(tokens) or not tokens[at].flags & e.BE:
        return
    if phrase.quantity.single and tokens[at + 1].flags & e.ARTICLE and at + 2 < len(tokens):
        at += 1
    origin = any(token.flags & e.ORIGIN for token in tokens[at + 3 : at + 4])
    if tokens[at + 1].flags & e.OF and (origin or (phrase.kind == "noun" and peek(tokens, at + 2).flags & _KIND)):
        # "Six of the dead were | of Indian origin", "six deaths were | of children".
        at += 1
    if tokens[at + 1].flags & _KIND:
        facets, side = describe(tokens, at + 1)
        phrase.facets.extend(facet for facet in facets if facet not in phrase.facets)
        phrase.side = phrase.side or side
        phrase.described = phrase.part


def _apposed(tokens: list[Token], phrase: Phrase) -> int:
    """Where it is told who they are: "28 deaths among | security forces", "76 people, all | civilians, …"; 0: nowhere.

    Also nowhere where two kinds are named: "40 deaths among police and protesters".
    """
    behind = tokens[phrase.end : phrase.end + _APPOSED]
    if len(behind) < _APPOSED:
        return 0
    if phrase.kind == "noun" and behind[0].flags & e.AMONG:
        at = phrase.end + 1 + bool(behind[1].flags & e.DETERMINER)
    elif behind[0].low == "," and behind[1].flags & (e.EVERY | e.BOTH):
        at = phrase.end + 2 + bool(behind[2].flags & e.OBJECT_PRONOUN)
    else:
        return 0
    last = at
    while last + 1 < len(tokens) and tokens[last + 1].flags & _KIND:
        last += 1
    joint = tokens[last + 1 : last + 3]
    several = len(joint) > 1 and joint[0].flags & e.AND and joint[1].flags & _KIND
    return 0 if several or not tokens[at].flags & _KIND else at


def _past_place(tokens: list[Token], at: int) -> int:
    """Behind "in the cable cars" of "30 of those trapped in the cable cars were teachers"; `at` where it ends."""
    behind = range(at + 1, min(len(tokens), at + _PLACED))
    verb = next((k for k in behind if tokens[k].flags & _ENDS_PLACE or not tokens[k].low[0].isalnum()), at)
    return verb if tokens[verb].flags & e.BE else at


def _anaphora(tokens: list[Token], phrase: Phrase, before: Phrase, parted: bool) -> None:
    """A bare number, "others" and "of them" count the same kind as the number before.

    A bare number takes nothing of a single one, nor a nation over the end of a line.
    """
    if phrase.anaphoric:
        phrase.side = phrase.side or before.side
    nobody = phrase.quantity.value == 0 and not phrase.anaphoric
    if phrase.facets or nobody or before.quantity.value == 0:
        return
    bare = _is_bare(tokens, phrase, before)
    if phrase.measure in _BY_POLICE and before.side == Side.FORCES:
        return
    if bare and not before.measure and phrase.start == before.end + 1 and tokens[before.end].flags & e.AND:
        # "Two gunmen and 14 dead".
        return
    if bare and not phrase.anaphoric and (before.quantity.single or _is_of_figure(tokens, phrase, before)):
        return
    other = phrase.head >= 0 and tokens[phrase.head].flags & e.OTHER and not _are_hostages(tokens, phrase.end)
    listed = phrase.trigger == before.trigger and before.trigger >= 0
    alone = phrase.kind == "none" or other
    elsewhere = alone and listed and phrase.measure == before.measure and _are_elsewhere(tokens, phrase, before)
    if bare or elsewhere or (other and not listed) or phrase.anaphoric:
        _take_kind(phrase, before, bare=bare, parted=parted)


def _are_hostages(tokens: list[Token], at: int) -> bool:
    """ "29 other | hostages": of any kind, whoever was counted before."""
    return at < len(tokens) and bool(tokens[at].flags & e.TAKEN)


def _is_bare(tokens: list[Token], phrase: Phrase, before: Phrase) -> bool:
    """Is it a number and no more, which may count those before: "40 were hurt", "another 12"?"""
    group = phrase.partitive and not phrase.anaphoric and phrase.measure != before.measure
    if phrase.kind != "none" or before.described or group or _counts_group(tokens, phrase, before):
        return False
    if phrase.trigger > phrase.quantity.end and tokens[phrase.quantity.end].flags & e.THE:
        # "Three soldiers died, bringing to 58 the number of deaths".
        return False
    more = phrase.quantity.end <= phrase.end and tokens[phrase.quantity.end - 1].flags & e.MORE_AFTER
    return bool(phrase.trigger >= phrase.start or more or _is_captured(phrase, before))


def _are_elsewhere(tokens: list[Token], phrase: Phrase, before: Phrase) -> bool:
    """ "Twelve soldiers died in Arba and six in Doria"."""
    return bool(before.place) and places.find(tokens, phrase).name not in ("", before.place)


def _take_kind(phrase: Phrase, before: Phrase, *, bare: bool, parted: bool) -> None:
    """Count the kind of people that the number before counts."""
    nations = not parted or not bare or phrase.anaphoric
    # "Killed three women, and 40 were hurt", "three women died and 12 others were hurt": of both sexes.
    some = not (phrase.anaphoric or before.partitive) and exceeds(phrase, before)
    some = some and phrase.measure != before.measure
    # "Twelve died in Arba and three more in Doria": those were elsewhere.
    apart = before.place if before.contrasted and not phrase.anaphoric else ""
    kinds = [facet for facet in before.facets if facet != apart]
    phrase.facets.extend(
        facet for facet in kinds if (nations or not _is_nation(facet)) and not (some and facet in AGE_OR_SEX)
    )
    # "Eleven died including the gunman. Four others were hurt": he is one of the eleven.
    of_either = before.side == "all" and phrase.measure != before.measure
    phrase.side = phrase.side or ("" if of_either else before.side)


def _is_nation(facet: str) -> bool:
    return facet.isupper() or facet == "foreign"


def _counts_group(tokens: list[Token], phrase: Phrase, before: Phrase) -> bool:
    """ "Two men killed a family of four", "five priests …, a group of 17 was kidnapped": others than those before."""
    words = tokens[phrase.quantity.start : phrase.quantity.end]
    new = exceeds(phrase, before) and words[0].flags & e.ARTICLE and any(token.flags & e.PARTY for token in words)
    return bool(new) or any(token.flags & e.HOUSEHOLD for token in words)


def _is_of_figure(tokens: list[Token], phrase: Phrase, before: Phrase) -> bool:
    """ "Saved 12 passengers and corrected the figure of 40 dead": a toll of anybody."""
    at = phrase.start - 1
    if phrase.measure == before.measure or at < 1 or not tokens[at].flags & e.OF:
        return False
    return bool(tokens[at - 1].flags & (e.TOLL | e.NUMBER_NOUN | e.DOCUMENT))


def _is_captured(phrase: Phrase, before: Phrase) -> bool:
    """ "Troops killed 29 of the militants and captured three", "killed 80 soldiers and captured 40": of the same."""
    taken = phrase.measure == _CAPTURED[0] and before.side == Side.FORCES
    return taken or (before.side == Side.ATTACKERS and phrase.measure in _CAPTURED)


def _nation(tokens: list[Token], phrase: Phrase) -> str:
    """Whose nationals they are: "the French ministry said two of its nationals", "three of our citizens"."""
    around = (*reversed(tokens[: phrase.start]), *tokens[phrase.end :])
    return next((token.entry.iso for token in around if token.flags & (e.DEMONYM | e.COUNTRY)), "")
