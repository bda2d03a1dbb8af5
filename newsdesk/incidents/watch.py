"""Leads an update to its incident by watch words. Pure: knows no clock and no store.

A row of watch words matches where each of its words stands in the text as a whole word, in any order, blind to
case and accents. The incident with the most matching rows wins, then the one that started last, then by id.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from newsdesk.model import Incident, IncidentStatus

GRACE = timedelta(days=1)
"""Feeds date by the day, and stories break before they have a start: so much earlier still joins."""

_WORD = re.compile(r"\w+")
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_FAR_AHEAD = datetime.max.replace(tzinfo=UTC)


class Watch:
    """The watch words of some incidents, made ready once; closed incidents take nothing new."""

    def __init__(self, incidents: Sequence[Incident]) -> None:
        self._spans: dict[str, tuple[datetime, datetime]] = {}
        self._rows: dict[str, list[tuple[frozenset[str], str]]] = {}
        for incident in incidents:
            if incident.status is not IncidentStatus.CLOSED:
                self._take(incident)

    def _take(self, incident: Incident) -> None:
        begin = incident.started - GRACE if incident.started else _LONG_AGO
        self._spans[incident.id] = (begin, incident.ended or _FAR_AHEAD)
        for row in {frozenset(words(row)) for row in incident.watch}:
            if row:
                rarest = max(row, key=lambda word: (len(word), word))
                self._rows.setdefault(rarest, []).append((row, incident.id))

    def find(self, text: str, at: datetime) -> str | None:
        """The id of the incident that a text published at `at` joins; null where none watches for it."""
        there = set(words(text))
        matched = Counter(
            name
            for word in there & self._rows.keys()
            for row, name in self._rows[word]
            if row <= there and self._spans[name][0] <= at <= self._spans[name][1]
        )
        if not matched:
            return None
        return max(matched, key=lambda name: (matched[name], self._spans[name][0], name))


def words(text: str) -> list[str]:
    """The words of a text, folded: lower case, accents dropped; an apostrophe or a dash parts words."""
    if not text.isascii():
        text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return _WORD.findall(text.casefold())
