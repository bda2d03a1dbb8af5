"""Records for the store's tests: a few by hand, and any that their types allow."""

from __future__ import annotations

import types
import typing
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import Struct

from newsdesk.decisions import Decision, Look, Seen, Stood, Triage
from newsdesk.model import (
    Figure,
    Health,
    Incident,
    LineKey,
    Measure,
    Outcome,
    Qualifier,
    Source,
    State,
    Update,
    Version,
)

AT = datetime(2013, 1, 16, 5, 40, tzinfo=UTC)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_plain: dict[Any, st.SearchStrategy[Any]] = {
    str: texts,
    bool: st.booleans(),
    int: st.integers(-(2**70), 2**70),
    float: st.floats(allow_nan=False, allow_infinity=False),
    type(None): st.none(),
    datetime: st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.replace(fold=0)),
}


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Values of any type that a record's field may have."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind in _plain:
        return _plain[kind]
    if origin in (typing.Union, types.UnionType):
        return st.one_of([values(argument) for argument in arguments])
    if origin is tuple:
        return st.lists(values(arguments[0]), max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(values(arguments[0]), values(arguments[1]), max_size=2)
    if issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    if issubclass(kind, tuple):
        return st.builds(kind, **{name: values(hint) for name, hint in typing.get_type_hints(kind).items()})
    return records(kind)


@cache
def records(kind: type[Struct]) -> st.SearchStrategy[Any]:
    """Records of a kind with every field drawn; an update has a version."""
    fields = {field.name: values(field.type) for field in msgspec.structs.fields(kind)}
    if kind is Update:
        fields["versions"] = st.lists(values(Version), min_size=1, max_size=2).map(tuple)
    return st.fixed_dictionaries(fields).map(lambda drawn: kind(**drawn))


def source(name: str = "reuters", title: str = "Reuters") -> Source:
    """A source."""
    return Source(id=name, title=title)


def health(name: str = "reuters", message: str = "") -> Health:
    """How a source went."""
    return Health(source=name, outcome=Outcome.NEW, message=message, checked=AT)


def incident(name: str = "in-amenas", title: str = "In Amenas") -> Incident:
    """An incident."""
    return Incident(id=name, title=title)


def update(name: str = "1", source: str = "reuters", title: str = "At least 20 held") -> Update:
    """An update of one version."""
    return Update(source=source, id=name, versions=(Version(title=title, body="", seen=AT, at=AT),))


def figure(value: int = 20) -> Figure:
    """So many held."""
    return Figure(
        measure=Measure.HELD,
        value=value,
        qualifier=Qualifier.EXACT,
        low=value,
        high=value,
        quote="held",
        start=0,
        end=4,
    )


def decision(number: int, reason: str = "") -> Decision:
    """An act of triage."""
    act = Triage("reuters", "1", State.ACCEPTED)
    return Decision(id=number, at=AT, by="Anna", act=act, reason=reason)


def look(editor: str = "Anna", incident: str = "in-amenas", minutes: int = 0) -> Look:
    """A look at an incident of one line."""
    line = Seen(LineKey(Measure.KILLED, ("GB",)), True, (Stood("AP", 6, Qualifier.AT_LEAST, 6, None),))
    return Look(editor=editor, incident=incident, at=AT + timedelta(minutes=minutes), lines=(line,))
