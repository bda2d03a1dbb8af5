"""Binds each counted phrase of a sentence to its measure.

A phrase takes its measure from the predicate behind it, from the verb or toll before it, from within itself
("39 missing people"), or from the number before it, which it lists or details.
"""

from __future__ import annotations

from itertools import pairwise, takewhile

from newsdesk.figures import details, doers, fates, governors, groups, predicates, whereabouts, wholes
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.load import Lexicon
from newsdesk.figures.needs import fits
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import DASHES, Token
from newsdesk.model import Measure, Qualifier, Side

_HANDS_ON = e.OCCURRING | e.AIDING | e.VERB | e.CONVEY | e.ACTIVE | e.LEAVE | e.TAKE | e.LIFE_BEFORE
"""Verbs that hand a state to their object: "pulled nine people out alive"."""
_NEUTRAL_BEFORE, _NEUTRAL_BEHIND = 3, 7
"""Words from a body to one that tells that it was found before."""
_OF_THINGS_TOO = ("trapped", "missing", "held")
_WITH_SHIP = ("freed", "taken")
_OF_BUILDINGS = frozenset(("building", "struck"))
_RESTATING = frozenset(("/", *DASHES))
_FROM_WHAT = 4
"""Words of "escape the heavy fighting"."""
_NO_OFFICE = e.AUXILIARY | e.COORDINATOR | e.NUMERIC | e.TRIGGER | e.RELATIVE
"""What ends "an employee of the regional parliament"."""
_UPROOTED = frozenset(("migrant", "refugee"))


def bind(tokens: list[Token], phrases: list[Phrase], lexicon: Lexicon) -> None:
    """Give each phrase its measure, and the token that gave it, where the sentence says one."""
    starts = {phrase.start: phrase for phrase in phrases}
    own = wholes.set_apart(tokens, phrases, lexicon.wholes)
    for group in groups.find(tokens, own):
        _bind_group(tokens, group, starts, lexicon)
    wholes.pass_on(tokens, own)
    for before, phrase in pairwise(own):
        fates.take_body(tokens, before, phrase)
        _same_things(tokens, before, phrase, starts, lexicon)
        if _are_things(tokens, before, phrase):
            phrase.measure, phrase.kind = "", "thing"
    for phrase in own:
        if _is_of_worst(tokens, phrase) or _is_spelled_out(tokens, phrase):
            phrase.measure, phrase.kind = "", "thing"
    doers.mark(tokens, own)
    details.complete(tokens, own)
    _leave_out_households(tokens, own)


def _is_of_worst(tokens: list[Token], phrase: Phrase) -> bool:
    """ "No serious injuries": how many were hurt is not said."""
    nobody = phrase.quantity.qualifier is Qualifier.ZERO
    return nobody and any(token.flags & e.SEVERE for token in tokens[phrase.quantity.end : phrase.end])


def _is_spelled_out(tokens: list[Token], phrase: Phrase) -> bool:
    """ "100 houses were destroyed (40) or damaged (60)": how many were so stands behind."""
    at = phrase.trigger + 1
    opens = phrase.end < at < len(tokens) and tokens[at].low == "("
    return opens and phrase.trigger in governors.bracketed(tokens)


def without_appositions(tokens: list[Token], phrases: list[Phrase]) -> list[Phrase]:
    """Leave out who is named twice: in "one of them, a nurse, died" the nurse is that one."""
    kept = phrases[:1]
    for phrase in phrases[1:]:
        before = kept[-1]
        if _is_apposition(tokens, before, phrase) and not _ends_list(tokens, kept):
            before.facets.extend(facet for facet in phrase.facets if facet not in before.facets)
            before.side = before.side or phrase.side
        else:
            kept.append(phrase)
    return kept


def _is_apposition(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "One Belgian, an employee of the parliament, was", "one of whom, a nurse, died"."""
    if not (before.quantity.single and phrase.quantity.article and phrase.start == before.end + 1):
        return False
    if before.quantity.named and phrase.quantity.named:
        return False
    end = phrase.end
    while end < len(tokens) - 1 and not tokens[end].flags & _NO_OFFICE and tokens[end].low[0].isalnum():
        end += 1
    if end >= len(tokens) - 1 or not tokens[before.end].low == tokens[end].low == ",":
        return False
    return before.partitive or bool(tokens[end + 1].flags & (e.ONE_ALONE | e.MOVE))


def _ends_list(tokens: list[Token], phrases: list[Phrase]) -> bool:
    """ "A boy, a man, a woman, died": the last of several."""
    return (
        len(phrases) > 1
        and not phrases[-1].partitive
        and phrases[-2].end == phrases[-1].start - 1
        and tokens[phrases[-2].end].low == ","
    )


def _leave_out_households(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "1,800 families, or 9,000 people", "9,000 people from 1,800 families": the people are counted."""
    people = any(phrase.kind == "person" and not _is_household(tokens, phrase) for phrase in phrases)
    for phrase, after in pairwise([*phrases, None]) if people else ():
        if phrase is None or not _is_household(tokens, phrase):
            continue
        restated = _is_restated(tokens, phrase)
        if restated and after is not None and _stands_beside(tokens, phrase, after):
            after.measure, after.trigger = phrase.measure, phrase.trigger
            after.start = after.quantity.start = phrase.start
        if restated or (phrase.start and tokens[phrase.start - 1].flags & (e.OF | e.FROM)):
            phrase.measure, phrase.kind = "", "thing"


def _stands_beside(tokens: list[Token], phrase: Phrase, after: Phrase) -> bool:
    """ "3,100 families—14,200 people", "3,100 families (14,200 people)": nothing but a mark between."""
    gap = tokens[phrase.end : after.start]
    counted = after.kind == "person" and not after.measure
    return counted and len(gap) == 1 and not gap[0].low[0].isalnum()


def _is_household(tokens: list[Token], phrase: Phrase) -> bool:
    return phrase.head >= 0 and bool(tokens[phrase.head].flags & e.HOUSEHOLD)


def _is_restated(tokens: list[Token], phrase: Phrase) -> bool:
    before = phrase.start and (tokens[phrase.start - 1].flags & e.OR or tokens[phrase.start - 1].low == "(")
    before = before or tokens[phrase.start].flags & e.OR
    behind = [token for token in tokens[phrase.end : phrase.end + 2] if token.low != ","]
    counts = len(behind) > 1 and bool(behind[1].flags & (e.NUMERIC | e.BEFORE)) and behind[0].low in _RESTATING
    return bool(before or (behind and (behind[0].flags & e.OR or behind[0].low == "(")) or counts)


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
            if trigger >= 0 and fits(tokens, trigger, phrase) and _bind_to(tokens, phrase, trigger, lexicon):
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
        _bind_head(tokens, phrase, lexicon)
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
    if right > last.end and (of_verb or _is_aside(tokens, last, right)):
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
        if left >= 0 and right >= 0 and first is last:
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
        if not phrase.measure and fits(tokens, at, phrase):
            _bind_to(tokens, phrase, at, lexicon)


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
        if trigger >= 0 and fits(tokens, trigger, phrase) and _bind_to(tokens, phrase, trigger, lexicon):
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
    if not before & e.PREPOSITION or before & (e.SUBORDINATOR | e.OPENING) or not phrase.quantity.article:
        return False
    between = [token.flags for token in tokens[phrase.end : right]]
    return any(flags & e.BE for flags in between) and not any(flags & e.RELATIVE for flags in between)


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
    known = phrase.partitive and details.is_of_known(tokens, phrase)
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
    return (right, left) if stated else (left, right)


def _is_held_since(tokens: list[Token], phrase: Phrase, right: int) -> bool:
    """ "Freed a bus and its 30 passengers | held since Monday", "… its 26 crew | seized ten months ago"."""
    if right != phrase.end or right + 1 >= len(tokens) or not tokens[right].flags & e.PARTICIPLE:
        return False
    owned = tokens[phrase.start].flags & e.OWNER or tokens[phrase.start - 1].flags & e.OWNER
    return bool(owned and tokens[right + 1].flags & (e.PREPOSITION | e.NUMERIC))


def _is_reduced(tokens: list[Token], phrase: Phrase, right: int) -> bool:
    """ "Freed 103 people arrested in protests": what befell them before."""
    kinds = tokens[right].flags & e.PARTICIPLE and tokens[right].flags & (e.GROUP | e.STRICT)
    person = phrase.kind == "person" and right == phrase.end and kinds
    return bool(person) and right + 1 < len(tokens) and bool(tokens[right + 1].flags & e.PREPOSITION)


def _bind_to(tokens: list[Token], phrase: Phrase, trigger: int, lexicon: Lexicon) -> bool:
    token = tokens[trigger]
    measure = token.entry.measure
    if token.flags & e.TAIL and not token.flags & (e.STATE | e.PARTICIPLE):
        phrase.trigger = trigger
        measure = _tail_measure(tokens, phrase, measure, lexicon.taken_measure)
    elif token.flags & e.TAKEN and phrase.start and tokens[phrase.start - 1].flags & e.TAKE:
        measure = lexicon.taken_measure
    if phrase.kind == "life":
        measure = lexicon.life_measure
    elif phrase.kind == "building" and token.flags & e.RUIN:
        measure = lexicon.ruin_measure
    flees = token.flags & e.FLIGHT or (measure == "escaped" and _are_refugees(tokens, phrase, trigger))
    if flees and _is_displacement(phrase, lexicon):
        measure = lexicon.flight["measure"]
    if phrase.side == Side.ATTACKERS:
        measure = lexicon.attacking.get(measure, measure)
    if phrase.head >= 0 and tokens[phrase.head].flags & e.NOUN and token.flags & e.OBJECT and measure == "missing":
        # "The fate of 59 hostages".
        measure = tokens[phrase.head].entry.measure
    seized = token.entry.needs == "unarmed" and any(one.entry.side == Side.ATTACKERS for one in tokens[:trigger])
    unled = token.entry.needs == "led" and not any(one.entry.side == Side.ATTACKERS for one in tokens)
    unstruck = token.entry.needs == "struck" and not any(_strikes(one, lexicon) for one in tokens)
    if not measure or seized or unled or unstruck:
        # "Gunmen pulled out 12 men and killed them", "the takeover swallowed 14 homes".
        return False
    if token.entry.needs in ("attacker", "raiders"):
        phrase.side = Side.ATTACKERS
    phrase.measure, phrase.trigger = measure, trigger
    return True


def _strikes(token: Token, lexicon: Lexicon) -> bool:
    """A fire, a storm, a truck: what may bury or tear through a building."""
    return bool(token.flags & e.EVENT) or token.low in lexicon.striking


def _are_refugees(tokens: list[Token], phrase: Phrase, trigger: int) -> bool:
    """ "12,000 refugees escaped to Doria", "12,000 crossed the border to escape the fighting"."""
    what = tokens[trigger + 1 : trigger + _FROM_WHAT]
    return not _UPROOTED.isdisjoint(phrase.facets) or any(token.flags & e.STRIFE for token in what)


def _is_displacement(phrase: Phrase, lexicon: Lexicon) -> bool:
    many = (phrase.quantity.value or phrase.quantity.low or 0) >= lexicon.flight["fewest"]
    return many and not set(phrase.facets) & set(lexicon.flight["captives"].split())


def _tail_measure(tokens: list[Token], phrase: Phrase, measure: str, taken: str) -> str:
    """ "Took 21 sailors hostage": the verb before decides; without a verb there is no measure."""
    verb = tokens[phrase.start - 1] if phrase.start else None
    if (
        phrase.start > 2
        and tokens[phrase.start - 2].flags & (e.OF | e.TO)
        and tokens[phrase.start - 3].flags & e.EFFORT
    ):
        return ""
    if verb is not None and tokens[phrase.trigger].flags & e.TAKEN:
        return taken if verb.flags & e.TAKE else verb.entry.measure
    if verb is not None and verb.flags & e.ACTIVE and verb.entry.measure in (taken, "arrested"):
        # "Captured three of them alive", "caught five gunmen alive".
        return verb.entry.measure
    passive = any(token.flags & e.BE for token in tokens[phrase.end : phrase.end + 6])
    passive = passive or _is_headline_state(tokens, phrase)
    # Not "burying three people alive".
    if verb is not None and verb.flags & e.ADVERB and not verb.flags & _HANDS_ON and phrase.start > 1:
        # "Brought up 12 miners alive".
        verb = tokens[phrase.start - 2]
    hands_on = verb is not None and verb.flags & _HANDS_ON and verb.entry.needs not in _OF_BUILDINGS
    return measure if passive or hands_on else ""


def _is_headline_state(tokens: list[Token], phrase: Phrase) -> bool:
    """ "100 hostages free, 30 missing", "300 pupils free after raid": the headline leaves out "are"."""
    if phrase.trigger != phrase.end or not tokens[phrase.end].flags & e.ACTIVE:
        return False
    behind = tokens[phrase.end + 1] if phrase.end + 1 < len(tokens) else None
    return behind is None or not behind.low[0].isalnum() or bool(behind.flags & e.SUBORDINATOR)


def _bind_head(tokens: list[Token], phrase: Phrase, lexicon: Lexicon) -> None:
    """Counting nouns carry their measure: "12 deaths", "15 bodies"; "took 40 hostages" is a taking."""
    of_the = phrase.quantity.end + 1 < phrase.end and tokens[phrase.quantity.end + 1].flags & e.DETERMINER
    vague = of_the and tokens[phrase.quantity.at].flags & e.VAGUE
    if phrase.kind == "noun" and (vague or (phrase.partitive and phrase.quantity.value == 0)):
        # "None of the deaths", "many of the deaths were caused by smoke".
        phrase.kind = "thing"
    elif (label := governors.labelled(tokens, phrase)) >= 0:
        phrase.measure, phrase.trigger = tokens[label].entry.measure, label
        phrase.kind = "building" if tokens[label].entry.needs == "building" else phrase.kind
    elif phrase.kind == "noun":
        phrase.measure, phrase.trigger = tokens[phrase.head].entry.measure, phrase.head
        new = any(token.flags & e.NEW for token in tokens[phrase.quantity.end : phrase.head])
        phrase.quantity.more = phrase.quantity.more or new
    elif phrase.kind == "body":
        if _is_neutral(tokens, phrase) or phrase.quantity.value == 0:
            # "No bodies were in sight" tells of no deaths, nor that nobody died.
            phrase.kind = "thing"
        else:
            phrase.measure, phrase.trigger = lexicon.body_measure, phrase.head
    elif (with_it := _goes_with(tokens, phrase)) >= 0:
        phrase.measure, phrase.trigger = tokens[with_it].entry.measure, with_it
    elif phrase.start and (
        _is_taking(tokens, phrase) or _are_carried_off(tokens, phrase) or _are_led_away(tokens, phrase)
    ):
        phrase.measure, phrase.trigger = lexicon.taken_measure, phrase.start - 1
    elif _are_claimed(tokens, phrase):
        phrase.measure, phrase.trigger = lexicon.life_measure, phrase.start - 1


def _goes_with(tokens: list[Token], phrase: Phrase) -> int:
    """ "Pirates freed a Malaysian tug with 11 sailors": the verb, whose object they are in; -1 where there is none."""
    joint = phrase.start - 1
    on_board = phrase.end < len(tokens) and tokens[phrase.end].entry.measure == Measure.ABOARD
    if joint < 2 or phrase.kind != "person" or on_board:
        return -1
    # "A trawler with" is one token.
    one = tokens[joint].flags & e.OBJECT and tokens[joint].entry.measure == Measure.ABOARD
    aboard = one or (tokens[joint].flags & e.HARMING and tokens[joint - 1].flags & e.THING)
    verb = joint - (1 if one else 2)
    while aboard and verb > 0 and tokens[verb].flags & (e.DETERMINER | e.DEMONYM | e.ADJECTIVE | e.PLAIN):
        verb -= 1
    done = aboard and verb >= 0 and tokens[verb].flags & e.ACTIVE and tokens[verb].entry.measure in _WITH_SHIP
    return verb if done and not phrase.side else -1


def _are_claimed(tokens: list[Token], phrase: Phrase) -> bool:
    """ "The blast has also claimed two officials": what happens takes lives; nobody else who claims does."""
    at = phrase.start - 1
    if at < 1 or not tokens[at].flags & e.CLAIMING or phrase.kind != "person":
        return False
    while at > 1 and tokens[at - 1].flags & (e.AUXILIARY | e.ADVERB):
        at -= 1
    return bool(tokens[at - 1].flags & e.EVENT)


def _is_neutral(tokens: list[Token], phrase: Phrase) -> bool:
    """ "30 bodies were identified", "30 bodies or body parts"; not "they were identified; 30 bodies were found"."""
    if any(token.flags & e.BODY for token in tokens[phrase.end + 1 : phrase.end + _NEUTRAL_BEFORE + 1]):
        return True
    before = reversed(tokens[max(0, phrase.start - _NEUTRAL_BEFORE) : phrase.start])
    behind = tokens[phrase.end : phrase.end + _NEUTRAL_BEHIND]
    if any(one.flags & e.OCCURRING and two.flags & e.AND for one, two in pairwise(behind)):
        # "30 bodies were recovered and identified".
        return False
    near = (token for side in (before, behind) for token in takewhile(lambda token: token.low != ";", side))
    return any(token.flags & e.NEUTRAL for token in near)


def _are_carried_off(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Gunmen took 234 girls from a school", "… took 160 people with them"; not "medics took 12 patients from …"."""
    verb = phrase.start - 1
    if verb < 1 or phrase.kind != "person" or phrase.end >= len(tokens):
        return False
    along = phrase.end + 1 < len(tokens) and tokens[phrase.end + 1].flags & e.OBJECT_PRONOUN
    along = along and tokens[phrase.end].flags & e.HARMING
    took = tokens[verb].flags & e.TAKE and (tokens[phrase.end].flags & e.FROM or along)
    doer = verb - 1
    while doer > 0 and tokens[doer].flags & e.AUXILIARY:
        doer -= 1
    return bool(took) and tokens[doer].entry.side == Side.ATTACKERS and phrase.side != Side.ATTACKERS


def _are_led_away(tokens: list[Token], phrase: Phrase) -> bool:
    """ "The gunmen fled with four nuns", "gunmen burst in and fled with four nuns": whom they took along."""
    joint = phrase.start - 1
    if joint < 2 or phrase.kind != "person" or phrase.side == Side.ATTACKERS:
        return False
    fled = joint - 1 - bool(tokens[joint - 1].flags & e.PREPOSITION)
    escaped = tokens[fled].flags & e.MOVE and tokens[fled].entry.measure == "escaped"
    moved = escaped or bool(tokens[fled].flags & e.FLIGHT)
    joined = tokens[joint].flags & e.HARMING and tokens[joint].flags & e.PREPOSITION
    while fled > 0 and tokens[fled - 1].flags & (e.AUXILIARY | e.ADVERB):
        fled -= 1
    if not (joined and moved and fled):
        return False
    if tokens[fled - 1].flags & e.AND:
        return any(token.entry.side == Side.ATTACKERS for token in tokens[: fled - 1])
    return bool(tokens[fled - 1].entry.side == Side.ATTACKERS)


def _is_taking(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Took 40 hostages"."""
    return phrase.head >= 0 and bool(tokens[phrase.start - 1].flags & e.TAKE and tokens[phrase.head].flags & e.TAKEN)
