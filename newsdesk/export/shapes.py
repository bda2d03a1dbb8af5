"""The JSON that others build on: each function gives one promised shape, as plain lists and dictionaries.

Names and enumerations are those of docs/figures.md in lower case, times ISO 8601 in UTC. More fields may come to
stand beside these; none is renamed or taken away. Knows no desk: what only a desk can say (a state, an incident)
comes in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    # Only the names of the records are needed here: `extract` then loads no ledger.
    from newsdesk.decisions import Appraisal, Decision, DeskFigure
    from newsdesk.incidents.suggestions import Suggestion
    from newsdesk.ledger.changes import Movement
    from newsdesk.ledger.queries import Track, Voice
    from newsdesk.ledger.records import Check, Ledger, Line, OriginClaim
    from newsdesk.model import (
        Entry,
        Feed,
        Figure,
        Health,
        Incident,
        LineKey,
        Question,
        Reading,
        Source,
        State,
        Update,
        UpdateRef,
        Version,
    )

Shape = dict[str, object]


def moment(at: datetime | None) -> str | None:
    """ISO 8601 in UTC with a Z, to the second; null stays null."""
    return None if at is None else at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def figure(one: Figure) -> Shape:
    """A figure, field by field; enumerations as their words."""
    shape: Shape = msgspec.to_builtins(one)
    return shape


def question(one: Question) -> Shape:
    """A number that was not settled, with the readings that remain."""
    return {
        "quote": one.quote,
        "start": one.start,
        "end": one.end,
        "readings": [figure(reading) for reading in one.readings],
    }


def document(name: str | int, reading: Reading, words: str | None = None) -> Shape:
    """What `extract` says of one document; `words` are those its offsets count in, where they are not as given."""
    shape: Shape = {"id": name, "figures": figures_of(reading), "questions": questions_of(reading)}
    return shape if words is None else {**shape, "text": words}


def figures_of(reading: Reading) -> list[Shape]:
    """The figures of a reading, in its order."""
    return [figure(one) for one in reading.figures]


def questions_of(reading: Reading) -> list[Shape]:
    """The open questions of a reading, in its order."""
    return [question(one) for one in reading.questions]


def inspected(feed: Feed, readings: Sequence[Reading], words: Sequence[str]) -> Shape:
    """What `inspect` says of a feed; `readings` and `words` are those of its entries, in the same order."""
    return {
        "source": {"title": feed.title, "link": feed.link, "kind": feed.kind},
        "faults": [{"code": fault.code, "message": fault.message, "entry": fault.entry} for fault in feed.faults],
        "updates": [_inspected_entry(*row) for row in zip(feed.entries, readings, words, strict=True)],
    }


def _inspected_entry(entry: Entry, reading: Reading, words: str) -> Shape:
    return {
        "id": entry.id,
        "title": entry.title,
        "link": entry.link,
        "author": entry.author,
        "published": moment(entry.published),
        "text": words,
        "figures": figures_of(reading),
        "questions": questions_of(reading),
    }


def ledger(book: Ledger) -> Shape:
    """What `figures` says of an incident."""
    return {
        "incident": book.incident,
        "as_of": moment(book.as_of),
        "known_at": moment(book.known_at),
        "lines": [line(one) for one in book.lines],
        "checks": [_check(one) for one in book.checks],
    }


def of_line(key: LineKey) -> Shape:
    """The name of a line."""
    return {"measure": key.measure.value, "scope": list(key.scope), "side": key.side.value}


def line(one: Line) -> Shape:
    """A line with its verdict and everything that stands on it."""
    return of_line(one.key) | {
        "verdict": one.verdict.value,
        "low": one.low,
        "high": one.high,
        "severity": one.severity,
        "reason": one.reason,
        "desk": None if one.desk is None else _desk_figure(one.desk),
        "attention": one.attention,
        "origins": [origin(claim) for claim in one.origins],
    }


def _desk_figure(one: DeskFigure) -> Shape:
    return {
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "rule": one.rule.value if one.rule else None,
        "by": one.by,
        "at": moment(one.at),
        "reason": one.reason,
        "follows": one.follows or None,
    }


def origin(said: OriginClaim) -> Shape:
    """What one origin says, with the words and the update it stands in."""
    return {
        "origin": said.origin,
        "value": said.value,
        "qualifier": said.qualifier.value,
        "low": said.low,
        "high": said.high,
        "published": moment(said.published),
        "first_said": moment(said.first_said),
        "carriers": list(said.carriers),
        "outlets": list(said.outlets),
        "quote": said.claim.figure.quote,
        "update": reference(said.claim.update),
        "status": said.status.value,
        "stale": said.stale,
        "party": said.party,
        "grade": said.grade.value,
        "credibility": said.credibility,
        "appraisal": None if said.appraisal is None else _appraisal(said.appraisal),
    }


def _appraisal(one: Appraisal) -> Shape:
    """Who gave the digit in place of the suggested one, and why."""
    return {"by": one.by, "at": moment(one.at), "reason": one.reason}


def movement(one: Movement) -> Shape:
    """One thing that changed on a line between two moments, with the claim before and after it."""
    return of_line(one.key) | {
        "what": one.turn.value,
        "reason": one.reason,
        "before": None if one.before is None else origin(one.before),
        "after": None if one.after is None else origin(one.after),
    }


def track(one: Track) -> Shape:
    """How an outlet fares on a ledger, counted in lines."""
    return {"lines": one.lines, "shared": one.shared, "first": one.first, "contradicted": one.contradicted}


def voice(one: Voice) -> Shape:
    """An origin with the names that were taken to be its, and who printed it."""
    return {
        "origin": one.origin,
        "names": list(one.names),
        "merged": [{"name": name, "ground": ground.value} for name, ground in one.merged if name != one.origin],
        "outlets": list(one.outlets),
        "grade": one.grade.value,
        "party": one.party,
        "lines": one.lines,
    }


def _check(one: Check) -> Shape:
    return {
        "kind": one.kind,
        "status": one.status,
        **of_line(one.key),
        "low": one.low,
        "high": one.high,
        "premises": [origin(said) for said in one.premises],
        "reason": one.reason,
    }


def reference(ref: UpdateRef) -> Shape:
    """The name of an update."""
    return {"source": ref.source, "id": ref.id}


def update(one: Update, handle: str, state: State, incident: str | None, copy_of: UpdateRef | None = None) -> Shape:
    """An update with its versions, oldest first; `incident` is where it belongs now, `copy_of` whose words it carries.

    Its `handle` is what a command takes. A version's `at` is its time in every ordering: that of its publication, or
    where that is unsure, when it was seen.
    """
    return {
        "update": handle,
        "source": one.source,
        "id": one.id,
        "link": one.latest.link,
        "state": state.value,
        "incident": incident,
        "vanished": moment(one.vanished),
        "copy_of": None if copy_of is None else reference(copy_of),
        "versions": [_version(version) for version in one.versions],
    }


def _version(one: Version) -> Shape:
    return {
        "title": one.title,
        "text": one.text,
        "published": moment(one.published),
        "seen": moment(one.seen),
        "at": moment(one.at),
        "unsure": one.unsure,
    }


def incident(one: Incident, updates: Iterable[UpdateRef]) -> Shape:
    """An incident with the names of its updates."""
    return {
        "id": one.id,
        "title": one.title,
        "status": one.status.value,
        "started": moment(one.started),
        "updates": [reference(ref) for ref in updates],
    }


def incident_in_full(one: Incident, updates: Iterable[UpdateRef]) -> Shape:
    """An incident with all that its file or its editor said of it."""
    return incident(one, updates) | {
        "country": one.country,
        "place": one.place,
        "ended": moment(one.ended),
        "watch": list(one.watch),
        "aliases": {name: list(others) for name, others in one.aliases.items()},
        "universal": list(one.universal),
        "parties": list(one.parties),
    }


def source(one: Source, health: Health) -> Shape:
    """A source, and how it went last."""
    return {
        "id": one.id,
        "title": one.title,
        "address": one.address,
        "link": one.link,
        "kind": one.kind,
        "grade": one.grade.value,
        "paused": one.paused,
        "health": {
            "outcome": health.outcome.value,
            "message": health.message,
            "checked": moment(health.checked),
            "succeeded": moment(health.succeeded),
            "failures": health.failures,
            "fresh": health.fresh,
        },
    }


def note(one: Decision) -> Shape:
    """An editor's words on an update, and the number of the version they were written on, from 0."""
    act = msgspec.to_builtins(one.act)
    return {"at": moment(one.at), "by": one.by, "text": act.get("text", ""), "version": act.get("version", 0)}


def suggestion(one: Suggestion) -> Shape:
    """A group of updates that looks like an incident."""
    return {
        "id": one.id,
        "title": one.title,
        "place": one.place,
        "country": one.country,
        "started": moment(one.started),
        "updates": [reference(name) for name in one.updates],
    }


def decision(one: Decision, words: str, stands: bool) -> Shape:
    """One act in the log; `words` say it as the table does."""
    return {
        "id": one.id,
        "at": moment(one.at),
        "by": one.by,
        "words": words,
        "reason": one.reason,
        "stands": stands,
        "act": msgspec.to_builtins(one.act),
    }
