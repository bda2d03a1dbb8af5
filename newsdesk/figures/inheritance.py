"""Lets a number that only lists or details the one before it take that one's measure. Knows no verb."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures import ellipses, noun_phrases, spans
from newsdesk.figures.bounds import SHARED
from newsdesk.figures.governors import has_predicate
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase, is_no_thing
from newsdesk.figures.tokens import DASHES, Token
from newsdesk.model import Qualifier, Side

DESCRIBING = e.PERSON | e.DEMONYM | e.ADJECTIVE | e.PLAIN
OPENS_SUM = frozenset((",", "(", ":", *DASHES))
LONGEST_PLACE = 9
_ORIGIN = 5
_TOLD_BEFORE = 6
_LONGEST_GAP = 25
_LONGEST_JOINT = 16
_SHARE_GAP = 2
"""Tokens of ", with"."""
_WHERE = e.PLACE | e.INSIDE_PLACE
_OPENS_SECOND = frozenset((",", ";", "—", "–"))
_OF_SECOND = e.DETERMINER | e.VOICE | e.TITLE | e.ADJECTIVE | e.PLAIN | e.DEMONYM | e.COUNTRY | e.CREDITED | e.THING
"""Words of a second voice's name."""
_TIMED = 3
"""Words of "the day before"."""
_LISTED = e.DETERMINER | e.PREPOSITION | e.COUNTRY | e.THING | e.NUMERIC | e.ADVERB
_NO_PLACE = (
    e.AUXILIARY | e.VERB | e.SPEECH | e.TRIGGER | e.RELATIVE | e.SUBORDINATOR | e.NUMERIC | e.COORDINATOR | e.EVENT
)
_OF_AGE = e.PREPOSITION | e.BEFORE | e.DETERMINER | e.AGE | e.LABEL | e.AGED
_FROM_WHAT = e.DETERMINER | e.ADVERB | e.PLAIN | e.ADJECTIVE | e.OF | e.NUMBER_NOUN | e.TOLL | e.DOCUMENT


def inherit(tokens: list[Token], phrases: list[Phrase]) -> None:
    """Let a number that only lists or details the one before it take its measure."""
    before: Phrase | None = None
    for phrase in phrases:
        beyond = is_beyond(phrase, before)
        if phrase.pending and not phrase.measure and before is not None and not beyond:
            phrase.measure, phrase.trigger = before.measure, before.trigger
        described = is_described(tokens, phrase) and not exceeds(phrase, before)
        other_things = before is not None and before.kind == "building" and phrase.kind == "person"
        other_things = other_things or _is_aimed_at(tokens, before, phrase)
        open_measure = before is not None and not (other_things or beyond or phrase.measure)
        open_measure = open_measure and _may_inherit(tokens, phrase)
        if before is not None and open_measure and (described or _continued(tokens, before, phrase)):
            phrase.measure, phrase.trigger = before.measure, before.trigger
            phrase.part = phrase.part or described or (before.part and not _is_behind_example(tokens, before, phrase))
        if phrase.measure and not (before is not None and is_inner_example(tokens, phrase)):
            before = phrase
    for phrase, toll in pairwise(phrases):
        if toll.trigger >= phrase.end and not phrase.measure and _is_fronted(tokens, phrase, toll):
            phrase.measure, phrase.trigger = toll.measure, toll.trigger


def is_inner_example(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Twelve people, among them | a nurse |, were hurt, three of them badly": the three are of the twelve."""
    at = phrase.start - 1
    while at > 0 and tokens[at].flags & e.DETERMINER:
        at -= 1
    return at > 0 and bool(tokens[at].flags & e.INCLUDING) and phrase.trigger >= phrase.end


def _is_aimed_at(tokens: list[Token], before: Phrase | None, phrase: Phrase) -> bool:
    """ "Two gunmen opened fire at five of the people": those are no gunmen."""
    attacked = before is not None and before.side == Side.ATTACKERS and phrase.side != Side.ATTACKERS
    return attacked and phrase.start > 0 and bool(tokens[phrase.start - 1].flags & e.PREPOSITION)


def _is_fronted(tokens: list[Token], phrase: Phrase, toll: Phrase) -> bool:
    """ "Up from 12 on Friday, the toll is now 15": what moved from this number stands behind."""
    bare = phrase.kind == "none" and tokens[toll.trigger].flags & e.TOLL
    return bool(bare and tokens[spans.clause_start(tokens)].flags & e.EITHER) and _moved_from(tokens[: phrase.start])


def _is_behind_example(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "29 died in Arba, among them a girl of five, and 24 in Doria": the 24 are no more examples of the 29."""
    example = before.start > 0 and tokens[before.start - 1].flags & e.INCLUDING
    gap = tokens[before.end : phrase.start]
    closed = len(gap) > 1 and gap[-2].low == "," and gap[-1].flags & e.AND
    if example and closed and before.end <= before.trigger < phrase.start:
        # "90 rebels, including six foreigners, have died, and 14 civilians".
        return True
    return bool(example and closed) and phrase.end < len(tokens) and bool(tokens[phrase.end].flags & e.PLACE)


def _may_inherit(tokens: list[Token], phrase: Phrase) -> bool:
    vague = phrase.quantity.qualifier is Qualifier.VAGUE and not _is_placed(tokens, phrase)
    if phrase.kind == "none" and (vague or is_no_thing(tokens, phrase)):
        return False
    if phrase.quantity.qualifier is Qualifier.ZERO and has_predicate(tokens, phrase):
        # "Killed 200, no one has been charged"; "none were children" says who they were.
        return is_described(tokens, phrase)
    # "Two Maltese instructors".
    named = phrase.facets or phrase.quantity.named
    people = phrase.kind in ("none", "person") or (phrase.kind == "unknown" and named)
    return bool(people) and not is_apart(tokens, phrase)


def _is_placed(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Injured 52 in Haiti and dozens in Cuba"."""
    where = tokens[phrase.end : phrase.end + 2]
    return len(where) > 1 and bool(where[0].flags & e.PLACE) and where[1].capital


def is_described(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Eight were soldiers": says of what kind some of those counted before are."""
    at = noun_phrases.copula(tokens, phrase.end)
    if ellipses.is_among_fronted(tokens, phrase):
        return True
    some = phrase.partitive and phrase.head >= 0 and tokens[phrase.head].flags & e.SILENT
    if not (phrase.kind == "none" or some) or at + 1 >= len(tokens) or not tokens[at].flags & e.BE:
        return False
    if tokens[at + 1].flags & e.OF:
        # "Three were of African origin".
        return any(token.flags & e.ORIGIN for token in tokens[at + 2 : at + _ORIGIN])
    return bool(tokens[at + 1].flags & (e.PERSON | e.DEMONYM)) and not tokens[at + 1].flags & e.TRIGGER


def exceeds(phrase: Phrase, before: Phrase | None) -> bool:
    """ "56 had died and 1,203 were sick": they are more than those, and so none of them."""
    return before is not None and (phrase.quantity.value or 0) > (before.quantity.value or 0) > 0


def is_beyond(phrase: Phrase, before: Phrase | None) -> bool:
    """ "Two were hurt when 400 of them entered": they cannot be of those two; of hundreds they could."""
    exact = before is not None and before.quantity.qualifier is Qualifier.EXACT
    return phrase.anaphoric and exact and exceeds(phrase, before)


def is_apart(tokens: list[Token], phrase: Phrase) -> bool:
    """ "… of whom 53 have been identified", "none of them masked": what befell the whole is not said of these."""
    at = phrase.end
    nobody = phrase.quantity.qualifier is Qualifier.ZERO
    if nobody and any(
        token.ending & e.PAST and not token.flags & ~(e.PLAIN | e.ADJECTIVE) for token in tokens[at - 1 : at + 1]
    ):
        return True
    while at < len(tokens) and (tokens[at].flags & (e.AUXILIARY | e.ADVERB) or tokens[at].ending & e.LY):
        if tokens[at].flags & e.APART:
            return True
        at += 1
    does = nobody and at < len(tokens) and tokens[at].ending & e.GERUND and not tokens[at].flags & e.TRIGGER
    # "None of them at sea": where they were.
    where = nobody and at < len(tokens) and tokens[at].flags & e.PREPOSITION and tokens[at].flags & e.PLACE
    return bool(does or where or _is_seen(tokens, phrase)) or (at < len(tokens) and bool(tokens[at].flags & e.APART))


def _is_seen(tokens: list[Token], phrase: Phrase) -> bool:
    """ "He watched 30 of them | drift away": what he saw them do."""
    before = tokens[phrase.start - 1] if phrase.start else None
    seen = before is not None and before.flags & e.VERB and not before.flags & e.TRIGGER
    return bool(seen and phrase.partitive) and phrase.end < len(tokens) and not tokens[phrase.end].flags


def _moved_from(gap: list[Token]) -> bool:
    """ "…, up from", "…, down from an earlier count of", "…, up from an initial"."""
    at = len(gap) - 1
    while at > 0 and (gap[at].flags & _FROM_WHAT or not gap[at].flags) and not gap[at].flags & e.FROM:
        at -= 1
    return at > 0 and bool(gap[at].flags & e.FROM and gap[at - 1].flags & e.EITHER)


def is_compared_with(tokens: list[Token], gap: list[Token], phrase: Phrase) -> bool:
    """ "The toll was 173, lower than the 210 that police had quoted": what was counted before.

    So is "the toll was 45, compared with 31 on Saturday".
    """
    if gap[-1].flags & e.SET_BESIDE:
        return phrase.kind == "none" and (_is_of_time(tokens, phrase.end) or is_given_by(tokens, phrase))
    known = len(gap) > 1 and gap[-1].flags & e.THE and gap[-2].flags & (e.COMPARED | e.TWICE | e.SET_BESIDE)
    before = tokens[phrase.end : phrase.end + _TOLD_BEFORE]
    told = is_given_by(tokens, phrase) or any(token.flags & (e.HAVE | e.ADVERB) for token in before)
    return bool(known) and phrase.kind == "none" and told


def is_given_by(tokens: list[Token], phrase: Phrase) -> bool:
    """ "The 60 | reported by the government": another's number of the same, and no former one."""
    behind = tokens[phrase.quantity.end : phrase.end + 2]
    return any(verb.flags & e.SPEECH and by.flags & e.AGENT for verb, by in pairwise(behind))


def _is_of_time(tokens: list[Token], at: int) -> bool:
    """ "31 | on Saturday", "31 | a week earlier", "31 | in the same period last year"; not "31 | for the army"."""
    behind = tokens[at : at + _TIMED]
    of_day = behind and behind[0].flags & (e.TODAY | e.ON_DAY | e.WITHIN | e.TIMING | e.INTO_MONTH)
    return bool(of_day) or any(token.flags & (e.UNIT_WORD | e.HOUR) for token in behind)


def succeeds(tokens: list[Token], gap: list[Token], phrase: Phrase) -> bool:
    """ "First 31 dead, then 52 and finally 73": one toll after another; not "killed two men, then three women"."""
    behind = tokens[phrase.end : phrase.end + 1]
    ends = not behind or is_listing(behind[0]) or behind[0].flags & e.AGENT or not behind[0].low[0].isalnum()
    bare = phrase.kind == "none" and bool(ends) and not phrase.quantity.more
    if gap[-1].flags & e.PLACE:
        # "At 12, then at 15".
        gap = gap[:-1]
    first = all(is_listing(token) or token.flags & e.ADVERB for token in gap[:-1])
    return bare and bool(gap) and bool(gap[-1].flags & e.SUCCEEDING) and first


def is_listing(token: Token) -> bool:
    return bool(token.flags & e.AND) or token.low == ","


def _continued(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    gap = _without_ages(tokens[reach_of(before, phrase) : phrase.start])
    if len(gap) > _LONGEST_GAP or not gap or _lacks(tokens, phrase) or _are_so_otherwise(tokens, before, gap, phrase):
        return False
    last = gap[-1]
    example = (
        _is_example(tokens, gap, phrase)
        or _is_last_example(tokens, before, phrase)
        or _is_share_of_toll(tokens, before, gap, phrase)
    )
    phrase.part = phrase.part or example
    some = phrase.partitive and phrase.kind == "person" and not _is_told_within(gap, tokens, phrase)
    if last.flags & e.INCLUDING or example or phrase.anaphoric or some:
        return True
    if ellipses.continues(tokens, before, phrase, reach_of(before, phrase)):
        _share_hedge(gap, before, phrase)
        return True
    if last.flags & e.COORDINATOR and not last.flags & (e.AND | e.OR):
        return not any(token.flags & e.RELATIVE for token in gap)
    moved = _moved_from(gap) or succeeds(tokens, gap, phrase) or is_compared_with(tokens, gap, phrase)
    if moved or (last.flags & e.NOT and len(gap) <= 3) or _sets_right(tokens, before, gap):
        return True
    return not has_predicate(tokens, phrase) and (
        _is_by_another(tokens, gap, phrase)
        or (not _is_done_to(tokens, before) and _is_by_second(tokens, gap, phrase))
        or _is_summed(gap, phrase)
        or _is_behind_place(tokens, gap, before, phrase)
        or _is_listed(gap, before, phrase, _is_elsewhere(tokens, phrase))
    )


def _is_told_within(gap: list[Token], tokens: list[Token], phrase: Phrase) -> bool:
    """ "22 survivors of the sinking, in which | 240 of the crew were lost": what its own clause says of them."""
    within = len(gap) > 1 and gap[-1].flags & e.RELATIVE and gap[-2].flags & e.PREPOSITION
    return bool(within) and has_predicate(tokens, phrase)


def _is_by_another(tokens: list[Token], gap: list[Token], phrase: Phrase) -> bool:
    """ "Killed 30 according to the union and | 52 according to the ministry": the same by another's count."""
    behind = tokens[phrase.end : phrase.end + 2]
    if not is_listing(gap[-1]) and not gap[-1].flags & e.OR:
        return False
    told, tells = (next((one for one in words if one.low != ","), gap[-1]) for words in (gap, behind))
    return phrase.kind == "none" and bool(told.flags & tells.flags & e.ACCORDING)


def _is_done_to(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Rebels | killed | 12 soldiers, the army 40": who comes next may have done it too."""
    return 0 <= phrase.trigger < phrase.start and bool(tokens[phrase.trigger].flags & e.ACTIVE)


def _is_by_second(tokens: list[Token], gap: list[Token], phrase: Phrase) -> bool:
    """ "Police said 12 had died, the fire service | 13", "…; the opposition, | 30": the same by a second voice."""
    end = tokens[phrase.end : phrase.end + 1]
    closed = not end or not end[0].low[0].isalnum() or end[0].flags & e.AND
    opens = gap[0].low in _OPENS_SECOND or gap[0].flags & (e.AND | e.CONTRAST)
    name = [token for token in gap[1:] if not (is_listing(token) or token.flags & (e.CONTRAST | e.BEFORE))]
    who = name and name[-1].flags & (e.VOICE | e.CREDITED | e.TITLE)
    if not (opens and closed and who) or phrase.kind != "none" or phrase.quantity.more:
        return False
    return all(token.flags & _OF_SECOND or token.capital for token in name)


def _sets_right(tokens: list[Token], before: Phrase, gap: list[Token]) -> bool:
    """ "The toll is not 50 but 15"."""
    denied = before.start > 0 and tokens[before.start - 1].flags & e.NOT
    return bool(denied) and len(gap) == 1 and bool(gap[0].flags & e.CONTRAST)


def _is_example(tokens: list[Token], gap: list[Token], phrase: Phrase) -> bool:
    """ "Saved 12 people, including the captain and six crew members": behind one who is named without a number."""
    at = next((k for k, token in enumerate(gap) if token.flags & e.INCLUDING), -1)
    if at < 0 or not is_listing(gap[-1]) or phrase.kind != "person" or has_predicate(tokens, phrase):
        return False
    return all(
        token.flags & (e.DETERMINER | DESCRIBING) or token.capital or is_listing(token) for token in gap[at + 1 :]
    )


def _is_last_example(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "Five bodies including four children and a woman have been found": the verb is that of all."""
    listed = before.part and before.start > 0 and tokens[before.start - 1].flags & e.INCLUDING
    if not listed or phrase.kind != "person" or phrase.end >= len(tokens) or phrase.start != before.end + 1:
        return False
    verb = tokens[phrase.end].flags
    return bool(tokens[before.end].flags & e.AND and verb & (e.BE | e.HAVE) and not verb & e.ONE_ALONE)


def _is_share_of_toll(tokens: list[Token], before: Phrase, gap: list[Token], phrase: Phrase) -> bool:
    """ "The toll stands at 1,930, with 500 in Italy": some of them, by where they died."""
    toll = before.trigger >= 0 and tokens[before.trigger].flags & (e.TOLL | e.NOUN)
    with_it = gap[-1].flags & e.HARMING and gap[-1].flags & e.PREPOSITION and len(gap) <= _SHARE_GAP
    if not toll or not with_it or phrase.kind != "none" or exceeds(phrase, before):
        return False
    at = phrase.end
    if at < len(tokens) and tokens[at].ending & e.GERUND and not tokens[at].flags & e.TRIGGER:
        # "With 50,000 coming from the US".
        at += 1
    where = tokens[at : at + 2]
    return len(where) > 1 and bool(where[0].flags & (e.PLACE | e.FROM) and (where[1].capital or where[1].flags & e.THE))


def _share_hedge(gap: list[Token], before: Phrase, phrase: Phrase) -> None:
    """ "At least 30,000 were displaced in Derna, and 3,000 in Albayda"; not "about 30 including three cooks and …"."""
    exact = phrase.quantity.qualifier is Qualifier.EXACT
    shared = any(token.flags & e.AND for token in gap) and not any(token.flags & e.INCLUDING for token in gap)
    if exact and before.quantity.qualifier in SHARED and shared:
        phrase.quantity.hedge(before.quantity.qualifier)


def _lacks(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Two are dead and 40,000 without power": what they are without is all that is said of them."""
    return phrase.end < len(tokens) and bool(tokens[phrase.end].flags & e.LACKING)


def _are_so_otherwise(tokens: list[Token], before: Phrase, gap: list[Token], phrase: Phrase) -> bool:
    """ "Found six men dead and nine others with burns", "… and nine others huddled in a cave": those are not dead."""
    others = phrase.head >= 0 and tokens[phrase.head].flags & e.OTHERS
    stated = len(gap) == 1 and before.trigger >= before.end and tokens[before.trigger].flags & e.STATE
    if not others or not stated or phrase.end + 1 >= len(tokens):
        return False
    how, what = tokens[phrase.end], tokens[phrase.end + 1]
    placed = how.flags & e.PLACE and (what.capital or what.flags & (e.TODAY | e.MONTH))
    inside = how.flags & (e.PLACE | e.HARMING) and how.flags & e.PREPOSITION
    return bool(inside and not placed) or bool(how.ending & e.PAST and not how.flags & e.TRIGGER)


def _is_summed(gap: list[Token], phrase: Phrase) -> bool:
    """ "170 hostages — 140 guests and 30 staff": what follows the mark adds up to what stands before."""
    return phrase.part and len(gap) == 1 and gap[0].low in OPENS_SUM


def _is_behind_place(tokens: list[Token], gap: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """ "Killed four people from the fire team and two officers", "killed four at the plant and two on the road"."""
    placed = gap[0].flags & (e.FROM | _WHERE) or gap[0].entry.needs == "travellers"
    placed = placed and gap[-1].flags & e.AND and len(gap) <= LONGEST_PLACE
    there = phrase.kind == "none" and phrase.end < len(tokens) and tokens[phrase.end].flags & _WHERE
    people = before.kind == "person" and 0 <= before.trigger < before.start and (there or phrase.kind == "person")
    words = [token for token in gap[1:-1] if not token.flags & e.ADJECTIVE]
    return bool(placed and people) and not any(token.flags & _NO_PLACE or token.low == "," for token in words)


def _is_elsewhere(tokens: list[Token], phrase: Phrase) -> bool:
    """ "23 climbers dead, 75 on the mountain when it erupted": where they were, and no second place set against it."""
    behind = tokens[phrase.end : phrase.end + LONGEST_PLACE]
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
        return is_listing(last) and all(token.flags & (e.BE | DESCRIBING) or is_listing(token) for token in gap)
    opened = is_listing(last) or last.low == "("
    return opened and all(
        is_listing(token) or token.low == "(" or token.flags & _LISTED or token.capital for token in gap
    )


def reach_of(before: Phrase, phrase: Phrase) -> int:
    """Where a phrase ends, its predicate included where that stands before the next phrase."""
    return max(before.end, before.trigger + 1 if before.trigger < phrase.start else 0)


def joined(tokens: list[Token], first: Phrase, second: Phrase) -> bool:
    """Does nothing but "and", a comma and the like, or a list of examples, stand between these two?"""
    gap = _without_ages(tokens[first.end : second.start])
    if not gap or len(gap) > _LONGEST_JOINT:
        return False
    if gap[0].flags & e.INCLUDING and not first.anaphoric:
        gap = _after_examples(gap)
    joins = [token for token in gap if token.flags & e.COORDINATOR or token.low == ","]
    if gap and gap[-1].flags & e.THAT:
        # "It had 40 patients, and that nine had died": a clause of its own.
        return False
    return bool(joins) and all(token in joins or token.flags & e.DETERMINER for token in gap)


def _without_ages(gap: list[Token]) -> list[Token]:
    """What is left of "aged nine and", of "under the age of five and"."""
    aged = next((k for k in range(len(gap) - 1, -1, -1) if gap[k].flags & e.AGED), -1)
    told = gap[: aged + 1]
    if any(token.flags & e.AGE for token in told) and all(token.flags & _OF_AGE for token in told):
        return gap[aged + 1 :]
    return [token for token in gap if not token.flags & (e.AGED | e.LABEL)]


def _after_examples(gap: list[Token]) -> list[Token]:
    """What follows "including Japanese, French and British workers"."""
    k = 1
    while k < len(gap) and (is_listing(gap[k]) or (gap[k].flags & DESCRIBING and not gap[k].flags & e.PARTICIPLE)):
        k += 1
    tail = k
    while tail > 1 and is_listing(gap[tail - 1]):
        tail -= 1
    return gap[tail:] if k == len(gap) else []
