"""What is new since an editor last looked at an incident."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from newsdesk.desk import Desk
from newsdesk.errors import NewsdeskError
from newsdesk.model import Incident, Source, State, UpdateRef
from newsdesk.store import Change
from newsdesk.store.memory import MemoryStore
from tests.desk.test_copies import FERRY, OWN, STORY, update
from tests.desk.test_desk import NOON

SOURCES = tuple(Source(id=one, title=title) for one, title in {"wire": "Northern Wire", "herald": "Bay Herald"}.items())


def desk(editor: str = "ann", store: MemoryStore | None = None) -> Desk:
    if store is None:
        store = MemoryStore()
        store.commit(Change(sources=SOURCES, incidents=(FERRY,), updates=(update("wire", 0, STORY),)))
    return Desk(store, clock=lambda: NOON + timedelta(hours=2), editor=editor)


def told(service: Desk) -> list[str] | None:
    news = service.news("ferry")
    return None if news is None else [one.reason for one in news.moved]


def test_before_the_first_look_there_is_no_news() -> None:
    assert desk().news("ferry") is None


def test_what_arrives_after_a_look_is_news_until_the_next_look() -> None:
    service = desk()
    service.look("ferry")
    assert told(service) == []
    service.store(Change(updates=(update("herald", 10, OWN),)))
    assert told(service) == ["Bay Herald says 31"]
    service.look("ferry")
    assert told(service) == []


def test_what_was_published_long_ago_and_is_brought_in_now_is_news_too() -> None:
    service = desk()
    service.look("ferry")
    service.store(Change(updates=(update("herald", -600, OWN),)))
    assert told(service)


def test_an_editors_own_acts_move_figures_as_well() -> None:
    service = desk()
    service.look("ferry")
    service.triage(UpdateRef("wire", "0"), State.REJECTED)
    assert told(service) == ["at least 23 of Northern Wire no longer counts"]


def test_a_voice_by_another_name_is_no_news() -> None:
    service = desk()
    service.look("ferry")
    service.rename_source("wire", "Far Northern Wire")
    assert told(service) == []
    service.store(Change(updates=(update("herald", 10, OWN),)))
    service.look("ferry")
    service.merge_origins("ferry", "Bay Herald", "Far Northern Wire")
    assert told(service) == []


def test_each_editor_has_looks_of_their_own_and_no_look_is_undone() -> None:
    store = MemoryStore()
    store.commit(Change(sources=SOURCES, incidents=(FERRY, Incident(id="b", title="B")), updates=()))
    ann, bo = desk("ann", store), desk("bo", store)
    ann.look("ferry")
    assert (told(ann), told(bo)) == ([], None)
    with pytest.raises(NewsdeskError, match="nothing to take back"):
        ann.undo()
    assert ann.news("b") is None


def test_a_look_is_there_after_the_desk_was_closed(tmp_path: Path) -> None:
    with Desk.open(tmp_path, editor="ann") as service:
        service.put_incident(FERRY)
        service.look("ferry")
    with Desk.open(tmp_path, editor="ann", read_only=True) as service:
        assert told(service) == []


@pytest.mark.parametrize("incident", ["", "nowhere"])
def test_what_is_no_incident_cannot_be_looked_at(incident: str) -> None:
    from newsdesk.errors import CallWrong

    with pytest.raises(CallWrong):
        desk().look(incident)
