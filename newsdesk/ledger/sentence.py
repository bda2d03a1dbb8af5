"""One plain sentence of a line for our own copy: what we run with or what is newest, each with its voice and time.

Follows the BBC's editorial guideline on casualties: the number that an editor or a rule set leads, else the newest
claims do, all attributed; nothing is averaged or chosen unseen. The nouns and predicates stand in words.toml.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from newsdesk import text
from newsdesk.decisions import DeskFigure
from newsdesk.figures import lexicon
from newsdesk.ledger import words
from newsdesk.ledger.names import inner
from newsdesk.ledger.origins import is_vague, meet
from newsdesk.ledger.records import Line, OriginClaim, Status
from newsdesk.ledger.voices import english
from newsdesk.model import LineKey, Number, Side

_NOUGHT = "0"
EARLIER = 3
"""Numbers at most that nobody repeats any more and that are given all the same."""


def copy_line(line: Line, as_of: datetime | None = None) -> str:
    """ "25 foreigners have escaped (Reuters on 17 Jan 18:30); AP (17 Jan 11:30) says 20. All times UTC, 2013."

    The desk figure first, with its reason or the origin that its rule follows; else the newest claims. Then the
    other fresh ones, the newest that are stale, and parties to the event, named as such. Of a moment in the past it
    says so.
    """
    standing = [one for one in line.origins if one.stands]
    desk = line.desk if line.desk is not None and words.desk_bounds(line.desk) != (None, None) else None
    if desk is None and not standing:
        return f"No source gives a number that counts for {words.line_name(line.key)}."
    moments = [one.published for one in standing] or ([desk.at] if desk else [])
    year = max(moments).year
    followed = [one for one in standing if desk and desk.rule and one.origin == desk.follows and not one.party]
    groups = _groups([one for one in standing if one not in followed])
    if desk is None:
        first = groups.pop(_newest(groups))
        one = (first[0].low, first[0].high) == (1, 1) and not _is_garbled(first)
        lead, moment = _leading(line.key, _leading_number(first), one, _said_by(first, year)), first[0].published
    else:
        number = words.spoken(followed[0]) if followed else words.desk_spoken(desk)
        lead = _leading(line.key, number, words.desk_bounds(desk) == (1, 1), _basis(desk, followed, year))
        moment = max(one.published for one in followed) if followed else desk.at
    then = f"As published by {words.moment_text(as_of, year=year)}. " if as_of is not None else ""
    return f"{'; '.join([lead, *_clauses(groups, year, moment)])}. {then}All times UTC, {year}."


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


def _groups(standing: Sequence[OriginClaim]) -> list[list[OriginClaim]]:
    """Claims that say the same number together, newest first: the fresh, the stale, the parties.

    What one origin is garbled between is together too: one voice, two numbers.
    """
    found: dict[tuple[bool, bool, bool, str], list[OriginClaim]] = {}
    for one in standing:
        garbled = one.status is Status.GARBLED
        found.setdefault((one.party, one.stale, garbled, one.origin if garbled else _number(one)), []).append(one)
    return [found[name] for name in sorted(found, key=lambda name: name[:2])]


def _is_garbled(group: Sequence[OriginClaim]) -> bool:
    return len(group) > 1 and group[0].status is Status.GARBLED


def _leading_number(first: Sequence[OriginClaim]) -> str:
    """ "At least 20"; "34 or 35" where one voice stands with both."""
    if not _is_garbled(first):
        return words.spoken(first[0])
    return " or ".join(_number(one) for one in sorted(first, key=_size))


def _said_by(first: Sequence[OriginClaim], year: int) -> str:
    """Who says what leads, when, and in which words where those give no number."""
    if not _is_garbled(first):
        return _voices(first, year, leading=True) + (f": {_quoted(first[0])}" if is_vague(first[0]) else "")
    alone = len(set(map(_speaker, first))) == 1
    rows = [
        f"{_number(one)}{'' if alone else f' from {_speaker(one)}'}{_through(one)} on {_when(one.published, year)}"
        for one in sorted(first, key=_size)
    ]
    both = f"{_speaker(first[0])}, with {words.listed(rows)}" if alone else words.listed(rows)
    both += ", a party to the event" if first[0].party else ""
    return f"{both}, not repeated since" if first[0].stale else both


def _size(one: OriginClaim) -> Number:
    return one.low or 0


def _leading(key: LineKey, number: str, one: bool, basis: str) -> str:
    predicate = words.predicate(key.measure, not one)
    if not predicate:
        name = words.line_name(key)
        return f"{name[:1].upper()}{name[1:]}: {number} ({basis})"
    number = "No" if number == _NOUGHT else number[:1].upper() + number[1:]
    included = ", attackers included" if key.side is Side.ALL else ""
    return f"{number} {subject(key, not one)} {predicate}{included} ({basis})"


def _newest(groups: Sequence[Sequence[OriginClaim]]) -> int:
    """Which number leads: the newest as fresh that is not garbled; a bare minimum gives way to the next it admits."""
    fresh = [at for at, (one, *_) in enumerate(groups) if (one.party, one.stale) == _freshness(groups[0])]
    clear = [at for at in fresh if not _is_garbled(groups[at])]
    newest = clear[0] if clear else 0
    return next((at for at in clear if _admits(groups[newest][0], groups[at][0])), newest)


def _freshness(group: Sequence[OriginClaim]) -> tuple[bool, bool]:
    return group[0].party, group[0].stale


def _admits(minimum: OriginClaim, one: OriginClaim) -> bool:
    """Is a number printed that a bare minimum allows; not "about 6,000" under "more than 6,500"?"""
    printed = one.low if one.value is None else one.value
    enough = printed is not None and printed >= (minimum.low or 0)
    return minimum.high is None and one.high is not None and meet(one, minimum) and enough


def _basis(desk: DeskFigure, followed: Sequence[OriginClaim], year: int) -> str:
    """What a desk figure stands on: the origin that its rule follows, else an editor's reason."""
    if followed:
        return f"{_voices(followed, year, leading=True)}, our {desk.rule}"
    reason = f": {desk.reason}" if desk.reason else ""
    return f"our figure of {_when(desk.at, year)}{reason}"


def _clauses(groups: Sequence[Sequence[OriginClaim]], year: int, moment: datetime) -> list[str]:
    """The fresh, what was said and not repeated, and the parties; `moment` is that of what leads."""
    garbled = [_says_both(group, year) for group in groups if _is_garbled(group)]
    groups = [group for group in groups if not _is_garbled(group)]
    fresh = [group for group in groups if not group[0].party and not group[0].stale]
    stale = [group for group in groups if not group[0].party and group[0].stale][:EARLIER]
    parties = [group for group in groups if group[0].party]
    clauses = [_said(fresh, ("says", "say"), year)] if fresh else []
    before = "earlier " if all(one.published <= moment for group in stale for one in group) else ""
    clauses += [f"{before}{_said(stale, ('said', 'said'), year)}"] if stale else []
    return [*clauses, *garbled, *(_said([group], ("says", "say"), year) for group in parties)]


def _says_both(group: Sequence[OriginClaim], year: int) -> str:
    """ "The army says 34 via AFP (17 Jan 11:00) and 35 via Reuters (17 Jan 11:10)": one voice, two numbers."""
    party = ", a party to the event," if group[0].party else ""
    verbs = ("said", "said") if group[0].stale else ("says", "say")
    rows: list[str] = []
    told = ""
    for one in sorted(group, key=_size):
        name = _speaker(one)
        says = f"{name}{party} {verbs[lexicon.are_many(name)]} " if name != told else ""
        rows.append(f"{says}{_number(one)}{_through(one)} ({_when(one.published, year)})")
        told = name
    return words.listed(rows)


def _said(groups: Sequence[Sequence[OriginClaim]], verbs: tuple[str, str], year: int) -> str:
    """ "Reuters says 25, AP 20": the verb is said once."""
    first, *others = groups
    many = len(first) > 1 or lexicon.are_many(_speaker(first[0]))
    rows = [f"{_voices(first, year)} {verbs[many]} {_number(first[0])}"]
    return ", ".join([*rows, *(f"{_voices(group, year)} {_number(group[0])}" for group in others)])


def _number(one: OriginClaim) -> str:
    """What somebody says: who says "dozens" says no number, and no number is put in his mouth."""
    if is_vague(one):
        return _quoted(one)
    number = words.spoken(one)
    return "none" if number == _NOUGHT else number


def _quoted(one: OriginClaim) -> str:
    return f"“{text.line(one.claim.figure.quote)}”"


def _voices(group: Sequence[OriginClaim], year: int, *, leading: bool = False) -> str:
    """Origins with when they last said so, and what a reader must know of them: that they are parties, or old."""
    names = words.listed([_voice(one, year, leading=leading) for one in group])
    if group[0].party:
        names += ", a party to the event" + ("" if leading else ",")
    return f"{names}, not repeated since" if leading and group[0].stale else names


def _voice(one: OriginClaim, year: int, *, leading: bool) -> str:
    """Who says so and when, through whom, and whom they have it from where those have no name.

    A moment that a number follows stands in brackets, so that none is read with it.
    """
    when = _when(one.published, year)
    return f"{_speaker(one)}{_through(one)} " + (f"on {when}" if leading else f"({when})")


def _through(one: OriginClaim) -> str:
    """Whom they have it from where those have no name, and who carries it."""
    cited = f" citing “{one.cited}”" if one.cited else ""
    return cited + (f" via {one.via}" if one.via else "")


def _speaker(one: OriginClaim) -> str:
    """The origin; where its words name only the office that it was taken to hold, the office: nothing is put in the
    mouth of a person whom the text does not name."""
    named = inner(one.claim.figure.chain[-1]) if one.claim.figure.chain and not one.cited else one.origin
    own = english().canonical(named) == one.origin or not _words_of(named).isdisjoint(_words_of(one.origin))
    return one.origin if own else text.line(named)


def _words_of(name: str) -> set[str]:
    return set(name.casefold().replace("-", " ").split())


def _when(at: datetime, year: int) -> str:
    return words.moment_text(at, year=year)
