"""Takes the picture of the screen that a still is made of: its words alone, without what was only there for a while."""

from __future__ import annotations

from collections.abc import Sequence

from rich.color import Color as Named
from rich.color import ColorSystem
from textual.app import App
from textual.color import Color
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

from newsdesk.tui.render import signs
from newsdesk.tui.still import Colour


def lines(screen: Screen[object]) -> list[str]:
    """The rows of a screen, without its cursors and without what was just said or alerted to."""
    passing = [widget.region for widget in screen.query("Told.-open, Toast")]
    strips = enumerate(screen._compositor.render_strips())
    return [_words(strip, [region for region in passing if row in region.line_range]) for row, strip in strips]


def _words(strip: Strip, without: Sequence[Region]) -> str:
    for region in without:
        strip = Strip.join([strip.crop(0, region.x), Strip.blank(region.width), strip.crop(region.right)])
    return strip.text.replace(signs.HERE, " ")


def colours(app: App[int]) -> tuple[Colour | None, Colour | None]:
    """What is muted, and what it stands on, as the terminal can show them; nothing where it has not 256 colours."""
    ink, ground = (Color.parse(app.theme_variables[name]) for name in ("text-muted", "surface"))
    if app.no_color or app.console.color_system not in ("truecolor", "256"):
        return None, None
    if app.console.color_system == "truecolor":
        return ink.rgb, ground.rgb
    return _nearest(ink), _nearest(ground)


def _nearest(colour: Color) -> Colour:
    return (Named.from_rgb(*colour.rgb).downgrade(ColorSystem.EIGHT_BIT).number or 0,)
