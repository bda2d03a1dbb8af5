"""Suggests the credibility digit of a claim: the Admiralty code's second axis (NATO AJP-2.1), 1 to 6.

The letter of a source or origin never enters. The first rule that fits decides, in the order 5, 1, 4, 2, 6, 3; "the
origin cannot be established" is read as: the text itself only says "reportedly" and names nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from newsdesk.ledger.origins import meet
from newsdesk.ledger.records import OriginClaim, Status
from newsdesk.model import Modality, Tense

_WITHDRAWN, _REPORTED = Status.WITHDRAWN, Modality.REPORTED


class Company:
    """The counting claims of a line, made ready to grade any claim among them."""

    def __init__(self, counting: Sequence[OriginClaim], beside: Iterable[OriginClaim]) -> None:
        self._counting = counting
        self._behind = Counter((low, high) for low, high, _ in {(one.low, one.high, one.origin) for one in counting})
        self._agreed = [one for one in counting if self._behind[one.low, one.high] > 1]
        self._set_aside = {
            (one.origin, one.low, one.high, one.published)
            for one in beside
            if one.claim.figure.modality is Modality.DENIED or one.claim.figure.tense is Tense.EARLIER
        }

    def digit(self, claim: OriginClaim) -> int:
        """The digit of one claim, given what all others say."""
        if claim.status is _WITHDRAWN or (self._set_aside and self._disowned(claim)):
            return 5
        if self._behind[claim.low, claim.high] > 1:
            return 1
        for other in self._agreed:
            if not meet(claim, other):
                return 4
        for other in self._counting:
            if other.origin != claim.origin and meet(claim, other):
                return 2
        figure = claim.claim.figure
        return 6 if figure.modality is _REPORTED and not figure.chain else 3

    def _disowned(self, claim: OriginClaim) -> bool:
        """Whether its own origin has set it aside since."""
        return any(
            (*said,) == (claim.origin, claim.low, claim.high) and at >= claim.published for *said, at in self._set_aside
        )
