"""What one story is of several that were found to be parts of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from newsdesk.model import Incident


def joined(whole: Incident, parts: Sequence[Incident]) -> Incident:
    """An incident with the watch words, aliases, universal roles and parties of its parts, since the first began."""
    if not parts:
        return whole
    every = (whole, *parts)
    aliases = dict(whole.aliases)
    for part in parts:
        for name, others in part.aliases.items():
            aliases[name] = _once((*aliases.get(name, ()), *others))
    return replace(
        whole,
        started=min((one.started for one in every if one.started), default=None),
        watch=_once(row for one in every for row in one.watch),
        aliases=aliases,
        universal=_once(role for one in every for role in one.universal),
        parties=_once(name for one in every for name in one.parties),
    )


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
