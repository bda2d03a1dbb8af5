"""Colours a figure: how firmly the text stands behind it, as of when, and whether it moved. Knows no measure."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
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
    stale: bool = False
    """Said earlier: set aside where the text gives another number for the same."""


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


_YEAR = re.compile(r"(?<![\d,.$£€-])(?:1[89]|20)\d\d(?![\d%]|,\d|\.\d)")
_FULL = 1_000


class Years(NamedTuple):
    """The year that a text speaks from, and how far back another may lie."""

    reference: int
    """0 where neither the date nor the text tells."""
    grace: int
    """Years before the reference that are still the same story: 1 at the turn of a year."""
    ahead: int
    """Years after the reference that are still the same story."""

    @classmethod
    def of(cls, text: str, published: date | None) -> Years:
        """From the date of the update, else from the year its text names most."""
        if published is not None:
            return cls(published.year, 1 if published.month <= 3 else 0, _FULL)
        counted = Counter(_YEAR.findall(text))
        if not counted:
            return cls(0, 0, 0)
        most = max(counted.values())
        return cls(int(next(year for year in counted if counted[year] == most)), 0, 1)


def years(tokens: list[Token], known: Years) -> list[Cue]:
    """A background cue for each year of the sentence that is not the story's; an empty kind for one that is."""
    if not known.reference:
        return []
    found: list[Cue] = []
    for index, token in enumerate(tokens):
        digits = token.low[:4]
        if len(token.low) > 5 or not digits.isdecimal() or len(digits) < 4 or not _YEAR.fullmatch(digits):
            continue
        if token.flags & e.DIGITS and not _dated(tokens, index):
            continue
        own = known.reference - known.grace <= int(digits) <= known.reference + known.ahead
        found.append(Cue("year" if own else "other year", index, index + 1, token.low))
    return found


def _dated(tokens: list[Token], index: int) -> bool:
    """Does this number stand as a year, and not as a count?"""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return after is None or not after.flags & (e.PERSON | e.DEMONYM | e.THING | e.BUILDING)


_WALLS = frozenset((";", "—", "–", "-", "(", ")"))


def span(tokens: list[Token], first: int, last: int, others: list[tuple[int, int]]) -> tuple[int, int]:
    """The clause of a figure that stands on tokens[first:last], up to walls and to the neighbouring figures."""
    low = max((min(stop, first) for start, stop in others if start < first), default=0)
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


def _leads(cue: Cue, gap: list[Token], tokens: list[Token]) -> bool:
    """Is a cue near enough before a figure, with no "and" between? A modal verb must belong to the figure's own verb."""
    if tokens[cue.start].flags & e.MODAL and cue.end == cue.start + 1:
        return all(token.flags & (e.AUXILIARY | e.ADVERB) and token.low != "not" for token in gap)
    return len(gap) <= 4 and not any(token.flags & e.COORDINATOR for token in gap)


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
    lead = [cue for cue in near if cue.start < extent[0] and _leads(cue, tokens[cue.end : extent[0]], tokens)]
    used: list[Cue] = []
    modality = _modality([*inside, *lead], near, tokens, extent, at, used)
    change = _change(found, near, extent, used)
    tense = _tense(near, found, tokens, at, used)
    stale = any(cue.kind == "stale" and cue.start < at for cue in near)
    return Colour(modality, tense, change, tuple(used), stale)


def _modality(
    close: list[Cue], near: list[Cue], tokens: list[Token], extent: tuple[int, int], number: int, used: list[Cue]
) -> Modality:
    for cue in near:
        behind = cue.start >= number
        if (cue.kind == "denied" and (behind or _governs(cue, tokens, extent[0]))) or (
            cue.kind == "doubted" and behind and _predicated(cue, tokens)
        ):
            used.append(cue)
            return Modality.DENIED
    for kind, modality in _FIRMNESS:
        for cue in close:
            if cue.kind == kind and (kind != "threatened" or extent[0] < number):
                used.append(cue)
                return modality
    for cue in near:
        if cue.kind == "unclear" and cue.start <= extent[0]:
            used.append(cue)
            return Modality.UNCLEAR
    return Modality.ASSERTED


def _predicated(cue: Cue, tokens: list[Token]) -> bool:
    """Is it said of the number ("is too high"), and not of some other thing ("false hope")?"""
    return any(token.flags & e.BE for token in tokens[max(0, cue.start - 3) : cue.start])


def _governs(cue: Cue, tokens: list[Token], first: int) -> bool:
    """Is what is denied the figure itself: "denied that 30 died", not "denied the attack that killed 30"?"""
    gap = tokens[cue.end : first]
    return len(gap) <= 4 and not any(token.flags & (e.TRIGGER | e.PREPOSITION) for token in gap)


def _change(found: list[Cue], near: list[Cue], extent: tuple[int, int], used: list[Cue]) -> Shift:
    moves = [cue for cue in found if extent[0] - 4 <= cue.start < extent[1]] if extent[1] - extent[0] > 1 else []
    for cue in (*moves, *(cue for cue in near if cue.word.endswith("from"))):
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
    year = _year(found, near, at)
    if year is not None and year.kind == "other year":
        used.append(year)
        return Tense.BACKGROUND
    if at and tokens[at - 1].low == "not":
        return Tense.EARLIER
    near = [cue for cue in near if cue.kind != "earlier" or _reaches(cue, tokens, at)]
    for kind, tense in (("earlier", Tense.EARLIER), ("background", Tense.BACKGROUND)):
        for cue in near:
            if cue.kind == kind:
                used.append(cue)
                return tense
    return Tense.CURRENT


def _reaches(cue: Cue, tokens: list[Token], at: int) -> bool:
    """Does "an earlier count" speak of this number, and not of one between or right behind it?"""
    if cue.start < at:
        return " " not in cue.word or not any(token.flags & e.DIGITS for token in tokens[cue.end : at])
    return not any(token.flags & e.DIGITS for token in tokens[cue.end : cue.end + 3])


def is_demanded(found: list[Cue], clause: tuple[int, int], first: int) -> bool:
    """Is it only demanded: "the release of 100 prisoners"?"""
    return any(cue.kind == "demanded" and clause[0] <= cue.start < first and first - cue.end <= 8 for cue in found)


def _year(found: list[Cue], near: list[Cue], at: int) -> Cue | None:
    """The year that dates a figure: in its own clause, else the last one before it in the sentence."""
    own = [cue for cue in near if cue.kind.endswith("year")]
    if own:
        return min(own, key=lambda cue: abs(cue.start - at))
    before = [cue for cue in found if cue.kind.endswith("year") and cue.start < at]
    return before[-1] if before else None


def months(tokens: list[Token], published: date | None) -> list[Cue]:
    """A background cue for "in November" where that is two months or more before the update."""
    if published is None:
        return []
    found: list[Cue] = []
    for index, token in enumerate(tokens[:-1]):
        if not token.flags & e.MONTH or not token.capital or not index or tokens[index - 1].low not in ("in", "last"):
            continue
        ago = (published.month - _MONTHS.get(token.low[:3], published.month)) % 12
        if ago >= 2 and not tokens[index + 1].low[0].isdigit():
            found.append(Cue("background", index, index + 1, token.low))
    return found


_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}


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


def is_unconfirmed(tokens: list[Token], end: int) -> bool:
    """Are none only reported or confirmed: "no deaths have been confirmed"?"""
    window = tokens[end : end + 5]
    passive = any(token.flags & (e.BE | e.HAVE) for token in window)
    return passive and any(token.low in ("reported", "confirmed", "recorded") for token in window)
