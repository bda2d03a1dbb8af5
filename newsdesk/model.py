"""The frozen records that every room speaks in; their words are those of docs/figures.md.

Knows no clock, disk, network or screen. Every time is an aware datetime in UTC. Records are msgspec
structs: they validate on decoding, compare by value, and a change is a new record.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Self

from msgspec import Struct, field

Number = int | float
"""A printed number or bound: whole for counts, possibly fractional for magnitude, money, area, tonnes."""


class Measure(StrEnum):
    """What is counted."""

    KILLED = "killed"
    INJURED = "injured"
    CRITICAL = "critical"
    HOSPITALISED = "hospitalised"
    MISSING = "missing"
    TRAPPED = "trapped"
    HELD = "held"
    TAKEN = "taken"
    ESCAPED = "escaped"
    FREED = "freed"
    RESCUED = "rescued"
    SURVIVED = "survived"
    ARRESTED = "arrested"
    EVACUATED = "evacuated"
    DISPLACED = "displaced"
    HOMELESS = "homeless"
    AFFECTED = "affected"
    ABOARD = "aboard"
    PRESENT = "present"
    ATTACKERS = "attackers"
    PARTICIPANTS = "participants"
    MAGNITUDE = "magnitude"
    BUILDINGS_DESTROYED = "buildings_destroyed"
    BUILDINGS_DAMAGED = "buildings_damaged"
    MONEY = "money"
    TONNES = "tonnes"
    AREA = "area"
    COUNT = "count"


class Qualifier(StrEnum):
    """How a number is hedged in amount."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    FEWER_THAN = "fewer_than"
    ABOUT = "about"
    NEARLY = "nearly"
    JUST_OVER = "just_over"
    BETWEEN = "between"
    VAGUE = "vague"
    PLURAL = "plural"
    ZERO = "zero"


class Side(StrEnum):
    """Who suffers the measure."""

    VICTIMS = "victims"
    ATTACKERS = "attackers"
    FORCES = "forces"
    ALL = "all"
    UNKNOWN = "unknown"


class Counts(StrEnum):
    """What a figure is to the total of its scope."""

    WHOLE = "whole"
    PART = "part"
    MEMBER = "member"
    MORE = "more"


class Modality(StrEnum):
    """How firmly the text stands behind a figure."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    FEARED = "feared"
    EXPECTED = "expected"
    THREATENED = "threatened"
    DENIED = "denied"
    UNCLEAR = "unclear"


STATED = frozenset({Modality.ASSERTED, Modality.REPORTED})
"""How firmly a text stands behind a figure that it gives as a fact."""


class Tense(StrEnum):
    """Whether the text itself sets the figure aside."""

    CURRENT = "current"
    EARLIER = "earlier"
    BACKGROUND = "background"


class Shift(StrEnum):
    """Whether the text says that the number moved."""

    NONE = "none"
    UP = "up"
    DOWN = "down"


class Mention(Struct, frozen=True):
    """Another place in the same version that says the same; text[start:end] == quote."""

    quote: str
    start: int
    end: int


class Figure(Struct, frozen=True, kw_only=True):
    """One number, as one sentence of one version of an update states it; text[start:end] == quote, always."""

    measure: Measure
    value: Number | None
    """The number as printed; null where the words give only a range or a bare plural."""
    qualifier: Qualifier
    low: Number | None
    """Lower end of the closed interval the words allow; null where open."""
    high: Number | None
    scope: tuple[str, ...] = ()
    """Who, as facets: "foreign", "local", an ISO 3166 code, a role, an age or sex, a place. Empty: everyone."""
    side: Side = Side.VICTIMS
    counts: Counts = Counts.WHOLE
    modality: Modality = Modality.ASSERTED
    tense: Tense = Tense.CURRENT
    change: Shift = Shift.NONE
    chain: tuple[str, ...] = ()
    """Who says so, from the agency down to the deepest voice, as named in the text; empty: the outlet itself."""
    quote: str
    start: int
    end: int
    mentions: tuple[Mention, ...] = ()


class Question(Struct, frozen=True):
    """A number that the reader could not settle: its words and the readings that remain, for a person to settle."""

    quote: str
    start: int
    end: int
    readings: tuple[Figure, ...]


class Reading(Struct, frozen=True):
    """All that the reader of figures made of one text."""

    figures: tuple[Figure, ...] = ()
    questions: tuple[Question, ...] = ()


class Grade(StrEnum):
    """Admiralty letter for a source's or origin's reliability (NATO AJP-2.1); F until an editor sets it."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Source(Struct, frozen=True, kw_only=True):
    """A feed we poll or open: an outlet, an agency, an authority."""

    id: str
    """Short, stable, printable: "reuters". Letters, digits, dots and dashes."""
    title: str
    """The outlet's name as the table shows it; the origin of claims that name nobody."""
    address: str = ""
    """Where it is polled: an http or https address; empty for a source that is only ever opened from files."""
    link: str = ""
    kind: str = ""
    """The feed's format as feedparser names it: "rss20", "atom10", "rss10" …; empty until first read."""
    grade: Grade = Grade.F
    paused: bool = False
    removed: bool = False
    """Removed sources are polled and listed no more; what they said stays."""


class Outcome(StrEnum):
    """What the last round made of a source."""

    NEVER = "never"
    NEW = "new"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class Health(Struct, frozen=True, kw_only=True):
    """How polling or opening a source went last."""

    source: str
    outcome: Outcome = Outcome.NEVER
    message: str = ""
    """For a failure: what happened, in words. For a success: faults that did not stop it, or empty."""
    checked: datetime | None = None
    succeeded: datetime | None = None
    failures: int = 0
    """Failures in a row."""
    fresh: int = 0
    """New updates and versions that the last success brought."""
    etag: str = ""
    modified: str = ""
    digest: str = ""
    """SHA-256 of the last body that was read to its end."""


class Fault(Struct, frozen=True):
    """Something wrong in a feed that did not stop the reading of it."""

    code: str
    message: str
    entry: str | None = None


class Entry(Struct, frozen=True, kw_only=True):
    """One item of a feed as parsed and cleaned; `body` is plain text."""

    id: str
    """Identity within its feed: the id the feed gives, else the link, else a key made of the content."""
    title: str
    body: str
    link: str = ""
    author: str = ""
    published: datetime | None = None
    updated: datetime | None = None


class Feed(Struct, frozen=True, kw_only=True):
    """A whole feed as parsed and cleaned, entries in the feed's order."""

    title: str
    link: str = ""
    kind: str = ""
    entries: tuple[Entry, ...] = ()
    faults: tuple[Fault, ...] = ()
    complete: bool = True
    """False where the body was cut off or had to be salvaged: then nothing may be concluded from what is absent."""


class UpdateRef(NamedTuple):
    """Names an update: the same id in two feeds is two updates."""

    source: str
    id: str


class Version(Struct, frozen=True, kw_only=True):
    """One text of an update; publishers edit silently, so there may be several."""

    title: str
    body: str
    link: str = ""
    author: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    seen: datetime
    at: datetime
    """The version's time for every ordering and for as-of: see intake."""
    unsure: bool = False
    """True where the feed gives no date that can be believed and `at` is the time it was seen."""
    reading: Reading = Reading()

    @property
    def text(self) -> str:
        """The title, a blank line, the body: figures count characters from here."""
        return text_of(self.title, self.body)


def text_of(title: str, body: str) -> str:
    """Join a title and a body as every offset in newsdesk counts them."""
    return f"{title}\n\n{body}" if body else title


class Update(Struct, frozen=True, kw_only=True):
    """One entry of a feed with its versions, oldest first; at least one."""

    source: str
    id: str
    versions: tuple[Version, ...]
    incident: str | None = None
    """The incident its words led to; an editor's move is a decision and wins."""
    group: str = ""
    """The group of like updates that it is in while it is in no incident; empty for one that came into an incident."""
    vanished: datetime | None = None
    """When its feed was first seen without it, though it still had older ones; null while it is there."""

    @property
    def ref(self) -> UpdateRef:
        """Its name."""
        return UpdateRef(self.source, self.id)

    @property
    def latest(self) -> Version:
        """The version that stands."""
        return self.versions[-1]

    def version_at(self, moment: datetime | None) -> int:
        """The number of the newest version that was out by a moment, or is out now; the first where none was."""
        if moment is None:
            return len(self.versions) - 1
        return max((number for number, version in enumerate(self.versions) if version.at <= moment), default=0)


class BriefUpdate(Struct, frozen=True, array_like=True, gc=False):
    """An update without its words: what a list of 50,000 is ordered and counted by."""

    ref: UpdateRef
    at: datetime
    """Of its newest version."""
    first: datetime
    """Of its oldest version."""
    versions: int
    incident: str | None
    """Where its words led."""
    group: str
    """The group of like updates that it is in."""
    vanished: bool
    figures: int
    """Figures that the reader found in its newest version."""
    questions: int
    """Numbers that the reader left open in its newest version."""

    @classmethod
    def of(cls, update: Update) -> Self:
        """An update in brief."""
        versions = update.versions
        latest = versions[-1]
        reading = latest.reading
        return cls(
            UpdateRef(update.source, update.id),
            latest.at,
            versions[0].at,
            len(versions),
            update.incident,
            update.group,
            update.vanished is not None,
            len(reading.figures),
            len(reading.questions),
        )


class IncidentStatus(StrEnum):
    """Where a story stands."""

    OPEN = "open"
    QUIET = "quiet"
    CLOSED = "closed"


class Incident(Struct, frozen=True, kw_only=True):
    """A developing story."""

    id: str
    title: str
    country: str = ""
    """ISO 3166 code of where it happens: "foreign" and "local" are relative to it."""
    place: str = ""
    started: datetime | None = None
    ended: datetime | None = None
    """Updates published after this do not join by their words."""
    status: IncidentStatus = IncidentStatus.OPEN
    watch: tuple[str, ...] = ()
    """Words that lead an update here; every word of one row must stand in the text."""
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Name of an origin → other names of the same voice."""
    universal: tuple[str, ...] = ()
    """Roles that everyone here has; dropped from the key of a line."""
    parties: tuple[str, ...] = ()
    """Origins that are parties to the event; marked by an editor, never inferred."""


class State(StrEnum):
    """Where an update stands in triage."""

    NEW = "new"
    ACCEPTED = "accepted"
    HELD = "held"
    REJECTED = "rejected"


class LineKey(Struct, frozen=True, order=True):
    """What may be compared within one incident. `scope` is sorted and free of universal roles."""

    measure: Measure
    scope: tuple[str, ...] = ()
    side: Side = Side.VICTIMS
