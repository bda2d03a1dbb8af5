"""How moments and ages are put: in UTC, short, always alike; and what a person types, back into a moment."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from newsdesk.errors import CallWrong
from newsdesk.ledger.words import moment_text

_FORMS = ("%d %b %Y %H:%M", "%d %b %H:%M", "%d %B %Y %H:%M", "%d %B %H:%M", "%H:%M")
_BACK = re.compile(r"-\s*(\d+)\s*([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def full(at: datetime) -> str:
    """A moment nobody can mistake: "17 Jan 2013 16:42 UTC"."""
    return f"{moment_text(at, year=0)} UTC"


def short(at: datetime, now: datetime) -> str:
    """A moment with its year where that is not the present one: "17 Jan 16:42", "17 Jan 2013 16:42"."""
    return moment_text(at, year=now.year)


def brief(at: datetime, now: datetime) -> str:
    """The hour of a moment of today, else its day as well: "16:42", "16 Jan 16:42", "16 Jan 2013 16:42"."""
    return moment_text(at, now, year=now.year)


def age(at: datetime | None, now: datetime) -> str:
    """How long ago, in its largest unit: "2m", "1h", "3d", "5y"; a dash for never."""
    if at is None:
        return "–"
    minutes = max(0, int((now - at).total_seconds() // 60))
    if minutes < 60:
        return f"{minutes}m"
    if minutes < 48 * 60:
        return f"{minutes // 60}h"
    days = minutes // (24 * 60)
    return f"{days}d" if days < 365 else f"{days // 365}y"


def moment(words: str, now: datetime) -> datetime:
    """What a person types for a moment in UTC: "16:00", "17 Jan 16:00", "2013-01-17T16:00Z", "-2h". Raises CallWrong.

    What is left out is that of `now`; nothing later than `now` is a moment that can be looked at.
    """
    typed = " ".join(words.split()).removesuffix(" UTC").removesuffix("Z")
    found = _back(typed, now) or _stamp(typed) or _form(typed, now)
    if found is None:
        raise CallWrong("That is no moment.", "Write 16:00, 17 Jan 16:00, 2013-01-17T16:00 or -2h.")
    if found > now:
        raise CallWrong(f"{full(found)} is still to come.", f"It is {full(now)}.")
    return found


def _back(typed: str, now: datetime) -> datetime | None:
    found = _BACK.fullmatch(typed)
    try:
        return now - timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else None
    except OverflowError:
        return None


def _stamp(typed: str) -> datetime | None:
    try:
        stamp = datetime.fromisoformat(typed)
        return stamp.replace(tzinfo=UTC) if stamp.tzinfo is None else stamp.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _form(typed: str, now: datetime) -> datetime | None:
    for form in _FORMS:
        # A year must stand beside a day: without one, 29 Feb cannot be read at all.
        dated, pattern = (typed, form) if "%Y" in form else (f"{now.year} {typed}", f"%Y {form}")
        try:
            stamp = datetime.strptime(dated, pattern).replace(tzinfo=UTC)
        except ValueError:
            continue
        return stamp.replace(month=now.month, day=now.day) if form == "%H:%M" else stamp
    return None
