"""Puts the figures of a list where it says they are: "by state: Assam 21 killed, 4 missing; Bihar 17 killed"."""

from __future__ import annotations

from newsdesk.figures import place_names
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import Token

_OPENERS = frozenset((":", ";"))
_JOINTS = frozenset((":", ";", ","))
_LONGEST = 3
"""Words of a place's name."""
_FEWEST = 2
"""Places of a list."""


def put(tokens: list[Token], phrases: list[Phrase]) -> None:
    """Place each number behind a name of the list, and those behind it up to the next name or semicolon."""
    bound = [phrase for phrase in phrases if phrase.measure]
    names = {phrase.start: name for phrase in bound if (name := _before(tokens, phrase.start))}
    if len(names) < _FEWEST or not any(_opens(tokens, start) for start in names):
        return
    place, end = "", 0
    for phrase in bound:
        if phrase.start in names:
            place = names[phrase.start]
        elif any(token.low == ";" for token in tokens[end : phrase.start]):
            place = ""
        if place and not phrase.place:
            phrase.place = place
            phrase.add(place)
        end = phrase.end


def _before(tokens: list[Token], start: int) -> str:
    """The name between a mark of the list and the number at `start`; empty where there is none."""
    first = _first(tokens, start)
    listed = first < start and (first == 0 or tokens[first - 1].low in _JOINTS)
    name = place_names.single(tokens, first) if listed else None
    return name.place.name if name and name.end == start else ""


def _first(tokens: list[Token], start: int) -> int:
    first = start
    while first > 0 and start - first < _LONGEST and place_names.begins(tokens, first - 1):
        first -= 1
    return first


def _opens(tokens: list[Token], start: int) -> bool:
    """Does the name before the number open a sentence, or stand behind a colon or semicolon?"""
    first = _first(tokens, start)
    return first == 0 or tokens[first - 1].low in _OPENERS
