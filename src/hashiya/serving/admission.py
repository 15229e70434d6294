"""The own name and the own page of a server, to which every request must belong.

A page of another site can make a browser send requests here, even under a name of its own that it lets point
to this machine. Its requests name that site in ``Host`` or ``Origin``.
"""

from __future__ import annotations

import re
import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z._-]+)(?::[0-9]{1,5})?")
"""A name, or an address in figures, and perhaps a port."""


class Hosts(NamedTuple):
    """The names under which a server is reached.

    Attributes:
        names: of hosts, besides addresses in figures, which no other site can make its own.
    """

    names: frozenset[str]

    def has(self, host: str) -> bool:
        """Tell whether a request was sent to this server under a name of its own.

        Args:
            host: the header ``Host``, a name or an address, with or without a port.
        """
        found = _HOST.fullmatch(host)
        name = found[1].strip("[]").lower() if found else ""
        return name in self.names or _is_address(name)


def hosts_of(host: str, named: Iterable[str] = ()) -> Hosts:
    """Find the names of a server.

    Args:
        host: the name or address that it listens on.
        named: names under which a proxy passes requests on.
    """
    names = {"localhost", host.lower(), *(name.lower() for name in named)}
    if not is_loopback(host):
        names |= {socket.gethostname().lower(), socket.getfqdn().lower()}
    return Hosts(frozenset(names))


def is_own_origin(headers: Mapping[str, str]) -> bool:
    """Tell whether a request comes from a page of the host to which it was sent.

    A request without ``Origin`` comes from no browser's page and is refused, too.
    """
    origin, host = headers.get("Origin", ""), headers.get("Host", "")
    return bool(host) and origin.lower() in (f"http://{host.lower()}", f"https://{host.lower()}")


def is_loopback(host: str) -> bool:
    """Tell whether only programs of this machine reach a host."""
    return host.lower() == "localhost" or (_is_address(host) and ip_address(host).is_loopback)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
