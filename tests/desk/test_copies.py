"""Near-copies are one origin in the ledger, and an editor can say that they are not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from newsdesk.decisions import OwnWords
from newsdesk.desk import Desk
from newsdesk.errors import CallWrong
from newsdesk.figures import read
from newsdesk.ledger.records import Status, Verdict
from newsdesk.model import Incident, Measure, Source, Update, UpdateRef, Version, text_of
from newsdesk.store import Change
from newsdesk.store.memory import MemoryStore
from tests.desk.test_desk import NOON

STORY = (
    "At least 23 people were killed when a ferry capsized off the northern coast on Friday. Divers were "
    "at work until dark. The vessel was licensed for 60 passengers but sank within minutes of leaving the "
    "pier at Calder."
)
OWN = (
    "Thirty-one people were killed in the sinking of the ferry at the Calder pier, as the names on the "
    "wall of the harbour office show."
)
FERRY = Incident(id="ferry", title="Ferry", country="GB", watch=("ferry",))


def update(source: str, minutes: int, body: str) -> Update:
    at = NOON + timedelta(minutes=minutes)
    text = text_of("Ferry", body)
    version = Version(title="Ferry", body=body, published=at, seen=at, at=at, reading=read(text, published=at))
    return Update(source=source, id=str(minutes), versions=(version,), incident="ferry")


def desk(*updates: Update) -> Desk:
    names = {"wire": "Northern Wire", "herald": "Bay Herald", "echo": "Daily Echo"}
    sources = tuple(Source(id=one, title=title) for one, title in names.items())
    store = MemoryStore()
    store.commit(Change(sources=sources, incidents=(FERRY,), updates=updates))
    return Desk(store, clock=lambda: NOON + timedelta(hours=2))


def killed(desk: Desk) -> list[tuple[str, tuple[str, ...]]]:
    """Who is heard on the line of the dead, and through which outlets."""
    line = next(line for line in desk.ledger("ferry").lines if line.key.measure == "killed")
    return sorted((claim.origin, claim.outlets) for claim in line.origins)


HERALD = UpdateRef("herald", "10")


def test_the_copies_of_an_incident_are_the_updates_whose_newest_words_are_anothers() -> None:
    edited = update("echo", 20, STORY)
    rewritten = replace(edited.latest, body=OWN, seen=NOON + timedelta(minutes=40))
    service = desk(
        update("wire", 0, STORY), update("herald", 10, STORY), replace(edited, versions=(edited.latest, rewritten))
    )
    wire = UpdateRef("wire", "0")
    assert service.copied("ferry") == {HERALD: wire}
    assert {ref: service.copy_of(service.update(ref)) for ref in service.copied("ferry")} == {HERALD: wire}
    service.own_words(HERALD, True)
    assert service.copied("ferry") == {}


def test_ten_outlets_with_one_text_are_one_origin() -> None:
    service = desk(update("wire", 0, STORY), update("herald", 10, STORY), update("echo", 20, STORY))
    assert killed(service) == [("Northern Wire", ("Northern Wire", "Bay Herald", "Daily Echo"))]
    line = service.ledger("ferry").lines[0]
    assert (line.origin_count, line.outlet_count, line.verdict) == (1, 3, Verdict.SINGLE)
    assert [ref.source for ref in service.copies(service.update(HERALD))] == ["wire", "herald", "echo"]
    assert service.copy_of(service.update(HERALD)) == UpdateRef("wire", "0")


def test_a_copy_says_nothing_again_and_brings_no_old_number_back() -> None:
    later = STORY.replace("At least 23", "At least 31")
    service = desk(update("wire", 0, STORY), update("wire", 15, later), update("herald", 50, STORY))
    (line,) = [line for line in service.ledger("ferry").lines if line.key.measure == "killed"]
    assert [(one.value, one.status, one.published) for one in line.origins] == [
        (31, Status.CURRENT, NOON + timedelta(minutes=15)),
        (23, Status.SUPERSEDED, NOON),
    ]


def test_the_agency_that_a_text_credits_is_its_origin() -> None:
    service = desk(update("wire", 0, f"CALDER (Reuters) - {STORY}"), update("herald", 10, STORY))
    assert killed(service) == [("Reuters", ("Northern Wire", "Bay Herald"))]


def test_a_figure_outside_the_copied_part_is_the_outlets_own() -> None:
    copied = STORY.replace("At least 23 people were killed when a", "A")
    service = desk(update("wire", 0, STORY), update("herald", 10, f"{copied} {OWN}"))
    assert service.copy_of(service.update(HERALD)) == UpdateRef("wire", "0")
    assert ("Bay Herald", ("Bay Herald",)) in killed(service)


def test_an_editor_takes_the_words_for_the_outlets_own_and_takes_it_back() -> None:
    service = desk(update("wire", 0, STORY), update("herald", 10, STORY))
    service.ledger("ferry")
    service.own_words(HERALD, True)
    assert killed(service) == [("Bay Herald", ("Bay Herald",)), ("Northern Wire", ("Northern Wire",))]
    assert service.copy_of(service.update(HERALD)) is None
    with pytest.raises(CallWrong, match="already"):
        service.decide(OwnWords(*HERALD, True))
    service.undo()
    assert len(killed(service)) == 1


@pytest.mark.parametrize("late", [5, 30])
def test_what_arrives_later_is_found_whether_it_is_newer_or_older(late: int) -> None:
    service = desk(update("wire", 10, STORY))
    service.ledger("ferry")
    service.store(Change(updates=(update("herald", late, STORY),)))
    first = "Bay Herald" if late < 10 else "Northern Wire"
    assert [origin for origin, _ in killed(service)] == [first]


def test_a_copy_that_is_edited_into_words_of_its_own_is_a_copy_no_more() -> None:
    service = desk(update("wire", 0, STORY), update("herald", 10, STORY))
    before = service.update(HERALD)
    at = NOON + timedelta(minutes=50)
    edited = replace(update("herald", 10, OWN).latest, at=at, seen=at)
    service.store(Change(updates=(replace(before, versions=(*before.versions, edited)),)))
    assert service.copy_of(service.update(HERALD)) is None
    assert ("Bay Herald", ("Bay Herald",)) in killed(service)


@pytest.mark.parametrize("ref", [UpdateRef("wire", "0"), HERALD])
def test_what_is_corrected_or_struck_is_so_in_every_copy_of_its_words(ref: UpdateRef) -> None:
    service = desk(update("wire", 0, STORY), update("herald", 10, STORY), update("echo", 20, f"{OWN} {OWN}"))
    before = service.ledger("ferry")
    figure = next(one for one in service.figures(service.update(ref), 0) if one.measure is Measure.KILLED)
    service.correct(ref, 0, figure, replace(figure, value=32, low=32, high=None))
    line = next(line for line in service.ledger("ferry").lines if line.key.measure is Measure.KILLED)
    wire = next(claim for claim in line.origins if claim.origin == "Northern Wire")
    assert (wire.low, wire.outlets, wire.status) == (32, ("Northern Wire", "Bay Herald"), Status.CURRENT)
    service.undo()
    assert service.ledger("ferry") == before
    service.strike(ref, 0, figure)
    assert [origin for origin, _ in killed(service)] == ["Daily Echo"]


def test_words_that_an_outlet_has_for_its_own_are_not_corrected_with_others() -> None:
    service = desk(update("wire", 0, STORY), update("herald", 10, STORY))
    service.own_words(HERALD, True)
    figure = next(one for one in service.figures(service.update(HERALD), 0) if one.measure is Measure.KILLED)
    service.strike(HERALD, 0, figure)
    assert [origin for origin, _ in killed(service)] == ["Northern Wire"]
