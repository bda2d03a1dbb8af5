"""What may be so: "10,000 may be dead" is feared, "12 may be freed" is yet to come."""

from __future__ import annotations

from newsdesk.figures.cues import Cue
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.measure_kinds import LASTING
from newsdesk.figures.spans import Span
from newsdesk.figures.tokens import Token
from newsdesk.model import Measure, Modality

_GUESSES = ("guessed", "supposed")
_DELIVERED = frozenset((Measure.FREED, Measure.RESCUED, Measure.SURVIVED, Measure.EVACUATED, Measure.ESCAPED))
_AMONG = e.ADVERB | e.AMONG | e.THOSE | e.INCLUDING


def guess(tokens: list[Token], near: list[Cue], place: Span, used: list[Cue]) -> Modality | None:
    """ "10,000 may be dead", "12 bodies may still be under the snow"; "12 may be freed" is yet to come."""
    for cue in near:
        if cue.kind == "guessed" and _is_of_toll(tokens, cue, near, place):
            used.append(cue)
            return Modality.FEARED
        if cue.kind not in _GUESSES or cue.start < place.end:
            continue
        # "Could not account for" and "may lie beneath" are told by a word of the cue itself.
        at = next((at for at in range(cue.start, cue.end) if tokens[at].flags & e.TRIGGER), cue.end)
        while at < place.last - 1 and tokens[at].flags & _AMONG and not tokens[at].flags & e.TRIGGER:
            at += 1
        behind = tokens[cue.end] if cue.end < len(tokens) else None
        where = behind is not None and (behind.flags & e.PREPOSITION or _is_plight(behind))
        own = at == place.last - 1 and (cue.kind == "guessed" or _is_plight(tokens[at]))
        if own or (where and cue.start == place.end):
            used.append(cue)
            return Modality.EXPECTED if tokens[at].entry.measure in _DELIVERED else Modality.FEARED
    return None


def _is_of_toll(tokens: list[Token], cue: Cue, near: list[Cue], place: Span) -> bool:
    """ "The number of dead may be 40"; "may be as high as 40" is a forecast."""
    forecast = any(one.kind == "expected" and one.start == cue.start for one in near)
    between = tokens[cue.end : place.number]
    inside = place.first < cue.start < place.number
    return inside and not forecast and all(token.flags & e.ADVERB for token in between)


def _is_plight(told: Token) -> bool:
    """ "Could be trapped", "could be homeless" tell of what is; "could be killed" of what may come."""
    return told.entry.measure in LASTING or bool(told.flags & e.STATE and not told.flags & e.PARTICIPLE)
