"""The signs: each says without colour what its colour says with it. The screen's one legend.

Poor terminals get the second sign of each pair; see `newsdesk.tui.filters.PoorSigns`.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content

from newsdesk.ledger.records import Check, Verdict
from newsdesk.model import State, Tense
from newsdesk.tui.render.ink import ACCENT, BAD, GOOD, LOUD, MUTED


class Sign(NamedTuple):
    """A sign, the word it stands for, its style."""

    mark: str
    word: str
    style: str

    @property
    def content(self) -> Content:
        """The sign with its word."""
        return Content.styled(f"{self.mark} {self.word}", self.style)


VERDICTS = {
    Verdict.CONFLICT: Sign("✗", "conflict", BAD),
    Verdict.GARBLED: Sign("≠", "garbled", BAD),
    Verdict.COMPATIBLE: Sign("≈", "compatible", GOOD),
    Verdict.AGREE: Sign("✓", "agree", GOOD),
    Verdict.STALE: Sign("~", "stale", MUTED),
    Verdict.SINGLE: Sign("·", "single", MUTED),
}

FALL = Sign("✗", "fall", BAD)
CHECKS = {
    "broken": Sign("✗", "broken sum", BAD),
    "question": Sign("?", "question", ACCENT),
    "implied": Sign("Σ", "implied", ACCENT),
}


def check(found: Check) -> Sign:
    """What a check says: a toll that fell without a word is no sum."""
    return FALL if found.kind == "fall" else CHECKS[found.status]


STATES = {
    State.NEW: Sign("•", "new", ACCENT),
    State.ACCEPTED: Sign("✓", "accepted", GOOD),
    State.HELD: Sign("‖", "held", MUTED),
    State.REJECTED: Sign("✗", "rejected", MUTED),
}

HEALTHY = Sign("●", "healthy", GOOD)
LATE = Sign("○", "stale", ACCENT)
FAILING = Sign("✗", "failing", BAD)
PAUSED = Sign("‖", "paused", MUTED)
NEVER = Sign("◌", "not polled yet", MUTED)

MODES = {
    "live": Sign("●", "live", GOOD),
    "replay": Sign("▶", "replay", GOOD),
    "practice": Sign("▶", "practice", LOUD),
    "offline": Sign("⊘", "offline", MUTED),
}
"""How the desk is open."""

DONE = Sign("✓", "done", GOOD)
REFUSED = Sign("!", "not done", BAD)

PARTY, HERE, MARKED, STAR, VANISHED, UNDATED, COPY = "⚑", "▸", "▪", "★", "⌫", "~", "="
A_PARTY = Sign(PARTY, "party to the event", MUTED)
MORE_LEFT, MORE_RIGHT = "‹", "›"
BARS = "▁▂▃▄▅▆▇"

POOR = str.maketrans("✗✓⚑▸≠‖●○◌⊘•↵⇧▶…“”–▪★⌫‹›▐" + BARS, 'x+P>!|*o./*<^>.""-#*x<>|' + "_.,-=+*")
"""Each sign that a plain console's font lacks, with the one it has."""

ASIDE = {
    Tense.EARLIER: "set aside by the text",
    Tense.BACKGROUND: "another event",
}
