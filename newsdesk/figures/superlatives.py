"""What "the deadliest fire since …" is measured by: its date dates nothing, and its dead are of another event."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures.cues import DATING, YEARS, Cue, takes
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.spans import RELATING, Span, clause_start, is_wall
from newsdesk.figures.thing_dates import is_past_verb
from newsdesk.figures.tokens import Token

_SUPERLATIVE = 16
"""Words from "deadliest" to what it is measured by: "since", "decade"."""
_OF_YEAR = 10
"""Words from "deadliest" to the year that it is measured by."""
_SINCE = 14
"""Words from "since" to the year of what a clause behind it tells."""
_MEASURED_BY = 3
_OPENING = 4
"""Words of a sentence that opens with "in the worst attack"."""
_ENDS = (",", ":")
"""What ends "since the Cold War" before the new event."""
_OF_CLAUSE = e.RELATIVE | e.ACTIVE | e.MOVE | e.VERB | e.AUXILIARY


def is_measure(tokens: list[Token], cue: Cue, cues: list[Cue]) -> bool:
    """ "The deadliest fire since 2015", "the worst crash in two decades": what it is measured by dates nothing."""
    return _is_measured_by(tokens, cue, cues) and not _is_told_of(tokens, cue.end)


def is_beyond(tokens: list[Token], cue: Cue, cues: list[Cue], place: Span) -> bool:
    """ "Killed 12, the worst since 2011, when 30 died": the year dates the 30, and neither what stands before it nor
    what stands behind the comma that ends their clause."""
    if not (_is_told_of(tokens, cue.end) and _is_measured_by(tokens, cue, cues)):
        return False
    return not cue.end < place.number < _closes(tokens, cue.end)


def _closes(tokens: list[Token], comma: int) -> int:
    """Where the clause ends that a comma opens: ", when 30 died |, …", ", when a jet crashed, killing 71 |, …"."""
    commas = (at for at in range(comma + 1, len(tokens) - 1) if tokens[at].low == ",")
    return next((at for at in commas if not _goes_on(tokens[at + 1])), len(tokens))


def _goes_on(token: Token) -> bool:
    """The "killing" of "a jet crashed, | killing 71"."""
    return bool(token.ending & e.GERUND and token.flags & (e.TRIGGER | e.LEAVE))


def _is_measured_by(tokens: list[Token], cue: Cue, cues: list[Cue]) -> bool:
    """ "The deadliest fire since | 2015", "the worst crash in | two decades"."""
    if cue.kind not in DATING:
        return False
    dated = cue.kind in YEARS
    if dated and _is_since(tokens, cue, cues):
        return True
    before = tokens[max(0, cue.start - (_OF_YEAR if dated else _MEASURED_BY)) : cue.end]
    kinds = e.SUBORDINATOR if dated else e.WITHIN | e.FOR | e.SUBORDINATOR
    if not any(token.flags & kinds and not token.flags & e.MONTH for token in before):
        return False
    reach = _OF_YEAR if dated else _SUPERLATIVE
    return any(
        one.kind == "record" and 0 < cue.start - one.start <= reach and not _is_walled(tokens, one.end, cue.start)
        for one in cues
    )


def _is_told_of(tokens: list[Token], at: int) -> bool:
    """ "A deadlier year than 2014, | when 3,300 drowned": it dates what is told of it."""
    behind = tokens[at : at + 2]
    return len(behind) > 1 and behind[0].low == "," and bool(behind[1].flags & e.SUBORDINATOR & ~e.THAT)


def _is_since(tokens: list[Token], year: Cue, cues: list[Cue]) -> bool:
    """ "The worst attack since the embassy was bombed in 1998": the year is that of the other event."""
    since = next((cue for cue in reversed(cues) if cue.kind == "since" and cue.start < year.start), None)
    behind = tokens[since.end : year.start] if since is not None else []
    if since is None or len(behind) > _SINCE or any(token.low == "," or is_wall(token) for token in behind):
        return False
    if any(one.flags & e.ACTIVE and two.flags & (e.NUMERIC | e.BEFORE) for one, two in pairwise(behind)):
        # "The worst floods since records began killed 60 people in 1998".
        return False
    return any(
        cue.kind == "record"
        and 0 < since.start - cue.start <= _SUPERLATIVE
        and not _is_walled(tokens, cue.end, since.start)
        for cue in cues
    )


def _is_walled(tokens: list[Token], first: int, last: int) -> bool:
    """ "The deadliest storm to hit the region" goes on; "the deadliest storm killed" does not."""
    words = [
        token
        for at, token in enumerate(tokens[first:last], first)
        if not (token.flags & e.TO or tokens[at - 1].flags & e.TO)
    ]
    return any(is_wall(token) or token.flags & _OF_CLAUSE for token in words)


def is_surpassed(tokens: list[Token], cues: list[Cue], measures: list[Cue], place: Span, used: list[Cue]) -> bool:
    """ "The worst attack since the bombings in which 52 died": another event, and not the one told of."""
    before = [cue for cue in cues if cue.start < place.first]
    since = next((cue for cue in reversed(before) if cue.kind == "since"), None)
    if since is None or _is_dated(tokens, since, place.first) or _is_main(tokens, cues, measures, since, place.first):
        since = next((cue for cue in reversed(before) if _is_ahead(tokens, cue, place.first)), None)
    if since is None or any(token.low == ";" for token in tokens[since.end : place.first]):
        return False
    if any(_is_told_of(tokens, cue.end) and _closes(tokens, cue.end) < place.first for cue in before):
        # "The crash, the worst since 2009, when 36 died, killed 21".
        return False
    return takes([cue for cue in before if cue.start < since.start], "record", used)


def _is_ahead(tokens: list[Token], cue: Cue, first: int) -> bool:
    """ "The worst crash, ahead of one in Arba, where 52 died"; not "the worst ahead of the vote killed 52"."""
    between = tokens[cue.end : first]
    other = any(
        token.flags & (e.EVENT | e.DIGITS) or (token.capital and not token.flags & e.TODAY) for token in between
    )
    return cue.kind == "ahead" and other and any(token.flags & RELATING for token in between)


def _is_dated(tokens: list[Token], since: Cue, first: int) -> bool:
    """ "The worst quake since 2015 killed 157", "since the war, one killed 157"; not "since 2015, when 200 died"."""
    behind = tokens[since.end : first]
    comma = next((at for at, token in enumerate(behind) if token.low in _ENDS), len(behind))
    dated = bool(behind) and (behind[0].low[0].isdigit() or behind[0].flags & e.MONTH)
    if not dated:
        return comma < len(behind) and _is_plain_time(tokens, since, since.end + comma, first)
    return not any(token.flags & RELATING for token in behind[: comma + 2])


def _is_plain_time(tokens: list[Token], since: Cue, comma: int, first: int) -> bool:
    """ "Since the Cold War, | 40 people": no other event's own clause stands before or behind the comma."""
    told = any(is_past_verb(tokens, at) or tokens[at].flags & e.DIGITS for at in range(since.end, comma))
    other = any(token.flags & RELATING for token in tokens[comma:first])
    return not (told or other or tokens[first].ending & e.GERUND)


def _is_main(tokens: list[Token], cues: list[Cue], measures: list[Cue], since: Cue, first: int) -> bool:
    """ "(In) the worst attack since gunmen stormed it in 2015(, a bomb) killed 40": it is the new one that did."""
    year = next((cue for cue in measures if since.end < cue.start and cue.end <= first), None)
    record = next((cue for cue in reversed(cues) if cue.kind == "record" and cue.start < since.start), None)
    begins = clause_start(tokens)
    if year is None or record is None or record.start - begins > _OPENING:
        return False
    rest = tokens[year.end : first]
    if tokens[begins].flags & e.PREPOSITION:
        # What a sentence opens with ends on its comma.
        other = tokens[year.end + 1].flags & RELATING or tokens[first].ending & e.GERUND
        return bool(rest) and rest[0].low == "," and not other
    verbs = any(is_past_verb(tokens, at) for at in range(since.end, year.start))
    return verbs and not rest
