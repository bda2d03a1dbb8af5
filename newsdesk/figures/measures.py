"""Binds each counted phrase of a sentence to its measure.

A phrase takes its measure from the predicate behind it, from the verb or toll before it, from within itself
("39 missing people"), or from the number before it, which it lists or details.
"""

from __future__ import annotations

from itertools import pairwise, takewhile

from newsdesk.figures import details, governors, predicates, wholes
from newsdesk.figures.bounds import SHARED
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.load import Lexicon
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import Token
from newsdesk.figures.triggers import fits
from newsdesk.model import Qualifier, Side

_HANDS_ON = e.OCCURRING | e.VERB | e.CONVEY | e.ACTIVE | e.LEAVE | e.TAKE | e.LIFE_BEFORE
"""Verbs that hand a state to their object: "pulled nine people out alive"."""
_NEUTRAL_BEFORE, _NEUTRAL_BEHIND = 3, 7
"""Words from a body to one that tells that it was found before."""
_NO_OFFICE = e.AUXILIARY | e.COORDINATOR | e.NUMERIC | e.TRIGGER | e.RELATIVE
"""What ends "an employee of the regional parliament"."""
_NO_GOVERNOR = e.LEAVE | e.PERSON | e.ADVERB | e.STATE | e.SPEECH


def bind(tokens: list[Token], phrases: list[Phrase], lexicon: Lexicon) -> None:
    """Give each phrase its measure, and the token that gave it, where the sentence says one."""
    starts = {phrase.start: phrase for phrase in phrases}
    own = wholes.set_apart(tokens, phrases, lexicon.wholes)
    for group in _groups(tokens, own):
        _bind_group(tokens, group, starts, lexicon)
    for before, phrase in pairwise(own):
        _same_things(tokens, before, phrase, starts, lexicon)
        if _are_things(tokens, before, phrase):
            phrase.measure, phrase.kind = "", "thing"
    details.complete(tokens, own)
    _leave_out_households(tokens, own)


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
    """ "1,800 families, or 9,000 people": the people are counted."""
    people = any(phrase.kind == "person" and not _is_household(tokens, phrase) for phrase in phrases)
    for phrase in phrases if people else ():
        if _is_household(tokens, phrase) and _is_restated(tokens, phrase):
            phrase.measure, phrase.kind = "", "thing"


def _is_household(tokens: list[Token], phrase: Phrase) -> bool:
    return phrase.head >= 0 and bool(tokens[phrase.head].flags & e.HOUSEHOLD)


def _is_restated(tokens: list[Token], phrase: Phrase) -> bool:
    before = phrase.start and (tokens[phrase.start - 1].flags & e.OR or tokens[phrase.start - 1].low == "(")
    behind = [token for token in tokens[phrase.end : phrase.end + 2] if token.low != ","]
    return bool(before or (behind and (behind[0].flags & e.OR or behind[0].low == "(")))


def _same_things(
    tokens: list[Token], before: Phrase, phrase: Phrase, starts: dict[int, Phrase], lexicon: Lexicon
) -> None:
    """ "Destroyed 640 houses and damaged 2,100 others": the others are houses too."""
    other = phrase.kind == "none" or (phrase.head >= 0 and bool(tokens[phrase.head].flags & e.OTHERS))
    if before.kind == "building" and before.measure and other and not phrase.measure:
        phrase.kind = "building"
        for trigger in (governors.find(tokens, phrase), predicates.find(tokens, phrase, starts)):
            if trigger >= 0 and fits(tokens, trigger, phrase) and _bind_to(tokens, phrase, trigger, lexicon):
                return
        phrase.kind = "thing"


def _are_things(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "Destroyed 12 tanks and captured four": tanks; not "torched 12 cars and killed four"."""
    if before.kind != "thing" or phrase.kind != "none" or not 0 <= phrase.trigger < phrase.start:
        return False
    object_of = before.start > 0 and not tokens[before.start - 1].flags & e.PREPOSITION
    return bool(object_of and tokens[phrase.trigger].flags & e.STRICT and phrase.trigger >= before.end)


def _groups(tokens: list[Token], phrases: list[Phrase]) -> list[list[Phrase]]:
    """Phrases joined by nothing but "and", commas and the like share a predicate."""
    groups: list[list[Phrase]] = []
    for phrase in phrases:
        before = groups[-1][-1] if groups else phrase
        alike = details.joined(tokens, before, phrase) and not _is_own(tokens, before, phrase)
        alike = alike and not (before.kind == "person" and phrase.kind == "thing") and not _is_vague(phrase)
        alike = (
            alike and not _is_clause_of_its_own(tokens, before, phrase) and not _is_bare_state(tokens, before, phrase)
        )
        over = _is_listed_part(tokens, before) or _is_stated_apart(tokens, before, phrase)
        alike = alike and not (over and tokens[before.end].low == ",")
        if groups and alike and not phrase.anaphoric:
            groups[-1].append(phrase)
        else:
            groups.append([phrase])
    return groups


def _is_clause_of_its_own(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "It had admitted 40 people and nine had died": those before are an object, and no subject beside these."""
    verb = tokens[phrase.end] if phrase.end < len(tokens) else None
    finite = verb is not None and verb.flags & (e.AUXILIARY | e.MOVE) and not verb.ending & e.GERUND
    if not finite or not before.start or not tokens[phrase.start - 1].flags & e.AND:
        return False
    last = tokens[before.start - 1]
    if last.ending & e.GERUND and before.start > 1 and tokens[before.start - 2].flags & e.DETERMINER:
        # "At a wedding 12 men and three women died".
        return False
    placed = last.flags & e.PREPOSITION and not last.flags & (e.SUBORDINATOR | e.OF | e.COORDINATOR | e.AUXILIARY)
    # "In all 40 people and nine children died".
    placed = placed and not tokens[before.start].flags & e.EVERY
    told = last.flags & (e.HAVE | e.BE | e.CONVEY) or (before.kind == "unknown" and _may_be_verb(last))
    return bool(placed or told) or _is_object(tokens, before)


def _may_be_verb(token: Token) -> bool:
    """ "Blasts shook three gazebos and 12 people were killed": what no lexicon knows, behind what may be a verb."""
    unknown = not token.flags and not token.capital and token.low.isalpha()
    return unknown or bool(token.flags & e.TOLL_VERB and not token.flags & (e.ADVERB | e.AUXILIARY | e.TOLL))


def _is_bare_state(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "Two gunmen and 14 dead": a number with a state and no noun has nothing in common with the gunmen."""
    stated = phrase.kind == "none" and phrase.end < len(tokens) and tokens[phrase.end].flags & (e.STATE | e.GROUP)
    role = before.kind == "person" and before.inside < 0 and not tokens[before.head].flags & (e.DEMONYM | e.SILENT)
    return bool(stated) and role and not before.quantity.single


def _is_vague(phrase: Phrase) -> bool:
    """ "Kills 52, many locked inside": of which we are told something else."""
    return phrase.quantity.qualifier is Qualifier.VAGUE and phrase.kind in ("none", "unknown")


def _is_listed_part(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Six died, among them a boy, and 300 were hurt": behind its comma the list of examples is over."""
    example = phrase.start > 0 and tokens[phrase.start - 1].flags & e.INCLUDING
    return phrase.anaphoric or bool(example and (phrase.quantity.article or _is_told(tokens, phrase.start - 2)))


def _is_told(tokens: list[Token], at: int) -> bool:
    """ "Bodies of 64 were found, including 14 children, and 80 …": what befell the whole stands before the example."""
    while at >= 0 and not tokens[at].flags & e.NUMERIC:
        if tokens[at].flags & e.AUXILIARY:
            return True
        at -= 1
    return False


def _is_stated_apart(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "25 were dead, among them three children, and 20 injured": with a state of its own the list is over."""
    example = before.start > 0 and tokens[before.start - 1].flags & e.INCLUDING
    stated = phrase.end < len(tokens) and tokens[phrase.end].flags & (e.STATE | e.PARTICIPLE | e.AUXILIARY)
    return bool(example and stated and tokens[phrase.start - 1].flags & e.AND)


def _is_own(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "9 survivors, 140 feared dead", "91 missing persons and 110 people …": the first counts by itself."""
    stated = phrase.end < len(tokens) and tokens[phrase.end].flags & (e.STATE | e.GROUP)
    if before.inside >= 0 and phrase.inside < 0 and (phrase.kind == "person" or stated):
        return True
    if (before.quantity.qualifier is Qualifier.ZERO) != (phrase.quantity.qualifier is Qualifier.ZERO):
        return True
    counts = before.head >= 0 and tokens[before.head].flags & e.NOUN
    return bool(counts) and phrase.kind == "none" and tokens[phrase.start - 1].low == ","


def _bind_group(tokens: list[Token], group: list[Phrase], starts: dict[int, Phrase], lexicon: Lexicon) -> None:
    for phrase in group:
        _bind_head(tokens, phrase, lexicon)
    first, last = group[0], group[-1]
    right = -1 if last.anaphoric and _is_postposed(tokens, last) else predicates.find(tokens, last, starts)
    left = governors.find(tokens, first)
    if left < 0 and right < 0 and first.inside < 0:
        left = governors.second_object(tokens, first, len(group) > 1)
    if _is_shot_dead(tokens, group, left, right):
        left = -1
    if right > last.end and (_is_object(tokens, last) or _is_aside(tokens, last, right)):
        right = -1
    if len(group) > 1:
        _share(tokens, group, right >= 0)
    if len(group) > 1 and right < 0 and _does_other(tokens, last):
        group = group[:-1]
    for phrase in group:
        if phrase.measure:
            continue
        choices = (left, right) if phrase is not last else (right, left)
        if left >= 0 and right >= 0 and first is last:
            choices = _prefer(tokens, phrase, left, right)
        _choose(tokens, phrase, choices, lexicon)


def _is_postposed(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Saved 40, with 12 children among them, and 30 are missing": what follows is said of others."""
    return phrase.end < len(tokens) and bool(tokens[phrase.end].flags & e.POSTPOSED)


def _is_shot_dead(tokens: list[Token], group: list[Phrase], left: int, right: int) -> bool:
    """ "Shot two guards and a driver dead": the state behind the last is that of all."""
    if left < 0 or right != group[-1].end:
        return False
    return bool(tokens[left].flags & e.AMBIGUOUS and tokens[right].flags & e.STATE)


def _choose(tokens: list[Token], phrase: Phrase, choices: tuple[int, int], lexicon: Lexicon) -> None:
    """Bind a phrase to the first of two triggers that it fits, else to what stands within it."""
    for trigger in choices:
        if trigger >= 0 and fits(tokens, trigger, phrase) and _bind_to(tokens, phrase, trigger, lexicon):
            return
    wholes.bind_inside(tokens, phrase)


def _does_other(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Killed 270 and a suspect faces trial": an unknown verb says something else of the last."""
    if phrase.end >= len(tokens) or phrase.kind != "person" or not tokens[phrase.start - 1].flags & e.AND:
        return False
    follows = tokens[phrase.end]
    return follows.low[0].isalpha() and not (follows.flags or follows.capital or follows.ending)


def _is_object(tokens: list[Token], phrase: Phrase) -> bool:
    """Does a verb stand right before? Then no later predicate is about this phrase."""
    if not phrase.start:
        return False
    verb = tokens[phrase.start - 1]
    if governors.opens_group(tokens, phrase, phrase.start - 1):
        return False
    if not verb.flags and verb.ending & (e.GERUND | e.PAST) and not verb.capital:
        return not tokens[phrase.end].flags & e.RELATIVE
    return bool(verb.flags & (e.ACTIVE | e.VERB | e.TAKE)) and not verb.flags & _NO_GOVERNOR


def _is_aside(tokens: list[Token], phrase: Phrase, right: int) -> bool:
    """ "A man accused of coughing at a woman was arrested": she is no subject, unless "who" makes her one."""
    before = tokens[phrase.start - 1].flags if phrase.start else 0
    if not before & e.PREPOSITION or before & (e.SUBORDINATOR | e.OPENING) or not phrase.quantity.article:
        return False
    between = [token.flags for token in tokens[phrase.end : right]]
    return any(flags & e.BE for flags in between) and not any(flags & e.RELATIVE for flags in between)


def _share(tokens: list[Token], group: list[Phrase], subject: bool) -> None:
    """Coordination shares the head and the hedge: "at least 15 foreign and 30 local workers"."""
    head = group[-1]
    for phrase in group[:-1] if _is_contrasted(tokens, head) else ():
        _share_head(tokens, phrase, head)
    for before, after in pairwise(group):
        quantity = after.quantity
        joint = tokens[before.end : after.start]
        exact = quantity.qualifier is Qualifier.EXACT and not quantity.single
        joined = subject and exact and any(token.flags & (e.AND | e.OR) for token in joint)
        if joined and before.quantity.qualifier in SHARED:
            quantity.hedge(before.quantity.qualifier)


def _is_contrasted(tokens: list[Token], head: Phrase) -> bool:
    """Does a noun stand behind what sets it apart ("30 local workers")? "31 Kurds and 17 soldiers" are two nouns."""
    between = tokens[head.quantity.end : max(head.head, head.quantity.end)]
    return any(token.flags & (e.OTHER | e.OTHERS) or not token.flags & e.PLAIN for token in between)


def _share_head(tokens: list[Token], phrase: Phrase, head: Phrase) -> None:
    """Only the head noun passes to the other phrase ("workers"), not its adjective ("local")."""
    if head.kind != "person" or phrase.end == phrase.quantity.end or phrase.quantity.article:
        return
    national = phrase.head >= 0 and tokens[phrase.head].flags & e.DEMONYM and not tokens[phrase.head].flags & e.PLURAL
    noun = tokens[head.head]
    if (phrase.kind not in ("none", "unknown") and not national) or noun.flags & e.DEMONYM:
        return
    phrase.kind, phrase.shared = "person", head.end
    if national and noun.entry.facet == "foreign":
        return
    if noun.entry.facet and not noun.flags & e.SILENT and noun.entry.facet not in phrase.facets:
        phrase.facets.append(noun.entry.facet)


def _prefer(tokens: list[Token], phrase: Phrase, left: int, right: int) -> tuple[int, int]:
    """Object of what stands before, or subject of what stands behind: "killed six and …", "left 20 dead"?"""
    before = tokens[left]
    joint = tokens[phrase.start - 1].flags if phrase.start else 0
    if joint & e.INCLUDING or (before.flags & e.TOLL and joint & e.SUBORDINATOR):
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


def _is_reduced(tokens: list[Token], phrase: Phrase, right: int) -> bool:
    """ "Freed 103 people arrested in protests": what befell them before."""
    kinds = e.PARTICIPLE | e.GROUP
    person = phrase.kind == "person" and right == phrase.end and tokens[right].flags & kinds == kinds
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
    if token.flags & e.FLIGHT and _is_displacement(phrase, lexicon):
        measure = lexicon.flight["measure"]
    if phrase.side == Side.ATTACKERS:
        measure = lexicon.attacking.get(measure, measure)
    if phrase.head >= 0 and tokens[phrase.head].flags & e.NOUN and token.flags & e.OBJECT and measure == "missing":
        # "The fate of 59 hostages".
        measure = tokens[phrase.head].entry.measure
    if not measure:
        return False
    if token.entry.needs == "attacker":
        phrase.side = Side.ATTACKERS
    phrase.measure, phrase.trigger = measure, trigger
    return True


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
    if verb is not None and verb.flags & e.ACTIVE and verb.entry.measure == taken:
        return taken
    passive = any(token.flags & e.BE for token in tokens[phrase.end : phrase.end + 6])
    passive = passive or _is_headline_state(tokens, phrase)
    return measure if passive or (verb is not None and verb.flags & _HANDS_ON) else ""


def _is_headline_state(tokens: list[Token], phrase: Phrase) -> bool:
    """ "100 hostages free, 30 missing", "300 pupils free after raid": the headline leaves out "are"."""
    if phrase.trigger != phrase.end or not tokens[phrase.end].flags & e.ACTIVE:
        return False
    behind = tokens[phrase.end + 1] if phrase.end + 1 < len(tokens) else None
    return behind is None or not behind.low[0].isalnum() or bool(behind.flags & e.SUBORDINATOR)


def _bind_head(tokens: list[Token], phrase: Phrase, lexicon: Lexicon) -> None:
    """Counting nouns carry their measure: "12 deaths", "15 bodies"; "took 40 hostages" is a taking."""
    if phrase.kind == "noun" and phrase.partitive and phrase.quantity.value == 0:
        phrase.kind = "thing"
    elif (label := governors.labelled(tokens, phrase)) >= 0:
        phrase.measure, phrase.trigger = tokens[label].entry.measure, label
    elif phrase.kind == "noun":
        phrase.measure, phrase.trigger = tokens[phrase.head].entry.measure, phrase.head
        new = any(token.flags & e.NEW for token in tokens[phrase.quantity.end : phrase.head])
        phrase.quantity.more = phrase.quantity.more or new
    elif phrase.kind == "body":
        if _is_neutral(tokens, phrase):
            phrase.kind = "thing"
        else:
            phrase.measure, phrase.trigger = lexicon.body_measure, phrase.head
    elif phrase.start and phrase.head >= 0 and _is_taking(tokens[phrase.start - 1], tokens[phrase.head]):
        phrase.measure, phrase.trigger = lexicon.taken_measure, phrase.start - 1


def _is_neutral(tokens: list[Token], phrase: Phrase) -> bool:
    """ "30 bodies were identified", "30 bodies or body parts"; not "they were identified; 30 bodies were found"."""
    if any(token.flags & e.BODY for token in tokens[phrase.end + 1 : phrase.end + _NEUTRAL_BEFORE + 1]):
        return True
    before = reversed(tokens[max(0, phrase.start - _NEUTRAL_BEFORE) : phrase.start])
    behind = tokens[phrase.end : phrase.end + _NEUTRAL_BEHIND]
    near = (token for side in (before, behind) for token in takewhile(lambda token: token.low != ";", side))
    return any(token.flags & e.NEUTRAL for token in near)


def _is_taking(verb: Token, noun: Token) -> bool:
    return bool(verb.flags & e.TAKE and noun.flags & e.TAKEN)
