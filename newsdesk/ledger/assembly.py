"""Builds the ledger of an incident: claims in, lines with origins, verdicts and checks out.

Pure: no clock, disk or network. The result owes nothing to the order of the claims.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import compress
from operator import attrgetter
from typing import TypeVar

from msgspec.structs import replace

from newsdesk.collector import paused
from newsdesk.decisions import DeskFigure, Standing, figure_ref
from newsdesk.ledger import words
from newsdesk.ledger.checks import checks
from newsdesk.ledger.desk_figures import attention, followed
from newsdesk.ledger.grades import Company
from newsdesk.ledger.origins import Chain, Statement, Words, beside, counts, first_said, origin_claim, settle
from newsdesk.ledger.records import COUNTING, Claim, Gathered, Ledger, Line, Name, OriginClaim, Status, in_order
from newsdesk.ledger.scopes import Scopes
from newsdesk.ledger.verdicts import judge
from newsdesk.ledger.voices import Cast, Voices, english
from newsdesk.model import Grade, Incident, LineKey, Measure, Side, State

_GRADED = COUNTING | {Status.WITHDRAWN}

_NEWEST = attrgetter("published")

Said = dict[str, dict[Words, Statement]]
"""What is said on one line: origin → its distinct statements."""

Key = TypeVar("Key")
Value = TypeVar("Value")

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@paused()
def build(
    claims: Iterable[Claim],
    incident: Incident,
    *,
    as_of: datetime | None = None,
    known_at: datetime | None = None,
    standing: Standing | None = None,
    patience: timedelta,
    voices: Voices | None = None,
    year: int | None = None,
) -> Ledger:
    """The ledger as of a moment, gravest conflict first, then by how much is said.

    Claims published later than `as_of` are left out, and texts replaced later still stand. Without `as_of` the
    present is the newest claim that counts, so that an old story is not stale for being old. `known_at` is only noted.
    Reasons tell the year of what is of another than `year`, the one that a reader takes for granted.
    """
    gathered = claims if isinstance(claims, Gathered) else Gathered(sorted(claims, key=in_order))
    shown = [claim for claim in gathered.published(as_of) if claim.state is not State.REJECTED]
    counted = [counts(claim) for claim in shown]
    counting = list(compress(shown, counted))
    present = as_of or max([claim.said for claim in counting], default=_LONG_AGO)
    decided = standing or Standing()
    cast = (voices or english()).within(
        incident,
        _named(counting),
        _named(shown),
        {claim.outlet for claim in shown},
        _here(decided.voices, incident),
    )
    room = _Room(incident, cast, shown, decided, as_of=as_of, stale_before=_earlier(present, patience), year=year)
    desk = room.desk_figures(decided)
    said = room.by_line(shown, counted)
    # In the past no line stands that nobody had spoken on, whatever the desk runs with since.
    keys = said.keys() if as_of is not None else said.keys() | desk.keys()
    lines = [room.line(key, said.get(key, {}), desk.get(key)) for key in keys]
    lines.sort(key=_gravest_first)
    return Ledger(
        incident=incident.id,
        as_of=as_of,
        known_at=known_at,
        lines=tuple(lines),
        checks=checks(lines, incident, cast.identified),
        names=room.names(),
        parties=tuple(sorted(room.parties)),
    )


def _here(decided: Mapping[tuple[str, Key], Value], incident: Incident) -> dict[Key, Value]:
    """What was decided within this incident."""
    return {key: value for (name, key), value in decided.items() if name == incident.id}


def _named(claims: Iterable[Claim]) -> set[str]:
    return {name for chain in {claim.figure.chain for claim in claims} for name in chain}


def _gravest_first(line: Line) -> tuple[bool, float, int, int, LineKey]:
    """Disputes of this moment before those with what is stale, each by severity; then what most origins speak on."""
    graver = line.is_disputed and line.severity > 0
    return not graver, -line.severity, -line.origin_count, -len(line.origins), line.key


def _earlier(present: datetime, patience: timedelta) -> datetime:
    """The moment before which a word not repeated is stale."""
    return present - patience if present - _LONG_AGO > patience else _LONG_AGO


class _Room:
    """What all lines of one ledger share: the voices, the scopes, the parties, the letters, the moment."""

    def __init__(
        self,
        incident: Incident,
        cast: Cast,
        shown: Sequence[Claim],
        decided: Standing,
        *,
        as_of: datetime | None,
        stale_before: datetime,
        year: int | None,
    ) -> None:
        self._incident = incident
        self._cast = cast
        self._scopes = Scopes(incident)
        self._as_of = as_of
        self._stale_before = stale_before
        self._year = year
        self._appraised = decided.appraised
        marked = dict.fromkeys(map(cast.canonical, incident.parties), True)
        marked |= {cast.canonical(name): party for name, party in _here(decided.parties, incident).items()}
        self.parties = frozenset(name for name, party in marked.items() if party)
        self._letters: dict[str, Grade] = {}
        for outlet, grade in {(claim.outlet, claim.grade) for claim in shown}:
            name = cast.canonical(outlet)
            self._letters[name] = min(grade, self._letters.get(name, Grade.F))
        self._letters |= {cast.canonical(name): grade for name, grade in _here(decided.letters, incident).items()}
        self._traced: dict[tuple[Chain, str, str], tuple[str, str]] = {}
        self._nameless: dict[Chain, str] = {}
        self._names: dict[str, set[str]] = defaultdict(set)

    def names(self) -> dict[str, tuple[Name, ...]]:
        """Each origin that goes by another name than its own → the names that it goes by, and why."""
        return {
            origin: tuple(Name(name, self._cast.ground(name)) for name in sorted(names))
            for origin, names in sorted(self._names.items())
            if names != {origin}
        }

    def desk_figures(self, decided: Standing) -> dict[LineKey, DeskFigure]:
        """What the desk runs with on each line; what was set on lines that are one since: the last."""
        here = sorted(_here(decided.desk, self._incident).items(), key=lambda item: item[1].at)
        return {self._scopes.same(key): figure for key, figure in here}

    def by_line(self, shown: Iterable[Claim], counted: Iterable[bool]) -> dict[LineKey, Said]:
        """What each origin says on each line, from claims that come oldest first and whether each counts."""
        found: dict[LineKey, Said] = {}
        placed: dict[tuple[Measure, tuple[str, ...], Side], Said] = {}
        as_of, traced = self._as_of, self._traced
        for claim, counting in zip(shown, counted, strict=True):
            figure = claim.figure
            origin, carrier = traced.get((figure.chain, claim.outlet, claim.voice)) or self._trace(claim)
            where = (figure.measure, figure.scope, figure.side)
            line = placed.get(where)
            if line is None:
                line = placed[where] = found.setdefault(self._scopes.key(*where), {})
            said = line.get(origin)
            if said is None:
                said = line[origin] = {}
            name: Words = (figure.value, figure.qualifier, figure.low, figure.high)
            if not counting:
                name += beside(claim)
            standing = claim.withdrawn is None or (as_of is not None and claim.withdrawn > as_of)
            statement = said.get(name)
            if statement is None:
                said[name] = first_said(claim, carrier, counting, standing)
            else:
                statement.take((claim, carrier), standing)
        return found

    def _trace(self, claim: Claim) -> tuple[str, str]:
        """The origin of a claim, the deepest voice identified, and the carrier, the one next above it."""
        chain, outlet, voice = claim.figure.chain, claim.outlet, claim.voice
        named = [outlet, *([voice] if voice else []), *(name for name in chain if self._cast.identified(name))]
        voices = list(dict.fromkeys(map(self._cast.canonical, reversed(named))))
        origin, carrier = voices[0], voices[min(1, len(voices) - 1)]
        self._names[origin].update(name for name in named if self._cast.canonical(name) == origin)
        self._traced[chain, outlet, voice] = origin, carrier
        if chain and chain[-1] not in named:
            self._nameless[chain] = chain[-1]
        return origin, carrier

    def line(self, key: LineKey, said: Said, desk: DeskFigure | None) -> Line:
        """One line from what its origins say."""
        origins = [claim for origin, statements in said.items() for claim in self._origin(origin, statements.values())]
        counting = [claim for claim in origins if claim.is_counting]
        parties = [claim for claim in origins if claim.stands and claim.party]
        verdict, severity, reason = judge(counting or parties, self._stale_before, self._year)
        low, high, text = words.printed_range(counting)
        running = desk and followed(desk, counting)
        return Line(
            key=key,
            verdict=verdict,
            low=low,
            high=high,
            range=text,
            severity=severity,
            reason=reason if counting else _without(origins, parties, reason),
            origins=tuple(self._graded(origins, counting)),
            desk=running,
            attention=attention(desk, running, counting + parties, self._as_of, self._cast.canonical)
            if desk and running
            else "",
            origin_count=len({claim.origin for claim in counting}),
            outlet_count=len({outlet for claim in counting for outlet in claim.outlets}),
            parties_alone=bool(parties) and not counting,
        )

    def _origin(self, origin: str, said: Collection[Statement]) -> list[OriginClaim]:
        settle(said, self._stale_before)
        party, letter = origin in self.parties, self._letters.get(origin, Grade.F)
        return [origin_claim(origin, statement, self._nameless, party=party, grade=letter) for statement in said]

    def _graded(self, origins: list[OriginClaim], counting: Sequence[OriginClaim]) -> list[OriginClaim]:
        """All claims of a line in the order of the record, those that stand or were withdrawn with their digit."""
        company = Company(counting, (claim for claim in origins if claim.status is Status.BESIDE))
        ranked: tuple[list[OriginClaim], ...] = ([], [], [])
        for claim in sorted(origins, key=_NEWEST, reverse=True):
            counts = claim.stands
            graded = replace(claim, credibility=company.digit(claim)) if claim.status in _GRADED else claim
            ranked[claim.party if counts else 2].append(self._appraise(graded) if self._appraised else graded)
        return [claim for rank in ranked for claim in rank]

    def _appraise(self, said: OriginClaim) -> OriginClaim:
        """The claim with the digit that an editor gave its words."""
        claim = said.claim
        appraisal = self._appraised.get(figure_ref(claim.update, claim.version, claim.figure))
        return replace(said, credibility=appraisal.digit, appraisal=appraisal) if appraisal else said


def _without(origins: Sequence[OriginClaim], parties: Sequence[OriginClaim], reason: str) -> str:
    """The reason where no independent origin counts."""
    if parties:
        return f"parties alone: {reason}"
    kinds = Counter(words.beside_text(claim) for claim in origins)
    listed = [f"{number} {kind}" for kind, number in sorted(kinds.items())]
    return f"{reason}: {words.listed(listed, 4)}" if listed else reason
