"""The journal's file: what it looks like, what may be cut from it, and what is damage."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsdesk.desk_files import JOURNAL
from newsdesk.errors import DeskDamaged, DeskError
from newsdesk.store import Change, TinyStore, lines
from tests.store.acts import decide, decided, sealed
from tests.store.conftest import Opener
from tests.store.records import decision, source, update


def test_the_file_is_json_lines_behind_a_header_that_names_the_format(written: Path) -> None:
    rows = written.read_bytes().splitlines()
    assert rows[0].endswith(b' {"format":"newsdesk journal","version":1}')
    assert [row[9:].split(b",")[0] for row in rows[1:3]] == [
        b'{"decisions":{"1":{"id":1',
        b'{"decisions":{"2":{"id":2',
    ]


def test_one_commit_is_one_line_however_much_it_holds(desk: Path, open_desk: Opener) -> None:
    store = open_desk()
    store.commit(Change(sources=(source(),), updates=tuple(update(str(n), title="a\nb") for n in range(50))))
    store.close()
    assert len((desk / JOURNAL).read_bytes().splitlines()) == 2


def test_closing_gives_back_the_zeros_written_ahead(desk: Path, open_desk: Opener) -> None:
    store = open_desk()
    decide(store)
    assert b"}}}\n" + bytes(1000) in (desk / JOURNAL).read_bytes()
    store.close()
    assert (desk / JOURNAL).read_bytes().endswith(b"}}}\n")


def test_zeros_that_a_kill_left_are_cut_at_open(written: Path, desk: Path, open_desk: Opener) -> None:
    sound = written.read_bytes()
    written.write_bytes(sound + bytes(3_000_000))
    assert decided(desk) == 5
    open_desk().close()
    assert written.read_bytes() == sound


def test_a_last_line_cut_anywhere_costs_that_line_only(written: Path, desk: Path) -> None:
    sound = written.read_bytes()
    last = sound.rindex(b"\n", 0, -1) + 1
    for end in range(last, len(sound)):
        written.write_bytes(sound[:end] + bytes(700 * (end % 2)))
        with closing(TinyStore.open(desk)) as store:
            assert len(store.decisions()) == 4
            decide(store)
        assert written.read_bytes() == sound


@given(lost=st.sets(st.integers(0, 12), min_size=1))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_power_cut_that_loses_any_sectors_of_the_last_line_costs_that_line_only(
    written: Path, desk: Path, lost: set[int]
) -> None:
    before = written.read_bytes()
    with closing(TinyStore.open(desk)) as store:
        store.commit(Change(updates=tuple(update(str(n)) for n in range(25))))
    whole = written.read_bytes()
    after = bytearray(whole + bytes(4096))
    for sector in lost:
        start = len(before) + 512 * sector
        after[start : start + 512] = bytes(512)
    written.write_bytes(after)
    with closing(TinyStore.open(desk)) as store:
        assert len(store.updates()) == 0
        assert len(store.decisions()) == 5
    assert written.read_bytes() == before


def test_a_flipped_bit_anywhere_but_in_the_last_newline_is_named_and_nothing_is_changed(
    written: Path, desk: Path
) -> None:
    sound = written.read_bytes()
    for at in range(0, len(sound) - 1, 7):
        damaged = bytearray(sound)
        damaged[at] ^= 1
        written.write_bytes(damaged)
        number = sound.count(b"\n", 0, at) + 1
        said = f"Line {number} of .* is damaged" if number > 1 else "first line is damaged"
        for read_only in (False, True):
            with pytest.raises(DeskDamaged, match=said) as raised:
                TinyStore.open(desk, read_only=read_only)
            assert ("delete that line" if number > 1 else "move the file aside") in raised.value.hint
        assert written.read_bytes() == bytes(damaged)


def test_a_line_lost_to_zeros_in_the_middle_is_damage(written: Path, desk: Path) -> None:
    rows = written.read_bytes().splitlines(keepends=True)
    rows[3] = bytes(len(rows[3]))
    written.write_bytes(b"".join(rows))
    with pytest.raises(DeskDamaged, match="Line 4 "):
        TinyStore.open(desk)


def test_a_line_that_looks_torn_is_damage_before_any_sound_line_however_short(written: Path, desk: Path) -> None:
    content = written.read_bytes() + b"torn\0\n" + sealed(b"{}")
    written.write_bytes(content)
    with pytest.raises(DeskDamaged, match="Line 7 "):
        TinyStore.open(desk)
    assert written.read_bytes() == content


def test_after_the_damaged_line_is_taken_out_the_desk_goes_on(written: Path, desk: Path, open_desk: Opener) -> None:
    rows = written.read_bytes().splitlines(keepends=True)
    written.write_bytes(b"".join(rows[:3] + rows[4:]))
    store = open_desk()
    assert [found.id for found in store.decisions()] == [1, 2, 4, 5]
    store.commit(Change(decisions=(decision(6),)))
    assert [found.id for found in store.decisions()] == [1, 2, 4, 5, 6]


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (lines.header_line().replace(b'"version":1', b'"version":2'), "no newsdesk journal"),
        (bytes(4096), "no newsdesk journal"),
        (b'{"_default": {}}', "no newsdesk journal"),
        (sealed(b'{"format":"newsdesk journal","version":2}'), "newer newsdesk.*version 2.*version 1"),
        (sealed(b'{"format":"another journal","version":1}'), "no newsdesk journal"),
        (sealed(b"[]"), "no newsdesk journal"),
    ],
)
def test_a_file_that_is_not_ours_to_read_is_refused_and_left_alone(
    written: Path, desk: Path, first: bytes, said: str
) -> None:
    content = first + b"".join(written.read_bytes().splitlines(keepends=True)[1:])
    written.write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(DeskDamaged, match=said):
            TinyStore.open(desk, read_only=read_only)
    assert written.read_bytes() == content


def test_a_damaged_first_line_is_mended_with_that_of_another_desk(written: Path, open_desk: Opener) -> None:
    sound = written.read_bytes().splitlines(keepends=True)
    written.write_bytes(lines.header_line() + b"".join(sound[1:]))
    assert len(open_desk().decisions()) == 5


def test_an_empty_file_is_an_empty_desk_and_is_begun_anew(desk: Path, open_desk: Opener) -> None:
    desk.mkdir(parents=True)
    (desk / "desk.jsonl").touch()
    assert len(open_desk(read_only=True).decisions()) == 0
    assert (desk / "desk.jsonl").read_bytes() == b""
    decide(open_desk(), 2)
    assert len(open_desk(read_only=True).decisions()) == 2


def test_a_record_of_another_shape_is_damage_when_it_is_looked_at(written: Path, desk: Path) -> None:
    with written.open("ab") as file:
        file.write(sealed(b'{"sources":{"ap":{"id":"ap","title":7}}}'))
    with closing(TinyStore.open(desk, read_only=True)) as store, pytest.raises(DeskDamaged, match=r"sources.*title"):
        list(store.sources())


def test_tables_of_a_later_newsdesk_survive_compaction(written: Path, desk: Path, open_desk: Opener) -> None:
    later = sealed(b'{"rumours":{"1":{"words":"x"}}}')
    with written.open("ab") as file:
        file.write(later)
    store = open_desk()
    store.compact()
    store.close()
    assert later in written.read_bytes()


def test_there_is_no_desk_to_look_on_where_nobody_wrote_one(desk: Path) -> None:
    with pytest.raises(DeskError, match="no desk at"):
        TinyStore.open(desk, read_only=True)
    assert not desk.exists()


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DeskError, match="Not a directory"):
        TinyStore.open(tmp_path / "file" / "desk")


def test_a_journal_taken_away_takes_no_more_commits(desk: Path, open_desk: Opener) -> None:
    store = open_desk()
    decide(store)
    (desk / JOURNAL).rename(desk / "elsewhere")
    with pytest.raises(DeskDamaged, match="moved, replaced or deleted"):
        decide(store)
    assert len(store.decisions()) == 1
    (desk / "elsewhere").rename(desk / JOURNAL)
    decide(store)
    assert decided(desk) == 2
