"""What a ledger is made of: claims in, lines with their origins and verdicts out.

There are thousands of claims and none can be part of a cycle: the collector is told to leave them alone (`gc=False`).
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct, field

from newsdesk.decisions import Appraisal, DeskFigure
from newsdesk.model import Figure, Grade, LineKey, Number, Qualifier, State, UpdateRef


class Claim(Struct, frozen=True, kw_only=True, gc=False):
    """A figure in its place: which outlet printed it, where, when, and whether that text still stands."""

    figure: Figure
    update: UpdateRef
    version: int
    """Which version of the update, from 0."""
    outlet: str
    """The printing outlet: the title of the update's source."""
    grade: Grade
    """The letter of that source."""
    at: datetime
    """When the version was published: its `at`."""
    said: datetime
    """When its words were last said: neither a copy nor a silent edit of other words of the text says them again."""
    withdrawn: datetime | None
    """When a newer version of the update took its place; null while it stands."""
    state: State
    voice: str = ""
    """Whose words they are where the outlet only carries them: an agency credited, the outlet that was copied."""


in_order = attrgetter("at", "update", "version", "figure.start", "figure.end", "figure.measure")
"""Sorts claims oldest first, and else in an order that owes nothing to arrival."""


class Gathered(list[Claim]):
    """Claims that stand `in_order` already: those of an incident are gathered once and looked at in many moments."""

    def published(self, by: datetime | None) -> Sequence[Claim]:
        """Those published by a moment; all without one."""
        return self if by is None else self[: bisect_right(self, by, key=attrgetter("at"))]

    def amended(self, refs: Collection[UpdateRef], claims: Iterable[Claim]) -> Gathered:
        """With the claims of some updates taken out, and others, theirs as they stand now, put in their place."""
        kept = Gathered(claim for claim in self if claim.update not in refs)
        for claim in claims:
            insort(kept, claim, key=in_order)
        return kept


class Verdict(StrEnum):
    """How the origins of a line stand to each other; docs/figures.md gives each its rule.

    A line on which nothing counts is `single` too: there are no two origins to compare. Its reason says so.
    """

    SINGLE = "single"
    AGREE = "agree"
    COMPATIBLE = "compatible"
    CONFLICT = "conflict"
    STALE = "stale"
    GARBLED = "garbled"


class Status(StrEnum):
    """How one claim stands within its line."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    STALE = "stale"
    WITHDRAWN = "withdrawn"
    GARBLED = "garbled"
    BESIDE = "beside"


COUNTING = frozenset({Status.CURRENT, Status.STALE, Status.GARBLED})
"""How a claim may stand and still make a verdict, unless its origin is a party to the event."""
PAST = frozenset({Status.SUPERSEDED, Status.WITHDRAWN})
"""How a claim stands that its origin has replaced or taken back."""


class OriginClaim(Struct, frozen=True, kw_only=True, gc=False):
    """What one origin says on a line: one value, where it stands in print, and how it stands."""

    origin: str
    value: Number | None
    qualifier: Qualifier
    low: Number | None
    high: Number | None
    published: datetime
    """Last said."""
    first_said: datetime
    carriers: tuple[str, ...]
    """Agencies and outlets through which the origin's words reached us; empty where it prints itself."""
    outlets: tuple[str, ...]
    """Outlets that printed it."""
    claim: Claim
    """The newest place in print: the words behind the cell."""
    via: str = ""
    """The carrier that printed those words when they were `published`; empty where the origin did so itself."""
    cited: str = ""
    """Whom the origin has them from, in their text's words, where those identify nobody: "Algerian sources"."""
    status: Status
    stale: bool = False
    """Whether its origin has not repeated it for longer than the desk's patience, garbled or not."""
    party: bool = False
    grade: Grade = Grade.F
    credibility: int | None = None
    """Admiralty digit 1 to 6, where it can be suggested; `words.credibility_text` says why."""
    appraisal: Appraisal | None = None
    """Who gave that digit in place of the suggested one, and why; null where nobody did."""

    @property
    def stands(self) -> bool:
        """Whether it is what its origin says on the line now."""
        return self.status in COUNTING

    @property
    def is_counting(self) -> bool:
        """Whether it makes the verdict and the range: it stands, and its origin is no party to the event."""
        return self.stands and not self.party


class Line(Struct, frozen=True, kw_only=True):
    """All that is said on one measure, scope and side, with the verdict."""

    key: LineKey
    verdict: Verdict
    low: Number | None
    """Smallest printed bound over the counting origins; null where open."""
    high: Number | None
    range: str
    """The printed range as a person reads it: "15–20", "≥15, 20", "·" where nothing counts."""
    severity: float
    reason: str
    """Why the verdict is what it is, in a few words."""
    origins: tuple[OriginClaim, ...]
    """Counting claims first, then parties, then what stands beside or in the past; newest first within each."""
    desk: DeskFigure | None = None
    attention: str = ""
    """Why the desk figure wants another look, in a few words; empty where it does not."""
    origin_count: int = 0
    """Independent origins that count."""
    outlet_count: int = 0
    """Outlets that printed them."""
    parties_alone: bool = False
    """True where only parties to the event say anything that could count: the verdict is theirs, the range empty."""

    @property
    def is_disputed(self) -> bool:
        """Whether origins disagree on it at this moment, and not only with what is stale."""
        return self.verdict in (Verdict.CONFLICT, Verdict.GARBLED)


class Check(Struct, frozen=True, kw_only=True):
    """Something that does not add up, or that follows from what does."""

    kind: str
    """part, sum, balance, fall, slip or derived: see newsdesk.ledger.checks."""
    status: str
    """broken, question or implied."""
    key: LineKey
    """The line that it speaks of."""
    low: Number | None
    high: Number | None
    premises: tuple[OriginClaim, ...]
    reason: str


class Ground(StrEnum):
    """Why a name was taken to be a voice."""

    EDITOR = "editor"
    """An editor merged it, or set it apart."""
    FILE = "file"
    """The incident's file has it as another name of that voice."""
    AGENCY = "agency"
    """It is another name of an agency that the lexicon knows."""
    WORDS = "words"
    """The words of the names themselves: "Kablia" and "Interior Minister Daho Ould Kablia"."""


class Name(NamedTuple):
    """A name in print that was taken to be a voice, and why."""

    name: str
    ground: Ground


class Ledger(Struct, frozen=True, kw_only=True):
    """All lines of an incident as of a moment, gravest conflict first."""

    incident: str
    as_of: datetime | None
    known_at: datetime | None
    lines: tuple[Line, ...] = ()
    checks: tuple[Check, ...] = ()
    names: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    """Each origin that goes by another name than its own → the names in print that were taken to be its."""
    parties: tuple[str, ...] = ()
    """The parties to the event, whether they have spoken or not."""
