"""Where an expression of time begins and ends ("early on Tuesday", "two hours later"): it names nobody."""

from __future__ import annotations

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import CLITICS, Token

_LONGEST = 9
_SHORTENED = e.MONTH | e.TITLE
_SHORT = 4
"""Letters of "Sept", of "Capt"."""
_NOUNS = e.THING | e.EVENT | e.DOCUMENT | e.VOICE
_WITHIN = e.DETERMINER | e.NUMERIC | e.TIMING | e.BEFORE
_LEADING = e.ON_DAY | e.INTO_MONTH | e.PLACE | e.BY
_SPAN = e.TO | e.AND


def without_stops(tokens: list[Token]) -> list[Token]:
    """The tokens without the stop of "on Sept. 19" or "Mr. Haddad", which ends nothing."""
    stops = {
        at
        for at in range(1, len(tokens) - 1)
        if tokens[at].low == "." and tokens[at - 1].flags & _SHORTENED and len(tokens[at - 1].low) <= _SHORT
    }
    return [token for at, token in enumerate(tokens) if at not in stops] if stops else tokens


def past(tokens: list[Token], at: int) -> int:
    """The token behind the expression of time that begins at `at`; `at` itself where there is none."""
    end = k = at
    while k < min(len(tokens), at + _LONGEST):
        token = tokens[k]
        if _is_head(tokens, k) or _is_until(tokens, k) or (end == k > at and _is_ago(tokens, k)):
            end = k + 1
        elif not (_is_within(token) or (token.flags & e.OF and end == k > at)):
            break
        k += 1
    if end > at and end + 1 < len(tokens) and tokens[end].flags & _SPAN and (last := past(tokens, end + 1)) > end + 1:
        # "From 22 July to | 1 September", "on Monday and | Tuesday".
        end = last
    return end if end >= len(tokens) or not (tokens[end].low in CLITICS or _is_of_noun(tokens, at, end)) else at


def _is_of_noun(tokens: list[Token], at: int, end: int) -> bool:
    """ "At a morning briefing", "in its midday bulletin": the hour tells which one."""
    whose = e.ARTICLE | e.OWNER
    hour = end > at and tokens[end - 1].flags & e.HOUR and any(token.flags & whose for token in tokens[at:end])
    noun = tokens[end].low.isalpha() and (not tokens[end].flags or tokens[end].flags & _NOUNS)
    return bool(hour and noun)


def before(tokens: list[Token], last: int) -> int:
    """The token before the expression of time that ends at `last`; `last` itself where there is none."""
    k = last
    if k > 0 and _is_ago(tokens, k):
        k -= 1
    if k < 0 or not _is_head(tokens, k):
        return last
    while k >= 0 and last - k < _LONGEST:
        of_day = tokens[k].flags & e.OF and k > 0 and _is_hour(tokens[k - 1])
        if not (_is_head(tokens, k) or _is_within(tokens[k]) or of_day):
            return k
        k -= 1
    return last


def _is_head(tokens: list[Token], k: int) -> bool:
    """A day, a month, an hour of the day, or a number of one."""
    token = tokens[k]
    if token.flags & (e.TODAY | e.MONTH) or _is_hour(token):
        return True
    return token.low[0].isdigit() and k > 0 and bool(tokens[k - 1].flags & e.MONTH)


def _is_ago(tokens: list[Token], k: int) -> bool:
    """The end of "two days later"; not "an hour after" something."""
    return bool(tokens[k].flags & e.DATED and not tokens[k].flags & e.PREPOSITION and _is_hour(tokens[k - 1]))


def _is_until(tokens: list[Token], k: int) -> bool:
    """The beginning of "shortly before" something."""
    return bool(tokens[k].flags & e.TIMING and _comes_before(tokens, k + 1))


def _comes_before(tokens: list[Token], k: int) -> bool:
    both = e.DATED | e.PREPOSITION
    return k < len(tokens) and tokens[k].flags & both == both


def _is_hour(token: Token) -> bool:
    """ "Morning", "hours"; not "The Week"."""
    return bool(token.flags & e.HOUR) and (not token.capital or token.raw.isupper())


def _is_within(token: Token) -> bool:
    """What may stand before a day or an hour: "on the next", "at around 4"."""
    return bool(token.flags & (_WITHIN | _LEADING))
