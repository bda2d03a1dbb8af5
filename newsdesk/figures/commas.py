"""Steps over a comma on the way from a phrase to its predicate: it opens an aside, goes on with a list, or ends."""

from __future__ import annotations

from newsdesk.figures import joint_subjects
from newsdesk.figures.clauses import Clause
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase

_PASSING = 2
_SAID = 5
"""Words from "he" to the verb of "he said", "it was reported"."""
_SHARE = 5
"""Words of "about a third of whom"."""
_REGION = e.COUNTRY | e.REGION | e.TOWN | e.THING | e.ISLAND
"""What stands in the name of where a place lies: "Niger State"."""
_AMOUNT = e.NUMERIC | e.FRACTION | e.SHARE | e.BEFORE


def over(clause: Clause, k: int) -> int:
    """A comma opens an aside, or ends the clause before another number or subject."""
    nxt = k + 1
    if clause.aside and (behind := _past_region(clause, k)) > k:
        return behind
    closed = clause.weak >= 0 and not clause.relative and not _is_in_passing(clause)
    told = clause.subordinate and clause.be and not clause.tokens[k - 1].flags & e.AUXILIARY
    closed = closed or (told and not clause.relative)
    if clause.predicate or nxt >= clause.limit or closed or _is_another_subject(clause, nxt) or _parts(clause, nxt):
        return clause.limit
    if nxt in clause.starts:
        return _comma_number(clause, k)
    detail = _is_share_of_whom(clause, nxt) or _is_one_of_them(clause, nxt) or _is_moved(clause, nxt)
    if detail or clause.tokens[nxt].flags & (e.NOT | e.INSTEAD):
        return joint_subjects.past_detail(clause, nxt)
    if clause.tokens[nxt].flags & e.COORDINATOR:
        return _comma_and(clause, nxt)
    clause.listing = clause.listing and _is_member(clause, nxt)
    if clause.outer is None:
        clause.outer = clause.be
    elif not clause.listing:
        # "A man, who was drunk, | stabbed a policeman".
        clause.be, clause.relative = clause.outer, False
    clause.aside = True
    return nxt


def _is_member(clause: Clause, k: int) -> bool:
    """ "Twelve people, including the pilot, | his co-pilot and 10 tourists, died": the examples go on."""
    if not clause.tokens[k].flags & e.DETERMINER:
        return False
    end = next((at for at in range(k + 1, clause.limit) if not clause.tokens[at].low[0].isalpha()), clause.limit)
    end = next((at for at in range(k + 1, end) if clause.tokens[at].flags & e.AND), end)
    return k + 1 < end < clause.limit and bool(clause.tokens[end - 1].flags & e.PERSON)


def _parts(clause: Clause, k: int) -> bool:
    """ "20 people on board, | while others were killed"; not "12 soldiers, while on patrol, were killed"."""
    if not (clause.tokens[k].flags & e.PARTING and clause.tokens[k].flags & e.SUBORDINATOR) or k + 1 >= clause.limit:
        return False
    behind = clause.tokens[k + 1]
    return not (behind.flags & (e.PREPOSITION | e.ADVERB | e.STATE) or behind.ending & e.GERUND)


def _past_region(clause: Clause, k: int) -> int:
    """ "Six people hurt in Arba, Niger State, on Friday were children": behind where the place lies; else k."""
    if not clause.tokens[k - 1].capital:
        return k
    behind = k
    while behind + 1 < clause.limit and clause.tokens[behind + 1].capital:
        at = behind + 1
        while at < clause.limit and clause.tokens[at].capital and not clause.tokens[at].flags & ~_REGION:
            at += 1
        if at == behind + 1 or at >= clause.limit or clause.tokens[at].low != ",":
            break
        behind = at
    return behind + 1 if behind > k else k


def _is_another_subject(clause: Clause, k: int) -> bool:
    """ "Surrounded by six policemen, he was killed", "…, Reyes got away"; not "six policemen, he said, were killed"."""
    agent = clause.phrase.start and clause.tokens[clause.phrase.start - 1].flags & (e.AGENT | e.OBJECT)
    named = agent and clause.tokens[k].capital and not clause.tokens[k].flags & ~e.CREDITED
    pronoun = clause.tokens[k].flags & e.PRONOUN and not clause.tokens[k].flags & (e.RELATIVE | e.OF_THEM)
    if not (named or pronoun):
        return False
    return not any(token.flags & (e.SPEECH | e.CITING) for token in clause.tokens[k + 1 : k + _SAID])


def _is_share_of_whom(clause: Clause, k: int) -> bool:
    """ "110 hostages, about a third of whom are believed dead": said of some of them alone."""
    opening = clause.tokens[k : min(clause.limit, k + _SHARE)]
    opening = opening[: next((at for at, token in enumerate(opening) if token.low == ","), _SHARE)]
    of_whom = next((at for at, token in enumerate(opening) if token.flags & e.OF_THEM), 0)
    return of_whom > 0 and bool(opening[of_whom - 1].flags & (e.SHARE | e.FRACTION | e.VAGUE))


def _is_one_of_them(clause: Clause, k: int) -> bool:
    """ "Four people, one of them a child, were hurt": tells who one of them is; not "one of whom, a nurse, died"."""
    one, of_them, who = [*clause.tokens[k : min(clause.limit, k + 3)], None, None, None][:3]
    if one is None or of_them is None or who is None:
        return False
    return bool(one.flags & e.SINGLE and of_them.flags & e.OF_THEM and who.flags & (e.ARTICLE | e.PERSON | e.DEMONYM))


def _is_moved(clause: Clause, k: int) -> bool:
    """ "31, | down from 38, were injured"."""
    behind = clause.tokens[k + 1].flags if k + 1 < clause.limit else 0
    return bool(clause.tokens[k].flags & e.EITHER and behind & e.FROM)


def _comma_number(clause: Clause, k: int) -> int:
    """ "120 people, 40 of whom were children, …", "a man, one of those who …": the next number within commas."""
    other = clause.starts[k + 1]
    if any(token.flags & e.OF_THEM for token in clause.tokens[clause.phrase.end : k]):
        # "37 workers, of whom eight were dead, 16 in a critical condition …": the list goes on.
        return clause.limit
    if other.anaphoric:
        return clause.limit if _has_aside(clause, other) else joint_subjects.past_detail(clause, k + 1)
    if clause.listing or (other.quantity.single and clause.weak < 0 and k == clause.phrase.end):
        return _past_second(clause, other.end)
    closed = joint_subjects.past_detail(clause, k + 1)
    condition = other.kind == "none" and clause.tokens[min(other.end, clause.limit - 1)].flags & (
        e.PREPOSITION | e.STATE
    )
    verb = clause.tokens[closed + 1] if closed + 1 < clause.limit else None
    if condition and verb and (verb.flags & e.AUXILIARY or (verb.flags & e.MOVE and not verb.ending & e.GERUND)):
        # "29 people, 11 in critical condition, were taken to hospital".
        return closed
    shared = joint_subjects.behind_others(clause, k)
    return shared if shared >= 0 else clause.limit


def _is_in_passing(clause: Clause) -> bool:
    """ "The four, held for 471 days, were freed", "all 62 on board, including …, died": not yet what befell them."""
    weak = clause.tokens[clause.weak]
    opened = clause.tokens[clause.phrase.end].low == "," and clause.weak <= clause.phrase.end + _PASSING
    return opened or weak.entry.needs == "travellers"


def _comma_and(clause: Clause, k: int) -> int:
    """ "Four people, plus the gunman, were killed"; "and" goes on only to a verb."""
    flags = clause.tokens[k].flags
    if clause.listing and flags & e.AND and k + 1 in clause.starts:
        # "Four civilians, including a woman, and two soldiers were killed".
        return clause.starts[k + 1].end
    clause.listing = False
    if k + 1 in clause.starts and (verb := joint_subjects.behind_others(clause, k)) >= 0:
        return verb
    after = clause.tokens[min(k + 1, clause.limit - 1)]
    # "33 million people, or one in seven, were affected"; "17 Rwandans, and others from Ghana, were among the wounded".
    aside = not flags & (e.AND | e.OR) or (flags & e.OR and after.flags & _AMOUNT) or after.flags & e.OTHERS
    if aside and (closed := joint_subjects.past_detail(clause, k)) < clause.limit:
        return closed
    if not after.flags & (e.AUXILIARY | e.TRIGGER | e.ADVERB):
        return clause.limit
    clause.aside = True
    return k


def _past_second(clause: Clause, k: int) -> int:
    """ "Two gunmen, a father and his son |, attacked": behind both of them; `k` where no second is named."""
    if k >= clause.limit or not clause.tokens[k].flags & e.AND:
        return k
    at = k + 1
    while at < clause.limit and clause.tokens[at].flags & e.DETERMINER:
        at += 1
    named = at + 1 < clause.limit and clause.tokens[at].flags & e.PERSON
    return at + 1 if named and clause.tokens[at + 1].low == "," else k


def _has_aside(clause: Clause, other: Phrase) -> bool:
    """ "Nine cases, one of whom, a nurse, has died": its predicate; not that of "two of them elderly, died"."""
    bare = other.kind == "none" and bool(clause.tokens[other.end - 1].flags & e.OF_THEM)
    return bare and other.end < clause.limit and clause.tokens[other.end].low == ","
