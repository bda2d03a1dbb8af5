"""Finds the later members of a list that leaves its verb out: "in Arba 25 died, in Doria 11".

Each has its own place, or subject, before it or behind. Knows no measure: they take that of the number before.
"""

from __future__ import annotations

from newsdesk.figures import place_names, places
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.spans import Span
from newsdesk.figures.tokens import Token, peek

_LONGEST_PLACE = 9
_NO_PLACE = e.TRIGGER | e.AUXILIARY | e.VERB | e.SPEECH | e.RELATIVE | e.NUMERIC | e.COORDINATOR
_SAID = e.AUXILIARY | e.ADVERB | e.STRONG | e.WEAK | e.ACTIVE | e.OBJECT
_CLOSING = frozenset((",", ";", ".", ")", "-", "–", "—"))
_LONGEST_VOICE = 4
_PUT = 8
"""Words from "says" to the number in "says the siege has cost 30 lives"."""
_NAMING = e.DETERMINER | e.ADJECTIVE | e.PLAIN | e.DEMONYM | e.PERSON | e.VOICE | e.TITLE
_KINDS = e.PERSON | e.ADJECTIVE | e.DEMONYM | e.PLAIN


def continues(tokens: list[Token], before: Phrase, phrase: Phrase, reach: int) -> bool:
    """Is it the next of such a list? `reach` is where the number before ends, its predicate included.

    Marks where the own place or subject of each begins.
    """
    gap = tokens[reach : phrase.start]
    if not gap or phrase.quantity.article:
        return False
    if _is_trailing(tokens, before, gap, phrase):
        before.contrasted = phrase.contrasted = True
        return True
    if phrase.kind != "none" or not _is_closed(tokens, phrase.end):
        return False
    if _is_told_by_another(tokens, before, gap):
        return True
    own = _followed(tokens, before, reach, phrase)
    own = own if own >= 0 else _bracketed(tokens, reach, phrase)
    own = own if own >= 0 else _accounted(tokens, before, reach, phrase)
    own = own if own >= 0 else _fronted(tokens, before, reach, phrase)
    if own < 0:
        return _take_subject(tokens, before, reach, phrase)
    phrase.own = own
    before.contrasted = phrase.contrasted = True
    return True


def is_among_fronted(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Of the dead, 25 were in Arba", "of those, 821 were from Palu": where some of the group were."""
    at = places.past_occurring(tokens, phrase.end)
    if phrase.kind != "none" or at + 1 >= len(tokens) or not phrase.end < at:
        return False
    front = phrase.start - 2
    if front < 0 or tokens[front + 1].low != "," or not tokens[at].flags & e.PLACE:
        return False
    while front > 0 and tokens[front].flags & (e.GROUP | e.NOUN | e.DETERMINER | e.THOSE | e.NUMERIC | e.CONFIRMED):
        front -= 1
    return bool(tokens[front].flags & (e.OF | e.OF_THEM)) and place_names.named(tokens, at + 1) is not None


def _is_trailing(tokens: list[Token], before: Phrase, gap: list[Token], phrase: Phrase) -> bool:
    """ "40 were killed in the capital and 13 in the suburbs", "25 of the dead were in Arba, 11 in Doria"."""
    at = phrase.end
    other = phrase.head >= 0 and tokens[phrase.head].flags & e.OTHERS
    joint = gap[-1].low == "," or gap[-1].flags & e.COORDINATOR
    if at >= len(tokens) or not (phrase.kind == "none" or other) or not joint:
        return False
    if before.part or before.kind in ("noun", "body"):
        gap = gap[places.past_occurring(gap, 0) :]
    placed = bool(gap and gap[0].flags & (e.PREPOSITION | e.TO) and len(gap) <= _LONGEST_PLACE)
    # "Five were on one bus and four on another".
    placed = placed or bool(before.end <= before.trigger and tokens[before.trigger].flags & e.PLACE_NOUN)
    if not placed or not tokens[at].flags & (e.PREPOSITION | e.ADVERB | e.TO) or tokens[at].flags & e.TRIGGER:
        return False
    alone = at + 1 >= len(tokens) or not tokens[at + 1].low[0].isalnum()
    # "71 to firefighters, and 27 to civilians".
    alike = tokens[at].flags & e.PLACE or (placed and tokens[at].low == gap[0].low)
    apart = len(gap) > 1 and gap[-2].low == "," and (alone or alike)
    place = gap[1:-2] if apart else gap[1:-1]
    return not any(
        (token.flags & _NO_PLACE and not token.flags & e.SINGLE) or not token.low[0].isalnum() for token in place
    )


def _is_told_by_another(tokens: list[Token], before: Phrase, gap: list[Token]) -> bool:
    """ "The governor reported 227 dead and the army just 81", "the agency put it at 259, the army at 381"."""
    who = gap[1 : -1 if gap[-1].flags & (e.LINK | e.ADVERB) else len(gap)]
    if who and who[0].flags & e.AND:
        who = who[1:]
    if not 0 < len(who) <= _LONGEST_VOICE:
        return False
    said = tokens[max(0, before.start - _PUT) : before.start]
    verb = next((k for k in range(len(said) - 1, -1, -1) if said[k].flags & e.SPEECH), len(said))
    # Not "police said the army killed 12 and the rebels 40".
    told = verb < len(said) and not any(token.flags & e.ACTIVE for token in said[verb + 1 :])
    joint = gap[0].low == "," or gap[0].flags & e.AND
    speaks = who[-1].flags & (e.VOICE | e.TITLE)
    return bool(told and joint and speaks) and all(token.flags & _NAMING or token.capital for token in who)


def _is_closed(tokens: list[Token], at: int) -> bool:
    """Is nothing else said of a number that ends here?"""
    return at >= len(tokens) or tokens[at].low in _CLOSING or bool(tokens[at].flags & e.AND)


def _own(tokens: list[Token], first: int, phrase: Phrase) -> int:
    """Where a name begins that ends right before this number, behind the joint at `first`; -1 where none does."""
    at = first
    while at < phrase.start and (tokens[at].low == "," or tokens[at].flags & e.AND):
        at += 1
    if at == first or at >= phrase.start:
        return -1
    name = place_names.begins(tokens, at) and place_names.named(tokens, at)
    return at if name and name.end == phrase.start else -1


def _fronted(tokens: list[Token], before: Phrase, reach: int, phrase: Phrase) -> int:
    """ "In Arba 25 people died, in Doria 11 and in Lenz four": the own place; -1 where there is none."""
    at = next((k for k in range(phrase.start - 1, reach, -1) if tokens[k].flags & e.PLACE), -1)
    if at < 0 or phrase.start - at > _LONGEST_PLACE or not (tokens[at - 1].low == "," or tokens[at - 1].flags & e.AND):
        return -1
    name = place_names.named(tokens, at + 1)
    told = name is not None and name.end == phrase.start and (before.own >= 0 or places.find(tokens, before).name)
    return at + 1 if told else -1


def mark_accounts(tokens: list[Token], phrase: Phrase) -> None:
    """ "Women account for 25 of the deaths", "Arba accounts for 25 of the dead": the subject tells whose they are."""
    verb = at = phrase.start - 1
    if verb < 1 or not tokens[verb].flags & (e.ACCOUNTING | e.CONSISTING):
        return
    while at > 0 and (place_names.begins(tokens, at - 1) or tokens[at - 1].flags & _KINDS):
        at -= 1
    phrase.own = at if at < verb else -1


def _accounted(tokens: list[Token], before: Phrase, reach: int, phrase: Phrase) -> int:
    """ "Arba accounts for 25 of the deaths, Doria for 11 and Lenz nine": the own subject; -1 where none is."""
    last = tokens[before.start - 1].flags if before.start else 0
    at = reach
    while at < phrase.start and (tokens[at].low == "," or tokens[at].flags & e.AND):
        at += 1
    bare = before.subject < 0 and peek(tokens, before.start - 1).capital
    goes_on = before.own >= 0 and (last & (e.ACCOUNTING | e.FOR) or bare)
    if not goes_on or at == reach:
        return -1
    name = tokens[at : phrase.start - bool(tokens[phrase.start - 1].flags & e.FOR)]
    return at if name and all(token.capital or token.flags & _KINDS for token in name) else -1


def _followed(tokens: list[Token], before: Phrase, reach: int, phrase: Phrase) -> int:
    """ "Arba reported 25 deaths, followed by Doria with 11 and Lenz with four": the own place; -1 where none."""
    at = phrase.start - 1
    first = _name_start(tokens, at, reach)
    joint = tokens[first - 1].flags
    goes_on = before.own >= 0 and joint & e.AND
    follows = joint & e.COORDINATOR and not joint & (e.AND | e.OR)
    with_it = tokens[at].flags & e.HARMING and tokens[at].flags & e.PREPOSITION
    if first == at or not with_it or not (follows or goes_on):
        return -1
    if before.own < 0 and not places.find(tokens, before).name:
        before.own = _subject(tokens, before)
    return first


def _bracketed(tokens: list[Token], reach: int, phrase: Phrase) -> int:
    """ "Arba, with 25 dead, was hit worst, followed by Doria (11) and Lenz (four)": the own place; -1 where none."""
    at = phrase.start - 1
    if tokens[at].low != "(" or phrase.end >= len(tokens) or tokens[phrase.end].low != ")":
        return -1
    first = _name_start(tokens, at, reach)
    joint = tokens[first - 1]
    listed = joint.low == "," or joint.flags & (e.COORDINATOR | e.PLACE)
    if first == at or not listed or any(token.flags & (e.SPEECH | e.NUMERIC) for token in tokens[reach:first]):
        return -1
    return first


def _name_start(tokens: list[Token], end: int, least: int) -> int:
    """Where the name begins that ends before tokens[end], not before `least`; `end` where there is none."""
    at = end
    while at > least and place_names.begins(tokens, at - 1):
        at -= 1
    return at


def _take_subject(tokens: list[Token], before: Phrase, reach: int, phrase: Phrase) -> bool:
    """ "Arba has recorded 25 deaths, Doria 11 and Lenz four": name against name."""
    own = _own(tokens, reach, phrase)
    first = before.subject if before.subject >= 0 else _subject(tokens, before)
    if own < 0 or first < 0:
        return False
    before.subject, phrase.subject = first, own
    done = before.trigger < before.start and tokens[before.trigger].flags & (e.ACTIVE | e.OBJECT)
    if not done or before.own >= 0:
        # "Israel freed 90, Hamas three": of those whom somebody freed it tells no place.
        before.own, phrase.own = first, own
        before.contrasted = phrase.contrasted = True
    return True


def _subject(tokens: list[Token], phrase: Phrase) -> int:
    """Where the name begins that is the subject of a verb right before this number; -1 where none is."""
    verb = phrase.start - 1
    while verb > 0 and tokens[verb].flags & _SAID and not tokens[verb].flags & e.COUNTRY:
        verb -= 1
    if verb < 0 or verb == phrase.start - 1:
        return -1
    at = _name_start(tokens, verb, 0)
    opens = at == 0 or tokens[at - 1].low in _CLOSING or tokens[at - 1].flags & (e.THAT | e.STRONG | e.AND)
    name = place_names.named(tokens, at) if opens and place_names.begins(tokens, at) else None
    return at if name is not None and name.end == verb + 1 else -1


def is_elliptical(tokens: list[Token], place: Span) -> bool:
    """Is the auxiliary left out after "and" ("… are believed affected and some 673,000 displaced")?"""
    if place.last <= place.end or any(t.flags & e.AUXILIARY for t in tokens[place.end : place.last]):
        return False
    return place.first > 0 and bool(tokens[place.first - 1].flags & e.AND)
