"""Two themes of our own: `wire` for the dark, `newsprint` for the light; and Textual's, made as legible.

Every colour of the screen is one of a theme's: one accent for cursor, keys and desk figures; red for conflict and
failure, green for agreement and health, blue for voices. All of them, and muted text, stand at 4.5 to 1 and more
against every surface; muted text at 3 to 1 and more against a cursor (WCAG 2.1, 1.4.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from newsdesk.tui.contrast import shade

ROW = "row-here"
"""The variable for the row under a list's cursor."""
TEXT, INK, BENEATH = 7.0, 4.5, 3.0
"""Contrast with every surface, at least, of text and of what is muted or coloured; of what is muted, with a cursor."""


def with_row(variables: Mapping[str, str]) -> dict[str, str]:
    """A theme's variables with the row's colour: a shade of the accent, unless the theme has one."""
    return {ROW: f"{variables['accent']} 16%", **variables}


def _theme(
    name: str,
    *,
    dark: bool,
    background: str,
    surface: str,
    panel: str,
    text: str,
    muted: str,
    accent: str,
    blue: str,
    red: str,
    green: str,
    cursor: str,
    row: str = "",
) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        primary=blue,
        secondary=accent,
        accent=accent,
        warning=accent,
        error=red,
        success=green,
        foreground=text,
        background=background,
        surface=surface,
        panel=panel,
        variables={
            **({ROW: row} if row else {}),
            "text": text,
            "text-muted": muted,
            "block-cursor-background": cursor,
            "block-cursor-foreground": text,
            "block-cursor-text-style": "bold",
            "border": accent,
            "border-blurred": panel,
            "footer-key-foreground": accent,
            "input-cursor-background": accent,
            "input-cursor-foreground": background,
            "input-selection-background": cursor,
            "scrollbar": muted,
            "scrollbar-hover": text,
            "scrollbar-active": accent,
            "scrollbar-background": surface,
            "scrollbar-background-hover": surface,
            "scrollbar-background-active": surface,
            "scrollbar-corner-color": surface,
        },
    )


WIRE = _theme(
    "wire",
    dark=True,
    background="#0e1216",
    surface="#141a20",
    panel="#1a222a",
    text="#d5dae0",
    muted="#8b96a1",
    accent="#f0b849",
    blue="#6cb6ff",
    red="#ff7a6b",
    green="#86c98a",
    cursor="#564723",
)
NEWSPRINT = _theme(
    "newsprint",
    dark=False,
    background="#f6f1e6",
    surface="#efe8d8",
    panel="#e6ddc8",
    text="#24211d",
    muted="#696154",
    accent="#8a3a1f",
    blue="#1f5f8b",
    red="#b3261e",
    green="#2f6b36",
    cursor="#dcb8a0",
)
OURS = (WIRE, NEWSPRINT)

# A terminal of 256 colours has no such paper and no such night: what is nearest is yellow, pink and black, whatever
# the surface. Each of these falls to its like, and a grey to a grey.
WIRE_256 = _theme(
    "wire",
    dark=True,
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    text="#dddddd",
    muted="#989898",
    accent="#ffaf5f",
    blue="#5fafff",
    red="#ff5f5f",
    green="#87d787",
    cursor="#444444",
    row="#3a3a3a",
)
NEWSPRINT_256 = _theme(
    "newsprint",
    dark=False,
    background="#ffffff",
    surface="#f2f2f2",
    panel="#e8e8e8",
    text="#1c1c1c",
    muted="#585858",
    accent="#875f00",
    blue="#005f87",
    red="#af0000",
    green="#005f00",
    cursor="#cacaca",
    row="#d2d2d2",
)
FEW = (WIRE_256, NEWSPRINT_256)
OTHERS = tuple(name for name in BUILTIN_THEMES if "ansi" not in name)
"""Textual's, by name; one in a terminal's own colours has none that could be told."""


def ours(colours: str | None) -> tuple[Theme, ...]:
    """Our themes for a terminal with so many colours, as Rich names it: "truecolor", "256", "standard"."""
    return FEW if colours == "256" else OURS


@cache
def legible(name: str) -> Theme:
    """One of Textual's themes in our terms: its surfaces as they are, its inks drawn away from them until they read."""
    theme = BUILTIN_THEMES[name]
    own = {part: Color.parse(colour) for part, colour in theme.to_color_system().generate().items() if part in _OWN}
    end = Color.parse("#ffffff" if theme.dark else "#000000")
    surfaces = [own["background"], own["surface"], own["panel"]]
    surfaces.append(own["surface"].blend(shade(own["accent"], end, surfaces, INK), 0.16))
    text = shade(own["foreground"], end, surfaces, TEXT)
    accent, blue, red, green = (shade(own[part], end, surfaces, INK) for part in _INKS)
    muted = shade(own["background"].blend(text, 0.5), text, surfaces, INK)
    cursor = shade(own["panel"].blend(accent, 0.4), own["panel"], [muted], BENEATH)
    return _theme(
        name,
        dark=theme.dark,
        background=surfaces[0].hex,
        surface=surfaces[1].hex,
        panel=surfaces[2].hex,
        text=text.hex,
        muted=muted.hex,
        accent=accent.hex,
        blue=blue.hex,
        red=red.hex,
        green=green.hex,
        cursor=shade(cursor, own["panel"], [text], INK).hex,
        row=surfaces[3].hex,
    )


_INKS = ("accent", "primary", "error", "success")
_OWN = frozenset(("background", "surface", "panel", "foreground", *_INKS))
