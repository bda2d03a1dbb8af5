"""What an editor does from the command line stands on the desk, and can be taken back."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from newsdesk.decisions import OneAct
from newsdesk.desk import Desk
from newsdesk.desk.names import handle
from newsdesk.model import LineKey, Measure, Qualifier, State
from tests.cli.conftest import AP, RAIN, REUTERS, Call


@pytest.fixture
def do(call: Call, folder: Path) -> Any:
    """A call on the desk that must succeed; gives what it printed."""

    def done(*words: object) -> str:
        code, out, err = call(*words, "--desk", folder)
        assert (code, err) == (0, "")
        return out

    return done


@pytest.mark.parametrize(
    ("verb", "state"),
    [("accept", State.ACCEPTED), ("hold", State.HELD), ("reject", State.REJECTED)],
)
def test_triage_puts_an_update_into_a_state(do: Any, folder: Path, verb: str, state: State) -> None:
    do("triage", handle(AP), verb, "--reason", "a \x1b[31m reason")
    with Desk.open(folder, read_only=True) as desk:
        assert desk.state(AP) is state
        assert desk.log()[-1].reason == "a [31m reason"
    do("triage", handle(AP), "new")
    with Desk.open(folder, read_only=True) as desk:
        assert desk.state(AP) is State.NEW


def test_undo_and_redo_take_the_last_act_back_and_put_it_again(do: Any, call: Call, folder: Path) -> None:
    do("triage", handle(AP), "hold")
    assert f"1: held {handle(AP)}" in do("undo")
    assert [update["state"] for update in listed(do)] == ["new", "new", "new"]
    assert f"1: held {handle(AP)}" in do("redo")
    assert [update["state"] for update in listed(do)] == ["new", "new", "held"]
    do("undo")
    for word in ("undo", "redo", "redo"):
        code, out, err = call(word, "--desk", folder)
        if code:
            assert (code, out) == (1, "")
            assert "nothing to" in err
    assert call("undo", "--desk", folder).code in (0, 1)


def listed(do: Any, *words: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(do("updates", "list", "--format", "json", *words))
    return found


def test_an_update_moves_into_an_incident_and_out_of_all(do: Any, call: Call, folder: Path) -> None:
    do("move", handle(RAIN), "Plant siege")
    assert len(listed(do, "--incident", "siege")) == 3
    do("move", handle(RAIN), "--out")
    assert len(listed(do, "--incident", "siege")) == 2
    assert call("move", handle(RAIN), "--desk", folder).code == 2
    assert call("move", handle(RAIN), "siege", "--out", "--desk", folder).code == 2


def test_a_note_is_kept_and_an_empty_one_refused(do: Any, call: Call, folder: Path) -> None:
    do("note", handle(AP), "called", "them")
    assert "called them" in do("updates", "show", handle(AP))
    assert call("note", handle(AP), " ", "--desk", folder).code == 2


def figures(do: Any) -> list[dict[str, Any]]:
    shape = json.loads(do("updates", "show", handle(AP), "--format", "json"))
    found: list[dict[str, Any]] = shape["figures"][-1]
    return found


def test_a_figure_is_added_on_words_that_stand_in_the_update(do: Any, call: Call, folder: Path) -> None:
    words = ("figure", "add", handle(AP), "half of them", "--measure", "escaped", "--number", "about 10")
    do(*words, "--scope", "GB", "--scope", "worker", "--counts", "part", "--said-by", "AP", "--said-by", "a minister")
    added = figures(do)[-1]
    assert (added["value"], added["qualifier"], added["low"], added["high"]) == (10, "about", 9, 11)
    assert (added["scope"], added["counts"], added["chain"]) == (["GB", "worker"], "part", ["AP", "a minister"])
    with Desk.open(folder, read_only=True) as desk:
        text = desk.update(AP).latest.text
    assert text[added["start"] : added["end"]] == added["quote"] == "half of them"
    for quote in ("no such words", "a", ""):
        refused = call("figure", "add", handle(AP), quote, "--measure", "killed", "--number", "1", "--desk", folder)
        assert refused.code == 2


@pytest.mark.parametrize("word", ["\x1b[31mxx", "Xx", "american", "workers and", "5"])
def test_a_scope_is_of_the_words_of_figures_or_a_place(do: Any, call: Call, folder: Path, word: str) -> None:
    words = ("figure", "add", handle(AP), "half of them", "--measure", "escaped", "--number", "10", "--scope")
    refused = call(*words, word, "--desk", folder)
    assert refused.code == 2
    assert "no word for who" in refused.err
    do(*words, "worker", "--scope", "Ain Amenas", "--scope", "GB", "--scope", "GB")
    assert figures(do)[-1]["scope"] == ["worker", "Ain Amenas", "GB"]


def test_the_same_figure_is_added_only_once(do: Any, call: Call, folder: Path) -> None:
    words = ("figure", "add", handle(AP), "half of them", "--measure", "escaped", "--number")
    do(*words, "10")
    assert "has that figure already" in call(*words, "10", "--desk", folder).err
    do(*words, "11")


def test_a_figure_is_corrected_where_it_is_named_and_keeps_the_rest(do: Any, call: Call, folder: Path) -> None:
    before = figures(do)[0]
    do("figure", "correct", handle(AP), 1, "--number", ">=22", "--said-by", "AP")
    after = figures(do)[0]
    changed = {"value": 22, "qualifier": "at_least", "low": 22, "high": None, "chain": ["AP"]}
    assert after == before | changed
    do("figure", "correct", handle(AP), 1, "--scope", "-", "--said-by", "-")
    assert figures(do)[0] == before | changed | {"chain": [], "scope": []}
    do("undo")
    do("undo")
    assert figures(do)[0] == before
    assert call("figure", "correct", handle(AP), 1, "--desk", folder).code == 2
    assert call("figure", "correct", handle(AP), 2, "--number", "5", "--desk", folder).code == 2


def test_a_struck_figure_keeps_its_number_and_is_struck_only_once(do: Any, call: Call, folder: Path) -> None:
    do("figure", "add", handle(AP), "half of them", "--measure", "escaped", "--number", "10")
    said = do("figure", "strike", handle(AP), 1, "--reason", "not about this")
    assert "“Twenty foreigners escaped”" in said
    assert [(one["number"], one["quote"]) for one in figures(do)] == [(2, "half of them")]
    for words in (("strike", handle(AP), 1), ("correct", handle(AP), 1, "--number", "5")):
        refused = call("figure", *words, "--desk", folder)
        assert refused.code == 2
        assert "struck already: “Twenty foreigners escaped”" in refused.err
    shown = do("updates", "show", handle(AP))
    assert ["struck" in row for row in shown.splitlines() if "escaped" in row and row.strip()[:1] in "12"] == [
        True,
        False,
    ]
    do("figure", "correct", handle(AP), 2, "--number", "11")
    assert [(one["number"], one["value"]) for one in figures(do)] == [(2, 11)]
    do("figure", "strike", handle(AP), 2)
    assert figures(do) == []
    assert "struck already" in call("figure", "strike", handle(AP), 2, "--desk", folder).err
    do("undo")
    assert [(one["number"], one["value"]) for one in figures(do)] == [(2, 11)]
    assert "It has 2." in call("figure", "strike", handle(AP), 3, "--desk", folder).err


def test_the_desk_runs_with_a_number_and_then_with_none(do: Any, folder: Path) -> None:
    do("desk", "set", "escaped foreign", "≥20", "--reason", "AP stands by it")
    (line,) = json.loads(do("figures", "--format", "json"))["lines"]
    assert {name: line["desk"][name] for name in ("value", "low", "high", "rule", "reason")} == {
        "value": 20,
        "low": 20,
        "high": None,
        "rule": None,
        "reason": "AP stands by it",
    }
    assert "≥20" in do("figures")
    do("desk", "clear", "escaped")
    assert json.loads(do("figures", "--format", "json"))["lines"][0]["desk"] is None
    with Desk.open(folder, read_only=True) as desk:
        assert {getattr(one.act, "line", None) for one in desk.log()} == {LineKey(Measure.ESCAPED, ("foreign",))}


def test_a_line_is_named_by_its_words_in_any_order(do: Any, call: Call, folder: Path) -> None:
    printed = do("copy", "escaped · foreign", "--as-of", "2013-01-17")
    assert "20" in printed
    assert "25" in printed
    assert do("copy", "foreign escaped", "--as-of", "2013-01-17") == printed
    assert call("copy", "", "--desk", folder).code == 2
    assert Qualifier.EXACT.value not in printed


def test_incidents_are_opened_and_take_what_their_words_lead_to(do: Any, call: Call, folder: Path) -> None:
    words = ("incidents", "new", "Flood in Tana", "--watch", "heavy rain", "--country", "mg", "--started", "2013-01-16")
    assert "flood-in-tana; 1 update so far" in do(*words)
    shape = json.loads(do("incidents", "show", "flood-in-tana", "--format", "json"))
    assert shape["updates"] == [{"source": "reuters", "id": "reuters-30"}]
    assert (shape["country"], shape["started"], shape["watch"]) == ("MG", "2013-01-16T00:00:00Z", ["heavy rain"])
    assert call(*words, "--desk", folder).code == 2
    assert call("incidents", "new", "Fire", "--country", "Algeria", "--desk", folder).code == 2


def test_sources_are_added_and_removed_and_what_they_said_stays(do: Any, call: Call, folder: Path) -> None:
    assert "Added bbc.example as bbc.example" in do("sources", "add", "https://www.bbc.example/rss")
    assert call("sources", "add", "https://www.bbc.example/rss", "--desk", folder).code == 2
    do("sources", "remove", "Reuters")
    assert [one["id"] for one in json.loads(do("sources", "list", "--format", "json"))] == ["ap", "bbc.example"]
    assert len(listed(do)) == 3
    assert REUTERS.id in {update["id"] for update in listed(do)}
    assert len(listed(do, "--source", "Reuters")) == 2
    assert "Reuters" in do("updates", "show", handle(REUTERS)).splitlines()[0]
    do("sources", "restore", "reuters")
    assert "reuters" in {one["id"] for one in json.loads(do("sources", "list", "--format", "json"))}
    for name in ("reuters", "nobody"):
        assert call("sources", "restore", name, "--desk", folder).code == 2


def test_the_country_of_an_incident_is_told_once(do: Any) -> None:
    do("incidents", "new", "Flood", "--country", "MG", "--place", "Tana, Madagascar")
    do("incidents", "new", "Fire", "--country", "MG", "--place", "Tana")
    for name in ("Flood", "Fire"):
        assert do("incidents", "show", name).count("Tana, Madagascar") == 1
        assert "Madagascar, Madagascar" not in do("incidents", "show", name)


def test_a_story_is_split_off_renamed_closed_and_merged_in_words(do: Any) -> None:
    told = do("incidents", "split", "Road block", handle(REUTERS))
    assert told.startswith(f"1: opened Road block as road-block and moved {handle(REUTERS)} to road-block.")
    assert do("incidents", "describe", "road-block", "--title", "Roadblock", "--everybody", "miners").startswith(
        "2: described road-block: Roadblock; Algeria; all of them miners; watches for road block."
    )
    assert do("incidents", "close", "road-block").startswith("3: marked road-block as closed.")
    assert do("incidents", "mark", "road-block", "open").startswith("4: marked road-block as open.")
    assert do("incidents", "merge", "road-block", "siege") == (
        "5: took road-block for part of siege. Take it back with: newsdesk undo\n"
    )
    assert [one["id"] for one in json.loads(do("incidents", "list", "--format", "json"))] == ["siege"]


def test_an_update_is_starred_and_the_star_taken_away(do: Any) -> None:
    assert do("star", handle(AP)).startswith(f"1: starred {handle(AP)}.")
    assert do("star", handle(AP), "--off").startswith(f"2: took the star from {handle(AP)}.")


def test_a_story_is_reopened_and_the_removal_of_a_source_undone(do: Any) -> None:
    do("incidents", "close", "siege")
    assert "marked siege as open" in do("incidents", "reopen", "siege")
    assert "removed source reuters" in do("sources", "remove", "Reuters")
    do("undo")
    assert [one["id"] for one in json.loads(do("sources", "list", "--format", "json"))] == ["ap", "reuters"]


def suggested(do: Any, call: Call, folder: Path, tmp_path: Path) -> tuple[dict[str, Any], list[str]]:
    """A suggestion, and the titles of its updates."""
    titles = ["Ferry Sewol sinks off Jindo, 2 dead", "Divers search ferry Sewol off Jindo for 290 missing"]
    items = "".join(f"<item><title>{title}</title><guid>{number}</guid></item>" for number, title in enumerate(titles))
    saved = tmp_path / "wire.xml"
    saved.write_text(f"<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>")
    assert call("review", saved, "--no-screen", "--desk", folder).code == 0
    (found,) = json.loads(do("incidents", "suggestions", "--format", "json"))
    return found, titles


def test_suggestions_are_listed_accepted_and_dismissed(do: Any, call: Call, folder: Path, tmp_path: Path) -> None:
    found, titles = suggested(do, call, folder, tmp_path)
    assert (found["title"], found["place"], len(found["updates"])) == (titles[0], "Jindo", 2)
    assert found["title"] in do("incidents", "suggestions")
    name = found["id"].lstrip("~")
    assert "dismissed the suggestion" in do("incidents", "dismiss", name)
    assert "No suggestions" in do("incidents", "suggestions")
    do("undo")
    assert "opened Sewol as sewol and moved 2 updates" in do("incidents", "accept", name, "--title", "Sewol")
    assert call("incidents", "accept", name, "--desk", folder).code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("incidents", "accept", "zzz"),
        ("incidents", "dismiss", "zzz"),
        ("incidents", "close", "zzz"),
        ("sources", "pause", "zzz"),
        ("sources", "restore", "zzz"),
        ("origins", "grade", "zzz", "B"),
        ("updates", "show", "zzz"),
    ],
    ids=" ".join,
)
def test_what_is_not_there_is_told_with_the_command_that_lists_what_is(
    do: Any, call: Call, folder: Path, words: tuple[str, ...]
) -> None:
    refused = call(*words, "--desk", folder)
    assert refused.code == 2
    do(*refused.err.partition(": newsdesk ")[2].split())


def test_an_open_question_is_listed_settled_and_open_again(do: Any, call: Call, folder: Path) -> None:
    (asked,) = json.loads(do("questions", "list", "siege", "--format", "json"))
    assert asked["quote"] == "half"
    assert "1 escaped" in do("questions", "list")
    for wrong in (["9"], ["0010"], ["1" * 5000], ["²"], ["one"], ["1", "--open", "2"]):
        assert call("questions", "settle", asked["update"], *wrong, "--desk", folder).code == 2
    assert "settled “half”" in do("questions", "settle", asked["update"], "none")
    assert "No open questions." in do("questions", "list")
    assert json.loads(do("updates", "show", asked["update"], "--format", "json"))["questions"] == [[]]
    do("undo")
    assert "added escaped" in do("questions", "settle", asked["update"], "1", "--reason", "read again")
    assert call("questions", "settle", asked["update"], "1", "--desk", folder).code == 2


ONE_OF_EACH = (
    ("triage", handle(AP), "accept"),
    ("move", handle(RAIN), "siege"),
    ("note", handle(AP), "called them"),
    ("star", handle(AP)),
    ("updates", "own", handle(AP)),
    ("questions", "settle", handle(AP), "none"),
    ("figure", "add", handle(AP), "half of them", "--measure", "escaped", "--number", "10"),
    ("figure", "correct", handle(AP), 1, "--number", "22"),
    ("figure", "appraise", handle(AP), 1, 2, "--reason", "seen"),
    ("desk", "set", "escaped foreign", "22", "--reason", "AP stands by it"),
    ("origins", "merge", "Reuters", "AP"),
    ("origins", "part", "Reuters"),
    ("origins", "grade", "AP", "B"),
    ("parties", "add", "AP"),
    ("figure", "strike", handle(AP), 1),
    ("sources", "grade", "AP", "B"),
    ("sources", "pause", "AP"),
    ("sources", "rename", "AP", "The AP"),
    ("sources", "remove", "Reuters"),
    ("incidents", "new", "Flood", "--watch", "hail"),
    ("incidents", "describe", "flood", "--title", "The flood"),
    ("incidents", "mark", "flood", "quiet"),
    ("incidents", "merge", "flood", "siege"),
)


def test_every_kind_of_decision_has_its_command(do: Any, call: Call, folder: Path, tmp_path: Path) -> None:
    for words in ONE_OF_EACH:
        do(*words)
    do("incidents", "dismiss", suggested(do, call, folder, tmp_path)[0]["id"].lstrip("~"))
    with Desk.open(folder, read_only=True) as desk:
        assert {type(act) for decision in desk.log() for act in decision.acts} == set(get_args(OneAct))
