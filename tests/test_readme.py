"""The README's words are run: every command of its console blocks, and what it says they print."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from newsdesk.desk import alerts, query
from newsdesk.settings.file import load

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


class Step(NamedTuple):
    """A command of the README with the lines it is said to print; "…" stands for any lines."""

    command: str
    printed: list[str]


def steps() -> list[Step]:
    found: list[Step] = []
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for row in block.splitlines():
            if row.startswith("$ "):
                found.append(Step(row[2:], []))
            else:
                found[-1].printed.append(row)
    return found


def pattern(printed: list[str]) -> str:
    """Lines as printed, whatever the widths of columns."""
    return "".join("(?:.*\n)*?" if row == "…" else " +".join(map(re.escape, row.split())) + " *\n" for row in printed)


def test_every_command_of_the_readme_prints_what_it_says(tmp_path: Path) -> None:
    assert len(steps()) >= 3
    (tmp_path / "sample_feeds").symlink_to(ROOT / "sample_feeds")
    here = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for step in steps():
        done = subprocess.run(
            ["sh", "-c", step.command],
            cwd=tmp_path,
            env={**os.environ, "PATH": here, "NEWSDESK_HOME": str(tmp_path), "COLUMNS": "240"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{step.command}\n{done.stderr}"
        assert re.fullmatch(pattern(step.printed), done.stdout), f"{step.command}\n{done.stdout}"


@pytest.mark.parametrize("block", re.findall(r"```toml\n(.*?)```", README, re.DOTALL))
def test_every_setting_of_the_readme_is_one(block: str, tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    place.write_text(block, "utf-8")
    loaded, faults = load(place)
    assert not faults
    alerts.check(loaded.alerts)
    assert all(query.parse(view) for view in loaded.views.values())


@pytest.mark.parametrize("target", re.findall(r"`make (\w+)`|^make (\w+)", README, re.MULTILINE))
def test_every_make_target_of_the_readme_is_there(target: tuple[str, str]) -> None:
    name = "".join(target)
    assert re.search(rf"^{name}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("path", re.findall(r"\]\(([^):]+)\)", README))
def test_everything_the_readme_links_to_is_there(path: str) -> None:
    assert (ROOT / path).is_file()
