"""Names that people type: sources, incidents and updates found by them, and new ones made from a title or address."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec

from newsdesk import figures, text
from newsdesk.decisions import MergeOrigins, PartOrigin, Standing
from newsdesk.errors import CallWrong
from newsdesk.ledger.queries import Voice, voices
from newsdesk.ledger.records import Ledger
from newsdesk.ledger.words import is_country, nouns
from newsdesk.model import Grade, Incident, Source, Update, UpdateRef

Named = TypeVar("Named")
HANDLE = 8
"""Letters of an update's handle."""


def handle(ref: UpdateRef) -> str:
    """A short name for an update that a person can type: eight hexadecimal digits of a hash of source and id."""
    return hashlib.sha1(f"{ref.source}\0{ref.id}".encode(), usedforsecurity=False).hexdigest()[:HANDLE]


def find_update(name: str, updates: Iterable[Update]) -> Update:
    """The one update that is `name` by "source/id" or id, else whose handle starts with it. Raises CallWrong."""
    wanted = name.strip()
    if not wanted:
        raise CallWrong("No update was named.", "List the updates.")
    exact: list[Update] = []
    begun: list[Update] = []
    for update in updates:
        if wanted in (update.id, "/".join(update.ref)):
            exact.append(update)
        elif handle(update.ref).startswith(wanted.lower()):
            begun.append(update)
    found = exact or begun
    if len(found) == 1:
        return found[0]
    if found:
        raise CallWrong(f"{len(found)} updates go by {text.line(wanted, 80)}.", "Give more of the handle.")
    raise CallWrong(f"There is no update {text.line(wanted, 80)}.", "List the updates.")


def pick(wanted: str, among: Sequence[Named], kind: str, names: Callable[[Named], tuple[str, ...]]) -> Named:
    """The one that bears a name, blind to case. Raises CallWrong that offers the nearest."""
    folded = wanted.casefold()
    for one in among:
        if folded in (name.casefold() for name in names(one)):
            return one
    near = difflib.get_close_matches(folded, [name.casefold() for one in among for name in names(one)], n=1)
    hint = f"Did you mean {near[0]}?" if near else f"List the {kind}s."
    raise CallWrong(f"There is no {kind} {text.line(wanted, 80)}.", hint)


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
    name = text.line(title, 80) or _unread(safe, known)
    return Source(id=free(text.slug(name) or "source", (source.id for source in known)), title=name, address=safe)


def host_of(address: str) -> str:
    """The host of an address, which names a source until its feed has been read."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _unread(address: str, known: Iterable[Source]) -> str:
    """What a source is called until its feed has been read: its host, or its address where another is called so."""
    taken = {one.title.casefold() for one in known}
    return next((name for name in _names_of(address) if name not in taken), address)


def _names_of(address: str) -> tuple[str, str]:
    return host_of(address), text.line(address.partition("://")[2].removeprefix("www."), 80)


def titled(source: Source, own: str, known: Iterable[Source]) -> Source:
    """A source whose feed was read for the first time, under the feed's own title where no person gave it one."""
    if source.kind or not own or source.title not in ("", source.address, *_names_of(source.address)):
        return source
    return msgspec.structs.replace(source, title=apart(own, source.id, known))


def apart(title: str, source: str, known: Iterable[Source]) -> str:
    """A feed's own title; with the source's id where another source has it, since a title is a voice in the table."""
    taken = {one.title.casefold() for one in known if one.id != source}
    return beside(title, source) if title.casefold() in taken else title


def beside(title: str, source: str) -> str:
    """A title that another source has, with the source's id."""
    return f"{title} ({source})"


def new_incident(
    title: str,
    *,
    watch: Sequence[str],
    country: str,
    place: str,
    started: datetime | None,
    known: Sequence[Incident],
) -> Incident:
    """An incident to be opened by hand; without watch words its title is watched for."""
    name = short_title(title)
    return Incident(
        id=free(text.slug(name) or "incident", (incident.id for incident in known)),
        title=name,
        country=country,
        place=text.line(place, 120),
        started=started,
        watch=watch_rows(watch) or (_no_letter(name.removesuffix("…").lower()),),
    )


def country(typed: str) -> str:
    """The code of a country as typed; empty is none. Raises CallWrong for what is no code."""
    code = text.line(typed, 40).upper()
    if code and not is_country(code):
        raise CallWrong(f"{code} is no country's code.", "Give its two letters, such as DZ for Algeria.")
    return code


def watch_rows(typed: Iterable[str]) -> tuple[str, ...]:
    """Watch words as typed, one row or more between commas, as texts are looked through for them.

    Raises CallWrong for a letter, which is in every text.
    """
    rows = dict.fromkeys(row for each in typed for part in each.split(",") if (row := text.line(part, 120).lower()))
    return tuple(map(_no_letter, rows))


def _no_letter(row: str) -> str:
    if len(row) == 1 and row.isascii():
        raise CallWrong(f"“{row}” leads every story here.", "Write words that this one has, such as ashdown mill.")
    return row


def roles(typed: Iterable[str]) -> tuple[str, ...]:
    """Kinds of people as typed, such as miners, one or more between commas, as the facets that the reader gives them.

    Raises CallWrong for what is no kind of people, or goes on to say what befell them.
    """
    kinds = [kind for each in typed for part in each.split(",") if (kind := text.line(part, 60))]
    return tuple(dict.fromkeys(facet for kind in kinds for facet in _role(kind)))


def _role(kind: str) -> tuple[str, ...]:
    facets = [facet for facet, forms in nouns().items() if kind.lower() in (facet, *forms)]
    if not facets:
        found = figures.read(f"12 {kind} were killed.").figures
        whole = len(found) == 1 and found[0].quote == f"12 {kind} were killed"
        facets = list(found[0].scope) if whole else []
    if not facets or not all(facet in nouns() for facet in facets):
        raise CallWrong(f"{kind} is no kind of people.", "Write for example miners, passengers or hostages.")
    return tuple(facets)


def headline(update: Update) -> str:
    """An update's headline as the title of an incident."""
    return short_title(update.latest.title)


def short_title(words: str, most: int = 120) -> str:
    """Words as a title: what is too long ends with a whole word and an ellipsis, or within the one word that it is."""
    title = text.line(words)
    if len(title) <= most:
        return title
    kept = title[: text.whole(title, most - 1)]
    begun = kept if title[len(kept)] == " " else kept.rpartition(" ")[0]
    return f"{(begun or kept).rstrip(' ,;:–—-')}…"


def find_voice(name: str, ledger: Ledger) -> Voice:
    """The voice that goes by a name on a ledger, blind to case. Raises CallWrong that offers the nearest."""
    return pick(name, voices(ledger), "origin", lambda voice: (voice.origin, *voice.names))


def heard_or_new(name: str, ledger: Ledger) -> str:
    """The origin that goes by a name on a ledger, else the name itself, for one that has not spoken yet."""
    folded = name.casefold()
    heard = (voice for voice in voices(ledger) if folded in (one.casefold() for one in (voice.origin, *voice.names)))
    return next((voice.origin for voice in heard), text.line(name, 120))


def merging(incident: Incident, name: str, into: str, ledger: Ledger) -> MergeOrigins:
    """The act that makes a name the voice of another; an origin takes its other names along. Raises CallWrong."""
    voice, other = find_voice(name, ledger), find_voice(into, ledger)
    if voice == other:
        raise CallWrong(f"{text.line(name, 80)} and {text.line(into, 80)} are one voice already, {voice.origin}.")
    return MergeOrigins(incident.id, _as_printed(name, voice), other.origin)


def parting(incident: Incident, name: str, ledger: Ledger) -> PartOrigin:
    """The act that makes a name a voice of its own. Raises CallWrong for one that is."""
    voice = find_voice(name, ledger)
    printed = _as_printed(name, voice)
    if printed == voice.origin:
        others = ", ".join(other for other in voice.names if other != printed)
        raise CallWrong(
            f"{printed} is a voice of its own already.", f"Part a name from it: {others}." if others else ""
        )
    return PartOrigin(incident.id, printed)


def _as_printed(name: str, voice: Voice) -> str:
    return next(one for one in (voice.origin, *voice.names) if one.casefold() == name.casefold())


def decided(source: Source, standing: Standing) -> Source:
    """A source as editors have it: its letter and its title, and whether it is paused or removed."""
    return msgspec.structs.replace(
        source,
        title=standing.names.get(source.id, source.title),
        grade=standing.grades.get(source.id, source.grade),
        paused=standing.paused.get(source.id, source.paused),
        removed=standing.removed.get(source.id, source.removed),
    )


def undecided(sources: Iterable[Source], standing: Standing, known: Iterable[Source]) -> tuple[Source, ...]:
    """Sources to be stored: what is a decision stands in the log alone, so that it can be taken back."""
    stored = {source.id: source for source in known}
    return tuple(_undecided(source, standing, stored.get(source.id)) for source in sources)


def _undecided(source: Source, standing: Standing, stored: Source | None) -> Source:
    own_grade, own_title = (stored.grade, stored.title) if stored else (Grade.F, source.title)
    came_paused = stored.paused if stored else source.paused
    return msgspec.structs.replace(
        source,
        title=own_title if standing.names.get(source.id) == source.title else source.title,
        grade=own_grade if standing.grades.get(source.id) is source.grade else source.grade,
        paused=came_paused,
        removed=stored.removed if stored else source.removed,
    )
