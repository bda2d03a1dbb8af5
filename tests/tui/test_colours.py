"""The colours of every theme that is offered: what is written in one is read on the other, in few colours too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import Theme

from newsdesk.settings import Settings
from newsdesk.tui import preferences, themes
from tests.tui import story
from tests.tui.hand import at


def luminance(color: Color) -> float:
    """Relative luminance: WCAG 2.1."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours: WCAG 2.1."""
    light, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def fallen(colour: str) -> str:
    """What a terminal of 256 colours shows for one."""
    return RichColor.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex


@pytest.mark.parametrize("theme", themes.FEW, ids=lambda theme: theme.name)
def test_on_256_colours_every_colour_falls_to_its_like(theme: Theme) -> None:
    own = (theme.background, theme.surface, theme.panel, theme.foreground, theme.accent, theme.primary, theme.error)
    for colour in (*own, theme.success, *(one for one in theme.variables.values() if one.startswith("#"))):
        apart = zip(Color.parse(str(colour)).rgb, Color.parse(fallen(str(colour))).rgb, strict=True)
        assert max(abs(one - other) for one, other in apart) <= 4, colour
    assert len({fallen(str(one)) for one in own}) == len(own), "surfaces and inks stay apart"


@pytest.mark.parametrize(
    ("theme", "shown"),
    [
        *((theme, str) for theme in (*themes.OURS, *map(themes.legible, themes.OTHERS))),
        *((theme, fallen) for theme in themes.FEW),
    ],
    ids=lambda one: one.name if isinstance(one, Theme) else one.__name__,
)
def test_text_can_be_read_on_every_surface(theme: Theme, shown: Callable[[str], str]) -> None:
    muted, cursor = theme.variables["text-muted"], theme.variables["block-cursor-background"]
    for surface in (theme.background, theme.surface, theme.panel):
        for ink in (theme.foreground, theme.accent, theme.primary, theme.error, theme.success):
            assert contrast(shown(str(ink)), shown(str(surface))) >= 4.5, (ink, surface)
        assert contrast(shown(muted), shown(str(surface))) >= 4.5
    assert contrast(shown(muted), shown(cursor)) >= 3
    assert contrast(shown(theme.variables["scrollbar"]), shown(theme.variables["scrollbar-background"])) >= 3
    assert contrast(shown(str(theme.foreground)), shown(cursor)) >= 4.5


@pytest.mark.parametrize("name", themes.OTHERS)
def test_a_theme_of_textual_is_read_on_every_surface_and_with_a_cursor(name: str) -> None:
    theme = themes.legible(name)
    muted, cursor, row = (theme.variables[part] for part in ("text-muted", "block-cursor-background", "row-here"))
    for surface in (theme.background, theme.surface, theme.panel, row):
        for ink in (theme.accent, theme.primary, theme.error, theme.success, muted):
            assert contrast(str(ink), str(surface)) >= 4.5, (ink, surface)
        assert contrast(str(theme.foreground), str(surface)) > 1.3 * contrast(muted, str(surface)), "muted is told"
    assert contrast(str(theme.foreground), cursor) >= 4.5
    assert contrast(muted, cursor) >= 3
    assert contrast(cursor, str(theme.panel)) >= 1.3
    assert contrast(row, str(theme.surface)) >= 1.2


@pytest.mark.parametrize("name", preferences.NAMES)
async def test_every_theme_that_is_offered_is_worn_as_it_can_be_read(name: str) -> None:
    async with at(story.ferry_desk(), settings=Settings(theme=name)) as hand:
        worn = hand.app.get_css_variables()
        surfaces = [worn[part] for part in ("background", "surface", "panel")]
        inks = [worn[part] for part in ("foreground", "accent", "primary", "error", "success", "text-muted")]
        assert min(contrast(ink, surface) for ink in inks for surface in surfaces) >= 4.5
