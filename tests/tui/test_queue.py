"""Clearing the queue: asking, ordering, marking, and acts on all that is marked; by keys alone."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from textual.widgets import Input, Static

from newsdesk.decisions import Move, Several, Star
from newsdesk.desk import Desk
from newsdesk.desk.query import Order
from newsdesk.errors import DeskFull
from newsdesk.model import State, UpdateRef
from newsdesk.settings import Settings
from newsdesk.store import Change
from newsdesk.tui.screens.versions import Versions
from newsdesk.tui.subject import UpdateSubject
from newsdesk.tui.widgets.line_view import LineView
from newsdesk.tui.widgets.told import Told
from tests.desk import test_copies as copies
from tests.tui import story
from tests.tui.hand import Hand, at


@pytest.fixture
def desk() -> Desk:
    """A fresh desk on the ferry fire."""
    return story.ferry_desk()


def refs(hand: Hand) -> list[UpdateRef]:
    return list(hand.room.scene.updates.refs)


def head(hand: Hand) -> str:
    return hand.shown("#updates .pane-head")


async def test_a_query_is_asked_as_it_is_typed_and_what_is_wrong_is_told(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.press("/")
        await hand.type("state:accept")
        assert "Accept is no state. Did you mean accepted?" in hand.shown("#wrong")
        assert len(refs(hand)) == 11
        await hand.press(*["backspace"] * len("state:accept"))
        await hand.type("source:nosuch")
        assert "There is no source nosuch." in hand.shown("#wrong")
        assert len(refs(hand)) == 11
        await hand.press(*["backspace"] * len("source:nosuch"))
        await hand.type("state:accepted")
        assert refs(hand) == []
        await hand.press("escape")
        assert len(refs(hand)) == 11


async def test_a_wrong_query_leaves_what_was_found_before(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        await hand.press("a", "1", "/", *"measure:kiled", "enter")
        assert "Kiled is no measure" in hand.shown("#wrong")
        assert "10 of 11 updates with state:new" in head(hand)
        await hand.press("escape")
        assert not hand.room.updates.searching
        assert "10 of 11 updates with state:new" in head(hand)
        await hand.press("/")
        await hand.type("measure:killed")
        await hand.press("enter")
        assert "4 of 11 updates with measure:killed" in head(hand)


@pytest.mark.parametrize("size", [(60, 20), (100, 30)])
async def test_what_is_wrong_with_a_query_is_readable_whole_and_the_rows_say_whose_they_are(
    desk: Desk, size: tuple[int, int]
) -> None:
    async with at(desk, size) as hand:
        await hand.press("/", *"coast", "enter", "/", "end")
        await hand.type(" measure:")
        wrong = hand.room.query_one("#wrong", Static)
        told = " ".join(wrong.render_line(y).text.strip() for y in range(wrong.size.height))
        assert told == f"! {hand.shown('#wrong')[2:]}"
        assert "3 of 11 updates with coast" in head(hand)
        await hand.press("enter")
        assert hand.room.updates.searching, "what is wrong is put right first"
        await hand.press("escape")
        assert wrong.region.area == 0


async def test_what_is_counted_is_the_incident_and_what_is_found_is_said_at_the_list(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.press("/", *"coast", "enter")
        assert "11 new" in hand.status
        assert "· 11 updates ·" in hand.shown("#facts")
        assert "3 of 11 updates with coast" in head(hand)
        await hand.press("a")
        assert "10 new" in hand.status
        assert "3 of 11 updates" in head(hand)


def marked_here(hand: Hand) -> list[UpdateRef]:
    """The updates whose rows in sight have the sign of the cursor."""
    rows = hand.room.updates.rows
    shown = [rows.render_line(y).text for y in range(rows.size.height)]
    return [refs(hand)[y + rows.scroll_offset.y] for y, row in enumerate(shown) if row.startswith("▸")]


async def test_the_list_marks_the_update_that_will_be_judged_wherever_the_keys_are(desk: Desk) -> None:
    async with at(desk, (100, 30)) as hand:
        await hand.go_to("updates")
        await hand.press("j", "j")
        assert marked_here(hand) == [refs(hand)[2]]
        await hand.go_to("figures")
        judged = hand.in_hand.ref
        assert judged != refs(hand)[2]
        assert marked_here(hand) == [judged]
        await hand.press("a")
        assert desk.state(judged) is State.ACCEPTED
        while isinstance(hand.room.subject, UpdateSubject):
            await hand.press("left")
        assert marked_here(hand) == []
        await hand.go_to("updates")
        assert marked_here(hand) == [refs(hand)[2]]
        await hand.press("j")
        assert marked_here(hand) == [refs(hand)[3]]


async def test_a_number_key_shows_a_view_and_again_shows_all(desk: Desk) -> None:
    async with at(desk, settings=Settings(views={"1": "state:held", "2": ""})) as hand:
        await hand.go_to("updates")
        first = refs(hand)[0]
        await hand.press("h", "1")
        assert refs(hand) == [first]
        await hand.press("1")
        assert len(refs(hand)) == 11
        await hand.press("3")
        assert hand.room.view.find == "has:edits", "what is set of one leaves the others built in"
        await hand.press("2")
        assert hand.toasts == ["View 2 is empty. Set it in the settings (,), for example to state:new."]


async def test_the_line_to_find_words_in_begins_with_what_is_listed(desk: Desk) -> None:
    async with at(desk, settings=Settings(views={"1": "state:new"})) as hand:
        await hand.press("/")
        await hand.type("ferry")
        await hand.press("enter", "1", "/")
        assert hand.room.query_one("#find", Input).value == "state:new"
        await hand.press("enter")
        assert hand.room.view.find == "state:new"


async def test_what_fits_a_view_no_more_keeps_its_row_and_is_neither_counted_nor_marked(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        await hand.press("1")
        accepted = refs(hand)[:2]
        for key in ("a", "a", "ctrl+a"):
            await hand.pilot.press(key)
        assert "9 of 11 updates with state:new" in head(hand)
        assert "9 marked" in head(hand)
        assert len(refs(hand)) == 11
        await hand.press("x")
        assert hand.toasts == ["Rejected: 9 updates · u takes it back"]
        assert {desk.state(ref) for ref in accepted} == {State.ACCEPTED}
        await hand.press("ctrl+a")
        assert "marked" not in head(hand)


async def test_orders_follow_one_another(desk: Desk) -> None:
    async with at(desk) as hand:
        for order, words in ((Order.SEVERITY, "gravest first"), (Order.SOURCE, "by source"), (Order.TIME, "newest")):
            await hand.press("O")
            assert hand.room.view.order is order
            assert words in head(hand)


async def test_what_is_marked_is_accepted_as_one_act_and_taken_back_as_one(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        chosen = refs(hand)[:4]
        await hand.press(" ", "j", "j", "V")
        assert "4 marked" in head(hand)
        await hand.press("a")
        assert [desk.state(ref) for ref in chosen] == [State.ACCEPTED] * 4
        assert (len(desk.log()), hand.toasts) == (1, ["Accepted: 4 updates · u takes it back"])
        assert "marked" not in head(hand)
        await hand.press("u")
        assert {desk.state(ref) for ref in chosen} == {State.NEW}


async def test_escape_takes_every_mark_away(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        await hand.press("ctrl+a")
        assert "11 marked" in head(hand)
        await hand.press("escape")
        assert not hand.room.updates.marked


async def test_a_star_is_given_seen_and_taken_away(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        ref = hand.in_hand.ref
        await hand.press("asterisk", "4")
        assert (refs(hand), desk.standing().starred) == ([ref], {ref})
        assert "★" in hand.room.updates.rows.render_line(0).text
        await hand.press("asterisk")
        assert [type(one.act) for one in desk.log()] == [Star, Star]
        assert not desk.standing().starred


async def test_what_had_a_star_before_is_not_counted_as_starred(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        await hand.press("asterisk", "ctrl+a", "asterisk")
        assert hand.toasts == ["Starred: 10 updates · u takes it back"]


@pytest.mark.parametrize("key", ["S", "N"])
async def test_a_story_is_split_off_from_what_is_marked(desk: Desk, key: str) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        chosen = refs(hand)[:2]
        await hand.press(" ", " ", key)
        await hand.type(" apart")
        await hand.submit()
        one = desk.incidents()[-1]
        assert [update.ref for update in desk.updates(incident=one.id)] == chosen
        assert isinstance(desk.log()[-1].act, Several)
        await hand.press("u")
        assert one not in desk.incidents()


async def test_an_incident_that_goes_by_a_headline_has_it_whole_and_watches_for_nothing(desk: Desk) -> None:
    title = "Ferry fire: at least 15 rescued from the water and six dead, says the harbour office"
    newest = desk.update(UpdateRef("nine", "nine-1640"))
    desk.store(Change(updates=(replace(newest, versions=(replace(newest.latest, title=title),)),)))
    async with at(desk) as hand:
        await hand.go_to("updates")
        await hand.press("S")
        assert "a headline gives no watch words" in str(hand.screen.query_one("#preview", Static).render())
        await hand.submit()
    opened = desk.incidents()[-1]
    assert (opened.title, opened.watch) == (title, ())
    assert desk.new_incident("Harbour", updates=[newest.ref]).watch == ("harbour",)


async def test_what_is_marked_is_moved_to_another_incident(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        chosen = refs(hand)[:2]
        await hand.press(" ", " ", "m")
        await hand.type("flood")
        await hand.press("enter")
        assert desk.log()[-1].act == Several(tuple(Move(*ref, story.FLOOD.id) for ref in chosen))


@pytest.mark.parametrize(
    ("marks", "they_are"), [((), "That update is"), ((" ",), "That update is"), ((" ", " "), "Those updates are")]
)
async def test_what_stands_so_already_says_so(desk: Desk, marks: tuple[str, ...], they_are: str) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        await hand.press(*marks, "m", *"calder", "enter")
        assert hand.toasts == [f"{they_are} there already."]
        await hand.press("a", "home", *marks, "a")
        assert hand.toasts == [f"{they_are} accepted already."]
        assert len(desk.log()) == 1


def full(_: Change) -> None:
    raise DeskFull("The disk is full.")


@pytest.mark.parametrize("pressed", [("m", "down", "down", "enter"), ("a",)])
async def test_marks_stay_where_nothing_was_done(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, pressed: tuple[str, ...]
) -> None:
    async with at(desk) as hand:
        await hand.press("space", "space")
        monkeypatch.setattr(desk._store, "commit", full)
        await hand.press(*pressed)
        assert hand.toasts == ["The disk is full."]
        assert len(hand.room.updates.marked) == 2


async def test_marks_stay_where_a_dialog_did_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at(desk) as hand:
        await hand.press("space", "space")
        monkeypatch.setattr(desk._store, "commit", full)
        await hand.press("S")
        await hand.submit()
        assert "The disk is full." in str(hand.screen.query_one("#preview", Static).render())
        await hand.press("escape")
        assert len(hand.room.updates.marked) == 2


async def test_what_is_moved_away_as_one_act_leaves_the_list(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        chosen = refs(hand)[:2]
        await hand.press(" ", " ", "m")
        await hand.type("flood")
        await hand.press("enter")
        assert not set(chosen) & set(refs(hand))


async def test_a_long_search_goes_on_between_the_keys(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsdesk.tui.screens.desk.FIRST", 1)
    async with at(desk) as hand:
        await hand.press("/")
        await hand.type("ferry")
        await hand.app.workers.wait_for_complete()
        assert refs(hand) == [update.ref for update in desk.updates(find="ferry")]
        assert 0 < len(refs(hand)) < 11


async def test_an_act_is_on_its_row_and_then_in_the_table(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        ref = hand.in_hand.ref
        await hand.press("x")
        assert hand.room.scene.state(ref) is State.REJECTED
        assert hand.room.scene.ledger is desk.ledger(story.FERRY.id)


async def test_what_an_undone_act_brings_back_has_not_arrived(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        await hand.press("m")
        await hand.type("out of every")
        await hand.press("enter", "j", "j")
        assert "new or changed" not in head(hand)
        await hand.press("u")
        assert "new or changed" not in head(hand)
        await hand.press("j")
        assert "new or changed" not in head(hand)


async def test_nothing_moves_under_the_cursor_and_a_counter_offers_what_arrived(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        await hand.press("j", "j")
        under = hand.in_hand.ref
        newest = desk.update(refs(hand)[0])
        later = replace(newest, id="later", versions=(replace(newest.latest, at=story.NOW),))
        desk.store(Change(updates=(later,)))
        hand.room.rebuild()
        await hand.pilot.pause()
        assert hand.in_hand.ref == under
        assert "↑ 1 new or changed, home shows them" in head(hand)
        await hand.press("home")
        assert hand.in_hand.ref == later.ref
        assert "new or changed" not in head(hand)


async def test_an_edited_update_tells_what_moved_and_compares_its_versions(desk: Desk) -> None:
    async with at(desk) as hand:
        edited = next(update for update in desk.updates() if len(update.versions) > 1)
        await hand.go_to("updates")
        while hand.in_hand.ref != edited.ref:
            await hand.press("j")
        assert "edited" in hand.prose
        assert "E compares" in hand.prose
        await hand.press("E")
        assert type(hand.screen) is Versions
        shown = hand.screen.query_one(LineView).plain
        assert "version 1" in shown
        assert "version 2" in shown
        await hand.press("left", "right", "escape")
        assert hand.app.screen_stack[-1] is hand.room


@pytest.mark.parametrize("size", [(60, 20), (100, 30)])
async def test_both_times_of_two_versions_are_whole_and_others_are_offered_where_there_are_others(
    desk: Desk, size: tuple[int, int]
) -> None:
    edited = next(update for update in desk.updates() if len(update.versions) > 1)
    async with at(desk, size) as hand:
        for others in (False, True):
            hand.app.push_screen(Versions(hand.app.table, edited, 1))
            await hand.pilot.pause()
            rows = hand.screen.query_one(LineView).plain.splitlines()
            assert any("12:20 UTC" in row and "13:05 UTC" in row for row in rows)
            assert ("←→ other versions" in str(hand.screen.query_one(".dialog-keys", Static).render())) == others
            await hand.press("escape")
            edited = replace(edited, versions=(*edited.versions, edited.latest))


async def test_an_update_that_was_never_edited_has_nothing_to_compare(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.press("E")
        assert hand.toasts == ["This update was never edited. To find those that were, look for has:edits."]


async def test_a_copy_says_whose_words_it_carries_and_can_be_taken_for_its_own() -> None:
    desk = copies.desk(copies.update("wire", 0, copies.STORY), copies.update("herald", 10, copies.STORY))
    async with at(desk) as hand:
        await hand.go_to("updates")
        await hand.press("home")
        assert "2 outlets with these words: Northern Wire first, Bay Herald" in hand.prose
        await hand.press("K")
        assert desk.standing().own_words == {copies.HERALD}
        await hand.press("u", "j", "K")
        assert hand.toasts == ["These words are no copy of another's. They are its own already."]


async def test_a_search_that_was_left_for_another_incident_lists_nothing_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsdesk.tui.screens.desk.FIRST", 1)
    other = desk.new_incident("Other")
    async with at(desk) as hand:
        hand.room.show_incident(story.FERRY.id)
        hand.room.look(replace(hand.room.view, find="ferry"))
        hand.room.show_incident(other.id)
        await hand.pilot.pause(0.5)
        assert hand.room.view.incident == other.id
        assert refs(hand) == []


async def test_the_cursor_stands_above_what_is_told_in_two_rows() -> None:
    async with at(story.ferry_desk(), (100, 26)) as hand:
        await hand.go_to("updates")
        rows, told = hand.room.updates.rows, hand.room.query_one(Told)
        assert rows.count > rows.size.height
        await hand.press("home", *["j"] * (rows.size.height - 2))
        hand.room.tell("a word " * 14)
        await hand.pilot.pause(0.1)
        here = rows.content_region.y + rows.cursor - rows.scroll_offset.y
        assert told.region.height == 2
        assert here < told.region.y
