"""Says which numbers are parts, sums or kinds of the one before them. Knows no verb."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures import ellipses, increments, parts, sums
from newsdesk.figures.inheritance import (
    exceeds,
    inherit,
)
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.parts import HARMED
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import Token, peek
from newsdesk.model import Measure, Qualifier

_TWO = 2
_THERE = ("aboard", "present", "taken")
"""What is counted before anything befell them."""
_HURT = ("injured", "hospitalised")
_PASSING = ("missing", "hospitalised")
"""What is so for a while."""
_OF_THOSE = 3
"""Words of "of those,"."""
_HOW = 3
"""Words from "hurt" to "too badly"."""


def complete(tokens: list[Token], phrases: list[Phrase]) -> None:
    """Mark the parts among phrases that have their measures, and give the others what they take from one before."""
    for phrase in phrases:
        ellipses.mark_accounts(tokens, phrase)
    parts.spread(tokens, phrases)
    sums.mark(tokens, phrases)
    sums.mark_places(tokens, phrases)
    if len(phrases) > _TWO:
        _mark_sum(phrases)
    parts.mark(tokens, phrases)
    parts.spread(tokens, phrases)
    inherit(tokens, phrases)
    _count_cases(tokens, phrases)
    _settle_parts(tokens, phrases)
    increments.mark_finds(tokens, phrases)
    for phrase in phrases:
        phrase.part = phrase.part and not parts.is_all(phrase)
        if _is_minimum(tokens, phrase):
            phrase.quantity.hedge(Qualifier.AT_LEAST)
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


def _settle_parts(tokens: list[Token], phrases: list[Phrase]) -> None:
    """Tell which numbers are some of the one before them, now that each has its measure."""
    for before, phrase in pairwise(phrases):
        parts.settle(tokens, before, phrase)
        phrase.part = phrase.part or parts.is_how(tokens, before, phrase) or parts.is_listed(tokens, phrases, phrase)
    parts.share_whole(tokens, phrases)
    for phrase in phrases:
        if phrase.part and _are_all_dead(tokens, phrases, phrase):
            phrase.part = False


def _is_minimum(tokens: list[Token], phrase: Phrase) -> bool:
    """ "12 civilians | at least | died", "12 died | at the very least |"; not "12 died, at least two of them here"."""
    exact = phrase.quantity.qualifier is Qualifier.EXACT and not phrase.quantity.article
    for at in (phrase.end, max(phrase.end, phrase.trigger + 1)):
        behind, after = peek(tokens, at), peek(tokens, at + 1)
        least = behind.flags & e.BEFORE and behind.entry.qualifier == Qualifier.AT_LEAST
        if exact and least and (not after.low[0].isalnum() or after.flags & (e.AUXILIARY | e.PLACE | e.AND)):
            return True
    return False


def _is_spared(tokens: list[Token], phrase: Phrase) -> bool:
    """ "No one was seriously hurt", "nobody was hurt too badly": some may have been."""
    nobody = phrase.quantity.qualifier is Qualifier.ZERO and phrase.trigger >= phrase.end
    return nobody and any(token.flags & e.BADLY for token in tokens[phrase.end : phrase.trigger + _HOW])


def _is_found(tokens: list[Token], phrase: Phrase) -> bool:
    """ "One of the missing was found", "one of those in hospital has been discharged": they are so no more.

    Of "was found dead" the state tells.
    """
    if phrase.measure not in _PASSING or not phrase.partitive or phrase.trigger < 0:
        return False
    at = phrase.trigger + 1
    while at < len(tokens) - 1 and tokens[at].flags & (e.BE | e.HAVE | e.NOW):
        at += 1
    over = e.OCCURRING if phrase.measure == "missing" else e.APART
    return phrase.trigger + 1 < at < len(tokens) and bool(tokens[at].flags & over)


def _leave_out_denied(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "Nobody was killed by the quake itself, but two died", "12 injuries, though none was serious": not nobody."""
    for nobody in phrases:
        if nobody.quantity.qualifier is not Qualifier.ZERO or nobody.facets or nobody.anaphoric:
            continue
        qualified = nobody.start > 0 and tokens[nobody.start - 1].flags & (e.SUBORDINATOR | e.CONTRAST) & ~e.THAT
        others = [one for one in phrases if qualified or one.start > nobody.start]
        others = [one for one in others if not _is_contradicted(tokens, nobody, one)]
        if any(one.measure == nobody.measure and one.quantity.low and not one.facets for one in others):
            nobody.measure, nobody.kind = "", "thing"


def _is_contradicted(tokens: list[Token], nobody: Phrase, other: Phrase) -> bool:
    """ "Police said no one was killed, but the hospital said two had died": each says his own."""
    said = any(token.flags & e.STRONG for token in tokens[: nobody.start])
    return said and any(token.flags & e.STRONG for token in tokens[nobody.end : other.start])


def mark_conditions(tokens: list[Token], phrases: list[Phrase], before: Phrase | None) -> None:
    """ "40 were hurt; 12 were in serious condition": some of those hurt, here or in the sentences before."""
    if before is not None:
        _mark_rest(tokens, phrases, before)
        _mark_of_those(tokens, phrases, before)
    hurt = [before] if before is not None and before.measure in HARMED else []
    for phrase in phrases:
        of_some = phrase.trigger >= 0 and tokens[phrase.trigger].flags & e.CONDITION and not phrase.quantity.single
        if of_some and any(exceeds(whole, phrase) for whole in hurt):
            phrase.part = True
        elif phrase.measure in HARMED:
            hurt.append(phrase)


def _mark_of_those(tokens: list[Token], phrases: list[Phrase], whole: Phrase) -> None:
    """ "184 escaped. Of those, 144 are still at large": some of those counted just before."""
    of_them = tokens[0].flags & e.OF_THEM or (tokens[0].flags & e.OF and peek(tokens, 1).flags & e.THOSE)
    comma = next((at for at, token in enumerate(tokens[:_OF_THOSE]) if token.low == ","), 0)
    if not (of_them and comma):
        return
    for phrase in phrases:
        died = whole.measure in HARMED and phrase.measure == "killed"
        if (phrase.measure == whole.measure or died) and exceeds(whole, phrase) and not phrase.quantity.more:
            phrase.part = True


def mark_shares(tokens: list[Token], phrases: list[Phrase], whole: Phrase) -> None:
    """ "Nineteen died. Fourteen died at the scene and five in hospital": what adds up to the total said just before."""
    listed = [phrase for phrase in phrases if phrase.measure == whole.measure and not phrase.quantity.more]
    listed = [phrase for phrase in listed if not peek(tokens, phrase.start - 1).flags & e.INCLUDING]
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


def _count_cases(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "289 died, including 241 confirmed cases": cases who died."""
    for before, phrase in pairwise(phrases):
        listed = phrase.start > 0 and tokens[phrase.start - 1].flags & e.INCLUDING
        if listed and phrase.kind == "noun" and (before.measure, phrase.measure) == ("killed", "affected"):
            phrase.measure, phrase.trigger, phrase.part = before.measure, before.trigger, True


def _are_all_dead(tokens: list[Token], phrases: list[Phrase], phrase: Phrase) -> bool:
    """ "57 cases, including | 35 deaths": the whole of the dead, of whom nothing else is said."""
    listed = phrase.start > 0 and tokens[phrase.start - 1].flags & e.INCLUDING
    deaths = phrase.kind == "noun" and phrase.measure == Measure.KILLED and not phrase.anaphoric
    return bool(listed and deaths) and not any(one.measure == phrase.measure for one in phrases if one is not phrase)


def _mark_rest(tokens: list[Token], phrases: list[Phrase], whole: Phrase) -> None:
    """ "Five died, two of them police. The other three dead were protesters": some of those counted just before."""
    for phrase in phrases:
        at = phrase.quantity.at
        rest = at > 1 and tokens[at - 1].flags & e.REST and tokens[at - 2].flags & e.THE
        group = phrase.trigger == phrase.end and tokens[phrase.trigger].flags & e.GROUP
        if rest and group and phrase.measure == whole.measure and exceeds(whole, phrase) and not phrase.quantity.more:
            phrase.part = True
