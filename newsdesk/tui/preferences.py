"""The settings as the screen lists and changes them: pure functions from what is typed to settings that can be used."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from textual.content import Content

from newsdesk.desk import alerts, query
from newsdesk.errors import CallWrong, SettingsWrong
from newsdesk.ledger.words import number_text
from newsdesk.settings import VIEWS, AlertRule, Settings
from newsdesk.settings.file import OPTIONS, Kept, taken
from newsdesk.tui import keys, themes
from newsdesk.tui.forms import Answers, Field, Form
from newsdesk.tui.keys import Key
from newsdesk.tui.render.ink import ink

NAMES = (*(theme.name for theme in themes.OURS), *themes.OTHERS)
"""The themes: ours, then Textual's."""
RULE = AlertRule.__struct_fields__
NEW_ALERT = "alerts.new"
_IN_FILE = re.compile(r"\balerts\.\d+\.(\w+)(?:\.\d+)?")
"""A line of an alert as the file names it: "alerts.1.when"."""


class Row(NamedTuple):
    """A setting in the list."""

    at: str
    """Its name in the file: "theme", "views.1", "keys.desk.accept", "alerts.0"."""
    value: str
    words: str
    """What it does."""
    options: tuple[str, ...] = ()
    """What may be picked; empty where it is typed."""


def check(settings: Settings) -> None:
    """Refuse what names no key, act, theme, measure, query. Raises SettingsWrong with the setting in `at`."""
    if settings.theme not in NAMES:
        near = difflib.get_close_matches(settings.theme, NAMES, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(NAMES[:4])} and others in the settings."
        raise SettingsWrong(f"there is no theme {settings.theme}.", hint, at="theme")
    for number, asked in settings.views.items():
        if number not in ("1", "2", "3", "4", "5"):
            raise SettingsWrong(f"there is no view {number}.", "There are views 1 to 5.", at=f"views.{number}")
        try:
            query.parse(asked)
        except CallWrong as wrong:
            raise SettingsWrong(wrong.what, wrong.hint, at=f"views.{number}") from wrong
    keys.check(settings.keys)
    alerts.check(settings.alerts)


def by_hand(set_here: Settings, kept: Kept, file: str) -> str:
    """What came of a file that was edited by hand while settings were set here; empty where it was not."""
    told = [f"{file} was edited by hand: that holds here too."] if kept.settings != set_here else []
    for at, value in kept.lost.items():
        there = number_text(value) if isinstance(value, float) else value
        was = f"was set to {there}" if isinstance(there, str) else "was set otherwise"
        told.append(f"In {file} {at} {was} meanwhile; it is as you set it here.")
    return " ".join(told)


def rows(settings: Settings, table: Sequence[Key]) -> list[Row]:
    """Every setting with its value: looks, the desk's, views, alerts, keys."""
    yes_no = ("yes", "no")
    return [
        Row("theme", settings.theme, "the colours", NAMES),
        Row("density", settings.density, "how much the screen shows at once", OPTIONS["density"]),
        Row("editor", settings.editor, "signs decisions; empty: the name of the login"),
        Row("poll_minutes", number_text(settings.poll_minutes), "minutes between two rounds of polling"),
        Row("stale_hours", number_text(settings.stale_hours), "hours after which a figure not repeated is stale"),
        Row("keep_snapshots", yes_no[not settings.keep_snapshots], "keep the bytes of each feed as fetched", yes_no),
        Row("quiet_hours", settings.quiet_hours, "from when to when alerts keep to the screen, in UTC: 22:00-06:30"),
        *(
            Row(
                f"views.{number}",
                settings.view(number),
                keys.hinted(f"what {{desk.view_{number}}} shows", table),
            )
            for number in "12345"
        ),
        *(Row(f"alerts.{number}", _rule(rule), "an alert") for number, rule in enumerate(settings.alerts)),
        Row(NEW_ALERT, "", "add an alert"),
        *(Row(f"keys.{key.id}", _pressed(key), key.tooltip) for key in table),
    ]


def _pressed(key: Key) -> str:
    """The keys as they can be typed back: a comma parts them, so the key itself goes by its name."""
    return ", ".join(keys.shown(one).replace(",", one) for one in key.keys.split(",") if one)


def _rule(rule: AlertRule) -> str:
    by = f"by more than {number_text(rule.by)}" if rule.by else ""
    about = " ".join(part for part in (rule.measure, by, rule.find) if part)
    where = f" in {rule.incident}" if rule.incident else ""
    return f"{rule.when} {about}".rstrip() + f"{where} → {', '.join(rule.to)}"


def changed(settings: Settings, at: str, typed: str) -> Settings:
    """Settings with one of them as typed; empty keys are the built-in ones. Raises SettingsWrong."""
    found: dict[str, Any] = msgspec.to_builtins(settings)
    table, dot, name = at.partition(".")
    if table == "keys":
        found["keys"] = {act: given for act, given in settings.keys.items() if act != name}
        found["keys"] |= {name: typed.strip()} if typed.strip() else {}
    elif dot:
        views = settings.views | {name: typed.strip()}
        found[table] = {number: asked for number, asked in views.items() if asked != VIEWS.get(number)}
    elif at == "keep_snapshots":
        found[at] = typed == "yes"
    elif at in ("poll_minutes", "stale_hours"):
        found[at] = _typed_number(at, typed)
    else:
        found[at] = typed.strip()
    return taken(found, check)


def _typed_number(at: str, typed: str) -> float:
    try:
        return float(typed.replace(",", ""))
    except ValueError:
        raise SettingsWrong(f"{at} is a number.", "Write digits, such as 5 or 0.5.", at=at) from None


def with_alert(settings: Settings, at: str, answers: Mapping[str, str]) -> Settings:
    """Settings with an alert as answered; one without `when` is taken away. Raises SettingsWrong."""
    found: dict[str, Any] = msgspec.to_builtins(settings)
    rules: list[Any] = list(found["alerts"])
    number = len(rules) if at == NEW_ALERT else int(at.rpartition(".")[2])
    rule: dict[str, Any] = {name: answers[name].strip() for name in RULE}
    rule["by"] = _typed_number("by", rule["by"] or "0")
    rule["to"] = [way.strip() for way in rule["to"].split(",") if way.strip()]
    rules[number : number + 1] = [rule] if rule["when"] else []
    try:
        return taken(found | {"alerts": rules}, check)
    except SettingsWrong as wrong:
        # Each line of the dialog goes by its own name; the file's is nobody's in it.
        raise SettingsWrong(_IN_FILE.sub(r"\1", wrong.what), wrong.hint, at=wrong.at) from wrong


def answered(settings: Settings, row: Row, answers: Answers) -> Settings:
    """Settings with what its form asked for. Raises SettingsWrong."""
    if row.at.startswith("alerts."):
        return with_alert(settings, row.at, answers)
    return changed(settings, row.at, answers["value"])


def form(settings: Settings, row: Row) -> Form:
    """Asks for a setting that is typed."""
    return _alert_form(settings, row) if row.at.startswith("alerts.") else _text_form(settings, row)


def _text_form(settings: Settings, row: Row) -> Form:

    def look(answers: Answers) -> Content:
        changed(settings, row.at, answers["value"])
        return ink("Names of keys have commas between them; empty: the built-in ones." if _is_key(row) else "")

    value = settings.keys.get(row.at.partition(".")[2], "") if _is_key(row) else row.value
    return Form(row.at, (Field("value", "value", value, row.value),), look, row.words)


def _is_key(row: Row) -> bool:
    return row.at.startswith("keys.")


def _alert_form(settings: Settings, row: Row) -> Form:
    there = AlertRule(when="moved") if row.at == NEW_ALERT else settings.alerts[int(row.at.rpartition(".")[2])]
    values = {**msgspec.structs.asdict(there), "by": number_text(there.by), "to": ", ".join(there.to)}
    told = {
        "when": f"{', '.join(OPTIONS['when'])}; empty: no alert.",
        "measure": "Empty: any.",
        "by": "For moved: by more than this.",
        "incident": "Its title; empty: any.",
        "find": "For found: a query.",
        "to": f"{', '.join(OPTIONS['to'])}, with commas between them.",
    }

    def look(answers: Answers) -> Content:
        after = with_alert(settings, row.at, answers).alerts
        return ink("It is taken away." if not answers["when"].strip() else _rule(after[_place(row, after)]))

    such_as = {"measure": "such as killed", "incident": "such as Mill fire in Ashdown", "find": "such as has:conflict"}
    fields = tuple(Field(name, name, str(values[name]), such_as.get(name, ""), told[name]) for name in RULE)
    return Form("Alert", fields, look)


def _place(row: Row, rules: Sequence[AlertRule]) -> int:
    return len(rules) - 1 if row.at == NEW_ALERT else int(row.at.rpartition(".")[2])
