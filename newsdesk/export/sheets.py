"""The rows of each listing, for a table on a terminal and for CSV; the columns of a CSV are as stable as the JSON.

Knows no desk and no format: handles, states and names that only a desk can give come in with the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from newsdesk.decisions import Act, Decision, Undo
from newsdesk.export.shapes import moment
from newsdesk.export.tables import Cell, Column, Sheet
from newsdesk.incidents.differences import shifts
from newsdesk.incidents.suggestions import Suggestion
from newsdesk.ledger import words
from newsdesk.ledger.queries import Voice
from newsdesk.ledger.records import PAST, Check, Ledger, Line, OriginClaim, Status
from newsdesk.ledger.words import (
    NOTHING,
    beside_text,
    line_name,
    listed,
    measure_name,
    merged_text,
    scope_names,
    status_text,
    undated_text,
    value_text,
)
from newsdesk.model import (
    Counts,
    Figure,
    Health,
    Incident,
    Modality,
    Outcome,
    Side,
    Source,
    State,
    Tense,
    Update,
    UpdateRef,
    Version,
)


def minute(at: datetime | None) -> str:
    """A time as a table shows it and `--as-of` takes it back: "2013-01-17T18:30Z"."""
    return "" if at is None else at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def stated_minute(version: Version) -> str:
    """A version's time; behind a tilde where its feed gave none that can be believed, and it is when it was seen."""
    return f"~{minute(version.at)}" if version.unsure else minute(version.at)


def health_in_words(health: Health) -> str:
    """How a source went: "12 new or changed", "unchanged", "failed: …", with the faults that did not stop it."""
    word = f"{health.fresh} new or changed" if health.outcome is Outcome.NEW else health.outcome.value
    return f"{word}: {health.message}" if health.message else word


def sources(rows: Iterable[tuple[Source, Health]]) -> Sheet:
    """One row for each source."""
    columns = (
        Column("id", name=True),
        Column("title"),
        Column("grade", name=True),
        Column("checked", name=True),
        Column("health", fold=True),
        Column("address"),
    )
    return Sheet(
        columns,
        [
            (one.id, one.title, one.grade.value, minute(health.checked), _fares(one, health), one.address)
            for one, health in rows
        ],
    )


def _fares(source: Source, health: Health) -> str:
    words = health_in_words(health)
    return f"paused; {words}" if source.paused else words


class Listed(NamedTuple):
    """An update with what its desk says of it."""

    update: Update
    handle: str
    state: State
    incident: str | None
    copy_of: UpdateRef | None = None


def updates(rows: Iterable[Listed]) -> Sheet:
    """One row for each update, for a terminal."""
    columns = (
        Column("update", name=True),
        Column("published", name=True),
        Column("source"),
        Column("state", name=True),
        Column("incident"),
        Column("title"),
    )
    return Sheet(
        columns,
        [
            (
                handle,
                stated_minute(update.latest),
                update.source,
                _standing_of(update, state, copied),
                incident or "",
                update.latest.title or update.latest.body,
            )
            for update, handle, state, incident, copied in rows
        ],
    )


def _standing_of(update: Update, state: State, copy_of: UpdateRef | None) -> str:
    """The state with what else there is to know: "accepted, 3 versions, copy"."""
    facts = [state.value]
    facts += [f"{len(update.versions)} versions"] * (len(update.versions) > 1)
    facts += ["copy"] * (copy_of is not None) + ["vanished"] * (update.vanished is not None)
    return ", ".join(facts)


def updates_flat(rows: Iterable[Listed]) -> Sheet:
    """One row for each version of each update, for CSV."""
    names = "update source id state incident version published seen title text link".split()
    return Sheet(
        tuple(map(Column, names)),
        [
            (
                handle,
                update.source,
                update.id,
                state.value,
                incident,
                number,
                moment(version.published),
                moment(version.seen),
                version.title,
                version.text,
                version.link,
            )
            for update, handle, state, incident, _ in rows
            for number, version in enumerate(update.versions, 1)
        ],
    )


def incidents(rows: Iterable[tuple[Incident, int]]) -> Sheet:
    """One row for each incident with how many updates it has."""
    columns = (
        Column("id", name=True),
        Column("title"),
        Column("status", name=True),
        Column("started", name=True),
        Column("updates", right=True),
    )
    return Sheet(columns, [(one.id, one.title, one.status.value, minute(one.started), count) for one, count in rows])


def figure_row(one: Figure) -> tuple[Cell, ...]:
    """A figure as a table shows it: measure, number, who, said by, standing, words."""
    who = [*scope_names(one.scope), "" if one.side is Side.VICTIMS else one.side.value]
    return (
        measure_name(one.measure),
        value_text(one),
        " ".join(word for word in who if word),
        " > ".join(one.chain),
        standing_in_words(one),
        one.quote,
    )


FIGURE_COLUMNS = (
    Column("measure"),
    Column("number", right=True),
    Column("who"),
    Column("said by"),
    Column("standing"),
    Column("words", fold=True),
)


def standing_in_words(one: Figure) -> str:
    """What keeps a figure from being a plain claim of its whole: "part", "feared", "earlier", "up"; else empty."""
    usual = {Counts.WHOLE.value, Modality.ASSERTED.value, Tense.CURRENT.value, "none"}
    words = (one.counts.value, one.modality.value, one.tense.value, one.change.value)
    return ", ".join(word for word in words if word not in usual)


FLAT_FIGURE = (
    "measure value qualifier low high scope side counts modality tense change chain quote start end mentions".split()
)


def figure_flat(one: Figure) -> tuple[object, ...]:
    """A figure as a row of CSV, in the order of FLAT_FIGURE; mentions are counted."""
    fields = [getattr(one, name) for name in FLAT_FIGURE[:-1]]
    return (*fields, len(one.mentions))


def lines(book: Iterable[Line]) -> Sheet:
    """One row for each line: verdict, range, desk figure, who says what, and why."""
    columns = (
        Column("line", fold=True),
        Column("verdict"),
        Column("range", right=True),
        Column("desk", right=True),
        Column("said", fold=True),
        Column("reason", fold=True),
    )
    return Sheet(
        columns,
        [
            (line_name(one.key), one.verdict.value, one.range, desk_text(one), said_text(one), one.reason)
            for one in book
        ],
    )


def desk_text(one: Line) -> str:
    """The number the newsroom runs with on a line, with the rule that gives it; a dot where there is none.

    As on the screen, "!" says that it asks for attention.
    """
    if one.desk is None:
        return NOTHING
    number = words.desk_text(one.desk) + ("!" if one.attention else "")
    return f"{number} ({one.desk.rule}: {one.desk.follows or 'nobody'})" if one.desk.rule else number


def said_text(one: Line) -> str:
    """Who says what: "AP 20, AFP ≥15"; what does not count says why in brackets, and what is past is left out."""
    shown = [claim for claim in one.origins if claim.status not in PAST]
    return ", ".join(_said(claim) for claim in shown)


def _said(claim: OriginClaim) -> str:
    words = f"{claim.origin} {value_text(claim)}"
    notes = ["party"] * claim.party + ["stale"] * claim.stale + [why for why in (_why(claim),) if why]
    return f"{words} ({', '.join(notes)})" if notes else words


def _why(claim: OriginClaim) -> str:
    """Why a claim stands beside its line; empty where it does not."""
    return beside_text(claim) if claim.status is Status.BESIDE else ""


def origins(one: Line, handles: Sequence[str]) -> Sheet:
    """Everything that stands on one line with the words behind it, one row for each claim."""
    columns = (
        Column("origin"),
        Column("says", right=True),
        Column("since", name=True),
        Column("last said", name=True),
        Column("status"),
        Column("through"),
        Column("printed by"),
        Column("update", name=True),
        Column("words", fold=True),
    )
    return Sheet(
        columns,
        [
            (
                claim.origin,
                value_text(claim),
                minute(claim.first_said),
                minute(claim.published),
                _standing(claim),
                listed(claim.carriers),
                listed(claim.outlets),
                handle,
                claim.claim.figure.quote,
            )
            for claim, handle in zip(one.origins, handles, strict=True)
        ],
    )


def voices(rows: Iterable[Voice]) -> Sheet:
    """One row for each origin, with the names that are one voice."""
    columns = (
        Column("origin", name=True),
        Column("letter"),
        Column("party"),
        Column("lines", right=True),
        Column("also named, and on what ground", fold=True),
        Column("printed by", fold=True),
    )
    return Sheet(
        columns,
        [
            (
                one.origin,
                one.grade.value,
                "party" if one.party else "",
                one.lines,
                merged_text(one.merged, one.origin),
                ", ".join(one.outlets),
            )
            for one in rows
        ],
    )


def _standing(claim: OriginClaim) -> str:
    """How a claim stands, and why where it does not count: "party, current", "beside: forecast"."""
    why = _why(claim)
    return ", ".join((["party"] if claim.party else []) + [f"{status_text(claim)}{why and f': {why}'}"])


def checks(found: Iterable[Check]) -> Sheet:
    """One row for each check: the line it speaks of, and what does not add up or follows."""
    columns = (Column("check", name=True), Column("line", fold=True), Column("reason", fold=True))
    return Sheet(columns, [(one.status, line_name(one.key), one.reason) for one in found])


LEDGER_HEADINGS = (
    "incident measure scope side verdict line_low line_high severity reason desk origin value qualifier low high"
    " published status party grade credibility carriers outlets quote source update desk_low desk_high desk_rule"
    " desk_attention"
).split()
"""`desk` is a bare number, empty where the desk runs with a range; `desk_low` and `desk_high` bound it, an open end is
empty, `desk_rule` is the rule that gives it, `desk_attention` why it asks for attention. What is new is appended, so
that columns stay where they are."""


def ledger_flat(book: Ledger) -> list[tuple[object, ...]]:
    """One row of CSV for each claim on each line, in the order of LEDGER_HEADINGS."""
    return [
        (book.incident, *_line_flat(one), *_claim_flat(claim), *_desk_flat(one))
        for one in book.lines
        for claim in one.origins
    ]


def _line_flat(one: Line) -> tuple[object, ...]:
    desk = None if one.desk is None else one.desk.value
    key = one.key
    return (key.measure, key.scope, key.side, one.verdict, one.low, one.high, one.severity, one.reason, desk)


def _desk_flat(one: Line) -> tuple[object, ...]:
    if one.desk is None:
        return (None, None, None, None)
    return (*words.desk_bounds(one.desk), one.desk.rule, one.attention)


def _claim_flat(said: OriginClaim) -> tuple[object, ...]:
    return (
        said.origin,
        said.value,
        said.qualifier,
        said.low,
        said.high,
        moment(said.published),
        said.status,
        said.party,
        said.grade,
        said.credibility,
        said.carriers,
        said.outlets,
        said.claim.figure.quote,
        said.claim.update.source,
        said.claim.update.id,
    )


def suggestions(rows: Iterable[Suggestion]) -> Sheet:
    """Groups of updates that look like incidents: one row for each."""
    columns = (
        Column("suggestion", name=True),
        Column("started"),
        Column("updates", right=True),
        Column("place"),
        Column("title", fold=True),
    )
    return Sheet(
        columns,
        [
            (one.id.lstrip("~"), minute(one.started), len(one.updates), one.place or one.country, one.title)
            for one in rows
        ],
    )


def decisions(rows: Iterable[tuple[Decision, str, bool]]) -> Sheet:
    """The log: one row for each act; what was undone says so."""
    columns = (
        Column("number", right=True),
        Column("at", name=True),
        Column("by"),
        Column("stands", name=True),
        Column("act", fold=True),
        Column("reason", fold=True),
    )
    return Sheet(
        columns,
        [
            (one.id, minute(one.at), one.by, "yes" if stands else _taken_back(one.act), words, one.reason)
            for one, words, stands in rows
        ],
    )


def _taken_back(act: Act) -> str:
    return "redone" if isinstance(act, Undo) else "undone"


def version_head(version: Version, number: int, of: int) -> str:
    """The line above a version's text: its number, its times, and why they are not its feed's."""
    undated = undated_text(version)
    return f"Version {number} of {of}, {minute(version.at)}, seen {minute(version.seen)}{undated and f', {undated}'}"


def edit_in_words(update: Update, version: int) -> str:
    """What a version changed of the one before it: "killed 32 → 23, headline unchanged"; `version` counts from 0."""
    before, after = update.versions[version - 1 : version + 1]
    moved = [words.shift_text(*one) for one in shifts(update, version)] or ["no figure changed"]
    return ", ".join([*moved, f"headline {'unchanged' if before.title == after.title else 'changed'}"])
