"""An open question where it stands: the words that are asked about, marked in those around them."""

from __future__ import annotations

from textual.content import Content

from newsdesk import text
from newsdesk.desk.answers import Asked
from newsdesk.tui.render.ink import LOUD, MUTED, ink

AROUND = 80
"""Characters shown on either side of the words."""
LONGEST = 120
"""Characters of a headline."""


def passage(asked: Asked, outlet: str) -> Content:
    """Who printed them under which headline, on a row of its own; then the words in their sentence."""
    version, start, end = asked.update.latest, asked.question.start, asked.question.end
    headline = ink(f"{outlet}: {text.line(version.title, LONGEST)}", MUTED)
    begins = len(version.text) - len(version.body)
    whole = version.text[begins:]
    if start < begins:
        headline, begins, whole = ink(f"{outlet}, in the headline:", MUTED), 0, version.title
    before, after = text.around(whole, start - begins, end - begins, AROUND)
    asked_about = ink(whole[start - begins : end - begins], LOUD)
    return Content.assemble(headline, "\n", ink(before), asked_about, ink(after))
