"""How the ledger's records are put in words: values with their sign, scopes, names of lines, ranges, times.

The screen and the commands share these, so that one thing reads alike in both. Plain strings, the same for the
same record always; knows no markup, no locale and no clock. The vocabulary stands in words.toml and countries.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from newsdesk.decisions import DeskFigure, SetDesk
from newsdesk.ledger.amounts import HEDGES, hedged
from newsdesk.ledger.records import PAST, Ground, Line, Name, OriginClaim, Status
from newsdesk.model import Figure, LineKey, Measure, Number, Qualifier, Side, Version

NOTHING = "·"
"""Stands where nothing counts and where an origin said nothing."""

PEOPLE = frozenset(Measure) - {
    Measure.MAGNITUDE,
    Measure.BUILDINGS_DESTROYED,
    Measure.BUILDINGS_DAMAGED,
    Measure.MONEY,
    Measure.TONNES,
    Measure.AREA,
    Measure.COUNT,
}
"""The measures that count people: only these have an "all", and only these are added up."""

_PRINTED = HEDGES | dict.fromkeys((Qualifier.VAGUE, Qualifier.PLURAL), HEDGES[Qualifier.AT_LEAST])
"""Vague words and bare plurals show the least they allow."""
_SIGNS = {qualifier: hedge.signs[0] for qualifier, hedge in _PRINTED.items()}
_PHRASES = {qualifier: f"{hedge.phrases[0]} " for qualifier, hedge in _PRINTED.items()}
_GROUNDS = {
    Ground.EDITOR: "an editor's word",
    Ground.FILE: "the incident's file",
    Ground.AGENCY: "a known agency",
    Ground.WORDS: "its own words",
}
_OPEN_ABOVE = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.VAGUE, Qualifier.PLURAL})
_OPEN_BELOW = frozenset({Qualifier.AT_MOST, Qualifier.FEWER_THAN})

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class Valued(Protocol):
    """Anything with a printed number: a figure, or what an origin says."""

    @property
    def value(self) -> Number | None: ...
    @property
    def qualifier(self) -> Qualifier: ...
    @property
    def low(self) -> Number | None: ...
    @property
    def high(self) -> Number | None: ...


def number_text(number: Number) -> str:
    """A bare number, thousands parted by commas: 1394 → "1,394", 7.8 → "7.8", 8.0 → "8"."""
    whole = int(number)
    return f"{whole:,}" if whole == number else f"{number:,}"


def value_text(said: Valued) -> str:
    """A number with the sign of its qualifier: "20", "≥15", ">20", "≤40", "≈40", "≲650" (nearly), "15–25".

    "Dozens" is "≥12", "hostages" is "≥2".
    """
    return _valued(said, _SIGNS, "–")


def spoken(said: Valued) -> str:
    """A number as a sentence has it: "20", "at least 15", "between 15 and 25"."""
    text = _valued(said, _PHRASES, " and ")
    return f"between {text}" if " and " in text else text


def _valued(said: Valued, marks: dict[Qualifier, str], dash: str) -> str:
    if said.qualifier is Qualifier.BETWEEN or said.value is None:
        if said.low is not None and said.high is not None and said.low != said.high:
            return f"{number_text(said.low)}{dash}{number_text(said.high)}"
        return interval_text(said.low, said.high, marks)
    return marks.get(said.qualifier, "") + number_text(said.value)


def interval_text(low: Number | None, high: Number | None, marks: dict[Qualifier, str] | None = None) -> str:
    """A closed interval with open ends: "20", "≥15", "≤40", "15–25"; a dot where both ends are open.

    For numbers without a qualifier of their own, such as an implied bound.
    """
    marks = marks or _SIGNS
    if low is None and high is None:
        return NOTHING
    if high is None and low is not None:
        return marks[Qualifier.AT_LEAST] + number_text(low)
    if low is None and high is not None:
        return marks[Qualifier.AT_MOST] + number_text(high)
    assert low is not None
    assert high is not None
    return number_text(low) if low == high else f"{number_text(low)}–{number_text(high)}"


def range_text(line: Line) -> str:
    """The range of a line with a "~" behind each end that only stale words give, as behind their cells: "2~–190"."""
    counting = [said for said in line.origins if said.is_counting]
    stale = {id(said) for said in counting if said.stale}
    return printed_range(counting, stale)[2] if stale else line.range


def printed_range(said: Iterable[Valued], stale: Container[int] = ()) -> tuple[Number | None, Number | None, str]:
    """Smallest and largest printed bound with the words for both; an open end is null and keeps its sign.

    Printed, not allowed: "about 40" is printed as 40, although it allows 36 to 44, so that no number appears
    that stands in no text. A dash joins two closed ends, a comma parts what has an open one: "15–20", "≥15, 20".
    An end that only what is in `stale`, by identity, gives has a "~" behind it.
    """
    ends = [_ends(one, old=id(one) in stale) for one in said]
    if not ends:
        return None, None, NOTHING
    first = min(ends, key=lambda end: (end.least, not end.open_below, not end.open_above, end.said.qualifier, end.old))
    last = max(ends, key=lambda end: (end.most, end.open_above, end.open_below, end.said.qualifier, not end.old))
    low = None if first.open_below else first.least
    high = None if last.open_above else last.most
    left, right = value_text(first.said), value_text(last.said)
    one, two = ("~" * end.old for end in (first, last))
    if left == right:
        return low, high, f"{left}{one}"
    if any((first.open_below, first.open_above, last.open_below, last.open_above)):
        return low, high, f"{left}{one}, {right}{two}"
    return low, high, f"{left.partition('–')[0]}{one}–{right.rpartition('–')[2]}{two}"


class _Ends(NamedTuple):
    """The printed bounds of one value, and which of them is open."""

    least: Number
    most: Number
    open_below: bool
    open_above: bool
    old: bool
    """Not repeated for longer than the desk has patience."""
    said: Valued


def _ends(said: Valued, *, old: bool) -> _Ends:
    low, high = said.low, said.high
    if said.value is not None and said.qualifier is not Qualifier.BETWEEN:
        return _Ends(said.value, said.value, said.qualifier in _OPEN_BELOW, said.qualifier in _OPEN_ABOVE, old, said)
    least = low if low is not None else high if high is not None else 0
    most = high if high is not None else least
    return _Ends(least, most, low is None, high is None, old, said)


def voice_text(claim: OriginClaim) -> str:
    """An origin as it stands beside the time of its words: with the carrier whose time that is, "AP via IBTimes"."""
    return f"{claim.origin} via {claim.via}" if claim.via else claim.origin


def claim_text(claim: OriginClaim, key: LineKey) -> str:
    """What an origin says, with the name of its line and its own: "20 escaped · foreign (AP)"."""
    return f"{value_text(claim)} {line_name(key)} ({claim.origin})"


def desk_text(desk: DeskFigure | SetDesk) -> str:
    """The number that the newsroom runs with, hedged as it was set: "20", "≥15", "≈40", "15–25"."""
    return value_text(hedged(desk.value, *desk_bounds(desk)))


def desk_spoken(desk: DeskFigure) -> str:
    """That number as a sentence has it, with the same hedge: "20", "at least 15", "about 40", "between 15 and 25"."""
    return spoken(hedged(desk.value, *desk_bounds(desk)))


def desk_bounds(desk: DeskFigure | SetDesk) -> tuple[Number | None, Number | None]:
    """The interval of a desk figure; one set as a bare value is that value."""
    return (desk.value, desk.value) if desk.low is None and desk.high is None else (desk.low, desk.high)


def beside_text(claim: OriginClaim) -> str:
    """Why a claim does not count, in a word or two: "held", "forecast", "part", "withdrawn"; empty where it counts.

    Of several reasons the first of: its text is gone, the editor, the text's tense, its hedge, what it counts.
    """
    figure = claim.claim.figure
    facets = (claim.claim.state, figure.tense, figure.modality, figure.counts)
    past = claim.status in PAST
    order = [claim.status, *facets] if past else [*facets, claim.status]
    return next((text for facet in order if (text := _words()["beside"].get(facet.value))), "")


def figure_beside_text(figure: Figure) -> str:
    """Why a figure by itself would not count, in a word or two: "forecast", "part"; empty where it would."""
    facets = (figure.tense, figure.modality, figure.counts)
    return next((text for facet in facets if (text := _words()["beside"].get(facet.value))), "")


def status_text(claim: OriginClaim) -> str:
    """How a claim stands: "current", "stale", "beside"; "garbled, stale" where it is both."""
    both = claim.stale and claim.status is not Status.STALE
    return f"{claim.status.value}, stale" if both else claim.status.value


def credibility_text(digit: int) -> str:
    """What an Admiralty digit says of a claim: 4 → "conflicts with origins that agree"."""
    text: str = _words()["credibility"][str(digit)]
    return text


def line_name(key: LineKey) -> str:
    """What a line counts: "escaped · foreign", "killed · all", "killed · attackers", "magnitude"."""
    who = who_text(key)
    return f"{measure_name(key.measure)} · {who}" if who else measure_name(key.measure)


def who_text(key: LineKey, several: bool = True) -> str:
    """Whom a line counts, without its measure: "foreign", "all", "attackers"; empty for what is not people."""
    who = [*scope_names(key.scope, several)]
    side = "" if key.side.value == key.measure.value else _words()["sides"].get(key.side.value, "")
    if side and not several:
        side = nouns().get(key.side.value, [side])[0]
    if not who and key.measure in PEOPLE and key.side not in (Side.ATTACKERS, Side.FORCES):
        who = ["all"]
    return " ".join(dict.fromkeys(word for word in (*who, side) if word))


def whom_text(figure: Figure, line: LineKey | None = None) -> str:
    """Whom a figure counts, behind its number: "foreign", "child" where it is one; empty for everyone.

    With the scope of its line where that is given.
    """
    who = who_text(line or LineKey(figure.measure, figure.scope, figure.side), figure.value != 1)
    return "" if who == "all" else who


def measure_name(measure: Measure) -> str:
    """A measure as a person reads it: "buildings destroyed"."""
    return measure.value.replace("_", " ")


def scope_names(scope: Sequence[str], several: bool = True) -> list[str]:
    """The facets of a scope in words: nationalities and residence before kinds: ["British", "protesters"].

    Kinds of which nobody has two are told of as several: ["women and children"].
    """
    countries = _countries()
    people = [countries[facet][1] for facet in scope if facet in countries]
    people += [facet for facet in scope if facet in ("foreign", "local")]
    rest = [facet for facet in scope if facet not in countries and facet not in ("foreign", "local")]
    places = [facet for facet in rest if facet not in nouns()]
    either = next((found for group in exclusive() if len(found := [one for one in group if one in rest]) > 1), [])
    kinds = [facet for facet in rest if facet in nouns() and facet not in either]
    if either:
        told = [*(nouns()[one][0] for one in kinds), " and ".join(nouns()[one][1] for one in either)]
    else:
        told = [*(nouns()[one][0] for one in kinds[:-1]), *(nouns()[one][several] for one in kinds[-1:])]
    return [*people, *told, *places]


def kinds(facets: Iterable[str]) -> list[str]:
    """Facets as nouns, each of its own: ["hostages", "workers"]."""
    return [nouns().get(one, (one, one))[1] for one in facets]


def nouns() -> Mapping[str, Sequence[str]]:
    """A facet as a noun, one and more than one: "child" → "child", "children"."""
    found: dict[str, list[str]] = _words()["nouns"]
    return found


def exclusive() -> Sequence[Sequence[str]]:
    """Groups of facets of which nobody has two: passengers and crew."""
    found: list[list[str]] = _words()["exclusive"]["groups"]
    return found


def is_country(facet: str) -> bool:
    """Whether a facet is an ISO 3166 code that newsdesk can name."""
    return facet in _countries()


def is_place(facet: str) -> bool:
    """Whether a facet is the name of a place: no country, no kind of people."""
    return not (is_country(facet) or facet in nouns() or facet in ("foreign", "local"))


def is_nation_word(word: str) -> bool:
    """Whether a word, in lower case, is part of a country's name or of a nation's adjective."""
    return word in _nation_words()


def where(place: str, country: str) -> str:
    """Place and country (ISO 3166) as words: "Tolmin, Slovenia"; the country once where the place names it."""
    name = country_name(country) if country else ""
    return ", ".join(part for part in (place, "" if name and name in place else name) if part)


def country_name(code: str) -> str:
    """ISO 3166 code to the country's name: "DZ" → "Algeria"; what is no code comes back as it is."""
    return _countries().get(code, (code, code))[0]


def country_adjective(code: str) -> str:
    """ISO 3166 code to the adjective of its people: "GB" → "British"; what is no code comes back as it is."""
    return _countries().get(code, (code, code))[1]


def predicate(measure: Measure, several: bool) -> str:
    """What a sentence says of the counted: "has escaped", "have escaped"; empty for what is not people."""
    row: Sequence[str] = _words()["sentences"].get(measure.value, ("", ""))
    return row[several]


def moment_text(at: datetime, beside: datetime | None = None, *, year: int | None = None) -> str:
    """A time in UTC, short: "17 Jan 18:30"; "18:30" where it stands beside another time of that day.

    Where `year` is the one that a reader takes for granted, another is told: "17 Jan 2013 18:30".
    """
    clock = f"{at.hour:02}:{at.minute:02}"
    if beside is not None and beside.date() == at.date():
        return clock
    told = "" if year in (None, at.year) else f" {at.year}"
    return f"{at.day} {_MONTHS[at.month - 1]}{told} {clock}"


def undated_text(version: Version) -> str:
    """Why a version's time is when it was seen; empty where its feed gives a time that can be believed."""
    stated = version.updated or version.published
    if not version.unsure:
        return ""
    if stated is None:
        return "its feed gives no date"
    if stated <= version.at:
        return "its feed does not date this edit"
    return f"its own date, {moment_text(stated, year=version.at.year)}, is not believed"


def listed(names: Sequence[str], most: int = 3, joint: str = "and") -> str:
    """Names in a row: "AFP", "AFP and AP", "AFP, AP and 3 more"; with another word as `joint`."""
    shown = list(names) if len(names) <= most else [*names[: most - 1], f"{len(names) - most + 1} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {joint} {shown[-1]}" if shown else ""


def shift_text(before: Figure | None, after: Figure | None) -> str:
    """A figure that is another in a later version: "killed 32 → 23", "injured 40 gone", "missing 5 new"."""
    figure = before or after
    if figure is None:
        return ""
    value, fate = shift_parts(before, after)
    parts = (measure_name(figure.measure), value, *scope_names(figure.scope, figure.value != 1), fate)
    return " ".join(part for part in parts if part)


def shift_parts(before: Figure | None, after: Figure | None) -> tuple[str, str]:
    """The value that became another, and whether it is gone or new: ("32 → 23", ""), ("40", "gone")."""
    both = before is not None and after is not None
    value = " → ".join(value_text(one) for one in (before, after) if one is not None)
    return value, "" if both else "gone" if after is None else "new"


def merged_text(names: Iterable[Name], origin: str = "") -> str:
    """The other names of a voice, each with why it was taken to be its: "Kablia (by its words)"."""
    return "; ".join(f"{name} ({_GROUNDS[ground]})" for name, ground in names if name != origin)


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 origin", "3 origins"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


@cache
def _nation_words() -> frozenset[str]:
    return frozenset(word for row in _countries().values() for name in row for word in name.casefold().split())


@cache
def _countries() -> dict[str, tuple[str, str]]:
    return tomllib.loads(Path(__file__).with_name("countries.toml").read_text("utf-8"))
