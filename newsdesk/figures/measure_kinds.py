"""Measures that behave alike: what passes, and what is done to people."""

from __future__ import annotations

from newsdesk.model import Measure

LASTING = frozenset((Measure.MISSING, Measure.TRAPPED, Measure.HELD))
"""Who is so is so for a while only: of 50 missing three may be left."""
HARM = frozenset((Measure.KILLED, Measure.INJURED, Measure.TAKEN))
"""What is done to people at once."""
PLIGHTS = LASTING | {Measure.TAKEN}
"""What people are saved from."""
OUTCOMES = frozenset((Measure.FREED, Measure.RESCUED, Measure.SURVIVED, Measure.KILLED))
"""How it ends for them."""
DEEDS = HARM | {Measure.HELD}
"""What somebody does to them."""
