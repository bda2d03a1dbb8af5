"""Two themes of our own: `wire` for the dark, `newsprint` for the light. Every colour of the screen is one of these.

One accent for cursor, keys and desk figures; red for conflict and failure, green for agreement and health, blue for
voices. Text stands at 4.5 to 1 and more against every surface, muted text at 3 to 1 and more (WCAG 2.1, 1.4.3).
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

ROW = "row-here"
"""The variable for the row under a list's cursor."""


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
            "scrollbar": panel,
            "scrollbar-hover": muted,
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
    cursor="#5a4a26",
)
NEWSPRINT = _theme(
    "newsprint",
    dark=False,
    background="#f6f1e6",
    surface="#efe8d8",
    panel="#e6ddc8",
    text="#24211d",
    muted="#6a6255",
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


def ours(colours: str | None) -> tuple[Theme, ...]:
    """Our themes for a terminal with so many colours, as Rich names it: "truecolor", "256", "standard"."""
    return FEW if colours == "256" else OURS
