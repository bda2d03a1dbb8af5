"""What an incident.toml may say, and how it is told that it is wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from newsdesk.errors import CallWrong
from newsdesk.incidents import load, opens
from newsdesk.model import Incident

WHOLE = """
id = "in-amenas"
title = "In Amenas gas plant siege"
country = "DZ"
place = "Tiguentourine"
started = 2013-01-16T05:00:00+01:00
ended = 2013-01-26
watch = ["in amenas", "algeria hostages"]
universal_roles = ["hostage", "worker"]
parties = ["ANI"]

[aliases]
"Algeria's interior ministry" = ["Daho Ould Kablia", "the interior minister"]
"""


def test_a_whole_file_is_read() -> None:
    assert load(WHOLE) == Incident(
        id="in-amenas",
        title="In Amenas gas plant siege",
        country="DZ",
        place="Tiguentourine",
        started=datetime(2013, 1, 16, 4, tzinfo=UTC),
        ended=datetime(2013, 1, 26, tzinfo=UTC),
        watch=("in amenas", "algeria hostages"),
        aliases={"Algeria's interior ministry": ("Daho Ould Kablia", "the interior minister")},
        universal=("hostage", "worker"),
        parties=("ANI",),
    )


def test_an_id_and_a_title_are_enough_and_a_time_without_offset_is_utc() -> None:
    assert load('id = "a"\ntitle = "A"') == Incident(id="a", title="A")
    assert load('id = "a"\ntitle = "A"\nstarted = 2013-01-16T05:00:00').started == datetime(2013, 1, 16, 5, tzinfo=UTC)
    assert date(2013, 1, 16) == load('id = "a"\ntitle = "A"\nstarted = 2013-01-16').started.date()  # type: ignore[union-attr]


def test_what_a_terminal_would_obey_is_gone_from_its_words() -> None:
    incident = load('id = "a"\ntitle = "A\\u001b[31mred\\u202e"\nwatch = ["qua\\u200bke"]')
    assert incident.title == "A[31mred"
    assert incident.watch == ("quake",)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ('title = "A"', "id"),
        ('id = "../a"\ntitle = "A"', "id"),
        ('id = 7\ntitle = "A"', "id"),
        ('id = "a"', "title"),
        ('id = "a"\ntitle = "A"\ncountry = "Algeria"', "country"),
        ('id = "a"\ntitle = "A"\nplace = 3', "place"),
        ('id = "a"\ntitle = "A"\nstarted = "yesterday"', "started"),
        ('id = "a"\ntitle = "A"\nstarted = 2013-01-16\nended = 2013-01-15', "ended"),
        ('id = "a"\ntitle = "A"\nwatch = "quake"', "watch"),
        ('id = "a"\ntitle = "A"\nwatch = ["quake", "—"]', "watch"),
        ('id = "a"\ntitle = "A"\naliases = ["b"]', "aliases"),
        ('id = "a"\ntitle = "A"\n[aliases]\nAP = "Associated Press"', "aliases.AP"),
        ('id = "a"\ntitle = "A"\nuniversal_roles = [3]', "universal_roles"),
        ('id = "a"\ntitle = "A"\nparties = [""]', "parties"),
        ('id = "a"\ntitle = "A"\ncolour = "red"', "colour"),
    ],
)
def test_a_wrong_key_is_named(content: str, key: str) -> None:
    with pytest.raises(CallWrong, match=f"file's {key} "):
        load(content)


def test_what_is_not_toml_is_said_to_be_so_with_its_line() -> None:
    with pytest.raises(CallWrong, match=r"not TOML.*line 1"):
        load("<html>")


@pytest.mark.parametrize(
    ("content", "moment"),
    [
        (WHOLE, datetime(2013, 1, 16, 4, tzinfo=UTC)),
        ("started = 2013-01-16\nopens = 2013-01-17T19:02:00Z", datetime(2013, 1, 17, 19, 2, tzinfo=UTC)),
        ("opens = 2013-01-17T19:02:00", datetime(2013, 1, 17, 19, 2, tzinfo=UTC)),
        ("opens = 2013-01-17", datetime(2013, 1, 17, tzinfo=UTC)),
    ],
)
def test_a_replay_opens_when_its_file_says_else_where_the_story_starts(content: str, moment: datetime) -> None:
    assert opens(content) == moment


@pytest.mark.parametrize("content", ["", 'opens = "2013-01-17"', "opens = 19:02:00", "open = 2013-01-17"])
def test_a_replay_that_nobody_can_tell_the_opening_of_is_told_so(content: str) -> None:
    with pytest.raises(CallWrong):
        opens(content)
