"""The settings file: read with the line of whatever is wrong in it, and written with what a person wrote around it."""

from __future__ import annotations

import difflib
import os
import re
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
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
UNTIL = "What you set here holds until you leave."


class Loaded(NamedTuple):
    """What a file gives."""

    settings: Settings
    """What is right in it; what is wrong is as if it were not there."""
    faults: tuple[SettingsWrong, ...] = ()
    """Everything that is wrong in it, each with its line, from the first to the last."""


class Kept(NamedTuple):
    """What was written."""

    settings: Settings
    lost: dict[str, Any]
    """What was set otherwise in the file meanwhile, and gave way: the names with their values there, null for none."""


_PART = re.compile(r'"([^"]*)"|\'([^\']*)\'|([A-Za-z0-9_-]+)')
_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
_GAP: dict[str, Any] = {"when": "conflict"}
"""Stands for a rule that is wrong, so that those behind it keep their numbers."""


def load(path: Path | None = None, check: Check | None = None) -> Loaded:
    """Read settings; a file that is missing or cannot be read gives the defaults. Never raises: faults are values."""
    path = path or config_file()
    try:
        text = _read(path)
    except SettingsWrong as wrong:
        return Loaded(Settings(), (wrong,))
    return parse(text, check)


def told(path: Path, faults: Iterable[SettingsWrong]) -> str:
    """What is wrong in a file, each fault on a line; empty where nothing is."""
    rows = [str(fault) for fault in faults]
    return "\n".join([f"Wrong in {path}; the defaults hold instead:", *rows]) if rows else ""


def parse(text: str, check: Check | None = None) -> Loaded:
    """The settings of a file's text: what is wrong is taken out, one after another, until what is left is right."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Loaded(Settings(), (_no_toml(str(error), text),))
    if isinstance(keys := found.get("keys"), dict):
        found["keys"] = dict(_flat(keys))
    faults: list[tuple[int, SettingsWrong]] = []
    while True:
        try:
            settings = taken(found, check)
        except SettingsWrong as wrong:
            line = _line(text, wrong.at)
            faults.append((line, SettingsWrong(f"{_placed(line)}{wrong.what}", wrong.hint, at=wrong.at)))
            _take_out(found, wrong.at)
        else:
            in_order = sorted(faults, key=lambda fault: fault[0])
            return Loaded(_without_gaps(settings, found), tuple(fault for _, fault in in_order))


def _take_out(found: dict[str, Any], at: str) -> None:
    """Take a wrong setting out; of a rule of alerts the whole, which without a part would tell of something else."""
    name, _, inner = at.partition(".")
    there = found.get(name)
    if at in found:
        del found[at]
    elif isinstance(there, dict) and inner in there:
        del there[inner]
    elif isinstance(there, list):
        there[int(inner.partition(".")[0])] = _GAP
    else:
        found.clear()


def _without_gaps(settings: Settings, found: Mapping[str, Any]) -> Settings:
    """Settings without the rules that stood for wrong ones; the usual ones where none is left."""
    rules = found.get("alerts", ())
    if not any(rule is _GAP for rule in rules):
        return settings
    kept = tuple(rule for rule, given in zip(settings.alerts, rules, strict=True) if given is not _GAP)
    return msgspec.structs.replace(settings, alerts=kept or Settings().alerts)


def _no_toml(said: str, text: str) -> SettingsWrong:
    """What the reader of TOML says, with the line before it."""
    found = _AT_LINE.search(said)
    line = int(found[1] or text.count("\n") + 1) if found else 0
    return SettingsWrong(f"{_placed(line)}{_AT_LINE.sub('', said)}.", "Mend that line; until then no other is read.")


def _placed(line: int) -> str:
    return f"line {line}: " if line else ""


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

    A file that is gone is written whole. What is wrong in the file stays too, and then nothing is written, unless just
    that was set here. Raises SettingsWrong where the file cannot be used or written; it is then as it was.
    """
    from newsdesk.settings.document import rewritten

    path = (path or config_file()).resolve()
    text = _read(path)
    there, faults = parse(text, check)
    before = there if before is None or not path.exists() else before
    _refuse(path, [fault for fault in faults if fault.at not in _differing(before, changed)])
    kept = merged(before, changed, there)
    written = rewritten(text, there, kept.settings)
    _refuse(path, parse(written, check).faults)
    try:
        _replace(path, written)
    except OSError as error:
        raise SettingsWrong(f"{path} cannot be written: {error.strerror}.", UNTIL) from error
    return kept


def _refuse(path: Path, faults: Sequence[SettingsWrong]) -> None:
    if faults:
        what = " ".join(map(str, faults))
        raise SettingsWrong(f"{path.name} was left as it is, since it is wrong: {what}", UNTIL)


def merged(before: Settings, changed: Settings, there: Settings) -> Kept:
    """What was changed since `before` in one place and in the other, entry by entry; in both, as it is changed here."""
    was, ours, theirs = map(_entries, (before, changed, there))
    mine = _differing(before, changed)
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


def _differing(one: Settings, other: Settings) -> set[str]:
    """The names of the settings that are not the same."""
    ours, theirs = _entries(one), _entries(other)
    return {at for at in {**ours, **theirs} if ours.get(at) != theirs.get(at)}


def _entries(settings: Settings) -> dict[str, Any]:
    """Every setting by its name, each of a table by its own: "theme", "keys.desk.accept"."""
    fields = msgspec.structs.asdict(settings)
    tables = {name: fields.pop(name) for name in _tables(settings)}
    return {**fields, **{f"{table}.{name}": value for table, there in tables.items() for name, value in there.items()}}


def _tables(settings: Settings) -> list[str]:
    return [name for name, value in msgspec.structs.asdict(settings).items() if isinstance(value, dict)]


def _read(path: Path) -> str:
    """The text of the file, empty where there is none. Raises SettingsWrong."""
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SettingsWrong(f"{_placed(line)}it is not in UTF-8.", "Save the file in UTF-8.") from error
    except OSError as error:
        raise SettingsWrong(f"it cannot be read: {error.strerror}.", "Let it be read, or take it away.") from error


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
        return SettingsWrong(
            f"there is no setting {where}.", f"Did you mean {near[0]}?" if near else "Take it out.", at=where
        )
    name = at.split(".")[-1] if not at.rsplit(".", 1)[-1].isdecimal() else at.split(".")[-2]
    if name in OPTIONS:
        return SettingsWrong(f"{at} is one of: {', '.join(OPTIONS[name])}.", "Mend that setting.", at=at)
    if name == "quiet_hours":
        return SettingsWrong(f"{at} is from when to when, such as 22:00-06:30.", "Mend that setting.", at=at)
    wanted = re.sub("`[a-z]+`", lambda kind: KINDS.get(kind[0], kind[0]), said).partition(", got")[0]
    return SettingsWrong(f"{at}: {wanted[:1].lower()}{wanted[1:]}.", "Mend that setting.", at=at)


def _line(text: str, at: str) -> int:
    """The line of a setting, or of the table that it is missing from; 0 where neither is there."""
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
            return number
    return headed


def _path(written: str) -> str:
    return ".".join(next(filter(None, part), "") for part in _PART.findall(written))
