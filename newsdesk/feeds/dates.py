"""The dates of a feed: aware UTC datetimes that can be believed, or nothing and the reason.

Knows no feed format and no clock. Out of range is whatever no news feed can mean; a date in the future stays,
since only those who know the time can judge it.
"""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta

from newsdesk import text

FIRST_YEAR, LAST_YEAR = 1970, 2100

_ZONE = re.compile(r"\d\s*([A-Za-z]{2,5})\s*\Z")
_READ = frozenset("UT UTC GMT EST EDT ET CST CDT CT MST MDT MT PST PDT PT AST ADT AT MET MEST AM PM".split())
"""Zones that feedparser reads; RFC 822 gives the American ones."""
_HOURS = {
    "WEST": 1.0,
    "BST": 1.0,
    "CET": 1.0,
    "WAT": 1.0,
    "CEST": 2.0,
    "EET": 2.0,
    "CAT": 2.0,
    "SAST": 2.0,
    "EEST": 3.0,
    "MSK": 3.0,
    "EAT": 3.0,
    "TRT": 3.0,
    "PKT": 5.0,
    "NPT": 5.75,
    "ICT": 7.0,
    "WIB": 7.0,
    "HKT": 8.0,
    "SGT": 8.0,
    "PHT": 8.0,
    "AWST": 8.0,
    "JST": 9.0,
    "KST": 9.0,
    "ACST": 9.5,
    "AEST": 10.0,
    "ACDT": 10.5,
    "AEDT": 11.0,
    "NZST": 12.0,
    "NZDT": 13.0,
}
"""Zones that have one meaning in news; IST (India, Israel, Ireland) has three and is not guessed."""


def moment(raw: str, parsed: time.struct_time | tuple[int, ...] | None) -> tuple[datetime | None, str]:
    """A printed date and what the parser made of it in UTC → the moment, and what is wrong with it or ""."""
    if not raw.strip():
        return None, ""
    shown = text.line(raw, 60)
    if parsed is None:
        return None, f"The date “{shown}” cannot be read."
    year, month, day, hour, minute, second = (int(part) for part in parsed[:6])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None, f"The date “{shown}” is in no year of news."
    try:
        found = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return None, f"The date “{shown}” is in no calendar."
    return _in_zone(found, raw, shown)


def _in_zone(found: datetime, raw: str, shown: str) -> tuple[datetime, str]:
    """Correct for a named zone that the parser took for UTC."""
    named = _ZONE.search(raw)
    zone = named[1].upper() if named else "UTC"
    if zone in _READ:
        return found, ""
    if zone in _HOURS:
        return found - timedelta(hours=_HOURS[zone]), ""
    return found, f"The time zone of the date “{shown}” is not known; it was read as UTC."
