"""The help: every act under its heading with its keys, then what each sign means."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from textual.content import Content

from newsdesk.tui import keys
from newsdesk.tui.keys import Key
from newsdesk.tui.render import signs
from newsdesk.tui.render.ink import BOLD, LOUD, MUTED, fit

KEYS, WORDS = 9, 15
"""Cells for the keys of an act, and for its words."""


def lines(table: Sequence[Key], width: int) -> list[Content]:
    """Headings, acts and the legend, wrapped to a width."""
    result: list[Content] = []
    for group, rows in groupby(table, key=lambda key: key.group):
        result += [Content.styled(group.upper(), f"bold {MUTED}"), *_acts(list(rows), width), Content("")]
    return [*result, Content.styled("SIGNS", f"bold {MUTED}"), *_legend(width)]


def _acts(rows: Sequence[Key], width: int) -> list[Content]:
    result: list[Content] = []
    for key in rows:
        pressed = " ".join(keys.shown(one) for one in key.keys.split(",") if one) or "no key"
        first, *rest = Content.styled(key.tooltip, MUTED).wrap(max(10, width - KEYS - WORDS))
        result.append(
            Content.assemble(
                fit(Content.styled(pressed, LOUD), KEYS), fit(Content.styled(key.words, BOLD), WORDS), first
            )
        )
        result += [Content(" " * (KEYS + WORDS)) + part for part in rest]
    return result


def _legend(width: int) -> list[Content]:
    meant = [
        *signs.VERDICTS.values(),
        *signs.CHECKS.values(),
        *signs.STATES.values(),
        signs.HEALTHY,
        signs.LATE,
        signs.FAILING,
        signs.Sign(signs.PARTY, "party to the event: stands apart", MUTED),
        signs.Sign(signs.NOTHING, "said nothing", MUTED),
        signs.Sign("20!", "a desk figure that wants another look", MUTED),
        signs.Sign("(15)", "stands beside the line and does not count", MUTED),
        signs.Sign("≥ ≤ ≈", "at least, up to, about", MUTED),
    ]
    return [
        fit(Content.assemble(fit(Content.styled(sign.mark, sign.style), KEYS), (sign.word, "")), width)
        for sign in meant
    ]
