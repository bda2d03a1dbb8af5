"""What the words pane shows: an update with its figures marked in place, a line with everybody's words, a source.

A text is marked by its offsets, so the marks are exactly the words that were read. Lines come out wrapped to a
width; the place to look at carries the style `SPOT`, by which the pane finds it again after wrapping.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content, Span
from textual.style import Style

from newsdesk.decisions import FigureRef, Note, figure_ref
from newsdesk.desk.answers import Output
from newsdesk.export.sheets import edit_in_words
from newsdesk.incidents.corrections import correction
from newsdesk.incidents.differences import Fate, Piece, words_between
from newsdesk.ledger import words
from newsdesk.ledger.queries import Track, track
from newsdesk.ledger.records import PAST, Check, Line, OriginClaim, Status, Verdict
from newsdesk.model import Counts, Figure, Modality, Qualifier, Source, Tense, Update, UpdateRef
from newsdesk.tui import keys
from newsdesk.tui.render import signs, times
from newsdesk.tui.render.ink import BAD, BOLD, LOUD, MUTED, VOICE, cut, fit, hung, ink, join, paragraphs
from newsdesk.tui.render.wire import leading, own_sign, set_aside, source_sign
from newsdesk.tui.scene import Scene, SourceRow

if TYPE_CHECKING:
    from newsdesk.desk.probe import Probe

FACT = 11
"""Cells for the name of a fact of a source."""
SPOT = "bold underline $block-cursor-foreground on $block-cursor-background"
"""The style of the words under the cursor, and of nothing else."""
ENTRY, HERE = "entry", "here"
"""Names, in a style's meta, of which of the words of a line a row is, and whether those are under the cursor."""


class Read(NamedTuple):
    """An update as it stands under a reader's eyes."""

    update: Update
    version: int
    figures: tuple[Figure, ...]
    """As they stand, by place."""
    struck: tuple[Figure, ...]
    """What an editor struck."""
    chosen: int | None
    """Which of `figures` is under the cursor."""
    carriers: Sequence[UpdateRef] = ()
    """Every update with these words, the first in print first; empty where they stand alone."""


def open_at(
    scene: Scene, update: Update, version: int, name: FigureRef | None, carriers: Sequence[UpdateRef] = ()
) -> Read:
    """An update opened at a figure, or at the one that matters most."""
    figures = scene.figures(update, version)
    struck = tuple(
        figure
        for figure in update.versions[version].reading.figures
        if figure_ref(update.ref, version, figure) in scene.standing.struck
    )
    chosen = next((n for n, f in enumerate(figures) if figure_ref(update.ref, version, f) == name), None)
    if chosen is None and figures:
        near = _nearest(figures, name) if name is not None else leading(scene, update, version, figures)
        chosen = figures.index(near)
    return Read(update, version, figures, struck, chosen, carriers)


def _nearest(figures: Sequence[Figure], name: FigureRef) -> Figure:
    return min(figures, key=lambda figure: abs(figure.start - name.start))


# ── an update ─────────────────────────────────────────────────────────────────────────────────────


def update_lines(scene: Scene, read: Read, width: int) -> list[Content]:
    """Title and text with the figures marked, the records that were read, open questions, notes."""
    lines = marked_text(read).wrap(width)
    lines.append(Content(""))
    if about := [*_fate(read, width), *_carriers(scene, read, width), *_edits(scene, read, width)]:
        lines += [*about, Content("")]
    lines += _records(scene, read, width)
    lines += _questions(scene, read, width)
    lines += _notes(scene, read, width)
    return lines


def marked_text(read: Read) -> Content:
    """The version's text; figures bold, what the text sets aside or an editor struck struck through, voices blue."""
    version = read.update.versions[read.version]
    content = paragraphs(version.text)
    if content.plain != version.text:
        return content
    spans = [Span(0, len(version.title), BOLD)]
    for name in {name for figure in read.figures for name in figure.chain}:
        spans += [Span(at, at + len(name), VOICE) for at in _places(version.text, name)]
    spans += [Span(figure.start, figure.end, f"strike {MUTED}") for figure in read.struck]
    for number, figure in enumerate(read.figures):
        if number != read.chosen:
            spans.append(Span(figure.start, figure.end, f"strike {MUTED}" if set_aside(figure) else LOUD))
    if read.chosen is not None:
        figure = read.figures[read.chosen]
        spans.append(Span(figure.start, figure.end, f"strike {SPOT}" if set_aside(figure) else SPOT))
    return content.add_spans(spans)


def _places(body: str, name: str) -> Iterator[int]:
    at = body.find(name)
    while name and at >= 0:
        yield at
        at = body.find(name, at + len(name))


def _fate(read: Read, width: int) -> Iterator[Content]:
    """That its feed gives no date, or has it no more; that its words take something back."""
    if undated := words.undated_text(read.update.versions[read.version]):
        yield from _about("undated", BAD, [ink(f"{undated}; the time is when it was seen")], width)
    if read.update.vanished is not None:
        told = Content(f"its feed has it no more, seen {times.full(read.update.vanished)}")
        yield from _about("vanished", BAD, [told], width)
    if found := correction(read.update.versions[read.version].text):
        yield from _about("corrects", BAD, [ink(f"“{found}”")], width)


def _about(name: str, style: str, told: Sequence[Content], width: int) -> list[Content]:
    """Something of a text as a whole, in a column of its own: "  edited    killed 8 → 9 · E compares"."""
    return hung(Content.styled(f"  {name:<8}  ", style), told, width, " · ")


def _carriers(scene: Scene, read: Read, width: int) -> list[Content]:
    """Who else prints these words, and who printed them first."""
    if not read.carriers:
        return []
    outlets = list(dict.fromkeys(scene.outlet(ref.source) for ref in read.carriers))
    first = ink(f"{outlets[0]} first", VOICE)
    others = join([ink(name, VOICE) for name in outlets[1:]], ", ")
    count = f"{words.counted(len(outlets), 'outlet')} with these words: "
    told = Content.assemble((count, MUTED), first, ", " if outlets[1:] else "", others)
    own = keys.hinted("{desk.own} takes them for its own", scene.table) if read.carriers[0] != read.update.ref else ""
    return _about("copies", MUTED, [told, Content.styled(own, MUTED)], width)


def _edits(scene: Scene, read: Read, width: int) -> list[Content]:
    """What this version changed: figures, headline; the words themselves stand in the comparison."""
    if not read.version:
        return []
    compares = Content.styled(keys.hinted("{desk.compare} compares", scene.table), MUTED)
    return _about("edited", LOUD, [ink(edit_in_words(read.update, read.version)), compares], width)


def compared(update: Update, version: int, width: int) -> list[Content]:
    """Two versions side by side, what is gone struck on the left and what is new loud on the right."""
    before, after = update.versions[version - 1 : version + 1]
    pieces = words_between(before.text, after.text)
    half = max(10, (width - 3) // 2)
    left, right = (
        Content.assemble(*(_piece(piece) for piece in pieces if piece.fate is not other)).wrap(half)
        for other in (Fate.NEW, Fate.GONE)
    )
    heads = [
        [Content.styled(f"version {number}", BOLD), Content.styled(times.full(one.at), MUTED)]
        for number, one in ((version, before), (version + 1, after))
    ]
    if all(join(head, "  ").cell_length <= half for head in heads):
        heads = [[join(head, "  ")] for head in heads]
    rows = zip_longest([*heads[0], Content(""), *left], [*heads[1], Content(""), *right], fillvalue=Content(""))
    return [Content.assemble(fit(one, half), ("   ", MUTED), fit(two, half)) for one, two in rows]


def _piece(piece: Piece) -> Content:
    style = {Fate.GONE: f"strike {BAD}", Fate.NEW: LOUD}.get(piece.fate, "")
    return paragraphs(piece.text, style)


def _records(scene: Scene, read: Read, width: int) -> Iterator[Content]:
    """A row for each figure: line, value, how firmly it is said, and who says so via whom."""
    if not read.figures:
        none = keys.hinted("No figure was read here. {desk.add} adds one.", scene.table)
        yield from Content.styled(none, MUTED).wrap(width)
    rows = [(number, figure, *_record(scene, read, figure)) for number, figure in enumerate(read.figures)]
    names = max((row[2].cell_length for row in rows), default=0)
    values = max((row[3].cell_length for row in rows), default=0)
    if names + values + 6 > width:
        short = [_short_value(figure) for figure in read.figures]
        rows = [(*row[:3], value, row[4]) for row, value in zip(rows, short, strict=True)]
        values = max(value.cell_length for value in short)
        # The number is whole whatever becomes of the name.
        names = min(names, max(0, width - values - 6))
    for number, figure, name, value, how in rows:
        sign = own_sign(scene.placed(read.update, read.version, figure))
        head = Content.assemble(
            (f"{signs.HERE} " if number == read.chosen else "  ", LOUD),
            (f"{sign.mark} ", sign.style) if sign is not None else "  ",
            fit(name, names),
            "  ",
            fit(value, values),
        )
        if head.cell_length + how.cell_length + 2 <= width:
            yield Content.assemble(head, "  ", how)
        else:
            yield fit(head, width).rstrip()
            yield from (Content("      ") + part for part in how.wrap(max(8, width - 6)))
    for figure in read.struck:
        yield fit(
            Content.assemble("    ", ink(figure.quote, f"strike {MUTED}"), ("  struck by an editor", MUTED)), width
        )


def _record(scene: Scene, read: Read, figure: Figure) -> tuple[Content, Content, Content]:
    line = scene.line_of(read.update, read.version, figure)
    name = words.line_name(line.key) if line is not None else record_name(figure)
    value = words.spoken(figure) if figure.qualifier is not Qualifier.PLURAL else "several"
    there, outlet = scene.placed(read.update, read.version, figure), scene.outlet(read.update.source)
    how = _how(figure, *([there.said.claim.voice] if there and there.said.claim.voice else []), outlet)
    if done := scene.standing.touched(read.update.ref, read.version, figure):
        how += Content.styled(f", {done} by an editor", LOUD)
    return ink(name), Content.styled(value, MUTED if set_aside(figure) else BOLD), how


def _short_value(figure: Figure) -> Content:
    return Content.styled(words.value_text(figure), MUTED if set_aside(figure) else BOLD)


def record_name(figure: Figure) -> str:
    """What a figure counts, in words, also where it stands on no line."""
    who = " ".join(words.scope_names(figure.scope)) or ("all" if figure.measure in words.PEOPLE else "")
    return " · ".join(part for part in (words.measure_name(figure.measure), who) if part)


def standing_words(figure: Figure) -> str:
    """How firmly and as what the text says it: "reported", "a part of its whole", "set aside by the text"."""
    if figure.tense is not Tense.CURRENT:
        return signs.ASIDE[figure.tense]
    counts = {Counts.PART: "a part", Counts.MEMBER: "named or single", Counts.MORE: "more than before"}
    parts = [figure.modality.value if figure.modality is not Modality.ASSERTED else "stated"]
    if figure.counts is not Counts.WHOLE:
        parts.append(counts[figure.counts])
    return ", ".join(parts)


def _how(figure: Figure, *carriers: str) -> Content:
    by = " by " if figure.tense is Tense.CURRENT else ": "
    return Content.assemble((standing_words(figure) + by, MUTED), voices(figure.chain, *carriers))


def voices(chain: Sequence[str], *carriers: str) -> Content:
    """Who says so, and via whom: the deepest voice first, then an agency that is credited, last the printing outlet."""
    deepest, *via = dict.fromkeys([*reversed(chain), *carriers])
    if not via:
        return ink(deepest, VOICE)
    return Content.assemble(ink(deepest, VOICE), (" via ", MUTED), join([ink(name, VOICE) for name in via], ", "))


def _questions(scene: Scene, read: Read, width: int) -> Iterator[Content]:
    asked = read.update.versions[read.version].reading.questions
    for question in scene.standing.questions(read.update.ref, read.version, asked):
        readings = join([ink(f"{record_name(one)} {words.spoken(one)}") for one in question.readings], " or ")
        told = Content.assemble(ink(question.quote), ("  unsettled: ", MUTED), readings)
        yield from hung(Content.styled("  ? ", LOUD), [told], width)


def _notes(scene: Scene, read: Read, width: int) -> Iterator[Content]:
    for decision in scene.standing.notes.get(read.update.ref, ()):
        assert isinstance(decision.act, Note)
        when = times.short(decision.at, scene.now)
        note = Content.assemble(ink(f"note · {decision.by} {when}  ", MUTED), ink(decision.act.text))
        yield from hung(Content("  "), [note], width)


def update_head(scene: Scene, read: Read) -> Content:
    """Which text this is: outlet, moment, version, state."""
    update, version = read.update, read.update.versions[read.version]
    state = signs.STATES[scene.state(update.ref)]
    at = signs.UNDATED * version.unsure + times.short(version.at, scene.now)
    parts = [ink(scene.outlet(update.source), VOICE), Content.styled(at, MUTED)]
    if len(update.versions) > 1:
        parts.append(Content.styled(f"v{read.version + 1} of {len(update.versions)}", MUTED))
    return join([*parts, state.content], " · ")


# ── a line, a source ──────────────────────────────────────────────────────────────────────────────


def line_lines(line: Line, now: datetime, width: int, here: int | None = None) -> list[Content]:
    """Everybody's words on a line: why the verdict, what the desk runs with, each origin with its quote.

    `here` is which of the origins is under the cursor.
    """
    sign = signs.VERDICTS[line.verdict]
    rows = [Content.assemble((words.range_text(line), BOLD), "  ", sign.content)]
    rows += ink(line.reason, BAD if line.verdict is Verdict.CONFLICT else MUTED).wrap(width) if line.reason else []
    if line.desk is not None:
        desk = line.desk
        row = Content.assemble(
            ("desk ", MUTED),
            (words.desk_text(desk), LOUD),
            ink(f"  {desk.by}, {times.short(desk.at, now)}: {desk.reason}", MUTED),
        )
        rows += row.wrap(width)
    if line.attention:
        rows += ink(f"! {line.attention}", BAD).wrap(width)
    rows.append(Content(""))
    return rows + _all_said(line.origins, now, width, here)


def check_lines(check: Check, now: datetime, width: int, here: int | None = None) -> list[Content]:
    """What does not add up or follows, and the words of each claim that it rests on; `here` as for a line."""
    sign = signs.check(check)
    bound = words.interval_text(check.low, check.high)
    rows = [Content.assemble((bound, BOLD), "  ", sign.content), *ink(check.reason, MUTED).wrap(width), Content("")]
    return rows + _all_said(check.premises, now, width, here)


def _all_said(origins: Sequence[OriginClaim], now: datetime, width: int, here: int | None) -> list[Content]:
    """Who says what, each with the words; the numbers have a column that is as wide as the widest.

    Each row knows, in its style's meta, of which of them it is, and whether that is under the cursor.
    """
    room = max([min(8, width // 6), *(len(words.value_text(said)) + 1 for said in origins)])
    return [
        row.stylize(Style.from_meta({ENTRY: number, HERE: number == here}))
        for number, said in enumerate(origins)
        for row in _said(said, now, width, room, here=number == here)
    ]


def _said(said: OriginClaim, now: datetime, width: int, room: int, *, here: bool) -> Iterator[Content]:
    """Number, origin, time, carriers, then the quote: "▸ 20  AP  17 Jan 16:40  via IBTimes", "“escaped at 20”"."""
    past = said.status in PAST
    how = "" if said.status is Status.CURRENT else words.beside_text(said) or words.status_text(said)
    style = MUTED if past or said.status is Status.BESIDE else BOLD
    number = fit(Content.styled(words.value_text(said), style), room)
    told = (
        Content.assemble((f"{signs.PARTY} " if said.party else "", MUTED), ink(said.origin, MUTED if past else VOICE)),
        ink(times.short(said.published, now), MUTED),
        ink(f"via {words.listed(said.carriers)}" if said.carriers else "", MUTED),
        Content.styled(how, MUTED),
    )
    yield from hung(Content.assemble((f"{signs.HERE} " if here else "  ", LOUD), number), told, width)
    quote = ink(f"“{said.claim.figure.quote}”", SPOT if here else MUTED if past else "")
    yield from hung(Content(" " * (room + 2)), [quote], width)


def source_lines(scene: Scene, row: SourceRow, output: Output, next_poll: datetime | None, width: int) -> list[Content]:
    """All there is to know of a source: its health, with its failure in full, what it gave, how it fares here."""
    sign, health, source = source_sign(row), row.health, row.source
    told = track(scene.ledger, source.title) if scene.ledger is not None else None
    facts = [
        *([("moment", _of_then(scene.view.as_of))] if scene.view.as_of else []),
        ("health", sign.content),
        *([("because", ink(health.message, BAD if row.failing else MUTED))] if health.message else []),
        *([("failed", Content(f"{health.failures} times in a row"))] if health.failures > 1 else []),
        ("grade", Content(source.grade.value + (" (nobody has graded it)" if source.grade.value == "F" else ""))),
        ("updates", Content(f"{output.updates}, {words.number_text(round(output.daily, 1))} a day in its last week")),
        ("figures", Content(f"{output.figures} read")),
        *([("here", _fares(told))] if told is not None and told.lines else []),
        ("last read", Content(f"{times.full(health.succeeded)}" if health.succeeded else "never")),
        ("last tried", Content(f"{times.full(health.checked)}" if health.checked else "never")),
        *([("next poll", _next(scene, source, next_poll))] if source.address else []),
        ("address", ink(source.address or "opened from files only")),
        ("kind", ink(source.kind or "not read yet")),
    ]
    if scene.is_party(source):
        facts.append(("party", Content("to the event: its figures stand apart")))
    return [part for name, value in facts for part in _fact(name, value, width)]


def _of_then(past: datetime) -> Content:
    """What of a source's page is of a moment: only of its last round is it known how it went."""
    return Content(f"updates, figures and lines as of {times.full(past)}; the rest is of now")


def _next(scene: Scene, source: Source, at: datetime | None) -> Content:
    if source.paused:
        return Content("none while it is paused")
    if at is not None:
        return Content(times.full(at))
    return Content.assemble("when you ask: ", (keys.hint(scene.table, "desk.refresh"), LOUD))


def _fact(name: str, value: Content, width: int) -> list[Content]:
    """A fact in the column of facts: "health     ● healthy"."""
    return hung(Content.styled(f"{name:<{FACT}}", MUTED), [value], width)


def _fares(told: Track) -> Content:
    """How often a source was first on the lines of an incident, and how often it is contradicted."""
    return Content(
        f"on {words.counted(told.lines, 'line')}; first on {told.first} of the {told.shared} that others share;"
        f" in {words.counted(told.contradicted, 'conflict')}"
    )


def probe_lines(there: Probe) -> Content:
    """What an address holds: its title, its items, a few of the newest."""
    rows = [Content.assemble(ink(there.feed.title or "It has no title", BOLD), f"  {there.in_words(times.full)}")]
    rows += [cut(ink(f"  {entry.title}", MUTED), 76) for entry in there.feed.entries[:3]]
    rows += [cut(ink(f"  {fault.message}", BAD), 76) for fault in there.feed.faults[:2]]
    return Content("\n").join(rows)


def preview(figures: Sequence[Figure], outlet: str) -> Content:
    """How words are read, while they are typed."""
    if not figures:
        return Content.styled("No figure is read from these words yet.", MUTED)
    return join([_preview(figure, outlet) for figure in figures], "\n")


def _preview(figure: Figure, outlet: str) -> Content:
    return join(
        [
            ink(record_name(figure)),
            Content.styled(words.spoken(figure), LOUD),
            _how(figure, outlet),
        ],
        "  ",
    )
