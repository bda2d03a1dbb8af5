"""Says which numbers are parts, sums or kinds of the one before them. Knows no verb."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures import ellipses, governors, increments, sums
from newsdesk.figures.inheritance import (
    exceeds,
    inherit,
    is_apart,
    is_beyond,
    is_described,
    joined,
)
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import CLITICS, Token
from newsdesk.figures.tolls import ENDS
from newsdesk.model import Qualifier, Side

BEFALLS = frozenset(("killed", "injured", "missing", "taken", "trapped"))
_TWO = 2
_PLIGHTS = frozenset(("held", "taken", "missing"))
_CROWDS = frozenset(("aboard", "present", "participants"))
_LISTED = 12
"""Words of "victims included a six-year-old girl, along with the two"."""
_OF_SOME = 5
"""Words from "no one" to those of whom nobody is counted."""
_AMONG_WHOM = e.AMONG | e.BE | e.DETERMINER | e.ADVERB
_THERE = ("aboard", "present", "taken")
"""What is counted before anything befell them."""
_HARMED = ("injured", "critical", "hospitalised")
"""Measures of which one counts some of another."""
_TOLD_APART = (*_HARMED, "survived", "rescued")
"""Some of whom may die: others, who are not among them, died before."""
_LEFT_OUT = 5
"""Words from a count to its "excluding", and from there to whom it leaves out."""
_GROUP_BEFORE = 8
"""Words from a number back to "the injured who have been identified"."""
_FAMILY = 3
"""Words of "of his family"."""
_HURT = ("injured", "hospitalised")
_HOW = 3
"""Words from "hurt" to "too badly"."""


def complete(tokens: list[Token], phrases: list[Phrase]) -> None:
    """Mark the parts among phrases that have their measures, and give the others what they take from one before."""
    for phrase in phrases:
        ellipses.mark_accounts(tokens, phrase)
    _spread_parts(tokens, phrases)
    sums.mark(tokens, phrases)
    sums.mark_places(tokens, phrases)
    if len(phrases) > _TWO:
        _mark_sum(phrases)
    _mark_parts(tokens, phrases)
    _spread_parts(tokens, phrases)
    inherit(tokens, phrases)
    _count_cases(tokens, phrases)
    for before, phrase in pairwise(phrases):
        _settle_parts(tokens, before, phrase)
        phrase.part = phrase.part or _is_how(tokens, before, phrase)
    increments.mark_finds(tokens, phrases)
    for phrase in phrases:
        phrase.part = phrase.part and not _is_all(phrase)
        if _is_found(tokens, phrase):
            phrase.measure, phrase.kind = "", "thing"
        grave = phrase.end < len(tokens) and tokens[phrase.end].flags & e.GRAVE
        if phrase.measure in _HURT and (grave or _is_spared(tokens, phrase)):
            phrase.measure = "critical"
    increments.mark(tokens, phrases)
    _leave_out_denied(tokens, phrases)
    for first, second, phrase in zip(phrases, phrases[1:], phrases[2:], strict=False):
        if sums.is_grand_total(tokens, first, second, phrase):
            phrase.measure, phrase.kind = "", "thing"


def _is_spared(tokens: list[Token], phrase: Phrase) -> bool:
    """ "No one was seriously hurt", "nobody was hurt too badly": some may have been."""
    nobody = phrase.quantity.qualifier is Qualifier.ZERO and phrase.trigger >= phrase.end
    return nobody and any(token.flags & e.BADLY for token in tokens[phrase.end : phrase.trigger + _HOW])


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
    listed = [phrase for phrase in listed if not tokens[phrase.start - 1].flags & e.INCLUDING or not phrase.start]
    values = [phrase.quantity.value or 0 for phrase in listed]
    exact = all(phrase.quantity.qualifier is Qualifier.EXACT for phrase in listed)
    # "First reported 12 dead and then 18": one toll after the other.
    tolls = any(tokens[two.start - 1].flags & e.SUCCEEDING and two.kind == "none" for two in listed[1:])
    if len(listed) > 1 and exact and not tolls and all(values) and sum(values) == whole.quantity.value:
        for phrase in listed:
            phrase.part = True


def mark_fates(tokens: list[Token], phrases: list[Phrase], before: Phrase | None) -> None:
    """ "477 were aboard, of whom 164 were rescued": all who were; `before` is the last of the sentence before."""
    for phrase in phrases:
        there = before is not None and before.measure in _THERE and phrase.measure not in ("", before.measure)
        of_them = phrase.anaphoric or (phrase.start > 0 and bool(tokens[phrase.start - 1].flags & e.OF_THEM))
        alike = [one for one in phrases if one.measure == phrase.measure]
        if there and of_them and phrase.quantity.value and len(alike) == 1:
            phrase.part = False
        if phrase.measure and not of_them:
            before = phrase


def _mark_sum(phrases: list[Phrase]) -> None:
    """ "34 dead and 230 hurt, with 14 killed here and 20 killed there": the last two add up to the first."""
    for whole in phrases:
        same = [one for one in phrases if one.measure == whole.measure and one.start > whole.start]
        all_of = [whole, *same] if whole.measure and len(same) >= _TWO else []
        bare = all_of and all(one.kind == "none" and not (one.facets or one.part) for one in all_of)
        exact = all(one.quantity.qualifier is Qualifier.EXACT and not one.quantity.more for one in all_of)
        if bare and exact and sum(one.quantity.value or 0 for one in same) == whole.quantity.value:
            for one in same:
                one.part = True


def _spread_parts(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "Including 24 policemen and 20 soldiers": what is listed with a part is one too."""
    for number, (before, phrase) in enumerate(pairwise(phrases)):
        if not (before.part and phrase.measure and joined(tokens, before, phrase)):
            continue
        if phrase.trigger == before.trigger or _is_within_examples(tokens, phrases[: number + 1], phrase):
            phrase.part = True


def _is_within_examples(tokens: list[Token], former: list[Phrase], phrase: Phrase) -> bool:
    """ "Seven people, including a nurse, two cooks and a priest, were hurt"; not "…, including a nurse, and two …"."""
    before = former[-1]
    example = before.start > 0 and tokens[before.start - 1].flags & e.INCLUDING
    gap = tokens[before.end : phrase.start]
    one = len(gap) == 1 and not before.measure
    return bool(example and one) and any(whole.trigger == phrase.trigger for whole in former[:-1])


def is_of_known(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Four of 17 guards", "11 of the militants": some of a group that is counted or was spoken of."""
    return any(token.flags & (e.NUMERIC | e.THE) for token in tokens[phrase.quantity.end : phrase.end])


def _count_cases(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "289 died, including 241 confirmed cases": cases who died."""
    for before, phrase in pairwise(phrases):
        listed = phrase.start > 0 and tokens[phrase.start - 1].flags & e.INCLUDING
        if listed and phrase.kind == "noun" and (before.measure, phrase.measure) == ("killed", "affected"):
            phrase.measure, phrase.trigger, phrase.part = before.measure, before.trigger, True


def _mark_parts(tokens: list[Token], phrases: list[Phrase]) -> None:
    end = 0
    before: Phrase | None = None
    counted: Phrase | None = None
    for phrase in phrases:
        phrase.part = phrase.part or (_is_part(tokens, phrase) and not _are_all(tokens, phrases, phrase))
        first = not any(other.kind == "person" and other.start < phrase.start for other in phrases)
        taken_up = phrase.anaphoric or (first and is_described(tokens, phrase))
        beyond = is_beyond(phrase, counted)
        things = before is not None and (phrase.anaphoric or before.kind in ("thing", "building"))
        if phrase.anaphoric and before is not None and before.kind == "thing" and not exceeds(phrase, before):
            # "Hit 20 districts, ten of them severely affected".
            phrase.measure, phrase.kind = "", "thing"
        other = things or beyond or _is_of_uncounted(tokens, phrase)
        # "Tried to arrest five of them".
        other = other or (phrase.start > 0 and governors.is_effort(tokens, phrase.start - 1))
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


def _are_all(tokens: list[Token], phrases: list[Phrase], phrase: Phrase) -> bool:
    """ "Eight of the girls are still held", "killed three of the sailors": all who were.

    "Eight of the victims", "of the men who attacked" are some.
    """
    counted = phrase.partitive and phrase.quantity.value != 0 and (phrase.whole is None or not phrase.whole.measure)
    object_of = 0 <= phrase.trigger < phrase.start and tokens[phrase.trigger].flags & e.ACTIVE
    if not counted or phrase.anaphoric or phrase.head < 0 or not tokens[phrase.head].flags & e.PERSON:
        # "The passengers, 12 of them children, were killed".
        return False
    if not object_of and phrase.trigger < phrase.end:
        return False
    hurt = tokens[phrase.head].flags & e.VICTIMS or tokens[phrase.head].entry.measure in _TOLD_APART
    hurt = hurt or _are_kin(tokens, phrase)
    alike = [one for one in phrases if one.measure == phrase.measure]
    return not (hurt or _tells_whose(tokens, phrase)) and len(alike) == 1


def _are_kin(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Two of her sons"; not "two of its citizens"."""
    return phrase.owned and phrase.head >= 0 and bool(tokens[phrase.head].flags & e.FAMILY)


def _tells_whose(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Two of those | killed", "five of the gunmen | who raided": what tells of which they are some."""
    follows = tokens[phrase.end].flags if phrase.end < len(tokens) else 0
    partly = tokens[phrase.trigger].flags & e.PARTLY
    return bool(partly or follows & e.RELATIVE or (phrase.trigger == phrase.end and follows & e.PARTICIPLE))


def _is_part(tokens: list[Token], phrase: Phrase) -> bool:
    """Does it count some of a whole named beside it?"""
    every = tokens[phrase.start].flags & e.EVERY
    some = phrase.anaphoric or (phrase.partitive and (not phrase.owned or _are_kin(tokens, phrase)))
    if (some and not every) or _is_rest(tokens, phrase):
        # Not "all four of them died".
        return True
    if _is_no_one_of(tokens, phrase) or _leaves_out(tokens, phrase) or _are_reached(tokens, phrase):
        return True
    if phrase.trigger >= 0 and _is_of_those(tokens, phrase.trigger) and not phrase.quantity.single:
        return True
    if phrase.trigger >= 0 and tokens[phrase.trigger].entry.needs == "kin" and _is_of_family(tokens, phrase):
        return True
    at = phrase.start - 1
    if at > 0 and tokens[at].flags & e.FINAL and tokens[at - 1].flags & e.DETERMINER:
        # "The bodies of the last two miners".
        return True
    while at > 0 and tokens[at].flags & e.DETERMINER:
        # "Including the two pilots".
        at -= 1
    if at > 1 and tokens[at].flags & e.AND and tokens[at - 1].flags & e.PERSON and tokens[at - 1].flags & e.PLURAL:
        # "Including pupils and three cooks".
        at -= 2
    return at >= 0 and bool(tokens[at].flags & e.INCLUDING)


def _are_reached(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Assisted 3,000 displaced people": as many as were reached, of all who are."""
    within = phrase.start <= phrase.trigger < phrase.end and phrase.start > 0
    return within and phrase.measure == "displaced" and bool(tokens[phrase.start - 1].flags & e.AIDING)


def _leaves_out(tokens: list[Token], phrase: Phrase) -> bool:
    """ "The toll, excluding crew, was 27", "27 were killed, not counting the crew"; who did it is no victim anyway."""
    if phrase.trigger < 0:
        return False
    last = max(phrase.end, phrase.trigger + 1) + _LEFT_OUT
    for k in range(min(phrase.start, phrase.trigger), min(len(tokens), last) - 1):
        if tokens[k].flags & e.EXCLUDING:
            out = next((one for one in tokens[k + 1 : k + 1 + _LEFT_OUT] if one.flags & e.PERSON), None)
            return out is not None and out.entry.side != Side.ATTACKERS
        if k >= phrase.end and tokens[k].low in ENDS:
            break
    return False


def _is_of_those(tokens: list[Token], at: int) -> bool:
    """ "Two were | among the dead", "two were among those | released"."""
    return bool(tokens[at].flags & e.PARTLY or (at > 0 and tokens[at - 1].flags & e.PARTLY))


def _is_of_family(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Lost two sons", "lost nine family members", "lost nine members of his family"."""
    whose = [*tokens[phrase.quantity.end : phrase.head], *tokens[phrase.end : phrase.end + _FAMILY]]
    return bool(tokens[phrase.head].flags & e.FAMILY) or any(token.flags & e.HOUSEHOLD for token in whose)


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
    if whole is None or not phrase.quantity.value or phrase.anaphoric:
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
    same = phrase.measure in ("", measure) or phrase.inside >= 0 or phrase.kind in ("body", "noun")
    return not same and (measure, phrase.measure) != ("affected", "killed")


def are_of_others(tokens: list[Token], phrase: Phrase, phrases: list[Phrase]) -> bool:
    """ "Gunmen led 287 pupils away; 100 of them were under 12": of those whom the sentence itself counts.

    So is "900 refugees came, more than the estimate of 700".
    """
    of_them = any(token.flags & e.OF_THEM for token in tokens[phrase.start : phrase.end])
    of_number = phrase.kind == "none" and any(
        token.flags & e.NUMBER_NOUN for token in tokens[phrase.start - 2 : phrase.start]
    )
    if not (of_them or of_number):
        return False
    before = [other for other in phrases if other.start < phrase.start and other.kind == "person"]
    return bool(before) and not before[-1].measure and (of_number or exceeds(before[-1], phrase))


def takes(tokens: list[Token], phrase: Phrase, measure: str) -> bool:
    """Does it take the measure of a sentence before? "Nine of the victims" are of the dead, not of those who fled."""
    if measure in _PLIGHTS and phrase.start and tokens[phrase.start - 1].flags & e.OCCURRING:
        # "Seized 20 villagers. The army recovered 12 of them".
        return False
    if any(token.flags & e.ROOM for token in tokens[: phrase.start]):
        # "The club has a capacity of 1,000, but the number may have been 1,500".
        return False
    victims = are_victims(tokens, phrase)
    return not (_acts(tokens, phrase) or _are_there(tokens, phrase)) and (not victims or measure in BEFALLS)


def are_victims(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Nine of the victims", "the victims included nine girls"."""
    if phrase.head >= 0 and tokens[phrase.head].flags & e.VICTIMS:
        return True
    listed = tokens[max(0, phrase.start - _LISTED) : phrase.start] if phrase.trigger < 0 else []
    return any(one.flags & e.VICTIMS and two.flags & e.INCLUDES for one, two in pairwise(listed))


def _are_there(tokens: list[Token], phrase: Phrase) -> bool:
    """ "There were maybe 80 of them when they landed": how many they are, whatever befell others before."""
    at = phrase.start - 1
    at -= not tokens[at].flags & e.BE
    return at > 0 and bool(tokens[at].flags & e.BE and tokens[at - 1].flags & e.THERE)


def _acts(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Two of them overturned", "one of them quietly wept": what they did is all that is said of them.

    So is that they "were listed".
    """
    if is_apart(tokens, phrase):
        return True
    at = phrase.end
    while at < len(tokens) - 1 and (tokens[at].flags & e.ADVERB or tokens[at].ending & e.LY):
        at += 1
    follows = tokens[at] if at < len(tokens) else None
    if follows is None or follows.flags & (e.AUXILIARY | e.PERSON | e.ADJECTIVE):
        return False
    return bool(follows.flags & e.VERB or (not follows.flags and follows.ending & e.PAST))


def _take_group(tokens: list[Token], phrase: Phrase, end: int) -> None:
    """ "Of the deceased, 12 were relatives", "of those on board, 12 …": the group before says what is counted."""
    for at in range(phrase.start - 1, max(end - 1, phrase.start - _GROUP_BEFORE), -1):
        if tokens[at].low == ";":
            return
        if tokens[at].entry.needs == "attacker" and tokens[at - 1].flags & e.BE:
            # "80 people were there when it was attacked, 12 of them foreigners".
            continue
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
