"""Which story an update belongs to.

`Watch` leads updates to incidents by their words; `load` reads an incident.toml.
"""

from newsdesk.incidents.file import load
from newsdesk.incidents.watch import Watch

__all__ = ["Watch", "load"]
