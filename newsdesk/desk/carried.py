"""Whose words the updates of one incident carry: an agency that they credit, or an earlier outlet whose text they copy.

Kept in step as updates arrive; told apart from what the text itself attributes, which is the chain of a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from newsdesk.figures.credits import credit
from newsdesk.incidents.copies import Copies, Place, shared
from newsdesk.model import Figure, Update, UpdateRef, Version

NEAR = 40
"""Characters around a figure's words that must stand in the original as well."""


class Carried:
    """The copies and credits of one incident's updates, of those versions that were seen by a moment."""

    def __init__(
        self,
        titles: Mapping[str, str],
        read: Callable[[UpdateRef], Update | None],
        known_at: datetime | None = None,
    ) -> None:
        self._titles, self._read, self._known_at = titles, read, known_at
        self._taken: set[tuple[UpdateRef, int]] = set()
        self._copies = Copies()

    def take(self, updates: Iterable[Update]) -> Iterator[None]:
        """Take the first updates, in any order and in steps."""
        texts: list[tuple[Place, str]] = []
        for update in updates:
            texts += [(place, version.text) for place, version in self._places(update)]
            yield
        for place in self._copies.gather(texts):
            self._taken.add((place.ref, place.version))
            yield

    def _places(self, update: Update) -> Iterable[tuple[Place, Version]]:
        for number, version in enumerate(update.versions):
            if self._known_at is None or version.seen <= self._known_at:
                yield Place(version.at, update.ref, number), version

    def follow(self, updates: Iterable[Update]) -> bool:
        """Take what has arrived since; false where it is older than copies of it: then all is to be made anew."""
        fresh = [
            (place, version.text)
            for update in updates
            for place, version in self._places(update)
            if (place.ref, place.version) not in self._taken
        ]
        for place, text in sorted(fresh):
            try:
                self._copies.take(place, text)
            except ValueError:
                return False
            self._taken.add((place.ref, place.version))
        return True

    def original(self, ref: UpdateRef, version: int) -> Place | None:
        """The first place in print of a version's words, where they are a copy."""
        return self._copies.original(ref, version)

    def copied(self) -> Iterator[tuple[Place, Place]]:
        """Each version that is a copy, with the first place in print of its words."""
        return self._copies.copied()

    def carriers(self, ref: UpdateRef, version: int) -> list[UpdateRef]:
        """Every update with the words of this one, the first in print first."""
        return self._copies.carriers(ref, version)

    def voice(self, update: Update, version: int, figure: Figure, *, own: bool) -> tuple[str, datetime | None]:
        """Whose words a figure's are, and when they first stood in print, where they are a copy.

        The agency credited, else the origin of a copied passage; empty for the outlet's own. `own` says that an editor
        took the words for the outlet's own: then only its own credit counts.
        """
        text = update.versions[version].text
        original = None if own else self.original(update.ref, version)
        source = self._read(original.ref) if original is not None else None
        named = credit(text)
        if source is None or original is None:
            return named, None
        first = source.versions[original.version].text
        passage = text[max(0, figure.start - NEAR) : figure.end + NEAR]
        if not shared(passage, first):
            return named, None
        return named or credit(first) or self._titles.get(source.source, source.source), original.at
