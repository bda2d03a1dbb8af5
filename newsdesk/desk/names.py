"""Names that people type: sources, incidents and updates found by them, and new ones made from a title or address."""

from __future__ import annotations

import difflib
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from newsdesk import text
from newsdesk.decisions import Act, Add, Correct, SetDesk, Undo
from newsdesk.errors import CallWrong
from newsdesk.model import Incident, Source, Update, UpdateRef

if TYPE_CHECKING:
    from newsdesk.desk.service import Desk

Named = TypeVar("Named")
HANDLE = 8
"""Letters of an update's handle."""


def handle(ref: UpdateRef) -> str:
    """A short name for an update that a person can type: eight hexadecimal digits of a hash of source and id."""
    return hashlib.sha1(f"{ref.source}\0{ref.id}".encode(), usedforsecurity=False).hexdigest()[:HANDLE]


def find_update(name: str, updates: Iterable[Update]) -> Update:
    """The one update whose handle starts with `name`, or whose "source/id" is `name`. Raises CallWrong."""
    wanted = name.strip()
    found = [
        update for update in updates if handle(update.ref).startswith(wanted.lower()) or "/".join(update.ref) == wanted
    ]
    if len(found) == 1 and wanted:
        return found[0]
    if found and wanted:
        raise CallWrong(
            f"{len(found)} updates have a handle that starts with {text.line(wanted, 40)}.", "Give more of it."
        )
    raise CallWrong(
        f"There is no update {text.line(wanted, 80) or 'without a name'}.", "List them with: newsdesk updates list"
    )


def pick(wanted: str, among: Sequence[Named], kind: str, names: Callable[[Named], tuple[str, ...]]) -> Named:
    """The one that bears a name, blind to case. Raises CallWrong that offers the nearest."""
    folded = wanted.casefold()
    for one in among:
        if folded in (name.casefold() for name in names(one)):
            return one
    near = difflib.get_close_matches(folded, [name.casefold() for one in among for name in names(one)], n=1)
    hint = f"Did you mean {near[0]}?" if near else f"List them with: newsdesk {kind}s list"
    raise CallWrong(f"There is no {kind} {text.line(wanted, 80)}.", hint)


def slug(words: str) -> str:
    """Letters, digits and dashes of a name: "Al Jazeera (English)" → "al-jazeera-english"; may be empty."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]


def free(name: str, taken: Iterable[str]) -> str:
    """The name, or the name with the first number that is free."""
    used, number, candidate = set(taken), 2, name
    while candidate in used:
        candidate, number = f"{name}-{number}", number + 1
    return candidate


def new_source(address: str, title: str, known: Sequence[Source]) -> Source:
    """A source for an address; a removed one of the same address comes back. Raises CallWrong."""
    safe = text.link(address)
    if not safe:
        raise CallWrong(
            f"{text.line(address, 80) or 'An empty line'} is not an address of a feed.",
            "Give one that starts with http:// or https://.",
        )
    for source in known:
        if source.address == safe:
            if not source.removed:
                raise CallWrong(f"{safe} is there already, as {source.title}.")
            return Source(id=source.id, title=text.line(title, 80) or source.title, address=safe, grade=source.grade)
    host = (urlsplit(safe).hostname or "").removeprefix("www.")
    name = text.line(title, 80) or host
    return Source(id=free(slug(name) or "source", (source.id for source in known)), title=name, address=safe)


def new_incident(
    title: str,
    *,
    watch: Sequence[str],
    country: str,
    place: str,
    started: datetime | None,
    known: Sequence[Incident],
) -> Incident:
    """An incident opened by hand; without watch words its title is watched for. Raises CallWrong."""
    name = text.line(title, 120)
    if not name:
        raise CallWrong("An incident needs a title.")
    if name.casefold() in (incident.title.casefold() for incident in known):
        raise CallWrong(f"There is an incident {name} already.")
    words = tuple(row for each in watch if (row := text.line(each, 120).lower()))
    return Incident(
        id=free(slug(name) or "incident", (incident.id for incident in known)),
        title=name,
        country=country.upper(),
        place=text.line(place, 120),
        started=started,
        watch=words or (name.lower(),),
    )


def check_act(act: Act, desk: Desk) -> None:
    """Refuse an act on what is not there, and a figure whose words are not the source's. Raises CallWrong."""
    if isinstance(act, SetDesk | Undo):
        return
    update = desk.update(UpdateRef(act.source, act.update))
    figure = act.becomes if isinstance(act, Correct) else act.figure if isinstance(act, Add) else None
    if figure is None:
        return
    words = update.versions[act.version].text if act.version < len(update.versions) else ""  # type: ignore[union-attr]
    if not figure.quote or words[figure.start : figure.end] != figure.quote:
        raise CallWrong(
            "The words of that figure do not stand in the update.", "Every figure must quote the text it is read from."
        )
