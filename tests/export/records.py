"""One of each record, for the tests of what is printed from them."""

from datetime import UTC, datetime

from newsdesk.decisions import DeskFigure
from newsdesk.ledger.records import Check, Claim, Ledger, Line, OriginClaim, Status, Verdict
from newsdesk.model import (
    Counts,
    Figure,
    Grade,
    LineKey,
    Measure,
    Mention,
    Modality,
    Qualifier,
    Question,
    Reading,
    State,
    Update,
    UpdateRef,
    Version,
)

AT = datetime(2013, 1, 17, 18, 30, tzinfo=UTC)
TEXT = "Escape\n\nAt least 15 foreign workers escaped, AFP said. Half of them are British. Fifteen got away."

FIGURE = Figure(
    measure=Measure.ESCAPED,
    value=15,
    qualifier=Qualifier.AT_LEAST,
    low=15,
    high=None,
    scope=("foreign", "worker"),
    chain=("AFP",),
    quote="At least 15 foreign workers escaped",
    start=8,
    end=43,
    mentions=(Mention("Fifteen got away", 81, 97),),
)
PART = Figure(
    measure=Measure.ESCAPED,
    value=7,
    qualifier=Qualifier.EXACT,
    low=7,
    high=7,
    scope=("GB",),
    counts=Counts.PART,
    modality=Modality.FEARED,
    quote="Half of them are British",
    start=55,
    end=79,
)
READING = Reading(figures=(FIGURE,), questions=(Question(PART.quote, PART.start, PART.end, (PART,)),))
VERSION = Version(
    title="Escape", body=TEXT[8:], link="https://afp.example/1", published=AT, seen=AT, at=AT, reading=READING
)
UPDATE = Update(source="afp", id="tag:1", versions=(VERSION,), incident="in-amenas")


def said(origin: str, figure: Figure, status: Status = Status.CURRENT, *, party: bool = False) -> OriginClaim:
    """A claim of an origin, printed by itself."""
    claim = Claim(
        figure=figure,
        update=UpdateRef(origin.lower(), "tag:1"),
        version=0,
        outlet=origin,
        grade=Grade.B,
        at=AT,
        said=AT,
        withdrawn=None,
        state=State.NEW,
    )
    return OriginClaim(
        origin=origin,
        value=figure.value,
        qualifier=figure.qualifier,
        low=figure.low,
        high=figure.high,
        published=AT,
        first_said=AT,
        carriers=("AFP",),
        outlets=("AFP", "IBTimes"),
        claim=claim,
        status=status,
        stale=status is Status.STALE,
        party=party,
        grade=Grade.B,
        credibility=4,
    )


LINE = Line(
    key=LineKey(Measure.ESCAPED, ("foreign",)),
    verdict=Verdict.CONFLICT,
    low=15,
    high=None,
    range="≥15, 20",
    severity=0.4,
    reason="20 and 25 share no number",
    origins=(
        said("AFP", FIGURE),
        said("ANI", FIGURE, Status.BESIDE, party=True),
        said("Old", FIGURE, Status.SUPERSEDED),
    ),
    desk=DeskFigure(value=20, low=20, high=20, by="ada", at=AT, reason="AP stands by it"),
)
CHECK = Check(
    key=LineKey(Measure.HELD, ("foreign",)),
    kind="part",
    status="implied",
    low=None,
    high=21,
    premises=(said("AP", PART),),
    reason="of 41, 20 escaped",
)
LEDGER = Ledger(incident="in-amenas", as_of=AT, known_at=None, lines=(LINE,), checks=(CHECK,))
