"""SHA-256 without Python's hashlib, since loading its OpenSSL takes longer than opening an article."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_MODULES = ("_sha2", "_sha256")
"""The interpreter's own module, since Python 3.12 and before; ``random`` uses it, too."""
_LARGE = 1_000_000
"""Bytes from which loading OpenSSL pays, since it is several times faster."""


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    make = _openssl() if len(content) > _LARGE else _small()
    return str(make(content).hexdigest())


@cache
def _small() -> Callable[[bytes], Any]:
    for name in _MODULES:
        try:
            make: Callable[[bytes], Any] = import_module(name).sha256
        except ImportError:  # another version, or another Python
            continue
        return make
    return _openssl()


def _openssl() -> Callable[[bytes], Any]:
    from hashlib import sha256

    return sha256
