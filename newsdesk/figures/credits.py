"""The agency that a text credits in its dateline, byline or last line: who carries what the outlet itself does not say.

It is no link of a chain: a chain holds what the text says of a figure, and whether the credited agency is the
printing outlet itself only the source of the update can tell.
"""

from __future__ import annotations

import re

from newsdesk.figures.lexicon.names import canonical

_HEAD = 600
"""Characters in which a dateline or byline may stand."""
_TAIL = 160
_DATELINE = re.compile(r"^[^\n]{0,120}?\(([^()\n]{2,40})\)\s*(?:[-–—]+|:)\s", re.MULTILINE)
_BYLINE = re.compile(r"^(?:[Bb]y|BY)\s[^\n]{0,80}?[,|]\s*([^\n,|]{2,40})$", re.MULTILINE)
_LASTS = (
    re.compile(r"[(\[;]\s*([^()\[\];\n]{2,40})[)\]]\s*$"),
    re.compile(r"[-–—]\s*([^-–—\n]{2,40})\s*$"),
    re.compile(r"\n\s*([^\n]{2,40})\s*$"),
)
"""In brackets, alone or behind who reported and edited; behind a dash; a line of its own."""


def credit(text: str, lexicon: str = "en") -> str:
    """The canonical name of the agency credited; empty where none is, or where it is not a known one."""
    head = text[:_HEAD]
    found = [match.group(1) for match in (*_DATELINE.finditer(head), *_BYLINE.finditer(head))]
    tail = text.rstrip()[-_TAIL:]
    found += [match.group(1) for last in _LASTS if (match := last.search(tail))]
    return next((name for name in (canonical(one.strip(), lexicon) for one in found) if name), "")
