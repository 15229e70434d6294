"""One spelling for a name that Unicode lets one write in several ways."""

from __future__ import annotations


def settled_name(name: str) -> str:
    """Return a name in NFC; two names are the same if these are equal."""
    if name.isascii():
        return name
    from unicodedata import normalize

    return normalize("NFC", name)
