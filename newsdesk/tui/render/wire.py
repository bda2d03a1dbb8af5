"""One row of each list: an update on the wire, a source, a choice in a picker. A row is one line, cut to its width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from newsdesk import text
from newsdesk.incidents.differences import Shifted, shifts
from newsdesk.ledger import words
from newsdesk.ledger.origins import is_stated
from newsdesk.ledger.records import Line, Status, Verdict
from newsdesk.ledger.words import NOTHING
from newsdesk.model import Counts, Figure, Modality, Qualifier, State, Tense, Update, Version
from newsdesk.tui.render import signs, times
from newsdesk.tui.render.ink import ACCENT, BAD, BOLD, LOUD, MUTED, VOICE, cut, fit, ink, shortened, wide
from newsdesk.tui.scene import Placed, Scene, SourceRow

DISPUTES = (signs.VERDICTS[Verdict.CONFLICT], signs.VERDICTS[Verdict.GARBLED])
LEGIBLE = 6
"""Cells below which a word is not worth beginning."""
HEADED = 48
"""Cells from which the columns of the sources have heads."""
SHORTEST = 3
"""Cells at least for what a figure counts."""


class Widths(NamedTuple):
    """How a wire row shares its width."""

    time: int
    source: int
    title: int
    figure: int
    state: int


def widths(width: int, *, years: bool = False) -> Widths:
    """The columns of the wire list: roomy from 130 cells; below 84, signs for the states and shorter figures.

    With `years` there is room for the year beside a day.
    """
    if width >= 130:
        time, source, figure, state = 18 if years else 13, 20, 34, 10
    elif width >= 84:
        time, source, figure, state = 18 if years else 13, 14, 23, 10
    elif width >= 62:
        time, source, figure, state = 13, 10, 17, 1
    else:
        time, source, figure, state = 13, 8, 15, 1
    taken = 2 + time + source + figure + state + 4
    return Widths(time, source, max(8, width - taken), figure, state)


def update_row(scene: Scene, index: int, width: int, *, here: bool, marked: bool = False) -> Content:
    """Time, source, title, the figure that matters most, and the state; bold while new.

    A title has the room of the figure where none was read.
    """
    update = scene.updates[index]
    version = scene.version(update)
    columns = widths(width, years=scene.years)
    state = scene.state(update.ref)
    sign = signs.STATES[state]
    state_words = sign.mark if columns.state == 1 else f"{sign.mark} {sign.word}"
    title = _title(update, version, state, starred=update.ref in scene.standing.starred)
    if copied := scene.copied_from(update.ref):
        title = Content.assemble((f"{signs.COPY} ", MUTED), ink(copied, VOICE), " ", title)
    figure = main_figure(scene, update, version, columns.figure)
    told = [fit(title, columns.title), " ", fit(figure, columns.figure)]
    row = Content.assemble(
        (f"{signs.HERE if here else ' '}{signs.MARKED if marked else ' '}", LOUD),
        fit(_time(scene, index, update.versions[version], columns.time), columns.time, right=True),
        " ",
        fit(ink(scene.outlet(update.source), VOICE if state is State.NEW else MUTED), columns.source),
        " ",
        *(told if figure else [fit(title, columns.title + 1 + columns.figure)]),
        " ",
        fit(Content.styled(state_words, sign.style), columns.state),
    )
    return fit(row, width)


def _time(scene: Scene, index: int, one: Version, room: int) -> Content:
    """The clock time, with its day where the row above is of another; another year is told rather than the clock."""
    above = scene.updates[index - 1] if index else None
    mark = signs.UNDATED if one.unsure else ""
    day, clock = words.moment_text(one.at, year=scene.year).rsplit(" ", 1)
    if above is not None and above.versions[scene.version(above)].at.date() == one.at.date():
        return Content.styled(f"{mark}{clock}", MUTED)
    if len(f"{day} {mark}{clock}") > room:
        return Content.styled(f"{mark}{day}", BOLD)
    return Content.assemble((f"{day} ", BOLD), (f"{mark}{clock}", MUTED))


def _title(update: Update, version: int, state: State, *, starred: bool) -> Content:
    style = {State.NEW: BOLD, State.ACCEPTED: ""}.get(state, MUTED)
    before = f"{signs.STAR} " if starred else ""
    before += f"{signs.VANISHED} " if update.vanished is not None else ""
    before += f"v{version + 1} " if version else ""
    return Content.assemble((before, ACCENT), ink(update.versions[version].title, style))


class Said(NamedTuple):
    """A figure in few words: "killed", "≥3", "American"."""

    measure: str
    number: str
    who: str
    """Empty for everyone."""


def main_figure(scene: Scene, update: Update, version: int, width: int) -> Content:
    """The figure that matters most, with its line's sign where it is in dispute there, and how many more there are."""
    figures = scene.figures(update, version)
    if version and scene.state(update.ref) is State.NEW and (moved := shifts(update, version)):
        places = [scene.placed(update, version, one.after) if one.after else None for one in moved]
        gravest, there = min(zip(moved, places, strict=True), key=lambda pair: -_severity(pair[1]))
        return figure_cell(shifted(gravest), len(moved), width, style=BAD, mark=_mark(there))
    if not figures:
        return Content("")
    figure = leading(scene, update, version, figures)
    there = scene.placed(update, version, figure)
    style = ACCENT if is_stated(figure) else MUTED
    told = figure_words(figure, there.line if there else None)
    return figure_cell(told, len(figures), width, style=style, mark=_mark(there))


def leading(scene: Scene, update: Update, version: int, figures: Sequence[Figure]) -> Figure:
    """The one of a version's figures that matters most."""
    title = len(update.versions[version].title)
    return min(figures, key=lambda figure: _rank(figure, scene.placed(update, version, figure), title))


def own_sign(there: Placed | None) -> signs.Sign | None:
    """How a figure itself stands: its line's verdict where it is part of it; null where it decides nothing there.

    On a line that is stale or garbled by another's figure nothing is to be said of this one.
    """
    if there is None or not there.said.stands:
        return None
    if there.said.party:
        return signs.A_PARTY
    if there.said.status is Status.GARBLED:
        return signs.VERDICTS[Verdict.GARBLED]
    if there.said.stale:
        return signs.VERDICTS[Verdict.STALE]
    others = there.line.verdict in (Verdict.STALE, Verdict.GARBLED)
    return None if others else signs.VERDICTS[there.line.verdict]


def _mark(there: Placed | None) -> str:
    sign = own_sign(there)
    return sign.mark if sign is not None and sign in DISPUTES else ""


def _severity(there: Placed | None) -> float:
    """How grave the conflict is that a figure is part of."""
    return there.line.severity if there is not None and own_sign(there) == signs.VERDICTS[Verdict.CONFLICT] else -1


def figure_cell(said: Said, count: int, width: int, *, style: str, mark: str = "") -> Content:
    """A figure and how many more there are, if there is room; only how many there are where its number has none."""
    before, more = f"{mark} " if mark else "", f" +{count - 1}" if count > 1 else ""
    for others in dict.fromkeys((more, "")):
        room = width - len(before) - len(others)
        if shown := in_few_words(said._replace(number=shortened(said.number)), room):
            return Content.assemble((before, BAD), ink(shown, style), (others, MUTED))
    return Content.assemble((before, BAD), (f"+{count}", MUTED))


def in_few_words(said: Said, room: int) -> str:
    """A figure in as many cells; whom it counts is cut first, then what, the number never.

    An ellipsis stands for those whom it counts where they have no room: a number of some is never one of all.
    """
    if wide(whole := " ".join(part for part in said if part)) <= room:
        return whole
    left = room - wide(f"{said.measure} {said.number} ")
    if said.who and left >= 1:
        return f"{said.measure} {said.number} {cut(Content(said.who), left).plain}"
    tail = f"{said.number} …" if said.who else said.number
    left = room - wide(tail) - 1
    return f"{cut(Content(said.measure), left).plain} {tail}" if left >= SHORTEST else ""


def shifted(moved: Shifted) -> Said:
    """What a version did to a figure: "killed 32 → 23"."""
    figure = moved.before or moved.after
    assert figure is not None
    number = " ".join(part for part in words.shift_parts(*moved) if part)
    return Said(words.measure_name(figure.measure), number, words.whom_text(figure))


def _rank(figure: Figure, there: Placed | None, title: int) -> tuple[object, ...]:
    """What is stated, of people, in the gravest conflict, in numbers, in the title or a whole; in reading order."""
    return (
        not is_stated(figure),
        figure.measure not in words.PEOPLE,
        -_severity(there),
        figure.qualifier in (Qualifier.VAGUE, Qualifier.PLURAL),
        figure.start >= title and figure.counts is not Counts.WHOLE,
        figure.start,
    )


def set_aside(figure: Figure) -> bool:
    """Whether the text itself does not stand behind the figure as it is now."""
    return figure.tense is not Tense.CURRENT or figure.modality in (Modality.DENIED, Modality.UNCLEAR)


def figure_words(figure: Figure, line: Line | None) -> Said:
    """A figure in few words, with the scope of its line: "escaped ≥15 foreign".

    One that is not stated of now stands in brackets, as it does in the table.
    """
    number = words.value_text(figure) + (" more" if figure.counts is Counts.MORE else "")
    number = number if is_stated(figure) else f"({number})"
    who = words.whom_text(figure, line.key if line is not None else None)
    return Said(words.measure_name(figure.measure), number, who)


class SourceColumns(NamedTuple):
    """How a source's row shares its width, behind the four cells of cursor and health."""

    name: int
    grade: int
    age: int
    updates: int


def source_columns(scene: Scene, width: int) -> SourceColumns:
    """The columns of the sources: as wide as their heads where there is room for these."""
    grade, age, updates = (6, 4, 8) if width >= HEADED else (3, 4, 5)
    longest = max((wide(one.source.title) for one in scene.sources), default=0)
    return SourceColumns(max(8, min(longest, 18, width - 5 - grade - age - updates)), grade, age, updates)


def source_head(scene: Scene, width: int) -> Content:
    """What the columns of the sources are; nothing where they are too narrow to say so."""
    if width < HEADED or not scene.sources:
        return Content("")
    columns = source_columns(scene, width)
    names = zip(("source", " grade", "age", "updates"), columns, (False, False, True, True), strict=True)
    return Content("    ") + Content("").join(
        fit(Content.styled(name, MUTED), room, right=right) for name, room, right in names
    )


def source_row(scene: Scene, row: SourceRow, width: int, *, here: bool) -> Content:
    """Health, name, grade, age of the last success, updates given, and what is wrong; that above all where it fails.

    In the past there is no age of a success that came later: the ones before it are not kept.
    """
    sign = source_sign(row)
    columns = source_columns(scene, width)

    def head(name: int) -> Content:
        return Content.assemble(
            (f"{signs.HERE} " if here else "  ", LOUD),
            (f"{sign.mark} ", sign.style),
            _source_name(row.source.title, name),
            (f" {row.source.grade.value}".ljust(columns.grade), BOLD if row.source.grade.value != "F" else MUTED),
        )

    later = row.health.succeeded is not None and row.health.succeeded > scene.now
    age = NOTHING if later else times.age(row.health.succeeded, scene.now)
    facts = Content.assemble(
        fit(Content.styled(age, MUTED), columns.age, right=True),
        fit(Content.styled(str(row.count), MUTED), columns.updates, right=True),
    )
    trouble = ink(source_trouble(scene, row), BAD if row.failing else MUTED)
    there = head(columns.name)
    room = width - there.cell_length - facts.cell_length - 2
    if row.failing and trouble.cell_length > room:
        return fit(Content.assemble(head(max(8, min(columns.name, width // 3))), " ", trouble), width)
    return fit(Content.assemble(there, facts, "  ", trouble) if room >= LEGIBLE else there + facts, width)


def _source_name(title: str, width: int) -> Content:
    """A title in its column; one that is an address of numbers counts nothing and may be cut within them."""
    name = ink(title)
    return fit(name if text.whole(title, width - 1) else name.truncate(width, ellipsis=True), width)


def source_sign(row: SourceRow) -> signs.Sign:
    """The sign of a source's health."""
    if row.source.paused:
        return signs.PAUSED
    if row.failing:
        return signs.FAILING
    if row.health.succeeded is None:
        return signs.NEVER
    return signs.LATE if row.late else signs.HEALTHY


def source_trouble(scene: Scene, row: SourceRow) -> str:
    """Why a source fails, or else what there is to know of it, in words; may be empty."""
    if row.health.message:
        return row.health.message
    marks = [word for word, true in (("party", scene.is_party(row.source)), (source_sign(row).word, row.late)) if true]
    return ", ".join(marks)


def choice_row(label: Content, detail: Content, width: int, *, here: bool) -> Content:
    """A choice in a picker with a word on it."""
    return fit(Content.assemble((f"{signs.HERE} " if here else "  ", LOUD), label, "  ", detail), width)
