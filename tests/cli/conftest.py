"""A call of the command line in this process, and a desk in a folder with a conflict on it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from newsdesk.cli.app import run
from newsdesk.desk import Desk
from newsdesk.model import (
    Figure,
    Incident,
    Measure,
    Qualifier,
    Question,
    Reading,
    Source,
    Update,
    UpdateRef,
    Version,
    text_of,
)
from newsdesk.store import Change

NOON = datetime(2013, 1, 17, 12, tzinfo=UTC)
AP, REUTERS, RAIN = UpdateRef("ap", "ap-10"), UpdateRef("reuters", "reuters-20"), UpdateRef("reuters", "reuters-30")


class Called(NamedTuple):
    """What a call printed, and its exit code."""

    code: int
    out: str
    err: str


Call = Callable[..., Called]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run `newsdesk` with words as arguments; everything a person owns stands in a folder of the test."""
    monkeypatch.setenv("NEWSDESK_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("COLUMNS", raising=False)

    def called(*words: object) -> Called:
        capsys.readouterr()
        code = run([str(word) for word in words])
        return Called(code, *capsys.readouterr())

    return called


def escaped(words: str, number: int, body: str = "", source: str = "ap", minutes: int = 10) -> Update:
    """An update whose title says that workers escaped, read as such."""
    text, quote = text_of(words, body), words.split(" from", maxsplit=1)[0]
    figure = Figure(
        measure=Measure.ESCAPED,
        value=number,
        qualifier=Qualifier.EXACT,
        low=number,
        high=number,
        scope=("foreign",),
        quote=quote,
        start=0,
        end=len(quote),
    )
    start, part = text.find("half"), number // 2
    half = replace(figure, value=part, low=part, high=part, quote="half", start=start, end=start + 4)
    question = Question("half", half.start, half.end, (half,)) if "half" in text else None
    at = NOON + timedelta(minutes=minutes)
    version = Version(
        title=words,
        body=body,
        link=f"https://{source}.example/{minutes}",
        published=at,
        seen=at,
        at=at,
        reading=Reading((figure,), (question,) if question else ()),
    )
    return Update(source=source, id=f"{source}-{minutes}", versions=(version,), incident="siege")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk with two sources, one incident, a conflict of 20 against 25, and an update about rain."""
    place = tmp_path / "desk"
    rain = Version(title="Rain [/] \x1b", body="Heavy rain", seen=NOON, at=NOON + timedelta(minutes=30))
    with Desk.open(place) as desk:
        desk.store(
            Change(
                sources=(
                    Source(id="ap", title="AP", address="https://ap.example/rss"),
                    Source(id="reuters", title="Reuters"),
                ),
                incidents=(Incident(id="siege", title="Plant siege", country="DZ", started=NOON, watch=("plant",)),),
                updates=(
                    escaped("Twenty foreigners escaped from the plant", 20, "Some say half of them."),
                    escaped("25 foreigners escaped from the plant", 25, source="reuters", minutes=20),
                    Update(source="reuters", id="reuters-30", versions=(rain,)),
                ),
            )
        )
    return place
