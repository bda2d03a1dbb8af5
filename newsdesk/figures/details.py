"""Says which numbers list or detail the one before them, and lets those take its measure. Knows no verb."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures import ellipses
from newsdesk.figures.bounds import SHARED
from newsdesk.figures.governors import has_predicate
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase, is_no_thing
from newsdesk.figures.tokens import CLITICS, DASHES, Token
from newsdesk.model import Qualifier

_HARM = frozenset(
    ("killed", "injured", "critical", "hospitalised", "missing", "arrested", "rescued", "taken", "trapped")
)
_BEFALLS = frozenset(("killed", "injured", "missing", "taken", "trapped"))
_LIST = 2
_TOLD_BEFORE = 6
_OF_SOME = 5
"""Words from "no one" to those of whom nobody is counted."""
_AMONG_WHOM = e.AMONG | e.BE | e.DETERMINER | e.ADVERB
_HARMED = ("injured", "critical", "hospitalised")
"""Measures of which one counts some of another."""
_HURT = ("injured", "hospitalised")
_LONGEST_JOINT = 16
_LONGEST_GAP = 25
_OPENS_SUM = frozenset((",", "(", ":", *DASHES))
_LISTED = e.DETERMINER | e.PREPOSITION | e.COUNTRY | e.THING | e.NUMERIC | e.ADVERB
_OPENS_LIST = frozenset((":", *DASHES))
_PEOPLE = ("person", "none")
_NO_ORIGIN = e.TRIGGER | e.AUXILIARY | e.VERB | e.SPEECH | e.RELATIVE | e.INCLUDING
_LONGEST_PLACE = 9
_DESCRIBING = e.PERSON | e.DEMONYM | e.ADJECTIVE | e.PLAIN
_FROM_WHAT = e.DETERMINER | e.ADVERB | e.PLAIN | e.ADJECTIVE | e.OF | e.NUMBER_NOUN | e.TOLL


def complete(tokens: list[Token], phrases: list[Phrase]) -> None:
    """Mark the parts among phrases that have their measures, and give the others what they take from one before."""
    for phrase in phrases:
        ellipses.mark_accounts(tokens, phrase)
    _spread_parts(tokens, phrases)
    _mark_sums(tokens, phrases)
    _mark_places(tokens, phrases)
    _mark_parts(tokens, phrases)
    _spread_parts(tokens, phrases)
    inherit(tokens, phrases)
    for before, phrase in pairwise(phrases):
        _settle_parts(tokens, before, phrase)
        phrase.part = phrase.part or _is_how(tokens, before, phrase)
    _mark_finds(tokens, phrases)
    for phrase in phrases:
        phrase.part = phrase.part and not _is_all(phrase)
        if phrase.quantity.more and phrase.measure:
            phrase.quantity.more = not _after_another(tokens, phrases, phrase)
    for phrase in phrases:
        if phrase.measure in _HURT and phrase.end < len(tokens) and tokens[phrase.end].flags & e.GRAVE:
            phrase.measure = "critical"
    for before, phrase in pairwise(phrases):
        phrase.quantity.more = phrase.quantity.more or _are_others(tokens, before, phrase)
    for phrase, toll in pairwise(phrases):
        phrase.quantity.more = phrase.quantity.more or _adds_up(tokens, phrase, toll)


def mark_conditions(tokens: list[Token], phrases: list[Phrase], before: Phrase | None) -> None:
    """ "40 were hurt; 12 were in serious condition": some of those hurt, here or in the sentences before."""
    hurt = [before] if before is not None and before.measure in _HARMED else []
    for phrase in phrases:
        of_some = phrase.trigger >= 0 and tokens[phrase.trigger].flags & e.CONDITION and not phrase.quantity.single
        if of_some and any(_exceeds(whole, phrase) for whole in hurt):
            phrase.part = True
        elif phrase.measure in _HARMED:
            hurt.append(phrase)


def mark_shares(phrases: list[Phrase], whole: Phrase) -> None:
    """ "Nineteen died. Fourteen died at the scene and five in hospital": what adds up to the total said just before."""
    listed = [phrase for phrase in phrases if phrase.measure == whole.measure and not phrase.quantity.more]
    values = [phrase.quantity.value or 0 for phrase in listed]
    exact = all(phrase.quantity.qualifier is Qualifier.EXACT for phrase in listed)
    if len(listed) > 1 and exact and all(values) and sum(values) == whole.quantity.value:
        for phrase in listed:
            phrase.part = True


def _spread_parts(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "Including 24 policemen and 20 soldiers": what is listed with a part is one too."""
    for before, phrase in pairwise(phrases):
        if before.part and phrase.measure and phrase.trigger == before.trigger and joined(tokens, before, phrase):
            phrase.part = True


def _mark_finds(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "The toll rose to 56 as eight bodies were found", "… after five people died": more, not another toll."""
    tolls = [phrase for phrase in phrases if phrase.trigger >= 0 and tokens[phrase.trigger].flags & e.TOLL]
    for phrase in phrases:
        for toll in tolls:
            if Qualifier.AT_MOST in (toll.quantity.qualifier, phrase.quantity.qualifier):
                continue
            larger = (toll.quantity.value or 0) > (phrase.quantity.value or 0)
            found = phrase.kind == "body" and phrase.measure
            if larger and (found or _follows_upon(tokens, toll, phrase)):
                phrase.quantity.more = True


def _are_others(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "Ten Japanese and seven other workers are missing": the seven come on top of the ten."""
    if not phrase.measure or phrase.measure != before.measure or phrase.quantity.single or phrase.part or before.part:
        return False
    noun = tokens[phrase.quantity.end : phrase.quantity.end + 1]
    return bool(noun) and bool(noun[0].flags & (e.OTHER | e.OTHERS)) and joined(tokens, before, phrase)


def _follows_upon(tokens: list[Token], toll: Phrase, phrase: Phrase) -> bool:
    """Does a clause of its own tell of these behind a toll that rose: "… after five people died"?"""
    alike = phrase.measure == toll.measure and phrase.trigger >= phrase.end and not phrase.part
    between = tokens[toll.end : phrase.start]
    return alike and bool(between) and bool(between[-1].flags & (e.SUBORDINATOR | e.AS) and not phrase.quantity.single)


def _adds_up(tokens: list[Token], phrase: Phrase, toll: Phrase) -> bool:
    """ "Four people drowned, taking the toll to 283": the four are the last of them."""
    if phrase.measure != toll.measure or toll.trigger < phrase.end or phrase.quantity.single or phrase.part:
        return False
    verb = toll.trigger - 1
    while verb > phrase.end and tokens[verb].flags & (e.DETERMINER | e.ADJECTIVE | e.PLAIN | e.ADVERB):
        verb -= 1
    larger = (toll.quantity.value or 0) > (phrase.quantity.value or 0)
    return larger and bool(tokens[toll.trigger].flags & e.TOLL and tokens[verb].flags & e.BRINGING)


def joined(tokens: list[Token], first: Phrase, second: Phrase) -> bool:
    """Does nothing but "and", a comma and the like, or a list of examples, stand between these two?"""
    gap = [token for token in tokens[first.end : second.start] if not token.flags & (e.AGED | e.LABEL)]
    if not gap or len(gap) > _LONGEST_JOINT:
        return False
    if gap[0].flags & e.INCLUDING and not first.anaphoric:
        gap = _after_examples(gap)
    joins = [token for token in gap if token.flags & e.COORDINATOR or token.low == ","]
    return bool(joins) and all(token in joins or token.flags & e.DETERMINER for token in gap)


def _after_examples(gap: list[Token]) -> list[Token]:
    """What follows "including Japanese, French and British workers"."""
    k = 1
    while k < len(gap) and (gap[k].flags & _DESCRIBING or _is_listing(gap[k])):
        k += 1
    tail = k
    while tail > 1 and _is_listing(gap[tail - 1]):
        tail -= 1
    return gap[tail:] if k == len(gap) else []


def is_of_known(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Four of 17 guards", "11 of the militants": some of a group that is counted or was spoken of."""
    return any(token.flags & (e.NUMERIC | e.THE) for token in tokens[phrase.quantity.end : phrase.end])


def _mark_sums(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "40 people, 6 soldiers and 34 civilians, were killed": those that add up to the one before are its parts."""
    for number, (whole, first) in enumerate(pairwise(phrases)):
        at = first.start - 1
        far = at != _reach(whole, first)
        if at < _reach(whole, first) or tokens[at].low not in (_OPENS_LIST if far else _OPENS_SUM):
            continue
        listed = [first]
        loose = far
        for phrase in phrases[number + 2 :]:
            if len(listed) > 1 and sum(one.quantity.value or 0 for one in listed) == whole.quantity.value:
                break
            if joined(tokens, listed[-1], phrase):
                listed.append(phrase)
            elif phrase.kind in _PEOPLE and _is_listed_from(tokens, listed[-1], phrase):
                listed.append(phrase)
                loose = True
            elif phrase.kind in _PEOPLE:
                break
        values = [phrase.quantity.value or 0 for phrase in listed]
        total, aside = whole.quantity.value or 0, tokens[at].low in DASHES
        adds_up = sum(values) == total or (aside and not loose and sum(values) < total)
        if len(listed) > 1 and all(values) and adds_up:
            _take_sum(tokens, whole, listed)


def _take_sum(tokens: list[Token], whole: Phrase, listed: list[Phrase]) -> None:
    """ "Freed 60 captives, 40 women and 20 men, in exchange for …": what befell all befell each."""
    end = listed[-1].end
    closed = end >= len(tokens) or not tokens[end].low[0].isalnum() or tokens[end].flags & e.PREPOSITION
    for phrase in listed:
        phrase.part = True
        if whole.measure and closed and not (phrase.measure and phrase.trigger == end):
            phrase.measure, phrase.trigger = whole.measure, whole.trigger


def _is_listed_from(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "40 from one block and 20 from another": where each is from stands between."""
    gap = tokens[before.end : phrase.start]
    if not 1 < len(gap) <= _LONGEST_PLACE or not gap[0].flags & e.PREPOSITION or not _is_listing(gap[-1]):
        return False
    return not any(token.flags & _NO_ORIGIN for token in gap)


def _mark_places(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "1,140 people in four countries: 604 in Indonesia, 366 in Sri Lanka …": behind the colon, all are parts."""
    whole = next((phrase for phrase in phrases if phrase.measure and phrase.kind in ("person", "none", "noun")), None)
    colon = next((at for at, token in enumerate(tokens) if token.low == ":"), len(tokens))
    listed = [phrase for phrase in phrases if phrase.start > colon]
    if whole is None or whole.start > colon or len(listed) < _LIST or any(phrase.measure for phrase in listed):
        return
    if any(token.flags & (e.TRIGGER | e.VERB) for token in tokens[colon : listed[-1].end]):
        return
    if sum(phrase.quantity.value or 0 for phrase in listed) <= (whole.quantity.value or 0):
        for phrase in listed:
            phrase.measure, phrase.trigger, phrase.part, phrase.contrasted = whole.measure, whole.trigger, True, True


def _reach(before: Phrase, phrase: Phrase) -> int:
    """Where a phrase ends, its predicate included where that stands before the next phrase."""
    return max(before.end, before.trigger + 1 if before.trigger < phrase.start else 0)


def _mark_parts(tokens: list[Token], phrases: list[Phrase]) -> None:
    end = 0
    things = False
    counted: Phrase | None = None
    for phrase in phrases:
        phrase.part = phrase.part or _is_part(tokens, phrase)
        first = not any(other.kind == "person" and other.start < phrase.start for other in phrases)
        taken_up = phrase.anaphoric or (first and _described(tokens, phrase))
        beyond = _is_beyond(phrase, counted)
        if not phrase.measure and taken_up and not (things or beyond or _is_apart(tokens, phrase)):
            phrase.pending = phrase.part = True
            _take_group(tokens, phrase, end)
        end = phrase.end
        things = not phrase.measure and phrase.kind in ("thing", "building")
        counted = phrase if phrase.measure else counted


def _is_part(tokens: list[Token], phrase: Phrase) -> bool:
    """Does it count some of a whole named beside it?"""
    every = tokens[phrase.start].flags & e.EVERY
    if phrase.anaphoric or (phrase.partitive and not phrase.owned and not every) or _is_rest(tokens, phrase):
        return True
    if _is_no_one_of(tokens, phrase):
        return True
    if phrase.trigger >= 0 and tokens[phrase.trigger].flags & e.PARTLY and not phrase.quantity.single:
        return True
    if phrase.trigger >= 0 and tokens[phrase.trigger].entry.needs == "kin" and tokens[phrase.head].flags & e.FAMILY:
        return True
    return phrase.start > 0 and bool(tokens[phrase.start - 1].flags & e.INCLUDING)


def _is_no_one_of(tokens: list[Token], phrase: Phrase) -> bool:
    """ "No one in the assault force was killed": nobody of some."""
    at = phrase.end
    if phrase.quantity.qualifier is not Qualifier.ZERO or at + 1 >= len(tokens):
        return False
    inside = tokens[at].flags & (e.WITHIN | e.AMONG) and tokens[at + 1].flags & e.DETERMINER
    return bool(inside) and any(token.flags & (e.PERSON | e.PARTY) for token in tokens[at + 2 : at + _OF_SOME])


def _is_all(phrase: Phrase) -> bool:
    """ "179 of the 181 aboard were killed": a part of those aboard, and all of the killed."""
    whole = phrase.whole
    if whole is None or not whole.measure or not phrase.quantity.value or phrase.anaphoric:
        return False
    hurt = whole.measure in _HARMED and phrase.measure in _HARMED
    return whole.measure != phrase.measure and not hurt and not whole.start <= phrase.trigger < whole.end


def _is_rest(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Forty died at the scene; the other four died in hospital"."""
    return any(token.flags & e.OTHER for token in tokens[phrase.start : phrase.quantity.at])


def _is_apart(tokens: list[Token], phrase: Phrase) -> bool:
    """ "… of whom 53 have been identified", "none of them masked": what befell the whole is not said of these."""
    at = phrase.end
    if phrase.quantity.qualifier is Qualifier.ZERO and any(
        token.ending & e.PAST and not token.flags & ~(e.PLAIN | e.ADJECTIVE) for token in tokens[at - 1 : at + 1]
    ):
        return True
    while at < len(tokens) and (tokens[at].flags & (e.AUXILIARY | e.ADVERB) or tokens[at].ending & e.LY):
        if tokens[at].flags & e.APART:
            break
        at += 1
    return at < len(tokens) and bool(tokens[at].flags & e.APART)


def takes(tokens: list[Token], phrase: Phrase, measure: str) -> bool:
    """Does it take the measure of a sentence before? "Nine of the victims" are of the dead, not of those who fled."""
    victims = phrase.head >= 0 and bool(tokens[phrase.head].flags & e.VICTIMS)
    return not _acts(tokens, phrase) and (not victims or measure in _BEFALLS)


def _acts(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Two of them overturned": what they did is all that is said of them."""
    follows = tokens[phrase.end] if phrase.end < len(tokens) else None
    if follows is None or follows.flags & (e.AUXILIARY | e.PERSON | e.ADJECTIVE):
        return False
    return bool(follows.flags & e.VERB or (not follows.flags and follows.ending & e.PAST))


def _take_group(tokens: list[Token], phrase: Phrase, end: int) -> None:
    """ "Of the deceased, 12 were relatives": the group behind the phrase before says what is counted."""
    for at in range(phrase.start - 1, max(end - 1, phrase.start - 6), -1):
        if tokens[at].low == ";":
            return
        if tokens[at].flags & (e.GROUP | e.NOUN | e.PARTICIPLE | e.MOVE) and tokens[at].entry.measure:
            phrase.measure, phrase.trigger = tokens[at].entry.measure, at
            return


def _settle_parts(tokens: list[Token], before: Phrase, phrase: Phrase) -> None:
    """Those "among" a whole are its part; "34 hostages and 15 of their captors" counts each kind by itself."""
    own = before.measure and (before.kind != "person" or before.trigger != before.head)
    if phrase.measure and not own and _is_among(tokens, before, phrase):
        before.measure, before.trigger, before.part = phrase.measure, phrase.trigger, True
    alike = phrase.trigger == before.trigger and not before.part and joined(tokens, before, phrase)
    if alike and phrase.partitive and not phrase.anaphoric and not is_of_known(tokens, phrase):
        phrase.part = False


def _is_how(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "41 hurt, three critically", "36 wounded, four by gunfire": how it befell some of them."""
    if phrase.kind != "none" or phrase.end >= len(tokens) or _exceeds(phrase, before):
        return False
    if not (tokens[phrase.end].ending & e.LY or tokens[phrase.end].flags & e.AGENT):
        return False
    return phrase.trigger == before.trigger >= 0 and tokens[phrase.start - 1].low in (",", "(")


def _is_among(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "Four foreigners among hundreds freed", "six soldiers were among 40 killed"."""
    gap = _without_aside(tokens[before.end : phrase.start])
    among = any(token.flags & e.AMONG for token in gap)
    return among and all(token.flags & _AMONG_WHOM or token.low in CLITICS for token in gap)


def _without_aside(gap: list[Token]) -> list[Token]:
    """ "…, most of them Japanese, were among the" without what stands between the commas."""
    marks = [at for at, token in enumerate(gap) if token.low == ","]
    return gap[marks[-1] + 1 :] if len(marks) > 1 and marks[0] == 0 else gap


def _after_another(tokens: list[Token], phrases: list[Phrase], phrase: Phrase) -> bool:
    """ "30 killed and 40 more injured": more people, not more injured."""
    named = [one.measure for one in phrases if one.start < phrase.start and one.measure in _HARM]
    if not named:
        before = (token for k, token in enumerate(tokens[: phrase.start]) if k != phrase.trigger)
        named = [token.entry.measure for token in before if token.flags & e.TRIGGER and token.entry.measure in _HARM]
    return bool(named) and named[-1] != phrase.measure and phrase.measure not in named


def inherit(tokens: list[Token], phrases: list[Phrase]) -> None:
    """Let a number that only lists or details the one before it take its measure."""
    before: Phrase | None = None
    for phrase in phrases:
        beyond = _is_beyond(phrase, before)
        if phrase.pending and not phrase.measure and before is not None and not beyond:
            phrase.measure, phrase.trigger = before.measure, before.trigger
        described = _described(tokens, phrase) and not _exceeds(phrase, before)
        other_things = before is not None and before.kind == "building" and phrase.kind == "person"
        open_measure = before is not None and not (other_things or beyond or phrase.measure)
        open_measure = open_measure and _may_inherit(tokens, phrase)
        if before is not None and open_measure and (described or _continued(tokens, before, phrase)):
            phrase.measure, phrase.trigger = before.measure, before.trigger
            phrase.part = phrase.part or described or (before.part and not _is_behind_example(tokens, before, phrase))
        if phrase.measure:
            before = phrase


def _is_behind_example(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "29 died in Arba, among them a girl of five, and 24 in Doria": the 24 are no more examples of the 29."""
    example = before.start > 0 and tokens[before.start - 1].flags & e.INCLUDING
    gap = tokens[before.end : phrase.start]
    closed = len(gap) > 1 and gap[-2].low == "," and gap[-1].flags & e.AND
    return bool(example and closed) and phrase.end < len(tokens) and bool(tokens[phrase.end].flags & e.PLACE)


def _may_inherit(tokens: list[Token], phrase: Phrase) -> bool:
    if phrase.kind == "none" and (phrase.quantity.qualifier is Qualifier.VAGUE or is_no_thing(tokens, phrase)):
        return False
    return phrase.kind in ("none", "person") and not _is_apart(tokens, phrase)


def _described(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Eight were soldiers": says of what kind some of those counted before are."""
    at = phrase.end
    if ellipses.is_among_fronted(tokens, phrase):
        return True
    some = phrase.partitive and phrase.head >= 0 and tokens[phrase.head].flags & e.SILENT
    if not (phrase.kind == "none" or some) or at + 1 >= len(tokens) or not tokens[at].flags & e.BE:
        return False
    return bool(tokens[at + 1].flags & (e.PERSON | e.DEMONYM)) and not tokens[at + 1].flags & e.TRIGGER


def _exceeds(phrase: Phrase, before: Phrase | None) -> bool:
    """ "56 had died and 1,203 were sick": they are more than those, and so none of them."""
    return before is not None and (phrase.quantity.value or 0) > (before.quantity.value or 0) > 0


def _is_beyond(phrase: Phrase, before: Phrase | None) -> bool:
    """ "Two were hurt when 400 of them entered": they cannot be of those two; of hundreds they could."""
    exact = before is not None and before.quantity.qualifier is Qualifier.EXACT
    return phrase.anaphoric and exact and _exceeds(phrase, before)


def _moved_from(gap: list[Token]) -> bool:
    """ "…, up from", "…, down from an earlier count of"."""
    at = len(gap) - 1
    while at > 0 and gap[at].flags & _FROM_WHAT and not gap[at].flags & e.FROM:
        at -= 1
    return at > 0 and bool(gap[at].flags & e.FROM and gap[at - 1].flags & e.EITHER)


def is_compared_with(tokens: list[Token], gap: list[Token], phrase: Phrase) -> bool:
    """ "The toll was 173, lower than the 210 that police had quoted": what was counted before."""
    known = len(gap) > 1 and gap[-1].flags & e.THE and gap[-2].flags & (e.COMPARED | e.TWICE)
    before = tokens[phrase.end : phrase.end + _TOLD_BEFORE]
    return bool(known) and phrase.kind == "none" and any(token.flags & (e.HAVE | e.ADVERB) for token in before)


def succeeds(tokens: list[Token], gap: list[Token], phrase: Phrase) -> bool:
    """ "First 31 dead, then 52 and finally 73": one toll after another; not "killed two men, then three women"."""
    behind = tokens[phrase.end : phrase.end + 1]
    ends = not behind or _is_listing(behind[0]) or behind[0].flags & e.AGENT or not behind[0].low[0].isalnum()
    bare = phrase.kind == "none" and bool(ends) and not phrase.quantity.more
    return bare and bool(gap[-1].flags & e.SUCCEEDING) and all(map(_is_listing, gap[:-1]))


def _is_listing(token: Token) -> bool:
    return bool(token.flags & e.AND) or token.low == ","


def _continued(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    gap = tokens[_reach(before, phrase) : phrase.start]
    if len(gap) > _LONGEST_GAP or not gap or _lacks(tokens, phrase):
        return False
    last = gap[-1]
    example = _is_example(tokens, gap, phrase)
    phrase.part = phrase.part or example
    if last.flags & e.INCLUDING or example or phrase.anaphoric or (phrase.partitive and phrase.kind == "person"):
        return True
    if ellipses.continues(tokens, before, phrase, _reach(before, phrase)):
        _share_hedge(gap, before, phrase)
        return True
    if last.flags & e.COORDINATOR and not last.flags & (e.AND | e.OR):
        return not any(token.flags & e.RELATIVE for token in gap)
    moved = _moved_from(gap) or succeeds(tokens, gap, phrase) or is_compared_with(tokens, gap, phrase)
    if moved or (last.flags & e.NOT and len(gap) <= 3):
        return True
    return not has_predicate(tokens, phrase) and (
        _is_summed(gap, phrase) or _is_listed(gap, before, phrase, _is_elsewhere(tokens, phrase))
    )


def _is_example(tokens: list[Token], gap: list[Token], phrase: Phrase) -> bool:
    """ "Saved 12 people, including the captain and six crew members": behind one who is named without a number."""
    at = next((k for k, token in enumerate(gap) if token.flags & e.INCLUDING), -1)
    if at < 0 or not _is_listing(gap[-1]) or phrase.kind != "person" or has_predicate(tokens, phrase):
        return False
    return all(
        token.flags & (e.DETERMINER | _DESCRIBING) or token.capital or _is_listing(token) for token in gap[at + 1 :]
    )


def _share_hedge(gap: list[Token], before: Phrase, phrase: Phrase) -> None:
    """ "At least 30,000 were displaced in Derna, and 3,000 in Albayda"."""
    exact = phrase.quantity.qualifier is Qualifier.EXACT
    if exact and before.quantity.qualifier in SHARED and any(token.flags & e.AND for token in gap):
        phrase.quantity.hedge(before.quantity.qualifier)


def _lacks(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Two are dead and 40,000 without power": what they are without is all that is said of them."""
    return phrase.end < len(tokens) and bool(tokens[phrase.end].flags & e.LACKING)


def _is_summed(gap: list[Token], phrase: Phrase) -> bool:
    """ "170 hostages — 140 guests and 30 staff": what follows the mark adds up to what stands before."""
    return phrase.part and len(gap) == 1 and gap[0].low in _OPENS_SUM


def _is_elsewhere(tokens: list[Token], phrase: Phrase) -> bool:
    """ "23 climbers dead, 75 on the mountain when it erupted": where they were, and no second place set against it."""
    behind = tokens[phrase.end : phrase.end + _LONGEST_PLACE]
    if not behind or not behind[0].flags & (e.PLACE | e.ON_DAY):
        return False
    return not any(one.flags & e.AND and two.flags & e.NUMERIC for one, two in pairwise(behind))


def _is_listed(gap: list[Token], before: Phrase, phrase: Phrase, alone: bool) -> bool:
    """ "Japan 10, Norway 5 and two others", "97 were women and 54 men"; "12 deaths and 300 cases" are two counts."""
    last = gap[-1]
    if before.kind == "noun" and phrase.kind == "person":
        return False
    if len(gap) == 1 and phrase.kind == "none" and alone:
        return False
    if gap[0].flags & e.BE and before.part and phrase.kind == "person":
        return _is_listing(last) and all(token.flags & (e.BE | _DESCRIBING) or _is_listing(token) for token in gap)
    opened = _is_listing(last) or last.low == "("
    return opened and all(
        _is_listing(token) or token.low == "(" or token.flags & _LISTED or token.capital for token in gap
    )
