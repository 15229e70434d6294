"""The own name and the own page of a server, to which every request must belong.

A page of another site can make a browser send requests here, even under a name of its own that it lets point
to this machine. Its requests name that site in ``Host`` or ``Origin``.
"""

from __future__ import annotations

import re
import socket
from ipaddress import IPv4Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z._-]+)(?::([0-9]{1,5}))?")
"""A name, or an address in figures, and perhaps a port."""
_LAST_PORT = 65535
_NETWORK_BITS = 64
"""Bits of an IPv6 address that name a network; whoever has one has all of its addresses."""


class Hosts(NamedTuple):
    """The names under which a server is reached.

    Attributes:
        names: of hosts, besides addresses in figures, which no other site can make its own.
        proxied: those of them under which a proxy passes requests on.
    """

    names: frozenset[str]
    proxied: frozenset[str] = frozenset()

    def has(self, host: str) -> bool:
        """Tell whether a request was sent to this server under a name of its own.

        Args:
            host: the header ``Host``, a name or an address, with or without a port.
        """
        name = _name_in(host)
        return name in self.names or _is_address(name)

    def is_encrypted(self, scheme: str, headers: Mapping[str, str]) -> bool:
        """Tell whether a browser sent a request by TLS.

        A proxy's word counts only under its name, since any other request may say anything.

        Args:
            scheme: of the connection to this server.
            headers: of the request.
        """
        if _name_in(headers.get("Host", "")) in self.proxied:
            scheme = headers.get("X-Forwarded-Proto", scheme).partition(",")[0].strip()
        return scheme.lower() == "https"

    def sender(self, peer: str, headers: Mapping[str, str]) -> str:
        """Return the network address of whoever sent a request; of IPv6, the network.

        A proxy of this machine, to which a request under its name has come, tells the address last in
        ``X-Forwarded-For``; anything before may come from the sender.

        Args:
            peer: the address that is connected to this server.
            headers: of the request.
        """
        address = peer
        if is_loopback(peer) and _name_in(headers.get("Host", "")) in self.proxied:
            address = headers.get("X-Forwarded-For", peer).rpartition(",")[2].strip()
        if not _is_address(address):
            return peer
        found = ip_address(address)
        if isinstance(found, IPv4Address):
            return str(found)
        return str(found.ipv4_mapped or IPv6Network((found, _NETWORK_BITS), strict=False))


def hosts_of(host: str, named: Iterable[str] = ()) -> Hosts:
    """Find the names of a server.

    Args:
        host: the name or address that it listens on.
        named: names under which a proxy passes requests on.
    """
    proxied = frozenset(name.lower() for name in named)
    names = {"localhost", host.lower(), *proxied}
    if not is_loopback(host):
        names |= {socket.gethostname().lower(), socket.getfqdn().lower()}
    return Hosts(frozenset(names), proxied)


def is_own_origin(headers: Mapping[str, str]) -> bool:
    """Tell whether a request comes from a page of the host to which it was sent.

    A request without ``Origin`` comes from no browser's page and is refused, too.
    """
    origin, host = headers.get("Origin", ""), headers.get("Host", "")
    return bool(host) and origin.lower() in (f"http://{host.lower()}", f"https://{host.lower()}")


def is_loopback(host: str) -> bool:
    """Tell whether only programs of this machine reach a host."""
    return host.lower() == "localhost" or (_is_address(host) and ip_address(host).is_loopback)


def _name_in(host: str) -> str:
    found = _HOST.fullmatch(host)
    if found is None or int(found[2] or 0) > _LAST_PORT:
        return ""
    return found[1].strip("[]").lower()


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
