"""The small language in which updates are asked for: words, "phrases", key:value, and a minus for what must not be.

    gas plant "two dozen" source:reuters -state:rejected has:conflict measure:escaped

Every term must hold. Pure: whoever answers brings the facts of an update. What is wrong with a query is said in words.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct

from newsdesk import text
from newsdesk.errors import CallWrong
from newsdesk.model import Measure, State

_TERM = re.compile(r'(?P<minus>-?)(?:(?P<key>[A-Za-z]+):(?!//))?(?:"(?P<phrase>[^"]*)(?P<closed>"?)|(?P<word>\S*))')

Named = TypeVar("Named", bound=StrEnum)
Asked = TypeVar("Asked")


class Key(StrEnum):
    """What can be asked for beside words."""

    SOURCE = "source"
    """A part of the source's title or id; the whole of one is no part of another: AP is not APS."""
    INCIDENT = "incident"
    """A part of the incident's title or id; `none` for updates of no incident."""
    STATE = "state"
    MEASURE = "measure"
    HAS = "has"


class Has(StrEnum):
    """What an update can have."""

    CONFLICT = "conflict"
    """A figure on a line whose origins truly disagree."""
    FIGURES = "figures"
    QUESTION = "question"
    """A number that the reader left open and nobody has settled."""
    EDITS = "edits"
    COPIES = "copies"
    """Its words are printed by another source too."""
    VANISHED = "vanished"
    """Its feed has it no more, though it still has older ones."""
    CORRECTION = "correction"
    """Words that say that it, or an earlier text, was wrong."""
    NOTE = "note"
    STAR = "star"


class Order(StrEnum):
    """How a list of updates can be ordered."""

    TIME = "time"
    """Newest first."""
    SEVERITY = "severity"
    """Those on the gravest lines first, then the newest."""
    SOURCE = "source"
    """By the source's title, then the newest."""


_SOME_MEASURES = "Such as killed, held or missing."
_COMPARED = re.compile(r"(\w+)[<>=≤≥]+[\d,]+")
_LOGIC = frozenset(("OR", "AND", "NOT", "|", "||", "&&"))


class Term(Struct, frozen=True):
    """One thing asked for; without a key its value is looked for in the words, blind to case."""

    value: str
    key: Key | None = None
    negated: bool = False


class Query(Struct, frozen=True):
    """All that is asked for at once; none asks for everything."""

    terms: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)

    def fits(self, one: Asked, holds: Mapping[Key | None, Callable[[Asked, str], bool]]) -> bool:
        """Whether every term holds of one update; the cheap questions are asked first, and words last."""
        return all(holds[term.key](one, term.value) is not term.negated for term in self.terms)


def parse(asked: str) -> Query:
    """The query that a person typed. Raises CallWrong that says which part is wrong, and what could stand there."""
    terms = [_term(found) for found in _TERM.finditer(asked) if found.group().strip("-")]
    return Query(tuple(sorted(terms, key=lambda term: term.key is None)))


def _term(found: re.Match[str]) -> Term:
    name, phrase = found["key"], found["phrase"]
    value = (phrase if phrase is not None else found["word"]).casefold()
    if phrase is not None and not found["closed"]:
        raise CallWrong(f"The phrase “{text.line(phrase, 40)}” does not end.", 'Put a second " behind it.')
    negated = bool(found["minus"])
    if name is None:
        if phrase is None:
            _refuse_logic(found["word"])
        return Term(value, None, negated)
    key = _one_of(Key, name.casefold(), "a query knows no {}:")
    if not value:
        raise CallWrong(f"What {key}?", _offer(key))
    return Term(_value(key, value), key, negated)


def _refuse_logic(word: str) -> None:
    """Other search languages have words and brackets that this one would look for in the text."""
    if word in _LOGIC:
        raise CallWrong(f"A query has no {word}: an update must fit all of it.", 'Leave it out; "-" leaves words out.')
    if word.endswith("*") and len(word) > 1:
        raise CallWrong("A query has no *: a part of a word is enough.", "Leave it out.")
    if compared := _COMPARED.fullmatch(word):
        name = compared[1].casefold()
        told = f"Say measure:{name}" if name in list(Measure) else "Put it between quotes to find just that."
        raise CallWrong("A query compares no numbers.", told)
    if word.startswith("(") or (word.endswith(")") and "(" not in word):
        raise CallWrong("A query has no brackets.", 'Leave them out, or put "( )" with their words between quotes.')


def _value(key: Key, value: str) -> str:
    match key:
        case Key.STATE:
            return _one_of(State, value, "{} is no state")
        case Key.MEASURE:
            return _one_of(Measure, value.replace("-", "_"), "{} is no measure")
        case Key.HAS:
            return _one_of(Has, value, "an update cannot have {}")
    return value


def not_here(term: Term, titles: Sequence[str]) -> CallWrong:
    """What is wrong with a term that asks for a source or an incident by none of these titles."""
    by_name = {title.casefold(): title for title in titles}
    near = difflib.get_close_matches(term.value, by_name, n=1)
    told = f"Did you mean {by_name[near[0]]}?" if near else f"There is, for example, {titles[0]}."
    return CallWrong(f"There is no {term.key} {text.line(term.value, 40)}.", told)


def _offer(key: Key) -> str:
    match key:
        case Key.STATE:
            return _listed(State)
        case Key.MEASURE:
            return _SOME_MEASURES
        case Key.HAS:
            return _listed(Has)
    return f"Write a part of its name behind {key}:"


def _one_of(kind: type[Named], value: str, wrong: str) -> Named:
    try:
        return kind(value)
    except ValueError:
        near = difflib.get_close_matches(value, list(kind), n=1)
        hint = _SOME_MEASURES if kind is Measure else _listed(kind)
        if near:
            hint = f"Did you mean {near[0]}?"
        elif kind is Has and value in list(Measure):
            hint = f"Say measure:{value}"
        told = wrong.format(text.line(value, 40))
        raise CallWrong(f"{told[0].upper()}{told[1:]}.", hint) from None


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"There are {', '.join(most)} and {last}."
