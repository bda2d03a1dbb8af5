"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import settings

# The pictures are those of a terminal that has every colour, wherever they are drawn.
os.environ["COLORTERM"] = "truecolor"

# No property is timed: a busy machine would break it.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_xdist_auto_num_workers() -> int:
    """Three workers for two cores: the screen's tests wait more than they work."""
    return (os.cpu_count() or 1) * 3 // 2
