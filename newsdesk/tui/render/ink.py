"""Styled text made safe: whatever came from outside becomes `Content` here, never markup, never a control.

Textual obeys markup and passes escape sequences on from any bare string, so no widget is handed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.cells import cell_len
from textual.content import Content

from newsdesk import text

ACCENT, VOICE, BAD, GOOD, MUTED, BOLD = "$accent", "$primary", "$error", "$success", "$text-muted", "bold"
LOUD = "bold $accent"
NARROWEST = 8
"""Cells below which a column of words is not made narrower."""
_LONG = re.compile(r"\d{1,3}(?:,\d{3}){2,}")
_TWICE = re.compile(r"(bn|m)(~?–\D*[\d.]+)\1")


def ink(words: str, style: str = "") -> Content:
    """Words from outside on one line, in a style. Clean words come back as they are."""
    return Content.styled(" ".join(text.clean(words).split("\n")), style)


def paragraphs(words: str, style: str = "") -> Content:
    """Words from outside with their line ends."""
    return Content.styled(text.clean(words), style)


def join(parts: Iterable[Content], by: str = " ", style: str = MUTED) -> Content:
    """Parts in a row with a mark between them."""
    return Content.styled(by, style).join(parts)


def packed(parts: Iterable[Content], width: int, by: str = "  ") -> list[Content]:
    """Parts in as few rows as hold them, with a mark between two in a row; only what fits no row is broken itself."""
    rows: list[Content] = []
    for part in filter(None, parts):
        if rows and rows[-1].cell_length + wide(by) + part.cell_length <= width:
            rows[-1] = join([rows[-1], part], by)
        else:
            rows += part.wrap(width)
    return rows


def hung(lead: Content, parts: Iterable[Content], width: int, by: str = "  ") -> list[Content]:
    """Parts behind a lead, in a column of their own however many rows they take."""
    rows = packed(parts, max(NARROWEST, width - lead.cell_length), by)
    return [(Content(" " * lead.cell_length) if at else lead) + row for at, row in enumerate(rows or [Content("")])]


def cut(content: Content, width: int) -> Content:
    """At most `width` cells, cut with an ellipsis; never within a number, which would be another one."""
    if content.cell_length <= width:
        return content
    short = content.truncate(width, ellipsis=True)
    kept = len(short.plain) - 1
    sure = text.whole(content.plain, kept)
    return short if sure == kept else content[:sure] + Content("…")


def shortened(number: str) -> str:
    """A number with its millions and billions as words, where that is the same number: "3.8–4.6bn", "1.25m"."""
    return _TWICE.sub(r"\2\1", _LONG.sub(_in_units, number))


def _in_units(found: re.Match[str]) -> str:
    whole = int(found[0].replace(",", ""))
    unit, word = (10**9, "bn") if whole >= 10**9 else (10**6, "m")
    return f"{whole / unit:.2f}".rstrip("0").rstrip(".") + word if whole % (unit // 100) == 0 else found[0]


def fit(content: Content, width: int, *, right: bool = False) -> Content:
    """Exactly `width` cells: cut with an ellipsis or filled with spaces, on the left where numbers line up."""
    if width <= 0:
        return Content("")
    short = cut(content, width)
    gap = width - short.cell_length
    return short.pad_left(gap) if right else short.pad_right(gap)


def wide(words: str) -> int:
    """Terminal cells that words take."""
    return cell_len(words)
