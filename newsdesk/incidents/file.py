"""Reads the text of an incident.toml. Knows no disk: the caller brings the text.

Its values come from outside and pass the gate of newsdesk.text. Times are TOML dates or date-times; one without
an offset is UTC.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time

from newsdesk import text
from newsdesk.errors import CallWrong
from newsdesk.incidents.watch import words
from newsdesk.model import Incident

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,79}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_KEYS = "id title country place started opens ended watch aliases universal_roles parties".split()


def load(content: str) -> Incident:
    """An incident from the text of its file. Raises CallWrong that names the key at fault.

    `id` and `title` must be there; `aliases` is a table of an origin's name to a list of its other names.
    """
    table = _table(content)
    started, ended = _moment(table, "started"), _moment(table, "ended")
    if started and ended and ended < started:
        raise _wrong("ended", "is before started")
    return Incident(
        id=_string(table, "id", _ID.fullmatch, "must be letters, digits, dots and dashes"),
        title=_string(table, "title", bool, "must say what happened"),
        country=_string(table, "country", lambda code: not code or _COUNTRY.fullmatch(code), "must be like DZ"),
        place=_string(table, "place", lambda _: True, ""),
        started=started,
        ended=ended,
        watch=_strings(table, "watch", words),
        aliases=_aliases(table),
        universal=_strings(table, "universal_roles"),
        parties=_strings(table, "parties"),
    )


def opens(content: str) -> datetime:
    """The moment at which the replay of an incident begins: what its file says opens it, else its start.

    It is no part of the record. Raises CallWrong, also where the file says neither.
    """
    table = _table(content)
    moment = _moment(table, "opens") or _moment(table, "started")
    if moment is None:
        raise CallWrong("The incident file does not say when its replay opens.", "Give it the key opens, or started.")
    return moment


def _table(content: str) -> Mapping[str, object]:
    try:
        table = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise CallWrong(f"The incident file is not TOML: {text.line(str(error), 200)}.", "Mend that line.") from error
    for key in table:
        if key not in _KEYS:
            raise _wrong(key, f"is not one of {', '.join(_KEYS)}")
    return table


def _string(table: Mapping[str, object], key: str, fits: Callable[[str], object], rule: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise _wrong(key, "must be a text")
    cleaned = text.line(value, 200)
    if not fits(cleaned):
        raise _wrong(key, rule)
    return cleaned


def _strings(table: Mapping[str, object], key: str, fits: Callable[[str], object] = bool) -> tuple[str, ...]:
    return _names(key, table.get(key, []), fits)


def _names(key: str, value: object, fits: Callable[[str], object] = bool) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _wrong(key, "must be a list of texts")
    cleaned = tuple(text.line(one, 200) for one in value)
    if not all(fits(one) for one in cleaned):
        raise _wrong(key, "holds a text without a word")
    return cleaned


def _aliases(table: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    value = table.get("aliases", {})
    if not isinstance(value, dict):
        raise _wrong("aliases", "must be a table of names")
    return {text.line(name, 200): _names(f"aliases.{text.line(name, 80)}", others) for name, others in value.items()}


def _moment(table: Mapping[str, object], key: str) -> datetime | None:
    value = table.get(key)
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime.combine(value, time(), UTC)
    raise _wrong(key, "must be a date or a date and time, without quotes")


def _wrong(key: str, rule: str) -> CallWrong:
    return CallWrong(f"The incident file's {text.line(key, 80)} {rule}.", "Mend that key.")
