"""What the words of a voice's name tell: whom it names, in which office, and whether it names anybody.

Knows one name at a time and nothing of who else speaks; the words of English stand in voices.toml.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from newsdesk.ledger import words

Fold = tuple[str, ...]
"""A name as it is compared: its words without case, accents, articles and the incident's country."""

KEPT = 10_000
"""Names whose reading is remembered between ledgers."""

_WORD = re.compile(r"\w+(?:-\w+)*")
_POSSESSIVE = re.compile(r"['’]s\b")


@lru_cache(maxsize=KEPT)
def inner(name: str) -> str:
    """Whom a phrase names: "report of the interior ministry" → "interior ministry", "district official Gautam Rimal" →
    "Gautam Rimal", "spokesman for BP" → "BP", "head of the company, Regis Arnoux" → "Regis Arnoux"; else the name."""
    for read in _READINGS:
        name = read(bare(name))
    return bare(name)


def nameless(name: str) -> bool:
    """Whether a phrase of common words names nobody: "source in the town", "head of the company", "one of them"."""
    parts = [part.replace(".", "").strip(",").lower() for part in name.split()]
    at = next((at for at, part in enumerate(parts) if part in _row("prepositions") and at), len(parts))
    head, tail = parts[:at], [part for part in parts[at + 1 :] if part not in _row("articles")]
    if any(part in _row("roles") for part in head) and all(map(_is_common, head)):
        return True
    if not tail:
        return _is_general(head)
    return all(part in _row("heads") or _is_common(part) for part in head) and _is_general(tail)


def _is_common(word: str) -> bool:
    return word in _row("roles") or word in _row("fillers") or _is_nation(word)


def _is_nation(part: str) -> bool:
    word = part.replace(".", "").lower()
    return word in _row("nations") or words.is_nation_word(word)


def _is_general(tail: Sequence[str]) -> bool:
    return all(part in _row("general") or part in _row("fillers") for part in tail)


def parted(name: str) -> tuple[str, str]:
    """The office and the person of "Interior Minister Daho Ould Kablia"; the office is empty where none is named."""
    parts = name.replace(",", " ").split()
    at = max((place for place, part in enumerate(parts) if part.strip(".").lower() in _row("titles")), default=-1)
    person = parts[at + 1 :]
    if at < 0 or not person or not _is_proper(person):
        return "", name
    return (" ".join(parts[: at + 1]) if at else ""), " ".join(person)


def bare(name: str) -> str:
    """A name without its lower-case article: "the interior ministry" → "interior ministry", "The Times" as it is."""
    first, _, rest = name.partition(" ")
    return rest if rest and first in _row("articles") else name


@lru_cache(maxsize=KEPT)
def fold(name: str) -> Fold:
    """The words of a name without case, accents, possessive and article."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name))
    parts = _WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)).casefold())
    named = tuple(part for part in parts if part not in _row("articles"))
    return named or tuple(parts)


def settle_office(parts: Sequence[str]) -> Fold:
    """A folded name with office and holder alike and the field first: "ministry of interior", "interior minister"."""
    offices: dict[str, str] = table()["offices"]
    settled: list[str] = []
    for part in parts:
        pair = f"{settled[-1]} {part}" if settled else ""
        if pair in offices:
            settled[-1] = offices[pair]
        else:
            settled.append(part)
    settled = [offices.get(part, part) for part in settled]
    turns = _row("turns")
    at = next((place for place, part in enumerate(settled) if part in turns and 0 < place < len(settled) - 1), 0)
    return tuple([*settled[at + 1 :], *settled[:at]] if at else settled)


def _of_document(name: str) -> str:
    """ "first count by Health Minister Hamad Hassan", "the caretaker cabinet's report": those who wrote it."""
    parts = name.split()
    for at, part in enumerate(parts[:-2]):
        if part.lower() in _row("documents") and parts[at + 1].lower() in ("of", "by", "from"):
            return " ".join(parts[at + 2 :])
    if parts[-1:] and parts[-1].lower() in _row("documents") and _is_body(parts[:-1]):
        return _POSSESSIVE.sub("", " ".join(parts[:-1])) if parts[-2][-2:] in ("'s", "’s") else " ".join(parts[:-1])
    return name


def _of_speaker(name: str) -> str:
    """ "spokesman for the militants", "health ministry official": the body they speak for."""
    parts = name.split()
    for at, part in enumerate(parts[:-2]):
        if part.lower() in _row("speakers") and parts[at + 1].lower() in ("for", "of"):
            return " ".join(parts[at + 2 :])
    return " ".join(parts[:-1]) if parts and parts[-1].lower() in _row("speakers") and _is_body(parts[:-1]) else name


def _in_apposition(name: str) -> str:
    """ "Marwan Abboud, the governor of Beirut", "head of the company, Regis Arnoux": the person."""
    one, comma, other = name.partition(", ")
    if not comma or ", " in other:
        return name
    first, second = one.split(), other.split()
    if _is_person(second) or (len(second) == 1 and other.isupper()):
        return f"{one} {other}" if first[-1].lower() in _row("titles") else other
    return one if _is_proper(first) and other[:1].islower() else name


def _of_a_body(name: str) -> str:
    """ "Lars Christian Bacher of Statoil": the person."""
    person, of, body = name.partition(" of ")
    return person if of and body and _is_person(person.split()) else name


def _behind_a_role(name: str) -> str:
    """ "private channel Ennahar TV": the name behind words that name nobody."""
    parts = name.split()
    at = next((at for at, part in enumerate(parts) if part[:1].isupper()), 0)
    led = parts[:at]
    if led and all(map(_is_common, led)) and not any(part in _row("titles") for part in led) and _is_proper(parts[at:]):
        return " ".join(parts[at:])
    return name


_READINGS: tuple[Callable[[str], str], ...] = (_of_document, _of_speaker, _in_apposition, _of_a_body, _behind_a_role)


def _is_body(parts: Sequence[str]) -> bool:
    """Whether words name a body: they end on one, or are a proper name that is no nation's."""
    if not parts:
        return False
    last = _POSSESSIVE.sub("", parts[-1]).lower()
    return last in _row("bodies") or (
        _is_proper(parts) and not any(_is_nation(part) or _is_titled(part) for part in parts)
    )


def _is_person(parts: Sequence[str]) -> bool:
    """Two or more words of a proper name of which none is an office's, a body's or a nation's."""
    return len(parts) > 1 and _is_proper(parts) and not any(_is_titled(part) or _is_nation(part) for part in parts)


def _is_titled(part: str) -> bool:
    word = part.strip(".").lower()
    return word in _row("titles") or word in _row("bodies") or word in _row("documents")


def _is_proper(parts: Sequence[str]) -> bool:
    """Capitalised words, with particles between them ("al", "bin")."""
    return parts[0][:1].isupper() and all(part[:1].isupper() or (part.islower() and len(part) <= 3) for part in parts)


@cache
def _row(name: str) -> frozenset[str]:
    return frozenset(table()["words"][name].split())


@cache
def table() -> dict[str, Any]:
    """The rows of voices.toml."""
    return tomllib.loads(Path(__file__).with_name("voices.toml").read_text("utf-8"))
