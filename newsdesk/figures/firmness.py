"""How firmly a text stands behind a figure: feared, expected, denied, or said outright."""

from __future__ import annotations

from typing import NamedTuple

from newsdesk.figures import denials, earlier_counts, guesses, hedges, purposes
from newsdesk.figures.cues import Cue, takes
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.measure_kinds import HARM
from newsdesk.figures.spans import Span
from newsdesk.figures.tokens import Token
from newsdesk.model import Modality

_FIRMNESS = (
    ("threatened", Modality.THREATENED),
    ("feared", Modality.FEARED),
    ("expected", Modality.EXPECTED),
    ("rumoured", Modality.UNCLEAR),
    ("reported", Modality.REPORTED),
)
_CLOSING = (("rumoured", Modality.UNCLEAR), ("denied", Modality.DENIED), ("reported", Modality.REPORTED))
"""What stands alone behind a comma."""


class Around(NamedTuple):
    """The cues of a sentence as one of its figures meets them."""

    every: list[Cue]
    own: list[Cue]
    """All but those that tell of something else."""
    near: list[Cue]
    """Those in its clause."""


def of(tokens: list[Token], around: Around, place: Span, used: list[Cue]) -> Modality:
    """The modality of one figure; `used` takes the cues that told it."""
    cues, own, near = around
    if denials.is_undone(tokens, place) or denials.is_refuted(tokens, cues, place, used):
        return Modality.DENIED
    for cue in near:
        if denials.denies(tokens, cues, cue, place):
            used.append(cue)
            return Modality.DENIED
    inside = [cue for cue in own if place.first <= cue.start < place.last and hedges.colours(tokens, cue, place)]
    leading = [cue for cue in near if cue.start < place.first and hedges.leads(tokens, cue, place.first)]
    leading = [cue for cue in leading if not hedges.is_of_plight(tokens, cue, place)]
    if hedges.is_to_rise(tokens, place) or earlier_counts.may_move_from(tokens, cues, place.number):
        inside, leading = [], []
    elif (guessed := guesses.guess(tokens, near, place, used)) is not None:
        return guessed
    inside += [cue for cue in near if hedges.is_foreseen(tokens, cue, place)]
    inside += [cue for cue in near if cue.start == place.end and hedges.is_state(tokens, cue.end, place)]
    close = inside + [cue for cue in leading if not hedges.is_suspected(tokens, cue)]
    for kind, modality in _FIRMNESS:
        if (kind != "threatened" or place.first < place.number) and takes(close, kind, used):
            return Modality.UNCLEAR if kind == "reported" and _is_unverified(cues, used[-1], place) else modality
    return _behind(tokens, near, place, used)


def _is_unverified(cues: list[Cue], report: Cue, place: Span) -> bool:
    """ "Reports of 80 dead could not be verified": it is the reports that could not."""
    behind = any(cue.kind == "unverified" and cue.start >= place.last for cue in cues)
    return behind and report.end == place.number


def _behind(tokens: list[Token], near: list[Cue], place: Span, used: list[Cue]) -> Modality:
    """What no hedge beside the figure tells: what for, what the end of the sentence says, and whether it asks."""
    if purposes.is_purpose(tokens, place):
        harm = tokens[place.first].entry.measure in HARM
        return Modality.THREATENED if harm else Modality.EXPECTED
    closing = [cue for cue in near if _closes(tokens, cue, place)]
    for kind, modality in _CLOSING:
        if takes(closing, kind, used):
            return modality
    if tokens[0].flags & e.AUXILIARY and tokens[-1].low == "?":
        return Modality.UNCLEAR
    known = _is_known(tokens, place)
    unclear = [cue for cue in near if cue.start <= place.first and not (known or _is_elsewhere(tokens, cue, place))]
    return Modality.UNCLEAR if takes(unclear, "unclear", used) else Modality.ASSERTED


def _closes(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Two policemen were killed, it was reported", "25 killed, unconfirmed"."""
    ends = cue.end >= len(tokens) or not tokens[cue.end].low[0].isalnum()
    return cue.start > place.last and ends and tokens[cue.start - 1].low == ","


def _is_known(tokens: list[Token], place: Span) -> bool:
    """ "How many of the 12 died", "whether he is among the 12 dead"; not "whether the 12 hostages were dead"."""
    number = place.number
    if number < 2 or not tokens[number - 1].flags & e.THE:
        return False
    told = any(token.flags & (e.AUXILIARY | e.MOVE) for token in tokens[place.end : place.last])
    return bool(tokens[number - 2].flags & e.OF) or not told


def _is_elsewhere(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "Not clear what caused it, killing 12", "not clear whether it was linked to one that killed 12".

    Asked is after something else than what befell those: "not clear whether 12 had been killed".
    """
    gap = tokens[cue.end : place.first]
    if not gap:
        return False
    if any(token.low == ":" for token in gap):
        # "If you're just joining us, here's what we know: 51 people have died".
        return True
    last = gap[-1]
    related = len(gap) > 1 and last.flags & e.RELATIVE
    told = related and (place.first < place.number or gap[-2].flags & e.PREPOSITION)
    after = last.low == "," and tokens[place.first].ending & e.GERUND
    comma = next((at for at in range(len(gap) - 1, -1, -1) if gap[at].low == ","), len(gap))
    aside = any(token.flags & e.PREPOSITION for token in gap[comma + 1 : comma + 2])
    return bool(told or after or aside or gap[0].flags & e.ASKING) or any(token.flags & e.LINKED for token in gap)
