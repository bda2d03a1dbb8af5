"""What the desk is built on: the store in use, kept in step with what is known of it in memory.

The one place that commits; announces after every commit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from newsdesk import decisions as log
from newsdesk import ledger as ledgers
from newsdesk import text
from newsdesk.collector import paused
from newsdesk.decisions import Standing
from newsdesk.desk import names
from newsdesk.desk.announcements import Announcement
from newsdesk.desk.carried import Carried
from newsdesk.desk.index import Index
from newsdesk.incidents.suggestions import Suggestion
from newsdesk.ledger.records import Gathered, Ledger
from newsdesk.model import Incident, Source, Update, UpdateRef
from newsdesk.store import Change, Store

Clock = Callable[[], datetime]
Listener = Callable[[Announcement], None]


SIGNED = 60
"""Letters of a name that are kept."""
_SWEEPING = log.OnStory | log.OnSource | log.Move
"""Acts after which claims are gathered anew: they touch more updates than they name."""


def now() -> datetime:
    """The time, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


class Records:
    """A store in use: what stands after its decisions, who listens, and the one way to commit."""

    def __init__(
        self,
        store: Store,
        *,
        clock: Clock = now,
        editor: str = "editor",
        patience: timedelta = timedelta(hours=12),
        folder: Path | None = None,
        keep_snapshots: bool = True,
    ) -> None:
        self.clock = clock
        """The moment that decisions and sightings are stamped with."""
        self.folder = folder
        """Where snapshots go; null for a desk that has no disk."""
        self.keep_snapshots = keep_snapshots
        self.editor = ""
        """Who signs decisions, in clean words."""
        self.sign_as(editor)
        self.patience = patience
        self._store = store
        self._listeners: list[Listener] = []
        self._standing: Standing | None = None
        self.commits = 0
        """How often something was stored: work in steps is of no use once that moves."""
        self._ledgers: dict[tuple[str, datetime | None, datetime | None, timedelta], Ledger] = {}
        self._claims: dict[str, tuple[Gathered, Carried]] = {}
        self._sweeps = 0
        """How often all claims were to be gathered anew."""
        self._there: frozenset[str] | None = None
        self._suggested: list[Suggestion] | None = None
        self._weighed: dict[str, tuple[Sequence[UpdateRef], tuple[int, ...], Suggestion | None]] = {}
        self._again: frozenset[UpdateRef] | None = None
        with paused():
            self._index = Index(store.briefs(), store.update)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        clock: Clock = now,
        editor: str = "editor",
        patience: timedelta = timedelta(hours=12),
        read_only: bool = False,
        keep_snapshots: bool = True,
    ) -> Self:
        """Open the desk in a folder, creating it where there is none. Raises DeskLocked or DeskDamaged."""
        from newsdesk.store.tiny import TinyStore

        store = TinyStore.open(folder, holder=text.line(editor, SIGNED), read_only=read_only)
        return cls(store, clock=clock, editor=editor, patience=patience, folder=folder, keep_snapshots=keep_snapshots)

    def sign_as(self, name: str) -> None:
        """Sign decisions with this name from now on."""
        self.editor = text.line(name, SIGNED)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the desk; what was stored stays."""
        self._store.close()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every change; the returned function ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def standing(self, known_at: datetime | None = None) -> Standing:
        """What stands after all decisions, or after those made by a moment."""
        if known_at is not None:
            return log.standing([decision for decision in self._store.decisions() if decision.at <= known_at])
        if self._standing is None:
            self._standing = log.standing(self._store.decisions())
        return self._standing

    def _every_source(self, known_at: datetime | None = None) -> list[Source]:
        """All sources as editors have them, or had them at a moment, the removed ones too."""
        standing = self.standing(known_at)
        return [names.decided(source, standing) for source in self._store.sources()]

    def _stories(self) -> frozenset[str]:
        """The ids of the incidents that stand."""
        if self._there is None:
            self._there = frozenset(one.id for one in self.standing().incidents(self._store.incidents()))
        return self._there

    def known(self, ref: UpdateRef) -> Update | None:
        """The stored update of that name, if any."""
        return self._store.update(ref)

    def store(self, change: Change, *announcements: Announcement) -> None:
        """Commit what the pipeline made, then announce it."""
        self._commit(change)
        for announcement in announcements:
            self._announce(announcement)

    def _commit(self, change: Change) -> None:
        if not change:
            return
        known = {source.id: (source.title, source.grade) for source in self._store.sources()} if change.sources else {}
        if change.sources:
            kept = names.undecided(change.sources, self.standing(), self._store.sources())
            change = msgspec.structs.replace(change, sources=kept)
        self._store.commit(change)
        self.commits += 1
        self._ledgers.clear()
        self._there = self._again = self._suggested = None
        self._index.put(change.updates)
        if any(isinstance(decision.act, log.Undo) for decision in change.decisions):
            self._standing = None
        elif self._standing is not None:
            for decision in change.decisions:
                log.apply(self._standing, decision)
        if any(known.get(source.id, source) != (source.title, source.grade) for source in change.sources):
            self._sweep()
        self._gather_again(change)

    def _sweep(self) -> None:
        """Forget all claims at hand, and those that are being gathered."""
        self._claims.clear()
        self._sweeps += 1

    def _gather_again(self, change: Change) -> None:
        """Bring the claims at hand up to date: only those of the updates that a change is on are read anew."""
        made = self._store.decisions()
        acts = [act for decision in change.decisions for act in log.subject(decision, made).acts]
        if change.incidents or any(isinstance(act, _SWEEPING) for act in acts):
            self._sweep()
        stored = {update.ref: update for update in change.updates}
        refs = stored.keys() | log.touched(acts)
        updates = [update for ref in refs if (update := stored.get(ref) or self._store.update(ref)) is not None]
        stories = {story.id: story for story in self._store.incidents()} | self.standing().opened
        for name in list(self._claims) if updates else ():
            gathered, carried = self._claims.pop(name)
            inside = [one for one in updates if self.standing().incident_of(one.ref, one.incident) == name]
            if carried.follow(inside):
                again = self._claims_in(stories[name], inside, carried)
                self._claims[name] = gathered.amended(refs, again), carried

    def _claims_in(
        self, story: Incident, updates: Iterable[Update], carried: Carried, known_at: datetime | None = None
    ) -> Gathered:
        """The claims of updates in an incident, each with whose words it carries."""
        standing = self.standing(known_at)
        own = standing.own_words
        return ledgers.claims(
            updates,
            {source.id: source for source in self._every_source(known_at)},
            standing,
            story,
            known_at=known_at,
            voice=lambda update, version, figure: carried.voice(update, version, figure, own=update.ref in own),
        )

    def _announce(self, announcement: Announcement) -> None:
        for listener in tuple(self._listeners):
            listener(announcement)
