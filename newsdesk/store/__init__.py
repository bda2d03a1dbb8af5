"""Where a desk's records are kept: one small protocol, a twin in memory, and the TinyDB store on its journal."""

from newsdesk.store.protocol import Change, Store

__all__ = ["Change", "Store"]
