"""From a parsed feed to stored updates: intake, figures, incident. The same steps for polling, review and replay.

Parsing and the reading of figures run in the leash's worker process, so that no key ever waits for them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from newsdesk import figures, text
from newsdesk.breath import Breath
from newsdesk.desk import names
from newsdesk.desk.announcements import SourceTaken
from newsdesk.desk.service import Desk
from newsdesk.errors import CallWrong, NewsdeskError
from newsdesk.feeds.leash import Leash
from newsdesk.incidents import load
from newsdesk.intake import vanishing, weigh
from newsdesk.model import Fault, Feed, Health, Incident, Outcome, Reading, Source, Update
from newsdesk.store import Change

AT_ONCE = 200
"""Updates read for figures in one call of the worker, so that a huge feed can be stopped between calls."""


def read_all(texts: Sequence[tuple[str, datetime, str]]) -> list[Reading | str]:
    """The figures of many texts, each with its time and the country of its incident; runs in the worker.

    The error, in words, for one that the reader stumbles on: it stops no other.
    """
    return [_read(*one) for one in texts]


def _read(words: str, at: datetime, country: str) -> Reading | str:
    try:
        return figures.read(words, published=at, country=country)
    except Exception as error:  # noqa: BLE001 - a worker's edge: one text's failure is its own
        return text.line(f"{type(error).__name__}: {error}", 120)


async def take(
    desk: Desk, source: Source, feed: Feed, *, seen: datetime, leash: Leash, health: Health, dated: bool = True
) -> SourceTaken:
    """Store and announce what a feed brings; `health` is the source's as it was found, `dated` as intake has it."""
    async with desk.leading as leading:
        intake = weigh(feed, source.id, desk.known, seen, dated=dated)
        countries = {incident.id: incident.country for incident in desk.incidents()}
        updates: list[Update] = []
        unread: list[Fault] = []
        commits = desk.commits
        for start in range(0, len(intake.updates), AT_ONCE):
            batch = await leading.lead(list(intake.updates[start : start + AT_ONCE]))
            asked = [(u.latest.text, u.latest.at, countries.get(desk.incident_of(u) or "", "")) for u in batch]
            readings = await leash.run(read_all, asked)
            updates += map(with_reading, batch, readings)
            pairs = zip(batch, readings, strict=True)
            unread += [_unread(update.id, reading) for update, reading in pairs if isinstance(reading, str)]
        feed = msgspec.structs.replace(feed, faults=(*unread, *feed.faults))
        breath = Breath()
        if intake.flapping:
            feed = msgspec.structs.replace(feed, faults=(*feed.faults, *map(_flaps, intake.flapping)))
        marked = _vanishing(desk, source, feed, {update.id for update in updates}, seen) if dated else ()
        await breath.when_due()
        if desk.commits != commits:
            # An incident may have been opened, or closed, while the figures were read.
            updates = leading.led_again(updates)
        led, regrouped = leading.regrouped([*updates, *marked])
        count = len(updates)
        return store(desk, source, feed, tuple(led[:count]), marked=(*led[count:], *regrouped), health=health)


def _unread(entry: str, error: str) -> Fault:
    told = f"The figures of an entry could not be read ({error}); its words are kept. Please report it."
    return Fault("unread", told, entry)


def _flaps(entry: str) -> Fault:
    return Fault("flapping", "An entry goes back and forth between the same texts; they are kept once.", entry)


def _vanishing(desk: Desk, source: Source, feed: Feed, taken: set[str], seen: datetime) -> tuple[Update, ...]:
    """What a feed dropped or brought back, beside what it brought."""
    stated = [at for entry in feed.entries if (at := entry.published or entry.updated) is not None]
    known = desk.recent(source.id, min(stated)) if stated else []
    return vanishing(feed, (one for one in known if one.id not in taken), seen)


def with_reading(update: Update, reading: Reading | str) -> Update:
    """The update with the figures of its last version; without any where an error stands in their place."""
    last = msgspec.structs.replace(update.latest, reading=Reading() if isinstance(reading, str) else reading)
    return msgspec.structs.replace(update, versions=(*update.versions[:-1], last))


def store(
    desk: Desk,
    source: Source,
    feed: Feed,
    updates: tuple[Update, ...],
    *,
    marked: tuple[Update, ...] = (),
    health: Health,
) -> SourceTaken:
    """One commit: the updates, known ones newly `marked`, the source's health, what the feed told."""
    health = msgspec.structs.replace(
        health,
        outcome=Outcome.NEW if updates else Outcome.UNCHANGED,
        message=faults_in_words(feed),
        failures=0,
        fresh=len(updates),
    )
    # As it is decided by now: a letter that was taken back while the feed was fetched is no source's own.
    source = next((one for one in desk.sources(removed=True) if one.id == source.id), source)
    told = msgspec.structs.replace(
        names.titled(source, feed.title, desk.sources()),
        link=source.link or feed.link,
        kind=feed.kind or source.kind,
    )
    first = {update.ref for update in updates if len(update.versions) == 1}
    taken = SourceTaken(
        source=source.id,
        health=health,
        new=tuple(update.ref for update in updates if update.ref in first),
        changed=tuple(update.ref for update in updates if update.ref not in first),
    )
    change = Change(sources=(told,) if told != source else (), healths=(health,), updates=updates + marked)
    desk.store(change, taken)
    return taken


def faults_in_words(feed: Feed) -> str:
    """The faults that did not stop the reading, on one line."""
    if not feed.faults:
        return ""
    more = f" (and {len(feed.faults) - 1} more)" if len(feed.faults) > 1 else ""
    return text.line(feed.faults[0].message + more, 300)


def failed(desk: Desk, source: Source, error: NewsdeskError, health: Health, at: datetime) -> SourceTaken:
    """Store and announce that a source failed; what it had stays."""
    health = msgspec.structs.replace(
        health,
        outcome=Outcome.FAILED,
        message=text.line(str(error), 300),
        checked=at,
        failures=health.failures + 1,
        fresh=0,
    )
    taken = SourceTaken(source=source.id, health=health)
    desk.store(Change(healths=(health,)), taken)
    return taken


Progress = Callable[[int, int, str], None]
"""Called with how many are done, of how many, and the name of the last."""


def read_incident(folder: Path) -> Incident | None:
    """The incident that a folder of saved feeds brings along, if it has an incident.toml. Raises CallWrong."""
    content = incident_file(folder)
    try:
        return None if content is None else load(content)
    except CallWrong as wrong:
        raise CallWrong(f"{text.line(str(folder), 200)}: {wrong.what}", wrong.hint) from wrong


def incident_file(folder: Path) -> str | None:
    """What stands in a folder's incident.toml, if it has one. Raises CallWrong where that cannot be read."""
    place = folder / "incident.toml"
    try:
        return place.read_text("utf-8") if place.is_file() else None
    except (OSError, UnicodeDecodeError) as error:
        why = f"cannot be read: {error.strerror}" if isinstance(error, OSError) else "is not in UTF-8"
        raise CallWrong(f"{text.line(str(place), 200)} {why}.", "Mend that file, or take it away.") from error
