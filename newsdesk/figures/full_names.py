"""Gives a person who is named by surname alone the name that the text gave before."""

from __future__ import annotations

from collections.abc import Mapping

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.entries import Entry

_REACH = 20_000
"""Characters looked back for a person's introduction, so that work grows with the text only."""
_MENTIONS = 20
_LONGEST = 60
"""Letters of the names before a surname."""
_MOST = 3
"""Names before a surname: "Daho Ould Kablia"."""


def in_full(text: str, stop: int, name: str, words: Mapping[str, Entry]) -> str:
    """ "Ana Reyes, the mayor, …. Reyes said": "Ana Reyes", as the text before `stop` last named her; else the name."""
    if not _is_surname(name, words):
        return name
    floor = max(0, stop - _REACH)
    at = text.rfind(name, floor, stop)
    for _ in range(_MENTIONS):
        if at < 0:
            break
        given = _given(text[max(floor, at - _LONGEST) : at], words)
        if given and not text[at + len(name)].isalnum():
            return f"{given} {name}"
        at = text.rfind(name, floor, at)
    return name


def _is_surname(name: str, words: Mapping[str, Entry]) -> bool:
    """One capitalised word that is nothing else: "Reyes"; not "Reuters", "UNICEF", "Madrid's"."""
    return name[:1].isupper() and not name.isupper() and _is_name(name, words)


def _is_name(word: str, words: Mapping[str, Entry]) -> bool:
    known = words.get(word.lower())
    return word.replace("-", "").isalpha() and (known is None or not known.flags)


def _given(before: str, words: Mapping[str, Entry]) -> str:
    """The names that end these words: the "Ana" of "the mayor, Ana "; not "Mayor ", "In "."""
    if not before[-1:].isspace():
        return ""
    names: list[str] = []
    for word in reversed(before.split()):
        particle = names and word.lower() in words and words[word.lower()].flags & e.PARTICLE
        if len(names) == _MOST or not (particle or (word[0].isupper() and _is_name(word, words))):
            break
        names.append(word)
    while names and not names[-1][0].isupper():
        names.pop()
    return " ".join(reversed(names))
