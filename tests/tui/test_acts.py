"""An editor's work by keys alone; what the desk then holds is what counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from newsdesk.decisions import Add, Correct, GradeOrigin, Move, Note, SetDesk, Strike, Triage, Undo
from newsdesk.desk import Desk
from newsdesk.errors import NewsdeskError
from newsdesk.export.acts import act_in_words
from newsdesk.export.sheets import desk_text
from newsdesk.ledger import copy_line
from newsdesk.ledger.words import line_name
from newsdesk.model import Grade, LineKey, Measure, State, UpdateRef
from newsdesk.tui import acts, story_acts
from newsdesk.tui.widgets.told import Told
from tests.tui import story
from tests.tui.hand import at

KILLED = LineKey(Measure.KILLED)
MISSING = LineKey(Measure.MISSING, ("foreign",))


@pytest.fixture
def desk() -> Desk:
    """A fresh desk on the ferry fire."""
    return story.ferry_desk()


async def test_one_key_triages_the_update_whose_words_are_shown(desk: Desk) -> None:
    async with at(desk) as hand:
        ref = hand.in_hand.ref
        for key, state in (("a", State.ACCEPTED), ("h", State.HELD), ("x", State.REJECTED)):
            await hand.press(key)
            assert desk.state(ref) is state
            assert hand.toasts[-1].startswith(state.value.capitalize())
            assert "u takes it back" in hand.toasts[-1]


async def test_triage_in_the_list_goes_on_to_the_next_update(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        refs = [update.ref for update in hand.room.scene.updates]
        await hand.press("a", "h", "x")
        assert [desk.state(ref) for ref in refs[:4]] == [State.ACCEPTED, State.HELD, State.REJECTED, State.NEW]
        assert hand.in_hand.ref == refs[3]


async def test_undo_and_redo_go_back_and_forth(desk: Desk) -> None:
    async with at(desk) as hand:
        ref = hand.in_hand.ref
        await hand.press("a", "u")
        assert desk.state(ref) is State.NEW
        assert hand.toasts[-1].startswith("Took back: accepted “Coast Agency: more than 20")
        await hand.press("ctrl+r")
        assert desk.state(ref) is State.ACCEPTED
        assert [type(decision.act) for decision in desk.log()] == [Triage, Undo, Undo]


async def test_undo_with_nothing_to_take_back_says_so(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.press("u")
        assert hand.toasts == ["There is nothing to take back."]
        await hand.press("ctrl+r")
        assert hand.toasts == ["There is nothing to do again. Only what was just taken back can be."]
        assert not desk.log()


async def test_a_note_is_written_and_shown_with_the_words(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.press("n")
        await hand.press("enter")
        assert not desk.log()
        await hand.type("Ring the coastguard back")
        await hand.press("enter")
        act = desk.log()[-1].act
        assert isinstance(act, Note)
        assert act.text == "Ring the coastguard back"
        assert "Ring the coastguard back" in hand.prose


async def test_the_source_of_an_update_is_graded_and_that_is_taken_back(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        source = hand.in_hand.ref.source
        before = desk.source(source).grade
        await hand.press("A")
        await hand.type("unreliable")
        await hand.press("down", "enter")
        assert (desk.source(source).grade, before) == (Grade.E, Grade.C)
        assert hand.toasts == ["Channel Nine is unreliable: E · u takes it back"]
        await hand.press("u")
        assert desk.source(source).grade is before


async def test_the_origin_under_the_cursor_is_graded_within_the_incident(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.put_on(KILLED, "coastguard")
        await hand.press("A", "down", "enter")
        assert desk.log()[-1].act == GradeOrigin(story.FERRY.id, "coastguard", Grade.B)


async def test_a_source_of_the_list_is_graded(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("sources")
        await hand.press("A", "enter")
        assert desk.source("echo").grade is Grade.A


async def test_leaving_a_dialog_does_nothing(desk: Desk) -> None:
    async with at(desk) as hand:
        for key in ("n", "m", "d", "c", "+", "t", "i", "f", "p", "N"):
            await hand.press(key)
            assert hand.screen is not hand.room
            await hand.press("escape")
            assert hand.screen is hand.room
        assert not desk.log()


async def test_an_update_is_moved_to_an_incident_picked_by_its_name(desk: Desk) -> None:
    async with at(desk) as hand:
        ref = hand.in_hand.ref
        await hand.press("m")
        await hand.type("tarn")
        await hand.press("enter")
        assert desk.incident_of(desk.update(ref)) == story.FLOOD.id
        assert isinstance(desk.log()[-1].act, Move)
        assert ref not in [update.ref for update in hand.room.scene.updates]


async def test_an_update_is_moved_out_of_every_incident(desk: Desk) -> None:
    async with at(desk) as hand:
        ref = hand.in_hand.ref
        await hand.press("m", "down", "down", "enter")
        assert desk.incident_of(desk.update(ref)) is None


async def test_the_desk_figure_is_set_from_the_cell_with_its_reason(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.put_on(KILLED, "coastguard")
        await hand.press("d", "enter")
        assert not desk.log()
        await hand.type("the coastguard counts bodies")
        await hand.press("enter")
        line = next(line for line in desk.ledger(story.FERRY.id).lines if line.key == KILLED)
        assert line.desk is not None
        assert (line.desk.value, line.desk.by, line.desk.reason) == (8, "Ada", "the coastguard counts bodies")
        assert hand.toasts[-1].startswith("The desk runs with 8 on killed · all")


async def test_the_desk_figure_keeps_its_hedge_as_it_was_typed(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.put_on(KILLED, "coastguard")
        await hand.press("d")
        await hand.press("end", "ctrl+u")
        await hand.type("at most 12")
        await hand.press("down")
        await hand.type("no more were aboard the tender")
        await hand.press("enter")
        line = next(line for line in desk.ledger(story.FERRY.id).lines if line.key == KILLED)
        assert line.desk is not None
        assert (line.desk.value, line.desk.low, line.desk.high) == (12, 0, 12)
        assert hand.toasts[-1].startswith("The desk runs with ≤12 on killed · all")
        assert "≤12" in desk_text(line)
        assert "to ≤12" in act_in_words(desk.log()[-1].act, str)


async def test_the_desk_figure_can_follow_the_greatest_authority(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.put_on(KILLED, "Northern Wire")
        await hand.press("d")
        await hand.type("Greatest authority")
        await hand.press("down")
        await hand.type("until the coastguard publishes a list")
        await hand.press("enter")
        line = next(line for line in desk.ledger(story.FERRY.id).lines if line.key == KILLED)
        assert line.desk is not None
        assert (line.desk.rule, line.desk.follows, line.desk.value) == ("greatest authority", "Northern Wire", 6)


async def test_a_rule_that_follows_nobody_is_told_so_before_and_after() -> None:
    desk = story.ferry_desk()
    for source in [one for one in desk.sources() if one.grade is not Grade.F]:
        desk.grade_source(source.id, Grade.F)
    async with at(desk) as hand:
        await hand.put_on(KILLED, "Northern Wire")
        await hand.press("d")
        await hand.type("Greatest authority")
        await hand.press("down")
        await hand.type("until there is a list")
        assert "gives no number yet" in str(hand.screen.query_one("#preview").render())
        await hand.press("enter")
        assert "gives no number yet: no origin that counts has a letter" in hand.app.room.query_one(Told).words


async def test_an_empty_number_clears_the_desk_figure(desk: Desk) -> None:
    desk.set_desk(story.FERRY.id, KILLED, 8, reason="counted")
    async with at(desk) as hand:
        await hand.put_on(KILLED, "coastguard")
        await hand.press("d", "backspace")
        await hand.submit()
        line = next(line for line in desk.ledger(story.FERRY.id).lines if line.key == KILLED)
        assert line.desk is None
        assert isinstance(desk.log()[-1].act, SetDesk)


async def test_a_struck_figure_leaves_its_line_and_stays_visible_as_struck(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.put_on(KILLED, "coastguard")
        await hand.press("s")
        assert isinstance(desk.log()[-1].act, Strike)
        line = next(line for line in desk.ledger(story.FERRY.id).lines if line.key == KILLED)
        assert "coastguard" not in [said.origin for said in line.origins]
        await hand.press("u")
        line = next(line for line in desk.ledger(story.FERRY.id).lines if line.key == KILLED)
        assert "coastguard" in [said.origin for said in line.origins]


async def test_a_figure_is_corrected_by_writing_what_its_words_say(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.put_on(KILLED, "coastguard")
        before = hand.room.words.figure
        await hand.press("enter", "c")
        line = hand.screen.focused
        line.value = ""  # type: ignore[union-attr]
        await hand.type("At least 9 people were injured")
        await hand.press("enter")
        act = desk.log()[-1].act
        assert isinstance(act, Correct)
        assert act.figure == before
        assert (act.becomes.measure, act.becomes.value, act.becomes.low) == (Measure.INJURED, 9, 9)
        assert (act.becomes.quote, act.becomes.start) == (act.figure.quote, act.figure.start)
        assert act.becomes.chain == ("coastguard",)
        assert "Reads now: injured ≥9 " in hand.toasts[-1]
        assert "stated by coastguard via Coast Agency, corrected by an editor" in hand.prose
        await hand.press("u")
        assert "corrected by an editor" not in hand.prose


async def test_what_is_told_of_a_figure_says_whom_it_counts(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.put_on(MISSING, "Iain Rudd")
        await hand.press("c")
        line = hand.screen.focused
        line.value = ""  # type: ignore[union-attr]
        await hand.type("1 foreign child is missing")
        await hand.press("enter")
        assert "Reads now: missing 1 foreign child " in hand.toasts[-1]


async def test_a_missed_figure_is_added_on_words_of_the_text(desk: Desk) -> None:
    ref = UpdateRef("herald", "herald-1220")
    async with at(desk) as hand:
        await hand.go_to("updates")
        while hand.in_hand.ref != ref:
            await hand.press("j")
        await hand.press("+")
        await hand.type("the fire IS out")
        await hand.press("enter")
        await hand.type("2 people were injured")
        await hand.press("enter")
        act = desk.log()[-1].act
        assert isinstance(act, Add)
        assert (act.figure.quote, act.figure.measure, act.figure.value) == ("The fire is out", Measure.INJURED, 2)
        text = desk.update(ref).versions[act.version].text
        assert text[act.figure.start : act.figure.end] == act.figure.quote


async def test_words_that_are_not_in_the_text_cannot_be_added(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.press("+")
        await hand.type("12 people were killed by dragons")
        await hand.press("enter", "enter")
        assert hand.screen is not hand.room
        assert not desk.log()


async def test_acts_say_whether_an_update_or_a_line_is_missing_where_none_is_in_hand(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("sources")
        for keys, what in ((("a", "n", "m", "c", "s", "+", "o"), "update"), (("d", "y", "g"), "line")):
            for key in keys:
                await hand.press(key)
                assert hand.screen is hand.room
                assert f"No {what} is under the cursor" in hand.toasts[-1]
        assert not desk.log()


async def test_the_line_under_the_cursor_is_copied_as_the_ledger_writes_it(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.put_on(MISSING, "Iain Rudd")
        await hand.press("y")
        line = next(line for line in desk.ledger(story.FERRY.id).lines if line.key == MISSING)
        assert hand.app.clipboard == copy_line(line)
        assert line_name(MISSING).split(" ")[0] in hand.app.clipboard


async def test_the_story_opens_as_one_address_and_nothing_else(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    async with at(desk) as hand:
        monkeypatch.setattr(hand.room, "browse", opened.append)
        await hand.press("o")
        assert opened == ["https://news.example/ferry"]


@pytest.mark.filterwarnings("ignore:subprocess .* is still running:ResourceWarning")
@pytest.mark.parametrize(
    ("does", "opens"), [("exit 0", True), ("sleep 9", True), ("exit 3", False)], ids=["hands on", "goes on", "fails"]
)
def test_an_address_is_opened_only_where_something_opens_it(
    does: str, opens: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text(f"#!/bin/sh\n{does}\n")
    opener.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(acts, "OPENS", 0.3)
    if opens:
        assert acts.browse("https://news.example/ferry") == "Opened https://news.example/ferry"
    else:
        with pytest.raises(NewsdeskError, match="The address is https"):
            acts.browse("https://news.example/ferry")


async def test_a_story_that_no_browser_opens_is_told_with_its_address(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(link: str) -> str:
        raise NewsdeskError("No browser could be opened here.", f"The address is {link}")

    monkeypatch.setattr(acts, "browse", fail)
    async with at(desk) as hand:
        await hand.press("o")
        await hand.pilot.pause(0.2)
        assert hand.toasts == ["No browser could be opened here. The address is https://news.example/ferry"]


async def test_the_desk_figure_that_stands_is_offered_with_its_reason(desk: Desk) -> None:
    desk.set_desk(story.FERRY.id, KILLED, 6, reason="Northern Wire counts")
    async with at(desk) as hand:
        await hand.put_on(KILLED, "coastguard")
        await hand.press("d")
        assert [line.value for line in hand.screen.query(Input)] == ["6", "Northern Wire counts"]
        told = str(hand.screen.query_one(".dialog-help").render())
        assert told.startswith("6 stands, set by Ada. An empty number clears it. Said: ")


async def test_a_desk_figure_is_decided_in_sight_of_what_is_said_and_told_where_nobody_says_so(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.put_on(KILLED, "coastguard")
        await hand.press("d")
        told = str(hand.screen.query_one(".dialog-help").render())
        assert told == "Said: ⚑ 2 (Brae Line), 6 (Northern Wire), 8 (coastguard)."
        number, reason = hand.screen.query(Input)
        reason.value = "a list"
        for typed, warned in (("6", False), ("at least 7", False), ("500", True), ("3-5", True)):
            number.value = typed
            await hand.pilot.pause()
            assert ("No origin says so." in str(hand.screen.query_one("#preview").render())) is warned, typed
        await hand.press("enter", "enter")
        line = hand.room.scene.line(KILLED)
        assert line is not None
        assert line.attention == "no origin says 3–5 now"


async def test_keys_pressed_faster_than_the_screen_draws_act_on_what_they_meant(desk: Desk) -> None:
    async with at(desk) as hand:
        refs = [update.ref for update in hand.room.scene.updates]
        for key in ("tab", "j", "j", "a", "h"):
            hand.app._driver.send_message(events.Key(key, key if len(key) == 1 else None))  # type: ignore[union-attr]
        await hand.pilot.pause(0.5)
        assert [desk.state(ref) for ref in refs[:5]] == [
            State.NEW,
            State.NEW,
            State.ACCEPTED,
            State.HELD,
            State.NEW,
        ]


async def test_a_desk_figure_that_wants_another_look_is_marked_and_says_why(desk: Desk) -> None:
    desk.set_desk(story.FERRY.id, KILLED, 8, reason="the coastguard counts bodies")
    desk.triage(UpdateRef("coastal", "coastal-1631"), State.REJECTED)
    async with at(desk) as hand:
        line = hand.room.scene.line(KILLED)
        assert line is not None
        assert line.attention
        hand.room.figures.go_to(KILLED)
        await hand.pilot.pause()
        while hand.room.figures.claim is not None:
            await hand.press("left")
        assert f"! {line.attention}" in hand.prose


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (120, 18), (160, 48)])
async def test_what_is_told_covers_neither_the_words_nor_what_is_typed(size: tuple[int, int]) -> None:
    async with at(story.ferry_desk(), size) as hand:
        told = hand.room.query_one(Told)
        for pane in ("updates", "words"):
            await hand.go_to(pane)
            hand.room.tell("The disk is full. " * 5, wrong=True)
            await hand.pilot.pause()
            assert told.region.area
            assert hand.screen.region.contains_region(told.region)
            assert not told.region.overlaps(hand.room.words.region)
            assert not told.region.overlaps(hand.room.query_one("#keys").region)
        await hand.press("escape")
        hand.room.tell("Done.")
        await hand.pilot.pause()
        rows = hand.room.updates.rows
        assert told.region.right >= rows.region.right - 1, "nothing of a row is left beside it"
        await hand.press("/")
        await hand.pilot.pause()
        assert hand.room.query_one("#find").region.area
        assert not told.region.overlaps(hand.room.query_one("#find").region)


def test_what_is_taken_back_is_named_by_its_title_as_what_was_done() -> None:
    desk = story.ferry_desk()
    assert acts.remove_source(desk, desk.source("nine")).startswith("Removed Channel Nine;")
    assert acts.undo(desk).startswith("Took back: removed source Channel Nine ")
    desk.set_desk(story.FERRY.id, LineKey(Measure.KILLED), 8, reason="a list")
    assert "(Calder Bay ferry fire) to 8" in acts.undo(desk)
    told = story_acts.merge(desk, story.FERRY.id, story.FLOOD.id)
    assert told.startswith("Calder Bay ferry fire is part of Tarn valley flood · "), told
    acts.undo(desk)
    desk.set_desk(story.FERRY.id, LineKey(Measure.KILLED), 8, reason="a list")
    told = story_acts.merge(desk, story.FERRY.id, story.FLOOD.id)
    assert "; its 1 desk figure must be set anew there · " in told, told
    acts.undo(desk)
    acts.undo(desk)
    acts.move(desk, [desk.updates()[0].ref], story.FLOOD.id)
    assert acts.undo(desk).endswith("to Tarn valley flood · {desk.redo} does it again")
    desk.merge_incidents(story.FERRY.id, story.FLOOD.id)
    told = "took Calder Bay ferry fire for part of Tarn valley flood"
    assert told in acts.undo(desk)
    assert told in acts.redo(desk), "though it is part of the other again"
