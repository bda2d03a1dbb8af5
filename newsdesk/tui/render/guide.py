"""The help: every act under its heading with its keys, then what each sign means."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from newsdesk.ledger.words import NOTHING
from newsdesk.tui import keys
from newsdesk.tui.keys import Key
from newsdesk.tui.render import signs
from newsdesk.tui.render.ink import ACCENT, BOLD, LOUD, MUTED, fit

KEYS, WORDS = 9, 15
"""Cells for the keys of an act, and for its words."""


HERE = {
    "": (keys.BRING, keys.HELP),
    "incident": (keys.INCIDENTS,),
    "figures": (keys.FIGURES, keys.INCIDENTS),
    "updates": (keys.TRIAGE, keys.LOOK),
    "words": (keys.FIGURES, keys.TRIAGE),
    "sources": (keys.SOURCES, keys.BRING),
}
"""What is wanted most in each pane, and on an empty desk."""


def lines(table: Sequence[Key], pane: str, width: int) -> list[Content]:
    """Headings, acts and the legend, wrapped to a width; what is wanted in that pane comes first."""
    result: list[Content] = []
    groups: dict[str, list[Key]] = {}
    for key in table:
        groups.setdefault(key.group, []).append(key)
    here = HERE.get(pane, ())
    for group in sorted(groups, key=lambda group: here.index(group) if group in here else len(here)):
        style = f"bold {ACCENT if group in here else MUTED}"
        result += [Content.styled(group.upper(), style), *_acts(groups[group], width), Content("")]
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
        signs.Sign(NOTHING, "said nothing", MUTED),
        signs.Sign("20!", "a desk figure that wants another look", MUTED),
        signs.Sign(f"{signs.UNDATED}16:42", "no date that can be believed: when it was seen", MUTED),
        signs.Sign("(15)", "stands beside the line and does not count", MUTED),
        signs.Sign("≥ ≤ ≈", "at least, up to, about", MUTED),
    ]
    return [
        fit(Content.assemble(fit(Content.styled(sign.mark, sign.style), KEYS), (sign.word, "")), width)
        for sign in meant
    ]
