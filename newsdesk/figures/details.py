"""Says which numbers are parts, sums or kinds of the one before them. Knows no verb."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures import ellipses
from newsdesk.figures.inheritance import (
    DESCRIBING,
    LONGEST_PLACE,
    OPENS_SUM,
    exceeds,
    inherit,
    is_apart,
    is_beyond,
    is_described,
    is_listing,
    reach_of,
)
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import CLITICS, DASHES, LABELLING, Token
from newsdesk.model import Qualifier

_HARM = frozenset(
    ("killed", "injured", "critical", "hospitalised", "missing", "arrested", "rescued", "taken", "trapped")
)
_BEFALLS = frozenset(("killed", "injured", "missing", "taken", "trapped"))
_CROWDS = frozenset(("aboard", "present", "participants"))
_LIST = 2
_OF_SOME = 5
"""Words from "no one" to those of whom nobody is counted."""
_AMONG_WHOM = e.AMONG | e.BE | e.DETERMINER | e.ADVERB
_HARMED = ("injured", "critical", "hospitalised")
"""Measures of which one counts some of another."""
_GROUP_BEFORE = 8
"""Words from a number back to "the injured who have been identified"."""
_HURT = ("injured", "hospitalised")
_LONGEST_JOINT = 16
_PEOPLE = ("person", "none")
_NO_ORIGIN = e.TRIGGER | e.AUXILIARY | e.VERB | e.SPEECH | e.RELATIVE | e.INCLUDING


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
        if _is_found(tokens, phrase):
            phrase.measure, phrase.kind = "", "thing"
        if phrase.measure in _HURT and phrase.end < len(tokens) and tokens[phrase.end].flags & e.GRAVE:
            phrase.measure = "critical"
    _mark_more(tokens, phrases)
    _leave_out_denied(tokens, phrases)
    for first, second, phrase in zip(phrases, phrases[1:], phrases[2:], strict=False):
        if _is_grand_total(tokens, first, second, phrase):
            phrase.measure, phrase.kind = "", "thing"


def _is_found(tokens: list[Token], phrase: Phrase) -> bool:
    """ "One of the missing was found": missing no more; of "was found dead" the state tells."""
    at = phrase.trigger + 1
    if phrase.measure != "missing" or not phrase.partitive or at + 1 >= len(tokens):
        return False
    return bool(tokens[at].flags & e.BE and tokens[at + 1].flags & e.OCCURRING)


def _leave_out_denied(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "Nobody was killed by the quake itself, but two died", "12 injuries, though none was serious": not nobody."""
    for nobody in phrases:
        if nobody.quantity.qualifier is not Qualifier.ZERO or nobody.facets or nobody.anaphoric:
            continue
        qualified = nobody.start > 0 and tokens[nobody.start - 1].flags & (e.SUBORDINATOR | e.CONTRAST) & ~e.THAT
        others = [one for one in phrases if qualified or one.start > nobody.start]
        if any(one.measure == nobody.measure and one.quantity.low and not one.facets for one in others):
            nobody.measure, nobody.kind = "", "thing"


def _mark_more(tokens: list[Token], phrases: list[Phrase]) -> None:
    """Tell increments: "seven other workers", "four drowned, taking the toll to 283"; and what only looks like one."""
    for phrase in phrases:
        if phrase.quantity.more and phrase.end < len(tokens) and tokens[phrase.end].flags & e.OVER:
            # "1,435 more deaths than usual".
            phrase.quantity.more = False
        if phrase.quantity.more and phrase.measure:
            phrase.quantity.more = not _after_another(tokens, phrases, phrase)
    for before, phrase in pairwise(phrases):
        phrase.quantity.more = phrase.quantity.more or _are_others(tokens, before, phrase)
    for phrase, toll in pairwise(phrases):
        phrase.quantity.more = phrase.quantity.more or _adds_up(tokens, phrase, toll)


def _is_grand_total(tokens: list[Token], first: Phrase, second: Phrase, phrase: Phrase) -> bool:
    """ "842 died and 751 were missing, a total of 1,593": of two measures together, and so of neither."""
    values = first.quantity.value, second.quantity.value
    if not (first.measure and second.measure and all(values)) or first.measure == second.measure:
        return False
    told = tokens[phrase.trigger].flags if 0 <= phrase.trigger < phrase.start else e.TOLL
    listed = tokens[phrase.start - 1].low in OPENS_SUM and not told & e.TOLL
    return listed and sum(filter(None, values)) == phrase.quantity.value


def mark_conditions(tokens: list[Token], phrases: list[Phrase], before: Phrase | None) -> None:
    """ "40 were hurt; 12 were in serious condition": some of those hurt, here or in the sentences before."""
    if before is not None:
        _mark_rest(tokens, phrases, before)
    hurt = [before] if before is not None and before.measure in _HARMED else []
    for phrase in phrases:
        of_some = phrase.trigger >= 0 and tokens[phrase.trigger].flags & e.CONDITION and not phrase.quantity.single
        if of_some and any(exceeds(whole, phrase) for whole in hurt):
            phrase.part = True
        elif phrase.measure in _HARMED:
            hurt.append(phrase)


def mark_shares(tokens: list[Token], phrases: list[Phrase], whole: Phrase) -> None:
    """ "Nineteen died. Fourteen died at the scene and five in hospital": what adds up to the total said just before."""
    listed = [phrase for phrase in phrases if phrase.measure == whole.measure and not phrase.quantity.more]
    values = [phrase.quantity.value or 0 for phrase in listed]
    exact = all(phrase.quantity.qualifier is Qualifier.EXACT for phrase in listed)
    # "First reported 12 dead and then 18": one toll after the other.
    tolls = any(tokens[two.start - 1].flags & e.SUCCEEDING and two.kind == "none" for two in listed[1:])
    if len(listed) > 1 and exact and not tolls and all(values) and sum(values) == whole.quantity.value:
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
    if gap and gap[-1].flags & e.THAT:
        # "It had 40 patients, and that nine had died": a clause of its own.
        return False
    return bool(joins) and all(token in joins or token.flags & e.DETERMINER for token in gap)


def _after_examples(gap: list[Token]) -> list[Token]:
    """What follows "including Japanese, French and British workers"."""
    k = 1
    while k < len(gap) and (gap[k].flags & DESCRIBING or is_listing(gap[k])):
        k += 1
    tail = k
    while tail > 1 and is_listing(gap[tail - 1]):
        tail -= 1
    return gap[tail:] if k == len(gap) else []


def is_of_known(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Four of 17 guards", "11 of the militants": some of a group that is counted or was spoken of."""
    return any(token.flags & (e.NUMERIC | e.THE) for token in tokens[phrase.quantity.end : phrase.end])


def _mark_sums(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "40 people, 6 soldiers and 34 civilians, were killed": those that add up to the one before are its parts."""
    for number, (whole, first) in enumerate(pairwise(phrases)):
        at = first.start - 1
        far = at != reach_of(whole, first)
        if at < reach_of(whole, first) or tokens[at].low not in (LABELLING if far else OPENS_SUM):
            continue
        listed = [first]
        loose = far
        example: Phrase | None = None
        for phrase in phrases[number + 2 :]:
            if len(listed) > 1 and sum(one.quantity.value or 0 for one in listed) == whole.quantity.value:
                break
            if _is_example_of(tokens, example, phrase):
                example, loose = phrase, True
            elif joined(tokens, example or listed[-1], phrase):
                example = None
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


def _is_example_of(tokens: list[Token], example: Phrase | None, phrase: Phrase) -> bool:
    """ "31 Druze, among them two children and two women, 12 Bedouins": some of an item of the list."""
    joint = tokens[phrase.start - 1].flags
    if joint & e.INCLUDING:
        return True
    return example is not None and phrase.start == example.end + 1 and bool(joint & e.AND)


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
    if not 1 < len(gap) <= LONGEST_PLACE or not gap[0].flags & e.PREPOSITION or not is_listing(gap[-1]):
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


def _mark_parts(tokens: list[Token], phrases: list[Phrase]) -> None:
    end = 0
    before: Phrase | None = None
    counted: Phrase | None = None
    for phrase in phrases:
        phrase.part = phrase.part or _is_part(tokens, phrase)
        first = not any(other.kind == "person" and other.start < phrase.start for other in phrases)
        taken_up = phrase.anaphoric or (first and is_described(tokens, phrase))
        beyond = is_beyond(phrase, counted)
        things = before is not None and (phrase.anaphoric or before.kind in ("thing", "building"))
        if phrase.anaphoric and before is not None and before.kind == "thing" and not exceeds(phrase, before):
            # "Hit 20 districts, ten of them severely affected".
            phrase.measure, phrase.kind = "", "thing"
        other = things or beyond or _is_of_uncounted(tokens, phrase)
        if not phrase.measure and taken_up and not (other or is_apart(tokens, phrase)):
            phrase.pending = phrase.part = True
            _take_group(tokens, phrase, end)
        end = phrase.end
        before = phrase if not phrase.measure and phrase.kind != "person" else None
        counted = phrase if phrase.measure else counted


def _is_of_uncounted(tokens: list[Token], phrase: Phrase) -> bool:
    """ "US Marines, 2,500 of whom had been there, …": of people without a number, who may be no victims."""
    at = phrase.start - 2
    whom = tokens[phrase.end - 1].flags & e.INCLUDING and phrase.anaphoric
    if not whom or at < 1 or tokens[at + 1].low != "," or not tokens[at].flags & e.PERSON:
        return False
    return not any(token.flags & (e.NUMERIC | e.DETERMINER | e.TRIGGER) for token in tokens[max(0, at - 3) : at])


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
    at = phrase.start - 1
    while at > 0 and tokens[at].flags & e.DETERMINER:
        # "Including the two pilots".
        at -= 1
    return at >= 0 and bool(tokens[at].flags & e.INCLUDING)


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


def _mark_rest(tokens: list[Token], phrases: list[Phrase], whole: Phrase) -> None:
    """ "Five died, two of them police. The other three dead were protesters": some of those counted just before."""
    for phrase in phrases:
        at = phrase.quantity.at
        rest = at > 1 and tokens[at - 1].flags & e.REST and tokens[at - 2].flags & e.THE
        group = phrase.trigger == phrase.end and tokens[phrase.trigger].flags & e.GROUP
        if rest and group and phrase.measure == whole.measure and exceeds(whole, phrase) and not phrase.quantity.more:
            phrase.part = True


def are_others(phrase: Phrase, measure: str) -> bool:
    """ "40 more were hurt" behind the dead: more people, and no more of the hurt; behind those infected more die."""
    same = phrase.measure in ("", measure) or phrase.kind in ("body", "noun")
    return not same and (measure, phrase.measure) != ("affected", "killed")


def are_of_others(tokens: list[Token], phrase: Phrase, phrases: list[Phrase]) -> bool:
    """ "Gunmen led 287 pupils away; 100 of them were under 12": of those whom the sentence itself counts."""
    if not any(token.flags & e.OF_THEM for token in tokens[phrase.start : phrase.end]):
        return False
    before = [other for other in phrases if other.start < phrase.start and other.kind == "person"]
    return bool(before) and not before[-1].measure and exceeds(before[-1], phrase)


def takes(tokens: list[Token], phrase: Phrase, measure: str) -> bool:
    """Does it take the measure of a sentence before? "Nine of the victims" are of the dead, not of those who fled."""
    victims = phrase.head >= 0 and bool(tokens[phrase.head].flags & e.VICTIMS)
    return not (_acts(tokens, phrase) or _are_there(tokens, phrase)) and (not victims or measure in _BEFALLS)


def _are_there(tokens: list[Token], phrase: Phrase) -> bool:
    """ "There were maybe 80 of them when they landed": how many they are, whatever befell others before."""
    at = phrase.start - 1
    at -= not tokens[at].flags & e.BE
    return at > 0 and bool(tokens[at].flags & e.BE and tokens[at - 1].flags & e.THERE)


def _acts(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Two of them overturned": what they did is all that is said of them."""
    follows = tokens[phrase.end] if phrase.end < len(tokens) else None
    if follows is None or follows.flags & (e.AUXILIARY | e.PERSON | e.ADJECTIVE):
        return False
    return bool(follows.flags & e.VERB or (not follows.flags and follows.ending & e.PAST))


def _take_group(tokens: list[Token], phrase: Phrase, end: int) -> None:
    """ "Of the deceased, 12 were relatives", "of those on board, 12 …": the group before says what is counted."""
    for at in range(phrase.start - 1, max(end - 1, phrase.start - _GROUP_BEFORE), -1):
        if tokens[at].low == ";":
            return
        of_those = tokens[at].flags & e.STATE and tokens[at - 1].flags & e.THOSE
        if (of_those or tokens[at].flags & (e.GROUP | e.NOUN | e.PARTICIPLE | e.MOVE)) and tokens[at].entry.measure:
            phrase.measure, phrase.trigger = tokens[at].entry.measure, at
            return


def _settle_parts(tokens: list[Token], before: Phrase, phrase: Phrase) -> None:
    """Those "among" a whole are its part; "34 hostages and 15 of their captors" counts each kind by itself."""
    own = before.measure and (before.kind != "person" or before.trigger != before.head)
    # "Three survivors among the 150 aboard"; but "three hostages among the 40 freed".
    own = own or (before.measure and phrase.measure in _CROWDS)
    if phrase.measure and not own and _is_among(tokens, before, phrase):
        before.measure, before.trigger, before.part = phrase.measure, phrase.trigger, True
    alike = phrase.trigger == before.trigger and not before.part and joined(tokens, before, phrase)
    if alike and phrase.partitive and not phrase.anaphoric and not is_of_known(tokens, phrase):
        phrase.part = False


def _is_how(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "41 hurt, three critically", "36 wounded, four by gunfire": how it befell some of them."""
    if phrase.kind != "none" or phrase.end >= len(tokens) or exceeds(phrase, before):
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
    """ "30 killed and 40 more injured": more people, not more injured; "seven rescued and 12 more bodies" are more."""
    if phrase.kind in ("body", "noun"):
        return False
    named = [one.measure for one in phrases if one.start < phrase.start and one.measure in _HARM]
    if not named:
        before = (token for k, token in enumerate(tokens[: phrase.start]) if k != phrase.trigger)
        named = [token.entry.measure for token in before if token.flags & e.TRIGGER and token.entry.measure in _HARM]
    return bool(named) and named[-1] != phrase.measure and phrase.measure not in named
