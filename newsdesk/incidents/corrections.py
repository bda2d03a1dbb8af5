"""Finds where a text says that it, or an earlier text, was wrong: a correction, a retraction, an editor's note.

Pure; the words of English stand in corrections.toml. What the words take back is for a person to read.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

MOST = 300
"""Characters of a correction that are told."""
_ENDS = ".!?\n"


def correction(text: str) -> str:
    """The sentence that corrects or retracts, as printed, at most 300 characters; empty where there is none."""
    for found in _pattern().finditer(text):
        start = 1 + max(text.rfind(end, max(0, found.start() - MOST), found.start()) for end in _ENDS)
        start = max(start, found.start() - MOST)
        before = text[start : found.start()]
        if found.lastgroup == "anywhere" or not any(sign.isalnum() for sign in before):
            stops = (text.find(end, found.end(), found.end() + MOST) for end in _ENDS)
            stop = min((at for at in stops if at >= 0), default=found.end() + MOST)
            return " ".join(text[start:stop].split())[:MOST]
    return ""


@cache
def _pattern() -> re.Pattern[str]:
    rows = tomllib.loads((Path(__file__).with_suffix(".toml")).read_text("utf-8"))
    kinds = (f"(?P<{name}>{'|'.join(map(_words, rows[name]))})" for name in ("anywhere", "opens"))
    return re.compile(rf"\b(?:{'|'.join(kinds)})(?!\w)", re.IGNORECASE)


def _words(row: str) -> str:
    return re.escape(row).replace(r"\ ", r"\s+").replace("'", "['’]")
