"""The JSON that others build on, key by key."""

import json
from datetime import datetime, timedelta, timezone

import msgspec

from newsdesk.export import json_text, shapes
from newsdesk.model import Entry, Fault, Feed, Health, Incident, Outcome, Source, State, UpdateRef
from tests.export.records import AT, FIGURE, LEDGER, LINE, READING, TEXT, UPDATE

FIGURE_JSON = {
    "measure": "escaped",
    "value": 15,
    "qualifier": "at_least",
    "low": 15,
    "high": None,
    "scope": ["foreign", "worker"],
    "side": "victims",
    "counts": "whole",
    "modality": "asserted",
    "tense": "current",
    "change": "none",
    "chain": ["AFP"],
    "quote": "At least 15 foreign workers escaped",
    "start": 8,
    "end": 43,
    "mentions": [{"quote": "Fifteen got away", "start": 81, "end": 97}],
}


def read_back(shape: object) -> object:
    return json.loads(json_text(shape))


def test_a_figure_has_every_field_in_lower_case_words() -> None:
    assert read_back(shapes.figure(FIGURE)) == FIGURE_JSON


def test_a_document_has_its_id_its_figures_and_its_questions() -> None:
    shape = read_back(shapes.document("-", READING))
    assert isinstance(shape, dict)
    assert list(shape) == ["id", "figures", "questions"]
    assert shape["figures"] == [FIGURE_JSON]
    (question,) = shape["questions"]
    assert list(question) == ["quote", "start", "end", "readings"]
    assert TEXT[question["start"] : question["end"]] == question["quote"]
    assert list(question["readings"][0]) == list(FIGURE_JSON)


def test_an_inspected_feed_has_its_source_its_faults_and_its_updates() -> None:
    entry = Entry(id="tag:1", title="Escape", body=TEXT[8:], link="https://afp.example/1", author="A. F.", published=AT)
    feed = Feed(
        title="AFP", link="https://afp.example", kind="rss20", entries=(entry,), faults=(Fault("cut", "Cut off."),)
    )
    shape = read_back(shapes.inspected(feed, [READING], [TEXT]))
    assert isinstance(shape, dict)
    assert list(shape) == ["source", "faults", "updates"]
    assert shape["source"] == {"title": "AFP", "link": "https://afp.example", "kind": "rss20"}
    assert shape["faults"] == [{"code": "cut", "message": "Cut off.", "entry": None}]
    (update,) = shape["updates"]
    promised = ["id", "title", "link", "author", "published", "text", "figures"]
    assert list(update)[: len(promised)] == promised
    assert update["published"] == "2013-01-17T18:30:00Z"
    assert update["text"] == "Escape\n\n" + TEXT[8:]
    assert update["figures"] == [FIGURE_JSON]


def test_a_ledger_has_its_lines_their_origins_and_its_checks() -> None:
    shape = read_back(shapes.ledger(LEDGER))
    assert isinstance(shape, dict)
    assert list(shape) == ["incident", "as_of", "known_at", "lines", "checks"]
    assert (shape["incident"], shape["as_of"], shape["known_at"]) == ("in-amenas", "2013-01-17T18:30:00Z", None)
    (line,) = shape["lines"]
    origins, desk = line.pop("origins"), line.pop("desk")
    assert line == {
        "measure": "escaped",
        "scope": ["foreign"],
        "side": "victims",
        "verdict": "conflict",
        "low": 15,
        "high": None,
        "severity": 0.4,
        "reason": "20 and 25 share no number",
        "attention": "",
    }
    assert desk == {
        "value": 20,
        "low": 20,
        "high": 20,
        "rule": None,
        "by": "ada",
        "at": "2013-01-17T18:30:00Z",
        "reason": "AP stands by it",
        "follows": None,
    }
    assert origins[1] == {
        "origin": "ANI",
        "value": 15,
        "qualifier": "at_least",
        "low": 15,
        "high": None,
        "published": "2013-01-17T18:30:00Z",
        "first_said": "2013-01-17T18:30:00Z",
        "carriers": ["AFP"],
        "outlets": ["AFP", "IBTimes"],
        "quote": "At least 15 foreign workers escaped",
        "update": {"source": "ani", "id": "tag:1"},
        "status": "beside",
        "stale": False,
        "party": True,
        "grade": "B",
        "credibility": 4,
        "appraisal": None,
    }
    (check,) = shape["checks"]
    assert {"kind", "status", "low", "high", "premises", "reason"} <= set(check)
    assert (check["measure"], check["scope"], check["side"]) == ("held", ["foreign"], "victims")
    assert [list(premise) for premise in check["premises"]] == [list(origins[1])]


def test_a_line_without_a_desk_figure_says_null() -> None:
    assert shapes.line(msgspec.structs.replace(LINE, desk=None))["desk"] is None


def test_an_update_has_its_state_its_incident_and_its_versions() -> None:
    assert read_back(shapes.update(UPDATE, "1a2b3c4d", State.HELD, "in-amenas")) == {
        "update": "1a2b3c4d",
        "source": "afp",
        "id": "tag:1",
        "link": "https://afp.example/1",
        "state": "held",
        "incident": "in-amenas",
        "vanished": None,
        "copy_of": None,
        "versions": [
            {
                "title": "Escape",
                "text": TEXT,
                "published": "2013-01-17T18:30:00Z",
                "seen": "2013-01-17T18:30:00Z",
                "at": "2013-01-17T18:30:00Z",
                "unsure": False,
            }
        ],
    }


def test_an_incident_has_the_names_of_its_updates() -> None:
    incident = Incident(id="in-amenas", title="In Amenas", country="DZ", started=AT, watch=("amenas",))
    promised = {
        "id": "in-amenas",
        "title": "In Amenas",
        "status": "open",
        "started": "2013-01-17T18:30:00Z",
        "updates": [{"source": "afp", "id": "tag:1"}],
    }
    refs = [UpdateRef("afp", "tag:1")]
    assert read_back(shapes.incident(incident, refs)) == promised
    full = shapes.incident_in_full(incident, refs)
    assert promised.items() <= full.items()
    assert full["watch"] == ["amenas"]


def test_a_source_tells_how_it_went() -> None:
    health = Health(source="afp", outcome=Outcome.FAILED, message="timed out", failures=2)
    shape = shapes.source(Source(id="afp", title="AFP", address="https://afp.example/rss"), health)
    assert list(shape) == ["id", "title", "address", "link", "kind", "grade", "paused", "health"]
    assert shape["health"] == {
        "outcome": "failed",
        "message": "timed out",
        "checked": None,
        "succeeded": None,
        "failures": 2,
        "fresh": 0,
    }


def test_a_time_is_told_in_utc_to_the_second() -> None:
    summer = datetime(2024, 7, 1, 1, 2, 3, 999, tzinfo=timezone(timedelta(hours=2)))
    assert shapes.moment(summer) == "2024-06-30T23:02:03Z"
    assert shapes.moment(None) is None
