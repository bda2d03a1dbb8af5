"""How far the words of a speech verb reach: whether it leads, trails or interrupts what is said. Knows no voice."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures import moments, spans
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import CLOSERS, DASHES, QUOTES, Token

_PREDICATES = e.AUXILIARY | e.TOLL_VERB | e.MOVE | e.VERB | e.RISE | e.LIFE_BEFORE
_DEEDS = e.ACTIVE | e.LEAVE
_LONGEST_TRAIL = 9
_NO_TRAIL = e.AUXILIARY | e.TRIGGER | e.DIGITS
_DOERS = e.PERSON | e.PRONOUN | e.SPEAKER
_ACTORS = e.VOICE | e.TITLE | e.REGION | e.COUNTRY | e.CREDITED
_CLAUSE = 20
_DATE = 5
"""Words of "(22 June)"."""
_OTHERS = 6
"""Words from a semicolon to the verb of who stands behind it."""
_OPENED = 3
"""Words of "hours after" that may open a sentence before its first subject."""


def clause_end(tokens: list[Token], start: int, at: int) -> int:
    """How far a leading voice reaches: "the toll, which officials said might rise, stood at 37" is not all theirs."""
    if start > 1 and tokens[start - 1].flags & e.RELATIVE and tokens[start - 2].low == ",":
        for k in range(at + 1, len(tokens) - 1):
            if tokens[k].low == "," and (_resumes(tokens[k + 1]) or _does_first(tokens, at, k + 1)):
                return k
    if (aside := _aside_of_object(tokens, at)) >= 0:
        return aside
    if (turned := _turn(tokens, at) or _moved_on(tokens, at) or _concluded(tokens, at)) > 0:
        return turned
    if _is_where(tokens, start):
        commas = (k for k in range(at + 1, len(tokens) - 1) if tokens[k].low == ",")
        return next((k for k in commas if _resumes_with(tokens, k + 1)), len(tokens))
    opened = 0 < start - spans.past_openings(tokens, spans.past_dateline(tokens)) <= _OPENED
    if opened and opens_clause(tokens[start - 1]) and not trails(tokens, at):
        commas = (k for k in range(at + 1, len(tokens) - 1) if tokens[k].low == ",")
        return next((k for k in commas if not _continues(tokens[k + 1])), len(tokens))
    return len(tokens)


def _aside_of_object(tokens: list[Token], at: int) -> int:
    """ "Aid groups fear disease in the camps of the quake, which killed 300": where a clause begins that is told in
    passing of what they only think of; -1 where none does."""
    if tokens[at].flags & e.STRONG or at + 1 >= len(tokens) or tokens[at + 1].flags & (e.THAT | e.TO):
        return -1
    for k in range(at + 1, len(tokens) - 2):
        flags = tokens[k].flags
        if flags & (e.NUMERIC | e.TOLL | e.NUMBER_NOUN | e.THAT | e.AUXILIARY):
            return -1
        opened = tokens[k + 1] if not tokens[k + 1].flags & e.PREPOSITION else tokens[k + 2]
        if tokens[k].low == "," and opened.flags & e.RELATIVE:
            return k
    return -1


def _turn(tokens: list[Token], at: int) -> int:
    """ "The premier announced aid of $5 million; the state had sought $20 million": the semicolon behind a mere object,
    where somebody else does something; 0 where there is none."""
    mark = next((k for k in range(at + 1, min(len(tokens) - 3, at + _CLAUSE)) if tokens[k].low == ";"), 0)
    if not mark or any(token.flags & (e.AUXILIARY | e.ACTIVE | e.MOVE | e.THAT) for token in tokens[at + 1 : mark]):
        return 0
    who = tokens[mark + 1 : mark + 1 + _OTHERS]
    verb = next((k for k, token in enumerate(who) if token.flags & _PREDICATES), 0)
    return mark if verb and who[verb - 1].flags & _ACTORS else 0


def _moved_on(tokens: list[Token], at: int) -> int:
    """ "Police had reported nine dead, and the toll is now 14", "…, before it reached 14": where the text goes on by
    itself behind what somebody had said; 0 where it does not."""
    had = at - 1
    while had > 0 and tokens[had].flags & e.ADVERB:
        had -= 1
    if had < 1 or not tokens[had].flags & e.HAVE or tokens[had].flags & e.ONE_ALONE:
        return 0
    joints = range(at + 1, min(len(tokens) - 2, at + _CLAUSE))
    return next((k for k in joints if _is_later(tokens, k)), 0)


def _concluded(tokens: list[Token], at: int) -> int:
    """ "The boats came back empty, a monk told ANSA, which suggests that 9 drowned": the comma behind which the text
    itself concludes from what was said before; 0 where there is none."""
    if not tokens[at].flags & e.TOLD:
        return 0
    for k in range(at + 1, min(len(tokens) - 2, at + _LONGEST_TRAIL)):
        if tokens[k].low == ",":
            which = tokens[k + 1].flags & e.RELATIVE and tokens[k + 2].flags & e.CONCLUDING
            return k if which else 0
        if tokens[k].flags & (_NO_TRAIL | e.THAT):
            break
    return 0


def _is_later(tokens: list[Token], joint: int) -> bool:
    """The "and" of "and the toll is now 14", the "before" of "before it reached 14"."""
    then = tokens[joint].flags & (e.SUBORDINATOR | e.PREPOSITION) and tokens[joint].flags & e.DATED
    if not (then or tokens[joint].low == ";" or tokens[joint].flags & (e.AND | e.CONTRAST)):
        return False
    k = joint + 1 + bool(tokens[joint + 1].flags & e.DETERMINER)
    if k + 1 >= len(tokens) or not tokens[k].flags & (e.TOLL | e.NUMBER_NOUN | e.NEUTRAL_PRONOUN):
        return False
    verb = tokens[k + 1].flags
    now = any(token.flags & e.NOW for token in tokens[k + 1 : k + 3])
    return bool(verb & (e.TOLL_VERB | e.LINK) and not verb & e.PREPOSITION and (then or now))


def _is_where(tokens: list[Token], start: int) -> bool:
    """ "In Aldaia, where the mayor …, six people drowned": an opening place, and what somebody says of it."""
    where = start > 1 and tokens[start - 1].flags & e.WHERE and tokens[start - 2].low == ","
    return bool(where and tokens[0].flags & e.PREPOSITION) and is_opening(tokens, start, 0)


def _resumes_with(tokens: list[Token], k: int) -> bool:
    """Does the main clause begin here? With a number too, but not with "three of them"."""
    if not tokens[k].flags & (e.NUMERIC | e.BEFORE):
        return not _continues(tokens[k])
    return not any(token.flags & (e.OF | e.OF_THEM) for token in tokens[k : k + 3])


def opens_clause(token: Token) -> bool:
    """The "as" of "As rescuers warned that time was running out, the toll rose"; not the "that" of what is said."""
    return bool(token.flags & e.SUBORDINATOR and not token.flags & e.THAT)


def _continues(token: Token) -> bool:
    """Does what follows a comma belong to the clause before: "…, including", "…, which", "…, three of them"?"""
    kinds = e.INCLUDING | e.NUMERIC | e.BEFORE | e.COORDINATOR | e.RELATIVE | e.ADDING | e.PREPOSITION | e.HARMING
    return bool(token.flags & kinds or token.ending & (e.GERUND | e.PAST))


def _does_first(tokens: list[Token], at: int, k: int) -> bool:
    """ "The quake, which the agency put at 6.8, levelled 400 homes"; not "which it said killed 12, hurt 30"."""
    behind = tokens[k + 1].flags if k + 1 < len(tokens) else 0
    does = tokens[k].flags & _DEEDS and behind & (e.NUMERIC | e.BEFORE | e.DETERMINER)
    return bool(does) and not any(token.flags & _DEEDS for token in tokens[at + 1 : k])


def _resumes(token: Token) -> bool:
    """Is it the main verb behind an aside? One that the lexicon does not know is no participle, and no name."""
    if token.flags:
        links = token.flags & e.LINK and not token.flags & e.PREPOSITION
        return bool(links or (token.flags & _PREDICATES and not token.flags & e.ADDING))
    return token.low.isalpha() and not token.capital and not token.ending & e.GERUND


def past_time(tokens: list[Token], k: int) -> int:
    """Past "late on Friday", "two hours later", "already"."""
    start = -1
    while start < k < len(tokens):
        start, k = k, moments.past(tokens, k)
        while k < len(tokens) and tokens[k].flags & e.ADVERB and not tokens[k].flags & e.BEFORE:
            k += 1
    return k


def goes_on(tokens: list[Token], at: int) -> bool:
    """ "…, he told AFP, adding that …", "…, police said: …": the same voice covers what follows."""
    if at + 1 < len(tokens) and tokens[at + 1].low == ":":
        return True
    return any(token.flags & e.ADDING for token in tokens[at + 1 : at + _LONGEST_TRAIL])


def interrupts(tokens: list[Token], at: int) -> bool:
    """ "…, police said, 17 of them critically", "…, including three", "…, and 30 were hurt", "…, and killed 30"."""
    k = past_time(tokens, at + 1)
    if k < len(tokens) and (tokens[at].flags & e.TOLD or tokens[k].flags & e.PREPOSITION):
        # "The mayor told reporters, …", "said in a statement, …".
        trail = range(k, min(len(tokens), k + _LONGEST_TRAIL))
        ends = (at for at in trail if tokens[at].low == "," or tokens[at].flags & (_NO_TRAIL | e.THAT))
        k = next(ends, k)
    return counts_behind(tokens, k)


def counts_behind(tokens: list[Token], comma: int) -> bool:
    """ "…, 17 of them critically", "…, including three", "…, and 30 were hurt", "…, while 30 were hurt"."""
    if comma + 1 >= len(tokens) or tokens[comma].low != ",":
        return False
    joint = tokens[comma + 1].flags
    if _goes_on_to_do(tokens, comma + 1) or joint & (e.INCLUDING | e.EITHER | e.NUMERIC):
        return True
    return bool(joint & (e.AND | e.HARMING | e.COORDINATOR | e.PARTING) and _counts_on(tokens, comma + 2))


def _goes_on_to_do(tokens: list[Token], k: int) -> bool:
    """ "…, and killed 12", "…, killing 12": the subject of the clause before has done that too."""
    if tokens[k].ending & e.GERUND:
        return bool(tokens[k].flags & _DEEDS)
    return bool(tokens[k].flags & e.AND and k + 1 < len(tokens) and tokens[k + 1].flags & _DEEDS)


def _counts_on(tokens: list[Token], k: int) -> bool:
    while k < len(tokens) and tokens[k].flags & (e.BEFORE | e.DETERMINER | e.MORE_BEFORE):
        k += 1
    return k < len(tokens) and bool(tokens[k].flags & e.NUMERIC)


def as_clause(tokens: list[Token], start: int, covered: int) -> int:
    """ "…, as the government had been saying": covers only back to the mark before."""
    if tokens[start - 1].flags & e.AS:
        for k in range(start - 3, covered, -1):
            if tokens[k].low in CLOSERS or tokens[k].low == "-":
                return k
    return covered


def is_set_aside(tokens: list[Token], mark: int, start: int) -> bool:
    """ "…, not 40 as the rebels claimed": from the mark before, said by them alone."""
    return bool(tokens[start - 1].flags & e.AS and tokens[mark + 1].flags & e.NOT)


def is_opening(tokens: list[Token], start: int, covered: int) -> bool:
    """Is there nothing but an opening phrase ("On Sunday,") before this subject?"""
    if start - covered >= 8:
        return False
    before = tokens[covered:start]
    told = any(one.flags & _DOERS and _is_done(two) for one, two in pairwise(before))
    # "The quake measured 5.9".
    told = told or any(one.ending & e.PAST and two.flags & (e.NUMERIC | e.BEFORE) for one, two in pairwise(before[1:]))
    flags = [token.flags for token in before]
    # "The fire took 12 lives".
    told = told or (any(one & e.LIFE_BEFORE for one in flags) and any(one & e.LIFE for one in flags))
    return not (told or any(one & (e.TRIGGER | e.AUXILIARY) for one in flags))


def _is_done(token: Token) -> bool:
    """The verb of "crews found nine", "we counted nine", "people spent the night in tents"."""
    state = token.flags & e.STATE and " " in token.low
    return bool(token.flags & e.OCCURRING or state or (token.ending & e.PAST and not token.flags))


def is_circumstance(tokens: list[Token], start: int, covered: int) -> bool:
    """ "Following the arrest of 20 men, the mayor wrote to …": nobody says the words before the comma."""
    first = tokens[covered].flags
    timed = first & e.PREPOSITION and not first & (e.PLACE | e.ON_DAY | e.BY | e.FROM)
    # "About 30 people swam ashore".
    timed = timed and not (first & e.BEFORE and tokens[covered + 1].flags & e.NUMERIC)
    parted = any(token.low in CLOSERS for token in tokens[covered : start - 1])
    return bool(timed) and not parted and is_verbless(tokens, start, covered)


def is_verbless(tokens: list[Token], start: int, covered: int) -> bool:
    """ "Among the dead, the ministry said, were …": the statement goes on behind the voice."""
    return not any(token.flags & (e.AUXILIARY | e.MOVE | e.ACTIVE) for token in tokens[covered:start])


def trails(tokens: list[Token], at: int) -> bool:
    """Does the sentence end, or turn, right after this verb and its time and place?"""
    k = past_time(tokens, at + 1)
    if _opens_quotation(tokens, k) or _says_behind_aside(tokens, k):
        return False
    if at + 1 < k < len(tokens) and tokens[k].low == "(":
        # "Said on Monday (June 22)".
        k = next((end + 1 for end in range(k, min(len(tokens), k + _DATE)) if tokens[end].low == ")"), k)
    if k >= len(tokens) or tokens[k].low in CLOSERS or tokens[k].low == ":" or tokens[k].low in DASHES:
        return True
    flags = tokens[k].flags
    if flags & e.SUBORDINATOR and not flags & e.THAT:
        return True
    listener = flags & e.TO and k + 1 < len(tokens) and tokens[k + 1].flags & (e.CREDITED | e.VOICE)
    if listener or flags & (e.PREPOSITION | e.CITING) or tokens[at].flags & e.TOLD:
        return _phrase_trails(tokens, k)
    return bool(flags & (e.CITING | e.STRONG))


def _says_behind_aside(tokens: list[Token], comma: int) -> bool:
    """ "The governor said | , contrary to earlier reports, that 40 had been hurt": what is said stands behind."""
    if comma >= len(tokens) or tokens[comma].low != ",":
        return False
    aside = range(comma + 1, min(len(tokens) - 1, comma + _LONGEST_TRAIL))
    end = next((k for k in aside if tokens[k].low == ","), comma)
    return end > comma and bool(tokens[end + 1].flags & e.THAT and tokens[end + 1].flags & e.SUBORDINATOR)


def _opens_quotation(tokens: list[Token], k: int) -> bool:
    """ "The mayor spoke of "about 20"": what is said begins here."""
    opens = k + 1 < len(tokens) and tokens[k].low in QUOTES and tokens[k].end == tokens[k + 1].start
    return opens and tokens[k + 1].low[0].isalnum()


def _phrase_trails(tokens: list[Token], k: int) -> bool:
    """Is what follows only where or to whom it was said?"""
    trail = tokens[k : k + _LONGEST_TRAIL]
    for token, after in zip(trail, [*trail[1:], None], strict=True):
        flags = token.flags
        if flags & e.HOUR or (flags & e.DIGITS and after is not None and after.flags & e.HOUR):
            # "In its 6 am update".
            continue
        if token.low in CLOSERS or (flags & e.SUBORDINATOR and not flags & (e.THAT | e.OVER)):
            return True
        if flags & e.THAT or (flags & _NO_TRAIL and not flags & (e.MODAL | e.SCENE | e.ISSUED | e.BUILDING)):
            return False
    return k + _LONGEST_TRAIL >= len(tokens)
