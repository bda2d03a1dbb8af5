"""One plain sentence of a line for our own copy: the range, each number with its voice.

Follows the BBC's editorial guideline on casualties: give the range of estimates, attributed, and no number of our own.
The nouns and predicates stand in words.toml.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from newsdesk.ledger import words
from newsdesk.ledger.records import COUNTING, Line, OriginClaim, Status
from newsdesk.model import LineKey, Number, Side


def copy_line(line: Line) -> str:
    """ "At least 15 foreigners have escaped (AFP); Reuters says 25, AP 20."

    Smallest number first, then from the largest down; a stale word with its time; parties to the event last and
    named as such. Where nothing counts it says so.
    """
    standing = [one for one in line.origins if one.status in COUNTING]
    counting = sorted((one for one in standing if not one.party), key=_size)
    parties = sorted((one for one in standing if one.party), key=_size)
    if not standing:
        return f"No source gives a number that counts for {words.line_name(line.key)}."
    first, *others = _groups(counting or parties)
    clauses = [_leading(line.key, first)]
    if others:
        clauses.append(", ".join(_says(group, first=at == 0) for at, group in enumerate(reversed(others))))
    if counting and parties:
        clauses += [_says(group, first=True) for group in _groups(parties)]
    return "; ".join(clauses) + "."


def subject(key: LineKey, several: bool) -> str:
    """Whom a line counts, as a noun: "foreigners", "British child", "people in Derna", "attackers"."""
    nouns = words.nouns()
    people = [one for one in key.scope if words.is_country(one) or one in ("foreign", "local")]
    roles = [one for one in key.scope if one in nouns and one not in people]
    places = [one for one in key.scope if one not in people and one not in roles]
    if not roles and key.side.value in nouns:
        roles = [key.side.value]
    if not roles:
        roles, people = (people, []) if people and people[0] in nouns else (["person"], people)
    noun = nouns[roles[-1]][several]
    before = [words.country_adjective(one) for one in people] + [nouns[one][0] for one in roles[:-1]]
    return " ".join([*before, noun, *(f"in {place}" for place in places)])


def _leading(key: LineKey, group: Sequence[OriginClaim]) -> str:
    number = words.spoken(group[0])
    number = number[:1].upper() + number[1:]
    several = (group[0].low, group[0].high) != (1, 1)
    predicate = words.predicate(key.measure, several)
    if not predicate:
        return f"{words.line_name(key).capitalize()}: {number} ({_voices(group).rstrip(',')})"
    included = ", attackers included" if key.side is Side.ALL else ""
    return f"{number} {subject(key, several)} {predicate}{included} ({_voices(group).rstrip(',')})"


def _says(group: Sequence[OriginClaim], first: bool) -> str:
    verb = ("says " if len(group) == 1 else "say ") if first else ""
    return f"{_voices(group)} {verb}{words.spoken(group[0])}"


def _groups(claims: Sequence[OriginClaim]) -> list[list[OriginClaim]]:
    """Claims that say the same number together, smallest first."""
    return [list(group) for _, group in groupby(claims, key=words.spoken)]


def _voices(group: Sequence[OriginClaim]) -> str:
    return words.listed([_voice(claim) for claim in group])


def _voice(claim: OriginClaim) -> str:
    """An origin with what a reader must know of it: that it is a party, that its word is old."""
    when = f" on {words.moment_text(claim.published)}" if claim.status is Status.STALE else ""
    return f"{claim.origin}{when}{', a party to the event,' if claim.party else ''}"


def _size(claim: OriginClaim) -> tuple[Number, str, str]:
    size = claim.value if claim.value is not None else claim.low
    return size or 0, words.spoken(claim), claim.origin
