"""Work beside the keys stops often, and not more often than it must."""

from __future__ import annotations

import asyncio

import pytest

from newsdesk import breath
from newsdesk.breath import BREATH, LONGEST, Breath


@pytest.mark.parametrize(("worked", "rests"), [(LONGEST / 2, []), (LONGEST, [BREATH]), (50 * LONGEST, [50 * LONGEST])])
async def test_a_breath_is_taken_when_work_went_on_for_long_enough_and_is_as_long(
    worked: float, rests: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter([0.0, worked, worked])
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(breath, "monotonic", lambda: next(moments))
    monkeypatch.setattr(asyncio, "sleep", sleep)
    await Breath().when_due()
    assert slept == rests
