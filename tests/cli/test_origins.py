"""Origins are listed, merged, parted and graded, parties marked, and a rule followed, each act to be undone."""

from __future__ import annotations

import json
from csv import DictReader
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from newsdesk.cli.options import Format
from tests.cli.conftest import Call


@pytest.fixture
def do(call: Call, folder: Path) -> Any:
    """Run a command on the desk; it must work. Returns what it printed."""

    def done(*words: object) -> str:
        code, out, err = call(*words, "--desk", folder)
        assert (code, err) == (0, "")
        return out

    return done


def origins(do: Any) -> dict[str, Any]:
    return {one["origin"]: one for one in json.loads(do("origins", "list", "siege", "--format", "json"))}


def line(do: Any) -> dict[str, Any]:
    (only,) = json.loads(do("figures", "--format", "json"))["lines"]
    return dict(only)


def test_each_origin_is_listed_with_its_names_outlets_letter_and_party(do: Any) -> None:
    assert origins(do)["AP"] == {
        "origin": "AP",
        "names": ["AP"],
        "merged": [],
        "outlets": ["AP"],
        "grade": "F",
        "party": False,
        "lines": 1,
    }
    assert do("origins", "list").splitlines()[0].split() == (
        "origin letter party lines also named, and on what ground printed by".split()
    )
    assert do("origins", "list", "--format", "csv").startswith('"origin"')
    assert do("origins", "list", "--as-of", "2013-01-01") == "Nobody has said a figure yet.\n"


def test_a_merge_makes_two_origins_one_and_is_shown_and_undone(do: Any) -> None:
    assert do("origins", "merge", "reuters", "ap", "--reason", "Reuters quotes AP") == (
        "1: took Reuters for the voice of AP (siege). Take it back with: newsdesk undo\n"
    )
    merged = origins(do)
    assert list(merged) == ["AP"]
    assert (merged["AP"]["names"], merged["AP"]["outlets"]) == (["AP", "Reuters"], ["AP", "Reuters"])
    assert merged["AP"]["merged"] == [{"name": "Reuters", "ground": "editor"}]
    assert "AP is also: Reuters (an editor's word)\n" in do("figures", "--explain")
    assert (line(do)["verdict"], line(do)["low"]) == ("single", 25)
    do("undo")
    assert sorted(origins(do)) == ["AP", "Reuters"]


def test_a_merged_name_is_parted_again(do: Any) -> None:
    do("origins", "merge", "Reuters", "AP")
    do("origins", "part", "Reuters", "--reason", "they have their own man")
    assert sorted(origins(do)) == ["AP", "Reuters"]
    assert line(do)["verdict"] == "conflict"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("merge", "Reuter", "AP"), "There is no origin Reuter. Did you mean reuters?"),
        (("merge", "AP", "AP"), "AP and AP are one voice already, AP."),
        (("part", "AP"), "AP is a voice of its own already."),
        (("grade", "AP", "G"), "Invalid value for 'LETTER'"),
    ],
)
def test_what_cannot_be_merged_parted_or_graded_is_told(
    call: Call, folder: Path, words: tuple[str, ...], told: str
) -> None:
    code, _, err = call("origins", *words, "--desk", folder)
    assert code == 2
    assert told.replace(" ", "") in err.replace(" ", "").replace("\n", "")


def test_a_party_is_marked_by_any_of_its_names_or_before_it_speaks_and_unmarked(do: Any) -> None:
    assert do("parties", "list").startswith("No parties.")
    do("parties", "add", "the associated press")
    do("parties", "add", "Masked Brigade")
    assert json.loads(do("parties", "list", "--format", "json")) == [
        {"origin": "AP", "lines": 1},
        {"origin": "Masked Brigade", "lines": 0},
    ]
    assert (line(do)["verdict"], line(do)["low"]) == ("single", 25)
    do("parties", "remove", "AP")
    assert line(do)["verdict"] == "conflict"


def test_a_desk_figure_follows_the_greatest_authority(do: Any) -> None:
    do("origins", "grade", "AP", "B")
    told = do("desk", "set", "escaped foreign", "--rule", "greatest authority")
    assert told.startswith("2: set escaped · foreign (siege) to greatest authority, now 20.")
    desk = line(do)["desk"]
    assert (desk["value"], desk["rule"], desk["follows"]) == (20, "greatest authority", "AP")
    assert "20 (greatest authority: AP)" in do("figures")
    do("origins", "grade", "Reuters", "A")
    assert line(do)["desk"]["value"] == 25
    assert line(do)["attention"] == "greatest authority gave 20 when it was set, now 25 (Reuters)"


def test_a_desk_figure_says_what_it_rested_on_when_that_changes(do: Any) -> None:
    do("desk", "set", "escaped foreign", "20", "--reason", "AP stands by it")
    assert line(do)["attention"] == ""
    handle = json.loads(do("updates", "list", "--source", "ap", "--format", "json"))[0]["id"]
    do("triage", f"ap/{handle}", "hold")
    assert line(do)["attention"] == "rested on 20 (AP), which no longer stands"
    assert " 20! " in do("figures")
    (row,) = [one for one in DictReader(StringIO(do("figures", "--format", "csv"))) if one["origin"] == "Reuters"]
    assert row["desk_attention"] == "rested on 20 (AP), which no longer stands"
    assert "rested on 20 (AP), which no longer stands" in do("figures", "--explain")


@pytest.mark.parametrize("form", Format)
def test_lists_are_printed_in_every_format(do: Any, form: Format) -> None:
    do("parties", "add", "AP")
    assert "AP" in do("parties", "list", "--format", form.value)
    assert "AP" in do("origins", "list", "--format", form.value)


def killed(do: Any) -> None:
    """One more line, of everyone: half of those there."""
    handle = json.loads(do("updates", "list", "--source", "ap", "--format", "json"))[0]["id"]
    words = ("--measure", "escaped", "--number", "30", "--said-by", "Jane Smith")
    do("figure", "add", f"ap/{handle}", "half of them", *words)


def test_lines_are_chosen_by_their_verdicts(do: Any) -> None:
    killed(do)

    def scopes(*words: str) -> list[list[str]]:
        return [one["scope"] for one in json.loads(do("figures", "--format", "json", *words))["lines"]]

    assert scopes("--verdict", "conflict") == scopes("--conflicts") == [["foreign"]]
    assert scopes("--verdict", "single") == [[]]
    assert scopes("--verdict", "single", "--conflicts") == [["foreign"], []]


def test_a_verdict_that_is_none_is_told_with_those_there_are(call: Call, folder: Path) -> None:
    code, _, err = call("figures", "--verdict", "wrong", "--desk", folder)
    assert (code, "garbled" in err) == (2, True)


def test_what_moved_since_a_moment_is_told_up_to_the_moment_looked_at(do: Any) -> None:
    moved = json.loads(do("figures", "--since", "2013-01-17T12:15Z", "--format", "json"))
    assert [(one["what"], one["scope"], one["reason"][:9]) for one in moved] == [
        ("conflict begun", ["foreign"], "25 and 20"),
        ("new origin", ["foreign"], "Reuters s"),
    ]
    assert moved[1]["after"]["quote"] == "25 foreigners escaped"
    assert do("figures", "--since", "2013-01-17T12:12Z", "--as-of", "2013-01-17T12:15Z") == "Nothing moved.\n"


def test_who_moved_first_stands_first(do: Any) -> None:
    rows = json.loads(do("figures", "--first", "--format", "json"))
    assert [(one["place"], one["origin"], one["first_said"]) for one in rows] == [
        (1, "AP", "2013-01-17T12:10:00Z"),
        (2, "Reuters", "2013-01-17T12:20:00Z"),
    ]
    assert do("figures", "--first").splitlines()[2].split()[:6] == ["escaped", "·", "foreign", "1", "AP", "20"]


def test_explaining_prints_the_words_origins_carriers_and_times_of_every_verdict_and_its_kin(do: Any) -> None:
    killed(do)
    told = do("figures", "--explain")
    assert "not comparable: foreign ⊂ all" in told
    for printed in ("Twenty foreigners escaped", "25 foreigners escaped", "half of them"):
        assert printed in told
    (row,) = [row for row in told.splitlines() if row.startswith("Jane Smith")]
    assert row.split() == (
        "Jane Smith 30 2013-01-17T12:10Z 2013-01-17T12:10Z current AP AP 2c3e4037 half of them".split()
    )


def test_a_sources_letter_is_given_shown_and_undone(do: Any) -> None:
    assert do("sources", "grade", "Reuters", "B", "--reason", "right so far") == (
        "1: graded source reuters B. Take it back with: newsdesk undo\n"
    )
    letters = {one["id"]: one["grade"] for one in json.loads(do("sources", "list", "--format", "json"))}
    assert letters == {"ap": "F", "reuters": "B"}
    assert origins(do)["Reuters"]["grade"] == "B"
    do("undo")
    assert origins(do)["Reuters"]["grade"] == "F"


def test_a_credibility_digit_is_given_with_a_reason_and_taken_back(do: Any, call: Call, folder: Path) -> None:
    name = f"ap/{json.loads(do('updates', 'list', '--source', 'ap', '--format', 'json'))[0]['id']}"

    def ap() -> dict[str, Any]:
        return next(one for one in line(do)["origins"] if one["origin"] == "AP")

    assert (ap()["credibility"], ap()["appraisal"]) == (3, None)
    told = do("figure", "appraise", name, 1, 1, "--reason", "seen on camera")
    assert told.startswith("1: gave escaped 20 foreign in ")
    assert (ap()["credibility"], ap()["appraisal"]["reason"]) == (1, "seen on camera")
    do("figure", "appraise", name, 1, "-")
    assert (ap()["credibility"], ap()["appraisal"]) == (3, None)
    for wrong in ((name, 1, 1), (name, 1, 7, "--reason", "x"), (name, 1, "good", "--reason", "x")):
        assert call("figure", "appraise", *wrong, "--desk", folder).code == 2
    assert "123 is no credibility." in call("figure", "appraise", name, 1, 123, "--desk", folder).err
