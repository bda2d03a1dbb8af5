"""Draws the README's pictures: the bundled siege on the evening of its second day, a few acts done, in two themes.

Run with `make pictures`, and look at what comes out.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from newsdesk import resources
from newsdesk.desk import Desk
from newsdesk.desk.replay import Replay, opens
from newsdesk.model import LineKey, Measure, State
from newsdesk.settings import Settings
from newsdesk.store.memory import MemoryStore
from newsdesk.tui.app import NewsdeskApp

HERE = Path(__file__).parent
FOLDER = resources.samples()["in-amenas"]
LINE = LineKey(Measure.ESCAPED, ("foreign",))
PICTURES = (("wire", 160, 48), ("newsprint", 160, 48), ("wire", 100, 30))


async def evening() -> Desk:
    """The desk at the moment the replay opens, with most of the queue cleared."""
    moment = opens(FOLDER)
    desk = Desk(MemoryStore(), clock=lambda: moment, editor="Ada")
    replay = Replay(desk, FOLDER)
    try:
        await replay.load()
        await replay.advance(moment)
    finally:
        replay.close()
    for update in desk.updates()[6:]:
        desk.triage(update.ref, State.HELD if update.source == "ani" else State.ACCEPTED)
    desk.set_desk("in-amenas", LINE, 20, reason="AP has it from an official who is no party to the event")
    return desk


async def draw(theme: str, width: int, height: int) -> None:
    """One picture, as SVG whose letters are the viewer's own: no font is fetched."""
    app = NewsdeskApp(await evening(), settings=Settings(theme=theme))
    async with app.run_test(size=(width, height)) as pilot:
        await pilot.pause(0.5)
        app.room.figures.go_to(LINE)
        await pilot.pause(0.5)
        svg = app.export_screenshot(title="newsdesk")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: Fira Code[^;]*;", "font-family: ui-monospace, 'DejaVu Sans Mono', monospace;", svg)
    name = f"screen-{theme}.svg" if width == 160 else f"screen-{theme}-{width}.svg"
    (HERE / name).write_text(svg, "utf-8")


def main() -> None:
    """Draw them all."""
    for picture in PICTURES:
        asyncio.run(draw(*picture))


if __name__ == "__main__":
    main()
