"""Suggests the credibility digit of a claim: the Admiralty code's second axis (NATO AJP-2.1), 1 to 6.

The letter of a source or origin never enters. The first rule that fits decides, in the order 5, 1, 4, 2, 6, 3; "the
origin cannot be established" is read as: the text itself only says "reportedly" and names nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from newsdesk.ledger import words
from newsdesk.ledger.origins import meet
from newsdesk.ledger.records import OriginClaim, Status
from newsdesk.model import Modality, Number, Tense

Interval = tuple[Number | None, Number | None]


class Credibility(NamedTuple):
    """A digit and why, in a few words."""

    digit: int
    why: str


class Company:
    """The counting claims of a line, made ready to grade any claim among them."""

    def __init__(self, counting: Sequence[OriginClaim], beside: Sequence[OriginClaim]) -> None:
        self._counting = counting
        self._behind: Counter[Interval] = Counter()
        for interval, _ in {((claim.low, claim.high), claim.origin) for claim in counting}:
            self._behind[interval] += 1
        self._agreed = [claim for claim in counting if self._behind[claim.low, claim.high] > 1]
        self._set_aside = {
            (claim.origin, claim.low, claim.high): claim.published
            for claim in sorted(beside, key=lambda claim: claim.published)
            if claim.claim.figure.modality is Modality.DENIED or claim.claim.figure.tense is Tense.EARLIER
        }

    def grade(self, claim: OriginClaim) -> Credibility:
        """The digit of one claim, given what all others say."""
        if claim.status is Status.WITHDRAWN:
            return Credibility(5, "withdrawn by its own outlet")
        aside = self._set_aside.get((claim.origin, claim.low, claim.high))
        if aside is not None and aside >= claim.published:
            return Credibility(5, "set aside by its own origin")
        behind = self._behind[claim.low, claim.high]
        if behind > 1:
            return Credibility(1, f"{behind} independent origins agree")
        return self._alone(claim)

    def _alone(self, claim: OriginClaim) -> Credibility:
        against = [other for other in self._agreed if not meet(claim, other)]
        if against:
            return Credibility(4, f"conflicts with {words.value_text(against[0])} on which several origins agree")
        beside = [other for other in self._counting if other.origin != claim.origin and meet(claim, other)]
        if beside:
            return Credibility(2, f"compatible with {words.value_text(beside[0])} ({beside[0].origin})")
        figure = claim.claim.figure
        if figure.modality is Modality.REPORTED and not figure.chain:
            return Credibility(6, "the text names nobody who says it")
        return Credibility(3, "one origin only")
