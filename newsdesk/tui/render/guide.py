"""The help: every act under its heading with its keys, then what each sign means."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from newsdesk.ledger.records import Verdict
from newsdesk.ledger.words import NOTHING
from newsdesk.model import State
from newsdesk.tui import keys
from newsdesk.tui.keys import Key
from newsdesk.tui.render import signs
from newsdesk.tui.render.ink import ACCENT, BOLD, LOUD, MUTED, fit

KEYS, WORDS = 9, 15
"""Cells for the keys of an act, and for its words."""
ROOMY = 70
"""Cells from which what is said of an act has its own column."""

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
        result += _row(Content.styled(pressed, LOUD), Content.styled(key.words, BOLD), key.tooltip, width)
    return result


def _row(mark: Content, name: Content, told: str, width: int) -> list[Content]:
    """A key or a sign, what it is called, a sentence on it: in a column of its own, or where it has no room, behind."""
    head, words = fit(mark, KEYS), Content.styled(told, MUTED)
    if width < ROOMY:
        words = Content.assemble(name, "  ", words)
    else:
        head += fit(name, WORDS)
    first, *rest = words.wrap(max(10, width - head.cell_length))
    return [head + first, *(Content(" " * head.cell_length) + part for part in rest)]


def _legend(width: int) -> list[Content]:
    result: list[Content] = []
    for heading, rows in _MEANT.items():
        result.append(Content.styled(heading, MUTED))
        for sign, told in rows:
            result += _row(Content.styled(sign.mark, sign.style), Content(sign.word), told, width)
    return result


_MEANT = {
    "a line": (
        (signs.VERDICTS[Verdict.CONFLICT], "two origins share no number"),
        (signs.VERDICTS[Verdict.GARBLED], "one origin stands with two numbers"),
        (signs.VERDICTS[Verdict.COMPATIBLE], "all can be true at once"),
        (signs.VERDICTS[Verdict.AGREE], "all say the same"),
        (signs.VERDICTS[Verdict.STALE], "they differ only with what was long not repeated"),
        (signs.VERDICTS[Verdict.SINGLE], "one origin alone"),
        (signs.CHECKS["broken"], "numbers of one origin that cannot all be true"),
        (signs.FALL, "a toll that fell without a word of correction"),
        (signs.CHECKS["question"], "numbers of several origins that may not add up"),
        (signs.CHECKS["implied"], "follows from what is said; nobody says it"),
    ),
    "a number": (
        (signs.Sign("≥ ≤ ≈", "hedged", MUTED), "at least, up to, about"),
        (signs.Sign("> < ≳ ≲", "hedged", MUTED), "more than, fewer than, just over, nearly"),
        (signs.Sign("20~", "stale", MUTED), "not repeated for longer than the desk has patience"),
        (signs.Sign("(15)", "beside", MUTED), "stands beside the line and does not count"),
        (signs.Sign("20!", "look again", MUTED), "a desk figure that wants another look"),
        (signs.Sign(NOTHING, "nothing", MUTED), "said nothing"),
        (signs.Sign(f"{signs.UNDATED}16:42", "seen", MUTED), "no date that can be believed: when it was seen"),
        (signs.Sign(signs.PARTY, "party", MUTED), "party to the event: stands apart"),
        (signs.Sign("A … F", "grade", MUTED), "the letter of a source: A completely reliable, F not judged"),
    ),
    "an update": (
        (signs.STATES[State.NEW], "nobody has decided on it; its figures count"),
        (signs.STATES[State.ACCEPTED], "its figures count"),
        (signs.STATES[State.HELD], "its figures are shown and do not count"),
        (signs.STATES[State.REJECTED], "its figures are not shown"),
        (signs.Sign(signs.MARKED, "marked", MUTED), "the next act is on all that are"),
        (signs.Sign(signs.STAR, "starred", MUTED), "to come back to"),
        (signs.Sign("v2", "edited", MUTED), "its publisher changed it; so many versions"),
        (signs.Sign(signs.VANISHED, "vanished", MUTED), "its feed dropped it before its time"),
        (signs.Sign(f"{signs.COPY} AFP", "a copy", MUTED), "with that outlet's words: no voice of its own"),
    ),
    "a source": (
        (signs.HEALTHY, "it answered when it was polled"),
        (signs.LATE, "its last success is long ago"),
        (signs.FAILING, "it did not answer, or with no feed"),
        (signs.PAUSED, "it is not polled"),
        (signs.NEVER, "it has not answered yet"),
    ),
    "the desk": (
        (signs.MODES["live"], "its sources are polled"),
        (signs.MODES["replay"], "what was saved is played on a clock"),
        (signs.MODES["practice"], "it is thrown away when you leave it"),
        (signs.MODES["offline"], "nothing is fetched unless you say so"),
    ),
    "the table": ((signs.Sign(f"{signs.MORE_LEFT} {signs.MORE_RIGHT}", "more", MUTED), "columns out of sight"),),
}
"""Of what each sign tells, and what it says of it: one sign may stand for several things."""
