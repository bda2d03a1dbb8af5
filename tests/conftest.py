"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# No property is timed: a busy machine would break it.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
