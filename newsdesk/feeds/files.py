"""Saved feeds on disk: which file is a capture of which source, when it was captured, and in what order they go.

Knows nothing of what is in a feed. A capture's source is told from its name alone, so that the same file is the same
source in every review: `rnz/0017_2020-04-22T151908.xml` is rnz, `in-amenas/ap.xml` is ap, `bbc_2021-10-18.xml` is bbc.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from newsdesk import text
from newsdesk.desk_files import JOURNAL, LOCK, NOTE
from newsdesk.errors import CallWrong, FeedFailed
from newsdesk.feeds import opml
from newsdesk.feeds.unpack import MOST_BYTES, too_large, unpack
from newsdesk.opening import opened

SUBSCRIPTIONS = "subscriptions.opml"

_SUFFIXES = frozenset(("", ".xml", ".rss", ".atom", ".rdf", ".json"))
_TIME = re.compile(
    r"(?:^|[-_. ])((?:19|20)\d\d)(-?)(\d\d)\2(\d\d)"
    r"(?:[T_ ](\d\d)[-:.]?(\d\d)(?:[-:.]?(\d\d))?(?:Z(?:-\d{1,4})?|-\d{1,2})?)?$"
)
_NUMBER = re.compile(r"^\d+[-_. ]+(?=.)|^\d+$")
_DIGITS = re.compile(r"(\d+)")
_EVERYDAY = frozenset(("feed", "feeds", "rss", "atom", "index"))
"""Names that say nothing: such a file is named after its folder."""

_OF_A_DESK = frozenset((JOURNAL, LOCK, NOTE))


class Capture(Struct, frozen=True, kw_only=True):
    """One saved feed: whose it is and when it was saved."""

    path: Path
    source: str
    captured: datetime | None = None
    """From the file's name, in UTC; null where it has none."""
    title: str = ""
    """What the folder's subscriptions.opml calls the source; empty where it does not."""


def captures(paths: Sequence[Path]) -> list[Capture]:
    """The captures in files and, to any depth, in folders, in the order in which they were made.

    By capture time where the name holds one; those without come after, in the natural order of their paths (10
    after 9). A file that is named is taken whatever its suffix. Raises CallWrong where a path is not there.
    """
    found: dict[Path, Capture] = {}
    titles: dict[Path, dict[str, str]] = {}
    for path in paths:
        if not path.exists():
            raise CallWrong(f"There is nothing at {text.line(str(path))}.", "Name a saved feed, or a folder of them.")
        for file in _feeds_in(path) if path.is_dir() else (path,):
            if file.parent not in titles:
                titles[file.parent] = _titles(file.parent)
            found.setdefault(file.resolve(), _capture(file, titles[file.parent]))
    return sorted(_apart(found.values()), key=_order)


def read(path: Path, most: int = MOST_BYTES) -> bytes:
    """The body of a saved feed, without its one layer of gzip. Raises FeedFailed in words."""
    try:
        with opened(path) as file:
            raw = file.read(most + 1)
    except OSError as error:
        raise FeedFailed(f"It cannot be read: {text.line(error.strerror or '', 80)}.", "Check the file.") from error
    if len(raw) > most:
        raise too_large(most)
    return unpack(raw, most=most)


def capture_time(stem: str) -> datetime | None:
    """The time at the end of a name such as `0017_2020-04-22T151908` or `bbc_2021-10-18`; without a zone it is UTC."""
    match = _TIME.search(stem)
    if not match:
        return None
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.group(1, 3, 4, 5, 6, 7))
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def source_name(file: Path) -> str:
    """The id of the source that a file is a capture of, from its name, else from its folder's."""
    named = text.slug(_own_name(file))
    return named if named and named not in _EVERYDAY else text.slug(file.resolve().parent.name) or "feed"


def stem_of(file: Path) -> str:
    """A file's name without .gz and without the suffix of a feed."""
    name = file.name.removesuffix(".gz")
    suffix = Path(name).suffix.lower()
    return name[: -len(suffix)] if suffix and suffix in _SUFFIXES else name


def _own_name(file: Path) -> str:
    """A file's stem without its capture time and without the number of its place in a sequence."""
    stem = stem_of(file)
    return _NUMBER.sub("", _TIME.sub("", stem) if capture_time(stem) else stem)


def _capture(file: Path, titles: dict[str, str]) -> Capture:
    source = source_name(file)
    title = titles.get(source, "")
    return Capture(path=file, source=source, captured=capture_time(stem_of(file)), title=title)


def _feeds_in(folder: Path) -> Iterator[Path]:
    """Files that by their name, or by their first bytes where the name has no suffix, are feeds.

    A desk below the folder keeps what it holds: its snapshots would be taken for another's captures.
    """
    for here in sorted(folder.iterdir(), key=lambda path: _natural(path.name)):
        if here.name.startswith(".") or here.name in _OF_A_DESK or (here / JOURNAL).exists():
            continue
        if here.is_dir() and not here.is_symlink():
            yield from _feeds_in(here)
        elif here.is_file() and _may_be_a_feed(here):
            yield here


def is_named_as_feed(name: str) -> bool:
    """Whether a file is taken for a feed by its name alone, whatever is in it."""
    return Path(name.removesuffix(".gz")).suffix.lower() in _SUFFIXES - {""}


def _may_be_a_feed(file: Path) -> bool:
    if is_named_as_feed(file.name):
        return True
    if not Path(file.name.removesuffix(".gz")).suffix:
        return _starts_like_a_feed(file)
    return _TIME.search(stem_of(file)) is not None and _starts_like_a_feed(file)


def _starts_like_a_feed(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            start = opened.read(64)
    except OSError:
        return False
    return start.startswith(b"\x1f\x8b") or start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")[:1] in (b"<", b"{")


def _titles(folder: Path) -> dict[str, str]:
    """What the folder's list of subscriptions calls its files, by source id; a list that cannot be read is none."""
    try:
        outlines = opml.read(read(folder / SUBSCRIPTIONS)).outlines
    except FeedFailed:
        return {}
    return {source_name(folder / outline.file): outline.title for outline in outlines if outline.file and outline.title}


def _apart(found: Iterable[Capture]) -> Iterator[Capture]:
    """Keep two files of one folder apart whose names differ only in what an id cannot hold ("a_b.xml", "a b.xml")."""
    stems: dict[tuple[Path, str], str] = {}
    for capture in found:
        stem = _own_name(capture.path)
        first = stems.setdefault((capture.path.parent, capture.source), stem)
        if stem.lower() != first.lower() and text.slug(stem) == capture.source:
            mark = hashlib.sha256(stem.encode("utf-8", "replace")).hexdigest()[:6]
            yield replace(capture, source=f"{capture.source}-{mark}")
        else:
            yield capture


def _order(capture: Capture) -> tuple[bool, datetime, list[tuple[int, str]]]:
    known = capture.captured is not None
    return (
        not known,
        capture.captured or datetime.min.replace(tzinfo=UTC),
        _natural(str(capture.path.parent / stem_of(capture.path))),
    )


def _natural(name: str) -> list[tuple[int, str]]:
    """A key that puts 10 after 9."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in _DIGITS.split(name.lower()) if part]
