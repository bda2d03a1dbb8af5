"""Binds each counted phrase of a sentence to its measure.

A phrase takes its measure from the predicate behind it, from the verb or toll before it, from within itself
("39 missing people"), or from the number before it, which it lists or details.
"""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures import (
    bindings,
    details,
    doers,
    double_counts,
    fates,
    governors,
    groups,
    parts,
    predicates,
    spans,
    whereabouts,
    wholes,
)
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.load import Lexicon
from newsdesk.figures.measure_kinds import OUTCOMES, PLIGHTS
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import Token, peek
from newsdesk.model import Measure, Qualifier

_WHOSE = e.STATE | e.PARTICIPLE | e.TRIGGER
_OF_THINGS_TOO = ("trapped", "missing", "held")


def bind(tokens: list[Token], phrases: list[Phrase], lexicon: Lexicon) -> None:
    """Give each phrase its measure, and the token that gave it, where the sentence says one."""
    starts = {phrase.start: phrase for phrase in phrases}
    own = wholes.set_apart(tokens, phrases, lexicon.wholes)
    for group in groups.find(tokens, own):
        _bind_group(tokens, group, starts, lexicon)
    wholes.pass_on(tokens, own)
    for before, phrase in pairwise(own):
        fates.take_body(tokens, before, phrase)
        _died_there_too(tokens, before, phrase)
        _are_some(tokens, before, phrase)
        _same_things(tokens, before, phrase, starts, lexicon)
        if _are_things(tokens, before, phrase):
            phrase.measure, phrase.kind = "", "thing"
        if _is_what_nobody_was(tokens, before, phrase):
            for one in (before, phrase):
                one.measure, one.kind = "", "thing"
    told = spans.asides(tokens)
    for phrase in own:
        if _is_told_beside(told, phrase):
            phrase.measure, phrase.kind = "", "thing"
        if _is_of_worst(tokens, phrase) or _is_nobody_of(tokens, phrase) or _is_spelled_out(tokens, phrase):
            phrase.measure, phrase.kind = "", "thing"
    doers.mark(tokens, own)
    details.complete(tokens, own)
    double_counts.leave_out_households(tokens, own)


def _died_there_too(tokens: list[Token], before: Phrase, phrase: Phrase) -> None:
    """ "31 died at the scene and three | in hospital": died there; not "31 dead and three in hospital"."""
    at = before.trigger
    died = before.end <= at < phrase.start - 1 and tokens[at].flags & e.MOVE and tokens[at + 1].flags & e.PLACE
    joined = phrase.start > 0 and tokens[phrase.start - 1].flags & e.AND
    there = phrase.kind == "none" and phrase.trigger == phrase.end and phrase.measure == Measure.HOSPITALISED
    if died and joined and there and tokens[phrase.trigger].flags & e.STATE:
        phrase.measure, phrase.trigger = before.measure, at


def _are_some(tokens: list[Token], before: Phrase, phrase: Phrase) -> None:
    """ "Nineteen people, two from Arba, were killed": two of them; "many in uniform" is no number of its own."""
    aside = before.end == phrase.start - 1 and tokens[before.end].low == "," and phrase.kind == "none"
    where = phrase.end < len(tokens) and tokens[phrase.end].flags & e.PREPOSITION
    closed = any(token.low == "," for token in tokens[phrase.end : phrase.trigger])
    if not (aside and where and closed) or before.trigger != phrase.trigger:
        return
    phrase.part = True
    if phrase.quantity.qualifier is Qualifier.VAGUE:
        phrase.measure, phrase.kind = "", "thing"


def _is_told_beside(told: list[tuple[int, int]], phrase: Phrase) -> bool:
    """ "The toll of a fire, for which two managers face charges, rose to 45": the two are of the fire's story."""
    return any(
        start < phrase.start < end and phrase.trigger >= 0 and not start < phrase.trigger < end for start, end in told
    )


def _is_of_worst(tokens: list[Token], phrase: Phrase) -> bool:
    """ "No serious injuries", "nobody suffered serious injuries": how many were hurt is not said.

    Nor is it in "nobody died because of panic", who died of something else.
    """
    nobody = phrase.quantity.qualifier is Qualifier.ZERO
    told = tokens[phrase.quantity.end : max(phrase.end, phrase.trigger)]
    # "None of the patients has been seriously ill": ill they are.
    severe = e.SEVERE | (e.BADLY if phrase.measure == Measure.AFFECTED else 0)
    behind = tokens[phrase.trigger + 1 : phrase.trigger + 2] if phrase.trigger >= phrase.end else []
    owing = any(token.flags & e.OWING for token in behind)
    return nobody and (owing or any(token.flags & severe for token in told))


def _is_nobody_of(tokens: list[Token], phrase: Phrase) -> bool:
    """ "None of the 14 wounded is in danger": of those who were hurt, and not how many were.

    "None of the wounded were children" tells how many were.
    """
    if phrase.quantity.qualifier is not Qualifier.ZERO or not phrase.partitive:
        return False
    end = min(len(tokens), phrase.end + (phrase.kind == "none"))
    at = next((k for k in range(phrase.quantity.end, end) if tokens[k].flags & _WHOSE), -1)
    same = at >= 0 and phrase.measure == tokens[at].entry.measure
    return same and not any(token.flags & (e.PERSON | e.DEMONYM) for token in tokens[at + 2 : at + 5])


def _is_what_nobody_was(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "None of the injured was a child": neither no injured nor a child."""
    nobody = before.quantity.qualifier is Qualifier.ZERO and phrase.quantity.article
    return bool(nobody and phrase.quantity.at and tokens[phrase.quantity.at - 1].flags & e.BE)


def _is_spelled_out(tokens: list[Token], phrase: Phrase) -> bool:
    """ "100 houses were destroyed (40) or damaged (60)": how many were so stands behind."""
    at = phrase.trigger + 1
    opens = phrase.end < at < len(tokens) and tokens[at].low == "("
    return opens and phrase.trigger in governors.bracketed(tokens)


def _same_things(
    tokens: list[Token], before: Phrase, phrase: Phrase, starts: dict[int, Phrase], lexicon: Lexicon
) -> None:
    """ "Destroyed 640 houses and damaged 2,100 others", "saved 40 homes but 12 burned": those are houses too."""
    other = phrase.kind == "none" or (phrase.head >= 0 and bool(tokens[phrase.head].flags & e.OTHERS))
    ruined = phrase.kind == "none" and phrase.trigger >= phrase.end and tokens[phrase.trigger].flags & e.RUIN
    open_measure = ruined or (before.measure and not phrase.measure)
    if before.kind == "building" and open_measure and other:
        phrase.kind = "building"
        for trigger in (governors.find(tokens, phrase), predicates.find(tokens, phrase, starts)):
            if bindings.to_trigger(tokens, phrase, trigger, lexicon):
                return
        phrase.kind = "thing"


def _are_things(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "Destroyed 12 tanks and captured four": tanks; not "torched 12 cars and killed four"."""
    if before.kind == "thing" and phrase.head >= 0 and tokens[phrase.head].flags & e.OTHERS:
        # "Four ships sank and two others were stranded"; not "were killed".
        return phrase.measure in _OF_THINGS_TOO
    if before.kind != "thing" or phrase.kind != "none" or not 0 <= phrase.trigger < phrase.start:
        return False
    object_of = before.start > 0 and not tokens[before.start - 1].flags & e.PREPOSITION
    return bool(object_of and tokens[phrase.trigger].flags & e.STRICT and phrase.trigger >= before.end)


def _bind_group(tokens: list[Token], group: list[Phrase], starts: dict[int, Phrase], lexicon: Lexicon) -> None:
    for phrase in group:
        bindings.to_head(tokens, phrase, lexicon)
    first, last = group[0], group[-1]
    right = -1 if last.anaphoric and _is_postposed(tokens, last) else predicates.find(tokens, last, starts)
    right = _told_first(tokens, last, right)
    left, right = _with_second_object(tokens, group, governors.find(tokens, first), right)
    if 0 <= left < right and tokens[left].flags & e.PARTLY and tokens[left + 1].low == ",":
        # "Among the wounded, five later died".
        left = -1
    if _is_shot_dead(tokens, group, left, right):
        left = -1
    # "Tried to rescue 90 people who were trapped".
    tells = last.end < len(tokens) and tokens[last.end].flags & e.RELATIVE
    tells = tells and last.start > 0 and governors.is_effort(tokens, last.start - 1)
    of_verb = not tells and groups.is_object(tokens, last)
    # "Took 22 people with burns to hospital".
    of_verb = of_verb and not (right > last.end and _is_harmed(tokens, last.end, right))
    if (right > last.end and of_verb) or (right >= last.end and _is_aside(tokens, last, right)):
        right = -1
    if len(group) > 1:
        groups.share(tokens, group, right >= 0)
    if len(group) > 1 and right < 0 and _does_other(tokens, last):
        group = group[:-1]
    for phrase in group:
        if phrase.measure:
            continue
        shared = left >= 0 and tokens[left].flags & e.OBJECT and _is_reduced(tokens, phrase, right)
        shared = shared or (left >= 0 and first is not last and _is_told_aside(tokens, last.end))
        choices = (left, right) if phrase is not last or shared else (right, left)
        if left >= 0 and right >= 0 and (first is last or (phrase is last and _is_told_of(tokens, last.end))):
            choices = _prefer(tokens, phrase, left, right)
        _choose(tokens, phrase, choices, lexicon)
    fates.take(tokens, group, starts)
    _share_tail(tokens, group)
    _share_place(tokens, group, lexicon)


def _with_second_object(tokens: list[Token], group: list[Phrase], left: int, right: int) -> tuple[int, int]:
    """What governs a group from the left and from the right, a verb whose first object has no number among it."""
    first = group[0]
    if left < 0 and right < 0 and first.inside < 0:
        left = governors.second_object(tokens, first, len(group) > 1)
    elif left < 0 and len(group) == 1 and _is_held_since(tokens, first, right):
        left = governors.second_object(tokens, first, False, reduced=True)
        right = right if left < 0 else -1
    return left, right


def _told_first(tokens: list[Token], phrase: Phrase, right: int) -> int:
    """ "1,000 people who have fled to Doria are in need of aid": what befell them tells more than what they need."""
    needy = right > phrase.end and tokens[right].entry.measure == Measure.AFFECTED
    if not needy or not tokens[phrase.end].flags & e.RELATIVE:
        return right
    at = phrase.end + 1
    while at < right and tokens[at].flags & (e.AUXILIARY | e.ADVERB):
        at += 1
    return at if tokens[at].flags & (e.MOVE | e.PARTICIPLE) and tokens[at].entry.measure else right


def _is_told_aside(tokens: list[Token], end: int) -> bool:
    """ "Killed were 11 children and six women | , who had sought shelter there"."""
    return end + 1 < len(tokens) and tokens[end].low == "," and bool(tokens[end + 1].flags & e.RELATIVE)


def _is_told_of(tokens: list[Token], end: int) -> bool:
    """ "Freed 24 women and nine children | who had been held": a relative clause tells of those before."""
    return end < len(tokens) and bool(tokens[end].flags & e.RELATIVE & ~e.THAT)


def _is_harmed(tokens: list[Token], end: int, right: int) -> bool:
    """ "22 people | with serious | burns"."""
    with_it = tokens[end].flags & e.HARMING and tokens[end].flags & e.PREPOSITION
    return bool(with_it and tokens[right].flags & e.HARM)


def _share_place(tokens: list[Token], group: list[Phrase], lexicon: Lexicon) -> None:
    """ "90 guests and six waiters were in the hotel", "left with 90 guests and six crew": said of each."""
    at = -1 if group[-1].measure else whereabouts.find(tokens, group[-1])
    if at < 0 and len(group) > 1 and not group[0].measure:
        at = whereabouts.find(tokens, group[0])
    for phrase in group if at >= 0 else ():
        if not phrase.measure:
            bindings.to_trigger(tokens, phrase, at, lexicon)


def _share_tail(tokens: list[Token], group: list[Phrase]) -> None:
    """ "Took 41 foreigners and 100 villagers hostage": what ends the verb is said of each."""
    ends = group[-1].end
    bound = next((one for one in group if one.trigger >= ends and tokens[one.trigger].flags & e.TAKEN), None)
    for phrase in group if bound else ():
        if bound and (not phrase.measure or phrase.trigger == bound.trigger):
            phrase.measure, phrase.trigger = bound.measure, bound.trigger


def _is_postposed(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Saved 40, with 12 children among them, and 30 are missing": what follows is said of others."""
    return phrase.end < len(tokens) and bool(tokens[phrase.end].flags & e.POSTPOSED)


def _is_shot_dead(tokens: list[Token], group: list[Phrase], left: int, right: int) -> bool:
    """ "Shot two guards and a driver dead": the state behind the last is that of all."""
    if left < 0 or right != group[-1].end:
        return False
    return bool(tokens[left].flags & e.AMBIGUOUS and tokens[right].flags & e.STATE)


def _choose(tokens: list[Token], phrase: Phrase, choices: tuple[int, int], lexicon: Lexicon) -> None:
    """Bind a phrase to the first of two triggers that it fits, else to what stands within it.

    "Eight dead civilians, most of them shot, were found" are dead, whatever else is said of them; "carrying 12 wounded
    soldiers" tells that they are wounded.
    """
    inside = tokens[phrase.inside].entry.measure if phrase.inside >= 0 and not phrase.partitive else ""
    for trigger in choices if inside != "killed" else ():
        if inside and trigger >= 0 and tokens[trigger].entry.needs == "travellers":
            continue
        if bindings.to_trigger(tokens, phrase, trigger, lexicon):
            return
    wholes.bind_inside(tokens, phrase)


def _does_other(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Killed 270 and a suspect faces trial": an unknown verb says something else of the last."""
    if phrase.end >= len(tokens) or phrase.kind != "person" or not tokens[phrase.start - 1].flags & e.AND:
        return False
    follows = tokens[phrase.end]
    return follows.low[0].isalpha() and not (follows.flags or follows.capital or follows.ending)


def _is_aside(tokens: list[Token], phrase: Phrase, right: int) -> bool:
    """ "A man accused of coughing at a woman was arrested": she is no subject, unless "who" makes her one."""
    before = tokens[phrase.start - 1].flags if phrase.start else 0
    if _is_in_relative(tokens, phrase, right) or _are_with_one(tokens, phrase, right):
        return True
    if spans.is_told_in_relative(tokens, phrase.start, phrase.end):
        return True
    if not before & e.PREPOSITION or before & (e.SUBORDINATOR | e.OPENING) or not phrase.quantity.article:
        return False
    between = [token.flags for token in tokens[phrase.end : right]]
    return any(flags & e.BE for flags in between) and not any(flags & e.RELATIVE for flags in between)


def _are_with_one(tokens: list[Token], phrase: Phrase, right: int) -> bool:
    """ "A widow with two children | died", "a man who had two sons | was killed": one was, and not the two."""
    several = (phrase.quantity.value or 0) > 1 and phrase.kind == "person" and phrase.start > 1
    if not several or not tokens[phrase.start - 1].flags & e.HARMING or phrase.end >= right + 1:
        return False
    one = tokens[phrase.start - 2].flags
    kin = phrase.head >= 0 and (tokens[phrase.head].flags & e.FAMILY or "child" in phrase.facets) and not phrase.owned
    whose = one & (e.PERSON | e.RELATIVE) and not one & (e.PLURAL | e.FAMILY)
    return bool((kin and whose) or tokens[phrase.end].flags & e.ONE_ALONE)


def _is_in_relative(tokens: list[Token], phrase: Phrase, right: int) -> bool:
    """ "A woman, who is survived by two sons, | was killed": what stands between the commas is not killed."""
    closed = next((k for k in range(phrase.end, right) if tokens[k].low == ","), 0)
    opened = next((k for k in range(phrase.start - 1, 0, -1) if tokens[k].low == ","), 0)
    if not (closed and opened) or not tokens[opened + 1].flags & e.RELATIVE or phrase.start == opened + 2:
        return False
    return bool(tokens[closed + 1].flags & (e.BE | e.HAVE | e.MOVE))


def _prefer(tokens: list[Token], phrase: Phrase, left: int, right: int) -> tuple[int, int]:
    """Object of what stands before, or subject of what stands behind: "killed six and …", "left 20 dead"?"""
    before = tokens[left]
    joint = tokens[phrase.start - 1].flags if phrase.start else 0
    # "Damage: 300 houses destroyed".
    labelled = phrase.kind == "building" and right == phrase.end and tokens[phrase.start - 1].low == ":"
    # "Rescued 51 people, including six Chinese, who were captive".
    aside = any(one.low == "," and two.flags & e.RELATIVE for one, two in pairwise(tokens[phrase.end : right]))
    if labelled or (joint & e.INCLUDING and not aside) or (before.flags & e.TOLL and joint & e.SUBORDINATOR):
        return (right, left)
    known = phrase.partitive and parts.is_of_known(tokens, phrase)
    known = known or (left == phrase.start - 1 and _is_reduced(tokens, phrase, right))
    if before.flags & e.ACTIVE and (known or tokens[right].entry.needs == "travellers"):
        return (left, right)
    grouped = right == phrase.end and tokens[right].flags & e.GROUP
    # "A boat with 12 people missing".
    grouped = grouped and (phrase.kind == "none" or before.flags & e.THING)
    if before.flags & e.OBJECT and grouped and not tokens[right].flags & e.MOVE:
        # "The hospital received 74 wounded".
        return (right, left)
    if before.flags & (e.TOLL | e.OBJECT) or (before.ending & e.GERUND and right > phrase.end):
        return (left, right)
    if right == phrase.end and left != phrase.start - 1 and not before.flags & e.ACTIVE:
        return (right, left)
    stated = right == phrase.end and tokens[right].flags & (e.STATE | e.TAIL | e.GROUP)
    return (right, left) if stated and not _is_saved(tokens, phrase, left, right) else (left, right)


def _is_saved(tokens: list[Token], phrase: Phrase, left: int, right: int) -> bool:
    """ "Freed nine guards | held hostage by inmates": what was done to end it is told; not "left 20 captive"."""
    deed, plight = tokens[left], tokens[right]
    saving = deed.flags & e.ACTIVE and deed.entry.measure in OUTCOMES and left == phrase.start - 1
    return bool(saving) and phrase.kind == "person" and plight.entry.measure in PLIGHTS


def _is_held_since(tokens: list[Token], phrase: Phrase, right: int) -> bool:
    """ "Freed a bus and its 30 passengers | held since Monday", "… its 26 crew | seized ten months ago"."""
    if right != phrase.end or right + 1 >= len(tokens) or not tokens[right].flags & e.PARTICIPLE:
        return False
    owned = tokens[phrase.start].flags & e.OWNER or peek(tokens, phrase.start - 1).flags & e.OWNER
    return bool(owned and tokens[right + 1].flags & (e.PREPOSITION | e.NUMERIC))


def _is_reduced(tokens: list[Token], phrase: Phrase, right: int) -> bool:
    """ "Freed 103 people arrested in protests": what befell them before."""
    kinds = peek(tokens, right).flags & e.PARTICIPLE and peek(tokens, right).flags & (e.GROUP | e.STRICT)
    person = phrase.kind == "person" and right == phrase.end and kinds
    return bool(person) and right + 1 < len(tokens) and bool(tokens[right + 1].flags & e.PREPOSITION)
