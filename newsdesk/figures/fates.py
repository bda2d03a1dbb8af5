"""What people came to beyond the first verb or noun that counts them: "shot and died", "corpses including children"."""

from __future__ import annotations

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import Token

_HURT = frozenset(("injured", "critical", "hospitalised"))
_TO_FATE = 7
"""Words from "shot" to the "and" of "and died"."""
_NEW_CLAUSE = e.AUXILIARY | e.RELATIVE | e.SUBORDINATOR | e.SPEECH | e.CONTRAST


def take(tokens: list[Token], group: list[Phrase], starts: dict[int, Phrase]) -> None:
    """ "Two guards were shot in the chest and died": they are dead."""
    hurt = group[-1]
    if hurt.measure not in _HURT or hurt.trigger < hurt.end:
        return
    fate = _fate(tokens, hurt.trigger + 1, starts)
    for phrase in group if fate >= 0 else ():
        if phrase.trigger == hurt.trigger:
            phrase.measure, phrase.trigger = tokens[fate].entry.measure, fate


def _fate(tokens: list[Token], at: int, starts: dict[int, Phrase]) -> int:
    """The verb of dying that is joined to the one before `at`, with no new subject between; -1 where none is."""
    joint = at
    while joint < min(len(tokens), at + _TO_FATE) and not tokens[joint].flags & (_NEW_CLAUSE | e.AND):
        joint += 1
    verb = joint + 1
    while verb < len(tokens) and tokens[verb].flags & (e.ADVERB | e.DATED):
        verb += 1
    if verb >= len(tokens) or not tokens[joint].flags & e.AND or any(k in starts for k in range(at, verb)):
        return -1
    died = tokens[verb].flags & e.MOVE and tokens[verb].ending & e.PAST and tokens[verb].entry.measure == "killed"
    return verb if died else -1


def take_body(tokens: list[Token], whole: Phrase, example: Phrase) -> None:
    """ "Thirty corpses, including seven children, were pulled from the mud": the children are dead too."""
    listed = example.start > 0 and tokens[example.start - 1].flags & e.INCLUDING
    if listed and whole.kind == "body" and whole.measure and example.trigger >= example.end:
        example.measure, example.trigger = whole.measure, whole.trigger
