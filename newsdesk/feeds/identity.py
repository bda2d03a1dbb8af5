"""One name for one item: what a feed may repeat, and what it must not lose.

Knows entries only. A feed that gives two different items the same id would make one overwrite the other; both
are kept, and a fault tells it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from newsdesk.feeds.entries import Item
from newsdesk.model import Entry, Fault


def distinct(items: Iterable[Item]) -> tuple[tuple[Entry, ...], tuple[Fault, ...]]:
    """Entries under distinct ids in their order, as many as there were items, with their faults.

    The first to use an id keeps it. A later, different one gets a suffix made of what sets it apart (its link, else
    its title, else its words), so that it keeps its name when the rest of it is edited; one that is the same word
    for word gets the number of its turn.
    """
    kept: dict[str, Entry] = {}
    faults: list[Fault] = []
    turns: Counter[str] = Counter()
    for item in items:
        entry = item.entry
        holder = kept.get(entry.id)
        if holder is not None:
            apart = _apart(entry, holder, kept)
            if apart is None:
                apart = replace(entry, id=_turn(entry.id, turns, kept))
                faults.append(Fault("repeated", "The feed gives this entry more than once, word for word.", apart.id))
            else:
                shown = entry.id[:80]
                faults.append(Fault("same_id", f"Two different items have the id “{shown}”; both were kept.", apart.id))
            entry = apart
        kept[entry.id] = entry
        faults += [replace(fault, entry=entry.id) for fault in item.faults]
    return tuple(kept.values()), tuple(faults)


def _turn(name: str, turns: Counter[str], kept: dict[str, Entry]) -> str:
    """The id with the number of its turn, unless another item is called so."""
    turns[name] += 1
    while (numbered := f"{name}#{turns[name] + 1}") in kept:
        turns[name] += 1
    return numbered


def _apart(entry: Entry, holder: Entry, kept: dict[str, Entry]) -> Entry | None:
    """The entry under another id; nothing where the very same entry is already kept."""
    if entry == holder:
        return None
    everything = f"{entry.link}\n{entry.title}\n{entry.body}\n{entry.author}\n{entry.published}\n{entry.updated}"
    pairs = ((entry.link, holder.link), (entry.title, holder.title), (entry.body, holder.body))
    first = next((own for own, other in pairs if own != other), everything)
    for mark in (first, everything):
        name = f"{entry.id}#{hashlib.sha256(mark.encode('utf-8', 'replace')).hexdigest()[:8]}"
        renamed = replace(entry, id=name)
        if name not in kept:
            return renamed
        if kept[name] == renamed:
            return None
    return None
