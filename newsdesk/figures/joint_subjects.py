"""Steps over a second subject: "eight shoppers and the gunman were killed", "three officers and 15 rebels died".

A walk from the first to the verb of both; called where the walk meets what joins them.
"""

from __future__ import annotations

from newsdesk.figures.clauses import Clause
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import Token

_OPENS_CLAUSE = e.THAT | e.SPEECH | e.SUBORDINATOR | e.CONTRAST | e.DETERMINER
_TOLD = e.AUXILIARY | e.VERB | e.SPEECH | e.TRIGGER | e.RELATIVE | e.NUMERIC | e.COORDINATOR
"""What tells something of a subject, or counts others."""
_COUNTED = ("person", "none")
_ANOTHER = 9
"""Words of "and the child of a British national"."""
_PLACE = 8
"""Words of "from the Indonesian army"."""


def past_detail(clause: Clause, k: int) -> int:
    """ "120 people, 40 of whom were children, …": what stands between the commas is said of the 40 alone."""
    return next((at for at in range(k, clause.limit) if clause.tokens[at].low == ","), clause.limit)


def past_relative(clause: Clause, k: int) -> int:
    """ "14 people aboard a plane that was heading home were killed": where the verb of the 14 begins."""
    for at in range(k + 2, clause.limit):
        flags = clause.tokens[at].flags
        if flags & (e.BE | e.HAVE):
            return at
        opens = flags & (e.SUBORDINATOR | e.RELATIVE | e.CONTRAST) and not _is_time_of_doing(clause, at)
        if at in clause.starts or opens or clause.tokens[at].low == ",":
            break
    return clause.limit


def _is_time_of_doing(clause: Clause, k: int) -> bool:
    """ "A plane that crashed | after taking off": the clause goes on."""
    doing = k + 1 < clause.limit and clause.tokens[k + 1].ending & e.GERUND
    return bool(clause.tokens[k].flags & e.PREPOSITION and doing)


def behind_others(clause: Clause, k: int) -> int:
    """ "Three officers from the army, two from the navy and 15 rebels were killed": the verb of all; -1 where none is.

    `k` is the first joint; nothing is said of the officers before it.
    """
    tokens, first = clause.tokens, clause.phrase
    detailed = tokens[first.end].low == ","
    told = clause.be or clause.have or clause.predicate or first.anaphoric
    if told or not _opens_clause(clause) or not (detailed or _past_place(tokens, first.end) == k):
        return -1
    kinds = ("none",) if first.kind == "none" else _COUNTED
    verb, other, last = k, first, k
    while first.kind in kinds and verb < len(tokens) and (after := _past_joint(tokens, verb)) in clause.starts:
        other, last = clause.starts[after], verb
        if other.kind not in kinds:
            return -1
        verb = _past_place(tokens, other.end)
    joined = other is not first and any(token.flags & e.AND for token in tokens[last : other.start])
    flags = tokens[verb].flags if joined and verb < len(tokens) else 0
    finite = flags & e.AUXILIARY or (flags & e.MOVE and not tokens[verb].ending & e.GERUND)
    placed = other.kind == "person" or verb > other.end
    return verb if placed and finite and not flags & e.ONE_ALONE else -1


def _past_joint(tokens: list[Token], k: int) -> int:
    """Behind a comma, "and", or both; k itself where neither stands there."""
    k += tokens[k].low == ","
    return k + bool(k < len(tokens) and tokens[k].flags & e.AND)


def _past_place(tokens: list[Token], k: int) -> int:
    """Behind where somebody is or comes from ("from the army"); k itself where nothing of the kind is said."""
    at = k
    if at < len(tokens) and (tokens[at].flags & e.PREPOSITION or _is_where(tokens[at])):
        while at < min(len(tokens), k + _PLACE) and tokens[at].low[0].isalpha():
            if tokens[at].flags & _TOLD and not _is_where(tokens[at]):
                break
            at += 1
    while at < len(tokens) and tokens[at].flags & e.ADVERB:
        at += 1
    return at


def _is_where(token: Token) -> bool:
    """ "At the school", "on the bus": a measure of its own, unless something befell those who were there."""
    return bool(token.flags & e.SCENE or token.entry.needs == "travellers")


def behind_another(clause: Clause, k: int) -> int:
    """ "Eight shoppers and the gunman were killed": step over a second subject without a number."""
    for at in range(k + 1, min(k + _ANOTHER, clause.limit)):
        flags = clause.tokens[at].flags
        if flags & e.RELATIVE and not flags & e.SUBORDINATOR:
            return at + 1 if _is_of_both(clause, at) else past_relative(clause, at)
        if flags & e.ONE_ALONE or (flags & e.AUXILIARY and clause.attached):
            # "Stabbed in two hostels and the suspect was arrested".
            break
        if flags & e.AUXILIARY or (flags & e.PARTICIPLE and _is_shared(clause, at)) or _die_too(clause, at):
            return at
        if clause.tokens[at].low == ",":
            return _behind_aside(clause, at)
        # "The child of a British national".
        counted = at in clause.starts and not clause.tokens[at - 1].flags & e.OF
        if counted or flags & (e.TRIGGER | e.SPEECH | e.VERB | e.SUBORDINATOR):
            break
    return clause.limit


def _is_of_both(clause: Clause, k: int) -> bool:
    """ "The nine pupils and the teacher | who were shot dead"; not "… and the teacher who was driving were hurt"."""
    verb = clause.tokens[k + 1].flags if k + 1 < clause.limit else 0
    return bool(clause.tokens[k - 1].flags & e.PERSON and verb & e.BE and not verb & e.ONE_ALONE)


def _die_too(clause: Clause, k: int) -> bool:
    """ "Nineteen passengers and the driver | died"; not "there were 19 passengers and the driver died"."""
    before, verb = clause.tokens[k - 1], clause.tokens[k]
    moved = verb.flags & e.MOVE and not verb.ending & e.GERUND and before.flags & e.PERSON
    return bool(moved and _opens_clause(clause))


def _opens_clause(clause: Clause) -> bool:
    """Does nothing but a mark or a "that" stand before the phrase?"""
    before = clause.tokens[clause.phrase.start - 1] if clause.phrase.start else None
    return before is None or not before.low[0].isalnum() or bool(before.flags & _OPENS_CLAUSE)


def _behind_aside(clause: Clause, k: int) -> int:
    """ "Twelve boys and their coach, missing for nine days, were found": the verb behind what stands between commas.

    So in "two gunmen, a father and son, attacked", where the comma closes what tells who they are.
    """
    first = clause.phrase.start
    behind = clause.tokens[k + 1 : k + 2]
    if first and clause.tokens[first - 1].low == "," and any(map(_is_finite, behind)):
        return k + 1
    closed = past_detail(clause, k + 1) + 1
    verb = closed < clause.limit and clause.tokens[closed].flags & e.AUXILIARY
    return closed if verb and not any(at in clause.starts for at in range(k, closed)) else clause.limit


def _is_finite(token: Token) -> bool:
    return bool(token.flags & (e.AUXILIARY | e.MOVE)) and not (token.ending & e.GERUND or token.flags & e.ONE_ALONE)


def _is_shared(clause: Clause, k: int) -> bool:
    """ "Two Americans and an Afghan injured": neither "the injured" nor "injured men"."""
    after = clause.tokens[k + 1].flags if k + 1 < len(clause.tokens) else 0
    return not clause.tokens[k - 1].flags & e.DETERMINER and not after & e.PERSON
