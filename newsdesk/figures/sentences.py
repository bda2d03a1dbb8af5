"""Cuts a text into sentences with their offsets. Knows headlines, bullets and hard-wrapped lines, but no grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 2000
"""A sentence is cut at a space after this many characters, so that no input makes one grow without bound."""

_BLOCKS = re.compile(r"\S[^\n]*(?:\n(?![ \t]*\n)[^\n]*)*")
_BREAKS = re.compile(
    r"[.!?…\n\[](?:(?<=\n)|(?<=\[)\.\.\.\]|(?<=[.!?…])[.!?…]*[\"'”’»)\]]*(?=\s)|(?<=[.!?])(?=[A-Z][a-z]{2})"
    r"|(?<=[a-z]{2}[.!?])(?=[A-Z][a-z]?[ ]))"
)
"""What may end a sentence. It opens with its own characters, so that `re` skips from one to the next."""
_BULLET = re.compile(r"[ \t]*(?:[*•·▪-]|\d+[.)])\s")
_NEXT_WORD = re.compile(r"\s*[\"'“‘«(\[]*([^\W_]+(?:[.-][^\W_]+)*|--|.)?")
_ROW = re.compile(r"[^\W\d_a-z][^\n:.,]{0,30}:[ \t]|[^\n|]*[ \t]\|[ \t]")
"""A row of a table: "American Samoa: 30", "American Samoa | 30"."""
_WRAP, _LONG = 100, 60
"""Letters of a line at most where texts are wrapped, and at least where they are no list."""
_QUOTES = "\"'”’»"
_SPEAKER, _LONGEST_SPEAKER = 7, 120
"""Words, and characters, of who said what stands in quotation marks, with the verb."""
_LONGEST_SHORT = 24
"""Letters looked back for an abbreviation."""


class Sentence(NamedTuple):
    """text[start:end] is one sentence, headline, or bullet."""

    start: int
    end: int


class Words(NamedTuple):
    """The words of a language that tell where its sentences end."""

    abbreviations: frozenset[str]
    openers: frozenset[str]
    """Words that open a sentence and follow no initial."""
    saying: frozenset[str]
    """Verbs of whoever spoke the words before: "…!” the charity said"."""


def split(text: str, words: Words) -> Iterator[Sentence]:
    """The sentences of a text in order; spaces between them belong to none."""
    for block in _BLOCKS.finditer(text):
        start, end = block.span()
        longest = _longest_line(text, start, end)
        width, wraps = longest if longest <= _WRAP else 0, longest >= _LONG
        begin = start
        for found in _BREAKS.finditer(text, start, end):
            stop = found.end()
            if stop <= begin:
                continue
            if found.group() == "\n":
                if _is_soft(text, begin, found.start(), end, width) or (wraps and _goes_on(text, found.start())):
                    continue
                stop = found.start()
            elif not _ends(text, found, words):
                continue
            yield from _trimmed(text, begin, stop)
            begin = stop
        yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Sentence]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield Sentence(start, cut)
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield Sentence(start, end)


def _longest_line(text: str, start: int, end: int) -> int:
    """Letters of the longest line of a block of several; 0 for one of one line."""
    if text.find("\n", start, end) < 0:
        return 0
    return max(len(line) for line in text[start:end].split("\n"))


def _goes_on(text: str, newline: int) -> bool:
    """Does the next line begin with a small letter, in the middle of a sentence? Asked where lines are long."""
    return text[newline + 1 : newline + 2].islower() and text[newline - 1].isalnum()


def _is_soft(text: str, begin: int, newline: int, end: int, width: int) -> bool:
    """Was this line only wrapped? Then the next line's first word would not have fitted on it."""
    if not width or _BULLET.match(text, newline + 1, end) or _ROW.match(text, newline + 1, end):
        return False
    line_start = max(text.rfind("\n", begin, newline) + 1, begin - _WRAP)
    line_start = max(line_start, text.rfind("\n", max(0, newline - _WRAP), newline) + 1)
    stop = newline + 1
    while stop < end and not text[stop].isspace():
        stop += 1
    return newline - line_start + stop - newline >= min(width, 66)


def _ends(text: str, found: re.Match[str], words: Words) -> bool:
    """Does this mark end a sentence, and not an abbreviation or an initial?"""
    mark = found.group()
    if mark[0] in "!?" and mark[-1] in _QUOTES and _is_said(text, found.end(), words.saying):
        return False
    if mark[0] != "." or mark.startswith("..") or mark[-1] in _QUOTES:
        return _starts_upper(text, found.end(), mark)
    word = _last_word(text, found.start())
    after = _NEXT_WORD.match(text, found.end())
    following = (after.group(1) or "") if after else ""
    before = text[found.start() - 2 : found.start() - 1]
    if len(word) == 1 and not (before.isdigit() or before == "/"):
        # An initial; not the "s" of "women in their 20s", the "m" of "$5m", the "h" of "260 km/h".
        return following[:1].isupper() and following.lower() in words.openers
    if word in words.abbreviations:
        return False
    return not following[:1].islower()


def _is_said(text: str, at: int, saying: frozenset[str]) -> bool:
    """Do a few words without a mark and a verb of speech follow: "…!” Christian Aid said"?"""
    for word in text[at : at + _LONGEST_SPEAKER].split()[:_SPEAKER]:
        if word.strip(".,") in saying:
            return True
        if not word[-1].isalpha():
            break
    return False


def _last_word(text: str, stop: int) -> str:
    """ "gen" of "Gen. Haftar", "s" of "U.S."."""
    start = stop
    while start and text[start - 1].isalpha() and stop - start < _LONGEST_SHORT:
        start -= 1
    return text[start:stop].lower()


def _starts_upper(text: str, at: int, mark: str) -> bool:
    after = _NEXT_WORD.match(text, at)
    following = (after.group(1) or "") if after else ""
    return not following[:1].islower() or mark[0] == "["
