"""A story for the screen's tests, with its records pinned by hand so that no other room can move a picture."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import msgspec

from newsdesk.desk import Desk
from newsdesk.model import (
    Counts,
    Figure,
    Grade,
    Health,
    Incident,
    Measure,
    Modality,
    Outcome,
    Qualifier,
    Reading,
    Source,
    Tense,
    Update,
    Version,
    text_of,
)
from newsdesk.store import Change
from newsdesk.store.memory import MemoryStore

NOW = datetime(2031, 3, 14, 16, 42, tzinfo=UTC)
"""The moment at which every test looks."""

FERRY = Incident(
    id="calder-bay",
    title="Calder Bay ferry fire",
    country="GB",
    place="Calder Bay, Scotland",
    started=datetime(2031, 3, 14, 5, 0, tzinfo=UTC),
    watch=("calder bay", "ferry"),
    parties=("Brae Line",),
)
FLOOD = Incident(id="tarn-flood", title="Tarn valley flood", country="FR", place="Tarn, France")

OUTLETS = {
    "northern": ("Northern Wire", Grade.A),
    "coastal": ("Coast Agency", Grade.A),
    "herald": ("Bay Herald", Grade.C),
    "harbour": ("Harbour Office", Grade.B),
    "nine": ("Channel Nine", Grade.C),
    "brae": ("Brae Line", Grade.D),
    "tide": ("Radio Tide", Grade.F),
    "echo": ("Daily Echo", Grade.E),
}

_PHRASE = re.compile(r"(at least|more than|about|up to)?\s*\b(\d+|six|seven|eight|nine)\b")
_QUALIFIERS = {
    "at least": Qualifier.AT_LEAST,
    "more than": Qualifier.MORE_THAN,
    "about": Qualifier.ABOUT,
    "up to": Qualifier.AT_MOST,
}
_WORDS = {"six": 6, "seven": 7, "eight": 8, "nine": 9}


def figure(
    text: str,
    quote: str,
    measure: Measure,
    *,
    scope: tuple[str, ...] = (),
    chain: tuple[str, ...] = (),
    modality: Modality = Modality.ASSERTED,
    tense: Tense = Tense.CURRENT,
    counts: Counts = Counts.WHOLE,
) -> Figure:
    """A figure on words of a text; its number and hedge are those of the quote."""
    found = _PHRASE.search(quote.lower())
    assert found is not None
    value = _WORDS.get(found[2]) or int(found[2])
    qualifier = _QUALIFIERS.get(found[1] or "", Qualifier.EXACT)
    low, high = {
        Qualifier.EXACT: (value, value),
        Qualifier.AT_LEAST: (value, None),
        Qualifier.MORE_THAN: (value + 1, None),
        Qualifier.ABOUT: (value - 4, value + 4),
        Qualifier.AT_MOST: (0, value),
    }[qualifier]
    start = text.index(quote)
    return Figure(
        measure=measure,
        value=value,
        qualifier=qualifier,
        low=low,
        high=high,
        scope=scope,
        chain=chain,
        modality=modality,
        tense=tense,
        counts=counts,
        quote=quote,
        start=start,
        end=start + len(quote),
    )


def update(source: str, at: str, title: str, body: str, *rows: tuple[object, ...], name: str = "") -> Update:
    """An update of 14 March with one version; each row is a quote, a measure, and what else is to be said of it."""
    moment = datetime.fromisoformat(f"2031-03-14T{at}:00+00:00")
    return Update(
        source=source,
        id=name or f"{source}-{at.replace(':', '')}",
        incident=FERRY.id,
        versions=(version(moment, title, body, *rows),),
    )


def version(moment: datetime, title: str, body: str, *rows: tuple[object, ...]) -> Version:
    """One text with its reading."""
    text = text_of(title, body)
    figures = tuple(
        figure(text, str(row[0]), Measure(str(row[1])), **(row[2] if len(row) > 2 else {}))  # type: ignore[arg-type]
        for row in rows
    )
    return Version(
        title=title,
        body=body,
        link="https://news.example/ferry",
        published=moment,
        seen=moment,
        at=moment,
        reading=Reading(figures=figures),
    )


FOREIGN = {"scope": ("foreign",)}


def updates() -> tuple[Update, ...]:
    """What was said of the ferry, oldest first."""
    edited = update("herald", "12:20", "Herald: four decks burned", "The fire took four decks.")
    second = version(
        datetime(2031, 3, 14, 13, 5, tzinfo=UTC),
        "Herald: fire put out, 30 in hospital",
        "The fire is out. The hospital has taken in 30 people.",
        ("30 people", "hospitalised"),
    )
    return (
        update(
            "brae",
            "06:10",
            "Statement of Brae Line",
            "All 212 people aboard are accounted for.",
            ("212 people aboard", "aboard"),
        ),
        update(
            "harbour",
            "07:15",
            "Harbour Office: 240 were aboard the ferry",
            "The Harbour Office counted 240 people aboard when she sailed.",
            ("240 people aboard", "aboard"),
        ),
        update(
            "coastal",
            "09:30",
            "Two feared lost in ferry fire",
            "The agency was told that at least 15 passengers had been rescued by a trawler.",
            ("at least 15 passengers had been rescued", "rescued"),
        ),
        update(
            "northern",
            "10:40",
            "Ferry fire: six killed, sources say",
            "Six people were killed, two people close to the rescue told Northern Wire. "
            "At least 40 foreign passengers were rescued.",
            ("Six people were killed", "killed"),
            ("At least 40 foreign passengers were rescued", "rescued", FOREIGN),
        ),
        Update(source="herald", id=edited.id, incident=FERRY.id, versions=(edited.latest, second)),
        update(
            "brae",
            "13:40",
            "Brae Line: two dead",
            "The company can confirm 2 deaths among its passengers and grieves with their families.",
            ("2 deaths", "killed"),
        ),
        update(
            "nine",
            "14:36",
            "Foreign passengers still missing",
            "About 40 foreign passengers are missing, the consul told Channel Nine.",
            ("About 40 foreign passengers are missing", "missing", {**FOREIGN, "chain": ("consul",)}),
        ),
        update(
            "coastal",
            "15:52",
            "Coast Agency: more than 20 foreigners missing",
            "More than 20 foreign passengers are missing after the fire.",
            ("More than 20 foreign passengers are missing", "missing", FOREIGN),
        ),
        update(
            "northern",
            "16:05",
            "Seven foreigners missing, harbour master says",
            "Seven foreign passengers are missing, harbour master Iain Rudd said.",
            ("Seven foreign passengers are missing", "missing", {**FOREIGN, "chain": ("Iain Rudd",)}),
        ),
        update(
            "coastal",
            "16:31",
            "Eight dead in ferry fire",
            "Eight people were killed in the fire on the Calder Bay ferry, the coastguard said.",
            ("Eight people were killed", "killed", {"chain": ("coastguard",)}),
        ),
        update(
            "nine",
            "16:40",
            "Ferry fire: at least 15 rescued, six dead",
            "At least 15 people were rescued from the water. Northern Wire puts the number of dead at 6. "
            "Early reports of 41 missing were withdrawn by the coastguard.",
            ("At least 15 people were rescued", "rescued", {"modality": Modality.REPORTED}),
            ("the number of dead at 6", "killed", {"chain": ("Northern Wire",)}),
            ("41 missing", "missing", {"tense": Tense.EARLIER, "chain": ("coastguard",)}),
        ),
    )


def healths() -> tuple[Health, ...]:
    """How each source did: one fails, one is late, the rest are well."""
    minutes = {"northern": 1, "coastal": 2, "herald": 4, "harbour": 6, "nine": 8, "brae": 11, "tide": 190}
    well = [
        Health(
            source=name,
            outcome=Outcome.UNCHANGED,
            checked=NOW - timedelta(minutes=late),
            succeeded=NOW - timedelta(minutes=late),
        )
        for name, late in minutes.items()
    ]
    failed = Health(source="echo", outcome=Outcome.FAILED, message="No answer in 20 seconds.", checked=NOW, failures=3)
    return (*well, failed)


def sources() -> tuple[Source, ...]:
    """The outlets."""
    return tuple(
        Source(id=name, title=title, grade=grade, address=f"https://{name}.example/feed.xml", kind="rss20")
        for name, (title, grade) in OUTLETS.items()
    )


def ferry_desk() -> Desk:
    """A desk on the ferry fire at 16:42, signed by Ada."""
    store = MemoryStore()
    store.commit(Change(sources=sources(), healths=healths(), incidents=(FLOOD, FERRY), updates=updates()))
    return Desk(store, clock=lambda: NOW, editor="Ada")


def empty_desk() -> Desk:
    """A desk with nothing on it."""
    return Desk(MemoryStore(), clock=lambda: NOW, editor="Ada")


def unsorted_desk() -> Desk:
    """A desk whose updates belong to no incident yet."""
    store = MemoryStore()
    loose = tuple(msgspec.structs.replace(update, incident=None) for update in updates())
    store.commit(Change(sources=sources(), healths=healths(), updates=loose))
    return Desk(store, clock=lambda: NOW, editor="Ada")
