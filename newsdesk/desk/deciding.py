"""How the desk decides: an act is checked, stored in the log, and announced; the last one is taken back or redone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec

from newsdesk import decisions as log
from newsdesk.decisions import Act, Decision, OneAct
from newsdesk.desk import refusals
from newsdesk.desk.announcements import Decided, IncidentsChanged, SourcesChanged
from newsdesk.desk.answers import Answers
from newsdesk.errors import NewsdeskError
from newsdesk.incidents import Watch
from newsdesk.model import Incident, Update
from newsdesk.store import Change


class Deciding(Answers):
    """The one way in which acts become decisions."""

    def decide(self, act: Act, reason: str = "") -> Decision:
        """Store one act, durably, and announce it. Raises CallWrong for one that refusals have."""
        refusals.check_act(act, reason, self)
        decision = self._next_decision(act, reason)
        done = log.subject(decision, self._store.decisions()).acts
        opened = frozenset(one.opened.id for one in done if isinstance(one, log.OpenIncident))
        self._commit(Change(decisions=(decision,), updates=self._joining_after(decision, opened) if opened else ()))
        self._announce(Decided(decision))
        if any(isinstance(one, log.OnStory) for one in done):
            self._announce(IncidentsChanged())
        if any(isinstance(one, log.OnSource) for one in done):
            self._announce(SourcesChanged())
        return decision

    def decide_all(self, acts: Sequence[OneAct], reason: str = "") -> Decision:
        """Store several acts as one, undone as one. Raises CallWrong where one of them cannot be done; then none is."""
        return self.decide(acts[0] if len(acts) == 1 else log.Several(tuple(acts)), reason)

    def undo(self) -> Decision:
        """Take back the last act that stands. Raises NewsdeskError where there is none."""
        last = log.last_standing(self._store.decisions())
        if last is None:
            raise NewsdeskError("There is nothing to take back.")
        return self.decide(log.Undo(last.id))

    def redo(self) -> Decision:
        """Take back the last undo. Raises NewsdeskError where there is none, or something was decided since."""
        last = log.last_undo(self._store.decisions())
        if last is None:
            raise NewsdeskError("There is nothing to do again.", "Only what was just taken back can be.")
        return self.decide(log.Undo(last.id))

    def _next_decision(self, act: Act, reason: str = "") -> Decision:
        made = self._store.decisions()
        number = made[-1].id + 1 if made else 1
        return Decision(id=number, at=self.clock(), by=self.editor, act=act, reason=reason)

    def _joining_after(self, decision: Decision, opened: Collection[str]) -> tuple[Update, ...]:
        standing = log.standing([*self._store.decisions(), decision])
        return self._joining(standing.watched(self._store.incidents()), opened)

    def _joining(self, watched: Collection[Incident], into: Collection[str]) -> tuple[Update, ...]:
        """The updates that are in none of the incidents watched and whose words lead to one of these, in it."""
        watch, there = Watch(tuple(watched)), {one.id for one in watched}
        loose: Iterable[Update] = (
            self.update(row.ref) for row in self._index.newest_first() if row.incident not in there
        )
        return tuple(
            msgspec.structs.replace(update, incident=found)
            for update in loose
            if (found := watch.find(update.latest.text, update.latest.at)) and found in into
        )
