"""`newsdesk extract`: figures of any text, exactly quoted, in the order given."""

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from newsdesk import text
from newsdesk.cli.readings import allowed
from newsdesk.export.sheets import FLAT_FIGURE
from tests.cli.conftest import Call
from tests.export.records import FIGURE as FIGURE_RECORD

WORDS = "At least 15 foreign and 30 local workers escaped. AP has put the number of foreigners killed at 20.\n"
FIGURE = set(
    "measure value qualifier low high scope side counts modality tense change chain quote start end mentions".split()
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    place = tmp_path / "article.txt"
    place.write_text(WORDS, "utf-8")
    return place


def documents(out: str) -> list[Any]:
    return [json.loads(row) for row in out.splitlines()]


def test_json_lines_have_the_promised_shape_and_exact_quotes(call: Call, article: Path) -> None:
    code, out, err = call("extract", "--format", "json", article)
    assert (code, err) == (0, "")
    (document,) = documents(out)
    assert list(document) == ["id", "figures", "questions"]
    assert document["id"] == "article.txt"
    assert [(one["measure"], one["value"], one["qualifier"]) for one in document["figures"]] == [
        ("escaped", 15, "at_least"),
        ("escaped", 30, "at_least"),
        ("killed", 20, "exact"),
    ]
    assert document["figures"][2]["chain"] == ["AP"]
    for figure in document["figures"]:
        assert set(figure) == FIGURE
        assert WORDS[figure["start"] : figure["end"]] == figure["quote"]


def test_documents_come_in_the_order_given_and_a_bad_line_stops_none(call: Call, article: Path, tmp_path: Path) -> None:
    lines = tmp_path / "wire.jsonl"
    lines.write_text(
        '{"id": "b", "text": "Two people were killed."}\n{oops\n{"id": 9, "text": "Three people were hurt."}\n'
    )
    code, out, err = call("extract", "--format", "json", article, lines, article)
    assert code == 1
    assert [document["id"] for document in documents(out)] == ["article.txt", "b", 9, "article.txt"]
    assert [len(document["figures"]) for document in documents(out)[1:3]] == [1, 1]
    assert "wire.jsonl, line 2" in err
    assert "Traceback" not in err


def test_standard_input_is_read_where_no_file_is_named(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    for names in ((), ("-",)):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(WORDS.encode())))
        (document,) = documents(call("extract", "--format", "json", *names).out)
        assert document["id"] == "-"
        assert len(document["figures"]) == 3


def test_offsets_of_html_count_in_its_plain_text(call: Call, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><h1>Siege</h1><p>At least&nbsp;15 foreigners<br>were <b>killed</b>.</p></body></html>")
    (document,) = documents(call("extract", "--format", "json", page).out)
    plain = text.plain(page.read_text())
    (figure,) = document["figures"]
    assert (figure["measure"], figure["value"]) == ("killed", 15)
    assert plain[figure["start"] : figure["end"]] == figure["quote"]
    assert document["text"] == plain


def test_hostile_text_keeps_its_offsets_and_reaches_no_terminal(call: Call, tmp_path: Path) -> None:
    words = "\x1b]0;owned\x07 At least 15\x9b31m foreigners were killed \u202eneila\u202c. Three\r\npeople were hurt.\n"
    place = tmp_path / "hostile.txt"
    place.write_bytes(words.encode())
    for form in ("json", "csv", "table"):
        out = call("extract", "--format", form, place).out
        assert text.clean(out) == out
    (document,) = documents(call("extract", "--format", "json", place).out)
    for figure in document["figures"]:
        assert words[figure["start"] : figure["end"]] == figure["quote"]


def test_signs_that_cannot_be_seen_part_no_word_and_count_in_the_offsets(call: Call, tmp_path: Path) -> None:
    words = "Eleven peo\u200bple were evac\u00aduated. \0 At least\r\n1\u200b5 foreigners were\x07 killed.\n"
    place = tmp_path / "unseen.txt"
    place.write_bytes(words.encode())
    (document,) = documents(call("extract", "--format", "json", place).out)
    assert [(one["measure"], one["value"], one["qualifier"]) for one in document["figures"]] == [
        ("evacuated", 11, "exact"),
        ("killed", 15, "at_least"),
    ]
    for figure in document["figures"]:
        assert words[figure["start"] : figure["end"]] == figure["quote"]
    assert "peo\u200bple" in document["figures"][0]["quote"]


def test_a_hyphen_that_breaks_no_line_parts_no_number_and_is_quoted_as_printed(call: Call, tmp_path: Path) -> None:
    words = "Twenty\u2011two people were killed."
    place = tmp_path / "hyphen.txt"
    place.write_text(words)
    (document,) = documents(call("extract", "--format", "json", place).out)
    assert [(one["value"], one["quote"]) for one in document["figures"]] == [(22, words[:-1])]


def test_csv_has_a_row_for_each_figure_under_one_heading(call: Call, article: Path) -> None:
    head, *rows = csv.reader(io.StringIO(call("extract", "--format", "csv", article, article).out, newline=""))
    assert head == ["id", *FLAT_FIGURE]
    assert len(rows) == 6
    first = dict(zip(head, rows[0], strict=True))
    assert (first["id"], first["value"], first["low"], first["high"]) == ("article.txt", "15", "15", "")


def test_the_table_shows_number_scope_voice_and_words(call: Call, article: Path) -> None:
    out = call("extract", article).out
    for shown in ("≥15", "foreign workers", "local workers", "AP", "30 local workers escaped"):
        assert shown in out


def test_explain_shows_every_field_and_the_words_in_their_place(call: Call, article: Path) -> None:
    out = call("extract", "--explain", article).out
    for shown in (
        "escaped ≥15 foreign workers · victims · whole · asserted · current",
        "allows 15 and up · nobody is named",
        "workers escaped]. AP has put",
        "killed 20",
        "allows 20 only · said by AP",
    ):
        assert shown in out
    assert call("extract", "--explain", "--format", "json", article).code == 2


def test_explain_names_the_words_that_gave_each_field_and_the_rows_they_matched(call: Call, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("At least 12 for\u200beign workers were feared dead, AP said.", "utf-8")
    out = call("extract", "--explain", tmp_path / "a.txt").out
    told = "number from “At least 12” · measure from “dead” · scope from “foreign”, “workers” · voice from “AP said”"
    assert told in out
    assert "tense from “feared”" in out
    assert "lexicon: at least: at_least; dead: killed" in out


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (15, None, "15 and up"),
        (0, 40, "0 to 40"),
        (None, 40, "up to 40"),
        (20, 20, "20 only"),
        (None, None, "any number"),
    ],
)
def test_an_interval_is_told_in_words(low: int | None, high: int | None, words: str) -> None:
    assert allowed(msgspec.structs.replace(FIGURE_RECORD, low=low, high=high)) == words


def test_a_text_without_figures_is_an_empty_document(call: Call, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert documents(call("extract", "--format", "json", tmp_path / "empty.txt").out) == [
        {"id": "empty.txt", "figures": [], "questions": []}
    ]
    assert "No figures." in call("extract", tmp_path / "empty.txt").out


def test_what_cannot_be_read_is_told_and_the_others_go_on(call: Call, article: Path, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\0\0")
    code, out, err = call("extract", "--format", "json", tmp_path / "picture.png", tmp_path, article)
    assert code == 1
    assert [document["id"] for document in documents(out)] == ["article.txt"]
    assert "picture.png is not text" in err
    assert "cannot be read" in err


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(call: Call, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    code, out, _ = call("extract", pipe, "--format", "json")
    assert code == 0
    assert [json.loads(row)["figures"] for row in out.splitlines()] == [[]]


def test_a_pipe_that_another_program_fills_is_read_to_its_end(call: Call) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"Two people were killed.")
    os.close(writing)
    code, out, _ = call("extract", f"/dev/fd/{reading}", "--format", "json")
    os.close(reading)
    assert code == 0
    assert [figure["value"] for figure in json.loads(out)["figures"]] == [2]
