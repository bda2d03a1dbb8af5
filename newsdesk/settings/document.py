"""Brings the text of a settings file to other settings, entry by entry: comments, order and spelling stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping, MutableSequence
from copy import deepcopy
from itertools import takewhile
from typing import Any, NamedTuple

import msgspec
import tomlkit
from tomlkit import TOMLDocument
from tomlkit.container import Container
from tomlkit.items import AoT, Comment, InlineTable, Item, Key, Null, Table, Whitespace

from newsdesk.settings import AlertRule, Settings

Rule = dict[str, Any]
BLANK = "\0"
"""A blank in a comment above a table, while tomlkit would take it for how far the table's entries are set in."""


def _plain(value: object) -> Any:
    """As TOML has it, which knows lists and no tuples."""
    return msgspec.json.decode(msgspec.json.encode(value))


USUAL: Rule = _plain(AlertRule(when="conflict"))


def rewritten(text: str, before: Settings, after: Settings) -> str:
    """The text of a file that gives `before`, giving `after`; a default is left out where no comment goes with it."""
    document = tomlkit.parse(text)
    _give_tables_their_comments(document)
    for name in Settings.__struct_fields__:
        old, new, usual = (_plain(getattr(settings, name)) for settings in (before, after, Settings()))
        if new == old:
            continue
        if new == usual and _is_bare(document, name):
            document.pop(name, None)
        elif isinstance(document.get(name), InlineTable):
            document[name] = tomlkit.inline_table()
            document[name].update(new)
        elif isinstance(new, dict):
            _bring(document, name, new)
        elif name == "alerts" and new:
            there = old if name in document else []
            _bring_rules(document.setdefault(name, tomlkit.aot()), [*map(_told, there)], [*map(_told, new)])
        else:
            document[name] = new
    return _dumped(document)


def _dumped(document: TOMLDocument) -> str:
    return tomlkit.dumps(document).replace(BLANK, " ").lstrip("\n")


def _is_bare(document: TOMLDocument, name: str) -> bool:
    """Whether no comment goes with a setting."""
    without = deepcopy(document)
    without.pop(name, None)
    return _dumped(document).count("#") == _dumped(without).count("#")


# ── a table ───────────────────────────────────────────────────────────────────────────────────────


class Place(NamedTuple):
    """Where an entry stands: in a table within its table where its name has dots that are not quoted."""

    within: Container
    key: Key
    value: Item


def _bring(document: TOMLDocument, table: str, wanted: dict[str, str]) -> None:
    there = {name: place for path, place in _places(document) if (name := path.removeprefix(f"{table}.")) != path}
    for name, place in there.items():
        if name not in wanted:
            place.within.remove(place.key)
        elif place.value.unwrap() != wanted[name]:
            place.within[place.key] = wanted[name]
    whole = document.setdefault(table, tomlkit.table())
    for name in [name for name in wanted if name not in there]:
        whole[name] = wanted[name]


def _places(container: Container, before: str = "") -> Iterator[tuple[str, Place]]:
    """Every entry by its path; tomlkit's own view of a table in pieces does not outlive a change."""
    for key, item in container.body:
        if isinstance(item, Table) and key is not None:
            yield from _places(item.value, f"{before}{key.key}.")
        elif key is not None and not isinstance(item, Null):
            yield f"{before}{key.key}", Place(container, key, item)


# ── rows of tables ────────────────────────────────────────────────────────────────────────────────


def _told(rule: Rule) -> Rule:
    """What must be said of a rule: whatever is no default."""
    return {name: value for name, value in rule.items() if name == "when" or value != USUAL[name]}


def _bring_rules(rules: MutableSequence[Any], before: list[Rule], after: list[Rule]) -> None:
    """Change, take out and put in rules between those at the beginning and at the end that are the same."""
    begin = _shared(before, after)
    end = _shared(reversed(before[begin:]), reversed(after[begin:]))
    old, new = before[begin : len(before) - end], after[begin : len(after) - end]
    for rule, wanted in zip(rules[begin:], new[: len(old)], strict=False):
        _bring_rule(rule, wanted)
    for _ in old[len(new) :]:
        del rules[begin + len(new)]
    for at, wanted in enumerate(new[len(old) :], begin + len(old)):
        rules.insert(at, wanted)
        if isinstance(rules, AoT):
            rules[at].trivia.indent = "\n"


def _shared(one: Iterable[Rule], other: Iterable[Rule]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _bring_rule(rule: MutableMapping[str, Any], wanted: Rule) -> None:
    for name in [name for name in rule if name not in wanted and rule[name] != USUAL[name]]:
        del rule[name]
    for name, value in wanted.items():
        if rule.get(name) != value:
            rule[name] = value


# ── comments ──────────────────────────────────────────────────────────────────────────────────────


def _give_tables_their_comments(document: TOMLDocument) -> None:
    """Comments right above the head of a table go with it; tomlkit has them end what stands before."""
    above: Container = document
    for table in _tables(document):
        table.trivia.indent = _ending(above).replace(" ", BLANK) + table.trivia.indent
        above = table.value


def _tables(container: Container) -> Iterator[Table]:
    """The tables with a head of their own, in the order of the file."""
    for key, item in container.body:
        inner = item.body if isinstance(item, AoT) else [item] if _has_head(key, item) else []
        for table in (one for one in inner if isinstance(one, Table)):
            if not table.is_super_table():
                yield table
            yield from _tables(table.value)


def _has_head(key: Key | None, item: Item) -> bool:
    return isinstance(item, Table | AoT) and key is not None and not key.is_dotted()


def _ending(container: Container) -> str:
    """The comments at the end of what stands before any table, and the empty lines above them, taken out of it."""
    own = len([*takewhile(lambda entry: not _has_head(*entry), container.body)])
    begin = own
    for kind in (Comment, Whitespace):
        while begin and isinstance(container.body[begin - 1][1], kind | Null):
            begin -= 1
    text = "".join(item.as_string() for _, item in container.body[begin:own])
    container.body[begin:own] = [(None, Null())] * (own - begin)
    return text
