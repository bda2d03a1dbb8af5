"""The desk figure beside its line: what it rested on, what a rule makes of it, and why it wants another look.

Knows one line at a time, and nothing of who decided: the figure comes in as it was decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from msgspec.structs import replace

from newsdesk.decisions import Decision, DeskFigure, Premise, Rule, SetDesk
from newsdesk.ledger import words
from newsdesk.ledger.amounts import Amount, amount
from newsdesk.ledger.origins import meet
from newsdesk.ledger.queries import authority
from newsdesk.ledger.records import Ledger, OriginClaim
from newsdesk.model import Measure, Number, Qualifier

GIVES_NOTHING = "which gives no number yet: no origin that counts has a letter."
"""What a rule does where it follows nobody."""
SHOWN = 3
"""Changes of what a desk figure rested on that are told one by one."""


def amount_or_rule(entry: str, measure: Measure) -> Amount | Rule | None:
    """What an editor types for a desk figure: a number, or a rule's name; null, of an empty line, clears it.

    Raises CallWrong.
    """
    asked = " ".join(entry.casefold().split())
    if asked in [rule.value for rule in Rule]:
        return Rule(asked)
    return amount(asked, measure) if asked else None


def amount_or_rule_text(wanted: Amount | Rule) -> str:
    """What the desk is to run with: "≥15", "greatest authority"."""
    return wanted.value if isinstance(wanted, Rule) else words.value_text(wanted)


def gives_number(decision: Decision) -> bool:
    """Whether the desk figure that was set has a number: a rule gives none where it follows nobody."""
    return any(isinstance(act, SetDesk) and (act.low, act.high) != (None, None) for act in decision.acts)


def resting(act: SetDesk, ledger: Ledger) -> SetDesk:
    """The act with what stands on its line, and where it follows a rule with the number that the rule gives.

    Parties to the event are kept only where nobody else counts.
    """
    line = next((line for line in ledger.lines if line.key == act.line), None)
    standing = [claim for claim in line.origins if claim.stands] if line else []
    counting = [claim for claim in standing if not claim.party]
    act = replace(act, premises=tuple(map(_premise, counting or standing)))
    gives = authority(counting) if act.rule else None
    return replace(act, value=gives.value, low=gives.low, high=gives.high) if gives else act


def _premise(claim: OriginClaim) -> Premise:
    return Premise(
        origin=claim.origin,
        value=claim.value,
        qualifier=claim.qualifier,
        low=claim.low,
        high=claim.high,
        at=claim.published,
        update=claim.claim.update,
    )


def followed(desk: DeskFigure, counting: Sequence[OriginClaim]) -> DeskFigure:
    """The desk figure with the number that its rule gives now; one that was set by hand as it is."""
    if desk.rule is None:
        return desk
    claim = authority(counting)
    if claim is None:
        return replace(desk, value=None, low=None, high=None)
    return replace(desk, value=claim.value, low=claim.low, high=claim.high, follows=claim.origin)


def attention(
    decided: DeskFigure,
    now: DeskFigure,
    standing: Iterable[OriginClaim],
    as_of: datetime | None,
    canonical: Callable[[str], str],
) -> str:
    """Why a desk figure wants another look, in a few words; empty where it does not.

    `canonical` gives the one name of a voice: an editor may have merged it since. As of a moment before its premises
    were said there is nothing to compare them with.
    """
    if as_of is not None and any(premise.at > as_of for premise in decided.premises):
        return ""
    if decided.rule is not None:
        return _of_rule(decided, now)
    said: dict[str, list[OriginClaim]] = {}
    for claim in standing:
        said.setdefault(claim.origin, []).append(claim)
    there, bounds = [claim for claims in said.values() for claim in claims], words.desk_bounds(decided)
    unsaid = f"no origin says {words.desk_text(decided)} now"
    if not decided.premises:
        return "" if bounds in {(claim.low, claim.high) for claim in there} else unsaid
    changes = [
        (f"{'rested on' if _supports(premise, decided) else 'stood beside'} ", change)
        for premise in sorted(decided.premises, key=lambda premise: not _supports(premise, decided))
        if (change := _change(premise, said.get(canonical(premise.origin), ())))
    ]
    if changes:
        told = [
            change if at and lead == changes[at - 1][0] else lead + change
            for at, (lead, change) in enumerate(changes[:SHOWN])
        ]
        return "; ".join([*told, f"{len(changes) - SHOWN} more"] if len(changes) > SHOWN else told)
    return "" if is_allowed(*bounds, there) else unsaid


def is_allowed(low: Number | None, high: Number | None, said: Iterable[OriginClaim]) -> bool:
    """Whether what any of these origins says leaves room for a number of that interval."""
    return any(meet(claim, Amount(None, Qualifier.BETWEEN, low, high)) for claim in said)


def _of_rule(decided: DeskFigure, now: DeskFigure) -> str:
    if not now.follows:
        return f"{decided.rule} follows nobody: no origin here has a letter"
    if words.desk_bounds(decided) == words.desk_bounds(now):
        return ""
    return f"{decided.rule} gave {words.desk_text(decided)} when it was set, now {words.desk_text(now)} ({now.follows})"


def _supports(premise: Premise, desk: DeskFigure) -> bool:
    return meet(premise, Amount(None, Qualifier.BETWEEN, *words.desk_bounds(desk)))


def _change(premise: Premise, said: Sequence[OriginClaim]) -> str:
    """What became of a premise; empty where its origin still says so."""
    if any((claim.low, claim.high) == (premise.low, premise.high) for claim in said):
        return ""
    now = words.listed([words.value_text(claim) for claim in said])
    return f"{words.value_text(premise)} ({premise.origin}), which {f'now says {now}' if now else 'no longer stands'}"
