"""Which addresses of the network may be asked: those of the public internet, unless the user says otherwise."""

from __future__ import annotations

import ipaddress
from functools import cache

_Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# Listed one by one: what the standard library calls global differs from version to version, and lets multicast, 6to4
# and NAT64 through. Of IANA's registries of special-purpose addresses.
_NEAR = {
    "this machine": ("127.0.0.0/8", "::1/128"),
    "the local network": (
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16",
        "fe80::/10", "fc00::/7", "fec0::/10",
    ),
}  # fmt: skip
_NOWHERE = (
    "0.0.0.0/8", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
    "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",  # Teredo and the like, documentation, 6to4
)  # fmt: skip
_PUBLIC = ipaddress.IPv6Network("2000::/3")  # all of IPv6 that is handed out; NAT64 and multicast lie beside it


def forbidden(address: str, *, private: bool = False) -> str:
    """What a numeric address is that may not be asked; empty where it may. private: also this machine and network.

    >>> forbidden("::ffff:127.0.0.1")
    'this machine'
    >>> forbidden("127.0.0.1", private=True)
    ''
    >>> forbidden("64:ff9b::7f00:1", private=True)
    'an address with a special purpose'
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    for kind, networks in _near().items():
        if any(ip in network for network in networks):
            return "" if private else kind
    special = isinstance(ip, ipaddress.IPv6Address) and ip not in _PUBLIC
    return "an address with a special purpose" if special or any(ip in network for network in _nowhere()) else ""


@cache
def _near() -> dict[str, list[_Network]]:
    return {kind: [ipaddress.ip_network(network) for network in networks] for kind, networks in _NEAR.items()}


@cache
def _nowhere() -> list[_Network]:
    return [ipaddress.ip_network(network) for network in _NOWHERE]
