"""What is installed carries its styles and its samples, in whatever way it came to be installed."""

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from newsdesk import __version__

pytestmark = pytest.mark.package
pytest.importorskip("build", reason="build is not installed: pip install -e '.[dev]'")
pytest.importorskip("hatchling", reason="hatchling is not installed: pip install -e '.[dev]'")

ROOT = Path(__file__).resolve().parents[1]
OURS = sysconfig.get_path("purelib")
CARRIED = [
    path.relative_to(ROOT).as_posix()
    for name in ("styles", "sample_feeds")
    for path in sorted((ROOT / name).rglob("*"))
    if path.is_file() and not any(part.startswith(".") for part in path.parts)
]
FIND = """
import json
from newsdesk import resources
styles = sorted(path.stem for path in resources.folder("styles").glob("*.tcss"))
assert all(resources.style(name).is_file() for name in styles)
print(json.dumps([resources.__file__, styles, sorted(resources.samples())]))
"""
STYLES = sorted(path.stem for path in (ROOT / "styles").glob("*.tcss"))
SAMPLES = sorted(path.parent.name for path in (ROOT / "sample_feeds").glob("*/incident.toml"))


def run(*words: object, **environment: str) -> str:
    """What a command prints; it must succeed. Runs outside the checkout."""
    done = subprocess.run(
        [str(word) for word in words],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **environment},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution of the checkout."""
    place = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "build", "--no-isolation", "--sdist", "--outdir", place, ROOT)
    return next(place.glob("*.tar.gz"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the checkout."""
    place = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", place, ROOT)
    return next(place.glob("*.whl"))


@pytest.fixture
def install(tmp_path: Path) -> Callable[..., Path]:
    """Install into a fresh environment, without the network: what we depend on is lent from ours at run time."""

    def installed(*words: object) -> Path:
        venv.create(tmp_path / "fresh", symlinks=True)
        python = tmp_path / "fresh" / "bin" / "python"
        pip = (sys.executable, "-m", "pip", "--python", python)
        run(*pip, "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", *words, PYTHONPATH=OURS)
        return python

    return installed


def found(python: Path | str, **environment: str) -> tuple[Path, list[str], list[str]]:
    """Where an environment's newsdesk is, its styles and its samples."""
    place, styles, samples = json.loads(run(python, "-c", FIND, **environment))
    return Path(place), styles, samples


def test_a_wheel_carries_every_style_and_sample(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert CARRIED
    assert {f"newsdesk/{name}" for name in CARRIED} <= names
    assert "newsdesk/py.typed" in names
    assert not any(name.startswith("tests/") for name in names)


def test_a_source_distribution_carries_every_style_sample_and_test(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert set(CARRIED) | {"README.md", "LICENSE", "pyproject.toml", "tests/test_package.py"} <= names


def test_an_installed_wheel_finds_them_and_runs(wheel: Path, install: Callable[..., Path], tmp_path: Path) -> None:
    python = install(wheel)
    assert found(python) == (_inside(tmp_path), STYLES, SAMPLES)
    assert run(python.with_name("newsdesk"), "--version") == f"newsdesk {__version__}\n"
    helped = run(python.with_name("newsdesk"), "--help", PYTHONPATH=OURS)
    assert helped.startswith("Usage: newsdesk")


def test_a_wheel_built_from_the_source_distribution_finds_them(
    sdist: Path, install: Callable[..., Path], tmp_path: Path
) -> None:
    assert found(install(sdist)) == (_inside(tmp_path), STYLES, SAMPLES)


def test_an_editable_install_finds_them(install: Callable[..., Path]) -> None:
    assert found(install("-e", ROOT)) == (ROOT / "newsdesk" / "resources.py", STYLES, SAMPLES)


def test_a_checkout_finds_them() -> None:
    assert found(sys.executable, PYTHONPATH=str(ROOT)) == (ROOT / "newsdesk" / "resources.py", STYLES, SAMPLES)


def _inside(tmp_path: Path) -> Path:
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return tmp_path / "fresh" / "lib" / version / "site-packages" / "newsdesk" / "resources.py"
