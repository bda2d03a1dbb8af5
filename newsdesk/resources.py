"""Finds what the package carries beside its code, in a checkout, an editable install, a wheel and an sdist alike."""

from __future__ import annotations

from pathlib import Path

from newsdesk.errors import NewsdeskError

_HERE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `styles` or `sample_feeds`: inside the package where it is installed, beside it in a checkout."""
    for place in (_HERE / name, _HERE.parent / name):
        if place.is_dir():
            return place
    raise NewsdeskError(f"The folder {name} that belongs to newsdesk is missing.", "Install newsdesk again.")


def style(name: str) -> Path:
    """A style sheet by its stem."""
    return folder("styles") / f"{name}.tcss"


def samples() -> dict[str, Path]:
    """The bundled incidents: name → folder with its feeds, subscriptions.opml and incident.toml."""
    return {
        place.name: place for place in sorted(folder("sample_feeds").iterdir()) if (place / "incident.toml").is_file()
    }
