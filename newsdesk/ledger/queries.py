"""What callers ask of a ledger: which lines, who spoke first, how an outlet fares, whom to follow."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from newsdesk.ledger import words
from newsdesk.ledger.records import Ledger, Line, Name, OriginClaim, Status, Verdict
from newsdesk.ledger.scopes import Scopes
from newsdesk.model import Grade, Incident, LineKey


class Voice(Struct, frozen=True, kw_only=True):
    """An origin as it is heard on a whole ledger."""

    origin: str
    merged: tuple[Name, ...]
    """The names in print that were taken to be this one voice, sorted, each with why; empty where all are its own."""
    outlets: tuple[str, ...]
    """Those that printed it, sorted."""
    grade: Grade
    party: bool
    lines: int
    """On how many lines it stands with a number that counts, or would if it were no party."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names in print that were taken to be this one voice, sorted; its own where it has no other."""
        return tuple(one.name for one in self.merged) or (self.origin,)


def voices(ledger: Ledger) -> list[Voice]:
    """All origins of a ledger, those heard on most lines first."""
    said: dict[str, list[tuple[LineKey, OriginClaim]]] = {}
    for line in ledger.lines:
        for claim in line.origins:
            said.setdefault(claim.origin, []).append((line.key, claim))
    found = [
        Voice(
            origin=origin,
            merged=ledger.names.get(origin, ()),
            outlets=tuple(sorted({outlet for _, claim in claims for outlet in claim.outlets})),
            grade=claims[0][1].grade,
            party=claims[0][1].party,
            lines=len({key for key, claim in claims if claim.stands}),
        )
        for origin, claims in said.items()
    ]
    return sorted(found, key=lambda voice: (-voice.lines, voice.origin))


def parties(ledger: Ledger) -> list[tuple[str, int]]:
    """The parties to the event, each with the number of lines that it stands on."""
    lines = {voice.origin: voice.lines for voice in voices(ledger)}
    return [(origin, lines.get(origin, 0)) for origin in ledger.parties]


def counting(line: Line) -> list[OriginClaim]:
    """The claims of a line that make its verdict and range: of independent origins, no parties; newest first."""
    return [claim for claim in line.origins if claim.is_counting]


def first_to_say(line: Line) -> list[OriginClaim]:
    """The counting claims of a line in the order in which their numbers were first said: who moved first."""
    return sorted(counting(line), key=lambda claim: (claim.first_said, claim.origin))


class Track(Struct, frozen=True, kw_only=True):
    """How an outlet fares on a ledger, counted in lines."""

    outlet: str
    lines: int = 0
    """On which it printed a number that counts, or did until a newer one took its place."""
    shared: int = 0
    """Of those, on which another outlet did so too."""
    first: int = 0
    """Of the shared, on which nobody printed a number before it."""
    contradicted: int = 0
    """On which a number that it stands with is part of a conflict."""


def track(ledger: Ledger, outlet: str) -> Track:
    """How an outlet fares on a ledger: how often it was first, and how often others contradict it."""
    lines = shared = first = contradicted = 0
    for line in ledger.lines:
        said = [claim for claim in line.origins if claim.stands or claim.status is Status.SUPERSEDED]
        if not any(outlet in claim.outlets for claim in said):
            continue
        lines += 1
        if any(claim.outlets != (outlet,) for claim in said):
            shared += 1
            first += min(said, key=lambda claim: claim.first_said).outlets[0] == outlet
        contradicted += line.verdict is Verdict.CONFLICT and any(outlet in claim.outlets for claim in counting(line))
    return Track(outlet=outlet, lines=lines, shared=shared, first=first, contradicted=contradicted)


def authority(counting: Sequence[OriginClaim]) -> OriginClaim | None:
    """The claim that the rule `greatest authority` follows: the best letter among those that count, then the newest.

    Null where no origin has a letter: F says that it cannot be judged. Garbled origins are followed by nobody.
    """
    able = [claim for claim in counting if claim.grade is not Grade.F and claim.status is not Status.GARBLED]
    return min(able, key=lambda claim: (claim.grade, -claim.published.timestamp(), claim.origin), default=None)


def related(ledger: Ledger, key: LineKey, incident: Incident) -> tuple[list[Line], list[Line]]:
    """The lines that a line is part of, and those that are part of it: not comparable, foreign ⊂ all."""
    scopes = Scopes(incident)
    wholes = [line for line in ledger.lines if scopes.within(key, line.key)]
    parts = [line for line in ledger.lines if scopes.within(line.key, key)]
    return wholes, parts


def kin(ledger: Ledger, key: LineKey, incident: Incident) -> str:
    """Why a line is not compared with those near it, in words: "British ⊂ foreign; foreign ⊂ all"; else empty."""
    wholes, parts = related(ledger, key, incident)
    pairs = [(key, whole.key) for whole in wholes] + [(part.key, key) for part in parts]
    return "; ".join(f"{words.who_text(part)} ⊂ {words.who_text(whole)}" for part, whole in pairs)
