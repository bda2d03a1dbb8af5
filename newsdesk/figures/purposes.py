"""What is only meant to be done: "sent to evacuate 400", "would take all day to rescue 12", "Hamas to free three"."""

from __future__ import annotations

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.spans import Span
from newsdesk.figures.tokens import Token, peek

_TAKES = 8
"""Words of "take most of the day" before its "to"."""
_MEANS = 4
"""Words of "500 big buses" before its "to"."""
_OF_MEANS = e.THING | e.NUMERIC | e.BEFORE | e.ADJECTIVE | e.PLAIN | e.DETERMINER
"""What stands between "has" and "to": "500 buses"."""
_DONE = e.AUXILIARY | e.VERB | e.SPEECH | e.TRIGGER | e.PREPOSITION | e.EFFORT | e.COMMAND | e.TAKE | e.SUBORDINATOR
"""What no subject of a headline holds."""


def is_purpose(tokens: list[Token], place: Span) -> bool:
    """ "Sent to evacuate 400", "the plan is to free 12", "strong enough to kill 12"; not "managed to free 12"."""
    to = place.first - 1
    if to < 1 or place.first >= place.number or not tokens[to].flags & e.TO:
        return False
    if peek(tokens, to - 2).flags & e.NOT or not tokens[place.first].flags & e.ACTIVE:
        return False
    planned = bool(tokens[to - 1].flags & (e.PURPOSE | e.BE)) or _is_headline(tokens, to)
    return planned or _has_means(tokens, to) or _sets_out(tokens, to)


def _is_headline(tokens: list[Token], to: int) -> bool:
    """ "Hamas to free three": what headlines make of "will"; not "pleads guilty to killing three"."""
    subject = tokens[:to]
    if tokens[to + 1].ending & e.GERUND:
        return False
    return subject[-1].low[0].isalnum() and not any(token.flags & _DONE or token.ending for token in subject)


def _sets_out(tokens: list[Token], to: int) -> bool:
    """ "Boats came to rescue 12", "took off to rescue 12"; not "went on to rescue 12"."""
    setting_out = tokens[to - 2].flags & e.SETTING_OUT and not tokens[to - 1].flags & e.ON_DAY
    return bool(setting_out or tokens[to - 1].flags & e.SETTING_OUT or _will_take(tokens, to))


def _will_take(tokens: list[Token], to: int) -> bool:
    """ "It would take most of the day to rescue 12"; not "it took three hours to rescue 12"."""
    verb = next((k for k in range(to - 1, max(0, to - _TAKES), -1) if tokens[k].flags & e.TAKE), 0)
    return verb > 0 and bool(tokens[verb - 1].flags & e.MODAL)


def _has_means(tokens: list[Token], to: int) -> bool:
    """ "Has 500 buses to evacuate 20,000", "sent two boats to rescue 12"; not "used two boats to rescue 12"."""
    at = to - 1
    while at > max(0, to - _MEANS) and (tokens[at].flags & _OF_MEANS or not tokens[at].flags):
        at -= 1
    means = any(token.flags & (e.THING | e.NUMERIC) for token in tokens[at + 1 : to])
    return means and bool(tokens[at].flags & (e.HAVE | e.PURPOSE))
