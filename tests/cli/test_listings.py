"""Every listing, in each format, on a desk with a conflict on it."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from newsdesk import text
from newsdesk.desk import Desk
from newsdesk.desk.names import handle
from newsdesk.export.sheets import LEDGER_HEADINGS
from newsdesk.model import State
from tests.cli.conftest import AP, RAIN, REUTERS, Call

LISTINGS = [
    ("sources", "list"),
    ("incidents", "list"),
    ("incidents", "show", "siege"),
    ("updates", "list"),
    ("updates", "show", "ap/ap-10"),
    ("figures",),
    ("figures", "--explain"),
    ("log",),
]


@pytest.fixture
def triaged(folder: Path) -> Path:
    """The desk after three decisions, one of them undone."""
    with Desk.open(folder, editor="ada") as desk:
        desk.triage(AP, State.ACCEPTED, "they were there")
        desk.triage(REUTERS, State.REJECTED)
        desk.undo()
        desk.note(AP, "called them")
    return folder


def json_of(call: Call, *words: object) -> Any:
    code, out, err = call(*words, "--format", "json")
    assert (code, err) == (0, "")
    return json.loads(out)


def csv_of(call: Call, *words: object) -> list[list[str]]:
    code, out, err = call(*words, "--format", "csv")
    assert (code, err) == (0, "")
    return list(csv.reader(io.StringIO(out, newline="")))


@pytest.mark.parametrize("words", LISTINGS)
def test_every_listing_is_a_table_json_and_csv_that_no_terminal_obeys(
    call: Call, triaged: Path, words: tuple[str, ...]
) -> None:
    for form in ("table", "json", "csv"):
        code, out, err = call(*words, "--desk", triaged, "--format", form)
        assert (code, err) == (0, "")
        assert text.clean(out) == out
        assert out.strip()


@pytest.mark.parametrize("words", LISTINGS)
@pytest.mark.parametrize("width", [60, 80, 132])
def test_tables_fit_the_terminal(
    call: Call, triaged: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    out = call(*words, "--desk", triaged).out
    tabled = out if "list" in words or words == ("figures",) else ""
    assert all(cell_len(row) <= width for row in tabled.splitlines())


def test_updates_are_listed_newest_first_and_by_every_condition(call: Call, triaged: Path) -> None:
    def ids(*words: object) -> list[str]:
        return [update["id"] for update in json_of(call, "updates", "list", "--desk", triaged, *words)]

    assert ids() == ["reuters-30", "reuters-20", "ap-10"]
    assert ids("--incident", "Plant siege") == ["reuters-20", "ap-10"]
    assert ids("--source", "AP") == ["ap-10"]
    assert ids("--state", "accepted") == ["ap-10"]
    assert ids("--find", "HEAVY rain") == ["reuters-30"]
    assert ids("--edited") == []
    refused = call("updates", "list", "--find", "source:nosuch", "--desk", triaged)
    assert (refused.code, "There is no source nosuch." in refused.err) == (2, True)


def test_an_update_is_promised_as_the_design_has_it(call: Call, triaged: Path) -> None:
    assert json_of(call, "updates", "list", "--source", "ap", "--desk", triaged) == [
        {
            "update": handle(AP),
            "source": "ap",
            "id": "ap-10",
            "link": "https://ap.example/10",
            "state": "accepted",
            "incident": "siege",
            "vanished": None,
            "copy_of": None,
            "versions": [
                {
                    "title": "Twenty foreigners escaped from the plant",
                    "text": "Twenty foreigners escaped from the plant\n\nSome say half of them.",
                    "published": "2013-01-17T12:10:00Z",
                    "seen": "2013-01-17T12:10:00Z",
                    "at": "2013-01-17T12:10:00Z",
                    "unsure": False,
                }
            ],
        }
    ]


def test_what_the_listing_prints_names_an_update_to_the_commands(call: Call, triaged: Path) -> None:
    for update in json_of(call, "updates", "list", "--desk", triaged):
        for name in (update["update"], update["id"], f"{update['source']}/{update['id']}"):
            assert json_of(call, "updates", "show", name, "--desk", triaged)["id"] == update["id"]


def test_an_incident_is_promised_as_the_design_has_it(call: Call, triaged: Path) -> None:
    assert json_of(call, "incidents", "list", "--desk", triaged) == [
        {
            "id": "siege",
            "title": "Plant siege",
            "status": "open",
            "started": "2013-01-17T12:00:00Z",
            "updates": [{"source": "reuters", "id": "reuters-20"}, {"source": "ap", "id": "ap-10"}],
        }
    ]


def test_figures_are_promised_as_the_design_has_them(call: Call, folder: Path) -> None:
    book = json_of(call, "figures", "--desk", folder, "--as-of", "2013-01-17T12:30Z")
    assert (book["incident"], book["as_of"], book["known_at"]) == ("siege", "2013-01-17T12:30:00Z", None)
    (line,) = book["lines"]
    assert {name: line[name] for name in ("measure", "scope", "side", "verdict", "low", "high", "desk")} == {
        "measure": "escaped",
        "scope": ["foreign"],
        "side": "victims",
        "verdict": "conflict",
        "low": 20,
        "high": 25,
        "desk": None,
    }
    assert line["severity"] > 0
    assert line["reason"]
    said = {origin["origin"]: origin for origin in line["origins"]}
    assert {name: origin["value"] for name, origin in said.items()} == {"AP": 20, "Reuters": 25}
    assert said["AP"]["quote"] == "Twenty foreigners escaped"
    assert said["AP"]["update"] == {"source": "ap", "id": "ap-10"}
    assert said["AP"]["published"] == "2013-01-17T12:10:00Z"
    assert said["AP"]["status"] == "current"


def test_figures_go_back_in_time_and_to_what_was_known(call: Call, folder: Path) -> None:
    def said(*words: object) -> list[str]:
        book = json_of(call, "figures", "--desk", folder, *words)
        return [origin["origin"] for line in book["lines"] for origin in line["origins"]]

    assert said("--as-of", "2013-01-17T12:15Z") == ["AP"]
    assert said("--as-of", "2013-01-17T12:05Z") == []
    assert sorted(said("--as-of", "2013-01-17")) == ["AP", "Reuters"]
    assert said("--as-of", "2013-01-17", "--known-at", "2013-01-17T13:15+01:00") == ["AP"]


def test_figures_can_be_narrowed(call: Call, folder: Path) -> None:
    def lines(*words: object) -> int:
        return len(json_of(call, "figures", "siege", "--desk", folder, "--as-of", "2013-01-17", *words)["lines"])

    assert lines("--measure", "escaped") == 1
    assert lines("--measure", "killed") == 0
    assert lines("--measure", "killed", "--measure", "escaped") == 1
    assert lines("--conflicts") == 1
    assert call("figures", "--desk", folder, "--measure", "killed").out.endswith("No figures.\n")


def test_checks_are_shown_with_the_lines_they_speak_of(call: Call, folder: Path) -> None:
    words = ("--desk", folder, "--as-of", "2013-01-17")
    added = ("figure", "add", handle(AP), "half of them", "--measure", "escaped", "--number", "10", "--desk", folder)
    assert call(*added).code == 0
    checks = json_of(call, "figures", *words)["checks"]
    assert {check["measure"] for check in checks} == {"escaped"}
    assert all({"kind", "status", "low", "high", "premises", "reason"} <= set(check) for check in checks)
    assert checks[0]["reason"] in call("figures", *words).out
    assert json_of(call, "figures", *words, "--measure", "killed")["checks"] == []


def test_the_table_of_figures_shows_the_conflict_and_explain_shows_the_words(call: Call, folder: Path) -> None:
    words = ("figures", "--desk", folder, "--as-of", "2013-01-17T12:30Z")
    out = call(*words).out
    for shown in (
        "Plant siege as of 2013-01-17T12:30Z",
        "escaped · foreign",
        "conflict",
        "20–25",
        "AP 20",
        "Reuters 25",
    ):
        assert shown in out
    explained = call(*words, "--explain").out
    for shown in ("Twenty foreigners escaped", "25 foreigners escaped", handle(AP), handle(REUTERS)):
        assert shown in explained


def test_figures_without_a_name_are_those_of_the_only_incident(call: Call, folder: Path) -> None:
    assert call("incidents", "new", "Flood", "--watch", "rain", "--desk", folder).code == 0
    code, _, err = call("figures", "--desk", folder)
    assert code == 2
    assert "siege" in err
    assert "flood" in err


def test_csv_of_figures_has_a_row_for_each_claim(call: Call, folder: Path) -> None:
    head, *rows = csv_of(call, "figures", "--desk", folder, "--as-of", "2013-01-17T12:30Z")
    assert head == LEDGER_HEADINGS
    claims = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(claim["origin"], claim["value"], claim["verdict"]) for claim in claims] == [
        ("Reuters", "25", "conflict"),
        ("AP", "20", "conflict"),
    ]


def test_csv_of_updates_makes_text_of_what_a_spreadsheet_would_run(call: Call, folder: Path) -> None:
    with Desk.open(folder) as desk:
        desk.note(RAIN, "x")
        desk.add_source("https://evil.example/", '=HYPERLINK("https://evil.example")')
    cells = [cell for row in csv_of(call, "sources", "list", "--desk", folder) for cell in row]
    assert '\'=HYPERLINK("https://evil.example")' in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_an_update_is_shown_with_its_versions_figures_questions_and_notes(call: Call, triaged: Path) -> None:
    out = call("updates", "show", handle(AP)[:5], "--desk", triaged).out
    for shown in (handle(AP), "accepted", "AP", "siege", "https://ap.example/10", "Version 1 of 1", "half of them"):
        assert shown in out
    for shown in ("Twenty foreigners escaped", "Open question: half", "Note by ada: called them"):
        assert shown in out
    shape = json_of(call, "updates", "show", handle(AP), "--desk", triaged)
    assert shape["id"] == "ap-10"
    assert [figure["value"] for figure in shape["figures"][0]] == [20]
    assert [question["quote"] for question in shape["questions"][0]] == ["half"]
    assert [note["text"] for note in shape["notes"]] == ["called them"]


def test_the_log_tells_every_act_and_what_was_undone(call: Call, triaged: Path) -> None:
    log = json_of(call, "log", "--desk", triaged)
    assert [(one["id"], one["words"], one["stands"]) for one in log] == [
        (1, f"accepted {handle(AP)}", True),
        (2, f"rejected {handle(REUTERS)}", False),
        (3, "undid 2", True),
        (4, f"noted on {handle(AP)}: called them", True),
    ]
    assert log[0]["by"] == "ada"
    assert log[0]["reason"] == "they were there"
    assert log[0]["act"] == {"type": "triage", "source": "ap", "update": "ap-10", "state": "accepted", "version": 0}


def test_an_undo_that_was_undone_is_a_redo(call: Call, triaged: Path) -> None:
    for word in ("undo", "redo"):
        assert call(word, "--desk", triaged).code == 0
    rows = [row.split() for row in call("log", "--desk", triaged).out.splitlines()[2:]]
    assert [(row[0], row[3], row[4:6]) for row in rows[3:]] == [
        ("4", "yes", ["noted", "on"]),
        ("5", "redone", ["undid", "4"]),
        ("6", "yes", ["redid", "4"]),
    ]


def test_sources_tell_how_they_went(call: Call, folder: Path) -> None:
    ap, reuters = json_of(call, "sources", "list", "--desk", folder)
    assert (ap["id"], ap["address"], ap["health"]["outcome"]) == ("ap", "https://ap.example/rss", "never")
    assert reuters["title"] == "Reuters"
