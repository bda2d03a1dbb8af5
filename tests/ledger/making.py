"""Claims and ledgers for the tests, in few words: `said("Reuters", "17 18:30", 25)` is 25 foreigners escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from newsdesk import ledger as ledgers
from newsdesk.ledger.records import Claim, Ledger, Line, OriginClaim, Status
from newsdesk.model import Figure, Grade, Incident, LineKey, Measure, Number, Qualifier, Side, State, UpdateRef

PATIENCE = timedelta(hours=12)
SIEGE = Incident(
    id="siege", title="Siege", country="DZ", universal=("hostage", "worker"), parties=("ANI", "Masked Brigade")
)
FOREIGN = LineKey(Measure.ESCAPED, ("foreign",))

_BOUNDS = {"≥": (Qualifier.AT_LEAST, 0, None), "~": (Qualifier.VAGUE, 0, None)}
_SERIAL = count()


def at(moment: str) -> datetime:
    """ "17 18:30" → that moment of January 2013, UTC."""
    day, _, clock = moment.partition(" ")
    hour, _, minute = (clock or "0:00").partition(":")
    return datetime(2013, 1, int(day), int(hour), int(minute), tzinfo=UTC)


def figure(number: Number | str, **fields: Any) -> Figure:
    """A figure: 20, "≥15", "~12" (vague), "≤40", "≈40", "15–25"."""
    base: dict[str, Any] = {"measure": Measure.ESCAPED, "scope": ("foreign",), "quote": "x", "start": 0, "end": 1}
    return Figure(**{**base, **_amount(number), **fields})


def _amount(number: Number | str) -> dict[str, Any]:
    if not isinstance(number, str):
        return {"value": number, "qualifier": Qualifier.EXACT, "low": number, "high": number}
    if "–" in number:
        low, high = map(int, number.split("–"))
        return {"value": None, "qualifier": Qualifier.BETWEEN, "low": low, "high": high}
    sign, value = number[0], int(number[1:])
    if sign in _BOUNDS:
        return {"value": value, "qualifier": _BOUNDS[sign][0], "low": value, "high": None}
    if sign == "≤":
        return {"value": value, "qualifier": Qualifier.AT_MOST, "low": 0, "high": value}
    return {"value": value, "qualifier": Qualifier.ABOUT, "low": value - value // 10, "high": value + value // 10}


def said(
    outlet: str,
    moment: str,
    number: Number | str,
    *chain: str,
    update: str = "",
    version: int = 0,
    state: State = State.NEW,
    grade: Grade = Grade.F,
    withdrawn: str = "",
    **fields: Any,
) -> Claim:
    """A claim that an outlet printed; each is an update of its own unless it is named."""
    return Claim(
        figure=figure(number, chain=chain, **fields),
        update=UpdateRef(outlet.lower(), update or f"update-{next(_SERIAL)}"),
        version=version,
        outlet=outlet,
        grade=grade,
        at=at(moment),
        said=at(moment),
        withdrawn=at(withdrawn) if withdrawn else None,
        state=state,
    )


def ledger(claims: Iterable[Claim], as_of: str = "", incident: Incident = SIEGE, **fields: Any) -> Ledger:
    """The ledger of these claims."""
    return ledgers.build(claims, incident, as_of=at(as_of) if as_of else None, **{"patience": PATIENCE, **fields})


def line(claims: Iterable[Claim], as_of: str = "", incident: Incident = SIEGE, **fields: Any) -> Line:
    """The only line of the ledger of these claims."""
    (only,) = ledger(claims, as_of, incident, **fields).lines
    return only


def of(found: Ledger, measure: Measure, *scope: str, side: Side = Side.VICTIMS) -> Line:
    """One line of a ledger by its key."""
    (only,) = [one for one in found.lines if one.key == LineKey(measure, tuple(sorted(scope)), side)]
    return only


def standing(found: Line, status: Status) -> list[tuple[str, Number | None]]:
    """Who stands so on a line, with the value; sorted."""
    return sorted(((one.origin, one.value) for one in found.origins if one.status is status), key=str)


def origin(found: Line, name: str) -> OriginClaim:
    """The only claim of an origin that stands on a line."""
    shown: Sequence[OriginClaim] = [
        one for one in found.origins if one.origin == name and one.status in (Status.CURRENT, Status.STALE)
    ]
    (only,) = shown
    return only
