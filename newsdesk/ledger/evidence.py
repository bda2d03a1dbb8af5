"""The claims of an incident: every figure that stands in it, in its place in print.

Pure: what was published and seen by when, and what was decided, comes in. A corrected, struck or added figure is
taken as the editor left it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from newsdesk.decisions import Standing
from newsdesk.ledger.records import Claim, Gathered, in_order
from newsdesk.model import Figure, Grade, Incident, Source, Update, UpdateRef, Version

Said = tuple[object, ...]
"""All that a figure says, but not where it stands."""

VoiceOf = Callable[[Update, int, Figure], tuple[str, datetime | None]]
"""An update, the number of its version and a figure there → whose words they are, empty for the outlet's own, and when
they first stood in print, where these are a copy."""


def claims(
    updates: Iterable[Update],
    sources: Mapping[str, Source],
    standing: Standing,
    incident: Incident,
    *,
    as_of: datetime | None = None,
    known_at: datetime | None = None,
    voice: VoiceOf | None = None,
) -> Gathered:
    """The claims of the updates of an incident: of versions published by `as_of` and seen by `known_at`.

    An editor's move wins over the words' choice of incident. For `known_at` the caller brings `sources` and `standing`
    as they were by the decisions made by then. `voice` tells whose words a figure's are where its outlet only carries
    them.
    """
    touched = {UpdateRef(*name[:2]) for name in (*standing.corrected, *standing.struck)} | standing.added.keys()
    found: list[Claim] = []
    for update in updates:
        ref = update.ref
        if standing.incident_of(ref, update.incident) == incident.id:
            there = _there(update, as_of, known_at)
            if not there:
                continue
            found += _of_update(
                update, there, sources.get(update.source), standing, touched=ref in touched, voice=voice
            )
    return Gathered(sorted(found, key=in_order))


def _there(update: Update, as_of: datetime | None, known_at: datetime | None) -> list[tuple[int, Version]]:
    """The versions that were published by one moment and seen by another, with their places."""
    return [
        (index, version)
        for index, version in enumerate(update.versions)
        if (as_of is None or version.at <= as_of) and (known_at is None or version.seen <= known_at)
    ]


def _of_update(
    update: Update,
    there: list[tuple[int, Version]],
    source: Source | None,
    standing: Standing,
    *,
    touched: bool,
    voice: VoiceOf | None,
) -> Iterable[Claim]:
    ref = update.ref
    outlet, grade = (source.title, source.grade) if source else (ref.source, Grade.F)
    state = standing.state(ref)
    ends = [version.at for _, version in there[1:]] + [None]
    former: dict[Said, datetime] = {}
    for (index, version), withdrawn in zip(there, ends, strict=True):
        figures = version.reading.figures
        # An edit that the publisher gave no time of its own says again only what it changed.
        kept, former = former if version.unsure else {}, {}
        for figure in standing.figures(ref, index, figures) if touched else figures:
            whose, first = voice(update, index, figure) if voice is not None else ("", None)
            said = first or version.at
            if len(there) > 1:
                words = _words(figure)
                said = former[words] = kept.get(words, said)
            yield Claim(
                figure=figure,
                update=ref,
                version=index,
                outlet=outlet,
                grade=grade,
                at=version.at,
                said=said,
                withdrawn=withdrawn,
                state=state,
                voice=whose,
            )


def _words(figure: Figure) -> Said:
    """What a figure says, wherever it stands in its text."""
    number = (figure.value, figure.qualifier, figure.low, figure.high)
    counted = (figure.measure, figure.scope, figure.side, figure.counts)
    return (*counted, *number, figure.modality, figure.tense, figure.change, figure.chain)
