"""What `extract` is given becomes documents, in order, and what cannot be read becomes words in its place."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.cli.documents import Document, Told, decode, documents, read
from newsdesk.errors import NewsdeskError


def test_plain_text_is_one_document_with_its_text_as_given() -> None:
    words = "Two  dead.\r\n\r\n\x1b[31mThree\thurt.\n"
    assert list(documents("a/b.txt", words.encode())) == [Document("b.txt", words)]


@pytest.mark.parametrize("name", ["page.html", "page.HTM", "page", "-"])
def test_html_is_read_as_its_plain_text(name: str) -> None:
    body = b"<!DOCTYPE html><title>x</title><p>Two&nbsp;dead</p><script>5 dead</script><p>Three hurt"
    (document,) = documents(name, body)
    assert isinstance(document, Document)
    assert document.text == "Two dead\n\nThree hurt"


def test_json_lines_keep_their_ids_and_their_order() -> None:
    rows = [{"id": "b", "text": "1", "published": "2013-01-17"}, {"id": 7, "text": "2"}, {"text": "\u2028"}]
    body = "\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    assert list(documents("x.jsonl", body)) == [
        Document("b", "1", datetime(2013, 1, 17, tzinfo=UTC)),
        Document(7, "2"),
        Document("x.jsonl", "\u2028"),
    ]
    assert list(documents("-", body))[:1] == [Document("b", "1", datetime(2013, 1, 17, tzinfo=UTC))]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("{oops", "not JSON"),
        ("[1]", "not an object"),
        ('{"id": "a"}', "no text"),
        ('{"text": 5}', "no text"),
        ('{"text": "a", "id": []}', "id"),
        ('{"text": "a", "id": true}', "id"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(row: str, words: str) -> None:
    body = f'{{"id": 1, "text": "before"}}\n{row}\n{{"text": "after"}}\n'.encode()
    before, bad, after = documents("x.jsonl", body)
    assert isinstance(bad, NewsdeskError)
    assert "x.jsonl, line 2" in str(bad)
    assert words in str(bad)
    assert [before, after] == [Document(1, "before"), Document("x.jsonl", "after")]


@pytest.mark.parametrize(
    ("published", "at"),
    [
        ("2013-01-17T19:00Z", datetime(2013, 1, 17, 19, tzinfo=UTC)),
        ("2013-01-17T20:00:00+01:00", datetime(2013, 1, 17, 19, tzinfo=UTC)),
        ("2013-01-17T19:00", datetime(2013, 1, 17, 19, tzinfo=UTC)),
        ("2013-01-17", datetime(2013, 1, 17, tzinfo=UTC)),
        ("2013-03", datetime(2013, 3, 1, tzinfo=UTC)),
        ("2013", 2013),
        ("", None),
        (None, None),
    ],
)
def test_a_time_of_publication_may_be_as_coarse_as_a_year(published: str | None, at: datetime | int | None) -> None:
    (document,) = documents("x.jsonl", json.dumps({"text": "a", "published": published}).encode())
    assert document == Document("x.jsonl", "a", at)


@pytest.mark.parametrize("published", ["yesterday", 5, "9999-99", "0001-01-01T00:00+23:00", ["2013"]])
def test_a_text_whose_time_cannot_be_read_is_read_without_it_and_that_is_told(published: object) -> None:
    told, document = documents("x.jsonl", json.dumps({"text": "a", "published": published}).encode())
    assert isinstance(told, Told)
    assert "x.jsonl, line 1" in str(told)
    assert document == Document("x.jsonl", "a")


def test_an_empty_file_is_an_empty_document() -> None:
    assert list(documents("a.txt", b"")) == [Document("a.txt", "")]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"\xef\xbb\xbfcaf\xc3\xa9", "café"),
        (b"caf\xe9", "café"),
        ("café".encode("utf-16"), "café"),
        (b'<meta charset="iso-8859-5">\xb4', '<meta charset="iso-8859-5">Д'),
        (b'<meta charset="no-such">caf\xe9', '<meta charset="no-such">café'),
    ],
)
def test_bytes_are_decoded_as_the_web_has_them(body: bytes, words: str) -> None:
    assert decode(body) == words


@given(st.binary())
def test_no_bytes_make_it_raise(body: bytes) -> None:
    for name in ("a.txt", "a.jsonl", "a.html", "-"):
        for one in documents(name, body):
            assert isinstance(one, Document | NewsdeskError)


def test_what_is_no_text_and_what_cannot_be_opened_are_told_in_words(tmp_path: Path) -> None:
    (picture,) = documents("a.png", b"\x89PNG\0\0")
    (folder,) = read(str(tmp_path))
    assert "a.png is not text" in str(picture)
    assert "cannot be read" in str(folder)


def test_a_text_with_a_zero_in_it_is_read_as_given() -> None:
    assert list(documents("a.txt", b"Two\0dead")) == [Document("a.txt", "Two\0dead")]


def test_a_file_without_end_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsdesk.cli.documents.MOST_BYTES", 2_000_000)
    (endless,) = read("/dev/zero")
    assert str(endless) == "/dev/zero is larger than 2 MB. Give it in parts."


def test_ids_that_are_given_twice_and_ids_that_are_missing_are_told_and_the_lines_read() -> None:
    rows = [{"id": "a", "text": "1"}, {"id": "a", "text": "2"}, {"text": "3"}, {"text": "4"}]
    first, twice, second, third, fourth, missing = documents("x.jsonl", "\n".join(map(json.dumps, rows)).encode())
    assert [first, second] == [Document("a", "1"), Document("a", "2")]
    assert [third, fourth] == [Document("x.jsonl", "3"), Document("x.jsonl", "4")]
    assert "line 2: line 1 has the id a too" in str(twice)
    assert "2 lines have no id" in str(missing)


def test_standard_input_may_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    (told,) = read("-")
    assert str(told) == "Standard input is closed. Name a file."


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Two dead")))
    assert list(read("-")) == [Document("-", "Two dead")]
