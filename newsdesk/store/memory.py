"""The store that forgets: the twin in memory of the one on disk, for throw-away desks and for tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from newsdesk.decisions import Decision, Look
from newsdesk.errors import DeskError
from newsdesk.model import BriefUpdate, Health, Incident, Source, Update, UpdateRef
from newsdesk.store.protocol import Change


class MemoryStore:
    """Keeps the promise of newsdesk.store.protocol for as long as the process lives."""

    def __init__(self) -> None:
        self._sources: dict[str, Source] = {}
        self._healths: dict[str, Health] = {}
        self._incidents: dict[str, Incident] = {}
        self._updates: dict[UpdateRef, Update] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        self._decisions: list[Decision] = []
        self._closed = False

    def sources(self) -> Sequence[Source]:
        """All sources, removed ones too."""
        return tuple(self._sources.values())

    def healths(self) -> Mapping[str, Health]:
        """How each source went last, by its id."""
        return dict(self._healths)

    def incidents(self) -> Sequence[Incident]:
        """All incidents."""
        return tuple(self._incidents.values())

    def updates(self) -> Sequence[Update]:
        """All updates."""
        return tuple(self._updates.values())

    def briefs(self) -> Iterable[BriefUpdate]:
        """All updates without their words."""
        return map(BriefUpdate.of, self._updates.values())

    def update(self, ref: UpdateRef) -> Update | None:
        """One update by its name."""
        return self._updates.get(ref)

    def looks(self) -> Sequence[Look]:
        """When each editor last looked at each incident."""
        return tuple(self._looks.values())

    def decisions(self) -> Sequence[Decision]:
        """The log, oldest first."""
        return tuple(self._decisions)

    def commit(self, change: Change) -> None:
        """Take a change."""
        if self._closed:
            raise DeskError("This desk has been closed.", "Open it again.")
        change.require_continues(len(self._decisions))
        self._sources |= {source.id: source for source in change.sources}
        self._healths |= {health.source: health for health in change.healths}
        self._incidents |= {incident.id: incident for incident in change.incidents}
        self._updates |= {update.ref: update for update in change.updates}
        self._looks |= {(look.editor, look.incident): look for look in change.looks}
        self._decisions += change.decisions

    def close(self) -> None:
        """Refuse further commits."""
        self._closed = True
