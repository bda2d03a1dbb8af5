"""The words of a text that a person types as they stand there: an editor's figure quotes its source as well."""

from __future__ import annotations

import re

from newsdesk import text
from newsdesk.errors import CallWrong

LONGEST = 160
"""Characters of a quote at most: docs/figures.md."""


def find_quote(typed: str, body: str) -> tuple[str, int]:
    """Typed words as they stand in a text, and where; their case matters only where they stand several times.

    Raises CallWrong unless they stand there once, short enough and in one paragraph.
    """
    words = list(map(re.escape, typed.split()))
    if not words:
        raise CallWrong("Which words of the text?", "Type them as they stand there.")
    anywhere = list(re.finditer(r"\s+".join(words), body, re.IGNORECASE))
    found = anywhere if len(anywhere) < 2 else list(re.finditer(r"\s+".join(words), body)) or anywhere
    if not found:
        raise CallWrong(f"“{text.line(typed, 80)}” does not stand in the text.", "Type the words as they stand there.")
    if len(found) > 1:
        what = f"“{text.line(typed, 80)}” stands {len(found)} times in the text."
        raise CallWrong(what, "Give more of the words around it.")
    if len(found[0][0]) > LONGEST or "\n\n" in found[0][0]:
        raise CallWrong("That is too much.", "The shortest words that hold number and noun are enough.")
    return found[0][0], found[0].start()
