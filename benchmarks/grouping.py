"""How well updates are grouped by incident: pairwise F1 on documents whose incident is known, beside a plain peer.

The peer is the least one could do: cosine of all words to the nearest earlier document, at its best threshold of ten.

    python benchmarks/grouping.py CORPORA [FOLDER …] [--dataset gva] [--without ID,…]

CORPORA are JSON lines {"id", "dataset", "group", "published", "text"}. The FOLDERs of saved feeds are put among each
other in the order of their dates; where one has an incident.toml, its watch words say which updates tell that story.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from newsdesk.desk.pipeline import read_incident
from newsdesk.feeds import files
from newsdesk.feeds.parse import parse
from newsdesk.incidents import Watch
from newsdesk.incidents.grouping import Grouping, choose
from newsdesk.incidents.traits import traits
from newsdesk.intake import first_version
from newsdesk.model import UpdateRef

SEEN = datetime.now(UTC)


class Arrival(NamedTuple):
    """A document, when it was published, and the story that it truly tells; empty for none that is known."""

    source: str
    text: str
    at: datetime
    story: str


def main() -> None:
    """Print the scores of both, and milliseconds for each arrival."""
    parser = argparse.ArgumentParser(description="Score the grouping of updates.")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--dataset", default="gva")
    parser.add_argument("--without", default="")
    options = parser.parse_args()
    kept_out = tuple(one for one in options.without.split(",") if one)
    news = documents(options.corpora, options.dataset, kept_out)
    print(f"{len(news)} documents of {len({one.story for one in news})} incidents in {options.dataset}")
    report("newsdesk", lambda: grouped(news), news)
    peers = {level: nearest_cosine(news, level / 20) for level in range(1, 11)}
    best = max(peers, key=lambda level: score(peers[level], news))
    report(f"nearest by cosine, from {best / 20:.2f}", lambda: nearest_cosine(news, best / 20), news)
    if options.folders:
        arrivals = saved(options.folders)
        told = strays(grouped(arrivals), arrivals)
        for story, (size, missed, extra) in told.items():
            print(f"{story}: {size} updates, {missed} not in its group, {extra} others in it")


def documents(file: Path, dataset: str, without: tuple[str, ...]) -> list[Arrival]:
    """The documents of a data set in the order of publication."""
    rows: list[dict[str, Any]] = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    wanted = [row for row in rows if row["dataset"] == dataset and not row["id"].startswith(without or ("\0",))]
    return [
        Arrival(
            source=row["id"],
            text=row["text"],
            at=datetime.combine(date.fromisoformat(row["published"][:10]), datetime.min.time(), UTC),
            story=row["group"],
        )
        for row in sorted(wanted, key=lambda row: (row["published"], row["id"]))
    ]


def saved(folders: Sequence[Path]) -> list[Arrival]:
    """The entries of saved feeds in the order of their dates."""
    found: list[Arrival] = []
    for folder in folders:
        incident = read_incident(folder)
        watch = Watch([incident] if incident else [])
        for capture in files.captures([folder]):
            for entry in parse(files.read(capture.path)).entries:
                version = first_version(entry, SEEN)
                story = watch.find(version.text, version.at) or ""
                found.append(Arrival(f"{folder.name}-{capture.source}", version.text, version.at, story))
    return sorted(found, key=lambda one: (one.at, one.source))


def grouped(arrivals: Sequence[Arrival]) -> list[str]:
    """The group of each arrival, as a desk without incidents has them."""
    grouping = Grouping()
    for number, one in enumerate(arrivals):
        known_by = traits(one.text)
        near = grouping.nearest(one.source, known_by, one.at, lambda _: True)
        place = choose(near, None, lambda _: False) or f"~{number}"
        grouping.add(UpdateRef(one.source, str(number)), known_by, one.at, place)
        for other in [like.place for like in near[1:2]]:
            if grouping.are_one(place, other):
                older = grouping.older(place, other)
                for ref in grouping.holds(other if older == place else place):
                    grouping.put(ref, older)
    group = {ref.id: place for place in grouping.places() for ref in grouping.holds(place)}
    return [group.get(str(number), f"~{number}") for number in range(len(arrivals))]


def nearest_cosine(arrivals: Sequence[Arrival], least: float) -> list[str]:
    """The peer: the group of the nearest earlier document by the cosine of all words, weighed by rarity."""
    counts: Counter[str] = Counter()
    holding: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    groups: list[str] = []
    for number, one in enumerate(arrivals):
        words = Counter(one.text.casefold().split())
        counts.update(words.keys())
        raw = {word: count * math.log((number + 2) / counts[word]) for word, count in words.items()}
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        products: defaultdict[int, float] = defaultdict(float)
        for word, weight in raw.items():
            for other, its in holding[word]:
                products[other] += weight / length * its
            holding[word].append((number, weight / length))
        near = max(products, key=lambda other: products[other], default=None)
        groups.append(groups[near] if near is not None and products[near] >= least else f"~{number}")
    return groups


def report(name: str, run: Callable[[], list[str]], arrivals: Sequence[Arrival]) -> None:
    """One line: the score and the time."""
    begun = perf_counter()
    groups = run()
    each = (perf_counter() - begun) * 1000 / max(1, len(arrivals))
    print(f"{name}: pairwise F1 {score(groups, arrivals):.3f}, {each:.2f} ms each")


def score(groups: Sequence[str], arrivals: Sequence[Arrival]) -> float:
    """Pairwise F1 over the documents of incidents that have two or more."""
    sizes = Counter(one.story for one in arrivals)
    several = [number for number, one in enumerate(arrivals) if sizes[one.story] > 1]
    both = true = found = 0
    for one, other in combinations(several, 2):
        same, together = arrivals[one].story == arrivals[other].story, groups[one] == groups[other]
        both, true, found = both + (same and together), true + same, found + together
    return 2 * both / max(1, true + found)


def strays(groups: Sequence[str], arrivals: Sequence[Arrival]) -> dict[str, tuple[int, int, int]]:
    """Story → how many tell it, how many of these are not in its main group, how many others are in that."""
    told: dict[str, tuple[int, int, int]] = {}
    for story in sorted({one.story for one in arrivals} - {""}):
        mine = {number for number, one in enumerate(arrivals) if one.story == story}
        main_group = Counter(groups[number] for number in mine).most_common(1)[0][0]
        there = {number for number, group in enumerate(groups) if group == main_group}
        told[story] = (len(mine), len(mine - there), len(there - mine))
    return told


if __name__ == "__main__":
    main()
