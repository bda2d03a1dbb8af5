"""The ledger of an incident as of a random moment, for 1,000, 10,000 and 100,000 figures in 200 lines.

Twenty outlets follow lines of their own, each with a voice: half of what they print repeats, the other half goes up.
Printed are medians over random moments, from the updates to the checked ledger: on a desk that has gathered the claims
of the incident, as when an editor moves through time, and from nothing, as at the first look.

Run it:  python benchmarks/ledger.py [FIGURES …]
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from newsdesk import ledger as ledgers
from newsdesk.decisions import Standing
from newsdesk.ledger import Ledger
from newsdesk.ledger.records import Gathered
from newsdesk.model import (
    Counts,
    Figure,
    Incident,
    LineKey,
    Measure,
    Qualifier,
    Reading,
    Side,
    Source,
    Update,
    Version,
)

LINES, OUTLETS, EACH = 200, 20, 5
STARTED, LASTS = datetime(2013, 1, 16, tzinfo=UTC), timedelta(hours=100)
PATIENCE = timedelta(hours=12)
INCIDENT = Incident(id="siege", title="Siege", country="DZ", parties=("ANI",))
SCOPES: list[tuple[str, ...]] = [(), ("foreign",), ("local",), *((code,) for code in "GB US FR NO JP PH RO".split())]
CHAINS: list[tuple[str, ...]] = [
    (),
    ("AP",),
    ("AFP", "Algerian security official"),
    ("interior ministry",),
    ("Reuters", "Prime Minister David Cameron"),
    ("ANI",),
    ("officials",),
]


def main() -> None:
    """Print one row for each number of figures."""
    parser = argparse.ArgumentParser(description="Time the ledger as of a random moment.")
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000], help="numbers of figures")
    sizes = parser.parse_args().sizes
    print("                     median milliseconds")
    print(f"{'figures':>8} {'random moment':>14} {'first look':>11} {'newest':>8}  lines  origins checks")
    for size in sizes:
        print_row(size, moments=25 if size < 50_000 else 5)


def print_row(size: int, moments: int) -> None:
    """Time one size at random moments and at its end."""
    updates = story(size)
    sources = {name: Source(id=name, title=name) for name in {update.source for update in updates}}
    gather = partial(ledgers.claims, updates, sources, Standing(), INCIDENT)
    gathered, end = gather(), STARTED + LASTS
    last = build(gathered, end)
    chance = random.Random(7)
    times = [STARTED + LASTS * chance.random() for _ in range(moments)]
    moved = statistics.median(timed(partial(build, gathered, at)) for at in times)
    first = statistics.median(timed(partial(look, gather, at)) for at in times)
    newest = statistics.median(timed(partial(build, gathered, end)) for _ in range(5))
    origins = sum(line.origin_count for line in last.lines)
    print(
        f"{size:>8,} {moved:>14.1f} {first:>11.1f} {newest:>8.1f}"
        f" {len(last.lines):>6} {origins:>8,} {len(last.checks):>6}"
    )


def look(gather: Callable[..., Gathered], at: datetime) -> Ledger:
    """The ledger as of a moment on a desk that has just been opened."""
    return build(gather(as_of=at), at)


def build(claims: Gathered, at: datetime) -> Ledger:
    """The ledger as of a moment from claims already gathered."""
    return ledgers.build(claims, INCIDENT, as_of=at, standing=Standing(), patience=PATIENCE)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3


def story(size: int) -> list[Update]:
    """Updates with five figures each, spread over the days of the story."""
    chance = random.Random(1)
    said = Said(chance)
    updates = []
    for number in range(size // EACH):
        outlet = f"Outlet {chance.randrange(OUTLETS)}"
        at = STARTED + LASTS * (number * EACH / size)
        figures = tuple(said.figure(outlet, place) for place in range(EACH))
        version = Version(title="t", body="b", seen=at, at=at, reading=Reading(figures=figures))
        updates.append(Update(source=outlet, id=str(number), incident=INCIDENT.id, versions=(version,)))
    return updates


class Said:
    """What each outlet says on each line, and through whom."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        sides = (Side.VICTIMS, Side.ATTACKERS)
        keys = [LineKey(measure, scope, side) for measure in list(Measure)[:20] for scope in SCOPES for side in sides]
        chance.shuffle(keys)
        self._keys = keys[:LINES]
        self._voices: dict[tuple[str, LineKey], tuple[str, ...]] = {}
        self._values: dict[tuple[LineKey, object], int] = {}

    def figure(self, outlet: str, place: int) -> Figure:
        """The next figure of an outlet: half the time what its voice said last on that line, else up to three more."""
        key = self._chance.choice(self._keys)
        chain = self._voices.setdefault((outlet, key), self._chance.choice(CHAINS))
        value = self._values.get((key, chain or outlet), self._chance.randrange(1, 60))
        value += self._chance.randrange(0, 4) if self._chance.random() < 0.5 else 0
        self._values[key, chain or outlet] = value
        exact = self._chance.random() < 0.75
        return Figure(
            measure=key.measure,
            scope=key.scope,
            side=key.side,
            value=value,
            qualifier=Qualifier.EXACT if exact else Qualifier.AT_LEAST,
            low=value,
            high=value if exact else None,
            counts=self._chance.choice([Counts.WHOLE] * 5 + [Counts.PART]),
            chain=chain,
            quote="q",
            start=place * 10,
            end=place * 10 + 1,
        )


if __name__ == "__main__":
    main()
