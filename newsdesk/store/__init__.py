"""Where a desk's records are kept: one small protocol, a twin in memory, and the TinyDB store on its journal."""

from newsdesk.store.memory import MemoryStore
from newsdesk.store.protocol import Change, Store
from newsdesk.store.tiny import TinyStore

__all__ = ["Change", "MemoryStore", "Store", "TinyStore"]
