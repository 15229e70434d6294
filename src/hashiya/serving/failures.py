"""The bounds of guessing passwords: after failures the next try has to wait."""

from __future__ import annotations

import time
from hashlib import blake2b
from secrets import token_bytes
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_FREE = 3
"""Failures that cause no wait."""
_LONGEST = 60.0
"""Seconds of the longest wait, so that nobody is locked out of a name for good by a stranger who guesses."""
_FREE_FOR_MANY = 20
"""Failures of all names at an address, or of a name at all addresses, that cause no wait."""
_SLOT_BYTES = 2
"""Bytes of a slot's number; so many slots bound the memory."""


class Guesses:
    """Decides when a name may be tried from an address of the network.

    A name waits after failures from the same address, so that a stranger elsewhere keeps nobody out. After
    more failures an address waits with all names, and a name at all addresses but the one of its last login.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Count nothing yet.

        Args:
            clock: gives seconds.
        """
        self._pairs = Failures(clock=clock)
        self._names, self._addresses = Failures(_FREE_FOR_MANY, clock), Failures(_FREE_FOR_MANY, clock)
        self._successful: dict[str, str] = {}

    def wait(self, name: str, address: str) -> float:
        """Return the seconds until the next try may begin; 0 if it may begin now."""
        everywhere = 0.0 if self._successful.get(name) == address else self._names.wait(name)
        return max(self._pairs.wait(f"{address} {name}"), self._addresses.wait(address), everywhere)

    def begin(self, name: str, address: str) -> None:
        """Count a try as failed before its outcome is known, since others may begin meanwhile."""
        self._pairs.begin(f"{address} {name}")
        self._names.begin(name)
        self._addresses.begin(address)

    def succeed(self, name: str, address: str) -> None:
        """Forget the failures of a person who has logged in, and prefer the address."""
        self._pairs.forget(f"{address} {name}")
        self._names.forget(name)
        self._addresses.forget(address)
        self._successful[name] = address


class Failures:
    """Counts tries that have not succeeded: the fourth one waits a second, and each more twice as long.

    Names share a fixed number of slots by a keyed hash, and none is dropped. So a flood of names shortens
    no wait, and nobody can choose a name that shares the slot of another one.
    """

    def __init__(self, free: int = _FREE, clock: Callable[[], float] = time.monotonic) -> None:
        """Count nothing yet.

        Args:
            free: failures that cause no wait.
            clock: gives seconds.
        """
        self._free = free
        self._clock = clock
        self._hash_key = token_bytes()
        self._tries: dict[bytes, tuple[int, float]] = {}

    def wait(self, key: str) -> float:
        """Return the seconds until the next try may begin; 0 if it may begin now."""
        count, at = self._tries.get(self._slot(key), (0, 0.0))
        if count <= self._free:
            return 0.0
        return max(at + min(2.0 ** min(count - self._free - 1, 10), _LONGEST) - self._clock(), 0.0)

    def begin(self, key: str) -> None:
        """Count a try as failed before its outcome is known, since others may begin meanwhile."""
        slot = self._slot(key)
        count, _ = self._tries.get(slot, (0, 0.0))
        self._tries[slot] = (count + 1, self._clock())

    def forget(self, key: str) -> None:
        """Forget the failures, after a success."""
        self._tries.pop(self._slot(key), None)

    def _slot(self, key: str) -> bytes:
        named = key.encode("utf-8", "surrogatepass")
        return blake2b(named, digest_size=_SLOT_BYTES, key=self._hash_key).digest()
