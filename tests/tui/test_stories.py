"""Incidents, voices and open questions by keys alone, asserted on the store."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from textual.content import Content
from textual.widgets import Static

from newsdesk.decisions import Appraise, Describe, MarkParty, MergeIncidents, MergeOrigins, Move, PartOrigin, SetStatus
from newsdesk.desk import Desk
from newsdesk.errors import DeskFull
from newsdesk.figures import read
from newsdesk.model import IncidentStatus, LineKey, Measure, Question, UpdateRef
from newsdesk.store import Change
from newsdesk.tui.render.ink import LOUD
from newsdesk.tui.scene import View, survey
from newsdesk.tui.widgets.row_list import RowList
from tests.tui import story
from tests.tui.hand import Hand, at
from tests.tui.test_sources import on_source

KILLED = LineKey(Measure.KILLED)
FERRY, FLOOD = story.FERRY.id, story.FLOOD.id


@pytest.fixture
def desk() -> Desk:
    """A fresh desk on the ferry fire."""
    return story.ferry_desk()


def head(hand: Hand) -> str:
    return hand.shown("#incident .pane-head")


def later(title: str, body: str, name: str, source: str = "echo") -> Change:
    """An update that arrives while the desk is open, as it would be read."""
    made = story.update(source, "16:41", title, body, name=name)
    version = replace(made.latest, reading=read(made.latest.text, published=made.latest.at))
    return Change(updates=(replace(made, versions=(version,)),))


# ── incidents ─────────────────────────────────────────────────────────────────────────────────────


async def test_an_incident_is_renamed_and_closed_and_each_is_taken_back(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.press("R")
        hand.screen.focused.value = ""  # type: ignore[union-attr]
        await hand.type("Ferry off Calder")
        await hand.submit()
        assert desk.incident(FERRY).title == "Ferry off Calder"
        assert "Ferry off Calder" in hand.status
        await hand.press("Z", "down", "enter")
        assert desk.incident(FERRY).status is IncidentStatus.CLOSED
        assert [type(one.act) for one in desk.log()] == [Describe, SetStatus]
        await hand.press("u", "u")
        assert desk.incident(FERRY) == story.FERRY


async def test_an_incident_that_is_merged_is_looked_at_as_what_it_is_part_of(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.press("M", "enter")
        assert desk.log()[-1].act == MergeIncidents(FERRY, FLOOD)
        assert hand.room.view.incident == FLOOD
        assert len(hand.room.scene.updates) == len(story.updates())
        await hand.press("u")
        assert len(desk.updates(incident=FERRY)) == len(story.updates())


async def test_an_incident_whose_opening_is_undone_is_left_for_one_that_is_there(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.press("N")
        await hand.type("Storm in Brae")
        await hand.submit()
        assert hand.room.scene.incident is not None
        assert hand.room.scene.incident.title == "Storm in Brae"
        await hand.press("u")
        assert hand.room.view.incident == FERRY


async def test_a_suggestion_is_opened_under_a_title_or_dismissed(desk: Desk) -> None:
    words = "A train derailed near Dunmore, killing at least 12 people, police in Dunmore said on Friday."
    for source in ("echo", "herald", "nine"):
        made = later(f"Train derails near Dunmore, 12 dead: {source}", words, f"train-{source}", source)
        desk.store(Change(updates=tuple(replace(one, incident=None, group="~train") for one in made.updates)))
    async with at(desk) as hand:
        assert "I 1 suggested" in head(hand)
        await hand.press("I", "enter")
        told = str(hand.screen.query_one(".dialog-help").render())
        assert told.splitlines() == [
            f"{outlet}: Train derails near Dunmore, 12 dead: {source}"
            for outlet, source in (("Channel Nine", "nine"), ("Bay Herald", "herald"), ("Daily Echo", "echo"))
        ]
        await hand.press("enter")
        assert hand.screen is not hand.room
        await hand.press("enter")
        opened = desk.incidents()[-1]
        assert hand.room.view.incident == opened.id
        assert len(desk.updates(incident=opened.id)) == 3
        await hand.press("u")
        assert hand.room.view.incident == FERRY
        await hand.press("I", "enter", "down", "enter")
        assert desk.suggestions() == []
        assert "suggested" not in head(hand)
        await hand.press("I")
        assert hand.toasts == ["No story is suggested. Like updates of two or more sources make one."]


# ── what is new ───────────────────────────────────────────────────────────────────────────────────


async def test_what_moved_since_the_last_look_is_counted_and_listed_and_leads_to_its_line(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.press("l")
        assert hand.toasts == ["What is new is told from your second look on."]
        await hand.press("q")
    desk.store(later("Ferry fire: 11 dead", "Eleven people were killed in the ferry fire.", "late"))
    async with at(desk) as hand:
        news = desk.news(FERRY)
        assert news is not None
        assert f"l {len(news.moved)} new since 16:42" in head(hand)
        await hand.go_to("updates")
        await hand.press("l", "enter")
        assert (hand.room.current, hand.room.figures.row_key) == ("figures", KILLED)
        await hand.press("l")
        await hand.type("all seen")
        await hand.press("enter")
        assert "new since" not in head(hand)
        await hand.press("l")
        assert hand.toasts == ["Nothing moved since you looked, 14 Mar 16:42."]


async def test_where_nothing_can_be_stored_it_is_told_that_nothing_is_seen(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Change) -> None:
        raise DeskFull("The disk is full.", "Make room.")

    desk.look(FERRY)
    desk.store(later("Ferry fire: 11 dead", "Eleven people were killed in the ferry fire.", "late"))
    async with at(desk) as hand:
        monkeypatch.setattr(desk._store, "commit", full)
        await hand.press("l")
        await hand.type("all seen")
        await hand.press("enter")
        assert hand.toasts == ["The disk is full. Make room."]
        assert "new since" in head(hand)


async def test_a_line_that_is_gone_is_listed_among_what_moved_and_leads_nowhere(desk: Desk) -> None:
    desk.look(FERRY)
    desk.decide_all([Move(*update.ref, None) for update in desk.updates(incident=FERRY)])
    async with at(desk) as hand:
        news = hand.room.scene.news
        assert news is not None
        assert f"l {len(news.moved)} new since" in head(hand)
        await hand.go_to("updates")
        await hand.press("l")
        assert hand.screen.query_one(RowList).count == len(news.moved) + 1
        await hand.press("enter")
        assert hand.room.current == "updates"
        assert "Nothing is said on that line any more." in hand.toasts[0]


async def test_switching_to_another_incident_keeps_what_was_seen(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.press("i", "enter")
        assert hand.room.view.incident == FLOOD
        assert desk.news(FERRY) is not None


async def test_one_can_look_elsewhere_and_leave_when_nothing_can_be_stored(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Change) -> None:
        raise DeskFull("The disk is full.", "Make room.")

    async with at(desk) as hand:
        monkeypatch.setattr(desk._store, "commit", full)
        await hand.press("i", "enter")
        assert hand.room.view.incident == FLOOD
        await hand.press("q")
        assert hand.app.return_value == 0


# ── voices ────────────────────────────────────────────────────────────────────────────────────────


async def test_an_origin_is_made_one_voice_with_another_and_a_party(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.put_on(KILLED, "coastguard")
        await hand.press("v")
        await hand.type("one voice with Northern")
        await hand.press("enter")
        assert desk.log()[-1].act == MergeOrigins(FERRY, "coastguard", "Northern Wire")
        await hand.put_on(KILLED, "Northern Wire")
        await hand.press("v")
        await hand.type("part coastguard")
        await hand.press("enter")
        assert desk.log()[-1].act == PartOrigin(FERRY, "coastguard")
        await hand.put_on(KILLED, "Northern Wire")
        await hand.press("v", "enter")
        assert desk.log()[-1].act == MarkParty(FERRY, "Northern Wire", True)
        assert hand.room.figures.origin == "Northern Wire"
        await hand.press("v", "enter")
        assert desk.log()[-1].act == MarkParty(FERRY, "Northern Wire", False)


async def test_a_source_that_an_editor_marks_as_a_party_is_shown_as_one_by_whichever_name(desk: Desk) -> None:
    desk.mark_party(FERRY, "coastguard", True)
    desk.mark_party(FERRY, "Brae Line", False)
    async with at(desk) as hand:
        northern, brae = desk.source("northern"), desk.source("brae")
        assert not hand.room.scene.is_party(northern)
        assert not hand.room.scene.is_party(brae)
        desk.merge_origins(FERRY, "Northern Wire", "coastguard")
        await hand.press("tab")
        await on_source(hand, "northern")
        assert "party to the event" in hand.prose
        drawn = hand.room.query_one("#source-rows", RowList).render_lines(hand.screen.size.region)
        assert ["Northern Wire" in row.text for row in drawn if row.text.rstrip().endswith("party")] == [True]


def test_until_the_ledger_is_read_the_parties_are_those_of_the_incident_itself(desk: Desk) -> None:
    quick = survey(desk, View(incident=FERRY), quick=True)
    assert [row.source.id for row in quick.sources if quick.is_party(row.source)] == ["brae"]


async def test_without_an_origin_under_the_cursor_that_is_told(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("updates")
        await hand.press("v")
        assert hand.toasts == ["No origin is under the cursor. Go to its column in the figures."]


async def test_a_figure_in_the_words_gets_its_credibility_with_a_reason(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.put_on(KILLED, "coastguard")
        await hand.press("enter", "A")
        await hand.type("2")
        await hand.press("enter")
        assert hand.screen is not hand.room, "no digit without a reason"
        await hand.type("rang them")
        await hand.press("enter")
        act = desk.log()[-1].act
        assert isinstance(act, Appraise)
        assert (act.digit, desk.log()[-1].reason) == (2, "rang them")


# ── open questions ────────────────────────────────────────────────────────────────────────────────


async def test_open_questions_are_settled_one_key_after_another(desk: Desk) -> None:
    words = "More than half of the passengers were killed, officials said."
    desk.store(later("Ferry fire: no count yet", words, "half"))
    ref = UpdateRef("echo", "half")
    (question,) = (one.question for one in desk.open_questions(FERRY))
    assert isinstance(question, Question)
    async with at(desk) as hand:
        await hand.go_to("updates")
        assert "Q 1 open question" in head(hand)
        assert f"{question.quote} unsettled:" in hand.prose
        await hand.press("Q", "enter")
        assert desk.figures(desk.update(ref)) == (question.readings[0],)
        assert "open question" not in head(hand)
        assert "unsettled" not in hand.prose
        await hand.press("u")
        assert "unsettled" in hand.prose
        await hand.press("Q")
        await hand.type("none")
        await hand.press("enter")
        assert (desk.open_questions(FERRY), desk.figures(desk.update(ref))) == ([], ())
        await hand.press("Q")
        assert hand.toasts == ["No number is left open here. i goes to another incident."]


@pytest.mark.parametrize(
    ("title", "body", "told"),
    [
        (
            "Ferry fire: no count yet",
            "She burnt for hours. More than half of the passengers were killed, officials said.",
            "Daily Echo: Ferry fire: no count yet\nShe burnt for hours. "
            "More than half of the passengers were killed, officials said.",
        ),
        (
            "More than half of the passengers were killed",
            "She burnt for hours.",
            "Daily Echo, in the headline:\nMore than half of the passengers were killed",
        ),
    ],
)
async def test_what_is_asked_about_is_marked_in_its_sentence_and_the_headline_stands_apart(
    desk: Desk, title: str, body: str, told: str
) -> None:
    desk.store(later(title, body, "half"))
    async with at(desk) as hand:
        await hand.go_to("updates")
        await hand.press("Q")
        shown = hand.screen.query_one(".dialog-help", Static).content
        assert isinstance(shown, Content)
        assert shown.plain == told
        (marked,) = (shown.plain[span.start : span.end] for span in shown.spans if span.style == LOUD)
        assert marked == desk.open_questions(FERRY)[0].question.quote


async def test_the_keys_are_never_lost_to_a_pane_that_has_nothing_to_show(desk: Desk) -> None:
    async with at(desk) as hand:
        await hand.go_to("figures")
        await hand.press("i", "enter")
        assert hand.room.view.incident == FLOOD
        await hand.pilot.pause()
        assert hand.room.current == "updates"
        assert hand.room.focused is hand.room.updates.rows
        await hand.press("i", "down", "enter")
        await hand.go_to("figures")
        before = hand.room.figures.row_key
        await hand.press("j")
        assert hand.room.figures.row_key != before
