"""Which hosts are on this machine or a private network, so that the outside cannot send us there.

Knows no network: it judges names and addresses, and resolves none. A name can point anywhere, so what it resolves to
is judged again where the connection is made.
"""

from __future__ import annotations

import ipaddress
import socket

_LOCAL_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "home.arpa")


def is_local(host: str) -> bool:
    """Whether a host is visibly local: an address that is not public, a name without a dot, or in a private domain."""
    name = host.rstrip(".").lower()
    number = _number(name)
    if number is not None:
        return not is_public(number)
    return "." not in name or any(name == domain or name.endswith(f".{domain}") for domain in _LOCAL_NAMES)


def is_public(number: str) -> bool:
    """Whether an IP address is one of the public internet (IANA's registries of special addresses)."""
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    address = mapped or address
    return address.is_global and not address.is_multicast


def _number(name: str) -> str | None:
    """The IP address that a host stands for when it is none of the names; 0x7f.1 and 2130706433 are 127.0.0.1."""
    try:
        return str(ipaddress.ip_address(name.strip("[]").partition("%")[0]))
    except ValueError:
        pass
    if not name[:1].isdigit():
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(name))
    except OSError:
        return None
