"""A person or a browser that was let in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_BYTES = 32
"""Random bytes of a secret."""


def new_secret() -> str:
    """Make a secret that nobody guesses."""
    return secrets.token_urlsafe(_BYTES)


@dataclass(frozen=True, eq=False)
class Entrant:
    """A person or a browser that was let in; the same only as itself.

    Attributes:
        name: of the person; empty for whoever has the token.
        environment: of each visitor's process besides the server's own. It may hold a password, so it is
            never shown; only the same account of this machine reads the environment of a process.
    """

    name: str = ""
    environment: Mapping[str, str | None] = field(default_factory=dict, repr=False)
