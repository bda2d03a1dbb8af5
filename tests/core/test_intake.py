"""What is new, what is another version, what is the same, and when each was said."""

from datetime import UTC, datetime, timedelta

import pytest

from newsdesk.intake import MOST_VERSIONS, Intake, vanishing, weigh
from newsdesk.model import Entry, Feed, Update, UpdateRef

NOON = datetime(2013, 1, 17, 12, tzinfo=UTC)


def entry(
    title: str = "15 escape",
    body: str = "At least 15.",
    *,
    id: str = "1",
    published: datetime | None = NOON,
    updated: datetime | None = None,
) -> Entry:
    return Entry(id=id, title=title, body=body, published=published, updated=updated)


def take(*entries: Entry, known: Update | None = None, seen: datetime = NOON) -> Intake:
    stored = {known.ref: known} if known else {}
    return weigh(Feed(title="AP", entries=entries), "ap", stored.get, seen)


def first(one: Entry, seen: datetime = NOON) -> Update:
    return take(one, seen=seen).updates[0]


def test_an_unknown_entry_is_a_new_update_named_by_its_source() -> None:
    (update,) = take(entry()).updates
    assert update.ref == UpdateRef("ap", "1")
    assert [version.text for version in update.versions] == ["15 escape\n\nAt least 15."]


def test_the_same_text_brings_nothing() -> None:
    assert take(entry(), known=first(entry())).updates == ()


def test_a_changed_date_alone_brings_nothing() -> None:
    later = entry(published=NOON + timedelta(hours=1), updated=NOON + timedelta(hours=2))
    assert take(later, known=first(entry()), seen=NOON + timedelta(hours=3)).updates == ()


@pytest.mark.parametrize("changed", [entry(title="20 escape"), entry(body="At least 20.")])
def test_a_changed_text_is_a_version_and_the_old_one_stays(changed: Entry) -> None:
    (update,) = take(changed, known=first(entry())).updates
    assert [version.title + version.body for version in update.versions] == [
        "15 escapeAt least 15.",
        changed.title + changed.body,
    ]


def test_oldest_comes_first() -> None:
    brought = take(entry(id="late"), entry(id="early", published=NOON - timedelta(hours=1)))
    assert [update.id for update in brought.updates] == ["early", "late"]


@pytest.mark.parametrize(
    ("published", "updated", "at", "unsure"),
    [
        (NOON - timedelta(hours=1), None, NOON - timedelta(hours=1), False),
        (None, NOON - timedelta(hours=1), NOON - timedelta(hours=1), False),
        (None, None, NOON, True),
        (NOON + timedelta(days=3000), None, NOON, True),
        (NOON + timedelta(minutes=20), None, NOON + timedelta(minutes=20), False),
    ],
)
def test_a_first_version_was_said_when_the_feed_says_so_if_that_can_be_believed(
    published: datetime | None, updated: datetime | None, at: datetime, unsure: bool
) -> None:
    version = first(entry(published=published, updated=updated)).latest
    assert (version.at, version.unsure) == (at, unsure)


@pytest.mark.parametrize(
    ("updated", "at"),
    [
        (NOON + timedelta(hours=1), NOON + timedelta(hours=1)),
        (None, NOON + timedelta(hours=2)),
        (NOON - timedelta(hours=1), NOON + timedelta(hours=2)),
        (NOON + timedelta(days=9), NOON + timedelta(hours=2)),
    ],
)
def test_a_later_version_was_said_at_its_date_if_that_advanced_else_when_seen(
    updated: datetime | None, at: datetime
) -> None:
    brought = take(entry(title="20", updated=updated), known=first(entry()), seen=NOON + timedelta(hours=2))
    assert brought.updates[0].latest.at == at


def edited(hours: int, *, dated: bool = True) -> tuple[Update, ...]:
    """What is brought by the first words again, `hours` after an edit was seen."""
    before = first(entry(title="12"), seen=NOON)
    after = take(entry(title="19"), known=before, seen=NOON + timedelta(hours=2)).updates[0]
    feed = Feed(title="AP", entries=(entry(title="12"),))
    seen = NOON + timedelta(hours=2 + hours)
    return weigh(feed, "ap", {after.ref: after}.get, seen, dated=dated).updates


def test_a_publishers_return_to_former_words_is_a_version() -> None:
    assert [version.title for version in edited(1)[0].versions] == ["12", "19", "12"]


def test_an_older_capture_never_takes_the_place_of_a_newer_one() -> None:
    assert edited(-1) == ()


def test_former_words_in_a_saved_feed_of_no_known_time_are_nothing_new() -> None:
    assert edited(1, dated=False) == ()


def test_an_entry_that_flaps_is_kept_once_for_each_text_and_told() -> None:
    known = first(entry())
    for turn in range(MOST_VERSIONS - 1):
        words = entry(title=("20 escape", "15 escape")[turn % 2])
        known = take(words, known=known, seen=NOON + timedelta(minutes=turn + 1)).updates[0]
    brought = take(entry(), known=known, seen=NOON + timedelta(hours=1))
    assert (brought.updates, brought.flapping) == ((), ("1",))
    fresh = take(entry(title="25 escape"), known=known, seen=NOON + timedelta(hours=1))
    assert (len(fresh.updates), fresh.flapping) == (1, ())


def dropped(kept: list[int], known: list[Update], *, complete: bool = True) -> dict[str, bool]:
    """Of updates known, each whether it is marked as vanished, from a feed that has the entries of these hours."""
    entries = tuple(entry(id=str(hour), published=NOON + timedelta(hours=hour)) for hour in kept)
    feed = Feed(title="AP", entries=entries, complete=complete)
    marked = vanishing(feed, known, NOON + timedelta(days=1))
    return {update.id: update.vanished is not None for update in marked}


def hours(*these: int) -> list[Update]:
    late = NOON + timedelta(days=1)
    return [first(entry(id=str(hour), published=NOON + timedelta(hours=hour)), seen=late) for hour in these]


def test_an_entry_that_a_feed_drops_before_older_ones_has_vanished() -> None:
    assert dropped([1, 2, 3, 5], hours(1, 2, 3, 4, 5)) == {"4": True}


def test_an_entry_that_a_feed_drops_for_being_old_has_not_vanished() -> None:
    assert dropped([2, 3, 4, 5], hours(1, 2, 3, 4, 5)) == {}


def test_one_old_entry_that_is_pinned_makes_nothing_vanish() -> None:
    assert dropped([-900, 6, 7, 8], hours(1, 2, 3, 6, 7, 8)) == {}


def test_nothing_vanishes_from_a_feed_that_is_cut_off_or_without_dates() -> None:
    assert dropped([1, 2, 3, 5], hours(4), complete=False) == {}
    assert vanishing(Feed(title="AP", entries=(entry(published=None),)), hours(4), NOON) == ()


def test_what_vanished_and_is_back_is_marked_no_more() -> None:
    (gone,) = vanishing(Feed(title="AP", entries=(entry(id="1", published=NOON + timedelta(hours=1)),)), hours(4), NOON)
    assert dropped([1, 4], [gone]) == {"4": False}
