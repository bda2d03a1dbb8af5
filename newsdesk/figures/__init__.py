"""Text to figures: pure, and the only room that knows language (in lexicon/).

`read` gives the figures and open questions of a text; `explain` gives the words behind each of them; `credit` names the
agency whose copy a text is.
"""

from __future__ import annotations

from newsdesk.figures.credits import credit
from newsdesk.figures.explanations import Explanation
from newsdesk.figures.reader import explain, read

__all__ = ["Explanation", "credit", "explain", "read"]
