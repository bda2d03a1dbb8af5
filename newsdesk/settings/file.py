"""The settings file: read with the line of whatever is wrong in it, and written with what a person wrote around it."""

from __future__ import annotations

import difflib
import os
import re
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, get_args

import msgspec

from newsdesk.errors import SettingsWrong
from newsdesk.settings import AlertRule, Density, Settings, Way, When, config_file

Check = Callable[[Settings], None]
"""Refuses settings that cannot be used. Raises SettingsWrong, with the setting in `at`."""
OPTIONS = {"density": get_args(Density), "when": get_args(When), "to": get_args(Way)}
"""What may be said where only some words may."""
KINDS = {
    "`float`": "a number",
    "`int`": "a number",
    "`str`": 'text in "quotes"',
    "`bool`": "true or false",
    "`array`": "a list",
    "`object`": "a table",
}
"""What the checker calls a kind of value, and a person does."""


class Kept(NamedTuple):
    """What was written."""

    settings: Settings
    lost: dict[str, Any]
    """What was set otherwise in the file meanwhile, and gave way: the names with their values there, null for none."""


_PART = re.compile(r'"([^"]*)"|\'([^\']*)\'|([A-Za-z0-9_-]+)')


def load(path: Path | None = None, check: Check | None = None) -> Settings:
    """Read settings; a missing file gives the defaults. Raises SettingsWrong naming file, line and setting."""
    path = path or config_file()
    return parse(_read(path), path, check)


def parse(text: str, path: Path, check: Check | None = None) -> Settings:
    """The settings of a file's text. Raises SettingsWrong naming file, line and setting."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsWrong(f"{path}: {error}.", "Mend that line.") from error
    if isinstance(keys := found.get("keys"), dict):
        found["keys"] = dict(_flat(keys))
    try:
        return taken(found, check)
    except SettingsWrong as wrong:
        raise SettingsWrong(f"{path}{_line(text, wrong.at)}: {wrong.what}", wrong.hint) from wrong


def taken(found: Mapping[str, Any], check: Check | None = None) -> Settings:
    """Plain values as settings. Raises SettingsWrong with the setting in `at`."""
    try:
        settings = msgspec.convert(found, Settings)
    except msgspec.ValidationError as error:
        raise _in_words(str(error), found) from error
    if check is not None:
        check(settings)
    return settings


def write(
    changed: Settings, path: Path | None = None, check: Check | None = None, *, before: Settings | None = None
) -> Kept:
    """Bring the file to these settings; what a person wrote around them stays, and what they set there since `before`.

    A file that is gone is written whole.
    Raises SettingsWrong where the file cannot be used or written; it is then as it was.
    """
    from newsdesk.settings.document import rewritten

    path = (path or config_file()).resolve()
    text = _read(path)
    there = parse(text, path)
    kept = Kept(changed, {}) if before is None or not path.exists() else merged(before, changed, there)
    written = rewritten(text, there, kept.settings)
    parse(written, path, check)
    try:
        _replace(path, written)
    except OSError as error:
        what = f"{path} cannot be written: {error.strerror}."
        raise SettingsWrong(what, "The settings hold until you leave.") from error
    return kept


def merged(before: Settings, changed: Settings, there: Settings) -> Kept:
    """What was changed since `before` in one place and in the other, entry by entry; in both, as it is changed here."""
    was, ours, theirs = map(_entries, (before, changed, there))
    mine = [at for at in {**was, **ours} if was.get(at) != ours.get(at)]
    lost = {at: theirs.get(at) for at in mine if theirs.get(at) not in (was.get(at), ours.get(at))}
    whole = {**theirs, **{at: ours.get(at) for at in mine}}
    fields: dict[str, Any] = {table: {} for table in _tables(changed)}
    for at, value in whole.items():
        table, dot, name = at.partition(".")
        if not dot:
            fields[at] = value
        elif value is not None:
            fields[table][name] = value
    return Kept(Settings(**fields), lost)


def _entries(settings: Settings) -> dict[str, Any]:
    """Every setting by its name, each of a table by its own: "theme", "keys.desk.accept"."""
    fields = msgspec.structs.asdict(settings)
    tables = {name: fields.pop(name) for name in _tables(settings)}
    return {**fields, **{f"{table}.{name}": value for table, there in tables.items() for name, value in there.items()}}


def _tables(settings: Settings) -> list[str]:
    return [name for name, value in msgspec.structs.asdict(settings).items() if isinstance(value, dict)]


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsWrong(f"{path} cannot be read: {error}.", "Mend or remove the file.") from error


def _replace(path: Path, text: str) -> None:
    """Put a text in a file's place at once; a reader sees the old or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as beside:
        try:
            beside.write(text)
            beside.flush()
            os.fsync(beside.fileno())
            Path(beside.name).chmod(path.stat().st_mode if path.exists() else 0o644)
            Path(beside.name).replace(path)
        except OSError:
            Path(beside.name).unlink(missing_ok=True)
            raise


def _flat(table: Mapping[str, object], before: str = "") -> list[tuple[str, object]]:
    """The entries of a table whose names have dots in them, quoted or not."""
    return [
        entry
        for name, value in table.items()
        for entry in (_flat(value, f"{before}{name}.") if isinstance(value, dict) else [(f"{before}{name}", value)])
    ]


def _in_words(message: str, found: Mapping[str, Any]) -> SettingsWrong:
    """What the checker found wrong, in a person's words."""
    said, _, place = message.partition(" - at `$")
    at = re.sub(r"\[(\d+)\]", r".\1", place.rstrip("`").removeprefix(".").removeprefix("["))
    if at.endswith("[...]"):
        table = at.removesuffix("[...]")
        at = next((f"{table}.{name}" for name, value in found[table].items() if not isinstance(value, str)), table)
    unknown = re.search(r"unknown field `(.*)`", said)
    if unknown is not None:
        known = AlertRule.__struct_fields__ if at.startswith("alerts") else Settings.__struct_fields__
        near = difflib.get_close_matches(unknown[1], known, n=1)
        where = f"{at}.{unknown[1]}".lstrip(".")
        return SettingsWrong(f"there is no setting {where}.", f"Did you mean {near[0]}?" if near else "", at=where)
    name = at.split(".")[-1] if not at.rsplit(".", 1)[-1].isdecimal() else at.split(".")[-2]
    if name in OPTIONS:
        return SettingsWrong(f"{at} is one of: {', '.join(OPTIONS[name])}.", "Mend that setting.", at=at)
    if name == "quiet_hours":
        return SettingsWrong(f"{at} is from when to when, such as 22:00-06:30.", "Mend that setting.", at=at)
    wanted = re.sub("`[a-z]+`", lambda kind: KINDS.get(kind[0], kind[0]), said).partition(", got")[0]
    return SettingsWrong(f"{at}: {wanted[:1].lower()}{wanted[1:]}.", "Mend that setting.", at=at)


def _line(text: str, at: str) -> str:
    """The line of a setting, or of the table that it is missing from: ", line 3"; empty where neither is there."""
    table, counts = "", dict[str, int]()
    headed = 0
    for number, row in enumerate(text.splitlines(), 1):
        head = re.match(r"\s*(\[\[?)\s*([^\]]+)\]", row)
        if head is not None:
            table = _path(head[2])
            if head[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = f"{table}.{counts[table]}"
            headed = number if at.startswith(f"{table}.") or at == table else headed
            continue
        name, equals, _ = row.partition("=")
        full = ".".join(part for part in (table, _path(name)) if part)
        if equals and (full == at or at.startswith(f"{full}.")):
            return f", line {number}"
    return f", line {headed}" if headed else ""


def _path(written: str) -> str:
    return ".".join(next(filter(None, part), "") for part in _PART.findall(written))
