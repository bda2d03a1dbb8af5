"""Which numbers of a sentence share a predicate: those joined by nothing but "and", commas and the like."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures import governors, inheritance, spans
from newsdesk.figures.bounds import SHARED
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import Token, peek
from newsdesk.model import Qualifier

_OPENING = e.PREPOSITION | e.SUBORDINATOR
_GOVERNING = e.OF | e.HARMING | e.HAVE | e.ACTIVE | e.OBJECT | e.PREPOSITION | e.VERB | e.PURPOSE
"""What stands before a number in an opening phrase."""
_NO_GOVERNOR = e.LEAVE | e.PERSON | e.ADVERB | e.STATE | e.SPEECH


def find(tokens: list[Token], phrases: list[Phrase]) -> list[list[Phrase]]:
    """Phrases joined by nothing but "and", commas and the like share a predicate."""
    groups: list[list[Phrase]] = []
    for phrase in phrases:
        before = groups[-1][-1] if groups else phrase
        alike = inheritance.joined(tokens, before, phrase) and not _is_own(tokens, before, phrase)
        alike = alike and not (before.kind == "person" and phrase.kind == "thing") and not _is_vague(phrase)
        alike = (
            alike and not _is_clause_of_its_own(tokens, before, phrase) and not _is_bare_state(tokens, before, phrase)
        )
        over = _is_listed_part(tokens, before) or _is_stated_apart(tokens, before, phrase)
        over = over or _opens_sentence(tokens, before, phrase)
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
    told = last.flags & (e.HAVE | e.BE | e.CONVEY | e.COUNTING) or (before.kind == "unknown" and _may_be_verb(last))
    return bool(placed or told) or is_object(tokens, before)


def _opens_sentence(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "In two tranches, the five were freed": a circumstance, nobody beside these."""
    placed = before.kind == "unknown" and before.start > 0
    first = first if (first := spans.clause_start(tokens)) < before.start else 0
    placed = placed and bool((tokens[before.start - 1].flags | tokens[first].flags) & e.PREPOSITION)
    placed = placed or _is_in_opening(tokens, before, first)
    opening = placed and all(token.low != "," for token in tokens[first : before.start])
    return bool(opening) and not any(token.flags & e.AND for token in tokens[before.end : phrase.start])


def _is_in_opening(tokens: list[Token], phrase: Phrase, begins: int) -> bool:
    """ "In a town of 20,000 people, 12 died", "while he met 15 governors, …"; not "in addition to 12 men, …"."""
    first = tokens[begins].flags
    opens = phrase.start > begins + 1 and first & _OPENING and not first & (e.COORDINATOR | e.OF | e.AMONG)
    before = peek(tokens, phrase.start - 1)
    verb = not before.flags & ~e.ADVERB and before.low.isalpha() and not before.capital
    return bool(opens and (verb or (before.flags & _GOVERNING and not before.flags & e.AMONG))) and not phrase.partitive


def _may_be_verb(token: Token) -> bool:
    """ "Blasts shook three gazebos and 12 people were killed": what no lexicon knows, behind what may be a verb."""
    unknown = not token.flags and not token.capital and token.low.isalpha()
    return unknown or bool(token.flags & e.TOLL_VERB and not token.flags & (e.ADVERB | e.AUXILIARY | e.TOLL))


def _is_bare_state(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "Two gunmen and 14 dead": a number with a state and no noun has nothing in common with the gunmen.

    Nor has "40 people, 6 dead".
    """
    stated = phrase.kind == "none" and phrase.end < len(tokens) and tokens[phrase.end].flags & (e.STATE | e.GROUP)
    listed = tokens[before.end].low == ","
    role = before.kind == "person" and before.inside < 0
    role = role and (listed or not tokens[before.head].flags & (e.DEMONYM | e.SILENT))
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


def is_object(tokens: list[Token], phrase: Phrase) -> bool:
    """Does a verb stand right before? Then no later predicate is about this phrase."""
    if not phrase.start:
        return False
    verb = tokens[phrase.start - 1]
    if governors.opens_group(tokens, phrase, phrase.start - 1):
        return False
    if not verb.flags and verb.ending & (e.GERUND | e.PAST) and not verb.capital:
        return phrase.end >= len(tokens) or not tokens[phrase.end].flags & e.RELATIVE
    if verb.flags & e.WITNESSING:
        # "Had seen two men who fled".
        return True
    return bool(verb.flags & (e.ACTIVE | e.VERB | e.TAKE)) and not verb.flags & _NO_GOVERNOR


def share(tokens: list[Token], group: list[Phrase], subject: bool) -> None:
    """Coordination shares the head and the hedge: "at least 15 foreign and 30 local workers"; not "30, including 2"."""
    head = group[-1]
    for phrase in group[:-1] if _is_contrasted(tokens, head) else ():
        _share_head(tokens, phrase, head)
    for before, after in pairwise(group):
        quantity = after.quantity
        joint = tokens[before.end : after.start]
        exact = quantity.qualifier is Qualifier.EXACT and not quantity.single
        listed = any(token.flags & e.INCLUDING for token in joint)
        # Not "destroyed over 60 homes and killed | 12", "over 60 tornadoes and 30 deaths".
        alike = subject or before.kind == after.kind == "person"
        joined = alike and exact and not listed and any(token.flags & (e.AND | e.OR) for token in joint)
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
