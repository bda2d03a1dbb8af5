"""Text to figures: pure, and the only room that knows language (in lexicon/)."""

from __future__ import annotations

from newsdesk.figures.reader import read

__all__ = ["read"]
