"""Text to figures: pure, and the only room that knows language (in lexicon/).

`read` gives the figures and open questions of a text; `explain` gives the words behind each of them; `credit` names the
agency whose copy a text is.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsdesk.figures.credits import credit
    from newsdesk.figures.explanations import Explanation
    from newsdesk.figures.reader import explain, read

__all__ = ["Explanation", "credit", "explain", "read"]

_MODULES = {"Explanation": "explanations", "credit": "credits", "explain": "reader", "read": "reader"}


def __getattr__(name: str) -> object:
    """What the room gives, loaded when it is first asked for: a desk that is looked at reads no text."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
