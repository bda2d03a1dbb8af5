"""What holds of every ledger, whatever is claimed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newsdesk.decisions import Standing
from newsdesk.ledger import claims as gather
from newsdesk.ledger.changes import between, picture, since
from newsdesk.ledger.origins import meet
from newsdesk.ledger.records import Claim, Ledger, Status
from newsdesk.model import (
    Counts,
    Incident,
    Measure,
    Modality,
    Number,
    Reading,
    Side,
    Source,
    State,
    Tense,
    Update,
    Version,
)

from .making import PATIENCE, SIEGE, at, figure, ledger, said

OUTLETS = ("AP", "AFP", "Reuters", "BBC", "IBTimes")
COUNTING = (Status.CURRENT, Status.STALE, Status.GARBLED)

numbers = st.one_of(
    st.integers(0, 9),
    st.integers(0, 9).map("≥{}".format),
    st.integers(1, 9).map("≤{}".format),
    st.integers(1, 9).map("~{}".format),
    st.tuples(st.integers(0, 4), st.integers(5, 9)).map("{0[0]}–{0[1]}".format),
)
chains = st.sampled_from([(), ("AP",), ("officials",), ("AFP", "Daho Ould Kablia"), ("Kablia",), ("ANI",)])
hours = st.integers(0, 47)
scopes = st.sampled_from([(), ("foreign",), ("GB",), ("DZ",), ("worker", "foreign")])
beside = st.sampled_from(
    [
        {"state": State.HELD},
        {"state": State.REJECTED},
        {"counts": Counts.PART},
        {"counts": Counts.MORE},
        {"modality": Modality.EXPECTED},
        {"modality": Modality.DENIED},
        {"modality": Modality.FEARED},
        {"tense": Tense.EARLIER},
        {"tense": Tense.BACKGROUND},
    ]
)


def moment(hour: int) -> str:
    return f"{17 + hour // 24} {hour % 24}:00"


@st.composite
def a_claim(draw: st.DrawFn) -> Claim:
    return said(
        draw(st.sampled_from(OUTLETS)),
        moment(draw(hours)),
        draw(numbers),
        *draw(chains),
        measure=draw(st.sampled_from([Measure.KILLED, Measure.ESCAPED])),
        scope=draw(scopes),
        side=draw(st.sampled_from([Side.VICTIMS, Side.ATTACKERS])),
    )


def verdicts(found: Ledger) -> dict[object, tuple[object, ...]]:
    """What every line with a counting claim comes to."""
    return {
        one.key: (one.verdict, one.low, one.high, one.range, one.severity, one.reason, one.origin_count)
        for one in found.lines
        if any(claim.status in COUNTING for claim in one.origins)
    }


@given(st.lists(a_claim(), max_size=25).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_arrival_changes_nothing(orders: tuple[list[Claim], list[Claim]]) -> None:
    assert ledger(orders[0]) == ledger(orders[1])


@given(st.lists(a_claim(), max_size=15), st.lists(st.tuples(a_claim(), beside), max_size=10))
def test_what_does_not_count_never_changes_a_verdict_or_a_range(
    counting: list[Claim], others: list[tuple[Claim, dict[str, Any]]]
) -> None:
    shown_beside = [put(claim, **fields) for claim, fields in others]
    assert verdicts(ledger([*counting, *shown_beside], "19")) == verdicts(ledger(counting, "19"))
    assert verdicts(ledger([*counting, *shown_beside])) == verdicts(ledger(counting))


def put(claim: Claim, **fields: Any) -> Claim:
    """A claim with another state or another figure."""
    return replace(claim, **fields) if "state" in fields else replace(claim, figure=replace(claim.figure, **fields))


@given(st.lists(st.tuples(st.sampled_from("abcdefg"), hours, numbers), max_size=8), hours, numbers)
def test_an_origin_that_meets_all_others_never_raises_severity(
    rows: list[tuple[str, int, Number | str]], hour: int, number: Number | str
) -> None:
    before = [said(f"Outlet {name}", moment(when), value) for name, when, value in rows]
    added = said("Newcomer", moment(hour), number)
    found = ledger(before, "19").lines
    standing = [claim for line in found for claim in line.origins if claim.status in COUNTING]
    if all(meet(added.figure, claim) for claim in standing):
        (after,) = ledger([*before, added], "19").lines
        assert after.severity <= max((line.severity for line in found), default=0.0)


figures = st.lists(st.builds(lambda number, chain: figure(number, chain=chain), numbers, chains), max_size=2).map(tuple)


@st.composite
def updates(draw: st.DrawFn) -> list[Update]:
    found = []
    for name in range(draw(st.integers(0, 6))):
        times = sorted(draw(st.lists(hours, min_size=1, max_size=3)))
        versions = tuple(
            Version(
                title="t",
                body=str(when),
                seen=at(moment(when)) + timedelta(minutes=5),
                at=at(moment(when)),
                reading=Reading(figures=draw(figures)),
            )
            for when in times
        )
        found.append(Update(source=draw(st.sampled_from(OUTLETS)), id=str(name), versions=versions, incident="siege"))
    return found


def cut(update: Update, hour: int) -> list[Update]:
    """An update as it stood at an hour: without the versions published later; nothing where none was."""
    versions = tuple(version for version in update.versions if version.at <= at(moment(hour)))
    return [replace(update, versions=versions)] if versions else []


@given(updates(), hours)
def test_as_of_a_moment_equals_a_ledger_of_what_was_published_by_it(all_updates: list[Update], hour: int) -> None:
    sources = {name: Source(id=name, title=name) for name in OUTLETS}
    then = at(moment(hour))
    published = [part for update in all_updates for part in cut(update, hour)]
    whole = gather(all_updates, sources, Standing(), SIEGE)
    rewound = gather(all_updates, sources, Standing(), SIEGE, as_of=then)
    only = gather(published, sources, Standing(), SIEGE)
    by_moment = ledger(rewound, moment(hour))
    assert by_moment == ledger(only, moment(hour))
    assert bare(ledger(whole, moment(hour))) == bare(by_moment)


def bare(found: Ledger) -> list[tuple[object, ...]]:
    """A ledger without what a claim knows of later versions."""
    return [
        (line.key, line.verdict, line.range, line.severity, line.reason, line.origin_count, claim.origin, claim.value,
         claim.status, claim.published, claim.first_said, claim.carriers, claim.credibility)
        for line in found.lines
        for claim in line.origins
    ]  # fmt: skip


@given(st.lists(a_claim(), max_size=20))
@settings(max_examples=50)
def test_every_number_of_a_line_can_be_traced_to_words_in_print(rows: list[Claim]) -> None:
    incident = Incident(id="siege", title="Siege", country="DZ")
    for line in ledger(rows, incident=incident, patience=PATIENCE).lines:
        printed = {
            number
            for claim in line.origins
            for number in (claim.claim.figure.value, claim.claim.figure.low, claim.claim.figure.high)
        }
        assert {line.low, line.high} - {None} <= printed
        assert all(claim.claim in rows for claim in line.origins)


fates = st.sampled_from([Measure.TAKEN, Measure.ESCAPED, Measure.HELD, Measure.ABOARD, Measure.KILLED])


@given(st.lists(st.tuples(a_claim(), fates), max_size=20))
def test_no_derived_figure_is_ever_attributed(rows: list[tuple[Claim, Measure]]) -> None:
    claims = [put(claim, measure=measure) for claim, measure in rows]
    book = ledger(claims)
    said = [claim for line in book.lines for claim in line.origins]
    assert all((one.value, one.low, one.high) == bounds(one.claim) and one.claim in claims for one in said)
    for check in book.checks:
        if check.status == "implied":
            assert check.premises
            assert all(premise in said for premise in check.premises)
            assert (check.low, check.high) not in {
                (one.low, one.high)
                for one in check.premises
                if len(check.premises) == 1 and key_of(book, one) == check.key
            }


def bounds(claim: Claim) -> tuple[Number | None, ...]:
    return claim.figure.value, claim.figure.low, claim.figure.high


def key_of(book: Ledger, said: object) -> object:
    return next(line.key for line in book.lines if said in line.origins)


@settings(max_examples=60)
@given(st.lists(a_claim(), max_size=12), hours)
def test_what_is_new_since_a_look_is_what_moved_between_two_ledgers(claims: list[Claim], hour: int) -> None:
    before, after = ledger(claims, moment(hour)), ledger(claims, "19 0:00")
    told = [(one.turn, one.key, one.reason, one.after) for one in since(picture(before), after)]
    assert told == [(one.turn, one.key, one.reason, one.after) for one in between(before, after)]
