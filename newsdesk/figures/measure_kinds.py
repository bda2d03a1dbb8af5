"""Measures that behave alike: what passes, and what is done to people."""

from __future__ import annotations

from newsdesk.model import Measure

LASTING = frozenset((Measure.MISSING, Measure.TRAPPED, Measure.HELD))
"""Who is so is so for a while only: of 50 missing three may be left."""
HARM = frozenset((Measure.KILLED, Measure.INJURED, Measure.TAKEN))
"""What is done to people at once."""
DEEDS = HARM | {Measure.HELD}
"""What somebody does to them."""
