"""Two themes of our own: `wire` for the dark, `newsprint` for the light. Every colour of the screen is one of these.

One accent for cursor, keys and desk figures; red for conflict and failure, green for agreement and health, blue for
voices. Text stands at 4.5 to 1 and more against every surface, muted text at 3 to 1 and more (WCAG 2.1, 1.4.3).
"""

from __future__ import annotations

from textual.theme import Theme


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
            "text": text,
            "text-muted": muted,
            "block-cursor-background": cursor,
            "block-cursor-foreground": text,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": panel,
            "block-cursor-blurred-foreground": text,
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
