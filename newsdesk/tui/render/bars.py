"""The rows at the edges: the status bar, the banner that says it is not now, the row of keys, the tabs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct
from textual.content import Content
from textual.style import Style

from newsdesk.desk.query import Order
from newsdesk.ledger.words import counted, moment_text
from newsdesk.tui import keys
from newsdesk.tui.keys import Key
from newsdesk.tui.render import signs, times
from newsdesk.tui.render.ink import ACCENT, BAD, BOLD, LOUD, MUTED, cut, fit, ink, join
from newsdesk.tui.scene import Scene

EVERYTHING, OF_ALL = "All updates", "of every incident and of none"
NAME = 24
"""Cells below which the story's name is not cut while anything else can be shorter."""
CLICKED = "act"
"""Names, in a style's meta, the action that a click on these words is."""


class Work(Struct, frozen=True, kw_only=True):
    """What is going on beside the keys."""

    mode: str
    """live, replay, practice or offline."""
    doing: str = ""
    """"polling", "opening"; empty where nothing is."""
    done: int = 0
    total: int = 0


class Job(Struct, kw_only=True):
    """A worker: what it does, on what, and how far it is."""

    doing: str
    name: str = ""
    done: int = 0
    total: int = 0


def at_work(mode: str, jobs: Iterable[Job]) -> Work:
    """What began last, with all that do the same under one count."""
    there = list(jobs)
    doing = there[-1].doing if there else ""
    same = [job for job in there if job.doing == doing]
    return Work(mode=mode, doing=doing, done=sum(job.done for job in same), total=sum(job.total for job in same))


def status(scene: Scene, work: Work, now: datetime, width: int) -> Content:
    """The status bar; what matters least goes first where there is no room, and the story's name is cut last."""
    sign, _, style = signs.MODES[work.mode]
    doing = f" {work.doing} {work.done}/{work.total}" if work.doing and work.total else f" {work.doing}"
    mode = Content.styled(f"{sign} {work.mode}", style) + Content.styled(doing.rstrip(), MUTED)
    title = ink(scene.incident.title if scene.incident else EVERYTHING)
    moment = scene.view.as_of or now
    clock = Content(times.full(moment))
    if scene.view.as_of:
        clock = Content.assemble(("as of ", MUTED), (times.full(moment), "reverse"))
    whole, name = title.cell_length, Content.styled("newsdesk", LOUD)
    long = [clock, mode, _sources(scene), *_tallies(scene)]
    brief = Content(moment_text(moment, year=0))
    failing = [Content.styled(f"{scene.failing} failing", BAD)] if scene.failing else []
    short = [brief, mode, *_tallies(scene), *failing]
    bare = [
        Content(moment_text(moment, year=now.year)),
        Content.styled(sign, style),
        *_tallies(scene, bare=True),
        *failing,
    ]
    for least, before, after, apart in (
        (whole, [name], long, "   "),
        (whole, [], long, "   "),
        (min(whole, NAME), [], short, "   "),
        (1, [], bare, "  "),
    ):
        left = width - join([*before, Content(""), *after], apart, "").cell_length
        if left >= least:
            return join([*before, cut(title, left), *after], apart, "")
    return cut(join(bare, "  ", ""), width)


def _sources(scene: Scene) -> Content:
    total = Content.styled(counted(len(scene.sources), "source"), MUTED)
    if not scene.failing:
        return total
    return total + Content.styled(", ", MUTED) + Content.styled(f"{scene.failing} failing", BAD)


def _tallies(scene: Scene, *, bare: bool = False) -> list[Content]:
    new = Content.styled(f"{scene.new} new", BOLD if scene.new else MUTED)
    if not scene.conflicts:
        return [new]
    return [new, Content.styled(f"✗ {scene.conflicts if bare else counted(scene.conflicts, 'conflict')}", BAD)]


ORDERS = {Order.TIME: "newest first", Order.SEVERITY: "gravest first", Order.SOURCE: "by source"}


def tally(scene: Scene, marked: int, arrived: int) -> Content:
    """Over the wire: the order, how many are new, what is asked for, what is marked, what arrived above."""
    all_of_it, view = counted(len(scene.whole), "update"), scene.view
    if view.find:
        found = f"{len(scene.updates) - len(scene.strayed)} of {all_of_it} with "
        parts = [Content.assemble((found, MUTED), ink(view.find, "$accent"))]
        parts += [Content.styled(keys.hinted("{desk.back} shows all", scene.table), MUTED)]
    else:
        year = f" · {scene.year}" if scene.year != scene.now.year else ""
        parts = [Content.styled(f"{ORDERS[view.order]} · {scene.new} new of {len(scene.whole)}{year}", MUTED)]
    if marked:
        parts.append(Content.styled(f"{marked} marked", LOUD))
    if arrived:
        parts.append(
            Content.styled(f"↑ {arrived} new or changed, {keys.hint(scene.table, 'move.first')} shows them", LOUD)
        )
    return join(parts, "  ", "")


def none_listed(scene: Scene) -> Content:
    """Why the list is empty, and what leads on."""
    if scene.view.find:
        found = Content.assemble(("No update has ", MUTED), ink(scene.view.find, ACCENT))
        return found + Content.styled(keys.hinted(": {desk.back} shows all.", scene.table), MUTED)
    if scene.view.as_of is not None:
        return Content.styled("Nothing had been published by then.", MUTED)
    if scene.incident is not None:
        return Content.styled("No update is in this incident yet.", MUTED)
    ways = "Nothing has been read yet: {desk.refresh} polls, {desk.new_source} adds a feed, {desk.files} opens files."
    return Content.styled(keys.hinted(ways, scene.table), MUTED)


def banner(scene: Scene, width: int, *, practice: bool = False) -> Content:
    """Says that what was published is of a moment in the past, where it is, and what an editor decided is not.

    The moment and the way back stand in the narrowest; what else there is to say goes first.
    """
    if scene.view.as_of is None:
        return Content("")
    moment = times.full(scene.view.as_of)
    before = " Practice, not now " if practice else " This is not now "
    back = Content.assemble((keys.hint(scene.table, "desk.back"), BOLD), " back to now")
    other = Content.assemble((keys.hint(scene.table, "desk.time"), BOLD), " another moment")
    head = Content.styled(before, "bold reverse")
    short = join([head, Content(moment), back], " ", "")
    published = Content(f"Published as of {moment}, decisions of now.")
    rows = [join([head, published, *rest], "  ", "") for rest in ([back, other], [back])]
    return next((row for row in (*rows, short) if row.cell_length <= width), short)


def practice(table: Sequence[Key], leads: str) -> Content:
    """Says that nothing of this desk stays, and where leaving it leads."""
    leave = (keys.hint(table, "app.leave"), BOLD)
    return Content.assemble((" Practice ", "bold reverse"), "  This desk is thrown away.  ", leave, f" {leads}")


def key_row(table: Iterable[Key], width: int, pane: str) -> Content:
    """As many keys as fit of those that matter in a pane; an empty desk's has no name."""
    able = {key.id: key for key in table if key.keys}
    names = [f"desk.{verb}" for verb in keys.FOOTERS[pane].split()]
    shown, last = ([_key(able[name], pane) for name in some if name in able] for some in (names, keys.ALWAYS))
    apart = "   " if width >= 80 else "  "
    while shown and join([*shown, *last], apart).cell_length > width:
        shown.pop()
    return fit(join([*shown, *last], apart, ""), width)


def _key(key: Key, pane: str) -> Content:
    words = keys.LABELS.get((pane, key.id), key.words)
    label = Content.assemble((keys.shown(key.keys.split(",")[0]), LOUD), " ", (words, MUTED))
    place = "app" if key.place == "app" else "screen"
    return label.stylize(Style.from_meta({CLICKED: f"{place}.{key.verb}"}))


def tabs(names: Sequence[str], current: str) -> Content:
    """The panes as tabs, where there is room for one only."""
    parts = [
        Content.styled(
            f" {name.title()} " if name != current else f"▸{name.title()} ", LOUD if name == current else MUTED
        ).stylize(Style.from_meta({CLICKED: f"screen.show_pane({name!r})"}))
        for name in names
    ]
    return join(parts, " ", "")
