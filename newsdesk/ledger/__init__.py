"""What is claimed on an incident, by whom, since when, and how the claims stand to each other.

`claims` gathers the figures of an incident, `build` lays them out as a `Ledger`. The modules `words`, `changes` and
`queries` put its records in words, tell what moved, and answer what is asked of it. Pure: no clock, disk or network.
"""

from newsdesk.ledger.assembly import build
from newsdesk.ledger.desk_figures import resting
from newsdesk.ledger.evidence import claims
from newsdesk.ledger.records import Check, Claim, Ledger, Line, OriginClaim, Status, Verdict
from newsdesk.ledger.scopes import Scopes
from newsdesk.ledger.sentence import copy_line
from newsdesk.ledger.voices import Voices

__all__ = [
    "Check",
    "Claim",
    "Ledger",
    "Line",
    "OriginClaim",
    "Scopes",
    "Status",
    "Verdict",
    "Voices",
    "build",
    "claims",
    "copy_line",
    "resting",
]
