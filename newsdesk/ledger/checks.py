"""Do the numbers add up? Faults within an origin, questions across origins, bounds that follow (docs/figures.md).

A fault needs one origin and one moment (`NEARLY_TOGETHER`). A question is asked across origins only where no choice
among them mends the sum: "25 escaped" and "25 freed" may be the same people. Each names the fewest claims it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product

from newsdesk.ledger import words
from newsdesk.ledger.bounds import Span, implied, spans
from newsdesk.ledger.constraints import Constraint, Kind, constraints
from newsdesk.ledger.origins import NEARLY_TOGETHER, is_stated, stands
from newsdesk.ledger.records import PAST, Check, Line, OriginClaim, Status
from newsdesk.ledger.scopes import Scopes
from newsdesk.model import Counts, Incident, LineKey, Measure, Number, Shift, Tense

SLIP = 10
"""A number this many times another on the same line is likelier a slip of the pen than a finding."""

_BESIDE, _GARBLED = Status.BESIDE, Status.GARBLED
_PARTS = frozenset({Counts.PART, Counts.MEMBER})


def checks(lines: Sequence[Line], incident: Incident, identified: Callable[[str], bool]) -> tuple[Check, ...]:
    """All that does not add up or follows: broken sums, falls, questions, slips of a nought, implied bounds.

    `identified` says whether a name identifies someone: where an outlet lends its own name to "a kidnapper" and then
    to "a security source", nobody's toll has fallen.
    """
    said = spans(lines)
    rules = constraints(said.keys(), incident)
    scopes = Scopes(incident)
    faults = list(_faults(constraints([line.key for line in lines], incident), lines, scopes))
    return (
        *faults,
        *(fall for line in lines for fall in _falls(line, identified)),
        *_questions(rules, said, {(fault.kind, fault.key) for fault in faults}, scopes),
        *(slip for line in lines for slip in _slips(line)),
        *implied(rules, said, scopes),
    )


def _faults(rules: Sequence[Constraint], lines: Iterable[Line], scopes: Scopes) -> Iterator[Check]:
    """The sums that one origin breaks by itself at one moment."""
    wholes: dict[LineKey, list[OriginClaim]] = {}
    said: dict[LineKey, dict[str, list[OriginClaim]]] = {}
    for line in lines:
        wholes[line.key] = [claim for claim in line.origins if claim.stands]
        voices = said[line.key] = {claim.origin: [claim] for claim in wholes[line.key]}
        for claim in line.origins:
            if claim.status is _GARBLED or (claim.status is _BESIDE and _is_part(claim)):
                voices.setdefault(claim.origin, []).append(claim)
    for rule in rules:
        parts = [said[key] for key in rule.parts if key in said]
        spoken = frozenset[str]().union(*parts)
        for whole in wholes.get(rule.whole, ()):
            if whole.origin not in spoken:
                continue
            mine = [_same_breath(voices.get(whole.origin), whole) for voices in parts]
            if broken := _broken(rule, mine, whole):
                yield _sum(rule, "broken", broken, scopes)


def _is_part(claim: OriginClaim) -> bool:
    """Whether a claim shown beside bounds its whole from below: a part or a member, stated as fact."""
    return claim.claim.figure.counts in _PARTS and stands(claim.claim)


def _same_breath(said: Sequence[OriginClaim] | None, whole: OriginClaim) -> OriginClaim | None:
    """The largest of what an origin says at about the time it gives a whole."""
    if not said:
        return None
    near = [claim for claim in said if abs(claim.published - whole.published) <= NEARLY_TOGETHER]
    return max(near, key=lambda claim: claim.low or 0, default=None)


def _broken(rule: Constraint, parts: Sequence[OriginClaim | None], whole: OriginClaim) -> list[OriginClaim]:
    """The fewest claims that break a rule, the whole last; empty where it holds.

    One part of a sum that is too large by itself is told by the rule of that part.
    """
    known = sorted((part for part in parts if part), key=lambda part: (-(part.low or 0), part.origin))
    total: Number = 0
    for at, part in enumerate(known):
        total += part.low or 0
        if whole.high is not None and total > whole.high:
            return [] if rule.kind is Kind.SUM and at == 0 else [*known[: at + 1], whole]
    if rule.kind is Kind.BALANCE and rule.exact and len(known) == len(parts):
        highs = [part.high for part in known if part.high is not None]
        if len(highs) == len(parts) and sum(highs) < (whole.low or 0):
            return [*known, whole]
    return []


def _questions(
    rules: Iterable[Constraint], said: Mapping[LineKey, Span], faults: set[tuple[str, LineKey]], scopes: Scopes
) -> Iterator[Check]:
    """The sums that no choice among the origins can mend."""
    for rule in rules:
        whole = said.get(rule.whole, Span())
        parts = [said.get(key, Span()) for key in rule.parts]
        if (rule.kind.value, rule.whole) in faults or whole.high is None:
            continue
        lows = [span.low.premises[0] if span.low else None for span in parts]
        if broken := _broken(Constraint(rule.kind, rule.whole, rule.parts), lows, whole.high.premises[0]):
            yield _sum(rule, "question", broken, scopes)


def _sum(rule: Constraint, status: str, broken: Sequence[OriginClaim], scopes: Scopes) -> Check:
    *parts, whole = broken
    total = sum(part.low or 0 for part in parts)
    more = whole.high is not None and total > whole.high
    *mine, its = [words.claim_text(claim, scopes.line_of(claim)) for claim in broken]
    reason = f"{' + '.join(mine)} {'is more than' if more else 'does not make up'} {its}"
    return _check(rule.kind.value, status, rule.whole, broken, reason)


def _check(kind: str, status: str, key: LineKey, premises: Sequence[OriginClaim], reason: str) -> Check:
    return Check(kind=kind, status=status, key=key, low=None, high=None, premises=tuple(premises), reason=reason)


def _falls(line: Line, identified: Callable[[str], bool]) -> Iterator[Check]:
    """The dead of an origin who became fewer without a word of correction."""
    standing = line.origins if line.key.measure is Measure.KILLED else ()
    for now in standing:
        if not now.stands or now.claim.figure.change is Shift.DOWN or now.high is None:
            continue
        before = max(_before(line, now), key=lambda claim: claim.published, default=None)
        lower = before is not None and (before.low or 0) > now.high
        if before and lower and _one_voice(before, now, identified) and not _is_set_aside(line, before, now):
            fell = " to ".join(map(words.value_text, (before, now)))
            reason = f"{now.origin} went from {fell} without a word of correction"
            yield _check("fall", "broken", line.key, (before, now), reason)


def _before(line: Line, now: OriginClaim) -> Iterator[OriginClaim]:
    """What an origin said on a line and no longer says; what a text itself set aside was never its toll."""
    for claim in line.origins:
        figure = claim.claim.figure
        told = figure.counts is Counts.WHOLE and is_stated(figure)
        if told and claim.origin == now.origin and claim.status in PAST and claim.published <= now.first_said:
            yield claim


def _is_set_aside(line: Line, before: OriginClaim, now: OriginClaim) -> bool:
    """Whether an outlet that prints the new number said, since, that the old one does not stand."""
    return any(
        claim.claim.figure.tense is Tense.EARLIER
        and (claim.low, claim.high) == (before.low, before.high)
        and claim.published >= before.first_said
        and not set(claim.outlets).isdisjoint(now.outlets)
        for claim in line.origins
    )


def _one_voice(before: OriginClaim, now: OriginClaim, identified: Callable[[str], bool]) -> bool:
    """Whether two claims of an origin are not of two nameless voices behind it."""
    voices = {claim.claim.figure.chain[-1:] for claim in (before, now)}
    return len(voices) == 1 or all(identified(name) for voice in voices for name in voice)


def _slips(line: Line) -> Iterator[Check]:
    """Numbers alike but for a nought, 1.3m and 130,000, 300 and 30, unless the count grew from one to the other.

    Asked of old words too: a slip lives on, and "more than 130,000" does not contradict 1.3 million.
    """
    said: dict[Number, list[OriginClaim]] = {}
    for claim in line.origins:
        if claim.stands and claim.value is not None and claim.value >= SLIP:
            said.setdefault(claim.value, []).append(claim)
    for value in sorted(said):
        # One of each says it: a hundred outlets with the one number and a hundred with the other are one question.
        pairs = product(*(sorted(said.get(one, ()), key=_newest)[:1] for one in (value, SLIP * value)))
        for one, other in pairs:
            if one.origin != other.origin and not _grew(line, one, other):
                more, less = (f"{words.value_text(claim)} ({claim.origin})" for claim in (other, one))
                reason = f"{more} is {less} with one nought more"
                yield _check("slip", "question", line.key, (one, other), reason)


def _newest(claim: OriginClaim) -> tuple[float, str]:
    return -claim.published.timestamp(), claim.origin


def _grew(line: Line, one: OriginClaim, other: OriginClaim) -> bool:
    """Whether somebody gave a number between two others in the time between them."""
    first, last = sorted((one.published, other.published))
    return any(
        claim.value is not None
        and (one.value or 0) < claim.value < (other.value or 0)
        and first <= claim.published <= last
        and claim.claim.figure.counts is Counts.WHOLE
        for claim in line.origins
    )
