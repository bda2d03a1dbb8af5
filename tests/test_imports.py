"""What a process really loads, and which room may know which: a slow start and a wrong import are failures."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("textual", "feedparser", "aiohttp", "tinydb", "listparser", "pebble", "rich.console", "pydantic")

LOADED = """
import json, sys
sys.argv = ["newsdesk", *{words!r}]
try:
    {statement}
except SystemExit as end:
    assert end.code in (0, None), end.code
sys.stderr.write(json.dumps(sorted(sys.modules)))
"""


def loaded(statement: str, *words: str, given: str = "") -> set[str]:
    """The names of the modules that a fresh process has loaded after a statement."""
    script = LOADED.format(words=words, statement=statement)
    done = subprocess.run(
        [sys.executable, "-c", script], input=given, capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


CALL = "from newsdesk.__main__ import main; main()"


@pytest.mark.parametrize(
    ("statement", "words", "light"),
    [
        ("import newsdesk", (), (*HEAVY, "typer", "msgspec", "newsdesk.model")),
        (CALL, ("--version",), (*HEAVY, "typer", "msgspec", "newsdesk.model", "newsdesk.cli")),
        (CALL, ("--help",), (*HEAVY, "selectolax", "asyncio", "newsdesk.figures.reader")),
        (
            CALL,
            ("extract", "--format", "json", "-"),
            (*HEAVY, "asyncio", "selectolax", "newsdesk.store", "newsdesk.desk", "newsdesk.ledger"),
        ),
        (
            CALL,
            ("updates", "list"),
            (
                "textual",
                "feedparser",
                "aiohttp",
                "listparser",
                "pebble",
                "asyncio",
                "selectolax",
                "newsdesk.cli.log",
                "newsdesk.figures.reader",
            ),
        ),
        (
            "import newsdesk.desk",
            (),
            ("textual", "feedparser", "aiohttp", "listparser", "pebble", "typer", "asyncio", "newsdesk.figures.reader"),
        ),
        ("import newsdesk.figures", (), (*HEAVY, "typer", "asyncio", "newsdesk.ledger", "newsdesk.desk")),
        ("import newsdesk.ledger", (), (*HEAVY, "typer", "asyncio", "newsdesk.store", "newsdesk.desk")),
        ("import newsdesk.export", (), (*HEAVY, "typer", "asyncio", "newsdesk.store", "newsdesk.desk")),
    ],
)
def test_a_process_loads_nothing_heavy_that_it_does_not_need(
    statement: str, words: tuple[str, ...], light: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NEWSDESK_HOME", str(tmp_path))
    names = loaded(statement, *words, given="Two people were killed.")
    assert sorted(names & set(light)) == []


def test_the_check_would_see_what_is_loaded() -> None:
    assert {"newsdesk.figures", "newsdesk.cli.extract"} <= loaded(CALL, "extract", "-", given="Two people were killed.")


def test_rooms_import_in_one_direction() -> None:
    """The contracts of pyproject.toml over the graph of imports, those within functions included."""
    pytest.importorskip("importlinter", reason="import-linter is not installed")
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout[-4000:]
