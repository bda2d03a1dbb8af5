"""Steps over a word or mark that names no measure, on the way from a phrase to its predicate.

A walk passes asides (prepositional phrases, relative clauses, parentheses, examples) and ends at a wall: another
number, a conjunction with a new subject, the end of the clause.
"""

from __future__ import annotations

from newsdesk.figures import commas, joint_subjects, spans
from newsdesk.figures.clauses import Clause
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.needs import fits
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import CLITICS, DASHES, QUOTES

_STAY = 8
"""Words of "where they had been staying"."""
_BEFORE_ASIDE = e.PREPOSITION | e.TO | e.STATE


def over_mark(clause: Clause, k: int) -> int:
    """Step past a mark, or to the limit where it ends the clause."""
    token = clause.tokens[k]
    low = token.low
    if low == "(":
        return _past(clause, k, ")")
    if low in DASHES and (closed := _past(clause, k, low)) < clause.limit:
        verb = clause.tokens[closed].flags
        if (
            k + 1 in clause.starts
            or verb & e.AUXILIARY
            or (verb & e.MOVE and not clause.tokens[closed].ending & e.GERUND)
        ):
            # "A man - described as a loner - has died".
            return closed
    if low in QUOTES or low in CLITICS:
        return _quotation(clause, k)
    if low == "," or low in DASHES:
        return commas.over(clause, k)
    if low[0].isdigit():
        return _quantity(clause, k)
    return clause.limit


def _quotation(clause: Clause, k: int) -> int:
    """A quotation mark stops nothing but where a voice is behind it: '"There were 300 inside," said an officer'."""
    voiced = k + 1 < clause.limit and clause.tokens[k + 1].flags & e.STRONG
    return clause.limit if voiced else k + 1


def _past(clause: Clause, k: int, mark: str) -> int:
    """Behind the mark that closes a parenthesis; the limit where none does."""
    for stop in range(k + 1, min(clause.limit, k + 25)):
        if clause.tokens[stop].low == mark:
            return stop + 1
    return clause.limit


def _quantity(clause: Clause, k: int) -> int:
    """Step over a number in an aside; any other ends the clause."""
    other = clause.starts.get(k)
    before = clause.tokens[k - 2 if clause.tokens[k - 1].flags & e.DETERMINER and k - 1 > clause.phrase.end else k - 1]
    if other is None:
        return k + 1
    if before.flags & (e.OF_THEM | e.NOT):
        return joint_subjects.past_detail(clause, k)
    done = before.flags & (e.ACTIVE | e.PARTICIPLE | e.VERB) or (not before.flags and before.ending)
    told = clause.relative and spans.is_told_in_relative(clause.tokens, k, other.end)
    if told or (done and (clause.relative or (clause.aside and before.ending & e.GERUND))):
        return other.end
    if before.flags & e.SUBORDINATOR and other.end < clause.limit and clause.tokens[other.end].flags & e.AUXILIARY:
        return clause.limit
    things = other.kind not in ("person", "none", "body")
    # "90 people from 22 families".
    things = things or (other.kind == "person" and bool(clause.tokens[other.head].flags & e.HOUSEHOLD))
    if before.flags & e.INCLUDING or (before.flags & _BEFORE_ASIDE and (other.quantity.article or things)):
        clause.aside = True
        ends = things and clause.tokens[other.head].flags & e.TAIL
        return other.head if ends else other.end + _is_stated_within(clause, other)
    return clause.limit


def _is_stated_within(clause: Clause, other: Phrase) -> bool:
    """ "300 people, including 20 | wounded, were rescued": the state is that of the 20."""
    state, mark = [*clause.tokens[other.end : other.end + 2], None, None][:2]
    stated = state is not None and state.flags & (e.STATE | e.GROUP | e.PARTICIPLE) and other.kind == "none"
    return bool(stated) and mark is not None and mark.low == ","


def _past_ages(clause: Clause, k: int) -> int:
    """ "Pupils aged 9 to 13", "boys aged between 7 and 14": behind the ages."""
    at = k + 1
    while at < clause.limit and clause.tokens[at].flags & (e.NUMERIC | e.TO | e.AND | e.BETWEEN | e.OR | e.FROM):
        at += 1
    return at


def over_word(clause: Clause, k: int) -> int:
    flags = clause.tokens[k].flags
    if k in clause.starts and not flags & e.INCLUDING:
        return _quantity(clause, k)
    if flags & e.AUXILIARY:
        return _auxiliary(clause, k, flags)
    if flags & e.INCLUDING:
        clause.aside = clause.listing = True
        clause.relative = clause.relative or bool(flags & e.OF_THEM)
        return k + 1
    if flags & e.RELATIVE and (clause.listing or _opens_relative(clause, k, flags)):
        return _relative(clause, k, flags)
    return _small(clause, k, flags)


def _relative(clause: Clause, k: int, flags: int) -> int:
    if clause.listing:
        return _past_example(clause, k)
    if flags & e.THAT and _has_subject(clause, k + 1):
        return clause.limit
    clause.relative = clause.aside = True
    return k + 1


def _past_example(clause: Clause, k: int) -> int:
    """ "Six people, including a woman who hired him, were killed": the verb behind the comma that ends the example."""
    if not clause.predicate and k + 1 < clause.limit and clause.tokens[k + 1].low != ",":
        for at in range(k + 1, clause.limit - 1):
            token = clause.tokens[at]
            verb = clause.tokens[at + 1]
            finite = verb.flags & e.AUXILIARY or (verb.flags & e.MOVE and not verb.ending & e.GERUND)
            if token.low == "," and finite and not verb.flags & e.ONE_ALONE:
                clause.listing = clause.aside = clause.relative = False
                return at + 1
            if token.flags & e.SPOKEN or token.low in (";", ":"):
                break
    return clause.limit


def _owner(clause: Clause, k: int) -> int:
    """ "The 30 passengers they were holding": what somebody did to those counted."""
    at = k + 1
    while at < clause.limit and clause.tokens[at].flags & (e.AUXILIARY | e.ADVERB):
        at += 1
    if at < clause.limit and clause.tokens[at].flags & e.ACTIVE and not clause.object_follows(at):
        clause.weak = at if fits(clause.tokens, at, clause.phrase) else -1
        clause.be = clause.have = False
        return at + 1
    return clause.limit


def _opens_relative(clause: Clause, k: int, flags: int) -> bool:
    before = clause.tokens[k - 1]
    # "57 people at a factory | that employs 1,200".
    counts = flags & e.THAT and any(
        spans.is_told_in_relative(clause.tokens, at, one.end) for at, one in clause.starts.items() if at > k
    )
    leads = not flags & e.SUBORDINATOR or k == clause.phrase.end or before.flags & e.OF
    return bool(leads or counts) or before.low == ","


def _has_subject(clause: Clause, k: int) -> bool:
    """ "Told three children that their uncle was dead": the clause has a subject of its own."""
    token = clause.tokens[k] if k < clause.limit else None
    return token is not None and bool(token.flags & (e.DETERMINER | e.PRONOUN | e.PERSON))


def _small(clause: Clause, k: int, flags: int) -> int:
    if flags & (e.AGE | e.ADVERB):
        return _past_ages(clause, k) if flags & e.AGE else _adverb(clause, k, flags)
    if flags & e.LEAVE:
        return k + 1 if clause.be or clause.aside else clause.limit
    if flags & (e.SUBORDINATOR | e.CONTRAST):
        return _subordinate(clause, k)
    if flags & e.COORDINATOR:
        return _coordinate(clause, k)
    if flags & e.PREPOSITION:
        clause.aside = True
        return k + 1
    return _owner(clause, k) if flags & e.PRONOUN and k == clause.phrase.end else _other(clause, k, flags)


def _adverb(clause: Clause, k: int, flags: int) -> int:
    return clause.limit if flags & e.NOT or _speaks(clause, k, flags) else k + 1


def _is_aimless(clause: Clause, k: int) -> bool:
    """ "29 men downstream died": a word before the verb that is no verb itself."""
    after = clause.tokens[k + 1].flags if k + 1 < clause.limit else 0
    return not clause.tokens[k].ending and bool(after & (e.AUXILIARY | e.MOVE))


def _is_reduced(clause: Clause, k: int) -> bool:
    """ "39 people linked to the firm, among them nine drivers, had been killed": the verb of the 39 is yet to come."""
    if not clause.tokens[k].ending & e.PAST or k + 1 >= clause.limit:
        return False
    if not clause.tokens[k + 1].flags & (e.PREPOSITION | e.TO):
        return False
    for at in range(k + 2, clause.limit):
        flags = clause.tokens[at].flags
        if flags & (e.BE | e.HAVE):
            return True
        if flags & (e.RELATIVE | e.SUBORDINATOR | e.CONTRAST | e.SPEECH) or (flags & e.AND and at in clause.starts):
            break
    return False


def _speaks(clause: Clause, k: int, flags: int) -> bool:
    """ "Many people reported relatives being trapped": they speak of others."""
    told = flags & e.SPEECH and not clause.be and k == clause.phrase.end and k + 1 < clause.limit
    return bool(told) and bool(clause.tokens[k + 1].flags & e.PERSON)


def _auxiliary(clause: Clause, k: int, flags: int) -> int:
    clause.be = clause.be or bool(flags & e.BE)
    clause.have = clause.have or bool(flags & e.HAVE)
    if flags & (e.BE | e.HAVE) and not clause.relative:
        clause.aside = False
    return k + 1


def _subordinate(clause: Clause, k: int) -> int:
    nxt = clause.tokens[k + 1] if k + 1 < clause.limit else None
    if nxt is not None and nxt.flags & e.PRONOUN and clause.tokens[k].flags & e.WHERE:
        return _past_stay(clause, k)
    if nxt is not None and (nxt.flags & e.PRONOUN or _is_deed(clause, k + 1)):
        return clause.limit
    onboard = clause.weak >= 0 and clause.tokens[clause.weak].entry.needs == "travellers"
    if onboard and clause.tokens[k].flags & e.THAT and nxt is not None and not _has_subject(clause, k + 1):
        return joint_subjects.past_relative(clause, k)
    if clause.tokens[k].flags & e.AS and nxt is not None and nxt.flags & (e.STATE | e.PARTICIPLE | e.BE | e.ADVERB):
        return k + 1
    if (
        (clause.aside or clause.weak >= 0)
        and clause.tokens[k].flags & e.PREPOSITION
        and (clause.relative or not clause.be)
    ):
        return k + 1
    return clause.limit


def _past_stay(clause: Clause, k: int) -> int:
    """ "Eight guests of the hotel where they stayed | were hurt": the verb behind what they did there."""
    verbs = range(k + 3, min(clause.limit, k + _STAY))
    return next((at for at in verbs if clause.tokens[at].flags & (e.BE | e.HAVE)), clause.limit)


def _is_deed(clause: Clause, k: int) -> bool:
    """ "… after gunmen seized them": what others did."""
    verb = clause.tokens[k + 1].flags if k + 1 < clause.limit else 0
    doer = clause.tokens[k].flags & e.PERSON and k not in clause.starts
    return bool(doer and verb & e.ACTIVE) and not clause.tokens[k + 1].ending & e.GERUND


def _coordinate(clause: Clause, k: int) -> int:
    nxt = clause.tokens[k + 1] if k + 1 < clause.limit else None
    if nxt is None or (k > clause.phrase.end and k + 1 not in clause.starts and _is_next_subject(clause, k + 1)):
        return clause.limit
    if nxt.flags & (e.AUXILIARY | e.TRIGGER | e.ADVERB) and k + 1 not in clause.starts:
        return k + 1
    if k + 1 in clause.starts:
        return _and_number(clause, k)
    if clause.listing and nxt.flags & e.OWNER and k + 2 in clause.starts:
        # "Twelve people, among them a pilot and | his two sons, were killed".
        return clause.starts[k + 2].end
    if k == clause.phrase.end:
        return joint_subjects.behind_another(clause, k)
    return k + 1 if clause.aside else clause.limit


def _and_number(clause: Clause, k: int) -> int:
    """Another number behind "and": it shares the predicate, is passed over, or ends the clause."""
    other = clause.starts[k + 1]
    if clause.listing and _ends_list(clause, k - 1, other):
        clause.weak = k - 1
        return clause.limit
    beside = clause.listing or (clause.left and other.kind == "thing") or _is_beside(clause, other)
    if beside or _is_with_all(clause, other):
        return other.end
    verb = joint_subjects.behind_others(clause, k)
    return verb if verb >= 0 else clause.limit


def _ends_list(clause: Clause, k: int, other: Phrase) -> bool:
    """ "33 people, including two officers, killed and 53 others were injured": the headline leaves "were" out."""
    told = other.end < clause.limit and clause.tokens[other.end].flags & e.BE
    return bool(clause.tokens[k].flags & e.PARTICIPLE and told) and fits(clause.tokens, k, clause.phrase)


def _is_next_subject(clause: Clause, k: int) -> bool:
    """ "Four captives were led out and | the gunman found dead": said of somebody else."""
    if k + 2 >= clause.limit or not clause.tokens[k].flags & e.THE or not clause.tokens[k + 1].flags & e.PERSON:
        return False
    told = clause.tokens[k + 2].flags
    return bool(told & (e.ADVERB | e.STATE | e.PARTICIPLE) and not told & e.AUXILIARY)


def _is_beside(clause: Clause, other: Phrase) -> bool:
    """A single one within an aside, of whom nothing else is said: not "had gone under and one was missing"."""
    verb = clause.tokens[other.end].flags if other.end < clause.limit else 0
    told = verb & (e.AUXILIARY if other.kind == "none" else e.ONE_ALONE)
    return clause.aside and other.quantity.single and not told


def _is_with_all(clause: Clause, other: Phrase) -> bool:
    """ "All 186 people aboard and three on the ground were killed": not "there were 186 aboard and three died"."""
    every = clause.tokens[clause.phrase.start].flags & e.EVERY
    aboard = clause.weak >= 0 and clause.tokens[clause.weak].entry.needs == "travellers"
    return bool(every and aboard) and other.end < clause.limit and bool(clause.tokens[other.end].flags & e.PREPOSITION)


def _verb(clause: Clause, k: int, flags: int) -> int:
    """A verb that is no trigger: it speaks, or does something else; "accused of theft" does neither."""
    clause.conveyed = clause.conveyed or bool(flags & e.CONVEY and clause.be)
    # Not "the alleged ringleader", "accused of theft".
    described = clause.tokens[k - 1].flags & e.DETERMINER
    speaks = flags & e.SPEECH and not (described or (k + 1 < clause.limit and clause.tokens[k + 1].flags & e.OF))
    if speaks and not (clause.be or clause.relative or flags & (e.ADVERB | e.DOCUMENT)):
        return clause.limit
    if clause.be or clause.aside:
        clause.predicate = clause.predicate or bool(flags & e.VERB and clause.be)
        return k + 1
    clause.predicate = True
    return clause.limit if speaks else k + 1


def _other(clause: Clause, k: int, flags: int) -> int:
    if flags & e.DWELL and (clause.be or k == clause.phrase.end):
        clause.dwelling = k
    if flags & (e.SPEECH | e.VERB):
        return _verb(clause, k, flags)
    if clause.tokens[k].ending & e.LY:
        return k + 1
    if clause.be and not clause.aside:
        clause.predicate = True
        clause.conveyed = clause.conveyed or bool(flags & e.CONVEY)
    elif not clause.aside and k == clause.phrase.end and not _is_aimless(clause, k):
        clause.predicate = not clause.tokens[k].ending & e.GERUND and not _is_reduced(clause, k)
        clause.aside = True
    return k + 1
