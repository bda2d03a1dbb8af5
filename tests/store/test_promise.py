"""What every store promises, over the twin in memory and the store on disk alike."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from newsdesk.decisions import Decision
from newsdesk.errors import DeskError
from newsdesk.model import BriefUpdate, Health, Incident, Reading, Source, Update, UpdateRef
from newsdesk.store import Change, MemoryStore, Store, TinyStore
from tests.store.acts import held
from tests.store.records import AT, decision, figure, health, incident, look, records, source, texts, update


@contextmanager
def on_disk() -> Iterator[TinyStore]:
    with tempfile.TemporaryDirectory() as folder, closing(TinyStore.open(Path(folder))) as store:
        yield store


@contextmanager
def in_memory() -> Iterator[MemoryStore]:
    yield MemoryStore()


KINDS: list[Any] = [in_memory, on_disk]


@pytest.fixture(params=KINDS, ids=["memory", "tiny"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    with request.param() as made:
        yield made


def everything() -> Change:
    return Change(
        sources=(source(),),
        healths=(health(),),
        incidents=(incident(),),
        updates=(update("1"), update("2")),
        looks=(look(),),
        decisions=(decision(1), decision(2)),
    )


def test_a_new_store_holds_nothing(store: Store) -> None:
    assert held(store) == ([], {}, [], [], [], [], [])
    assert store.update(UpdateRef("reuters", "1")) is None


def test_what_is_committed_is_held(store: Store) -> None:
    change = everything()
    store.commit(change)
    assert held(store) == (
        list(change.sources),
        {"reuters": change.healths[0]},
        list(change.incidents),
        list(change.updates),
        [BriefUpdate.of(one) for one in change.updates],
        list(change.looks),
        list(change.decisions),
    )


def test_a_put_takes_the_place_of_its_like_and_keeps_its_place_in_the_order(store: Store) -> None:
    store.commit(everything())
    store.commit(Change(sources=(source("ap"),), updates=(update("3"), update("1", title="At least 25 held"))))
    store.commit(Change(sources=(source("reuters", "Reuters World"),)))
    assert [(found.id, found.latest.title) for found in store.updates()] == [
        ("1", "At least 25 held"),
        ("2", "At least 20 held"),
        ("3", "At least 20 held"),
    ]
    assert [found.title for found in store.sources()] == ["Reuters World", "Reuters"]


def test_each_editor_has_one_look_at_an_incident_and_the_last_stands(store: Store) -> None:
    store.commit(Change(looks=(look("ann"), look("bo"), look("ann", "flood"))))
    store.commit(Change(looks=(look("ann", minutes=5),)))
    assert list(store.looks()) == [look("ann", minutes=5), look("bo"), look("ann", "flood")]


def test_within_one_change_the_later_of_two_likes_stands(store: Store) -> None:
    store.commit(Change(updates=(update(title="first"), update(title="second"))))
    assert [found.latest.title for found in store.updates()] == ["second"]


def test_updates_are_found_by_name(store: Store) -> None:
    store.commit(Change(updates=(update("1", "ap"), update("1", "afp"), update("2", "ap"))))
    found = store.update(UpdateRef("afp", "1"))
    assert found is not None
    assert found.ref == UpdateRef("afp", "1")
    assert store.update(UpdateRef("afp", "2")) is None


@pytest.mark.parametrize("change", [Change(), Change(healths=(health(),)), everything()])
def test_decisions_must_continue_the_log(store: Store, change: Change) -> None:
    store.commit(change)
    last = len(change.decisions)
    for wrong in [(last,), (last + 2,), (last + 1, last + 3), (last + 1, last + 1), (0,)]:
        decisions = tuple(decision(number) for number in wrong)
        with pytest.raises(ValueError, match=f"goes on with decision {last + 1}"):
            store.commit(Change(sources=(source("new"),), decisions=decisions))
    assert "new" not in [found.id for found in store.sources()]
    assert list(store.decisions()) == list(change.decisions)
    store.commit(Change(decisions=(decision(last + 1),)))


def test_an_empty_change_changes_nothing(store: Store) -> None:
    store.commit(everything())
    before = held(store)
    store.commit(Change())
    assert held(store) == before


def test_a_listing_stays_as_it_was_when_it_was_asked_for(store: Store) -> None:
    store.commit(everything())
    updates, decisions, healths = store.updates(), store.decisions(), store.healths()
    store.commit(Change(updates=(update("3"),), decisions=(decision(3),), healths=(health("ap"),)))
    assert (len(updates), len(decisions), len(healths)) == (2, 2, 1)


def test_a_brief_says_of_an_update_what_the_update_says(store: Store) -> None:
    read = replace(update("1").latest, reading=Reading(figures=(figure(), figure(2)), questions=()))
    edited = Update(
        source="ap",
        id="7",
        versions=(replace(read, at=AT - timedelta(hours=1), reading=Reading()), read),
        incident="in-amenas",
        group="g1",
        vanished=AT + timedelta(hours=2),
    )
    store.commit(Change(updates=(update("1"), edited)))
    assert list(store.briefs()) == [
        BriefUpdate(UpdateRef("reuters", "1"), AT, AT, 1, None, "", vanished=False, figures=0, questions=0),
        BriefUpdate(
            edited.ref, AT, AT - timedelta(hours=1), 2, "in-amenas", "g1", vanished=True, figures=2, questions=0
        ),
    ]


def test_a_record_that_is_looked_at_again_is_the_same_until_another_takes_its_place(store: Store) -> None:
    store.commit(everything())
    first = store.updates()[0]
    store.commit(Change(updates=(update("2", title="At least 25 held"),)))
    assert store.update(first.ref) is first
    assert store.updates()[1].latest.title == "At least 25 held"


def test_a_listing_is_a_sequence(store: Store) -> None:
    store.commit(everything())
    updates = store.updates()
    assert updates[0] == updates[-2]
    assert list(updates[1:]) == [updates[1]]
    assert list(reversed(updates)) == [updates[1], updates[0]]
    assert update("2") in updates
    with pytest.raises(IndexError):
        updates[2]


def test_a_closed_store_refuses_to_commit_and_keeps_what_it_read(store: Store) -> None:
    store.commit(everything())
    store.close()
    store.close()
    with pytest.raises(DeskError, match="closed"):
        store.commit(Change(sources=(source("ap"),)))
    assert [found.id for found in store.sources()] == ["reuters"]


@pytest.mark.parametrize("made", KINDS, ids=["memory", "tiny"])
@given(
    names=st.lists(st.tuples(texts, texts), unique=True, max_size=8),
    sought=st.tuples(texts, texts),
)
@settings(max_examples=40)
def test_no_two_names_of_updates_meet(
    made: Callable[[], Any], names: list[tuple[str, str]], sought: tuple[str, str]
) -> None:
    near = [(of.replace("", " ").strip(), name) for of, name in names] + [("a b", "c"), ("a", "b c"), ("a ", "b c")]
    wanted = list(dict.fromkeys([*names, *near]))
    with made() as store:
        store.commit(Change(updates=tuple(update(name, of) for of, name in wanted)))
        assert [found.ref for found in store.updates()] == wanted
        for of, name in [*wanted, sought]:
            found = store.update(UpdateRef(of, name))
            assert (found is not None and found.ref == (of, name)) == ((of, name) in wanted)


@pytest.mark.parametrize("kind", [Source, Health, Incident, Update, Decision])
@given(data=st.data())
@settings(max_examples=40)
def test_records_come_back_equal_from_disk(kind: type[Struct], data: st.DataObject) -> None:
    drawn = data.draw(st.lists(records(kind), min_size=1, max_size=3))
    if kind is Decision:
        ids = count(1)
        drawn = [replace(record, id=next(ids)) for record in drawn]
    field = f"{kind.__name__.lower()}s"
    twin = MemoryStore()
    with tempfile.TemporaryDirectory() as folder:
        with closing(TinyStore.open(Path(folder))) as written:
            for store in (twin, written):
                store.commit(Change(**{field: tuple(drawn)}))
            assert repr(held(written)) == repr(held(twin))
        with closing(TinyStore.open(Path(folder), read_only=True)) as reopened:
            assert repr(held(reopened)) == repr(held(twin))
