"""A bundled incident read to its end, in this process: its feeds as a desk takes them, without the worker."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from newsdesk.desk import Desk, pipeline, review
from newsdesk.feeds import files
from newsdesk.feeds.parse import parse
from newsdesk.incidents import Watch
from newsdesk.intake import weigh
from newsdesk.ledger.records import Check, Ledger, Line, OriginClaim, Status
from newsdesk.model import LineKey, Measure, Side
from newsdesk.store import Change
from newsdesk.store.memory import MemoryStore

SAMPLES = Path(__file__).resolve().parents[2] / "sample_feeds"
SEEN = datetime(2026, 1, 1, tzinfo=UTC)


@cache
def desk(name: str) -> Desk:
    """The desk after every update of an incident; not to be written to."""
    opened = Desk(MemoryStore(), clock=lambda: SEEN)
    incident = pipeline.read_incident(SAMPLES / name)
    assert incident is not None
    opened.put_incident(incident)
    watch = Watch([incident])
    for capture in files.captures([SAMPLES / name]):
        feed = parse(files.read(capture.path))
        source = review.put_source(opened, capture, feed)
        arrived = weigh(feed, source.id, opened.known, SEEN).updates
        updates = [replace(one, incident=watch.find(one.latest.text, one.latest.at)) for one in arrived]
        readings = pipeline.read_all([(one.latest.text, one.latest.at, incident.country) for one in updates])
        read = tuple(pipeline.with_reading(*pair) for pair in zip(updates, readings, strict=True))
        opened.store(Change(updates=read))
    return opened


def ledger(name: str, as_of: str = "") -> Ledger:
    """Its ledger, as of a moment ("2013-01-17T19:00Z") or of its end."""
    return desk(name).ledger(name, as_of=datetime.fromisoformat(as_of) if as_of else None)


def line(book: Ledger, measure: Measure, *scope: str, side: Side = Side.VICTIMS) -> Line:
    """One line of it."""
    key = LineKey(measure, tuple(sorted(scope)), side)
    (only,) = [one for one in book.lines if one.key == key]
    return only


def says(found: Line, origin: str, status: Status | None = None) -> list[OriginClaim]:
    """What an origin says on a line, or said with that standing."""
    return [one for one in found.origins if one.origin == origin and status in (None, one.status)]


def broken(book: Ledger, kind: str) -> list[Check]:
    """The faults of one kind."""
    return [check for check in book.checks if check.kind == kind and check.status == "broken"]
