"""Another event over two sentences: "A similar crash occurred in 2006. It killed nine"."""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from newsdesk.figures.cued import cued
from newsdesk.figures.cues import Cue
from newsdesk.figures.drafts import Draft
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.texts import Text
from newsdesk.figures.tokens import Token, peek
from newsdesk.model import Tense

_OWN_TIME = e.SUBORDINATOR | e.TODAY | e.MONTH
_OF_NOW = e.TODAY | e.MONTH | e.HAVE
"""Not of then: "It has killed nine"."""
_VERB = 4
"""Words to the verb of what takes up an event: "that accident also killed"."""
_OPENED_BY = 3
"""Words before a "similar attack" or a "two weeks ago" that opens a sentence."""
_THEN = ("other year", "background", "opening", "ago")
_SUBJECT = 5
"""Words of "the country's worst accident"."""
_RECENT = 50
"""Figures looked back for one of the event that is told of."""
_POINTER = 3
"""Words of "Read also:"."""
_HAPPENED = e.EVENT | e.THING | e.COMING
_LINKING = e.OVER | e.COMPARED | e.SUBORDINATOR
"""What is before a year that dates another thing: "the first since 2006", "more than in 2006"."""


def carried_on(text: Text, index: int, drafts: list[Draft], before: list[Draft], told: list[Draft]) -> list[Draft]:
    """The drafts of a sentence (one at least), in the background where it goes on with another event.

    `before` are those of the last sentence that had some, `told` all so far.
    """
    tokens = text.tokens(index)
    old = _points_elsewhere(tokens) or _goes_on_with_old(text, index, drafts[0].phrase.start == 0)
    old = old or _is_more(tokens, drafts, before) or _is_former(text, index, drafts, told)
    then = next((at for at, (one, two) in enumerate(pairwise(tokens)) if one.flags & e.NOW and two.flags & e.THEN), -1)
    if not old and index and then >= 0 and not any(token.flags & e.TODAY for token in tokens[:then]):
        # "The revolt began in 2017. Since then 4,000 have died".
        old = _tells_of_old(text, index - 1, True)
    if not old and index and not any(token.flags & _OF_NOW for token in tokens):
        then = any(token.flags & e.THEN for token in tokens[-2:])
        old = (then or _takes_up(tokens, drafts)) and _tells_of_old(text, index - 1, then)
    return [_set_back(one) for one in drafts] if old else drafts


def _points_elsewhere(tokens: list[Token]) -> bool:
    """ "Read more: 12 killed in blast": a line that leads to another story."""
    mark = next((at for at, token in enumerate(tokens[:_POINTER]) if token.low == ":"), 0)
    return mark > 0 and bool(tokens[0].flags & e.POINTING)


def _goes_on_with_old(text: Text, index: int, counts: bool) -> bool:
    """ "The month before another depot was raided. Nine guards were killed": told of the same event.

    The former sentence opens with its time ("In 2006, a blast …") or tells when such an event was ("A similar fire
    broke out in 2019. Sixty people died"), in the same paragraph. `counts` tells that a number opens this one.
    """
    if not index or text.is_parted(index):
        return False
    tokens, told = text.tokens(index), index - 1
    if told and not text.is_parted(told) and _takes_up_event(text.tokens(told)):
        told -= 1
    former = text.tokens(told)
    of_now = any(token.flags & (_OF_NOW | e.NOW | e.STRONG) for token in tokens)
    if of_now or former[0].flags & e.NOW or any(token.flags & (e.TODAY | e.PERFECT) for token in former):
        return False
    happened = any(token.flags & (e.EVENT | e.TRIGGER | e.ANOTHER | e.ALIKE) for token in former)
    cues = text.cues(told)
    alike = any(token.flags & (e.ALIKE | e.ANOTHER) for token in former[:_SUBJECT])
    alike = alike or any(cue.kind == "record" and cue.start < _SUBJECT and _is_of_event(former, cue) for cue in cues)
    dated = [cue for cue in cued(former, cues, []).cues if cue.kind in _THEN]
    return happened and any((alike and counts) or _opens(former, cue) for cue in dated)


def _takes_up_event(tokens: list[Token]) -> bool:
    """ "Troops ended that siege": told of what the sentence before tells of, and of no other day."""
    that = any(one.flags & e.THAT and two.flags & e.EVENT for one, two in pairwise(tokens))
    return that and not any(token.flags & _OF_NOW for token in tokens)


def _opens(tokens: list[Token], cue: Cue) -> bool:
    """ "In 2006, a blast …", "Last year …"; not "A similar raid occurred in 2006", which only begins with its cue."""
    return cue.start < _OPENED_BY and not any(token.flags & (e.EVENT | e.ALIKE) for token in tokens[: cue.end])


def _is_of_event(tokens: list[Token], cue: Cue) -> bool:
    """ "The worst mining accident"; not "the first of two"."""
    return any(token.flags & _HAPPENED for token in tokens[cue.end : cue.end + 3])


def _set_back(one: Draft) -> Draft:
    current = one.figure.tense is Tense.CURRENT
    return one._replace(figure=replace(one.figure, tense=Tense.BACKGROUND)) if current else one


def _is_more(tokens: list[Token], drafts: list[Draft], before: list[Draft]) -> bool:
    """ "Crashes killed 310 people last year. Another 2,212 were injured", "… Some of them were": of the same year."""
    old = before and all(one.figure.tense is Tense.BACKGROUND for one in before)
    first = drafts[0].phrase
    if not old or first.start or any(token.flags & (_OWN_TIME | e.PERFECT) for token in tokens):
        return False
    other = peek(tokens, first.head).flags & e.OTHERS
    return bool(other or first.anaphoric or tokens[0].flags & (e.ANOTHER | e.MORE_BEFORE))


def _is_former(text: Text, index: int, drafts: list[Draft], before: list[Draft]) -> bool:
    """ "Ten died on Sunday. Two weeks ago 12 drowned nearby": not of the event that has its figure already."""
    told = [one.figure for one in before[-_RECENT:] if one.figure.tense is Tense.CURRENT]
    known = {(one.measure, one.value) for one in told}
    if not any(one.figure.measure in {other.measure for other in told} for one in drafts):
        return False
    if any((one.figure.measure, one.figure.value) in known for one in drafts):
        return False
    ago = next((cue for cue in text.cues(index) if cue.kind == "ago" and cue.start <= _OPENED_BY), None)
    return ago is not None and not any(token.flags & e.STRONG for token in text.tokens(index))


def _takes_up(tokens: list[Token], drafts: list[Draft]) -> bool:
    """ "It killed nine", "That accident killed nine"."""
    named = tokens[0].flags & e.NAMES_BEFORE and (tokens[0].flags & e.NEUTRAL_PRONOUN or tokens[1].flags & _HAPPENED)
    return bool(named) and 0 < drafts[0].phrase.trigger < min(_VERB, drafts[0].phrase.start)


def _tells_of_old(text: Text, index: int, then: bool) -> bool:
    """Does a sentence end on the year of another event, or begin with "a similar crash"?"""
    tokens = text.tokens(index)
    happened = then or any(token.flags & _HAPPENED for token in tokens)
    if not happened or any(token.flags & e.TODAY for token in tokens):
        return False
    for cue in cued(tokens, text.cues(index), []).cues:
        if cue.kind not in ("other year", "background"):
            continue
        named = cue.start < _OPENED_BY and any(token.flags & _HAPPENED for token in tokens[cue.start : cue.end])
        linked = any(token.flags & _LINKING for token in tokens[max(0, cue.start - 2) : cue.start])
        if named or (cue.end >= len(tokens) - 1 and not linked):
            return True
    return False
