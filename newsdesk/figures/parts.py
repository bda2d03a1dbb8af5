"""Tells which numbers are parts of the one before them, or of a group that nobody counts."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures import governors
from newsdesk.figures.inheritance import (
    exceeds,
    is_apart,
    is_beyond,
    is_described,
    is_inner_example,
    joined,
)
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import CLITICS, Token
from newsdesk.figures.tolls import ENDS
from newsdesk.model import Qualifier, Side

_CROWDS = frozenset(("aboard", "present", "participants"))
_OF_SOME = 5
"""Words from "no one" to those of whom nobody is counted."""
_AMONG_WHOM = e.AMONG | e.BE | e.DETERMINER | e.ADVERB
HARMED = ("injured", "critical", "hospitalised")
"""Measures of which one counts some of another."""
_TOLD_APART = (*HARMED, "survived", "rescued")
"""Some of whom may die: others, who are not among them, died before."""
_LEFT_OUT = 5
"""Words from a count to its "excluding", and from there to whom it leaves out."""
_GROUP_BEFORE = 8
"""Words from a number back to "the injured who have been identified"."""
_LISTED = e.NUMERIC | e.DETERMINER | e.PERSON | e.ADJECTIVE | e.PLAIN | e.DEMONYM | e.OWNER | e.TITLE | e.AND
"""Who is named among examples: "the driver, his wife, two children and"."""
_FAMILY = 3
"""Words of "of his family"."""


def spread(tokens: list[Token], phrases: list[Phrase]) -> None:
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


def mark(tokens: list[Token], phrases: list[Phrase]) -> None:
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
            if counted is not None and counted.kind == "body" and phrase.anaphoric:
                # "31 bodies were recovered, seven of them children".
                phrase.measure, phrase.trigger = counted.measure, counted.trigger
            else:
                _take_group(tokens, phrase, end)
        end = phrase.end
        before = phrase if not phrase.measure and phrase.kind != "person" else None
        counts = phrase.measure and not (counted is not None and is_inner_example(tokens, phrase))
        counted = phrase if counts else counted


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
    if some and not every:
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


def is_all(phrase: Phrase) -> bool:
    """ "179 of the 181 aboard were killed": a part of those aboard, and all of the killed."""
    whole = phrase.whole
    if whole is None or not phrase.quantity.value or phrase.anaphoric:
        return False
    hurt = whole.measure in HARMED and phrase.measure in HARMED
    return whole.measure != phrase.measure and not hurt and not whole.start <= phrase.trigger < whole.end


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


def settle(tokens: list[Token], before: Phrase, phrase: Phrase) -> None:
    """Those "among" a whole are its part; "34 hostages and 15 of their captors" counts each kind by itself."""
    own = before.measure and (before.kind != "person" or before.trigger != before.head)
    # "Three survivors among the 150 aboard"; but "three hostages among the 40 freed".
    own = own or (before.measure and phrase.measure in _CROWDS)
    if phrase.measure and not own and _is_among(tokens, before, phrase):
        before.measure, before.trigger, before.part = phrase.measure, phrase.trigger, True
    alike = phrase.trigger == before.trigger and not before.part and joined(tokens, before, phrase)
    if alike and phrase.partitive and not phrase.anaphoric and not is_of_known(tokens, phrase):
        phrase.part = False


def share_whole(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "Three Germans, two Poles and a Dane were among the 22 killed": all of them were."""
    for one, two in reversed(list(pairwise(phrases))):
        among = two.part and two.trigger > two.end and any(t.flags & e.AMONG for t in tokens[two.end : two.trigger])
        if among and one.kind == "person" and not one.measure and joined(tokens, one, two):
            one.measure, one.trigger, one.part = two.measure, two.trigger, True


def is_how(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "41 hurt, three critically", "36 wounded, four by gunfire": how it befell some of them."""
    if phrase.kind != "none" or phrase.end >= len(tokens) or exceeds(phrase, before):
        return False
    link, cause = tokens[phrase.end], tokens[min(phrase.end + 1, len(tokens) - 1)]
    # "Seven of burns".
    of_harm = link.flags & (e.OF | e.FROM) and cause.flags & e.HARM
    if not (of_harm or link.ending & e.LY or link.flags & e.AGENT):
        return False
    return phrase.trigger == before.trigger >= 0 and tokens[phrase.start - 1].low in (",", "(")


def is_listed(tokens: list[Token], phrases: list[Phrase], phrase: Phrase) -> bool:
    """ "Nine people, including the driver, his wife and | three children, were killed"; not "…, and three soldiers"."""
    at = phrase.start - 1
    if at > 0 and tokens[at].flags & e.AND and tokens[at - 1].low == ",":
        return False
    while at > 0 and not tokens[at].flags & e.INCLUDING and (tokens[at].flags & _LISTED or tokens[at].low == ","):
        # "The train's driver".
        at -= 2 if tokens[at - 1].low in CLITICS else 1
        at -= tokens[at].low in CLITICS
    if not tokens[at].flags & e.INCLUDING or tokens[at - 1].low != ",":
        return False
    alike = (one for one in phrases if one.measure == phrase.measure)
    return any(one.end < at and exceeds(one, phrase) for one in alike)


def _is_among(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "Four foreigners among hundreds freed", "six soldiers were among 40 killed"."""
    gap = _without_aside(tokens[before.end : phrase.start])
    among = any(token.flags & e.AMONG for token in gap)
    return among and all(token.flags & _AMONG_WHOM or token.low in CLITICS for token in gap)


def _without_aside(gap: list[Token]) -> list[Token]:
    """ "…, most of them Japanese, were among the" without what stands between the commas."""
    marks = [at for at, token in enumerate(gap) if token.low == ","]
    return gap[marks[-1] + 1 :] if len(marks) > 1 and marks[0] == 0 else gap
