"""SHA-256 without what Python's hashlib loads: OpenSSL, which takes longer than to open an article."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_MODULES = ("_sha2", "_sha256")
"""The interpreter's own module since Python 3.12, and before; ``random`` takes its hashes from there, too."""
_LARGE = 1_000_000
"""Bytes from which OpenSSL, several times faster, is worth loading."""


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    make = _openssl() if len(content) > _LARGE else _small()
    return str(make(content).hexdigest())


@cache
def _small() -> Callable[[bytes], Any]:
    for name in _MODULES:
        try:
            make: Callable[[bytes], Any] = import_module(name).sha256
        except ImportError:  # of another version, or another Python
            continue
        return make
    return _openssl()


def _openssl() -> Callable[[bytes], Any]:
    from hashlib import sha256

    return sha256
