"""The sidecar of a journal: what a desk opens with is the same with and without it, whatever became of either."""

from __future__ import annotations

import errno
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Raw
from msgspec.structs import replace

from newsdesk.desk_files import JOURNAL
from newsdesk.errors import DeskDamaged, DeskFull
from newsdesk.model import BriefUpdate, Update
from newsdesk.store import Change, TinyStore, journal, lines, sidecar
from tests.store.acts import Failing, Held, decide, held, sealed, worn
from tests.store.records import decision, health, incident, records, source, update

SIDECAR = "desk.sidecar"


@pytest.fixture(autouse=True)
def any_growth_is_worth_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sidecar, "_WORTH_WRITING", 0)


@pytest.fixture
def full(desk: Path) -> Path:
    """The journal of a closed desk, of eight lines, with its sidecar."""
    with closing(TinyStore.open(desk)) as store:
        store.commit(Change(sources=(source(),), incidents=(incident(),), updates=(update("1"), update("2"))))
        store.commit(Change(updates=(update("1", title="At least 25 held"), update("3"))))
        decide(store, 5)
    assert (desk / SIDECAR).exists()
    return desk / JOURNAL


def opened(desk: Path) -> Held:
    with closing(TinyStore.open(desk, read_only=True)) as store:
        return held(store)


def without(desk: Path) -> Held:
    """What a desk holds when it is opened by its journal alone."""
    kept = (desk / SIDECAR).read_bytes()
    (desk / SIDECAR).unlink()
    try:
        return opened(desk)
    finally:
        (desk / SIDECAR).write_bytes(kept)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lengths of the lines whose documents are looked for."""
    lengths: list[int] = []
    read = lines.read_commit

    def reading(line: lines.Line) -> lines.Commit | None:
        lengths.append(len(line))
        return read(line)

    monkeypatch.setattr(lines, "read_commit", reading)
    return lengths


def test_only_what_was_written_since_is_looked_for_in_its_lines(full: Path, desk: Path, counted: list[int]) -> None:
    known = full.stat().st_size
    assert opened(desk) == without(desk)
    counted.clear()
    opened(desk)
    assert counted == []
    early = (desk / SIDECAR).read_bytes()
    with closing(TinyStore.open(desk)) as store:
        decide(store)
    (desk / SIDECAR).write_bytes(early)
    counted.clear()
    opened(desk)
    assert counted == [full.stat().st_size - known]


@given(first=st.lists(records(Update), max_size=4), then=st.lists(records(Update), max_size=4))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_desk_holds_the_same_with_and_without(
    tmp_path_factory: pytest.TempPathFactory, first: list[Update], then: list[Update]
) -> None:
    desk = tmp_path_factory.mktemp("desk")
    with closing(TinyStore.open(desk)) as store:
        store.commit(Change(sources=(source(),), updates=tuple(first)))
    early = (desk / SIDECAR).read_bytes()
    with closing(TinyStore.open(desk)) as store:
        store.commit(Change(updates=tuple(then), healths=(health(),)))
    assert repr(opened(desk)) == repr(without(desk))
    (desk / SIDECAR).write_bytes(early)
    assert repr(opened(desk)) == repr(without(desk))


def test_a_damaged_sidecar_is_as_good_as_none(full: Path, desk: Path) -> None:
    sound, there = (desk / SIDECAR).read_bytes(), without(desk)
    for at in range(0, len(sound), 11):
        for damaged in (sound[:at], sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :], sound[at:]):
            (desk / SIDECAR).write_bytes(damaged)
            assert opened(desk) == there


@pytest.mark.parametrize("json", [b"[]", b"{}", b"[9,0,0,1,0,{},{}]", b'[1,"",0,1,0,{},{}]', b"null"])
def test_a_sidecar_of_another_shape_is_as_good_as_none(full: Path, desk: Path, json: bytes) -> None:
    there = without(desk)
    (desk / SIDECAR).write_bytes(sealed(json))
    assert opened(desk) == there


def test_a_sidecar_whose_briefs_have_another_shape_gives_the_documents_only(full: Path, desk: Path) -> None:
    there, known = without(desk), sidecar.read(full)
    assert known is not None
    sidecar.write(full, full.read_bytes(), known.superseded, {"updates": Raw(b'["x"]')})
    assert opened(desk) == there


def test_the_sidecar_of_another_journal_is_not_believed(full: Path, desk: Path, tmp_path: Path) -> None:
    with closing(TinyStore.open(tmp_path / "other")) as store:
        worn(store)
    there = without(desk)
    (desk / SIDECAR).write_bytes((tmp_path / "other" / SIDECAR).read_bytes())
    assert opened(desk) == there


def test_damage_to_the_journal_is_named_by_its_line_as_ever(full: Path, desk: Path) -> None:
    early = (desk / SIDECAR).read_bytes()
    with closing(TinyStore.open(desk)) as store:
        store.commit(Change(decisions=(decision(6),)))
        store.commit(Change(decisions=(decision(7),)))
    sound = full.read_bytes()
    for kept in (early, (desk / SIDECAR).read_bytes()):
        (desk / SIDECAR).write_bytes(kept)
        for at in range(0, len(sound) - 1, 13):
            full.write_bytes(sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :])
            number = sound.count(b"\n", 0, at) + 1
            with pytest.raises(DeskDamaged, match=f"Line {number} of" if number > 1 else "first line"):
                opened(desk)


def test_a_journal_cut_short_is_read_as_far_as_it_goes(full: Path, desk: Path) -> None:
    rows = full.read_bytes().splitlines(keepends=True)
    full.write_bytes(b"".join(rows[:-2]) + rows[-2][:20])
    assert len(opened(desk)[-1]) == 3


def test_compaction_outdates_it_and_closing_renews_it(full: Path, desk: Path, counted: list[int]) -> None:
    there = without(desk)
    with closing(TinyStore.open(desk)) as store:
        store.compact()
        assert opened(desk) == there
    counted.clear()
    assert opened(desk) == there
    assert counted == []


def test_who_only_looks_on_leaves_none(full: Path, desk: Path) -> None:
    (desk / SIDECAR).unlink()
    opened(desk)
    assert not (desk / SIDECAR).exists()


def test_a_desk_that_opens_fast_without_one_has_none(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    with closing(TinyStore.open(desk)) as store:
        worn(store)
    assert not (desk / SIDECAR).exists()


@pytest.mark.parametrize("growth", [0, 1, 100])
def test_a_large_journal_has_another_only_when_it_grew_by_a_sixteenth(growth: int) -> None:
    assert not sidecar.worth_writing(1_600, 1_500 + growth)
    assert sidecar.worth_writing(1_600, 1_499)


@pytest.mark.parametrize("call", ["open", "replace"])
def test_a_full_disk_leaves_the_desk_and_the_sidecar_before(
    full: Path, desk: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    early = (desk / SIDECAR).read_bytes()
    with closing(TinyStore.open(desk)) as store:
        decide(store)
        monkeypatch.setattr(Path, call, Failing(getattr(Path, call), errno.ENOSPC))
    monkeypatch.undo()
    assert (desk / SIDECAR).read_bytes() == early
    assert not list(desk.glob("*.new"))
    assert len(opened(desk)[-1]) == 6


def test_a_journal_that_a_person_wrote_into_has_none_and_is_read_whole(full: Path, desk: Path) -> None:
    (desk / SIDECAR).unlink()
    with full.open("ab") as file:
        file.write(sealed(b'{"sources": {"ap":{"id":"ap","title":"AP"}}}'))
    TinyStore.open(desk).close()
    assert not (desk / SIDECAR).exists()
    assert [one.id for one in opened(desk)[0]] == ["reuters", "ap"]


def test_a_table_of_nothing_moves_no_other(full: Path, desk: Path) -> None:
    (desk / SIDECAR).unlink()
    with full.open("ab") as file:
        file.write(sealed(b'{"rumours":{},"sources":{"ap":{"id":"ap","title":"AP"}},"looks":{}}'))
    TinyStore.open(desk).close()
    assert [one.id for one in opened(desk)[0]] == ["reuters", "ap"]
    assert opened(desk) == without(desk)


@pytest.mark.parametrize("shape", [b'{"id":9}', b'{"source":"reuters","id":"9","versions":[]}'])
def test_a_record_that_cannot_be_read_lets_the_desk_close(full: Path, desk: Path, shape: bytes) -> None:
    (desk / SIDECAR).unlink()
    with full.open("ab") as file:
        file.write(sealed(b'{"updates":{"reuters 9":%b}}' % shape))
    TinyStore.open(desk).close()
    assert not (desk / SIDECAR).exists()
    with closing(TinyStore.open(desk)) as store, pytest.raises(DeskDamaged, match="updates"):
        list(store.briefs())


def test_whatever_fails_in_writing_it_the_desk_is_let_go(
    full: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk / SIDECAR).unlink()
    store = TinyStore.open(desk)
    monkeypatch.setattr(sidecar, "write", Failing(sidecar.write, MemoryError()))
    with pytest.raises(MemoryError):
        store.close()
    TinyStore.open(desk).close()
    assert (desk / SIDECAR).exists()


def test_what_a_sidecar_knew_of_an_update_that_changed_since_is_not_told(full: Path, desk: Path) -> None:
    early = (desk / SIDECAR).read_bytes()
    with closing(TinyStore.open(desk)) as store:
        changed = replace(update("2"), incident="elsewhere")
        store.commit(Change(updates=(changed,)))
        assert list(store.briefs()) == [BriefUpdate.of(one) for one in store.updates()]
    (desk / SIDECAR).write_bytes(early)
    with closing(TinyStore.open(desk, read_only=True)) as store:
        assert [one.incident for one in store.briefs()] == [None, "elsewhere", None]


def test_a_sidecar_that_counts_other_briefs_than_documents_gives_the_documents_only(full: Path, desk: Path) -> None:
    there, known = without(desk), sidecar.read(full)
    assert known is not None
    briefs = Raw(msgspec.json.encode(there[4] * 2))
    sidecar.write(full, full.read_bytes(), known.superseded, {"updates": briefs})
    assert opened(desk) == there


def test_what_a_kill_left_of_a_sidecar_is_taken_away_and_leads_nowhere(full: Path, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    (desk / "desk.sidecar.new").symlink_to(tmp_path / "mine")
    (desk / SIDECAR).unlink()
    TinyStore.open(desk).close()
    assert not (desk / "desk.sidecar.new").is_symlink()
    assert not (desk / SIDECAR).is_symlink()
    assert (tmp_path / "mine").read_text() == "mine"


def test_what_is_superseded_is_remembered_though_it_could_not_be_compacted(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "_WORTH_COMPACTING", 0)
    monkeypatch.setattr(journal.Journal, "compact", Failing(journal.Journal.compact, *[DeskFull("full", "")] * 99))
    with closing(TinyStore.open(desk)) as store:
        worn(store)
    there = sidecar.read(desk / JOURNAL)
    assert there is not None
    (desk / SIDECAR).unlink()
    with closing(TinyStore.open(desk)) as store:
        assert store._journal._contents.superseded == there.superseded
