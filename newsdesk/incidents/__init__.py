"""Which story an update belongs to, and what became of its words.

`Watch` leads updates to incidents by their words; `load` and `opens` read an incident.toml; `differences` compares
versions.
"""

from newsdesk.incidents.file import load, opens
from newsdesk.incidents.watch import Watch

__all__ = ["Watch", "load", "opens"]
