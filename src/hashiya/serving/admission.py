"""Who is let in: by the token of the address or the pass that it is changed for, from this server's own page.

A page of another site can make a browser send requests here, even under a name of its own that it lets point
to this machine. Its requests name that site in ``Host`` or ``Origin``.
"""

from __future__ import annotations

import hmac
import re
import secrets
import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z._-]+)(?::[0-9]{1,5})?")
"""A name, or an address in figures, and perhaps a port."""
_BYTES = 32
"""Random bytes of a secret."""


class Admission(NamedTuple):
    """The secrets of a server, and the names under which it is reached.

    Attributes:
        token: the secret in the address.
        entry_pass: the secret in the cookie; another one, since an address is seen by more people.
        names: of hosts, besides addresses in figures, which no other site can make its own.
    """

    token: str
    entry_pass: str
    names: frozenset[str]

    def is_own_host(self, host: str) -> bool:
        """Tell whether a request was sent to this server under a name of its own.

        Args:
            host: the header ``Host``, a name or an address, with or without a port.
        """
        found = _HOST.fullmatch(host)
        name = found[1].strip("[]").lower() if found else ""
        return name in self.names or _is_address(name)

    def is_token(self, given: str) -> bool:
        """Tell whether the secret of the address was given, in the same time for every wrong one."""
        return _are_equal(given, self.token)

    def is_pass(self, given: str) -> bool:
        """Tell whether the secret of the cookie was given, in the same time for every wrong one."""
        return _are_equal(given, self.entry_pass)


def new_admission(host: str) -> Admission:
    """Make new secrets for a server that listens on a host."""
    names = {"localhost", host.lower()}
    if not is_loopback(host):
        names |= {socket.gethostname().lower(), socket.getfqdn().lower()}
    return Admission(secrets.token_urlsafe(_BYTES), secrets.token_urlsafe(_BYTES), frozenset(names))


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


def _are_equal(given: str, secret: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), secret.encode())
