"""Which dates are not a figure's own: that of an aside, of how people came there, of when a story began."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures import moments, thing_dates
from newsdesk.figures.cues import DATING, YEARS, Cue
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.spans import RELATING, Span, is_wall
from newsdesk.figures.thing_dates import is_past_verb
from newsdesk.figures.tokens import Token, peek
from newsdesk.model import Qualifier

_BEGUN = 6
"""Words from "since" to the date of a beginning."""
_BEGUN_THERE = 11
"""Words from "since" to "the military staged a coup in the Asian country in February"."""
_ASIDE = 25
"""Words of an aside before and behind its date."""
_STRUCK = 6
"""Words of "which struck the island in" before a year."""
_NAMED = 3
"""Words of "Hurricane Ian" and a comma."""
_LATER = 4
"""Words of "almost a year after"."""
_OPENING = 4
"""Words of a sentence in which it may date what follows: "in May a study …"."""
_TURN = 4
"""Words of "but on Monday" or "but early on Monday"."""
_NO_VERB = (
    e.PREPOSITION | e.COORDINATOR | e.RELATIVE | e.SUBORDINATOR | e.DETERMINER | e.NUMERIC | e.BEFORE | e.PERSON | e.TO
)
"""What is no verb of a main clause, behind a date."""


def is_of_story(tokens: list[Token], cue: Cue, cues: list[Cue]) -> bool:
    """ "40 have died since the unrest began last month": what is told of is still the same; not "in 2014"."""
    month = cue.kind == "other year" and tokens[cue.start].flags & e.MONTH
    if not month and cue.kind != "background":
        return False
    for one in cues:
        between = tokens[one.end : cue.start] if one.kind == "since" else []
        if between and between[-1].flags & e.NUMERIC:
            # "Since the war began three | years ago".
            between = between[:-1]
        begun = any(token.flags & e.BEGINNING for token in between)
        # "Since the army staged a coup in February".
        begun = begun or (bool(month) and any(is_past_verb(tokens, at) for at in range(one.end, cue.start)))
        if 0 < len(between) <= (_BEGUN_THERE if month else _BEGUN) and begun:
            return not any(token.flags & e.NUMERIC or is_wall(token) for token in between)
    return False


def is_span(tokens: list[Token], cue: Cue) -> bool:
    """ "Arrested 3,000 people a day after the coup", "years after being seized": so long after, not of then."""
    unit = cue.kind == "background" and tokens[cue.end - 1].flags & e.UNIT_WORD
    rate = unit and tokens[cue.end - 2].flags & e.RATE
    return bool(rate) and cue.end < len(tokens) and bool(tokens[cue.end].flags & e.DATED)


def _is_past_of(tokens: list[Token], at: int) -> bool:
    """ "After being", "before having": what is told behind befell the same people at another time."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    before = tokens[at].flags & e.DATED
    return bool(before and behind is not None and behind.flags & e.AUXILIARY and behind.ending & e.GERUND)


def clause_start(tokens: list[Token], cue: Cue) -> int:
    """Where the clause began that ends on a date and tells what people did before, or what was somewhere; else -1.

    "Gunmen who killed 22 last month struck again", "a nurse who arrived last month said", "a fire in a town where 22
    died in 2019 killed 12"; not "a ferry that sank last month killed 40", nor "police who were called last month found
    five bodies".
    """
    behind = next((at for at in range(cue.end, len(tokens)) if not _is_adverb(tokens[at])), -1)
    if behind < 0 or not tokens[behind].low[0].isalpha() or tokens[behind].flags & _NO_VERB:
        return -1
    for at in range(cue.start - 1, max(0, cue.start - _ASIDE), -1):
        if tokens[at].low == "," or is_wall(tokens[at]):
            break
        if tokens[at].flags & e.WHERE and any(token.flags & e.NUMERIC for token in tokens[at : cue.start]):
            return at
        if tokens[at].flags & e.RELATIVE and tokens[at - 1].flags & e.PERSON:
            now = tokens[behind].flags & (e.SPEECH | e.AUXILIARY)
            deed = any(token.flags & (e.ACTIVE | e.HAVE) for token in tokens[at : cue.start])
            return at if now or deed else -1
    return -1


def is_inside(tokens: list[Token], within: dict[Cue, int], cue: Cue, place: Span) -> bool:
    """ "Gunmen who killed 22 last month", "two men who died last month were …"."""
    return within.get(cue, len(tokens)) < place.last <= cue.start


def is_apart(tokens: list[Token], within: dict[Cue, int], cue: Cue, place: Span) -> bool:
    """Does a date belong to an aside before this figure, or to how those counted came there?"""
    if cue.kind not in DATING:
        return False
    if place.end != within.get(cue, place.end):
        return not is_inside(tokens, within, cue, place)
    others = any(judged(tokens, cue, place) for judged in _OF_OTHERS)
    return others or _in_aside(tokens, cue, place.first) or thing_dates.is_of_thing(tokens, cue, place)


def _is_of_comparison(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Ten people died, far fewer than in 2003"; not "deadlier than 2014, when 3,300 drowned"."""
    if cue.end + 1 < min(place.first, len(tokens)) and _opens_relative(tokens, cue.end):
        return False
    at = cue.start - 1
    while at > 0 and tokens[at].flags & (e.WITHIN | e.DETERMINER | e.NUMERIC):
        at -= 1
    if at < place.number < cue.start:
        return False
    # "Twice as many as in 2017", "weaker than the one in 2017", "compared with 13 last summer".
    many = peek(tokens, at).flags & e.BEFORE and peek(tokens, at).entry.qualifier == Qualifier.AT_MOST
    other = many or peek(tokens, at).flags & (e.OVER | e.COMPARED | e.AS | e.SET_BESIDE)
    return at >= 0 and bool(other or (tokens[at].flags & e.FROM and tokens[at - 1].flags & e.EITHER))


def _opens_relative(tokens: list[Token], comma: int) -> bool:
    """ "…, when", "…, in which"."""
    first = comma + 2 if tokens[comma + 1].flags & e.WITHIN else comma + 1
    return tokens[comma].low == "," and bool(tokens[first].flags & RELATING)


def _is_of_toll_now(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "The toll of the collapse last month has crossed 800", "of the one on 19 May rose Tuesday to 800": the month is
    that of the collapse; not "was 800"."""
    now = any(token.flags & (e.PERFECT | e.TODAY) for token in tokens[cue.end : place.number])
    return bool(tokens[place.first].flags & e.TOLL) and place.first < cue.start and now


def _is_of_event(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Twelve died, the mayor said, recalling the flood of 1997"."""
    apart = any(token.low == "," for token in tokens[place.last : cue.start])
    return apart and bool(tokens[cue.start - 2].flags & e.EVENT and tokens[cue.start - 1].flags & e.OF)


def _is_of_past(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Twelve hostages were freed on Monday after being seized last year"."""
    return any(_is_past_of(tokens, at) for at in range(place.last, cue.start - 1))


def _is_day_of_capture(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Three sailors were abducted on May 9": who was taken then is told of still."""
    day = tokens[cue.start].flags & e.MONTH and tokens[cue.start - 1].flags & e.ON_DAY
    return bool(day) and "taken" in (tokens[place.last - 1].entry.measure, tokens[place.first].entry.measure)


def _is_of_capture(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Raiders seized 31 nurses in March and later let four go": the date tells when they were taken."""
    between = tokens[cue.end : place.first]
    later = any(token.flags & e.AND for token in between) and any(token.flags & e.SUCCEEDING for token in between)
    return later and any(token.entry.measure == "taken" for token in tokens[: cue.start])


def _is_until_now(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Ten sailors were seized in March, but on Monday the owner said two had died": the day behind dates it."""
    between = range(cue.end, place.first)
    turn = next((at for at in between if tokens[at].flags & e.CONTRAST), len(tokens))
    return any(token.flags & e.TODAY for token in tokens[turn : min(turn + _TURN, place.first)])


def _is_of_average(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Fifty drowned, twice the average of former years", "…, with an average of two a day"; not "on average"."""
    behind = range(place.last, min(len(tokens), cue.end))
    at = next((at for at in behind if tokens[at].flags & e.AVERAGE), -1)
    if at < 0 or tokens[at - 1].flags & e.PREPOSITION:
        return False
    gap = tokens[place.last : at]
    own = any(token.low == "," or token.flags & (e.PREPOSITION | e.OVER | e.TWICE) for token in gap)
    return own and not _is_of_present(tokens, at)


def _is_of_present(tokens: list[Token], at: int) -> bool:
    """ "In an average year" tells how many there are every year."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    return behind is not None and bool(behind.flags & (e.UNIT_WORD | e.HOUR))


def _is_since_beginning(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "The outbreak began in May and has killed 22 people": it goes on; a war "began in 2015" has its years' total."""
    if not tokens[cue.start].flags & e.MONTH:
        return False
    begun = any(token.flags & e.BEGINNING for token in tokens[max(0, cue.start - _LATER) : cue.start])
    return begun and any(token.flags & e.PERFECT for token in tokens[cue.end : place.first])


def _is_of_day_behind(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Gunmen killed 52 people in 2019 and 12 on Monday": the 12 have a day of their own, the 52 that year."""
    last = max(place.end, place.last)
    today = any(token.flags & (e.TODAY | e.HOUR) for token in tokens[last : moments.past(tokens, last)])
    others = [*tokens[: cue.start - 1], *tokens[cue.end : min(place.first, place.number)]]
    return today and cue.end <= place.number and any(token.flags & e.NUMERIC for token in others)


def is_rate_of_number(tokens: list[Token], cue: Cue) -> int:
    """Which number "a year" counts: the 40,000 of "where 40,000 people die on the roads every year"; -1 where none."""
    rate = any(token.flags & e.RATE for token in tokens[cue.start : cue.end])
    if not rate or not tokens[cue.end - 1].flags & e.UNIT_WORD:
        return -1
    at = cue.start - 1
    while at > 0 and not tokens[at].flags & e.NUMERIC and tokens[at].low[0].isalpha():
        at -= 1
    return at if at >= 0 and tokens[at].flags & e.NUMERIC else -1


def _is_rate_of_other(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "A ferry that carries two million people a year sank, killing 12": what the other number counts by the year.

    Not "it kills 12 and maims 40 a year".
    """
    at = is_rate_of_number(tokens, cue)
    if at < 0 or place.number <= at < place.end:
        return False
    parted = any(token.low == "," for token in tokens[cue.end : place.number])
    return parted or not any(token.flags & e.TRIGGER for token in tokens[max(0, at - 1) : cue.start])


def _is_of_speaker(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "The governor elected last year | said 12 had died": the date tells who he is.

    Not "a report released last year said", nor "the ministry said in 2021".
    """
    if cue.end > place.first or not tokens[cue.end].flags & e.SPOKEN:
        return False
    first = next((k for k in range(cue.start - 1, -1, -1) if tokens[k].low == "," or is_wall(tokens[k])), -1) + 1
    before = range(first, cue.start)
    document = any(tokens[k].flags & e.DOCUMENT for k in before)
    by = any(tokens[k].flags & e.AGENT for k in before)
    return not document and (by or any(is_past_verb(tokens, k) for k in before))


def _is_added(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Ten people died, she said, adding that in 2003, 15,000 had"."""
    return any(token.flags & e.ADDING and token.ending & e.GERUND for token in tokens[place.last : cue.start])


def _in_aside(tokens: list[Token], cue: Cue, first: int) -> bool:
    """ "The police force, which lost 12 officers last year, said three …"."""
    closed = any(token.low == "," for token in tokens[cue.end : min(first, cue.end + _ASIDE)])
    if _dates_subject(tokens, cue):
        return False
    return closed and any(
        tokens[at].low == "," and _opens_aside(tokens, at + 1) for at in range(max(0, cue.start - _ASIDE), cue.start)
    )


def _dates_subject(tokens: list[Token], cue: Cue) -> bool:
    """ "The tsunami, which struck in | 2004, killed 230,000": the very event; not "the war, which began in 2004"."""
    at = next((k for k in range(cue.start - 1, max(1, cue.start - _STRUCK), -1) if tokens[k].flags & e.RELATIVE), 0)
    event = any(token.flags & e.EVENT for token in tokens[max(0, at - _NAMED) : max(0, at - 1)])
    told = tokens[at + 1 : cue.start]
    verbs = [token for k, token in enumerate(told, at + 1) if is_past_verb(tokens, k) or token.flags & e.TRIGGER]
    begun = any(token.flags & (e.BEGINNING | e.HAVE | e.BE | e.MAKING) for token in told)
    return bool(at and tokens[at - 1].low == "," and event and cue.kind in YEARS) and len(verbs) < 2 and not begun


def _opens_aside(tokens: list[Token], at: int) -> bool:
    """ "…, who", "…, when", "…, dismissed", "…, a year after", "…, at a plant where"."""
    token = tokens[at]
    if token.flags & RELATING or is_past_verb(tokens, at):
        return True
    if token.flags & e.PREPOSITION and any(one.flags & (e.WHERE | e.RELATIVE) for one in tokens[at + 1 : at + _LATER]):
        return True
    return any(one.flags & e.UNIT_WORD and two.flags & e.DATED for one, two in pairwise(tokens[at : at + _LATER]))


def is_of_study(tokens: list[Token], month: Cue, place: Span) -> bool:
    """ "In May a study put the toll at 4,600": the month dates the study."""
    toll = next((at for at in range(place.first, place.number) if tokens[at].flags & e.TOLL), -1)
    opens = tokens[month.start].flags & e.MONTH and month.start < _OPENING
    return bool(opens) and any(token.flags & e.DOCUMENT for token in tokens[month.end : max(0, toll)])


def _is_adverb(token: Token) -> bool:
    """ "Also", "again"; not "said"."""
    return bool(token.flags & e.ADVERB and not token.flags & e.SPEECH)


_OF_OTHERS = (
    _is_of_comparison,
    _is_of_speaker,
    _is_added,
    _is_of_event,
    _is_of_toll_now,
    _is_day_of_capture,
    _is_of_past,
    _is_of_average,
    _is_rate_of_other,
    _is_of_day_behind,
    _is_since_beginning,
    _is_of_capture,
    _is_until_now,
)
"""What tells that a date belongs to something else than the figure."""
