"""When an editor last looked at an incident, and what is new since."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from newsdesk.decisions import Look
from newsdesk.desk.stories import Stories
from newsdesk.ledger import changes
from newsdesk.ledger.changes import Movement
from newsdesk.store import Change


class News(NamedTuple):
    """What moved on the lines of an incident since its editor last looked."""

    since: datetime
    moved: tuple[Movement, ...]


class Looks(Stories):
    """Looks are kept for each editor by name. They are no decisions: none is undone, and no log tells of them."""

    def look(self, incident: str) -> None:
        """Keep what the editor sees of an incident now."""
        lines = changes.picture(self.ledger(incident))
        look = Look(editor=self.editor, incident=self.incident(incident).id, at=self.clock(), lines=lines)
        # Not by way of the desk's own commit: no ledger rests on a look.
        self._store.commit(Change(looks=(look,)))

    def news(self, incident: str) -> News | None:
        """What moved since the editor's last look; null before the first."""
        last = next((one for one in self._store.looks() if (one.editor, one.incident) == (self.editor, incident)), None)
        return None if last is None else News(last.at, tuple(changes.since(last.lines, self.ledger(incident))))
