"""How well one colour is told from another (WCAG 2.1, 1.4.3), and the shade of a colour that is told well enough."""

from __future__ import annotations

from collections.abc import Sequence

from textual.color import Color

STEPS = 25
"""Shades between a colour and the one that it is drawn to."""


def shade(colour: Color, towards: Color, against: Sequence[Color], least: float) -> Color:
    """The first shade on the way from a colour to another that stands out so well from all of these; else the other."""
    others = [_luminance(other) for other in against]
    shades = (colour.blend(towards, step / STEPS) for step in range(STEPS))
    return next((one for one in shades if all(_ratio(_luminance(one), other) >= least for other in others)), towards)


def _ratio(one: float, other: float) -> float:
    """The contrast of two luminances, from 1, the same, to 21, black on white."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _luminance(colour: Color) -> float:
    """How bright a colour looks, from 0 to 1: white is 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
