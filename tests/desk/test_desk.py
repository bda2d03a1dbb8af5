"""The service: every act is stored and announced, what stands is what was decided."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from newsdesk.decisions import Note, Rule, Triage
from newsdesk.desk import Announcement, Decided, Desk, IncidentsChanged, SourcesChanged
from newsdesk.desk.names import handle
from newsdesk.errors import CallWrong, NewsdeskError
from newsdesk.figures import read
from newsdesk.ledger.records import Verdict
from newsdesk.model import Grade, Incident, LineKey, Measure, Source, State, Update, UpdateRef, Version
from newsdesk.store import Change
from newsdesk.store.memory import MemoryStore

NOON = datetime(2013, 1, 17, 12, tzinfo=UTC)
SIEGE = Incident(id="siege", title="Plant siege", country="DZ", watch=("plant",))


def update(source: str, words: str, minutes: int = 0, incident: str | None = "siege") -> Update:
    at = NOON + timedelta(minutes=minutes)
    version = Version(title=words, body="", published=at, seen=at, at=at, reading=read(words, published=at))
    return Update(source=source, id=f"{source}-{minutes}", versions=(version,), incident=incident)


def fresh() -> Desk:
    """A desk in memory with two sources, one incident and three updates."""
    store = MemoryStore()
    store.commit(
        Change(
            sources=(Source(id="ap", title="AP"), Source(id="reuters", title="Reuters")),
            incidents=(SIEGE,),
            updates=(
                update("ap", "Twenty workers escaped from the plant.", 10),
                update("reuters", "25 workers escaped from the plant.", 20),
                update("reuters", "Rain is expected.", 30, incident=None),
            ),
        )
    )
    return Desk(store, clock=lambda: NOON + timedelta(hours=1), editor="ada")


@pytest.fixture
def desk() -> Iterator[Desk]:
    with fresh() as opened:
        yield opened


AP = UpdateRef("ap", "ap-10")
REUTERS = UpdateRef("reuters", "reuters-20")
ESCAPED = LineKey(measure=Measure.ESCAPED, scope=("worker",))


def test_updates_come_newest_first_and_by_every_condition(desk: Desk) -> None:
    assert [u.id for u in desk.updates()] == ["reuters-30", "reuters-20", "ap-10"]
    assert [u.id for u in desk.updates(incident="siege")] == ["reuters-20", "ap-10"]
    assert [u.id for u in desk.updates(source="ap")] == ["ap-10"]
    assert [u.id for u in desk.updates(find="RAIN")] == ["reuters-30"]
    assert [u.id for u in desk.updates(as_of=NOON + timedelta(minutes=15))] == ["ap-10"]
    desk.triage(AP, State.HELD)
    assert [u.id for u in desk.updates(state=State.HELD)] == ["ap-10"]


def test_the_ledger_shows_the_conflict_and_follows_triage_and_undo(desk: Desk) -> None:
    def verdict() -> Verdict:
        return next(line.verdict for line in desk.ledger("siege").lines if line.key == ESCAPED)

    assert verdict() is Verdict.CONFLICT
    desk.triage(REUTERS, State.REJECTED)
    assert verdict() is Verdict.SINGLE
    desk.undo()
    assert verdict() is Verdict.CONFLICT
    desk.redo()
    assert verdict() is Verdict.SINGLE


def test_every_claim_of_the_ledger_quotes_its_source(desk: Desk) -> None:
    origins = [origin for line in desk.ledger("siege").lines for origin in line.origins]
    assert len(origins) == 2
    for origin in origins:
        claim = origin.claim
        words = desk.update(claim.update).versions[claim.version].text
        assert words[claim.figure.start : claim.figure.end] == claim.figure.quote


def test_as_of_a_moment_the_order_is_that_of_the_versions_that_stood_then(desk: Desk) -> None:
    first = desk.update(AP)
    later = replace(first.versions[0], title="Twenty-two escaped.", at=NOON + timedelta(minutes=50))
    desk.store(Change(updates=(replace(first, versions=(*first.versions, later)),)))
    assert [u.id for u in desk.updates()] == ["ap-10", "reuters-30", "reuters-20"]
    assert [u.id for u in desk.updates(as_of=NOON + timedelta(minutes=40))] == ["reuters-30", "reuters-20", "ap-10"]


def test_as_of_a_moment_only_what_was_published_by_then_is_there(desk: Desk) -> None:
    lines = desk.ledger("siege", as_of=NOON + timedelta(minutes=15)).lines
    assert [[o.origin for o in line.origins] for line in lines] == [["AP"]]


def test_known_at_a_moment_decisions_taken_later_are_not_known(desk: Desk) -> None:
    desk.triage(REUTERS, State.REJECTED)
    lines = desk.ledger("siege", known_at=NOON + timedelta(minutes=50)).lines
    assert [line.verdict for line in lines] == [Verdict.CONFLICT]


def test_acts_are_signed_timed_announced_and_logged(desk: Desk) -> None:
    heard: list[Announcement] = []
    stop = desk.listen(heard.append)
    decision = desk.note(AP, "called the ministry")
    stop()
    desk.note(AP, "no answer")
    assert heard == [Decided(decision)]
    assert (decision.by, decision.at) == ("ada", NOON + timedelta(hours=1))
    assert [d.act.text for d in desk.log() if isinstance(d.act, Note)] == ["called the ministry", "no answer"]


def test_a_move_takes_the_figures_along(desk: Desk) -> None:
    desk.new_incident("Another")
    desk.move(REUTERS, "another")
    assert [o.origin for line in desk.ledger("siege").lines for o in line.origins] == ["AP"]
    assert [o.origin for line in desk.ledger("another").lines for o in line.origins] == ["Reuters"]


def test_a_corrected_figure_is_what_the_ledger_shows(desk: Desk) -> None:
    (figure,) = desk.figures(desk.update(AP))
    (becomes,) = read("Twenty workers escaped from the plant.").figures
    desk.correct(AP, 0, figure, replace(becomes, value=25, low=25, high=25), "misheard")
    assert [line.verdict for line in desk.ledger("siege").lines] == [Verdict.AGREE]
    desk.strike(AP, 0, desk.figures(desk.update(AP))[0])
    assert [o.origin for line in desk.ledger("siege").lines for o in line.origins] == ["Reuters"]


def test_a_figure_whose_words_are_not_in_the_source_is_refused(desk: Desk) -> None:
    (stranger,) = read("At least 900 people were killed.").figures
    with pytest.raises(CallWrong, match="do not stand in the update"):
        desk.add(AP, 0, stranger)
    assert not desk.log()


def test_a_desk_figure_stands_on_its_line_until_cleared(desk: Desk) -> None:
    desk.set_desk("siege", ESCAPED, 20, reason="AP had it from the army")
    (line,) = desk.ledger("siege").lines
    assert line.desk is not None
    assert (line.desk.value, line.desk.by, line.desk.reason) == (20, "ada", "AP had it from the army")
    desk.set_desk("siege", ESCAPED, None)
    assert desk.ledger("siege").lines[0].desk is None


def test_undo_with_nothing_decided_does_nothing(desk: Desk) -> None:
    with pytest.raises(NewsdeskError, match="nothing to take back"):
        desk.undo()
    with pytest.raises(NewsdeskError, match="nothing to do again"):
        desk.redo()
    assert not desk.log()


def test_an_act_on_what_is_not_there_changes_nothing(desk: Desk) -> None:
    with pytest.raises(CallWrong, match="There is no update"):
        desk.triage(UpdateRef("ap", "gone"), State.HELD)
    assert not desk.log()


def test_an_act_that_changes_nothing_is_refused_and_not_logged(desk: Desk) -> None:
    desk.triage(AP, State.ACCEPTED)
    acts: list[tuple[Callable[[], object], str]] = [
        (lambda: desk.triage(AP, State.ACCEPTED), "accepted already"),
        (lambda: desk.move(AP, "siege"), "there already"),
        (lambda: desk.move(UpdateRef("reuters", "reuters-30"), None), "in no incident"),
        (lambda: desk.set_desk("siege", ESCAPED, None), "no desk figure"),
    ]
    for act, told in acts:
        with pytest.raises(CallWrong, match=told):
            act()
    assert len(desk.log()) == 1


def test_an_update_is_found_by_its_handle_or_by_its_id(desk: Desk) -> None:
    assert desk.find_update(handle(AP)[:6]).ref == AP
    assert desk.find_update("ap/ap-10").ref == AP
    assert desk.find_update("ap-10").ref == AP
    for wrong in ("", "zzzz"):
        with pytest.raises(CallWrong):
            desk.find_update(wrong)


def test_a_name_that_is_nearly_right_is_offered(desk: Desk) -> None:
    with pytest.raises(CallWrong, match="Did you mean reuters"):
        desk.source("reuter")


def test_a_source_is_added_once_and_a_removed_one_keeps_what_it_said(desk: Desk) -> None:
    heard: list[Announcement] = []
    desk.listen(heard.append)
    added = desk.add_source("https://www.example.org/feed.xml")
    assert (added.id, added.title) == ("example.org", "example.org")
    with pytest.raises(CallWrong, match="there already"):
        desk.add_source("https://www.example.org/feed.xml")
    desk.remove_source("example.org")
    assert added.id not in [source.id for source in desk.sources()]
    assert desk.add_source("https://www.example.org/feed.xml").id == added.id
    assert [one for one in heard if one == SourcesChanged()] == [SourcesChanged()] * 3
    desk.remove_source("AP")
    assert desk.update(AP).latest.title.startswith("Twenty")


@pytest.mark.parametrize("address", ["", "ftp://example.org/", "javascript:alert(1)", "/etc/passwd", "http://"])
def test_what_is_no_address_is_refused(desk: Desk, address: str) -> None:
    with pytest.raises(CallWrong, match="not an address"):
        desk.add_source(address)


def test_a_new_incident_draws_the_updates_that_hold_its_words(desk: Desk) -> None:
    heard: list[Announcement] = []
    desk.listen(heard.append)
    desk.new_incident("Floods", watch=["rain"])
    assert [u.id for u in desk.updates(incident="floods")] == ["reuters-30"]
    assert heard == [Decided(desk.log()[-1]), IncidentsChanged()]
    with pytest.raises(CallWrong, match="already"):
        desk.new_incident("floods")


def test_an_edited_update_moves_to_the_place_of_its_newest_version(desk: Desk) -> None:
    before = desk.update(AP)
    later = NOON + timedelta(minutes=40)
    edited = replace(before, versions=(*before.versions, replace(before.latest, title="22 escaped", at=later)))
    desk.store(Change(updates=(edited,)))
    assert [u.id for u in desk.updates()] == ["ap-10", "reuters-30", "reuters-20"]
    assert [u.id for u in desk.updates(edited=True)] == ["ap-10"]
    assert dict(desk.counts()) == {"ap": 1, "reuters": 2}
    assert desk.updates()[1:].refs == [UpdateRef("reuters", "reuters-30"), REUTERS]


def test_origins_are_merged_parted_marked_and_graded_and_each_act_is_undone(desk: Desk) -> None:
    def stands() -> tuple[tuple[object, ...], ...]:
        claims = [claim for line in desk.ledger("siege").lines for claim in line.origins]
        return tuple(sorted((claim.origin, claim.party, claim.grade.value) for claim in claims))

    before = stands()
    desk.merge_origins("siege", "Reuters", "AP")
    assert {one[0] for one in stands()} == {"AP"}
    desk.part_origin("siege", "reuters")
    assert stands() == before
    desk.mark_party("siege", "ap", True)
    desk.grade_origin("siege", "Reuters", Grade.A)
    assert stands() == (("AP", True, "F"), ("Reuters", False, "A"))
    for _ in range(4):
        desk.undo()
    assert stands() == before
    with pytest.raises(CallWrong, match="one voice already"):
        desk.merge_origins("siege", "AP", "ap")
    with pytest.raises(CallWrong, match="voice of its own already"):
        desk.part_origin("siege", "AP")


def test_a_sources_letter_is_a_decision_that_writing_the_source_does_not_outlive(desk: Desk) -> None:
    desk.grade_source("AP", Grade.B)
    assert desk.source("ap").grade is Grade.B
    assert {claim.grade for line in desk.ledger("siege").lines for claim in line.origins} == {Grade.B, Grade.F}
    desk.put_sources([replace(desk.source("ap"), link="https://ap.example/")])
    assert desk.source("ap").grade is Grade.B
    desk.undo()
    assert (desk.source("ap").grade, desk.source("ap").link) == (Grade.F, "https://ap.example/")
    desk.put_sources([replace(desk.source("ap"), grade=Grade.C)])
    assert desk.source("ap").grade is Grade.C


def test_a_desk_figure_keeps_what_stood_and_asks_for_another_look_when_it_moves(desk: Desk) -> None:
    desk.set_desk("siege", ESCAPED, 20, reason="AP had it from the army")
    line = desk.ledger("siege").lines[0]
    assert line.desk is not None
    assert {(premise.origin, premise.value) for premise in line.desk.premises} == {("AP", 20), ("Reuters", 25)}
    assert line.attention == ""
    desk.store(Change(updates=(update("reuters", "30 workers escaped from the plant.", 40),)))
    assert desk.ledger("siege").lines[0].attention == "stood beside 25 (Reuters), which now says 30"


def test_a_desk_figure_follows_its_rule_until_it_is_cleared(desk: Desk) -> None:
    desk.grade_source("ap", Grade.B)
    desk.set_desk("siege", ESCAPED, None, rule=Rule.GREATEST_AUTHORITY)
    line = desk.ledger("siege").lines[0]
    assert line.desk is not None
    assert (line.desk.value, line.desk.follows) == (20, "AP")
    desk.set_desk("siege", ESCAPED, None)
    assert desk.ledger("siege").lines[0].desk is None


def test_an_editor_gives_a_figure_another_digit_with_a_reason(desk: Desk) -> None:
    (figure,) = desk.figures(desk.update(AP))
    desk.appraise(AP, 0, figure, 1, "seen on camera")
    claim = next(one for line in desk.ledger("siege").lines for one in line.origins if one.origin == "AP")
    assert claim.appraisal is not None
    assert (claim.credibility, claim.appraisal.reason, claim.appraisal.by) == (1, "seen on camera", "ada")
    with pytest.raises(CallWrong, match="no credibility"):
        desk.appraise(AP, 0, figure, 7)
    desk.appraise(AP, 0, figure, None)
    assert all(one.appraisal is None for line in desk.ledger("siege").lines for one in line.origins)


def test_known_at_a_moment_an_update_moved_later_is_still_where_it_was(desk: Desk) -> None:
    desk.new_incident("Another")
    desk.move(REUTERS, "another")
    lines = desk.ledger("siege", known_at=NOON + timedelta(minutes=50)).lines
    assert {claim.origin for line in lines for claim in line.origins} == {"AP", "Reuters"}


def test_a_moment_looked_at_before_and_after_another_is_the_same(desk: Desk) -> None:
    early, late = NOON + timedelta(minutes=15), NOON + timedelta(minutes=25)
    first = desk.ledger("siege", as_of=early)
    desk.ledger("siege", as_of=late)
    desk.triage(AP, State.HELD)
    desk.undo()
    assert desk.ledger("siege", as_of=early) == first


def opened_anew(desk: Desk) -> Desk:
    """A desk that is opened now on the same records."""
    return Desk(desk._store, clock=desk.clock)


def edited(desk: Desk, words: str) -> None:
    """AP prints its update anew with other words."""
    before = desk.update(AP)
    later = NOON + timedelta(minutes=10 * len(before.versions) + 40)
    version = Version(title=words, body="", seen=later, at=later, reading=read(words, published=later))
    desk.store(Change(updates=(replace(before, versions=(*before.versions, version)),)))


def test_an_accepted_update_whose_figures_change_waits_again_and_one_whose_words_change_does_not(desk: Desk) -> None:
    desk.triage(AP, State.ACCEPTED)
    edited(desk, "Twelve workers have escaped from the plant.")
    assert (desk.state(AP), set(desk.reopened())) == (State.NEW, {AP})
    assert AP in desk.updates(state=State.NEW).refs
    assert opened_anew(desk).reopened() == {AP}
    desk.triage(AP, State.ACCEPTED)
    assert (desk.state(AP), desk.reopened()) == (State.ACCEPTED, frozenset())
    edited(desk, "Twelve workers have escaped from the gas plant.")
    assert (desk.state(AP), desk.reopened()) == (State.ACCEPTED, frozenset())
    assert opened_anew(desk).reopened() == frozenset()


def test_a_rejected_update_stays_rejected_whatever_its_publisher_changes(desk: Desk) -> None:
    desk.triage(AP, State.REJECTED)
    edited(desk, "Twelve workers have escaped from the gas plant.")
    assert desk.state(AP) is State.REJECTED


def test_an_act_is_on_the_version_that_was_looked_at(desk: Desk) -> None:
    update = desk.updates()[0]
    newest = len(update.versions) - 1
    desk.triage(update.ref, State.ACCEPTED, seen={update.ref: 7})
    desk.triage_all([update.ref], State.HELD, seen={update.ref: 8})
    desk.note(update.ref, "seen before", seen={update.ref: 9})
    desk.triage(update.ref, State.REJECTED)
    versions = [act.version for one in desk.log() for act in one.acts if isinstance(act, Triage | Note)]
    assert versions == [7, 8, 9, newest]


def test_of_past_moments_the_last_ledgers_are_kept(desk: Desk) -> None:
    now = desk.ledger("siege")
    for number in range(100):
        desk.ledger("siege", as_of=NOON - timedelta(minutes=number))
    assert len(desk._ledgers) <= 25
    assert desk.ledger("siege") is now


def test_watch_words_stand_between_commas_and_a_letter_is_none() -> None:
    desk = Desk(MemoryStore())
    desk.new_incident("Floods", watch=["Rain, tarn valley", "flood"])
    assert desk.incidents()[0].watch == ("rain", "tarn valley", "flood")
    with pytest.raises(CallWrong, match="leads every story"):
        desk.new_incident("Fire", watch=["ashdown mill, a"])
    assert len(desk.incidents()) == 1
