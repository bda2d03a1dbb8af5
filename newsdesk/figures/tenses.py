"""Colours a figure: how firmly the text stands behind it, as of when, and whether it moved. Knows no measure."""

from __future__ import annotations

from typing import NamedTuple

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.load import Lexicon
from newsdesk.figures.tokens import Token
from newsdesk.model import Modality, Shift, Tense


class Cue(NamedTuple):
    """A colouring word of a sentence: its kind as in the lexicon's tables, and its tokens."""

    kind: str
    start: int
    end: int
    word: str


class Colour(NamedTuple):
    """What the cues make of one figure."""

    modality: Modality
    tense: Tense
    change: Shift
    cues: tuple[Cue, ...]


def cues(tokens: list[Token], lexicon: Lexicon) -> list[Cue]:
    """All cues of a sentence, left to right; a longer phrase hides the shorter ones within it for its own kind."""
    words: list[tuple[str, int]] = []
    for index, token in enumerate(tokens):
        if token.low[0].isalpha():
            words.extend((part, index) for part in token.low.split(" "))
        else:
            words.append((token.low, index))
    found: list[Cue] = []
    for at, (word, index) in enumerate(words):
        rows = lexicon.cues.get(word)
        if rows is None:
            continue
        seen: set[str] = set()
        for rest, kind in rows:
            if kind in seen:
                continue
            stop = at + len(rest)
            if stop < len(words) and all(words[at + 1 + k][0] == part for k, part in enumerate(rest)):
                seen.add(kind)
                found.append(Cue(kind, index, words[stop][1] + 1, " ".join((word, *rest))))
    return found


_WALLS = frozenset((";", "—", "–", "-", "(", ")"))


def span(tokens: list[Token], first: int, last: int, others: list[tuple[int, int]]) -> tuple[int, int]:
    """The clause of a figure that stands on tokens[first:last], up to walls and to the neighbouring figures."""
    low = max((stop for start, stop in others if stop <= first), default=0)
    high = min((start for start, stop in others if start >= last), default=len(tokens))
    start = first
    while start > low and not _is_wall(tokens[start - 1]):
        start -= 1
    end = last
    while end < high and not _is_wall(tokens[end]):
        end += 1
    while end == high < len(tokens) and high > last:
        if not tokens[end - 1].flags & (e.PREPOSITION | e.COORDINATOR) and tokens[end - 1].low != ",":
            high = end = end - 1
            continue
        return start, end - 1
    return start, end


def _is_wall(token: Token) -> bool:
    return token.low in _WALLS or bool(token.flags & e.CONTRAST)


_FIRMNESS = (
    ("threatened", Modality.THREATENED),
    ("feared", Modality.FEARED),
    ("expected", Modality.EXPECTED),
    ("reported", Modality.REPORTED),
)


def colour(found: list[Cue], tokens: list[Token], extent: tuple[int, int], clause: tuple[int, int], at: int) -> Colour:
    """Judge one figure by the cues in its words (`extent`) and in its clause; `at` is its number."""
    inside = [cue for cue in found if extent[0] <= cue.start < extent[1]]
    near = [cue for cue in found if clause[0] <= cue.start < clause[1]]
    lead = [cue for cue in near if cue.start < extent[0] and extent[0] - cue.end <= 4]
    used: list[Cue] = []
    modality = _modality([*inside, *lead], near, extent, used)
    change = _change(near, used)
    tense = _tense(near, found, tokens, at, used)
    return Colour(modality, tense, change, tuple(used))


def _modality(close: list[Cue], near: list[Cue], extent: tuple[int, int], used: list[Cue]) -> Modality:
    for kind, modality in _FIRMNESS:
        for cue in close:
            if cue.kind == kind:
                used.append(cue)
                return modality
    for cue in near:
        if cue.kind == "unclear" and cue.start <= extent[0]:
            used.append(cue)
            return Modality.UNCLEAR
        if cue.kind == "denied" and cue.word not in ("not",) and cue.start >= extent[0]:
            used.append(cue)
            return Modality.DENIED
    return Modality.ASSERTED


def _change(near: list[Cue], used: list[Cue]) -> Shift:
    for cue in near:
        if cue.kind in ("up", "down"):
            used.append(cue)
            return Shift.UP if cue.kind == "up" else Shift.DOWN
    return Shift.NONE


def _tense(near: list[Cue], found: list[Cue], tokens: list[Token], at: int, used: list[Cue]) -> Tense:
    """What is moved from, and what the text calls earlier, is earlier; another event is background."""
    if at and tokens[at - 1].low == "from":
        for cue in found:
            if cue.kind in ("up", "down", "revised") and cue.start < at:
                used.append(cue)
                return Tense.EARLIER
    for kind, tense in (("earlier", Tense.EARLIER), ("background", Tense.BACKGROUND)):
        for cue in near:
            if cue.kind == kind:
                used.append(cue)
                return tense
    return Tense.CURRENT


def afterwards(
    colour: Colour, aftermath: list[Cue], cues: list[Cue], end: int, attributed: bool
) -> tuple[Modality, Tense]:
    """Modality and tense once the rest of the sentence and the next one have said that it is unverified or taken back."""
    modality, tense = colour.modality, colour.tense
    behind = [cue for cue in cues if cue.start >= end]
    if modality is Modality.ASSERTED and attributed and any(cue.kind == "unverified" for cue in (*behind, *aftermath)):
        modality = Modality.REPORTED
    if tense is Tense.CURRENT and any(cue.kind == "retracted" for cue in (*behind, *aftermath)):
        tense = Tense.EARLIER
    return modality, tense


def is_elliptical(tokens: list[Token], end: int, extent: tuple[int, int]) -> bool:
    """Is the auxiliary left out after "and" ("… are believed affected and some 673,000 displaced")?"""
    first, last = extent
    if last <= end or any(token.flags & e.AUXILIARY for token in tokens[end:last]):
        return False
    return first > 0 and tokens[first - 1].low == "and"
